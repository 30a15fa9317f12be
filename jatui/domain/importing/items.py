"""The rows of a plan's tables as actions: those that a page cut joined again, merged cells said once, titles as themes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from jatui.domain.headings import Part
from jatui.domain.importing.blocks import Cell, GridRow, letters
from jatui.domain.importing.colours import colour_of
from jatui.domain.importing.shape import Shape

LONGEST_REF: Final = 30
_LONGEST_REF_WORDS: Final = 2
"""Words beyond which what stands alone in the column of refs is a title, with a number or without."""
_LETTER: Final = re.compile(r"(?:[a-z]|[ivx]{1,4})[.)]\s")
_TOTAL: Final = re.compile(r"(?:grand |sub-?\s?)?totals?\b(?!\s+[a-z]+\s+[a-z]+\s+[a-z])", re.IGNORECASE)
"""How a row begins that sums up others, rather than a sentence does."""

_ENDS: Final = (".", "!", "?", ":", ";", "”", '"', ")")
_SAYS: Final[tuple[Part, ...]] = ("action", "recommendation", "milestone", "committee", "lead")


class Recommended(NamedTuple):
    """A recommendation beside an action: where it stands, its words, its ref where the action has another, and whether
    the action answers it for certain.
    """

    number: int
    text: str
    ref: str = ""
    answered: bool = True


@dataclass(slots=True)
class Item:
    """An action as its table prints it: where it stands, its cells by what they hold, and what else is said of it.

    `copied` counts the characters of merged cells that are another action's too, which were counted there; `colours` are
    those of cells of its rating in which no word stands, empty for one that is plainly none of a rating.
    """

    number: int
    table: int
    part: str = ""
    cells: dict[Part, str] = field(default_factory=dict)
    said: list[tuple[Part, str, str]] = field(default_factory=list)
    recommendations: list[Recommended] = field(default_factory=list)
    title: str | None = None
    copied: Counter[str] = field(default_factory=Counter)
    shape: Shape | None = None
    refless: bool = False
    colours: set[str] = field(default_factory=set)

    @property
    def ref(self) -> str:
        """The ref as printed, on one line."""
        return " ".join(self.cells.get("ref", "").split())

    def words(self) -> Iterator[str]:
        """Yield every text that the item holds."""
        yield from self.cells.values()
        for each in self.recommendations:
            yield from (each.ref, each.text)
        yield from (text for _, _, text in self.said)


def fill(item: Item, row: GridRow, shape: Shape) -> None:
    """Put the cells of a row to an item, after what it has already."""
    joining = bool(item.cells or item.said)
    item.colours |= _colours(row, shape)
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
                last = item.recommendations[-1]
                item.recommendations[-1] = last._replace(text=joined(last.text, cell.text))
            else:
                item.recommendations.append(Recommended(row.number, cell.text))
        elif part is not None:
            before = item.cells.get(part)
            beside = part in shape.parts[:place] and not joining
            between = f"{before}\n{cell.text}" if beside else joined(before or "", cell.text)
            item.cells[part] = between if before else cell.text


def _colours(row: GridRow, shape: Shape) -> set[str]:
    """Return the colours of the cells of a rating that have nothing else, and that are not the colour of the row's words."""
    others = {cell.fill for cell in row.cells if cell.text}
    rated = zip(row.cells, shape.parts, strict=False)
    fills = {cell.fill for cell, part in rated if part in ("rating", "status") and not cell.text}
    return {colour for fill in fills - others if (colour := colour_of(fill)) is not None}


def _say(item: Item, part: Part, heading: str, text: str) -> None:
    """Put what is said of an action to it, after what stands under the same heading already."""
    for place, (known, name, before) in enumerate(item.said):
        if (known, name) == (part, heading):
            item.said[place] = part, heading, joined(before, text)
            return
    item.said.append((part, heading, text))


def joined(before: str, after: str) -> str:
    """Return two pieces of a cell as one: on one line where a sentence was cut, else on two."""
    cut = _is_small(after) or not before.rstrip().endswith(_ENDS)
    return f"{before} {after}" if cut else f"{before}\n{after}"


def looks_like_ref(text: str) -> bool:
    """Tell whether a text may be the ref of an action: short, and with a number or no more than a few letters."""
    bare = " ".join(text.split())
    return (
        0 < len(bare) <= LONGEST_REF
        and (bool(re.search(r"\d", bare)) or len(bare) <= 4)
        and len(bare.split()) <= 4
    )


_NUMBERED_TITLE: Final = re.compile(
    r"[*_]{0,2}(?:theme|priority|objective|outcome|aim|goal|section|part|strand|workstream|pillar)\s+(?:\d{1,2}|[A-Z])\s*[:.–-]\s+\S",
    re.IGNORECASE,
)


_NOTE: Final = re.compile(
    r"(?:notes?|n\.?b\.?|key|sources?)\s*[:–-]|[*†‡§]+\s*(?=[A-Z])(?!.*[*]$)", re.IGNORECASE
)


def is_total(row: GridRow, shape: Shape) -> bool:
    """Tell whether a row without a ref only sums up those above it, so that it goes on with none of them."""
    ref = shape.place("ref")
    if ref is not None and _TOTAL.match(_cell(row, ref).text):
        return True
    first = next((cell.text for cell in row.cells if cell.text and not cell.again), "")
    return (ref is None or not _cell(row, ref).text) and bool(_TOTAL.match(first))


def is_note(row: GridRow) -> bool:
    """Tell whether a row is but a note on others: its only words begin with the sign of one, or say that they are one."""
    filled = [cell.text for cell in row.cells if cell.text and not cell.again]
    return len(filled) == 1 and row.cells[0].text == filled[0] and bool(_NOTE.match(filled[0]))


def is_title(row: GridRow, shape: Shape) -> bool:
    """Tell whether a row is the title of those below it: one cell over all columns, or words where the ref would stand.

    In a table without refs it is one whose only words name a theme, a priority or the like by its number.
    """
    filled = [place for place, cell in enumerate(row.cells) if cell.text and not cell.again]
    if len(filled) != 1 or len(row.cells) < 2:
        return False
    if row.whole:
        return True
    ref = shape.place("ref")
    text = row.cells[0].text
    if ref is None:
        return filled[0] == 0 and bool(_NUMBERED_TITLE.match(text))
    return filled[0] == ref == 0 and (not looks_like_ref(text) or len(text.split()) > _LONGEST_REF_WORDS)


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
            return cell.again and bool(last.ref) and not _is_own(row, shape)
        if is_under(row, shape) and not broken:
            return False
        return (
            not _is_complete(row, shape) or _begins_small(row, shape) or (broken and not _is_full(row, shape))
        )
    keys = [place for place, part in enumerate(shape.parts) if part in ("action", "recommendation")]
    first = [_cell(row, place) for place in keys]
    if not any(cell.text and not cell.again for cell in first):
        return any(cell.text for cell in row.cells)
    if not first[0].text:
        return broken or not _is_complete(row, shape) or _begins_small(row, shape)
    before = (
        last.recommendations[-1].text if last.recommendations and shape.parts[keys[0]] != "action" else ""
    )
    return _is_midst(first[0].text, before or last.cells.get("action", ""))


def _is_midst(text: str, before: str) -> bool:
    """Tell whether a text goes on with a sentence that does not end in the one before."""
    return _is_small(text) and not before.rstrip().endswith((".", "!", "?"))


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
    return place is not None and _is_small(_cell(row, place).text)


def _is_small(text: str) -> bool:
    """Tell whether a text begins in the midst of a sentence, and not with the letter of a list."""
    return text[:1].islower() and not _LETTER.match(text)


def _is_own(row: GridRow, shape: Shape) -> bool:
    """Tell whether a row says of an action of its own what is to be done, and something of by when or by whom."""
    own = GridRow(row.number, tuple(cell if not cell.again else Cell("") for cell in row.cells))
    return _is_complete(own, shape) and not _begins_small(own, shape)


def is_under(row: GridRow, shape: Shape) -> bool:
    """Tell whether a row is one more action under the ref and the recommendation of the row above, whose cells go over it."""
    keys = (shape.place("ref"), shape.place("recommendation"))
    return None not in keys and _is_own(row, shape) and not any(_cell(row, key or 0).text for key in keys)


def take_under(item: Item, above: Item) -> None:
    """Give an item the ref and the recommendation of the one above it."""
    item.cells["ref"] = above.ref
    item.recommendations = above.recommendations[-1:]
    for text in (above.ref, *(text for each in item.recommendations for text in (each.ref, each.text))):
        item.copied += letters(text)


def stands_beside(row: GridRow, shape: Shape, last: Item | None) -> bool:
    """Tell whether a row has one more recommendation beside the action before it, and nothing else of its own.

    Its cell of the action is merged with the one above, goes on with a sentence of it, or is empty.
    """
    action, recommendation = shape.place("action"), shape.place("recommendation")
    if last is None or action is None or recommendation is None:
        return False
    cell, own = _cell(row, action), _cell(row, recommendation)
    before = last.recommendations[-1].text if last.recommendations else ""
    if not own.text or own.again or _is_midst(own.text, before):
        return False
    keys = (action, recommendation, shape.place("ref"))
    if any(each.text and not each.again for at, each in enumerate(row.cells) if at not in keys):
        return False
    return cell.again or not cell.text or _is_midst(cell.text, last.cells.get("action", ""))


def put_beside(item: Item, row: GridRow, shape: Shape) -> None:
    """Put one more recommendation to an action; one beside an empty cell is answered by nothing for certain."""
    action, recommendation, ref = (shape.place(part) for part in ("action", "recommendation", "ref"))
    assert action is not None and recommendation is not None
    printed = _cell(row, ref).text if ref is not None and not _cell(row, ref).again else ""
    answered = bool(_cell(row, action).text)
    text = _cell(row, recommendation).text
    item.recommendations.append(Recommended(row.number, text, " ".join(printed.split()), answered))
    rest = [
        cell._replace(text="") if at in (recommendation, ref) else cell for at, cell in enumerate(row.cells)
    ]
    fill(item, row._replace(cells=tuple(rest)), shape)


def is_blank(row: GridRow) -> bool:
    """Tell whether a row says nothing of its own."""
    return not any(cell.text and not cell.again for cell in row.cells)


def texts_of(cells: Sequence[Cell]) -> str:
    """Return the words of cells that stand in them alone, parted by tabs, as they are shown where they are not placed."""
    return "\t".join(cell.text for cell in cells if not cell.again)
