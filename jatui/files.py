"""A file that is written beside its place and only then given its name.

So a name never stands for half a file, and what stood there before stays until the new one is whole.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedRandom
from pathlib import Path
from time import time
from typing import IO

from jatui.domain.errors import Refused

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

PART = re.compile(r"\.jatui-[0-9a-f]{16}\.part")
"""The names of parts."""

ABANDONED = 3600
"""Seconds since the last write after which a part whose writer is gone is removed."""

_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}


class Part:
    """A file beside the one that it is to become, open for writing."""

    def __init__(self, path: Path, part: Path, file: IO[bytes], *, replace: bool) -> None:
        self.path = path
        self.part = part
        self.file = file
        self._replace = replace

    def place(self) -> None:
        """See what was written onto the disk and give it its name.

        Raises Refused where something came there meanwhile, unless it was to be replaced, or the disk refuses.
        """
        with self.refusing():
            if not self.file.closed:
                with self.file as file:
                    file.flush()
                    os.fsync(file.fileno())
            self._name()
        self._settle()

    def _name(self) -> None:
        """Give the finished file its name, without replacing what came there meanwhile unless that was wished."""
        if self._replace:
            os.replace(self.part, self.path)
            return
        try:
            os.link(self.part, self.path)
        except FileExistsError:
            raise Refused(
                f"{self.path} was made by another program meanwhile. Nothing was replaced."
            ) from None
        except OSError:
            if os.path.lexists(self.path):
                raise Refused(
                    f"{self.path} was made by another program meanwhile. Nothing was replaced."
                ) from None
            os.rename(self.part, self.path)
        with suppress(OSError):
            self.part.unlink()

    def _settle(self) -> None:
        """See the name itself onto the disk, where the system can do that to a folder."""
        settle(self.path)

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Turn what the system refuses into a sentence."""
        with _refusing(self.path):
            yield


class Folder:
    """A folder beside the one that it is to become, whose files are written one after the other."""

    def __init__(self, path: Path, part: Path) -> None:
        self.path = path
        self.part = part

    @contextmanager
    def writing(self, name: str) -> Iterator[BufferedRandom]:
        """Give a new file in the folder, seen onto the disk at the end; `data/x` lies in a folder of its own."""
        with _refusing(self.path):
            place = self.part / name
            place.parent.mkdir(mode=0o700, exist_ok=True)
            flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(place, flags, 0o600), "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())

    def place(self) -> None:
        """See the folders onto the disk and give this one its name.

        Raises Refused where something came there meanwhile, or the disk refuses.
        """
        with _refusing(self.path):
            for folder in (*(each for each in self.part.iterdir() if each.is_dir()), self.part):
                sync_folder(folder)
            if os.path.lexists(self.path):
                raise Refused(f"{self.path} was made by another program meanwhile. Nothing was replaced.")
            os.rename(self.part, self.path)
        settle(self.path)


@contextmanager
def begun_folder(path: Path) -> Iterator[Folder]:
    """Give a part of the folder at a path; it is gone afterwards, unless it was placed.

    Raises Refused where folder or disk refuse.
    """
    from secrets import token_hex

    part = path.with_name(f".jatui-{token_hex(8)}.part")
    with _refusing(path):
        os.mkdir(part, 0o700)
    lock = _locked_folder(part)
    _tidy(path.parent)
    try:
        yield Folder(path, part)
    finally:
        _remove(part)
        if lock is not None:
            os.close(lock)


def _remove(folder: Path) -> None:
    """Remove a folder that is a part, if it is there."""
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def make_folder(path: Path) -> None:
    """Make a folder of its owner's if it is not there; raises Refused where it cannot be one."""
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        if not path.is_dir():
            raise Refused(f"{path} is not a folder. Nothing was written.") from None
        return
    except FileNotFoundError:
        raise Refused(f"There is no folder {path.parent}. Make it first; nothing was written.") from None
    except (OSError, ValueError) as error:
        raise Refused(f"No folder can be made at {path}: {reason(error)}.") from None
    settle(path)


def settle(path: Path) -> None:
    """See the name of what stands at a path onto the disk; raises Refused where the disk does not confirm it."""
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise Refused(
            f"{path} was written, but the disk did not confirm its name: {reason(error)}. "
            "Verify it before you rely on it."
        ) from None


def sync_folder(path: Path) -> None:
    """See the names in a folder onto the disk, where the system can do that; raises OSError where it fails."""
    try:
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        if os.name == "posix" and error.errno not in _NO_FOLDER_SYNC:
            raise


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a sentence."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise Refused(f"Nothing was written at {path}: {reason(error)}.") from None


@contextmanager
def begun(path: Path, *, replace: bool = False) -> Iterator[Part]:
    """Give a part of the file at a path; it is gone afterwards, whether or not it was placed.

    Raises Refused, leaving what is there as it is, where a file stands at the path (unless `replace`), or
    where folder or disk refuse.
    """
    _refuse_standing(path, replace=replace)
    from secrets import token_hex

    part = path.with_name(f".jatui-{token_hex(8)}.part")
    try:
        descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    except FileNotFoundError:
        raise Refused(f"There is no folder {path.parent}. Make it first; nothing was written.") from None
    except (OSError, ValueError) as error:
        raise Refused(f"Nothing can be written at {path}: {reason(error)}.") from None
    file = os.fdopen(descriptor, "wb")
    lock = _locked(descriptor)
    _tidy(path.parent)
    try:
        if hasattr(os, "fchmod"):
            with suppress(OSError):
                os.fchmod(descriptor, 0o600)
        yield Part(path, part, file, replace=replace)
    finally:
        with suppress(OSError):
            file.close()
        with suppress(OSError):
            part.unlink()
        if lock is not None:
            os.close(lock)


def _locked(descriptor: int) -> int | None:
    """Lock a part while its writer lives, and return what is to be closed at the end; None where there are no locks."""
    if fcntl is None:
        return None
    lock = os.dup(descriptor)
    with suppress(OSError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return lock


def _locked_folder(path: Path) -> int | None:
    """Lock a part that is a folder, as a file is."""
    if fcntl is None:
        return None
    with suppress(OSError):
        found = os.open(path, os.O_RDONLY)
        try:
            return _locked(found)
        finally:
            os.close(found)
    return None


def _tidy(folder: Path) -> None:
    """Remove from a folder the parts that killed programs left: those long untouched of which nobody holds the lock.

    What cannot be locked, such as on a share without locks, stays: its writer may be alive.
    """
    if fcntl is None:
        return
    with suppress(OSError):
        for each in folder.glob(".jatui-*.part"):
            if not PART.fullmatch(each.name) or time() - each.lstat().st_mtime < ABANDONED:
                continue
            with suppress(OSError):
                found = os.open(each, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
                try:
                    fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    if stat.S_ISREG(os.fstat(found).st_mode):
                        each.unlink()
                    elif stat.S_ISDIR(os.fstat(found).st_mode):
                        _remove(each)
                finally:
                    os.close(found)


def write_whole(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write a file whole or not at all; raises Refused where one stands there (unless `replace`) or the disk refuses."""
    with begun(path, replace=replace) as part:
        with part.refusing():
            part.file.write(content)
        part.place()


def read_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file; raises Refused where it is none, has more than `most` bytes or cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(f"{path} is not a regular file. Name a file.")
        with path.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        raise Refused(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{path} cannot be read: {reason(error)}.") from None
    if len(content) > most:
        raise Refused(f"{path} is larger than {most:,} bytes, more than such a file ever needs.")
    return content


def read_text(path: Path, most: int) -> str:
    """Return a file of UTF-8 text, without the mark that some programs begin one with.

    Raises Refused where it is no regular file, has more than `most` bytes or is not UTF-8.
    """
    content = read_bytes(path, most)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refused(f"{path}: line {line} is not UTF-8. Save the file as UTF-8 text.") from None


def reason(error: Exception) -> str:
    """Return what failed in the system's own words, without numbers and paths."""
    return ((error.strerror if isinstance(error, OSError) else None) or str(error)).lower()


def _refuse_standing(path: Path, *, replace: bool) -> None:
    """Raise Refused where what stands at a path keeps a file from being put there."""
    try:
        mode = path.lstat().st_mode
        folder = path.is_dir()
    except (FileNotFoundError, NotADirectoryError):
        return
    except (OSError, ValueError) as error:
        raise Refused(f"Nothing can be written at {path}: {reason(error)}.") from None
    if folder:
        raise Refused(f"{path} is a folder. Name a file in it; nothing was written.")
    if not replace:
        raise Refused(f"{path} is already there. Nothing was written; choose another name, or say --force.")
    if not stat.S_ISREG(mode):
        raise Refused(f"{path} is not a regular file, so it is not replaced. Choose another name.")
