"""What stands between the program and the terminal when something is not as it should be.

Textual strips five control characters from what it draws, prints tracebacks with the values of variables,
and ends when a byte comes in that is not UTF-8. Here all control and hidden characters become visible signs,
tracebacks go to a file without values, and a strange byte becomes a replacement sign.
"""

from __future__ import annotations

import codecs
import os
import signal
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jatui.domain.text import UNSEEN, picture

if TYPE_CHECKING:
    from textual.drivers._writer_thread import WriterThread


def guard_terminal() -> None:
    """Make Textual and Rich show what acts on a terminal, and read bytes of any kind."""
    import rich.control
    import textual.content
    from textual.drivers import linux_driver

    ends = (0x09, 0x0A)
    hidden = {c: picture(chr(c)) for first, last in UNSEEN for c in range(first, last + 1) if c not in ends}
    for table in (textual.content._CONTROL_STRIP_TRANSLATE, rich.control._CONTROL_STRIP_TRANSLATE):
        table.clear()
        table.update(hidden)  # type: ignore[arg-type]
    linux_driver.getincrementaldecoder = lambda encoding: _Patient  # type: ignore[assignment, attr-defined]
    linux_driver.WriterThread = lasting_writer()  # type: ignore[attr-defined]


def lasting_writer() -> type[WriterThread]:
    """Return Textual's writing thread as one that goes on taking what is written when the terminal is gone.

    Textual's own ends with the first write that fails; the program then waits for it for ever when it ends.
    """
    from textual.drivers import _writer_thread

    class Lasting(_writer_thread.WriterThread):
        def run(self) -> None:
            there = True
            text: str | None = ""
            while text is not None:
                text = self._queue.get()
                with suppress(OSError, ValueError):
                    if there:
                        there = False
                        self._file.write(text or "")
                        if text is None or self._queue.qsize() == 0:
                            self._file.flush()
                        there = True

    return Lasting


class _Patient(codecs.getincrementaldecoder("utf-8")):  # type: ignore[misc]
    """Reads what a terminal sends: strange bytes become a sign, and its end ends the program as a hang-up does."""

    def __init__(self) -> None:
        super().__init__(errors="replace")

    def decode(self, data: bytes, final: bool = False) -> str:
        """Return the text of some bytes; none at all come only from a terminal that is gone."""
        if not data:
            os.kill(os.getpid(), signal.SIGHUP)
        return str(super().decode(data, final))


def record_crash(error: BaseException | None) -> Path | None:
    """Write a fault's traceback, without the values of variables, for its owner alone; return the file, if any."""
    from platformdirs import user_log_path

    error = getattr(error, "error", error)
    words = "".join(traceback.format_exception(error)) if error else "No exception was at hand.\n"
    path = user_log_path("jatui", appauthor=False) / "crash.log"
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{words}")
        return path
    return None
