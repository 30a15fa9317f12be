from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Shell
from tests.limits import within

REPLY = "Dear Sam,\n\nE.1: amber. Draft sent.\nF.6: G - paid\nE.2 - on track\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "returns"
    made.mkdir()
    (made / "a.txt").write_text(REPLY)
    (made / "b.csv").write_bytes("Ref,RAG,Update\nT.1,A,Costs £5k\nT.2,,\n".encode("cp1252"))
    (made / "c.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64)
    return made


def test_a_piped_text_is_shown_and_stored_with_yes_alone(shell: Shell) -> None:
    shown = shell("returns", "read", "-", stdin=REPLY)
    assert (shown.code, shown.err) == (0, "Nothing was stored; --yes takes it in.\n")
    assert shown.out == (
        "piped text: 2 updates, 2 lines without an action\n"
        "  line 1  no action\n"
        "      Dear Sam,\n"
        "  line 3  E.1  ▲ A\n"
        "      Draft sent.\n"
        "  line 4  no action  ● G\n"
        "      F.6: G - paid\n"
        "      ! F.6 stands for F.6#1 and F.6#2; say which one it is for.\n"
        "  line 5  E.2  ● G\n"
        '      ! "on track" was taken for the rating green.\n'
    )
    assert shell("returns", "list").err == "0 returns were read.\n"
    stored = shell("returns", "read", "-", "--yes", stdin=REPLY)
    assert stored.code == 0 and "Revision 2; `jatui undo` takes it back." in stored.err
    again = shell("returns", "read", "-", "--yes", stdin=REPLY)
    assert (again.code, again.err) == (0, "") and "already (return 1); it adds nothing" in again.out


def test_a_dry_run_stores_nothing_even_with_yes(shell: Shell) -> None:
    assert shell("returns", "read", "-", "--yes", "--dry-run", stdin=REPLY).err == "Nothing was stored.\n"
    assert shell("returns", "--help").code == 0 and shell("returns").err == "0 returns were read.\n"


def test_a_folder_is_read_file_by_file_and_what_cannot_be_read_is_told(shell: Shell, folder: Path) -> None:
    said = shell("returns", "read", str(folder), "--yes")
    assert said.code == 1
    assert "c.xls is of an old Office format" in said.err and "1 of 3 returns could not be read." in said.err
    assert "b.csv is not UTF-8; it was read as Windows-1252." in said.out
    listed = shell("returns", "list", "--json").json
    assert [(each["number"], each["name"], each["answers"], each["unplaced"]) for each in listed] == [
        (2, "b.csv", 1, 0),
        (1, "a.txt", 4, 2),
    ]
    (folder / "d.txt").write_text(REPLY + "E.3: R - late\n")
    (folder / "c.xls").unlink()
    said = shell("returns", "read", str(folder), "--yes")
    assert said.code == 0 and "d.txt: 1 update, 4 answers not added, since read before" in said.out
    assert len(shell("inbox", "--json").json) == 6 + 6
    for _ in range(3):
        assert shell("undo").code == 0
    assert shell("returns", "--json").code == 2 and shell("returns", "list", "--json").json == []


def test_json_gives_each_line_and_what_was_done(shell: Shell, folder: Path) -> None:
    found = shell("returns", "read", str(folder), "--json")
    first, second, third = found.json
    assert found.code == 1 and "old Office" in third["problem"]
    assert first["revision"] is None and second["notes"]
    assert [each["fate"] for each in first["answers"]] == ["unplaced", "new", "unplaced", "new"]
    assert first["answers"][2]["offers"] == ["F.6#1", "F.6#2"]
    assert first["answers"][1]["printed"] == "E.1: amber. Draft sent."
    stored = shell("returns", "read", str(folder / "a.txt"), "--json", "--yes").json[0]
    assert stored["revision"] == 2 and stored["done"].startswith("read a.txt: 2 updates")
    assert shell("returns", "read", str(folder / "a.txt"), "--json").json[0]["read_before"] == {
        "number": 1,
        "day": TODAY,
    }


@pytest.mark.parametrize(
    ("words", "stdin", "code", "said"),
    [
        (("returns", "read"), "", 2, "FILE"),
        (("returns", "read", "missing.csv"), "", 1, "no file missing.csv"),
        (("returns", "read", "-"), "", 1, "nothing to read"),
        (("returns", "read", "-", "--date", "2021-09-13", "--yes"), "E.1: G", 2, "has not come yet"),
        (("returns", "read", "-", "--date", "soon"), "E.1: G", 2, "not read as a day"),
        (("returns", "reed"), "", 2, "no verb 'reed'"),
        (("place", "99", "E.1"), "", 1, "no update 99"),
        (("place", "1", "E.99"), "", 1, "no action 'E.99'"),
        (("place", "E.1"), "", 2, "not a valid integer"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said(
    shell: Shell,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: tuple[str, ...],
    stdin: str,
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    found = shell(*words, stdin=stdin)
    assert found.code == code and said in found.err and "Traceback" not in found.err


def test_nothing_in_a_return_steers_the_terminal(shell: Shell) -> None:
    hostile = "E.1: amber. \x1b[31m\x07\u202eDraft\x9b\n\x1b]0;x\x07 E.99: late\nE.2 (\x1b[5m): \x00\n"
    said = shell("returns", "read", "-", "--yes", stdin=hostile.replace("\x00", ""))
    assert not set(said.out + said.err) & {"\x1b", "\x07", "\u202e", "\x9b"}
    assert not set(shell("inbox").out) & {"\x1b", "\x07", "\u202e", "\x9b"}
    assert "no text" in shell("returns", "read", "-", stdin=hostile).err


def test_ten_megabytes_are_shown_in_seconds(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    lines = (f"Line {number} names no action, and there are many of them.\n\n" for number in range(50_000))
    path.write_text("E.1: amber. " + "Word and word. " * 500_000 + "\n\n" + "".join(lines))
    assert path.stat().st_size > 10_000_000
    with within(100):
        said = shell("returns", "read", str(path))
    assert said.code == 0 and "1 update, 50,000 lines without an action" in said.out
    assert "(7,499,999 characters)" in said.out


@pytest.mark.parametrize(
    ("answer", "stored"), [("y\n", "1 return was read."), ("n\n", "0 returns were read.")]
)
def test_on_a_terminal_it_asks(shell: Shell, folder: Path, answer: str, stored: str) -> None:
    main, line = pty.openpty()
    os.write(main, answer.encode())
    words = ["returns", "read", str(folder / "a.txt")]
    done = subprocess.run(
        [sys.executable, "-m", "jatui", "--database", str(shell.database), "--today", TODAY, *words],
        stdin=line, stdout=subprocess.PIPE, stderr=line, timeout=60, check=False, env={**os.environ, "TERM": "dumb"},
    )  # fmt: skip
    os.close(line)
    os.close(main)
    assert done.returncode == 0 and shell("returns", "list").err == stored + "\n"
