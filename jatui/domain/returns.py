"""What a return says, place by place: answers of leads, read out of text or rows, with nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from jatui.domain.beginnings import Beginning, Known, beginning


@dataclass(frozen=True, slots=True)
class Answer:
    """What one place of a return says of one action.

    `line` is where it begins (a line of text or a row of a sheet, from 1) and `printed` what stands there, as it
    came; `ref` is the ref as it was written, None where the place names none. `asks` is the milestone that the lead
    asks for, `meeting` the day of the meeting that a request sheet was for. `doubts` are sentences about what could
    not be taken as it stands; what they speak of is left out of the other fields and stays in `printed`.
    """

    line: int
    printed: str
    ref: str | None
    text: str = ""
    rating: str | None = None
    status: str | None = None
    asks: str | None = None
    day: date | None = None
    by: str | None = None
    nothing_new: bool = False
    meeting: date | None = None
    doubts: tuple[str, ...] = ()


_BREAK: Final = re.compile(r"\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_QUOTE: Final = re.compile(r"\s*>[>\s]*")
_LISTED: Final = re.compile(r"(?:\s{2,}|\t|[>\s]*[-*•·▪◦–]\s)\s*\S")
_LONGEST_COURTESY: Final = 80
_PART: Final = re.compile(r"(?:--|—|–)\s*$|[_=*-]{5,}\s*$")


def read_return(
    text: str, known: Iterable[str] = (), today: date | None = None, first: int = 1
) -> list[Answer]:
    """Return the answers of a text, and every line that belongs to none of them, in the order in which they stand.

    `known` are the refs of the plan, which tell `E1` from other letters with a number. Each character that is
    not blank stands in the `printed` of exactly one answer. `first` is the number of the first line.
    """
    return list(_answers(text, Known(known), today, first))


@dataclass(slots=True)
class _Run:
    """Lines in the making of one answer, or of several that one line names, or of none."""

    line: int
    begun: Beginning | None = None
    printed: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    courtesy: bool = True
    closing: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing was said yet but the ref."""
        return self.begun is not None and not any(each.strip(" \t*_:-–—|") for each in self.said)


def _answers(text: str, known: Known, today: date | None, first: int) -> Iterator[Answer]:
    """Yield the answers, each as soon as the line after it is seen."""
    run: _Run | None = None
    before = ""
    blank = False
    for number, line in enumerate(_BREAK.split(text), first):
        if not line.strip():
            blank, before = True, ""
            continue
        begun = beginning(line, known, before)
        if begun is not None:
            if run:
                yield from _finish(run, today)
            run = _Run(number, begun, [line], [line[begun.rest :]])
        elif run is None or not _goes_on(run, line, blank):
            if run:
                yield from _finish(run, today)
            run = _Run(number, None, [line], courtesy=_is_courtesy(line), closing=_closes(line))
        else:
            _append(run, line, blank)
        before, blank = line, False
    if run:
        yield from _finish(run, today)


def _goes_on(run: _Run, line: str, blank: bool) -> bool:
    """Tell whether a line that names no ref belongs to what was begun."""
    if run.begun is None:
        return run.closing or not blank or run.courtesy
    if _closes(line):
        return False
    return not blank or run.is_bare or bool(_LISTED.match(line))


def _append(run: _Run, line: str, blank: bool) -> None:
    """Put a line to what was begun."""
    run.printed += ["", line] if blank else [line]
    if run.begun is None:
        run.courtesy = run.courtesy and _is_courtesy(line)
        run.closing = run.closing or _closes(line)
        return
    shown = _QUOTE.sub("", line, count=1) if run.begun.quoted else line
    run.said += ["", shown] if blank and not run.is_bare else [shown]


def _is_courtesy(line: str) -> bool:
    """Tell whether a line says nothing of any action: a greeting, a politeness, a parting."""
    from jatui.domain.courtesies import is_courtesy

    return len(line) <= _LONGEST_COURTESY and is_courtesy(line)


def _closes(line: str) -> bool:
    """Tell whether a line ends what was said before it: a parting, a greeting, the sign above a signature."""
    return len(line) <= _LONGEST_COURTESY and (bool(_PART.match(line)) or _is_courtesy(line))


def _finish(run: _Run, today: date | None) -> Iterator[Answer]:
    """Yield what was gathered: an answer for each ref, which share what is said after the last of them."""
    from jatui.domain.statements import read_said

    begun = run.begun
    printed = "\n".join(run.printed)
    if begun is None:
        yield Answer(run.line, printed, None)
        return
    if begun.span:
        doubt = f"It names the refs from {begun.refs[0]} to {begun.refs[1]} at once; each needs a line of its own."
        yield Answer(run.line, printed, None, doubts=(doubt,))
        return
    said = read_said(run.said, today, begun.day)
    if begun.quoted:
        said.doubt("It stands in a quoted part of the text, so it may be of an earlier time.")
    if len(begun.refs) > 1:
        said.doubt(f"One line says this of {', '.join(begun.refs)}.")
    start = 0
    for place, ref in enumerate(begun.refs, 1):
        end = begun.ends[place - 1] if place < len(begun.refs) else len(printed)
        yield Answer(
            run.line,
            printed[start:end],
            " ".join(ref.split()),
            said.text,
            said.rating,
            said.status,
            said.asks,
            said.day,
            said.by,
            said.nothing_new,
            doubts=tuple(said.doubts),
        )
        start = end
