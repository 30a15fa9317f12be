"""What the tests of the seeds are given: every plan in one database, as its records and as the verbs tell it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jatui.commands.archive import seeds
from jatui.snapshot import open_snapshot
from tests.cli.conftest import Shell
from tests.seed.reread import SEEDS

Records = list[dict[str, Any]]
Kept = Callable[..., Records]


@pytest.fixture(autouse=True)
def no_plan_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the plan that the developer's own environment would choose."""
    monkeypatch.delenv("JATUI_PLAN", raising=False)


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell on a database with every plan that ships, on the day after the last paper; to be read, not written."""
    shell = Shell(tmp_path_factory.mktemp("everything") / "plan.sqlite3", today="2022-01-28")
    assert shell("init").code == 0
    return shell


@pytest.fixture(scope="session")
def kept() -> Kept:
    """Give the records of a kind in a plan's seed whose fields are as wanted, in their order."""
    held = {name: list(open_snapshot(SEEDS / f"{name}.toml").records()) for name in seeds()}

    def found(plan: str, of: str, /, **wanted: object) -> Records:
        return [
            values
            for each, values in held[plan.replace("-", "_")]
            if each == of and all(values.get(name) == value for name, value in wanted.items())
        ]

    return found
