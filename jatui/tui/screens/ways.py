"""The ways from the plan to what stands over it: the archive, the past, triage, a meeting, officers, changes, the history.

The screens that a key opens are imported when it is pressed first: the plan is there sooner for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jatui.commands.tracker import Tracker
from jatui.domain.errors import NotFound, Problem
from jatui.domain.words import count
from jatui.store.plans import plans
from jatui.tui.plans import carried
from jatui.tui.screens.finding import FindingScreen
from jatui.tui.view import View
from jatui.tui.widgets.bars import StatusLine

if TYPE_CHECKING:
    from jatui.commands.importing import ImportPaper
    from jatui.commands.sittings import Sitting
    from jatui.tui.app import Outcome


class WaysScreen(FindingScreen):
    """The plan, and the keys that lead from it."""

    def __init__(self, view: View, tracker: Tracker, begin: int | None = None) -> None:
        super().__init__(view, tracker, begin)
        self._stood: dict[str, int | None] = {}
        self._marks_elsewhere: frozenset[int] | set[int] = frozenset()

    def action_archive(self) -> None:
        """See what is kept of the plan."""
        from jatui.settings import archive_path
        from jatui.tui.screens.archive import ArchiveScreen

        folder = archive_path(self.app.present.store.path, self.app.settings.get("archive"))
        self.app.push_screen(ArchiveScreen(self.tracker, folder, self._go_to_card))

    def action_look_back(self) -> None:
        """Ask for another moment and show the plan as it stood then; from there, return."""
        from jatui.tui.screens.past import PastScreen

        if self.app.looks_back:
            self.app.return_to_present()
        elif self.tracker.past:
            self.say(f"{self.tracker.past.sentence} It holds no other moment.")
        else:
            self.app.push_screen(
                PastScreen(self.tracker), lambda moment: self.app.look_back(moment) if moment else None
            )

    def action_triage(self) -> None:
        """Go through the actions that need a look, of those that the filter lets through."""
        from jatui.tui.screens.triage import TriageScreen

        if not self.refuse("triage"):
            self.app.push_screen(TriageScreen(self.view, self.tracker))

    def action_meeting(self) -> None:
        """Ask which meeting one sits in, and show what its committee oversees."""
        from jatui.tui.screens.sitting import SittingScreen

        self.app.push_screen(SittingScreen(self.tracker), self._sit)

    def _sit(self, sitting: Sitting | None) -> None:
        from jatui.tui.screens.meeting import MeetingScreen

        if sitting is not None:
            tracker, at = self.tracker, self.actions.cursor
            for screen in self.try_to(lambda: [MeetingScreen(sitting, tracker, at)]):
                self.app.push_screen(screen)

    def action_scorecard(self) -> None:
        """See what is measured."""
        from jatui.tui.screens.scorecard import ScorecardScreen

        self.app.push_screen(ScorecardScreen(self.tracker, self._go_to_card))

    def action_choose_plan(self) -> None:
        """Ask which plan is to be looked at, and change to it."""
        from jatui.tui.screens.plans import PlansScreen

        def change(slug: str | None) -> None:
            if slug is not None and slug != self.view.scope.slug:
                self.change_plan(slug)

        held = [] if self.refuse("choose_plan") else self.try_to(plans, self.tracker.read)
        if held:
            self.app.push_screen(PlansScreen(held, self.view.scope.slug), change)

    def change_plan(self, slug: str) -> None:
        """Look at another plan, or at all: the cursor and the marks are those that it was left with.

        A mark is of an action, so it waits where its plan is not shown.
        """
        before, here = self.view.scope, self.actions.cursor
        tracker = replace(self.tracker, plan=slug)
        view, left = carried(self.view.query, before, tracker)
        marked = self._marks_elsewhere | self.actions.marked
        plans_of = tracker.read.plans_of(sorted(marked))
        mine = {each for each in plans_of if view.scope.plan in (None, plans_of[each])}
        self._stood.pop(before.slug, None)
        self._stood[before.slug] = here
        self.app.tracker = self.tracker = tracker
        self._marks_elsewhere = set(plans_of) - mine
        self.actions.mark_only(mine)
        self.show_view(view)
        for at in (here, self._stood.get(slug)):
            if at is not None and tracker.read.lets_through(view.selection, at):
                self._jump(at, view.text)
                break
        self._show_card()
        waits = count(len(self._marks_elsewhere), "mark waits", "marks wait")
        told = [f"{view.scope.name}.", left, f"{waits} in other plans." if self._marks_elsewhere else ""]
        self.say(" ".join(each for each in told if each))

    def look_again(self) -> None:
        """Ask again for everything that is shown; where its plan is gone, as its import was undone, of the one before."""
        try:
            self.tracker.scope()
        except NotFound:
            self._leave_plan()
        except Problem as problem:
            self.miss(problem)
        else:
            super().look_again()

    def _leave_plan(self) -> None:
        """Look at the plan that was left last of those that are there, and say so behind what is said already."""
        before, status = self.view.scope.name, self.query_one("#status", StatusLine)
        said = status.said[0]
        there = [each.slug for each in self.try_to(plans, self.tracker.read)]
        left = [slug for slug in reversed(self._stood) if slug in there]
        self.change_plan((left or there or ["all"])[0])
        self.say(
            " ".join(each for each in (said, f"{before} is gone; this is {self.view.scope.name}.") if each)
        )

    def _go_to_card(self, action: int) -> None:
        """Go to an action's card, in its own plan where another is looked at."""
        own = self.tracker.read.plans_of([action]).get(action)
        if own is not None and self.view.scope.plan not in (None, own):
            if self.refuse("choose_plan"):
                return
            self.change_plan(next(each.slug for each in plans(self.tracker.read) if each.id == own))
        super()._go_to_card(action)

    def action_officers(self) -> None:
        """See what each lead has to do."""
        from jatui.tui.screens.officers import OfficersScreen

        def narrow(name: str) -> None:
            self.show_view(View.of(self.tracker).choosing("lead", name))
            self.action_pane("actions")

        self.app.push_screen(OfficersScreen(self.view, self.tracker, narrow))

    def action_changed(self) -> None:
        """See what changed, of those actions that the filter lets through."""
        from jatui.tui.screens.changed import ChangedScreen

        self.app.push_screen(ChangedScreen(self.tracker, self.view.text, self._go_to_card))

    def action_history(self) -> None:
        """See the history of the action under the cursor."""
        from jatui.tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.tracker, self.actions.cursor, self._go_to_card))

    def action_history_of_all(self) -> None:
        """See the history of everything."""
        from jatui.tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.tracker, None, self._go_to_card))

    def action_commitments(self) -> None:
        """See what was promised, and what answers it."""
        from jatui.tui.screens.commitments import CommitmentsScreen

        self.app.push_screen(CommitmentsScreen(self.tracker, self._go_to_card))

    def action_desk(self) -> None:
        """See what does not agree, is lacking or misleads."""
        from jatui.tui.screens.desk import DeskScreen

        self.app.push_screen(DeskScreen(self.tracker, self._go_to_card))

    def action_import_paper(self) -> None:
        """Ask for a paper, and show what it would change."""
        from jatui.tui.screens.paper import PaperScreen

        if not self.refuse("import_paper"):
            self.app.push_screen(PaperScreen(), self._look_into)

    def _look_into(self, wish: ImportPaper | None) -> None:
        from jatui.tui.screens.importing import ImportScreen

        if wish is not None:
            here = replace(self.tracker, plan=self.view.scope.slug)
            self.app.push_screen(ImportScreen(here, wish, self._go_to_card, self._imported))

    def _imported(self, wish: ImportPaper, outcome: Outcome) -> None:
        """Look at the plan that a paper went into, and say what it changed."""
        slug = wish.ready.wish.slug if wish.ready else None
        if slug and self.view.scope.slug not in (slug, "all"):
            self.change_plan(slug)
        self.done(wish, outcome)
