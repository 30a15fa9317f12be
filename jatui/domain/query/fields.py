"""The fields of the filter language: what may be written for each, and the one form of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from jatui.domain.match import compose, nearest
from jatui.domain.spans import span_text
from jatui.domain.words import NONE, RATINGS, STATUSES, rating_word

STATUS_GROUPS = ("open", "done")
"""Words for several statuses: not finished, and finished."""

SCHEDULE_WORDS = {
    "passed": "passed",
    "next": "due before next meeting",
    "later": "later",
    NONE: "no date",
    "waiting": "waiting",
}
"""The words of `schedule:`, each with what it stands for."""

IS_WORDS = {
    "overdue": "the due day has passed and the work is not finished",
    "silent": "no update was ever accepted",
    "slipped": "a move put its due day off",
    "watermelon": "rated green and not finished, though its next due day has passed or a move put its due day off",
    "disputed": "a committee's own rating differs from the officer's",
    "unplaced": "an update that waits and names no action may be for it, as far as its theme goes",
    "asked": "a question that a meeting asked of it waits for its answer",
    "rated": "has a rating",
    "unrated": "has no rating",
    "open": "not finished",
    "done": "complete or closed",
    "waiting": "its status is waiting",
    "undated": "has no due day",
    "unreadable": "its milestone is not read whole",
    "ambiguous": "its milestone can be read in several ways",
    "duplicate": "its ref stands twice",
}
"""The words of `is:`, each with what it says of an action."""

INBOX_WORDS = {
    "submitted": "an update of it waits for triage",
    "deferred": "an update of it is put off to a day",
    "accepted": "an update of it was accepted",
    "sent back": "an update of it was sent back",
    NONE: "no update of it waits",
}
"""The words of `inbox:`, each with what it says of an action."""

ANY = "any"
"""The word of `asks:` for whatever is asked."""

FIELDS = {
    "theme": "a theme's code, as in theme:E",
    "rating": f"{', '.join(RATINGS)} or none",
    "status": f"{', '.join(STATUSES)}, open or done",
    "committee": "a committee's code, as in committee:S&R, or none",
    "lead": 'a name or a part of one, as in lead:"Tom Kelly", whose posts on the day count too, or none',
    "due": "a month, day or year, as in due:2021-12, due:<2021-12, due:2021-09..2021-12, due:<+30d, or none",
    "is": ", ".join(IS_WORDS),
    "schedule": ", ".join(SCHEDULE_WORDS),
    "when": "days that the milestone touches, as in when:2021-12, or none",
    "said": "the day of the last accepted update, as in said:2021-09, said:<-3m, or none",
    "since": "the first day on which the last update may be, as in since:2021-09-01 or since:last-meeting",
    "by": "who said an update, as in by:kelly",
    "slips": "how many moves put the due day off, as in slips:2, slips:>1 or slips:1..3",
    "asks": "words of the milestone that a lead asks for, any or none",
    "inbox": ", ".join(INBOX_WORDS),
    "text": "words of the wording, as in text:trees",
    "milestone": "words of the milestone, as in milestone:ongoing",
    "update": "words of the updates, as in update:drafted",
    "kind": "a kind of milestone, as in kind:recurring",
    "ref": "a ref or a handle, as in ref:E.1",
    "plan": "a plan's short name, as in plan:joint-agreement",
}
"""The fields in their order, each with what may be written for it."""

ALIASES = {"updated": "said"}
"""Other names that are taken for a field."""

_DAYS = ("due", "when", "said")
_WORDS = ("text", "milestone", "update")
_NUMBER = re.compile(r"(<=|>=|≤|≥|<|>)?\s*([0-9]{1,4})")
_RANGE = re.compile(r"([0-9]{1,4})\s*\.\.\s*([0-9]{1,4})")


def read_value(field: str, raw: str) -> str:
    """Return a field's value in its one form; raises ValueError with a sentence on what to write instead."""
    value = compose(raw)
    if not value:
        raise ValueError(f"{field}: is without a value. Write {FIELDS[field]}.")
    return _READ[field](value)


def widens(field: str, values: Sequence[str]) -> bool:
    """Tell whether another term of the same field adds values to one with these rather than a condition."""
    if field in (*_DAYS, "slips"):
        return not all(value.startswith(("<", ">")) for value in values)
    return field not in ("", "is", "since", *_WORDS)


def number_bounds(value: str) -> tuple[int, int | None]:
    """Return the least and the greatest number that a count in its one form covers; the greatest may be open."""
    if found := _RANGE.fullmatch(value):
        return int(found[1]), int(found[2])
    found = _NUMBER.fullmatch(value)
    assert found is not None
    number = int(found[2])
    match found[1]:
        case "<":
            return 0, number - 1
        case "<=":
            return 0, number
        case ">":
            return number + 1, None
        case ">=":
            return number, None
        case _:
            return number, number


def _name(value: str) -> str:
    return NONE if value.casefold() == NONE else value


def _rating(value: str) -> str:
    found = NONE if value.casefold() == NONE else rating_word(value)
    if found is None:
        raise _unknown("rating", value, (*RATINGS, NONE))
    return found


def _begun(field: str, known: dict[str, str]) -> Callable[[str], str]:
    """Return what reads a value as the one known word that it is or begins."""

    def read(value: str) -> str:
        folded = value.replace("-", " ").casefold()
        if folded in known:
            return known[folded]
        found = sorted({meant for word, meant in known.items() if word.startswith(folded)})
        if len(found) > 1:
            raise ValueError(f"{field}:{_brief(value)} may be {' or '.join(found)}. Write more of it.")
        if not found:
            raise _unknown(field, value, known)
        return found[0]

    return read


def _exactly(field: str, known: Iterable[str]) -> Callable[[str], str]:
    """Return what reads a value as one of the known words, written out."""
    words = tuple(known)

    def read(value: str) -> str:
        if value.casefold() not in words:
            raise _unknown(field, value, words)
        return value.casefold()

    return read


def _kind(value: str) -> str:
    from jatui.domain.milestones.reading import KINDS

    return _exactly("kind", KINDS)(value.replace(" ", "-"))


def _days(field: str, unsigned: str, example: str) -> Callable[[str], str]:
    """Return what reads a value as a stretch of days; `unsigned` is where a distance without a sign leads."""

    def read(value: str) -> str:
        try:
            return span_text(value, unsigned)
        except ValueError as error:
            raise ValueError(f"{field}:{_brief(value)}: {error}. Write {example}.") from None

    return read


def _since(value: str) -> str:
    read = _days("since", "-", "since:2021-09-01, since:last-meeting or since:30d")(value)
    if read == NONE or read.startswith(("<", ">")) or ".." in read:
        raise ValueError(f"since:{_brief(value)}: it takes one day. Write said:{_brief(value)} instead.")
    return read


def _slips(value: str) -> str:
    if found := _NUMBER.fullmatch(value):
        if found[1] == "<" and not int(found[2]):
            raise ValueError("slips:<0: nothing slips less than never. Write slips:0.")
        sign = {"≤": "<=", "≥": ">="}.get(found[1], found[1] or "")
        return f"{sign}{int(found[2])}"
    if found := _RANGE.fullmatch(value):
        if int(found[2]) < int(found[1]):
            raise ValueError(f"slips:{value}: it runs backwards. Write slips:{found[2]}..{found[1]}.")
        return f"{int(found[1])}..{int(found[2])}"
    raise ValueError(f"slips:{_brief(value)}: it is no number. Write slips:2, slips:>1 or slips:1..3.")


def _asks(value: str) -> str:
    return value.casefold() if value.casefold() in (ANY, NONE) else value


def _unknown(field: str, value: str, known: Iterable[str]) -> ValueError:
    near = nearest(value, known, 1)
    hint = f"Write {field}:{_quoted_if_spaced(near[0])}" if near else f"Write {FIELDS[field]}"
    return ValueError(f"{field}: does not know {_brief(value)!r}. {hint}.")


def _quoted_if_spaced(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _brief(value: str) -> str:
    """Return as much of a value as a sentence can bear."""
    return value if len(value) <= 40 else f"{value[:39]}…"


_READ: dict[str, Callable[[str], str]] = {
    "theme": lambda value: value,
    "rating": _rating,
    "status": _begun("status", {word: word for word in (*STATUSES, *STATUS_GROUPS)}),
    "committee": _name,
    "lead": _name,
    "due": _days("due", "+", "due:2021-12, due:<2021-12, due:2021-09..2021-12 or due:<+30d"),
    "is": _exactly("is", IS_WORDS),
    "schedule": _begun(
        "schedule",
        {word: word for word in SCHEDULE_WORDS} | {long: word for word, long in SCHEDULE_WORDS.items()},
    ),
    "when": _days("when", "+", "when:2021-12, when:this-month or when:2021-09..2021-12"),
    "said": _days("said", "-", "said:2021-12, said:<-3m or said:2021-09..2021-12"),
    "since": _since,
    "by": lambda value: value,
    "slips": _slips,
    "asks": _asks,
    "inbox": _begun("inbox", {word: word for word in INBOX_WORDS}),
    "text": lambda value: value,
    "milestone": lambda value: value,
    "update": lambda value: value,
    "kind": _kind,
    "ref": lambda value: value,
    "plan": lambda value: value,
}
