from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def papers(tmp_path: Path) -> Shell:
    """A shell on a database of the four plans that ship, some days before papers close."""
    shell = Shell(tmp_path / "plans.sqlite3", "2022-01-12")
    assert shell("init").code == 0
    return shell


def keys(shell: Shell, *words: str) -> list[str]:
    return [each["key"] for each in shell("check", "--findings", "--json", *words).json]


def test_findings_are_listed_with_their_lines_and_are_no_damage(papers: Shell) -> None:
    said = papers("check", "--findings")
    assert said.code == 0
    assert (
        "Grave:\n  joint-agreement  twice F.6: The ref F.6 stands for several actions: F.6#1, F.6#2.\n"
        in said.out
    )
    assert "      000_8734c2d020e17c08.txt, line 176 against line 177\n" in said.out
    listed = papers("check", "--findings", "--json").json
    assert said.err == f"{len(listed)} findings; of {len(listed)} in all {len(listed)} open.\n"
    assert f"{len(listed)} findings in the data, {len(listed)} open; " in papers("check").out


def test_the_traps_of_the_papers_are_found(papers: Shell) -> None:
    by_key = {(each["plan"], each["key"]): each for each in papers("check", "--findings", "--json").json}
    sentences = {key: each["sentence"] for key, each in by_key.items()}
    claims = {plan: text for (plan, key), text in sentences.items() if key.startswith("count ")}
    assert "16 commitments" in claims["peer-challenge"] and "14 are there" in claims["peer-challenge"]
    assert "6 themes" in claims["partnerships-2010"] and "7 are there" in claims["partnerships-2010"]
    (gap,) = [each for each in by_key.values() if each["kind"] == "figures"]
    assert "£64m and £82 million" in gap["sentence"] and gap["others"] == ["strategic-framework"]
    assert (gap["source"]["line"], gap["against"]["line"]) == (39, 13)
    assert "Greater Cambridge Partnership" in sentences["joint-agreement", "initials GCP"]
    assert "creative and equitable" in sentences["strategic-framework", "wording 3"]
    assert "15 to 25" in sentences["strategic-framework", "set Strategic 1"]
    empty = [each["source"]["line"] for each in by_key.values() if each["kind"] == "unanswered"]
    assert empty == [125, 127, 129, 131, 133, 135, 137]
    assert all(each["source"] for each in by_key.values())
    assert [key for _, key in by_key if key.startswith(("self-clearance ", "key decision "))] == [
        "self-clearance 2022-01-27-strategic-framework C6",
        "key decision 2022-01-27-strategic-framework C8",
    ]
    nothing = [
        key for plan, key in by_key if plan == "peer-challenge" and by_key[plan, key]["kind"] == "none"
    ]
    assert nothing == ["none milestone", "none lead", "none committee"]
    assert "18 of 29" in sentences["partnerships-2010", "unrated indicators"]
    assert "NI 186" in sentences["partnerships-2010", "no data"]
    assert (
        "14 contacts are of 5 Jul 2010"
        in sentences["partnerships-2010", "contacts 2010-07-05-key-partnerships"]
    )


def test_findings_are_narrowed_by_plan_kind_number_and_ruling(papers: Shell) -> None:
    assert keys(papers, "--kind", "twice") == ["twice F.6"]
    assert len(keys(papers, "--limit", "2")) == 2
    assert papers("finding", "rule", "twice F.6", "--ruling", "accepted").code == 0
    assert keys(papers, "--ruled") == ["twice F.6"] and "twice F.6" not in keys(papers, "--open")
    plans = {
        each["plan"] for each in papers("--plan", "peer-challenge", "check", "--findings", "--json").json
    }
    assert plans == {"peer-challenge"}
    said = papers("check", "--findings", "--ruled")
    assert "      accepted by test on 12 Jan 2022\n" in said.out


@pytest.mark.parametrize("words", [("--open",), ("--ruled",), ("--limit", "3"), ("--kind", "twice")])
def test_what_narrows_findings_wants_findings(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell("check", *words)
    assert (said.code, said.out) == (2, "") and "Give --findings too." in said.err


def test_a_kind_that_is_none_is_not_understood(shell: Shell) -> None:
    said = shell("check", "--findings", "--kind", "odd")
    assert said.code == 2 and "--kind: there is no kind 'odd'. It is one of: twice, unread" in said.err


def test_a_finding_is_shown_whole(papers: Shell) -> None:
    papers("finding", "rule", "twice F.6", "--ruling", "left", "--reason", "Printed so.")
    assert papers("finding", "show", "TWICE f.6").out.splitlines() == [
        "twice F.6  joint-agreement",
        "  The ref F.6 stands for several actions: F.6#1, F.6#2.",
        "  grave: a ref stands for several actions",
        "  Stands in Joint Agreement - Action Plan, 6 Jul 2021; 000_8734c2d020e17c08.txt line 176",
        "  Against Joint Agreement - Action Plan, 6 Jul 2021; 000_8734c2d020e17c08.txt line 177",
        "  left by test on 12 Jan 2022: Printed so.",
    ]
    assert papers("finding", "show", "unread g.2").out.endswith("  Open: nobody has ruled on it\n")
    said = papers("finding", "show", "finding 1")
    assert said.code == 1 and "Choose one with --plan" in said.err
    assert papers("--plan", "peer-challenge", "finding", "show", "finding 1").code == 0


def test_a_left_milestone_is_shown_as_ruled(papers: Shell) -> None:
    assert papers("milestone", "leave", "G.2", "--reason", "Nobody knows.").code == 0
    said = papers("check", "--findings", "--ruled", "--plain").out
    assert "unread G.2" in said and "`jatui history G.2` tells by whom" in said


def test_the_checklist_of_the_framework_report(papers: Shell) -> None:
    (found,) = papers("report", "checklist", "--json").json
    assert found["paper"] == "2022-01-27-strategic-framework" and found["days_left"] == 7
    lacks = [(each["part"], each["number"], each["lacks"]) for each in found["missing"]]
    assert lacks[:7] == [("implication", f"5.8.{number}", ["answer"]) for number in range(1, 8)]
    assert lacks[7:] == [("clearance", f"C{number}", ["day"]) for number in range(1, 9)]
    assert [each["officer"] for each in found["cleared_by_author"]] == ["Julia Turner"]
    said = papers("report", "checklist", "--paper", "2022-01-27-strategic-framework")
    assert said.out.startswith(
        "2022-01-27-strategic-framework: papers close in 7 days (19 Jan 2022); 15 things missing\n"
    )
    assert "given by Julia Turner, an author of the paper" in said.out


def test_the_most_urgent_report_comes_first(papers: Shell) -> None:
    papers("meeting", "add", "S&R", "2022-01-20")
    papers("paper", "add", "Sooner", "--meeting", "S&R 2022-01-20")
    papers("paper", "add", "Later", "--meeting", "S&R 2022-01-27")
    found = papers("report", "checklist", "--json").json
    assert [each["title"] for each in found] == ["Sooner", "Later", "Strategic Framework"]
    assert len(papers("report", "checklist", "--meeting", "2022-01-27", "--json").json) == 2
    both = papers("report", "checklist", "--paper", "later", "--meeting", "2022-01-27")
    assert both.code == 2 and "Give --paper or --meeting" in both.err


def test_a_paper_is_shown_with_its_answers_in_the_order_of_its_form(papers: Shell) -> None:
    found = papers("paper", "show", "2022-01-27-strategic-framework", "--json").json
    numbers = [each["number"] for each in found["answers"]]
    assert numbers.index("5.2") < numbers.index("5.8.1") < numbers.index("C1") < numbers.index("C8")
    clearances = [each for each in found["answers"] if each["kind"] == "clearance"]
    assert len(clearances) == 8 and {each["answer"] for each in clearances} == {"Yes"}
    said = papers("paper", "show", "2022-01-27-strategic-framework").out
    assert (
        "  C6  Have any localism and Local Member involvement issues been cleared by your Service Contact?\n"
        in said
    )
    assert "      Yes (Name of Officer: Julia Turner)" in said and "  5.8.7  Implication 7: " in said
    listed = {each["slug"]: each for each in papers("papers", "--json").json}
    assert listed["2022-01-27-strategic-framework"]["questions"] == 35
    assert papers("forms", "--json").json[0]["papers"] == 1


def test_words_of_papers_and_findings_do_not_act_on_the_terminal(papers: Shell) -> None:
    odd = "\x1b[31mred\u202e"
    papers("finding", "add", odd, odd, "--paper", "2022-01-27-strategic-framework", "--line", "1")
    papers("paper", "add", odd, "--meeting", "S&R 2022-01-27")
    papers("paper", "recommend", "31mred", odd)
    papers("finding", "rule", "finding 5", "--ruling", "left", "--reason", odd)
    for words in (("check", "--findings"), ("papers",), ("paper", "show", "31mred"), ("report", "checklist")):
        said = papers(*words)
        assert said.code == 0 and not {"\x1b", "\u202e"} & set(said.out + said.err), words
