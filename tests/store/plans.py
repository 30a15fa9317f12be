"""A plan with one of everything that a filter can tell apart."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.conftest import Records, small_action


def _dated(due: str | None, **values: Any) -> dict[str, Any]:
    day = dt.date.fromisoformat(due) if due else None
    return {"start": None, "end": day, "due": day, "next_due": day, "milestone": due or "no day", **values}


def varied_plan() -> Records:
    """Return the records of eleven actions in four themes; today is meant to be 12 September 2021."""
    levels = ("red", "amber", "green", "blue")
    leads = [
        ("ann-able", "Ann Able", "officer"),
        ("tom-kelly", "Tom Kelly", "officer"),
        ("tom-kellyson", "Tom Kellyson", "officer"),
        ("zoe-noel", "Zoe\u0308 Noël", "officer"),
        ("gcp", "GCP", "body"),
    ]
    return [
        *(
            ("committee", {"code": code, "name": None, "kind": kind})
            for code, kind in (
                ("ALL", "every"),
                ("E&GI", "committee"),
                ("S&R", "committee"),
                ("Staffing & Appeals", "committee"),
            )
        ),
        ("scheme", {"slug": "ragb", "name": "RAGB"}),
        *(
            ("level", {"scheme": "ragb", "code": code, "position": place, "name": code, "meaning": code})
            for place, code in enumerate(levels)
        ),
        (
            "plan",
            {"slug": "small", "position": 1, "name": "Small plan", "committee": "S&R", "scheme": "ragb"},
        ),
        *(
            ("theme", {"plan": "small", "code": code, "position": place, "name": name})
            for place, (code, name) in enumerate(
                (("E", "Environment"), ("C", "Communities"), ("CE", "Climate emergency"), ("T", "Transport"))
            )
        ),
        *(("lead", {"slug": slug, "name": name, "kind": kind}) for slug, name, kind in leads),
        ("meeting", {"committee": "S&R", "day": dt.date(2021, 9, 21), "state": "planned"}),
        small_action("E.1", 1, text="Plant trees in Wisbech", rating="red", **_dated("2021-09-11")),
        small_action(
            "E.2",
            2,
            text="Review the cafe\u0301 leases",
            rating="amber",
            leads=["tom-kelly"],
            **_dated("2021-09-12"),
        ),
        small_action(
            "C.1", 3, committees=["ALL"], leads=["tom-kellyson"], rating="green", **_dated("2021-09-21")
        ),
        small_action("C.2", 4, committees=["E&GI", "S&R"], leads=["gcp", "ann-able"], **_dated("2021-09-22")),
        small_action(
            "CE.1", 5, committees=["Staffing & Appeals"], leads=["zoe-noel"], **_dated("2021-11-30")
        ),
        small_action("T.1", 6, status="complete", rating="blue", **_dated("2021-08-31")),
        small_action("T.2", 7, status="waiting", committees=[], leads=[], **_dated("2021-12-01")),
        small_action("T.10", 8, status="in progress", text="Fix the T1 junction", **_dated("2021-12-31")),
        small_action("F.6#1", 9, theme="T", status="closed", closed_as="withdrawn", **_dated("2022-04-01")),
        small_action(
            "F.6#2", 10, theme="T", milestone_kind="dependent", readable=False, unread=["it"], **_dated(None)
        ),
        small_action("H.1", 11, theme="T", milestone_kind="ongoing", ambiguous=True, **_dated(None)),
        *(
            ("update", {"plan": "small", "number": number, "kind": "update", **values})
            for number, values in enumerate(
                (
                    {
                        "action": "E.1",
                        "state": "accepted",
                        "text": "Saplings ordered",
                        "day": dt.date(2021, 8, 1),
                    },
                    {"action": "E.2", "state": "submitted", "text": "Saplings promised"},
                    {"action": "C.1", "state": "sent back", "text": "Saplings refused"},
                ),
                1,
            )
        ),
    ]
