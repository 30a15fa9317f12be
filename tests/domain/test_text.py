import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.text import clean, clean_lines, in_quotes

ANY = st.text(st.characters(exclude_categories=()))
HARMLESS = [
    "",
    "Produce a Tree and Woodland strategy",
    "Dec ’21",
    "café",
    "cafe\u0301",
    "日本語",
    "👩‍👩‍👧",
    "✔️",
    "שלום",
    "a b",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_plain_text_passes_untouched(text: str) -> None:
    assert clean(text) is text or clean(text) == text
    assert clean_lines(text) == text


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("\x00", "␀"),
        ("\x1b[2J", "␛[2J"),
        ("\x1b]0;x\x07", "␛]0;x␇"),
        ("a\nb\tc\rd", "a␊b␉c␍d"),
        ("\x7f", "␡"),
        ("\x9b31m", "�31m"),
        ("\u202egnp.exe", "�gnp.exe"),
        ("\u2066x\u2069", "�x�"),
        ("a\u2028b\u2029c", "a�b�c"),
        ("a\u200bb\u200cc\u2060d", "a�b�c�d"),
        ("\ufeffa", "�a"),
        ("co\xadoperate", "co�operate"),
        ("a\U000e0041", "a�"),
        ("\ud800", "�"),
        ("[bold]x[/] [@click=app.quit]q[/]", "[bold]x[/] [@click=app.quit]q[/]"),
    ],
)
def test_what_steers_or_hides_is_shown(given_text: str, shown: str) -> None:
    assert clean(given_text) == shown


def test_several_lines_keep_their_ends_and_tabs() -> None:
    assert clean_lines("a\r\nb\n\tc\rd\x1b") == "a\nb\n\tc␍d␛"


@given(ANY)
def test_nothing_unseen_is_left(text: str) -> None:
    shown = clean(text)
    assert len(shown) == len(text)
    assert clean(shown) == shown
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Zl", "Zp"}
    shown.encode()


@given(ANY)
def test_several_lines_leave_only_line_ends_and_tabs(text: str) -> None:
    shown = clean_lines(text)
    assert clean(shown.replace("\n", "").replace("\t", "")) == shown.replace("\n", "").replace("\t", "")
    assert clean_lines(shown) == shown


@given(ANY)
def test_quoted_words_stay_on_one_line_and_short(words: str) -> None:
    shown = in_quotes(words)
    assert shown[0] == shown[-1] == '"' and len(shown) <= 62 and len(shown.splitlines()) == 1
    assert clean(shown) == shown
    assert in_quotes("x" * 80, 5) == '"xxxx…"' and in_quotes("a \n b") == '"a b"'
