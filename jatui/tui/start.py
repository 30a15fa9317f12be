"""Opening the screen: the terminal is there, the database is there, and the terminal is left as it was."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jatui.commands.tracker import Tracker
from jatui.domain.days import uk_today
from jatui.domain.errors import Misused, NotFound, Problem
from jatui.store import Store

if TYPE_CHECKING:
    from jatui.domain.moments import Moment
    from jatui.settings.file import Settings


def start(
    path: Path,
    *,
    plan: str | None,
    today: date | None,
    actor: str,
    as_at: str | None = None,
    snapshot: Path | None = None,
    settings: Settings | None = None,
) -> int:
    """Show the plans of a database, making it with the plans that ship with jatui where there is none.

    `as_at` names the moment of the past to begin with; a `snapshot` is shown in place of the database.

    Returns the exit code; raises a Problem where there is no terminal, the database cannot be used, or the
    program had a fault.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise Misused("jatui without a verb needs a terminal. `jatui --help` lists the verbs that need none.")
    if os.environ.get("TERM") == "dumb":
        raise Misused(
            "jatui needs a terminal that can place its cursor, and TERM is dumb. `jatui --help` lists the verbs."
        )
    tracker = _tracker(path, plan, today, actor, snapshot)
    with tracker.store:
        _look_for_plan(tracker)
        moment = None if as_at is None else _find_moment(tracker, as_at)
        from jatui.tui.app import Jatui
        from jatui.tui.guard import guard_terminal

        guard_terminal()
        app = Jatui(tracker, moment=moment, settings=settings)
        app.run()
        app.finish()
        if app.crashed:
            where = f" Its traceback is in {app.crash}." if app.crash else ""
            raise Problem(f"jatui ended because of a fault of its own. What was saved is not lost.{where}")
        return app.return_code or 0


def _tracker(path: Path, plan: str | None, today: date | None, actor: str, snapshot: Path | None) -> Tracker:
    """Return the tracker of the database, or of the snapshot that is to be shown in its place."""
    if snapshot is not None:
        from jatui.commands.opened import open_for_reading

        return open_for_reading(snapshot, plan=plan, today=today)
    return Tracker(_open(path, actor, today or uk_today()), plan, today, actor)


def _look_for_plan(tracker: Tracker) -> None:
    try:
        tracker.scope()
    except NotFound as problem:
        raise Misused(f"--plan: {problem}") from None


def _find_moment(tracker: Tracker, given: str) -> Moment:
    from jatui.commands.past import find_moment

    try:
        return find_moment(tracker, given)
    except Misused as problem:
        raise Misused(f"--as-at: {problem}") from None


def _open(path: Path, actor: str, day: date) -> Store:
    if path.exists() or path.is_symlink():
        return Store.open(path)
    from jatui.commands.archive import Init, initialise

    store, _ = initialise(path, Init(), actor=actor, today=day)
    return store
