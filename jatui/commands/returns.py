"""What a person does with returns: reading one into updates that wait, and placing those that met no action."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from jatui.commands.actions import called
from jatui.commands.readings import Line, Preview, hold_against, refs_of
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.commands.tracker import Tracker
from jatui.domain.days import short_day
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.text import clean, clean_lines
from jatui.papers.returns import Return, read_bytes_of, read_data, read_text
from jatui.store import Reader
from jatui.store.deliveries import add_delivery, plan_of
from jatui.store.inbox import incoming
from jatui.store.scope import Scope

PASTED = "pasted text"
"""What a text is called that came without a name."""


@command("returns read", "Read a return")
@dataclass(frozen=True, kw_only=True)
class ReadReturn(Command):
    """Read what a lead sent, a text, a table or a mail; each answer then waits for triage, and none is stored twice."""

    file: str = argument("The return: a file, a folder of them, or - for what is piped in.")
    by: str | None = option("Who says it, where the return does not.")
    date: dt.date | None = option("The day it was said, where the return gives none; today without it.")
    yes: bool = option("Take it in without asking.", False)
    text: str | None = option("Set from what is pasted.")
    called: str | None = option("Set from what is pasted.")
    found: Return | None = option("Set when it is read.")

    hidden: ClassVar[tuple[str, ...]] = ("text", "called", "found")

    def values(self) -> dict[str, Any]:
        """Return what the journal records: of a text that was pasted its name and digest, and not the text."""
        kept = {
            name: value for name, value in super().values().items() if name not in ("text", "found", "yes")
        }
        if self.found is not None:
            kept["digest"] = self.found.digest
        return kept

    def read(self, read: Reader, scope: Scope) -> ReadReturn:
        """Return the command with what the return says; raises a Problem where it cannot be read."""
        if self.found is not None:
            return self
        known = refs_of(read, scope)
        if self.text is not None:
            found = read_text(self.text, self.called or PASTED, known, scope.today)
        elif self.file == "-":
            raise Misused("There is nothing piped in to read. Name a file.")
        else:
            path = Path(os.path.expanduser(self.file))
            found = read_data(read_bytes_of(path), path.name, known, scope.today)
        return replace(self, found=found)

    def preview(self, tracker: Tracker) -> Preview:
        """Return what would become of each answer, with nothing stored."""
        with tracker.store.moment() as read:
            scope = read.scope(tracker.plan, tracker.today)
            found = self.read(read, scope).found
            assert found is not None
            return hold_against(read, scope, found)

    def run(self, work: Work) -> str:
        """Add what is new, all of it or nothing, and say what was not added and why."""
        if self.date is not None and self.date > work.scope.today:
            raise Misused(f"{short_day(self.date)} has not come yet. Give --date a day that has.")
        found = self.read(work.read, work.scope).found
        assert found is not None
        preview = hold_against(work.read, work.scope, found)
        if preview.stored:
            plan = plan_of(work.read, work.scope)
            facts = {"name": clean(found.name), "day": work.scope.today, "digest": found.digest}
            add_delivery(
                work.writer, plan, facts, [self._columns(line, work, found) for line in preview.stored]
            )
        return f"read {clean(found.name)}: {preview.sentence()}"

    def _columns(self, line: Line, work: Work, found: Return) -> dict[str, object]:
        """Return the columns of the update that a line becomes."""
        answer = line.answer
        by = answer.by or self.by or found.by
        return {
            "action": line.action,
            "day": answer.day or self.date or found.day or work.scope.today,
            "kind": "nothing new" if answer.nothing_new else "update",
            "text": line.text,
            "rating": line.rating,
            "status": answer.status,
            "said_by": clean(" ".join(by.split())) if by else None,
            "source": clean(line.source),
            "note": clean_lines("\n".join(line.doubts)) or None,
            "asks": clean(" ".join(answer.asks.split())) if answer.asks else None,
            "mark": line.mark,
        }


def preview(tracker: Tracker, text: str, name: str = PASTED, today: dt.date | None = None) -> Preview:
    """Return what a pasted text says and what would become of each answer; raises Refused where there is nothing in it.

    `today` is the tracker's own day without it. `pasted` with the same text is the command that takes it in.
    """
    with tracker.store.moment() as read:
        scope = read.scope(tracker.plan, today or tracker.today)
        return hold_against(read, scope, read_text(text, name, refs_of(read, scope), scope.today))


def pasted(
    text: str, name: str = PASTED, *, by: str | None = None, found: Return | None = None
) -> ReadReturn:
    """Return the command that takes in a pasted text; `found` is what a preview read of it, so that it is not read again."""
    return ReadReturn(file="-", yes=True, by=by, text=text, called=name, found=found)


@command("place", "Place an update")
@dataclass(frozen=True, kw_only=True)
class Place(Command):
    """Say which action an update is for that came in without one, or for the wrong one; it then waits there."""

    number: int = argument("The update's number, as `jatui inbox` shows it.")
    ref: str = argument("The action's handle, such as E.1 or F.6#2.")

    def run(self, work: Work) -> str:
        """Put the update to the action; of a line that began with a ref, what follows the ref becomes the text."""
        found = incoming(work.read, work.scope, self.number)
        if found is None:
            raise NotFound(
                f"There is no update {self.number} in {work.scope.name}. `jatui inbox` lists those that wait."
            )
        work.writer.refuse_stale("update", found.id, work.seen)
        if found.state not in ("submitted", "deferred"):
            raise Refused(f"Update {self.number} was {found.state} already. Nothing was changed.")
        action = work.read.one_action(self.ref, work.scope.plan)
        if action == found.action:
            raise Refused(f"Update {self.number} is for {found.handle} already. Nothing was changed.")
        handle = called(work, action)
        if work.read.actions([action], work.scope)[0]["plan"] != found.plan:
            raise Refused(f"{handle} is of another plan than update {self.number}. Nothing was changed.")
        placed = f"Placed at {handle}."
        changed: dict[str, object] = {
            "action": action,
            "note": f"{found.note}\n{placed}" if found.note else placed,
        }
        if found.action is None:
            changed["text"] = words_of_line(found.text)
        work.writer.change("update", found.id, **changed)
        return f"update {self.number} is for {handle}{f', not for {found.handle}' if found.handle else ''}"


def words_of_line(printed: str) -> str:
    """Return what a line says that came in with a ref, without the ref and what was read as a rating or a day.

    A text that begins with no ref, or names several, stays as it is.
    """
    from jatui.domain.headings import labelled
    from jatui.domain.returns import read_return

    answers = read_return(printed)
    if len(answers) != 1 or answers[0].ref is None:
        return printed
    label = labelled(printed.partition("\n")[0])
    text = answers[0].text
    if label and label[0] == "ref":
        kept = [line for line in text.split("\n") if not ((own := labelled(line)) and own[0] == "own")]
        text = "\n".join(kept)
    return text
