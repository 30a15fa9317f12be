from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from jatui.domain.errors import Busy, Unusable
from jatui.domain.watch import Stopped
from jatui.store import Store
from jatui.store.backups import back_up, back_up_before, backups, copy_to, daily, examine, folder_of
from jatui.store.journal import verify_chain
from tests.conftest import DAY, small_plan
from tests.faults import each_write, files, killed, limited, starved
from tests.store.test_exchange import loaded


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with loaded(tmp_path / "plan.sqlite3", small_plan()) as made:
        yield made


def rate(store: Store, rating: str = "red") -> None:
    with store.revision("update", "{}", actor="test", day=DAY) as writer:
        for row in store.read.rows("SELECT id FROM action"):
            writer.change("action", row[0], rating=rating)


def at_day(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> dt.datetime:  # type: ignore[override]
            return moment

    monkeypatch.setattr("jatui.store.backups.datetime", Clock)


def test_a_backup_is_the_database_under_its_moment_and_why(store: Store, tmp_path: Path) -> None:
    made = back_up(store, "before restore")
    assert made.parent == tmp_path / "plan.sqlite3-backups" == folder_of(store.path)
    (found,) = backups(store.path)
    assert (found.path, found.why, found.size) == (made, "before restore", made.stat().st_size)
    assert abs(found.at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    assert [stat.S_IMODE(each.stat().st_mode) for each in (made.parent, made)] == [0o700, 0o600]
    assert os.listdir(made.parent) == [made.name]
    with Store.open(made) as copy:
        assert list(copy.read.records()) == list(store.read.records())
        assert verify_chain(copy.connection()) == []
        rate(copy)
    assert examine(made).counts == {"action": 4, "update": 0}


def test_two_backups_of_one_second_have_two_names(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    at_day(monkeypatch, dt.datetime(2021, 9, 21, 10, 11, 12, tzinfo=dt.UTC))
    made = [back_up(store, "by hand").name for _ in range(11)]
    assert made[:2] == ["2021-09-21T101112Z-by-hand.sqlite3", "2021-09-21T101112Z-by-hand-2.sqlite3"]
    assert backups(store.path)[0].path.name == made[-1]


def test_only_what_has_the_name_of_a_backup_is_one(store: Store) -> None:
    made = back_up(store, "daily")
    for name in ("x.sqlite3", "2021-09-21T101112Z-Daily.sqlite3", "2021-13-21T101112Z-daily.sqlite3", "a"):
        shutil.copy(made, made.with_name(name))
    made.with_name("2021-09-21T101112Z-daily.sqlite3").symlink_to(made)
    made.with_name("2021-09-22T101112Z-daily.sqlite3").mkdir()
    assert [each.path for each in backups(store.path)] == [made]


def test_of_thirty_days_the_newest_ten_a_week_of_days_and_a_month_of_weeks_are_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = dt.datetime(2021, 9, 1, 8, tzinfo=dt.UTC)
    folder = folder_of(store.path)
    folder.mkdir()
    own = [folder / name for name in ("notes.txt", "2021-01-01T000000Z-Mine.sqlite3", "plan.sqlite3")]
    for each in own:
        each.write_text("Mine.")
    for number in range(30):
        for hour in range(3):
            at_day(monkeypatch, day + dt.timedelta(days=number, hours=hour))
            newest = back_up(store, "by hand")
            assert backups(store.path)[0].path == newest
    kept = [f"{each.at:%d %H}" for each in backups(store.path)]
    newest_ten = [f"{day:02} {hour:02}" for day in (30, 29, 28) for hour in (10, 9, 8)] + ["27 10"]
    assert kept == [*newest_ten, "26 10", "25 10", "24 10", "19 10", "12 10"]
    assert all(each.read_text() == "Mine." for each in own)
    at_day(monkeypatch, dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert back_up(store, "by hand") in [each.path for each in backups(store.path)], "the clock went back"


def test_half_a_copy_left_by_a_kill_is_taken_away_a_day_later(store: Store) -> None:
    folder = back_up(store, "daily").parent
    halves = [folder / ".jatui-abc_1234.new", folder / ".jatui-new2new2.new", folder / ".other.new"]
    for each in halves:
        each.write_text("half")
    for each in (halves[0], halves[2]):
        os.utime(each, (1, 1))
    back_up(store, "by hand")
    assert [each.exists() for each in halves] == [False, True, True]


def test_the_day_is_copied_once_and_only_where_something_changed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = dt.datetime(2021, 9, 1, 8, tzinfo=dt.UTC)
    at_day(monkeypatch, day)
    first = daily(store)
    assert first and backups(store.path)[0].why == "daily"
    rate(store)
    assert daily(store) is None
    at_day(monkeypatch, day + dt.timedelta(days=1))
    assert daily(store) and daily(store) is None
    at_day(monkeypatch, day + dt.timedelta(days=2))
    assert daily(store) is None and len(backups(store.path)) == 2
    with Store.open(store.path, read_only=True) as reading:
        rate(store, "blue")
        assert daily(reading) is None


def test_before_a_step_the_newest_serves_where_it_is_sound_and_the_same(store: Store) -> None:
    first = back_up_before(store, "restore")
    assert first and back_up_before(store, "import") == first
    with first.open("r+b") as file:
        file.seek(first.stat().st_size // 2)
        file.write(b"\xff" * 8192)
    second = back_up_before(store, "import")
    assert second and second != first
    rate(store)
    assert back_up_before(store, "import") not in (first, second)


def test_a_database_without_a_revision_has_nothing_to_copy(tmp_path: Path) -> None:
    with Store.create(tmp_path / "new.sqlite3") as store:
        assert back_up_before(store, "restore") is None and daily(store) is None
        assert not folder_of(store.path).exists()


def test_a_damaged_database_is_not_copied(store: Store) -> None:
    good = back_up(store, "daily")
    page = store.read.value("SELECT rootpage FROM sqlite_master WHERE name = 'action'")
    size = store.read.value("PRAGMA page_size")
    with store.path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with (
        Store.open(store.path) as damaged,
        pytest.raises(Unusable, match=r"No backup of .* could be made .*damaged"),
    ):
        back_up(damaged, "by hand")
    assert [each.path for each in backups(store.path)] == [good]
    assert os.listdir(good.parent) == [good.name]


def test_rows_that_refer_to_nothing_are_damage(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE action_lead SET lead_id = 99")
    with pytest.raises(Unusable, match="refers to one that is not there"):
        back_up(store, "by hand")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_written_is_told(store: Store) -> None:
    folder_of(store.path).mkdir(mode=0o500)
    with pytest.raises(Unusable, match=r"No backup of .*permission denied"):
        back_up(store, "by hand")


def test_a_file_in_place_of_the_folder_is_told(store: Store) -> None:
    folder_of(store.path).write_text("x")
    with pytest.raises(Unusable, match=r"No backup of .* could be made in .*"):
        back_up(store, "by hand")
    assert backups(store.path) == []


def test_a_copy_never_takes_the_place_of_a_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("Mine.")
    for target in (tmp_path / "x", store.path):
        with pytest.raises(Unusable, match="already there"):
            copy_to(store, target)
    assert (tmp_path / "x").read_text() == "Mine."


def test_a_copy_tells_how_far_it_is_and_can_be_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jatui.store.copying.PAGES", 4)
    told: list[float] = []
    back_up(store, "daily", lambda share: told.append(share) is None)
    assert told == sorted(told) and told[-1] == 1.0 and len(told) > 4
    with pytest.raises(Stopped):
        back_up(store, "daily", lambda share: share < 0.3)
    assert len(os.listdir(folder_of(store.path))) == 1


def test_a_writer_that_holds_the_database_is_told(store: Store) -> None:
    store.hurry(1)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy):
            back_up(store, "by hand")


def test_each_copy_made_while_another_program_writes_is_sound(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jatui.store.copying.PAGES", 2)
    script = (
        "import sys, datetime; from pathlib import Path; from jatui.store import Store\n"
        "with Store.open(Path(sys.argv[1])) as store:\n"
        "  for number in range(60):\n"
        "    with store.revision('update', '{}', actor='t', day=datetime.date(2021, 9, 12)) as writer:\n"
        "      writer.change('action', 1, text=f'{number} ' * 900)\n"
    )
    other = subprocess.Popen([sys.executable, "-c", script, str(store.path)])
    revisions = []
    while other.poll() is None or not revisions:
        made = back_up(store, "by hand")
        with Store.open(made) as copy:
            assert verify_chain(copy.connection()) == []
            revisions.append(copy.read.last_revision())
    assert other.returncode == 0
    assert revisions == sorted(revisions) and len(set(revisions)) > 2


def test_a_migration_is_preceded_by_a_backup_and_does_not_run_without(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jatui.store import migrate

    former = migrate.migrations()
    (tmp_path / "0002_more.sql").write_text(
        "CREATE TABLE more (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;"
    )
    monkeypatch.setattr("jatui.store.schema.LATEST", 2)
    monkeypatch.setattr(migrate, "migrations", lambda: [*former, (2, tmp_path / "0002_more.sql")])
    whole = store.path.read_bytes()
    folder_of(store.path).write_text("in the way")
    with pytest.raises(Unusable, match="No backup"):
        Store.open(store.path)
    assert store.path.read_bytes() == whole
    folder_of(store.path).unlink()
    with Store.open(store.path) as migrated:
        assert migrated.read.value("PRAGMA user_version") == 2
    (made,) = backups(store.path)
    assert made.why == "before migration" and made.path.read_bytes()[100:] == whole[100:]


def sound(store: Path) -> list[Path]:
    """Return the backups, each of which must be sound."""
    found = [each.path for each in backups(store)]
    for each in found:
        assert examine(each).revision == 1
    return found


def test_a_kill_at_any_write_leaves_a_whole_copy_or_none(store: Store) -> None:
    path = store.path
    store.close()

    def work() -> None:
        with Store.open(path) as opened:
            back_up(opened, "by hand")

    whole, numbers = path.read_bytes(), set()
    for place in each_write(work, lambda: None, most=80):
        shutil.rmtree(folder_of(path), ignore_errors=True)
        assert killed(work, place)
        numbers.add(len(sound(path)))
        work()
        assert sound(path) and path.read_bytes() == whole
    assert numbers == {0, 1}


def test_a_disk_that_is_full_leaves_a_whole_copy_or_none_and_says_so(store: Store) -> None:
    path = store.path
    store.close()

    def work() -> None:
        with Store.open(path) as opened:
            back_up(opened, "by hand")

    whole = files(path.parent)
    for place in each_write(work, lambda: shutil.rmtree(folder_of(path), ignore_errors=True), most=60):
        shutil.rmtree(folder_of(path), ignore_errors=True)
        said = starved(work, place)
        assert len(sound(path)) == (0 if said else 1)
        assert said is None or said.startswith(f"No backup of {path} could be made")
        if said:
            assert files(path.parent) == whole
    for size in (0, 1000, 4096, 50_000, len(whole["plan.sqlite3"]) - 1):
        shutil.rmtree(folder_of(path), ignore_errors=True)
        assert str(limited(work, size, kill=False)).startswith("No backup of")
        assert limited(work, size, kill=True) == "killed"
        assert sound(path) == []
        work()
        assert len(sound(path)) == 1
