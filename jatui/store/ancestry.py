"""The snapshots that went into a database, as the journal keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from jatui.domain.ancestry import Ancestor, Lineage, ancestor_written, nearest
from jatui.store.reader import Reader
from jatui.store.values import read_json

RESTORE, MERGE = "snapshot restore", "snapshot merge"
"""The commands by which a snapshot goes into a database."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A snapshot that was restored or merged, and stands: the revision that did it, and what the file's header said.

    `over` where a plan stood there before.
    """

    number: int
    command: str
    file: str
    snapshot: Ancestor
    lineage: Lineage
    over: bool


def taken_in(read: Reader) -> list[TakenIn]:
    """Return the snapshots that went into a database, the last first, without those whose taking in was undone."""
    rows = read.rows(
        "SELECT id, command, arguments FROM revision WHERE command IN (?, ?) ORDER BY id DESC",
        (RESTORE, MERGE),
    )
    found = []
    for number, command, arguments in rows:
        given = read_json(arguments)
        if given.get("sha256") is None or given.get("of_revision") is None or not _stands(read, number):
            continue
        ancestors = (ancestor_written(text) for text in given.get("ancestors") or ())
        lineage = Lineage(given.get("history"), tuple(each for each in ancestors if each))
        snapshot = Ancestor(given["of_revision"], given["sha256"])
        over = given.get("over", False)
        found.append(TakenIn(number, command, given["file"], snapshot, lineage, over))
    return found


def lineage(read: Reader) -> Lineage:
    """Return where the plan as it stands comes from.

    Right after a restore into an empty database that is the snapshot's own, so that its export is the same file.
    """
    found = taken_in(read)
    last = read.last_revision()
    if found and found[0].command == RESTORE and not found[0].over and found[0].number == last:
        return found[0].lineage
    before = (each for one in found for each in (one.snapshot, *one.lineage.ancestors))
    return Lineage(history(read), nearest(before))


def history(read: Reader) -> str | None:
    """Return the hash of the first revision, or None where there is none."""
    found = read.value(
        "SELECT previous FROM revision WHERE id = 2 UNION ALL SELECT hash FROM head WHERE revision = 1"
    )
    return None if found is None else str(found)


def _stands(read: Reader, revision: int) -> bool:
    """Tell whether what a revision did stands: it was not undone, or that was undone again."""
    stands = True
    while (undo := read.value("SELECT id FROM revision WHERE undoes = ?", (revision,))) is not None:
        revision, stands = undo, not stands
    return stands
