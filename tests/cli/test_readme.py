"""README is true: its commands, its keys, its filter language, its pictures and its verbs are those of the program.

JATUI_REDRAW=1 writes the table of keys anew.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from jatui.domain.query import FIELDS, IS_WORDS, SCHEDULE_WORDS
from jatui.tui.keymap import KEYS
from tests.cli.conftest import Shell
from tests.conftest import add_records, another_plan
from tests.papers.printed import lay_out

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PREPARED = (
    "python3 -m venv --without-pip .venv",
    "python3 -m pip --python .venv install -q -e '.[test]'",
    ".venv/bin/python -m pytest",
)


def keys_table() -> str:
    """Return the table of keys as README has it, made from the keymap."""
    rows = ["| | key | what it does |", "| --- | --- | --- |"]
    last = ""
    for key in KEYS:
        group = "" if key.group == last else f"**{key.group}**"
        last = key.group
        name = f"`{key.name}`" if key.name else "in the palette"
        rows.append(f"| {group} | {name} | {key.help} |")
    return "\n".join(rows)


def examples() -> list[str]:
    """Return the lines of README that call a verb, as they stand in its blocks of shell."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    lines = (line.partition("  #")[0].strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line.startswith("jatui ")]


def test_the_keys_are_those_of_the_keymap() -> None:
    found = re.search(r"^\| \| key \|.*\n(?:\|.*\n)+", README, re.MULTILINE)
    assert found
    if os.environ.get("JATUI_REDRAW"):
        (ROOT / "README.md").write_text(README.replace(found[0], keys_table() + "\n"), "utf-8")
    else:
        assert found[0].splitlines() == keys_table().splitlines()


def test_the_commands_to_start_and_to_check_are_those_that_are_run() -> None:
    start, check = re.findall(r"^```sh\n(python3 -m venv[^\n]+)\n```$", README, re.MULTILINE)
    assert check == " && ".join(PREPARED)
    assert start == " && ".join((PREPARED[0], PREPARED[1].replace("'.[test]'", "."), ".venv/bin/jatui"))


def test_the_checking_script_runs_the_same_steps() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    lines = [line.removeprefix("exec ").removesuffix(' "$@"') for line in script.splitlines()]
    assert [line for line in lines if ".venv" in line] == list(PREPARED)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_file_that_is_linked_is_there() -> None:
    linked = re.findall(r"\]\((?!https?:|#)([^)\s]+)\)", README)
    assert any(path.endswith("main-120x40.svg") for path in linked)
    for path in linked:
        assert (ROOT / path).exists(), path


def test_the_filter_language_is_told_whole() -> None:
    section = README.partition("## The filter")[2].partition("\n## ")[0]
    for field in FIELDS:
        assert f"`{field}:" in section, field
    for word in IS_WORDS:
        assert f"`is:{word}`" in section, word
    for word in SCHEDULE_WORDS:
        assert f"`{word}`" in section, word


@pytest.mark.parametrize("line", examples())
def test_every_example_does_what_it_says(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    shell("update", "E.1", "--rating", "amber", "--text", "Before.")
    if "--as-at" in line or "jatui changes" in line:
        shell.today = "2021-09-30"
    if "verify" in line or "restore" in line or "diff" in line:
        shell("snapshot", "export", "plan-2021-09-21.toml")
    if "snapshot merge" in line:
        shell("snapshot", "export", "base.toml")
        ann = Shell(tmp_path / "ann.sqlite3")
        ann("snapshot", "restore", "base.toml")
        ann("update", "E.2", "--text", "Ann did it.")
        ann("snapshot", "export", "from-ann.toml")
    if "dates.csv" in line:
        (tmp_path / "dates.csv").write_text("21 September 2021\n30 November 2021\n")
    if "returns read" in line:
        (tmp_path / "returns").mkdir()
        for file in ("reply.txt", "returns/reply.txt"):
            (tmp_path / file).write_text("E.1: amber. Draft sent.\n")
    if "--view" in line or "view drop" in line:
        for view in ("no lead", "red"):
            shell("view", "save", view, "lead:none is:open")
    if "meeting answer" in line:
        shell("meeting", "ask", "Which sites?", "--ref", "E.1", "--meeting", "S&R 2021-07-06")
    if "commitment unlink" in line:
        shell("commitment", "link", "2.2.1", "E.1")
    if "--to-plan" in line:
        add_records(shell.database, another_plan("peer-challenge"))
    if "theme unalign" in line:
        shell("theme", "align", "G", "none", "--to-plan", "peer-challenge")
    if "jatui indicator" in line:
        for number in ("NI 196", "NI 197"):
            shell("indicator", "add", number, "Biodiversity", "--unit", "%")
        shell("indicator", "measure", "NI 197", "45%", "--period", "2008/09")
        shell("indicator", "set", "propose", "Strategic", "--members", "NI 197")
        (tmp_path / "values.csv").write_text("Indicator,Period,Value\nNI 197,2010/11,48%\n")
    if "post leave" in line:
        shell("post", "hold", "AD Highways Maintenance", "Quinton Carroll")
    if "jatui slip" in line or "verify archive" in line:
        shell("publish", "--meeting", "S&R 2021-09-21")
    if re.match("jatui (form question|form drop|paper (?!add))", line):
        shell("form", "add", "council-2022", "--name", "Report to committee")
        for words in (["5.1", "Resources"], ["F1", "Cleared?", "--kind", "clearance"], ["5.9", "Else"]):
            shell("form", "question", "council-2022", *words)
        if line.startswith("jatui paper"):
            shell("paper", "add", "Progress", "--meeting", "S&R 2022-01-27")
    if "redo" in line:
        shell("undo")
    if "init" in line:
        shell.database = tmp_path / "other.sqlite3"
    if "jatui import" in line:
        lay_out(tmp_path)
        if "--plan housing" in line:
            shell("import", "paper.docx", "--new", "housing", "--yes")
    said = shell(*shlex.split(line.partition(" | ")[0])[1:])
    assert said.code == 0, said.err
