"""Read every milestone wording of the seeds again and seal them anew: `python -m tests.seed.reread [NAME...]`.

Run it after the grammar of milestones has changed; a seed whose readings are as they were stays as it is, to the byte.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from jatui.domain.milestones import next_stage, read
from jatui.domain.records import Action
from jatui.snapshot import Header, Snapshot, drafted, open_snapshot

SEEDS = Path(__file__).resolve().parents[2] / "seed"
FIELDS = Action.__struct_fields__
READ = FIELDS[FIELDS.index("milestone_kind") : FIELDS.index("status")]
"""The fields of an action that are how its milestone is read, in the order of a record."""


def reading_of(wording: str, paper: date | None) -> dict[str, Any]:
    """Return the fields of an action that say how a wording is read, without the absent ones."""
    reading = read(wording, paper=paper)
    stage = next_stage(reading)
    given = {
        "milestone_kind": reading.kind,
        "start": reading.start,
        "end": reading.end,
        "due": reading.due,
        "next_due": stage.due if stage and reading.readable else reading.due,
        "precision": reading.precision,
        "readable": reading.readable,
        "ambiguous": reading.ambiguous,
        "recurrence": reading.recurrence,
        "unread": list(reading.unread),
        "warnings": list(reading.warnings),
        "suggestion": reading.suggestion,
    }
    return {name: given[name] for name in READ if given[name] is not None}


def reread(snapshot: Snapshot) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the records of a seed with every milestone read as it is read today."""
    days: dict[str, date | None] = {}
    for kind, values in snapshot.records():
        if kind == "plan":
            days[values["slug"]] = values.get("day")
        if kind != "action":
            yield kind, values
            continue
        reading = reading_of(values.get("read_as", values["milestone"]), days[values["plan"]])
        fresh = {name: value for name, value in values.items() if name not in READ} | reading
        yield kind, {name: fresh[name] for name in FIELDS if name in fresh}


def main(names: list[str]) -> None:
    """Reread the named seeds, or all of them."""
    for path in [SEEDS / f"{name}.toml" for name in names] or sorted(SEEDS.glob("*.toml")):
        found = open_snapshot(path)
        header = Header(plan=found.plan, moment=found.moment, revision=found.revision, counts=found.counts)
        with drafted(path, replace=True) as draft:
            draft.write(header, reread(found))
            written = draft.place()
        path.chmod(0o644)
        print(f"{path.name}: {'as it was' if written.sha256 == found.sha256 else 'sealed anew'}")


if __name__ == "__main__":
    main(sys.argv[1:])
