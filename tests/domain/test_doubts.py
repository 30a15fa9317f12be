from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jatui.domain.doubts import RULES, Former, Said, Standing, doubts
from jatui.domain.words import RATINGS

DAY = dt.date(2021, 9, 12)


def names(said: dict[str, Any], **standing: Any) -> list[str]:
    """Return the names of the doubts about something said of an action that stands in some way."""
    spoken = Said(**{"rating": None, "status": None, "text": "", **said})
    known = {"due": None, "today": DAY, "rating": None, "status": "in progress", "former": (), **standing}
    return [doubt.name for doubt in doubts(spoken, Standing(**known))]


def test_every_rule_has_its_reason_and_says_what_to_do() -> None:
    for rule in RULES.values():
        told, _, reason = (rule.__doc__ or "").partition("\n\n")
        assert told.startswith("Tell of ") and reason.strip()
    worst = Said("blue", "complete", "")
    green = Standing(
        DAY - dt.timedelta(1), DAY, "green", "waiting", [Former("amber", "Ongoing", "update")] * 2
    )
    said = [
        doubt
        for each in (worst, Said("amber", None, "ongoing"), Said("green", None, "x"))
        for doubt in doubts(each, green)
    ]
    assert {doubt.name for doubt in said} == set(RULES)
    assert all(doubt.sentence.endswith(".") and doubt.sentence[0] in 'IT"' for doubt in said)


@pytest.mark.parametrize("rating", RATINGS)
@pytest.mark.parametrize("text", ["", "  \n", "...", " - "])
def test_a_rating_wants_a_text_with_words_in_it(rating: str, text: str) -> None:
    assert "no text" in names({"rating": rating, "text": text})
    assert "no text" not in names({"rating": rating, "text": "Bids are in."})
    assert names({"status": "waiting", "text": text}) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ongoing",
        "on-going.",
        "ON GOING",
        "Continuing",
        "Work is still ongoing.",
        "This is continuing…",
        "on‑going",
    ],
)
def test_ongoing_is_no_news(text: str) -> None:
    assert names({"text": text}) == ["ongoing"]
    assert "ongoing" in names({"rating": "green", "text": text})


@pytest.mark.parametrize(
    "text",
    [
        "Ongoing until the tender closes on 3 May.",
        "Going well",
        "Continuing with phase 2",
        "on",
        "",
        "Outgoing mayor told",
    ],
)
def test_a_text_that_says_more_than_ongoing_is_news(text: str) -> None:
    assert "ongoing" not in names({"text": text})


def test_ongoing_as_a_status_is_none_either() -> None:
    assert names({"status": "ongoing", "text": "Bids are in."}) == ["ongoing"]
    assert names({"status": "in progress", "text": "Bids are in."}) == []


@pytest.mark.parametrize(
    "text", ["Bids are in.", "bids  are in", "BIDS\nARE IN!", "Bids — are in…", "Bids are in"]
)
def test_the_text_of_last_time_is_known_again(text: str) -> None:
    former = [Former("green", "Bids are in.", "update"), Former("red", "No bids.", "update")]
    assert names({"text": text}, former=former) == ["same text"]


def test_another_text_is_not_that_of_last_time() -> None:
    former = [Former(None, "Bids are in.", "update"), Former(None, "No bids.", "update")]
    for text in ("Bids are in again.", "No bids.", "", "Bids: 3 are in."):
        assert "same text" not in names({"text": text}, former=former), text
    assert "same text" not in names({"text": "Up by 15."}, former=[Former(None, "Up by 1.5", "update")])
    assert "same text" not in names({"text": "Up by 5%."}, former=[Former(None, "Up by 5.", "update")])


def test_last_time_is_the_last_that_had_a_text() -> None:
    former = [Former(None, "", "nothing new"), Former("amber", "Bids are in.", "update")]
    assert names({"text": "Bids are in"}, former=former) == ["same text"]


def test_green_is_odd_from_the_day_after_the_due_day() -> None:
    said = {"rating": "green", "text": "Bids are in."}
    assert names(said, due=DAY - dt.timedelta(1)) == ["green but passed"]
    assert names(said, due=DAY) == names(said, due=None) == []
    assert names({**said, "rating": "red"}, due=DAY - dt.timedelta(1)) == []


def test_green_that_a_text_lets_stand_is_as_odd() -> None:
    late = {"due": DAY - dt.timedelta(40), "rating": "green"}
    assert names({"text": "Bids are in."}, **late) == ["green but passed"]
    assert names({"rating": "amber", "text": "Bids are in."}, **late) == []


@pytest.mark.parametrize("status", ["complete", "closed"])
def test_green_is_not_odd_once_the_work_is_finished(status: str) -> None:
    late = {"due": DAY - dt.timedelta(40)}
    assert names({"rating": "green", "text": "Bids are in."}, status=status, **late) == []
    assert names({"rating": "green", "status": status, "text": "The strategy was adopted."}, **late) == []
    assert names({"rating": "green", "status": "waiting", "text": "Reopened."}, status=status, **late) == [
        "green but passed"
    ]


@pytest.mark.parametrize(
    ("before", "odd"),
    [
        (["amber", "amber"], True),
        (["amber", None, "amber", "red"], True),
        (["amber", "amber", "amber"], True),
        (["amber"], False),
        (["amber", "green", "amber"], False),
        (["red", "amber", "amber"], False),
        ([], False),
    ],
)
def test_amber_for_the_third_time_running_is_odd(before: list[str | None], odd: bool) -> None:
    former = [Former(rating, f"Text {place}", "update") for place, rating in enumerate(before)]
    assert ("amber again" in names({"rating": "amber", "text": "Bids are in."}, former=former)) is odd
    for rating in (None, "red", "green"):
        assert "amber again" not in names({"rating": rating, "text": "Bids are in."}, former=former)


@pytest.mark.parametrize(
    "claim", [{"rating": "blue"}, {"status": "complete"}, {"rating": "blue", "status": "complete"}]
)
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Done.", False),
        ("This action is now complete", False),
        ("Completed in March 2021", False),
        ("Completed 3rd July, 100%", False),
        ("Delivered", False),
        ("The strategy was adopted.", True),
        ("Adopted by Council on 5 July", True),
        ("Market decided", True),
        ("All 14 chargers installed and working.", True),
    ],
)
def test_what_becomes_complete_wants_a_text_that_says_what_was_done(
    claim: dict[str, Any], text: str, shown: bool
) -> None:
    assert ("no evidence" not in names({**claim, "text": text})) is shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Minutes of S&R, 5 July 2021", True),
        ("https://example.org/decision/4", True),
        ("signed-lease.pdf", True),
        ("E-mail of 3 July", False),
        ("returns-july.csv", False),
        ("", False),
        (None, False),
    ],
)
def test_a_source_is_evidence_where_a_thing_done_can_be_looked_up(source: str | None, shown: bool) -> None:
    found = names({"rating": "blue", "text": "Done.", "source": source})
    assert ("no evidence" not in found) is shown


def test_what_stands_as_complete_is_not_asked_for_again() -> None:
    assert names({"rating": "blue", "text": "Done."}, rating="blue", status="complete") == []
    assert names({"rating": "blue", "text": "Done."}, rating="green", status="complete") == ["no evidence"]


def test_that_there_is_nothing_new_is_never_odd() -> None:
    former = [Former("amber", "Ongoing", "update")] * 4
    said = {"nothing_new": True, "text": "Ongoing", "rating": "amber"}
    assert names(said, due=DAY - dt.timedelta(9), rating="green", former=former) == []
