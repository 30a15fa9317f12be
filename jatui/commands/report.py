"""Reports of a plan: what is asked of each lead before a meeting."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from jatui.commands.meetings import find_meeting
from jatui.commands.questions import ask
from jatui.commands.registry import Outside, command, option
from jatui.commands.tracker import Tracker
from jatui.domain.cells import slug
from jatui.domain.days import show_day
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.match import is_named, nearest
from jatui.domain.moves import quoted
from jatui.domain.words import count
from jatui.domain.working_days import is_working_day, paper_deadline
from jatui.files import read_text, reason, write_whole
from jatui.papers.addresses import LARGEST, Listed, name_key, parse_addresses, printed_addresses
from jatui.papers.sheets import Level, Sheet, draft, render
from jatui.store import Reader
from jatui.store import requests as stored
from jatui.store.meetings import KeptMeeting, bodies, meetings
from jatui.store.scope import Scope

LONGEST_NAME = 80
"""Characters of a lead's name that the name of a file keeps."""


@dataclass(slots=True)
class Requests:
    """The sheets for a meeting, and what they leave out: leads without an address, actions without a lead, bad lines."""

    meeting: KeptMeeting
    sheets: list[Sheet] = field(default_factory=list)
    without_address: list[str] = field(default_factory=list)
    without_lead: list[str] = field(default_factory=list)
    unknown_names: list[str] = field(default_factory=list)
    bad_addresses: list[str] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the sheets as `--json` prints them."""
        files: Mapping[int, list[str]] = _files_of(self)
        return {
            "meeting": {
                "committee": self.meeting.committee,
                "day": self.meeting.day.isoformat(),
                "deadline": self.meeting.deadline.isoformat() if self.meeting.deadline else None,
            },
            "sheets": [
                {
                    "lead": sheet.lead,
                    "kind": sheet.kind,
                    "address": sheet.address,
                    "actions": [action.handle for action in sheet.actions],
                    "text": render(sheet),
                    "files": files.get(place, []),
                }
                for place, sheet in enumerate(self.sheets)
            ],
            "without_address": self.without_address,
            "without_lead": self.without_lead,
            "unknown_names": self.unknown_names,
            "bad_addresses": self.bad_addresses,
        }

    def notes(self) -> list[str]:
        """Return in sentences what is left out or could not be used."""
        told = []
        if self.without_address:
            told.append(
                f"{count(len(self.without_address), 'lead has', 'leads have')} no address: {', '.join(self.without_address)}."
            )
        if self.without_lead:
            told.append(
                f"{count(len(self.without_lead), 'action has', 'actions have')} no lead and no sheet: "
                f"{', '.join(self.without_lead)}."
            )
        if self.unknown_names:
            told.append(f"These names of the addresses are of no lead: {', '.join(self.unknown_names)}.")
        if self.bad_addresses:
            told.append(f"These addresses were not used: {'; '.join(self.bad_addresses)}.")
        return told


@command("report officers", "Write request sheets for the leads")
@dataclass(frozen=True, kw_only=True)
class AskLeads(Outside):
    """Write for each lead a sheet that asks about their actions before a meeting; its reply reads back by itself."""

    meeting: str | None = option("The meeting: a committee and a day, a day, or next.")
    to: str | None = option("The folder for the files, made if need be; without it the sheets are printed.")
    lead: str | None = option("Only the leads of this name or a part of it.")
    eml: bool = option("Write a draft beside each text that mail programs open.", False)
    addresses: str | None = option("A CSV or TOML file of names and e-mail addresses.")
    force: bool = option("Replace files that are there.", False)

    def perform(self, tracker: Tracker) -> str:
        """Write the files, each whole, or none where one of them stands there; say what was left out."""
        if not self.to:
            raise Misused("Name the folder for the files with --to.")
        made = self.make(tracker)
        held = len({action.handle for sheet in made.sheets for action in sheet.actions})
        done = (
            f"wrote {count(len(made.written), 'file')} for {count(len(made.sheets), 'lead')} "
            f"about {count(held, 'action')}"
        )
        return "; ".join([done, *(note.rstrip(".") for note in made.notes())])

    def make(self, tracker: Tracker) -> Requests:
        """Return the sheets, written to their files where a folder is named."""
        if self.meeting is None:
            raise Misused("Say for which meeting: --for 'S&R 2021-09-21', or --for next.")
        if self.eml and not self.to:
            raise Misused("--eml writes drafts into a folder. Name it with --to.")
        if self.force and not self.to:
            raise Misused("--force replaces files in a folder. Name it with --to.")
        listed = self._listed()
        scope = tracker.scope()
        if scope.plan is None:
            raise Misused("Request sheets are of one plan. Choose it with --plan.")
        with tracker.store.moment() as read:
            made = self._gathered(read, scope, listed)
        if self.to:
            self._write(made, Path(os.path.expanduser(self.to)), tracker.store.path)
        return made

    def _listed(self) -> Listed:
        """Return the addresses that the person gives."""
        if self.addresses is None:
            return Listed()
        path = Path(os.path.expanduser(self.addresses))
        return parse_addresses(read_text(path, LARGEST), toml=path.suffix.lower() == ".toml")

    def _gathered(self, read: Reader, scope: Scope, listed: Listed) -> Requests:
        """Return the sheets for the meeting, by the names of the leads."""
        assert self.meeting is not None and scope.plan is not None
        meeting = chosen_meeting(read, scope, self.meeting)
        overseer = stored.overseer(read, scope.plan)
        narrowed = None if overseer in (None, meeting.committee) else meeting.committee
        actions = stored.actions(read, scope, narrowed)
        found, leadless = stored.leads(read, actions)
        made = Requests(meeting)
        made.without_lead = [each.values["handle"] for each in leadless if not each.finished]
        known = {name_key(name) for name in stored.all_leads(read)}
        made.unknown_names = [name for key, name in listed.names.items() if key not in known]
        made.bad_addresses = listed.bad
        addresses = printed_addresses(
            (each.name, each.post, each.email, each.day) for each in stored.contacts(read, scope.plan)
        )
        addresses |= listed.addresses
        last = stored.last_meeting(read, meeting.committee, min(meeting.day, scope.today))
        levels = tuple(Level(*level) for level in stored.levels(read, scope.plan))
        for lead, asked in found:
            open_ones = [each for each in asked if not each.finished]
            if not open_ones or (self.lead is not None and not is_named(lead.name, self.lead)):
                continue
            made.sheets.append(
                Sheet(
                    lead=lead.name,
                    kind=lead.kind,
                    plan=scope.slug,
                    meeting=meeting.day,
                    head=_head(read, scope, meeting, asked),
                    levels=levels,
                    actions=tuple(ask(each, lead.name, scope.today, meeting.day, last) for each in open_ones),
                    address=addresses.get(name_key(lead.name)),
                )
            )
        if self.lead is not None and not made.sheets:
            raise _no_lead(self.lead, [lead.name for lead, _ in found], scope)
        made.without_address = [sheet.lead for sheet in made.sheets if sheet.address is None]
        return made

    def _write(self, made: Requests, folder: Path, database: Path) -> None:
        """Write every sheet, or none where a file stands there that is not to be replaced."""
        from jatui.commands.archive import refuse_database

        names = file_names(made)
        files: list[tuple[Path, bytes]] = []
        for sheet, name in zip(made.sheets, names, strict=True):
            files.append((folder / f"{name}.txt", render(sheet).encode("utf-8")))
            if self.eml:
                files.append((folder / f"{name}.eml", draft(sheet)))
        for path, _ in files:
            refuse_database(path, database)
        there = [] if self.force else [path for path, _ in files if os.path.lexists(path)]
        if there:
            more = f", nor are {len(there) - 1} others" if len(there) > 1 else ""
            raise Refused(
                f"{there[0]} is already there and not replaced{more}. Say --force, or name another folder."
            )
        if files and not folder.exists():
            try:
                folder.mkdir()
            except (OSError, ValueError) as error:
                raise Refused(
                    f"The folder {folder} cannot be made: {reason(error)}. Nothing was written."
                ) from None
        for path, content in files:
            write_whole(path, content, replace=self.force)
            made.written.append(path)


def chosen_meeting(read: Reader, scope: Scope, given: str) -> KeptMeeting:
    """Return the meeting that a text names: `next`, a day, or a committee and a day.

    Raises Misused, NotFound or Refused where it names none that is planned.
    """
    known = meetings(read)
    if given.strip().casefold() == "next":
        if scope.next_meeting is None:
            raise NotFound(f"No meeting is planned for {scope.name}. Add one with `jatui meeting add`.")
        committee, day, _ = scope.next_meeting
        return next(each for each in known if (each.committee, each.day) == (committee, day))
    row = find_meeting(read, given)
    return next(each for each in known if each.id == row)


def _head(read: Reader, scope: Scope, meeting: KeptMeeting, asked: Iterable[stored.Asked]) -> tuple[str, ...]:
    """Return what a sheet says first: the plan, the meeting, the days, and what is not asked about."""
    told = [
        f"{scope.name}: {committee_called(read, meeting.committee)}, {meeting.day:%A} {show_day(meeting.day)}",
        _days(meeting, scope.today),
    ]
    left = [each.values["handle"] for each in asked if each.finished]
    if left:
        told.append(f"Not asked about, since complete or closed: {', '.join(left)}.")
    return tuple(told)


def committee_called(read: Reader, code: str) -> str:
    """Return a committee's name with its code behind it, or the code alone where it has no other name."""
    name = next((body.name for body in bodies(read) if body.code == code), None)
    return f"{name} ({code})" if name and name != code else code


def _days(meeting: KeptMeeting, today: date) -> str:
    """Return when papers close and by when to answer: the working day before, or that day once the other has passed."""
    closing = meeting.deadline or paper_deadline(meeting.day)
    if closing < today:
        return f"Papers closed on {closing:%A} {show_day(closing)}. Please answer at once."
    answer = closing - timedelta(days=1)
    while not is_working_day(answer):
        answer -= timedelta(days=1)
    answer = closing if answer < today else answer
    return (
        f"Papers close on {closing:%A} {show_day(closing)}. Please answer by {answer:%A} {show_day(answer)}."
    )


def _no_lead(given: str, known: list[str], scope: Scope) -> NotFound:
    matching = [name for name in known if is_named(name, given)]
    if matching:
        return NotFound(
            f"Nothing is asked of {', '.join(matching)}: all their actions are complete or closed."
        )
    near = nearest(given, known)
    hint = f"near it: {', '.join(near)}" if near else "`jatui officers` lists them all"
    return NotFound(f"There is no lead {quoted(given)!r} with actions in {scope.name}; {hint}.")


def file_names(made: Requests) -> list[str]:
    """Return a name for each sheet's files, of small letters, digits and hyphens, each once."""
    taken: set[str] = set()
    names = []
    for sheet in made.sheets:
        base = f"{made.meeting.day}-{slug(made.meeting.committee)[:30]}-{slug(sheet.lead)[:LONGEST_NAME]}"
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        names.append(name)
    return names


def _files_of(made: Requests) -> Mapping[int, list[str]]:
    """Return the files written of each sheet, by its place."""
    if not made.written:
        return {}
    return {
        place: [str(path) for path in made.written if path.name.rpartition(".")[0] == name]
        for place, name in enumerate(file_names(made))
    }
