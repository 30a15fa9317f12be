"""What every verb is given: where the database is, the day, the person and the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from jatui.domain.errors import Misused, NotFound, Refused, Unusable
from jatui.settings import actor_name, database_path

F = TypeVar("F", Callable[..., object], click.Command)

if TYPE_CHECKING:
    from jatui.commands.tracker import Tracker
    from jatui.settings.file import Settings
    from jatui.settings.keys import Known


PATIENCE = 0.5
"""Seconds of looking back after which it is said how far it is."""


@dataclass
class Session:
    """The global options, and the tracker that they lead to, opened when a verb first needs it."""

    show_screen: Callable[[Session], int] | None = None
    known_keys: Callable[[], Sequence[Known]] = lambda: ()
    database: str | None = None
    today: date | None = None
    given_actor: str | None = None
    plan: str | None = None
    as_at: str | None = None
    snapshot: Path | None = None
    _tracker: Tracker | None = field(default=None, init=False)
    _settings: Settings | None = field(default=None, init=False)

    @property
    def path(self) -> Path:
        """The database file."""
        return database_path(self.database)

    @property
    def settings(self) -> Settings:
        """What the user's settings file says, read once when it is first asked for."""
        if self._settings is None:
            from jatui.settings.file import read_settings

            self._settings = read_settings()
        return self._settings

    @property
    def told_actor(self) -> str:
        """Who is at work; where that is looked for in the settings and they say it wrongly, nothing is said."""
        return actor_name(self.given_actor, None if self.given_actor else self.settings.get("actor"))

    def actor(self) -> str:
        """Return who is at work, and say what is wrong with the settings where they had to be asked."""
        if not self.given_actor:
            from jatui.cli.output import say

            for fault in self.settings.faults:
                if fault.entry in ("", "actor"):
                    say(fault.sentence)
        return self.told_actor

    @property
    def day(self) -> date:
        """The day: the one given, else today in the United Kingdom."""
        from jatui.domain.days import uk_today

        return self.today or uk_today()

    @property
    def tracker(self) -> Tracker:
        """The database, opened, as it stood at the moment given with --as-at or as it stands.

        Raises Misused where it has no plan of the name given with --plan, and what `find_moment` raises.
        """
        if self._tracker is None:
            from jatui.commands.tracker import Tracker
            from jatui.store import Store

            self._tracker = Tracker(Store.open(self.path), self.plan, self.today, self.actor)
            if self.as_at is not None:
                self._tracker = _as_at(self._tracker, self.as_at)
            if self.plan is not None:
                try:
                    self._tracker.scope()
                except NotFound as problem:
                    raise Misused(f"--plan: {problem}") from None
        return self._tracker

    def present(self) -> Tracker | None:
        """Return the database as a witness: None where there is none; where it cannot be used that is said."""
        from jatui.cli.output import say

        if not self.path.exists():
            return None
        try:
            return self.tracker
        except Unusable as problem:
            say(f"{problem} What is verified is not held to it.")
            return None

    def look_back(self, given: str, option: str) -> Tracker:
        """Return the tracker of a moment that an option of a verb names, which is then looked at in place of the present."""
        self._tracker = _as_at(self.tracker, given, option)
        return self._tracker

    def refuse_past(self) -> None:
        """Raise Refused where a verb that makes a database is told to do so in the past."""
        if self.as_at is not None:
            raise Refused("The past, which --as-at shows, cannot be changed. Leave --as-at out.")

    def close(self) -> None:
        """Close the database if it was opened."""
        if self._tracker is not None:
            self._tracker.store.close()


def _as_at(tracker: Tracker, given: str, option: str = "--as-at") -> Tracker:
    """Return a tracker of the past in place of one of the present, and say where one is; a terminal sees it being made."""
    from time import monotonic

    from jatui.cli.output import say, tell_progress, tell_share
    from jatui.commands.past import find_moment, look_back

    begin = monotonic()

    def wanted(share: float) -> bool:
        if monotonic() - begin > PATIENCE:
            tell_share("Looking back", share)
        return True

    try:
        with tracker.store:
            try:
                moment = find_moment(tracker, given)
            except Misused as problem:
                raise Misused(f"{option}: {problem}") from None
            found = look_back(tracker, moment, wanted)
    finally:
        tell_progress("")
    say(moment.sentence)
    return found


def AS_JSON(verb: F) -> F:
    """Let a verb print as JSON, and as linear text; the latter is a matter of the output alone."""
    verb = click.option("--json", "as_json", is_flag=True, help="Print as JSON.")(verb)
    return click.option(
        "--plain",
        is_flag=True,
        expose_value=False,
        callback=_set_plain,
        envvar="JATUI_PLAIN",
        help="Print one fact a line, for screen readers.",
    )(verb)


def as_file(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Let a verb write the list that it prints as CSV or as a spreadsheet."""

    @wraps(verb)
    def listed(*given: Any, csv: Path | None, xlsx: Path | None, force: bool, **values: Any) -> None:
        if csv or xlsx:
            from jatui.cli.tables import write_listed

            if values.get("as_json"):
                raise Misused("A list goes into a file or is printed as JSON. Leave out --json.")
            write_listed(lambda: verb(*given, **values), csv=csv, xlsx=xlsx, force=force)
        elif force:
            raise Misused("--force replaces a file. Name it with --csv or --xlsx.")
        else:
            verb(*given, **values)

    file = click.Path(path_type=Path)
    named: Callable[..., Any] = listed
    for option in (
        click.option("--force", is_flag=True, help="Replace the file if it is there."),
        click.option("--xlsx", metavar="FILE", type=file, help="Write the list as a spreadsheet."),
        click.option("--csv", metavar="FILE", type=file, help="Write the list as CSV."),
    ):
        named = option(named)
    return named


def _set_plain(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    from jatui.cli.output import set_plain

    set_plain(value)


session = click.make_pass_decorator(Session)
