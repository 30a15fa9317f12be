"""The progress report of a plan for a committee and a meeting: gathered from the plan as it stands, now or in the past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from jatui.commands import pictures
from jatui.commands.measured import measured
from jatui.commands.meetings import find_body
from jatui.commands.report import chosen_meeting, committee_called
from jatui.commands.sittings import stood_before
from jatui.commands.told import dated, papers_of, state_facts, theme_called, told_action, when
from jatui.commands.tracker import Tracker
from jatui.domain import changes as kinds
from jatui.domain.changes import Change
from jatui.domain.days import days_in_full, show_day
from jatui.domain.errors import Misused
from jatui.domain.minutes import is_open
from jatui.domain.query import Query, show, with_facet
from jatui.domain.redaction import hiding
from jatui.domain.words import FINISHED, count
from jatui.papers.document import Chart, Document
from jatui.papers.progress import (
    NO_LEAD,
    Action,
    Changed,
    Extended,
    Moved,
    Progress,
    progress_document,
)
from jatui.store import Reader
from jatui.store import requests as stored
from jatui.store.changes import changes
from jatui.store.committee_ratings import differing
from jatui.store.facets import themes
from jatui.store.filters import select
from jatui.store.meetings import KeptMeeting, meetings
from jatui.store.milestones import more
from jatui.store.minutes import minutes
from jatui.store.progress import extensions, moved_since
from jatui.store.schemes import schemes_of
from jatui.store.scope import Scope

MOVES: Final = frozenset((kinds.SLIPPED, kinds.FORWARD, kinds.MILESTONE))
"""The kinds of change that the section of moves tells, where a move was written for them."""

NOT_BESIDES: Final = frozenset(
    (kinds.NEWLY_RED, kinds.WORSE, kinds.COMPLETED, kinds.UPDATED, kinds.SILENT, kinds.ASKED, kinds.SETTLED)
)
"""The kinds of change that other sections tell, and those of updates that nobody has accepted, which are not told."""


def progress(tracker: Tracker, meeting: KeptMeeting | None = None, committee: str | None = None) -> Document:
    """Return the progress report of what a tracker looks at, as a paper without contacts.

    It is for a meeting: the one given, else the next one of the committee given, else the next one of the plan's own
    committee. Where none is planned it tells the plan as it stands. Raises NotFound where there is no such committee.
    """
    with tracker.store.moment() as read:
        scope = read.scope(tracker.plan, tracker.today)
        told = _Gathering(read, scope, meeting, committee).told()
        found = replace(progress_document(told), moment=read.state()[0])
        return found.each(hiding(read.contacts()))


def meeting_of_report(tracker: Tracker, given: str | None, committee: str | None) -> KeptMeeting | None:
    """Return the meeting that a person names for a report; raises Misused where it is not of the committee named."""
    if given is None or (committee is not None and given.strip().casefold() == "next"):
        return None
    found = chosen_meeting(tracker.read, tracker.scope(), given)
    if committee is not None and find_body(tracker.read, committee).code != found.committee:
        raise Misused(
            f"That meeting is one of {found.committee}. Leave out --committee, or name one of its meetings."
        )
    return found


class _Gathering:
    """Puts together what the report tells: of a plan, or of those of its actions that a committee oversees."""

    def __init__(
        self, read: Reader, scope: Scope, meeting: KeptMeeting | None, committee: str | None
    ) -> None:
        self._read = read
        self._scope = scope
        code = find_body(read, committee).code if committee else None
        self._meeting = meeting or _next_meeting(read, scope, code)
        self._committee = self._meeting.committee if self._meeting else code
        overseer = stored.overseer(read, scope.plan) if scope.plan is not None else None
        self._sits = self._committee or overseer
        whole = self._committee in (None, overseer) or (overseer is None and code is None)
        self._narrowed = None if whole else self._committee
        filter = with_facet(Query(), "committee", () if whole else (self._committee or "",))
        self._filter = show(filter)
        self._selection = select(self._filter, scope, read)
        self._last = self._last_meeting()
        stood = stood_before(read, self._last) if self._last else 0
        self._since = max(stood, 1)
        self._words = _since(self._last, reaches=stood > 0)
        self._changes = changes(read, self._since, scope, self._selection)
        self._moved = moved_since(read, self._since)
        self._asked = stored.actions(read, scope, self._narrowed)
        self._actions = self._told_actions()

    def told(self) -> Progress:
        """Return all of it."""
        return Progress(
            plan=self._scope.name,
            facts=self._facts(),
            since=self._words,
            narrowed=self._narrowed_words(),
            themes=[
                theme_called(self._scope, each.plan, each.key, each.name)
                for each in themes(self._read, self._selection, self._scope)
                if each.count or not self._narrowed
            ],
            actions=list(self._actions.values()),
            worse=self._changed(kinds.NEWLY_RED, kinds.WORSE),
            completed=self._changed(kinds.COMPLETED),
            extensions=self._extensions(),
            moves=self._moves(),
            besides=self._besides(),
            minutes=self._minutes(),
            gaps=self._gaps(),
            measured=measured(self._read, self._scope, self._narrowed, self._since),
            pictures=self._pictures(),
            schemes=schemes_of(self._read, self._scope.plan),
            papers=papers_of(self._read, self._scope),
        )

    def _pictures(self) -> list[Chart]:
        """Return the charts that there is something to show in."""
        shown = (
            pictures.ratings_over_time(self._read, self._scope, self._sits),
            pictures.met_and_slipped(self._read, self._selection, self._scope.today),
            pictures.load_per_lead(self._read, self._selection, self._scope),
            pictures.months_ahead(self._read, (asked.values for asked in self._asked.values()), self._scope),
        )
        return [chart for chart in shown if chart and chart.longest]

    def _last_meeting(self) -> date | None:
        """Return the day of the committee's last meeting before the one that the report is for, and before today."""
        today = self._scope.today
        if self._committee is None:
            return self._scope.last_meeting.day if self._scope.last_meeting else None
        before = min(self._meeting.day, today) if self._meeting else today
        return stored.last_meeting(self._read, self._committee, before)

    def _facts(self) -> list[tuple[str, str]]:
        """Return what stands at the head: for whom, for when, and of which state."""
        told = []
        if self._committee:
            told.append(("Committee", committee_called(self._read, self._committee)))
        if self._meeting:
            closing = self._meeting.deadline
            papers = f"; papers close on {closing:%A} {show_day(closing)}" if closing else ""
            told.append(("Meeting", f"{self._meeting.day:%A} {show_day(self._meeting.day)}{papers}"))
        else:
            told.append(("Meeting", "none is planned"))
        return [
            *told,
            *state_facts(self._read, self._scope),
            ("Changes", f"told {self._words}"),
        ]

    def _narrowed_words(self) -> str:
        if not self._narrowed:
            return ""
        all_of = self._read.count(select("", self._scope, self._read))
        return f"Of the {count(all_of, 'action')} of {self._scope.name} those that {self._narrowed} oversees are told."

    def _told_actions(self) -> dict[int, Action]:
        """Return the actions in their order, each as it is told."""
        silent = {change.action for change in self._changes if change.kind == kinds.SILENT}
        overdue = self._let_through("is:overdue")
        say = differing(self._read, list(self._asked))
        found = {}
        for row, asked in self._asked.items():
            found[row] = told_action(
                asked,
                self._scope,
                overdue=row in overdue,
                silent=row in silent,
                committees_say=say.get(row, ()),
            )
        return found

    def _let_through(self, words: str) -> set[int]:
        """Return those of the actions that words of the filter let through."""
        narrowed = select(f"{self._filter} {words}", self._scope, self._read)
        return set(self._read.action_ids(narrowed))

    def _changed(self, *wanted: str) -> list[Changed]:
        return [
            Changed(self._actions[change.action], _sentence(change))
            for change in self._changes
            if change.kind in wanted and change.action in self._actions
        ]

    def _besides(self) -> list[tuple[str, str]]:
        """Return what else changed, in the plan's order; what is of actions that are gone from it stands last."""
        told = [
            change
            for change in self._changes
            if change.kind not in NOT_BESIDES and not (change.kind in MOVES and change.action in self._moved)
        ]
        places = {row: place for place, row in enumerate(self._actions)}
        told.sort(key=lambda change: places.get(change.action, len(places)))
        return [(self._called(change), _sentence(change)) for change in told]

    def _called(self, change: Change) -> str:
        return self._actions[change.action].handle if change.action in self._actions else change.handle

    def _moves(self) -> list[Moved]:
        """Return the moves since, in the plan's order and each action's in theirs."""
        return [
            Moved(
                self._actions[row],
                dated(move["former"], move["former_due"]),
                dated(move["wording"], move["due"]),
                days_in_full(move["slip"]),
                move["reason"],
                when(move),
            )
            for row in self._actions
            if row in self._moved
            for move in reversed(more(self._read, row, self._scope.today)["moves"])
            if move["number"] in self._moved[row]
        ]

    def _extensions(self) -> list[Extended]:
        """Return what accepted updates ask for, unless a move settled it earlier or the work is finished."""
        found = []
        for asked in extensions(self._read, self._selection):
            action = self._actions[asked.action]
            moves = [
                move
                for move in reversed(self._read.moves(asked.action))
                if asked.day is None or move["day"] >= asked.day.isoformat()
            ]
            if moves and moves[0]["number"] not in self._moved.get(asked.action, ()):
                continue
            if not moves and action.status in FINISHED:
                continue
            outcome = f"moved to {moves[0]['wording']} {when(moves[0])}" if moves else "not decided"
            day = show_day(asked.day) if asked.day else "no known day"
            found.append(
                Extended(action, asked.wording, f"{day}{f', {asked.by}' if asked.by else ''}", outcome)
            )
        return found

    def _minutes(self) -> list[Mapping[str, Any]]:
        """Return the open questions, and what was answered or decided from the last meeting on; the latest meeting first."""
        since = self._last.isoformat() if self._last else ""
        handles = {asked.values["handle"] for asked in self._asked.values()}
        return [
            each
            for each in minutes(self._read, self._scope.plan)
            if (not self._narrowed or each["committee"] == self._narrowed or each["action"] in handles)
            and (is_open(each) or each["meeting"] >= since or (each["answered"] or "") >= since)
        ]

    def _gaps(self) -> list[str]:
        """Return in sentences what is missing, what is not read and what may be read in several ways."""
        unread, doubtful = self._let_through("is:unreadable"), self._let_through("is:ambiguous")
        undated = self._let_through("is:undated")
        told = (
            ("without a lead", (row for row, action in self._actions.items() if action.leads == NO_LEAD)),
            ("whose milestone is not read whole", unread),
            ("whose milestone can be read in several ways", doubtful),
            ("without a due day", undated),
        )
        return [
            f"{count(len(named), 'action')} {what}: {', '.join(named)}."
            for what, rows in told
            if (named := self._named(rows))
        ]

    def _named(self, rows: Iterable[int]) -> list[str]:
        wanted = set(rows)
        return [action.handle for row, action in self._actions.items() if row in wanted]


def _next_meeting(read: Reader, scope: Scope, committee: str | None) -> KeptMeeting | None:
    """Return the next meeting of a committee, or without one of those that the plan goes to."""
    if committee is None and scope.next_meeting is None:
        return None
    code = committee or (scope.next_meeting.committee if scope.next_meeting else None)
    ahead = (each for each in meetings(read, first=scope.today) if each.state == "planned")
    return next((each for each in ahead if each.committee == code), None)


def _since(last: date | None, *, reaches: bool) -> str:
    """Return since when changes are told, in words."""
    if last is None:
        return "since the plan was taken in"
    if reaches:
        return f"since the meeting of {show_day(last)}"
    return f"since the plan was taken in, which was after the meeting of {show_day(last)}"


def _sentence(change: Change) -> str:
    """Return what changed with its days in full; the note of a change is jatui's own words, the rest may be anybody's."""
    return change._replace(note=days_in_full(change.note)).sentence
