"""The table of wordings: each is read as its row says."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jatui.domain.milestones import KINDS, read, write
from jatui.domain.milestones.writer import is_same

HERE = Path(__file__).parent
FILES = sorted((HERE / "wordings").glob("*.toml"))
GROUPS = [group for file in FILES for group in tomllib.loads(file.read_text()).items()]
TABLE = dict(GROUPS)
PHRASES = tomllib.loads((HERE / "phrases.toml").read_text())


def spoken(group: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each phrase of a group, with the phrase in its frame."""
    fields = {key: said for key, said in group.items() if key not in ("why", "frame", "phrases")}
    return [
        {**fields, "text": group["frame"].format(phrase)}
        for phrase in " ".join(group["phrases"].split()).split(" | ")
    ]


ROWS = [(name, row) for name, group in TABLE.items() for row in group["wordings"]]
ROWS += [(name, row) for name, groups in PHRASES.items() for group in groups for row in spoken(group)]
KEYS = {
    *("text", "kind", "due", "start", "end", "approximate", "ambiguous", "warned", "unread"),
    *("suggestion", "recurrence", "stages", "former", "paper", "says", "parts", "was"),
}


def shown(name: str, kind: str, days: tuple[date | None, date | None, date | None]) -> str:
    """Return words with what they were read as, in one line: `Draft: Sep '21 = 2021-09-01 to 2021-09-30`."""
    start, end, due = days
    said = f"{start or ''} to {end or ''}".strip()
    return f"{name} = {kind}{said}{'' if due == end else f', due {due}' if due else ', not due'}"


def test_the_table_is_wide_and_its_rows_are_whole() -> None:
    texts = [row["text"] for _, row in ROWS]
    assert len(texts) >= 250
    assert len(texts) == len(set(texts))
    assert len(GROUPS) == len(TABLE), "two tables have one name"
    assert all(set(row) <= KEYS for _, row in ROWS)
    assert {row["kind"] for _, row in ROWS if "kind" in row} == set(KINDS)


@pytest.mark.parametrize(
    ("name", "row"), ROWS, ids=lambda value: value if isinstance(value, str) else value["text"]
)
def test_a_wording_is_read_as_its_row_says(name: str, row: dict[str, Any]) -> None:
    reading = read(row["text"], paper=row.get("paper"))
    assert reading.text == row["text"]
    assert reading.due == row.get("due"), reading
    assert reading.kind == row.get("kind", reading.kind)
    assert reading.unread == tuple(row.get("unread", ()))
    assert reading.readable == (not reading.unread)
    assert reading.suggestion == row.get("suggestion")
    assert reading.recurrence == row.get("recurrence")
    if "kind" in row:
        start = row.get("start", "none")
        assert reading.start == (None if start == "none" else start)
        assert reading.end == row.get("end", reading.due)
        assert reading.ambiguous == row.get("ambiguous", False), reading.warnings
        if reading.start or reading.end or reading.precision:
            assert reading.precision == ("approximate" if row.get("approximate") else "exact")
    assert bool(reading.assumed) == any("assumed" in said for said in reading.warnings)
    if row.get("warned") or reading.ambiguous or reading.unread:
        assert reading.warnings
    if "stages" in row:
        assert len(reading.stages) == row["stages"]
    if "former" in row:
        assert reading.former is not None
        assert reading.former.due == row["former"]
    if "says" in row:
        assert list(reading.warnings) == row["says"]
    if "parts" in row:
        parts = [(f"{part.label}: " if part.label else "") + part.text for part in reading.stages]
        days = [(part.start, part.end, part.due) for part in reading.stages]
        assert [shown(name, "", day) for name, day in zip(parts, days, strict=True)] == row["parts"]
    if "was" in row:
        former = reading.former
        assert former is not None
        assert shown(former.text, f"{former.kind} ", (former.start, former.end, former.due)) == row["was"]


def test_what_is_written_reads_back_the_same() -> None:
    for _, row in ROWS:
        reading = read(row["text"])
        assert is_same(read(write(reading)), reading), row["text"]
