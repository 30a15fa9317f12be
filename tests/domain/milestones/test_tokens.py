"""Marks that typists, word processors and scanners write in many ways are read as one; what prints nothing is dropped."""

from __future__ import annotations

import unicodedata

import pytest

from jatui.domain.milestones import read
from jatui.domain.milestones.tokens import clean, cut

ALIKE = {
    "'": "2018 2019 201A 201B 2032 2035 60 B4 2B9 2BB 2BC 2BD 2C8 FF07",
    '"': "201C 201D 201E 201F 2033 AB FF02",
    "-": "2010 2011 2012 2013 2014 2015 2212 FE58 FE63 FF0D 2043",
    " ": "5F A0 1680 2000 2001 2002 2003 2004 2005 2006 2007 2008 2009 200A 202F 205F 3000 9",
    "\n": "2028 2029 B C D 85",
    "/": "2044 2215 FF0F",
    "&": "FF06 FE60",
    ".": "FF0E 2024",
    ",": "FF0C 3001",
    ":": "FF1A",
    ";": "FF1B",
    "(": "FF08",
    ")": "FF09",
    "?": "FF1F",
    ">": "2192 21D2 27F6 2794 279C 25BA BB",
    "s": "2E2",
    "t": "1D57",
    "n": "207F",
    "d": "1D48",
    "r": "2B3",
    "h": "2B0",
} | {str(digit): f"{0xFF10 + digit:X}" for digit in range(10)}
"""Each mark, and the code points of those that are read as it."""

WIDE = {
    "'": "Dec {}21",
    "-": "Sep{}Dec 2021",
    "/": "31{}12{}2021",
    ">": "Dec 21 {} Mar 22",
    "\n": "Sep 2021{}Dec 2021",
}


@pytest.mark.parametrize("mark", ALIKE)
def test_marks_that_look_alike_become_one(mark: str) -> None:
    for code in ALIKE[mark].split():
        other = chr(int(code, 16))
        assert clean(other)[0] == mark, unicodedata.name(other, code)


@pytest.mark.parametrize("mark", WIDE)
def test_a_wording_reads_the_same_with_any_of_them(mark: str) -> None:
    one = read(WIDE[mark].format(mark, mark))
    assert one.due is not None
    for code in ALIKE[mark].split():
        other = chr(int(code, 16))
        two = read(WIDE[mark].format(other, other))
        assert (two.kind, two.start, two.due) == (one.kind, one.start, one.due), code


@pytest.mark.parametrize("silent", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_what_prints_nothing_breaks_no_word(silent: str) -> None:
    text = f"Dec{silent}ember 2021 and Ep{silent} '21"
    reading = read(text)
    assert reading.text == text
    assert reading.start is not None
    assert reading.start.isoformat() == "2021-12-01"
    assert reading.unread == ("Ep '21",)


def test_markup_is_a_line_a_space_or_an_ampersand_as_wide_as_it_was() -> None:
    assert clean("a<br/>b")[0] == "a\n    b"
    assert clean("a<B>b</B>")[0] == "a   b    "
    assert clean("a&nbsp;b &AMP; c")[0] == "a      b &     c"
    assert clean("a<script>b")[0] == "a<script>b"


def test_tokens_keep_their_places() -> None:
    tokens = cut("Dec'21-->31/1 ~~x~~")
    assert [token.text for token in tokens] == ["Dec", "'", "21", "-->", "31", "/", "1", "~~", "x", "~~"]
    assert [token.glued for token in tokens] == [False, *[True] * 6, False, True, True]
    assert [(token.start, token.end) for token in tokens][:3] == [(0, 3), (3, 4), (4, 6)]
    assert [token.low for token in cut("DEC't")] == ["dec't"]


def test_digits_without_end_are_a_number_like_others() -> None:
    assert read("9" * 5000).due is None
