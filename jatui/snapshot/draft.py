"""A snapshot in the making: written beside its place, read back, and only then given its name.

So a name never stands for half a file, and what stood there before stays until the new one is proved.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace as with_values
from pathlib import Path
from typing import IO

from jatui.domain.errors import Refused
from jatui.snapshot.file import Snapshot, reason, verify_snapshot
from jatui.snapshot.header import Header
from jatui.snapshot.render import render_record

_NO_DIGEST = "0" * 64
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}


class Draft:
    """A file beside the one that it is to become."""

    def __init__(self, path: Path, part: Path, file: IO[bytes], *, replace: bool) -> None:
        self._path = path
        self._part = part
        self._file = file
        self._replace = replace

    def write(self, header: Header, items: Iterable[tuple[str, Mapping[str, object]]]) -> None:
        """Write the records and the header that speaks of them, and see them onto the disk."""
        with self._refusing(), self._file as file:
            file.write(header.render(_NO_DIGEST))
            digest = hashlib.sha256()
            for kind, values in items:
                text = render_record(kind, values).encode()
                digest.update(text)
                file.write(text)
            file.seek(0)
            file.write(header.render(digest.hexdigest()))
            file.flush()
            os.fsync(file.fileno())

    def place(self) -> Snapshot:
        """Read back what was written, give it its name, and return what then stands there."""
        with self._refusing():
            try:
                written = verify_snapshot(self._part)
            except Refused as problem:
                detail = str(problem).removeprefix(f"{self._part}: ")
                raise Refused(
                    f"Nothing was written at {self._path}, since it did not read back: {detail}"
                ) from None
            self._name()
        self._settle()
        return with_values(written, path=self._path)

    def _name(self) -> None:
        """Give the finished file its name, without replacing what came there meanwhile unless that was wished."""
        if self._replace:
            os.replace(self._part, self._path)
            return
        try:
            os.link(self._part, self._path)
        except FileExistsError:
            raise Refused(
                f"{self._path} was made by another program meanwhile. Nothing was replaced."
            ) from None
        except OSError:
            if os.path.lexists(self._path):
                raise Refused(
                    f"{self._path} was made by another program meanwhile. Nothing was replaced."
                ) from None
            os.rename(self._part, self._path)
        with suppress(OSError):
            self._part.unlink()

    def _settle(self) -> None:
        """See the name itself onto the disk, where the system can do that to a folder."""
        try:
            folder = os.open(self._path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            if os.name == "posix" and error.errno not in _NO_FOLDER_SYNC:
                raise Refused(
                    f"{self._path} was written, but the disk did not confirm its name: {reason(error)}. "
                    "Verify the file before you rely on it."
                ) from None

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Turn what the system refuses into a sentence."""
        try:
            yield
        except (OSError, ValueError) as error:
            raise Refused(f"Nothing was written at {self._path}: {reason(error)}.") from None


@contextmanager
def drafted(path: Path, *, replace: bool = False) -> Iterator[Draft]:
    """Give a draft of the file at a path; it is gone afterwards, whether or not it was placed.

    Raises Refused, leaving what is there as it is, where a file stands at the path (unless `replace`), or
    where folder or disk refuse.
    """
    _refuse_standing(path, replace=replace)
    part = path.with_name(f".jatui-{secrets.token_hex(8)}.part")
    try:
        descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    except FileNotFoundError:
        raise Refused(f"There is no folder {path.parent}. Make it first; nothing was written.") from None
    except (OSError, ValueError) as error:
        raise Refused(f"Nothing can be written at {path}: {reason(error)}.") from None
    file = os.fdopen(descriptor, "wb")
    try:
        if hasattr(os, "fchmod"):
            with suppress(OSError):
                os.fchmod(descriptor, 0o600)
        yield Draft(path, part, file, replace=replace)
    finally:
        with suppress(OSError):
            file.close()
        with suppress(OSError):
            part.unlink()


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
