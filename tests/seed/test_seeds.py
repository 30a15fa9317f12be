"""The plans that ship, held to a second copy of what the papers print, typed out beside this file."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jatui.commands.archive import Export, Init, initialise, seeds
from jatui.commands.milestones import Accept, Leave, Met, Move
from jatui.commands.tracker import Tracker
from jatui.domain.text import clean
from jatui.snapshot import digest, open_snapshot, verify_snapshot
from tests.seed.reread import SEEDS, main, reread

TABLE = [
    line.split("\t")
    for line in (Path(__file__).parent / "joint_agreement.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
]
NOT_OFFICERS = {
    "AD Highways Maintenance": "post",
    "AD Transport and Network Management": "post",
    "GCP": "body",
    "SMT": "body",
    "Cambridgeshire Community Services": "body",
}
DUE = {
    "F.3": ["list", "2021-09-01", "2021-12-31", "2021-12-31"],
    "F.6#2": ["list", "2021-12-01", "2022-02-28", "2022-02-28"],
    "F.11": ["list", "2021-07-01", "2021-09-30", "2021-09-30"],
    "G.3": ["range", "2021-07-01", "2021-09-30", "2021-09-30"],
    "F.1": ["recurring", "2021-09-01", None, None],
    "H.1": ["phased", None, "2023-07-06", None],
    "H.10": ["phased", None, "2024-07-06", None],
    "H.5": ["dependent", None, None, None],
    "H.7": ["dependent", None, None, None],
}
MONTHS = {
    "Jul '21": "2021-07-31",
    "Aug '21": "2021-08-31",
    "Sep '21": "2021-09-30",
    "Oct '21": "2021-10-31",
    "Nov '21": "2021-11-30",
    "Dec '21": "2021-12-31",
    "Jan '22": "2022-01-31",
    "Mar '22": "2022-03-31",
    "Jun '22": "2022-06-30",
}


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A database of the Joint Agreement alone, on the day of the paper."""
    path = tmp_path_factory.mktemp("seed") / "plan.sqlite3"
    day = dt.date(2021, 7, 6)
    store, _ = initialise(path, Init(seed="joint_agreement"), actor="test", today=day)
    yield Tracker(store, None, day, "test")
    store.close()


@pytest.fixture(scope="module")
def actions(tracker: Tracker) -> list[dict[str, Any]]:
    """The actions as `list --json` prints them."""
    scope = tracker.scope()
    found = tracker.read.actions(tracker.read.action_ids(tracker.select("", scope)), scope)
    return list(json.loads(json.dumps(found)))


@pytest.fixture(scope="module")
def kinds(tracker: Tracker) -> dict[str, list[dict[str, Any]]]:
    """The records by kind."""
    found: dict[str, list[dict[str, Any]]] = {}
    for kind, values in tracker.read.records(tracker.scope().plan):
        found.setdefault(kind, []).append(values)
    return found


def test_every_cell_is_as_printed_and_in_order(
    actions: list[dict[str, Any]], kinds: dict[str, list[dict[str, Any]]]
) -> None:
    assert len(TABLE) == 60
    assert [
        [a["ref"], a["text"], a["milestone"], a["committee_cell"], a["lead_cell"]] for a in kinds["action"]
    ] == TABLE
    assert [[a["ref"], a["text"], a["milestone"]["text"]] for a in actions] == [row[:3] for row in TABLE]
    lines = [a["line"] for a in kinds["action"]]
    assert lines == sorted(set(lines))
    assert (lines[0], lines[-1]) == (62, 198)


def test_committees_and_leads_are_those_of_their_cells(actions: list[dict[str, Any]]) -> None:
    for action, (_, _, _, committees, leads) in zip(actions, TABLE, strict=True):
        assert " ".join(action["committees"]) == committees
        names = [lead["name"] for lead in action["leads"]]
        assert names == re.split(r" ?/ ?| & ", leads)
    two = [a["handle"] for a in actions if len(a["committees"]) > 1]
    assert two == ["E.2", "H.4", "H.7", "CE.1", "F.1", "F.5"]


def test_thirty_leads_are_officers_posts_and_bodies(
    actions: list[dict[str, Any]], kinds: dict[str, list[dict[str, Any]]]
) -> None:
    leads = {lead["name"]: lead["kind"] for action in actions for lead in action["leads"]}
    assert len(leads) == len(kinds["lead"]) == 30
    assert {name: kind for name, kind in leads.items() if kind != "officer"} == NOT_OFFICERS


def test_a_ref_that_stands_twice_has_two_handles(actions: list[dict[str, Any]]) -> None:
    handles = [action["handle"] for action in actions]
    assert len(set(handles)) == 60
    assert [(a["handle"], a["ref"]) for a in actions if a["handle"] != a["ref"]] == [
        ("F.6#1", "F.6"),
        ("F.6#2", "F.6"),
    ]
    assert actions[handles.index("F.6#1")]["text"].startswith("Procurement –")
    assert actions[handles.index("F.6#2")]["text"].startswith("Lobbying")


def test_seven_themes_hold_their_actions(kinds: dict[str, list[dict[str, Any]]]) -> None:
    held = Counter(action["theme"] for action in kinds["action"])
    assert [(theme["code"], held[theme["code"]], theme["line"]) for theme in kinds["theme"]] == [
        ("E", 6, 51),
        ("C", 8, 69),
        ("H", 10, 89),
        ("CE", 6, 109),
        ("T", 14, 129),
        ("F", 12, 156),
        ("G", 4, 184),
    ]
    for number, theme in enumerate(kinds["theme"], 1):
        assert theme["caption"] == f"Table {number}: {theme['name']}, year 1 actions"


def test_milestones_are_read_as_the_rules_say(actions: list[dict[str, Any]]) -> None:
    for action in actions:
        milestone = action["milestone"]
        found = [milestone[name] for name in ("kind", "start", "end", "due")]
        if milestone["text"] in MONTHS:
            due = MONTHS[milestone["text"]]
            assert found == ["month", f"{due[:7]}-01", due, due]
        elif action["handle"] != "G.2":
            assert found == DUE.pop(action["handle"]), action["handle"]
        else:
            assert (milestone["due"], milestone["unread"], milestone["suggestion"]) == (
                None,
                ["Ep '21"],
                "Sep '21",
            )
        assert milestone["readable"] is (action["handle"] != "G.2")
        if milestone["kind"] == "phased":
            assert milestone["precision"] == "approximate"
            assert any("assumed" in warning for warning in milestone["warnings"])
    assert not DUE


def test_the_next_stage_counts_where_there_are_several(kinds: dict[str, list[dict[str, Any]]]) -> None:
    following = {a["handle"]: a.get("next_due") for a in kinds["action"] if a.get("next_due") != a.get("due")}
    assert following == {
        "F.1": dt.date(2021, 9, 30),
        "F.3": dt.date(2021, 9, 30),
        "F.6#2": dt.date(2021, 12, 31),
        "F.11": dt.date(2021, 7, 31),
    }


def test_nothing_starts_rated(actions: list[dict[str, Any]], kinds: dict[str, list[dict[str, Any]]]) -> None:
    assert {(action["status"], action["rating"]) for action in actions} == {("not started", None)}
    assert not any("updated" in action for action in kinds["action"])


def test_claims_of_progress_wait_for_triage(kinds: dict[str, list[dict[str, Any]]]) -> None:
    updates = kinds["update"]
    assert [(u["action"], u["line"]) for u in updates] == [
        ("CE.1", 42),
        ("F.5", 43),
        ("E.1", 44),
        ("CE.6", 45),
        ("H.9", 46),
        ("C.6", 47),
    ]
    for update in updates:
        assert update["state"] == "submitted"
        assert not {"day", "rating", "status", "said_by"} & set(update)
        assert "is an inference" in update["note"]
        assert update["source"].startswith("Strategic Framework (Appendix A)")
    assert updates[2]["text"].endswith("environmental targets towards 2030,")


def test_the_head_of_the_paper_is_kept(kinds: dict[str, list[dict[str, Any]]]) -> None:
    paper = kinds["paper"][0]
    assert paper["day"] == dt.date(2021, 7, 6)
    assert (paper["addressed_to"], paper["divisions"], paper["key_decision"], paper["forward_plan"]) == (
        "Strategy and Resources Committee",
        "All",
        "No",
        "Not applicable",
    )
    assert [r["letter"] for r in kinds["recommendation"] if r["paper"] == paper["slug"]] == ["a", "b"]
    officer, *members = [each for each in kinds["contact"] if each["paper"] == paper["slug"]]
    assert (officer["role"], officer["name"], officer["phone"]) == (
        "officer",
        "Amanda Askham",
        "01223 703565",
    )
    assert [(m["name"], m["email"]) for m in members] == [
        ("Councillor Nethsingha", "Lucy.Nethsingha@cambridgeshire.gov.uk"),
        ("Councillor Meschini", "Elisa.Meschini@cambridgeshire.gov.uk"),
    ]
    assert {(m["post"], m["phone"]) for m in members} == {("Chair/Vice-Chair", "01223 706398")}


def test_meetings_and_committees_are_those_that_are_known(kinds: dict[str, list[dict[str, Any]]]) -> None:
    days = [dt.date(2021, 7, 6), dt.date(2021, 9, 21), dt.date(2022, 1, 27)]
    assert [(m["committee"], m["day"]) for m in kinds["meeting"]] == [("S&R", day) for day in days]
    papers = {paper["slug"]: paper["day"] for paper in kinds["paper"]}
    assert [papers[m["paper"]] for m in kinds["meeting"]] == days
    committees = {c["code"]: (c["kind"], c.get("name")) for c in kinds["committee"]}
    assert len(committees) == 10
    assert committees["ALL"][0] == "every"
    assert committees["Safeguarding Board"][0] == "board"
    assert [code for code, (_, name) in committees.items() if name is None] == [
        "A&A",
        "A&H",
        "CSMI",
        "CYP",
        "E&GI",
        "H&T",
        "Staffing & Appeals",
    ]


def test_commitments_stand_under_their_theme_and_paragraph(kinds: dict[str, list[dict[str, Any]]]) -> None:
    numbers = {theme["code"]: f"2.{place}" for place, theme in enumerate(kinds["theme"], 2)}
    starts = [theme["line"] for theme in kinds["theme"]]
    seen: Counter[str] = Counter()
    for commitment in kinds["commitment"]:
        theme = commitment["theme"]
        seen[theme] += 1
        assert commitment["number"] == f"{numbers[theme]}.{seen[theme]}"
        place = list(numbers).index(theme)
        assert starts[place] < commitment["line"] < [*starts, 200][place + 1]
    assert set(seen) == set(numbers)


@pytest.mark.parametrize("name", seeds())
def test_a_seed_is_what_its_own_export_writes(name: str, tmp_path: Path) -> None:
    store, _ = initialise(tmp_path / "x.sqlite3", Init(seed=name), actor="test", today=dt.date(2021, 7, 6))
    written = Export(file=str(tmp_path / "x.toml")).write(Tracker(store, None, dt.date(2021, 7, 6), "test"))
    store.close()
    seed = verify_snapshot(SEEDS / f"{name}.toml")
    assert (written.sha256, written.plan, written.counts) == (seed.sha256, seed.plan, seed.counts)


@pytest.mark.parametrize("name", seeds())
def test_a_seed_is_read_as_milestones_are_read_today(name: str) -> None:
    seed = open_snapshot(SEEDS / f"{name}.toml")
    assert list(reread(seed)) == list(seed.records()), f"run: python -m tests.seed.reread {name}"
    assert digest(reread(seed)) == seed.sha256


@pytest.mark.parametrize("name", seeds())
def test_nothing_in_a_seed_hides_or_steers(name: str) -> None:
    for _, values in open_snapshot(SEEDS / f"{name}.toml").records():
        for value in values.values():
            for text in value if isinstance(value, list) else [value]:
                for line in text.split("\n") if isinstance(text, str) else ():
                    assert clean(line) == line == line.strip()


def test_rereading_changes_no_byte_where_nothing_is_read_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "joint_agreement.toml"
    copy.write_bytes((SEEDS / copy.name).read_bytes())
    monkeypatch.setattr("tests.seed.reread.SEEDS", tmp_path)
    main([])
    assert copy.read_bytes() == (SEEDS / copy.name).read_bytes()
    assert capsys.readouterr().out == "joint_agreement.toml: as it was\n"


def test_rereading_heeds_what_a_person_said_and_the_stages_that_were_met(
    tracker: Tracker, tmp_path: Path
) -> None:
    tracker.run(Move(ref="E.1", wording="Sep '21 & Dec '21", reason="x"))
    tracker.run(Met(ref="E.1"))
    tracker.run(Move(ref="E.2", wording="Jul '21 & Ep '21", reason="x", undated=True))
    tracker.run(Accept(ref="E.2"))
    tracker.run(Move(ref="F.6#1", wording="Q3 2021", reason="x", undated=True))
    tracker.run(Leave(ref="F.6#1", reason="x"))
    snapshot = Export(file=str(tmp_path / "x.toml")).write(tracker)
    assert list(reread(snapshot)) == list(snapshot.records())


def test_the_meetings_have_the_deadlines_that_the_law_makes(kinds: dict[str, list[dict[str, Any]]]) -> None:
    assert [(m["day"], m["deadline"]) for m in kinds["meeting"]] == [
        (dt.date(2021, 7, 6), dt.date(2021, 6, 28)),
        (dt.date(2021, 9, 21), dt.date(2021, 9, 13)),
        (dt.date(2022, 1, 27), dt.date(2022, 1, 19)),
    ]
