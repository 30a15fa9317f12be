"""Bytes as text, whatever wrote them; what they were taken for is said, and what is no text is refused."""

from __future__ import annotations

import codecs
import re
from typing import Final

from jatui.domain.errors import Refused

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 65536
_STEERING: Final = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_KINDS: Final = (
    (b"%PDF", "is a PDF. Copy its text and paste or pipe that"),
    (b"{\\rtf", "is a rich-text file. Save it as plain text (.txt)"),
    (b"\x89PNG", "is a picture. Ask for the text"),
    (b"\xff\xd8\xff", "is a picture. Ask for the text"),
    (b"GIF8", "is a picture. Ask for the text"),
    (b"\x1f\x8b", "is compressed. Unpack it first"),
    (b"SQLite format 3\0", "is a database. Name a return"),
)
_PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")


def decode(data: bytes, name: str) -> tuple[str, str | None]:
    """Return bytes as text, and a sentence where the encoding was assumed.

    A mark at the beginning decides; else noughts in every other byte mean UTF-16, what is valid is UTF-8, and the rest
    Windows-1252, in which British offices write pounds and curly quotes. Raises Refused where it is no text.
    """
    refuse_kind(data, name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name), None
    if b"\0" in data[:_SAMPLE]:
        encoding = _wide(data[:_SAMPLE], name)
        return _strictly(data, encoding, name), f"{name} does not say its encoding; it was read as UTF-16."
    if b"\0" in data:
        raise Refused(_no_text(name))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise Refused(
                f"{name}: line {line} is neither UTF-8 nor Windows-1252 text. Save it as UTF-8 and read it again."
            ) from None
        _refuse_steering(data, name)
        return text, f"{name} is not UTF-8; it was read as Windows-1252."
    _refuse_steering(data, name)
    return text, None


def refuse_kind(data: bytes, name: str) -> None:
    """Raise Refused where bytes begin as a file of a known kind does that holds no plain text, saying what to do."""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if _PASSWORD in data:
            raise Refused(f"{name} is protected by a password. Save it without one and read it again.")
        raise Refused(
            f"{name} is of an old Office format (.xls, .doc) or a mail of Outlook (.msg). "
            "Save it as .xlsx, .csv or text, or the mail as .eml, and read that."
        )
    for mark, what in _KINDS:
        if data.startswith(mark):
            raise Refused(f"{name} {what}.")


def _wide(sample: bytes, name: str) -> str:
    """Return which UTF-16 a sample with noughts is; raises Refused where it is none plainly."""
    pairs = len(sample) // 2
    even, odd = sample[0 : pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
    if odd > pairs * 0.6 and even < pairs * 0.02:
        return "utf-16-le"
    if even > pairs * 0.6 and odd < pairs * 0.02:
        return "utf-16-be"
    raise Refused(_no_text(name))


def _strictly(data: bytes, encoding: str, name: str) -> str:
    """Return bytes in an encoding; raises Refused where they are not in it, or hold noughts."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            f"{name} begins as {encoding.upper()} but is damaged at byte {error.start:,}. Save it as UTF-8 and read it again."
        ) from None
    if "\0" in text:
        raise Refused(_no_text(name))
    return text


def _refuse_steering(data: bytes, name: str) -> None:
    """Raise Refused where so many bytes are control characters that it cannot be text."""
    sample = data[:_SAMPLE]
    if len(_STEERING.findall(sample)) > max(8, len(sample) // 20):
        raise Refused(_no_text(name))


def _no_text(name: str) -> str:
    return f"{name} is no text but a file of another program. Save it as .xlsx, .csv or plain text and read that."
