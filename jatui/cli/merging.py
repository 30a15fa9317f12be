"""The verb that merges a colleague's snapshot: what either did, then each conflict, and no change before all are answered."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from jatui.cli.archive import plain
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import line, out, out_json, say, wrapped
from jatui.domain.errors import Misused, Refused
from jatui.domain.words import count, sentence

if TYPE_CHECKING:
    from jatui.commands.merging import Prepared
    from jatui.snapshot.conflict import Conflict


@click.command("merge")
@click.argument("file", type=click.Path(path_type=Path), help="The colleague's snapshot.")
@click.option(
    "--base",
    metavar="FILE|MOMENT",
    help="What both began with: a snapshot file or a moment, where it is not found by itself.",
)
@click.option(
    "--take", type=click.Choice(("ours", "theirs")), help="The side that every conflict not answered takes."
)
@click.option(
    "--answer",
    "given_answers",
    multiple=True,
    metavar="NUMBER=SIDE",
    help="The side that one conflict takes, such as 3=theirs; may be given several times.",
)
@click.option(
    "--dry-run", is_flag=True, help="Show what either side did and every conflict, and change nothing."
)
@AS_JSON
@session
def merge_file(
    given: Session,
    file: Path,
    base: str | None,
    take: str | None,
    given_answers: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in what a colleague did in a database that began as a snapshot of this one, or the other way round.

    What both began with is found by itself. A change of one side is taken over; where both changed the same thing, each
    conflict is asked at a terminal, and elsewhere listed. Nothing is changed before all are answered.
    """
    from jatui.commands.merging import Merge, answered, prepare

    given.refuse_past()
    tracker = given.tracker
    found = prepare(tracker, file, base)
    answers = answered(found, take, _answers(given_answers))
    found.refuse_unknown(answers)
    open_ones = [each for each in found.conflicts if each.number not in answers]
    if not as_json:
        say(sentence(found.sentence))
        asking = bool(open_ones) and not dry_run and asked()
        for each in open_ones if asking else found.conflicts:
            _show(each, answers.get(each.number))
            if asking:
                answers[each.number] = _ask(each)
        open_ones = [each for each in found.conflicts if each.number not in answers]
    if dry_run or open_ones:
        _leave(found, open_ones, answers, file, base, dry_run=dry_run, as_json=as_json)
        return
    changes = tracker.run(Merge.of(found, answers, base))
    if as_json:
        out_json({**_facts(found, answers), "revision": changes.revision or None, "done": changes.sentence})
    else:
        back = f" (Revision {changes.revision}; `jatui undo` takes it back.)" if changes.revision else ""
        say(sentence(changes.sentence) + back)


def asked() -> bool:
    """Tell whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _answers(given: tuple[str, ...]) -> dict[int, str]:
    """Return the answers that were given, by the number of the conflict; raises Misused for what is none."""
    found = {}
    for each in given:
        match = re.fullmatch(r"(\d{1,9})=(ours|theirs)", each)
        if not match:
            raise Misused(
                f"--answer: {each!r} is no answer. Write the conflict's number and a side, as in 3=theirs."
            )
        found[int(match[1])] = match[2]
    return found


def _leave(
    found: Prepared,
    open_ones: list[Conflict],
    answers: dict[int, str],
    file: Path,
    base: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """End without a change; raises Refused with the line that would go on where conflicts wait for an answer."""
    if as_json:
        out_json({**_facts(found, answers), "revision": None, "done": None})
    if dry_run:
        if not as_json:
            say("Nothing was changed.")
        return
    words = ["jatui snapshot merge", quote(str(file)), *(["--base", quote(base)] if base else [])]
    words += [f"--answer {number}={side}" for number, side in answers.items()]
    words += [f"--answer {each.number}={'|'.join(each.choices)}" for each in open_ones[:3]]
    more = " ..." if len(open_ones) > 3 else ""
    raise Refused(
        f"{count(len(open_ones), 'conflict waits', 'conflicts wait')} for an answer, and nothing was changed. Run it at a "
        f"terminal, or with --take ours or --take theirs for all of them, or answer each: {' '.join(words)}{more}"
    )


def _show(each: Conflict, answer: str | None) -> None:
    """Print a conflict: what it is about, what was, what is here, and what is there."""
    out(line(f"{each.number}. {each.name}: {each.what}"))
    for label, text in (("was", each.was), ("ours", each.here), ("theirs", each.there)):
        mark = "*" if label == answer else " "
        out(wrapped(f"{mark} {label + ':':7} {text}", "            ", "   "))


def _ask(each: Conflict) -> str:
    """Ask which side a conflict takes; raises Refused where the person would rather change nothing."""
    letters = {side[0]: side for side in each.choices}
    told = " or ".join(f"{letter} ({side})" for letter, side in letters.items())
    while True:
        said = click.prompt(f"   {told}, q to change nothing", default="", show_default=False, err=True)
        word = said.strip().casefold()
        if word in ("q", "quit"):
            raise Refused("Nothing was changed.")
        if word in letters or word in each.choices:
            return letters.get(word, word)


def _facts(found: Prepared, answers: dict[int, str]) -> dict[str, Any]:
    """Return what a merge would come to, as `--json` prints it."""
    return {
        "file": str(found.snapshot.path),
        "sha256": found.snapshot.sha256,
        "base": found.base,
        "ours": found.ours,
        "theirs": found.theirs,
        "conflicts": [
            {
                "number": each.number,
                "kind": each.kind,
                "name": each.name,
                "what": each.what,
                "fields": list(each.differing),
                "choices": list(each.choices),
                "answer": answers.get(each.number),
                **{
                    side: values and plain({name: values.get(name) for name in each.differing})
                    for side, values in (("base", each.base), ("ours", each.ours), ("theirs", each.theirs))
                },
            }
            for each in found.conflicts
        ],
    }
