"""What changed since a meeting, and the history of one action, at 100,000 actions and 1,000,000 updates. Run by hand:

    python -m tests.bench.changes [ACTIONS [UPDATES [ROUNDS [PATH]]]]

The database is that of `tests.bench.past`: the updates come in over two years, a day's as one revision. Since a meeting is
sixty revisions back. It is measured beside the best single query that gives the same facts of the same rows: the journal
folded in SQL with the fields taken out of each row's JSON, and beside the open actions that a single query lists. The history
of one action is measured beside a keyed select of its revisions, whose numbers are given to it. PATH keeps the database.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from jatui.store import Reader, Store
from jatui.store.changes import changes, changes_of
from jatui.store.fold import TOLD
from jatui.store.history import details, history, revisions_of
from tests.bench.past import DAYS, live, timed
from tests.bench.volume import BEGIN

BACK = 60


def single(read: Reader, since: int) -> None:
    """Ask with one query a table for all that changes are told from, and for the actions that are open."""
    first = read.value("SELECT min(id) FROM change WHERE revision_id = ?", (since + 1,))
    for table, kind in TOLD.items():
        fields = ", ".join(
            f"json_extract({side}, '$.{name}')"
            for side in ("b.before", "l.after")
            for name in kind.__struct_fields__
        )
        read.rows(
            f"SELECT f.row_id, {fields} FROM (SELECT row_id, min(id) AS first, max(id) AS last FROM change NOT INDEXED "
            f"WHERE id >= ? AND entity = '{table}' GROUP BY row_id) f CROSS JOIN change b ON b.id = f.first "
            "CROSS JOIN change l ON l.id = f.last WHERE b.before IS NOT l.after",
            (first,),
        )
    read.rows("SELECT id, handle, updated FROM action WHERE status NOT IN ('complete', 'closed')")


def keyed(read: Reader, numbers: list[int]) -> None:
    """Ask for revisions by their numbers."""
    marks = ", ".join("?" * len(numbers))
    read.rows(f"SELECT * FROM revision WHERE id IN ({marks}) ORDER BY id DESC", numbers)


def measure(path: Path) -> dict[str, tuple[float, float]]:
    """Return the seconds of each case and of what it is measured beside, for one round."""
    with Store.open(path) as store:
        read = store.read
        scope = read.scope(None, BEGIN + dt.timedelta(days=DAYS))
        last = read.last_revision()
        since, action = last - BACK, 500
        numbers = revisions_of(read, action)
        one = _many(lambda: keyed(read, numbers))
        return {
            "changes since a meeting": (
                timed(lambda: changes(read, since, scope)),
                timed(lambda: single(read, since)),
            ),
            "changes of one action": (_many(lambda: changes_of(read, action, since)), one),
            "history of one action": (_many(lambda: history(read, action)), one),
            "history of all, first page": (_many(lambda: history(read, limit=100)), one),
            "history of all, far down": (_many(lambda: history(read, limit=100, before=last // 2)), one),
            "details of the largest": (_many(lambda: details(read, 1)), one),
        }


def _many(do: Callable[[], object]) -> float:
    do()
    return statistics.median(timed(do) for _ in range(11))


def main(actions: int, updates: int, rounds: int, kept: Path | None) -> None:
    """Measure in turn and print each case with its ratio."""
    with tempfile.TemporaryDirectory() as name:
        path = kept or Path(name) / "plan.sqlite3"
        if not path.exists():
            live(path, actions, updates)
        print(f"{actions:,} actions, {updates:,} updates, {os.path.getsize(path) / 1e6:,.0f} MB")
        found = [measure(path) for _ in range(rounds)]
        for case in found[0]:
            seconds, beside = (statistics.median(each[case][part] for each in found) for part in (0, 1))
            ratio = statistics.median(each[case][0] / each[case][1] for each in found)
            print(f"{case:28} {seconds:9.4f} s  {beside:9.4f} s  {ratio:7.2f} x")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:4]]
    sizes = given + [100_000, 1_000_000, 3][len(given) :]
    main(sizes[0], sizes[1], sizes[2], Path(sys.argv[4]) if len(sys.argv) > 4 else None)
