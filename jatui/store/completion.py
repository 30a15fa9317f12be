"""What may stand where a filter is being typed: fields, their values from the database, refs and words."""

from __future__ import annotations

import re

from jatui.domain.match import fold, words
from jatui.domain.query import ANY, FIELDS, INBOX_WORDS, IS_WORDS, SCHEDULE_WORDS, STATUS_GROUPS
from jatui.domain.spans import RELATIVE
from jatui.domain.words import NONE, RATINGS, STATUSES
from jatui.store.reader import Reader

LEADS = (
    "SELECT o.slug, o.name FROM lead o WHERE EXISTS (SELECT 1 FROM action_lead l JOIN action a ON a.id = l.action_id "
    "WHERE l.lead_id IN (SELECT o.id UNION ALL SELECT h.post_id FROM holder h WHERE h.officer_id = o.id) "
    "AND (:plan IS NULL OR a.plan_id = :plan)) ORDER BY o.slug"
)
HANDLES = (
    "SELECT handle, text FROM action WHERE :plan IS NULL OR plan_id = :plan "
    "ORDER BY plan_id, position LIMIT 2000"
)
THEMES = (
    "SELECT CASE WHEN :plan IS NULL THEN p.slug || '/' ELSE '' END || t.code, t.name FROM theme t "
    "JOIN plan p ON p.id = t.plan_id WHERE :plan IS NULL OR p.id = :plan ORDER BY p.position, t.position"
)
COMMITTEES = "SELECT code, coalesce(name, '') FROM committee ORDER BY code"
COMMITMENTS = (
    "SELECT CASE WHEN :plan IS NULL THEN p.slug || '/' ELSE '' END || c.number, c.text FROM commitment c "
    "JOIN plan p ON p.id = c.plan_id WHERE :plan IS NULL OR p.id = :plan ORDER BY p.position, c.position LIMIT 2000"
)
INDICATORS = (
    "SELECT number, coalesce(name, '') FROM indicator WHERE :plan IS NULL OR plan_id = :plan "
    "ORDER BY plan_id, position LIMIT 2000"
)
SETS = "SELECT DISTINCT name, '' FROM indicator_set WHERE :plan IS NULL OR plan_id = :plan ORDER BY name"
VIEWS = "SELECT name, terms FROM view WHERE :plan IS NULL OR plan_id = :plan ORDER BY plan_id, position"
PAPERS = "SELECT slug, title FROM paper ORDER BY day, slug"
FORMS = "SELECT slug, name FROM form ORDER BY name, version"
PLANS = "SELECT slug, name FROM plan ORDER BY position"
_SAID_BY = "SELECT DISTINCT said_by, '' FROM (SELECT said_by FROM \"update\" WHERE said_by IS NOT NULL LIMIT 5000) ORDER BY 1"
_COMMON = (
    "SELECT term FROM action_terms WHERE term >= :begun AND term < :begun || char(0x10ffff) "
    "ORDER BY doc DESC, term LIMIT 1"
)

_TOKEN = re.compile(r"(?:^|(?<=[\s(]))-?([^\s()\"'“”‘’]+)$")
FEWEST = 2
"""Letters of a field or a word after which the rest of it is offered."""

Offer = tuple[str, str]


def rows(read: Reader, sql: str, plan: int | None) -> list[Offer]:
    """Return what the database lists, each with what it stands for."""
    return [(str(value), str(explanation)) for value, explanation in read.rows(sql, {"plan": plan})]


def values(field: str, read: Reader, plan: int | None) -> list[Offer]:
    """Return the values that a field may have, each with what it stands for."""
    listed = {
        "theme": THEMES,
        "committee": COMMITTEES,
        "lead": LEADS,
        "plan": PLANS,
        "ref": HANDLES,
        "by": _SAID_BY,
    }
    if field not in listed:
        return fixed(field)
    return rows(read, listed[field], plan) + ([(NONE, "")] if field in ("committee", "lead") else [])


def fixed(field: str) -> list[Offer]:
    """Return the values of a field that are the same in every plan, each with what it stands for."""
    if field == "kind":
        from jatui.domain.milestones.reading import KINDS

        return [(word, "") for word in KINDS]
    known: dict[str, list[Offer]] = {
        "rating": [(word, "") for word in (*RATINGS, NONE)],
        "status": [(word.replace(" ", "-"), "") for word in (*STATUSES, *STATUS_GROUPS)],
        "schedule": list(SCHEDULE_WORDS.items()),
        "is": list(IS_WORDS.items()),
        "inbox": [(word.replace(" ", "-"), meaning) for word, meaning in INBOX_WORDS.items()],
        "asks": [(ANY, ""), (NONE, "")],
        **{field: [(word, "") for word in (*RELATIVE, NONE)] for field in ("due", "when", "said")},
        "since": [(word, "") for word in RELATIVE if not word.startswith("+")],
    }
    return known.get(field, [])


def complete(text: str, read: Reader, plan: int | None) -> str | None:
    """Return a filter with its last term written out as far as it is begun, or None where there is nothing to offer."""
    found = _TOKEN.search(text)
    if found is None:
        return None
    token = found[1]
    field, colon, given = token.partition(":")
    if not colon:
        return _with(text, token, _begun(token, read, plan))
    if field.casefold() not in FIELDS:
        return None
    given = given.rpartition(",")[2].lstrip("<>=")
    return _with(text, given, _value(field.casefold(), given, read, plan)) if given else None


def _with(text: str, begun: str, whole: str | None) -> str | None:
    """Return a text whose end is written out, where that adds anything."""
    return text + whole[len(begun) :] if whole and len(whole) > len(begun) else None


def _value(field: str, given: str, read: Reader, plan: int | None) -> str | None:
    """Return the first value of a field that begins so; of a name the word that does."""
    folded = fold(given)
    for value, explanation in values(field, read, plan):
        if field == "lead" and value != NONE:
            word = next((part for part in words(explanation) if part.startswith(folded)), None)
            if word is not None:
                return word
        elif fold(value).startswith(folded) and " " not in value:
            return value
    return None


def _begun(token: str, read: Reader, plan: int | None) -> str | None:
    """Return the field, the word of `is:`, the name or the word of wordings that a bare word begins."""
    folded = fold(token)
    if len(folded) < FEWEST or any(char.isdigit() for char in folded):
        return None
    names = [name for name in FIELDS if name.startswith(folded)]
    names_of = (part for _, name in rows(read, LEADS, plan) for part in words(name)[-1:])
    for known in (
        [f"{name}:" for name in names],
        IS_WORDS,
        (code for code, _ in rows(read, COMMITTEES, plan)),
        names_of,
    ):
        for word in known:
            if fold(word).startswith(folded):
                return word
    if len(folded) <= FEWEST or not folded.isalpha():
        return None
    common = read.rows(_COMMON, {"begun": folded})
    return str(common[0][0]) if common else None
