"""The verbs that make databases and keep plans as files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from jatui.cli.build import make_verb, report
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import line, out, out_json, say
from jatui.cli.verbs import SNAPSHOT_VERBS, Verbs
from jatui.commands.archive import Export, Init, Restore, Verify, initialise, verify_all
from jatui.commands.archive import restore as restore_into
from jatui.domain.errors import Misused, Refused
from jatui.domain.words import count, sentence
from jatui.snapshot import Snapshot, open_snapshot


def _make(given: Session, wish: Init, as_json: bool) -> None:
    given.refuse_past()
    store, done = initialise(given.path, wish, actor=given.actor(), today=given.day)
    store.close()
    _report(given, done, as_json)


def _restore(given: Session, wish: Restore, as_json: bool) -> None:
    given.refuse_past()
    store, done = restore_into(given.path, Path(wish.file), actor=given.actor(), today=given.day)
    store.close()
    _report(given, done, as_json)


def _report(given: Session, done: str, as_json: bool) -> None:
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
restore = make_verb(Restore, _restore)


@click.group("snapshot", cls=Verbs, sections=SNAPSHOT_VERBS)
def snapshot() -> None:
    """Keep the plan as a TOML file for the archive."""


@click.command("verify", help=Verify.__doc__)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), help="Snapshot files.")
@click.option("--expect", metavar="SHA256", help="What the sha256 of the records must be.")
@AS_JSON
def verify(files: tuple[Path, ...], expect: str | None, as_json: bool) -> None:
    """Read each file whole, print what it is, and exit 1 where one is not as it was written."""
    results = [_verdict(path, found, expect) for path, found in verify_all(files)]
    if as_json:
        out_json(results)
    bad = [result for result in results if not result["intact"]]
    for result in [] if as_json else results:
        if result["intact"]:
            actions = count(result["counts"].get("action", 0), "action")
            kind = ", for the public" if result["public"] else ""
            out(f"{result['file']} is intact{kind}: {actions}; sha256 {result['sha256']}")
        elif len(results) > 1:
            say(result["problem"])
    if len(results) == 1 and bad:
        raise Refused(bad[0]["problem"])
    if bad:
        raise Refused(f"{len(bad)} of {count(len(results), 'file')} did not verify.")


@click.command("open")
@click.argument("file", type=click.Path(path_type=Path), help="The snapshot file.")
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
@click.argument("former", help="A snapshot file, a moment as for --as-at, or now.")
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
    from jatui.papers.difference import as_markdown, as_text

    found = compare_plans(lambda: given.tracker, former, later)
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
                        "before": each.before and _plain(each.before),
                        "after": each.after and _plain(each.after),
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


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with its days as JSON has them."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _verdict(path: Path, found: Snapshot | Refused, expect: str | None) -> dict[str, Any]:
    """Return what is to be said of a file."""
    if isinstance(found, Refused):
        return {"file": str(path), "intact": False, "problem": str(found)}
    if expect is not None and found.sha256 != expect.strip().lower():
        problem = f"{path}: its records are of sha256 {found.sha256}, not of the one expected."
        return {"file": str(path), "intact": False, "problem": problem}
    return _facts(path, found)
