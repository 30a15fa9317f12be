"""What each word and each field of a filter is as SQL over `action a`; values stand in it as names of parameters."""

from __future__ import annotations

from jatui.domain.words import NONE
from jatui.store.committee_ratings import DIFFERING
from jatui.store.minutes import ASKED
from jatui.store.scope import HELD, OPEN, OVERDUE, WAITING

STATUS = {"open": OPEN, "done": f"NOT ({OPEN})"}
SLIPPED = "a.id IN (SELECT action_id FROM move WHERE due > former_due)"
_UNPLACED = f'SELECT theme_id FROM "update" WHERE plan_id IN (SELECT id FROM plan) AND {WAITING} AND action_id IS NULL'
IS = {
    "overdue": OVERDUE,
    "silent": "NOT EXISTS (SELECT 1 FROM \"update\" u WHERE u.action_id = a.id AND u.state = 'accepted')",
    "slipped": SLIPPED,
    "watermelon": f"a.rating = 'green' AND {OPEN} AND (a.next_due < :today OR {SLIPPED})",
    "disputed": f"a.id IN (SELECT action_id FROM committee_rating) AND {DIFFERING} <> ''",
    "asked": f"a.id IN (SELECT action_id FROM minute WHERE {ASKED})",
    "unplaced": (
        f"(a.theme_id IN ({_UNPLACED} AND theme_id IS NOT NULL) "
        f"OR a.plan_id IN ({_UNPLACED.replace('theme_id', 'plan_id', 1)} AND theme_id IS NULL))"
    ),
    "rated": "a.rating IS NOT NULL",
    "unrated": "a.rating IS NULL",
    **STATUS,
    "waiting": "a.status = 'waiting'",
    "undated": "a.due IS NULL",
    "unreadable": "(NOT a.readable OR a.unread <> '[]')",
    "ambiguous": "a.ambiguous",
    "duplicate": (
        "EXISTS (SELECT 1 FROM action b WHERE upper(replace(b.ref, '.', '')) = upper(replace(a.ref, '.', '')) "
        "AND b.ref = a.ref AND b.plan_id = a.plan_id AND b.id <> a.id)"
    ),
}
"""The words of `is:`."""

_WAITS = "a.milestone_kind IN ('dependent', 'event')"
SCHEDULE = {
    "passed": "a.due < :today",
    "next": "a.due BETWEEN :today AND :meeting",
    "later": "(a.due >= :today AND (:meeting IS NULL OR a.due > :meeting))",
    NONE: f"(a.due IS NULL AND NOT {_WAITS})",
    "waiting": f"(a.due IS NULL AND {_WAITS})",
}
"""The words of `schedule:`."""

_OF_UPDATES = (
    'SELECT action_id FROM "update" WHERE plan_id IN (SELECT id FROM plan) AND action_id IS NOT NULL'
)
INBOX = {
    "submitted": f"a.id IN ({_OF_UPDATES} AND state = 'submitted')",
    "deferred": f"a.id IN ({_OF_UPDATES} AND state = 'deferred')",
    "accepted": f"NOT ({IS['silent']})",
    "sent back": f"a.id IN ({_OF_UPDATES} AND state = 'sent back')",
    NONE: f"a.id NOT IN ({_OF_UPDATES} AND {WAITING})",
}
"""The words of `inbox:`."""

DAYS = {
    "due": ("a.due", "a.due"),
    "said": ("a.updated", "a.updated"),
    "since": ("a.updated", "a.updated"),
    "when": (
        'coalesce(a.start, a.due, a."end")',
        "coalesce(a.\"end\", a.due, CASE WHEN a.start IS NOT NULL THEN '9999-12-31' END)",
    ),
}
"""The first and the last day of what a field of days speaks of."""

SLIPS = "SELECT action_id FROM move WHERE due > former_due GROUP BY action_id HAVING count(*)"
"""The actions whose moves that put the due day off are of some number, which follows."""

ASKS = "SELECT action_id FROM \"update\" WHERE asks IS NOT NULL AND state <> 'sent back' AND action_id IS NOT NULL"
"""The actions of which an update asks for another milestone."""

_KEYED = (
    "SELECT id FROM action WHERE upper(replace(ref, '.', '')) = {key} AND (:plan IS NULL OR plan_id = :plan)"
)
REFERRED = (
    f"{_KEYED}{{handle}} AND (upper(ref) = {{printed}} OR NOT EXISTS ({_KEYED} AND upper(ref) = {{printed}}))"
)
"""The actions of a ref or a handle; where a ref is printed just so, no other spelling of it."""

OF_PLAN = (
    "SELECT id FROM action WHERE plan_id IN (SELECT id FROM plan WHERE slug = {plan}) AND id IN ({refs})"
)
"""Those of some actions that are of a plan of that name."""

UNLED = "NOT EXISTS (SELECT 1 FROM action_lead l WHERE l.action_id = a.id)"
LED_BY = (
    "a.id IN (WITH named AS MATERIALIZED (SELECT id FROM lead WHERE CASE "
    "WHEN EXISTS (SELECT 1 FROM lead WHERE fold(name) = {0}) THEN fold(name) = {0} ELSE is_named(name, {0}) END) "
    "SELECT action_id FROM action_lead WHERE lead_id IN (SELECT id FROM named UNION ALL "
    f"SELECT h.post_id FROM holder h WHERE h.officer_id IN (SELECT id FROM named) AND {HELD}))"
)
"""That somebody of a name leads an action, or holds on the day a post that does."""

UNSEEN = "NOT EXISTS (SELECT 1 FROM action_committee l WHERE l.action_id = a.id)"
OVERSEEN_BY = (
    "a.id IN (SELECT action_id FROM action_committee WHERE committee_id IN "
    "(SELECT id FROM committee WHERE fold(code) = {0} OR kind = 'every'))"
)
"""That a committee oversees an action, as the body that stands for every committee does too."""

THEMED = (
    "a.theme_id IN (SELECT t.id FROM theme t JOIN plan p ON p.id = t.plan_id "
    "WHERE {0} IN (fold(t.code), fold(p.slug) || '/' || fold(t.code)))"
)
"""That an action is of a theme, named by its code alone or, as peer-challenge/PC, with its plan."""
PLANNED = "a.plan_id IN (SELECT id FROM plan WHERE fold(slug) = {0})"

WORDED = "SELECT rowid FROM action_words WHERE action_words MATCH {0}"
"""The actions whose wording or milestone answers a full-text query."""

UPDATED = (
    'SELECT u.action_id FROM update_words w JOIN "update" u ON u.id = w.rowid '
    "WHERE update_words MATCH {0} AND u.state <> 'sent back' AND u.action_id IS NOT NULL"
)
"""The actions with an update that answers a full-text query and was not sent back."""

SAID = (
    f"{WORDED.format('{fts}')} UNION ALL {UPDATED.format('{fts}')} "
    "UNION ALL SELECT action_id FROM action_lead WHERE lead_id IN (SELECT id FROM lead WHERE says(name, {word}, {whole})) "
    "UNION ALL SELECT action_id FROM action_committee WHERE committee_id IN (SELECT id FROM committee "
    "WHERE says(code, {word}, {whole}) OR says(coalesce(name, ''), {word}, {whole})) "
    "UNION ALL SELECT id FROM action WHERE theme_id IN (SELECT id FROM theme WHERE says(name, {word}, {whole}))"
)
"""The actions that hold a text in the wording, the milestone, an update or a name."""
