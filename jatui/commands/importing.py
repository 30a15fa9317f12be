"""Importing a paper: what it changes in a plan is found and shown first, then done as one revision."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from jatui.commands.registry import Command, Work, argument, command, option
from jatui.commands.tracker import Tracker
from jatui.domain.cells import slug as slug_of
from jatui.domain.days import short_day
from jatui.domain.errors import Misused, Refused, Stale
from jatui.domain.headings import Part
from jatui.domain.importing.account import Found
from jatui.domain.importing.blocks import Document
from jatui.domain.importing.found import find
from jatui.domain.importing.gathering import GONE, Outcome, Wish
from jatui.domain.importing.planned import plan_import
from jatui.domain.importing.shape import first_rows, parse_maps
from jatui.domain.importing.standing import Standing
from jatui.domain.importing.titles import day_of, title_of
from jatui.domain.match import fold
from jatui.domain.watch import Wanted, part, unwatched
from jatui.domain.words import count
from jatui.store import Reader, Store

FOUND, PLANNED = 0.3, 0.6
"""The shares of the work after which it is known what a paper says, and what that changes."""

PIPED = "piped text"
"""What a paper is called that comes from another program."""


class NoPlan(Refused):
    """A paper has no row of a plan; what it has all the same is to be shown, with its characters accounted for."""

    def __init__(self, sentence: str, found: Found, tally: dict[str, int]) -> None:
        super().__init__(sentence)
        self.found, self.tally = found, tally


class Read(NamedTuple):
    """A paper that was read: its blocks, and the digest of its bytes."""

    document: Document
    digest: str


class Prepared(NamedTuple):
    """An import before it is done: what the paper says, what that changes, and as of which revision; nothing is stored."""

    found: Found
    outcome: Outcome
    wish: Wish
    maps: dict[str, Part]
    remembered: list[str]
    tally: dict[str, int]
    revision: int
    plan: int | None
    digest: str

    @property
    def is_new(self) -> bool:
        """Whether the plan is made by the import."""
        return self.plan is None

    @property
    def sentence(self) -> str:
        """What it comes to, in words."""
        added = Counter(kind for kind, before, _ in self.outcome.changes if before is None)
        contacts = f", {count(added['contact'], 'contact')} new" if added["contact"] else ""
        changed = sum(each.verb == "changed" for each in self.outcome.told)
        gone = len(self.outcome.gone)
        closed = (
            f", closed as {self.wish.gone}" if gone and self.wish.gone else ", which stay" if gone else ""
        )
        return (
            f"{count(added['action'], 'action')} new, {changed:,} changed, {self.outcome.same:,} the same, "
            f"{gone:,} not in the paper{closed}{contacts}"
        )


def read_file(file: str) -> Read:
    """Return a paper from a file; raises a Problem where it cannot be read."""
    from jatui.papers.imported.files import read_paper
    from jatui.papers.returns import read_bytes_of

    path = Path(os.path.expanduser(file))
    return Read(*read_paper(read_bytes_of(path), path.name))


def read_piped(data: bytes, name: str = PIPED) -> Read:
    """Return a paper that another program pipes in, or that was pasted; the name is what it is called."""
    from jatui.papers.imported.files import read_paper

    return Read(*read_paper(data, name))


@command("import", "Import a paper")
@dataclass(frozen=True, kw_only=True)
class ImportPaper(Command):
    """Read the tables of a paper into a plan: Word, text of a PDF, Markdown, HTML, CSV, a spreadsheet or a mail.

    First it is shown which column is taken for what, what is new, changed or gone, and everything that was placed nowhere;
    every character of the paper is accounted for. Then it is one revision, which undo takes back; the database is copied
    before. What is no longer in the paper stays, unless --gone says as what it is closed. To import the same again changes
    nothing.
    """

    file: str = argument("The paper: a file, or - for what is piped in.")
    to_plan: str | None = option("The plan that it is imported into.", name="plan")
    new: str | None = option("The short name of a new plan that it becomes.")
    called: str | None = option("What the new plan is called; the paper's title without it.", name="name")
    maps: list[str] | None = option("Set from --map.")
    tables: list[int] | None = option("Set from --table.")
    date: dt.date | None = option("The day of the paper, where it does not say it itself.")
    gone: str | None = option("As what actions are closed that the paper no longer has.", choices=GONE)
    repeated: bool = option("Take one ref in two tables for two actions, told apart as #1 and #2.", False)
    paper: Read | None = option("Set when it is read.")
    ready: Prepared | None = option("Set from what was looked at.")
    headings: list[str] | None = option("Set from the paper.")

    hidden: ClassVar[tuple[str, ...]] = ("maps", "tables", "paper", "ready", "headings")

    def values(self) -> dict[str, Any]:
        """Return what the journal records: of the paper its name and digest."""
        kept = {name: value for name, value in super().values().items() if name not in ("paper", "ready")}
        if self.paper is not None:
            kept["digest"] = self.paper.digest
        return kept

    def line(self) -> str:
        """Return the shell line that does the same, with what was said of headings and tables."""
        from shlex import quote

        said = [f"--map {quote(each)}" for each in self.maps or ()]
        said += [f"--table {each}" for each in self.tables or ()]
        return super().line().replace("jatui import", " ".join(["jatui import", *said]), 1)

    def read(self) -> ImportPaper:
        """Return the command with its paper; raises a Problem where that cannot be read."""
        if self.paper is not None:
            return self
        if self.file == "-":
            raise Misused("There is nothing piped in to import. Name a file.")
        return replace(self, paper=read_file(self.file))

    @contextmanager
    def prepared(self, tracker: Tracker) -> Iterator[tuple[Command, Callable[[Work], str]]]:
        """Read the paper, find what it changes, and copy the database; what is left to do is to carry that out."""
        from jatui.store.backups import back_up_before

        wish = self.read()
        found = self.ready or prepare(tracker, wish)
        if found.outcome.changes and found.revision:
            back_up_before(tracker.store, "import", tracker.watch)
        said = sorted({*(self.maps or ()), *found.remembered})
        yield replace(wish, headings=_headings(found.found), maps=said or None), partial(_carry_out, found)


def prepare(tracker: Tracker, wish: ImportPaper) -> Prepared:
    """Return what importing a paper comes to; nothing is stored.

    Raises Refused where it has no plan's table, its plan is not said or is there already, or a ref stands in two tables.
    """
    if tracker.past is not None:
        raise Refused(tracker.past.refusal)
    if wish.gone is not None and wish.gone not in GONE:
        raise Misused(
            f"--gone: an action is closed as {', '.join(GONE[:-1])} or {GONE[-1]}, not as {wish.gone[:40]!r}."
        )
    wish = wish.read()
    assert wish.paper is not None
    document = wish.paper.document
    with tracker.store.moment() as read:
        maps, remembered = _maps(read, wish, document)
        found = find(document, maps, wish.tables, part(tracker.watch, 0.0, FOUND))
        _refuse_unknown_tables(found, wish.tables)
        tally = found.tally()
        _refuse_empty(found, tally, wish)
        title = title_of(document)
        slug, name, plan = _plan_of(read, wish, title, tracker.plan)
        standing = Standing.of(slug, read.records())
        day = wish.date or day_of(document, tracker.today)
        if day and day > tracker.today:
            raise Refused(
                f"{document.name} is of {short_day(day)}, which has not come yet. Give its day with --date; nothing was stored."
            )
        asked = Wish(slug, name, document.name, title, tracker.today, day, wish.gone, wish.repeated)
        outcome = plan_import(found, standing, asked, part(tracker.watch, FOUND, PLANNED))
        return Prepared(
            found, outcome, asked, maps, remembered, tally, read.last_revision(), plan, wish.paper.digest
        )


def _refuse_unknown_tables(found: Found, tables: Sequence[int] | None) -> None:
    """Raise Misused where a table was chosen that is not there."""
    for number in tables or ():
        if not 1 <= number <= len(found.tables):
            raise Misused(
                f"--table: there is no table {number}; {found.document.name} has {len(found.tables)}."
            )


def _refuse_empty(found: Found, tally: dict[str, int], wish: ImportPaper) -> None:
    """Raise NoPlan where a paper has no row of a plan, with what was found; contacts alone do where a plan is named."""
    if found.items or (found.contacts and (wish.new or wish.to_plan)):
        return
    name = found.document.name
    if not found.document.characters:
        raise Refused(
            f"{name} holds no text; a scanned paper has to be read by OCR first. Nothing was stored."
        )
    seen = [each for each in found.tables if each.headings]
    if not seen:
        prose = count(len(found.kept), "line")
        raise NoPlan(f"{name} has no table, only {prose} of prose. Nothing was stored.", found, tally)
    heads = "; ".join(", ".join(repr(head[:40]) for head in each.headings[:8]) for each in seen[:3])
    sentence = (
        f"{name} has {count(len(seen), 'table')}, none with rows under a heading that says what is to be done; "
        f"{'its' if len(seen) == 1 else 'their'} first cells are {heads}. "
        'Say which column it is, as in --map "Heading=action". Nothing was stored.'
    )
    raise NoPlan(sentence, found, tally)


def _plan_of(read: Reader, wish: ImportPaper, title: str, given: str | None) -> tuple[str, str, int | None]:
    """Return the short name, the name and the row of the plan that a paper is imported into; no row where it is new."""
    plans = {
        slug: (row, name)
        for row, slug, name in read.rows("SELECT id, slug, name FROM plan ORDER BY position, slug")
    }
    asked = wish.to_plan or (given if given != "all" else None)
    if wish.new and wish.to_plan:
        raise Misused("--plan imports into a plan that is there and --new makes one. Leave out one of them.")
    if wish.called and not wish.new and plans:
        raise Misused("--name names a new plan. Give --new too.")
    if wish.new:
        if wish.new in plans:
            raise Refused(
                f"There is a plan {wish.new} already. Import into it with --plan. Nothing was stored."
            )
        if slug_of(wish.new) != wish.new or wish.new == "all":
            raise Misused(
                f"--new: {wish.new!r} is no short name. Write small letters, digits and hyphens, as in {slug_of(wish.new)}."
            )
        return wish.new, wish.called or title, None
    if not plans:
        return slug_of(asked or title)[:60].strip("-"), wish.called or title, None
    if asked is None and len(plans) > 1:
        raise Misused(f"Say which plan with --plan ({', '.join(plans)}), or make one with --new.")
    slug = asked or next(iter(plans))
    if slug not in plans:
        raise Misused(f"There is no plan {slug!r}. There are: {', '.join(plans)}; --new makes one.")
    return slug, plans[slug][1], plans[slug][0]


def _headings(found: Found) -> list[str]:
    """Return every heading of the tables of plans, each once, by which what was said of them is known again."""
    return sorted({head for table in found.tables for head in table.headings if head})


def _maps(read: Reader, wish: ImportPaper, document: Document) -> tuple[dict[str, Part], list[str]]:
    """Return what was said of headings: now, and with the last import of a paper that had just these headings."""
    said = list(wish.maps or ())
    now = parse_maps(said)
    rows = read.rows("SELECT arguments FROM revision WHERE command = 'import' ORDER BY id DESC LIMIT 500")
    printed = {fold(text) for row in first_rows(document) for text in row.texts if text}
    for (arguments,) in rows:
        before = json.loads(arguments)
        maps = parse_maps(before.get("maps") or ())
        if (
            maps
            and set(maps) <= printed
            and _headings(find(document, {**maps, **now})) == before.get("headings")
        ):
            remembered = [each for each in before["maps"] if not set(parse_maps([each])) & set(now)]
            return {**maps, **now}, remembered
    return now, []


def _carry_out(found: Prepared, work: Work) -> str:
    """Carry out what an import changes, where nobody has changed anything meanwhile."""
    if work.writer.head != found.revision:
        raise Stale(
            "The plan was changed since the difference was shown. Nothing was changed; import it again."
        )
    work.writer.reconcile(found.outcome.changes, found.plan, part(work.watch, PLANNED, 1.0))
    if found.outcome.settled:
        ids = work.read.rows(
            "SELECT a.id FROM action a JOIN plan p ON p.id = a.plan_id "
            "WHERE p.slug = ? AND a.handle IN (SELECT value FROM json_each(?))",
            (found.wish.slug, json.dumps(found.outcome.settled)),
        )
        work.writer.settle(*(row for (row,) in ids))
    return f"imported {found.found.document.name} into {found.wish.slug}: {found.sentence}"


def import_new(
    path: Path, wish: ImportPaper, *, actor: str, today: dt.date, wanted: Wanted = unwatched
) -> tuple[Store, str, int]:
    """Import a paper into a database that is made for it; leaves none behind where that fails."""
    done: list[tuple[str, int]] = []

    def fill(store: Store) -> None:
        changes = Tracker(store, "all", today, actor, watch=wanted).run(wish)
        done.append((changes.sentence, changes.revision))

    store = Store.filled(path, fill)
    return store, *done[0]
