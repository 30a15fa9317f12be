"""Links of actions to commitments and of themes to those of other plans: what is written, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jatui.commands.actions import Update
from jatui.commands.journal import Undo
from jatui.commands.links import (
    AlignTheme,
    LinkCommitment,
    UnalignTheme,
    UnlinkCommitment,
    find_commitment,
    find_theme,
)
from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Ambiguous, Misused, NotFound, Problem, Refused
from jatui.store.commitments import Covered


def commitment(tracker: Tracker, number: str = "1.1") -> Covered:
    return find_commitment(tracker.read, tracker.scope(), number)


def test_a_link_is_what_was_said_and_no_surer(joined: Tracker) -> None:
    said = joined.run(LinkCommitment(number="1.1", action="e2"))
    assert said.sentence == "E.2 of small answers 1.1 of small (possible)"
    (link,) = commitment(joined).links
    assert (link.plan, link.handle, link.kind, link.sure) == ("small", "E.2", "answers", "possible")
    assert (link.said_by, link.note, link.source) == ("test", None, None)
    joined.run(
        LinkCommitment(
            number="1.1", action="1.A", kind="carried-forward-to", sure="LIKELY", by="Ann", note="So."
        )
    )
    other = commitment(joined).links[1]
    assert (other.plan, other.handle, other.kind) == ("other", "1.A", "carried forward to")
    assert (other.sure, other.said_by, other.note) == ("likely", "Ann", "So.")


def test_an_action_serves_a_commitment_in_several_ways_but_in_each_once(joined: Tracker) -> None:
    wish = LinkCommitment(number="1.1", action="E.2")
    joined.run(wish)
    joined.run(replace(wish, kind="contributes to"))
    with pytest.raises(
        Refused, match=r"E\.2 of small answers 1\.1 already \(possible\)\. Nothing was changed"
    ):
        joined.run(replace(wish, sure="certain"))
    with pytest.raises(Ambiguous, match=r"Several links are meant: .* --kind; nothing was changed"):
        joined.run(UnlinkCommitment(number="1.1", action="E.2"))
    joined.run(UnlinkCommitment(number="1.1", action="e2", kind="answers"))
    assert [link.kind for link in commitment(joined).links] == ["contributes to"]
    joined.run(Undo())
    assert len(commitment(joined).links) == 2


def test_a_link_to_what_is_not_here_can_be_taken_away(joined: Tracker) -> None:
    assert joined.run(UnlinkCommitment(number="2.1", action="G.3")).sentence == (
        "G.3 of gone no longer answers 2.1 of small"
    )
    assert commitment(joined, "2.1").state == "unanswered"


REFUSED: list[tuple[Command, type[Problem], str]] = [
    (
        LinkCommitment(number="9.9", action="E.2"),
        NotFound,
        "There is no commitment '9.9' in Small plan; `jatui commitments` lists those there are.",
    ),
    (
        LinkCommitment(number="1.3", action="E.2"),
        NotFound,
        "There is no commitment '1.3' in Small plan; near it: 1.1, 1.2.",
    ),
    (
        LinkCommitment(number="1.1", action="E.3"),
        NotFound,
        "There is no action 'E.3' in any plan; near it: E.2, E.1. Nothing was changed.",
    ),
    (
        LinkCommitment(number="1.1", action="E.2", to_plan="other"),
        NotFound,
        "There is no action 'E.2' in other; near it: E.1. Nothing was changed.",
    ),
    (
        LinkCommitment(number="1.1", action="E.2", to_plan="gone"),
        NotFound,
        "There is no plan 'gone' to link to. The plans are: small, other. Nothing was changed.",
    ),
    (
        LinkCommitment(number="1.1", action="E.1"),
        Ambiguous,
        "E.1 is an action of small and other. Choose one with --to-plan; nothing was changed.",
    ),
    (
        LinkCommitment(number="1.1", action="F.6"),
        Ambiguous,
        "F.6 stands for F.6#1 and F.6#2. Name one of them; nothing was changed.",
    ),
    (
        LinkCommitment(number="1.1", action="E.2", kind="does"),
        Misused,
        "'does' is no kind of link. It is one of: answers, contributes to, carried forward to, supersedes.",
    ),
    (
        LinkCommitment(number="1.1", action="E.2", sure="very"),
        Misused,
        "'very' is no word for how sure it is. It is one of: certain, likely, possible.",
    ),
    (
        UnlinkCommitment(number="1.1", action="E.2"),
        NotFound,
        "No link of 1.1 is to 'E.2'; it has none. Nothing was changed.",
    ),
    (
        UnlinkCommitment(number="2.1", action="E.2"),
        NotFound,
        "No link of 2.1 is to 'E.2'; G.3 of gone answers it. Nothing was changed.",
    ),
    (
        AlignTheme(theme="1", to_theme="E", to_plan="small"),
        NotFound,
        "There is no theme '1' in Small plan; it is a theme of other.",
    ),
    (
        AlignTheme(theme="E", to_theme="F", to_plan="other"),
        NotFound,
        "There is no theme 'F' in Other plan; it is a theme of small.",
    ),
    (
        AlignTheme(theme="E", to_theme="Q", to_plan="other"),
        NotFound,
        "There is no theme 'Q' in Other plan; there are 1, 2.",
    ),
    (AlignTheme(theme="E", to_theme="1"), Misused, "Name the plan of the other theme. Give --to-plan."),
    (
        AlignTheme(theme="E", to_theme="F", to_plan="small"),
        Refused,
        "small is the plan of E itself; a theme is aligned with another plan's. Nothing was changed.",
    ),
    (
        UnalignTheme(theme="F", to_theme="1"),
        NotFound,
        "F is not aligned with '1'; with X of gone. Nothing was changed.",
    ),
    (
        UnalignTheme(theme="E", to_theme="none"),
        NotFound,
        "E is not aligned with 'none'; with nothing. Nothing was changed.",
    ),
]


@pytest.mark.parametrize(("command", "problem", "words"), REFUSED, ids=str)
def test_what_does_not_fit_is_refused_in_a_sentence(
    joined: Tracker, command: Command, problem: type[Problem], words: str
) -> None:
    before = list(joined.read.records())
    with pytest.raises(problem) as found:
        joined.run(command)
    assert str(found.value) == words
    assert list(joined.read.records()) == before


def test_where_all_plans_are_looked_at_the_plan_is_asked_for(joined: Tracker) -> None:
    everything = replace(joined, plan="all")
    with pytest.raises(Ambiguous, match=r"1\.1 is a commitment of small and other\. Choose one with --plan"):
        everything.run(LinkCommitment(number="1.1", action="E.2"))
    everything.run(LinkCommitment(number="1.2", action="E.2"))
    with pytest.raises(NotFound, match=r"'1\.2' in Other plan; small has one: choose the plan with --plan"):
        replace(joined, plan="other").run(LinkCommitment(number="1.2", action="E.2"))


def test_a_number_or_a_code_behind_its_plan_is_of_that_plan(joined: Tracker) -> None:
    everything = replace(joined, plan="all")
    said = everything.run(LinkCommitment(number="other/1.1", action="E.2"))
    assert said.sentence == "E.2 of small answers 1.1 of other (possible)"
    assert find_theme(everything.read, everything.scope(), "SMALL/e").name == "Environment"
    with pytest.raises(NotFound, match="There is no theme 'other/E' in All plans"):
        find_theme(everything.read, everything.scope(), "other/E")


def test_the_other_theme_may_be_named_behind_its_plan(joined: Tracker) -> None:
    said = joined.run(AlignTheme(theme="E", to_theme="Other/1")).sentence
    assert said == "E of small is of one matter with 1 of other (possible)"
    joined.run(AlignTheme(theme="F", to_theme="other/none"))
    for theme, other in (("E", "other/1"), ("F", "OTHER/None")):
        joined.run(UnalignTheme(theme=theme, to_theme=other))
    with pytest.raises(Misused, match="Give --to-plan"):
        joined.run(AlignTheme(theme="E", to_theme="1"))
    with pytest.raises(NotFound, match="There is no plan 'nonesuch'"):
        joined.run(AlignTheme(theme="E", to_theme="nonesuch/1"))


def test_a_theme_has_none_or_some_in_another_plan_but_not_both(joined: Tracker) -> None:
    joined.run(AlignTheme(theme="E", to_theme="1", to_plan="other"))
    with pytest.raises(
        Refused,
        match=r"That is said of E already\. Nothing was changed; `jatui theme unalign E 1 --to-plan other` takes",
    ):
        joined.run(AlignTheme(theme="E", to_theme="1", to_plan="OTHER", sure="certain"))
    with pytest.raises(Refused, match="Of E it is said that other has 1; both cannot be"):
        joined.run(AlignTheme(theme="E", to_theme="None", to_plan="other"))
    joined.run(AlignTheme(theme="E", to_theme="2", to_plan="other"))
    joined.run(AlignTheme(theme="F", to_theme="none", to_plan="other"))
    with pytest.raises(Refused, match="Of F it is said that other has none; both cannot be"):
        joined.run(AlignTheme(theme="F", to_theme="1", to_plan="other"))
    theme = find_theme(joined.read, joined.scope(), "f")
    assert [(each.plan, each.theme, each.none, each.theme_id is None) for each in theme.aligned] == [
        ("gone", "X", False, True),
        ("other", "none", True, True),
    ]
    seen = find_theme(joined.read, joined.read.scope("other", joined.today), "1")
    assert [(each.said_in, each.plan, each.theme) for each in seen.aligned] == [("small", "small", "E")]
    joined.run(UnalignTheme(theme="E", to_theme="2"))
    assert [each.theme for each in find_theme(joined.read, joined.scope(), "E").aligned] == ["1"]


def test_a_commitment_is_done_when_all_that_answers_it_is(joined: Tracker) -> None:
    joined.run(LinkCommitment(number="1.1", action="E.2", sure="certain"))
    joined.run(LinkCommitment(number="1.1", action="F.6#1", sure="likely"))
    joined.run(LinkCommitment(number="1.1", action="F.6#2", kind="contributes to", sure="certain"))
    joined.run(Update(ref="E.2", status="complete"))
    assert (commitment(joined).state, commitment(joined).sure) == ("answered", "certain")
    joined.run(Update(ref="F.6#1", status="complete"))
    assert (commitment(joined).state, commitment(joined).sure) == ("done", "likely")
    joined.run(Update(ref="F.6#1", status="closed"))
    assert commitment(joined).state == "answered"
