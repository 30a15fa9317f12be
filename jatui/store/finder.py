"""Finding what a person means: the action of an exact ref, where the words stand, and what is near where nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from jatui.domain.days import told_day
from jatui.domain.match import fold, forms, says, stands, words
from jatui.domain.query import Query, Term, mapped, show, show_term, terms_of
from jatui.domain.query.reading import literal
from jatui.domain.words import count
from jatui.store.filters import compile_query, looks_like_ref
from jatui.store.names import NAMES
from jatui.store.reader import Reader
from jatui.store.scope import Scope

AROUND = 28
"""Characters of a text that are shown on either side of a word that was found in it."""

ALIKE = 0.72
"""How alike two words must be for one to be offered for the other, from 0 to 1."""

SHORTEST = 3
"""Letters of a word below which nothing is taken for near it."""

_VOCABULARY = (
    "SELECT term FROM {} WHERE length(term) BETWEEN :length - 2 AND :length + 2 ORDER BY doc DESC LIMIT 20000"
)


@dataclass(frozen=True, slots=True)
class Nearest:
    """A filter that lets something through where the one that was typed does not, and how it is offered."""

    filter: str
    sentence: str


def exact(query: Query, scope: Scope, read: Reader) -> list[int]:
    """Return the actions of a filter that is a ref or a handle and nothing else; none where it is not."""
    if len(query.terms) != 1 or not isinstance(term := query.terms[0], Term):
        return []
    (word, *more) = term.values
    if term.negated or term.quoted or more or term.field not in ("", "ref"):
        return []
    return read.find_ref(word, scope.plan) if term.field or looks_like_ref(word) else []


def bare_words(query: Query) -> list[str]:
    """Return the words and phrases that a filter looks for anywhere."""
    return [term.values[0] for term in terms_of(query) if not term.field and not term.negated]


def standing(query: Query) -> Callable[[str], list[tuple[int, int]]] | None:
    """Return what tells where a wording has the words that a filter looks for in it; None where it looks for none."""
    looked_for = [
        (form, term.quoted and not term.field)
        for term in terms_of(query)
        if not term.negated and term.field in ("", "text")
        for value in term.values
        for form in ([value] if term.quoted or term.field else forms(value))
        if words(form)
    ]
    if not looked_for:
        return None

    def where(text: str) -> list[tuple[int, int]]:
        found = sorted(place for form, whole in looked_for for place in stands(text, form, whole))
        apart: list[tuple[int, int]] = []
        for begin, end in found:
            if apart and begin <= apart[-1][1]:
                apart[-1] = apart[-1][0], max(end, apart[-1][1])
            else:
                apart.append((begin, end))
        return apart

    return where


def searched(query: Query, scope: Scope) -> str:
    """Return in a sentence what was looked for where nothing was found."""
    if any(not isinstance(node, Term) or node.field or node.negated for node in query.terms):
        return f"No action of {scope.name} answers {show(query)}."
    said = " and ".join(repr(word) for word in bare_words(query))
    return f"No action of {scope.name} has {said} in its ref, wording, milestone, updates or names."


def nearest_to(typed: Query, settled: Query, scope: Scope, read: Reader) -> Nearest | None:
    """Return what is nearest to a filter that lets nothing through: as plain words, respelled, or with a term less."""
    for other, sentence in (
        *_as_words(typed, settled),
        *_respelled(settled, scope, read),
        *_shortened(settled),
    ):
        if number := read.count(compile_query(other, scope)):
            return Nearest(show(other), f"{sentence}: {count(number, 'action')}")
    return None


def elsewhere(query: Query, scope: Scope, read: Reader) -> str:
    """Return where else than in actions all the words of a filter stand: commitments and meetings; or nothing."""
    looked_for = [word for word in bare_words(query) if words(word)]
    if not looked_for or len(looked_for) != len(query.terms):
        return ""
    rows = read.rows(
        "SELECT c.number, c.text, coalesce(t.code, '') FROM commitment c LEFT JOIN theme t ON t.id = c.theme_id "
        "WHERE :plan IS NULL OR c.plan_id = :plan ORDER BY c.plan_id, c.position",
        {"plan": scope.plan},
    )
    found = [
        f"commitment {number}{f' (theme:{code})' if code else ''}"
        for number, text, code in rows
        if all(any(says(text, form) for form in forms(word)) for word in looked_for)
    ]
    meetings = read.rows(
        "SELECT c.code, coalesce(c.name, ''), m.day FROM meeting m JOIN committee c ON c.id = m.committee_id "
        "WHERE m.state = 'planned' ORDER BY m.day"
    )
    for code, name, day in meetings:
        told = told_day(day)
        if all(says(f"{code} {name} {told} {day}", word) for word in looked_for):
            found.append(f"the meeting of {code} on {told}")
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return ", ".join(found[:3]) + more


def found_in(query: Query, action: int, read: Reader) -> str:
    """Return where an action that was found has the words that its own wording lacks, with the words around them."""
    text, milestone = read.rows("SELECT text, milestone FROM action WHERE id = ?", (action,))[0]
    for term in terms_of(query):
        word = term.values[0]
        looked_for = [word] if term.quoted else forms(word)
        if (
            term.field
            or term.negated
            or not words(word)
            or any(says(text, form, term.quoted) for form in looked_for)
        ):
            continue
        if looks_like_ref(word) and read.find_ref(word):
            continue
        for place, said in ((("milestone"), milestone), *_told(action, read)):
            if form := next((form for form in looked_for if says(said, form, term.quoted)), None):
                return f"{form!r} in {place}: {_around(said, form)}"
    return ""


def _told(action: int, read: Reader) -> Iterator[tuple[str, str]]:
    """Yield what is said of an action outside its row, each with the name of the place."""
    rows = read.rows(
        "SELECT day, text, coalesce(said_by, '') FROM \"update\" WHERE action_id = ? AND state <> 'sent back' "
        "ORDER BY day IS NULL, day DESC, number DESC",
        (action,),
    )
    for day, text, by in rows:
        yield f"the update of {told_day(day)}" if day else "an update", text
        yield "who said an update", by
    names = (
        ("a lead", "SELECT o.name FROM action_lead l JOIN lead o ON o.id = l.lead_id WHERE l.action_id = ?"),
        (
            "a committee",
            "SELECT c.code || ' ' || coalesce(c.name, '') FROM action_committee l JOIN committee c "
            "ON c.id = l.committee_id WHERE l.action_id = ?",
        ),
        ("its theme", "SELECT t.name FROM action a JOIN theme t ON t.id = a.theme_id WHERE a.id = ?"),
    )
    for place, sql in names:
        for (name,) in read.rows(sql, (action,)):
            yield place, name


def _around(text: str, word: str) -> str:
    """Return a text, or what stands around a word in it where it is long."""
    flat = " ".join(text.split())
    first = words(word)[0]
    place = next(
        (n for n in range(len(flat)) if (n == 0 or not flat[n - 1].isalnum()) and fold(flat[n:]).startswith(first)), 0
    )  # fmt: skip
    begin, end = max(0, place - AROUND), place + len(word) + AROUND
    return f"{'…' if begin else ''}{flat[begin:end].strip()}{'…' if end < len(flat) else ''}"


def _as_words(typed: Query, settled: Query) -> Iterator[tuple[Query, str]]:
    """Yield a filter with its words taken as they stand, where they were read as more."""
    if any(term.field for term in terms_of(settled)) and (plain := literal(typed)) not in (typed, settled):
        yield plain, f"as plain words {show(plain)}"


def _respelled(query: Query, scope: Scope, read: Reader) -> Iterator[tuple[Query, str]]:
    """Yield a filter with each word that nothing has in the spelling nearest to it."""
    known: list[str] = []
    changed: dict[Term, Term] = {}
    offered: list[str] = []
    for term in terms_of(query):
        (word, *_) = term.values
        if term.field not in ("", "ref") or term.negated or len(word) < 2:
            continue
        if read.count(compile_query(Query((term,)), scope)):
            continue
        near: Sequence[str] = read.near_refs(word, scope.plan)[:1] if looks_like_ref(word) else ()
        if not near and not term.field and SHORTEST <= len(word) <= 40:
            known = known or _known(scope, read)
            near = _alike(word, [*_vocabulary(word, read), *known])
        if near:
            changed[term] = (
                replace(term, values=(near[0],)) if " " not in near[0] else Term("", (near[0],), quoted=True)
            )
            offered.append(near[0])
    if changed:
        yield mapped(query, lambda term: changed.get(term, term)), f"did you mean {', '.join(offered)}?"


def _shortened(query: Query) -> Iterator[tuple[Query, str]]:
    """Yield a filter without each of its terms in turn, the last first."""
    if len(query.terms) < 2:
        return
    for place in reversed(range(len(query.terms))):
        node = query.terms[place]
        left_out = show_term(node) if isinstance(node, Term) else show(Query((node,)))
        yield Query(query.terms[:place] + query.terms[place + 1 :]), f"without {left_out}"


def _alike(word: str, known: Sequence[str]) -> list[str]:
    """Return the known word that differs from one, or from its singular, by a slip of the finger, if there is any."""
    from difflib import get_close_matches

    folded = {fold(each): each for each in reversed(known)}
    found = [near for form in forms(word) for near in get_close_matches(fold(form), folded, 1, ALIKE)]
    return [folded[each] for each in found[-1:]]


def _vocabulary(word: str, read: Reader) -> list[str]:
    """Return the words of wordings and updates that are about as long as one."""
    found: dict[str, None] = {}
    for table in ("action_terms", "update_terms"):
        rows = read.rows(_VOCABULARY.format(table), {"length": len(word)})
        found |= dict.fromkeys(term for (term,) in rows)
    return list(found)


def _known(scope: Scope, read: Reader) -> list[str]:
    """Return the words of names, and the codes, that a plan has."""
    found: dict[str, None] = {}
    for field in ("committee", "lead"):
        for (name,) in read.rows(NAMES[field], {"plan": scope.plan}):
            found |= dict.fromkeys([name] if field == "committee" else words(name))
    return list(found)
