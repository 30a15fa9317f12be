"""A plan as it was worked on: a base with something of every kind, and edits of the kinds that people make."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from jatui.domain.records import KINDS
from tests.conftest import small_plan

Records = list[tuple[str, dict[str, Any]]]
DAYS = st.dates(dt.date(2021, 9, 13), dt.date(2021, 9, 16))
RATINGS = st.sampled_from(["red", "amber", "green", "blue"])
STATUSES = st.sampled_from(["in progress", "complete"])
TEXTS = st.sampled_from(["Draft sent.", "Waits for legal.", "Done."])
WORDINGS = st.sampled_from(["Jan '22", "once funded"])


def rich_plan() -> Records:
    """Return a small plan with something of every kind."""
    day = dt.date(2021, 9, 1)
    plan = Edited([*copy.deepcopy(small_plan())])
    plan.add("paper", slug="paper", title="A paper")
    plan.add("recommendation", paper="paper", letter="a", text="That it be noted.")
    plan.add("contact", paper="paper", position=0, role="officer", name="Ann Able", email="ann@able.org")
    plan.add("commitment", plan="small", number="1.1", theme="E", position=1, text="We will.")
    plan.add("lead", slug="roads", name="AD Roads", kind="post")
    plan.add("lead", slug="bo-bell", name="Bo Bell", kind="officer")
    plan.add("holder", post="roads", officer="bo-bell", since=day)
    plan.add("stage_met", plan="small", action="E.2", due=day, met=day)
    plan.add("view", plan="small", position=1, name="Ours", terms="lead:ann")
    plan.add("delivery", plan="small", number=1, name="sep.csv", day=day, digest="d1")
    for number, state in enumerate(("accepted", "submitted", "submitted", "accepted"), 1):
        plan.said(f"E.{1 + number % 2}", day, state=state, text=f"Said {number}.", delivery=1)
    plan.said("E.1", day, state="submitted", text="Twice.")
    plan.said("E.1", day, state="submitted", text="Twice.")
    plan.moved("E.2", day, "Nov '21")
    plan.add("committee_rating", plan="small", action="E.1", number=1, committee="S&R", day=day, rating="red")
    plan.minuted("follow-up", "Why is it late?")
    plan.published(day)
    return plan.records()


class Edited:
    """A plan in hand: records are added, found and changed."""

    def __init__(self, records: Records) -> None:
        self.items = [(kind, dict(values)) for kind, values in records]

    def records(self) -> Records:
        """Return the plan in the order of a snapshot, each record's fields in theirs."""
        order = list(KINDS)
        tidy = [
            (
                kind,
                {
                    name: values[name]
                    for name in KINDS[kind].__struct_fields__
                    if values.get(name) is not None
                },
            )
            for kind, values in self.items
        ]
        return sorted(tidy, key=lambda item: order.index(item[0]))

    def all(self, kind: str, /, **known: Any) -> list[dict[str, Any]]:
        return [
            values
            for other, values in self.items
            if other == kind and all(values.get(name) == value for name, value in known.items())
        ]

    def add(self, kind: str, /, **values: Any) -> None:
        self.items.append((kind, {name: value for name, value in values.items() if value is not None}))

    def remove(self, kind: str, values: dict[str, Any]) -> None:
        self.items = [item for item in self.items if item[1] is not values]

    def next(self, kind: str, field: str = "number", /, **known: Any) -> int:
        return max((each[field] for each in self.all(kind, **known)), default=0) + 1

    def said(self, action: str, day: dt.date, *, state: str = "accepted", **values: Any) -> None:
        known = {"plan": "small", "action": action, "day": day, "kind": "update", "state": state, "text": ""}
        self.add("update", number=self.next("update"), **known | values)
        if state == "accepted":
            for each in self.all("action", handle=action):
                each["updated"] = max(day, each.get("updated", day))
                each.update({name: values[name] for name in ("rating", "status") if name in values})

    def moved(self, action: str, day: dt.date, wording: str) -> None:
        for each in self.all("action", handle=action):
            number = self.next("move", action=action)
            self.add(
                "move",
                plan="small",
                action=action,
                number=number,
                day=day,
                former=each["milestone"],
                wording=wording,
                reason="Staff left.",
            )
            each.update({"milestone": wording, "warnings": [wording]})

    def minuted(self, kind: str, text: str) -> None:
        meeting = self.all("meeting")[0]
        self.add(
            "minute",
            plan="small",
            number=self.next("minute"),
            kind=kind,
            meeting_committee=meeting["committee"],
            meeting_day=meeting["day"],
            action="E.1",
            text=text,
        )

    def published(self, day: dt.date) -> None:
        number = self.next("edition")
        before = self.all("edition", number=number - 1)
        self.add(
            "edition",
            plan="small",
            number=number,
            day=day,
            meeting_committee="S&R",
            meeting_day=dt.date(2021, 9, 21),
            moment="2021-09-12T18:30:00.000Z",
            revision=number,
            name=f"small-{number}",
            sha256=f"{day.day:064x}",
            pack=f"{day.day + 100 * number:064x}",
            previous=before[0]["pack"] if before else None,
        )


Draw = Callable[[Any], Any]


def _write(plan: Edited, draw: Draw) -> None:
    words = draw(st.fixed_dictionaries({"text": TEXTS}, optional={"rating": RATINGS, "status": STATUSES}))
    plan.said(
        _handle(plan, draw), draw(DAYS), state=draw(st.sampled_from(["accepted", "submitted"])), **words
    )


def _handle(plan: Edited, draw: Draw) -> str:
    return str(draw(st.sampled_from([each["handle"] for each in plan.all("action")])))


def _triage(plan: Edited, draw: Draw) -> None:
    waiting = plan.all("update", state="submitted")
    for each in [draw(st.sampled_from(waiting))] if waiting else []:
        each["state"] = draw(st.sampled_from(["accepted", "sent back", "deferred"]))
        if each["state"] == "deferred":
            each["until"] = draw(DAYS)
        if each["state"] == "accepted" and draw(st.booleans()):
            each["text"] = f"{each['text']} Corrected."


def _move(plan: Edited, draw: Draw) -> None:
    plan.moved(_handle(plan, draw), draw(DAYS), draw(WORDINGS))


def _meet(plan: Edited, draw: Draw) -> None:
    handle, due = _handle(plan, draw), draw(DAYS)
    if not plan.all("stage_met", action=handle, due=due):
        plan.add("stage_met", plan="small", action=handle, due=due, met=draw(DAYS))


def _judge(plan: Edited, draw: Draw) -> None:
    handle = _handle(plan, draw)
    plan.add(
        "committee_rating",
        plan="small",
        action=handle,
        number=plan.next("committee_rating", action=handle),
        committee="S&R",
        day=draw(DAYS),
        rating=draw(RATINGS),
    )


def _minute(plan: Edited, draw: Draw) -> None:
    plan.minuted(draw(st.sampled_from(["follow-up", "decision"])), draw(TEXTS))


def _answer(plan: Edited, draw: Draw) -> None:
    for each in plan.all("minute", kind="follow-up")[:1]:
        each |= {"answered": draw(DAYS), "answer": draw(TEXTS)}


def _read_return(plan: Edited, draw: Draw) -> None:
    digest = draw(st.sampled_from(["d2", "d3"]))
    if plan.all("delivery", digest=digest):
        return
    number = plan.next("delivery")
    plan.add("delivery", plan="small", number=number, name=f"{digest}.csv", day=draw(DAYS), digest=digest)
    handle = _handle(plan, draw)
    plan.said(
        handle, dt.date(2021, 9, 12), state="submitted", text="Sent.", delivery=number, mark=f"{digest} 1"
    )


def _hire(plan: Edited, draw: Draw) -> None:
    slug = draw(st.sampled_from(["cy-cole", "di-dale"]))
    if not plan.all("lead", slug=slug):
        plan.add("lead", slug=slug, name=slug.title(), kind="officer")


def _lead(plan: Edited, draw: Draw) -> None:
    officers = [each["slug"] for each in plan.all("lead", kind="officer")]
    for each in plan.all("action", handle=_handle(plan, draw)):
        each["leads"] = draw(st.lists(st.sampled_from(officers), unique=True, min_size=1, max_size=2))


def _hold(plan: Edited, draw: Draw) -> None:
    day = draw(DAYS)
    for each in plan.all("holder", post="roads"):
        if each["since"] >= day:
            return
        each["until"] = min(each.get("until", day), day - dt.timedelta(1))
    officers = [each["slug"] for each in plan.all("lead", kind="officer")]
    plan.add("holder", post="roads", officer=draw(st.sampled_from(officers)), since=day)


def _meeting(plan: Edited, draw: Draw) -> None:
    day = draw(DAYS)
    found = plan.all("meeting", day=day)
    if found:
        found[0]["state"] = draw(st.sampled_from(["planned", "cancelled"]))
    else:
        plan.add("meeting", committee="S&R", day=day, state="planned")


def _view(plan: Edited, draw: Draw) -> None:
    name, terms = draw(st.sampled_from(["Ours", "Mine"])), draw(st.sampled_from(["is:overdue", "rating:red"]))
    found = plan.all("view", name=name)
    if not found:
        plan.add("view", plan="small", position=plan.next("view", "position"), name=name, terms=terms)
    elif draw(st.booleans()):
        found[0]["terms"] = terms
    else:
        plan.remove("view", found[0])


def _grow(plan: Edited, draw: Draw) -> None:
    handle = draw(st.sampled_from(["F.7", "F.8"]))
    if not plan.all("action", handle=handle):
        values = dict(plan.all("action", handle="F.6#1")[0])
        place = plan.next("action", "position")
        text = draw(st.sampled_from(["One more", "Another"]))
        plan.add("action", **values | {"handle": handle, "ref": handle, "position": place, "text": text})


def _word(plan: Edited, draw: Draw) -> None:
    kind = draw(st.sampled_from(["commitment", "recommendation", "level", "theme"]))
    name = {"level": "meaning", "theme": "name"}.get(kind, "text")
    plan.all(kind)[0][name] = draw(TEXTS)


def _take_back(plan: Edited, draw: Draw) -> None:
    """Undo what somebody added, where nothing refers to it."""
    what = draw(st.sampled_from(["update", "lead", "meeting"]))
    if what == "update":
        found = plan.all("update")[-1:]
    elif what == "lead":
        used = {slug for each in plan.all("action") for slug in each["leads"]}
        used |= {each[name] for each in plan.all("holder") for name in ("post", "officer")}
        used |= {each.get("lead") for each in plan.all("minute")}
        found = [each for each in plan.all("lead") if each["slug"] not in used][:1]
    else:
        used = {
            each["meeting_day"]
            for kind in ("minute", "move")
            for each in plan.all(kind)
            if "meeting_day" in each
        }
        found = [each for each in plan.all("meeting") if each["day"] not in used][:1]
    for each in found:
        plan.remove(what, each)


def _unread(plan: Edited, draw: Draw) -> None:
    """Undo the reading of a return, with the answers that came in with it."""
    for each in plan.all("delivery")[-1:]:
        for said in plan.all("update", delivery=each["number"]):
            plan.remove("update", said)
        plan.remove("delivery", each)


def _publish(plan: Edited, draw: Draw) -> None:
    if draw(st.booleans()):
        plan.published(draw(DAYS))
    else:
        number = plan.next("slip", edition=1)
        sha256 = draw(st.sampled_from(["a" * 64, "b" * 64]))
        plan.add(
            "slip", plan="small", edition=1, number=number, day=draw(DAYS), text=draw(TEXTS), sha256=sha256
        )


EDITS = [
    _write,
    _write,
    _triage,
    _move,
    _meet,
    _judge,
    _minute,
    _answer,
    _read_return,
    _hire,
    _lead,
    _hold,
    _meeting,
    _view,
    _grow,
    _word,
    _take_back,
    _unread,
    _publish,
]
PEACEFUL = [_write, _judge, _minute, _read_return, _hire]
"""Edits that add and change nothing that another one of them could contradict."""


@st.composite
def edited(draw: st.DrawFn, base: Records, edits: list[Any] = EDITS, most: int = 8) -> Records:
    """Return a plan as it stands after some edits."""
    plan = Edited(base)
    number = draw(st.integers(0, most))
    for edit in draw(st.lists(st.sampled_from(edits), min_size=number, max_size=number)):
        edit(plan, draw)
    return plan.records()
