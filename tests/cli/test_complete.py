from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SHELLS = ("bash", "zsh", "fish")


def complete(database: Path | str, line: list[str], *, shell: str = "fish") -> list[str]:
    """Return what a shell would be offered for the last word of a line."""
    environment = {
        **os.environ,
        "_JATUI_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(["jatui", *line])
        if shell != "fish"
        else " ".join(["jatui", *line[:-1], line[-1]]),
        "COMP_CWORD": str(len(line)) if shell != "fish" else line[-1],
        "JATUI_DATABASE": str(database),
    }
    done = subprocess.run(
        [sys.executable, "-m", "jatui"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == "", done.stderr
    lines = done.stdout.splitlines()
    if shell == "zsh":
        return lines[1::3]
    return [each.partition(",")[2].partition("\t")[0] for each in lines if "," in each]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (["sh"], {"show"}),
        (["show", "F.6"], {"F.6#1", "F.6#2"}),
        (["update", "g."], {"G.1", "G.2", "G.3", "G.4"}),
        (["history", "E.6"], {"E.6"}),
        (["officers", "tom"], {"tom-kelly"}),
        (["list", "theme:"], {f"theme:{code}" for code in ("E", "C", "H", "CE", "T", "F", "G")}),
        (["list", "th"], {f"theme:{code}" for code in ("E", "C", "H", "CE", "T", "F", "G")}),
        (["list", "rating:a"], {"rating:amber"}),
        (["list", "is:ov"], {"is:overdue"}),
        (["list", "status:not"], {"status:not-started"}),
        (["list", "lead:tom"], {"lead:tom-kelly"}),
        (["calendar", "schedule:n"], {"schedule:next", "schedule:none"}),
        (["update", "E.1", "--rating", "g"], {"green"}),
        (["update", "E.1", "--nothing"], {"--nothing-new"}),
        (["snapshot", "e"], {"export"}),
        (["paper", "show", "2021-07"], {"2021-07-06-joint-agreement"}),
        (["paper", "answer", "2021-07"], {"2021-07-06-joint-agreement"}),
        (["form", "question", "camb"], {"cambridgeshire-2022"}),
        (["list", "nosuchfield:"], set()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_a_tab_offers_what_may_stand_there(shipped: Path, line: list[str], offered: set[str]) -> None:
    assert set(complete(shipped, line)) == offered


def test_the_shells_agree(shipped: Path) -> None:
    for shell in SHELLS:
        assert {each.strip("'") for each in complete(shipped, ["show", "F.6"], shell=shell)} == {
            "F.6#1",
            "F.6#2",
        }


def test_bash_is_offered_what_stands_after_its_colon_and_can_be_typed(shipped: Path) -> None:
    assert complete(shipped, ["list", "theme", ":"], shell="bash") == ["E", "C", "H", "CE", "T", "F", "G"]
    assert complete(shipped, ["list", "rating", ":", "gr"], shell="bash") == ["green"]
    assert "'S&R'" in complete(shipped, ["list", "committee", ":"], shell="bash")


@pytest.mark.parametrize("content", [None, b"", b"not a database", b"SQLite format 3\0" + bytes(90)])
def test_no_trouble_is_ever_shown(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "plan.sqlite3"
    if content is not None:
        path.write_bytes(content)
    assert complete(path, ["show", "E"]) == [] and complete(path, ["officers", "t"]) == []
    assert complete(path, ["list", "rating:r"]) == ["rating:red"]
    assert complete("postgresql://x", ["show", "E"]) == []
    assert path.exists() == (content is not None)


def test_a_tab_imports_neither_peewee_nor_textual(shipped: Path) -> None:
    code = (
        "import os, sys, atexit\n"
        "os.environ.update(_JATUI_COMPLETE='fish_complete', COMP_WORDS='jatui list lead:', COMP_CWORD='lead:')\n"
        "atexit.register(lambda: print('LOADED', *({'peewee', 'textual', 'msgspec'} & set(sys.modules))))\n"
        f"sys.argv = ['jatui']; os.environ['JATUI_DATABASE'] = {str(shipped)!r}\n"
        "from jatui.cli.main import run\nsys.exit(run(lambda session: 0))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "tom-kelly" in done.stdout and done.stdout.endswith("LOADED\n")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(shell: str) -> None:
    environment = {**os.environ, "_JATUI_COMPLETE": f"{shell}_source"}
    done = subprocess.run(
        [sys.executable, "-m", "jatui"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and f"{shell}_complete" in done.stdout


def test_indicators_and_sets_are_offered(tmp_path: Path) -> None:
    database = tmp_path / "plan.sqlite3"
    words = ["--database", str(database), "init"]
    subprocess.run([sys.executable, "-m", "jatui", *words], check=True, capture_output=True)
    offered = complete(database, ["--plan", "all", "indicator", "show", "ni"])
    assert len(offered) == 29 and "NI 186" in offered
    assert complete(database, ["--plan", "all", "indicators", "--set", "s"]) == ["Strategic"]
    assert complete(database, ["--plan", "all", "indicators", "--scale", "o"]) == ["operational"]


def test_commitments_themes_and_plans_are_offered(tmp_path: Path) -> None:
    database = tmp_path / "plan.sqlite3"
    words = ["--database", str(database), "init"]
    subprocess.run([sys.executable, "-m", "jatui", *words], check=True, capture_output=True)
    framework = ["--plan", "strategic-framework"]
    assert complete(database, [*framework, "commitment", "show", "4."]) == [
        f"4.{place}" for place in range(1, 7)
    ]
    assert complete(database, [*framework, "commitment", "link", "5.5"]) == ["5.5"]
    assert complete(database, ["commitment", "link", "2.2.1", "E.1"]) == ["E.1"]
    assert complete(database, ["theme", "align", "c"]) == ["C", "CE"]
    assert complete(database, ["theme", "align", "C", "1", "--to-plan", "str"]) == ["strategic-framework"]
    assert complete(database, ["--plan", "all", "theme", "show", "peer"]) == ["peer-challenge/PC"]
    assert complete(database, ["--plan", "all", "commitments", "--theme", "peer"]) == ["peer-challenge/PC"]
    assert "peer-challenge/1" in complete(database, ["--plan", "all", "commitment", "show", "peer"])
    assert "NI 186" in complete(database, ["--plan", "partnerships-2010", "indicator", "measure", "NI"])
