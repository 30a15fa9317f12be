"""Deciding in the triage queue: the text that is typed and kept, what is odd about it, and what comes of saving it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on

from jatui.commands.doubts import doubts_of
from jatui.commands.journal import Redo, Undo
from jatui.commands.registry import Command
from jatui.commands.triage import Review
from jatui.domain.doubts import Said
from jatui.domain.errors import Problem, Stale
from jatui.domain.words import count, sentence, sign
from jatui.store.queue import review_day
from jatui.tui.asked import Asked
from jatui.tui.screens.queue import QueueScreen
from jatui.tui.widgets.bars import KeyLine
from jatui.tui.widgets.decide import DecideLine
from jatui.tui.widgets.text import Piece

if TYPE_CHECKING:
    from jatui.tui.app import Outcome

MOST_DOUBTED = 50
"""Marked actions up to which each is asked whether a decision about it is odd."""


class DecidingScreen(QueueScreen):
    """The queue with decisions about the card that is looked at, or about the marked actions."""

    saving = False
    """Whether a decision is being recorded; the next key waits for it."""

    def _asked(self) -> Asked:
        """Return what a key is pressed for: the marked actions, or the one whose card is looked at."""
        read = self.tracker.read
        current = self.walk.current
        chosen = self.queue.marked or ({current} if current is not None else set())
        named = read.names(sorted(chosen), self.scope.plan)
        return Asked(
            self.tracker,
            tuple(id for id, _ in named),
            tuple(handle for _, handle in named),
            review_day(self.scope, self.meeting),
            None if self.queue.mark_count else self.came_in,
        )

    def _about(self) -> str:
        """Return what the text that is typed is about, by which it is kept."""
        asked = self._asked()
        return f"{self.scope.slug} {self.review} {asked.refs}"

    def _open(self, rating: str | None) -> None:
        """Open the text of a decision: what was left unsaved, else what came in."""
        asked = self._asked()
        kept = self.drafts.find(self._about())
        came_in = asked.came_in.text if asked.came_in else ""
        several = len(asked.handles) > 1
        named = count(len(asked.handles), "action") if several else asked.handles[0]
        about: list[Piece] = [(f" {named} ", "bold")]
        about.append(
            (f"{sign(rating)} {rating} ", f"$rating-{rating}") if rating else ("no rating ", "$quiet")
        )
        if kept is not None:
            about.append(("unsaved ", "$warning"))
        self.decide.open(about, rating, came_in if kept is None else kept)
        self.query_one("#keys", KeyLine).typing = DecideLine.KEYS

    def _close(self) -> None:
        self.decide.close()
        self.query_one("#keys", KeyLine).typing = ""
        self.queue.focus()

    def _review(self) -> Review:
        """Return the decision as it stands: what is typed, or what came in."""
        asked = self._asked()
        if not self.decide.is_open:
            return Review(ref=asked.refs, review=asked.day)
        text = self.decide.text.strip()
        stands = text == (asked.came_in.text.strip() if asked.came_in else "")
        return Review(
            ref=asked.refs, rating=self.decide.rating, text=None if stands else text, review=asked.day
        )

    def _doubtful(self) -> Sequence[str]:
        """Return what is odd about the decision as it stands, as sentences; of several actions each sentence once."""
        asked, review = self._asked(), self._review()
        came_in = asked.came_in
        if not self.decide.is_open and came_in is None:
            return []
        said = Said(
            rating=review.rating or (came_in.rating if came_in else None),
            status=came_in.status if came_in else None,
            text=(came_in.text if came_in else "") if review.text is None else review.text,
            nothing_new=bool(came_in and came_in.kind == "nothing new" and not review.text),
            source=came_in.source if came_in else None,
        )
        read = self.tracker.read
        some = asked.actions[:MOST_DOUBTED]
        found = [doubt.sentence for each in some for doubt in doubts_of(read, self.scope, each, said)]
        return list(dict.fromkeys(found))

    @on(DecideLine.Changed)
    def _typing(self) -> None:
        """Keep what is typed as it is typed, and tell what is odd about it."""
        if not self.decide.is_open:
            return
        asked = self._asked()
        about, text = self._about(), self.decide.text
        if asked.came_in is not None and text.strip() == asked.came_in.text.strip():
            self.drafts.drop(about)
        else:
            self.drafts.keep(about, text)
        if self.drafts.failed:
            self.say(
                f"What is typed cannot be kept in {self.drafts.folder}: {self.drafts.failed}.", "$warning"
            )
        try:
            self.decide.tell(self._doubtful())
        except Problem as problem:
            self.miss(problem)

    @on(DecideLine.Saved)
    def _saved(self) -> None:
        if not self.saving:
            self._decide(self._review())

    def _decide(self, review: Review, *, anyway: bool = False) -> None:
        """Record a decision, unless something about it is odd and was not overruled."""
        doubts = [] if anyway else self._doubtful()
        if doubts:
            if self.decide.is_open:
                self.decide.tell(doubts)
                self.say(
                    self.in_keys("{record-anyway} records it anyway; or change what is odd."), "$warning"
                )
            else:
                self.say(f"{doubts[0]} {self.in_keys('{record-anyway} records it anyway.')}", "$warning")
            return
        if self.decide.is_open and review.rating is None and not self.decide.text.strip():
            self.say(
                self.in_keys("Nothing is typed. {nothing-new} records that there is nothing new."), "$warning"
            )
            return
        self.run_command(review)

    def run_command(self, command: Command) -> None:
        """Run a command away from the keyboard, then go to the next card or say why it was refused."""
        self.saving = True
        about = self._about() if self.decide.is_open else None
        self.app.run_command(command, lambda outcome: self._finish(command, outcome, about), seen=self.seen)

    def _finish(self, command: Command, outcome: Outcome, about: str | None = None) -> None:
        """Show what came of a command; the next card comes where this one is dealt with."""
        if isinstance(outcome, Problem):
            self.saving = False
            self.say(str(outcome), "$error")
            if isinstance(outcome, Stale):
                self._see_again()
            return
        if about is not None:
            self.drafts.drop(about)
        if self.decide.is_open:
            self._close()
        self.queue.action_clear_marks()

        def go_on(actions: Sequence[int]) -> None:
            self.saving = False
            self._come_to(actions, back=isinstance(command, Undo | Redo))
            self.show_card()
            self.say(sentence(outcome.sentence), line=self.app.line(command))

        try:
            self.follow(outcome.revision, go_on)
        except Problem as problem:
            self.saving = False
            self.miss(problem)

    def _come_to(self, actions: Sequence[int], *, back: bool) -> None:
        """Go on where the card is dealt with; to the card that was changed where something was taken back."""
        current = self.walk.current
        if back:
            if actions and current not in actions:
                self.walk.go_to(actions[0])
            return
        found = None if current is None else self.walk.entry(current)
        if found is None or found.done:
            self.walk.advance()

    def _see_again(self) -> None:
        """Look again at what another hand has changed; what is being typed stays."""
        try:
            self.seen = self.tracker.read.last_revision()
        except Problem as problem:
            self.miss(problem)
            return
        self._order(self.meeting)
