"""Every record that names a paper and a line is read again in that paper, where the papers lie beside the project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from jatui.commands.archive import seeds
from jatui.snapshot import open_snapshot
from tests.seed.papers import FOLDER, lines_of, stands
from tests.seed.reread import SEEDS

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the papers are not there: {FOLDER}")

PRINTED: dict[str, tuple[str, ...]] = {
    "recommendation": ("text",),
    "contact": ("name", "post", "email", "phone"),
    "answer": ("text", "officer", "label"),
    "theme": ("name",),
    "commitment": ("text",),
    "statement": ("text",),
    "amount": ("text", "printed"),
    "action": ("text", "ref", "milestone", "committee_cell", "lead_cell"),
    "indicator": ("name",),
    "measurement": ("text", "value"),
    "update": ("text",),
}
"""The fields of each kind that hold words as printed."""

OWN_WORDS = {"link", "finding", "indicator_set"}
"""The kinds whose texts are not the paper's, and whose line is but where to look."""

NEARBY = {
    ("contact", "post"): 1,
    ("contact", "email"): 3,
    ("contact", "phone"): 5,
    ("answer", "officer"): 2,
    ("answer", "label"): 2,
}
"""How far below its line a field of a record may stand. Of names the last word does: two members may share a title."""


def records() -> Iterator[tuple[str, str, dict[str, Any], str]]:
    """Yield every record that names a paper and a line, with its seed and the file of the paper."""
    for name in seeds():
        files: dict[str, str] = {}
        for kind, values in open_snapshot(SEEDS / f"{name}.toml").records():
            if kind == "paper":
                files[values["slug"]] = values["file"]
            elif "line" in values:
                yield name, kind, values, files[values["paper"]]


def test_the_words_of_every_record_stand_at_its_line() -> None:
    missing = []
    for name, kind, values, file in records():
        for field in PRINTED.get(kind, ()):
            if kind == "action" and field == "ref" and values["ref"].startswith("PC."):
                continue
            words, line = values.get(field, ""), values["line"]
            if (kind, field) == ("contact", "name"):
                words = words.split()[-1]
            near = range(line, line + NEARBY.get((kind, field), 0) + 1)
            if not any(stands(file, place, words) for place in near):
                missing.append((name, kind, line, field, words))
    assert missing == [], missing


def test_every_kind_with_a_line_is_read_again_or_holds_words_of_our_own() -> None:
    assert {kind for _, kind, _, _ in records()} == PRINTED.keys() | OWN_WORDS


def test_a_line_of_our_own_words_is_no_empty_one() -> None:
    for _, kind, values, file in records():
        if kind in OWN_WORDS:
            assert lines_of(file)[values["line"] - 1].strip()


def test_what_a_statement_names_as_a_day_stands_in_its_words() -> None:
    for _, kind, values, _ in records():
        if kind == "statement" and "when" in values:
            assert values["when"] in values["text"]


def test_words_that_stand_elsewhere_or_nowhere_are_not_found() -> None:
    file = "002_71f6d5addeea7e1b.txt"
    assert stands(file, 35, "play a stronger and significant leadership role")
    assert not stands(file, 34, "play a stronger and significant leadership role")
    assert not stands(file, 39, "a £65m gap")
    assert stands(file, 57, "develop ideas into business cases.")
