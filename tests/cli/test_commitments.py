"""The verbs that join the plans: the papers' own counts, one commitment whole, themes, statements, persons, sources."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every plan that ships; to be copied, not written."""
    path = tmp_path_factory.mktemp("every") / "plan.sqlite3"
    assert Shell(path)("init").code == 0
    return path


@pytest.fixture
def four(every: Path, tmp_path: Path) -> Shell:
    """A shell on a database of its own with every plan that ships."""
    return Shell(Path(shutil.copy(every, tmp_path / "plan.sqlite3")))


def test_commitments_are_counted_as_the_papers_have_them(four: Shell) -> None:
    """S2, J33: 26 commitments of which none has a printed link, and nothing says that they were not done."""
    found = four("--plan", "strategic-framework", "commitments", "--unanswered", "--json").json
    assert len(found) == 26
    assert list(Counter(each["theme"]["code"] for each in found).values()) == [5, 5, 5, 6, 5]
    said = four("--plan", "strategic-framework", "commitments")
    assert said.out.count("no action linked") == 26 and "not done" not in said.out + said.err
    assert said.err == "26 commitments: 26 with no action linked, 0 answered, 0 done.\n"
    prose = four("--plan", "joint-agreement", "commitments", "--unanswered", "--json").json
    assert prose and all(each["links"] == [] for each in prose)


def test_recommendations_share_their_answers(four: Shell) -> None:
    """P1, P2, P3: 14 recommendations on 11 answers, three of them on one."""
    found = four("--plan", "peer-challenge", "commitments", "--answered", "--json").json
    assert len(found) == 14
    answers = Counter(link["handle"] for each in found for link in each["links"])
    assert len(answers) == 11 and sum(answers.values()) == 14 and max(answers.values()) == 3
    assert {(link["kind"], link["sure"]) for each in found for link in each["links"]} == {
        ("answers", "certain")
    }
    served = four("--plan", "peer-challenge", "show", "PC.1", "--json").json["commitments"]
    assert [each["number"] for each in served] == ["1", "2", "3"]


def test_all_plans_are_counted_by_theme(four: Shell) -> None:
    counts = four("--plan", "all", "commitments", "--by-theme", "--json").json
    everything = four("--plan", "all", "commitments", "--json").json
    assert sum(each["commitments"] for each in counts) == len(everything)
    for name in ("unanswered", "answered", "done"):
        shown = four("--plan", "all", "commitments", f"--{name}", "--json").json
        assert sum(each[name] for each in counts) == len(shown)
    by_code = {(each["plan"], each["theme"]["code"]): each for each in counts}
    assert by_code["strategic-framework", "4"]["unanswered"] == 6


def test_a_theme_narrows_and_states_add_up(four: Shell) -> None:
    of_theme = four("--plan", "strategic-framework", "commitments", "--theme", "4", "--json").json
    assert len(of_theme) == 6
    both = four("--plan", "peer-challenge", "commitments", "--answered", "--unanswered", "--json").json
    assert len(both) == 14
    wrong = four("--plan", "strategic-framework", "commitments", "--theme", "E")
    assert wrong.code == 1 and "it is a theme of joint-agreement" in wrong.err


def test_a_commitment_is_done_with_its_answer(four: Shell) -> None:
    here = ("--plan", "peer-challenge")
    assert four(*here, "update", "PC.4", "--status", "complete", "--text", "It is.").code == 0
    (done,) = four(*here, "commitments", "--done", "--json").json
    assert (done["number"], done["state"], done["sure"]) == ("6", "done", "certain")
    assert four(*here, "undo").code == 0
    assert four(*here, "commitments", "--done", "--json").json == []


def test_a_commitment_is_shown_whole_with_its_sources(four: Shell) -> None:
    text = four("--plan", "peer-challenge", "commitment", "show", "1", "--source").out
    assert "PC.1  answers, certain, says the paper" in text
    assert text.count("002_71f6d5addeea7e1b.txt line 55") == 2
    found = four("--plan", "peer-challenge", "commitment", "show", "1", "--source", "--json").json
    assert found["source"]["line"] == 55 and found["links"][0]["source"]["file"] == "002_71f6d5addeea7e1b.txt"
    assert "no status given" in text and "not started" not in text
    assert four("--plan", "peer-challenge", "update", "PC.1", "--status", "not started").code == 0
    assert "not started" in four("--plan", "peer-challenge", "commitment", "show", "1").out
    gone = four("--plan", "peer-challenge", "commitment", "show", "99")
    assert gone.code == 1 and "There is no commitment '99'" in gone.err


def test_a_link_across_plans_is_shown_on_both_ends(four: Shell) -> None:
    here = ("--plan", "strategic-framework")
    said = four(*here, "commitment", "link", "1.1", "E.1", "--sure", "possible", "--by", "Ann")
    assert (
        said.code == 0 and "E.1 of joint-agreement answers 1.1 of strategic-framework (possible)" in said.err
    )
    assert "answered (possible)  E.1 of joint-agreement" in four(*here, "commitments").out
    text = four("--plan", "joint-agreement", "show", "E.1").out
    assert "1.1 of strategic-framework (answers, possible, says Ann)" in text


def test_a_theme_may_have_none_in_another_plan(four: Shell) -> None:
    """X7: Finance and Governance have no corporate priority of their own."""
    themes = {
        each["code"]: each for each in four("--plan", "joint-agreement", "theme", "show", "--json").json
    }
    none = [
        code
        for code, each in themes.items()
        if any(one["plan"] == "strategic-framework" and one["theme"] is None for one in each["aligned"])
    ]
    assert none == ["F", "G"]
    assert "strategic-framework has none" in four("--plan", "joint-agreement", "theme", "show", "F").out


def test_initials_of_2010_and_of_2021_are_two(four: Shell) -> None:
    """X1, X2: one leads T.3 in 2021, the other is a partnership of 2010 whose contacts are of that day."""
    lead, partnership = four("who", "GCP", "--json").json
    assert (lead["kind"], [role["refs"] for role in lead["roles"]]) == ("body", [["T.3"]])
    assert (partnership["name"], partnership["kind"]) == ("Greater Cambridge Partnership", "theme")
    contacts = [role for role in partnership["roles"] if role["role"] == "contact"]
    assert contacts and {role["day"] for role in contacts} == {"2010-07-05"}


@pytest.mark.parametrize(
    ("name", "ref"), [("Fiona McMillan", "G.2"), ("Jyoti Atri", "H.4"), ("Emily Bolton", "E.3")]
)
def test_one_person_has_several_roles(four: Shell, name: str, ref: str) -> None:
    """X4: who leads an action clears a paper too."""
    (person,) = four("who", name, "--json").json
    roles = {role["role"]: role for role in person["roles"]}
    assert ref in roles["leads"]["refs"] and roles["cleared"]["day"] == "2022-01-27"


def test_titles_are_stripped_for_matching_alone(four: Shell) -> None:
    """Q4: Cllr Sir Peter Brown is found as Peter Brown and shown as printed."""
    (person,) = four("who", "peter brown", "--json").json
    assert person["name"] == "Cllr Sir Peter Brown"
    nobody = four("who", "T Kelly")
    assert nobody.code == 1 and nobody.err == "Nobody is named 'T Kelly'; near it: Tom Kelly.\n"


def test_what_papers_say_besides(four: Shell) -> None:
    """P1, P13, Q17: the claims stand beside each other, and money is read with its sense."""
    claims = four("--plan", "all", "statements", "--kind", "claim", "--json").json
    assert claims and all(each["kind"] == "claim" and each["line"] for each in claims)
    money = four("--plan", "all", "amounts", "--json").json
    assert len([each for each in money if each["plan"] == "partnerships-2010"]) == 18
    gap = {each["printed"]: each["pounds"] for each in money if each["about"] == "budget gap"}
    assert gap == {"£64m": 64_000_000, "£82 million": 82_000_000}
    overspend = next(each for each in money if each["printed"] == "£(5.0m)")
    assert (overspend["pounds"], overspend["sense"]) == (5_000_000, "adverse")
    assert "£(5.0m)" in four("--plan", "all", "amounts").out
    wrong = four("statements", "--kind", "rumour")
    assert wrong.code == 2 and "There is no kind 'rumour' of statement. It is one of: vision" in wrong.err


def test_an_action_tells_where_everything_of_it_is_read(four: Shell) -> None:
    sources = four("show", "E.1", "--source", "--json").json["sources"]
    assert sources[0] == {
        "kind": "action",
        "name": "E.1",
        "paper": "2021-07-06-joint-agreement",
        "title": "Joint Agreement - Action Plan",
        "day": "2021-07-06",
        "file": "000_8734c2d020e17c08.txt",
        "line": 62,
    }
    update = next(each for each in sources if each["kind"] == "update")
    assert (update["file"], update["line"]) == ("001_c6479c29bf6302ce.txt", 44)
    assert "action E.1: Joint Agreement - Action Plan, 6 Jul 2021; 000_8734c2d020e17c08.txt line 62" in (
        four("show", "E.1", "--source").out
    )


def test_linear_text_says_what_each_record_is(four: Shell) -> None:
    text = four("--plan", "peer-challenge", "commitments", "--plain").out
    assert text.startswith("Commitment 1, 1 of 14.\nTheme: PC.\nState: answered.\nActions: PC.1.\n")
    assert four("--plan", "all", "statements", "--kind", "vision", "--plain").out.startswith("Statement ")
    assert four("who", "GCP", "--plain").out.startswith("GCP, 1 of 2.\n")
