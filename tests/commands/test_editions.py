"""Publishing: what a pack holds, that nothing changes it, and that an interruption leaves the whole of it or nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import stat
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import bagit
import pytest

from jatui.commands.actions import Update
from jatui.commands.archive import Export, restore
from jatui.commands.editions import Publish, WriteSlip
from jatui.commands.meetings import AddMeeting, CancelMeeting
from jatui.commands.tracker import Tracker
from jatui.domain.editions import keep_until, may_be_destroyed, pack_name, safe_slug
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.snapshot import open_snapshot
from jatui.snapshot.pack import read_pack
from jatui.snapshot.slip import read_slip
from jatui.store import Store
from jatui.store.editions import editions
from jatui.store.journal import verify_chain
from tests import faults
from tests.conftest import DAY

ROOT = Path(__file__).resolve().parents[2]
MEETING = "S&R 2021-09-21"
NAME = "small-edition-001-2021-09-21"


def publish(tracker: Tracker, **wish: Any) -> Path:
    tracker.run(Publish(**{"meeting": MEETING, **wish}))
    return tracker.store.path.parent / "archive" / editions(tracker.read, None)[-1].name


def every_byte(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_edition_is_a_bag_that_others_validate(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="amber", text="Zoë\x1b[2J\nsaid \u202eso"))
    pack = publish(tracker)
    assert sorted(every_byte(pack)) == [
        "bag-info.txt", "bagit.txt", "data/SNAPSHOT.md", "data/progress.md", "data/records.txt", "data/small.toml",
        "manifest-sha256.txt", "tagmanifest-sha256.txt",
    ]  # fmt: skip
    bag = bagit.Bag(str(pack))
    assert bag.validate() and bag.info["External-Identifier"] == NAME
    assert (bag.info["Edition-Number"], bag.info["Edition-Meeting"]) == ("1", MEETING)
    (edition,) = editions(tracker.read, None)
    assert (
        bag.info["Edition-Records-SHA256"] == edition.sha256 == open_snapshot(pack / "data/small.toml").sha256
    )
    assert edition.pack == hashlib.sha256((pack / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    assert (edition.previous, edition.name, edition.committee, edition.revision) == (None, NAME, "S&R", 2)
    assert (pack / "data/SNAPSHOT.md").read_bytes() == (ROOT / "SNAPSHOT.md").read_bytes()
    assert stat.S_IMODE(pack.parent.stat().st_mode) == stat.S_IMODE(pack.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in pack.rglob("*") if path.is_file())


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="coreutils' sha256sum is not installed")
@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_coreutils_checks_a_pack(tracker: Tracker, manifest: str) -> None:
    pack = publish(tracker)
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", manifest], cwd=pack, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (pack / "data" / "small.toml").write_bytes(b"x")
    done = subprocess.run(
        ["sha256sum", "-c", "manifest-sha256.txt"], cwd=pack, capture_output=True, check=False
    )
    assert done.returncode == 1


def test_the_list_of_records_names_each_with_the_digest_of_its_text(tracker: Tracker) -> None:
    pack = publish(tracker)
    _, _, records = (pack / "data/small.toml").read_bytes().partition(b'"\n\n')
    texts = [each + b"\n\n" for each in records.split(b"\n\n")[:-1]]
    lines = (pack / "data/records.txt").read_text("utf-8").splitlines()
    assert [line.partition("  ")[0] for line in lines] == [hashlib.sha256(text).hexdigest() for text in texts]
    assert lines[-1].partition("  ")[2] == 'action "small" "F.6#2"'
    assert 'meeting "S&R" 2021-09-21' in [line.partition("  ")[2] for line in lines]


def test_later_work_changes_no_edition(tracker: Tracker) -> None:
    pack = publish(tracker)
    before = every_byte(pack)
    (edition,) = editions(tracker.read, None)
    tracker.run(Update(ref="E.1", rating="red", text="Later."))
    tracker.run(CancelMeeting(committee="S&R", day=dt.date(2021, 9, 21), reason="Election."))
    assert every_byte(pack) == before and editions(tracker.read, None) == [edition]
    tracker.run(AddMeeting(committee="S&R", day=dt.date(2021, 11, 30)))
    second = publish(tracker, meeting="S&R 2021-11-30")
    assert every_byte(pack) == before
    found = read_pack(second)
    assert found.faults == () and found.facts and found.facts.previous == edition.pack
    held = list(open_snapshot(second / "data/small.toml").records())
    assert [values["number"] for kind, values in held if kind == "edition"] == [1]


def test_a_meeting_of_the_past_has_the_plan_as_its_day_began(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="amber", text="Before."))
    on_the_day = replace(tracker, given_today=dt.date(2021, 9, 21))
    on_the_day.run(Update(ref="E.1", rating="green", text="In the meeting."))
    now = open_snapshot(publish(on_the_day) / "data/small.toml")
    later = replace(tracker, given_today=dt.date(2021, 10, 8))
    then = open_snapshot(publish(later, again=True) / "data/small.toml")
    ratings = [
        next(
            values["rating"]
            for kind, values in each.records()
            if kind == "action" and values["handle"] == "E.1"
        )
        for each in (now, then)
    ]
    assert ratings == ["green", "amber"] and (now.revision, then.revision) == (3, 2)


def test_a_public_edition_says_so_and_holds_nothing_else(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="amber", text="Call 01223 703 241 or ann@example.org."))
    pack = publish(tracker, public=True)
    assert bagit.Bag(str(pack)).info["Edition-Public"] == "true"
    assert open_snapshot(pack / "data/small.toml").public
    assert not any(word in content for content in every_byte(pack).values() for word in (b"703 241", b"ann@"))
    assert read_pack(pack).faults == ()


def test_what_cannot_be_published_is_refused_and_leaves_nothing(tracker: Tracker, tmp_path: Path) -> None:
    def refused(kind: type[Exception], words: str, tracker: Tracker = tracker, **wish: Any) -> None:
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(kind, match=words):
            tracker.run(Publish(**wish))
        assert sorted(tmp_path.rglob("*")) == before

    refused(Misused, "Say for which meeting")
    tracker.run(AddMeeting(committee="S&R", day=dt.date(2021, 7, 20)))
    refused(Refused, "Nothing was kept yet", meeting="S&R 2021-07-20")
    refused(NotFound, "no meeting", meeting="S&R 2021-09-22")
    refused(Misused, "of one plan. Choose it with --plan", replace(tracker, plan="all"), meeting=MEETING)
    refused(Refused, "There is no folder", meeting=MEETING, folder=str(tmp_path / "a" / "b"))
    refused(Refused, "is not a folder", meeting=MEETING, folder=str(tracker.store.path))
    publish(tracker)
    refused(Refused, "Edition 1 for S&R on 21 September 2021 was published already", meeting=MEETING)
    publish(tracker, again=True)
    tracker.run(AddMeeting(committee="S&R", day=dt.date(2021, 11, 30)))
    tracker.run(CancelMeeting(committee="S&R", day=dt.date(2021, 11, 30), reason="Election."))
    refused(Refused, "was cancelled", meeting="S&R 2021-11-30")


def test_a_pack_that_the_database_does_not_know_is_moved_aside_and_told(tracker: Tracker) -> None:
    pack = publish(tracker)
    kept = every_byte(pack)
    before = shutil.copy(tracker.store.path, tracker.store.path.with_name("old.sqlite3"))
    publish(tracker, again=True)
    with Store.open(before) as store:
        old = replace(tracker, store=store)
        sentence = old.run(Publish(meeting=MEETING, again=True)).sentence
        assert "small-edition-002-2021-09-21, which the database does not know, was moved aside" in sentence
        assert verify_chain(store.connection()) == []
    names = sorted(path.name for path in pack.parent.iterdir())
    assert names == [NAME, "small-edition-002-2021-09-21", "small-edition-002-2021-09-21-aside-1"]
    assert every_byte(pack) == kept


def test_two_who_publish_at_once_do_not_share_a_number(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Publish._make
    other = replace(tracker, store=Store.open(tracker.store.path))

    def meanwhile(self: Publish, *given: Any) -> Any:
        monkeypatch.setattr(Publish, "_make", real)
        made = real(self, *given)
        other.run(Publish(meeting=MEETING))
        return made

    monkeypatch.setattr(Publish, "_make", meanwhile)
    with pytest.raises(Refused, match="Another edition was published meanwhile"):
        tracker.run(Publish(meeting=MEETING))
    other.store.close()
    (edition,) = editions(tracker.read, None)
    (pack,) = (tracker.store.path.parent / "archive").iterdir()
    assert (pack.name, read_pack(pack).digest, read_pack(pack).faults) == (NAME, edition.pack, ())


def test_what_a_killed_publication_left_is_removed_by_a_later_one(tracker: Tracker) -> None:
    archive = tracker.store.path.parent / "archive"
    old, young = (archive / f".jatui-{digit * 16}.part" for digit in "ab")
    for each in (old, young):
        (each / "data").mkdir(parents=True)
        (each / "data" / "small.toml").write_bytes(b"half")
    os.utime(old, (1, 1))
    publish(tracker)
    assert sorted(path.name for path in archive.iterdir()) == [young.name, NAME]


@pytest.mark.parametrize("slug", ["../../x", "a/b", "A B", "con", "", "é", "x" * 300, "a\nb", "~"])
def test_a_slug_of_any_kind_gives_a_safe_name(slug: str) -> None:
    name = pack_name(slug or "-", 3, DAY)
    assert name == Path(name).name and name.isascii() and name == name.lower() and len(name) < 100
    assert name.endswith("-edition-003-2021-09-12")
    assert safe_slug("a b") != safe_slug("a-b") == "a-b"


def test_a_slip_stands_beside_its_edition(tracker: Tracker) -> None:
    pack = publish(tracker)
    before = every_byte(pack)
    tracker.run(WriteSlip(edition=1, text="E.1 is amber,\nnot \x1b[31mgreen."))
    tracker.run(WriteSlip(edition=1, text="Nor blue."))
    (edition,) = editions(tracker.read, None)
    files = [pack.with_name(f"{NAME}-slip-{number}.toml") for number in (1, 2)]
    assert [hashlib.sha256(file.read_bytes()).hexdigest() for file in files] == [
        s.sha256 for s in edition.slips
    ]
    found = read_slip(files[0])
    assert (found.plan, found.edition, found.number, found.pack) == ("small", 1, 1, edition.pack)
    assert found.text == edition.slips[0].text == "E.1 is amber,\nnot \N{SYMBOL FOR ESCAPE}[31mgreen."
    assert every_byte(pack) == before
    with pytest.raises(NotFound, match="There is no edition 2 of small; there are 1 to 1"):
        tracker.run(WriteSlip(edition=2, text="x"))
    with pytest.raises(Misused, match="Give --text"):
        tracker.run(WriteSlip(edition=1, text=" \n"))


def test_a_flipped_byte_of_a_slip_is_found(tracker: Tracker, tmp_path: Path) -> None:
    pack = publish(tracker)
    tracker.run(WriteSlip(edition=1, text="E.1 is \\ “amber”."))
    whole = pack.with_name(f"{NAME}-slip-1.toml").read_bytes()
    file = tmp_path / "x-slip-1.toml"
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Refused):
            read_slip(file)


def test_a_plan_with_editions_is_restored_with_them(tracker: Tracker, tmp_path: Path) -> None:
    publish(tracker)
    tracker.run(WriteSlip(edition=1, text="E.1 is amber."))
    tracker.run(Export(file=str(tmp_path / "a.toml")))
    store, _ = restore(tmp_path / "b.sqlite3", tmp_path / "a.toml", actor="test", today=DAY)
    with store:
        again = Tracker(store, None, DAY, "test")
        again.run(Export(file=str(tmp_path / "b.toml")))
        assert (tmp_path / "a.toml").read_bytes() == (tmp_path / "b.toml").read_bytes()
        again.run(Publish(meeting=MEETING, again=True, folder=str(tmp_path / "archive")))
        assert [each.number for each in editions(store.read, None)] == [1, 2]


def test_editions_are_kept_for_six_years_after_the_meeting() -> None:
    assert keep_until(dt.date(2021, 9, 21)) == dt.date(2027, 9, 21)
    assert keep_until(dt.date(2020, 2, 29), 1) == dt.date(2021, 3, 1)
    assert not may_be_destroyed(dt.date(2021, 9, 21), dt.date(2027, 9, 21))
    assert may_be_destroyed(dt.date(2021, 9, 21), dt.date(2027, 9, 22))


@pytest.mark.parametrize("what", ["publish", "slip"])
@pytest.mark.parametrize("how", ["killed", "full"])
def test_an_interruption_anywhere_leaves_all_or_nothing(
    tracker: Tracker, tmp_path: Path, how: str, what: str
) -> None:
    """Killed before a write, or with the disk full from it on, the database's own among them; then the same works."""
    pack = publish(tracker)
    kept = every_byte(pack)
    tracker.store.close()
    begin, folder = tmp_path / "begin", tmp_path / "folder"
    shutil.copytree(pack.parent, begin / "archive")
    shutil.copy(tracker.store.path, begin / "plan.sqlite3")
    wish = (
        Publish(meeting=MEETING, again=True)
        if what == "publish"
        else WriteSlip(edition=1, text="E.1 is red.")
    )

    def prepare() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(begin, folder)

    def work() -> None:
        with Store.open(folder / "plan.sqlite3") as store:
            replace(tracker, store=store).run(wish)

    entered = set()
    for place in faults.each_write(work, prepare, most=40):
        prepare()
        if how == "killed":
            assert faults.killed(work, place)
        else:
            said = faults.starved(work, place)
            assert said is None or said.endswith((".", "?")), said
        with Store.open(folder / "plan.sqlite3") as store:
            again = replace(tracker, store=store)
            entered.add(_whole_or_none(again, folder / "archive"))
            again.run(wish)
            _whole_or_none(again, folder / "archive")
            assert verify_chain(store.connection()) == []
        assert every_byte(folder / "archive" / NAME) == kept
    assert len(entered) > 1 or how == "full"


def _whole_or_none(tracker: Tracker, archive: Path) -> int:
    """Return how much was published: that lies whole in the archive, and what else has a name there is whole as well."""
    found = editions(tracker.read, None)
    for each in found:
        pack = read_pack(archive / each.name)
        assert pack.faults == () and pack.digest == each.pack
        for slip in each.slips:
            file = archive / f"{each.name}-slip-{slip.number}.toml"
            assert hashlib.sha256(file.read_bytes()).hexdigest() == slip.sha256
    for path in archive.iterdir():
        if path.is_dir() and not path.name.endswith(".part"):
            assert read_pack(path).faults == (), path
        elif not path.name.endswith(".part"):
            read_slip(path)
    return len(found) + sum(len(each.slips) for each in found)
