"""What merging two plans needs to know of records: what tells them, and which of their fields only make sense together."""

from __future__ import annotations

from collections.abc import Mapping

from jatui.domain.records import KEYS, KINDS

SHARED = frozenset(kind for kind, key in KEYS.items() if key[0] != "plan" and kind != "plan")
"""The kinds that several plans share: a snapshot of one plan holds what it has to do with, and lacks the others'."""

NUMBERED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "statement": (("kind", "theme", "paper", "line"),),
    "amount": (("theme", "printed", "paper", "line"),),
    "measurement": (("period", "day", "data_day", "value"), ("period", "day")),
    "move": (("day", "former", "wording"),),
    "committee_rating": (("committee", "day"),),
    "minute": (("kind", "meeting_committee", "meeting_day", "text", "action"),),
    "finding": (("about", "paper", "line", "against", "against_line"),),
    "update": (
        ("action", "theme", "day", "kind", "text", "said_by", "source", "mark", "delivery"),
        ("action", "theme", "day", "kind", "said_by", "source", "mark", "delivery"),
        ("day", "kind", "text", "said_by", "source", "mark", "delivery"),
    ),
}
"""The kinds whose numbers are given where a record is written, so that one record has another number elsewhere.

Such a record is known by all that it says; where that was changed, by these fields, the first that fit.
"""

IDENTITY: Mapping[str, tuple[str, ...]] = {**KEYS, "delivery": ("plan", "digest")}
"""What tells a record in every database: its key, and of a return its digest, since its number is given where it is read."""

_MEETING = ("meeting_committee", "meeting_day")
WORDING = "milestone"
WORKED_OUT = (
    "milestone_kind",
    "start",
    "end",
    "next_due",
    "precision",
    "readable",
    "ambiguous",
    "recurrence",
    "unread",
    "warnings",
    "suggestion",
)
"""The fields of an action that are worked out from its milestone's wording, of which a person is told the due day alone."""

_READING = (WORDING, "read_as", "due", *WORKED_OUT)
_TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "form": (("name", "version"),),
    "question": (("kind", "text", "of"),),
    "paper": (("addressed_to", "sent_by", "divisions"), ("key_decision", "forward_plan", "outcome")),
    "recommendation": (("text", "line"),),
    "contact": (("body", "role", "name", "post", "email", "phone", "line"),),
    "answer": (("text", "officer", "label", "day", "line"),),
    "level": (("name", "meaning"),),
    "theme": (("caption", "paper", "line"),),
    "commitment": (("paper", "line"),),
    "alignment": (("sure", "said_by", "note", "paper", "line"),),
    "statement": (
        ("kind", "text", "theme", "counts", "claimed", "when", "start", "end", "implied", "paper", "line"),
    ),
    "amount": (("theme", "text", "printed", "pounds", "sense", "paper", "line"),),
    "lead": (("name", "kind"),),
    "holder": (("officer", "until"),),
    "meeting": (("deadline", "state"),),
    "action": (
        _READING,
        ("committee_cell", "committees"),
        ("lead_cell", "leads"),
        ("status", "closed_as"),
        ("paper", "line"),
    ),
    "link": (("sure", "said_by", "note", "paper", "line"),),
    "indicator": (("unit", "polarity", "baseline", "target", "tolerance"), ("paper", "line")),
    "indicator_set": (("least", "most"), ("state", "committee", "approved"), ("paper", "line")),
    "measurement": (
        ("period", "start", "end", "day", "data_day", "kind", "value", "target", "rating", "outcome"),
        ("text", "said_by", "paper", "line"),
    ),
    "move": (("day", "former", "former_due", "wording", "due", "reason", *_MEETING),),
    "committee_rating": (("committee", "day", "rating", "text"),),
    "minute": (
        (*_MEETING, "kind", "text", "asked_by"),
        ("answered", "answer"),
    ),
    "delivery": (("name", "day"),),
    "update": (
        ("action", "theme"),
        ("state", "until", "note", "review", "overruled"),
        ("kind", "text", "day", "said_by", "source", "mark", "delivery", "paper", "line"),
        ("status", "rating", "asks"),
    ),
    "finding": (("about", "text", "paper", "line", "against", "against_line"),),
    "ruling": (("ruling", "day", "reason", "said_by"),),
    "edition": (tuple(name for name in KINDS["edition"].__struct_fields__ if name not in KEYS["edition"]),),
    "slip": (("day", "text", "sha256"),),
}


def _groups(kind: str) -> tuple[tuple[str, ...], ...]:
    together = _TOGETHER.get(kind, ())
    placed = {name for group in together for name in group} | {*IDENTITY[kind], "number"}
    if kind not in NUMBERED:
        placed |= set(KEYS[kind])
    single = ((name,) for name in KINDS[kind].__struct_fields__ if name not in placed)
    return (*together, *single)


GROUPS: Mapping[str, tuple[tuple[str, ...], ...]] = {kind: _groups(kind) for kind in KINDS}
"""The fields of each kind beside its key, in groups that only make sense together: one is taken from one side as a whole."""

LATER, ORDER = ("updated",), ("position",)
"""Groups that nobody is asked about: of two days of the last update the later counts, and of two places the own one."""

_FORM = (("form",), "form")
_PAPER = (("paper",), "paper")
_INDICATOR = (("plan", "indicator"), "indicator")
_PLAN = (("plan",), "plan")
_THEME = (("plan", "theme"), "theme")
_ACTION = (("plan", "action"), "action")
REFERS: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "form": (),
    "question": (_FORM,),
    "paper": (_FORM,),
    "recommendation": (_PAPER,),
    "contact": (_PAPER,),
    "answer": (_PAPER, (("form", "question"), "question")),
    "committee": (),
    "scheme": (),
    "level": ((("scheme",), "scheme"),),
    "plan": (_PAPER, (("committee",), "committee"), (("scheme",), "scheme")),
    "theme": (_PAPER, _PLAN),
    "commitment": (_PAPER, _PLAN, _THEME),
    "alignment": (_PAPER, _THEME),
    "statement": (_PAPER, _PLAN, _THEME),
    "amount": (_PAPER, _PLAN, _THEME),
    "lead": (),
    "holder": ((("post",), "lead"), (("officer",), "lead")),
    "meeting": ((("committee",), "committee"), _PAPER),
    "action": (_PAPER, _PLAN, _THEME, (("committees",), "committee"), (("leads",), "lead")),
    "link": (_PAPER, (("plan", "commitment"), "commitment")),
    "indicator": (_PAPER, _PLAN, _THEME, (("owner",), "lead"), (("committee",), "committee")),
    "indicator_set": (_PAPER, _PLAN, (("committee",), "committee")),
    "set_member": ((("plan", "indicator_set", "version"), "indicator_set"), _INDICATOR),
    "measurement": (_PAPER, _INDICATOR),
    "stage_met": (_ACTION,),
    "move": (_ACTION, (_MEETING, "meeting")),
    "committee_rating": (_ACTION, (("committee",), "committee")),
    "minute": (_PLAN, (_MEETING, "meeting"), _ACTION, (("lead",), "lead")),
    "delivery": (_PLAN,),
    "update": (_PAPER, _PLAN, _ACTION, _THEME, (("plan", "delivery"), "delivery")),
    "finding": (_PAPER, _PLAN, (("against",), "paper")),
    "ruling": (_PLAN,),
    "view": (_PLAN,),
    "edition": (_PLAN,),
    "slip": ((("plan", "edition"), "edition"),),
}
"""What each kind refers to: the fields that name it, and the kind that is named."""
