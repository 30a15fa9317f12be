"""The house as it is meant to be: direction, size, style, and what each verb pays for."""

from __future__ import annotations

import ast
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "jatui").rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "words",
    [
        ("-m", "ruff", "check", "jatui", "tests"),
        ("-m", "ruff", "format", "--check", "jatui", "tests"),
        ("-m", "mypy", "--no-error-summary"),
    ],
    ids=lambda words: " ".join(words[1:3]),
)
def test_style_and_types(words: tuple[str, ...]) -> None:
    done = run(sys.executable, *words)
    assert done.returncode == 0, done.stdout + done.stderr


def test_rooms_know_only_those_below() -> None:
    done = run(str(Path(sys.executable).parent / "lint-imports"))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_and_no_function_has_grown_too_long(source: Path) -> None:
    text = source.read_text()
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def imported_by(code: str) -> set[str]:
    done = run(sys.executable, "-c", f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)))")
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "room", ["domain", "store", "snapshot", "commands.tracker", "commands.archive", "cli.main"]
)
def test_no_headless_room_imports_textual(room: str) -> None:
    assert not {"textual", "rich"} & imported_by(f"import jatui.{room}")


LOOKS = ("show E.1", "show F.6 --json", "list theme:E", "list lead:kelly --json", "find woodland", "themes", "officers",
         "calendar", "meetings", "meetings --year 2021/22", "history", "history E.1", "returns list",
         "indicators", "indicators --json", "indicator sets")  # fmt: skip
OTHERS = ("update E.1 --rating red", "undo", "redo", "check", "milestone read Dec", "milestone met E.1",
          "calendar --ics {folder}/plan.ics", "snapshot export {folder}/plan.toml",
          "snapshot verify {folder}/plan.toml", "--help", "snapshot --help")  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of the plan that ships."""
    path = tmp_path_factory.mktemp("rooms")
    assert (
        run(sys.executable, "-m", "jatui", "--database", str(path / "plan.sqlite3"), "init").returncode == 0
    )
    return path


def imported_by_verbs(folder: Path, verbs: tuple[str, ...]) -> set[str]:
    lines = [
        ["jatui", "--database", str(folder / "plan.sqlite3"), *verb.replace("{folder}", str(folder)).split()]
        for verb in verbs
    ]
    return imported_by(
        "import sys\nfrom jatui.cli.main import run\n"
        f"for sys.argv in {lines!r}: assert run(lambda session: 0) == 0, sys.argv"
    )


def test_a_look_up_pays_for_its_own_verb_alone(folder: Path) -> None:
    paid = imported_by_verbs(folder, ("show E.1 --json",))
    dear = {
        "textual",
        "rich",
        "peewee",
        "msgspec",
        "platformdirs",
        "tomli_w",
        "dateutil",
        "importlib.metadata",
    }
    if dt.datetime.now(dt.UTC).hour < 23:
        dear.add(
            "zoneinfo"
        )  # asked in the last hour of a UTC day, when it may be the next day in the United Kingdom
    assert not dear & paid
    assert {name for name in paid if name.startswith("jatui.cli.")} == {
        f"jatui.cli.{name}" for name in ("actions", "complete", "context", "main", "output", "show", "verbs")
    }


def test_no_look_imports_peewee_and_no_verb_textual(folder: Path) -> None:
    assert not {"textual", "rich", "peewee", "msgspec"} & imported_by_verbs(folder, LOOKS)
    assert not {"textual", "rich"} & imported_by_verbs(folder, (*LOOKS, *OTHERS))
