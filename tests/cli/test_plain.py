"""Linear text for screen readers: every verb that reads prints it, and it holds nothing that only eyes make out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from jatui.cli.output import set_plain
from jatui.cli.plain import fact, sentence_of, told
from jatui.cli.verbs import VERBS, Declared
from tests.cli.conftest import Shell

READS = {
    "show": ("show", "F.6"),
    "list": ("list", "theme:E"),
    "find": ("find", "woodland"),
    "officers": ("officers", "kelly"),
    "queue": ("queue", "theme:E"),
    "history": ("history", "E.1"),
    "returns": ("returns", "list"),
}
"""How a verb is called that wants words."""

WRITERS = {"init", "return", "publish"}
"""Verbs written out that write."""


def looks() -> Iterator[tuple[str, ...]]:
    """Yield every verb that reads, as it is called."""
    for name, verb in ((name, verb) for verbs in VERBS.values() for name, verb in verbs.items()):
        if not isinstance(verb, Declared) and name not in WRITERS:
            found = verb.load()
            if isinstance(found, click.Group) and not found.invoke_without_command:
                continue
            yield READS.get(name, (name,))


DRAWN = re.compile(r"[─-╿■▲●◆◇·▫▌│…]| {2,}|\t|\x1b")


@pytest.fixture(autouse=True)
def text_as_ever() -> object:
    """Leave the output as it was."""
    yield
    set_plain(False)


@pytest.mark.parametrize("words", list(looks()), ids=" ".join)
def test_every_read_is_linear(shell: Shell, words: tuple[str, ...]) -> None:
    shell("update", "E.1", "--rating", "amber", "--text", "Draft sent; two surveys out.")
    shell("committee", "rate", "E.1", "--committee", "S&R", "--rating", "red")
    said = shell(*words, "--plain")
    if said.code == 2 and "Missing argument" in said.err:
        said = shell(*words, "E.1", "--plain")
    assert said.code in (0, 1), said.err
    body = said.out.replace("…", "")
    for line in body.splitlines():
        found = DRAWN.search(line.replace("red Off track ·", "")) if "Key:" not in line else None
        assert not found, (found, line)
        assert not line or line.endswith((".", "?", "!", ":")), line


def test_a_list_has_a_fact_a_line_and_a_head_for_each_record(shell: Shell) -> None:
    shell("update", "E.1", "--rating", "amber", "--text", "Draft sent.")
    shell("committee", "rate", "E.1", "--committee", "S&R", "--rating", "red")
    records = shell("list", "theme:E", "--plain").out.rstrip("\n").split("\n\n")
    assert len(records) == 6
    first = records[0].splitlines()
    assert first[0] == "Action E.1, 1 of 6."
    assert "Rating: amber; by a committee red." in first and "Due: 31 Dec 2021." in first
    assert records[5].startswith("Action E.6, 6 of 6.\nRating: not rated.\n")


def test_a_ref_that_stands_twice_is_two_records(shell: Shell) -> None:
    lines = shell("show", "F.6", "--plain").out.splitlines()
    assert lines[0] == "Action F.6#1, 1 of 2." and "Action F.6#2, 2 of 2." in lines
    assert lines.count("Rating: not rated.") == 2


def test_the_environment_asks_for_it_and_without_it_all_is_as_ever(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = shell("themes").out
    plain = shell("themes", "--plain").out
    monkeypatch.setenv("JATUI_PLAIN", "1")
    assert shell("themes").out == plain != usual
    assert shell("themes", "--json").json
    monkeypatch.delenv("JATUI_PLAIN")
    assert shell("themes").out == usual


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("▲ A", "amber"),
        ("▲ A/RG", "amber; by a committee red, green"),
        ("▲ A amber", "amber"),
        ("· –", "not rated"),
        ("· – not rated", "not rated"),
        ("2021-12-31", "31 Dec 2021"),
        ("A/R", "A/R"),
        ("plain A words", "plain A words"),
    ],
)
def test_a_sign_is_told_in_words(text: str, words: str) -> None:
    assert told(text) == words


def test_a_line_becomes_a_sentence() -> None:
    assert (
        sentence_of("  12 Sep 2021  ▲ A amber  in progress  Ann") == "12 Sep 2021: amber, in progress, Ann."
    )
    assert sentence_of("  ◇ S&R meets 21 Sep") == "S&R meets 21 Sep."
    assert sentence_of("Milestone   Dec '21  (by 31 Dec 2021)") == "Milestone: Dec '21 (by 31 Dec 2021)."
    assert sentence_of("────────") == "" and sentence_of("") == ""
    assert fact("R", "■ R") == "Rating: red." and fact("By", "") == "By: none."
    assert fact("Text", "Is it\n  done?") == "Text: Is it done?"
