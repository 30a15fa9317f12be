"""The progress report of a plan for a committee: what it tells, as a paper of sections, sentences and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from jatui.domain.days import show_day
from jatui.domain.keys import Scheme, mixed
from jatui.domain.minutes import is_open
from jatui.domain.words import RATINGS, count, sentence, sign
from jatui.papers.document import Chart, Document, Section, Table
from jatui.papers.measured import Measured, indicators_section

ACTION: Final = ("Ref", "Action", "Lead", "Milestone", "Status", "Rating", "Last said")
"""The headings under which an action is told."""

RATING: Final = ACTION.index("Rating")
"""The place of the rating among them."""

NO_LEAD: Final = "no lead"
"""What stands for the lead of an action that has none."""


BESIDE: Final = "Each picture has its numbers in a table."
"""What is said of charts."""


class Action(NamedTuple):
    """An action as it stands: what is told of it, in words where it is more than a word.

    `overdue` is for how many days it has been overdue, None where it is not. `silent` tells that it is live and nothing
    was said of it since.
    """

    handle: str
    text: str
    theme: str
    leads: str
    milestone: str
    status: str
    rating: str | None
    committees_say: tuple[str, ...]
    said: str
    overdue: int | None
    silent: bool

    @property
    def live(self) -> bool:
        """Whether its work goes on."""
        return self.status not in ("complete", "closed")

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands under the headings."""
        rating = told_rating(self.rating)
        if self.committees_say:
            rating += f"; by a committee {' and '.join(map(told_rating, self.committees_say))}"
        return self.handle, self.text, self.leads, self.milestone, self.status, rating, self.said


class Changed(NamedTuple):
    """An action and what changed in it, in words."""

    action: Action
    what: str


class Moved(NamedTuple):
    """A milestone that was moved: from where, to where, how far, why, and when with which approval."""

    action: Action
    former: str
    wording: str
    far: str
    reason: str
    when: str


class Extended(NamedTuple):
    """Another milestone that was asked for: when, by whom, and what became of it."""

    action: Action
    wording: str
    asked: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Progress:
    """All that the report tells.

    `since` says since when changes are told; `narrowed` which of the plan's actions are told, where not all. `gaps` are
    sentences about what is missing or not read. `besides` has handles and sentences for what else changed.
    """

    plan: str
    facts: Sequence[tuple[str, str]]
    since: str
    narrowed: str
    themes: Sequence[str]
    actions: Sequence[Action]
    worse: Sequence[Changed]
    completed: Sequence[Changed]
    extensions: Sequence[Extended]
    moves: Sequence[Moved]
    besides: Sequence[tuple[str, str]]
    minutes: Sequence[Mapping[str, Any]]
    gaps: Sequence[str]
    measured: Measured
    pictures: Sequence[Chart]
    schemes: Sequence[Scheme]
    papers: Sequence[Mapping[str, Any]]


def told_rating(rating: str | None) -> str:
    """Return a rating as shape, letter and word, or that there is none."""
    return f"{sign(rating)} {rating or 'not rated'}"


def progress_document(told: Progress) -> Document:
    """Return the report as a paper."""
    sections = [
        _figures(told),
        *([Section("In pictures", [BESIDE], charts=told.pictures)] if told.pictures else []),
        *_what_changed(told),
        _overdue(told),
        _silent(told),
        _besides(told),
        *indicators_section(told.measured, told.since),
        _live(told),
        minutes_section(told.minutes, told.since),
        Section("What is missing or not read", told.gaps or ["Nothing is missing, and every milestone is read whole."]),
        key_section(told.schemes),
        sources_section(told.papers),
    ]  # fmt: skip
    return Document(f"Progress report: {told.plan}", told.facts, sections)


def counted_section(
    heading: str, number: int, sentences: Sequence[str], none: str, *tables: Table
) -> Section:
    """Return a section that says how much it holds, and says so too where it holds nothing."""
    titled = f"{heading} ({number:,})"
    return Section(titled, sentences, tables) if number else Section(titled, [none])


_COUNTED: Final[tuple[tuple[str, Callable[[Action], bool]], ...]] = (
    ("Actions", lambda action: True),
    ("Live", lambda action: action.live),
    ("Complete", lambda action: action.status == "complete"),
    ("Closed", lambda action: action.status == "closed"),
    ("Red", lambda action: action.rating == "red"),
    ("Amber", lambda action: action.rating == "amber"),
    ("Green", lambda action: action.rating == "green"),
    ("Blue", lambda action: action.rating == "blue"),
    ("Not rated", lambda action: action.rating is None),
    ("Overdue", lambda action: action.overdue is not None),
    ("Silent", lambda action: action.silent),
)
"""What is counted: all; then by status, then by rating, each of which adds up to all; then of those that are live."""


def _figures(told: Progress) -> Section:
    """Return how many actions stand how, in words and by theme."""
    by_theme: dict[str, list[Action]] = {theme: [] for theme in told.themes}
    for action in told.actions:
        by_theme.setdefault(action.theme, []).append(action)
    all_of = _counts(told.actions)
    rows = [(theme, *map(_number, _counts(some).values())) for theme, some in by_theme.items()]
    rated = [f"{all_of[rating.capitalize()]:,} {rating}" for rating in RATINGS]
    sentences = [
        *([told.narrowed] if told.narrowed else []),
        f"{count(all_of['Actions'], 'action')}: {all_of['Live']:,} live, {all_of['Complete']:,} complete, "
        f"{all_of['Closed']:,} closed.",
        f"Their ratings: {', '.join(rated)}, {all_of['Not rated']:,} not rated.",
        f"Of those that are live {all_of['Overdue']:,} {_is(all_of['Overdue'])} overdue, and {all_of['Silent']:,} "
        f"{_is(all_of['Silent'])} silent {told.since}.",
    ]
    table = Table(
        ("Theme", *all_of), [*rows, ("All themes", *map(_number, all_of.values()))], numbers=1
    )  # fmt: skip
    return Section("Figures", sentences, [table])


def _counts(actions: Iterable[Action]) -> dict[str, int]:
    found = {name: 0 for name, _ in _COUNTED}
    for action in actions:
        for name, holds in _COUNTED:
            found[name] += holds(action)
    return found


def _number(number: int) -> str:
    return f"{number:,}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _what_changed(told: Progress) -> list[Section]:
    """Return what a committee asks for first: what is worse, what is done, what is to be later."""
    return [
        counted_section(
            "Newly red or worse",
            len(told.worse),
            [sentence(f"rated red, or worse than before, {told.since}")],
            f"No action was rated red, or worse than before, {told.since}.",
            _changed(told.worse),
        ),
        counted_section(
            "Completed",
            len(told.completed),
            [sentence(f"completed {told.since}, by status or by rating")],
            f"No action was completed {told.since}.",
            _changed(told.completed),
        ),
        counted_section(
            "Extensions asked for",
            len(told.extensions),
            ["Other milestones that accepted updates ask for, and what became of that."],
            "No accepted update asks for another milestone that was not settled before.",
            Table(
                ("Ref", "Action", "Lead", "Milestone", "Asked for", "When and by whom", "What became of it"),
                [(*each.action.cells[:4], each.wording, each.asked, each.outcome) for each in told.extensions],
            ),
        ),
        counted_section(
            "Milestones moved",
            len(told.moves),
            [sentence(f"moved {told.since}")],
            f"No milestone was moved {told.since}.",
            Table(
                ("Ref", "Action", "Lead", "From", "To", "How far", "Reason", "When"),
                [(*each.action.cells[:3], *each[1:]) for each in told.moves],
            ),
        ),
    ]  # fmt: skip


def _changed(changed: Sequence[Changed]) -> Table:
    return Table(
        (*ACTION, "What changed"), [(*each.action.cells, each.what) for each in changed], ratings=RATING
    )


def _overdue(told: Progress) -> Section:
    late = [(action, action.overdue) for action in told.actions if action.overdue is not None]
    return counted_section(
        "Overdue",
        len(late),
        ["The due day has passed and the work is not finished."],
        "No due day has passed of which the work is not finished.",
        Table(
            (*ACTION, "Overdue by"),
            [(*action.cells, count(days, "day")) for action, days in late],
            ratings=RATING,
        ),
    )


def _silent(told: Progress) -> Section:
    silent = [action for action in told.actions if action.silent]
    return counted_section(
        "Silent",
        len(silent),
        [f"Live, and no update was accepted {told.since}."],
        f"Of each live action an update was accepted {told.since}.",
        actions_table(silent),
    )


def actions_table(actions: Iterable[Action], caption: str = "") -> Table:
    """Return actions as a table."""
    return Table(ACTION, [action.cells for action in actions], caption, ratings=RATING)


def _besides(told: Progress) -> Section:
    return counted_section(
        "What else changed",
        len(told.besides),
        [sentence(f"changed {told.since}, besides what is told above")],
        f"Nothing else changed {told.since}.",
        Table(("Ref", "What changed"), told.besides),
    )


def _live(told: Progress) -> Section:
    """Return the live actions in a table for each theme, and by their refs those that are in none of them."""
    by_theme: dict[str, list[Action]] = {}
    for action in told.actions:
        if action.live:
            by_theme.setdefault(action.theme, []).append(action)
    left = [
        f"{word.capitalize()}, and so not listed here: {', '.join(handles)}."
        for word in ("complete", "closed")
        if (handles := [action.handle for action in told.actions if action.status == word])
    ]
    twice = any("#" in action.handle for action in told.actions)
    marked = ["A ref that the plan prints twice has a number behind it, as in F.6#1 and F.6#2."]
    number = sum(map(len, by_theme.values()))
    return Section(
        f"All live actions ({number:,})",
        [*([] if number else ["No action is live."]), *left, *(marked if twice else [])],
        [actions_table(some, theme) for theme, some in by_theme.items()],
    )


def minutes_section(minutes: Sequence[Mapping[str, Any]], since: str) -> Section:
    """Return what meetings asked and decided, and the answers."""
    return counted_section(
        "Follow-ups and decisions",
        len(minutes),
        [f"Questions that wait for their answer, and what was answered or decided {since}."],
        f"No question waits for its answer, and nothing was answered or decided {since}.",
        Table(
            ("Meeting", "What", "Ref", "Text", "Asked by", "To be answered by", "Answer"),
            list(map(_minute, minutes)),
        ),
    )


def _minute(minute: Mapping[str, Any]) -> tuple[str, ...]:
    by = minute["lead"] or ("nobody named" if is_open(minute) else "")
    due = f", by {_day(minute['due'])}" if minute["due"] else ""
    answer = f"{minute['answer']} ({_day(minute['answered'])})" if minute["answered"] else ""
    return (
        f"{minute['committee']}, {_day(minute['meeting'])}",
        f"{minute['kind'].capitalize()} {minute['number']}",
        minute["action"] or "the plan",
        minute["text"],
        minute["asked_by"] or "",
        by + due,
        answer or ("open" if is_open(minute) else ""),
    )


def _day(text: str) -> str:
    return show_day(date.fromisoformat(text))


def key_section(schemes: Sequence[Scheme]) -> Section:
    """Return what the ratings mean, and that they are not to be compared where there are several schemes."""
    return Section(
        "Key of the ratings",
        [
            *([mixed("report", len(schemes))] if len(schemes) > 1 else []),
            "A rating is a judgement, the status is the word of whoever does the work, and overdue is a matter of the "
            "calendar. None of them is worked out from another.",
        ],
        [
            Table(
                ("Rating", "Name", "What it means"),
                [(told_rating(level.code), level.name, level.meaning) for level in scheme.levels],
                f"{scheme.name} ({', '.join(scheme.plans)})" if len(schemes) > 1 else scheme.name,
                ratings=0,
            )
            for scheme in schemes
        ],
    )


def sources_section(papers: Sequence[Mapping[str, Any]]) -> Section:
    """Return the papers that it all was read from."""
    return counted_section(
        "Sources",
        len(papers),
        ["The papers that the plan, and what was said of it, were read from."],
        "No paper is kept from which the plan was read.",
        Table(
            ("Paper", "Day", "File"),
            [
                (each["title"], show_day(each["day"]) if each.get("day") else "no day", each.get("file") or "no file")
                for each in papers
            ],
        ),
    )  # fmt: skip
