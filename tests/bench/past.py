"""What a day a year back costs at 100,000 actions and 1,000,000 updates, beside a plain copy of the database. Run by hand:

    python -m tests.bench.past [ACTIONS [UPDATES [ROUNDS]]]

The updates come in over two years, a day's as one revision, each of another action, which then stands as it says: what is
written back are half of the updates and nearly all actions. `first page` is what the screen asks for first, in the past
and in the present; `gap` is the longest that the work went on without a look at whether it is still wanted.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random
from unittest.mock import patch

from jatui.commands.past import find_moment, look_back
from jatui.commands.tracker import Tracker
from jatui.store import Store
from jatui.tui.view import View
from tests.bench.volume import BEGIN, LEVELS, SAID, TOPICS, make

DAYS = 730
FIRST = 10
"""One of so many updates is there from the first day."""


def live(path: Path, actions: int, updates: int) -> None:
    """Make a database whose updates came in day by day."""
    chance, day = Random(1), BEGIN
    with patch("jatui.store.store.now", lambda: f"{day}T12:00:00.000+00:00"):
        make(path, actions, updates // FIRST)
        a_day = min(actions, (updates - updates // FIRST) // DAYS)
        with Store.open(path) as store:
            ids = [row for (row,) in store.read.rows("SELECT id FROM action")]
            for number in range(1, DAYS + 1):
                day = BEGIN + dt.timedelta(days=number)
                with store.revision("returns read", "{}", actor="bench", day=day) as writer:
                    writer.add_updates({action: _said(chance, day) for action in chance.sample(ids, a_day)})
                    writer.sentence = "read"


def _said(chance: Random, day: dt.date) -> dict[str, object]:
    return {
        "day": day,
        "text": chance.choice(SAID).format(topic=chance.choice(TOPICS)),
        "rating": chance.choice((None, *LEVELS)),
    }


def copy(path: Path, target: Path) -> None:
    """Copy a file block by block, as any program would."""
    with path.open("rb") as source, target.open("wb") as other:
        while block := source.read(1 << 20):
            other.write(block)


def timed(do: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    begin = time.perf_counter()
    do()
    return time.perf_counter() - begin


def measure(path: Path, folder: Path) -> dict[str, float]:
    """Return the seconds of each case for one round."""
    target = folder / "copy"
    with Store.open(path) as store:
        today = BEGIN + dt.timedelta(days=DAYS)
        present = Tracker(store, None, today, "bench")
        found = {"plain copy": timed(lambda: copy(path, target))}
        target.unlink()
        for case, back in (("a week back", 7), ("a year back", 365)):
            looks = [time.perf_counter()]

            def wanted(_: float, looks: list[float] = looks) -> bool:
                looks.append(time.perf_counter())
                return True

            moment = find_moment(present, (today - dt.timedelta(days=back)).isoformat())
            begin = time.perf_counter()
            past = look_back(Tracker(store, None, None, "bench"), moment, wanted)
            found[case] = time.perf_counter() - begin
            found[f"{case}, gap"] = max(b - a for a, b in pairwise(looks))
            found[f"{case}, first page"] = _page(past)
            found["present, first page"] = _page(present)
            past.store.close()
    return found


def _page(tracker: Tracker) -> float:
    View.of(tracker, "").first(tracker)
    return statistics.median(timed(lambda: View.of(tracker, "").first(tracker)) for _ in range(21))


def main(actions: int, updates: int, rounds: int) -> None:
    """Measure in turn and print each case with its ratio to the plain copy."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "plan.sqlite3"
        live(path, actions, updates)
        print(f"{actions:,} actions, {updates:,} updates, {os.path.getsize(path) / 1e6:,.0f} MB")
        found = [measure(path, folder) for _ in range(rounds)]
        for case in found[0]:
            seconds = statistics.median(each[case] for each in found)
            ratio = statistics.median(each[case] / each["plain copy"] for each in found)
            print(f"{case:26} {seconds:9.4f} s  {ratio:8.4f} x a plain copy")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [100_000, 1_000_000, 3][len(given) :]))
