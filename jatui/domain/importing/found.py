"""What a paper says is found: the actions of its tables, their themes, and everything that was placed nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from jatui.domain.headings import Part
from jatui.domain.importing.account import Found
from jatui.domain.importing.blocks import Document, Grid, GridRow, Prose, letters
from jatui.domain.importing.breaks import Heads, continued
from jatui.domain.importing.headed import join_headed
from jatui.domain.importing.items import (
    LONGEST_REF,
    Item,
    fill,
    goes_on,
    is_blank,
    is_note,
    is_title,
    is_total,
    is_under,
    looks_like_ref,
    put_beside,
    stands_beside,
    take_under,
    texts_of,
)
from jatui.domain.importing.labels import is_said, with_ref
from jatui.domain.importing.outline import Outline
from jatui.domain.importing.people import contacts_in
from jatui.domain.importing.shape import Shape, find_shape, shape_of, timed, turned
from jatui.domain.importing.tables import Kept, Table
from jatui.domain.importing.themes import is_label
from jatui.domain.watch import LOOK_EVERY, Stopped, Wanted, unwatched

LONGEST_CAPTION: Final = 200
_CAPTION: Final = re.compile(
    r"(?:table|appendix|annex|theme|priority|section|part)\s+[\dA-Z]{1,3}\b", re.IGNORECASE
)
_DATED: Final = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\s+20\d\d|\s[Pp]age\s+\d{1,3}(?:\s+of\s+\d{1,3})?)$"
)
"""How a line ends that says of which day a paper is, or which page of it."""

_NEAR: Final = 3
"""Lines above a table within which what stands there may be its caption."""


def find(
    document: Document,
    maps: Mapping[str, Part],
    only: Sequence[int] | None = None,
    wanted: Wanted = unwatched,
) -> Found:
    """Return what a paper says; `maps` is what a person says of headings, folded.

    Where `only` some tables are read, by their numbers from 1, the rows of the others are placed nowhere.
    """
    reader = _Finder(document, maps, only, wanted)
    for block in document.blocks:
        if isinstance(block, Grid):
            if block.rows:
                reader.grid(block)
        else:
            reader.prose(block)
    reader.end()
    reader.settle()
    return reader.found


class _Finder:
    """Goes through a paper with the table and the item that were last."""

    def __init__(
        self, document: Document, maps: Mapping[str, Part], only: Sequence[int] | None, wanted: Wanted
    ) -> None:
        self.found = Found(document)
        self.heads = Heads(document)
        self.wanted = wanted
        self.read = 0
        self.total = sum(len(block.rows) for block in document.blocks if isinstance(block, Grid))
        self.only = only
        self.maps = maps
        self.waiting: list[Prose] = []
        self.shape: Shape | None = None
        self.last: Item | None = None
        self.title: str | None = None
        self.outline = Outline()

    def prose(self, block: Prose) -> None:
        """Let a line wait until it is known whether it is a caption."""
        self.outline.pass_by(block)
        if block.text or block.part:
            self.waiting.append(block)

    def end(self) -> None:
        """Keep what still waits as prose."""
        for each in self.waiting:
            if each.text:
                self.found.kept.append(Kept(each.number, each.text, "no part of a table", each.part))
        self.waiting = []

    def settle(self) -> None:
        """Join what was one answer, keep titles under which no action came to stand, and find the contacts."""
        self.found.items, told = join_headed(self.found.items)
        self.found.notes += told
        actions = Counter(item.table for item in self.found.items)
        for number, table in enumerate(self.found.tables, 1):
            table.actions = actions[number]
        self.outline.settle(self.found)
        used = {item.title for item in self.found.items if not item.cells.get("theme")}
        titles = self.found.titles
        self.found.titles = [each for each in titles if " ".join(each[1].split()) in used]
        for number, text in titles:
            if " ".join(text.split()) not in used:
                self.found.kept.append(Kept(number, text, "a title under which no action stands"))
        contacts = contacts_in(self.found.kept)
        self.found.contacts, self.found.kept = contacts.people, contacts.rest
        self.found.said_of_contacts = contacts.words
        self.found.headings += contacts.labels

    def grid(self, grid: Grid) -> None:
        """Read a table, or the rest of the one that a page cut."""
        if grid.labels is None:
            grid = self._numbered(turned(grid, self.maps), len(grid.rows))
        if grid.labels is not None:
            self.found.headings += grid.labels
        headed = find_shape(grid.rows, self.maps)
        first = grid.rows[0].number
        if headed is None:
            if grid.labels is None and self._goes_on(grid):
                self._title_between_rows(first)
                self.end()
                assert self.shape is not None
                self._rows(grid.rows, self.shape, self.found.tables[-1], grid.part, broken=True)
                return
            self.end()
            self._keep_table(grid, first, None, "a table whose headings are not known")
            return
        place, ends, shape = headed
        below = grid.rows[ends + 1 :]
        shape = timed(shape, below, self.maps)
        same = self._is_same(shape, grid.part)
        if not same and below and not _has_refs(below, shape):
            shape = shape.without("ref")
        if not shape.is_plan:
            self.end()
            self._keep_table(grid, first, shape, "a table that says of no action what is to be done")
            return
        table = Table(first, grid.part, shape)
        if same:
            self.end()
            table = self.found.tables[-1]
        else:
            self.found.tables.append(table)
            self._caption(table, first)
            self.last = None
        for row in grid.rows[:place]:
            self._above(row, table)
        self.shape = shape
        if grid.labels is not None:
            self._blocks(below, shape, table, grid.part)
            return
        for row in grid.rows[place : ends + 1]:
            self.found.headings += letters(texts_of(row.cells))
        self._rows(below, shape, table, grid.part, broken=same)

    def _numbered(self, grid: Grid, rows: int) -> Grid:
        """Return a table that was turned with the number that stands above it as its ref, where it has none."""
        above = next((each for each in reversed(self.waiting) if each.text and not each.is_furniture), None)
        if above is None or len(grid.rows) == rows:
            return grid
        found = with_ref(grid, above, self.maps)
        if found is not grid:
            self.waiting.remove(above)
        return found

    def _is_same(self, shape: Shape, part: str) -> bool:
        """Tell whether a table with the headings of the one before only goes on with it: nothing but a page lies between."""
        return (
            self.shape is not None
            and shape.parts == self.shape.parts
            and bool(self.found.tables and self.found.items)
            and self.found.tables[-1].part == part
            and self.heads.is_break(self.waiting, self.title)
        )

    def _goes_on(self, grid: Grid) -> bool:
        """Tell whether a table without headings goes on with the one before: cut by a page, or as its refs show."""
        if self.shape is None or not self.found.tables or grid.width > len(self.shape.parts):
            return False
        if self.found.tables[-1].part != grid.part:
            return False
        if self.heads.is_break(self.waiting, self.title):
            return True
        if grid.width != len(self.shape.parts):
            return False
        ref = self.shape.place("ref")
        if ref is None:
            return self._title_in_between(grid.rows[0].number) is not None
        cells = grid.rows[0].cells
        return looks_like_ref(cells[ref].text if ref < len(cells) else "")

    def _keep_table(self, grid: Grid, first: int, shape: Shape | None, why: str) -> None:
        """Keep a table that is none of a plan, row by row."""
        heads = tuple(cell.text for cell in grid.rows[0].cells if cell.text)
        self.found.tables.append(Table(first, grid.part, shape, len(grid.rows), first=heads))
        for row in grid.rows if grid.labels is None else grid.rows[1:]:
            if not is_blank(row):
                self.found.kept.append(Kept(row.number, texts_of(row.cells), why, grid.part))
        self.shape, self.last = None, None

    def _caption(self, table: Table, first: int) -> None:
        """Take the caption of a table from above it: marked as a heading, called a table, or short and next to it."""
        chosen = None
        above = [
            each
            for each in self.waiting
            if each.part == table.part and each.text and not each.is_furniture and not is_label(each.text)
        ]
        if above:
            nearest = above[-1]
            heading = next((each for each in reversed(above) if each.heading), None)
            if len(nearest.text) <= LONGEST_CAPTION and (
                nearest.heading or _CAPTION.match(nearest.text) or self._is_near(nearest, first)
            ):
                chosen = nearest
            elif heading is not None and len(heading.text) <= LONGEST_CAPTION:
                chosen = heading
        self.title = None
        if chosen is not None and self._is_chosen():
            self.waiting.remove(chosen)
            self.title = table.caption = " ".join(chosen.text.split())
            self.found.titles.append((chosen.number, chosen.text))
            self.outline.caption(chosen, self.title, len(self.found.tables))
        self.end()

    def _title_between_rows(self, first: int) -> None:
        """Take the one short line between two stretches of a table as the title of what follows."""
        title = self._title_in_between(first)
        if title is not None and self._is_chosen():
            self.waiting.remove(title)
            self.title = " ".join(title.text.split())
            self.found.titles.append((title.number, title.text))
            self.last = None

    def _title_in_between(self, first: int) -> Prose | None:
        """Return the one short line between two stretches of a table, if that is all."""
        if self.heads.is_break(self.waiting, self.title):
            return None
        between = [each for each in self.waiting if not each.is_furniture and each.text]
        return between[0] if len(between) == 1 and self._is_near(between[0], first) else None

    def _is_chosen(self) -> bool:
        """Tell whether the table that was found last is to be read."""
        return not self.only or len(self.found.tables) in self.only

    def _is_near(self, prose: Prose, first: int) -> bool:
        ends = prose.text.rstrip().endswith((".", ";", ",", "!", "?"))
        words = prose.text.split()
        short = not ends and first - prose.number <= _NEAR and 0 < len(words) <= 20
        return short and not _DATED.search(prose.text) and not is_said(prose)

    def _above(self, row: GridRow, table: Table) -> None:
        """Take a row above the headings: a title where it is one cell and there is none yet, else kept."""
        if is_blank(row):
            return
        text = texts_of(row.cells)
        filled = [cell.text for cell in row.cells if cell.text and not cell.again]
        if len(filled) == 1 and self.title is None and len(filled[0]) <= LONGEST_CAPTION:
            self.title = table.caption = " ".join(filled[0].split())
            self.found.titles.append((row.number, filled[0]))
        else:
            self.found.kept.append(Kept(row.number, text, "above the headings of a table", table.part))

    def _rows(self, rows: list[GridRow], shape: Shape, table: Table, part: str, *, broken: bool) -> None:
        """Read the rows of a plan's table."""
        for row in rows:
            self._look()
            if is_blank(row):
                continue
            table.rows += 1
            if not self._is_chosen():
                self.found.kept.append(
                    Kept(row.number, texts_of(row.cells), "a table that was not chosen", part)
                )
                continue
            again = shape_of(row, self.maps)
            if again is not None and again.parts == shape.parts:
                self.found.headings += letters(texts_of(row.cells))
                broken = True
                continue
            if is_total(row, shape):
                self.found.kept.append(
                    Kept(row.number, texts_of(row.cells), "it sums up the rows above it", part)
                )
            elif is_note(row):
                self.found.kept.append(Kept(row.number, texts_of(row.cells), "a note in a table", part))
            elif is_title(row, shape):
                text = next(cell.text for cell in row.cells if cell.text and not cell.again)
                self.title = " ".join(text.split())
                self.found.titles.append((row.number, text))
                self.last = None
            elif self._is_ref_again(row, shape):
                self._go_on(row, shape, part)
            elif stands_beside(row, shape, self.last):
                assert self.last is not None
                put_beside(self.last, row, shape)
            elif goes_on(row, shape, self.last, broken=broken):
                assert self.last is not None
                fill(self.last, row, shape)
            else:
                self._begin(row, shape, table, part)
            broken = False

    def _blocks(self, rows: list[GridRow], shape: Shape, table: Table, part: str) -> None:
        """Read rows that were made of labelled paragraphs, each of which is an action by itself."""
        for row in rows:
            self._look()
            table.rows += 1
            if self._is_chosen():
                self._begin(row, shape, table, part)
            else:
                self.found.kept.append(
                    Kept(row.number, texts_of(row.cells), "a table that was not chosen", part)
                )

    def _is_ref_again(self, row: GridRow, shape: Shape) -> bool:
        """Tell whether a row has the ref of the one before and the word that says that it goes on."""
        ref = shape.place("ref")
        cell = row.cells[ref].text if ref is not None and ref < len(row.cells) else ""
        return self.last is not None and bool(self.last.ref) and continued(cell) == self.last.ref

    def _go_on(self, row: GridRow, shape: Shape, part: str) -> None:
        """Put a row to the item before it, but for its ref, which that has."""
        ref = shape.place("ref")
        assert self.last is not None and ref is not None
        self.found.kept.append(Kept(row.number, row.cells[ref].text, "it says that an action goes on", part))
        rest = [cell._replace(text="") if at == ref else cell for at, cell in enumerate(row.cells)]
        fill(self.last, row._replace(cells=tuple(rest)), shape)

    def _look(self) -> None:
        """Tell how far the reading is; raises Stopped where it is no longer wanted."""
        self.read += 1
        if self.read % LOOK_EVERY == 0 and not self.wanted(min(1.0, self.read / self.total)):
            raise Stopped

    def _begin(self, row: GridRow, shape: Shape, table: Table, part: str) -> None:
        """Begin an item, or keep a row that names no ref where the others do or says of nothing what is to be done."""
        item = Item(row.number, len(self.found.tables), part, title=self.title, shape=shape)
        fill(item, row, shape)
        if self.last is not None and is_under(row, shape):
            self.found.notes.append(
                f"The row at {row.number:,} has an action and no ref; it is taken under that above, {self.last.ref}."
            )
            take_under(item, self.last)
        if shape.place("theme") is not None:
            self.title = item.title = " ".join(item.cells.get("theme", "").split()) or self.title
        has_ref = shape.place("ref") is not None
        if not item.cells.get("action"):
            why = "it says of no action what is to be done"
        elif has_ref and not item.ref:
            why = "it names no ref"
        elif has_ref and len(item.ref) > LONGEST_CAPTION:
            why = "what stands for its ref is none"
        else:
            item.refless = not has_ref
            self.found.items.append(item)
            self.last = item
            return
        self.found.kept.append(Kept(row.number, texts_of(row.cells), why, part))
        self.last = None


def _has_refs(rows: Sequence[GridRow], shape: Shape) -> bool:
    """Tell whether rows have refs, where there is a column for them: beside other words, and most of them short."""
    ref = shape.place("ref")
    if ref is None:
        return True
    beside = [row for row in rows if sum(bool(cell.text) for cell in row.cells) > 1 and not row.whole]
    found = [row.cells[ref].text for row in beside or rows if ref < len(row.cells) and row.cells[ref].text]
    return sum(len(each) <= LONGEST_REF for each in found) * 2 > len(found)
