"""A snapshot restored over a plan: one revision, proven, and taken back by undo."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from jatui.commands.actions import Update
from jatui.commands.archive import Export, Restore
from jatui.commands.journal import Redo, Undo
from jatui.commands.restoring import overwriting
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Refused, Stale, Unusable
from jatui.domain.records import PUBLISHED
from jatui.snapshot import digest
from jatui.store import Store
from jatui.store.backups import backups, folder_of
from jatui.store.journal import verify_chain
from tests.commands.test_archive import put
from tests.conftest import DAY, Records, small_action, small_plan
from tests.snapshot.generated import plans
from tests.snapshot.test_difference import unique
from tests.store.test_exchange import loaded
from tests.store.test_reconcile import FEW

OTHER: Records = [
    ("plan", {"slug": "other", "position": 2, "name": "O", "committee": "S&R", "scheme": "ragb"}),
    ("theme", {"plan": "other", "code": "E", "position": 1, "name": "Env"}),
    ("action", {**small_action("E.1", 1)[1], "plan": "other"}),
]
EDITION = {
    "day": DAY,
    "meeting_committee": "S&R",
    "meeting_day": dt.date(2021, 9, 21),
    "moment": "2021-09-12T10:11:12.131Z",
    "revision": 1,
    "sha256": "0" * 64,
    "pack": "1" * 64,
}


def edition(number: int) -> tuple[str, dict[str, object]]:
    return "edition", {"plan": "small", "number": number, **EDITION, "name": f"small-{number}"}


def held(tracker: Tracker) -> Records:
    return list(tracker.read.records())


def unpublished(records: Records) -> Records:
    return [each for each in records if each[0] not in PUBLISHED]


@pytest.fixture
def file(tracker: Tracker, tmp_path: Path) -> Path:
    """The plan as it stood before it was worked on."""
    Export(file=str(tmp_path / "then.toml")).write(tracker)
    tracker.run(Update(ref="E.1", rating="red", text="Late."))
    tracker.run(Update(ref="E.2", rating="blue"))
    return tmp_path / "then.toml"


def test_it_stands_as_in_the_file_after_one_revision_that_undo_takes_back(
    tracker: Tracker, file: Path
) -> None:
    before = held(tracker)
    shown = overwriting(tracker, Restore.of(file, over=True))
    assert shown.summary == "4 records differ: 2 gone, 2 changed."
    changes = tracker.run(Restore.of(file, over=True), seen=tracker.read.last_revision())
    assert (changes.revision, changes.sentence) == (4, "restored then.toml over the plan: 2 changed, 2 gone")
    assert held(tracker) == small_plan()
    (kept,) = backups(tracker.store.path)
    assert kept.why == "before restore"
    with Store.open(kept.path) as copy:
        assert list(copy.read.records()) == before and copy.read.last_revision() == 3
    tracker.run(Undo())
    assert held(tracker) == before
    tracker.run(Redo())
    assert held(tracker) == small_plan()
    assert verify_chain(tracker.store.connection()) == []


def test_an_export_after_it_has_the_same_records_and_its_own_moment(
    tracker: Tracker, file: Path, tmp_path: Path
) -> None:
    tracker.run(Restore.of(file, over=True))
    again = Export(file=str(tmp_path / "again.toml")).write(tracker)
    assert (again.sha256, again.revision) == (Restore.of(file).sha256, 4)


def test_where_nothing_differs_no_revision_is_made(tracker: Tracker, tmp_path: Path) -> None:
    Export(file=str(tmp_path / "now.toml")).write(tracker)
    changes = tracker.run(Restore.of(tmp_path / "now.toml", over=True))
    assert changes.revision == 0 and changes.sentence.endswith("it stands so already")
    assert tracker.read.last_revision() == 1


def test_what_was_changed_since_it_was_shown_is_not_lost(tracker: Tracker, file: Path) -> None:
    seen = tracker.read.last_revision()
    tracker.run(Update(ref="E.1", rating="green"))
    before = held(tracker)
    with pytest.raises(Stale, match="changed since the difference was shown"):
        tracker.run(Restore.of(file, over=True), seen=seen)
    assert held(tracker) == before


def test_without_over_a_plan_is_left_and_over_is_told_of(tracker: Tracker, file: Path) -> None:
    before = held(tracker)
    with pytest.raises(Refused, match="restore over it with --over"):
        tracker.run(Restore.of(file))
    assert held(tracker) == before


def test_a_file_for_the_public_is_refused(tracker: Tracker, tmp_path: Path) -> None:
    Export(file=str(tmp_path / "public.toml"), public=True).write(tracker)
    with pytest.raises(Refused, match=r"for the public: over the plan it would take away contacts"):
        tracker.run(Restore.of(tmp_path / "public.toml", over=True))
    with pytest.raises(Refused, match="for the public"):
        overwriting(tracker, Restore.of(tmp_path / "public.toml", over=True))
    assert backups(tracker.store.path) == []


def test_without_a_backup_it_is_not_done(tracker: Tracker, file: Path) -> None:
    before = held(tracker)
    folder_of(tracker.store.path).write_text("in the way")
    with pytest.raises(Unusable, match="No backup"):
        tracker.run(Restore.of(file, over=True))
    assert held(tracker) == before and tracker.read.last_revision() == 3


def test_what_was_published_stays_and_what_the_file_has_more_is_added(tmp_path: Path) -> None:
    theirs = [*small_plan(), edition(1), edition(3)]
    file = put(tmp_path / "theirs.toml", [*replaced_text(small_plan()), edition(1), edition(3)])
    with loaded(tmp_path / "plan.sqlite3", [*theirs[:-1], edition(2)]) as store:
        tracker = Tracker(store, None, DAY, "test")
        before = held(tracker)
        changes = tracker.run(Restore.of(file, over=True))
        assert changes.sentence.endswith("1 added, 1 changed")
        assert [values["number"] for kind, values in held(tracker) if kind == "edition"] == [1, 2, 3]
        assert unpublished(held(tracker)) == replaced_text(small_plan())
        tracker.run(Undo())
        assert held(tracker) == before


def replaced_text(records: Records) -> Records:
    return [
        (kind, {**values, "text": "Said otherwise"} if values.get("handle") == "E.1" else values)
        for kind, values in records
    ]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Tracker]:
    with loaded(tmp_path / "plan.sqlite3", sorted_in([*small_plan(), *OTHER])) as store:
        yield Tracker(store, "small", DAY, "test")


def sorted_in(records: Records) -> Records:
    from jatui.domain.records import KINDS

    return sorted(records, key=lambda each: list(KINDS).index(each[0]))


def of_plan(tracker: Tracker, slug: str) -> Records:
    return list(tracker.read.records(tracker.read.scope(slug, DAY).plan))


def test_a_file_of_one_plan_leaves_the_others_as_they_are(two: Tracker, tmp_path: Path) -> None:
    Export(file=str(tmp_path / "small.toml")).write(two)
    Export(file=str(tmp_path / "all.toml")).write(Tracker(two.store, "all", DAY, "test"))
    whole = held(two)
    two.run(Update(ref="E.1", rating="red"))
    Tracker(two.store, "other", DAY, "test").run(Update(ref="E.1", rating="blue"))
    other = of_plan(two, "other")
    two.run(Restore.of(tmp_path / "small.toml", over=True))
    assert of_plan(two, "small") == small_plan() and of_plan(two, "other") == other
    two.run(Restore.of(tmp_path / "all.toml", over=True))
    assert held(two) == whole
    two.run(Undo())
    assert of_plan(two, "other") == other


def test_a_plan_that_is_not_there_comes_beside_the_others(two: Tracker, tmp_path: Path) -> None:
    file = put(tmp_path / "small.toml", small_plan())
    only_other = sorted_in([*(each for each in small_plan() if each[0] in SHARED), *OTHER])
    with loaded(tmp_path / "b.sqlite3", only_other) as store:
        tracker = Tracker(store, None, DAY, "test")
        tracker.run(Restore.of(file, over=True))
        assert held(tracker) == held(two)
        tracker.run(Undo())
        assert held(tracker) == only_other


SHARED = ("committee", "scheme", "level", "lead", "meeting")


def test_records_out_of_order_and_a_plan_that_others_need_are_refused(two: Tracker, tmp_path: Path) -> None:
    before = held(two)
    turned = small_plan()
    turned[-1], turned[-2] = turned[-2], turned[-1]
    with pytest.raises(Refused, match="would not stand as the file has it"):
        two.run(Restore.of(put(tmp_path / "turned.toml", turned), over=True))
    assert held(two) == before and two.read.last_revision() == 1


@settings(max_examples=8)
@given(plans(FEW), plans(FEW))
def test_any_plan_over_any_other(former: Records, later: Records) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for which, items in (("a", former), ("b", later)):
            with loaded(folder / f"{which}.sqlite3", unique(items)) as store:
                Export(file=str(folder / f"{which}.toml")).write(Tracker(store, "all", DAY, "test"))
        with Store.open(folder / "a.sqlite3") as store:
            tracker = Tracker(store, "all", DAY, "test")
            before = held(tracker)
            wish = Restore.of(folder / "b.toml", over=True)
            try:
                made = tracker.run(wish)
            except Refused as problem:
                assert "is referred to by the edition" in str(problem)
                return
            with Store.open(folder / "b.sqlite3") as other:
                wanted = list(other.read.records())
            assert digest(unpublished(held(tracker))) == digest(unpublished(wanted))
            if made.revision:
                tracker.run(Undo())
            assert held(tracker) == before
