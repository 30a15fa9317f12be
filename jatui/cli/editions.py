"""The verbs of editions: publishing one, and what was published."""

from __future__ import annotations

import click

from jatui.cli.build import make_verb, report
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import line, out, out_json, out_table, say
from jatui.commands.editions import Publish, archive_of
from jatui.domain.days import short_day
from jatui.domain.words import count


def _publish(given: Session, wish: Publish, as_json: bool) -> None:
    if not as_json:
        report(given, wish, as_json)
        return
    from jatui.store.editions import editions

    tracker = given.tracker
    changes = tracker.run(wish)
    found = editions(tracker.read, tracker.scope().plan)[-1]
    out_json(
        {
            "revision": changes.revision,
            "done": changes.sentence,
            "edition": found.number,
            "folder": str(archive_of(tracker.store.path, wish.folder) / found.name),
            "sha256": found.sha256,
            "pack": found.pack,
        }
    )


publish = make_verb(Publish, _publish)


@click.command("editions")
@click.argument(
    "folder",
    required=False,
    type=click.Path(),
    help="The archive's folder; that of your settings without it.",
)
@click.option("--due", is_flag=True, help="Only those whose time of keeping is over.")
@AS_JSON
@as_file
@session
def editions(given: Session, folder: str | None, due: bool, as_json: bool) -> None:
    """Show what was published: each edition with its meeting, digests and slips, and until when it is kept.

    Whether its pack is in the archive is told by its digest; `jatui snapshot verify FOLDER` reads all of it.
    """
    from jatui.commands.published import published

    tracker = given.tracker
    found = [each for each in published(tracker, folder) if each.may_be_destroyed or not due]
    if as_json:
        out_json([each.as_json() for each in found])
        return
    if found:
        out_table(
            ("No.", "Meeting", "Published", "Actions", "Updates", "Pack", "Keep until", "sha256 of the pack"),
            [
                (
                    str(each.edition.number),
                    f"{each.edition.committee} {short_day(each.edition.meeting)}",
                    short_day(each.edition.day),
                    *(str(each.counts.get(kind, 0)) if each.counts else "" for kind in ("action", "update")),
                    each.there,
                    short_day(each.keep_until) + (" (over)" if each.may_be_destroyed else ""),
                    each.edition.pack,
                )
                for each in found
            ],
            record=("Edition", 0),
        )
    for each in found:
        for slip, there in each.slips:
            lost = "" if there == "there" else f" (its file is {there})"
            out(
                line(
                    f"Slip {slip.number} to edition {each.edition.number}, {short_day(slip.day)}{lost}: {slip.text}"
                )
            )
    say(f"{count(len(found), 'edition')} in {archive_of(tracker.store.path, folder)}.")
    if due and found:
        say(
            "jatui destroys none. Where one is destroyed, its digest stays in the database and in the edition after it."
        )
