"""What in the papers would lose or falsify data, each trap under the id by which it is listed, as the seeds hold it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.cli.conftest import Shell
from tests.seed.conftest import Kept

JOINT, PEER, FRAME, PARTNERS = "joint-agreement", "peer-challenge", "strategic-framework", "partnerships-2010"


def action(kept: Kept, handle: str) -> dict[str, Any]:
    """Return the one action of a handle in the Joint Agreement."""
    (found,) = kept(JOINT, "action", handle=handle)
    return found


def test_j1_the_ref_that_stands_twice_is_two_actions_and_neither_is_renumbered(
    kept: Kept, everything: Shell
) -> None:
    assert [(each["handle"], each["line"]) for each in kept(JOINT, "action", ref="F.6")] == [
        ("F.6#1", 176),
        ("F.6#2", 177),
    ]
    assert len({each["ref"] for each in kept(JOINT, "action")}) == 59
    assert [each["handle"] for each in everything("show", "F.6", "--json").json] == ["F.6#1", "F.6#2"]


def test_j2_a_damaged_month_is_told_with_what_may_be_meant_and_sets_no_day(kept: Kept) -> None:
    found = action(kept, "G.2")
    assert found["milestone"] == "Jul '21 & Ep '21"
    assert (found["unread"], found["suggestion"], found.get("due")) == (["Ep '21"], "Sep '21", None)


def test_j4_an_en_dash_without_blanks_is_a_range(kept: Kept) -> None:
    found = action(kept, "G.3")
    assert "\N{EN DASH}" in found["milestone"]
    assert (found["milestone_kind"], found["start"], found["due"]) == (
        "range",
        dt.date(2021, 7, 1),
        dt.date(2021, 9, 30),
    )


def test_j5_two_months_in_a_cell_are_two_stages_and_the_last_is_when_it_is_due(kept: Kept) -> None:
    assert [(action(kept, ref)["next_due"], action(kept, ref)["due"]) for ref in ("F.3", "F.6#2")] == [
        (dt.date(2021, 9, 30), dt.date(2021, 12, 31)),
        (dt.date(2021, 12, 31), dt.date(2022, 2, 28)),
    ]


def test_j6_what_comes_again_each_quarter_has_a_next_day_and_no_last(kept: Kept) -> None:
    found = action(kept, "F.1")
    assert (found["milestone_kind"], found["next_due"], found.get("due")) == (
        "recurring",
        dt.date(2021, 9, 30),
        None,
    )


def test_j8_what_waits_on_something_is_listed_without_a_day_and_never_overdue(
    kept: Kept, everything: Shell
) -> None:
    for ref in ("H.5", "H.7"):
        assert not {"start", "end", "due", "next_due"} & action(kept, ref).keys()
    overdue = {each["handle"] for each in everything("list", "is:overdue", "--json").json}
    assert overdue
    assert not overdue & {"H.5", "H.7"}


def test_j10_a_table_that_breaks_goes_on_in_the_same_theme(kept: Kept) -> None:
    assert [each["ref"] for each in kept(JOINT, "action", theme="T")] == [
        f"T.{place}" for place in range(1, 15)
    ]


def test_j11_committees_parted_by_a_blank_are_two_and_an_ampersand_parts_none(kept: Kept) -> None:
    cells = {each["committee_cell"]: each["committees"] for each in kept(JOINT, "action")}
    assert {cell: names for cell, names in cells.items() if len(names) > 1} == {
        "E&GI S&R": ["E&GI", "S&R"],
        "A&H S&R": ["A&H", "S&R"],
        "S&R CYP": ["S&R", "CYP"],
        "S&R ALL": ["S&R", "ALL"],
        "S&R Staffing & Appeals": ["S&R", "Staffing & Appeals"],
    }


def test_j15_leads_are_parted_by_a_slash_or_an_ampersand_however_spaced(kept: Kept) -> None:
    assert [action(kept, ref)["leads"] for ref in ("E.1", "H.8", "G.2", "F.5")] == [
        ["sheryl-french", "quinton-carroll"],
        ["will-patten", "charlotte-black"],
        ["gillian-beasley", "fiona-mcmillan", "tony-cooper"],
        ["tom-kelly", "janet-atkin"],
    ]


def test_j16_and_j17_posts_and_bodies_are_no_officers(kept: Kept) -> None:
    assert {each["name"]: each["kind"] for each in kept(JOINT, "lead") if each["kind"] != "officer"} == {
        "AD Highways Maintenance": "post",
        "AD Transport and Network Management": "post",
        "Cambridgeshire Community Services": "body",
        "GCP": "body",
        "SMT": "body",
    }
    assert kept(JOINT, "holder") == []
    assert [len(action(kept, ref)["leads"]) for ref in ("T.3", "H.10", "G.3", "T.12")] == [2, 2, 2, 1]


def test_p1_sixteen_are_claimed_and_fourteen_are_there(kept: Kept, everything: Shell) -> None:
    (claim,) = kept(PEER, "statement", kind="claim")
    assert (claim["counts"], claim["claimed"], len(kept(PEER, "commitment"))) == ("commitment", 16, 14)
    found = everything("--plan", PEER, "check", "--findings").out
    assert "says 16 commitments" in found
    assert "and 14 are there" in found


def test_p2_one_answer_runs_beside_three_recommendations(kept: Kept) -> None:
    assert [each["commitment"] for each in kept(PEER, "link", to_action="PC.1")] == ["1", "2", "3"]
    answer = kept(PEER, "action", handle="PC.1")[0]["text"]
    assert answer.startswith("The strategic approach to medium term financial planning")
    assert "Officer Governance\nThe Senior Management Team" in answer
    assert answer.endswith("formal committee meetings.")


def test_p3_two_recommendations_of_one_cell_share_its_answer(kept: Kept) -> None:
    assert [each["commitment"] for each in kept(PEER, "link", to_action="PC.5")] == ["7", "8"]
    first, second = (each for each in kept(PEER, "commitment") if each["number"] in ("7", "8"))
    assert (first["line"], second["line"]) == (64, 64)
    assert first["text"].endswith("where appropriate.")
    assert second["text"].startswith("Clarify the Council's role")


def test_p4_what_a_page_cuts_is_one_text(kept: Kept) -> None:
    (third,) = kept(PEER, "commitment", number="3")
    assert "to both develop and deliver the savings programme" in third["text"]
    answers = {each["handle"]: each["text"] for each in kept(PEER, "action")}
    assert "develop ideas into business cases." in answers["PC.1"]
    assert "take up training opportunities with the LGA" in answers["PC.8"]
    challenges = [each["text"] for each in kept(PEER, "statement", kind="challenge")]
    assert len(challenges) == 5
    assert "to play a stronger and significant leadership role" in challenges[0]


def test_p11_an_answer_has_no_owner_day_committee_or_rating(kept: Kept) -> None:
    for each in kept(PEER, "action"):
        assert (each["milestone"], each["committee_cell"], each["lead_cell"]) == ("", "", "")
        assert (each["committees"], each["leads"], each["status"]) == ([], [], "not started")
        assert not {"start", "end", "due", "next_due", "rating", "updated"} & each.keys()
    assert kept(PEER, "lead") == []


def test_s1_five_priorities_are_told_by_their_numbers_whatever_the_level_of_their_headings(
    kept: Kept,
) -> None:
    assert [(each["code"], each["name"], each["line"]) for each in kept(FRAME, "theme")] == [
        ("1", "Environment and Sustainability", 92),
        ("2", "Health and Care", 105),
        ("3", "Places and Communities", 119),
        ("4", "Children and Young People", 131),
        ("5", "Transport", 145),
    ]


def test_s2_lists_that_blank_lines_cut_are_whole(kept: Kept) -> None:
    counts = [len(kept(FRAME, "commitment", theme=code)) for code in "12345"]
    assert counts == [5, 5, 5, 6, 5]
    assert [each["line"] for each in kept(FRAME, "commitment", theme="4")] == [135, 136, 137, 138, 140, 141]


def test_s3_and_x5_a_claim_of_progress_is_offered_and_completes_nothing(kept: Kept) -> None:
    claims = kept(JOINT, "update")
    assert len(claims) == 6
    for each in claims:
        assert each["state"] == "submitted"
        assert not {"day", "status", "rating"} & each.keys()
        assert "inference" in each["note"]
    for ref in ("G.4", "F.10"):
        assert action(kept, ref)["status"] == "not started"
        assert not kept(JOINT, "update", action=ref)
    assert kept(JOINT, "stage_met") == []


def test_r9_the_set_of_an_appendix_that_was_not_supplied_holds_no_indicator(kept: Kept) -> None:
    (found,) = kept(FRAME, "indicator_set")
    assert (found["least"], found["most"], found["state"], found["scale"]) == (
        15,
        25,
        "proposed",
        "strategic",
    )
    assert "not supplied" in found["note"]
    assert kept(FRAME, "indicator") == kept(FRAME, "set_member") == []


def test_r10_both_wordings_of_priority_3_stand_with_their_papers(kept: Kept) -> None:
    found = kept(FRAME, "statement", kind="wording", theme="3")
    assert [(each["paper"][:10], each["line"]) for each in found] == [("2022-01-27", 53), ("2022-01-27", 121)]
    assert "better connected and cohesive" in found[0]["text"]
    assert "creative and equitable" in found[1]["text"]


def test_q1_seven_partnerships_are_there_where_six_are_claimed(kept: Kept, everything: Shell) -> None:
    (claim,) = kept(PARTNERS, "statement", kind="claim")
    assert (claim["counts"], claim["claimed"]) == ("theme", 6)
    assert [each["code"] for each in kept(PARTNERS, "theme")] == list("ABCDEFG")
    assert "says 6 themes" in everything("--plan", PARTNERS, "check", "--findings").out


def test_q2_a_partnership_of_several_names_is_one(kept: Kept) -> None:
    named = {each["code"]: [each["name"]] for each in kept(PARTNERS, "theme")}
    for each in kept(PARTNERS, "statement", kind="alias"):
        named[each["theme"]].append(each["text"])
    assert set(named["B"]) == {
        "Cambridgeshire Children's Trust",
        "Cambridge Children's Trust",
        "The Children and Young People Steering Group",
        "Children and Young People's Strategic Partnership",
    }
    assert {"Community Safety Strategic Partnership", "Community Safety Strategic Board"} <= set(named["E"])
    bodies = {each["body"] for each in kept(PARTNERS, "contact")}
    assert len(bodies) == 7
    assert all(sum(body in names for names in named.values()) == 1 for body in bodies)


def test_q3_contacts_are_joined_by_name_and_no_row_is_dropped(kept: Kept) -> None:
    found = kept(PARTNERS, "contact")
    assert [each["role"] for each in found] == ["officer", "member"] * 7
    assert [(each["name"], each["phone"]) for each in found if each["body"] == "Cambridgeshire Horizons"] == [
        ("Graham Hughes", "01223 717498"),
        ("Cllr Jill Tuck", "01223 699173"),
    ]


def test_q6_a_number_is_one_indicator_however_it_is_printed(kept: Kept) -> None:
    numbers = {each["number"]: each.get("printed") for each in kept(PARTNERS, "indicator")}
    assert len(numbers) == len(kept(PARTNERS, "indicator")) == 29
    assert all(number.startswith("NI ") and str(int(number[3:])) == number[3:] for number in numbers)
    assert {number: numbers[number] for number in ("NI 1", "NI 21", "NI 115", "NI 187", "NI 196")} == {
        "NI 1": "NI 01",
        "NI 21": "NI21",
        "NI 115": "NI115",
        "NI 187": "187",
        "NI 196": "196",
    }


def test_q7_what_is_not_rated_has_no_rating(kept: Kept) -> None:
    measured = {each["indicator"]: each.get("rating") for each in kept(PARTNERS, "measurement")}
    assert len(measured) == len(kept(PARTNERS, "measurement")) == 16
    assert {number for number, rating in measured.items() if rating is None} == {
        "NI 145", "NI 146", "NI 186", "NI 188", "NI 197",
    }  # fmt: skip


def test_q8_colours_in_capitals_and_not_are_the_same_and_respectively_goes_by_order(kept: Kept) -> None:
    rated = {each["indicator"]: each.get("rating") for each in kept(PARTNERS, "measurement")}
    assert {number for number, rating in rated.items() if rating == "red"} == {
        "NI 115",
        "NI 152",
        "NI 171",
        "NI 8",
    }
    assert (rated["NI 163"], rated["NI 182"]) == ("amber", "green")


def test_q9_and_q10_values_are_numbers_levels_or_no_data_and_a_miss_is_said(
    kept: Kept, everything: Shell
) -> None:
    found = {each["indicator"]: each for each in kept(PARTNERS, "measurement")}
    told = [(found[f"NI {n}"].get("kind"), found[f"NI {n}"].get("value")) for n in (186, 188, 197, 145, 21)]
    assert told == [
        ("no data", "No data"),
        ("level", "Level 1"),
        ("number", "47%"),
        (None, None),
        (None, None),
    ]
    outcomes = {number: each["outcome"] for number, each in found.items() if "outcome" in each}
    assert outcomes == {"NI 145": "missed", "NI 146": "missed", "NI 188": "met", "NI 197": "met"}
    kinds = {each["number"]: each for each in kept(PARTNERS, "indicator")}
    assert (kinds["NI 186"]["polarity"], kinds["NI 186"]["target"]) == ("lower", "7.33% ↓ on 2005")
    assert kinds["NI 21"]["target"] == "26.3%"
    scored = {each["number"]: each for each in everything("--plan", PARTNERS, "indicators", "--json").json}
    assert [scored[f"NI {n}"]["proposed"]["rating"] for n in (186, 145, 21)] == [None, None, None]


def test_q17_money_is_in_pounds_and_good_or_bad_by_its_words(kept: Kept) -> None:
    found = kept(PARTNERS, "amount")
    assert len(found) == 18
    pounds = {each["printed"]: (each["pounds"], each.get("sense")) for each in found}
    assert len(pounds) == 18
    assert {
        printed: pounds[printed] for printed in ("£4,095k", "£(5.0m)", "£2.5 million", "£91k", "£1Million")
    } == {
        "£4,095k": (4_095_000, None),
        "£(5.0m)": (5_000_000, "adverse"),
        "£2.5 million": (2_500_000, "adverse"),
        "£91k": (91_000, "favourable"),
        "£1Million": (1_000_000, None),
    }
    assert (pounds["£40m"][0], pounds["£713,000"][0]) == (40_000_000, 713_000)


def test_x1_the_gcp_of_2010_is_not_the_gcp_of_2021(kept: Kept, everything: Shell) -> None:
    assert kept(JOINT, "lead", name="GCP")
    assert kept(PARTNERS, "lead") == []
    assert kept(PARTNERS, "statement", kind="alias", text="GCP")[0]["theme"] == "F"
    assert "they are kept apart" in everything("--plan", "all", "check", "--findings").out


def test_x2_every_contact_is_of_a_paper_that_has_its_day(kept: Kept) -> None:
    for plan in (JOINT, PEER, FRAME, PARTNERS):
        days = {each["slug"]: each["day"] for each in kept(plan, "paper")}
        assert all(days[each["paper"]] for each in kept(plan, "contact"))
    assert kept(PARTNERS, "committee") == [{"code": "Cabinet", "kind": "committee"}]
    assert not {each["name"] for each in kept(PARTNERS, "contact")} & {
        each["name"] for each in kept(JOINT, "contact")
    }


def test_p8_and_q14_a_year_that_is_not_printed_is_marked(kept: Kept) -> None:
    for plan, year in ((PEER, 2021), (PARTNERS, 2010)):
        dated = [each for each in kept(plan, "statement") if "start" in each]
        assert dated
        for each in dated:
            printed = any(
                mark in each["when"] for mark in (str(each["start"].year), f"{each['start'].year - 2000}-")
            )
            assert ("implied" in each) is not printed, each["when"]
            assert printed or each["start"].year == year


def test_p9_no_day_follows_from_six_months_whose_start_is_not_said(kept: Kept) -> None:
    (found,) = kept(PEER, "statement", when="in six months")
    assert not {"start", "end"} & found.keys()
    assert kept(PEER, "finding", line=found["line"])


def test_p13_two_figures_of_one_gap_stand_with_their_papers(kept: Kept, everything: Shell) -> None:
    found = [*kept(PEER, "amount", about="budget gap"), *kept(FRAME, "amount", about="budget gap")]
    assert [(each["printed"], each["sense"], each["line"]) for each in found] == [
        ("£64m", "adverse", 39),
        ("£82 million", "adverse", 13),
    ]
    assert "£64m and £82 million" in everything("--plan", "all", "check", "--findings").out


def test_x7_two_themes_have_no_priority_of_their_own(kept: Kept) -> None:
    found = {each["theme"]: each["to_theme"] for each in kept(JOINT, "alignment")}
    assert found == {"E": "1", "C": "3", "H": "2", "CE": "4", "T": "5", "F": "none", "G": "none"}
    assert {each["said_by"] for each in kept(JOINT, "alignment")} == {"an inference, not the paper's"}
