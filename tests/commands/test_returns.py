from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from jatui.commands.archive import Export
from jatui.commands.journal import Undo
from jatui.commands.meetings import AddMeeting, CancelMeeting
from jatui.commands.readings import Preview
from jatui.commands.returns import Place, ReadReturn, pasted, preview, words_of_line
from jatui.commands.tracker import Tracker
from jatui.commands.triage import AcceptUpdate, ReturnUpdate, Submit
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.store.deliveries import deliveries
from jatui.store.inbox import Incoming, inbox
from tests.conftest import DAY

WORDS = "Dear Tom,\n\nE.1: amber. Draft sent. Extension to Jan '22 please\nF.6: green - paid\nE.9: R - late\n"


def waiting(tracker: Tracker) -> list[Incoming]:
    return inbox(tracker.read, tracker.scope())


def fates(found: Preview) -> list[str]:
    return [line.fate for line in found.lines]


def take(tracker: Tracker, text: str, name: str = "mail") -> str:
    return tracker.run(pasted(text, name)).sentence


def test_a_preview_says_what_each_line_meets_and_stores_nothing(tracker: Tracker) -> None:
    before = tracker.read.last_revision()
    greeting, placed, ambiguous, unknown = preview(tracker, WORDS, "mail").lines
    assert (greeting.fate, greeting.handle) == ("unplaced", None)
    assert (placed.fate, placed.handle, placed.rating, placed.answer.asks) == (
        "new",
        "E.1",
        "amber",
        "Jan '22",
    )
    assert (ambiguous.fate, ambiguous.offers) == ("unplaced", ("F.6#1", "F.6#2"))
    assert unknown.fate == "unplaced" and "E.1" in unknown.offers and "'E.9'" in unknown.doubts[0]
    assert tracker.read.last_revision() == before and not waiting(tracker)


def test_what_is_taken_in_waits_with_its_source_and_changes_no_action(tracker: Tracker) -> None:
    assert take(tracker, WORDS) == "read mail: 1 update, 3 lines without an action"
    placed, *unplaced = sorted(waiting(tracker), key=lambda each: each.handle is None)
    assert (placed.handle, placed.rating, placed.asks, placed.source) == (
        "E.1",
        "amber",
        "Jan '22",
        "mail, line 3",
    )
    assert (
        placed.text == "Draft sent. Extension to Jan '22 please"
        and placed.day == DAY
        and placed.state == "submitted"
    )
    assert [each.text for each in unplaced] == ["Dear Tom,", "F.6: green - paid", "E.9: R - late"]
    assert [each.rating for each in unplaced] == [None, "green", "red"]
    assert unplaced[1].note == "F.6 stands for F.6#1 and F.6#2; say which one it is for."
    assert tracker.read.actions([placed.action or 0], tracker.scope())[0]["rating"] is None


def test_the_same_return_adds_nothing_and_says_when_it_was_read(tracker: Tracker) -> None:
    take(tracker, WORDS)
    before = tracker.read.last_revision()
    found = preview(tracker, WORDS, "again", DAY + dt.timedelta(days=3))
    assert found.before and found.before.number == 1 and not found.stored
    assert (
        take(tracker, WORDS, "again") == "read again: read on 12 Sep 2021 already (return 1); it adds nothing"
    )
    assert tracker.read.last_revision() == before


def test_the_same_answers_in_another_return_are_not_added_again(tracker: Tracker) -> None:
    take(tracker, WORDS)
    tracker.run(AcceptUpdate(number=2))
    found = preview(tracker, WORDS.replace("\n", "\r\n") + "E.2: blue\n")
    assert fates(found) == ["repeat"] * 4 + ["new"]
    assert found.lines[1].told == "came in before as update 2 (accepted)"
    take(tracker, WORDS.replace("\n", "\r\n") + "E.2: blue\n")
    assert sum(each.handle == "E.2" for each in waiting(tracker)) == 1 and len(waiting(tracker)) == 4


def test_the_same_words_for_another_meeting_are_new(tracker: Tracker) -> None:
    take(tracker, "E.1: amber. Draft sent.\n")
    tracker.run(AddMeeting(committee="S&R", day=dt.date(2021, 11, 30)))
    tracker.run(CancelMeeting(committee="S&R", day=dt.date(2021, 9, 21), reason="Election."))
    assert fates(preview(tracker, "E.1: amber. Draft sent.")) == ["new"]


def test_an_undo_takes_the_return_back_so_that_it_can_be_read_again(tracker: Tracker, tmp_path: Path) -> None:
    before = list(tracker.read.records())
    revision = tracker.run(pasted(WORDS)).revision
    tracker.run(Export(file=str(tmp_path / "plan.toml")))
    tracker.run(Undo(revision=revision))
    assert list(tracker.read.records()) == before and not deliveries(tracker.read, None)
    assert take(tracker, WORDS).endswith("1 update, 3 lines without an action")


def test_two_answers_for_one_action_are_both_kept_and_told(tracker: Tracker) -> None:
    found = preview(tracker, "E.1: amber. Draft.\nE.2: G\nE.1: red. Late.\nE.2: G\n")
    assert fates(found) == ["new", "new", "new", "repeat"]
    assert (
        found.lines[0].doubts
        == found.lines[2].doubts
        == ("E.1 is spoken of 2 times in this return: line 1, line 3.",)
    )
    assert found.lines[3].told == "is the same as pasted text, line 2"


def test_a_ref_without_a_word_is_told_and_not_stored(tracker: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Ref,RAG,Update\nE.1,,\nE.2,G,\n")
    wish = ReadReturn(file=str(path))
    assert fates(wish.preview(tracker)) == ["silent", "new"]
    assert tracker.run(wish).sentence == "read r.csv: 1 update, 1 ref without a word"


def test_nothing_new_waits_as_such(tracker: Tracker) -> None:
    take(tracker, "E.1: nothing new")
    assert (waiting(tracker)[0].kind, waiting(tracker)[0].text) == ("nothing new", "")


def test_a_rating_that_the_scheme_lacks_is_doubted(tracker: Tracker) -> None:
    with tracker.store.revision("test", "{}", actor="test", day=DAY) as writer:
        writer.remove("level", writer.read.value("SELECT id FROM level WHERE code = 'blue'"))
        writer.sentence = "removed"
    (line,) = preview(tracker, "E.1: blue - done").lines
    assert line.rating is None and "no blue" in line.doubts[-1]


def test_who_and_when_are_the_returns_own_before_those_given(tracker: Tracker) -> None:
    tracker.run(
        ReadReturn(
            file="-", text="E.1: G\nOfficer: Tom\nDate: 3/9/21\nE.2: G", by="Ann", date=dt.date(2021, 9, 10)
        )
    )
    assert [(each.by, each.day) for each in waiting(tracker)] == [
        ("Tom", dt.date(2021, 9, 3)),
        ("Ann", dt.date(2021, 9, 10)),
    ]
    with pytest.raises(Misused, match="has not come yet"):
        tracker.run(ReadReturn(file="-", text="E.1: A", date=DAY + dt.timedelta(days=1)))


def test_the_journal_keeps_the_digest_of_a_pasted_text_and_not_the_text(tracker: Tracker) -> None:
    found = preview(tracker, WORDS, "mail").found
    wish = pasted(WORDS, "mail", found=found)
    assert json.loads(wish.arguments()) == {"file": "-", "called": "mail", "digest": found.digest}
    assert wish.line() == "jatui returns read --yes -- -"


def test_text_is_data(tracker: Tracker) -> None:
    take(tracker, "E.1: amber. \x1b[31m[bold]x[/]\u202e\x00 '=cmd|\n\x07E.2 said", "\x1b]0;evil\x07")
    found = waiting(tracker)[0]
    assert (
        "\x1b" not in found.text + (found.source or "")
        and "[bold]x[/]" in found.text
        and "\x00" not in found.text
    )


def test_an_unplaced_line_is_placed_with_the_words_after_its_ref(tracker: Tracker) -> None:
    take(tracker, WORDS)
    number = next(each.number for each in waiting(tracker) if each.text.startswith("F.6"))
    assert tracker.run(Place(number=number, ref="f.6#2")).sentence == f"update {number} is for F.6#2"
    placed = next(each for each in waiting(tracker) if each.number == number)
    assert (placed.handle, placed.text, placed.rating) == ("F.6#2", "paid", "green")
    assert placed.note and placed.note.endswith("Placed at F.6#2.")
    assert fates(preview(tracker, WORDS + "\n")) == ["repeat"] * 4
    assert (
        tracker.run(Place(number=number, ref="E.2")).sentence == f"update {number} is for E.2, not for F.6#2"
    )


def test_what_cannot_be_placed_is_refused(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.2", rating="amber", text="Came in."))
    with pytest.raises(NotFound, match="no update 9"):
        tracker.run(Place(number=9, ref="E.1"))
    with pytest.raises(Refused, match="already"):
        tracker.run(Place(number=1, ref="E.2"))
    with pytest.raises(Refused, match=r"F\.6#1 and F\.6#2"):
        tracker.run(Place(number=1, ref="F.6"))
    tracker.run(AcceptUpdate(number=1))
    with pytest.raises(Refused, match="accepted already"):
        tracker.run(Place(number=1, ref="E.1"))


def test_an_unplaced_line_is_sent_back_and_not_accepted(tracker: Tracker) -> None:
    take(tracker, "Dear Tom,\n")
    with pytest.raises(Refused, match="no action"):
        tracker.run(AcceptUpdate(number=1))
    tracker.run(ReturnUpdate(number=1, reason="A greeting."))
    assert not waiting(tracker)


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("F.6: green. Paid", "Paid"),
        ("Ref: F.6\nAction: Pay\nRAG: Green\nUpdate: Paid", "Paid"),
        ("F.6 and E.1: paid", "F.6 and E.1: paid"),
        ("Dear Tom,", "Dear Tom,"),
    ],
)
def test_the_words_of_a_line_are_those_after_its_ref(printed: str, words: str) -> None:
    assert words_of_line(printed) == words


def test_a_return_is_for_one_plan(tracker: Tracker) -> None:
    with tracker.store.revision("test", "{}", actor="test", day=DAY) as writer:
        scheme = writer.read.value("SELECT id FROM scheme")
        writer.add("plan", slug="other", position=2, name="Other", scheme=scheme)
        writer.sentence = "added"
    several = Tracker(tracker.store, "all", DAY, "test")
    with pytest.raises(Misused, match="--plan"):
        several.run(pasted("E.1: G"))
    assert take(Tracker(tracker.store, "small", DAY, "test"), "E.1: G")


def test_a_file_that_is_missing_or_piped_from_nowhere_is_told(tracker: Tracker, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        tracker.run(ReadReturn(file=str(tmp_path / "missing.csv")))
    with pytest.raises(Misused):
        tracker.run(ReadReturn(file="-"))
