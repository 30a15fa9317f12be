"""The verbs that read returns, showing first what would become of each line, and that list those that were read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jatui.cli.build import Day
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import line as one_line
from jatui.cli.output import out, out_json, out_table, say, wrapped
from jatui.cli.verbs import RETURN_VERBS, Verbs
from jatui.domain.errors import Problem, Refused
from jatui.domain.words import count, sentence, sign

if TYPE_CHECKING:
    from jatui.commands.readings import Line, Preview
    from jatui.commands.returns import ReadReturn

LONGEST_SHOWN = 400
"""Characters of one text that a preview shows; `--json` shows all of it."""

PIPED = "piped text"
"""What a return is called that comes from another program."""


@click.group("returns", cls=Verbs, sections=RETURN_VERBS, invoke_without_command=True)
@click.pass_context
def returns(context: click.Context) -> None:
    """Read what leads send back, and list what was read."""
    if context.invoked_subcommand is None:
        context.invoke(listed, as_json=False)


@click.command("list")
@AS_JSON
@as_file
@session
def listed(given: Session, as_json: bool) -> None:
    """List the returns that were read, the latest first, with how many of their answers wait."""
    from jatui.store.deliveries import deliveries

    tracker = given.tracker
    found = deliveries(tracker.read, tracker.scope().plan)
    if as_json:
        out_json([{**each._asdict(), "day": each.day.isoformat()} for each in found])
        return
    rows = [
        (str(each.number), str(each.day), str(each.answers), str(each.waiting), str(each.unplaced), each.name)
        for each in found
    ]
    if rows:
        out_table(
            ("No", "Read", "Answers", "Waiting", "Unplaced", "Name"),
            rows,
            flexible=(5,),
            record=("Return", 0),
        )
    say(f"{count(len(found), 'return was', 'returns were')} read.")


@dataclass
class _Reading:
    """One return on its way: the command that takes it in and what it would do, or why it is refused."""

    name: str
    wish: ReadReturn | None = None
    preview: Preview | None = None
    problem: Problem | None = None
    revision: int | None = None
    done: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the return as `--json` prints it."""
        if self.preview is None:
            return {"file": self.name, "problem": str(self.problem)}
        before = self.preview.before
        return {
            "file": self.name,
            "digest": self.preview.found.digest,
            "read_before": {"number": before.number, "day": before.day.isoformat()} if before else None,
            "notes": self.preview.notes,
            "answers": [each.as_json() for each in self.preview.lines],
            "revision": self.revision,
            "done": self.done,
            **({"problem": str(self.problem)} if self.problem else {}),
        }


@click.command(
    "read",
    help="""Read what a lead sent, a text, a table or a mail; each answer then waits for triage, and none is stored twice.

    First each line is shown with what was made of it, and nothing is stored: on a terminal there is then a question, and
    elsewhere --yes takes it in. Of a folder each file is taken in by itself, whole or not at all; what cannot be read
    is said, the others are read all the same, and to run it again adds only what is new.
    """,
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE|FOLDER|-...",
    type=click.Path(),
    help="Returns, folders of them, or - for stdin.",
)
@click.option("--by", metavar="NAME", help="Who says it, where the return does not.")
@click.option(
    "--date",
    "date",
    metavar="DAY",
    type=Day(),
    help="The day it was said, where the return gives none; today without it.",
)
@click.option("--yes", is_flag=True, help="Take it in without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would become of each line, and store nothing.")
@AS_JSON
@session
def read(
    given: Session,
    files: tuple[str, ...],
    by: str | None,
    date: date | None,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Read returns one after the other: show them all, then take in those that can be read."""
    found = []
    for name, wish in _wishes(given, files, by, date):
        reading = _read(given, name, wish)
        found.append(reading)
        if not as_json:
            _show(reading)
    news = sum(len(each.preview.stored) for each in found if each.preview)
    if not dry_run and (yes or (news and not as_json and "-" not in files and _agreed(news))):
        _take_in(given, found, quiet=as_json)
    elif not as_json and news:
        say("Nothing was stored" + ("." if dry_run else "; --yes takes it in."))
    if as_json:
        out_json([each.as_json() for each in found])
    bad = [each for each in found if each.problem]
    if len(found) == 1 and bad and bad[0].problem:
        raise bad[0].problem
    if bad:
        raise Refused(f"{len(bad)} of {count(len(found), 'return')} could not be read.")


def _wishes(
    given: Session, files: Iterable[str], by: str | None, day: date | None
) -> Iterable[tuple[str, ReadReturn | Problem]]:
    """Yield each return that is named, with the command that reads it or why it is none."""
    from jatui.commands.returns import ReadReturn
    from jatui.papers.returns import files_in, read_data

    for file in files:
        if file == "-":
            wish = ReadReturn(file="-", by=by, date=day, yes=True)
            try:
                from jatui.commands.readings import refs_of

                tracker = given.tracker
                scope = tracker.scope()
                found = read_data(_piped(), PIPED, refs_of(tracker.read, scope), scope.today)
                yield PIPED, replace(wish, found=found)
            except Problem as problem:
                yield PIPED, problem
            continue
        path = Path(os.path.expanduser(file))
        try:
            inside = files_in(path) if path.is_dir() else [path]
            if not inside:
                raise Refused(f"{path} holds no files.")
        except Problem as problem:
            yield str(path), problem
            continue
        for each in inside:
            yield str(each), ReadReturn(file=str(each), by=by, date=day, yes=True)


def _piped() -> bytes:
    """Return what another program pipes in; raises Refused where it is more than a return ever needs."""
    from jatui.papers.returns import LARGEST, refuse_size

    data = sys.stdin.buffer.read(LARGEST + 1)
    refuse_size(data, PIPED)
    return data


def _read(given: Session, name: str, wish: ReadReturn | Problem) -> _Reading:
    """Return a return held against the plan, or why it cannot be read."""
    if isinstance(wish, Problem):
        return _Reading(name, problem=wish)
    tracker = given.tracker
    scope = tracker.scope()
    try:
        ready = wish.read(tracker.read, scope)
        return _Reading(name, ready, ready.preview(tracker))
    except (Refused, Problem) as problem:
        if problem.code == 3:
            raise
        return _Reading(name, problem=problem)


def _take_in(given: Session, found: Sequence[_Reading], *, quiet: bool) -> None:
    """Take in each return that can be read, as a revision of its own; the database is copied before the first."""
    from jatui.store.backups import back_up_before

    if any(each.preview and each.preview.stored for each in found):
        back_up_before(given.tracker.store, "import")
    for each in found:
        if each.wish is None or not (each.preview and each.preview.stored):
            continue
        try:
            changes = given.tracker.run(each.wish)
        except Refused as problem:
            each.problem = problem
            continue
        each.revision, each.done = changes.revision or None, changes.sentence
        if not quiet:
            back = f" (Revision {changes.revision}; `jatui undo` takes it back.)" if changes.revision else ""
            say(sentence(changes.sentence) + back)


def _agreed(news: int) -> bool:
    """Ask whether to take in what was shown, where there is somebody to ask."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(f"Take in {count(news, 'line')}?", default=False, err=True)


def _show(reading: _Reading) -> None:
    """Print what a return says, line by line, with what was made of it."""
    if reading.preview is None:
        say(str(reading.problem))
        return
    preview = reading.preview
    out(one_line(f"{preview.name}: {preview.sentence()}"))
    for note in preview.notes:
        out(wrapped(f"! {note}", "    ", "  "))
    if not preview.before:
        for each in preview.lines:
            _show_line(each)


def _show_line(each: Line) -> None:
    """Print one answer: its place, its action, its rating and what else was read, the text, and every doubt."""
    answer = each.answer
    action = each.handle or "no action"
    made = [
        sign(each.rating) if each.rating else "",
        answer.status or "",
        f"asks for {answer.asks}" if answer.asks else "",
    ]
    made += ["nothing new" if answer.nothing_new else "", f"of {answer.day}" if answer.day else ""]
    made += [f"by {answer.by}" if answer.by else "", each.told]
    head = f"  {each.source.rpartition(', ')[2]}  {action}"
    out(one_line("  ".join([head.strip(), *(part for part in made if part)]).join(("  ", ""))))
    text = each.text
    if text.strip() and each.fate != "silent":
        cut = f"… ({len(text):,} characters)" if len(text) > LONGEST_SHOWN else ""
        out(wrapped(text[:LONGEST_SHOWN] + cut, "      "))
    for doubt in each.doubts:
        out(wrapped(f"! {doubt}", "        ", "      "))
    if each.offers and not each.answer.ref:
        out(wrapped(f"? it may be for {' or '.join(each.offers)}", "        ", "      "))
