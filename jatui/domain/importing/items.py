"""The rows of a plan's tables as actions: those that a page cut joined again, merged cells said once, titles as themes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from jatui.domain.headings import Part
from jatui.domain.importing.blocks import Cell, GridRow, letters
from jatui.domain.importing.shape import Shape

LONGEST_REF: Final = 30
_ENDS: Final = (".", "!", "?", ":", ";", "”", '"', ")")
_SAYS: Final[tuple[Part, ...]] = ("action", "recommendation", "milestone", "committee", "lead")


@dataclass(slots=True)
class Item:
    """An action as its table prints it: where it stands, its cells by what they hold, and what else is said of it.

    `copied` counts the characters of merged cells that are another action's too, which were counted there.
    """

    number: int
    table: int
    part: str = ""
    cells: dict[Part, str] = field(default_factory=dict)
    said: list[tuple[Part, str, str]] = field(default_factory=list)
    recommendations: list[str] = field(default_factory=list)
    title: str | None = None
    copied: Counter[str] = field(default_factory=Counter)
    shape: Shape | None = None
    refless: bool = False

    @property
    def ref(self) -> str:
        """The ref as printed, on one line."""
        return " ".join(self.cells.get("ref", "").split())

    def words(self) -> Iterator[str]:
        """Yield every text that the item holds."""
        yield from self.cells.values()
        yield from self.recommendations
        yield from (text for _, _, text in self.said)


def fill(item: Item, row: GridRow, shape: Shape) -> None:
    """Put the cells of a row to an item, after what it has already."""
    joining = bool(item.cells or item.said)
    for place, cell in enumerate(row.cells):
        part = shape.parts[place] if place < len(shape.parts) else None
        if not cell.text or (joining and cell.again):
            continue
        if cell.again:
            item.copied += letters(cell.text)
        heading = shape.headings[place] if place < len(shape.headings) else ""
        if part in ("rating", "status", "update", "revised", "day", "by", "fact", None):
            _say(item, part or "fact", heading, cell.text)
        elif part == "recommendation":
            if item.recommendations and joining:
                item.recommendations[-1] = joined(item.recommendations[-1], cell.text)
            else:
                item.recommendations.append(cell.text)
        elif part is not None:
            before = item.cells.get(part)
            item.cells[part] = cell.text if not before else joined(before, cell.text)


def _say(item: Item, part: Part, heading: str, text: str) -> None:
    """Put what is said of an action to it, after what stands under the same heading already."""
    for place, (known, name, before) in enumerate(item.said):
        if (known, name) == (part, heading):
            item.said[place] = part, heading, joined(before, text)
            return
    item.said.append((part, heading, text))


def joined(before: str, after: str) -> str:
    """Return two pieces of a cell as one: on one line where a sentence was cut, else on two."""
    cut = after[:1].islower() or not before.rstrip().endswith(_ENDS)
    return f"{before} {after}" if cut else f"{before}\n{after}"


def looks_like_ref(text: str) -> bool:
    """Tell whether a text may be the ref of an action: short, and with a number or no more than a few letters."""
    bare = " ".join(text.split())
    return (
        0 < len(bare) <= LONGEST_REF
        and (bool(re.search(r"\d", bare)) or len(bare) <= 4)
        and len(bare.split()) <= 4
    )


def is_title(row: GridRow, shape: Shape) -> bool:
    """Tell whether a row is the title of those below it: one cell over all columns, or words where the ref would stand."""
    filled = [place for place, cell in enumerate(row.cells) if cell.text and not cell.again]
    if len(filled) != 1 or len(row.cells) < 2:
        return False
    if row.whole:
        return True
    ref = shape.place("ref")
    return filled[0] == ref == 0 and not looks_like_ref(row.cells[0].text)


def goes_on(row: GridRow, shape: Shape, last: Item | None, *, broken: bool) -> bool:
    """Tell whether a row only goes on with the item before it, as one does that a page cut.

    `broken` says that the table was cut just above it.
    """
    if last is None:
        return False
    ref = shape.place("ref")
    if ref is not None:
        cell = _cell(row, ref)
        if cell.text:
            return cell.again and bool(last.ref)
        return (
            not _is_complete(row, shape) or _begins_small(row, shape) or (broken and not _is_full(row, shape))
        )
    keys = [place for place, part in enumerate(shape.parts) if part in ("action", "recommendation")]
    first = [_cell(row, place) for place in keys]
    if not any(cell.text and not cell.again for cell in first):
        return any(cell.text for cell in row.cells)
    if not first[0].text:
        return True
    before = last.recommendations[-1] if last.recommendations and shape.parts[keys[0]] != "action" else ""
    before = before or last.cells.get("action", "")
    return first[0].text[:1].islower() and not before.rstrip().endswith((".", "!", "?"))


def _cell(row: GridRow, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else Cell("")


def _is_complete(row: GridRow, shape: Shape) -> bool:
    """Tell whether a row says what is to be done and something of by when or by whom."""
    said = {shape.parts[place] for place, cell in enumerate(row.cells[: len(shape.parts)]) if cell.text}
    return "action" in said and bool(said & {"milestone", "lead", "committee"})


def _is_full(row: GridRow, shape: Shape) -> bool:
    """Tell whether a row has every cell that an action has in this table but for its ref."""
    wanted = [place for place, part in enumerate(shape.parts) if part in _SAYS]
    return all(_cell(row, place).text for place in wanted)


def _begins_small(row: GridRow, shape: Shape) -> bool:
    """Tell whether what is to be done begins in the midst of a sentence."""
    place = shape.place("action")
    return place is not None and _cell(row, place).text[:1].islower()


def shares_action(row: GridRow, shape: Shape, last: Item | None) -> bool:
    """Tell whether a row is one more recommendation that the action before it answers, in a merged cell."""
    action, recommendation = shape.place("action"), shape.place("recommendation")
    if last is None or action is None or recommendation is None or shape.place("ref") is not None:
        return False
    cell, own = _cell(row, action), _cell(row, recommendation)
    return cell.again and bool(cell.text) and bool(own.text) and not own.again


def is_blank(row: GridRow) -> bool:
    """Tell whether a row says nothing of its own."""
    return not any(cell.text and not cell.again for cell in row.cells)


def texts_of(cells: Sequence[Cell]) -> str:
    """Return the words of cells that stand in them alone, parted by tabs, as they are shown where they are not placed."""
    return "\t".join(cell.text for cell in cells if not cell.again)
