"""The records of a plan as they stand in snapshots: flat, without internal ids, tied by names that people use.

Field order is the order in a snapshot. A field that is None is left out. Days are `date`s.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Name = Annotated[str, Meta(min_length=1)]
Line = Annotated[int, Meta(ge=1)]
Place = Annotated[int, Meta(ge=0)]
Number = Annotated[int, Meta(ge=1)]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]+$", min_length=64, max_length=64)]
PackName = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*[a-z0-9]$", min_length=2, max_length=120)]
Instant = Annotated[
    str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", min_length=24, max_length=24)
]
Rating = Literal["red", "amber", "green", "blue"]
Status = Literal["not started", "in progress", "waiting", "complete", "closed"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row of a plan; what it may hold and what ties it to other rows."""


class Paper(Record, frozen=True, kw_only=True):
    """A council paper: its head as printed, and the file that it was read from."""

    slug: Name
    title: Name
    file: str | None = None
    day: date | None = None
    addressed_to: str | None = None
    sent_by: str | None = None
    divisions: str | None = None
    key_decision: str | None = None
    forward_plan: str | None = None
    outcome: str | None = None
    preamble: str | None = None


class Recommendation(Record, frozen=True, kw_only=True):
    """One lettered recommendation of a paper to its committee."""

    paper: Name
    letter: Name
    text: str
    line: Line | None = None


class Contact(Record, frozen=True, kw_only=True):
    """A person whom a paper names for questions, as of that paper's day."""

    paper: Name
    position: Place
    role: Literal["officer", "member"]
    name: Name
    post: str | None = None
    email: str | None = None
    phone: str | None = None
    line: Line | None = None


class Committee(Record, frozen=True, kw_only=True):
    """A body that oversees actions; kind `every` stands for all committees."""

    code: Name
    name: str | None = None
    kind: Literal["committee", "board", "every"]


class Scheme(Record, frozen=True, kw_only=True):
    """A named way of rating, whose key is its levels."""

    slug: Name
    name: Name


class Level(Record, frozen=True, kw_only=True):
    """One rating of a scheme and what it means there."""

    scheme: Name
    code: Rating
    position: Place
    name: Name
    meaning: str


class Plan(Record, frozen=True, kw_only=True):
    """One published set of actions, the paper it stands in and the committee it reports to."""

    slug: Name
    position: Place
    name: Name
    paper: Name | None = None
    committee: Name | None = None
    scheme: Name
    day: date | None = None


class Theme(Record, frozen=True, kw_only=True):
    """A group of actions in a plan, with the caption of its table."""

    plan: Name
    code: Name
    position: Place
    name: Name
    caption: str | None = None
    paper: Name | None = None
    line: Line | None = None


class Commitment(Record, frozen=True, kw_only=True):
    """A promise in prose, numbered by the paragraph that it stands in."""

    plan: Name
    number: Name
    theme: Name | None = None
    position: Place
    text: str
    paper: Name | None = None
    line: Line | None = None


class Lead(Record, frozen=True, kw_only=True):
    """Who leads actions: an officer, a post or a body."""

    slug: Name
    name: Name
    kind: Literal["officer", "post", "body"]


class Holder(Record, frozen=True, kw_only=True):
    """An officer who holds a post from one day to another, both among them; always where a day is not said."""

    post: Name
    officer: Name
    since: date | None = None
    until: date | None = None


class Meeting(Record, frozen=True, kw_only=True):
    """A committee on a day, with the day on which papers close."""

    committee: Name
    day: date
    deadline: date | None = None
    state: Literal["planned", "cancelled"] = "planned"
    paper: Name | None = None


class Action(Record, frozen=True, kw_only=True):
    """One row of a plan: cells exactly as printed, their readings, and how it stands."""

    plan: Name
    handle: Name
    ref: Name
    theme: Name
    position: Place
    text: str
    milestone: str
    committee_cell: str
    lead_cell: str
    committees: list[Name]
    leads: list[Name]
    read_as: str | None = None
    milestone_kind: Name
    start: date | None = None
    end: date | None = None
    due: date | None = None
    next_due: date | None = None
    precision: Literal["exact", "approximate"] | None = None
    readable: bool
    ambiguous: bool
    recurrence: str | None = None
    unread: list[str]
    warnings: list[str]
    suggestion: str | None = None
    status: Status
    closed_as: Literal["withdrawn", "superseded", "carried forward"] | None = None
    rating: Rating | None = None
    updated: date | None = None
    paper: Name | None = None
    line: Line | None = None


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


KINDS: dict[str, type[Record]] = {
    "paper": Paper,
    "recommendation": Recommendation,
    "contact": Contact,
    "committee": Committee,
    "scheme": Scheme,
    "level": Level,
    "plan": Plan,
    "theme": Theme,
    "commitment": Commitment,
    "lead": Lead,
    "holder": Holder,
    "meeting": Meeting,
    "action": Action,
    "stage_met": StageMet,
    "move": Move,
    "committee_rating": CommitteeRating,
    "minute": Minute,
    "delivery": Delivery,
    "update": Update,
    "view": View,
    "edition": Edition,
    "slip": Slip,
}
"""Every kind of record under its name, each after the kinds that it refers to."""

PUBLISHED = frozenset({"edition", "slip"})
"""The kinds of what was published, which stands as it is."""

KEYS: dict[str, tuple[str, ...]] = {
    "paper": ("slug",),
    "recommendation": ("paper", "letter"),
    "contact": ("paper", "position"),
    "committee": ("code",),
    "scheme": ("slug",),
    "level": ("scheme", "code"),
    "plan": ("slug",),
    "theme": ("plan", "code"),
    "commitment": ("plan", "number"),
    "lead": ("slug",),
    "holder": ("post", "since"),
    "meeting": ("committee", "day"),
    "action": ("plan", "handle"),
    "stage_met": ("plan", "action", "due"),
    "move": ("plan", "action", "number"),
    "committee_rating": ("plan", "action", "number"),
    "minute": ("plan", "number"),
    "delivery": ("plan", "number"),
    "update": ("plan", "number"),
    "view": ("plan", "name"),
    "edition": ("plan", "number"),
    "slip": ("plan", "edition", "number"),
}
"""What tells the records of a kind apart: the fields that no two of them share."""
