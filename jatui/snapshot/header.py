"""The header of a snapshot: what it is of, how many records follow, and the digests that seal it.

The `sha256` is of the records, which are everything after the header; the `seal` is of every byte before it.
So the same records have the same `sha256` wherever they were written, and no byte lies outside both.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from jatui.domain.ancestry import MOST_ANCESTORS, UNKNOWN, Lineage, ancestor_written
from jatui.domain.errors import Refused
from jatui.domain.records import KINDS
from jatui.domain.text import clean_lines
from jatui.snapshot.parse import Unreadable, parse_value
from jatui.snapshot.render import render_text, render_value

VERSION = 1
LONGEST = 64 * 1024
"""Bytes within which a header ends."""

_PREFACE = """\
# A plan as it stood at a moment, kept for the archive. It was written by jatui and is plain TOML in UTF-8:
# any editor of text shows it, and no program is needed to read it.
#
# The header below says of which plan and moment this is, and how many records of each kind follow. A record
# begins with its kind, as in [[action]], has one field a line and ends with an empty line. A field that is
# absent is not known.
#
# The records come in this order: the form that papers are written on; papers with their recommendations,
# contacts and answers to the form; committees; schemes of ratings, whose levels say what red, amber, green and
# blue mean; plans with their themes and commitments, and with what their papers say besides; leads, and who
# holds a post; meetings; actions, and which commitments they serve; indicators, the sets that they stand in, and
# what was measured; then what became of actions, which is stages met, milestones moved, ratings by committees,
# minutes of meetings, returns that were read in, and updates; at the end what does not agree in the papers,
# views, which are filters that were kept, and the editions that were published, with the slips that correct them.
#
# Records refer to each other by the names that people use: a paper, a plan and a lead by its slug, a committee
# and a theme by its code, an action by its handle, which is its ref, with #1 or #2 where that is printed twice.
#
# Of an action, `text` and `milestone` are the wordings as printed, or as the milestone was moved last, and
# `start`, `end` and `due` are how that is read. `status` is the word of whoever does the work and `rating` a
# judgement; none of these is worked out from another. An update counts where its state is "accepted".
#
# `sha256` is the SHA-256 of every byte after the empty line that ends the header, `seal` of every byte before
# the line of the seal. Where there is a shell, these print them, to be held against what stands below:
#     sed '1,/^seal = /d' FILE | tail -n +2 | sha256sum
#     sed '/^seal = /,$d' FILE | sha256sum

"""
_BEGINNING = re.compile(
    rb'(?:#[^\n]*\n|\n)*(\[snapshot\]\nformat = "jatui-snapshot"\nversion = ([1-9][0-9]{0,8})\n)'
)
_FIELDS = re.compile(
    r'plan = (?P<plan>".*")\nmoment = (?P<moment>\S+)\nrevision = (?P<revision>\d{1,18})\n'
    r'(?:history = "(?P<history>[0-9a-f]{64})"\n)?'
    rf'(?:ancestors = \[\n(?P<ancestors>(?:    "[0-9a-f ]+",\n){{1,{MOST_ANCESTORS}}})\]\n)?'
    r'(?P<public>public = true\n)?counts = \{ (?P<counts>.*) \}\nsha256 = "(?P<sha256>[0-9a-f]{64})"\n',
    re.ASCII,
)
_END = re.compile(rb'seal = "([0-9a-f]{64})"\n\n')
_COUNT = re.compile(r"([a-z_]+) = ([1-9][0-9]{0,17})")


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says: the plan, the moment and revision of its state, and the records by kind.

    `public` where what is not for others was left out; `lineage` is where the state comes from, so that two colleagues'
    plans can be merged. The records and their digest know nothing of it.
    """

    plan: str
    moment: datetime
    revision: int
    counts: Mapping[str, int]
    public: bool = False
    lineage: Lineage = UNKNOWN

    def fields(self, sha256: str) -> str:
        """Return the header's fields as text, without the seal."""
        listed = ", ".join(f"{kind} = {number}" for kind, number in self.counts.items())
        history, ancestors = self.lineage
        return (
            f"plan = {render_text(self.plan)}\nmoment = {instant(self.moment)}\nrevision = {self.revision}\n"
            f"{f'history = {render_text(history)}{chr(10)}' if history else ''}"
            f"{f'ancestors = {render_value([str(each) for each in ancestors])}{chr(10)}' if ancestors else ''}"
            f"{'public = true' + chr(10) if self.public else ''}"
            f'counts = {{ {listed} }}\nsha256 = "{sha256}"\n'
        )

    def render(self, sha256: str) -> bytes:
        """Return the whole header, sealed; its length does not depend on the digest."""
        body = f'{_PREFACE}[snapshot]\nformat = "jatui-snapshot"\nversion = {VERSION}\n{self.fields(sha256)}'
        before = body.encode()
        return before + f'seal = "{hashlib.sha256(before).hexdigest()}"\n\n'.encode()


def instant(moment: datetime) -> str:
    """Return a moment as snapshots have it: in UTC, with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_header(head: bytes) -> tuple[Header, str, int]:
    """Return what a file's beginning says, the digest of its records, and where they start.

    Raises Refused, without the file's name, where it is not the header of a snapshot that this version reads.
    """
    beginning = _BEGINNING.match(head)
    if not beginning:
        raise Refused("it is not a jatui snapshot, or its beginning was altered or cut off.")
    version = int(beginning[2])
    if version > VERSION:
        raise Refused(
            f"it is of format {version}, and this jatui reads up to {VERSION}. Open it with a newer jatui."
        )
    end = _END.search(head, beginning.end())
    if not end:
        raise Refused("its header has no end; it was cut short or altered.")
    if hashlib.sha256(head[: end.start()]).hexdigest().encode() != end[1]:
        raise Refused("its header was altered since it was written; the seal does not hold.")
    try:
        preface, text = head[: beginning.start(1)].decode(), head[beginning.end() : end.start()].decode()
    except UnicodeDecodeError:
        raise Refused("its header is not UTF-8.") from None
    fields = _FIELDS.fullmatch(text)
    header = _header(fields) if fields else None
    sha256 = fields["sha256"] if fields else ""
    if header is None or header.fields(sha256) != text or clean_lines(preface) != preface:
        raise Refused("its header is sealed, and yet not one that jatui writes.")
    return header, sha256, end.end()


def _header(fields: re.Match[str]) -> Header | None:
    """Return the header that some fields make, or None where one of them cannot be read."""
    counts = [_COUNT.fullmatch(part) for part in fields["counts"].split(", ")]
    ancestors = [ancestor_written(line.strip(' ",')) for line in (fields["ancestors"] or "").splitlines()]
    try:
        plan, moment = parse_value(fields["plan"]), datetime.fromisoformat(fields["moment"])
    except (Unreadable, ValueError):
        return None
    listed = {count[1]: int(count[2]) for count in counts if count}
    if list(listed) != [kind for kind in KINDS if kind in listed] or moment.tzinfo is None:
        return None
    return Header(
        plan=str(plan),
        moment=moment,
        revision=int(fields["revision"]),
        counts=listed,
        public=fields["public"] is not None,
        lineage=Lineage(fields["history"], tuple(each for each in ancestors if each)),
    )
