from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.errors import Refused
from jatui.snapshot.parse import LONGEST_LIST, parse_records
from jatui.snapshot.render import render_record
from tests.conftest import small_action
from tests.snapshot.generated import Records, records

SCHEME = '[[scheme]]\nslug = "ragb"\nname = "Key"\n\n'
ACTION = render_record(*small_action("E.1", 1))


def read(text: str) -> Records:
    return [(kind, values) for _, kind, values in parse_records(text.splitlines(keepends=True))]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[scheme]\n", r'Line 1: "\[scheme\]" is where a record'),
        ("[[zebra]]\n", "where a record"),
        ("[[scheme]] \n", "where a record"),
        ("# a comment\n", "where a record"),
        ("\n", "where a record"),
        ("slug = 1\n", "where a record"),
        ("\x1b[2J\n", r'Line 1: "\\u001b\[2J" is where'),
        ('[[scheme]]\nslug = "a"\nname = "b"\n', "Line 3: the file ends within"),
        ('[[scheme]]\nslug = "a"\nname = "b"', "Line 3: the file ends in the middle"),
        ('[[scheme]]\nslug="a"\n\n', "Line 2: .* is not a field"),
        ('[[scheme]]\nslug.x = "a"\n\n', "is not a field"),
        ('[[scheme]]\n"slug" = "a"\n\n', "is not a field"),
        ('[[scheme]]\nslug = "a" # why\nname = "b"\n\n', "Line 2, slug: the text is not closed"),
        ('[[scheme]]\nslug = "a"\nslug = "a"\nname = "b"\n\n', "Line 3: slug stands twice"),
        ('[[scheme]]\nname = "a"\nslug = "b"\n\n', "Line 3: slug stands later than"),
        ('[[scheme]]\nslug = "a"\nname = "b"\ncolour = "c"\n\n', r'Line 4: .* no field "colour"'),
        ('[[scheme]]\nslug = "a"\n\n', "Line 1, .*missing required field `name`"),
        ('[[scheme]]\nslug = ""\nname = "b"\n\n', r"length >= 1.*\(in slug\)"),
        ('[[scheme]]\nslug = 1\nname = "b"\n\n', r"Expected `str`, got `int` \(in slug\)"),
        ("[[scheme]]\nslug = 'a'\n\n", "Line 2, slug: it holds neither"),
        ('[[scheme]]\nslug = """a"""\n\n', "another way"),
        ('[[scheme]]\nslug = "a\\u0041"\n\n', "another way"),
        ('[[scheme]]\nslug = "\\u001B"\n\n', "another way|unknown escape"),
        ('[[scheme]]\nslug = "\\ud800"\n\n', "another way"),
        ('[[scheme]]\nslug = "\\U00110000"\n\n', "unknown escape"),
        ('[[scheme]]\nslug = "\\x41"\n\n', "unknown escape"),
        ('[[scheme]]\nslug = "\\"\n\n', "another way"),
        ('[[scheme]]\nslug = "\n\n', "another way"),
        ('[[scheme]]\nslug = "a\x7f"\n\n', "another way"),
        ('[[scheme]]\nslug = "a"\r\nname = "b"\r\n\r\n', "Line 2, slug"),
        ("[[scheme]]\nslug = { a = 1 }\n\n", "holds neither"),
        ("[[scheme]]\nslug = 1.5\n\n", "holds neither"),
        ("[[scheme]]\nslug = nan\n\n", "holds neither"),
        ("[[scheme]]\nslug = 0x10\n\n", "holds neither"),
        ("[[scheme]]\nslug = ١\n\n", "holds neither"),
        (f"[[scheme]]\nslug = {'9' * 5000}\n\n", "holds neither"),
        ("[[scheme]]\nslug = [[[[[[\n\n", "holds neither"),
        ("[[scheme]]\nslug = 2021-02-30\n\n", "2021-02-30 is no day of the calendar"),
        ("[[scheme]]\nslug = 2021-02-03T10:00:00Z\n\n", "holds neither"),
        (
            SCHEME + '[[paper]]\nslug = "p"\ntitle = "t"\n\n',
            r"Line 5: \[\[paper\]\] comes after \[\[scheme\]\]",
        ),
        (ACTION.replace("position = 1", "position = -1"), "Expected `int` >= 0"),
        (ACTION.replace('committees = [\n    "S&R",\n]', 'committees = ["S&R"]'), "holds neither"),
        (ACTION.replace('    "S&R",\n]', "]"), "a list holds one text a line"),
        (ACTION.replace('    "S&R",\n]', '    "S&R"\n]'), "a list holds one text a line"),
        (ACTION.replace('    "S&R",\n]', "    [\n]"), "a list holds one text a line"),
        (ACTION.replace('    "S&R",\n]', '    "S&R",\n'), "a list holds one text a line"),
        (ACTION[: ACTION.index('    "S&R",\n]') + 11], "the file ends within a list"),
        (ACTION.replace('    "S&R",\n', '    "S&R",\n' * (LONGEST_LIST + 1)), "more than 10,000 items"),
        (ACTION.replace('status = "not started"', 'status = "soon"'), "Invalid enum value 'soon'"),
        (ACTION.replace("readable = true", "readable = 1"), "Expected `bool`, got `int`"),
        (ACTION.replace("unread = []\n", ""), "missing required field `unread`"),
        (
            '[[update]]\nplan = "p"\nnumber = 1\nstate = "submitted"\ntext = "t"\n\n',
            "Line 1, .*: it lacks kind",
        ),
    ],
)
def test_what_no_snapshot_holds_is_refused_with_its_line(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read(text)


def test_lines_are_numbered_from_where_the_records_begin() -> None:
    with pytest.raises(Refused, match="Line 41:"):
        list(parse_records(["x\n"], 41))


@given(records(most=3), st.data())
def test_records_with_a_line_changed_are_read_as_they_stand_or_refused(
    items: Records, data: st.DataObject
) -> None:
    lines = "".join(render_record(*item) for item in items).splitlines(keepends=True)
    if not lines:
        return
    place = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.sampled_from(lines) | st.text(max_size=20).map(lambda text: f"{text}\n"))
    changed = "".join([*lines[:place], other, *lines[place + 1 :]])
    try:
        found = read(changed)
    except Refused:
        return
    assert "".join(render_record(*item) for item in found) == changed


LINES = st.sampled_from(
    (
        "[[scheme]]\n", "[[holder]]\n", "[[action]]\n", 'slug = "a"\n', 'name = "b"\n', 'post = "p"\n', 'officer = "o"\n',
        "since = 2021-02-30\n", "since = 2021-03-01\n", "until = 2021-02-01\n", "position = 007\n", "line = 3\n", "\n", "\n",
        "leads = [\n", '    "a",\n', "]\n", "leads = []\n", 'text = "a\\nb"\n', 'text = "a\tb"\n', 'text = "a"b"\n',
        'text = "\n',
        'name = "c', "readable = true\n", "x\n", 'name= "b"\n', ' = "b"\n', 'name = ""\n', "name = \n", '"\n',
    )
)  # fmt: skip


def outcome(text: str) -> tuple[list[object], str]:
    """Return what is read of a text, and why no more is."""
    found: list[object] = []
    try:
        found.extend(parse_records(text.splitlines(keepends=True)))
    except Refused as problem:
        return found, str(problem)
    return found, ""


def both(text: str) -> tuple[tuple[list[object], str], tuple[list[object], str]]:
    with pytest.MonkeyPatch.context() as patch:
        quick = outcome(text)
        patch.setattr("jatui.snapshot.parse._plainly", lambda lines: None)
        return quick, outcome(text)


@given(st.lists(LINES, max_size=14).map("".join))
def test_the_quick_way_says_what_the_whole_one_does_of_odd_lines(text: str) -> None:
    quick, whole = both(text)
    assert repr(quick) == repr(whole)


@given(records(), st.data())
def test_the_quick_way_says_what_the_whole_one_does_of_damaged_records(
    items: Records, data: st.DataObject
) -> None:
    text = "".join(render_record(*item) for item in items)
    for _ in range(data.draw(st.integers(0, 2))):
        place, length = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 6))
        text = text[:place] + data.draw(st.text('"\\\n =[],]a1\t-', max_size=3)) + text[place + length :]
    quick, whole = both(text)
    assert repr(quick) == repr(whole)


def test_a_record_of_many_lines_is_read() -> None:
    text = render_record(*small_action("E.1", 1, warnings=[str(number) for number in range(300)]))
    assert len(read(text + ACTION)) == 2
    at = (text + ACTION).count("\n") + 1
    quick, whole = both(text + ACTION + "x\n")
    assert repr(quick) == repr(whole) and quick[1].startswith(f"Line {at}: ")
