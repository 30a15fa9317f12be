from __future__ import annotations

import tomllib
from typing import Any

import pytest
import tomli_w
from hypothesis import given

from jatui.domain.text import clean
from jatui.snapshot.parse import parse_records
from jatui.snapshot.render import render_record, render_text, render_value
from tests.snapshot.generated import TEXT, Records, records

EVERY = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x11000), 0x1D173, 0x1F600, 0xE0041, 0x10FFFF)]


def grouped(items: Records) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for kind, values in items:
        found.setdefault(kind, []).append(values)
    return found


@given(records())
def test_the_standard_reader_and_ours_read_the_same_records(items: Records) -> None:
    text = "".join(render_record(kind, values) for kind, values in items)
    assert tomllib.loads(text) == grouped(items)
    assert [(kind, values) for _, kind, values in parse_records(text.splitlines(keepends=True))] == items


@given(records(most=2))
def test_the_text_is_that_of_the_usual_writer_but_for_what_is_escaped(items: Records) -> None:
    for kind, values in items:
        usual = f"[[{kind}]]\n{tomli_w.dumps(values)}"
        for character in {c for c in usual if c not in "\t\n" and c != clean(c)}:
            code = ord(character)
            usual = usual.replace(character, f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
        assert render_record(kind, values) == f"{usual}\n"


@given(TEXT)
def test_nothing_in_a_text_can_act_on_a_terminal(text: str) -> None:
    shown = render_text(text).replace("\t", " ")
    assert clean(shown) == shown


def test_every_character_reads_back_and_none_acts() -> None:
    text = render_text("".join(EVERY))
    assert tomllib.loads(f"text = {text}") == {"text": "".join(EVERY)}
    line = f"[[scheme]]\nslug = {text}\nname = {text}\n\n"
    assert next(parse_records(line.splitlines(keepends=True)))[2]["slug"] == "".join(EVERY)
    assert clean(text.replace("\t", "")) == text.replace("\t", "")


def test_a_text_of_200_kilobytes_is_one_line() -> None:
    long = "Jul–Sep '21 \"\\\n" * 14_000
    assert tomllib.loads(f"text = {render_text(long)}") == {"text": long}
    assert "\n" not in render_text(long)


def test_a_list_has_one_layout_whatever_its_length() -> None:
    assert render_value([]) == "[]"
    assert render_value(["a"]) == '[\n    "a",\n]'
    assert render_value(["a", "b"]) == '[\n    "a",\n    "b",\n]'


@pytest.mark.parametrize("value", [None, 1.5, {"a": 1}, b"a", {1}])
def test_what_no_record_holds_is_not_written(value: object) -> None:
    with pytest.raises(TypeError, match="a record holds no"):
        render_value(value)
