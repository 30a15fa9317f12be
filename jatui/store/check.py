"""Whether the database is whole, its history unaltered, and what in the plan wants a person's eye."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from jatui.store.journal import verify_chain
from jatui.store.reader import Reader
from jatui.store.values import read_json


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: how grave, what about, and in a sentence what it is.

    Its grade is `damage` (to the file or its history), `data` (doubtful, for a person to settle) or `left` (doubtful,
    but a person looked at it and left it).
    """

    grade: str
    about: str
    sentence: str


def check(read: Reader) -> list[Finding]:
    """Return everything that is wrong with the file or its history, then what is doubtful in the plan.

    Where the file itself is damaged, nothing that it says is looked at further.
    """
    damage = [text for (text,) in read.rows("PRAGMA integrity_check(20)") if text != "ok"]
    if damage:
        return [Finding("damage", "database", text) for text in damage]
    try:
        damage = [*altered_schema(read.connection), *_orphans(read), *verify_chain(read.connection)]
    except sqlite3.Error as error:
        return [Finding("damage", "database", f"The history cannot be read: {error}.")]
    return [Finding("damage", "database", text) for text in damage] + duplicates(read) + milestones(read)


def _orphans(read: Reader) -> list[str]:
    return [
        f"Row {row} of {table} refers to a {parent} that is not there."
        for table, row, parent, _ in read.rows("PRAGMA foreign_key_check")[:20]
    ]


def altered_schema(connection: sqlite3.Connection) -> list[str]:
    """Return a sentence for each table, index or trigger that is not as a new database has it."""
    from jatui.store.migrate import migrate

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh)
        wanted = _schema(fresh)
    found = _schema(connection)
    return [
        *(f"The {kind} {name} is missing." for kind, name in wanted if (kind, name) not in found),
        *(
            f"The {kind} {name} is not as jatui made it."
            for kind, name in wanted
            if _differs((kind, name), wanted, found)
        ),
        *(f"The {kind} {name} is not jatui's." for kind, name in found if (kind, name) not in wanted),
    ]


def _differs(
    key: tuple[str, str], wanted: Mapping[tuple[str, str], str], found: Mapping[tuple[str, str], str]
) -> bool:
    return key in found and found[key] != wanted[key]


def _schema(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return the SQL of everything in a database but what SQLite keeps there for itself."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')"
    )
    return {(kind, name): sql for kind, name, sql in rows.fetchall()}


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
    """Return each milestone that could not be read whole, or that honest readers read in several ways.

    Those that a person left as printed come last.
    """
    rows = read.rows(
        "SELECT handle, milestone, read_as, readable, ambiguous, unread, warnings, suggestion FROM action "
        "WHERE NOT readable OR ambiguous OR unread <> '[]' OR warnings <> '[]' ORDER BY plan_id, position"
    )
    findings = []
    for handle, wording, read_as, readable, ambiguous, unread, warnings, suggestion in rows:
        told = [text.rstrip(".") for text in read_json(warnings)]
        parts = [part for part in read_json(unread) if not any(part in text for text in told)]
        said = [f"{part!r} is not read" for part in parts] or ([] if readable or told else ["it is not read"])
        said += told or (["it can be read in several ways"] if ambiguous else [])
        if read_as == wording:
            sentence = f"The milestone {wording!r} was left as printed: {'; '.join(said)}."
            findings.append(Finding("left", handle, sentence))
            continue
        hint = f" Perhaps {suggestion} is meant." if suggestion else ""
        other = f", read as {read_as!r}" if read_as is not None else ""
        findings.append(
            Finding("data", handle, f"The milestone {wording!r}{other}: {'; '.join(said)}.{hint}")
        )
    return sorted(findings, key=lambda finding: finding.grade == "left")
