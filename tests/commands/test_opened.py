from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest

from jatui.commands.actions import Update
from jatui.commands.archive import Export
from jatui.commands.opened import open_for_reading
from jatui.commands.tracker import Tracker
from jatui.domain.errors import NotFound, Problem, Refused


@pytest.fixture
def file(tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A snapshot of the small plan with an update, and an empty folder for what is temporary."""
    tracker.run(Update(ref="E.1", rating="amber", text="Draft sent."))
    path = tmp_path / "plan.toml"
    tracker.run(Export(file=str(path)))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return path


def test_a_snapshot_is_looked_at_as_a_plan_and_leaves_nothing_behind(tracker: Tracker, file: Path) -> None:
    opened = open_for_reading(file)
    assert list(opened.read.records()) == list(tracker.read.records())
    assert opened.read.count(opened.select("rating:amber")) == 1
    assert opened.past is not None and opened.today == opened.past.day
    assert opened.past.sentence.endswith("as the snapshot plan.toml holds it.")
    with pytest.raises(Refused, match=r"This is the snapshot plan.toml; nothing can be changed there."):
        opened.run(Update(ref="E.1", rating="red", text="No."))
    again = file.with_name("again.toml")
    opened.run(Export(file=str(again)))
    assert again.read_text("utf-8").partition("\n[[")[2] == file.read_text("utf-8").partition("\n[[")[2]
    opened.store.close()
    assert list((file.parent / "temporary").iterdir()) == []


def test_the_day_may_be_given(file: Path) -> None:
    opened = open_for_reading(file, today=dt.date(2022, 1, 1))
    assert opened.scope().today == dt.date(2022, 1, 1)
    opened.store.close()


def test_the_snapshot_is_not_written_over(file: Path) -> None:
    opened = open_for_reading(file)
    before = file.read_bytes()
    with pytest.raises(Problem):
        opened.run(Export(file=str(file), force=True))
    assert file.read_bytes() == before
    opened.store.close()


@pytest.mark.parametrize("harm", ["cut", "altered", "gone", "text"])
def test_a_file_that_is_not_as_it_was_written_is_refused_whole(file: Path, harm: str) -> None:
    whole = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(
            {"cut": whole[:-40], "altered": whole.replace(b"Draft", b"Graft"), "text": b"Hello"}[harm]
        )
    with pytest.raises((Refused, NotFound)):
        open_for_reading(file)
    assert list((file.parent / "temporary").iterdir()) == []
