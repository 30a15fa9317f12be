"""Long work that is watched: whoever waits for it is told how far it is, and may stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from jatui.domain.errors import Refused

Wanted = Callable[[float], bool]
"""Told how much of the work is done, from 0 to 1; returns whether to go on."""

LOOK_EVERY = 2_000
"""Things done between two looks at whether to go on."""

T = TypeVar("T")


class Stopped(Refused):
    """The work is no longer wanted; nothing is left of it."""

    def __init__(self) -> None:
        super().__init__("Stopped; nothing was changed.")


def unwatched(share: float) -> bool:
    """Go on, since nobody waits to be told."""
    return True


def part(wanted: Wanted, begin: float, end: float) -> Wanted:
    """Return a watch over a part of the work, from one share of the whole to another."""
    return lambda share: wanted(begin + (end - begin) * share)


class Watched(Generic[T]):
    """Tells how far the reading of several sources is, which together are of so many things."""

    def __init__(self, total: int, wanted: Wanted) -> None:
        self._total, self._wanted, self._read = total, wanted, 0

    def __call__(self, source: Callable[[], Iterable[T]]) -> Callable[[], Iterator[T]]:
        """Return a source that tells how far all are; raises Stopped as soon as they are no longer wanted."""

        def things() -> Iterator[T]:
            for thing in source():
                if self._read % LOOK_EVERY == 0 and not self._wanted(
                    min(1.0, self._read / max(self._total, 1))
                ):
                    raise Stopped
                self._read += 1
                yield thing

        return things


def watched(items: Iterable[T], total: int, wanted: Wanted) -> Iterator[T]:
    """Yield each of so many things, telling how far it is; raises Stopped as soon as they are no longer wanted."""
    for place, item in enumerate(items):
        if place % LOOK_EVERY == 0 and not wanted(min(1.0, place / max(total, 1))):
            raise Stopped
        yield item
