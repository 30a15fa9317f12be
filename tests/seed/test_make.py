"""The plans that ship are what their papers' import and their overlays make, to the byte; and so are plans of other papers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from jatui.domain.records import KEYS, KINDS
from jatui.snapshot import open_snapshot
from tests.seed.make import SHARED, Overlay, made, main, names
from tests.seed.papers import FOLDER
from tests.seed.reread import SEEDS

papers = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the papers are not there: {FOLDER}")

IMPORTED = {"joint_agreement": 117, "partnerships_2010": 16, "peer_challenge": 50, "strategic_framework": 10}
"""The records of each plan that come from the import of its papers, as the README says."""


@papers
def test_every_seed_is_made_to_the_byte_and_the_readme_says_what_of_it_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.seed.make.SEEDS", tmp_path)
    main(str(FOLDER))
    assert [path.stem for path in sorted(tmp_path.iterdir())] == names() == sorted(IMPORTED)
    readme = (SEEDS.parent / "README.md").read_text("utf-8")
    for line in capsys.readouterr().out.splitlines():
        name, _, told = line.partition(".toml: ")
        seed = SEEDS / f"{name}.toml"
        assert (tmp_path / seed.name).read_bytes() == seed.read_bytes()
        assert told.startswith(f"{IMPORTED[name]} records imported")
        shown = [each for each in readme.splitlines() if each.startswith(f"| `{name}` ")]
        figures = [word for word in told.replace(",", "").replace(";", "").split() if word.isdecimal()]
        assert [cell.strip().replace(",", "") for cell in shown[0].split("|")[2:-1]] == figures


@papers
@pytest.mark.parametrize("name", ["joint_agreement", "peer_challenge"])
def test_every_action_and_every_answer_to_a_recommendation_is_imported(name: str) -> None:
    overlay = Overlay.read(name)
    kinds = {kind for kind, _ in overlay.records}
    assert not {"action", "lead", "contact"} & kinds
    if name == "peer_challenge":
        assert "commitment" not in kinds
        told = [values for kind, values in overlay.records if kind == "link"]
        assert all(values.keys() == {*KEYS["link"], "note"} for values in told)


@pytest.mark.parametrize("name", [*names(), SHARED])
def test_what_is_laid_over_says_where_it_stands_in_which_paper(name: str) -> None:
    for kind, values in Overlay.read(name).records:
        assert values.keys() >= set(KEYS[kind]) and values.keys() <= set(KINDS[kind].__struct_fields__)
        if "text" in values and "line" in KINDS[kind].__struct_fields__:
            assert {"paper", "line"} <= values.keys(), values


PAPER = """Parks Delivery Plan

Report to: Parks Committee
Date: 4 May 2022

- 1.1 We will look after every park, and plant a tree for each
- 1.2 child that is born here.

Table 1: Paths, year 1 actions

Ref.\tAction\tBy when\tCommittee\tLead(s)
P.1\tMend the paths of the\tJul '22 & Ep '22\tP&L S&R\tAnn Able/ Bo Best

Page 2 of 9

\tnorthern parks\t\t\t
P.2\tLight the paths\tPhased over the next 2 years\tP&L\tAD Parks & Paths

P.2\tOpen the gates\tReporting quarterly from Sep '22\tS&R\tAnn Able & FRIENDS
"""


def laid(*records: tuple[str, dict[str, Any]], **seed: Any) -> Overlay:
    values = {
        "plan": "parks",
        "name": "Parks Plan",
        "file": "parks.txt",
        "moment": dt.datetime(2022, 5, 5, tzinfo=dt.UTC),
    }
    called = {"paper": {"2022-05-04-parks-delivery-plan": "parks-plan"}}
    return Overlay("parks", values | seed, called, list(records))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a paper that is as irregular as the council's."""
    (tmp_path / "parks.txt").write_text(PAPER, "utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the papers on a day when all of them are there."""
    monkeypatch.setattr("tests.seed.make.LATEST", dt.date(2022, 6, 1))


def test_a_plan_is_made_of_an_irregular_paper(folder: Path) -> None:
    promise = {
        "plan": "parks",
        "number": "1.1",
        "theme": "P",
        "position": 1,
        "text": "We will look … born here.",
    }
    where = {"paper": "parks-plan", "line": 6}
    found = made(
        folder,
        laid(
            ("commitment", {**promise, **where}),
            ("committee", {"code": "P&L", "name": "Parks and Leisure Committee"}),
        ),
    )
    kinds: dict[str, list[dict[str, Any]]] = {}
    for kind, values in found.records:
        kinds.setdefault(kind, []).append(values)
    assert [(each["handle"], each["text"], each["paper"]) for each in kinds["action"]] == [
        ("P.1", "Mend the paths of the northern parks", "parks-plan"),
        ("P.2#1", "Light the paths", "parks-plan"),
        ("P.2#2", "Open the gates", "parks-plan"),
    ]
    assert kinds["action"][0]["unread"] == ["Ep '22"] and "due" not in kinds["action"][0]
    assert [each["committees"] for each in kinds["action"]] == [["P&L", "S&R"], ["P&L"], ["S&R"]]
    assert (
        kinds["commitment"][0]["text"]
        == "We will look after every park, and plant a tree for each child that is born here."
    )
    assert kinds["committee"][0] == {
        "code": "P&L",
        "name": "Parks and Leisure Committee",
        "kind": "committee",
    }
    assert found.tally["quoted"] == found.tally["added"] == 1


def test_an_overlay_that_says_again_what_the_import_gives_is_refused(folder: Path) -> None:
    for values in ({"code": "P&L", "kind": "committee"}, {"code": "P&L"}):
        with pytest.raises(ValueError, match="the import gives"):
            made(folder, laid(("committee", values)))


def test_an_overlay_that_quotes_what_the_paper_does_not_say_is_refused(folder: Path) -> None:
    values = {
        "plan": "parks",
        "number": 1,
        "kind": "fact",
        "text": "We will … die.",
        "paper": "parks-plan",
        "line": 6,
    }
    with pytest.raises(ValueError, match="does not stand at line 6 of parks-plan"):
        made(folder, laid(("statement", values)))


def test_a_seed_has_the_records_that_its_overlay_names() -> None:
    for name in names():
        there = {kind: set() for kind in KINDS}  # type: dict[str, set[tuple[object, ...]]]
        for kind, values in open_snapshot(SEEDS / f"{name}.toml").records():
            there[kind].add(tuple(values[key] for key in KEYS[kind]))
        for kind, values in Overlay.read(name).records:
            assert tuple(values[key] for key in KEYS[kind]) in there[kind]
