"""A screen that shows what the database says now: it keeps up with other hands, and says what it could not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.events import Key
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from jatui.commands.journal import Redo, Undo
from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem
from jatui.domain.words import sentence
from jatui.tui.widgets.bars import KeyLine, StatusLine

if TYPE_CHECKING:
    from jatui.tui.app import Jatui, Outcome
    from jatui.tui.forms import Form
    from jatui.tui.long import Telling

T = TypeVar("T")

LOOK_EVERY = 2.0
"""Seconds between looks at whether another program has written to the database."""


class LiveScreen(Screen[None]):
    """Looks now and then whether something was written elsewhere, while it is in front; `seen` is the revision it shows."""

    app: Jatui
    KEYS_OF = ""

    def __init__(self, tracker: Tracker, classes: str) -> None:
        super().__init__(classes=classes)
        self.tracker = tracker
        self.seen = 0
        self._missed = False

    def on_mount(self) -> None:
        """Begin to look."""
        self.set_interval(LOOK_EVERY, self._look_elsewhere)

    def on_screen_resume(self) -> None:
        """Notice at once what was written while another screen was in front."""
        if self.seen:
            self._look_elsewhere()

    async def _dispatch_message(self, message: Message) -> None:
        """Do what a click or a message asks for; where the database cannot answer, say so and go on, as keys do."""
        try:
            await super()._dispatch_message(message)
        except Problem as problem:
            self.app.miss(problem)

    def on_key(self, event: Key) -> None:
        """Say of a key that other screens have, and this one has not, that it does nothing here."""
        if key := self.app.keyboard.stranger(event.key, self.KEYS_OF):
            self.say(
                f"{key.name} ({key.label}) does nothing here. {self.in_keys('{help} shows the keys that do.')}"
            )

    def banner(self) -> Iterator[Static]:
        """Yield what stands over a screen of the past: where one is, and that it is for reading."""
        if self.tracker.past:
            yield Static(f"{self.tracker.past.sentence} Nothing can be changed.", id="banner", markup=False)

    def ask(
        self,
        question: Callable[[Worker[Any]], T],
        answer: Callable[[T], None],
        group: str = "gather",
        telling: Telling | None = None,
    ) -> None:
        """Ask something away from the keyboard, and hand on the answer while the screen is there.

        Of a group only what was asked last is answered; the question is given its worker, which says whether it still is.
        Where it takes long, `telling` says how far it is, until it is answered.
        """

        def run() -> None:
            worker = get_current_worker()
            then: Callable[[], None]
            try:
                then = partial(answer, question(worker))
            except Problem as problem:
                then = partial(self.fail, problem)
            finally:
                if telling:
                    telling.end()
            if not worker.is_cancelled:
                self.app.call_from_thread(then)

        self.run_worker(run, thread=True, exclusive=True, group=group)

    def fail(self, problem: Problem) -> None:
        """Say why what was asked has no answer."""
        self.miss(problem)

    def look_again(self) -> None:
        """Ask again for everything that is shown."""
        raise NotImplementedError

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        return None

    def refuse(self, action: str) -> bool:
        """Say why an action cannot be taken, if it cannot."""
        if reason := self.why_not(action):
            self.say(reason, "$warning")
        return reason is not None

    def fill(self, name: str, module: str, begin: Mapping[str, str], plan: str | None = None) -> None:
        """Open the form of a command, of a module of commands, with what is known in it; what comes of it is said here.

        It is done in the `plan` that is named, else in what is looked at: numbers count by plan.
        """
        from jatui.tui.forms import Form

        self.fill_form(name, Form(module, begin=lambda asked: dict(begin)), plan)

    def fill_form(self, name: str, form: Form, plan: str | None = None) -> None:
        """Open a form of one's own of a command, as `fill` does."""
        from jatui.tui.asked import Asked
        from jatui.tui.screens.form import FormScreen

        tracker = replace(self.tracker, plan=plan) if plan else self.tracker
        screen = FormScreen(name, form, Asked(tracker), self.seen)
        self.app.push_screen(screen, lambda done: self.done(*done) if done else None)

    def run_command(self, command: Command) -> None:
        """Run a command away from the keyboard, then say what it changed or why it was refused."""
        self.app.run_command(command, lambda outcome: self.done(command, outcome))

    def done(self, command: Command, outcome: Outcome) -> None:
        """Say what came of a command, and show what it changed."""
        if isinstance(outcome, Problem):
            self.say(str(outcome), "$error")
            return
        self.say(sentence(outcome.sentence), line=self.app.line(command))
        self.look_again()

    def action_undo(self) -> None:
        """Take back the last thing that was done."""
        if not self.refuse("undo"):
            self.run_command(Undo())

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if not self.refuse("redo"):
            self.run_command(Redo())

    @on(KeyLine.Pressed)
    async def _press(self, event: KeyLine.Pressed) -> None:
        await self.run_action(event.action)

    @property
    def gone(self) -> bool:
        """Whether the screen was left, while something that was begun on it may go on."""
        return self not in self.app.screen_stack

    def say(self, text: str, style: str = "", line: str = "") -> None:
        """Say something on the status line, with the shell line that would have done the same.

        Where the screen was left meanwhile, it is said on the one in front.
        """
        if self.gone:
            self.app.tell(text, style)
            return
        status = self.query_one("#status", StatusLine)
        status.said, status.line = (text, style), line

    def in_keys(self, words: str) -> str:
        """Return words with each `{name}` of an action replaced by the key that this person has for it."""
        return self.app.keyboard.told(words)

    def miss(self, problem: Problem) -> None:
        """Say that the database could not answer, and ask everything again at the next look."""
        self._missed = True
        self.say(str(problem), "$error")

    def try_to(self, ask: Callable[..., Sequence[Any]], *asked: Any) -> Sequence[Any]:
        """Return what is asked for while the screen is drawn; nothing, until the next look, where there is no answer."""
        try:
            return ask(*asked)
        except Problem as problem:
            self.miss(problem)
            return ()

    def _look_elsewhere(self) -> None:
        """Notice what another window or program has written, and make up for what could not be read."""
        if not self.is_active:
            return
        try:
            changed = self.tracker.read.last_revision() != self.seen
        except Problem:
            return
        if self._missed:
            self._missed, changed = False, True
            self.say("")
        if changed:
            self.look_again()
