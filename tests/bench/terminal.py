"""A program in a pseudo-terminal that is measured from outside: what its keys cost, and how long they take."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

WIDTH, HEIGHT = 120, 40
DOWN, UP, PAGE_DOWN, PAGE_UP, HOME, END = b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~", b"\x1b[H", b"\x1b[F"
QUIET = 0.012
"""Seconds of silence, with the CPU clock at rest, after which a key is taken to be answered."""

WAITING = 4.0
"""Milliseconds of CPU a second that a program takes which only waits: Textual looks for keys ten times a second."""

ANSWERED = 0.25
"""Seconds of silence after which nothing more is expected of a key."""


class Program:
    """One program in a pseudo-terminal of its own, with its CPU time to the nanosecond."""

    def __init__(self, case: str, command: Sequence[str]) -> None:
        self.case = case
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        environment = dict(
            os.environ, TERM="xterm-256color", COLORTERM="truecolor", TEXTUAL_ANIMATIONS="none"
        )
        environment.pop("NO_COLOR", None)
        self.process = subprocess.Popen(
            list(command),
            stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.shown = 0

    def cpu(self) -> float:
        """Return the CPU time of all threads so far, in milliseconds."""
        total = 0
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            with suppress(OSError):
                total += int((thread / "schedstat").read_text().split()[0])
        return total / 1e6

    def rest(self, patience: float = QUIET) -> None:
        """Read until nothing is written and no CPU is used for a while but what waiting takes."""
        before = self.cpu()
        while True:
            ready, _, _ = select.select([self.master], [], [], patience)
            if ready:
                chunk = os.read(self.master, 1 << 16)
                self.shown += len(chunk)
                if b"\x1b[?2026$p" in chunk:
                    os.write(self.master, b"\x1b[?2026;2$y")
                continue
            now = self.cpu()
            if now - before < 0.05 + WAITING * patience:
                return
            before = now

    def press(self, keys: Sequence[bytes]) -> float:
        """Press keys one by one, each after the one before is answered; return the CPU per key."""
        start = self.cpu()
        for key in keys:
            os.write(self.master, key)
            self.rest()
        return (self.cpu() - start) / len(keys)

    def burst(self, keys: bytes) -> float:
        """Press keys at once; return the CPU until the screen rests."""
        start = self.cpu()
        os.write(self.master, keys)
        self.rest(0.05)
        return self.cpu() - start

    def wait(self, keys: bytes) -> float:
        """Press a key and return the milliseconds until the last byte that answers it came."""
        begin = last = time.perf_counter()
        os.write(self.master, keys)
        while select.select([self.master], [], [], ANSWERED)[0]:
            self.shown += len(os.read(self.master, 1 << 16))
            last = time.perf_counter()
        return (last - begin) * 1000

    def end(self) -> None:
        """End the program."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self.master)


def medians(
    programs: Sequence[Program], rounds: int, measure: Callable[[Program], Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """Measure programs in turn, so many rounds, and return the median of each kind of cost by case; then end them."""
    rows: dict[str, dict[str, list[float]]] = {each.case: {} for each in programs}
    try:
        for _ in range(rounds):
            for each in programs:
                for kind, cost in measure(each).items():
                    rows[each.case].setdefault(kind, []).append(cost)
    finally:
        for each in programs:
            each.end()
    return {
        case: {kind: statistics.median(costs) for kind, costs in found.items()}
        for case, found in rows.items()
    }
