"""Returns as leads send them, files of several kinds or a text, read into answers with their places."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from jatui.domain.columns import read_rows
from jatui.domain.errors import NotFound, Refused
from jatui.domain.returns import Answer, read_return
from jatui.domain.text import clean
from jatui.files import reason
from jatui.papers.encodings import decode, refuse_kind

LARGEST: Final = 50 * 1024 * 1024
"""Bytes beyond which a file is no return."""


@dataclass(slots=True)
class Part:
    """A part of a return that has lines of its own: a text, a table, something that hangs on a mail."""

    name: str
    unit: str
    answers: list[Answer]


@dataclass(slots=True)
class Return:
    """A return that was read: what it is called, the digest of its bytes, its parts, and sentences about all of it.

    `by` and `day` are who sent it and when, where it says so; `plans` are those whose request sheets it answers.
    """

    name: str
    digest: str
    parts: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    by: str | None = None
    day: date | None = None
    plans: list[str] = field(default_factory=list)


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder that may be returns, in the order of their names; raises Refused where it is not read.

    Hidden files, and those that a spreadsheet keeps beside an open one, are none.
    """
    try:
        found = sorted(folder.iterdir(), key=lambda path: (path.name.casefold(), path.name))
        return [path for path in found if not path.name.startswith((".", "~$")) and path.is_file()]
    except (OSError, ValueError) as error:
        raise Refused(f"{folder} cannot be read: {reason(error)}.") from None


def read_bytes_of(path: Path) -> bytes:
    """Return the bytes of a return; raises NotFound or Refused where it is no regular file, too large, or not readable."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(f"{path} is not a regular file. Name a return, or a folder of returns.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{path} cannot be read: {reason(error)}.") from None
    refuse_size(data, str(path))
    return data


def refuse_size(data: bytes, name: str) -> None:
    """Raise Refused where a return has more bytes than one ever needs."""
    if len(data) > LARGEST:
        raise Refused(f"{name} is larger than {LARGEST // 1024**2} MB, more than a return ever needs.")


def read_text(text: str, name: str, known: Iterable[str], today: date | None) -> Return:
    """Return what a text says that was pasted."""
    data = text.encode("utf-8", "surrogatepass")
    refuse_size(data, name)
    found = Return(name, digest_of(data))
    _take_text(text, name, found, [*known], today)
    return _checked(found)


def read_data(data: bytes, name: str, known: Iterable[str], today: date | None) -> Return:
    """Return what the bytes of a file say; what they are decides, not the file's name, but for tables in text.

    Raises Refused, whole, where a part that should be readable is not.
    """
    refuse_size(data, name)
    found = Return(clean(name), digest_of(data))
    _take(data, clean(name), found, [*known], today)
    return _checked(found)


def digest_of(data: bytes) -> str:
    """Return the digest by which a return is known again."""
    return hashlib.sha256(data).hexdigest()


def _checked(found: Return) -> Return:
    """Return a return that holds something; raises Refused where it does not."""
    if not any(part.answers for part in found.parts):
        raise Refused(f"{found.name} holds nothing to read.")
    return found


def _take(data: bytes, name: str, found: Return, known: list[str], today: date | None) -> None:
    """Read one file, or what hangs on a mail, into a return."""
    from jatui.papers.spreadsheet import is_spreadsheet

    ending = os.path.splitext(name)[1].lower()
    if is_spreadsheet(data, name):
        _take_spreadsheet(data, name, found, known, today)
        return
    refuse_kind(data, name)
    from jatui.papers.mail import is_mail

    if ending == ".eml" or is_mail(data):
        _take_mail(data, name, found, known, today)
        return
    text, assumed = decode(data, name)
    if assumed:
        found.notes.append(assumed)
    if ending in (".csv", ".tsv"):
        _take_table(text, name, found, known, today)
    elif ending in (".html", ".htm"):
        from jatui.papers.mail import plain_text

        _take_text(plain_text(text), name, found, known, today)
    else:
        _take_text(text, name, found, known, today)


def _take_text(text: str, name: str, found: Return, known: list[str], today: date | None) -> None:
    """Read a text: a request sheet sent back by its marks, a pasted table by its tabs, else line by line."""
    from jatui.domain.sheets import has_marks, read_sheets
    from jatui.papers.tables import find_table

    if has_marks(text):
        reply = read_sheets(text)
        found.parts.append(Part(name, "line", reply.answers))
        found.plans += reply.plans
        found.by = found.by or reply.lead
        return
    within = find_table(text)
    if within is None:
        found.parts.append(Part(name, "line", read_return(text, known, today)))
        return
    table = read_rows(within.rows, within.columns, known, today)
    answers = [
        *read_return(within.before, known, today),
        *table.answers,
        *read_return(within.after, known, today, within.line_after),
    ]
    found.parts.append(Part(name, "line", answers))
    found.notes += table.notes


def _take_table(text: str, name: str, found: Return, known: list[str], today: date | None) -> None:
    """Read a table in text."""
    from jatui.papers.tables import read_table

    rows, columns = read_table(text, name)
    table = read_rows(rows, columns, known, today)
    found.parts.append(Part(name, "line", table.answers))
    found.notes += table.notes


def _take_spreadsheet(data: bytes, name: str, found: Return, known: list[str], today: date | None) -> None:
    """Read a spreadsheet."""
    from jatui.papers.spreadsheet import read_spreadsheet

    sheet = read_spreadsheet(data, name)
    table = read_rows(sheet.rows, sheet.columns, known, today)
    found.parts.append(Part(name, "row", table.answers))
    found.notes += [*sheet.notes, *table.notes]


def _take_mail(data: bytes, name: str, found: Return, known: list[str], today: date | None) -> None:
    """Read a mail: its words, and what hangs on it and can be read."""
    from jatui.papers.mail import read_mail

    mail = read_mail(data, name)
    found.by = mail.by
    found.day = mail.day if mail.day and not (today and mail.day > today) else None
    found.notes += mail.notes
    for text in mail.texts:
        _take_text(text, name, found, known, today)
    for file, attached in mail.attached:
        _take(attached, f"{name}: {file}", found, known, today)
