"""The scorecard at 10,000 indicators with 100,000 measurements. Run by hand:

    python -m tests.bench.indicators [INDICATORS [VALUES [ROUNDS]]]

Standings are measured beside the best single query that gives the same measurements; what is reckoned for each row beside the
reading of them. A screen reckons what it shows alone, forty rows of it.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jatui.domain.scorecard import Standing
from jatui.store import Reader, Store
from jatui.store.indicators import one, standing
from tests.bench.past import timed
from tests.conftest import DAY, small_plan

SHOWN = 40


def records(indicators: int, values: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a plan with indicators, each with a value a year."""
    yield from small_plan()
    told = {"unit": "%", "target": "45%", "tolerance": "5", "polarity": "higher", "frequency": "yearly"}
    for place in range(1, indicators + 1):
        named = {"plan": "small", "number": f"NI {place}", "position": place, "name": f"What {place} tells"}
        yield "indicator", {**named, **told}
    for place in range(1, indicators + 1):
        for year in range(values):
            yield (
                "measurement",
                {
                    "plan": "small",
                    "indicator": f"NI {place}",
                    "number": year + 1,
                    "end": dt.date(2001 + year, 3, 31),
                    "kind": "number",
                    "value": f"{(place * 7 + year * 13) % 100}.{year % 10}%",
                    "rating": "red" if year == values - 1 and place % 3 else None,
                },
            )


def single(read: Reader) -> None:
    """Ask with one query for every column of every measurement, in the order of time."""
    read.rows('SELECT * FROM measurement ORDER BY indicator_id, "end", number')


def reckon(found: list[Standing]) -> None:
    """Reckon all that a row of the scorecard shows."""
    for each in found:
        _ = (each.value, each.rating, each.proposal.brief, each.short.brief, each.long.brief, each.age.brief)


def measure(path: Path) -> dict[str, float]:
    """Return the seconds of each case, for one round."""
    with Store.open(path) as store:
        read = store.read
        scope = read.scope(None, DAY)
        found: list[Standing] = []
        return {
            "single query": timed(lambda: single(read)),
            "standings of all": timed(lambda: found.extend(standing(read, scope))),
            "reckoned for a screen": timed(lambda: reckon(found[:SHOWN])),
            "reckoned for all": timed(lambda: reckon(found)),
            "forecasts of all": timed(lambda: [each.forecast for each in found]),
            "one whole": timed(lambda: one(read, scope, "NI 5")[0].as_json()),
        }


def main(indicators: int, values: int, rounds: int) -> None:
    """Measure in turn and print each case with its ratio to the single query."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "plan.sqlite3"
        with (
            Store.create(path) as store,
            store.revision("init", "{}", actor="bench", day=DAY) as writer,
        ):
            writer.load(records(indicators, values), indicators * (values + 1))
            writer.sentence = "loaded"
        print(f"{indicators:,} indicators, {indicators * values:,} measurements")
        found = [measure(path) for _ in range(rounds)]
        for case in found[0]:
            seconds = statistics.median(each[case] for each in found)
            ratio = statistics.median(each[case] / each["single query"] for each in found)
            print(f"{case:28} {seconds:9.4f} s  {ratio:7.2f} x")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:4]]
    main(*(given + [10_000, 10, 3][len(given) :]))
