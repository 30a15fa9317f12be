"""What LibreOffice and pandoc made of one small plan, kept so that it is read where neither is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.papers.test_imported import read, rows

CARRIED = Path(__file__).with_name("carried")
PLAN = [
    ("E.1", "Review the strategy & report.\nSay what it costs.", "Dec '21", "E&GI", "Ann Able/ Bo Best"),
    ("E.2", 'Plant trees, "net-zero" & all <5m', "Jul–Sep '21", "E&GI", "AD Roads & GCP"),
    ("E.3", "Mend roofs_and_walls *now*", "Phased over 2 years", "S&R", ""),
    ("F.6", "Lobby for fairer funding", "tbc", "S&R", "Cy O'Neil"),
    (
        "F.6",
        "Procure a new system of records for the homes, roads and parks of the county",
        "",
        "S&R",
        "Dee Dole",
    ),
]
"""The plan; a page parts its rows, its committees are merged and titles stand over it where the format has room for that."""


@pytest.mark.parametrize("name", sorted(each.name for each in CARRIED.iterdir()))
def test_a_plan_that_was_carried_reads_back_equal(name: str) -> None:
    found = read((CARRIED / name).read_bytes(), name)
    assert rows(found) == PLAN
    assert not found.kept
