from __future__ import annotations

import datetime as dt

from jatui.store import Store
from tests.cli.conftest import Shell

DAY = dt.date(2021, 9, 12)
KEY = "■ R Off track · ▲ A At risk · ● G On track · ◆ B Complete"


def test_the_schemes_are_shown_with_their_levels_and_plans(shell: Shell) -> None:
    (found,) = shell("schemes", "--json").json
    assert (found["slug"], found["plans"]) == ("ragb", ["joint-agreement"])
    assert [level["code"] for level in found["levels"]] == ["red", "amber", "green", "blue"]
    assert set(found["levels"][0]) == {"code", "name", "meaning"}
    printed = shell("schemes").out
    assert "ragb  Red, amber, green, blue  (rates joint-agreement)" in printed
    assert "▲ A   Amber: At risk: it may slip" in printed


def test_the_key_stands_wherever_ratings_are(shell: Shell) -> None:
    for words in (["list"], ["find", "strategy"], ["calendar"]):
        said = shell(*words)
        assert KEY in said.err and KEY not in said.out, words
        assert KEY not in shell(*words, "--json").err
    assert KEY in shell("show", "E.1").out
    shell("scheme", "level", "ragb", "amber", "--meaning", "A month late.")
    assert "▲ A A month late" in shell("list").err and "▲ A A month late" in shell("show", "E.1").out


def test_a_list_that_mixes_schemes_says_so(shell: Shell) -> None:
    shell("scheme", "add", "two", "Two ways")
    shell("scheme", "level", "two", "red", "--meaning", "No good.")
    with (
        Store.open(shell.database) as store,
        store.revision("init", "{}", actor="test", day=DAY) as writer,
    ):
        (scheme,) = store.read.rows("SELECT id FROM scheme WHERE slug = 'two'")[0]
        writer.add("plan", slug="other", position=9, name="Other", scheme=scheme)
    assert "mixes" not in shell("list").err
    said = shell("--plan", "all", "list").err
    assert "This list mixes 2 schemes of rating" in said
    assert "Key of other (Two ways): ■ R No good" in said
