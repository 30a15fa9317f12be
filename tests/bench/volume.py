"""A database of as many actions and updates as a measurement needs: the same one each time, in words of the trade.

`python -m tests.bench.volume PATH [ACTIONS [UPDATES]]` makes one.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

from jatui.store import Store

Record = tuple[str, dict[str, Any]]

THEMES = (
    ("E", "Environment and climate change"),
    ("C", "Communities and partnerships"),
    ("H", "Health and care"),
    ("CE", "Children and education"),
    ("T", "Transport and connectivity"),
    ("F", "Finance and resources"),
    ("G", "Governance"),
    ("P", "Planning and growth"),
)
COMMITTEES = ("A&H", "ALL", "C&P", "CYP", "E&GI", "H&T", "S&R", "Staffing & Appeals")
FIRST_NAMES = str.split(
    "Aisha Ben Carol David Ella Farid Grace Hugh Ivy James Karen Leo Maya Nasir Olive Peter Quentin Rosa"
)
LAST_NAMES = str.split(
    "Adams Brook Carter Dean Ellis Farrow Grant Hobbs Irving Jarvis Keen Lamb Marsh Noble Osborn Pike"
)
VERBS = str.split(
    "Review Produce Develop Publish Establish Extend Commission Report Consult Agree Deliver Embed"
)
NOUNS = str.split(
    "strategy framework programme policy pilot scheme plan budget charter forum audit register contract service "
    "partnership toolkit survey network standard pathway"
)
TOPICS = str.split(
    "woodland highways libraries safeguarding apprenticeships drainage biodiversity carers housing broadband procurement "
    "schools flooding recycling cycling volunteering equality recruitment pensions heritage allotments streetlights buses "
    "adoption fostering nutrition respite dementia advocacy wellbeing outreach devolution scrutiny estates fleet energy"
)
TAILS = (
    "across the county", "with district councils", "for rural parishes", "in every market town", "with the voluntary sector",
    "and report progress to members", "within existing resources", "subject to consultation", "for looked after children",
)  # fmt: skip
SAID = (
    "Draft circulated to {topic} leads", "Consultation on {topic} closed", "Business case for {topic} approved by the board",
    "Recruitment under way; {topic} lead in post", "Delayed while {topic} funding is confirmed", "On track; {topic} next",
)  # fmt: skip
LEVELS = ("red", "amber", "green", "blue")
BEGIN = dt.date(2021, 7, 1)


def make(path: Path, actions: int = 100_000, updates: int = 0) -> None:
    """Make a database of one plan with these numbers of actions and of updates; the path must be free."""
    with (
        Store.create(path) as store,
        store.revision("init", "{}", actor="volume", day=BEGIN) as writer,
    ):
        writer.load(_records(actions, updates))
        writer.sentence = "loaded"


def _records(actions: int, updates: int) -> Iterator[Record]:
    """Yield the records of the plan, each after those that it refers to."""
    chance = Random(actions)
    for code in COMMITTEES:
        yield "committee", {"code": code, "kind": "every" if code == "ALL" else "committee"}
    yield "scheme", {"slug": "ragb", "name": "Red, amber, green, blue"}
    for place, code in enumerate(LEVELS):
        yield "level", {"scheme": "ragb", "code": code, "position": place, "name": code, "meaning": code}
    yield (
        "plan",
        {"slug": "volume", "position": 1, "name": "Volume plan", "committee": "S&R", "scheme": "ragb"},
    )
    for place, (code, name) in enumerate(THEMES, 1):
        yield "theme", {"plan": "volume", "code": code, "position": place, "name": name}
    leads = _leads(chance)
    for slug, name in leads:
        yield "lead", {"slug": slug, "name": name, "kind": "officer"}
    for month in range(0, 24, 2):
        day = BEGIN + relativedelta(months=month, day=21)
        yield "meeting", {"committee": "S&R", "day": day, "deadline": day - dt.timedelta(days=9)}
    handles = []
    for place in range(actions):
        record = _action(chance, place, actions, leads)
        handles.append(record["handle"])
        yield "action", record
    for number in range(1, updates + 1):
        yield "update", _update(chance, number, handles)


def _leads(chance: Random) -> list[tuple[str, str]]:
    """Return forty officers."""
    names = sorted({f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}" for _ in range(44)})[:40]
    return [(name.lower().replace(" ", "-"), name) for name in names]


def _action(chance: Random, place: int, actions: int, leads: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the action at a place; the themes follow each other, and one in ten actions has no day."""
    size = -(-actions // len(THEMES))
    code = THEMES[place // size][0]
    ref = f"{code}.{place % size + 1}"
    text = (
        f"{chance.choice(VERBS)} a {chance.choice(TOPICS)} {chance.choice(NOUNS)} and a {chance.choice(TOPICS)} "
        f"{chance.choice(NOUNS)} {chance.choice(TAILS)}"
    )
    named = chance.sample(leads, chance.choice((1, 1, 1, 2, 3)))
    overseers = chance.sample(COMMITTEES, chance.choice((1, 1, 1, 2)))
    rating = chance.choice((None, None, *LEVELS))
    return {
        "plan": "volume",
        "handle": ref,
        "ref": ref,
        "theme": code,
        "position": place + 1,
        "text": text,
        "committee_cell": " ".join(overseers),
        "lead_cell": " & ".join(name for _, name in named),
        "committees": overseers,
        "leads": [slug for slug, _ in named],
        "unread": [],
        "warnings": [],
        "ambiguous": False,
        "status": "complete"
        if rating == "blue"
        else chance.choice(("not started", "in progress", "waiting")),
        "rating": rating,
        **_milestone(chance),
    }


def _milestone(chance: Random) -> dict[str, Any]:
    """Return a month in the two years that follow, or one time in ten no day at all."""
    if chance.random() < 0.1:
        return {"milestone": "Ongoing", "milestone_kind": "ongoing", "readable": True}
    start = BEGIN + relativedelta(months=chance.randrange(24))
    end = start + relativedelta(day=31)
    return {
        "milestone": f"{start:%b} '{start:%y}",
        "milestone_kind": "month",
        "start": start,
        "end": end,
        "due": end,
        "next_due": end,
        "precision": "exact",
        "readable": True,
    }


def _update(chance: Random, number: int, handles: list[str]) -> dict[str, Any]:
    """Return an update of some action; one in fifty waits for triage."""
    return {
        "plan": "volume",
        "number": number,
        "action": chance.choice(handles),
        "day": BEGIN + dt.timedelta(days=chance.randrange(500)),
        "kind": "update",
        "state": "submitted" if chance.random() < 0.02 else "accepted",
        "text": chance.choice(SAID).format(topic=chance.choice(TOPICS)),
        "rating": chance.choice((None, *LEVELS)),
        "said_by": "volume",
    }


if __name__ == "__main__":
    make(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
