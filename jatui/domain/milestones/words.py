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

_MONTH_NAMES: dict[str, Meaning] = {
    f"{month} | {month[:3]} | {month}'s": number for number, month in enumerate(MONTHS, 1)
}
_WEEKDAY_NAMES: dict[str, Meaning] = {f"{day} | {day[:3]}": number for number, day in enumerate(WEEKDAYS)}
_NUMBER_NAMES: dict[str, Meaning] = {name: number for number, name in enumerate(_NUMBERS.split("|"))}

_NAMED: dict[str, dict[str, Meaning]] = {
    "MONTH": {**_MONTH_NAMES, "sept": 9, "septem": 9, "febr": 2, "novem": 11, "decem": 12},
    "WEEKDAY": {**_WEEKDAY_NAMES, "tues": 1, "weds": 2, "thur | thurs": 3},
    "WEEKLY": dict.fromkeys(f"{day}s" for day in WEEKDAYS),
    "SEASON": {season: number for number, season in enumerate(SEASONS, 1)},
    "NUMBER": {
        **_NUMBER_NAMES,
        "couple of | a couple of": 2,
        "few | several | a few | half a": 0,
        "twenty four": 24,
    },
    "ORDINAL": {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last | final": -1},
    "PART": {
        "early | early in | early part of | early on in | first part of": "early",
        "beginning of | start of | very start of": "start",
        "mid | middle of | middle | half way through | halfway through | midway through | mid point of": "mid",
        "late | late in | later in | latter part of | later part of | towards the end of | toward the end of": "late",
        "latter half of | later half of": "second",
    },
    "WEEKOF": {
        "w/c | wc | w.c. | w.c | w/b | week commencing | week beginning | week starting | week of | w/commencing": "from",
        "wk/c | wkc | wk c | w/comm | w/comm. | w/start | wk/b": "from",
        "weeks commencing | weeks beginning | wk commencing | wk beginning | week starting on": "from",
        "wk/e | wk ended | w/end | w/e | week ending | week ended | wk ending | w/ending | weeks ending | w.e.": "to",
    },
    "FESTIVAL": {
        "christmas | xmas | christmas day": "christmas",
        "christmas eve": "christmas eve",
        "easter | easter sunday | easter day": "easter",
        "good friday": "good friday",
        "easter monday": "easter monday",
        "new year's day | new years day": "new year",
    },
    "THIS": {
        "this | current | the current | this coming | the coming | coming": 0,
        "next | the next | following": 1,
        "last | previous": -1,
    },
    "UNIT": {
        "day | days | calendar days | calendar day": "day",
        "working day | working days | clear days | business days | clear working days": "working day",
        "week | weeks | wk | wks": "week",
        "fortnight | fortnights": "fortnight",
        "month | months | mth | mths | mnth | mnths | calendar months | month's": "month",
        "year | years | yr | yrs | year's": "year",
    },
    "REPEAT": {
        "daily": (1, "day"),
        "weekly": (1, "week"),
        "fortnightly": (2, "week"),
        "monthly": (1, "month"),
        "quarterly | qtrly": (3, "month"),
        "termly": (1, "term"),
        "half yearly | six monthly | semi annually | semi annual": (6, "month"),
        "yearly | annually | per annum | p.a. | p.a": (1, "year"),
        "alternate months": (2, "month"),
        "alternate weeks": (2, "week"),
        "biennially | biennial": (2, "year"),
        "triennially | triennial": (3, "year"),
    },
    "DOUBTFUL": {
        "bimonthly | bi monthly": "every 2 months or twice a month",
        "biannual | bi annual | biannually | bi annually": "twice a year or every 2 years",
        "biweekly | bi weekly": "every 2 weeks or twice a week",
    },
    "EVERY": {
        "every | each | per | at every | at each | in each | by each": 1,
        "every other | every second | alternate": 2,
    },
    "TIMES": {"times a | times per | times each | times every | x per | times in each": None},
    "ONCE": {
        "once a | once per | once every | once each": 1,
        "twice a | twice per | twice every | twice each | twice": 2,
    },
}
"""Parts of speech whose phrases, parted by bars, mean a number, a name or an interval."""


def _phrase(text: str) -> tuple[str, ...]:
    """Return a phrase as the reader will meet it: cut into tokens, hyphens left out."""
    return tuple(token.low for token in cut(" ".join(text.split())) if token.low != "-")


Entry = tuple[tuple[str, ...], dict[str, Meaning]]


def _index() -> dict[str, list[Entry]]:
    """Return for each first word its phrases, longest first, each with its parts of speech and their meaning."""
    phrases: dict[tuple[str, ...], dict[str, Meaning]] = {}
    for part, known in _NAMED.items():
        for listed, meaning in known.items():
            for text in listed.split("|"):
                phrases.setdefault(_phrase(text.strip()), {})[part] = meaning
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
