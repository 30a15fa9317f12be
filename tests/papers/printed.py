"""Plans written as the tables of papers: in text, Markdown, HTML, CSV, spreadsheets and Word, cut by pages as those are."""

from __future__ import annotations

import csv
import html
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

HEADINGS = ("Ref.", "Action", "Milestone", "Committee", "Lead Officer(s)")
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Table = Sequence[Sequence[str]]


def pages(rows: Table, cuts: Sequence[int], *, headed: bool) -> list[list[Sequence[str]]]:
    """Return rows as the pages that they stand on; `headed` where the headings are printed on each."""
    ends = [*sorted({cut for cut in cuts if 0 < cut < len(rows)}), len(rows)]
    found = []
    begin = 0
    for end in ends:
        head = [HEADINGS] if headed or begin == 0 else []
        found.append([*head, *rows[begin:end]])
        begin = end
    return found


def tabs(found: Sequence[Table]) -> str:
    """Return pages as text with tabs."""
    return "\n\n".join("\n".join("\t".join(row) for row in page) for page in found) + "\n"


def pipes(found: Sequence[Table]) -> str:
    """Return pages as tables of pipes."""
    lines = []
    for page in found:
        for place, row in enumerate(page):
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
            if place == 0:
                lines.append("|" + " --- |" * len(row))
        lines.append("")
    return "\n".join(lines)


def web(found: Sequence[Table]) -> str:
    """Return pages as tables of HTML."""
    tables = (
        "<table>"
        + "".join(
            f"<tr>{''.join(f'<td><p>{html.escape(cell)}</p></td>' for cell in row)}</tr>\n" for row in page
        )
        + "</table>"
        for page in found
    )
    return f"<!doctype html><html><head><title>x</title></head><body>{''.join(tables)}</body></html>"


def separated(found: Sequence[Table]) -> str:
    """Return pages as CSV, one after the other."""
    file = io.StringIO()
    csv.writer(file).writerows(row for page in found for row in page)
    return file.getvalue()


def workbook(found: Sequence[Table], merged: Sequence[str] = ()) -> bytes:
    """Return pages as a spreadsheet, one after the other."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for page in found:
        for row in page:
            sheet.append(list(row))
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s"
    for cells in merged:
        sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def word(found: Sequence[Table], before: Sequence[str] = (), body: str | None = None) -> bytes:
    """Return pages as tables of a Word file, after paragraphs; or the file with this body."""
    parts = [paragraph(text) for text in before]
    for page in found:
        rows = "".join(f"<w:tr>{''.join(cell(text) for text in row)}</w:tr>" for row in page)
        parts.append(f"<w:tbl>{rows}</w:tbl><w:p/>")
    return packed("".join(parts) if body is None else body)


def paragraph(text: str, style: str = "") -> str:
    """Return a paragraph of Word."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def cell(text: str, given: str = "") -> str:
    """Return a cell of Word; `given` says how it is merged."""
    return f"<w:tc><w:tcPr>{given}</w:tcPr>{paragraph(text) if text else '<w:p/>'}</w:tc>"


def packed(body: str, **others: str) -> bytes:
    """Return a Word file of this body, and of other parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>',
        )
        for name, text in others.items():
            archive.writestr(f"word/{name}.xml", text)
    return file.getvalue()


SMALL: Table = (
    ("A.1", "Build homes", "Dec '21", "S&R", "Ann Able"),
    ("A.2", "Mend roofs", "Mar '22", "S&R", "Bo Best"),
)


def lay_out(folder: Path) -> None:
    """Write the small plan into a folder, once in each format."""
    found = pages(SMALL, (), headed=True)
    (folder / "paper.docx").write_bytes(word(found, ["Housing plan"]))
    (folder / "tracker.xlsx").write_bytes(workbook(found))
    (folder / "paper.txt").write_text(tabs(found), "utf-8")
    (folder / "board.html").write_text(web([*found, [("Name", "Post"), ("Ann", "Head")]]), "utf-8")
