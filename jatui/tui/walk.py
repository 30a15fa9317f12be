"""The way through the triage queue: which card is looked at, which come after it, and what was skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from jatui.store.queue import REASONS, Entry


class Walk:
    """The queue as one goes through it. Its order stands, whatever is done to its actions; what comes in later joins it."""

    def __init__(self, entries: Sequence[Entry], at: int | None = None) -> None:
        self.order = [entry.action for entry in entries]
        self._entries = {entry.action: entry for entry in entries}
        self._places = {action: place for place, action in enumerate(self.order)}
        self._skipped: set[int] = set()
        self._left = Counter(entry.reason for entry in entries if not entry.done)
        self.place: int | None = self._places.get(at) if at is not None else None
        if self.place is None:
            self.place = self._next(0)

    @property
    def current(self) -> int | None:
        """The action that is looked at; None at the end."""
        return None if self.place is None else self.order[self.place]

    @property
    def done(self) -> int:
        """How many have been looked at."""
        return len(self.order) - self.left

    @property
    def left(self) -> int:
        """How many are left to look at."""
        return self._left.total()

    @property
    def skipped(self) -> int:
        """How many of those that are left were skipped."""
        return len(self._skipped)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """How many are left for each reason, the reasons without any left out."""
        return [(name, self._left[place]) for place, name in enumerate(REASONS) if self._left[place]]

    def entry(self, action: int) -> Entry | None:
        """Return what is known of an action in the queue."""
        return self._entries.get(action)

    def was_skipped(self, action: int) -> bool:
        """Tell whether an action was skipped and not looked at since."""
        return action in self._skipped

    def go_to(self, action: int) -> None:
        """Look at an action, if it is in the queue."""
        self.place = self._places.get(action, self.place)

    def step(self, way: int) -> None:
        """Go so many cards on or back, whether or not they were looked at; stay within the queue."""
        if self.order:
            begin = len(self.order) if self.place is None else self.place
            self.place = max(0, min(begin + way, len(self.order) - 1))

    def advance(self) -> None:
        """Go to the next card that is left, from the beginning again behind the last; to the end where none is."""
        begin = 0 if self.place is None else self.place + 1
        found = self._next(begin)
        self.place = self._next(0) if found is None else found

    def skip(self) -> None:
        """Leave the card for the second round, and go on."""
        if self.current is not None and not self._entries[self.current].done:
            self._skipped.add(self.current)
        self.advance()

    def again(self) -> None:
        """Begin the second round, through what was skipped."""
        self._skipped.clear()
        self.place = self._next(0)

    def update(self, entries: Iterable[Entry]) -> None:
        """Take over how some actions stand now; what was not in the queue before comes next."""
        for entry in entries:
            former = self._entries.get(entry.action)
            if former is None:
                self._insert(entry.action)
            elif not former.done:
                self._left[former.reason] -= 1
            if not entry.done:
                self._left[entry.reason] += 1
            elif entry.action in self._skipped:
                self._skipped.discard(entry.action)
            self._entries[entry.action] = entry

    def _insert(self, action: int) -> None:
        place = len(self.order) if self.place is None else self.place + 1
        self.order.insert(place, action)
        self._places = {each: number for number, each in enumerate(self.order)}

    def _next(self, begin: int) -> int | None:
        for place in range(begin, len(self.order)):
            action = self.order[place]
            if not self._entries[action].done and action not in self._skipped:
                return place
        return None
