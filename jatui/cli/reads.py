"""The verbs: those that look, written here, and those that act, made from the declared commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from jatui.cli import show as shown
from jatui.cli.context import Session, session
from jatui.cli.output import out, out_json, out_table, say
from jatui.cli.verbs import SnapshotVerbs
from jatui.domain.errors import NotFound, Refused
from jatui.domain.words import count

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print as JSON.")


@click.command("show")
@click.argument("ref", help="A ref or a handle: E.1, e1, F.6#2.")
@AS_JSON
@session
def show(given: Session, ref: str, as_json: bool) -> None:
    """Show an action whole: wording, milestone, leads, rating and what was said of it."""
    tracker = given.tracker
    scope = tracker.scope()
    ids = tracker.read.find_ref(ref, scope.plan)
    if not ids:
        tracker.read.one_action(ref, scope.plan)
    found = [
        {**action, "updates": tracker.read.updates(row)}
        for row, action in zip(ids, tracker.read.actions(ids, scope), strict=True)
    ]
    if as_json:
        out_json(found[0] if len(found) == 1 else found)
        return
    for place, (row, action) in enumerate(zip(ids, found, strict=True)):
        if place:
            out()
        shown.action(action, tracker.read.source(row), scope)


@click.command("list")
@click.argument("filter", nargs=-1, help="Words, refs and terms such as theme:E rating:red due:2021-12.")
@AS_JSON
@session
def list_actions(given: Session, filter: tuple[str, ...], as_json: bool) -> None:
    """List the actions that a filter lets through, all of them without one."""
    tracker = given.tracker
    scope = tracker.scope()
    ids = tracker.read.action_ids(tracker.select(" ".join(filter), scope))
    actions = tracker.read.actions(ids, scope)
    if as_json:
        out_json(actions)
    else:
        shown.actions(actions)
        say(f"{count(len(actions), 'action')} of {tracker.read.count(tracker.select('', scope))}")


@click.command("find")
@click.argument(
    "words", nargs=-1, required=True, help="A ref, or words of the wording, the updates and the names."
)
@AS_JSON
@session
def find(given: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Find actions by ref or by words; says so where there are none."""
    tracker = given.tracker
    scope = tracker.scope()
    text = " ".join(words)
    ids = tracker.read.action_ids(tracker.select(text, scope))
    if not ids:
        raise NotFound(f"No action of {scope.name} has {text!r} in its ref, wording, updates or names.")
    actions = tracker.read.actions(ids, scope)
    if as_json:
        out_json(actions)
    else:
        shown.actions(actions)


@click.command("themes")
@AS_JSON
@session
def themes(given: Session, as_json: bool) -> None:
    """Show the themes with their actions counted."""
    from jatui.store import facets

    tracker = given.tracker
    scope = tracker.scope()
    found = facets.themes(tracker.read, tracker.select("", scope), scope)
    if as_json:
        out_json(
            [
                {"code": f.key, "name": f.name, "plan": f.plan, "actions": f.count, "passed": f.passed}
                for f in found
            ]
        )
    else:
        out_table(
            ("Theme", "Name", "Actions", "Passed"),
            [(f.key, f.name, str(f.count), str(f.passed or "")) for f in found],
            flexible=1,
        )


@click.command("officers")
@click.argument("name", required=False, help="A name or a part of one.")
@AS_JSON
@session
def officers(given: Session, name: str | None, as_json: bool) -> None:
    """Show the leads (officers, posts and bodies) with their actions counted."""
    from jatui.store import facets

    tracker = given.tracker
    scope = tracker.scope()
    found = facets.leads(tracker.read, tracker.select("", scope), scope)
    if name is not None:
        chosen = [
            f
            for f in found
            if name.casefold() in (f.key, f.name.casefold()) or name.casefold() in f.name.casefold()
        ]
        if not chosen:
            import difflib

            near = difflib.get_close_matches(name, [f.name for f in found], n=3, cutoff=0.5)
            hint = f" Near it are {', '.join(near)}." if near else " `jatui officers` lists them all."
            raise NotFound(f"There is no lead {name!r} in {scope.name}.{hint}")
        found = chosen
    if as_json:
        out_json([{"name": f.name, "kind": f.kind, "actions": f.count, "passed": f.passed} for f in found])
    else:
        out_table(
            ("Lead", "Kind", "Actions", "Passed"),
            [(f.name, f.kind, str(f.count), str(f.passed or "")) for f in found],
        )


@click.command("calendar")
@AS_JSON
@session
def calendar(given: Session, as_json: bool) -> None:
    """Show month by month what falls due, the meetings, and what has no date."""
    from jatui.store import facets

    tracker = given.tracker
    scope = tracker.scope()
    selection = tracker.select("", scope)
    months = facets.months(tracker.read, selection, scope)
    meetings = facets.meetings(tracker.read, scope)
    actions = tracker.read.actions(tracker.read.action_ids(selection), scope)
    if as_json:
        out_json(
            {
                "months": [
                    {"month": m.key if m.key != "none" else None, "actions": m.count, "passed": m.passed}
                    for m in months
                ],
                "meetings": [{"committee": c, "day": d, "deadline": p} for c, d, p in meetings],
            }
        )
    else:
        shown.calendar(months, meetings, actions, scope)


@click.command("history")
@click.argument("ref", required=False, help="An action's handle; everything without one.")
@click.option("--limit", type=click.IntRange(min=1), default=None, help="At most so many, the newest first.")
@AS_JSON
@session
def history(given: Session, ref: str | None, limit: int | None, as_json: bool) -> None:
    """Show who did what, when and why, the newest first."""
    from jatui.store.history import history as read_history

    tracker = given.tracker
    action = tracker.read.one_action(ref, tracker.scope().plan) if ref else None
    found = read_history(tracker.read, action, limit or -1)
    if as_json:
        out_json(found)
    else:
        rows = [
            (str(r["revision"]), r["at"][:16].replace("T", " "), r["actor"], r["sentence"], r["reason"] or "")
            for r in found
        ]
        out_table(("Revision", "When (UTC)", "Who", "What", "Why"), rows, flexible=3)


@click.command("check")
@AS_JSON
@session
def check(given: Session, as_json: bool) -> None:
    """Check the database, its history and the plan's data; exits 1 where the file or its history is damaged."""
    from jatui.store.check import check as examine

    tracker = given.tracker
    findings = examine(tracker.read)
    damage = [finding for finding in findings if finding.grade == "damage"]
    if as_json:
        out_json(
            {
                "whole": not damage,
                "findings": [{"grade": f.grade, "about": f.about, "sentence": f.sentence} for f in findings],
            }
        )
    else:
        out(
            "The database is damaged."
            if damage
            else f"The database is whole: {count(tracker.read.last_revision(), 'revision')}, the chain unbroken."
        )
        for finding in findings:
            out(f"{finding.grade:7} {finding.about}: {finding.sentence}")
    if damage:
        sys.stdout.flush()
        raise Refused(
            f"{count(len(damage), 'thing')} wrong with {given.path}. Restore a snapshot, or ask for help before writing to it."
        )


@click.group("milestone")
def milestone() -> None:
    """Milestone wordings and their readings."""


@milestone.command("read")
@click.argument("text", required=False, help="The wording; without it, one a line from stdin.")
@click.option(
    "--paper",
    metavar="DATE",
    help="The day of the paper that the wording stands in, for what it leaves unsaid.",
)
@AS_JSON
@session
def milestone_read(given: Session, text: str | None, paper: str | None, as_json: bool) -> None:
    """Show how a wording is read: its kind, its days, and what could not be read."""
    from jatui.domain.days import parse_day
    from jatui.domain.milestones import read

    day = parse_day(paper) if paper else None
    if text is None and sys.stdin.isatty():
        raise click.UsageError("Give a wording, or wordings on stdin, one a line.")
    lines = [text] if text is not None else (line.rstrip("\r\n") for line in _stdin())
    for line in lines:
        reading = read(line, paper=day)
        if as_json:
            out_json(reading.as_json(), indent=None)
        else:
            shown.reading(reading.as_json())


def _stdin() -> Any:
    """Return stdin's lines as text; bytes that are not UTF-8 are kept as escapes, never dropped."""
    sys.stdin.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    return sys.stdin


@click.group("snapshot", cls=SnapshotVerbs)
def snapshot() -> None:
    """The plan as a TOML file for the archive."""


@snapshot.command("verify")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), help="Snapshot files.")
@click.option("--expect", metavar="SHA256", help="What the sha256 of the records must be.")
@AS_JSON
@session
def verify(given: Session, files: tuple[Path, ...], expect: str | None, as_json: bool) -> None:
    """Prove that snapshot files are as they were written; exits 1 where one is not."""
    from jatui.commands.archive import verify_all

    bad = 0
    results: list[dict[str, Any]] = []
    for path, found in verify_all(files):
        if isinstance(found, Refused):
            bad += 1
            results.append({"file": str(path), "intact": False, "problem": str(found)})
        elif expect is not None and found.sha256 != expect.strip().lower():
            bad += 1
            results.append(
                {
                    "file": str(path),
                    "intact": False,
                    "problem": f"{path}: its sha256 is {found.sha256}, not the one expected.",
                }
            )
        else:
            results.append(
                {
                    "file": str(path),
                    "intact": True,
                    "sha256": found.sha256,
                    "revision": found.revision,
                    "counts": dict(found.counts),
                }
            )
    if as_json:
        out_json(results)
    for result in results if not as_json else []:
        if result["intact"]:
            out(
                f"{result['file']} is intact: {count(result['counts'].get('action', 0), 'action')}; sha256 {result['sha256']}"
            )
        else:
            say(result["problem"])
    if bad:
        raise Refused(f"{bad} of {count(len(results), 'file')} did not verify.")


@snapshot.command("restore")
@click.argument("file", type=click.Path(path_type=Path), help="The snapshot file.")
@AS_JSON
@session
def restore(given: Session, file: Path, as_json: bool) -> None:
    """Load a snapshot into a database that holds no plan; the database is made where there is none."""
    from jatui.commands.archive import restore as load

    store, sentence = load(given.path, file, actor=given.actor, today=given.day)
    store.close()
    if as_json:
        out_json({"done": sentence})
    else:
        say(f"{sentence[0].upper()}{sentence[1:]}.")


@click.command("init")
@click.option("--seed", metavar="NAME", help="The one plan to load; all of them without it.")
@click.option("--empty", is_flag=True, help="Load no plan.")
@AS_JSON
@session
def init(given: Session, seed: str | None, empty: bool, as_json: bool) -> None:
    """Create a database, and load the plans that ship with jatui unless it is to be empty."""
    from jatui.commands.archive import Init, initialise

    store, sentence = initialise(given.path, Init(seed=seed, empty=empty), actor=given.actor, today=given.day)
    store.close()
    if as_json:
        out_json({"database": str(given.path), "done": sentence})
    else:
        say(f"{sentence}.")


def add_to(cli: click.Group) -> None:
    """Add every verb to the program."""
    for verb in (
        init,
        show,
        list_actions,
        find,
        themes,
        officers,
        calendar,
        history,
        check,
        milestone,
        snapshot,
    ):
        cli.add_command(verb)
