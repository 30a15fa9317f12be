from __future__ import annotations

from tests.cli.conftest import Shell


def test_the_leads_are_counted_by_rating_and_month_and_one_is_shown_whole(shell: Shell) -> None:
    assert shell("officer", "add", "Ann Lee").code == 0
    assert shell("post", "hold", "highways", "ann lee", "--since", "2021-09-01").code == 0
    assert shell("update", "T.9", "--rating", "red", "--text", "No funding.").code == 0
    found = {each["name"]: each for each in shell("officers", "--json").json}
    assert list(found["Ann Lee"])[:4] == ["name", "kind", "actions", "passed"]
    ann, post = found["Ann Lee"], found["AD Highways Maintenance"]
    assert (ann["actions"], ann["by_post"], ann["ratings"]["red"], ann["months"]) == (4, 4, 1, {"2022-03": 4})
    assert post["holder"] == "Ann Lee" and not post["silent"] and ann["unheard"] == 3
    assert ann["posts"] == [{"post": post["name"], "since": "2021-09-01", "until": None, "now": True}]
    assert post["holders"][0]["officer"] == "Ann Lee"
    for each in found.values():
        assert sum(each["ratings"].values()) == each["open"] <= each["actions"]
        assert sum(each["months"].values()) + each["no_date"] + each["passed"] == each["open"]
    silent = {each["name"] for each in shell("officers", "--silent", "--json").json}
    assert silent == {name for name, each in found.items() if each["silent"]} and "Ann Lee" not in silent
    assert "silent since S&R met on 6 Jul 2021" in shell("officers", "--silent").err
    assert shell("officers", "--by", "rating").out.splitlines()[0].split()[:3] == ["Open", "■", "R"]
    assert "Mar 22" in shell("officers", "--by", "month").out.splitlines()[0]
    whole = shell("officers", "ann lee").out
    assert "AD Highways Maintenance since 1 Sep 2021" in whole and "T.9" in whole and "Mar 2022 4" in whole
    (told,) = shell("officers", "ann lee", "--json").json
    assert [each["handle"] for each in told["list"]] == ["E.6", "T.9", "T.10", "T.11"]
    listed = shell("list", "lead:ann-lee", "--json").json
    assert [each["handle"] for each in listed] == ["E.6", "T.9", "T.10", "T.11"]
    assert listed[0]["leads"] == [{"name": "AD Highways Maintenance", "kind": "post", "holder": "Ann Lee"}]
    assert "held by Ann Lee" in shell("show", "E.6").out
    assert shell("--as-at", "1", "officers", "ann lee").code == 1
    assert shell("officers", "--by", "colour").code == 2


def test_a_leavers_actions_are_passed_on_and_taken_back(shell: Shell) -> None:
    before = shell("list", "--json").json
    said = shell("officer", "transfer", "Tom Kelly", "steve cox", "--reason", "Retired.")
    assert said.code == 0 and "Steve Cox leads 6 open actions in place of Tom Kelly" in said.err
    assert shell("list", "lead:kelly").code == 1
    assert shell("undo").code == 0 and shell("list", "--json").json == before
    said = shell("officer", "transfer", "Tom Kelly", "Stev Coxe", "--reason", "Retired.")
    assert said.code == 1 and "near it: Steve Cox" in said.err and "jatui officer add" in said.err
    assert shell("list", "--json").json == before
