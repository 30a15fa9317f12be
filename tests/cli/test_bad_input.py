from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Said, Shell

LEAKS = re.compile(r"Errno|Traceback|sqlite3\.[A-Z]|Error\b|<class|NoneType|fault of its own|PosixPath")
READS = (
    ("show", "E.1"),
    ("list",),
    ("find", "tree"),
    ("themes",),
    ("officers",),
    ("calendar",),
    ("indicators",),
    ("history",),
    ("check",),
)
WRITES = (("update", "E.1", "--rating", "red"), ("undo",), ("redo",))
EXPORT = ("snapshot", "export", "{folder}/out.toml")


def refuses(said: Said, code: int, *parts: str) -> None:
    """Hold a refusal to its form: its code, nothing on stdout, one line of whole sentences, no words of Python's."""
    assert said.code == code, said
    assert said.out == ""
    assert said.err.endswith(("\n",)) and said.err.count("\n") == 1, said.err
    assert said.err.rstrip()[-1] in ".?!", said.err
    assert not LEAKS.search(said.err), said.err
    for part in parts:
        assert part in said.err, said.err


def listing(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize(
    ("words", "code", "parts"),
    [
        (("show", "E.11"), 1, ("'E.11'", "E.1")),
        (("show", ""), 1, ()),
        (("show", "F.6#3"), 1, ("F.6#1",)),
        (("update", "Z.99", "--rating", "red"), 1, ("'Z.99'",)),
        (("update", "F.6", "--rating", "amber"), 1, ("F.6#1 and F.6#2", "nothing was changed")),
        (("update", "E.1", "--rating", "purple"), 1, ("'purple'", "amber")),
        (("update", "E.1", "--status", "nearly"), 2, ("'nearly'", "in progress")),
        (("update", "E.1", "--date", "31 February 2021", "--rating", "red"), 2, ("31 February 2021", "2021-09-21")),
        (("update", "E.1", "--date", "2021-02-30", "--rating", "red"), 2, ("2021-02-30",)),
        (("update", "E.1"), 2, ("--rating",)),
        (("update", "E.1", "--rating", "red", "--nothing-new"), 2, ("Nothing new",)),
        (("update",), 2, ("REF", "jatui update --help")),
        (("update", "E.1", "--colour", "red"), 2, ("--colour",)),
        (("officers", "Tom Kelley"), 1, ("'Tom Kelley'", "Tom Kelly")),
        (("officers", "zyzzyva"), 1, ("jatui officers",)),
        (("list", "lead:Kelley"), 1, ("Tom Kelly",)),
        (("list", "owner:kelly"), 2, ("owner", "lead:")),
        (("list", "wibble:1"), 2, ("wibble", "theme:")),
        (("list", "rating:purple"), 2, ("purple", "amber")),
        (("list", "due:soon"), 2, ("due:2021-12",)),
        (("list", 'lead:"Tom'), 2, ("quote",)),
        (("list", "theme:Q"), 1, ("'Q'",)),
        (("calendar", "is:late"), 2, ("late",)),
        (("history", "E.99"), 1, ("'E.99'",)),
        (("history", "--limit", "0"), 2, ("--limit",)),
        (("undo",), 1, ("nothing to undo",)),
        (("redo",), 1, ("nothing to redo",)),
        (("undo", "--revision", "99"), 1, ("99", "jatui history")),
        (("undo", "--revision", "x"), 2, ("'x'",)),
        (("history", "--limit", "9" * 20), 2, ("A number that was given is larger than any",)),
        (("meeting", "answer", "9" * 20, "x"), 2, ("A number that was given is larger than any",)),
        (("finding", "add", "x", "y", "--paper", "joint", "--line", "9" * 20), 2, ("larger than any",)),
        (("statements", "--kind", "\x1b[31m"), 2, ("'␛[31m'",)),
        (("lst",), 2, ("'lst'", "list")),
        (("shwo", "E.1"), 2, ("show",)),
        (("snapshot", "exprot", "x"), 2, ("export",)),
        (("show", "E.1", "--today", "2021-09-01"), 2, ("--today goes before the verb",)),
        (("milestone", "read", "--paper", "soon", "Dec"), 2, ("'soon'",)),
        (("init",), 3, ("already there",)),
        (("init", "--seed", "nonesuch"), 1, ("'nonesuch'", "joint_agreement")),
        (("init", "--empty", "--seed", "joint_agreement"), 2, ("--empty",)),
        (("snapshot", "verify", "{folder}/none.toml"), 1, ("none.toml",)),
        (("snapshot", "restore", "{folder}/none.toml"), 1, ("none.toml",)),
        (("snapshot", "export", "{folder}"), 1, ("{folder}",)),
        (("snapshot", "export", "{folder}/no/such/folder.toml"), 1, ("no/such",)),
        (("snapshot", "export", "{folder}/plan.sqlite3", "--force"), 1, ("database itself",)),
        (("snapshot", "export", "/dev/null", "--force"), 1, ("/dev/null",)),
        (("snapshot", "export", "{folder}/" + "x" * 300), 1, ()),
        (("snapshot", "export", ""), 1, ()),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else str(value),
)  # fmt: skip
def test_what_cannot_be_met_is_refused_in_a_sentence(
    shell: Shell, tmp_path: Path, words: tuple[str, ...], code: int, parts: tuple[str, ...]
) -> None:
    before = listing(tmp_path)
    said = shell(*(word.replace("{folder}", str(tmp_path)) for word in words))
    refuses(said, code, *(part.replace("{folder}", str(tmp_path)) for part in parts))
    assert listing(tmp_path) == before


@pytest.mark.parametrize(
    "words",
    [
        ("statements", "--kind"),
        ("indicators", "--scale"),
        ("check", "--findings", "--kind"),
        ("officers", "--by"),
        ("indicator", "change", "NI 1", "--theme"),
        ("amounts",),
        ("history", "--limit"),
    ],
    ids=" ".join,
)
def test_a_refusal_does_not_repeat_all_of_what_is_long(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell(*words, "x" * 100_000)
    refuses(said, said.code)
    assert said.code and len(said.err) < 1_500


def test_that_nothing_had_to_be_changed_is_said(shell: Shell) -> None:
    for told in ("Revision", "Nothing had to be changed."):
        said = shell("paper", "recommend", "2021-07-06-joint-agreement", "Note it.", "--letter", "z")
        assert said.code == 0 and told in said.err
    assert (
        shell("paper", "recommend", "2021-07-06-joint-agreement", "Note it.", "--letter", "z", "--json").json[
            "revision"
        ]
        is None
    )


@pytest.mark.parametrize("verb", ["show E.1", "list", "undo", "milestone read Dec"])
def test_a_bad_day_for_today_is_refused_by_every_verb(shell: Shell, verb: str) -> None:
    shell.today = "some day"
    refuses(shell(*verb.split()), 2, "--today", "'some day'", "2021-09-21")


def test_an_unknown_plan_is_refused_with_those_that_are_there(shell: Shell) -> None:
    refuses(shell("--plan", "nonesuch", "list"), 2, "--plan", "'nonesuch'", "joint-agreement")
    assert len(shell("--plan", "joint-agreement", "list", "--json").json) == 60
    assert len(shell("--plan", "all", "list", "--json").json) == 60


def text_file(path: Path) -> None:
    path.write_text("These are the minutes of a meeting.\n" * 200)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE plan (id INTEGER PRIMARY KEY, name TEXT)")
    connection.close()


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 4711")
    connection.close()


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def zeroed(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + bytes(len(data) - 100))


def loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "missing": (Path.unlink, "jatui init"),
    "empty": (emptied, "is empty"),
    "text": (text_file, "not a jatui database"),
    "foreign": (foreign, "of another program"),
    "newer": (newer, "newer jatui"),
    "torn": (torn, "damaged"),
    "zeroed": (zeroed, "damaged"),
    "loop": (loop, "cannot be opened"),
    "folder": (folder, "is a folder"),
    "pipe": (pipe, "not a regular file"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_database_that_cannot_be_used_is_left_as_it_is(shell: Shell, tmp_path: Path, damage: str) -> None:
    spoil, words = DAMAGES[damage]
    spoil(shell.database)
    before = listing(tmp_path)
    for verb in (*READS, *WRITES, EXPORT):
        said = shell(*(word.replace("{folder}", str(tmp_path)) for word in verb))
        refuses(said, 3, words, str(shell.database))
        assert listing(tmp_path) == before, verb


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name != "missing"])
def test_nothing_is_made_where_something_is(shell: Shell, tmp_path: Path, damage: str) -> None:
    snapshot = tmp_path / "good.toml"
    assert shell("snapshot", "export", str(snapshot)).code == 0
    DAMAGES[damage][0](shell.database)
    before = listing(tmp_path)
    for verb in (("init",), ("init", "--empty"), ("snapshot", "restore", str(snapshot))):
        refuses(shell(*verb), 3, str(shell.database))
        assert listing(tmp_path) == before, verb


def test_a_database_without_a_plan_says_so(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "plan.sqlite3")
    shell("init", "--empty")
    refuses(shell("show", "E.1"), 1, "'E.1'")
    assert shell("list").code == 0 and shell("calendar").code == 0 and shell("check").code == 0


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("postgresql://council/plan", ("postgresql://", "SQLite")),
        ("sqlite://plan.db", ("sqlite:///",)),
        ("sqlite://", ("sqlite:///",)),
        ("pl\0an", ("NUL",)),
        ("", ()),
    ],
)
def test_an_address_that_is_none_is_refused(
    address: str, parts: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    shell = Shell(tmp_path)
    shell.database = address  # type: ignore[assignment]
    refuses(shell("list"), 3, *parts)
    assert list(tmp_path.iterdir()) == []


def test_a_sqlite_address_stands_for_its_path(shell: Shell) -> None:
    shell.database = f"sqlite:///{shell.database}"  # type: ignore[assignment]
    assert len(shell("list", "--json").json) == 60


@pytest.fixture
def snapshot(shell: Shell, tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    assert shell("snapshot", "export", str(path)).code == 0
    return path


def truncated(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def without_its_end(data: bytes) -> bytes:
    return data[:-1]


def altered(data: bytes) -> bytes:
    return data.replace(b"Woodland", b"woodland", 1)


def appended(data: bytes) -> bytes:
    return data + b"\n"


def of_newer_format(data: bytes) -> bytes:
    return data.replace(b"version = 1\n", b"version = 2\n", 1)


def not_toml(data: bytes) -> bytes:
    return b"Dear all,\n\nplease find attached the plan.\n"


def other_toml(data: bytes) -> bytes:
    return b'[tool]\nname = "x"\n'


def nothing(data: bytes) -> bytes:
    return b""


def binary(data: bytes) -> bytes:
    return bytes(range(256)) * 300


@pytest.mark.parametrize(
    "spoil",
    [truncated, without_its_end, altered, appended, of_newer_format, not_toml, other_toml, nothing, binary],
)
def test_a_snapshot_that_is_not_as_written_is_not_loaded(
    shell: Shell, snapshot: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    snapshot.write_bytes(spoil(snapshot.read_bytes()))
    other = Shell(tmp_path / "new" / "other.sqlite3")
    before = listing(tmp_path)
    refuses(shell("snapshot", "verify", str(snapshot)), 1, str(snapshot))
    refuses(other("snapshot", "restore", str(snapshot)), 1, str(snapshot))
    assert {name: data for name, data in listing(tmp_path).items() if name != "new"} == before


def test_a_restore_does_not_mix_two_plans(shell: Shell, snapshot: Path, tmp_path: Path) -> None:
    before = listing(tmp_path)
    refuses(shell("snapshot", "restore", str(snapshot)), 1, "--database")
    assert listing(tmp_path) == before


def test_a_pipe_for_a_snapshot_is_refused_without_waiting(shell: Shell, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for verb in ("verify", "restore"):
        refuses(Shell(tmp_path / "x.sqlite3")("snapshot", verb, str(tmp_path / "pipe")), 1, "regular file")
    refuses(shell("snapshot", "export", str(tmp_path / "pipe"), "--force"), 1, "regular file")


def test_a_copied_database_is_read_where_nothing_may_be_written(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **kw: real(path, mode, **kw) and not mode & os.W_OK)
    before = shell.database.read_bytes()
    for verb in READS:
        assert shell(*verb).code == 0, verb
    assert shell("snapshot", "export", str(tmp_path / "out.toml")).code == 0
    assert shell.database.read_bytes() == before


def test_another_program_that_holds_the_database_is_waited_for_and_then_named(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jatui.store import connection

    monkeypatch.setitem(connection.PRAGMAS, "busy_timeout", 50)
    holder = sqlite3.connect(shell.database, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        refuses(shell("update", "E.1", "--rating", "red"), 3, "in use by another program", "try again")
        refuses(shell("list"), 3, "in use by another program")
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert shell("update", "E.1", "--rating", "red").code == 0
