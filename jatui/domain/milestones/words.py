"""Names and numbers of time, and the index in which every phrase is looked up."""

from __future__ import annotations

from jatui.domain.milestones.tokens import cut
from jatui.domain.milestones.vocabulary import ORDER, PARTS

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = ("spring", "summer", "autumn", "winter")
_NUMBERS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty"
)

Meaning = str | int | tuple[int, str] | None

_MEANINGS: dict[str, dict[str, Meaning]] = {
    "MONTH": {name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])}
    | {"sept": 9, "septem": 9, "febr": 2, "novem": 11, "decem": 12},
    "WEEKDAY": {name: number for number, day in enumerate(WEEKDAYS) for name in (day, day[:3])}
    | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
    "WEEKLY": {f"{day}s": "week" for day in WEEKDAYS},
    "SEASON": {season: number for number, season in enumerate(SEASONS, 1)},
    "NUMBER": {name: number for number, name in enumerate(_NUMBERS.split("|"))}
    | {"couple of": 2, "a couple of": 2, "few": 0, "several": 0, "a few": 0, "twenty four": 24, "half a": 0},
    "ORDINAL": {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1},
    "PART": dict.fromkeys(
        ("early", "early in", "early part of", "beginning of", "start of", "early on in", "first part of"),
        "early",
    )
    | dict.fromkeys(
        ("mid", "middle of", "middle", "mid way through", "midway through", "mid point of"), "mid"
    )
    | dict.fromkeys(
        (
            "late",
            "late in",
            "later in",
            "latter part of",
            "later part of",
            "towards the end of",
            "toward the end of",
        ),
        "late",
    )
    | dict.fromkeys(("towards end of", "latter half of", "later half of"), "second"),
    "WEEKOF": dict.fromkeys(
        (
            *(
                "w/c",
                "wc",
                "w.c.",
                "w.c",
                "w/b",
                "week commencing",
                "week beginning",
                "week starting",
                "week of",
            ),
            *(
                "weeks commencing",
                "weeks beginning",
                "wk commencing",
                "wk beginning",
                "w/commencing",
                "week from",
            ),
        ),
        "from",
    )
    | dict.fromkeys(
        ("w/e", "week ending", "week ended", "wk ending", "w/ending", "weeks ending", "w.e."), "to"
    ),
    "FESTIVAL": {
        "christmas": "christmas",
        "xmas": "christmas",
        "christmas day": "christmas",
        "christmas eve": "christmas eve",
        "easter": "easter",
        "easter sunday": "easter",
        "easter day": "easter",
        "good friday": "good friday",
        "easter monday": "easter monday",
        "new year's day": "new year",
        "new years day": "new year",
    },
    "THIS": dict.fromkeys(("this", "current", "the current", "this coming", "the coming", "coming"), 0)
    | {"next": 1, "the next": 1, "following": 1, "last": -1, "previous": -1},
    "UNIT": dict.fromkeys(("day", "days", "calendar days", "calendar day"), "day")
    | dict.fromkeys(
        ("working day", "working days", "clear days", "business days", "clear working days"), "working day"
    )
    | dict.fromkeys(("week", "weeks", "wk", "wks"), "week")
    | dict.fromkeys(("fortnight", "fortnights"), "fortnight")
    | dict.fromkeys(
        ("month", "months", "mth", "mths", "mnth", "mnths", "calendar months", "month's", "months'"), "month"
    )
    | dict.fromkeys(("year", "years", "yr", "yrs", "years'", "year's"), "year"),
    "REPEAT": {
        "daily": (1, "day"),
        "weekly": (1, "week"),
        "fortnightly": (2, "week"),
        "monthly": (1, "month"),
        "quarterly": (3, "month"),
        "qtrly": (3, "month"),
        "termly": (1, "term"),
        "half yearly": (6, "month"),
        "six monthly": (6, "month"),
        "semi annually": (6, "month"),
        "semi annual": (6, "month"),
        "yearly": (1, "year"),
        "annually": (1, "year"),
        "per annum": (1, "year"),
        "p.a.": (1, "year"),
        "p.a": (1, "year"),
        "biennially": (2, "year"),
        "biennial": (2, "year"),
        "triennially": (3, "year"),
        "triennial": (3, "year"),
    },
    "DOUBTFUL": dict.fromkeys(("bimonthly", "bi monthly"), "every 2 months or twice a month")
    | dict.fromkeys(("biannual", "bi annual", "biannually", "bi annually"), "twice a year or every 2 years")
    | dict.fromkeys(("biweekly", "bi weekly"), "every 2 weeks or twice a week"),
    "EVERY": dict.fromkeys(("every", "each", "per", "at every", "at each", "in each", "by each"), 1)
    | dict.fromkeys(("every other", "every second", "alternate"), 2),
    "TIMES": dict.fromkeys(
        ("times a", "times per", "times each", "times every", "x per", "times in each"), 1
    ),
    "ONCE": dict.fromkeys(("once a", "once per", "once every", "once each"), 1)
    | dict.fromkeys(("twice a", "twice per", "twice every", "twice each"), 2),
}
"""Parts of speech whose phrases mean a number, a name or an interval."""


def _phrase(text: str) -> tuple[str, ...]:
    """Return a phrase as the reader will meet it: cut into tokens, hyphens left out."""
    return tuple(token.low for token in cut(text) if token.low != "-")


Entry = tuple[tuple[str, ...], dict[str, Meaning]]


def _index() -> dict[str, list[Entry]]:
    """Return for each first word its phrases, longest first, each with its parts of speech and their meaning."""
    phrases: dict[tuple[str, ...], dict[str, Meaning]] = {}
    for part, known in _MEANINGS.items():
        for text, meaning in known.items():
            phrases.setdefault(_phrase(text), {})[part] = meaning
    for part, listed in PARTS.items():
        for text in listed.split("|"):
            phrases.setdefault(_phrase(text.strip()), {})[part] = None
    found: dict[str, list[Entry]] = {}
    for phrase, parts in phrases.items():
        ordered = {part: parts[part] for part in ORDER if part in parts}
        found.setdefault(phrase[0], []).append((phrase[1:], ordered))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


INDEX = _index()
"""Every phrase by its first word, longest first."""
