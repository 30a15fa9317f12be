"""`jatui snapshot restore`: into a new database, and over the plan."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell


@pytest.fixture(autouse=True)
def worked(shell: Shell) -> None:
    """A snapshot, and work after it."""
    assert shell("snapshot", "export", file(shell)).code == 0
    assert shell("update", "E.1", "--rating", "red", "--text", "Late.").code == 0


def file(shell: Shell) -> str:
    return str(shell.database.with_name("then.toml"))


def test_over_the_plan_it_says_how_much_differs_and_undo_takes_it_back(shell: Shell) -> None:
    said = shell("snapshot", "restore", file(shell), "--over")
    assert said.code == 0 and said.out == ""
    assert "From the plan as it stands to then.toml: 2 records differ: 1 gone, 1 changed." in said.err
    assert "Restored then.toml over the plan: 1 changed, 1 gone." in said.err
    assert "(Revision 3; `jatui undo` takes it back.)" in said.err
    assert shell("show", "E.1", "--json").json["rating"] is None
    assert shell("undo").code == 0
    assert shell("show", "E.1", "--json").json["rating"] == "red"


def test_a_dry_run_shows_each_word_and_changes_nothing(shell: Shell) -> None:
    whole = shell.database.read_bytes()
    said = shell("snapshot", "restore", file(shell), "--over", "--dry-run")
    assert said.code == 0
    assert said.out == shell("snapshot", "diff", "now", file(shell)).out != ""
    found = shell("snapshot", "restore", file(shell), "--over", "--dry-run", "--json").json
    assert [each["what"] for each in found["differences"]] == ["changed", "gone"]
    assert shell.database.read_bytes() == whole
    assert [each.name for each in shell.database.parent.iterdir() if each.is_dir()] == []


def test_json_tells_what_was_done(shell: Shell) -> None:
    found = shell("snapshot", "restore", file(shell), "--over", "--json").json
    assert found["revision"] == 3 and found["done"].startswith("restored then.toml over the plan")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((), 1, "restore over it with --over"),
        (("--dry-run",), 2, "Say --over too."),
        (("--over", "--as-at"), 1, "cannot be changed. Leave --as-at out."),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    shell: Shell, words: tuple[str, ...], code: int, sentence: str
) -> None:
    whole = shell.database.read_bytes()
    before = ("--as-at", "1") if "--as-at" in words else ()
    said = shell(*before, "snapshot", "restore", file(shell), *(word for word in words if word != "--as-at"))
    assert said.code == code and sentence in said.err and said.out == ""
    assert shell.database.read_bytes() == whole


def test_over_no_database_is_told(shell: Shell) -> None:
    then = file(shell)
    shell.database = shell.database.with_name("none.sqlite3")
    said = shell("snapshot", "restore", then, "--over")
    assert said.code == 3 and "There is no database" in said.err and not shell.database.exists()
