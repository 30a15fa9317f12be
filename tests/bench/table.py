"""CPU per key of the table at 60 and at 100,000 rows against a bare DataTable of 60, in real pseudo-terminals.

Run by hand: `python -m tests.bench.table [ROUNDS]`. The programs wait side by side and take their turns key
by key, so that what else the machine does falls on all of them; a figure is the median over the rounds.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
from array import array
from collections.abc import Sequence
from typing import ClassVar

from tests.bench.terminal import DOWN, END, HEIGHT, HOME, PAGE_DOWN, PAGE_UP, UP, Program

CASES = ("datatable:60", "table:60", "table:100000", "bordered:60", "bordered:100000")


def measure(program: Program) -> dict[str, float]:
    """Return the CPU of each kind of key for one round."""
    body = HEIGHT - 1 - 2 * program.case.startswith("bordered")
    found = {}
    program.press([HOME])
    found["step"] = program.press([DOWN, UP] * 10)
    program.press([DOWN] * (body - 1))
    found["scroll"] = program.press([DOWN] * 18)
    program.press([HOME])
    found["page"] = program.press([PAGE_DOWN, PAGE_UP] * 8)
    found["end"] = program.press([END, HOME] * 8)
    found["burst of 200"] = program.burst(DOWN * 200)
    if not program.case.endswith(":60"):
        found["pages on"] = program.press([PAGE_DOWN] * 16)
        found["scrolls on"] = program.press([DOWN] * 20)
    return found


def main(rounds: int) -> None:
    """Measure all programs in turn and print CPU per key and ratios."""
    programs = [Program(case, [sys.executable, "-m", "tests.bench.table", "--child", case]) for case in CASES]
    rows: dict[str, dict[str, list[float]]] = {case: {} for case in CASES}
    try:
        for program in programs:
            program.rest(1.5)
        for number in range(rounds + 1):
            for program in programs:
                for kind, cost in measure(program).items():
                    if number:
                        rows[program.case].setdefault(kind, []).append(cost)
    finally:
        for program in programs:
            program.end()
    middle = {
        case: {kind: statistics.median(costs) for kind, costs in found.items()}
        for case, found in rows.items()
    }
    kinds = list(middle[CASES[2]])
    print(
        f"CPU ms per key, median of {rounds} rounds; :DT against DataTable 60, :60 against the same at 60 rows"
    )
    for kind in kinds:
        print(f"\n{kind}")
        for case in CASES:
            if kind not in middle[case]:
                continue
            cost = middle[case][kind]
            same = kind.replace("pages on", "page").replace("scrolls on", "scroll")
            small = middle[case.partition(":")[0] + ":60"][same]
            print(
                f"  {case:16} {cost:8.2f}   :DT {cost / middle[CASES[0]][same]:5.2f}   :60 {cost / small:5.2f}"
            )


def child(case: str) -> None:
    """Run one program: a DataTable, or a table over a database."""
    from textual.app import App, ComposeResult
    from textual.binding import Binding, BindingType
    from textual.widgets import DataTable

    from jatui.tui.widgets.table import Column, IdSource, Row, Table

    kind, _, number = case.partition(":")
    count = int(number)
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE action (id INTEGER PRIMARY KEY, ref, text, due, rating, lead)")
    texts = (
        "Review the Climate Change and Environment Strategy of the Council, with its partners",
        "Produce a Tree strategy",
    )
    values = (
        (id, f"E.{id}", f"{texts[id % 2]} {id}", "Dec '21", "rag"[id % 3], "Q Carroll +2")
        for id in range(1, count + 1)
    )
    database.executemany("INSERT INTO action VALUES (?, ?, ?, ?, ?, ?)", values)
    styles = {"r": "rating-red", "a": "rating-amber", "g": "rating-green"}

    def fetch(ids: Sequence[int]) -> dict[int, Row]:
        sql = f"SELECT id, ref, text, due, rating, lead FROM action WHERE id IN ({','.join('?' * len(ids))})"
        return {
            id: ((ref, "strong"), text, due, (f"● {rating}", styles[rating]), (lead, "dim"))
            for id, ref, text, due, rating, lead in database.execute(sql, list(ids))
        }

    class Keyed(Table):
        BINDINGS: ClassVar[list[BindingType]] = [
            Binding(key, action)
            for key, action in {
                "down": "cursor_down",
                "up": "cursor_up",
                "pagedown": "page_down",
                "pageup": "page_up",
                "home": "cursor_home",
                "end": "cursor_end",
            }.items()
        ]

    columns = [
        Column("ref", "Ref", 9), Column("text", "Action"), Column("due", "Due", 8, drop_order=3),
        Column("rating", "Rating", 6), Column("lead", "Lead", 16, drop_order=1),
    ]  # fmt: skip

    class Bench(App[None]):
        CSS = ".bordered { border: round $accent; }"

        def compose(self) -> ComposeResult:
            yield DataTable(cursor_type="row") if kind == "datatable" else Keyed(columns, classes=kind)

        def on_mount(self) -> None:
            ids = array("q", (id for (id,) in database.execute("SELECT id FROM action ORDER BY id")))
            if kind == "datatable":
                table = self.query_one(DataTable)
                table.add_columns(*(column.label for column in columns))
                for cells in fetch(ids).values():
                    table.add_row(*(cell if isinstance(cell, str) else cell[0] for cell in cells))
            else:
                shown = self.query_one(Keyed)
                shown.border_title = "2 Actions"
                shown.set_source(IdSource(ids, fetch))
            self.screen.focus_next()

    Bench().run()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
