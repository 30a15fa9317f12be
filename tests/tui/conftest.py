"""The program's screen on the Joint Agreement plan as it stood on 12 September 2021."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from jatui.commands.archive import Init, initialise
from jatui.commands.tracker import Tracker
from jatui.store import Store
from jatui.tui.app import Jatui
from tests.tui.screen import Eyes

DAY = dt.date(2021, 9, 12)

Opener = Callable[..., AbstractAsyncContextManager[Eyes]]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the Joint Agreement plan; copied, never written to."""
    path = tmp_path_factory.mktemp("loaded") / "plan.sqlite3"
    store, _ = initialise(path, Init(seed="joint_agreement"), actor="test", today=DAY)
    store.close()
    return path


@pytest.fixture
def agreement(loaded: Path, tmp_path: Path) -> Iterator[Tracker]:
    """A tracker on a copy of the Joint Agreement plan."""
    path = tmp_path / "plan.sqlite3"
    shutil.copy(loaded, path)
    with Store.open(path) as store:
        yield Tracker(store, None, DAY, "Amanda Askham")


@pytest.fixture
def opened(agreement: Tracker, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens the screen at a size, settled."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("XDG_STATE_HOME", str(agreement.store.path.parent / "state"))

    @asynccontextmanager
    async def open(
        size: tuple[int, int] = (120, 40), theme: str = "jatui", tracker: Tracker | None = None
    ) -> AsyncIterator[Eyes]:
        app = Jatui(tracker or agreement, theme)
        async with app.run_test(size=size) as pilot:
            eyes = Eyes(app, pilot)
            await eyes.settle()
            yield eyes
        app.finish()

    return open
