"""Read every milestone wording of the seeds again and seal them anew: `python -m tests.seed.reread [NAME...]`.

Run it after the grammar of milestones has changed; a seed whose readings are as they were stays as it is, to the byte.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from jatui.domain.milestones import read
from jatui.domain.records import Action
from jatui.domain.stages import record_of
from jatui.snapshot import Header, Snapshot, drafted, open_snapshot

SEEDS = Path(__file__).resolve().parents[2] / "seed"
FIELDS = Action.__struct_fields__


def reread(snapshot: Snapshot) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the records of a seed with every milestone read as it is read today."""
    days: dict[str, date | None] = {}
    met: dict[tuple[str, str], set[date]] = {}
    for kind, values in snapshot.records():
        if kind == "stage_met":
            met.setdefault((values["plan"], values["action"]), set()).add(values["due"])
    for kind, values in snapshot.records():
        if kind == "plan":
            days[values["slug"]] = values.get("day")
        if kind != "action":
            yield kind, values
            continue
        reading = read(values.get("read_as", values["milestone"]), paper=days[values["plan"]])
        fields = record_of(reading, met.get((values["plan"], values["handle"]), ()))
        fresh = {name: value for name, value in values.items() if name not in fields} | fields
        yield kind, {name: fresh[name] for name in FIELDS if fresh.get(name) is not None}


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
