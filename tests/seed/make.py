"""Make the plans that ship from the council's papers: `python -m tests.seed.make FOLDER [NAME...]`.

Each paper is imported into an empty database, as `jatui import` does it. What none of its tables holds is laid over that:
`overlay/NAME.toml` has those records, in the form of a snapshot, and of records that the import makes the fields that it
cannot know. A text there with … in it is what the import shows at the line of its paper, from the words before that sign to
those after it.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from jatui.commands.importing import ImportPaper, NoPlan, prepare
from jatui.commands.tracker import Tracker
from jatui.domain.importing.account import Found
from jatui.domain.importing.standing import RATED
from jatui.domain.records import KEYS, KINDS
from jatui.snapshot import Header, Snapshot, drafted
from jatui.store import Store
from tests.seed.papers import REACH
from tests.seed.reread import SEEDS

OVERLAYS = Path(__file__).parent / "overlay"
SHARED = "shared"
"""What the plans of one council have in common lies in an overlay of this name."""

NAMING = {
    "paper": "paper",
    "theme": "theme",
    "action": "action",
    "to_action": "action",
    "handle": "action",
    "ref": "action",
}
"""Of which kind a field names a record."""

LATEST = date(2022, 1, 28)
"""A day by which all papers were there."""

Values = dict[str, Any]
Records = list[tuple[str, Values]]
Key = tuple[object, ...]
"""A kind, and what tells a record of it apart from all others."""
QUOTED = "…"
"""Stands in a text for the words of the paper between those that are written."""

_SIGNS = re.compile(r"\s*(?:[-•]\s+)?(?:\d+(?:\.\d+)+\s+|[a-z]\)\s+)?")
"""What stands before the words of a line of prose: a bullet, the number of a paragraph, a letter."""


class Paper(NamedTuple):
    """A paper as it was imported: the records that its tables give, and what it says at each line outside them."""

    records: Records
    lines: dict[int, str]


@dataclass
class Overlay:
    """What is laid over the import of a paper: how that is imported, what is called otherwise, and the records."""

    name: str
    seed: Values
    called: dict[str, dict[str, str]] = field(default_factory=dict)
    records: Records = field(default_factory=list)
    shared: set[Key] = field(default_factory=set)

    @classmethod
    def read(cls, name: str) -> Overlay:
        """Return the overlay of a plan, with what it shares with others."""
        given = tomllib.loads((OVERLAYS / f"{name}.toml").read_text(encoding="utf-8"))
        seed, called = given.pop("seed", {}), given.pop("called", {})
        records = [(kind, values) for kind, several in given.items() for values in several]
        if not seed.get("shared"):
            return cls(name, seed, called, records)
        common, own = cls.read(SHARED), {key_of(*each) for each in records}
        shared = [each for each in common.records if key_of(*each) not in own]
        called["paper"] = common.called["paper"] | called.get("paper", {})
        return cls(name, common.seed | seed, called, shared + records, {key_of(*each) for each in shared})


@dataclass
class Made:
    """A plan that was made: its records, and how many of them and of their fields come from where.

    The scale of ratings, which the import gives every plan, is not counted.
    """

    records: Records
    tally: Counter[str]

    def __str__(self) -> str:
        """How much of the plan its papers' tables hold, in words."""
        found = self.tally
        return (
            f"{found['imported']:,} records imported, {found['shared']} shared with other plans, {found['added']} of its own "
            f"overlay; {found['read']:,} fields imported, {found['quoted']} quoted, {found['written']:,} written"
        )


@cache
def imported(file: Path, plan: str = "x", name: str = "x") -> Paper:
    """Return what importing a paper into an empty database gives; of one without a plan's table only its lines."""
    with TemporaryDirectory(prefix="jatui-") as folder, Store.create(Path(folder) / "empty.sqlite3") as store:
        tracker = Tracker(store, "all", LATEST, "seed")
        wish = ImportPaper(file=str(file), new=plan, called=name)
        try:
            ready = prepare(tracker, wish)
        except NoPlan as problem:
            return Paper([], lines_of(problem.found))
        tracker.run(replace(wish, ready=ready))
        records = [(kind, dict(values)) for kind, values in store.read.records()]
        return Paper(records, lines_of(ready.found))


def lines_of(found: Found) -> dict[int, str]:
    """Return the words of each line of a paper that the import shows as placed nowhere."""
    return {each.number: _SIGNS.sub("", each.text.strip(), count=1).strip() for each in found.kept}


def renamed(records: Records, called: Mapping[str, Mapping[str, str]]) -> Records:
    """Return records in which some go by other names, wherever they are named."""
    found: Records = []
    for kind, values in records:
        fresh = dict(values)
        for name, value in values.items():
            named = NAMING.get(name) or (kind if name == KEYS[kind][-1] else "")
            if named in called:
                fresh[name] = called[named].get(value, value)
        found.append((kind, fresh))
    return found


def key_of(kind: str, values: Values) -> Key:
    """Return what tells a record apart from all others."""
    return kind, *(values.get(name) for name in KEYS[kind])


def made(folder: Path, overlay: Overlay) -> Made:
    """Make a plan from its papers and its overlay; raises ValueError where that repeats what the import gives."""
    seed = overlay.seed
    base = imported(folder / seed["file"], seed["plan"], seed["name"]).records
    for file in seed.get("also", []):
        if file != seed["file"]:
            base = base + [
                each for each in imported(folder / file).records if each[0] in ("paper", "contact")
            ]
    called = dict(overlay.called)
    if "refs" in seed:
        handles = [values["handle"] for kind, values in base if kind == "action"]
        called["action"] = {handle: seed["refs"] + handle for handle in handles}
    base = [(kind, dict(values)) for kind, values in RATED] + base
    found = {key_of(*each): each[1] for each in renamed(base, called)}
    counted = [values for (kind, *_), values in found.items() if kind not in ("scheme", "level")]
    tally = Counter(imported=len(counted), read=sum(map(len, counted)))
    for kind, values in overlay.records:
        key = key_of(kind, values)
        before = found.get(key)
        if before is not None:
            refuse_repeated(overlay, key, before, values)
            tally["read"] -= sum(name in before for name in values)
        tally["shared" if key in overlay.shared else "added"] += before is None
        quoted = quotation(folder, values, found)
        tally["quoted"] += len(quoted)
        tally["written"] += len(values) - len(quoted)
        after = {**(before or {}), **values, **quoted}
        found[key] = {name: after[name] for name in KINDS[kind].__struct_fields__ if name in after}
    return Made(ordered([(str(kind), values) for (kind, *_), values in found.items()]), tally)


def refuse_repeated(overlay: Overlay, key: Key, before: Values, values: Values) -> None:
    """Raise ValueError where an overlay says again what the import gives, or nothing."""
    said = [name for name in values if name not in KEYS[str(key[0])]]
    repeated = [name for name in said if before.get(name) == values[name]]
    if repeated or not said:
        raise ValueError(f"{overlay.name}: the import gives {', '.join(repeated) or 'all'} of {key} already.")


def quotation(folder: Path, values: Values, found: Mapping[Key, Values]) -> Values:
    """Return the text of a record that quotes its paper; raises ValueError where its words do not stand there."""
    begin, sign, end = values.get("text", "").partition(QUOTED)
    if not sign:
        return {}
    lines = imported(folder / found["paper", values["paper"]]["file"]).lines
    says = " ".join(lines[place] for place in range(values["line"], values["line"] + REACH) if place in lines)
    quoted = re.search(rf"{re.escape(begin.rstrip())}.*?{re.escape(end.lstrip())}", says)
    if quoted is None:
        raise ValueError(f"{values['text']!r} does not stand at line {values['line']} of {values['paper']}.")
    return {"text": quoted[0]}


def ordered(records: Records) -> Records:
    """Return records in the order of an export."""
    place = {kind: number for number, kind in enumerate(KINDS)}
    with TemporaryDirectory(prefix="jatui-") as folder, Store.create(Path(folder) / "plan.sqlite3") as store:
        with store.revision("seed", "{}", actor="seed", day=LATEST) as writer:
            writer.load(sorted(records, key=lambda each: place[each[0]]))
        return [(kind, dict(values)) for kind, values in store.read.records()]


def write(path: Path, overlay: Overlay, records: Records) -> Snapshot:
    """Write a plan as a seed and return it, verified."""
    counts = Counter(kind for kind, _ in records)
    header = Header(overlay.seed["plan"], overlay.seed["moment"], 1, counts)
    with drafted(path, replace=True) as draft:
        draft.write(header, records)
        found = draft.place()
    path.chmod(0o644)
    return found


def names() -> list[str]:
    """Return the names of the plans that have an overlay."""
    return sorted(path.stem for path in OVERLAYS.glob("*.toml") if path.stem != SHARED)


def main(folder: str, *chosen: str) -> None:
    """Make the named plans, or all of them, and say how much of each its papers' tables hold."""
    for name in chosen or names():
        overlay = Overlay.read(name)
        plan = made(Path(folder), overlay)
        write(SEEDS / f"{name}.toml", overlay, plan.records)
        print(f"{name}.toml: {plan}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Say in which folder the papers are: python -m tests.seed.make FOLDER [NAME...]")
    main(*sys.argv[1:])
