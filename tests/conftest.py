"""What every test is given: a small plan, and a database of it in a folder of its own."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from jatui.commands.tracker import Tracker
from jatui.store import Store

DAY = dt.date(2021, 9, 12)

Records = list[tuple[str, dict[str, Any]]]


def small_action(handle: str, position: int, **values: Any) -> tuple[str, dict[str, Any]]:
    """Return an action of the small plan."""
    known = {
        "plan": "small",
        "handle": handle,
        "ref": handle.partition("#")[0],
        "theme": handle.partition(".")[0],
        "position": position,
        "text": f"Do what {handle} says",
        "milestone": "Dec '21",
        "committee_cell": "S&R",
        "lead_cell": "Ann Able",
        "committees": ["S&R"],
        "leads": ["ann-able"],
        "milestone_kind": "month",
        "start": dt.date(2021, 12, 1),
        "end": dt.date(2021, 12, 31),
        "due": dt.date(2021, 12, 31),
        "next_due": dt.date(2021, 12, 31),
        "precision": "exact",
        "readable": True,
        "ambiguous": False,
        "unread": [],
        "warnings": [],
        "status": "not started",
    }
    return "action", {**known, **values}


def small_plan() -> Records:
    """Return the records of a plan of four actions, two of them under one ref."""
    levels = [("red", "Red"), ("amber", "Amber"), ("green", "Green"), ("blue", "Blue")]
    return [
        ("committee", {"code": "S&R", "name": "Strategy and Resources Committee", "kind": "committee"}),
        ("scheme", {"slug": "ragb", "name": "Red, amber, green, blue"}),
        *(
            ("level", {"scheme": "ragb", "code": code, "position": place, "name": name, "meaning": name})
            for place, (code, name) in enumerate(levels)
        ),
        (
            "plan",
            {"slug": "small", "position": 1, "name": "Small plan", "committee": "S&R", "scheme": "ragb"},
        ),
        ("theme", {"plan": "small", "code": "E", "position": 1, "name": "Environment"}),
        ("theme", {"plan": "small", "code": "F", "position": 2, "name": "Finance"}),
        ("lead", {"slug": "ann-able", "name": "Ann Able", "kind": "officer"}),
        ("meeting", {"committee": "S&R", "day": dt.date(2021, 9, 21), "state": "planned"}),
        small_action("E.1", 1),
        small_action("E.2", 2),
        small_action("F.6#1", 3),
        small_action("F.6#2", 4),
    ]


def another_plan(slug: str = "other") -> Records:
    """Return the records of a plan of two themes without any action."""
    paper = {"slug": "pledges", "title": "Pledges", "file": "pledges.txt", "day": dt.date(2021, 6, 1)}
    return [
        ("paper", paper),
        (
            "plan",
            {"slug": slug, "position": 9, "name": "Other plan", "committee": "S&R", "scheme": "ragb"},
        ),
        ("theme", {"plan": slug, "code": "1", "position": 1, "name": "Green"}),
        (
            "theme",
            {"plan": slug, "code": "2", "position": 2, "name": "Fair", "paper": "pledges", "line": 3},
        ),
    ]


def add_records(database: Path, records: Records) -> None:
    """Add records to a database, as one revision."""
    with Store.open(database) as store, store.revision("init", "{}", actor="test", day=DAY) as writer:
        writer.load(records)
        writer.sentence = "loaded"


def joined_plans() -> Records:
    """Return what ties the small plan to another: its commitments, and a plan of two themes with two actions."""
    return [
        *another_plan(),
        *(
            (
                "commitment",
                {
                    "plan": "small",
                    "number": number,
                    "theme": theme,
                    "position": place,
                    "text": f"We will do {number}",
                    "paper": "pledges",
                    "line": 10 + place,
                },
            )
            for place, (number, theme) in enumerate((("1.1", "E"), ("1.2", "E"), ("2.1", "F")), 1)
        ),
        (
            "commitment",
            {"plan": "other", "number": "1.1", "theme": "1", "position": 1, "text": "We will be green"},
        ),
        small_action("1.A", 1, plan="other", theme="1"),
        small_action("E.1", 2, plan="other", theme="1"),
        (
            "link",
            {
                "plan": "small",
                "commitment": "2.1",
                "to_plan": "gone",
                "to_action": "G.3",
                "kind": "answers",
                "sure": "certain",
                "paper": "pledges",
                "line": 13,
            },
        ),
        (
            "alignment",
            {"plan": "small", "theme": "F", "to_plan": "gone", "to_theme": "X", "sure": "likely"},
        ),
    ]


settings.register_profile(
    "house",
    deadline=None,
    max_examples=int(os.environ.get("JATUI_EXAMPLES", "50")),
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the screens, which wait the longest, so that no process is left alone with them at the end."""
    items.sort(key=lambda item: "tui" not in item.path.parts)


@pytest.fixture(autouse=True)
def no_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the developer's own settings out of it, and what is copied out of the developer's own folder."""
    monkeypatch.setenv("JATUI_SETTINGS", str(tmp_path_factory.getbasetemp() / "no-settings.toml"))
    monkeypatch.delenv("JATUI_ARCHIVE", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    """A tracker on a database of the small plan, on 12 September 2021."""
    store = Store.create(tmp_path / "plan.sqlite3")
    with store.revision("init", "{}", actor="test", day=DAY) as writer:
        writer.load(small_plan())
        writer.sentence = "loaded"
    yield Tracker(store, None, DAY, "test")
    store.close()


@pytest.fixture
def joined(tracker: Tracker) -> Tracker:
    """The tracker of the small plan, tied to another."""
    add_records(tracker.store.path, joined_plans())
    return tracker
