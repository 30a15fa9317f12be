"""What the verbs print: data to stdout, words to stderr, and nothing that acts on a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TextIO, TypeVar

from jatui.domain.text import clean, clean_lines, replace_unseen

T = TypeVar("T")

GAP = "  "
NARROWEST = 8
"""Columns below which nothing is cut."""
WIDEST_TEXT = 100
"""Columns in which running text is folded on a wider terminal."""


class OutputLost(Exception):
    """Stdout takes no more; `reason` is None where its reader has left, which is no failure."""

    def __init__(self, error: OSError | None) -> None:
        super().__init__()
        broken = error is None or isinstance(error, BrokenPipeError)
        self.reason = None if broken or error is None else (error.strerror or "no reason given").lower()


def open_streams() -> None:
    """See to it that the three streams are there, whatever the caller has closed, and that no character ends them."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def flush() -> None:
    """Send out what is printed; raises OutputLost where it is not taken."""
    try:
        sys.stdout.flush()
    except OSError as error:
        raise OutputLost(error) from None


def drop_output() -> None:
    """Let what is still to be printed go nowhere, so that ending says nothing of it."""
    with suppress(OSError, ValueError):
        stdout = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), stdout)


def set_plain(plain: bool) -> None:
    """Print linear text for screen readers from now on, or text as ever: the one place that knows which."""
    _plain[:] = [plain]


def is_plain() -> bool:
    """Tell whether linear text is wanted."""
    return _plain[0]


_plain = [False]


def out(text: str = "") -> None:
    """Print data: one or more lines to stdout."""
    if is_plain():
        from jatui.cli.plain import sentence_of

        lines = [sentence_of(each) for each in clean_lines(text).split("\n")]
        _write("".join(f"{each}\n" for each in lines if each or len(lines) == 1))
    else:
        _write(clean_lines(text) + "\n")


def out_whole(text: str) -> None:
    """Print a text that is to be taken as it is, such as a letter; it is linear already."""
    _write(clean_lines(text) + "\n")


def out_lines(lines: Iterable[str]) -> None:
    """Print lines that are to be taken as they are, each with its end, while they are made."""
    for each in lines:
        _write(clean_lines(each))


def out_head(noun: str, name: str, place: int, total: int) -> None:
    """Say in linear text what record begins, counted from 1; elsewhere its look says so."""
    if is_plain():
        from jatui.cli.plain import head

        _write(head(noun, name, place, total) + "\n")


def with_sources(record: Any, parts: str) -> dict[str, Any]:
    """Return a record as it is printed, with its source in full, and those of what belongs to it by the name of `parts`."""
    found: dict[str, Any] = record.as_json()
    told = zip((found, *found[parts]), (record, *getattr(record, parts)), strict=True)
    for values, each in told:
        values["source"] = each.source.as_json() if each.source else None
    return found


def apart(found: Sequence[T], noun: str = "", name: Callable[[T], str] | None = None) -> Iterator[T]:
    """Yield what is printed whole one under the other: an empty line between two, and before each with a name its head."""
    for place, each in enumerate(found):
        if place:
            out()
        if name is not None:
            out_head(noun, name(each), place + 1, len(found))
        yield each


def out_fact(name: str, value: str, indent: int) -> None:
    """Print a named value: in linear text as a sentence, elsewhere behind its name in a column of so many cells."""
    if is_plain():
        from jatui.cli.plain import fact

        _named[:] = [name or _named[0]]
        _write(fact(_named[0], value) + "\n")
    else:
        out(wrapped(value, " " * indent, f"{name:{indent}}"))


_named = [""]
"""The name of the last fact, which stands for those below it that have none."""


def say(text: str) -> None:
    """Print words for the person: one or more lines to stderr."""
    if is_plain():
        from jatui.cli.plain import told

        text = told(text)
    with suppress(OSError):
        sys.stderr.write(clean_lines(text) + "\n")
        sys.stderr.flush()


def tell_progress(text: str) -> None:
    """Show on a terminal's last line how far something is, in place of what it said before; nothing takes it away."""
    with suppress(OSError, ValueError):
        if sys.stderr.isatty() and _told != ([text] if text else []):
            sys.stderr.write(f"\r{clean(text)}\x1b[K")
            sys.stderr.flush()
            _told[:] = [text] if text else []


_told: list[str] = []

BAR = 30
"""Cells of a bar that shows how far something is."""


def tell_share(doing: str, share: float) -> None:
    """Show on a terminal's last line how far something is, as a bar."""
    done = round(share * BAR)
    tell_progress(f"{doing} [{'#' * done}{'.' * (BAR - done)}] {share:.0%}")


def out_json(value: Any, *, indent: int | None = 2) -> None:
    """Print a value as JSON; what could act on a terminal stands as escapes, which read back the same."""
    unicode = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    text = json.dumps(value, ensure_ascii=not unicode, indent=indent)
    _write(replace_unseen(text, lambda character: json.dumps(character)[1:-1]) + "\n")


def out_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    flexible: Sequence[int] = (),
    record: tuple[str, int] | None = None,
    plans: Iterable[str] | None = None,
) -> None:
    """Print rows in columns. On a terminal the flexible columns are cut to fit, with `…`; elsewhere nothing is cut.

    Of the room that is left to them the last flexible column gets half, the others share the rest. In linear text each
    row is a record: `record` is what one is called and which column names it, without it the first. `plans` names the
    plan of each row where several are looked at, since a ref may stand in each. Where tables are taken for a file
    nothing is printed.
    """
    if plans is not None:
        called, place = record or (headings[0], 0)
        headings, record = ("Plan", *headings), (called, place + 1)
        rows = [(plan, *row) for plan, row in zip(plans, rows, strict=True)]
        flexible = [each + 1 for each in flexible]
    if _taken is not None:
        _taken.append((list(headings), [list(row) for row in rows]))
        return
    if is_plain():
        from jatui.cli.plain import records

        for each in records(headings, rows, record):
            _write(each + "\n")
        return
    table = [list(headings), *([line(cell) for cell in row] for row in rows)]
    widths = [max(map(width_of, column)) for column in zip(*table, strict=True)]
    if columns := terminal_columns():
        _narrow(widths, flexible, columns - len(GAP) * (len(widths) - 1))
    for row in table:
        cells = [_fit(cell, width) for cell, width in zip(row, widths, strict=True)]
        _write(GAP.join(cells).rstrip() + "\n")


_taken: list[tuple[list[str], list[list[str]]]] | None = None
"""The tables that are taken for a file; None while they are printed."""


def is_taken() -> bool:
    """Tell whether tables are taken for a file, and may say more than fits on a line."""
    return _taken is not None


def is_for_file() -> bool:
    """Tell whether tables are taken for a file, so that what is printed in another shape gives a table then."""
    return _taken is not None


@contextmanager
def taking() -> Iterator[list[tuple[list[str], list[list[str]]]]]:
    """Take tables with their headings for a file in place of printing them."""
    global _taken
    found: list[tuple[list[str], list[list[str]]]] = []
    _taken = found
    try:
        yield found
    finally:
        _taken = None


def line(text: str) -> str:
    """Return a text as one clean line; where it had several, blanks part them."""
    return clean(" ".join(text.split()) if "\n" in text else text)


def cut(text: str, taken: int = 0) -> str:
    """Return a text on one line, cut on a terminal to what is left of it after the columns taken."""
    columns = terminal_columns()
    shown = line(text)
    return _cut(shown, max(NARROWEST, columns - taken)) if columns else shown


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """Return a text folded for reading on a terminal; elsewhere it stays as it is. `first` begins the first line."""
    begin = indent if first is None else first
    columns = terminal_columns()
    if not columns:
        return begin + text.replace("\n", "\n" + indent)
    import textwrap

    width = max(min(WIDEST_TEXT, columns), len(indent) + NARROWEST)
    lines = clean_lines(text).splitlines() or [""]
    return "\n".join(
        textwrap.fill(
            each, width, initial_indent=indent if place else begin, subsequent_indent=indent, tabsize=4
        )
        for place, each in enumerate(lines)
    )


def terminal_columns() -> int | None:
    """Return how wide the terminal is, or None where stdout is not one."""
    if is_plain() or not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _write(text: str) -> None:
    stream: TextIO = sys.stdout
    try:
        stream.write(text)
    except OSError as error:
        raise OutputLost(error) from None


def _width(character: str) -> int:
    import unicodedata

    if unicodedata.combining(character) or character == "\u200d":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _narrow(widths: list[int], flexible: Sequence[int], columns: int) -> None:
    """Make the flexible columns as narrow as the room wants; those that need less than their share keep it."""
    if not flexible:
        return
    *others, last = flexible
    room = columns - sum(width for place, width in enumerate(widths) if place not in flexible)
    widths[last] = min(widths[last], max(NARROWEST, room // 2, room - sum(widths[place] for place in others)))
    room -= widths[last]
    for number, place in enumerate(others, 1):
        later = others[number:]
        share = max(NARROWEST, room // (len(later) + 1), room - sum(widths[each] for each in later))
        widths[place] = min(widths[place], share)
        room -= widths[place]


def _fit(text: str, width: int) -> str:
    """Return a text padded, or cut with `…`, to a width in columns."""
    shown = _cut(text, width)
    return shown + " " * (width - width_of(shown))


def _cut(text: str, width: int) -> str:
    """Return a text that takes no more than a width in columns, cut with `…` where it is longer."""
    if width_of(text) <= width:
        return text
    taken = 0
    for place, character in enumerate(text):
        taken += _width(character)
        if taken > width - 1:
            return text[:place] + "…"
    return text
