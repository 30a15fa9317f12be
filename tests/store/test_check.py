from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jatui.commands.actions import Update
from jatui.commands.tracker import Tracker
from jatui.store import Store
from jatui.store.check import check
from tests.conftest import DAY
from tests.store.plans import varied_plan


def sentences(tracker: Tracker, grade: str) -> list[str]:
    return [f"{found.about}: {found.sentence}" for found in check(tracker.read) if found.grade == grade]


def meddle(tracker: Tracker, *statements: str) -> None:
    """Change the file as another program would."""
    with closing(sqlite3.connect(tracker.store.path, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement)


def test_a_whole_database_has_no_damage(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="red"))
    assert sentences(tracker, "damage") == []


def test_what_wants_a_persons_eye_is_found(tmp_path: Path) -> None:
    with Store.create(tmp_path / "plan.sqlite3") as store:
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(varied_plan())
            writer.change(
                "action", 1, milestone="Ep '21", readable=0, unread=["Ep '21"], suggestion="Sep '21"
            )
            writer.change("action", 2, warnings=["no joiner."])
            writer.change(
                "action", 3, readable=0, unread=["x", "y"], warnings=["It says 'y', which is no day."]
            )
        tracker = Tracker(store, None, DAY, "test")
        assert sentences(tracker, "damage") == []
        assert sentences(tracker, "data") == [
            "small F.6: The ref F.6 stands for several actions: F.6#1, F.6#2.",
            'E.1: The milestone "Ep \'21": "Ep \'21" is not read. Perhaps Sep \'21 is meant.',
            "E.2: The milestone '2021-09-12': no joiner.",
            "C.1: The milestone '2021-09-21': 'x' is not read; It says 'y', which is no day.",
            "F.6#2: The milestone 'no day': 'it' is not read.",
            "H.1: The milestone 'no day': it can be read in several ways.",
        ]


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (["DELETE FROM committee"], "Row 1 of plan refers to a committee that is not there."),
        (["DROP TRIGGER journal_action_update"], "The trigger journal_action_update is missing."),
        (["DROP INDEX action_due"], "The index action_due is missing."),
        (
            [
                "DROP TRIGGER change_kept",
                "CREATE TRIGGER change_kept BEFORE DELETE ON change BEGIN SELECT 1; END",
            ],
            "The trigger change_kept is not as jatui made it.",
        ),
        (
            ["CREATE TRIGGER quiet AFTER UPDATE ON action BEGIN SELECT 1; END"],
            "The trigger quiet is not jatui's.",
        ),
        (
            ["DROP TRIGGER journal_lead_update", "UPDATE lead SET name = 'Nobody'"],
            "Row 1 of lead is not as the journal last recorded it.",
        ),
        (
            [
                "DROP TRIGGER journal_lead_insert",
                "INSERT INTO lead (slug, name, kind) VALUES ('x', 'X', 'body')",
            ],
            "Row 2 of lead is not as the journal last recorded it.",
        ),
        (
            ["UPDATE action SET rating = 'green' WHERE id = 1"],
            "1 changes belong to no revision: rows were changed outside jatui.",
        ),
        (
            ["DROP TRIGGER revision_fixed", "UPDATE revision SET day = '2021-01-01' WHERE id = 2"],
            "Revision 2 is not as it was written, or rows were changed outside jatui after it.",
        ),
        (
            [
                "DROP TRIGGER change_fixed",
                "UPDATE change SET after = replace(after, 'red', 'blue') WHERE revision_id = 2",
            ],
            "Revision 2 is not as it was written, or rows were changed outside jatui after it.",
        ),
        (
            ["DROP TRIGGER revision_fixed", "UPDATE revision SET actor = 'x' WHERE id = 1"],
            "Revision 1 is not as it was written: revision 2 holds another hash of it.",
        ),
        (
            ["DROP TRIGGER revision_kept", "DELETE FROM revision WHERE id = 2"],
            "The journal ends at revision 1, but 2 were written.",
        ),
        (
            ["DROP TRIGGER revision_kept", "PRAGMA foreign_keys = 0", "DELETE FROM revision WHERE id = 1"],
            "The journal lacks the revisions after 0 and before 2.",
        ),
    ],
)
def test_what_was_done_behind_the_journals_back_is_found(
    tracker: Tracker, statements: list[str], sentence: str
) -> None:
    tracker.run(Update(ref="E.1", rating="red"))
    meddle(tracker, *statements)
    assert f"database: {sentence}" in sentences(tracker, "damage")
