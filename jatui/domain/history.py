"""What a revision did to one row, field by field and in words: names for ids, days as people read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from jatui.domain.days import told_day

UNTOLD: Final = frozenset(
    {
        "id", "position", "plan_id", "number", "line", "paper_id", "mark", "digest", "milestone_kind", "start", "end",
        "precision", "readable", "ambiguous", "recurrence", "unread", "warnings", "suggestion", "committee_cell",
        "lead_cell", "ref", "slug", "delivery_id", "edition_id", "form_id", "question_id", "commitment_id", "indicator_id",
        "indicator_set_id", "against_id", "against_line", "moment", "revision", "sha256", "pack", "previous",
    }
)  # fmt: skip
"""Columns that say nothing to a reader: derived from others, or of use within the database alone."""

DAYS: Final = frozenset(
    {
        "day",
        "due",
        "next_due",
        "updated",
        "until",
        "review",
        "met",
        "former_due",
        "deadline",
        "first",
        "last",
        "meeting_day",
        "data_day",
        "approved",
    }
)
"""Columns that hold days."""

LABELS: Final = {
    ("action", "text"): "wording",
    ("update", "text"): "text",
    ("move", "former"): "former milestone",
    ("move", "wording"): "milestone",
}
_NAMES: Final = {
    "next_due": "next due",
    "closed_as": "closed as",
    "read_as": "read as",
    "said_by": "said by",
    "asks": "asks for",
    "review": "triaged for",
    "until": "put off until",
    "updated": "last update",
    "former_due": "former due day",
    "overruled": "recorded although",
    "milestone": "milestone",
}
KINDS: Final = {
    "action_lead": "lead",
    "action_committee": "committee",
    "stage_met": "stage",
    "move": "move of the milestone",
    "committee_rating": "committee's rating",
}
"""What rows of a table are called, where not as the table is."""


class Field(NamedTuple):
    """One field of a row: its name, what it was and what it became; None is nothing."""

    name: str
    before: str | None
    after: str | None

    @property
    def sentence(self) -> str:
        """The field as a line of text."""
        if self.before is None:
            return f"{self.name}: {self.after}"
        return f"{self.name}: {self.before} -> {'(nothing)' if self.after is None else self.after}"


class Touched(NamedTuple):
    """A row that a revision touched: its table and id, what it is called, and its fields that changed.

    `did` is added, changed or removed; `action` the action that it is or is a part of.
    """

    entity: str
    row: int
    name: str
    did: str
    fields: tuple[Field, ...]
    action: int | None

    @property
    def title(self) -> str:
        """The row and what was done to it."""
        return f"{self.name}: {self.did}"

    def as_json(self) -> dict[str, Any]:
        """Return it as `jatui history --changes --json` prints it."""
        fields = [{"field": each.name, "before": each.before, "after": each.after} for each in self.fields]
        return {"kind": self.entity, "about": self.name, "did": self.did, "fields": fields}


def fields_changed(
    entity: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    called: Callable[[str, int], str],
) -> tuple[Field, ...]:
    """Return the fields of a row that differ, in the order of its columns; `called` names the row that an id stands for.

    Of a row that is added or removed those fields are told that hold something.
    """
    found = []
    for column in after or before or {}:
        was, now = (before or {}).get(column), (after or {}).get(column)
        if column in UNTOLD or was == now:
            continue
        if column == "action_id" and None in (was, now) and None in (before, after):
            continue
        told = [_told(column, value, called) for value in (was, now)]
        if told[0] != told[1]:
            found.append(Field(_label(entity, column), told[0], told[1]))
    return tuple(found)


def _label(entity: str, column: str) -> str:
    return LABELS.get((entity, column)) or _NAMES.get(column) or column.removesuffix("_id").replace("_", " ")


def _told(column: str, value: Any, called: Callable[[str, int], str]) -> str | None:
    if value is None or value in ("", "[]"):
        return None
    if column.endswith("_id"):
        return called(column, int(value))
    if column in DAYS and isinstance(value, str):
        try:
            return told_day(value)
        except ValueError:
            return value
    if column == "overruled":
        return str(value).strip("[]").replace('"', "")
    return str(value)


def row_name(entity: str, row: Mapping[str, Any], called: Callable[[str, int], str]) -> str:
    """Return what a row is called: an action by its handle, what is a part of one with the action's."""
    kind = KINDS.get(entity, entity.replace("_", " "))
    if entity == "action":
        return str(row.get("handle"))
    if entity == "stage_met":
        kind = f"stage due by {told_day(row.get('due'))}"
    elif entity == "update":
        kind = f"update {row.get('number')}"
    elif entity == "set_member":
        indicator, kept = row["indicator_id"], row["indicator_set_id"]
        return f"{called('indicator_id', int(indicator))} in {called('indicator_set_id', int(kept))}"
    elif entity == "measurement":
        return f"{kind} {row.get('number')} of {called('indicator_id', int(row['indicator_id']))}"
    elif entity == "indicator":
        return f"{kind} {row.get('number')}"
    elif entity == "indicator_set":
        return f"{kind} {row.get('name')} {row.get('version')}"
    elif entity in ("edition", "slip"):
        return f"{kind} {row.get('number')}"
    elif entity == "minute":
        kind = f"{row.get('kind')} {row.get('number')}"
    name = next((str(row[key]) for key in ("code", "name", "title", "letter") if row.get(key)), "")
    if entity not in KINDS and entity != "update" and name:
        kind = f"{kind} {name}"
    action = row.get("action_id")
    return f"{kind} of {called('action_id', int(action))}" if action is not None else kind
