"""Two databases that began as one, merged to and fro through snapshots for a year."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from jatui.commands.actions import Update
from jatui.commands.archive import Export, restore
from jatui.commands.committees import RateByCommittee
from jatui.commands.journal import Undo
from jatui.commands.meetings import AddMeeting, CancelMeeting
from jatui.commands.merging import Merge, Prepared, answered, prepare
from jatui.commands.milestones import Met, Move
from jatui.commands.minutes import Answer, Ask
from jatui.commands.officers import AddLead, HoldPost, Transfer
from jatui.commands.tracker import Tracker
from jatui.commands.triage import AcceptUpdate, DeferUpdate, ReturnUpdate, Submit
from jatui.commands.views import DropView, SaveView
from jatui.domain.errors import Misused, Problem, Refused
from jatui.domain.watch import Stopped
from jatui.snapshot import Snapshot
from jatui.store.backups import backups
from jatui.store.journal import verify_chain
from tests.conftest import DAY
from tests.snapshot.test_merge import unnumbered


@dataclass
class Desk:
    """One colleague's database, and the snapshots that it gave away."""

    name: str
    tracker: Tracker
    folder: Path
    given: list[Snapshot] = field(default_factory=list)

    def give(self, plan: str | None = None) -> Path:
        path = self.folder / f"{self.name}-{len(self.given) + 1}.toml"
        self.given.append(Export(file=str(path)).write(replace(self.tracker, plan=plan)))
        return path

    def take(self, file: Path, side: str | None = None, base: str | None = None) -> Prepared:
        found = prepare(self.tracker, file, base)
        self.tracker.run(Merge.of(found, answered(found, side, {}), base))
        return found

    def write(self, ref: str, **values: Any) -> None:
        self.tracker.run(Update(ref=ref, **values))

    @property
    def records(self) -> list[tuple[str, dict[str, Any]]]:
        return list(self.tracker.read.records())

    def action(self, handle: str) -> dict[str, Any]:
        return next(
            values for kind, values in self.records if kind == "action" and values["handle"] == handle
        )

    def said(self) -> set[str]:
        return {values["text"] for kind, values in self.records if kind == "update"}


@pytest.fixture
def one(tracker: Tracker, tmp_path: Path) -> Desk:
    """The first desk, with the small plan and some work done."""
    tracker.run(AddLead(lead="AD Roads", kind="post"))
    tracker.run(Submit(ref="E.2", rating="amber", text="Came in."))
    tracker.run(Update(ref="E.1", rating="red", text="Before."))
    return Desk("one", tracker, tmp_path)


@pytest.fixture
def begin(one: Desk, tmp_path: Path) -> Iterator[Callable[[str, Path], Desk]]:
    """Begins a further desk from a snapshot."""
    stores = []

    def begun(name: str, file: Path) -> Desk:
        store, _ = restore(tmp_path / f"{name}.sqlite3", file, actor=name, today=DAY)
        stores.append(store)
        return Desk(name, Tracker(store, None, DAY, name), tmp_path)

    yield begun
    for store in stores:
        store.close()


@pytest.fixture
def two(one: Desk, begin: Callable[[str, Path], Desk]) -> Desk:
    """The second desk, which begins with what the first one gave."""
    return begin("two", one.give())


def test_what_either_did_is_in_both_after_it_went_to_and_fro(one: Desk, two: Desk) -> None:
    one.write("E.1", rating="green", text="One did it.")
    two.write("E.2", status="complete", text="Two did it.")
    found = one.take(two.give())
    assert (found.ours, found.theirs, found.conflicts) == (2, 2, [])
    assert found.base.startswith("revision 4 of 12 Sep")
    assert (one.action("E.1")["rating"], one.action("E.2")["status"]) == ("green", "complete")
    back = two.take(one.give())
    assert (back.ours, back.theirs, back.base) == (0, 2, "revision 2 of 12 Sep 2021")
    assert unnumbered(one.records) == unnumbered(two.records)
    assert two.give() and one.take(two.folder / "two-2.toml").merged.differences == []


def test_a_merge_is_one_revision_that_undo_takes_back_and_that_is_copied_before(one: Desk, two: Desk) -> None:
    two.write("E.2", text="Two did it.")
    before = one.records
    one.take(two.give())
    assert one.records != before
    assert [each.why for each in backups(one.tracker.store.path)] == ["before merge"]
    last = one.tracker.read.rows(
        "SELECT command, arguments, sentence FROM revision ORDER BY id DESC LIMIT 1"
    )[0]
    assert (
        last[0] == "snapshot merge" and two.given[0].sha256 in last[1] and '"base": "revision 4"' in last[1]
    )
    assert last[2] == "merged two-1.toml: 1 added, 1 changed"
    one.tracker.run(Undo())
    assert one.records == before
    one.take(two.folder / "two-1.toml")
    assert "Two did it." in one.said()


def test_conflicts_are_answered_one_by_one_and_nothing_is_changed_before(one: Desk, two: Desk) -> None:
    one.write("E.1", rating="green", status="complete")
    two.write("E.1", rating="amber", status="in progress")
    found = prepare(one.tracker, two.give())
    assert [(each.name, each.was, each.here, each.there) for each in found.conflicts] == [
        ("action small E.1", "not started", "complete", "in progress"),
        ("action small E.1", "red", "green", "amber"),
    ]
    before = one.records
    with pytest.raises(Refused, match=r"1 conflict is not answered: 2\. Nothing was changed"):
        one.tracker.run(Merge.of(found, {1: "ours"}))
    with pytest.raises(Misused, match="There is no conflict 3"):
        one.tracker.run(Merge.of(found, {1: "ours", 2: "theirs", 3: "ours"}))
    with pytest.raises(Misused, match="takes ours or theirs"):
        one.tracker.run(Merge.of(found, {1: "ours", 2: "mine"}))
    assert one.records == before
    wish = Merge.of(found, {1: "ours", 2: "theirs"})
    assert wish.line() == f"jatui snapshot merge --answer 1=ours --answer 2=theirs {two.given[0].path}"
    changes = one.tracker.run(wish)
    assert changes.sentence == "merged two-1.toml: 1 added, 1 changed; 2 conflicts answered"
    assert (one.action("E.1")["status"], one.action("E.1")["rating"]) == ("complete", "amber")
    back = two.take(one.give())
    assert back.conflicts == []
    assert two.action("E.1")["status"] == "complete"


def test_it_tells_how_far_it_is_and_can_be_stopped(one: Desk, two: Desk) -> None:
    two.write("E.2", text="Two did it.")
    file, told = two.give(), []
    watching = replace(one.tracker, watch=lambda share: not told.append(share))
    assert prepare(watching, file).theirs == 2
    assert told == sorted(told) and told[-1] > 0.3
    before = one.records
    for last in (0.1, 0.4):
        stopping = replace(one.tracker, watch=lambda share, last=last: share < last)
        with pytest.raises(Stopped):
            prepare(stopping, file)
    assert one.records == before


def test_what_changed_since_it_was_looked_at_is_refused(one: Desk, two: Desk) -> None:
    two.write("E.2", text="Two did it.")
    file = two.give()
    found = prepare(one.tracker, file)
    one.write("E.2", text="Meanwhile.")
    with pytest.raises(Refused, match="was changed since it was looked at"):
        one.tracker.run(Merge.of(found, {}))
    found = prepare(one.tracker, file)
    two.write("E.2", text="More.")
    Export(file=str(file), force=True).write(two.tracker)
    with pytest.raises(Refused, match=r"two-1\.toml was changed since"):
        one.tracker.run(Merge.of(found, {}))


def test_one_gives_several_times_and_what_was_taken_before_is_what_both_began_with(
    one: Desk, two: Desk
) -> None:
    two.write("E.1", rating="amber")
    one.take(two.give())
    two.write("E.1", rating="red")
    found = one.take(two.give())
    assert found.base == "the snapshot two-1.toml, which revision 5 merged"
    assert (found.conflicts, one.action("E.1")["rating"]) == ([], "red")
    two.write("E.2", text="Third.")
    two.given[1].path.unlink()
    with pytest.raises(Refused, match=rf"Give it with --base FILE; its sha256 is {two.given[1].sha256}"):
        one.take(two.give())
    with pytest.raises(Refused, match="went into this database already"):
        one.take(two.given[0].path)


def test_the_first_goes_on_giving_to_the_one_that_began_with_it(one: Desk, two: Desk) -> None:
    one.write("E.1", rating="amber", text="On we go.")
    two.write("E.2", text="Two did it.")
    found = two.take(one.give())
    assert (found.base, found.conflicts, found.theirs) == ("revision 1 of 12 Sep 2021", [], 2)
    one.write("E.1", rating="blue")
    assert two.take(one.give()).base == "the snapshot one-2.toml, which revision 3 merged"
    assert two.action("E.1")["rating"] == "blue"


def test_taken_crosswise_nothing_is_lost_and_nothing_decided_by_chance(one: Desk, two: Desk) -> None:
    one.write("E.1", rating="amber", text="One.")
    two.write("E.2", rating="amber", text="Two.")
    from_one, from_two = one.give(), two.give()
    one.take(from_two)
    two.take(from_one)
    assert unnumbered(one.records) == unnumbered(two.records)
    two.write("E.1", rating="red", text="Back again.")
    one.write("E.2", text="More.")
    found = one.take(two.give(), "theirs")
    assert found.base == "revision 5 of 12 Sep 2021 and the snapshot two-1.toml, which revision 6 merged"
    assert [each.name for each in found.conflicts] == ["action small E.1"]
    assert one.action("E.1")["rating"] == "red"
    assert {"One.", "Two.", "Back again.", "More."} <= one.said()
    assert len([1 for kind, _ in one.records if kind == "update"]) == 6


def test_a_third_desk_reaches_the_first_through_the_second(
    one: Desk, two: Desk, begin: Callable[[str, Path], Desk]
) -> None:
    two.write("E.2", text="Two.")
    three = begin("three", two.give())
    three.write("E.1", text="Three.")
    one.write("F.6#1", text="One.")
    assert one.take(three.give()).base.startswith("revision 4")
    assert {"One.", "Two.", "Three."} <= one.said()


def test_what_cannot_be_merged_is_told_with_what_to_do(one: Desk, two: Desk, tmp_path: Path) -> None:
    two.write("E.2", text="Two.")
    public = tmp_path / "public.toml"
    two.tracker.run(Export(file=str(public), public=True))
    for file, base, reason in (
        (public, None, "is a copy for the public"),
        (tmp_path / "none.toml", None, "There is no file"),
        (one.given[0].path, None, "is this plan as at revision 4"),
        (two.give(), "no such thing", "There is no file no such thing, and as a moment"),
        (two.given[0].path, str(public), "is a copy for the public"),
    ):
        with pytest.raises(Problem, match=reason):
            prepare(one.tracker, file, base)
    with pytest.raises(Refused, match="went into this database already, by revision 1"):
        prepare(two.tracker, one.given[0].path)
    stranger = tmp_path / "stranger.toml"
    stranger.write_bytes(two.given[0].path.read_bytes())
    assert prepare(one.tracker, stranger, str(one.given[0].path)).base == "the snapshot one-1.toml"
    assert prepare(one.tracker, stranger, "revision 4").theirs == 2


def test_what_has_nothing_in_common_wants_a_base(one: Desk, tmp_path: Path) -> None:
    from jatui.store import Store
    from tests.conftest import small_plan

    with Store.create(tmp_path / "other.sqlite3") as store:
        with store.revision("init", "{}", actor="x", day=DAY) as writer:
            writer.load(small_plan())
            writer.sentence = "loaded"
        other = Desk("other", Tracker(store, None, DAY, "x"), tmp_path)
        other.write("E.1", text="Other.")
        file = other.give()
        with pytest.raises(Refused, match=r"names no state that this database holds.*--base FILE"):
            one.take(file)
        assert one.take(file, base="revision 1").conflicts == []
    assert {"Before.", "Other."} <= one.said()


def test_a_snapshot_of_one_plan_touches_that_plan_alone(
    one: Desk, begin: Callable[[str, Path], Desk]
) -> None:
    with one.tracker.store.revision("load", "{}", actor="x", day=DAY) as writer:
        writer.load(
            [
                ("committee", {"code": "E&GI", "kind": "committee"}),
                ("plan", {"slug": "other", "position": 2, "name": "Other", "scheme": "ragb"}),
                ("meeting", {"committee": "E&GI", "day": DAY, "state": "planned"}),
            ]
        )
        writer.sentence = "loaded"
    two = begin("two", one.give("small"))
    two.write("E.2", text="Two.")
    before = one.records
    found = one.take(two.give())
    assert (found.plan, found.theirs) == ("small", 2)
    assert [
        kind for kind, values in one.records if values.get("plan") == "small" or (kind, values) not in before
    ]
    assert [item for item in before if item[0] in ("plan", "committee", "meeting")] == [
        item for item in one.records if item[0] in ("plan", "committee", "meeting")
    ]


def work(desk: Desk, chance: random.Random, day: dt.date, words: Iterator[str]) -> None:
    """Let a desk do one of the things that people do; what is refused is left."""
    refs = ["E.1", "E.2", "F.6#1", "F.6#2"]
    ref, rating = chance.choice(refs), chance.choice(["red", "amber", "green"])
    waiting = [v["number"] for k, v in desk.records if k == "update" and v["state"] == "submitted"]
    asked = [v["number"] for k, v in desk.records if k == "minute" and "answered" not in v]
    number = chance.choice(waiting) if waiting else 1
    wish = chance.choice(
        [
            Update(ref=ref, text=next(words)),
            Update(ref=ref, rating=rating, text=next(words)),
            Update(ref=ref, status="in progress", text=next(words)),
            Submit(ref=ref, rating=rating, text=next(words)),
            Submit(ref=ref, text=next(words)),
            AcceptUpdate(number=number),
            ReturnUpdate(number=number, reason="Which month?"),
            DeferUpdate(number=number, until=day + dt.timedelta(30)),
            Move(ref=ref, wording=f"{day:%b} '22", reason="Staff left."),
            Met(ref=ref),
            RateByCommittee(ref=ref, committee="S&R", rating=rating),
            Ask(question=next(words), ref=ref, meeting="S&R 2021-09-21"),
            Answer(number=chance.choice(asked) if asked else 1, answer=next(words)),
            AddLead(lead=chance.choice(["Cy Cole", "Di Dale"])),
            HoldPost(post="roads", officer="Ann Able", since=day),
            Transfer(leaver="Ann Able", successor="Cy", only=ref, reason="Moved."),
            AddMeeting(committee="S&R", day=day + dt.timedelta(60)),
            CancelMeeting(committee="S&R", day=dt.date(2021, 9, 21), reason="Election."),
            SaveView(
                view=chance.choice(["Ours", "Mine"]), filter=chance.choice(["is:overdue", "rating:red"])
            ),
            DropView(view="Mine"),
        ]
    )
    try:
        desk.tracker.run(wish)
    except Problem:
        return


@pytest.mark.parametrize("seed", range(3))
def test_after_a_year_to_and_fro_both_hold_the_same_and_nothing_is_lost(
    seed: int, one: Desk, two: Desk
) -> None:
    chance, words = random.Random(seed), (f"Words {number}." for number in range(100_000))
    conflicts = 0
    for month in range(12):
        day = DAY + dt.timedelta(30 * month)
        for desk in (one, two):
            desk.tracker.given_today = day
            for _ in range(chance.randrange(5)):
                work(desk, chance, day, words)
        way = chance.choice(["there", "back", "both", "crosswise"])
        said = one.said() | two.said()
        if way == "crosswise":
            files = one.give(), two.give()
            conflicts += exchange(one, files[1], chance) + exchange(two, files[0], chance)
            assert said <= one.said() and said <= two.said()
        if way in ("there", "both"):
            conflicts += exchange(two, one.give(), chance)
            assert said <= two.said()
        if way in ("back", "both"):
            conflicts += exchange(one, two.give(), chance)
            assert said <= one.said()
    exchange(two, one.give(), chance)
    exchange(one, two.give(), chance, "theirs")
    exchange(two, one.give(), chance, "theirs")
    assert unnumbered(one.records) == unnumbered(two.records)
    assert conflicts
    for desk in (one, two):
        assert verify_chain(desk.tracker.store.connection()) == []


def exchange(desk: Desk, file: Path, chance: random.Random, side: str | None = None) -> int:
    """Let a desk take a snapshot, each conflict answered by chance or by one side; return how many there were."""
    try:
        found = prepare(desk.tracker, file)
    except Refused as problem:
        assert "this plan as at" in str(problem) or "already" in str(problem)
        return 0
    answers = {
        each.number: side if side in each.choices else chance.choice(each.choices) for each in found.conflicts
    }
    desk.tracker.run(Merge.of(found, answers))
    return len(answers)


def test_what_was_taken_back_there_goes_here_and_its_number_is_given_again(one: Desk, two: Desk) -> None:
    one.tracker.run(Undo())
    one.write("E.2", text="Instead.")
    found = two.take(one.give())
    assert found.conflicts == []
    assert two.said() == one.said() == {"Came in.", "Instead."}
    assert unnumbered(one.records) == unnumbered(two.records)
    two.tracker.run(Undo())
    assert two.said() == {"Came in.", "Before."}
    assert verify_chain(two.tracker.store.connection()) == []
