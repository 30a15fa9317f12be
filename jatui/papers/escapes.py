"""Text from records in formats of others: no cell of a CSV file is a formula, nothing in Markdown is markup."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from jatui.domain.text import clean, clean_lines

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARKUP = re.compile(
    r"[\\`*_{}\[\]<>|~#]|&(?=#?\w+;)|^[-+](?=\s)|(?<=\w):(?=//)|(?i:(?<=\bwww)\.)|(?<=\w)@(?=\w)"
)
_NO_XML = re.compile("[\ufffe\uffff]")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s)")


def acts(text: str) -> bool:
    """Tell whether a spreadsheet program may take a cell for a formula."""
    return text.lstrip(" ").startswith(_FORMULA)


def csv_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet program takes for a formula: an apostrophe stands before such a one."""
    shown = clean_lines(text)
    return f"'{shown}" if acts(shown) else shown


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV, each ended by a line feed."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([csv_cell(cell) for cell in row] for row in rows)
    return file.getvalue()


def xml_text(text: str) -> str:
    """Return a text of several lines that XML may hold; what is markup in it is left to whoever writes it."""
    return _NO_XML.sub("\ufffd", clean_lines(text))


def xml_line(text: str) -> str:
    """Return a text as one line that XML may hold."""
    return _NO_XML.sub("\ufffd", clean(" ".join(text.split())))


def markdown(text: str) -> str:
    """Return a text as one line of Markdown that shows just what is written."""
    escaped = _MARKUP.sub(lambda found: f"\\{found[0]}", clean(" ".join(text.split())))
    return _NUMBERED.sub(r"\1\\\2", escaped)
