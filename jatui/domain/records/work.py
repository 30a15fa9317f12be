"""What became of a plan: milestones met and moved, minutes, returns, updates, views, and what was published."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jatui.domain.records.base import (
    Digest,
    Instant,
    Line,
    Name,
    Number,
    PackName,
    Place,
    Rating,
    Record,
    Status,
)


class StageMet(Record, frozen=True, kw_only=True):
    """A stage of a milestone, named by its due day, and the day on which it was met."""

    plan: Name
    action: Name
    due: date
    met: date


class Move(Record, frozen=True, kw_only=True):
    """One change of a milestone's wording; the former wording stays."""

    plan: Name
    action: Name
    number: Place
    day: date
    former: str
    former_due: date | None = None
    wording: str
    due: date | None = None
    reason: str
    meeting_committee: Name | None = None
    meeting_day: date | None = None


class CommitteeRating(Record, frozen=True, kw_only=True):
    """A committee's own rating of an action on a day, beside the officer's."""

    plan: Name
    action: Name
    number: Place
    committee: Name
    day: date
    rating: Rating
    text: str | None = None


class Minute(Record, frozen=True, kw_only=True):
    """What a meeting asked (a follow-up, open until it is answered) or decided, of an action or at large."""

    plan: Name
    number: Place
    kind: Literal["follow-up", "decision"]
    meeting_committee: Name
    meeting_day: date
    action: Name | None = None
    text: str
    asked_by: str | None = None
    lead: Name | None = None
    due: date | None = None
    answered: date | None = None
    answer: str | None = None


class Delivery(Record, frozen=True, kw_only=True):
    """A return that was read: its name, the day, and the digest by which it is known again."""

    plan: Name
    number: Place
    name: Name
    day: date
    digest: Name


class Update(Record, frozen=True, kw_only=True):
    """What was said of an action or a theme on a day, by whom, and how far it came through triage."""

    plan: Name
    number: Place
    action: Name | None = None
    theme: Name | None = None
    day: date | None = None
    kind: Literal["update", "nothing new"] = "update"
    state: Literal["submitted", "accepted", "sent back", "deferred"]
    until: date | None = None
    text: str
    status: Status | None = None
    rating: Rating | None = None
    said_by: str | None = None
    source: str | None = None
    note: str | None = None
    asks: str | None = None
    review: date | None = None
    overruled: list[str] | None = None
    mark: str | None = None
    delivery: Place | None = None
    paper: Name | None = None
    line: Line | None = None


class View(Record, frozen=True, kw_only=True):
    """A filter that is kept by its name."""

    plan: Name
    position: Place
    name: Name
    terms: str


class Edition(Record, frozen=True, kw_only=True):
    """The plan as it was published for a meeting, with the digests of its records and of its whole pack."""

    plan: Name
    number: Number
    day: date
    meeting_committee: Name
    meeting_day: date
    moment: Instant
    revision: Place
    name: PackName
    sha256: Digest
    pack: Digest
    previous: Digest | None = None


class Slip(Record, frozen=True, kw_only=True):
    """A correction that stands beside an edition, with the digest of its file."""

    plan: Name
    edition: Number
    number: Number
    day: date
    text: Name
    sha256: Digest
