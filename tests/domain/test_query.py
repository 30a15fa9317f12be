from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.query import (
    FIELDS,
    INBOX_WORDS,
    IS_WORDS,
    LONGEST,
    SCHEDULE_WORDS,
    FilterError,
    Query,
    facet,
    from_arguments,
    parse,
    show,
    with_facet,
)
from jatui.domain.words import SCHEDULES
from tests.limits import within

VALUES = {
    "theme": st.text(min_size=1).filter(str.strip),
    "committee": st.text(min_size=1).filter(str.strip),
    "lead": st.text(min_size=1).filter(str.strip),
    "rating": st.sampled_from(["red", "A", "none", "Blue"]),
    "status": st.sampled_from(["open", "done", "not started", "in-progress", "wait"]),
    "due": st.sampled_from(["none", "2021", "2021-9", "<2021-12", ">=2021/22", "2021-09..2021-12-05"]),
    "is": st.sampled_from(sorted(IS_WORDS)),
    "schedule": st.sampled_from([*SCHEDULE_WORDS, *SCHEDULE_WORDS.values()]),
    "when": st.sampled_from(["none", "this-month", "+2w..+3m", "2021-12", ">next-meeting", "Last Week"]),
    "said": st.sampled_from(["none", "30d", "<-3m", "last-meeting..today", "2021-9-1"]),
    "since": st.sampled_from(["last-meeting", "2021", "2w", "yesterday", "next-meeting-9d"]),
    "slips": st.sampled_from(["0", "2", ">1", "≥1", "1 .. 3", "<04"]),
    "asks": st.one_of(st.sampled_from(["any", "NONE"]), st.text(min_size=1).filter(str.strip)),
    "inbox": st.sampled_from([*INBOX_WORDS, "sent-back", "sub"]),
    "kind": st.sampled_from(["month", "Half year", "recurring"]),
    **dict.fromkeys(
        ("by", "text", "milestone", "update", "ref", "plan"), st.text(min_size=1).filter(str.strip)
    ),
}
PIECES = st.one_of(
    st.sampled_from(
        ["-", '"', "“", "'", ",", " ", "\\", "'21", "e1", "T.", "10:30", *(f"{f}:" for f in FIELDS)]
    ),
    st.sampled_from(
        ["(", ")", " and ", " or ", "not ", "-(", "-and", "(re)do", "theme:E ", "red ", "is:silent "]
    ),
    st.text(max_size=4),
    *VALUES.values(),
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_read_is_printed_so_that_it_reads_the_same(text: str) -> None:
    try:
        query = parse(text)
    except FilterError as problem:
        assert str(problem).endswith(".")
        return
    assert parse(show(query)) == query
    assert show(parse(show(query))) == show(query)


@given(
    st.lists(st.sampled_from(sorted(FIELDS)).flatmap(lambda f: st.tuples(st.just(f), st.lists(VALUES[f]))))
)
def test_a_filter_made_by_choosing_reads_the_same(chosen: list[tuple[str, list[str]]]) -> None:
    query = Query()
    for field, values in chosen:
        query = with_facet(query, field, values)
        assert len(facet(query, field)) <= len(values)
    assert parse(show(query)) == query


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("", ""),
        ("  Rating:R,amber   rating:red ", "rating:red,amber"),
        ("-rating:none theme:E", "-rating:none theme:E"),
        ("status:co status:w", "status:complete,waiting"),
        ("status:not-started status:OPEN", 'status:"not started",open'),
        ('schedule:"Due before next meeting" schedule:"no date"', "schedule:next,none"),
        ("lead:'Tom Kelly'", 'lead:"Tom Kelly"'),
        ("lead:“Tom  Kelly”,‘A Askham’", 'lead:"Tom Kelly","A Askham"'),
        ("lead:O'Brien", "lead:O'Brien"),
        ("'the council's plan'", '"the council\'s plan"'),
        (r'"so \"called\" plan" "so ""called"" plan"', r'"so \"called\" plan"'),
        ("dec '21", "dec 21"),
        ("10:30 -10:30 - --x", "10:30 -10:30 - --x"),
        ("E.1 ce.1 F.6#2 T.", "E.1 ce.1 F.6#2 T."),
        ("due:2021-9", "due:2021-09"),
        ("due:2021-9-3..2021-12", "due:2021-09-03..2021-12"),
        ("due:2021-09 due:2021-12", "due:2021-09,2021-12"),
        ("due:>=2021-09 due:<2022", "due:>=2021-09 due:<2022"),
        ("due:2021-09.. due:..2021-12", "due:>=2021-09 due:<=2021-12"),
        ("due:≤2021/2022", "due:<=2021/22"),
        ("is:overdue is:silent is:overdue", "is:overdue is:silent"),
        ("is:overdue,undated", "is:overdue,undated"),
        ("caf\u0065\u0301", "café"),
        ("theme:E and theme:C", "theme:E and theme:C"),
        ("theme:E (theme:C rating:red) theme:H", "theme:E and theme:C rating:red and theme:H"),
        ("rating:red AND is:silent", "rating:red is:silent"),
        ("rating:red or is:silent trees", "rating:red or is:silent trees"),
        ("(rating:red or is:silent) trees", "(rating:red or is:silent) trees"),
        ("((a or (b or c)))", "a or b or c"),
        ("a or a", "a"),
        ("a (b (c d))", "a b c d"),
        ("not rating:red", "-rating:red"),
        ("not not -rating:red", "-rating:red"),
        ("not (a or b) -(c d)", "-(a or b) -(c d)"),
        ("-(-(a b))", "a b"),
        ("-(-(a or b))", "a or b"),
        ('"and" "or" "not"', '"and" "or" "not"'),
        ("lead:Smith(acting) (re)build f(x)", "lead:Smith(acting) re build f(x)"),
        ("('a b' or lead:'c d')", '"a b" or lead:"c d"'),
        ("updated:<2021-9", "said:<2021-09"),
        ("due:<+30d due:today+3w", "due:<+30d due:+3w"),
        ("due:+2W..+3m due:30d", "due:+2w..+3m,+30d"),
        ("due:<Next-Meeting when:'this month'", "due:<next-meeting when:this-month"),
        ("since:30d since:last-meeting", "since:-30d since:last-meeting"),
        ("slips:>01 slips:2 slips:1..03", "slips:>1 slips:2,1..3"),
        ("inbox:sub asks:ANY kind:'half year'", "inbox:submitted asks:any kind:half-year"),
        ("text:trees text:'two words'", 'text:trees text:"two words"'),
    ],
)
def test_a_filter_has_one_form(text: str, canonical: str) -> None:
    assert show(parse(text)) == canonical


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("them:E", "Write theme:"),
        ("officer:Kelly", "Write lead:"),
        ("zzz:1", "one of theme:, rating:"),
        ("http://example.org", 'in quotes: "http://example.org"'),
        ("is:overdu", "is:overdue"),
        ("rating:gren", "rating:green"),
        ("rating:purple", "red, amber, green, blue or none"),
        ("status:c", "closed or complete"),
        ("status:started", "not started"),
        ("schedule:never", "passed, next, later"),
        ("due:2021-13", "not in the calendar"),
        ("due:2021-02-29", "not in the calendar"),
        ("due:2021-22", "the financial year is 2021/22"),
        ("due:2021/23", "2021/22"),
        ("due:2021-12..2021-09", "runs backwards"),
        ("due:<0001", "off the calendar"),
        ("due:>9999", "off the calendar"),
        ("due:soon", "not read as a day"),
        ("due:२०२१", "not read as a day"),
        ("lead:", "without a value"),
        ("rating:red,", "without a value"),
        ('lead:" "', "without a value"),
        ('""', "nothing between the quotes"),
        ('"climate', "not closed"),
        ("lead:'Tom", "not closed"),
        ("x " * 101, "more than 100"),
        ("theme:" + ",".join("x" * 101), "more than 100"),
        ("x" * 10_001, "longer than 10,000"),
        ("(" * 21 + "x" + ")" * 21, "More than 20"),
        ("(a or b", "At 1: this ( is not closed"),
        ("a b)", "At 4: this ) closes nothing"),
        ("()", "between the parentheses"),
        ("a or", "Nothing follows or"),
        ("or a", "Nothing stands before or"),
        ("a and or b", "Nothing follows and"),
        ("not", "Nothing follows not"),
        ("(a not) b", "Nothing follows not"),
        ("-and", "and joins terms"),
        ("theme:E rating:gren", "At 16: rating:"),
        ("climate them:E", "At 9: there is no field them:"),
        ("rating:red,gren", "At 12: rating:"),
        ("since:<2021", "said:<2021"),
        ("since:none", "it takes one day"),
        ("slips:many", "no number"),
        ("slips:<0", "slips:0"),
        ("slips:3..1", "slips:1..3"),
        ("inbox:lost", "submitted, deferred"),
        ("kind:months", "kind:month"),
        ("due:today30d", "not read as a day"),
        ("due:+30", "not read as a day"),
        ("due:last-decade", "not read as a day"),
    ],
)
def test_what_is_no_filter_says_what_to_write(text: str, hint: str) -> None:
    with pytest.raises(FilterError) as problem:
        parse(text)
    assert hint.lower() in str(problem.value).lower()
    assert problem.value.code == 2
    assert len(str(problem.value)) < 400


@pytest.mark.parametrize(
    "piece",
    [
        "'2 ",
        '"a" ',
        "not ",
        "-",
        "(",
        "x" * 50,
        "1",
        "1#",
        "a.1",
        "theme:'",
        ",",
        "a,",
        "lead:a,",
        "((a) ",
        "\\",
    ],
)
def test_a_filter_of_ten_thousand_characters_is_read_or_refused_at_once(piece: str) -> None:
    for text in (piece * (LONGEST // len(piece)), f"theme:{piece * 2000}"[:LONGEST]):
        with within(5):
            try:
                show(parse(text))
            except FilterError as problem:
                assert len(str(problem)) < 400


def test_a_facet_within_a_choice_is_left_alone() -> None:
    query = parse("theme:E (theme:C or rating:red)")
    assert facet(query, "theme") == ("E",)
    assert show(with_facet(query, "theme", ["T"])) == "theme:T (theme:C or rating:red)"
    assert (
        show(with_facet(parse("theme:E or rating:red"), "theme", ["T"])) == "(theme:E or rating:red) theme:T"
    )
    assert parse(show(with_facet(parse("a or b"), "is", ["silent"]))) == parse("(a or b) is:silent")


def test_a_facet_is_what_the_filter_lets_through() -> None:
    query = parse("climate theme:E,C -lead:Kelly rating:red theme:H")
    assert facet(query, "theme") == ("E", "C", "H")
    assert facet(query, "lead") == ()
    assert show(with_facet(query, "theme", ["T"])) == "climate theme:T -lead:Kelly rating:red"
    assert show(with_facet(query, "lead", ["Tom Kelly"])) == 'climate theme:E,C,H lead:"Tom Kelly" rating:red'
    assert show(with_facet(query, "due", ["2021-12"])).endswith("rating:red due:2021-12")
    assert show(with_facet(query, "theme", [])) == "climate -lead:Kelly rating:red"
    with pytest.raises(FilterError):
        with_facet(query, "due", ["soon"])


def test_the_schedule_words_are_those_of_the_house() -> None:
    assert tuple(SCHEDULE_WORDS.values()) == SCHEDULES


@pytest.mark.parametrize(
    ("arguments", "filter"),
    [
        (["lead:Tom Kelly", "rating:red"], 'lead:"Tom Kelly" rating:red'),
        (["-status:not started"], '-status:"not started"'),
        (["theme:E rating:red"], "theme:E rating:red"),
        (["climate", "change"], "climate change"),
        (['lead:"Tom Kelly" climate'], 'lead:"Tom Kelly" climate'),
        (["due:2021-12 climate"], "due:2021-12 climate"),
    ],
)
def test_what_a_shell_has_unquoted_is_quoted_again(arguments: list[str], filter: str) -> None:
    assert from_arguments(arguments) == filter
