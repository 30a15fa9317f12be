"""The numbers that Word puts before paragraphs itself: they stand in no text of the file, but everybody reads them."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field, replace
from typing import Final
from xml.parsers import expat

from jatui.papers.zipped import parse_part, parser_of

_NUMBERING: Final = "word/numbering.xml"
_STYLES: Final = "word/styles.xml"
_PLACE: Final = re.compile(r"%([1-9])")
_LEVELS: Final = 9
_MOST: Final = 3000
"""The number beyond which none is written in letters or Roman figures."""

_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)

Given = tuple[str | None, int | None]
"""The list that a paragraph or a style names, None where it names none, and the level."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered; `restart` is the level, from 1, after which it begins anew, 0 for none."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    figures: bool = False


@dataclass(slots=True)
class _List:
    """A list as paragraphs name it: the series that it counts in, and what it has otherwise than that."""

    series: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of a Word file that are numbered, in the order in which they stand."""

    series: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, tuple[Given, str | None]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def of_style(self, style: str) -> Given:
        """Return the list and the level that a style gives, or the one that it is based on."""
        found: Given = (None, None)
        for _ in range(len(self.styles)):
            given, parent = self.styles.get(style, ((None, None), None))
            found = found[0] or given[0], found[1] if found[1] is not None else given[1]
            if found[0] or parent is None:
                break
            style = parent
        return found

    def printed(self, style: str, given: Given) -> str:
        """Return the number that stands before the next paragraph; nothing where none does, or only a bullet."""
        own = self.of_style(style)
        name = given[0] or own[0]
        found = self.lists.get(name or "")
        if name is None or found is None:
            return ""
        level = min(given[1] if given[1] is not None else own[1] or 0, _LEVELS - 1)
        levels = {**self.series.get(found.series, {}), **found.levels}
        shape = levels.get(level, _Level())
        counts = self._count(name, found, level, levels)
        if shape.form in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda place: _shown(int(place[1]) - 1, counts, levels, shape), shape.text).strip()

    def _count(self, name: str, found: _List, level: int, levels: dict[int, _Level]) -> dict[int, int]:
        """Count one more paragraph of a level, and return where each level stands."""
        counts = self.counts.setdefault(found.series, {})
        anew = level in found.starts and (name, level) not in self.begun
        self.begun.add((name, level))
        if anew:
            counts[level] = found.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = levels.get(level, _Level()).start
        for above in range(level):
            counts.setdefault(above, levels.get(above, _Level()).start)
        for below in [each for each in counts if each > level]:
            restart = levels.get(below, _Level()).restart
            if restart is None or level < restart:
                del counts[below]
        return counts


def _shown(place: int, counts: dict[int, int], levels: dict[int, _Level], shape: _Level) -> str:
    """Return the number of a level as it is printed within that of another."""
    level = levels.get(place, _Level())
    return in_form(counts.get(place, level.start), "decimal" if shape.figures else level.form)


def in_form(number: int, form: str) -> str:
    """Return a number in figures, letters or Roman figures, as Word's name of the form says; in figures for other forms."""
    if form in ("bullet", "none"):
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if 0 < number <= _MOST:
        if form in ("lowerLetter", "upperLetter"):
            letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters.upper() if form == "upperLetter" else letters
        if form in ("lowerRoman", "upperRoman"):
            return _roman(number).upper() if form == "upperRoman" else _roman(number)
        if form == "ordinal":
            tail = (
                "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
            )
            return f"{number}{tail}"
    return str(number)


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        found += sign * (number // value)
        number %= value
    return found


def read_numbering(archive: zipfile.ZipFile, left: int, name: str) -> tuple[Numbering, int]:
    """Return how a Word file numbers its paragraphs, and how many bytes may still be unpacked of it."""
    numbering = Numbering()
    names = set(archive.namelist())
    for part in (_NUMBERING, _STYLES):
        if part in names:
            left -= parse_part(archive, archive.getinfo(part), _Reader(numbering, name).parser(), left, name)
    for found in numbering.lists.values():
        if found.series.startswith("style "):
            linked, _ = numbering.of_style(found.series.removeprefix("style "))
            found.series = numbering.lists[linked].series if linked in numbering.lists else ""
    return numbering, left


class _Reader:
    """Follows the XML of the lists and of the styles."""

    def __init__(self, numbering: Numbering, name: str) -> None:
        self.numbering = numbering
        self.name = name
        self.series = ""
        self.linked: dict[str, str] = {}
        self.list: _List | None = None
        self.place = 0
        self.level: _Level | None = None
        self.style: str | None = None

    def parser(self) -> expat.XMLParserType:
        """Return a parser that tells this of what it meets."""
        parser = parser_of(self.name)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        return parser

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Take what an element says."""
        local = tag.rpartition(":")[2]
        attributes = {name.rpartition(":")[2]: value for name, value in given.items()}
        value = attributes.get("val", "")
        if local == "style":
            self.style = attributes.get("styleId", "")
            self.numbering.styles[self.style] = (None, None), None
        elif self.style is not None:
            self._of_style(local, value)
        elif local == "abstractNum":
            self.series = attributes.get("abstractNumId", "")
            self.numbering.series[self.series] = {}
        elif local == "numStyleLink":
            self.linked[self.series] = value
        elif local == "num":
            self.list = self.numbering.lists.setdefault(attributes.get("numId", ""), _List())
        elif local == "abstractNumId" and self.list is not None:
            self.list.series = f"style {self.linked[value]}" if value in self.linked else value
        elif local == "lvlOverride":
            self.place = number_of(attributes.get("ilvl"), 0)
        elif local == "startOverride" and self.list is not None:
            self.list.starts[self.place] = number_of(value, 1)
        elif local == "lvl":
            self.place, self.level = number_of(attributes.get("ilvl"), 0), _Level()
        elif self.level is not None:
            self._of_level(local, value, attributes)

    def _of_level(self, local: str, value: str, given: dict[str, str]) -> None:
        """Take what an element says of a level."""
        assert self.level is not None
        if local == "start":
            self.level = replace(self.level, start=number_of(value, 1))
        elif local == "numFmt":
            self.level = replace(self.level, form=value)
        elif local == "lvlText":
            self.level = replace(self.level, text=value)
        elif local == "lvlRestart":
            self.level = replace(self.level, restart=number_of(value, 0))
        elif local == "isLgl":
            self.level = replace(self.level, figures=given.get("val") not in ("0", "false"))

    def _of_style(self, local: str, value: str) -> None:
        """Take what an element says of a style."""
        assert self.style is not None
        (name, level), parent = self.numbering.styles[self.style]
        if local == "numId":
            name = value
        elif local == "ilvl":
            level = number_of(value, 0)
        elif local == "basedOn":
            parent = value
        self.numbering.styles[self.style] = (name, level), parent

    def end(self, tag: str) -> None:
        """End what an element ends."""
        local = tag.rpartition(":")[2]
        if local == "style":
            self.style = None
        elif local == "num":
            self.list = None
        elif local == "lvl" and self.level is not None:
            levels = (
                self.list.levels
                if self.list is not None
                else self.numbering.series.setdefault(self.series, {})
            )
            levels[self.place] = self.level
            self.level = None


def number_of(given: str | None, otherwise: int) -> int:
    """Return a number that an attribute gives, or another where it gives none."""
    return int(given) if given and given.isdecimal() and len(given) < 6 else otherwise
