"""The program in a pseudo-terminal, whose screen is rebuilt from what it is sent."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pyte

WIDTH, HEIGHT = 120, 40


class Terminal:
    """The program in a pseudo-terminal that answers nothing and keeps what it is sent."""

    def __init__(self, database: Path, prelude: str = "", **environment: str) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        home = database.parent
        own = ("NO_COLOR", "COLUMNS", "LINES", "JATUI_DATABASE", "JATUI_TODAY")
        clean = {name: value for name, value in os.environ.items() if name not in own}
        environment = {**clean, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", **environment}
        environment |= {"HOME": str(home), "XDG_STATE_HOME": str(home)}
        code = f"{prelude}\nfrom jatui.__main__ import main; main()"
        options = ["--database", str(database), "--today", "2021-09-12", "--actor", "test"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *options],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=environment,
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)

    def wait_for(self, text: str, seconds: float = 20.0) -> None:
        """Read until a text stands on the screen."""
        end = time.monotonic() + seconds
        while not any(text in line for line in self.screen.display):
            assert time.monotonic() < end, "\n".join(self.screen.display)
            self._read(0.2)

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], patience)
        if not ready:
            return False
        try:
            chunk = os.read(self.master, 1 << 16)
        except OSError:
            return False
        self.sent += chunk
        self._stream.feed(chunk)
        return bool(chunk)

    def listen(self, seconds: float) -> None:
        """Read what comes for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self._read(left):
            pass

    def press(self, keys: str | bytes) -> None:
        """Write keys as a keyboard would."""
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def ended(self, seconds: float = 10.0) -> int:
        """Wait for the end and return the exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, "it does not end"
            self._read(0.05)
        while self._read(0.05):
            pass
        return self.process.returncode
