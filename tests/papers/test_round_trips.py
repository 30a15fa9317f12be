"""Plans carried through LibreOffice and pandoc and read back equal: merged cells, titles, paragraphs and pages, too."""

from __future__ import annotations

import html
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jatui.domain.importing.account import Found
from tests.papers.printed import HEADINGS, separated
from tests.papers.test_imported import read, rows

Plan = list[tuple[str, ...]]
LATER = 240
"""Seconds after which a program is not waited for any more."""

WORDS = st.sampled_from(
    "Review the strategy (2021/22) of homes & roads; £5k – 'net-zero' a \"plan\" Ltd. 20mph é <5 C* _x_ #2 a\\b".split()  # noqa: SIM905
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=9).map(lambda words: f"Do {' '.join(words)}.")
TEXTS = st.lists(SENTENCES, min_size=1, max_size=2).map("\n".join)
CELLS = st.sampled_from(
    ("", "Dec '21", "Phased over 2 years", "Jul–Sep '21", "S&R", "Ann Able/ Bo Best", "AD Roads & GCP", "tbc")
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    letter = draw(st.sampled_from(("E.", "CE", "AP-")))
    cells = draw(st.lists(st.tuples(TEXTS, CELLS, CELLS, CELLS), min_size=2, max_size=8))
    return [(f"{letter}{place}", *each) for place, each in enumerate(cells, 1)]


BATCHES = settings(
    max_examples=1,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)


def page(
    plan: Plan, cuts: Sequence[int], *, merged: bool = False, titled: bool = False, headed: bool = True
) -> str:
    """Write a plan as HTML, on as many pages as it is cut into; `merged` joins cells of one committee downwards."""
    ends = [*sorted({cut for cut in cuts if 0 < cut < len(plan)}), len(plan)]
    body, begin = [], 0
    for end in ends:
        lines = (
            [f"<tr>{''.join(f'<th>{each}</th>' for each in HEADINGS)}</tr>"] if headed or begin == 0 else []
        )
        if titled:
            lines.append(f'<tr><td colspan="5">Homes from {begin + 1}</td></tr>')
        for place in range(begin, end):
            lines.append(f"<tr>{''.join(_cells(plan, place, begin, end, merged))}</tr>")
        body.append(f'<table border="1">{"".join(lines)}</table>')
        begin = end
    parted = '<p style="page-break-before: always"></p>'.join(body)
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{parted}</body></html>'


def _cells(plan: Plan, place: int, begin: int, end: int, merged: bool) -> list[str]:
    found = []
    for column, text in enumerate(plan[place]):
        span = ""
        if merged and column == 3 and text:
            if place > begin and plan[place - 1][3] == text:
                continue
            rows_ = next((at for at in range(place, end) if plan[at][3] != text), end) - place
            span = f' rowspan="{rows_}"' if rows_ > 1 else ""
        inner = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
        found.append(f"<td{span}>{inner}</td>")
    return found


def run(*command: str | Path, within: Path) -> None:
    subprocess.run(
        [str(each) for each in command],
        cwd=within,
        check=True,
        timeout=LATER,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )


def office(files: Sequence[Path], to: str, within: Path, *more: str) -> list[Path]:
    """Let LibreOffice make files of another format, all in one go; return them in the same order."""
    run(
        "soffice", "--headless", f"-env:UserInstallation={(within.parent / 'profile').as_uri()}", *more,
        "--convert-to", to, "--outdir", within, *files, within=within,
    )  # fmt: skip
    return [within / f"{each.stem}.{to.partition(':')[0]}" for each in files]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("carried")


def fresh(folder: Path) -> Path:
    made = folder / f"batch-{len(list(folder.iterdir()))}"
    made.mkdir()
    return made


def read_file(path: Path) -> Found:
    return read(path.read_bytes(), path.name)


def titles(found: Found) -> list[str | None]:
    return [item.title for item in found.items]


WAYS = [
    {"cuts": ()},
    {"cuts": (2, 4), "headed": False},
    {"cuts": (3,), "headed": True},
    {"cuts": (), "merged": True},
    {"cuts": (2,), "merged": True, "titled": True},
]
"""How each plan of a batch is laid out."""

LONG = 4
BATCH = st.lists(plans(), min_size=len(WAYS), max_size=len(WAYS)).filter(
    lambda batch: sum(map(len, batch)) >= LONG * len(batch)
)
"""As many plans as there are ways, of a few rows each: the first that hypothesis makes have hardly any."""


def write(batch: Sequence[Plan], within: Path) -> list[Path]:
    files = []
    for place, (plan, way) in enumerate(zip(batch, WAYS, strict=True)):
        files.append(within / f"plan{place}.html")
        files[-1].write_text(page(plan, **way), encoding="utf-8")  # type: ignore[arg-type]
    return files


def check(files: Sequence[Path | None], batch: Sequence[Plan]) -> None:
    for file, plan, way in zip(files, batch, WAYS, strict=True):
        if file is None:
            continue
        found = read_file(file)
        assert rows(found) == plan, file
        assert not [each for each in found.kept if each.part != "header or footer"], file
        if way.get("titled"):
            begins = [1, *(cut + 1 for cut in way["cuts"] if cut < len(plan))]  # type: ignore[attr-defined]
            expected = [
                f"Homes from {max(each for each in begins if each <= place)}"
                for place in range(1, len(plan) + 1)
            ]
            assert titles(found) == expected, file


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@BATCHES
@given(BATCH)
def test_a_plan_reads_back_from_libreoffice(folder: Path, batch: list[Plan]) -> None:
    within = fresh(folder)
    written = write(batch, within)
    check(written, batch)
    texts = office(written, "odt:writer8", within, "--infilter=HTML (StarWriter)")
    check(texts, batch)
    words = office(texts, "docx", within)
    check(words, batch)
    back = within / "back"
    back.mkdir()
    check(office(words, "html:HTML (StarWriter)", back), batch)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@BATCHES
@given(BATCH)
def test_a_plan_reads_back_from_a_spreadsheet_of_libreoffice(folder: Path, batch: list[Plan]) -> None:
    within = fresh(folder)
    files = []
    for place, plan in enumerate(batch):
        files.append(within / f"plan{place}.csv")
        files[-1].write_text(separated([[HEADINGS, *plan]]), encoding="utf-8")
    for kind in ("xlsx", "ods"):
        for file, plan in zip(office(files, kind, within, "--infilter=CSV:44,34,76,1"), batch, strict=True):
            assert rows(read_file(file)) == plan, file


PANDOC = {
    "docx": "docx",
    "odt": "odt",
    "html": "html",
    "gfm": "md",
    "markdown-smart": "md",
    "plain": "txt",
    "rst": "txt",
    "markdown-smart-simple_tables-multiline_tables-grid_tables": "md",
    "markdown-smart-pipe_tables-grid_tables": "md",
    "markdown-smart-pipe_tables-simple_tables-multiline_tables": "md",
}
"""The formats that pandoc writes, and the endings of their files."""

MERGING = ("docx", "html")
"""The formats in which it keeps merged cells; in the others it leaves out that they were merged."""


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@BATCHES
@given(BATCH)
def test_a_plan_reads_back_from_pandoc(folder: Path, batch: list[Plan]) -> None:
    within = fresh(folder)
    written = write(batch, within)
    for place, (form, ending) in enumerate(PANDOC.items()):
        made: list[Path | None] = []
        for file, way in zip(written, WAYS, strict=True):
            if way.get("merged") and form not in MERGING:
                made.append(None)
                continue
            to = within / f"{file.stem}-{place}.{ending}"
            run("pandoc", "-s", "--columns=90", "-f", "html", "-t", form, file, "-o", to, within=within)
            made.append(to)
        check(made, batch)
