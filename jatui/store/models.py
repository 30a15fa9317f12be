"""The tables as Peewee models: what may be written to each. SQL in `db/sqlite` owns the schema.

The models are bound to no database; each query is given the one to run on.
"""

from __future__ import annotations

import peewee as pw


class Table(pw.Model):
    """A table of the plan."""

    id = pw.AutoField()

    class Meta:
        """Names as in the SQL files."""

        legacy_table_names = False
        only_save_dirty = True


class Paper(Table):
    """A council paper and its head as printed."""

    slug = pw.TextField(unique=True)
    title = pw.TextField()
    file = pw.TextField(null=True)
    day = pw.TextField(null=True)
    addressed_to = pw.TextField(null=True)
    sent_by = pw.TextField(null=True)
    divisions = pw.TextField(null=True)
    key_decision = pw.TextField(null=True)
    forward_plan = pw.TextField(null=True)
    outcome = pw.TextField(null=True)
    preamble = pw.TextField(null=True)


class Recommendation(Table):
    """A lettered recommendation of a paper."""

    paper = pw.ForeignKeyField(Paper)
    letter = pw.TextField()
    text = pw.TextField()
    line = pw.IntegerField(null=True)


class Contact(Table):
    """A person whom a paper names for questions."""

    paper = pw.ForeignKeyField(Paper)
    position = pw.IntegerField()
    role = pw.TextField()
    name = pw.TextField()
    post = pw.TextField(null=True)
    email = pw.TextField(null=True)
    phone = pw.TextField(null=True)
    line = pw.IntegerField(null=True)


class Committee(Table):
    """A body that oversees actions."""

    code = pw.TextField(unique=True)
    name = pw.TextField(null=True)
    kind = pw.TextField()


class Scheme(Table):
    """A named way of rating."""

    slug = pw.TextField(unique=True)
    name = pw.TextField()


class Level(Table):
    """One rating of a scheme."""

    scheme = pw.ForeignKeyField(Scheme)
    code = pw.TextField()
    position = pw.IntegerField()
    name = pw.TextField()
    meaning = pw.TextField()


class Plan(Table):
    """One published set of actions."""

    slug = pw.TextField(unique=True)
    position = pw.IntegerField()
    name = pw.TextField()
    paper = pw.ForeignKeyField(Paper, null=True)
    committee = pw.ForeignKeyField(Committee, null=True)
    scheme = pw.ForeignKeyField(Scheme)
    day = pw.TextField(null=True)


class Theme(Table):
    """A group of actions in a plan."""

    plan = pw.ForeignKeyField(Plan)
    code = pw.TextField()
    position = pw.IntegerField()
    name = pw.TextField()
    caption = pw.TextField(null=True)
    paper = pw.ForeignKeyField(Paper, null=True)
    line = pw.IntegerField(null=True)


class Commitment(Table):
    """A promise in prose."""

    plan = pw.ForeignKeyField(Plan)
    theme = pw.ForeignKeyField(Theme, null=True)
    number = pw.TextField()
    position = pw.IntegerField()
    text = pw.TextField()
    paper = pw.ForeignKeyField(Paper, null=True)
    line = pw.IntegerField(null=True)


class Lead(Table):
    """An officer, a post or a body."""

    slug = pw.TextField(unique=True)
    name = pw.TextField()
    kind = pw.TextField()


class Holder(Table):
    """An officer who holds a post for a time."""

    post = pw.ForeignKeyField(Lead, backref="+")
    officer = pw.ForeignKeyField(Lead, backref="+")
    since = pw.TextField(null=True)
    until = pw.TextField(null=True)


class Meeting(Table):
    """A committee on a day."""

    committee = pw.ForeignKeyField(Committee)
    day = pw.TextField()
    deadline = pw.TextField(null=True)
    state = pw.TextField(default="planned")
    paper = pw.ForeignKeyField(Paper, null=True)


class Action(Table):
    """One row of a plan."""

    plan = pw.ForeignKeyField(Plan)
    theme = pw.ForeignKeyField(Theme)
    handle = pw.TextField()
    ref = pw.TextField()
    position = pw.IntegerField()
    text = pw.TextField()
    committee_cell = pw.TextField()
    lead_cell = pw.TextField()
    milestone = pw.TextField()
    read_as = pw.TextField(null=True)
    milestone_kind = pw.TextField()
    start = pw.TextField(null=True)
    end = pw.TextField(null=True)
    due = pw.TextField(null=True)
    next_due = pw.TextField(null=True)
    precision = pw.TextField(null=True)
    readable = pw.IntegerField()
    ambiguous = pw.IntegerField()
    recurrence = pw.TextField(null=True)
    unread = pw.TextField(default="[]")
    warnings = pw.TextField(default="[]")
    suggestion = pw.TextField(null=True)
    status = pw.TextField(default="not started")
    closed_as = pw.TextField(null=True)
    rating = pw.TextField(null=True)
    updated = pw.TextField(null=True)
    paper = pw.ForeignKeyField(Paper, null=True)
    line = pw.IntegerField(null=True)


class ActionCommittee(Table):
    """A committee that oversees an action."""

    action = pw.ForeignKeyField(Action)
    committee = pw.ForeignKeyField(Committee)
    position = pw.IntegerField()


class ActionLead(Table):
    """A lead of an action."""

    action = pw.ForeignKeyField(Action)
    lead = pw.ForeignKeyField(Lead)
    position = pw.IntegerField()


class StageMet(Table):
    """A stage of a milestone that was met on a day."""

    action = pw.ForeignKeyField(Action)
    due = pw.TextField()
    met = pw.TextField()


class Move(Table):
    """A change of a milestone's wording."""

    action = pw.ForeignKeyField(Action)
    number = pw.IntegerField()
    day = pw.TextField()
    former = pw.TextField()
    former_due = pw.TextField(null=True)
    wording = pw.TextField()
    due = pw.TextField(null=True)
    reason = pw.TextField()
    meeting = pw.ForeignKeyField(Meeting, null=True)


class CommitteeRating(Table):
    """A committee's own rating of an action."""

    action = pw.ForeignKeyField(Action)
    committee = pw.ForeignKeyField(Committee)
    number = pw.IntegerField()
    day = pw.TextField()
    rating = pw.TextField()
    text = pw.TextField(null=True)


class Minute(Table):
    """What a meeting asked or decided."""

    plan = pw.ForeignKeyField(Plan)
    number = pw.IntegerField()
    kind = pw.TextField()
    meeting = pw.ForeignKeyField(Meeting)
    action = pw.ForeignKeyField(Action, null=True)
    text = pw.TextField()
    asked_by = pw.TextField(null=True)
    lead = pw.ForeignKeyField(Lead, null=True)
    due = pw.TextField(null=True)
    answered = pw.TextField(null=True)
    answer = pw.TextField(null=True)


class Delivery(Table):
    """A return that was read."""

    plan = pw.ForeignKeyField(Plan)
    number = pw.IntegerField()
    name = pw.TextField()
    day = pw.TextField()
    digest = pw.TextField()


class Update(Table):
    """What was said of an action or a theme on a day."""

    plan = pw.ForeignKeyField(Plan)
    number = pw.IntegerField()
    action = pw.ForeignKeyField(Action, null=True)
    theme = pw.ForeignKeyField(Theme, null=True)
    day = pw.TextField(null=True)
    kind = pw.TextField(default="update")
    state = pw.TextField()
    until = pw.TextField(null=True)
    text = pw.TextField()
    status = pw.TextField(null=True)
    rating = pw.TextField(null=True)
    said_by = pw.TextField(null=True)
    source = pw.TextField(null=True)
    note = pw.TextField(null=True)
    asks = pw.TextField(null=True)
    review = pw.TextField(null=True)
    overruled = pw.TextField(null=True)
    mark = pw.TextField(null=True)
    delivery = pw.ForeignKeyField(Delivery, null=True)
    paper = pw.ForeignKeyField(Paper, null=True)
    line = pw.IntegerField(null=True)


class View(Table):
    """A filter that is kept by its name."""

    plan = pw.ForeignKeyField(Plan)
    position = pw.IntegerField()
    name = pw.TextField()
    terms = pw.TextField()


class Edition(Table):
    """The plan as it was published for a meeting."""

    plan = pw.ForeignKeyField(Plan)
    number = pw.IntegerField()
    day = pw.TextField()
    meeting_committee = pw.TextField()
    meeting_day = pw.TextField()
    moment = pw.TextField()
    revision = pw.IntegerField()
    name = pw.TextField()
    sha256 = pw.TextField()
    pack = pw.TextField()
    previous = pw.TextField(null=True)


class Slip(Table):
    """A correction that stands beside an edition."""

    edition = pw.ForeignKeyField(Edition)
    number = pw.IntegerField()
    day = pw.TextField()
    text = pw.TextField()
    sha256 = pw.TextField()


MODELS: dict[str, type[Table]] = {
    model._meta.table_name: model
    for model in (
        Paper, Recommendation, Contact, Committee, Scheme, Level, Plan, Theme, Commitment, Lead, Holder, Meeting,
        Action, ActionCommittee, ActionLead, StageMet, Move, CommitteeRating, Minute, Delivery, Update, View,
        Edition, Slip,
    )
}  # fmt: skip
"""Each model under its table's name, each after the tables that it refers to."""
