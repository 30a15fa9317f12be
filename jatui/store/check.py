"""Whether the database is whole, its history unaltered, and what in the plan wants a person's eye."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from jatui.store.cited import sources
from jatui.store.doubtful_actions import milestones, twice
from jatui.store.journal import verify_chain
from jatui.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: how grave, what about, and in a sentence what it is.

    Its grade is `damage` (to the file or its history), `data` (doubtful, for a person to settle) or `left` (doubtful,
    but a person looked at it and left it).
    """

    grade: str
    about: str
    sentence: str


def check(read: Reader) -> list[Found]:
    """Return everything that is wrong with the file or its history, then what is doubtful in the plan.

    Where the file itself is damaged, nothing that it says is looked at further.
    """
    damage = [text for (text,) in read.rows("PRAGMA integrity_check(20)") if text != "ok"]
    if damage:
        return [Found("damage", "database", text) for text in damage]
    try:
        damage = [*altered_schema(read.connection), *_orphans(read), *verify_chain(read.connection)]
    except sqlite3.Error as error:
        return [Found("damage", "database", f"The history cannot be read: {error}.")]
    return [Found("damage", "database", text) for text in damage] + doubtful(read)


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


def doubtful(read: Reader) -> list[Found]:
    """Return the gravest of what `jatui check --findings` tells: refs printed twice, and milestones not read whole or for sure.

    Milestones that a person left as printed come last.
    """
    places = sources(read)
    found = [
        Found("data", f"{each.plan} {each.key.removeprefix('twice ')}", each.sentence)
        for each in twice(read, places)
    ]
    read_so = list(milestones(read, places))
    for grade, left in (("data", False), ("left", True)):
        found += [
            Found(grade, each.action or "", each.sentence)
            for each in read_so
            if (each.ruled is not None) is left
        ]
    return found
