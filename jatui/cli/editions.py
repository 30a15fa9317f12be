"""The verbs of editions: publishing one, and what was published."""

from __future__ import annotations

from jatui.cli.build import make_verb, report
from jatui.cli.context import Session
from jatui.cli.output import out_json
from jatui.commands.editions import Publish, archive_of


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
