"""What may befall work at any of its writes: the process is killed there, or the disk is full from there on.

The work is done by a child process whose calls of the system are followed (ptrace of Linux on x86-64; elsewhere those
tests are skipped). Each call that writes to a file, settles it on the disk, or changes a folder counts as a write, those
of SQLite among them:

    for place in each_write(work, prepare, most=60):
        prepare()                           # everything as it was before
        assert killed(work, place)          # or: said = starved(work, place)
        ...                                 # the old stands there, or the new

`limited` does the work under a limit on the size of files instead, which every POSIX system has: a write that crosses it
is cut in the middle, and then the process dies or is told.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jatui.domain.errors import Problem

Work = Callable[[], Any]

WRITES = {
    1: "write", 18: "pwrite64", 20: "writev", 40: "sendfile", 74: "fsync", 75: "fdatasync", 77: "ftruncate",
    82: "rename", 83: "mkdir", 84: "rmdir", 86: "link", 87: "unlink", 91: "fchmod", 90: "chmod", 263: "unlinkat",
    264: "renameat", 265: "linkat", 285: "fallocate", 296: "pwritev", 316: "renameat2", 326: "copy_file_range",
}  # fmt: skip
"""The calls of Linux on x86-64 that change a file or a folder, by their numbers."""

OPENING = {2: 1, 257: 2}
"""The calls that open a file and may make it, each with the argument that says so."""

GROWING = frozenset({"write", "pwrite64", "writev", "pwritev", "sendfile", "fallocate", "copy_file_range"})
"""Those that want room on the disk."""

FOLLOW, SETTINGS, ABOUT, POKE = 24, 0x4200, 0x420E, 6
TRACE_ME, MARKED, DIE_WITH_PARENT, ENTERS = 0, 1, 0x100000, 1
CALL, RESULT = 15 * 8, 10 * 8
HAS_FOLLOWING = sys.platform == "linux" and platform.machine() == "x86_64"

_STOPPED = signal.SIGTRAP | 0x80


class _About(ctypes.Structure):
    """A call that a process is at (`ptrace_syscall_info`)."""

    _fields_ = (
        ("enters", ctypes.c_uint8),
        ("rest", ctypes.c_uint8 * 23),
        ("number", ctypes.c_uint64),
        ("given", ctypes.c_uint64 * 6),
    )

    @property
    def write(self) -> str | None:
        """The name of the call where it is a write to a file."""
        if self.number in OPENING:
            return "open" if self.given[OPENING[self.number]] & os.O_CREAT else None
        name = WRITES.get(self.number)
        return None if name in GROWING and self.given[0] <= 2 else name


def each_write(work: Work, prepare: Work, *, most: int = 100) -> Iterator[int]:
    """Yield the number of each write that work does, or of so many of them, the first and the last among them."""
    prepare()
    total = _followed(work, 0, full=False)[0]
    step = max(1.0, (total - 1) / max(1, most - 1))
    yield from sorted({round(1 + place * step) for place in range(min(total, most))})


def killed(work: Work, place: int) -> bool:
    """Do work that is killed before its write of this number; return whether it came that far."""
    return _followed(work, place, full=False)[0] >= place


def starved(work: Work, place: int) -> str | None:
    """Do work on a disk that is full from its write of this number on; return the Problem that it ends in, if any.

    An error that is no Problem fails the test.
    """
    return _followed(work, place, full=True)[1]


def limited(work: Work, size: int, *, kill: bool) -> str | None:
    """Do work under a limit on the size of files, in bytes; where it is crossed, the process dies or the write fails.

    Returns the Problem that it ends in, "killed" where it died, or None where it was done.
    """
    resource = pytest.importorskip("resource")

    def bound() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if kill else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    child, told = _begun(work, bound, traced=False)
    _, status = os.waitpid(child, 0)
    return "killed" if os.WIFSIGNALED(status) else _said(status, told)


def _begun(work: Work, ready: Callable[[], None], *, traced: bool) -> tuple[int, int]:
    """Begin work in a child process; return its number, and where it says what it ended in."""
    told, tell = os.pipe()
    child = os.fork()
    if child:
        os.close(tell)
        return child, told
    code = 1
    try:
        ready()
        if traced:
            os.kill(os.getpid(), signal.SIGSTOP)
        try:
            work()
            text, code = "", 0
        except Problem as problem:
            text, code = str(problem), 3
        except BaseException:
            text = traceback.format_exc()
        if traced:
            os.kill(os.getpid(), signal.SIGSTOP)
        os.write(tell, text.encode("utf-8", "replace")[:60_000])
    finally:
        os._exit(code)


def _said(status: int, told: int) -> str | None:
    """Return the Problem that a child ended in, or None."""
    with os.fdopen(told, "rb") as pipe:
        text = pipe.read().decode()
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, 3), text
    return text if code else None


def _followed(work: Work, place: int, *, full: bool) -> tuple[int, str | None]:
    """Do work and return how many writes it came to, and the Problem that it ended in.

    At the write of the number given it is killed, or from there on the disk is full.
    """
    if not HAS_FOLLOWING:
        pytest.skip("follows a process as Linux on x86-64 lets it")
    ptrace = ctypes.CDLL(None, use_errno=True).ptrace
    ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    ptrace.restype = ctypes.c_long
    child, told = _begun(work, lambda: ptrace(TRACE_ME, 0, None, None), traced=True)
    _, status = os.waitpid(child, 0)
    ptrace(SETTINGS, child, None, MARKED | DIE_WITH_PARENT)
    about, count, counting, failing = _About(), 0, True, False
    while not (os.WIFEXITED(status) or os.WIFSIGNALED(status)):
        caught = os.WSTOPSIG(status)
        deliver = 0 if caught in (_STOPPED, signal.SIGSTOP, signal.SIGTRAP) else caught
        ptrace(FOLLOW, child, None, deliver)
        _, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            break
        if os.WSTOPSIG(status) == signal.SIGSTOP:
            counting = False
        if os.WSTOPSIG(status) != _STOPPED or not counting:
            continue
        ptrace(ABOUT, child, ctypes.sizeof(about), ctypes.addressof(about))
        if about.enters != ENTERS:
            if failing:
                ptrace(POKE, child, RESULT, -errno.ENOSPC)
                failing = False
            continue
        name = about.write
        count += name is not None
        if place and name and count >= place:
            if not full:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                os.close(told)
                return count, None
            if name in GROWING or name == "open":
                failing = ptrace(POKE, child, CALL, -1) == 0
    return count, _said(status, told)


def files(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder and all below it, by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
