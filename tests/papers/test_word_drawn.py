"""A Word document as an office program draws it: its charts with their letters, and every sheet with something on it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from jatui.papers.document import Document, Section, Table
from tests.papers.test_html import rated
from tests.papers.test_word import written

OFFICE, READER = shutil.which("soffice"), shutil.which("pdftotext")


@pytest.mark.skipif(
    not (OFFICE and READER), reason="LibreOffice or pdftotext is not here to draw and read the pages."
)
def test_an_office_program_draws_charts_and_leaves_no_sheet_empty(tmp_path: Path) -> None:
    wide = Section("Wide", ["Said."], [Table([f"Head {place}" for place in range(9)], [["x"] * 9] * 60)])
    paper = rated()
    document = Document("Paper", [("As at", "today")], [*paper.sections, wide, *paper.sections])
    (tmp_path / "paper.docx").write_bytes(written(document))
    subprocess.run(
        [
            *(str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "paper.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = subprocess.run(
        [str(READER), "-layout", str(tmp_path / "paper.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    pages = text.removesuffix("\f").split("\f")
    assert all(len(page.split()) > 6 for page in pages)
    for told in (r"R\s*red", r"not\s*rated", r"R\s*1", r"A\s*2", r"G\s*3", r"B\s*4"):
        assert len(re.findall(told, text)) >= 2
    heads = [page for page in pages if "x" in page.split()]
    assert len(heads) > 1 and all("Head 0" in page for page in heads)
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
