"""The verbs that make databases and keep plans as files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jatui.cli.build import make_verb, report
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import line, out, out_json, say
from jatui.cli.verbs import SNAPSHOT_VERBS, Verbs
from jatui.commands.archive import Export, Init, Verify, initialise
from jatui.domain.errors import Misused, Refused
from jatui.domain.words import count, sentence
from jatui.snapshot import Snapshot, open_snapshot

if TYPE_CHECKING:
    from jatui.commands.compared import Compared


def _make(given: Session, wish: Init, as_json: bool) -> None:
    given.refuse_past()
    store, done = initialise(given.path, wish, actor=given.actor(), today=given.day)
    store.close()
    report_made(given, done, as_json)


def report_made(given: Session, done: str, as_json: bool) -> None:
    """Say what became of a database."""
    if as_json:
        out_json({"database": str(given.path), "done": done})
    else:
        say(sentence(done))


def _export(given: Session, wish: Export, as_json: bool) -> None:
    if as_json:
        written = wish.write(given.tracker)
        out_json(_facts(written.path, written))
    else:
        report(given, wish, as_json)


def _facts(path: Path, found: Snapshot) -> dict[str, Any]:
    """Return what a snapshot file is."""
    return {
        "file": str(path),
        "intact": True,
        "sha256": found.sha256,
        "revision": found.revision,
        "public": found.public,
        "counts": dict(found.counts),
    }


init = make_verb(Init, _make)
export = make_verb(Export, _export)


@click.group("snapshot", cls=Verbs, sections=SNAPSHOT_VERBS)
def snapshot() -> None:
    """Keep the plan as a TOML file for the archive."""


@click.command("verify", help=Verify.__doc__)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    help="Snapshots, packs of editions, slips, or folders of them.",
)
@click.option(
    "--expect", metavar="SHA256", help="What the sha256 of the records, the pack or the slip must be."
)
@AS_JSON
@session
def verify(given: Session, files: tuple[Path, ...], expect: str | None, as_json: bool) -> None:
    """Read everything, print what each is, and exit 1 where one is not as it was written."""
    from jatui.commands.verified import verify_paths

    if given.as_at is not None:
        raise Misused("What is verified is of no moment but its own. Leave out --as-at.")
    found = []
    for each in verify_paths(files, given.present, expect=expect):
        found.append(each)
        if not as_json and each.ok:
            out(line(each.told))
    if as_json:
        out_json([each.as_json() for each in found])
    bad = [each for each in found if not each.ok]
    if len(found) == 1 and bad and bad[0].kind != "edition":
        first, *rest = bad[0].problems
        raise Refused(" ".join([first, *(each.removeprefix(f"{bad[0].path}: ") for each in rest)]))
    for each in [] if as_json else bad:
        for problem in each.problems:
            say(problem)
        if each.kind == "edition":
            state = [
                word for word, holds in (("complete", each.complete), ("valid", each.valid)) if not holds
            ]
            say(f"{each.path} is not {' and not '.join(state)}.")
    if bad:
        noun = "file" if all(each.kind == "snapshot" for each in found) else "verdict"
        raise Refused(f"{len(bad)} of {count(len(found), noun)} did not verify.")
    if not found:
        raise Refused("There is nothing to verify.")


@click.command("open")
@click.argument("file", type=click.Path(path_type=Path), help="The snapshot, or the pack of an edition.")
@AS_JSON
@click.pass_obj
def open_file(given: Session, file: Path, as_json: bool) -> int:
    """Browse a snapshot on the whole screen as if it were the plan; nothing can be changed there.

    With --json it only says what the file is.
    """
    if given.as_at is not None:
        raise Misused("A snapshot holds one moment. Leave out --as-at.")
    if as_json:
        out_json(_facts(file, open_snapshot(file)))
        return 0
    given.snapshot = file
    return given.show_screen(given) if given.show_screen else 2


@click.command("diff")
@click.argument("former", help="A snapshot, a pack, 'edition 3', a moment as for --as-at, or now.")
@click.argument("later", required=False, default="now", help="The same; the plan as it stands without it.")
@click.option(
    "--format", "form", type=click.Choice(("text", "markdown")), default="text", help="Text or markdown."
)
@AS_JSON
@session
def diff(given: Session, former: str, later: str, form: str, as_json: bool) -> None:
    """Show how two plans differ, record by record, with the words that changed.

    A snapshot that holds one plan is compared with that plan. Words that went stand in [-brackets-], those that came in
    {+braces+}.
    """
    from jatui.commands.compared import compare_plans

    tell_differences(compare_plans(lambda: given.tracker, former, later), form, as_json)


def tell_differences(found: Compared, form: str, as_json: bool) -> None:
    """Print how two plans differ."""
    from jatui.papers.difference import as_markdown, as_text

    if as_json:
        out_json(
            {
                "former": found.former,
                "later": found.later,
                "differences": [
                    {
                        "kind": each.kind,
                        "name": each.name,
                        "what": each.verb,
                        "before": each.before and plain(each.before),
                        "after": each.after and plain(each.after),
                    }
                    for each in found.differences
                ],
            }
        )
    elif form == "markdown":
        out(as_markdown(found.title, found.summary, found.differences))
    else:
        say(f"{found.title}.")
        for text in as_text(found.differences):
            out(line(text))
        say(found.summary)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with its days as JSON has them."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
