"""The program's screen on the Joint Agreement plan as it stood on 12 September 2021."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor

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
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw a screen when it is looked at, since what is drawn in between goes to no terminal here; and wait in short steps."""
    draw = Compositor.render_update

    def update(self: Compositor, full: bool = False, *rest: Any, **named: Any) -> object:
        if full:
            return draw(self, full, *rest, **named)
        self._dirty_regions.clear()
        return None

    monkeypatch.setattr(Compositor, "render_update", update)
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.005)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.0005)


@pytest.fixture
def agreement(loaded: Path, tmp_path: Path) -> Iterator[Tracker]:
    """A tracker on a copy of the Joint Agreement plan."""
    path = tmp_path / "plan.sqlite3"
    shutil.copy(loaded, path)
    with Store.open(path) as store:
        yield Tracker(store, None, DAY, "Amanda Askham")


@pytest.fixture
def opened(agreement: Tracker, undrawn: None, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens the screen at a size, settled."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("XDG_STATE_HOME", str(agreement.store.path.parent / "state"))

    @asynccontextmanager
    async def open(
        size: tuple[int, int] = (120, 40), theme: str = "jatui", tracker: Tracker | None = None
    ) -> AsyncIterator[Eyes]:
        app = Jatui(tracker or agreement, theme)
        try:
            async with app.run_test(size=size) as pilot:
                eyes = Eyes(app, pilot)
                await eyes.settle()
                yield eyes
                assert any(eyes.lines)
        finally:
            app.finish()

    return open
