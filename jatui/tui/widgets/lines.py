"""The line that the text of an update is typed into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from jatui.commands.actions import Update
from jatui.domain.doubts import Said
from jatui.domain.words import sign
from jatui.drafts import Drafts
from jatui.tui.widgets.text import Piece, pieces


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text is typed for: the actions as a command takes them and as people call them, and what is decided of them.

    `kept_by` is the name by which a text is kept that is not saved yet: the actions, each with its plan.
    `told` says what will come of it; `odd` returns in a few words what is odd about what is said.
    """

    refs: str
    kept_by: str
    name: str
    rating: str | None = None
    nothing_new: bool = False
    told: Sequence[Piece] = ()
    odd: Callable[[Said], str] = lambda said: ""


class WriteLine(Vertical):
    """The text of an update, typed in place; enter saves it. What is left unsaved is there again when one comes back."""

    KEYS = "enter save   esc leave; the text is kept until it is saved   {editor} editor"

    class Written(Message):
        """A text was finished: the command that records it, and the revision that its writer had before them."""

        def __init__(self, command: Update, seen: int) -> None:
            super().__init__()
            self.command = command
            self.seen = seen

    class Left(Message):
        """Writing ended without anything to save."""

    def __init__(self, database: Path) -> None:
        super().__init__(id="write")
        self._database = database
        self._subject = Subject("", "", "")
        self._seen = 0
        self.saving = False

    @cached_property
    def drafts(self) -> Drafts:
        """Where texts are kept that are not saved yet."""
        return Drafts.of(self._database)

    @property
    def _about(self) -> str:
        return f"write {self._subject.kept_by}"

    def compose(self) -> ComposeResult:
        """Lay out what the text is for, the text, and what comes of it."""
        with Horizontal():
            yield Static(id="write-about", markup=False)
            yield Input(id="write-text", compact=True, placeholder="what is said of it")
        yield Static(id="write-told", markup=False)

    def open(self, subject: Subject, seen: int) -> None:
        """Begin an update of an action, or go on with the text that was left; one that is open is kept for its own."""
        self._subject, self._seen, self.saving = subject, seen, False
        about: list[Piece] = [(f" {subject.name} ", "bold")]
        if subject.rating:
            about.append((f"{sign(subject.rating)} {subject.rating} ", f"$rating-{subject.rating}"))
        if subject.nothing_new:
            about.append(("nothing new ", ""))
        self.query_one("#write-about", Static).update(pieces(about))
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = "" if subject.nothing_new else self.drafts.find(self._about) or ""
        self.add_class("-open")
        field.focus()
        field.action_end()
        self._tell()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    @text.setter
    def text(self, text: str) -> None:
        """Go on with another text; this line has but one line, so that line ends become blanks."""
        field = self.query_one(Input)
        field.value = " ".join(text.split("\n")).strip()
        field.focus()
        field.action_end()

    def close(self, *, saved: bool) -> None:
        """End writing; a text that is not saved is kept for its action."""
        if saved:
            self.drafts.drop(self._about)
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = ""
        self.saving = False
        self.remove_class("-open")

    def hold(self, seen: int | None = None) -> None:
        """Go on writing, since what was written could not be saved; `seen` is the revision that is told of now, if any."""
        self.saving = False
        self._seen = self._seen if seen is None else seen

    @on(Input.Changed)
    def _keep(self, event: Input.Changed) -> None:
        """Keep what is typed as it is typed."""
        if self.has_class("-open") and not self._subject.nothing_new:
            self.drafts.keep(self._about, event.value)
        self._tell()

    def _tell(self) -> None:
        """Tell what will come of it, and what is odd about it as it is typed."""
        told = list(self._subject.told)
        subject = self._subject
        odd = subject.odd(Said(subject.rating, None, self.query_one(Input).value, subject.nothing_new))
        if odd:
            told += [("\n" if told else "", ""), (f"odd: {odd}", "$warning")]
        line = self.query_one("#write-told", Static)
        line.update(pieces(told))
        line.display = bool(told)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.saving:
            return
        subject, text = self._subject, event.value.strip()
        if text or subject.rating or subject.nothing_new:
            self.saving = True
            command = Update(
                ref=subject.refs,
                rating=subject.rating,
                text=text or None,
                nothing_new=subject.nothing_new,
            )
            self.post_message(self.Written(command, self._seen))
        else:
            self.post_message(self.Left())
