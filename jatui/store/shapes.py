"""How each kind of record lies in the tables: where its fields come from, its order, and what it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PAPER = "LEFT JOIN paper ON paper.id = t.paper_id"
BY_ACTION = "JOIN action ON action.id = t.action_id JOIN plan ON plan.id = action.plan_id"


@dataclass(frozen=True, slots=True)
class Shape:
    """The tables that a kind of record is read from and written to.

    `fields` gives the SQL of the fields that are not columns of the kind's own table; `parents` the id
    columns that fields stand for, and `kinds` the kinds of those that are called otherwise; `scope` what ties a
    row to the plan `:plan`.
    """

    order: str
    joins: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    scope: str = "t.plan_id = :plan"
    shared: bool = False


def _listed(table: str, column: str, kind: str, key: str) -> str:
    """Return the SQL of the keys that a linking table ties to a row, in their order, as a JSON array."""
    return (
        f"(SELECT json_group_array(k) FROM (SELECT o.{key} AS k FROM {table} l JOIN {kind} o ON o.id = l.{column} "
        "WHERE l.action_id = t.id ORDER BY l.position))"
    )


LISTS: Mapping[str, tuple[str, str, str]] = {
    "committees": ("action_committee", "committee_id", "committee"),
    "leads": ("action_lead", "lead_id", "lead"),
}
"""Fields of an action that are rows of a linking table: the table, its column, and the kind it points at."""

_OF_PLAN = {"paper": ("paper",), "plan": ("plan",)}
_LINED = {"paper": "paper.slug", "plan": "plan.slug"}
_PLAN = "JOIN plan ON plan.id = t.plan_id"
_THEME = "LEFT JOIN theme ON theme.id = t.theme_id"
_BY_INDICATOR = "JOIN indicator ON indicator.id = t.indicator_id"
_IN_COMMITTEES = (
    "(SELECT committee_id FROM plan WHERE id = :plan UNION SELECT l.committee_id FROM action_committee l "
    "JOIN action a ON a.id = l.action_id WHERE a.plan_id = :plan UNION SELECT m.committee_id FROM meeting m "
    "JOIN move v ON v.meeting_id = m.id JOIN action a ON a.id = v.action_id WHERE a.plan_id = :plan "
    "UNION SELECT r.committee_id FROM committee_rating r JOIN action a ON a.id = r.action_id WHERE a.plan_id = :plan "
    "UNION SELECT m.committee_id FROM meeting m JOIN minute n ON n.meeting_id = m.id WHERE n.plan_id = :plan "
    "UNION SELECT committee_id FROM indicator WHERE plan_id = :plan "
    "UNION SELECT committee_id FROM indicator_set WHERE plan_id = :plan)"
)
NAMING_PAPERS = (
    *("plan", "theme", "commitment", "alignment", "statement", "amount", "meeting", "action", "link"),
    *("indicator", "indicator_set", "measurement", "update", "finding"),
)
"""The kinds that name the paper they stand in."""

_NAMED_PAPERS = " UNION ".join(
    [*(f'SELECT paper_id FROM "{kind}"' for kind in NAMING_PAPERS), "SELECT against_id FROM finding"]
)
_IN_PAPERS = (
    "(SELECT paper_id FROM plan WHERE id = :plan UNION SELECT paper_id FROM action WHERE plan_id = :plan "
    'UNION SELECT paper_id FROM "update" WHERE plan_id = :plan UNION SELECT paper_id FROM theme WHERE plan_id = :plan '
    "UNION SELECT paper_id FROM commitment WHERE plan_id = :plan UNION SELECT paper_id FROM statement WHERE plan_id = :plan "
    "UNION SELECT paper_id FROM amount WHERE plan_id = :plan UNION SELECT paper_id FROM indicator WHERE plan_id = :plan "
    "UNION SELECT paper_id FROM indicator_set WHERE plan_id = :plan "
    "UNION SELECT m.paper_id FROM measurement m JOIN indicator i ON i.id = m.indicator_id WHERE i.plan_id = :plan "
    "UNION SELECT l.paper_id FROM link l JOIN commitment c ON c.id = l.commitment_id WHERE c.plan_id = :plan "
    "UNION SELECT l.paper_id FROM alignment l JOIN theme h ON h.id = l.theme_id WHERE h.plan_id = :plan "
    "UNION SELECT paper_id FROM finding WHERE plan_id = :plan UNION SELECT against_id FROM finding WHERE plan_id = :plan "
    f"UNION SELECT paper_id FROM meeting WHERE committee_id IN {_IN_COMMITTEES} "
    f"UNION SELECT id FROM paper WHERE id NOT IN (SELECT paper_id FROM ({_NAMED_PAPERS}) WHERE paper_id IS NOT NULL))"
)
"""The papers that something of a plan names, and those that nothing names, as a report that is begun, lest they be lost."""

_LEADING = (
    "SELECT l.lead_id FROM action_lead l JOIN action a ON a.id = l.action_id WHERE a.plan_id = :plan "
    "UNION SELECT lead_id FROM minute WHERE plan_id = :plan UNION SELECT owner_id FROM indicator WHERE plan_id = :plan "
    "UNION SELECT id FROM lead WHERE id NOT IN (SELECT lead_id FROM action_lead) "
    "AND id NOT IN (SELECT owner_id FROM indicator WHERE owner_id IS NOT NULL)"
)
"""Who leads in a plan, and who leads in none, as who is new or has passed all on does: no plan's snapshot may lose them."""

_IN_LEADS = f"({_LEADING} UNION SELECT h.officer_id FROM holder h WHERE h.post_id IN ({_LEADING}))"
_IN_SCHEMES = (
    "(SELECT scheme_id FROM plan WHERE id = :plan "
    "UNION SELECT id FROM scheme WHERE id NOT IN (SELECT scheme_id FROM plan))"
)

_IN_FORMS = (
    f"(SELECT form_id FROM paper WHERE id IN {_IN_PAPERS} UNION SELECT q.form_id FROM answer a "
    f"JOIN question q ON q.id = a.question_id WHERE a.paper_id IN {_IN_PAPERS} "
    "UNION SELECT id FROM form WHERE id NOT IN (SELECT form_id FROM paper WHERE form_id IS NOT NULL) "
    "AND id NOT IN (SELECT q.form_id FROM answer a JOIN question q ON q.id = a.question_id))"
)
_BY_FORM = "JOIN form ON form.id = t.form_id"

SHAPES: Mapping[str, Shape] = {
    "form": Shape(order="t.slug", scope=f"t.id IN {_IN_FORMS}", shared=True),
    "question": Shape(
        order="form.slug, t.position, t.number",
        joins=_BY_FORM,
        fields={"form": "form.slug"},
        parents={"form": ("form",)},
        scope=f"t.form_id IN {_IN_FORMS}",
        shared=True,
    ),
    "paper": Shape(
        order="t.day IS NULL, t.day, t.slug",
        joins=f"LEFT {_BY_FORM}",
        fields={"form": "form.slug"},
        parents={"form": ("form",)},
        scope=f"t.id IN {_IN_PAPERS}",
        shared=True,
    ),
    "recommendation": Shape(
        order="paper.slug, t.letter",
        joins=PAPER,
        fields={"paper": "paper.slug"},
        parents={"paper": ("paper",)},
        scope=f"t.paper_id IN {_IN_PAPERS}",
        shared=True,
    ),
    "contact": Shape(
        order="paper.slug, t.position",
        joins=PAPER,
        fields={"paper": "paper.slug"},
        parents={"paper": ("paper",)},
        scope=f"t.paper_id IN {_IN_PAPERS}",
        shared=True,
    ),
    "answer": Shape(
        order="paper.slug, form.slug, question.position, question.number",
        joins=f"{PAPER} JOIN question ON question.id = t.question_id JOIN form ON form.id = question.form_id",
        fields={"paper": "paper.slug", "form": "form.slug", "question": "question.number"},
        parents={"paper": ("paper",), "question": ("form", "question")},
        scope=f"t.paper_id IN {_IN_PAPERS}",
        shared=True,
    ),
    "committee": Shape(order="t.code", scope=f"t.id IN {_IN_COMMITTEES}", shared=True),
    "scheme": Shape(order="t.slug", scope=f"t.id IN {_IN_SCHEMES}", shared=True),
    "level": Shape(
        order="scheme.slug, t.position, t.code",
        joins="JOIN scheme ON scheme.id = t.scheme_id",
        fields={"scheme": "scheme.slug"},
        parents={"scheme": ("scheme",)},
        scope=f"t.scheme_id IN {_IN_SCHEMES}",
        shared=True,
    ),
    "plan": Shape(
        order="t.position, t.slug",
        joins=f"{PAPER} LEFT JOIN committee ON committee.id = t.committee_id JOIN scheme ON scheme.id = t.scheme_id",
        fields={"paper": "paper.slug", "committee": "committee.code", "scheme": "scheme.slug"},
        parents={"paper": ("paper",), "committee": ("committee",), "scheme": ("scheme",)},
        scope="t.id = :plan",
    ),
    "theme": Shape(
        order="plan.position, plan.slug, t.position, t.code",
        joins=f"{_PLAN} {PAPER}",
        fields=_LINED,
        parents=_OF_PLAN,
    ),
    "commitment": Shape(
        order="plan.position, plan.slug, t.position, t.number",
        joins=f"{_PLAN} {PAPER} LEFT JOIN theme ON theme.id = t.theme_id",
        fields={**_LINED, "theme": "theme.code"},
        parents={**_OF_PLAN, "theme": ("plan", "theme")},
    ),
    "alignment": Shape(
        order="plan.position, plan.slug, theme.position, theme.code, t.to_plan, t.to_theme",
        joins=f"JOIN theme ON theme.id = t.theme_id JOIN plan ON plan.id = theme.plan_id {PAPER}",
        fields={**_LINED, "theme": "theme.code"},
        parents={"paper": ("paper",), "theme": ("plan", "theme")},
        scope="theme.plan_id = :plan",
    ),
    "statement": Shape(
        order="plan.position, plan.slug, t.number",
        joins=f"{_PLAN} {PAPER} {_THEME}",
        fields={**_LINED, "theme": "theme.code"},
        parents={**_OF_PLAN, "theme": ("plan", "theme")},
    ),
    "amount": Shape(
        order="plan.position, plan.slug, t.number",
        joins=f"{_PLAN} {PAPER} {_THEME}",
        fields={**_LINED, "theme": "theme.code"},
        parents={**_OF_PLAN, "theme": ("plan", "theme")},
    ),
    "lead": Shape(order="t.slug", scope=f"t.id IN {_IN_LEADS}", shared=True),
    "holder": Shape(
        order="post.slug, t.since, officer.slug",
        joins="JOIN lead post ON post.id = t.post_id JOIN lead officer ON officer.id = t.officer_id",
        fields={"post": "post.slug", "officer": "officer.slug"},
        parents={"post": ("post",), "officer": ("officer",)},
        kinds={"post": "lead", "officer": "lead"},
        scope=f"t.post_id IN ({_LEADING})",
        shared=True,
    ),
    "meeting": Shape(
        order="committee.code, t.day",
        joins=f"JOIN committee ON committee.id = t.committee_id {PAPER}",
        fields={"committee": "committee.code", "paper": "paper.slug"},
        parents={"committee": ("committee",), "paper": ("paper",)},
        scope=f"t.committee_id IN {_IN_COMMITTEES}",
        shared=True,
    ),
    "action": Shape(
        order="plan.position, plan.slug, t.position, t.handle",
        joins=f"{_PLAN} {PAPER} JOIN theme ON theme.id = t.theme_id",
        fields={
            **_LINED,
            "theme": "theme.code",
            "committees": _listed("action_committee", "committee_id", "committee", "code"),
            "leads": _listed("action_lead", "lead_id", "lead", "slug"),
        },
        parents={**_OF_PLAN, "theme": ("plan", "theme")},
    ),
    "link": Shape(
        order="plan.position, plan.slug, commitment.position, commitment.number, t.to_plan, t.to_action, t.kind",
        joins=f"JOIN commitment ON commitment.id = t.commitment_id JOIN plan ON plan.id = commitment.plan_id {PAPER}",
        fields={**_LINED, "commitment": "commitment.number"},
        parents={"paper": ("paper",), "commitment": ("plan", "commitment")},
        scope="commitment.plan_id = :plan",
    ),
    "indicator": Shape(
        order="plan.position, plan.slug, t.position, t.number",
        joins=(
            f"{_PLAN} {PAPER} {_THEME} LEFT JOIN lead ON lead.id = t.owner_id "
            "LEFT JOIN committee ON committee.id = t.committee_id"
        ),
        fields={**_LINED, "theme": "theme.code", "owner": "lead.slug", "committee": "committee.code"},
        parents={**_OF_PLAN, "theme": ("plan", "theme"), "owner": ("owner",), "committee": ("committee",)},
        kinds={"owner": "lead"},
    ),
    "indicator_set": Shape(
        order="plan.position, plan.slug, t.name, t.version",
        joins=f"{_PLAN} {PAPER} LEFT JOIN committee ON committee.id = t.committee_id",
        fields={**_LINED, "committee": "committee.code"},
        parents={**_OF_PLAN, "committee": ("committee",)},
    ),
    "set_member": Shape(
        order="plan.position, plan.slug, indicator_set.name, indicator_set.version, t.position, indicator.number",
        joins=(
            f"JOIN indicator_set ON indicator_set.id = t.indicator_set_id {_BY_INDICATOR} "
            "JOIN plan ON plan.id = indicator_set.plan_id"
        ),
        fields={
            "plan": "plan.slug",
            "indicator_set": "indicator_set.name",
            "version": "indicator_set.version",
            "indicator": "indicator.number",
        },
        parents={"indicator_set": ("plan", "indicator_set", "version"), "indicator": ("plan", "indicator")},
        scope="indicator_set.plan_id = :plan",
    ),
    "measurement": Shape(
        order="plan.position, plan.slug, indicator.position, indicator.number, t.number",
        joins=f"{_BY_INDICATOR} JOIN plan ON plan.id = indicator.plan_id {PAPER}",
        fields={**_LINED, "indicator": "indicator.number"},
        parents={"paper": ("paper",), "indicator": ("plan", "indicator")},
        scope="indicator.plan_id = :plan",
    ),
    "stage_met": Shape(
        order="plan.position, plan.slug, action.position, action.handle, t.due",
        joins=BY_ACTION,
        fields={"plan": "plan.slug", "action": "action.handle"},
        parents={"action": ("plan", "action")},
        scope="action.plan_id = :plan",
    ),
    "move": Shape(
        order="plan.position, plan.slug, action.position, action.handle, t.number",
        joins=(
            f"{BY_ACTION} LEFT JOIN meeting ON meeting.id = t.meeting_id "
            "LEFT JOIN committee ON committee.id = meeting.committee_id"
        ),
        fields={
            "plan": "plan.slug",
            "action": "action.handle",
            "meeting_committee": "committee.code",
            "meeting_day": "meeting.day",
        },
        parents={"action": ("plan", "action"), "meeting": ("meeting_committee", "meeting_day")},
        scope="action.plan_id = :plan",
    ),
    "committee_rating": Shape(
        order="plan.position, plan.slug, action.position, action.handle, t.number",
        joins=f"{BY_ACTION} JOIN committee ON committee.id = t.committee_id",
        fields={"plan": "plan.slug", "action": "action.handle", "committee": "committee.code"},
        parents={"action": ("plan", "action"), "committee": ("committee",)},
        scope="action.plan_id = :plan",
    ),
    "minute": Shape(
        order="plan.position, plan.slug, t.number",
        joins=(
            f"{_PLAN} JOIN meeting ON meeting.id = t.meeting_id JOIN committee ON committee.id = meeting.committee_id "
            "LEFT JOIN action ON action.id = t.action_id LEFT JOIN lead ON lead.id = t.lead_id"
        ),
        fields={
            "plan": "plan.slug",
            "meeting_committee": "committee.code",
            "meeting_day": "meeting.day",
            "action": "action.handle",
            "lead": "lead.slug",
        },
        parents={
            "plan": ("plan",),
            "meeting": ("meeting_committee", "meeting_day"),
            "action": ("plan", "action"),
            "lead": ("lead",),
        },
    ),
    "delivery": Shape(
        order="plan.position, plan.slug, t.number",
        joins=_PLAN,
        fields={"plan": "plan.slug"},
        parents={"plan": ("plan",)},
    ),
    "update": Shape(
        order="plan.position, plan.slug, t.number",
        joins=(
            f"{_PLAN} {PAPER} LEFT JOIN action ON action.id = t.action_id LEFT JOIN theme ON theme.id = t.theme_id "
            "LEFT JOIN delivery ON delivery.id = t.delivery_id"
        ),
        fields={**_LINED, "action": "action.handle", "theme": "theme.code", "delivery": "delivery.number"},
        parents={
            **_OF_PLAN,
            "action": ("plan", "action"),
            "theme": ("plan", "theme"),
            "delivery": ("plan", "delivery"),
        },
    ),
    "finding": Shape(
        order="plan.position, plan.slug, t.number",
        joins=f"{_PLAN} {PAPER} LEFT JOIN paper against ON against.id = t.against_id",
        fields={**_LINED, "against": "against.slug"},
        parents={**_OF_PLAN, "against": ("against",)},
        kinds={"against": "paper"},
    ),
    "ruling": Shape(
        order="plan.position, plan.slug, t.finding",
        joins=_PLAN,
        fields={"plan": "plan.slug"},
        parents={"plan": ("plan",)},
    ),
    "view": Shape(
        order="plan.position, plan.slug, t.position, t.name",
        joins=_PLAN,
        fields={"plan": "plan.slug"},
        parents={"plan": ("plan",)},
    ),
    "edition": Shape(
        order="plan.position, plan.slug, t.number",
        joins=_PLAN,
        fields={"plan": "plan.slug"},
        parents={"plan": ("plan",)},
    ),
    "slip": Shape(
        order="plan.position, plan.slug, edition.number, t.number",
        joins="JOIN edition ON edition.id = t.edition_id JOIN plan ON plan.id = edition.plan_id",
        fields={"plan": "plan.slug", "edition": "edition.number"},
        parents={"edition": ("plan", "edition")},
        scope="edition.plan_id = :plan",
    ),
}
"""The shape of every kind, each after the kinds that it refers to.

A parent is found by the record's own fields named here: `("plan", "action")` is an action by its plan and
its handle, `("paper",)` a paper by its slug.
"""
