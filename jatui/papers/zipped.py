"""A file that is a ZIP of XML, opened within bounds: a small one can unfold into a huge one, and a locked one into none.

The sizes are held to a limit as the file declares them and as they come.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from xml.parsers import expat

from jatui.domain.errors import Refused

LARGEST_UNPACKED: Final = 100 * 1024 * 1024
"""Bytes to which the parts of a file may unfold."""
MOST_PARTS: Final = 2000
_CHUNK: Final = 256 * 1024
_FAULTS: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)
"""What reading a damaged archive raises; NotImplementedError is zipfile's, of a way of packing that it does not know."""


@contextmanager
def unpacked(data: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """Open the bytes of a file; raises Refused where it has a password, or is damaged, also while it is being read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(part.flag_bits & 1 for part in archive.infolist()):
                raise Refused(locked(name))
            yield archive
    except _FAULTS as error:
        if isinstance(error, RuntimeError) and "password" in str(error):
            raise Refused(locked(name)) from None
        raise Refused(f"{name} is damaged or cut short, so it cannot be opened. Ask for it again.") from None


def refuse_large(archive: zipfile.ZipFile, name: str) -> None:
    """Raise Refused where a file has too many parts, or says that it unfolds too far."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refused(too_large(name))


def parser_of(name: str) -> expat.XMLParserType:
    """Return a parser that refuses a document type, with which entities come."""

    def refuse(*_: object) -> None:
        raise Refused(f"{name} defines a document type, which no such file needs. It was not opened.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    return parser


def parse_part(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, parser: expat.XMLParserType, left: int, name: str
) -> int:
    """Parse one part and return how many bytes it came to; raises Refused where these are more than are left."""
    parser.buffer_text = True
    size = 0
    try:
        with archive.open(part) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > left:
                    raise Refused(too_large(name))
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise Refused(
            f"{name} is damaged: its part {part.filename[:80]!r} is not readable. Save it again."
        ) from None
    return size


def too_large(name: str) -> str:
    """Return the sentence of a file that unfolds too far."""
    return f"{name} unfolds to more than {LARGEST_UNPACKED // 1024**2} MB, more than a return ever needs. It was not opened."


def locked(name: str) -> str:
    """Return the sentence of a file that has a password."""
    return f"{name} is protected by a password. Save it without one and read it again."
