from __future__ import annotations

from tests.cli.conftest import Shell


def test_a_view_is_kept_listed_and_looked_through(shell: Shell) -> None:
    assert shell("view", "save", "Kelly or none", "lead:kelly or lead:none").code == 0
    found = {each["name"]: each for each in shell("views", "--json").json}
    assert list(found)[:5] == ["overdue", "next meeting", "silent", "red", "slipped"]
    assert found["Kelly or none"]["filter"] == "lead:kelly or lead:none"
    assert found["Kelly or none"]["kept"] and not found["red"]["kept"]
    whole = shell("list", "lead:kelly or lead:none", "--json").json
    assert shell("list", "--view", "kelly OR none", "--json").json == whole
    assert found["Kelly or none"]["actions"] == len(whole) > 0
    narrowed = shell("list", "--view", "Kelly or none", "theme:T", "--json").json
    assert narrowed == [each for each in whole if each["theme"]["code"] == "T"] != whole
    assert "is:overdue" in shell("views").out
    assert shell("view", "drop", "Kelly or none").code == 0
    said = shell("list", "--view", "Kelly or none")
    assert (said.code, said.out) == (1, "") and "There is no view" in said.err


def test_a_filter_may_begin_with_a_minus(shell: Shell) -> None:
    assert shell("view", "save", "--", "not done", "-is:done").code == 0
    assert shell("list", "--view", "not done", "--json").json == shell("list", "-is:done", "--json").json


def test_words_of_a_list_are_told_what_they_were_read_as(shell: Shell) -> None:
    said = shell("list", "dec", "21")
    assert "Read as when:2021-12; in quotes words stand for themselves." in said.err
    assert shell("list", "when:2021-12", "--json").json == shell("list", "dec", "21", "--json").json
    assert "Read as" not in shell("list", "when:2021-12").err


def test_find_shows_the_one_action_whole_and_what_is_near_where_there_is_none(shell: Shell) -> None:
    for ref in ("e1", "CE.1", "T10"):
        found = shell("find", ref)
        assert found.out == shell("show", ref).out
        assert [each["ref"].replace(".", "") for each in shell("find", ref, "--json").json] == [
            ref.upper().replace(".", "")
        ]
    assert shell("find", "f6").out == shell("show", "F.6").out
    said = shell("find", "wodland")
    assert said.code == 1 and said.out == ""
    assert "Did you mean woodland?: 1 action (jatui find woodland)." in said.err
    assert shell("find", "library").out == shell("show", "C.7").out
