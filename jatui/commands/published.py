"""What was published, and what of it is in the archive: each edition with its slips, and for how long it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from jatui.commands.editions import archive_of
from jatui.commands.tracker import Tracker
from jatui.domain.editions import KEEP_YEARS, keep_until, may_be_destroyed, slip_name, snapshot_name
from jatui.domain.errors import Refused
from jatui.domain.words import count
from jatui.snapshot import peek
from jatui.snapshot.tags import TAGS
from jatui.store.editions import Edition, Slip, editions

THERE, MISSING, ANOTHER = "there", "missing", "another"
"""What is in the archive under the name of a pack or a slip."""


@dataclass(frozen=True, slots=True)
class Published:
    """An edition, where its pack should be and what is there, how much it holds, and until when it is kept.

    `there` is told by the digests alone; `jatui snapshot verify` reads the whole. `counts` are empty where the pack
    is not there.
    """

    edition: Edition
    path: Path
    there: str
    counts: Mapping[str, int]
    slips: tuple[tuple[Slip, str], ...]
    keep_until: date
    may_be_destroyed: bool

    def as_json(self) -> dict[str, Any]:
        """Return it as `editions --json` prints it."""
        each = self.edition
        return {
            "plan": each.plan,
            "edition": each.number,
            "meeting": {"committee": each.committee, "day": each.meeting.isoformat()},
            "published": each.day.isoformat(),
            "moment": each.moment,
            "revision": each.revision,
            "name": each.name,
            "sha256": each.sha256,
            "pack": each.pack,
            "previous": each.previous,
            "archive": self.there,
            "counts": dict(self.counts),
            "keep_until": self.keep_until.isoformat(),
            "may_be_destroyed": self.may_be_destroyed,
            "slips": [
                {
                    "number": slip.number,
                    "day": slip.day.isoformat(),
                    "text": slip.text,
                    "sha256": slip.sha256,
                    "archive": there,
                }
                for slip, there in self.slips
            ],
        }


def published(tracker: Tracker, folder: str | None = None) -> list[Published]:
    """Return the editions of the plan that is looked at (or all), the first published first; nothing is written."""
    archive = archive_of(tracker.store.path, folder)
    years = keep_years()
    return [
        Published(
            edition=each,
            path=archive / each.name,
            there=(there := _there(archive / each.name / TAGS, each.pack)),
            counts=_counts(archive / each.name, each.plan) if there == THERE else {},
            slips=tuple(
                (slip, _there(archive / slip_name(each.name, slip.number), slip.sha256))
                for slip in each.slips
            ),
            keep_until=keep_until(each.meeting, years),
            may_be_destroyed=may_be_destroyed(each.meeting, tracker.today, years),
        )
        for each in editions(tracker.read, tracker.scope().plan)
    ]


def lost(found: Sequence[Published]) -> list[str]:
    """Return the editions and slips that are not in the archive as they were published, though they must be kept."""
    told = []
    for each in found:
        if each.may_be_destroyed and each.there == MISSING:
            continue
        name = f"edition {each.edition.number} of {each.edition.plan}"
        told += [name] if each.there != THERE else []
        told += [f"slip {slip.number} to {name}" for slip, there in each.slips if there != THERE]
    return told


def standing(tracker: Tracker) -> tuple[str, list[str]]:
    """Return in a sentence how all that was published stands in the archive, and what of it is lost."""
    found = published(replace(tracker, plan="all"))
    archive = archive_of(tracker.store.path)
    if not found:
        return "No edition was published yet.", []
    gone = lost(found)
    if gone:
        return f"Not in the archive {archive} as published: {', '.join(gone)}.", gone
    return (
        f"{count(len(found), 'edition')} in the archive {archive}; `jatui snapshot verify` reads all of it.",
        [],
    )


def keep_years() -> int:
    """Return for how many years after its meeting an edition is kept, as the settings say."""
    from jatui.settings.file import read_settings

    return int(read_settings().get("keep-years") or KEEP_YEARS)


def _there(path: Path, digest: str) -> str:
    """Return what is at a path: a file of a digest, another one, or nothing that can be read."""
    try:
        with path.open("rb") as file:
            return THERE if hashlib.file_digest(file, "sha256").hexdigest() == digest else ANOTHER
    except OSError:
        return MISSING


def _counts(pack: Path, plan: str) -> Mapping[str, int]:
    """Return how many records a pack's snapshot says that it holds."""
    try:
        return peek(pack / snapshot_name(plan))[0].counts
    except Refused:
        return {}
