"""A list of meetings as councils publish them: text or CSV, one meeting a line, in the order in which it stands.

A line holds a committee, a day and perhaps the day on which its papers close, parted by tabs, semicolons or commas;
where a heading names the columns, only those three are taken. Nothing is passed over in silence but blank lines,
lines that begin with `#`, and the heading.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jatui.domain.days import whole_day
from jatui.domain.errors import Misused
from jatui.domain.match import fold
from jatui.domain.text import clean

LARGEST = 1024 * 1024
"""Bytes beyond which a file is no list of meetings."""

LONGEST_LINE = 1000
"""Characters beyond which a line is none of a list of meetings."""

_HEADINGS = {
    "committee": {"committee", "committee code", "code", "body", "board", "committee name"},
    "day": {"date", "day", "meeting", "meeting date", "meeting day", "date of meeting", "meetings"},
    "deadline": {
        "deadline",
        "paper deadline",
        "papers close",
        "papers",
        "papers due",
        "publication",
        "publication date",
    },
}
_TIME = re.compile(
    r"(?<=\d)(?:\s*,|T|\s)\s*(?:at\s+)?"
    r"(?:\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|hrs)?|\d{1,2}\s*[ap]\.?m\.?)$",
    re.IGNORECASE | re.ASCII,
)
_BULLET = re.compile(r"^\s*[-*•–]\s+")


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """One meeting of a list: the number of its line, its committee as written, its day and perhaps its paper deadline."""

    line: int
    committee: str | None
    day: date
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no meeting, and why."""

    line: int
    why: str

    def __str__(self) -> str:
        return f"line {self.line} {self.why}"


@dataclass(slots=True)
class Listed:
    """What a list holds: its meetings, the lines that are none, and what was not taken: columns, and hours of so many lines."""

    meetings: list[ListedMeeting] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)
    columns_left: tuple[str, ...] = ()
    times: int = 0


def parse_meetings(text: str) -> Listed:
    """Return the meetings of a list and every line that is none; each line with something on it is one or the other."""
    found = Listed()
    columns: list[str] | None = None
    begun = False
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if len(line) > LONGEST_LINE:
            found.bad.append(BadLine(number, f"is longer than {LONGEST_LINE} characters"))
            continue
        cells = _cells(_BULLET.sub("", line))
        if not begun and (columns := _columns(cells)):
            names = zip(columns, cells, strict=True)
            found.columns_left = tuple(clean(cell) for name, cell in names if not name and cell)
            begun = True
            continue
        begun = True
        try:
            found.meetings.append(_named(number, cells, columns) if columns else _plain(number, cells))
            found.times += any(_TIME.search(", ".join(cells[: place + 1])) for place in range(len(cells)))
        except Misused as problem:
            found.bad.append(BadLine(number, str(problem)))
    return found


def _cells(line: str) -> list[str]:
    """Return the cells of a line, without the empty ones that a spreadsheet leaves at its end."""
    sign = next((sign for sign in "\t;" if sign in line), ",")
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter=sign, skipinitialspace=True))]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _columns(cells: Sequence[str]) -> list[str] | None:
    """Return what each column holds (nothing where it is not taken), or None where the cells are no heading."""
    if any(character.isdigit() for cell in cells for character in cell):
        return None
    words = [fold(cell).rstrip(".:") for cell in cells]
    names = [next((name for name, known in _HEADINGS.items() if word in known), "") for word in words]
    if "day" not in names:
        return None
    return [name if name not in names[:place] else "" for place, name in enumerate(names)]


def _named(number: int, cells: Sequence[str], columns: Sequence[str]) -> ListedMeeting:
    """Return the meeting of a line whose columns are named; raises Misused with why it is none."""
    if len(cells) > len(columns):
        raise Misused(f"has {len(cells)} cells under {len(columns)} headings")
    by_name = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}
    if "day" not in by_name:
        raise Misused("names no day")
    deadline = by_name.get("deadline")
    return ListedMeeting(
        number, by_name.get("committee"), _day(by_name["day"]), _day(deadline) if deadline else None
    )


def _plain(number: int, cells: Sequence[str]) -> ListedMeeting:
    """Return the meeting of a line without named columns; raises Misused with why it is none."""
    if not cells:
        raise Misused("names no day")
    for first in (0, 1):
        if days := _days(cells[first:]):
            return ListedMeeting(number, cells[0] if first else None, *days)
    if len(cells) == 1:
        words = cells[0].split()
        for place in range(1, len(words)):
            if days := _days([" ".join(words[place:])]):
                return ListedMeeting(number, " ".join(words[:place]), *days)
    rest = [cell for cell in cells[1:] if not _days([cell])]
    if len(cells) > 2 and len(rest) < len(cells) - 1:
        beside = rest[-1] if rest else cells[-1]
        raise Misused(f"has more than a committee, a day and a paper deadline: {_quoted(beside)}")
    _day(cells[-1])
    raise Misused(f"is no meeting: {_quoted(', '.join(cells))}")


def _days(cells: Sequence[str]) -> tuple[date, date | None] | None:
    """Return the day, and the deadline where there is one, that cells hold and nothing beside; a day may have commas."""
    for end in range(len(cells), 0, -1):
        day, rest = _read(", ".join(cells[:end])), cells[end:]
        deadline = _read(", ".join(rest)) if rest else None
        if day and (deadline or not rest):
            return day, deadline
    return None


def _read(text: str) -> date | None:
    try:
        return _day(text)
    except Misused:
        return None


def _day(text: str) -> date:
    """Return the day that a text names, its hour left aside; raises Misused with what is wrong with it."""
    try:
        return whole_day(_TIME.sub("", text.strip()))
    except Misused as problem:
        why = str(problem)
        raise Misused(why if '"' in why else f"{why}: {_quoted(text)}") from None


def _quoted(text: str) -> str:
    shown = clean(text)
    return repr(shown if len(shown) <= 60 else shown[:59] + "…")
