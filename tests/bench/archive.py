"""What export, verify and restore cost beside the TOML libraries that do the same to the same content. Run by hand:

    python -m tests.bench.archive [ACTIONS [UPDATES [ROUNDS [PATH]]]]

Without a size both are measured: 60 actions with 1,000 updates, and 100,000 with 1,000,000. Each case runs in a process
of its own, in turn within each round: `export` beside `tomli_w.dumps` of the same records, with the file read back as
`snapshot export` does and (`write`) without that; `verify` and `restore` beside `tomllib.loads` of the same file. Seconds are
of the CPU; memory is what the work added to the peak of its process. At the small size the whole commands are timed too,
from the key to the end, by the clock. PATH keeps the database. Nothing passes or fails here.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import tomli_w

from jatui.commands.archive import Export, restore
from jatui.commands.tracker import Tracker
from jatui.snapshot import Header, drafted, verify_snapshot
from jatui.store import Store
from tests.bench.volume import BEGIN, make

SIZES = ((60, 1000, 7), (100_000, 1_000_000, 3))
BESIDE = {"export": "dumps", "write": "dumps", "verify": "loads", "restore": "loads"}


def case(name: str, folder: Path) -> Callable[[], object]:
    """Return what a case does, ready to be done."""
    database, file, target = folder / "plan.sqlite3", folder / "plan.toml", folder / f"{name}.out"
    if name == "dumps":
        records = list(Store.open(database).read.records())
        document: dict[str, list[object]] = {kind: [] for kind, _ in records}
        for kind, values in records:
            document[kind].append(values)
        records.clear()
        return lambda: tomli_w.dumps(document)
    if name == "loads":
        return lambda: tomllib.loads(file.read_text("utf-8"))
    if name == "verify":
        return lambda: verify_snapshot(file)
    if name == "restore":
        return lambda: restore(target, file, actor="bench", today=BEGIN)[0].close()
    tracker = Tracker(Store.open(database), "all", BEGIN, "bench")
    if name == "export":
        return lambda: Export(file=str(target), force=True).write(tracker)
    return lambda: _write(tracker, target)


def _write(tracker: Tracker, target: Path) -> None:
    """Write what an export writes, and do not read it back."""
    with tracker.store.moment() as read, drafted(target) as draft:
        header = Header("all", datetime.fromisoformat(read.state()[0]).astimezone(UTC), 1, read.counts())
        draft.write(header, read.records())


def one(name: str, folder: Path, times: int) -> None:
    """Do a case so many times and print the seconds of each, and the KiB that were added to the peak."""
    do = case(name, folder)
    Path("/proc/self/clear_refs").write_text("5")
    before, seconds = _memory("VmRSS"), []
    for _ in range(times):
        (folder / f"{name}.out").unlink(missing_ok=True)
        begin = time.process_time()
        do()
        seconds.append(time.process_time() - begin)
    print(json.dumps({"seconds": seconds, "added": _memory("VmHWM") - before}))


def _memory(name: str) -> int:
    """Return the KiB that the system says of this process: those it holds now, or the most that it held."""
    told = Path("/proc/self/status").read_text().partition(f"{name}:")[2]
    return int(told.split()[0])


def measure(folder: Path, times: int) -> dict[str, tuple[float, float]]:
    """Return the seconds and the MiB of each case for one round."""
    found = {}
    for name in ("dumps", "write", "export", "loads", "verify", "restore"):
        words = [sys.executable, "-m", "tests.bench.archive", "--one", name, str(folder), str(times)]
        told = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
        found[name] = (statistics.median(told["seconds"]), told["added"] / 1024)
    return found


def commands(folder: Path, rounds: int) -> None:
    """Print how long the whole commands take, from the key to the end."""
    found = Counter[str]()
    for _ in range(rounds):
        for verb in ("export", "verify"):
            words = [sys.executable, "-m", "jatui", "--database", str(folder / "plan.sqlite3")]
            given = ["snapshot", verb, str(folder / "key.toml"), *(["--force"] if verb == "export" else [])]
            begin = time.perf_counter()
            subprocess.run([*words, *given], check=True, capture_output=True)
            found[verb] += time.perf_counter() - begin  # type: ignore[assignment]
    for verb, seconds in found.items():
        print(f"jatui snapshot {verb:8} {seconds / rounds:8.3f} s from the key")


def main(actions: int, updates: int, rounds: int, kept: Path | None) -> None:
    """Measure in turn and print each case with its ratios to what it is measured beside."""
    with tempfile.TemporaryDirectory() as name:
        folder = kept or Path(name)
        folder.mkdir(exist_ok=True)
        database, file = folder / "plan.sqlite3", folder / "plan.toml"
        if not database.exists():
            make(database, actions, updates)
        with Store.open(database) as store:
            Export(file=str(file), force=True).write(Tracker(store, "all", BEGIN, "bench"))
        print(f"{actions:,} actions, {updates:,} updates, {os.path.getsize(file) / 1e6:,.1f} MB")
        found = [measure(folder, 1 if actions > 10_000 else 7) for _ in range(rounds)]
        for each, other in BESIDE.items():
            seconds, beside, mine, theirs = (
                statistics.median(part[which][value] for part in found)
                for value in (0, 1)
                for which in (each, other)
            )
            ratio = statistics.median(part[each][0] / part[other][0] for part in found)
            print(
                f"{each:8} {seconds:9.4f} s : {other} {beside:9.4f} s = {ratio:6.3f}   "
                f"{mine:8.1f} MiB : {theirs:8.1f} MiB"
            )
        if actions <= 10_000:
            commands(folder, rounds)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    elif len(sys.argv) > 1:
        given = [int(each) for each in sys.argv[1:4]]
        sizes = given + [100_000, 1_000_000, 3][len(given) :]
        main(sizes[0], sizes[1], sizes[2], Path(sys.argv[4]) if len(sys.argv) > 4 else None)
    else:
        for size in SIZES:
            main(*size, None)
