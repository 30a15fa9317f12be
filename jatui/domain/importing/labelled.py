"""Actions that a paper has as labelled paragraphs, "Action: ...", "Lead: ...", block after block, as the rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from jatui.domain.headings import Part
from jatui.domain.importing.blocks import Block, Cell, Grid, GridRow, Prose, letters
from jatui.domain.importing.labels import NUMBER, Line, lines_of
from jatui.domain.importing.shape import shape_of

_BEGINS: Final[tuple[Part, ...]] = ("ref", "theme", "recommendation", "action")
"""What a block of labels begins with; what else is said again within one is said of the same action."""

_NUMBERED: Final[tuple[Part, ...]] = ("action", "recommendation")
"""What a number behind a label is the ref of; the one that counts stands first."""

_WRAPPED: Final = 50
"""Characters from which on a line of text may go on below."""

_FEWEST: Final = 2
"""Blocks of the same labels, and labels of one, below which they are prose."""

_LOOK: Final = 20
"""Lines among which it is told whether one has a label."""

_MOST_WORDS: Final = 20
_NEAR: Final = 3
"""Words that a title between two blocks has at most, and lines within which the block begins below it."""


@dataclass(slots=True)
class _Label:
    """A labelled line with the lines that go on with it; `late` where it stands behind a line that nothing is known of."""

    line: Line
    late: bool = False
    more: list[Line] = field(default_factory=list)

    @property
    def value(self) -> str:
        """What it says."""
        return " ".join(filter(None, (self.line.value, *(each.text for each in self.more))))


@dataclass(slots=True)
class _Stretch:
    """Lines between two headings, titles or tables: blocks of labels, and what else stands before and after they began."""

    lines: list[Line] = field(default_factory=list)
    before: list[Line] = field(default_factory=list)
    blocks: list[list[_Label]] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)


def with_labelled(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a paper with tables in the place of labelled paragraphs whose labels come again.

    A line without a label goes on with the one above where that was wrapped or says nothing yet; any other stays prose.
    """
    runs = [*_runs(blocks)]
    lines = [line for run in runs if isinstance(run, list) for line in run]
    times = Counter(line.key for line in lines if line.part in _BEGINS)
    for first in dict.fromkeys(line.key for line in lines if times[line.key] >= _FEWEST):
        parted = [each for run in runs for each in (_parted(run, first) if isinstance(run, list) else [run])]
        shared = _shared(parted)
        if shared:
            return [
                block
                for each in parted
                for block in (_made(each, shared) if isinstance(each, _Stretch) else [each])
            ]
    return list(blocks)


def _runs(blocks: Sequence[Block]) -> Iterator[Block | list[Line]]:
    """Yield the lines that stand together, and between them tables and the headings that part them."""
    run: list[Line] = []
    for block in blocks:
        lines = lines_of(block) if isinstance(block, Prose) and block.text else []
        ends = not lines or (lines[0].key is None and lines[0].prose.heading)
        if run and (ends or lines[0].prose.part != run[-1].prose.part):
            yield run
            run = []
        if ends:
            yield block
        else:
            run += lines
    if run:
        yield run


def _parted(lines: Sequence[Line], first: str | None) -> list[_Stretch]:
    """Return the lines of a run as stretches of blocks, each of which begins with one label; a title begins a stretch."""
    found = [_Stretch()]
    apart: list[Line] = []
    for place, line in enumerate(lines):
        last = found[-1].blocks[-1] if found[-1].blocks else None
        if line.key is None or not line.is_label(lines[place + 1 : place + _LOOK]):
            if last is not None and not apart and _goes_on(line, last[-1]):
                last[-1].more.append(line)
            else:
                apart.append(line)
                (found[-1].before if last is None else found[-1].after).append(line)
            found[-1].lines.append(line)
            continue
        if line.key == first and last is not None and len(apart) == 1 and _is_title(apart[0], line):
            found[-1].after.remove(apart[0])
            found[-1].lines.remove(apart[0])
            found.append(_Stretch([apart[0]], [apart[0]]))
            last = None
        again = line.part in _BEGINS and last is not None and any(each.line.key == line.key for each in last)
        if line.key == first or again:
            apart = []
            found[-1].blocks.append([_Label(line)])
        elif last is None:
            found[-1].before.append(line)
        else:
            last.append(_Label(line, bool(apart)))
        found[-1].lines.append(line)
    return found


def _goes_on(line: Line, above: _Label) -> bool:
    """Tell whether a line without a label goes on with what stands under the label above it."""
    if not above.value:
        return True
    last = above.more[-1] if above.more else above.line
    return line.prose.follows and (line.text[:1].islower() or len(last.text) >= _WRAPPED)


def _is_title(line: Line, below: Line) -> bool:
    """Tell whether a line is the title of the block that begins below it."""
    near = below.prose.number - line.prose.number <= _NEAR
    ends = line.text.endswith((".", ";", ",", "!", "?", ":"))
    return near and not ends and len(line.text.split()) <= _MOST_WORDS


def _shared(parted: Sequence[Block | _Stretch]) -> set[str | None]:
    """Return the labels that several blocks have; none where those say of no action what is to be done and more of it."""
    blocks = [block for each in parted if isinstance(each, _Stretch) for block in each.blocks]
    times = Counter(key for block in blocks for key in {each.line.key for each in block})
    shared = {key for key, number in times.items() if number >= _FEWEST}
    alike = [block for block in blocks if _is_one(block, shared)]
    parts = {each.line.part for block in alike for each in block if each.line.key in shared}
    says = parts & {"action", "recommendation"} and parts - {*_BEGINS, None, "fact"}
    return shared if len(alike) >= _FEWEST and says else set()


def _is_one(block: Sequence[_Label], shared: set[str | None]) -> bool:
    """Tell whether a block has labels that others have too."""
    return len({each.line.key for each in block} & shared) >= _FEWEST


def _made(stretch: _Stretch, shared: set[str | None]) -> list[Block]:
    """Return a stretch as a table between the prose before and after it; as prose where it is none of a plan."""
    blocks: list[list[_Label]] = []
    rest = list(stretch.after)
    for block in stretch.blocks:
        taken = [each for each in block if _is_taken(each, shared)] if _is_one(block, shared) else []
        blocks += [taken] if taken else []
        known = set(map(id, taken))
        rest += [line for each in block if id(each) not in known for line in (each.line, *each.more)]
    columns = _columns([each.line for block in blocks for each in block])
    number = blocks[0][0].line.prose.number if blocks else 0
    head = GridRow(number, tuple(Cell(heading) for _, _, heading in columns))
    shape = shape_of(head, {})
    if shape is None or not shape.is_plan:
        return [line.prose for line in stretch.lines]
    labels: Counter[str] = Counter()
    rows = [head]
    for block in blocks:
        cells = ["\n".join(filter(None, (_said(each, *column[:2]) for each in block))) for column in columns]
        rows.append(GridRow(block[0].line.prose.number, tuple(map(Cell, cells))))
        labels += letters("".join(line.text for each in block for line in (each.line, *each.more)))
        labels -= letters("".join(cells))
    part = blocks[0][0].line.prose.part
    rest.sort(key=lambda line: line.prose.number)
    return [
        *(line.prose for line in stretch.before),
        Grid(rows, part, labels),
        *(line.prose for line in rest),
    ]


def _is_taken(label: _Label, shared: set[str | None]) -> bool:
    """Tell whether a line belongs to its block: its label is that of others too, or is known and nothing stands between."""
    return label.line.key in shared or (not label.late and label.line.part not in (None, "fact"))


def _columns(lines: Sequence[Line]) -> list[tuple[str | None, bool, str]]:
    """Return for each column the label, whether it holds the number behind that, and its heading."""
    keys = dict.fromkeys(line.key for line in lines)
    named = {line.key: line for line in reversed(lines)}
    numbered = {line.key for line in lines if line.ref and line.part in _NUMBERED}
    refs = sorted(
        (key for key in keys if key in numbered), key=lambda key: _NUMBERED.index(named[key].part or "action")
    )
    found = [(key, True, "Ref") for key in refs]
    return [*found, *((key, False, "Action" if key == NUMBER else named[key].label) for key in keys)]


def _said(label: _Label, key: str | None, number: bool) -> str:
    """Return what a labelled line says in a column."""
    line = label.line
    if line.key != key:
        return ""
    if number:
        return line.ref
    if line.part in _NUMBERED:
        return label.value
    return " ".join(filter(None, (line.ref, label.value)))
