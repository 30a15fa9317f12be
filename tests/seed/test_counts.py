"""The papers' own counts, as the verbs tell them of a database with every plan that ships."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from jatui.snapshot import open_snapshot
from tests.cli.conftest import Shell
from tests.seed.conftest import Kept
from tests.seed.reread import SEEDS

PLANS = ["joint-agreement", "peer-challenge", "strategic-framework", "partnerships-2010"]


def test_four_plans_are_loaded_and_the_joint_agreement_is_the_one_that_is_looked_at(
    everything: Shell,
) -> None:
    themes = everything("--plan", "all", "themes", "--json").json
    assert list(dict.fromkeys(theme["plan"] for theme in themes)) == PLANS
    assert {action["plan"] for action in everything("list", "--json").json} == {"joint-agreement"}


def test_sixty_actions_and_seven_themes_stand_beside_eleven_answers(everything: Shell) -> None:
    actions = everything("--plan", "all", "list", "--json").json
    themes = everything("--plan", "all", "themes", "--json").json
    assert Counter(action["plan"] for action in actions) == {"joint-agreement": 60, "peer-challenge": 11}
    assert [sum(theme["plan"] == plan for theme in themes) for plan in PLANS] == [7, 1, 5, 7]
    assert {action["status"] for action in actions} == {"not started"}
    assert {action["rating"] for action in actions} == {None}


def test_fourteen_recommendations_are_answered_by_eleven_actions(everything: Shell) -> None:
    found = everything("--plan", "peer-challenge", "commitments", "--json").json
    assert [each["number"] for each in found] == [str(number) for number in range(1, 15)]
    assert [len(each["links"]) for each in found] == [1] * 14
    assert len({link["handle"] for each in found for link in each["links"]}) == 11
    assert {(link["kind"], link["sure"]) for each in found for link in each["links"]} == {
        ("answers", "certain")
    }


def test_twenty_six_commitments_stand_under_five_priorities_and_none_is_linked(everything: Shell) -> None:
    found = everything("--plan", "strategic-framework", "commitments", "--unanswered", "--json").json
    assert [count for _, count in sorted(Counter(each["theme"]["code"] for each in found).items())] == [
        5,
        5,
        5,
        6,
        5,
    ]


def test_ten_promises_of_the_joint_agreement_have_no_action_linked(everything: Shell, kept: Kept) -> None:
    found = everything("commitments", "--unanswered", "--json").json
    assert [each["number"] for each in found] == [
        "2.3.4", "2.3.5", "2.4.5", "2.4.6", "2.5.1", "2.5.2", "2.5.7", "2.6.8", "2.7.2", "2.7.10",
    ]  # fmt: skip
    links = kept("joint-agreement", "link")
    assert {link["said_by"] for link in links} == {"an inference, not the paper's"}
    assert "certain" not in {link["sure"] for link in links}


def test_twenty_nine_indicators_are_four_red_six_amber_one_green_and_the_rest_unrated(
    everything: Shell,
) -> None:
    found = everything("--plan", "all", "indicators", "--json").json
    assert {each["plan"] for each in found} == {"partnerships-2010"}
    assert Counter(each["rating"] for each in found) == {None: 18, "amber": 6, "red": 4, "green": 1}


def test_eight_clearances_are_yes_and_seven_questions_have_no_answer(kept: Kept) -> None:
    form = kept("strategic-framework", "question")
    answers = {each["question"]: each for each in kept("strategic-framework", "answer")}
    clearances = [answers[each["number"]] for each in form if each["kind"] == "clearance"]
    assert [each["officer"] for each in clearances] == [
        "Stephen Howarth", "Henry Swan", "Fiona McMillan", "Beatrice Brown",
        "Christine Birchall", "Julia Turner", "Jyoti Atri", "Emily Bolton",
    ]  # fmt: skip
    assert {(each["text"], each.get("day")) for each in clearances} == {("Yes", None)}
    assert [each["of"] for each in form if each["kind"] == "clearance"] == [
        f"5.{place}" for place in range(1, 9)
    ]
    unanswered = [each["number"] for each in form if "text" not in answers.get(each["number"], {})]
    assert unanswered == [f"5.8.{place}" for place in range(1, 8)]


def test_six_claims_of_progress_wait_for_triage(everything: Shell) -> None:
    found = everything("--plan", "all", "inbox", "--json").json
    assert [each["state"] for each in found] == ["submitted"] * 6


def test_a_plan_that_is_exported_beside_the_others_is_its_seed(everything: Shell, tmp_path: Path) -> None:
    for plan in PLANS:
        file = tmp_path / f"{plan}.toml"
        assert everything("--plan", plan, "snapshot", "export", str(file)).code == 0
        assert open_snapshot(file).sha256 == open_snapshot(SEEDS / f"{plan.replace('-', '_')}.toml").sha256
