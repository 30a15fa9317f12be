"""Whether the database is whole, its history unaltered, and what in the plan wants a person's eye."""

from __future__ import annotations

import json
from dataclasses import dataclass

from jatui.store.journal import verify_chain
from jatui.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: how grave (`damage` or `data`), what about, and in a sentence what it is."""

    grade: str
    about: str
    sentence: str


def check(read: Reader) -> list[Finding]:
    """Return everything that is wrong with the file or its history, then what is doubtful in the plan."""
    damage = [text for (text,) in read.rows("PRAGMA integrity_check(20)") if text != "ok"]
    orphans = read.rows("PRAGMA foreign_key_check")
    damage += [
        f"Row {row} of {table} refers to a {parent} that is not there."
        for table, row, parent, _ in orphans[:20]
    ]
    damage += verify_chain(read.connection)
    return [Finding("damage", "database", text) for text in damage] + duplicates(read) + milestones(read)


def duplicates(read: Reader) -> list[Finding]:
    """Return each ref that stands for several actions of a plan, with their handles."""
    rows = read.rows(
        "SELECT p.slug, a.ref, group_concat(a.handle, ', ') FROM (SELECT * FROM action ORDER BY position) a "
        "JOIN plan p ON p.id = a.plan_id GROUP BY a.plan_id, a.ref HAVING count(*) > 1 ORDER BY p.position, a.ref"
    )
    return [
        Finding("data", f"{plan} {ref}", f"The ref {ref} stands for several actions: {handles}.")
        for plan, ref, handles in rows
    ]


def milestones(read: Reader) -> list[Finding]:
    """Return each milestone that could not be read whole, or that honest readers read in several ways."""
    rows = read.rows(
        "SELECT handle, milestone, readable, unread, warnings, suggestion FROM action "
        "WHERE NOT readable OR ambiguous OR unread <> '[]' OR warnings <> '[]' ORDER BY plan_id, position"
    )
    findings = []
    for handle, wording, readable, unread, warnings, suggestion in rows:
        said = [f"{part!r} is not read" for part in json.loads(unread)] or (
            [] if readable else ["it is not read"]
        )
        said += [text.rstrip(".") for text in json.loads(warnings)]
        hint = f" Perhaps {suggestion} is meant." if suggestion else ""
        findings.append(Finding("data", handle, f"The milestone {wording!r}: {'; '.join(said)}.{hint}"))
    return findings
