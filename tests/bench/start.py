"""How long it takes until jatui answers, beside what it cannot do without. Run by hand:

    python -m tests.bench.start [rounds]

(a) `jatui show E.1` against a Python that imports click and Peewee and runs one query; (b) the first useful
frame of the screen, at 60 and at 100,000 actions, against a bare Textual app that shows one Static. What is
compared runs in turn within each round; a ratio is the median over the rounds. Nothing passes or fails here.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from fcntl import ioctl
from pathlib import Path
from typing import NamedTuple

import pyte

PYTHON = sys.executable
JATUI = str(Path(PYTHON).parent / "jatui")
COLUMNS, ROWS = 120, 40
PATIENCE = 60.0
"""Seconds after which a program that shows nothing is given up."""

LOOK_UP = """
import sys
import click, peewee
database = peewee.SqliteDatabase(sys.argv[1])
class Action(peewee.Model):
    handle, text, milestone = peewee.TextField(), peewee.TextField(), peewee.TextField()
    class Meta:
        database = database
@click.command()
@click.argument("path")
@click.argument("ref")
def show(path, ref):
    action = Action.get(Action.handle == ref)
    click.echo(f"{action.handle} {action.text} {action.milestone}")
show()
"""
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("ready")
Bare().run()
"""


class Cost(NamedTuple):
    """What a run took: seconds on the wall, seconds of CPU, peak MiB, and instructions where `perf` counts them."""

    wall: float
    cpu: float
    peak: float
    instructions: float | None = None


class Answers:
    """Answers a program's questions to its terminal as a plain xterm does, so that none waits for an answer."""

    KNOWN = ((b"\x1b[c", b"\x1b[?62;22c"), (b"\x1b[6n", b"\x1b[1;1R"), (b"\x1b[?2026$p", b"\x1b[?2026;2$y"))

    def __init__(self, terminal: int) -> None:
        self.terminal = terminal

    def to(self, chunk: bytes) -> None:
        for question, answer in self.KNOWN:
            if question in chunk:
                os.write(self.terminal, answer)


def run_verb(words: Sequence[str], environment: dict[str, str]) -> Cost:
    """Run a program to its end."""
    begin = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, words
    return Cost(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def count_instructions(words: Sequence[str], environment: dict[str, str]) -> float | None:
    """Return how many instructions a program takes, or None where `perf` cannot tell."""
    if shutil.which("perf") is None:
        return None
    done = subprocess.run(
        ["perf", "stat", "-x,", "-e", "instructions:u", *words],
        capture_output=True,
        text=True,
        env=environment,
    )
    first = done.stderr.strip().splitlines()[-1].split(",")[0]
    return float(first) if first.isdigit() else None


def run_screen(words: Sequence[str], environment: dict[str, str], awaited: str) -> Cost:
    """Start a program in a terminal, wait until it shows a text, and end it; the cost is up to that moment.

    The screen is rebuilt afterwards from what came, so that reading it costs the program nothing.
    """
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(words[0], list(words), environment)
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    begin = time.perf_counter()
    answers, chunks, needle = Answers(terminal), [], awaited.encode()
    seen, cost = b"", None
    while cost is None and time.perf_counter() - begin < PATIENCE:
        if not select.select([terminal], [], [], 0.5)[0]:
            continue
        try:
            chunk = os.read(terminal, 1 << 16)
        except OSError:
            break
        chunks.append(chunk)
        answers.to(chunk)
        seen = (seen + chunk)[-(1 << 16) :]
        if needle in seen:
            cost = Cost(time.perf_counter() - begin, _cpu_of(child), _peak_of(child))
    os.kill(child, signal.SIGKILL)
    os.close(terminal)
    os.waitpid(child, 0)
    assert cost is not None, f"{words} never showed {awaited!r}, but {seen[-600:].decode(errors='replace')}"
    screen = pyte.Screen(COLUMNS, ROWS)
    pyte.ByteStream(screen).feed(b"".join(chunks))
    assert any(awaited in line for line in screen.display), f"{awaited!r} is not to be seen"
    return cost


def _cpu_of(process: int) -> float:
    """Return the seconds of CPU that a process has taken so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    nanoseconds = Path(f"/proc/{process}/schedstat")
    threads = list(Path(f"/proc/{process}/task").iterdir())
    if nanoseconds.exists():
        return sum(int((task / "schedstat").read_text().split()[0]) for task in threads) / 1e9
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_of(process: int) -> float:
    """Return the most MiB of memory that a process has held."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def compare(title: str, runs: dict[str, Callable[[], Cost]], rounds: int) -> None:
    """Run each in turn, round by round, and print each with its ratios to the first."""
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for once in runs.values():
        once()
    for _ in range(rounds):
        for name, once in runs.items():
            costs[name].append(once())
    base = next(iter(costs.values()))
    print(f"\n{title} ({rounds} rounds)")
    print(f"  {'':34}{'wall ms':>9}{'ratio':>7}{'CPU ms':>9}{'ratio':>7}{'peak MiB':>10}")
    for name, found in costs.items():
        wall, cpu = (_ratio(found, base, part) for part in (0, 1))
        print(
            f"  {name:34}{_median(found, 0) * 1000:9.0f}{wall:7.2f}{_median(found, 1) * 1000:9.0f}{cpu:7.2f}"
            f"{_median(found, 2):10.0f}"
        )


def _median(found: Sequence[Cost], part: int) -> float:
    return statistics.median(cost[part] or 0 for cost in found)


def _ratio(found: Sequence[Cost], base: Sequence[Cost], part: int) -> float:
    return statistics.median((a[part] or 0) / (b[part] or 1) for a, b in zip(found, base, strict=True))


def make(folder: Path, actions: int) -> Path:
    """Return a database with the plan that ships, or with so many made-up actions."""
    path = folder / f"{actions}.sqlite3"
    if path.exists():
        return path
    words = [PYTHON, "-m", "jatui", "--database", str(path), "init", "--seed", "joint_agreement"]
    if actions != 60:
        words = [PYTHON, "-m", "tests.bench.volume", str(path), str(actions)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return path


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "JATUI_TODAY": "2021-09-12",
    }
    for name in ("JATUI_DATABASE", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = make(folder, 60)
        look_up = [PYTHON, "-c", LOOK_UP, str(small), "E.1"]
        show = [JATUI, "--database", str(small), "show", "E.1"]
        compare(
            "Look-up",
            {
                "click, Peewee, one query": lambda: run_verb(look_up, environment),
                "import click, sqlite3": lambda: run_verb(
                    [PYTHON, "-c", "import click, sqlite3"], environment
                ),
                "jatui show E.1": lambda: run_verb(show, environment),
            },
            rounds,
        )
        counted = [count_instructions(words, environment) for words in (look_up, show)]
        if counted[0] and counted[1]:
            print(f"  instructions: {counted[1] / counted[0]:.2f} of the first")
        screens = {"a bare Textual app": lambda: run_screen([PYTHON, "-c", BARE], environment, "ready")}
        for actions in (60, 100_000):
            try:
                database = make(folder, actions)
            except subprocess.CalledProcessError:
                print(f"\nNo database of {actions:,} actions could be made.")
                continue
            words = [JATUI, "--database", str(database)]
            screens[f"jatui, {actions:,} actions"] = lambda words=words: run_screen(words, environment, "E.1")
        compare("First useful frame", screens, max(3, rounds // 2))


if __name__ == "__main__":
    main()
