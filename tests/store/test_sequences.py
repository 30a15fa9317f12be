from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from jatui.commands.actions import Update
from jatui.commands.journal import Redo, Undo
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Refused
from jatui.domain.words import RATINGS, STATUSES
from jatui.store import Store
from jatui.store.journal import verify_chain
from tests.conftest import DAY, small_plan

State = list[tuple[str, dict[str, Any]]]
HANDLES = st.sampled_from(["E.1", "E.2", "F.6#1", "F.6#2"])


class Sequences(RuleBasedStateMachine):
    """Any sequence of updates, undos, redos and restarts leaves the records as a list of states says."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.done: list[State] = []
        self.undone: list[State] = []

    @initialize()
    def begin(self) -> None:
        store = Store.create(self.folder / "plan.sqlite3")
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(small_plan())
        self.tracker = Tracker(store, None, DAY, "test")
        self.done = [self.records()]

    def records(self) -> State:
        return list(self.tracker.read.records())

    @rule(
        ref=HANDLES,
        rating=st.none() | st.sampled_from(RATINGS),
        status=st.none() | st.sampled_from(STATUSES),
        text=st.text(st.characters(codec="utf-8"), max_size=5),
        days=st.integers(-3, 3),
    )
    def update(self, ref: str, rating: str | None, status: str | None, text: str, days: int) -> None:
        date = DAY.replace(day=DAY.day + days)
        nothing = not (rating or status or text)
        self.tracker.run(
            Update(ref=ref, rating=rating, status=status, text=text or None, date=date, nothing_new=nothing)
        )
        self.done.append(self.records())
        self.undone.clear()

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def undo(self) -> None:
        self.tracker.run(Undo())
        self.undone.append(self.done.pop())

    @precondition(lambda self: len(self.done) == 1)
    @rule()
    def undo_nothing(self) -> None:
        try:
            self.tracker.run(Undo())
        except Refused:
            return
        raise AssertionError("there was nothing to undo")

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.tracker.run(Redo())
        self.done.append(self.undone.pop())

    @precondition(lambda self: not self.undone)
    @rule()
    def redo_nothing(self) -> None:
        try:
            self.tracker.run(Redo())
        except Refused:
            return
        raise AssertionError("there was nothing to redo")

    @rule()
    def restart(self) -> None:
        self.tracker.store.close()
        self.tracker = Tracker(Store.open(self.folder / "plan.sqlite3"), None, DAY, "test")

    @invariant()
    def the_records_are_those_of_the_state(self) -> None:
        if self.done:
            assert self.records() == self.done[-1]

    def teardown(self) -> None:
        if self.done:
            assert verify_chain(self.tracker.store.connection()) == []
            self.tracker.store.close()
        shutil.rmtree(self.folder)


Sequences.TestCase.settings = settings(max_examples=8, stateful_step_count=25)
TestSequences = Sequences.TestCase
