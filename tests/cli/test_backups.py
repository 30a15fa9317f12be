"""`jatui backup`, what is copied by itself, and the newest copy in `jatui check`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jatui.commands.archive import Export
from jatui.commands.backups import BackUp
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Refused
from jatui.store import Store
from jatui.store.backups import backups, folder_of
from tests.cli.conftest import Shell

DATES = str(Path(__file__).parents[1] / "papers" / "dates.csv")


def why(shell: Shell) -> list[str]:
    return [each.why for each in backups(shell.database)]


def test_a_backup_is_made_listed_and_holds_the_plan(shell: Shell) -> None:
    assert shell("backup", "--list", "--json").json == []
    said = shell("backup")
    assert said.code == 0 and said.out == ""
    assert f"Copied the database to {folder_of(shell.database)}" in said.err
    assert "revision 1, 60 actions, 6 updates" in said.err
    shell("update", "E.1", "--rating", "red", "--text", "Late.")
    made = shell("backup", "--json").json
    assert (made["revision"], made["counts"]) == (2, {"action": 60, "update": 7})
    (newest, first) = shell("backup", "--list", "--json").json
    assert newest["file"] == made["file"] and newest["bytes"] == Path(made["file"]).stat().st_size
    assert (first["why"], first["revision"], first["problem"]) == ("by hand", 1, None)
    listed = shell("backup", "--list")
    assert len(listed.out.splitlines()) == 3 and "2 backups are in" in listed.err
    shell.database = Path(first["file"])
    assert shell("show", "E.1", "--json").json["rating"] is None


def test_a_backup_goes_to_a_file_and_never_over_one(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    assert shell("backup", "--to", str(target)).code == 0
    whole = target.read_bytes()
    again = shell("backup", "--to", str(target))
    assert again.code == 3 and "already there" in again.err and target.read_bytes() == whole
    for name in (str(shell.database), *(f"{shell.database}{end}" for end in ("-journal", "-wal", "-shm"))):
        own = shell("backup", "--to", name)
        assert own.code == 1 and "Choose another name" in own.err
    both = shell("backup", "--to", "x", "--list")
    assert both.code == 2 and "Leave out one of them" in both.err
    assert not folder_of(shell.database).exists()
    assert not list(shell.database.parent.glob(f"{shell.database.name}-*"))


def test_the_past_is_no_database_to_copy(shell: Shell, tmp_path: Path) -> None:
    listed = shell("--as-at", "1", "backup", "--list")
    assert listed.code == 2 and "Leave --as-at out" in listed.err
    said = shell("--as-at", "1", "backup", "--to", str(tmp_path / "x"))
    assert said.code == 1 and "Leave --as-at out" in said.err and not (tmp_path / "x").exists()
    from jatui.commands.past import find_moment, look_back

    with Store.open(shell.database) as store:
        then = look_back(Tracker(store, None, None, "test"), find_moment(Tracker(store), "1"))
        with then.store, pytest.raises(Refused, match="Leave --as-at out"):
            then.run(BackUp())


def test_check_examines_the_newest_backup(shell: Shell) -> None:
    assert "There is no backup; `jatui backup` makes one." in shell("check").out
    assert shell("check", "--json").json["backup"] is None
    shell("backup")
    shell("update", "E.1", "--rating", "red", "--text", "Late.")
    said = shell("check")
    assert said.code == 0
    assert "by hand) is whole: revision 1, 60 actions, 6 updates; 1 revision was made since." in said.out
    assert shell("check", "--json").json["backup"]["since"] == 1
    path = backups(shell.database)[0].path
    damage(path)
    said = shell("check")
    assert said.code == 1 and "is no good" in said.err and "`jatui backup` makes another" in said.err
    assert shell("check", "--json").json["whole"] is True
    listed = shell("backup", "--list")
    assert listed.code == 0 and len(listed.out.splitlines()) == 2


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 20_000)


def test_check_of_a_damaged_database_tells_of_the_backup_that_is_whole(shell: Shell) -> None:
    shell("backup")
    with closing(sqlite3.connect(shell.database)) as connection, connection:
        connection.execute("UPDATE action SET rating = 'red' WHERE id = 1")
    said = shell("check")
    assert said.code == 1 and "by hand) is whole: revision 1, 60 actions" in said.out
    assert "Go back to a backup, as README tells" in said.err


def test_backups_are_listed_where_the_database_is_lost(shell: Shell) -> None:
    shell("backup")
    damage(shell.database)
    assert len(shell("backup", "--list", "--json").json) == 1
    shell.database.unlink()
    assert len(shell("backup", "--list", "--json").json) == 1


def test_going_back_as_readme_tells(shell: Shell, tmp_path: Path) -> None:
    shell("backup")
    kept = backups(shell.database)[0].path
    shell("update", "E.1", "--rating", "red", "--text", "Late.")
    mine = shell.database
    back = tmp_path / "back.toml"
    assert Shell(kept)("snapshot", "export", str(back)).code == 0
    assert shell("snapshot", "restore", str(back), "--over").code == 0
    assert shell("show", "E.1", "--json").json["rating"] is None
    mine.rename(tmp_path / "damaged.sqlite3")
    assert Shell(kept)("backup", "--to", str(mine)).code == 0
    assert shell("history", "--json").json[0]["revision"] == 1 and shell("check").code == 0


def test_what_brings_much_in_is_preceded_by_one_backup(shell: Shell, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"E.1: amber. Draft {name} sent.")
    files = [str(tmp_path / f"{name}.txt") for name in ("a", "b")]
    assert shell("returns", "read", *files).code == 0 and why(shell) == []
    assert shell("returns", "read", *files, "--yes").code == 0 and why(shell) == ["before import"]
    assert shell("meeting", "import", DATES, "--committee", "S&R").code == 0
    assert why(shell) == ["before import"] * 2
    with Store.open(shell.database) as store:
        Export(file=str(tmp_path / "now.toml")).write(Tracker(store, None, None, "test"))
    assert shell("snapshot", "restore", str(tmp_path / "now.toml")).code == 1 and len(why(shell)) == 2
    shell("update", "E.1", "--rating", "red", "--text", "Late.")
    assert shell("snapshot", "restore", str(tmp_path / "now.toml"), "--over").code == 0
    assert why(shell)[0] == "before restore"


def test_without_a_backup_nothing_comes_in(shell: Shell, tmp_path: Path) -> None:
    folder_of(shell.database).write_text("in the way")
    whole = shell.database.read_bytes()
    (tmp_path / "a.txt").write_text("E.1: amber. Draft sent.")
    for words in (("returns", "read", str(tmp_path / "a.txt"), "--yes"), ("meeting", "import", DATES)):
        said = shell(*words)
        assert said.code == 3 and "No backup of" in said.err
    assert shell.database.read_bytes() == whole
