"""What the import of a plan costs beside reading its file alone with the library that reads such files. Run by hand:

    python -m tests.bench.importing [ROWS [ROUNDS]]

The same generated plan is written as CSV, as a workbook and as a Word file. `alone` is the csv module, openpyxl and python-docx
going over every cell; `read` is how jatui reads the file, `prepare` finds what it changes in an empty database, `apply` stores
it, with history and search. `restore` brings a snapshot of the same records back, which is the floor of `apply`. Seconds are of
the CPU, all in turn within one round.
"""

from __future__ import annotations

import csv
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import docx
import openpyxl

from jatui.commands.archive import Export, restore
from jatui.commands.importing import ImportPaper, Prepared, prepare, read_file
from jatui.commands.tracker import Tracker
from jatui.store import Store
from tests.bench.volume import BEGIN, TOPICS

HEADINGS = ("Ref", "Theme", "Action", "Milestone", "Committee", "Lead officer", "RAG", "Progress")
WORDINGS = ("Dec '21", "by the end of March 2022", "TBC", "Q3 2021/22", "Autumn 2021")
LEADS = ("Ann Able", "Jo Bloggs", "Head of Finance", "Sam Field")


def rows(number: int) -> list[tuple[str, ...]]:
    """Return the rows of a plan, the headings first."""
    chance = Random(1)
    made = [
        (
            f"A.{place}",
            f"Theme {place % 20}",
            f"Agree what is to be done about {chance.choice(TOPICS)} and report on it, part {place}",
            chance.choice(WORDINGS),
            chance.choice(("S&R", "E&GI", "H&T")),
            chance.choice(LEADS),
            chance.choice(("Red", "Amber", "Green", "")),
            f"The work on {chance.choice(TOPICS)} goes on; {place} people were asked.",
        )
        for place in range(1, number + 1)
    ]
    return [HEADINGS, *made]


def write(folder: Path, made: list[tuple[str, ...]]) -> None:
    """Write the plan in each form."""
    with (folder / "plan.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(made)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    for row in made:
        sheet.append(row)
    book.save(folder / "plan.xlsx")
    paper = docx.Document()
    table = paper.add_table(len(made), len(HEADINGS))
    for cells, row in zip((each.cells for each in table.rows), made, strict=True):
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    paper.save(str(folder / "plan.docx"))


def alone(path: Path) -> int:
    """Read every cell of a file with the library that is made for it, and return how many there are."""
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            return sum(map(len, csv.reader(file)))
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        return sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))
    tables = docx.Document(str(path)).tables
    return sum(len([cell.text for cell in row.cells]) for table in tables for row in table.rows)


def timed(do: Callable[[], object]) -> float:
    """Return the seconds of the CPU that something takes."""
    begin = time.process_time()
    do()
    return time.process_time() - begin


def one_round(path: Path, folder: Path) -> dict[str, float]:
    """Return what each part of one import costs."""
    found: list[Prepared] = []
    took = {"alone": timed(lambda: alone(path))}
    wish = ImportPaper(file=str(path), new="big")
    with (
        tempfile.TemporaryDirectory(dir=folder) as place,
        Store.create(Path(place) / "plan.sqlite3") as store,
    ):
        tracker = Tracker(store, "all", BEGIN, "bench")
        took["read"] = timed(lambda: read_file(str(path)))
        wish = wish.read()
        took["prepare"] = timed(lambda: found.append(prepare(tracker, wish)))
        took["apply"] = timed(lambda: tracker.run(replace(wish, ready=found[0])))
        Export(file=str(Path(place) / "plan.toml")).write(replace(tracker, plan="big"))
        target = Path(place) / "back.sqlite3"
        took["restore"] = timed(
            lambda: restore(target, Path(place) / "plan.toml", actor="bench", today=BEGIN)[0].close()
        )
    took["whole"] = took["read"] + took["prepare"] + took["apply"]
    return took


def main() -> None:
    """Measure each form, and print the medians and the ratios."""
    number, rounds = (int(each) for each in [*sys.argv[1:], *("10000", "3")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(folder, rows(number))
        for form in ("csv", "xlsx", "docx"):
            took = [one_round(folder / f"plan.{form}", folder) for _ in range(rounds)]
            middle = {name: statistics.median(each[name] for each in took) for name in took[0]}
            ratios = {
                f"{name} : {base}": statistics.median(each[name] / each[base] for each in took)
                for name, base in (("read", "alone"), ("whole", "alone"), ("apply", "restore"))
            }
            seconds = ", ".join(f"{name} {value:.2f} s" for name, value in middle.items())
            print(f"{form}: {number:,} rows: {seconds}")
            print(f"{form}: " + ", ".join(f"{name} {value:.2f}" for name, value in ratios.items()))


if __name__ == "__main__":
    main()
