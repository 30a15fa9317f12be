"""A paper as it comes, whatever program wrote it: handed to the reader of its kind, or refused with what to do."""

from __future__ import annotations

import hashlib
import os
from typing import Final

from jatui.domain.errors import Refused
from jatui.domain.importing.blocks import Document, Grid, Prose
from jatui.domain.importing.labelled import with_labelled
from jatui.domain.text import clean
from jatui.papers.encodings import decode, refuse_kind
from jatui.papers.returns import refuse_size
from jatui.papers.workbook import MOST_COLUMNS

READABLE: Final = (".docx", ".txt", ".md", ".html", ".htm", ".csv", ".tsv", ".xlsx", ".odt", ".ods", ".eml")
"""The endings of files that are read."""

MOST_LINES: Final = 200_000
MOST_TAGS: Final = 1_000_000

_ZIP: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0"


def read_paper(data: bytes, name: str) -> tuple[Document, str]:
    """Return a paper as blocks, and the digest of its bytes; what they are decides, and the file's name for text alone.

    Raises Refused where it is of no kind that is read, is locked or damaged, or unfolds too far.
    """
    refuse_size(data, name)
    document = Document(clean(name))
    _take(data, document, "", clean(name))
    document.blocks = with_labelled(document.blocks)
    for block in document.blocks:
        if isinstance(block, Grid) and block.width > MOST_COLUMNS:
            raise Refused(
                f"{document.name} has a table of {block.width:,} columns, more than a plan ever has. Nothing was stored."
            )
    return document, hashlib.sha256(data).hexdigest()


def _take(data: bytes, document: Document, part: str, name: str) -> None:
    """Read one file, or what hangs on a mail, into a document."""
    ending = os.path.splitext(name)[1].lower()
    if not data:
        raise Refused(f"{name} is empty.")
    if data.startswith(_OLD) and ending == ".doc":
        raise Refused(
            f"{name} is of an old format of Word, or protected by a password. Save it as .docx without one and import that."
        )
    if data.startswith(_ZIP) or (
        ending in (".docx", ".xlsx", ".docm", ".xlsm") and not data.startswith(_OLD)
    ):
        _take_archive(data, document, part, ending)
        return
    refuse_kind(data, name)
    from jatui.papers.mail import is_mail

    if ending == ".eml" or is_mail(data):
        _take_mail(data, document, name)
        return
    text, assumed = decode(data, name)
    _refuse_long(text, name)
    if assumed:
        document.notes.append(assumed)
    if ending in (".csv", ".tsv"):
        from jatui.papers.imported.cells import read_separated

        read_separated(text, document, part)
    elif ending in (".html", ".htm") or text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")):
        from jatui.papers.imported.html import read_html

        read_html(text, document, part)
    else:
        from jatui.papers.imported.text import read_lines

        read_lines(text, document, part)


def _refuse_long(text: str, name: str) -> None:
    """Raise Refused where a text has more lines or tags than any paper, which would take minutes to read."""
    for sign, most, what in (("\n", MOST_LINES, "lines"), ("<", MOST_TAGS, "tags")):
        if (found := text.count(sign)) > most:
            raise Refused(
                f"{name} has {found:,} {what}, more than the {most:,} of a very long paper. Import the part of it that holds "
                "the plan; nothing was stored."
            )


def _take_archive(data: bytes, document: Document, part: str, ending: str) -> None:
    """Read a Word file, a spreadsheet or OpenDocument, told apart by what is in them."""
    from jatui.papers.imported.opendocument import is_open_document, read_open_document

    if is_open_document(data):
        read_open_document(data, document, part)
        return
    word = b"word/document" in data or ending in (".docx", ".docm")
    if word and b"xl/workbook.xml" not in data:
        from jatui.papers.imported.word import read_word

        document.unit = "paragraph"
        read_word(data, document, part)
    else:
        from jatui.papers.imported.cells import read_workbook

        read_workbook(data, document, part)


def _take_mail(data: bytes, document: Document, name: str) -> None:
    """Read a mail: its words as prose, and each file that hangs on it by the reader of its kind."""
    from jatui.papers.imported.text import read_lines
    from jatui.papers.mail import read_mail

    mail = read_mail(data, name, READABLE)
    document.notes += mail.notes
    for text in mail.texts:
        _refuse_long(text, name)
        read_lines(text, document, "mail")
    for file, attached in mail.attached:
        document.blocks.append(Prose(0, "", False, file))
        _take(attached, document, file, file)
