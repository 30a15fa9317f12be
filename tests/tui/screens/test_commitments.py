"""`&`: what was promised, which actions answer it, links made and taken away, and the way to an action's card."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from jatui.commands.actions import Update
from jatui.commands.archive import Init, initialise
from jatui.commands.links import LinkCommitment, UnlinkCommitment
from jatui.commands.tracker import Tracker
from jatui.domain.links import NO_ACTION
from jatui.store.commitments import Covered, coverage
from jatui.tui.screens.commitments import CommitmentsScreen
from jatui.tui.screens.main import MainScreen
from tests.tui.conftest import DAY, Opener
from tests.tui.screen import Eyes


def covered(tracker: Tracker) -> list[Covered]:
    return coverage(tracker.read, tracker.scope())


@pytest.fixture(autouse=True)
def bare(agreement: Tracker) -> None:
    """The plan's commitments, the first of them answered by E.1 alone, and no other linked."""
    for each in covered(agreement):
        for link in each.links:
            agreement.run(
                UnlinkCommitment(number=each.number, action=link.handle, to_plan=link.plan, kind=link.kind)
            )
    agreement.run(
        LinkCommitment(
            number=covered(agreement)[0].number, action="E.1", sure="certain", by="The [b]chair[/b]"
        )
    )


def screen(eyes: Eyes) -> CommitmentsScreen:
    assert isinstance(eyes.app.screen, CommitmentsScreen)
    return eyes.app.screen


async def test_the_commitments_with_their_actions_and_on_to_the_card(
    opened: Opener, agreement: Tracker
) -> None:
    everything = len(covered(agreement))
    async with opened((120, 40)) as eyes:
        await eyes.press("ampersand")
        assert f"[all {everything}]" in eyes.part("#top") and "answered 1 " in eyes.part("#top")
        assert "E.1 answers it" in eyes.part("#listing")
        assert "E.1 of joint-agreement answers it; certain, by The [b]chair[/b]." in eyes.part("#told")
        assert "It has no status given, not rated." in eyes.part("#told")
        await eyes.press("right")
        assert f"[unanswered {everything - 1}]" in eyes.part("#top")
        assert NO_ACTION in eyes.part("#listing") and "E.1 answers it" not in eyes.part("#listing")
        assert "No action is linked to it. e links one." in eyes.part("#told")
        await eyes.press("enter")
        assert "No action is linked to it that is here." in eyes.part("#status")
        await eyes.press("right", "enter")
        assert isinstance(eyes.app.screen, MainScreen)
        assert "Review the Climate Change" in eyes.part("#card") and eyes.app.screen.current == "card"


async def test_an_action_is_linked_and_unlinked_and_both_are_taken_back(
    opened: Opener, agreement: Tracker
) -> None:
    async with opened((80, 24)) as eyes:
        await eyes.press("ampersand", "right", "e")
        fields = {str(field.id): field for field in eyes.app.screen.query(Input)}
        assert fields["field-number"].value == covered(agreement)[1].number
        fields["field-action"].value = "E.2"
        await eyes.press("ctrl+s")
        assert "E.2 of joint-agreement answers" in " ".join(eyes.part("#status").split())
        assert [link.handle for link in covered(agreement)[1].links] == ["E.2"]
        await eyes.press("u")
        assert not covered(agreement)[1].links
        await eyes.press("ctrl+r")
        assert [link.sure for link in covered(agreement)[1].links] == ["possible"]
        screen(eyes).part = 0
        screen(eyes).sift()
        lines = screen(eyes).lines
        screen(eyes).table.go_to(next(n for n, line in enumerate(lines) if line.about and line.about.link))
        await eyes.settle()
        await screen(eyes).run_action("form('commitment unlink')")
        await eyes.settle()
        fields = {str(field.id): field for field in eyes.app.screen.query(Input)}
        assert (fields["field-action"].value, fields["field-to_plan"].value) == ("E.1", "joint-agreement")
        await eyes.press("ctrl+s")
        assert not covered(agreement)[0].links


async def test_done_is_what_every_answering_action_has_completed(opened: Opener, agreement: Tracker) -> None:
    agreement.run(Update(ref="E.1", rating="blue", status="complete", text="Adopted."))
    async with opened((120, 40)) as eyes:
        await eyes.press("ampersand", "left")
        assert "[done 1]" in eyes.part("#top")
        assert "It is complete, ◆ B blue." in eyes.part("#told")


async def test_a_link_to_what_is_not_here_is_shown(opened: Opener, agreement: Tracker) -> None:
    row = covered(agreement)[0].links[0].id
    with agreement.store.revision("test", "{}", actor="test", day=agreement.today) as writer:
        writer.change("link", row, to_action="Z.9")
    async with opened((120, 40)) as eyes:
        await eyes.press("ampersand")
        assert "Z.9 of joint-agreement is not here" in eyes.part("#listing")
        assert "That action is not in this database." in eyes.part("#told")
        await eyes.press("y")
        assert "Z.9 answers it" in eyes.app.clipboard


async def test_nothing_is_linked_under_the_lock_of_a_meeting(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("m", "enter", "ampersand", "e")
        assert isinstance(eyes.app.screen, CommitmentsScreen)
        assert "Locked for the meeting" in eyes.part("#status")


async def test_from_all_plans_to_the_card_of_an_action_of_another(opened: Opener, tmp_path: Path) -> None:
    store, _ = initialise(tmp_path / "all.sqlite3", Init(), actor="test", today=DAY)
    tracker = Tracker(store, "joint-agreement", DAY, "Amanda Askham")
    tracker.run(LinkCommitment(number="2.3.4", action="PC.5", note="Both are of devolution."))
    async with opened((120, 40), tracker=tracker) as eyes:
        await eyes.press("ampersand")
        place = next(
            n
            for n, line in enumerate(screen(eyes).lines)
            if line.about and line.about.commitment.number == "2.3.4"
        )
        screen(eyes).table.go_to(place)
        await eyes.settle()
        assert "PC.5 of peer-challenge answers it; possible, by Amanda Askham." in eyes.part("#told")
        await eyes.press("enter")
        assert eyes.handle == "PC.5" and "Peer Challenge" in eyes.lines[0]
        assert eyes.app.tracker.plan == "peer-challenge"
    store.close()
