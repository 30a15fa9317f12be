"""What the styles of OpenDocument say that is read with the words: the colours of cells, and the numbers of lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from jatui.papers.imported.numbering import in_form, number_of

_FORMS: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_OUTLINE: Final = "outline-style"
_LEVELS: Final = ("list-level-style-number", "list-level-style-bullet", "list-level-style-image")
_OUTLINED: Final = "outline-level-style"

Counts = dict[int, int]
"""Where each level of a list stands, from 1."""


class _Level(NamedTuple):
    """How one level of a list is numbered: its form, empty for none, what stands around it, and how many levels it shows."""

    form: str = ""
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1


class _List(NamedTuple):
    """A list that is open: its style, and where it stands."""

    style: str
    counts: Counts


@dataclass(slots=True)
class OpenStyles:
    """Styles as they were read, and the lists in the order in which they stand."""

    fills: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    style: str = ""
    numbered: str = ""
    open: list[_List] = field(default_factory=list)
    by_id: dict[str, Counts] = field(default_factory=dict)
    by_style: dict[str, Counts] = field(default_factory=dict)
    waiting: list[int | None] = field(default_factory=list)
    outline: Counts = field(default_factory=dict)

    def define(self, local: str, given: Mapping[str, str]) -> None:
        """Take what an element says of styles."""
        if local == "style":
            self.style = given.get("name", "") if given.get("family") == "table-cell" else ""
        elif local == "table-cell-properties" and self.style:
            self.fills[self.style] = given.get("background-color", "").removeprefix("#")
        elif local in ("list-style", _OUTLINE):
            self.numbered = _OUTLINE if local == _OUTLINE else given.get("name", "")
            self.levels[self.numbered] = {}
        elif local in (*_LEVELS, _OUTLINED) and self.numbered:
            self.levels[self.numbered][number_of(given.get("level"), 1)] = _Level(
                _FORMS.get(given.get("num-format", ""), "") if local in (_LEVELS[0], _OUTLINED) else "",
                given.get("num-prefix", ""),
                given.get("num-suffix", ""),
                number_of(given.get("display-levels"), 1),
                number_of(given.get("start-value"), 1),
            )

    def begin(self, local: str, given: Mapping[str, str]) -> None:
        """Begin a list, or an item of one, which is numbered with its first paragraph; a header of a list is not."""
        if local == "list-item":
            self.waiting.append(number_of(given.get("start-value"), -1))
        elif local == "list-header":
            self.waiting.append(None)
        elif local == "list":
            above = self.open[-1] if self.open else None
            style = given.get("style-name") or (above.style if above else "")
            counts = above.counts if above else self._continued(style, given)
            if above and given.get("continue-numbering") != "true":
                counts.pop(len(self.open) + 1, None)
            self.open.append(_List(style, counts))
            self.by_id[given.get("id", "")] = self.by_style[style] = counts

    def _continued(self, style: str, given: Mapping[str, str]) -> Counts:
        """Return where a list begins: with the one that it goes on with, else anew."""
        if (known := self.by_id.get(given.get("continue-list", "-"))) is not None:
            return known
        return self.by_style.get(style, {}) if given.get("continue-numbering") == "true" else {}

    def end(self, local: str) -> None:
        """End a list, or an item of one."""
        if local == "list" and self.open:
            self.open.pop()
        elif local in ("list-item", "list-header") and self.waiting:
            self.waiting.pop()

    def printed(self, outline: int) -> str:
        """Return the number of the next paragraph; `outline` is the level of a heading, 0 for what is none."""
        if self.open and self.waiting:
            start, self.waiting[-1] = self.waiting[-1], None
            if start is None:
                return ""
            last = self.open[-1]
            return self._number(last.style, last.counts, len(self.open), start)
        return self._number(_OUTLINE, self.outline, outline, -1) if outline else ""

    def _number(self, style: str, counts: Counts, level: int, start: int) -> str:
        """Count one more paragraph of a level, and return its number; nothing where there is only a bullet."""
        levels = self.levels.get(style, {})
        for each in range(1, level):
            counts.setdefault(each, levels.get(each, _Level()).start)
        counts[level] = start if start >= 0 else counts.get(level, levels.get(level, _Level()).start - 1) + 1
        for below in [each for each in counts if each > level]:
            del counts[below]
        shape = levels.get(level, _Level())
        if not shape.form:
            return ""
        shown = range(max(1, level - shape.shown + 1), level + 1)
        forms = ((counts[each], levels.get(each, _Level()).form) for each in shown)
        figures = ".".join(in_form(number, form) for number, form in forms if form)
        return f"{shape.before}{figures}{shape.after}".strip()
