"""What every verb is given: where the database is, the day, the person and the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jatui.domain.errors import Misused, NotFound
from jatui.settings import actor_name, database_path

if TYPE_CHECKING:
    from jatui.commands.tracker import Tracker


@dataclass
class Session:
    """The global options, and the tracker that they lead to, opened when a verb first needs it."""

    show_screen: Callable[[Session], int] | None = None
    database: str | None = None
    today: date | None = None
    given_actor: str | None = None
    plan: str | None = None
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
    def day(self) -> date:
        """The day: the one given, else today in the United Kingdom."""
        from jatui.domain.days import uk_today

        return self.today or uk_today()

    @property
    def tracker(self) -> Tracker:
        """The database, opened; raises Misused where it has no plan of the name given with --plan."""
        if self._tracker is None:
            from jatui.commands.tracker import Tracker
            from jatui.store import Store

            self._tracker = Tracker(Store.open(self.path), self.plan, self.today, self.actor)
            if self.plan is not None:
                try:
                    self._tracker.scope()
                except NotFound as problem:
                    raise Misused(f"--plan: {problem}") from None
        return self._tracker

    def close(self) -> None:
        """Close the database if it was opened."""
        if self._tracker is not None:
            self._tracker.store.close()


AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
session = click.make_pass_decorator(Session)
