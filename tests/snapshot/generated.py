"""Records and whole plans as hypothesis makes them, with text of the kinds that break files and terminals."""

from __future__ import annotations

import datetime as dt
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from jatui.domain.records import KINDS, Digest, Instant, PackName, Record

Records = list[tuple[str, dict[str, Any]]]

HOSTILE = [
    "",
    " ",
    '"',
    '"""',
    "\\",
    "\\u0041",
    "ends in a backslash\\",
    "two\nlines",
    "carriage\rreturn\r\n",
    "\ttab\t",
    "nul \x00 in it",
    "\x1b]0;title\x07\x1b[2J",
    "\x9b31m and \x85",
    "\u202eturned\u202c \u2066isolated\u2069 \u200bunseen \ufeff",
    "soft\xadhyphen \u180e \ufffb \U000e0041 \U0001d173",
    "line\u2028and paragraph\u2029separators",
    "👩‍👩‍👧 🇬🇧 e\u0301 עברית",
    "[[action]]",
    '# no comment\n[snapshot]\nseal = "00"',
    "Jul–Sep '21",
    "2021-07-06",
    "true",
    "]",
    "=SUM(A1)",
]
TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text('"\\\n\r\t\x00\x1b\x7f\x85\xad\u2028\u202e\u200d\U000e0001é😀 a', max_size=12),
)
NAMES = TEXT.filter(bool)
PATTERNS = {
    Digest: st.binary(min_size=32, max_size=32).map(bytes.hex),
    PackName: st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}[a-z0-9]", fullmatch=True),
    Instant: st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2199, 12, 31)).map(
        lambda moment: f"{moment.isoformat(timespec='milliseconds')}Z"
    ),
}
"""Texts of one form each."""
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for what a field of a type may hold."""
    if kind in PATTERNS:
        return PATTERNS[kind]
    if get_origin(kind) is Annotated:
        inner, meta = get_args(kind)[:2]
        if inner is int:
            return st.integers(meta.ge or 0, 10**12)
        return NAMES if meta.min_length else TEXT
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of([_values(each) for each in get_args(kind) if each is not types.NoneType])
    if get_origin(kind) is list:
        return st.lists(_values(get_args(kind)[0]), max_size=3)
    return {str: TEXT, dt.date: DAYS, bool: st.booleans()}[kind]


def record(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for records of a kind, valid each for itself."""
    shape: type[Record] = KINDS[kind]
    every = {}
    for field in msgspec.structs.fields(shape):
        values = _values(field.type)
        every[field.name] = values if field.default is not None else st.none() | values
    return st.fixed_dictionaries(every).map(
        lambda values: _fitting({name: values[name] for name in every if values[name] is not None})
    )


def _fitting(values: dict[str, Any]) -> dict[str, Any]:
    """Return a record without what does not go with the rest of it."""
    for name in ("committees", "leads"):
        if name in values:
            values[name] = list(dict.fromkeys(values[name]))
    if values.get("status") != "closed":
        values.pop("closed_as", None)
    if {"since", "until"} <= set(values) and values["since"] > values["until"]:
        values |= {"since": values["until"], "until": values["since"]}
    if values.get("state", "deferred") != "deferred":
        values.pop("until", None)
    if values.get("kind") == "decision":
        values = {name: value for name, value in values.items() if name not in ("answered", "answer")}
    if len({"meeting_committee", "meeting_day"} & set(values)) == 1:
        values = {name: value for name, value in values.items() if not name.startswith("meeting_")}
    return values


@st.composite
def records(draw: st.DrawFn, most: int = 6) -> Records:
    """Return records of any kinds, in the order of a snapshot; what they refer to need not be there."""
    order = list(KINDS)
    kinds = sorted(draw(st.lists(st.sampled_from(order), max_size=most)), key=order.index)
    return [(kind, draw(record(kind))) for kind in kinds]


def _some(draw: st.DrawFn, values: list[str]) -> list[str]:
    return draw(st.lists(st.sampled_from(values), unique=True, max_size=3)) if values else []


@st.composite
def plans(draw: st.DrawFn, names: st.SearchStrategy[str] = NAMES) -> Records:
    """Return the records of a whole plan, tied together as they must be, with everything that a plan may hold.

    What tells its records apart is of these names: of few names, two plans have much in common.
    """
    codes = draw(st.lists(names, unique=True, min_size=1, max_size=4))
    papers = draw(st.lists(names, unique=True, max_size=3))
    themes = draw(st.lists(names, unique=True, min_size=1, max_size=3))
    leads = draw(st.lists(names, unique=True, max_size=3))
    slug = draw(names)
    made: Records = []

    def add(kind: str, /, **fixed: Any) -> dict[str, Any]:
        values = draw(record(kind)) | fixed
        known = {name: values[name] for name in KINDS[kind].__struct_fields__ if values.get(name) is not None}
        known = _fitting(known)
        made.append((kind, known))
        return known

    paper = st.none() | st.sampled_from(papers) if papers else st.none()
    forms = draw(st.lists(names, unique=True, max_size=1))
    asked: list[tuple[str, str]] = []
    for name in forms:
        add("form", slug=name)
        for number in draw(st.lists(names, unique=True, max_size=2)):
            add("question", form=name, number=number)
            asked.append((name, number))
    for name in papers:
        add("paper", slug=name, form=draw(st.none() | st.sampled_from(forms)) if forms else None)
        for form, number in asked if draw(st.booleans()) else []:
            add("answer", paper=name, form=form, question=number)
        if draw(st.booleans()):
            add("recommendation", paper=name)
        for position in range(draw(st.integers(0, 2))):
            add("contact", paper=name, position=position)
    for code in codes:
        add("committee", code=code, kind=draw(st.sampled_from(["committee", "board", "every"])))
    add("scheme", slug="ragb")
    for rating in draw(st.lists(st.sampled_from(["red", "amber", "green", "blue"]), unique=True)):
        add("level", scheme="ragb", code=rating)
    add(
        "plan",
        slug=slug,
        scheme="ragb",
        paper=draw(paper),
        committee=draw(st.none() | st.sampled_from(codes)),
    )
    for code in themes:
        add("theme", plan=slug, code=code, paper=draw(paper))
    for number in draw(st.lists(names, unique=True, max_size=2)):
        add(
            "commitment",
            plan=slug,
            number=number,
            theme=draw(st.none() | st.sampled_from(themes)),
            paper=draw(paper),
        )
    numbers = [values["number"] for kind, values in made if kind == "commitment"]
    for number in numbers:
        for other in draw(st.lists(names, unique=True, max_size=2)):
            add("link", plan=slug, commitment=number, to_action=other, paper=draw(paper))
    for code in themes:
        for other in draw(st.lists(names, unique=True, max_size=2)):
            add("alignment", plan=slug, theme=code, to_plan="other", to_theme=other, paper=draw(paper))
    for kind in ("statement", "amount"):
        for number in range(1, draw(st.integers(1, 3))):
            add(
                kind,
                plan=slug,
                number=number,
                theme=draw(st.none() | st.sampled_from(themes)),
                paper=draw(paper),
            )
    for number in range(1, draw(st.integers(1, 3))):
        add("finding", plan=slug, number=number, paper=draw(paper), against=draw(paper))
    for name in draw(st.lists(names, unique=True, max_size=2)):
        add("ruling", plan=slug, finding=name)
    kinds = {name: add("lead", slug=name)["kind"] for name in leads}
    posts = [name for name in leads if kinds[name] == "post"]
    officers = [name for name in leads if kinds[name] == "officer"]
    for post in posts if officers else []:
        days = sorted(draw(st.lists(DAYS, unique=True, max_size=4)))
        for since, until in zip(days[::2], days[1::2], strict=False):
            add("holder", post=post, officer=draw(st.sampled_from(officers)), since=since, until=until)
        last = days[-1] if len(days) % 2 else None
        if last or not days:
            add("holder", post=post, officer=draw(st.sampled_from(officers)), since=last, until=None)
    measured = draw(st.lists(names, unique=True, max_size=2))
    for position, number in enumerate(measured):
        add(
            "indicator",
            plan=slug,
            number=number,
            position=position,
            theme=draw(st.none() | st.sampled_from(themes)),
            owner=draw(st.none() | st.sampled_from(leads)) if leads else None,
            committee=draw(st.none() | st.sampled_from(codes)),
            paper=draw(paper),
        )
        for place in range(1, draw(st.integers(1, 3))):
            add("measurement", plan=slug, indicator=number, number=place, paper=draw(paper))
    for version in range(1, draw(st.integers(1, 3))):
        add(
            "indicator_set",
            plan=slug,
            name="watched",
            version=version,
            committee=draw(st.none() | st.sampled_from(codes)),
            paper=draw(paper),
        )
        for position, number in enumerate(_some(draw, measured)):
            add(
                "set_member",
                plan=slug,
                indicator_set="watched",
                version=version,
                indicator=number,
                position=position,
            )
    meetings = [
        add("meeting", committee=code, day=day, paper=draw(paper))
        for code in codes
        for day in draw(st.lists(DAYS, unique=True, max_size=2))
    ]
    for position, handle in enumerate(draw(st.lists(names, unique=True, max_size=4))):
        add(
            "action",
            plan=slug,
            handle=handle,
            ref=handle.partition("#")[0] or handle,
            theme=draw(st.sampled_from(themes)),
            position=position,
            committees=_some(draw, codes),
            leads=_some(draw, leads),
            paper=draw(paper),
        )
    handles = [values["handle"] for kind, values in made if kind == "action"]
    for handle in handles:
        for due in draw(st.lists(DAYS, unique=True, max_size=2)):
            add("stage_met", plan=slug, action=handle, due=due)
        for number in range(draw(st.integers(0, 2))):
            meeting = draw(st.none() | st.sampled_from(meetings)) if meetings else None
            add(
                "move",
                plan=slug,
                action=handle,
                number=number,
                meeting_committee=meeting["committee"] if meeting else None,
                meeting_day=meeting["day"] if meeting else None,
            )
        for number in range(draw(st.integers(0, 2))):
            add(
                "committee_rating",
                plan=slug,
                action=handle,
                number=number,
                committee=draw(st.sampled_from(codes)),
            )
    for number in range(draw(st.integers(0, 2)) if meetings else 0):
        meeting = draw(st.sampled_from(meetings))
        add(
            "minute",
            plan=slug,
            number=number,
            meeting_committee=meeting["committee"],
            meeting_day=meeting["day"],
            action=draw(st.none() | st.sampled_from(handles)) if handles else None,
            lead=draw(st.none() | st.sampled_from(leads)) if leads else None,
        )
    deliveries = draw(st.integers(0, 2))
    for number, digest in enumerate(
        draw(st.lists(names, unique=True, min_size=deliveries, max_size=deliveries))
    ):
        add("delivery", plan=slug, number=number, digest=digest)
    for number in range(draw(st.integers(0, 3))):
        add(
            "update",
            plan=slug,
            number=number,
            action=draw(st.none() | st.sampled_from(handles)) if handles else None,
            theme=draw(st.none() | st.sampled_from(themes)),
            delivery=draw(st.none() | st.sampled_from(range(deliveries))) if deliveries else None,
            paper=draw(paper),
        )
    for name in draw(st.lists(names, unique=True, max_size=2)):
        add("view", plan=slug, name=name)
    for number in range(1, draw(st.integers(1, 3))):
        add("edition", plan=slug, number=number)
        for place in range(1, draw(st.integers(1, 3))):
            add("slip", plan=slug, edition=number, number=place)
    return sorted(made, key=lambda item: list(KINDS).index(item[0]))
