"""What a report to a committee tells of indicators: those that are red or changed, with their values beside the targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from jatui.domain.words import RATINGS, count, sign
from jatui.papers.document import Section, Table

HEADINGS: Final = (
    "Indicator", "Value", "Of", "Target", "Said of it", "Rating", "Since the last value", "Age of the data",
    "What changed", "Source",
)  # fmt: skip

_HEADING: Final = "Indicators that are red or changed ({:,})"


class Indicator(NamedTuple):
    """An indicator as it stands, in words; `rated_for` is the period of a rating that a newer value has outrun."""

    number: str
    name: str
    value: str | None
    of: str
    target: str | None
    outcome: str | None
    rating: str | None
    rated_for: str | None
    direction: str
    age: str
    changed: str
    source: str

    @property
    def is_told(self) -> bool:
        """Whether a committee is told of it by itself."""
        return self.rating == "red" or bool(self.changed)

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands under the headings."""
        rating = f"{sign(self.rating)} {self.rating or 'not rated'}"
        return (
            f"{self.number} {self.name}".strip(),
            self.value or "no value",
            self.of,
            self.target or "no target",
            self.outcome or "not said whether met",
            f"{rating}, for {self.rated_for}" if self.rated_for else rating,
            self.direction,
            self.age,
            self.changed or "nothing",
            self.source,
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """The indicators that a report tells of, and how many it leaves to other committees."""

    indicators: Sequence[Indicator] = ()
    elsewhere: int = 0


def indicators_section(told: Measured, since: str) -> list[Section]:
    """Return what is told of indicators; no section where a plan has none."""
    every = told.indicators
    left = [
        f"{count(told.elsewhere, 'more indicator')} of the plan, of another committee or of none, "
        f"{'is' if told.elsewhere == 1 else 'are'} not told."
    ]  # fmt: skip
    if not every:
        return [Section(_HEADING.format(0), left)] if told.elsewhere else []
    listed = [each for each in every if each.is_told]
    rest = [each.number for each in every if not each.is_told]
    sentences = [
        *(left if told.elsewhere else []),
        _figures(every),
        f"{len(listed):,} of {len(every):,} {'is' if len(listed) == 1 else 'are'} red, or changed {since}.",
        *([f"Neither red nor changed, and so not listed here: {', '.join(rest)}."] if rest else []),
    ]
    table = Table(
        HEADINGS, [each.cells for each in listed], "Red or changed", ratings=HEADINGS.index("Rating")
    )
    return [Section(_HEADING.format(len(listed)), sentences, [table] if listed else [])]


def _figures(every: Sequence[Indicator]) -> str:
    """Return how many are rated how, and of how many the value is not known or not said to have met its target."""
    rated = [f"{sum(each.rating == rating for each in every):,} {rating}" for rating in RATINGS]
    without = (
        ("not rated", sum(each.rating is None for each in every)),
        ("met", sum(each.outcome == "met" for each in every)),
        ("missed", sum(each.outcome == "missed" for each in every)),
        ("not said", sum(each.outcome is None for each in every)),
        ("without a value", sum(each.value is None for each in every)),
        ("without a target", sum(each.target is None for each in every)),
    )
    told = [f"{number:,} {words}" for words, number in without]
    return (
        f"{count(len(every), 'indicator')}: {', '.join([*rated, told[0]])}. Of their targets, as the papers say, "
        f"{', '.join(told[1:4])}. There {'is' if without[4][1] == 1 else 'are'} {told[4]} and {told[5]}."
    )
