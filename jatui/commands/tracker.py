"""The one way in which a person's wish reaches the store."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from jatui.domain.days import uk_today
from jatui.domain.errors import Refused
from jatui.domain.watch import Wanted, unwatched
from jatui.store import Changes, Reader, Store
from jatui.store.scope import Scope, Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from jatui.commands.registry import Command, Work
    from jatui.domain.moments import Moment


@dataclass
class Tracker:
    """A store, the plan that is looked at, the day, and who is at work; and the moment, where the store is of the past.

    `watch` is told how far long work is, and may stop it.
    """

    store: Store
    plan: str | None = None
    given_today: date | None = None
    actor: str | Callable[[], str] = "unknown"
    past: Moment | None = None
    watch: Wanted = unwatched

    @property
    def today(self) -> date:
        """The day: the one given, else that of the past, else today in the United Kingdom."""
        return self.given_today or (self.past.day if self.past else uk_today())

    def who(self) -> str:
        """Return who is at work, asked for only where something is recorded."""
        return self.actor if isinstance(self.actor, str) else self.actor()

    @property
    def read(self) -> Reader:
        """The database as it stands."""
        return self.store.read

    def scope(self) -> Scope:
        """Return what is looked at: the plan, the day and the meetings on either side of it."""
        return self.store.read.scope(self.plan, self.today)

    def select(self, text: str, scope: Scope | None = None) -> Selection:
        """Return what a filter lets through.

        Raises Misused where it is not one, and NotFound where it names a theme, committee or lead that is not there.
        """
        from jatui.store.filters import select

        return select(text, scope or self.scope(), self.read)

    def line(self, command: Command) -> str:
        """Return the shell line that does the same as a command here: with its plan where it is not the first."""
        line = command.line()
        first = self.read.value("SELECT slug FROM plan ORDER BY position, slug LIMIT 1")
        if self.plan in (None, first):
            return line
        return line.replace("jatui ", f"jatui --plan {shlex.quote(str(self.plan))} ", 1)

    def run(self, command: Command, *, seen: int | None = None) -> Changes:
        """Run a command as one revision and return what it changed.

        `seen` is the revision that the person was looking at; where another hand has changed the same row
        since, the command is refused. Raises a Problem, with nothing changed.
        """
        from jatui.commands.registry import Outside, Work

        if isinstance(command, Outside):
            return Changes(0, command.perform(self))
        if self.past is not None:
            raise Refused(self.past.refusal)
        actor = self.who()
        with (
            command.prepared(self) as (wish, run),
            self.store.revision(
                wish.name, wish.arguments(), actor=actor, day=self.today, reason=wish.reason_given()
            ) as writer,
        ):
            work = Work(writer, writer.read.scope(self.plan, self.today), actor, seen, watch=self.watch)
            writer.sentence = run(work)
            warnings = _warnings(work) if work.doubts else ()
        if not warnings:
            return writer.changes
        names = dict.fromkeys(doubt.name for doubt in work.doubts)
        return replace(writer.changes, overruled=tuple(names), warnings=warnings)


def _warnings(work: Work) -> tuple[str, ...]:
    """Return a sentence for each thing that was odd and done all the same, with the actions that it is about."""
    from jatui.commands.actions import told

    return tuple(f"{told(work, actions)}: {doubt.sentence}" for doubt, actions in work.doubts.items())
