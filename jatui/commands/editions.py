"""Publishing: the plan as it stood for a meeting, frozen as an edition with its pack, and the slips that correct it."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from jatui import __version__
from jatui.commands.archive import header_of, records_of
from jatui.commands.meetings import find_meeting
from jatui.commands.past import find_moment, look_back
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.commands.tracker import Tracker
from jatui.domain.days import short_day, show_day
from jatui.domain.editions import pack_name, pack_stem, slip_name
from jatui.domain.errors import Misused, NotFound, Problem, Refused
from jatui.domain.moments import Moment
from jatui.domain.moves import quoted
from jatui.domain.redaction import WITHOUT
from jatui.domain.text import clean_lines
from jatui.domain.watch import part, watched
from jatui.domain.words import counted
from jatui.files import make_folder, reason, settle, write_whole
from jatui.settings import archive_path, data
from jatui.snapshot.header import instant
from jatui.snapshot.pack import Facts, Pack
from jatui.snapshot.packing import Packing, packing
from jatui.snapshot.slip import SlipFile
from jatui.snapshot.tags import one_line
from jatui.store.editions import Edition, editions
from jatui.store.meetings import KeptMeeting, meetings
from jatui.store.reader import Reader

LOOKED, WRITTEN = 0.3, 0.7
"""The shares of a publication after which the past is there, and all is written and remains to be read back."""


def archive_of(database: Path, given: str | None = None) -> Path:
    """Return the folder of a database's archive: the one given, else that of the environment or settings, else the default."""
    from jatui.settings.file import read_settings

    if given is not None:
        return Path(os.path.expanduser(given))
    return archive_path(database, read_settings().get("archive"))


@command("publish", "Publish an edition")
@dataclass(frozen=True, kw_only=True)
class Publish(Command):
    """Publish the plan as it stood for a meeting: a numbered, sealed pack in the archive, which nothing changes any more.

    Where the meeting is today or later the plan is taken as it stands, else as the day of the meeting began.
    """

    folder: str | None = argument("The archive's folder; that of your settings without it.", None)
    meeting: str | None = option("The meeting, such as 'S&R 2021-09-21'.")
    public: bool = option(f"For the public: without {WITHOUT}.", False)
    again: bool = option("Publish a further edition for a meeting that has one.", False)
    entry: Mapping[str, Any] | None = option("Set from what was written.")

    lasting: ClassVar[bool] = True
    hidden: ClassVar[tuple[str, ...]] = ("entry",)

    @contextmanager
    def prepared(self, tracker: Tracker) -> Iterator[tuple[Command, Callable[[Work], str]]]:
        """Write the pack; it gets its name while the database is locked, and is gone again where that is not entered."""
        scope = tracker.scope()
        if scope.plan is None:
            raise Misused("An edition is of one plan. Choose it with --plan; nothing was changed.")
        meeting, known = _meeting(tracker.read, self.meeting), editions(tracker.read, scope.plan)
        if not self.again:
            _refuse_second(known, meeting)
        number = known[-1].number + 1 if known else 1
        over = meeting.day < tracker.today
        moment = find_moment(tracker, f"{meeting.committee} {meeting.day}") if over else None
        folder = archive_of(tracker.store.path, self.folder)
        make_folder(folder)
        with packing(folder / pack_name(scope.slug, number, meeting.day)) as making:
            made = self._make(tracker, moment, making, meeting, number, known[-1].pack if known else None)
            entry, told = _entry(made, meeting), _told(made, meeting)
            stem = re.escape(pack_stem(scope.slug, number))

            def enter(work: Work) -> str:
                now = editions(work.read, scope.plan)
                if (now[-1].pack if now else None) != entry["previous"]:
                    raise Refused(
                        "Another edition was published meanwhile. Nothing was changed; publish again."
                    )
                aside = _set_aside(folder, re.compile(rf"{stem}-\d{{4}}-\d\d-\d\d"))
                making.place()
                work.writer.add("edition", plan=scope.plan, day=work.scope.today, **entry)
                return f"published {told}{aside}"

            try:
                yield dataclasses.replace(self, entry=entry), enter
            except BaseException:
                with suppress(Problem, OSError):
                    if all(each.pack != made.digest for each in editions(tracker.read, scope.plan)):
                        making.take_back()
                raise

    def _make(
        self,
        tracker: Tracker,
        moment: Moment | None,
        making: Packing,
        meeting: KeptMeeting,
        number: int,
        previous: str | None,
    ) -> Pack:
        """Write the whole pack of the plan as it stood at a moment, or stands, and return it as it was read back."""
        if moment is None:
            return self._write(tracker, tracker, making, meeting, number, previous)
        past = look_back(tracker, moment, part(tracker.watch, 0.0, LOOKED))
        with past.store:
            stood = dataclasses.replace(past, given_today=meeting.day)
            return self._write(stood, tracker, making, meeting, number, previous)

    def _write(
        self,
        stood: Tracker,
        tracker: Tracker,
        making: Packing,
        meeting: KeptMeeting,
        number: int,
        previous: str | None,
    ) -> Pack:
        from jatui.commands.progress import progress
        from jatui.papers.document import markdown_lines

        scope = stood.scope()
        with stood.store.moment() as read:
            header = header_of(read, scope, for_public=self.public)
            records = watched(
                records_of(read, scope, for_public=self.public),
                sum(header.counts.values()),
                part(tracker.watch, LOOKED, WRITTEN),
            )
            sha256 = making.snapshot(header, records)
            head = read.last_revision()
        report = markdown_lines(progress(stood, meeting))
        making.add_lines("progress.md", (line.encode() for line in report))
        if stood.read.last_revision() != head:
            raise Refused(
                "The plan was changed while it was being written. Nothing was published; publish again."
            )
        making.add("SNAPSHOT.md", data("SNAPSHOT.md").read_bytes())
        facts = Facts(
            name=pack_name(scope.slug, number, meeting.day),
            description=one_line(f"{scope.name} as it stood for the meeting of {_told_meeting(meeting)}"),
            agent=f"jatui {__version__}",
            day=tracker.today,
            plan=one_line(scope.slug),
            number=number,
            meeting=one_line(f"{meeting.committee} {meeting.day}"),
            moment=datetime.fromisoformat(instant(header.moment)),
            revision=header.revision,
            sha256=sha256,
            previous=previous,
            public=self.public,
        )
        return making.seal(facts, part(tracker.watch, WRITTEN, 1.0))


@command("slip", "Correct an edition")
@dataclass(frozen=True, kw_only=True)
class WriteSlip(Command):
    """Write a correction that stands beside an edition as a small sealed file in the archive; the edition stays as it is."""

    edition: int = argument("The edition's number, as `jatui editions` has it.")
    text: str | None = option("The correction, in words.")
    folder: str | None = option("The archive's folder; that of your settings without it.")
    entry: Mapping[str, Any] | None = option("Set from what was written.")

    lasting: ClassVar[bool] = True
    hidden: ClassVar[tuple[str, ...]] = ("entry",)

    @contextmanager
    def prepared(self, tracker: Tracker) -> Iterator[tuple[Command, Callable[[Work], str]]]:
        """Say what the file is to be; it is written while the database is locked, and gone again where it is not entered."""
        found = find_edition(tracker, self.edition)
        text = clean_lines(self.text or "").strip()
        if not text:
            raise Misused("A slip says what is to be read instead. Give --text; nothing was changed.")
        number = len(found.slips) + 1
        folder = archive_of(tracker.store.path, self.folder)
        make_folder(folder)
        path = folder / slip_name(found.name, number)
        content = SlipFile(found.plan, found.number, number, tracker.today, found.pack, text).render()
        entry = {"number": number, "text": text, "sha256": hashlib.sha256(content).hexdigest()}
        written: list[Path] = []

        def enter(work: Work) -> str:
            now = find_edition(tracker, self.edition, work.read)
            if len(now.slips) + 1 != number:
                raise Refused("Another slip was written meanwhile. Nothing was changed; write yours again.")
            aside = _set_aside(folder, re.compile(re.escape(path.name)))
            write_whole(path, content)
            written.append(path)
            work.writer.add("slip", edition=now.id, day=tracker.today, **entry)
            told = f"slip {number} to edition {now.number}: {quoted(text)}"
            return f"wrote {told}; sha256 {entry['sha256']}{aside}"

        try:
            yield dataclasses.replace(self, entry=entry), enter
        except BaseException:
            with suppress(Problem, OSError):
                if written and len(find_edition(tracker, self.edition).slips) < number:
                    path.unlink()
            raise


def find_edition(tracker: Tracker, number: int, read: Reader | None = None) -> Edition:
    """Return the edition of a number; raises Misused where several plans are looked at, and NotFound where it is not there."""
    scope = tracker.scope()
    if scope.plan is None:
        raise Misused("An edition is of one plan. Choose it with --plan; nothing was changed.")
    known = editions(read or tracker.read, scope.plan)
    for each in known:
        if each.number == number:
            return each
    hint = f"there are 1 to {known[-1].number}" if known else "none was published yet"
    raise NotFound(f"There is no edition {number} of {scope.slug}; {hint}.")


def pack_of(tracker: Tracker, number: int) -> Path:
    """Return the pack of an edition in the archive; raises what `find_edition` raises, and NotFound where it is not there."""
    found = find_edition(tracker, number)
    path = archive_of(tracker.store.path) / found.name
    if not path.is_dir():
        raise NotFound(f"The pack of edition {number} is not at {path}. Name its folder.")
    return path


def _meeting(read: Reader, given: str | None) -> KeptMeeting:
    """Return the meeting that is named."""
    if given is None:
        raise Misused("Say for which meeting: --meeting 'S&R 2021-09-21'. Nothing was changed.")
    row = find_meeting(read, given)
    return next(each for each in meetings(read) if each.id == row)


def _told_meeting(meeting: KeptMeeting) -> str:
    return f"{meeting.committee} on {show_day(meeting.day)}"


def _refuse_second(known: list[Edition], meeting: KeptMeeting) -> None:
    """Raise Refused where an edition was published for a meeting."""
    for each in known:
        if (each.committee, each.meeting) == (meeting.committee, meeting.day):
            raise Refused(
                f"Edition {each.number} for {_told_meeting(meeting)} was published already ({short_day(each.day)}). Correct it "
                "with `jatui slip`, or publish a further one with --again; nothing was changed."
            )


def _entry(made: Pack, meeting: KeptMeeting) -> dict[str, Any]:
    """Return what is kept of a pack."""
    if made.facts is None:
        raise Refused(f"{made.path} did not read back. Nothing was changed.")
    facts = made.facts
    return {
        "number": facts.number,
        "meeting_committee": meeting.committee,
        "meeting_day": meeting.day.isoformat(),
        "moment": instant(facts.moment),
        "revision": facts.revision,
        "name": facts.name,
        "sha256": facts.sha256,
        "pack": made.digest,
        "previous": facts.previous,
    }


def _told(made: Pack, meeting: KeptMeeting) -> str:
    """Return what is told of a pack, its digests among it."""
    facts, counts = made.facts, made.snapshot.counts if made.snapshot else {}
    return (
        f"edition {facts and facts.number} for {_told_meeting(meeting)} as {facts and facts.name}: {counted(counts)}; "
        f"sha256 of the records {facts and facts.sha256}, of the pack {made.digest}"
    )


def _set_aside(folder: Path, names: re.Pattern[str]) -> str:
    """Give what stands in the way of a new pack or slip another name, since no edition is of it; return that as words.

    A publication that was cut off between the disk and the database leaves such a pack; it is kept.
    """
    told = ""
    try:
        for path in sorted(each for each in folder.iterdir() if names.fullmatch(each.name)):
            number = 1
            while os.path.lexists(other := path.with_name(f"{path.name}-aside-{number}")):
                number += 1
            os.rename(path, other)
            settle(other)
            told += f"; {path.name}, which the database does not know, was moved aside as {other.name}"
    except OSError as error:
        raise Refused(f"{folder} cannot be used: {reason(error)}. Nothing was changed.") from None
    return told
