"""The verbs that write reports of a plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from jatui.cli.complete import complete_lead, complete_paper, complete_ref, complete_words
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import out_json, out_lines, out_whole, say
from jatui.cli.verbs import REPORT_VERBS, Verbs
from jatui.commands.written import FORMATS, format_of, write_document, written_lines
from jatui.domain.errors import Misused
from jatui.domain.words import count, sentence
from jatui.papers.document import Document


@click.group("report", cls=Verbs, sections=REPORT_VERBS)
def report() -> None:
    """Write what others are to read: the report to a committee, an action, an officer, a plan on a page, sheets for leads."""


@click.command("officers")
@click.option(
    "--for", "--meeting", "meeting", metavar="MEETING", help="The meeting: 'S&R 2021-09-21', a day, or next."
)
@click.option(
    "--to", metavar="FOLDER", type=click.Path(), help="Write a text file for each lead into a folder."
)
@click.option(
    "--lead", metavar="NAME", shell_complete=complete_lead, help="Only leads of this name or a part of it."
)
@click.option("--eml", is_flag=True, help="Write beside each text a draft that mail programs open.")
@click.option(
    "--addresses", metavar="FILE", type=click.Path(), help="A CSV or TOML file of names and e-mail addresses."
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@AS_JSON
@session
def officers(given: Session, /, as_json: bool, **values: Any) -> None:
    """Write for each lead a sheet that asks about their actions before a meeting; its reply reads back by itself.

    Without --to the sheets are printed one after the other. Leads without an address are named.
    """
    from jatui.commands.report import AskLeads
    from jatui.papers.sheets import render

    wish = AskLeads(**values)
    made = wish.make(given.tracker)
    if as_json:
        out_json(made.as_json())
        return
    if wish.to:
        say(sentence(f"wrote {count(len(made.written), 'file')} for {count(len(made.sheets), 'lead')}"))
    else:
        out_whole("\n".join(render(sheet) for sheet in made.sheets).rstrip("\n"))
        say(sentence(f"{count(len(made.sheets), 'lead')} to ask"))
    for note in made.notes():
        say(note)


F = TypeVar("F", bound=Callable[..., object])


def written_out(verb: F) -> F:
    """Let a verb write its paper in one of several formats, to stdout or whole into a file."""
    verb = click.option("--force", is_flag=True, help="Replace the file if it is there.")(verb)
    verb = click.option("--to", metavar="FILE", type=click.Path(path_type=Path), help="Write it to a file.")(
        verb
    )
    return click.option(
        "--format",
        metavar="|".join(FORMATS),
        shell_complete=complete_words(FORMATS),
        help=f"How it is written: {', '.join(FORMATS)}; without it as the file's ending says, else the first.",
    )(verb)


def put_out(
    given: Session, found: Document, *, format: str | None, to: Path | None, force: bool, as_json: bool
) -> None:
    """Write a paper into the file that was named, or print it; as JSON it is printed beside."""
    if force and to is None:
        raise Misused("--force replaces a file. Name it with --to.")
    path = to.expanduser() if to else None
    chosen = format_of(format, path)
    if path is not None:
        write_document(found, chosen, path, given.tracker.store.path, replace=force)
    if as_json:
        out_json({**found.as_json(), "file": str(to) if to else None})
    elif path is None:
        out_lines(written_lines(found, chosen))
    else:
        say(f"Wrote {to}.")


@click.command("progress")
@click.option(
    "--meeting", metavar="MEETING", help="The meeting: 'S&R 2021-09-21', a day, or next, as without it."
)
@click.option("--committee", metavar="CODE", help="The committee; the one that the plan goes to without it.")
@written_out
@AS_JSON
@session
def progress(
    given: Session, /, meeting: str | None, committee: str | None, as_json: bool, **out: Any
) -> None:
    """Write the progress report to a committee for a meeting, as Markdown, HTML or a Word document.

    It tells what became of the plan since the committee's last meeting. Contacts, internal notes and updates that are not
    accepted are not in it.
    """
    from jatui.commands.progress import meeting_of_report
    from jatui.commands.progress import progress as report_of

    tracker = given.tracker
    found = report_of(tracker, meeting_of_report(tracker, meeting, committee), committee)
    put_out(given, found, as_json=as_json, **out)


@click.command("action")
@click.argument("ref", shell_complete=complete_ref, help="A ref or a handle: E.1, e1, F.6#2.")
@written_out
@AS_JSON
@session
def action(given: Session, /, ref: str, as_json: bool, **out: Any) -> None:
    """Write all that may be told of an action: how it stands, its milestone's moves, what was said, and what it serves.

    A ref that stands for two actions tells both. Contacts, internal notes and updates that are not accepted are not in it.
    """
    from jatui.commands.pages import action_report

    put_out(given, action_report(given.tracker, ref), as_json=as_json, **out)


@click.command("officer")
@click.argument("name", shell_complete=complete_lead, help="A name or a part of one.")
@written_out
@AS_JSON
@session
def officer(given: Session, /, name: str, as_json: bool, **out: Any) -> None:
    """Write the work of a lead: what is overdue, what is live by its due day, what is done, and questions to answer."""
    from jatui.commands.pages import officer_report

    put_out(given, officer_report(given.tracker, name), as_json=as_json, **out)


@click.command("plan")
@written_out
@AS_JSON
@session
def plan(given: Session, /, as_json: bool, **out: Any) -> None:
    """Write a plan on a page: its themes by rating and date with the refs, the months ahead, and its commitments."""
    from jatui.commands.pages import plan_page

    put_out(given, plan_page(given.tracker), as_json=as_json, **out)


@click.command("cover")
@click.argument("paper", shell_complete=complete_paper, help="A paper on a form, as `jatui papers` shows it.")
@click.option(
    "--progress", "with_progress", is_flag=True, help="Let the progress report for its meeting follow."
)
@written_out
@AS_JSON
@session
def cover(given: Session, /, paper: str, with_progress: bool, as_json: bool, **out: Any) -> None:
    """Write a report in the council's form: head, recommendations, contacts, implications and clearances.

    What the form asks and the report does not say yet is marked so, and counted.
    """
    from jatui.commands.cover import cover as written

    found, lacking = written(given.tracker, paper, with_progress=with_progress)
    put_out(given, found, as_json=as_json, **out)
    if lacking.missing:
        things = count(len(lacking.missing), "thing is", "things are")
        say(f"{things} missing; `jatui report checklist --paper {lacking.paper}` tells which.")
