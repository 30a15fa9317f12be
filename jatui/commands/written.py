"""A paper written out: in which format, in whose style, and whole into a file or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from jatui.commands.archive import refuse_database
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Misused, Refused
from jatui.files import begun, read_bytes, read_text
from jatui.papers.document import Document, markdown_lines

FORMATS: Final = ("markdown", "html", "docx")
"""The formats that reports are written in, the default first."""

_ENDINGS: Final = {".html": "html", ".htm": "html", ".docx": "docx"}
_LARGEST: Final = 1_000_000


def format_of(given: str | None, path: Path | None) -> str:
    """Return the format that is given, else the one of a file's ending, else the first; raises Misused for another word."""
    if given is None:
        return _ENDINGS.get(path.suffix.casefold(), FORMATS[0]) if path else FORMATS[0]
    if given not in FORMATS:
        raise Misused(f"--format is {' or '.join(FORMATS)}, not {given!r}.")
    return given


def written_lines(document: Document, format: str) -> Iterator[str]:
    """Return the lines of a paper in a format that is text, as they are asked for.

    Raises Refused where the stylesheet that the settings name cannot be read, and Misused where the format is no text.
    """
    if format == "docx":
        raise Misused("A Word document is not text to print. Name its file with --to.")
    if format == "html":
        from jatui.papers.html import html_lines

        own = _own_stylesheet()
        return html_lines(document) if own is None else html_lines(document, own)
    return markdown_lines(document)


def write_document(document: Document, format: str, path: Path, database: Path, *, replace: bool) -> None:
    """Write a paper into a file, line by line; raises Refused, with nothing written, where one stands there."""
    refuse_database(path, database)
    if format == "docx":
        _write_word(document, path, replace=replace)
        return
    lines = written_lines(document, format)
    with begun(path, replace=replace) as part:
        with part.refusing():
            part.file.writelines(line.encode("utf-8") for line in lines)
        part.place()


def _write_word(document: Document, path: Path, *, replace: bool) -> None:
    """Write a paper as a Word document, in the look of the council's own where the settings name one."""
    from jatui.papers.word import LARGEST, open_book, write_word

    own = own_template("report-docx")
    named = f"The document of the setting report-docx, {own},"
    book = open_book(read_bytes(own, LARGEST) if own else None, named)
    with begun(path, replace=replace) as part:
        with part.refusing():
            write_word(document, part.file, book, own=own is not None)
        part.place()


def write_list(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    path: Path,
    *,
    tracker: Tracker,
    spreadsheet: bool,
    replace: bool,
) -> None:
    """Write a list as CSV or as a spreadsheet; raises Refused, with nothing written, where a file stands there."""
    from jatui.papers.lists import write_csv, write_xlsx

    refuse_database(path, tracker.store.path)
    with begun(path, replace=replace) as part:
        with part.refusing():
            if spreadsheet:
                write_xlsx(headings, rows, part.file, tracker.read.state()[0])
            else:
                write_csv(headings, rows, part.file)
        part.place()


def _own_stylesheet() -> str | None:
    """Return the council's own stylesheet; raises Refused where the settings name one that cannot be read."""
    path = own_template("report-css")
    try:
        return read_text(path, _LARGEST) if path else None
    except Refused as problem:
        raise Refused(f"The stylesheet of the setting report-css cannot be used. {problem}") from None


def own_template(setting: str) -> Path | None:
    """Return the file that a setting names for the look of reports; None where it names none."""
    from jatui.settings.file import read_settings

    named = read_settings().get(setting)
    return Path(named).expanduser() if named else None
