"""The verb that imports a paper: what it would change and what was placed nowhere, then one revision where that is wished."""

from __future__ import annotations

import datetime as dt
import inspect
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from jatui.cli.build import Day
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import cut, line, out, out_json, say, tell_progress, tell_share, wrapped
from jatui.commands.importing import (
    PIPED,
    ImportPaper,
    NoPlan,
    Prepared,
    import_new,
    prepare,
    read_file,
    read_piped,
)
from jatui.domain.errors import Refused
from jatui.domain.importing.account import Found
from jatui.domain.importing.gathering import GONE
from jatui.domain.words import count, sentence


@click.command("import", help=inspect.getdoc(ImportPaper))
@click.argument("file", metavar="FILE|-", help="The paper: a file, or - for what is piped in.")
@click.option("--plan", "to_plan", metavar="PLAN", help="The plan that it is imported into.")
@click.option("--new", metavar="PLAN", help="The short name of a new plan that it becomes.")
@click.option(
    "--name", "called", metavar="NAME", help="What the new plan is called; the paper's title without it."
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="HEADING=PART",
    help="What a column holds, such as Timescale=milestone; may be given several times, and is remembered for these headings.",
)
@click.option(
    "--table",
    "tables",
    multiple=True,
    type=int,
    metavar="NUMBER",
    help="The one table to read, by its number; may be given several times.",
)
@click.option(
    "--date", "date", metavar="DAY", type=Day(), help="The day of the paper, where it does not say it itself."
)
@click.option(
    "--gone", type=click.Choice(GONE), help="As what actions are closed that the paper no longer has."
)
@click.option(
    "--repeated", is_flag=True, help="Take one ref in two tables for two actions, told apart as #1 and #2."
)
@click.option("--yes", is_flag=True, help="Import it without asking.")
@click.option("--dry-run", is_flag=True, help="Show what it would change, and store nothing.")
@AS_JSON
@session
def import_paper(
    given: Session,
    file: str,
    to_plan: str | None,
    new: str | None,
    called: str | None,
    maps: tuple[str, ...],
    tables: tuple[int, ...],
    date: dt.date | None,
    gone: str | None,
    repeated: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Show what importing a paper comes to, then do it where that is wished."""
    given.refuse_past()
    wish = ImportPaper(
        file=file,
        to_plan=to_plan,
        new=new,
        called=called,
        maps=[*maps] or None,
        tables=[*tables] or None,
        date=date,
        gone=gone,
        repeated=repeated,
        paper=_piped() if file == "-" else read_file(file),
    )
    run = _import_into if given.path.exists() else _import_new
    try:
        run(given, wish, yes=yes, dry_run=dry_run, as_json=as_json)
    except NoPlan as problem:
        if as_json:
            out_json({**_paper(problem.found, problem.tally), "done": str(problem)})
        else:
            _show_tables(problem.found)
            _show_kept(problem.found)
            say(problem.found.told_tally(problem.tally))
        raise


def _piped() -> Any:
    """Return the paper that another program pipes in; raises Refused where it is more than a paper ever is."""
    from jatui.papers.returns import LARGEST, refuse_size

    data = sys.stdin.buffer.read(LARGEST + 1)
    refuse_size(data, PIPED)
    return read_piped(data)


def _told(share: float) -> bool:
    """Show on a terminal how far the import is, and go on."""
    tell_share("Importing", share)
    return True


def _import_into(given: Session, wish: ImportPaper, *, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Import into a database that is there."""
    tracker = replace(given.tracker, watch=_told)
    found = prepare(tracker, wish)
    tell_progress("")
    if not as_json:
        _show(found)
    if not found.outcome.changes:
        _tell(found, None, "The plan says all of this already; nothing was changed.", as_json)
        return
    if not _agreed(found, wish, yes=yes, dry_run=dry_run, as_json=as_json):
        return
    changes = tracker.run(replace(wish, ready=found))
    tell_progress("")
    back = f" (Revision {changes.revision}; `jatui undo` takes it back.)"
    _tell(found, changes.revision, sentence(changes.sentence) + back, as_json)


def _import_new(given: Session, wish: ImportPaper, *, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Import into a database that is made for it, which stays away where nothing is stored."""
    from tempfile import TemporaryDirectory

    from jatui.commands.tracker import Tracker
    from jatui.store import Store

    with TemporaryDirectory(prefix="jatui-") as folder:
        from pathlib import Path

        with Store.create(Path(folder) / "empty.sqlite3") as store:
            found = prepare(Tracker(store, given.plan or "all", given.day, "import", watch=_told), wish)
    tell_progress("")
    if not as_json:
        _show(found)
    if not _agreed(found, wish, yes=yes, dry_run=dry_run, as_json=as_json):
        return
    wish = replace(wish, ready=found)
    store, done, revision = import_new(given.path, wish, actor=given.actor(), today=given.day, wanted=_told)
    tell_progress("")
    store.close()
    _tell(found, revision, f"{given.path} was made. {sentence(done)}", as_json)


def _agreed(found: Prepared, wish: ImportPaper, *, yes: bool, dry_run: bool, as_json: bool) -> bool:
    """Tell whether to go on: with --yes, or where somebody says so; raises Refused where there is nobody to ask."""
    if dry_run:
        _tell(found, None, "Nothing was stored.", as_json)
        return False
    if yes:
        return True
    if as_json or wish.file == "-" or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refused(
            "Nothing was stored. Look at what is new, changed and gone, then say --yes to import it."
        )
    if click.confirm(f"Import this into {found.wish.slug}?", default=False, err=True):
        return True
    say("Nothing was stored.")
    return False


def _show(found: Prepared) -> None:
    """Print what a paper has, what of it was placed where, and what that changes."""
    from jatui.papers.difference import as_text

    document = found.found.document
    _show_tables(found.found)
    if found.remembered:
        out(line(f"As said with the last import of these headings: {', '.join(found.remembered)}"))
    for note in [*document.notes, *found.outcome.notes]:
        out(wrapped(line(f"! {note}"), "  ", ""))
    for text in as_text(found.outcome.told):
        told = text.lstrip()
        out(text[: len(text) - len(told)] + line(told))
    _show_kept(found.found)
    say(found.found.told_tally(found.tally))
    say(sentence(found.sentence))


def _show_kept(found: Found) -> None:
    """Print what was placed nowhere, with where it stands and why."""
    for kept in found.kept:
        where = f"{kept.part + ', ' if kept.part else ''}{found.document.unit} {kept.number:,}"
        out(cut(f"not placed, {where}: {kept.text} ({kept.why})"))


def _show_tables(found: Found) -> None:
    """Print each table with its caption, and once for the same headings what each column is taken for."""
    told: set[object] = set()
    for number, table in enumerate(found.tables, 1):
        where = f"{table.part}, " if table.part else ""
        head = f"Table {number} ({where}{found.document.unit} {table.number:,})"
        if table.shape is None or not table.shape.is_plan:
            out(line(f"{head}: no plan; {', '.join(table.headings[:8])}"))
            continue
        out(line(f"{head}: {count(table.actions, 'action')}; {table.caption or 'no caption'}"))
        if table.shape not in told:
            told.add(table.shape)
            pairs = zip(table.shape.headings, table.shape.parts, strict=True)
            for heading, part in pairs:
                if heading:
                    out(line(f"    {heading} -> {part or 'fact (its heading is not known)'}"))


def _tell(found: Prepared, revision: int | None, words: str, as_json: bool) -> None:
    """Say how it ended; as JSON with all that was found."""
    if not as_json:
        say(words)
        return
    out_json(
        {
            **_paper(found.found, found.tally),
            "digest": found.digest,
            "plan": found.wish.slug,
            "new_plan": found.is_new,
            "day": found.wish.day.isoformat() if found.wish.day else None,
            "remembered": found.remembered,
            "notes": [*found.found.document.notes, *found.outcome.notes],
            "differences": [
                {
                    "name": each.name,
                    "what": each.verb,
                    "fields": [
                        {"field": name, "before": before or None, "after": after or None}
                        for name, before, after in each.fields
                    ],
                }
                for each in found.outcome.told
            ],
            "gone": found.outcome.gone,
            "same": found.outcome.same,
            "revision": revision,
            "done": words,
        }
    )


def _paper(found: Found, tally: Mapping[str, int]) -> dict[str, Any]:
    """Return what a paper has, as `--json` prints it: its tables, what was placed nowhere, and its characters."""
    return {
        "file": found.document.name,
        "tables": [
            {
                "number": number,
                "at": table.number,
                "part": table.part or None,
                "caption": table.caption,
                "headings": [*table.headings],
                "holds": [*table.shape.parts] if table.shape else None,
                "rows": table.rows,
                "actions": table.actions,
            }
            for number, table in enumerate(found.tables, 1)
        ],
        "unplaced": [
            {"at": each.number, "part": each.part or None, "text": each.text, "why": each.why}
            for each in found.kept
        ],
        "characters": tally,
    }
