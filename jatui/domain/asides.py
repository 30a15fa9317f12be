"""What a reply says beside the request sheet that it answers: above it, below it and between its parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from jatui.domain.beginnings import Known, beginning
from jatui.domain.courtesies import header_end, is_courtesy, is_small_print, signature_end
from jatui.domain.fields import is_nothing_new
from jatui.domain.mailed import Line, Mail, is_wrapped, written
from jatui.domain.marks import key
from jatui.domain.ratings import take
from jatui.domain.returns import Answer, read_return

_SAYS = re.compile(r"[\w✓✔☑?]")


def read_asides(
    mail: Mail,
    own: bytearray,
    handles: Sequence[str],
    meeting: date | None,
    only: str | None,
    lead: str | None,
) -> list[Answer]:
    """Return what was written outside the parts of a sheet, as answers to the actions that it names.

    `own` tells the words that are accounted for, `handles` the actions that the sheets ask about; `only` is the one
    action asked about where it was left untouched, which a text that begins with a rating answers. What names no
    action has no ref. Headers, greetings, signatures and small print are left out where they name no action, as are
    lines that are no more than the name of the sheet's lead.
    """
    lines = _without_courtesies(_unaccounted(mail, own), handles, _signed(lead))
    if not any(lines):
        return []
    places, joined = _unwrapped(mail, lines, Known(handles))
    found = [
        _numbered(mail.lines[places[answer.line - 1]], mail.deepest, answer, meeting)
        for answer in read_return("\n".join(joined), handles)
        if _SAYS.search(answer.printed)
    ]
    if only is not None and len(found) == 1 and found[0].ref is None and _answers(found[0].printed):
        (answer,) = read_return(f"{only}: {found[0].printed}", [only])
        return [replace(answer, ref=only, line=found[0].line, printed=found[0].printed, meeting=meeting)]
    return found


def _answers(text: str) -> bool:
    """Tell whether a text is an answer by itself, whatever it answers: a rating first, or that there is nothing new."""
    judged, _ = take(text)
    return bool(judged and judged.taken and judged.rating) or is_nothing_new(text)


def _unaccounted(mail: Mail, own: bytearray) -> list[str]:
    """Return what of each line is not accounted for."""
    by_line: dict[int, list[int]] = {}
    for word, taken in enumerate(own):
        if not taken:
            by_line.setdefault(mail.line_of[word], []).append(word)
    return [written(mail, by_line[place]) if place in by_line else "" for place in range(len(mail.lines))]


def _without_courtesies(lines: Sequence[str], handles: Iterable[str], signed: Collection[str]) -> list[str]:
    """Return lines, those empty that are headers, greetings, signatures or small print and name no action."""
    kept = list(lines)
    place = 0
    while place < len(kept):
        if not kept[place]:
            place += 1
            continue
        end = max(header_end(lines, place), signature_end(lines, place))
        if end == place and (place == 0 or not lines[place - 1]):
            paragraph = _paragraph(lines, place)
            end = place + len(paragraph) if is_small_print(" ".join(paragraph)) else place
        if end == place:
            kept[place] = "" if is_courtesy(kept[place]) or key(kept[place]) in signed else kept[place]
        for line in range(place, end):
            kept[line] = kept[line] if _names(kept[line], handles) else ""
        place = max(end, place + 1)
    return kept


def _signed(lead: str | None) -> frozenset[str]:
    """Return how a lead signs: with the name, the first name or the initials."""
    names = (lead or "").split()
    initials = "".join(name[0] for name in names)
    signed = {key(each) for each in (*names[:1], " ".join(names), *initials[:1], initials)}
    return frozenset(signed - {"", "r", "a", "g", "b"})


def _paragraph(lines: Sequence[str], place: int) -> Sequence[str]:
    """Return the lines from one on to the next empty one."""
    end = place
    while end < len(lines) and lines[end]:
        end += 1
    return lines[place:end]


def _names(line: str, handles: Iterable[str]) -> bool:
    """Tell whether a line names an action first."""
    return bool(line) and any(answer.ref is not None for answer in read_return(line, handles))


def _unwrapped(mail: Mail, lines: Sequence[str], known: Known) -> tuple[list[int], list[str]]:
    """Return lines with those joined that a mail program wrapped, and the place that each of them begins at."""
    places: list[int] = []
    joined: list[list[str]] = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else ""
        if line and before and is_wrapped(mail, place - 1, line) and beginning(line, known, before) is None:
            joined[-1].append(line)
            continue
        places.append(place)
        joined.append([line])
    return places, [" ".join(each) for each in joined]


def _numbered(line: Line, deepest: int, answer: Answer, meeting: date | None) -> Answer:
    """Return an answer with the number that its line has in the mail."""
    doubts = answer.doubts
    if answer.ref is None and not doubts:
        doubts = ("This stands outside the parts of the sheet and names no action.",)
    if answer.ref is not None and 0 < deepest <= line.depth:
        doubts = (*doubts, "It is quoted as deep as the sheet itself, so it may be of an earlier mail.")
    return replace(answer, line=line.number, meeting=meeting, doubts=doubts)
