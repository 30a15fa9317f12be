"""Key to frame in the finder and the filter, at 60 and at 100,000 actions with 1,000,000 updates. Run by hand:

    python -m tests.bench.finding [ROUNDS [FOLDER]]

A folder keeps the databases for the next run. Each text is typed key by key in the whole program, each key after the one
before is answered. `page` is the time from the key until the first page of what is typed stands in the list of actions
(or, where the list stays as it is, until what was typed stands in the line); `all` until the last change of any cell, so
with the counts and with what is near. The screen is rebuilt afterwards from what was sent. A figure is the median over the
rounds; the budget is of the median over the keys.
"""

from __future__ import annotations

import os
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pyte

from tests.bench.terminal import ANSWERED, HEIGHT, WIDTH, Program
from tests.bench.volume import make

SIZES = ((60, 600), (100_000, 1_000_000))
"""Actions and updates."""

TYPED = ("e1", "trees", "dec 21", "woodland", "woodlnd", "due:<+30d rating:red")
"""A ref, a word that nothing has, a month, a word that a quarter has, the same misspelt, and terms of the filter."""

IDLE = 80.0
"""Milliseconds of CPU a second below which nothing is under way any more; what is counted or looked for takes ten times it."""

FRAME = 0.02
"""Seconds after which a change of the list is of another frame: the whole list that comes behind the first page may move it."""

CLEAR, LEAVE = b"\x15", b"\x1b"


class Seen(Program):
    """A program whose screen is rebuilt from what it sends."""

    def __init__(self, case: str, command: Sequence[str]) -> None:
        super().__init__(case, command)
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.ByteStream(self.screen)

    def answer(self, key: bytes, patience: float = ANSWERED) -> tuple[float, float]:
        """Press a key; return the milliseconds until the list of actions stood, and until everything did."""
        self.screen.dirty.clear()
        begin = time.perf_counter()
        if key:
            os.write(self.master, key)
        chunks = self._chunks(patience)
        rows, first, last = self._listed(), 0.0, begin
        changed: list[float] = []
        for moment, chunk in chunks:
            before = list(self.screen.display)
            self._stream.feed(chunk)
            if self.screen.display != before:
                first, last = first or moment, moment
            if (now := self._listed()) != rows and (not changed or moment - changed[-1] < FRAME):
                rows = now
                changed.append(moment)
        page = changed[-1] if changed else first or begin
        return (page - begin) * 1000, (last - begin) * 1000

    def _chunks(self, patience: float) -> list[tuple[float, bytes]]:
        """Return what is sent, each piece with its moment, until nothing is and the CPU clock stands still."""
        found = []
        before = self.cpu()
        while True:
            if select.select([self.master], [], [], patience)[0]:
                chunk = os.read(self.master, 1 << 16)
                found.append((time.perf_counter(), chunk))
                if b"\x1b[?2026$p" in chunk:
                    os.write(self.master, b"\x1b[?2026;2$y")
                continue
            now = self.cpu()
            if now - before < IDLE * patience:
                return found
            before = now

    def _listed(self) -> list[str]:
        """Return the lines of the list of actions, without its frame and its scrollbar."""
        lines = self.screen.display
        top = next((n for n, line in enumerate(lines) if "2 Actions" in line), 0)
        left = lines[top].find("2 Actions") - 2
        end = next((n for n in range(top + 1, HEIGHT) if "4 Calendar" in lines[n]), HEIGHT)
        right = lines[top].find("╮", left)
        return [line[left : right - 3] for line in lines[top + 1 : end - 1]]


def measure(each: Seen) -> dict[tuple[str, int], tuple[float, float]]:
    """Type every text, and return what each of its keys took."""
    found = {}
    for text in TYPED:
        each.answer(b"/")
        for place, letter in enumerate(text):
            found[text, place] = each.answer(letter.encode())
        each.answer(CLEAR)
        each.answer(LEAVE)
    return found


def tell(rows: dict[str, dict[tuple[str, int], list[tuple[float, float]]]]) -> None:
    """Print each key's medians and their ratio, and for each text the medians over its keys."""
    small, large = (
        {
            key: [statistics.median(times) for times in zip(*found, strict=True)]
            for key, found in costs.items()
        }
        for costs in rows.values()
    )
    print("ms from the key, median            page: 60   100,000  ratio     all: 60   100,000  ratio")
    for text in TYPED:
        keys = [key for key in small if key[0] == text]
        for key in keys:
            _line(f"  {text[: key[1] + 1]}", [*small[key]], [*large[key]])
        middle = [
            [statistics.median(part[key][n] for key in keys) for n in (0, 1)] for part in (small, large)
        ]
        _line(f"p50 of {text!r}", *middle)
    whole = [
        [statistics.median(cost[n] for cost in part.values()) for n in (0, 1)] for part in (small, large)
    ]
    _line("p50 of all keys", *whole)


def _line(name: str, small: Sequence[float], large: Sequence[float]) -> None:
    told = [
        f"{one:10.1f}{other:10.1f}{other / one if one else 0:7.2f}"
        for one, other in zip(small, large, strict=True)
    ]
    print(f"{name:32}{'  '.join(told)}")


def main(rounds: int, kept: str | None = None) -> None:
    """Measure in turn and print what each key took."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(kept or temporary)
        os.environ["XDG_STATE_HOME"] = temporary
        programs = []
        for actions, updates in SIZES:
            path = folder / f"{actions}.sqlite3"
            if not path.exists():
                make(path, actions, updates)
            words = ["--database", str(path), "--today", "2021-09-12", "--actor", "bench"]
            programs.append(Seen(f"{actions:,}", [sys.executable, "-m", "jatui", *words]))
        rows: dict[str, dict[tuple[str, int], list[tuple[float, float]]]] = {
            each.case: {} for each in programs
        }
        try:
            for each in programs:
                each.answer(b"", 3.0)
            for _ in range(rounds):
                for each in programs:
                    for key, times in measure(each).items():
                        rows[each.case].setdefault(key, []).append(times)
        finally:
            for each in programs:
                each.end()
    tell(rows)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5, *sys.argv[2:3])
