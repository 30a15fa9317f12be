"""What every verb is given: where the database is, the day, the person and the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jatui.settings import actor_name, database_path

if TYPE_CHECKING:
    from jatui.commands.tracker import Tracker


@dataclass
class Session:
    """The global options, and the tracker that they lead to, opened when a verb first needs it."""

    database: str | None = None
    given_today: str | None = None
    given_actor: str | None = None
    plan: str | None = None
    show_screen: Callable[[Session], int] | None = None
    _tracker: Tracker | None = field(default=None, init=False)

    @property
    def path(self) -> Path:
        """The database file."""
        return database_path(self.database)

    @property
    def actor(self) -> str:
        """Who is at work."""
        return actor_name(self.given_actor)

    @property
    def today(self) -> date | None:
        """The day given, if one was."""
        if self.given_today is None:
            return None
        from jatui.domain.days import parse_day

        return parse_day(self.given_today)

    @property
    def day(self) -> date:
        """The day: the one given, else today in the United Kingdom."""
        from jatui.domain.days import uk_today

        return self.today or uk_today()

    @property
    def tracker(self) -> Tracker:
        """The database, opened."""
        if self._tracker is None:
            from jatui.commands.tracker import Tracker
            from jatui.store import Store

            self._tracker = Tracker(Store.open(self.path), self.plan, self.today, self.actor)
        return self._tracker

    def close(self) -> None:
        """Close the database if it was opened."""
        if self._tracker is not None:
            self._tracker.store.close()


session = click.make_pass_decorator(Session)
