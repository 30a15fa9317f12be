"""What a key costs in the whole program at 60 and at 100,000 actions, beside a DataTable of 60 rows. Run by hand:

    python -m tests.bench.keys [ROUNDS]

`step` moves the cursor in view and back, so theme, officer and calendar panes and the card are live; `filter`
types a letter of a word and takes it back. CPU is of all threads until the screen rests, counts included;
latency is the time from the key to the last byte that answers it. A figure is the median over the rounds.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from time import sleep

from tests.bench.terminal import DOWN, END, HOME, PAGE_DOWN, PAGE_UP, UP, Program, medians
from tests.bench.volume import make

SIZES = (60, 100_000)
ERASE = b"\x7f"
SETTLING = 5.0
"""Seconds until all programs have shown and counted what they hold."""


def program(name: str, database: Path) -> Program:
    """Return jatui on a database, as of a day amid its plan."""
    words = ["--database", str(database), "--today", "2021-09-12", "--actor", "bench"]
    return Program(name, [sys.executable, "-m", "jatui", *words])


def measure(each: Program) -> dict[str, float]:
    """Return the cost of each kind of key for one round."""
    each.press([HOME])
    found = {"step": each.press([DOWN, UP] * 8)}
    each.press([DOWN] * 30)
    found["scroll"] = each.press([DOWN] * 12)
    found["page"] = each.press([PAGE_DOWN, PAGE_UP] * 4)
    found["end"] = each.press([END, HOME] * 4)
    if each.case.startswith("jatui"):
        each.press([b"/"])
        letters = [b"s", b"t", b"r"]
        found["filter key"] = each.press([*letters, *[ERASE] * 3])
        found["filter key, ms until answered"] = statistics.median(
            each.wait(key) for key in (*letters, *[ERASE] * 3)
        )
        each.press([b"\x1b"])
        each.rest(0.5)
    return found


def main(rounds: int) -> None:
    """Measure in turn and print CPU milliseconds per key with their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        programs = [
            Program("DataTable 60", [sys.executable, "-m", "tests.bench.table", "--child", "datatable:60"])
        ]
        for size in SIZES:
            path = Path(folder) / f"{size}.sqlite3"
            make(path, size, size)
            programs.append(program(f"jatui {size:,}", path))
        sleep(SETTLING)
        for each in programs:
            each.rest(0.5)
        middle = medians(programs, rounds, measure)
    table, small, large = middle.values()
    print(f"CPU ms per key, median of {rounds} rounds        60    100,000   100,000:60   60:DataTable 60")
    for kind in small:
        beside = f"{small[kind] / table[kind]:12.2f}" if kind in table else ""
        print(f"{kind:38} {small[kind]:10.2f} {large[kind]:10.2f} {large[kind] / small[kind]:12.2f} {beside}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
