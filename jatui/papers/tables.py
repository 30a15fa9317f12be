"""Tables in text, as spreadsheets write them: cells parted by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from jatui.domain.columns import HEADINGS_WITHIN, Columns, Row, find_columns
from jatui.domain.errors import Refused
from jatui.domain.text import clean

_SIGNS: Final = (",", ";", "\t", "|")
_SAID: Final = re.compile(r"\ufeff?sep=(.)\r?\n?", re.IGNORECASE)
_LONGEST_CELL: Final = 50 * 1024 * 1024


def read_table(text: str, name: str, signs: Iterable[str] = _SIGNS) -> tuple[list[Row], Columns]:
    """Return the rows of a table in text and its columns.

    The sign between the cells is the one with which a row of headings is found, the row with the most of them where
    several would do. Raises Refused where none has a column of refs, with what was found, or a quote is left open.
    """
    found: tuple[int, str, Columns] | None = None
    for sign in signs:
        columns = find_columns(rows_in(text, sign, name, HEADINGS_WITHIN))
        known = sum(each is not None for each in columns.fields) if columns else 0
        if columns and (found is None or known > found[0]):
            found = known, sign, columns
    if found is None:
        raise Refused(
            f"{name} has no column of refs{_seen(text, name)}. Head it with Ref, and read it again."
        )
    return rows_in(text, found[1], name), found[2]


class Within(NamedTuple):
    """A table of tabs within a text: the text before it, its rows and columns, the text after it and its first line."""

    before: str
    rows: list[Row]
    columns: Columns
    after: str
    line_after: int


def find_table(text: str) -> Within | None:
    """Return the first table of tabs within a text, from its headings to the next blank line; None where there is none.

    That is how a table comes that was copied from a spreadsheet or a document, perhaps with words around it.
    """
    if "\t" not in text:
        return None
    lines = text.splitlines(keepends=True)
    for place, line in enumerate(lines):
        if "\t" not in line or not find_columns([Row(1, [cell.strip(' "') for cell in line.split("\t")])]):
            continue
        reader = csv.reader(lines[place:], delimiter="\t")
        rows: list[Row] = []
        begun = place + 1
        try:
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    break
                rows.append(Row(begun, cells))
                begun = place + reader.line_num + 1
        except csv.Error:
            return None
        columns = find_columns(rows)
        if columns is None:
            return None
        return Within("".join(lines[:place]), rows, columns, "".join(lines[begun - 1 :]), begun)
    return None


def rows_in(text: str, sign: str, name: str, most: int | None = None) -> list[Row]:
    """Return the rows of a text, or the first of them, each under the number of the line on which it begins.

    `most` is how many of them are looked at, with a quote that is left open; else one raises Refused.
    """
    said = _SAID.match(text)
    skipped = 1 if said else 0
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    reader = csv.reader(
        io.StringIO(text[said.end() :] if said else text, newline=""), delimiter=sign, strict=True
    )
    rows: list[Row] = []
    begun = 1
    try:
        for cells in reader:
            if cells:
                rows.append(Row(begun + skipped, cells))
            begun = reader.line_num + 1
            if most is not None and len(rows) >= most:
                break
    except csv.Error as error:
        if most is None:
            raise Refused(
                f"{name}: the quotes in the row that begins on line {begun + skipped} do not close ({error}). "
                "Mend them, or save it again from the spreadsheet."
            ) from None
    return rows


def _seen(text: str, name: str) -> str:
    """Return the first cells of a table, for a sentence."""
    for sign in _SIGNS:
        rows = rows_in(text, sign, name, 1)
        if rows and len(rows[0].cells) > 1:
            break
    else:
        rows = rows_in(text, ",", name, 1)
    cells = [clean(" ".join(cell.split()))[:40] for cell in (rows[0].cells if rows else []) if cell.strip()]
    return f"; its first row is {', '.join(repr(cell) for cell in cells[:8])}" if cells else ""
