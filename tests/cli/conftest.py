"""What the verbs' tests are given: the plan that ships, and a shell that runs a line within this process."""

from __future__ import annotations

import io
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jatui.cli.main import run

TODAY = "2021-09-12"


@dataclass(frozen=True)
class Said:
    """What a line printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Shell:
    """Runs `jatui ...` on a database within this process, as a terminal would but for the terminal."""

    database: Path
    today: str = TODAY

    def __call__(self, *words: str, stdin: str = "", encoding: str = "utf-8") -> Said:
        kept = sys.argv, sys.stdin, sys.stdout, sys.stderr
        out, err = io.BytesIO(), io.BytesIO()
        sys.argv = [
            "jatui",
            "--database",
            str(self.database),
            "--today",
            self.today,
            "--actor",
            "test",
            *words,
        ]
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "surrogateescape")))
        sys.stdout = io.TextIOWrapper(out, encoding=encoding)
        sys.stderr = io.TextIOWrapper(err, encoding=encoding)
        try:
            code = run(lambda session: 0)
            sys.stdout.flush()
            sys.stderr.flush()
            return Said(code, out.getvalue().decode(encoding), err.getvalue().decode(encoding))
        finally:
            sys.argv, sys.stdin, sys.stdout, sys.stderr = kept


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the plan that ships; to be copied, not written."""
    path = tmp_path_factory.mktemp("shipped") / "plan.sqlite3"
    assert Shell(path)("init", "--seed", "joint_agreement").code == 0
    return path


@pytest.fixture
def shell(shipped: Path, tmp_path: Path) -> Shell:
    """A shell on a database of its own with the plan that ships, on 12 September 2021."""
    return Shell(Path(shutil.copy(shipped, tmp_path / "plan.sqlite3")))


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the developer's own environment would say."""
    for name in ("JATUI_DATABASE", "JATUI_TODAY", "JATUI_ACTOR", "JATUI_PLAN", "JATUI_ARCHIVE"):
        monkeypatch.delenv(name, raising=False)
