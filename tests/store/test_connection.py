from __future__ import annotations

import os
import re
import shutil
import sqlite3
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from jatui.commands.actions import Update
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Busy, Problem, Unusable
from jatui.store import Store, connection
from jatui.store.check import check
from jatui.store.facets import leads, months, themes
from jatui.store.filters import select
from jatui.store.history import history
from jatui.store.lines import lines
from tests.conftest import DAY
from tests.store.plans import varied_plan

SETTINGS = {
    "foreign_keys": 1,
    "synchronous": 3,
    "journal_mode": "delete",
    "busy_timeout": 5000,
    "cell_size_check": 1,
    "mmap_size": 0,
}


def settings(found: sqlite3.Connection) -> dict[str, object]:
    rows = {name: found.execute(f"PRAGMA {name}").fetchone() for name in SETTINGS}
    return {name: row[0] if row else 0 for name, row in rows.items()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("made") / "plan.sqlite3"
    with Store.create(path) as store, store.revision("init", "{}", actor="test", day=DAY) as writer:
        writer.load(varied_plan())
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "plan.sqlite3"))


def test_every_connection_has_its_settings(path: Path) -> None:
    with Store.open(path) as store:
        seen = [settings(store.connection())]
        thread = threading.Thread(target=lambda: seen.append(settings(store.connection())))
        thread.start()
        thread.join()
        with store.revision("x", "{}", actor="test", day=DAY) as writer:
            seen.append(settings(writer.connection))
    with Store.open(path, read_only=True) as store:
        seen.append(settings(store.connection()))
    assert seen == [SETTINGS] * 4


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_database_is_for_its_owner_alone(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "new" / "plan.sqlite3"
    before = os.umask(umask)
    try:
        with Store.create(path) as store, store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(varied_plan())
            assert mode(Path(f"{path}-journal")) == 0o600
    finally:
        os.umask(before)
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    assert [file.name for file in path.parent.iterdir()] == ["plan.sqlite3"]


def test_a_database_is_never_made_in_place_of_anything(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    for taken in (path, link, tmp_path):
        with pytest.raises(Unusable, match="is already there"):
            Store.create(taken)
    assert path.read_bytes() == before
    assert not (tmp_path / "nowhere").exists()


def test_a_database_that_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("jatui.store.migrate.migrate", fail)
    path = tmp_path / "plan.sqlite3"
    with pytest.raises(Unusable, match=r"disk that holds .*plan\.sqlite3 is full"):
        Store.create(path)
    assert list(tmp_path.iterdir()) == []


def test_two_that_make_one_database_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "plan.sqlite3"
    with pytest.raises(Unusable, match="already there"), connection.new_file(path):
        Store.create(path).close()
        before = path.read_bytes()
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_database_is_made_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "plan.sqlite3"
    Store.create(path).close()
    Store.open(path).close()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["missing", "folder/missing", "not/there/at/all", "n" * 300, "nul\0"])
def test_reading_makes_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unusable) as problem:
        Store.open(tmp_path / name)
    assert str(problem.value).endswith(".")
    assert list(tmp_path.iterdir()) == []


def read_everything(path: Path) -> list[str]:
    """Ask everything that can be asked of a database; return what was refused, in words."""
    refused = []
    try:
        store = Store.open(path)
    except Problem as problem:
        return [str(problem)]
    with store:
        questions: list[Callable[[Tracker], object]] = [
            lambda t: t.read.action_ids(select("", t.scope())),
            lambda t: t.read.count(
                select("tree lead:tom committee:S&R is:duplicate is:silent", t.scope(), t.read)
            ),
            lambda t: t.read.actions(t.read.action_ids(select("", t.scope())), t.scope()),
            lambda t: lines(t.read, t.read.action_ids(select("", t.scope())), DAY),
            lambda t: (t.read.updates(1), t.read.moves(1), t.read.source(1), t.read.levels(1)),
            lambda t: t.read.find_ref("E.1"),
            lambda t: themes(t.read, select("", t.scope()), t.scope()),
            lambda t: leads(t.read, select("", t.scope()), t.scope()),
            lambda t: months(t.read, select("", t.scope()), t.scope()),
            lambda t: history(t.read),
            lambda t: list(t.read.records()),
            lambda t: t.read.counts(),
            lambda t: t.read.state(),
            lambda t: check(t.read),
        ]
        for question in questions:
            try:
                question(Tracker(store, None, DAY, "test"))
            except Problem as problem:
                refused.append(str(problem))
    return refused


def page(number: int, fill: bytes) -> Callable[[Path], None]:
    """Return what overwrites one page of a database."""

    def damage(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[number * 4096 : (number + 1) * 4096] = fill * 4096
        path.write_bytes(data)

    return damage


def cut(keep: float) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, int(path.stat().st_size * keep))


def executed(*statements: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as found:
            for statement in statements:
                found.execute(statement)

    return damage


def foreign(path: Path) -> None:
    path.unlink()
    executed("CREATE TABLE other (id INTEGER)")(path)


OVERWRITTEN = {
    f"page {number} of {fill!r}": page(number, fill)
    for number in (1, 2, 5, 9, 20, 40)
    for fill in (b"\0", b"\xff")
}
DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty": (lambda path: os.truncate(path, 0), "is empty, so it is no database"),
    "a text": (lambda path: path.write_text("ref,text\n" * 999), "is not a jatui database"),
    "a few bytes": (lambda path: path.write_bytes(b"SQLite"), "is not a jatui database"),
    "only the magic": (lambda path: os.truncate(path, 16), "damaged|not a jatui database"),
    "half a page": (lambda path: os.truncate(path, 2000), "damaged"),
    "another program's": (foreign, "is a database of another program"),
    "newer": (executed("PRAGMA user_version = 99"), r"newer jatui \(schema 99; this one knows up to 1\)"),
    "half there": (cut(0.5), "damaged"),
    "one page there": (lambda path: os.truncate(path, 4096), "damaged"),
    "the first page zeroed": (page(0, b"\0"), "is not a jatui database"),
    "no actions": (executed("PRAGMA foreign_keys = 0", "DROP TABLE action"), "damaged"),
    "no journal": (executed("DROP TABLE change", "DROP TABLE head"), "damaged"),
    "a day that is none": (
        executed(
            "PRAGMA ignore_check_constraints = 1",
            "UPDATE action SET due = 'soon'",
            "UPDATE meeting SET day = '2999'",
        ),
        "damaged: '(soon|2999)' stands where a day should be",
    ),
    "a list that is none": (
        executed("PRAGMA ignore_check_constraints = 1", "UPDATE action SET unread = '['"),
        r"damaged: '\[' stands where a list should be",
    ),
    "letters that are none": (
        executed("DROP TRIGGER action_words_update", "UPDATE action SET text = CAST(x'ff80' AS TEXT)"),
        "damaged",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_file_that_is_no_database_is_told_and_left_as_it_is(path: Path, name: str) -> None:
    damage, sentence = DAMAGES[name]
    damage(path)
    before = path.read_bytes()
    refused = read_everything(path)
    assert refused
    assert any(re.search(sentence, text) for text in refused), refused
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("name", OVERWRITTEN)
def test_a_damaged_page_is_told_or_does_no_harm(path: Path, name: str) -> None:
    OVERWRITTEN[name](path)
    before = path.read_bytes()
    read_everything(path)
    with Store.open(path) as store:
        try:
            damage = [finding for finding in check(store.read) if finding.grade == "damage"]
        except Unusable as problem:
            assert "damaged" in str(problem)
        else:
            assert damage
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name, sentence in {
        "pipe": "not a regular file",
        "loop": "symbolic links",
        "dangling": "no database at",
        ".": "is a folder",
    }.items():
        with pytest.raises(Unusable, match=sentence):
            Store.open(tmp_path / name)
    assert not (tmp_path / "nowhere").exists()


def test_a_link_to_a_database_is_that_database(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(path)
    with Store.open(tmp_path / "link") as store:
        Tracker(store, None, DAY, "test").run(Update(ref="E.1", rating="red"))
    with Store.open(path) as store:
        assert store.read.last_revision() == 2
    assert (tmp_path / "link").is_symlink()


@contextmanager
def locked(path: Path, statement: str = "BEGIN IMMEDIATE") -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute(statement)
        yield holder


def test_a_writer_waits_and_then_says_that_it_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.PRAGMAS, "busy_timeout", 200)
    before = path.read_bytes()
    with Store.open(path) as store, locked(path):
        begun = time.monotonic()
        with pytest.raises(Busy, match=r"in use by another program\. Nothing was changed") as problem:
            Tracker(store, None, DAY, "test").run(Update(ref="E.1", rating="red"))
        assert 0.15 < time.monotonic() - begun < 30
        assert problem.value.code == 3
        assert store.read.last_revision() == 1
    assert path.read_bytes() == before


def test_a_reader_locked_out_says_that_it_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.PRAGMAS, "busy_timeout", 100)
    with Store.open(path) as store, locked(path, "BEGIN EXCLUSIVE"):
        with pytest.raises(Busy):
            store.read.last_revision()
        with pytest.raises(Busy):
            Store.open(path)


def test_a_writer_that_waits_long_enough_writes(path: Path) -> None:
    held = threading.Event()

    def hold() -> None:
        with locked(path) as holder:
            held.set()
            time.sleep(0.3)
            holder.execute("COMMIT")

    holding = threading.Thread(target=hold)
    holding.start()
    held.wait()
    with Store.open(path) as store:
        Tracker(store, None, DAY, "test").run(Update(ref="E.1", rating="red"))
        assert store.read.last_revision() == 2
    holding.join()


@contextmanager
def ordinary_person() -> Iterator[None]:
    """Act as somebody whom permissions bind, which they do not bind root."""
    if os.getuid():
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def public(made: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield Path(shutil.copy(made, folder / "plan.sqlite3"))
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
def test_what_may_not_be_written_is_read_all_the_same(public: Path, file: int, folder: int) -> None:
    public.chmod(file)
    public.parent.chmod(folder)
    before = public.read_bytes()
    with ordinary_person():
        assert read_everything(public) == []
        with (
            Store.open(public) as store,
            pytest.raises(Unusable, match="cannot be written, or its folder cannot"),
        ):
            Tracker(store, None, DAY, "test").run(Update(ref="E.1", rating="red"))
        assert read_everything(public) == []
    assert public.read_bytes() == before
    assert list(public.parent.iterdir()) == [public]


def test_what_may_not_be_read_or_made_is_told(public: Path) -> None:
    public.chmod(0o000)
    public.parent.chmod(0o555)
    with ordinary_person():
        with pytest.raises(Unusable, match=r"cannot be read: permission denied\."):
            Store.open(public)
        for name in ("new.sqlite3", "folder/new.sqlite3"):
            with pytest.raises(Unusable, match=r"cannot be made at .*: permission denied"):
                Store.create(public.parent / name)


def test_a_hot_journal_beside_a_file_that_may_not_be_written_is_told(public: Path) -> None:
    hot(public)
    public.chmod(0o444)
    public.parent.chmod(0o555)
    torn = public.read_bytes()
    with ordinary_person():
        refused = read_everything(public)
    assert refused and all("cannot be written" in text for text in refused)
    assert public.read_bytes() == torn


def test_a_store_opened_for_reading_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store:
        with pytest.raises(Unusable, match="open for reading only"):
            Tracker(store, None, DAY, "test").run(Update(ref="E.1", rating="red"))
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            store.connection().execute("DELETE FROM plan")
    assert path.read_bytes() == before


def hot(path: Path) -> bytes:
    """Leave a database as a writer leaves it that is killed in the middle; return what it held before."""
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("PRAGMA cache_spill = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE action SET text = text || ' ' || hex(randomblob(3000))")
        torn, journal = path.read_bytes(), Path(f"{path}-journal").read_bytes()
        writer.execute("ROLLBACK")
    assert torn != before
    path.write_bytes(torn)
    Path(f"{path}-journal").write_bytes(journal)
    return before


def test_what_a_killed_writer_left_is_rolled_back_by_the_next_who_reads(path: Path) -> None:
    before = hot(path)
    with Store.open(path) as store:
        assert [finding for finding in check(store.read) if finding.grade == "damage"] == []
        assert store.read.last_revision() == 1
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
