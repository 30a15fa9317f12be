"""OpenDocument as LibreOffice writes it: texts and sheets, merged and repeated cells, what stands apart, and bad files."""

from __future__ import annotations

import io
import zipfile

import pytest

from jatui.domain.errors import Refused
from jatui.papers.imported.files import read_paper
from tests.papers.printed import SMALL
from tests.papers.test_imported import read, rows

HEAD = "Ref Action Milestone Committee Lead".split()  # noqa: SIM905


def opened(body: str, kind: str = "text", **others: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        spaces = " ".join(f'xmlns:{each}="urn:{each}"' for each in ("office", "text", "table", "draw"))
        for name, text in {"content": f"<office:text>{body}</office:text>", **others}.items():
            path = f"{name.replace('__', '/')}.xml"
            archive.writestr(path, f"<office:document-{name} {spaces}>{text}</office:document-{name}>")
    return file.getvalue()


def cell(text: str, given: str = "") -> str:
    return f"<table:table-cell {given}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def row(*cells: str, given: str = "") -> str:
    return f"<table:table-row {given}>{''.join(cells)}</table:table-row>"


def table(*rows_: str) -> str:
    return f'<table:table table:name="Plan">{row(*map(cell, HEAD))}{"".join(rows_)}</table:table>'


COVERED = "<table:covered-table-cell/>"


def test_a_plan_in_a_text_is_read_with_its_heading_and_its_signs() -> None:
    body = '<text:h text:outline-level="1">Housing &amp; roads</text:h>' + table(
        *(
            row(*(cell(text.replace("&", "&amp;").replace(" ", "<text:s/>")) for text in each))
            for each in SMALL
        )
    )
    found = read(opened(body), "p.odt")
    assert rows(found) == list(SMALL)
    assert {item.title for item in found.items} == {"Housing & roads"}


def test_merged_cells_go_over_rows_and_columns() -> None:
    down = cell("S&amp;R", 'table:number-rows-spanned="2"')
    body = table(
        row(cell("Homes", 'table:number-columns-spanned="5"'), *(COVERED,) * 4),
        row(cell("A.1"), cell("Build"), cell(""), down, cell("Ann")),
        row(cell("A.2"), cell("Mend"), cell(""), COVERED, cell("Bo")),
    )
    found = read(opened(body), "p.odt")
    assert rows(found) == [("A.1", "Build", "", "S&R", "Ann"), ("A.2", "Mend", "", "S&R", "Bo")]
    assert {item.title for item in found.items} == {"Homes"}


def test_repeated_cells_and_rows_of_a_sheet_are_those_that_are_shown() -> None:
    twice, million = 'table:number-columns-repeated="2"', 'table:number-rows-repeated="1048000"'
    body = table(
        row(cell("", 'table:number-columns-repeated="16384"'), given='table:number-rows-repeated="3"'),
        row(cell("A.1"), cell("Build"), cell("tbc", twice), cell("Ann")),
        row(cell("", 'table:number-columns-repeated="16384"'), given=million),
    )
    found = read(opened(body, "spreadsheet"), "p.ods")
    assert rows(found) == [("A.1", "Build", "tbc", "tbc", "Ann")]
    assert (found.items[0].number, found.tables[0].part) == (5, "Plan")


def test_what_stands_apart_from_the_words_is_kept_apart() -> None:
    deleted = (
        "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>"
    )
    remark = "<office:annotation><text:creator>Bo</text:creator><text:p>why?</text:p></office:annotation>"
    body = "<text:note-body><text:p>see B</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    listed = "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
    picture = "<draw:frame><draw:image/><draw:title>Logo</draw:title></draw:frame>"
    body = deleted + table(row(cell("A.1"), cell(f"Build{remark} homes{note}"), *map(cell, ("", "", "Ann"))))
    found = read(
        opened(body + listed + f"<text:p>{picture}</text:p>", styles="<text:p>Page foot</text:p>"), "p.odt"
    )
    assert rows(found) == [("A.1", "Build homes", "", "", "Ann")]
    assert {(each.part, each.text) for each in found.kept} == {
        ("deleted", "gone"),
        ("comments", "why?"),
        ("footnotes", "see B"),
        ("", "one"),
        ("header or footer", "Page foot"),
    }
    assert found.document.notes == [
        "p.odt has changes tracked; what was inserted was read, what was deleted was not read into the plan.",
        "p.odt has 1 picture, not read.",
    ]


ENDLESS = table(
    row(cell("x" * 9000, 'table:number-columns-repeated="5"'), given='table:number-rows-repeated="50000"')
)
BAD = {
    "wide": (opened(table(row(cell("x", 'table:number-columns-repeated="300"')))), "more than 200 columns"),
    "endless": (opened(ENDLESS, "spreadsheet"), "unfolds to more than"),
    "locked": (opened("<text:p/>", **{"META-INF__manifest": "<text:encryption-data/>"}), "password"),
    "deep": (opened("<text:span>" * 300 + "</text:span>" * 300), "nested deeper"),
    "cut": (opened("<text:p/>")[:-40], "damaged or cut short"),
    "no xml": (opened("<text:p>"), "damaged"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_refused(case: str) -> None:
    data, words = BAD[case]
    with pytest.raises(Refused, match=words):
        read_paper(data, "p.odt")
