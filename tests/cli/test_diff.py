"""`jatui snapshot diff`: files, moments and the plan as it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture(autouse=True)
def worked(shell: Shell) -> None:
    """A snapshot, and work after it."""
    assert shell("snapshot", "export", str(shell.database.with_name("then.toml"))).code == 0
    assert shell("update", "E.1", "--rating", "red", "--text", "Late.").code == 0


def file(shell: Shell) -> str:
    return str(shell.database.with_name("then.toml"))


def test_a_file_is_compared_with_the_plan_as_it_stands(shell: Shell) -> None:
    said = shell("snapshot", "diff", file(shell))
    assert said.code == 0
    assert said.out.splitlines()[:2] == ["action joint-agreement E.1: changed", "  rating: (nothing) → red"]
    assert "update joint-agreement 7: added" in said.out
    assert "2 records differ: 1 changed, 1 added." in said.err
    back = shell("snapshot", "diff", "now", file(shell)).out
    assert "update joint-agreement 7: gone" in back


def test_a_moment_and_two_files_are_compared_too(shell: Shell) -> None:
    now = str(shell.database.with_name("now.toml"))
    assert shell("snapshot", "export", now).code == 0
    by_file = shell("snapshot", "diff", file(shell), now).out
    assert shell("snapshot", "diff", "revision 1").out == by_file
    assert shell("snapshot", "diff", "revision 1", now).out == by_file
    shutil.copy(now, shell.database.with_name("again.toml"))
    same = shell("snapshot", "diff", now, str(shell.database.with_name("again.toml")))
    assert (same.out, same.code) == ("", 0) and "They hold the same records." in same.err


def test_json_holds_both_sides(shell: Shell) -> None:
    found = shell("snapshot", "diff", file(shell), "--json").json
    assert found["later"] == "the plan as it stands"
    changed, added = found["differences"]
    assert (changed["kind"], changed["what"], changed["after"]["rating"]) == ("action", "changed", "red")
    assert (added["before"], added["after"]["text"]) == (None, "Late.")


def test_markdown_is_markdown(shell: Shell) -> None:
    said = shell("snapshot", "diff", file(shell), "--format", "markdown").out
    assert said.startswith("# From then.toml to the plan as it stands")
    assert "## action joint-agreement E.1: changed" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("now",), "Both are the plan as it stands."),
        (("gone.toml",), "There is no file gone.toml, and as a moment:"),
        (("revision 9",), "There is no file revision 9, and as a moment: There is no revision 9"),
    ],
)
def test_what_cannot_be_compared_is_said(shell: Shell, words: tuple[str, ...], sentence: str) -> None:
    said = shell("snapshot", "diff", *words)
    assert said.code in (1, 2) and sentence in said.err and said.out == ""


def test_a_plan_looked_at_as_at_a_moment_is_called_so(shell: Shell, tmp_path: Path) -> None:
    then = tmp_path / "then.toml"
    shell("snapshot", "export", str(then))
    shell("update", "E.1", "--rating", "red")
    said = shell("--as-at", "1", "snapshot", "diff", str(then))
    assert said.code == 0 and "From then.toml to the plan as at 12 Sep 2021.\n" in said.err
    assert "They hold the same records." in said.err
