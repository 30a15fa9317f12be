from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.query import FilterError, parse, show
from jatui.domain.query.reading import Known, literal, read_words

KNOWN = Known(
    lambda word: word.casefold() in ("e1", "e.1", "dec21"),
    lambda: ["CYP", "S&R"],
    lambda: ["Amanda Askham", "Tom Kelly", "Ann Kelly", "J"],
)


@pytest.mark.parametrize(
    ("text", "read", "notes"),
    [
        ("overdue", "is:overdue", ["is:overdue"]),
        ("-overdue trees", "-is:overdue trees", ["-is:overdue"]),
        ("dec 21", "when:2021-12", ["when:2021-12"]),
        ("Dec '21", "when:2021-12", ["when:2021-12"]),
        ("sept. 2021 trees", "when:2021-09 trees", ["when:2021-09"]),
        ("december'21", "when:2021-12", ["when:2021-12"]),
        ("2021-12", "when:2021-12", ["when:2021-12"]),
        ("nov 21 dec 2021", "when:2021-11,2021-12", ["when:2021-11", "when:2021-12"]),
        ("dec", "dec", []),
        ("decarb 21", "decarb 21", []),
        ("dec21", "dec21", []),
        ("may", "may", []),
        ("cyp", "committee:CYP", ["committee:CYP"]),
        ("askham", 'lead:"Amanda Askham"', ['lead:"Amanda Askham"']),
        ("kelly", "lead:kelly", ["lead:kelly"]),
        ("tom kelly", 'lead:"Tom Kelly"', ['lead:"Tom Kelly"']),
        ("amanda", "amanda", []),
        ("j", "j", []),
        ("red", "rating:red", ["rating:red"]),
        ("red theme:E", "rating:red theme:E", ["rating:red"]),
        ("green spaces", "green spaces", []),
        ("open spaces", "open spaces", []),
        ("open", "is:open", ["is:open"]),
        ("e1 trees", "e1 trees", []),
        ('"overdue" "cyp"', '"overdue" "cyp"', []),
        ("(overdue or cyp) -(askham or trees)", '(is:overdue or committee:CYP) -(lead:"Amanda Askham" or trees)',
         ["is:overdue", "committee:CYP", 'lead:"Amanda Askham"']),
        ("cyp committee:S&R", "committee:CYP,S&R", ["committee:CYP"]),
    ],
)  # fmt: skip
def test_words_are_read_as_a_person_means_them(text: str, read: str, notes: list[str]) -> None:
    query, told = read_words(parse(text), KNOWN)
    assert show(query) == read
    assert told == notes
    assert parse(show(query)) == query


WORDS = st.lists(
    st.sampled_from(
        ["overdue", "dec", "21", "'21", "cyp", "askham", "tom", "kelly", "red", "e1", "or", "-open", "(", ")"]
    ),
    max_size=6,
).map(" ".join)


@given(WORDS)
def test_what_is_read_reads_the_same_again(text: str) -> None:
    try:
        query = parse(text)
    except FilterError:
        return
    read, notes = read_words(query, KNOWN)
    assert parse(show(read)) == read
    if not notes:
        assert read == query
    quoted = literal(query)
    assert read_words(quoted, KNOWN) == (quoted, [])
