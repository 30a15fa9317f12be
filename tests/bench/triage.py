"""What a card of the triage queue costs at 1,000 and at 100,000 actions, beside a step in a bare table of 60. Run by hand:

    python -m tests.bench.triage [ROUNDS [FOLDER]]

A folder keeps the databases for the next run. `accept` takes in what came in; `open, type a letter, save` rates with a text;
each brings the next card. CPU is of all threads until the screen rests; latency is the time from the key to the last byte
that answers it, with the write on the disk. A figure is the median over the rounds.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from jatui.store import Store
from tests.bench.terminal import DOWN, UP, Program, medians
from tests.bench.volume import BEGIN, make

SIZES = ((1_000, 500), (100_000, 5_000))
"""Actions, and updates of them that wait."""


def add_submitted(path: Path, number: int) -> None:
    """Let an update wait of each of the first actions."""
    with (
        Store.open(path) as store,
        store.revision("submit", "{}", actor="bench", day=BEGIN) as writer,
    ):
        begin = int(writer.read.value('SELECT coalesce(max(number), 0) + 1 FROM "update"'))
        rows = writer.read.rows("SELECT id, plan_id FROM action ORDER BY position LIMIT ?", (number,))
        writer.connection.executemany(
            'INSERT INTO "update" (plan_id, number, action_id, day, state, text, rating) '
            "VALUES (?, ?, ?, '2021-09-01', 'submitted', 'Draft circulated; the report follows in autumn', 'amber')",
            [(plan, begin + place, action) for place, (action, plan) in enumerate(rows)],
        )
        writer.sentence = "handed in"


def measure(each: Program) -> dict[str, float]:
    """Return the cost of each kind of key for one round."""
    if each.case.startswith("table"):
        return {"step": each.press([DOWN, UP] * 8), "step, ms until answered": each.wait(DOWN)}
    found = {
        "accept": each.press([b"\r"] * 8),
        "accept, ms until answered": statistics.median(each.wait(b"\r") for _ in range(8)),
    }
    found["open, type a letter, save"] = each.press([b"r", b" ", b"x", b"\r"] * 3) * 4
    found["step"] = each.press([DOWN, UP] * 8)
    return found


def main(rounds: int, kept: str | None = None) -> None:
    """Measure in turn and print what each costs, with the ratio to a step in the bare table."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = kept or temporary
        os.environ["XDG_STATE_HOME"] = folder
        programs = [Program("table 60", [sys.executable, "-m", "tests.bench.table", "--child", "table:60"])]
        for actions, submitted in SIZES:
            path = Path(folder) / f"{actions}.sqlite3"
            if not path.exists():
                make(path, actions, actions)
                add_submitted(path, submitted)
            words = ["--database", str(path), "--today", "2021-09-12", "--actor", "bench"]
            programs.append(Program(f"jatui {actions:,}", [sys.executable, "-m", "jatui", *words]))
        time.sleep(5)
        for each in programs:
            each.rest(0.5)
            if each.case.startswith("jatui"):
                os.write(each.master, b"t")
                each.rest(1.0)
        middle = medians(programs, rounds, measure)
    floor = middle["table 60"]["step"]
    for case, found in middle.items():
        for kind, cost in found.items():
            print(f"{case:16} {kind:30} {cost:8.2f}  {cost / floor:6.2f} x a step in the bare table")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5, *sys.argv[2:3])
