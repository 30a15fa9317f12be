"""Where a record is read: every kind that names a paper and a line, and everything that belongs to an action."""

from __future__ import annotations

import msgspec
import pytest

from jatui.commands.links import LinkCommitment
from jatui.commands.milestones import Move
from jatui.commands.tracker import Tracker
from jatui.domain.records import KINDS
from jatui.store.sources import LINED, PARTS, UNLINED, parts, sources


def fields(kind: str) -> set[str]:
    return {field.name for field in msgspec.structs.fields(KINDS[kind])}


def test_every_record_that_has_a_paper_tells_it() -> None:
    of_a_paper = {kind for kind in KINDS if "paper" in fields(kind)}
    assert {kind for kind in of_a_paper if "line" in fields(kind)} == LINED
    assert {kind for kind in of_a_paper if "line" not in fields(kind)} == UNLINED


@pytest.mark.parametrize("kind", sorted(LINED | UNLINED))
def test_a_source_is_what_the_record_says(joined: Tracker, kind: str) -> None:
    rows = [row for (row,) in joined.read.rows(f'SELECT id FROM "{kind}"')]
    found = sources(joined.read, kind, rows)
    told = [(found[row].paper, found[row].line) if row in found else (None, None) for row in rows]
    wanted = [
        (values.get("paper"), values.get("line")) for name, values in joined.read.records() if name == kind
    ]
    assert sorted(told, key=str) == sorted(wanted, key=str)


def test_what_comes_from_no_paper_has_no_source(joined: Tracker) -> None:
    assert sources(joined.read, "lead", [1]) == {} == sources(joined.read, "action", [1])


def test_an_action_and_everything_of_it_tells_where_it_is_read(joined: Tracker) -> None:
    joined.run(LinkCommitment(number="1.1", action="E.2"))
    joined.run(Move(ref="E.2", wording="Jan '22", reason="Late.", meeting="S&R 2021-09-21"))
    found = parts(joined.read, joined.read.one_action("E.2"))
    assert [(part.kind, part.name) for part in found] == [
        ("action", "E.2"),
        ("theme", "E Environment"),
        ("plan", "Small plan"),
        ("link", "answers 1.1 of small"),
        ("move", "to Jan '22"),
    ]
    assert [part.kind for part in found] == sorted((part.kind for part in found), key=PARTS.index)
