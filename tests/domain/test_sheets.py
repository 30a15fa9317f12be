"""Replies as officers write them, in Outlook, Gmail, Apple Mail and on a telephone."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest

from jatui.domain.sheets import has_marks, label, read_reply, read_sheets
from jatui.papers.sheets import AskedAction, Sheet, render
from tests.papers.mails import DAY, LETTERS, LEVELS

ASKED = "What is asked: how is it rated, what has been done since, and is a new date needed, and why?"
ACTIONS = (
    AskedAction(
        "E.1",
        "Review the Climate Change and Environment Strategy and bring a revised strategy to committee",
        (
            "Milestone: Dec '21; by 31 December 2021",
            "Committees: E&GI",
            "Also asked: Quinton Carroll",
            "It stands at: amber; in progress",
            "Last update, 6 July 2021, by Sheryl French: E.1: Amber. Draft strategy went to the board; evidence: minutes.",
        ),
        ASKED,
    ),
    AskedAction(
        "E.3",
        "Produce a Tree and Woodland strategy",
        (
            "Milestone: Sep '21; by 30 September 2021",
            "Committees: E&GI, H&T",
            "Nothing has been said of it yet.",
        ),
        ASKED,
    ),
    AskedAction(
        "F.6#2",
        "Look at options for energy investment",
        ("Milestone: Jul '21; by 31 July 2021, which has passed", "It stands at: green; in progress"),
        "What is asked: its day has passed. Is it complete, and what shows that?",
    ),
)
HEAD = (
    "Joint Agreement Action Plan: Strategy and Resources Committee (S&R), Tuesday 21 September 2021",
    "Papers close on Monday 13 September 2021. Please answer by Friday 10 September 2021.",
)
SHEET = Sheet("Sheryl French", "officer", "joint-agreement", DAY, HEAD, LEVELS, ACTIONS)
TEXT = render(SHEET).rstrip("\n")
OUTLOOK = """
________________________________
From: Jane Doe <Jane.Doe@example.gov.uk>
Sent: 06 September 2021 09:14
To: Sheryl French <Sheryl.French@example.gov.uk>
Cc: Tom Kelly <Tom.Kelly@example.gov.uk>
Subject: Joint Agreement Action Plan: Strategy and Resources Committee (S&R), Tuesday 21 September 2021: 3 actions

"""
GMAIL = "\n\nOn Mon, 6 Sept 2021 at 09:14, Jane Doe <Jane.Doe@example.gov.uk>\nwrote:\n\n"
APPLE = "\n\n> On 6 Sep 2021, at 09:14, Jane Doe <jane@example.gov.uk> wrote:\n> \n"
SIGNED = """
Kind regards,
Sheryl

Sheryl French
Assistant Director, Climate Change and Energy Services
M: 07700 900123 | E: sheryl.french@example.gov.uk
www.example.gov.uk

This email and any attachments are confidential and intended solely for the use of the individual to whom they are
addressed. If you have received this email in error please notify the sender.
"""


def quoted(text: str = TEXT, sign: str = "> ", width: int | None = None) -> str:
    lines = [
        part
        for line in text.split("\n")
        for part in (textwrap.wrap(line, width) if width else [line]) or [""]
    ]
    return "\n".join(sign + line for line in lines)


def at(handle: str, name: str, answer: str, text: str = TEXT) -> str:
    """Return the sheet with an answer at a field, or with the field's line replaced by it."""
    line = label(handle, name, LETTERS if name == "rating" else "")
    assert line in text
    return text.replace(line + " ", answer if answer.startswith(handle) else f"{line}{answer}")


def filled(*answers: tuple[str, str, str]) -> str:
    text = TEXT
    for answer in answers:
        text = at(*answer, text)
    return text


Told = list[tuple[str | None, str | None, str]]
"""Of each answer its ref, its rating and its text; of what is not placed what is printed."""


def told(text: str) -> Told:
    assert has_marks(text)
    return [(each.ref, each.rating, each.text if each.ref else each.printed) for each in read_reply(text)]


MOBILE = "E1 amber draft sent to members\nE3 nothing new\nF6 second one - board agreed it 1/9\n\nSent from my iPhone"
IN_FULL = filled(
    ("E.1", "rating", " A"), ("E.1", "done", " Draft went to E&GI on 2 September."), ("E.1", "date", " no"),
    ("E.3", "rating", " Green"), ("E.3", "done", " On track, workshop held 1 Sept."), ("E.3", "evidence", " n/a"),
    ("F.6#2", "rating", " B"), ("F.6#2", "done", " Case agreed."), ("F.6#2", "evidence", " S&R minutes 6 July 2021, item 7"),
)  # fmt: skip
READ_IN_FULL: Told = [
    ("E.1", "amber", "Draft went to E&GI on 2 September."),
    ("E.3", "green", "On track, workshop held 1 Sept."),
    ("F.6#2", "blue", "Case agreed.\nEvidence: S&R minutes 6 July 2021, item 7"),
]
REPLIES: dict[str, tuple[str, Told]] = {
    "outlook, answers on top that name refs": (
        "Hi Jane,\n\nE.1 - Amber. Draft went to E&GI, consultation in October.\nE.3 - Green, for the September committee.\n"
        + SIGNED + OUTLOOK + TEXT,
        [("E.1", "amber", "Draft went to E&GI, consultation in October."), ("E.3", "green", "for the September committee.")],
    ),
    "outlook, in the fields": (
        "Hi Jane, please see my answers below in red.\n\nThanks\nSheryl\n" + OUTLOOK + IN_FULL, READ_IN_FULL,
    ),
    "outlook, plain text, wrapped and prefixed": (
        "Answers below.\n" + OUTLOOK + quoted(IN_FULL, width=68), READ_IN_FULL,
    ),
    "gmail, under the fields": (
        GMAIL + quoted(width=74)
        .replace("> E.1 what has been done since:", "> E.1 what has been done since:\n\nConsultants appointed.\n")
        .replace("> E.1 rating, R / A / G / B:", "> E.1 rating, R / A / G / B:\n\nAmber\n")
        .replace("> E.3 rating, R / A / G / B:", "> E.3 rating, R / A / G / B:\n\nno change\n"),
        [("E.1", "amber", "Consultants appointed."), ("E.3", None, "")],
    ),
    "gmail, a word for all of them": (
        "Nothing new on any of these, sorry.\n\nS" + GMAIL + quoted(), [(None, None, "Nothing new on any of these, sorry.")],
    ),
    "telephone": (
        MOBILE + "\n\nOn 6 Sep 2021, at 09:14, Jane Doe <jane@example.gov.uk> wrote:\n\n\ufeff\n" + quoted(),
        [("E1", "amber", "draft sent to members"), ("E3", None, ""), ("F6", None, "second one - board agreed it 1/9")],
    ),
    "apple mail, in two paragraphs, and a question below": (
        "Jane,\n\nMine below.\n\nS" + APPLE + quoted()
        .replace("> E.1 rating, R / A / G / B: ", "> E.1 rating, R / A / G / B: \nA\n")
        .replace("> E.1 what has been done since: ", "> E.1 what has been done since: \nDraft sent – “so”…\n\nBoard saw it.")
        .replace("> [jatui: end of F.6#2]", "> [jatui: end of F.6#2]\n\nCan we talk about F.6 on Thursday?"),
        [(None, None, "Jane,"), ("E.1", "amber", "Draft sent – “so”…\nBoard saw it."),
         (None, None, "Can we talk about F.6 on Thursday?")],
    ),
    "the other ratings taken out": (
        OUTLOOK + filled(
            ("E.1", "rating", "E.1 rating, A:"), ("E.3", "rating", "E.3 rating, G"), ("F.6#2", "rating", "F.6#2 rating: B")
        ),
        [("E.1", "amber", ""), ("E.3", "green", ""), ("F.6#2", "blue", "")],
    ),
    "the rating ticked": (
        filled(("E.1", "rating", "E.1 rating, R / A x / G / B:"),
               ("E.3", "rating", "E.3 rating, [ ] R / [ ] A / [X] G / [ ] B:"),
               ("F.6#2", "rating", "F.6#2 rating, R / A / G / B ✓")),
        [("E.1", "amber", ""), ("E.3", "green", ""), ("F.6#2", "blue", "")],
    ),
    "under a line of the sheet": (
        TEXT.replace("Committees: E&GI, H&T", "Committees: E&GI, H&T\nSHOULD BE E&GI ONLY NOW"),
        [("E.3", None, "SHOULD BE E&GI ONLY NOW")],
    ),
    "behind a line of the sheet": (
        TEXT.replace("31 July 2021, which has passed", "31 July 2021, which has passed - agreed 6 July!"),
        [("F.6#2", None, "agreed 6 July!")],
    ),
    "a line of the sheet changed": (
        TEXT.replace("Dec '21; by 31 December 2021", "Mar '22; by 31 March 2022"),
        [(None, None, "Milestone: Mar '22; by 31 March 2022")],
    ),
    "a deputy forwards it": (
        "Jane - from Sheryl.\n\nQuinton\n\n-----Original Message-----\nFrom: Sheryl French\nSent: 07 September 2021 17:50\n"
        "Subject: FW: Plan\n\nE.1: amber. Draft sent.\n" + OUTLOOK + TEXT,
        [(None, None, "Jane - from Sheryl."), (None, None, "Quinton"), ("E.1", "amber", "Draft sent.")],
    ),
    "out of the office": (
        "I am away until Monday 20 September. Please contact Tom Kelly on 01223 703565.\n" + OUTLOOK + TEXT,
        [(None, None, "I am away until Monday 20 September. Please contact Tom Kelly on 01223 703565.")],
    ),
    "only the fields left": (
        "E.1 rating: Amber\nE.1 what has been done since: Draft sent\nE.3 rating, R / A / G / B:\n"
        "E.3 what has been done since: none",
        [("E.1", "amber", "Draft sent"), ("E.3", None, "")],
    ),
    "the marks taken out": (
        "\n".join(line for line in at("E.3", "done", " Planted.").split("\n") if not line.startswith("[jatui: action E.3")),
        [(None, None, "E.3 Produce a Tree and Woodland strategy"), ("E.3", None, "Planted.")],
    ),
    "all on one line": (
        " ".join(filled(("E.1", "rating", " amber "), ("E.1", "done", " Draft sent to board ")).split("\n")),
        [("E.1", "amber", "Draft sent to board")],
    ),
    "in a table that was pasted": (
        "| E.1 | Amber | Draft sent |\n| E.3 | Green | Fine |\n" + OUTLOOK + TEXT,
        [("E.1", "amber", "Draft sent"), ("E.3", "green", "Fine")],
    ),
    "a postscript under the signature": (
        "E.1: amber. Draft sent.\n\nRegards\nSheryl\n\nE.3: green. Planted.\n" + OUTLOOK + TEXT,
        [("E.1", "amber", "Draft sent."), ("E.3", "green", "Planted.")],
    ),
    "twice in one mail": (
        OUTLOOK + at("E.1", "done", " Draft sent.") + "\n" + OUTLOOK + quoted(at("E.1", "done", " Draft sent.")),
        [("E.1", None, "Draft sent.")],
    ),
}  # fmt: skip


def squeezed(found: Told) -> Told:
    return [(ref, rating, " ".join(text.split())) for ref, rating, text in found]


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_reads_back(name: str) -> None:
    text, wanted = REPLIES[name]
    found = told(text)
    if name == "the marks taken out":
        assert found[0][2].startswith(wanted[0][2]) and found[1:] == wanted[1:]
    else:
        assert squeezed(found) == squeezed(wanted)


def test_the_one_action_of_a_sheet_is_answered_from_above_where_a_rating_begins() -> None:
    text = OUTLOOK + render(Sheet(SHEET.lead, "officer", SHEET.plan, DAY, HEAD, LEVELS, ACTIONS[:1]))
    assert told(f"Hi Jane\n\nAmber - consultants are late.\n\nThanks\nSheryl\n{text}") == [
        ("E.1", "amber", "consultants are late.")
    ]
    assert told(f"The consultants are late.\n{text}") == [(None, None, "The consultants are late.")]


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (" Amber/Green", "Amber/Green"),
        (" amber moving to green", "amber moving to green"),
        ("E.1 rating, R / A / G:", ""),
        ("E.1 rating, (R) / (A) / G / B:", ""),
        ("E.1 rating, R / (A) / G / B: green", "green"),
    ],
)
def test_what_is_not_one_rating_is_a_doubt(answer: str, text: str) -> None:
    (found,) = read_reply(at("E.1", "rating", answer))
    assert (found.ref, found.rating, found.text) == ("E.1", None, text) and len(found.doubts) == 1


@pytest.mark.parametrize(
    ("name", "answer"),
    [("done", each) for each in ("Nothing new", "no change.", "N/A", "none", "As before")]
    + [("rating", "No change"), ("rating", "unchanged"), ("date", "n/a"), ("evidence", "None")],
)
def test_that_there_is_nothing_new_is_an_answer(name: str, answer: str) -> None:
    (found,) = read_reply(at("E.3", name, f" {answer}"))
    assert found.nothing_new and (found.ref, found.text, found.rating) == ("E.3", "", None)


def test_a_new_date_is_asked_for_with_its_reason() -> None:
    (found,) = read_reply(at("E.1", "date", " 31 March 2022, recruitment failed twice"))
    assert (found.asks, found.text) == ("31 March 2022", "New date: 31 March 2022, recruitment failed twice")
    (found,) = read_reply(at("E.1", "date", " Yes - Mar '22 because members asked"))
    assert found.asks == "Mar '22"
    (found,) = read_reply(at("E.1", "date", " as soon as possible"))
    assert found.asks is None and "as soon as possible" in found.text and found.doubts
    assert read_reply(at("E.1", "date", " ")) == []


def test_what_was_not_filled_in_is_counted_and_no_answer() -> None:
    reply = read_sheets(quoted(at("E.1", "done", " Draft sent."), width=72))
    assert (reply.asked, reply.untouched, reply.lead) == (3, 2, "Sheryl French")
    assert (reply.plans, reply.meetings) == (("joint-agreement",), (DAY,))
    assert read_reply(TEXT) == read_reply(quoted()) == []


def test_sheets_of_two_meetings_in_one_mail_keep_their_days() -> None:
    later = date(2022, 1, 27)
    other = Sheet("Tom Kelly", "officer", SHEET.plan, later, HEAD, LEVELS, ACTIONS[:1])
    text = at("E.3", "done", " Planted.") + "\n\n" + render(other).replace("since: ", "since: Sent.")
    found = read_sheets(text)
    assert [(each.ref, each.meeting) for each in found.answers] == [("E.3", DAY), ("E.1", later)]
    assert found.lead is None and found.meetings == (DAY, later)


def test_a_mark_that_was_changed_places_nothing() -> None:
    text = (
        at("E.3", "done", " Planted.")
        .replace("action E.3 of", "action E.4 of")
        .replace("end of E.3", "end of E.4")
    )
    unplaced = read_reply(text.replace("E.3 what", "E.4 what"))
    assert unplaced and all(each.ref is None and each.doubts for each in unplaced)
    assert any("Planted." in each.printed for each in unplaced)


def test_what_the_sheet_quotes_is_not_read_as_a_mark_or_an_answer() -> None:
    nested = AskedAction(
        "E.1", TEXT, (f"Last update, 6 July 2021: {at('E.1', 'done', ' Draft sent.')}",), ASKED
    )
    text = render(Sheet(SHEET.lead, "officer", SHEET.plan, DAY, HEAD, LEVELS, (nested, ACTIONS[1])))
    assert told(quoted(text, width=72)) == []
    before, named, after = quoted(text).rpartition(label("E.3", "done"))
    assert told(f"{before}{named} Planted.{after}") == [("E.3", None, "Planted.")]


def test_what_a_lead_quotes_in_an_unquoted_sheet_keeps_its_sign() -> None:
    (found,) = read_reply(at("E.3", "done", "\n>50 trees\n> 60 more"))
    assert found.text == ">50 trees\n> 60 more"


@pytest.mark.parametrize(
    "text", ["", "E.1: amber", "jatui", "jatui action plan of 2021-09-21", "The rating, if complete"]
)
def test_other_texts_have_no_marks(text: str) -> None:
    assert not has_marks(text)
