"""Replies to request sheets as mail programs and people make them: answers put in, quoted, wrapped, encoded."""

from __future__ import annotations

import quopri
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st

from jatui.domain.sheets import label
from jatui.papers.sheets import AskedAction, Level, Sheet, render

DAY = date(2021, 9, 21)
LEVELS = (
    Level("red", "Red", "Off track: it will not be done."),
    Level("amber", "Amber", "At risk: it may slip."),
    Level("green", "Green", "On track."),
    Level("blue", "Blue", "Complete."),
)
LETTERS = "R / A / G / B"
ODD = (
    "E.1", "E.1:", "F.6", "Rating:", "rating", "green", "Red", "50%", ">50", "=20", "=3D", "“so”", "(draft)", "10:30", "|", "&",
    "https://a.example/x?y=1", "R / A / G / B", "what has been done since:", "end of E.1", "-", "–", "n/a", "From:", "é",
    "日本", "jatui", "[1]", "no change", "A", "None", "PS", "…", "Wrote:", "part-time", "2021-09-21", "bcdfg", "12345",
)  # fmt: skip
HANDLES = ("E.1", "E.10", "F.6#1", "F.6#2", "CE.3", "T.12", "KPI 7", "1.1", "2021-A")


PLAIN = ("strategy", "went", "to", "the", "board", "in", "May,", "and", "was", "agreed.")
ODDLY = st.sampled_from(PLAIN) | st.sampled_from(PLAIN) | st.sampled_from(ODD)


def prose(
    first: tuple[str, ...] = ("Draft", "Consultation", "Officers", "Work"),
    rest: st.SearchStrategy[str] = ODDLY,
) -> st.SearchStrategy[str]:
    """Return what people write: plain words and odd ones."""
    return st.builds(
        lambda one, more: " ".join([one, *more]), st.sampled_from(first), st.lists(rest, max_size=30)
    )


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Return sheets of random plans."""
    handles = draw(st.lists(st.sampled_from(HANDLES), min_size=1, max_size=5, unique=True))
    actions = tuple(
        AskedAction(
            handle,
            draw(prose(("Review", "Develop", "Ensure"))),
            (
                f"Milestone: {draw(prose(('Dec', 'Spring')))}",
                f"Committees: {draw(st.sampled_from(('S&R', 'E&GI, CYP', '(none)')))}",
                f"Last update, 6 July 2021: {draw(prose())}",
            ),
            "What is asked: how is it rated, and what has been done since?",
        )
        for handle in handles
    )
    return Sheet(
        draw(st.sampled_from(("Sheryl French", "GCP", "Zoë O’Neill"))), "officer", "joint-agreement", DAY,
        ("Joint Agreement Action Plan: S&R, Tuesday 21 September 2021", "Papers close on Monday."), LEVELS, actions,
    )  # fmt: skip


@dataclass
class Said:
    """What a lead says of one action, and where in the mail."""

    handle: str
    text: str
    rating: str | None
    place: str
    choice: str


@dataclass
class Filled:
    """A reply before it is sent: its lines, each with whether a person wrote it, and what it should read back as."""

    lines: list[tuple[bool, str]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


CHOICES: dict[str, Callable[[str], tuple[str, str]]] = {
    "letter": lambda rating: (LETTERS, f" {rating[0].upper()}"),
    "word": lambda rating: (LETTERS, f" {rating.title()}"),
    "glued": lambda rating: (LETTERS, rating),
    "circled": lambda rating: (LETTERS.replace(rating[0].upper(), f"({rating[0].upper()})"), ""),
    "ticked": lambda rating: (LETTERS.replace(rating[0].upper(), f"[x] {rating[0].upper()}"), ""),
    "starred": lambda rating: (LETTERS.replace(rating[0].upper(), f"*{rating[0].upper()}*"), ""),
    "left": lambda rating: (rating[0].upper(), ""),
    "under": lambda rating: (LETTERS, f"\n{rating}"),
}
PLACES = ("on the line", "under it", "over it", "between", "on top")


@st.composite
def replies(draw: st.DrawFn, sheet: Sheet) -> list[Said]:
    """Return what a lead says to a sheet, some actions left out."""
    found = []
    for action in sheet.actions:
        if draw(st.booleans()):
            rating = draw(st.sampled_from(("red", "amber", "green", "blue", None)))
            place, choice = draw(st.sampled_from(PLACES)), draw(st.sampled_from(sorted(CHOICES)))
            text = draw(prose(rest=st.sampled_from(PLAIN)) if place == "on top" else prose()).rstrip(",")
            found.append(Said(action.handle, text, rating, place, choice))
    return found


def fill(sheet: Sheet, said: list[Said], first: list[str], top: list[str], bottom: list[str]) -> Filled:
    """Return a sheet with answers put in as a person does, and what is written above and below it."""
    by_handle = {each.handle: each for each in said}
    answers = [
        f"{each.handle}: {f'{each.rating}. ' if each.rating else ''}{each.text}"
        for each in said
        if each.place == "on top"
    ]
    made = Filled(said=said)
    made.lines += [(True, line) for line in first]
    made.lines += [(True, line) for answer in answers for line in (answer, "")]
    made.lines += [(True, line) for line in top]
    lines = render(sheet).rstrip("\n").split("\n")
    for line in lines:
        made.lines += _filled(line, by_handle)
    made.lines += [(True, line) for line in bottom]
    return made


def _filled(line: str, said: dict[str, Said]) -> list[tuple[bool, str]]:
    """Return a line of the sheet with what a person puts at it."""
    for each in said.values():
        if each.place != "on top" and line.startswith(label(each.handle, "rating", LETTERS)):
            over = [(True, each.text)] if each.place == "over it" else []
            if each.rating is None:
                return [*over, (False, line)]
            printed, added = CHOICES[each.choice](each.rating)
            begun, _, under = added.partition("\n")
            shown = line.rstrip().replace(LETTERS, printed) + begun
            return [*over, (False, shown), *([(True, under)] if under else [])]
        if line.startswith(label(each.handle, "done")):
            if each.place == "on the line":
                return [(False, f"{line.rstrip()} {each.text}")]
            if each.place == "under it":
                return [(False, line), (True, each.text)]
        if each.place == "between" and line == f"[jatui: end of {each.handle}]":
            return [(False, line + " " + each.text)]
    return [(False, line)]


@dataclass
class Bends:
    """What the mail goes through: how it is quoted, wrapped, spelt and encoded."""

    depth: int
    sign: str
    width: int | None
    continued: bool
    hyphens: bool
    blanks: str
    case: str
    signs: str
    bullets: str
    quoted_printable: bool
    flowed: bool
    ends: str


def bends() -> st.SearchStrategy[Bends]:
    """Return ways in which mails are bent."""
    return st.builds(
        Bends,
        depth=st.integers(0, 3),
        sign=st.sampled_from(("> ", ">", "| ")),
        width=st.sampled_from((None, 72, 60)),
        continued=st.booleans(),
        hyphens=st.booleans(),
        blanks=st.sampled_from(("kept", "stripped", "doubled")),
        case=st.sampled_from(("kept", "kept", "upper", "lower")),
        signs=st.sampled_from(("kept", "smart", "round", "markdown", "entities")),
        bullets=st.sampled_from(("", "* ", "- ", "• ")),
        quoted_printable=st.booleans(),
        flowed=st.booleans(),
        ends=st.sampled_from(("\n", "\r\n")),
    )


SMART = str.maketrans({"'": "’", '"': "”", "-": "–", " ": "\u00a0"})
ROUND = str.maketrans("[]", "()")
ESCAPED = {each: "\\" + each for each in "[]#*_"}
ENTITIES = {"&": "&amp;", ">": "&gt;", "<": "&lt;", "\u00a0": "&nbsp;"}


def bend(filled: Filled, way: Bends) -> str:
    """Return the mail as it arrives."""
    out: list[str] = []
    for person, line in filled.lines:
        text = line
        if not person:
            if way.signs == "smart":
                text = text.translate(SMART)
            if way.signs == "round" and "[x]" not in text:
                text = text.translate(ROUND)
            if way.bullets and text.strip():
                text = way.bullets + text
        if way.signs == "markdown":
            text = "".join(ESCAPED.get(char, char) for char in text)
        prefix = "" if person else way.sign * way.depth
        out += _wrapped(text, prefix, way, person)
    if way.blanks != "kept":
        out = [each for each in out if each.strip(" >|")]
    if way.blanks == "doubled":
        out = [part for each in out for part in (each, "")]
    text = way.ends.join(out)
    if way.case != "kept":
        text = text.upper() if way.case == "upper" else text.lower()
    if way.signs == "entities":
        text = "".join(ENTITIES.get(char, char) for char in text)
    if way.quoted_printable:
        text = quopri.encodestring(text.encode()).decode("ascii")
    return text


def _wrapped(text: str, prefix: str, way: Bends, person: bool) -> list[str]:
    if way.width is None or len(text) <= way.width:
        return [prefix + text]
    parts = textwrap.wrap(
        text,
        way.width,
        break_long_words=False,
        break_on_hyphens=way.hyphens and not person and text.startswith(("[", "(", "\\[")),
    )
    stuffed = " " if way.flowed else ""
    first, *rest = [part + stuffed for part in parts[:-1]] + [parts[-1]]
    return [prefix + first, *((prefix if way.continued else "") + part for part in rest)]
