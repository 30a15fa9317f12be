"""A whole file of settings in which every entry is a remark: what there is, what it does, and its default."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jatui.domain.editions import KEEP_YEARS
from jatui.settings.file import COLOURS, YEARS
from jatui.settings.keys import Known

_HEAD = """\
# Settings of jatui. Every line here is a remark and shows a default: take away the # of those that you change.
# What is given on the command line or in the environment goes before what stands here.

# The colours: {colours}.
# "contrast" is for poor light or poor sight; the last two tell ratings apart without red and green, blue and yellow.
# theme = "{colour}"

# Your name in the history of the plan, in place of your login; --actor and JATUI_ACTOR go before it.
# actor = "Ann Able"

# The year that the calendar shows: {years} (from May, from April).
# year = "{year}"

# The file that what you copy is written into as well, since some terminals have no clipboard; "" for none.
# copy-file = "~/.local/state/jatui/copied.txt"

# The folder of the archive, where editions lie; without it the one called archive beside the database.
# archive = "~/archive"

# For how many years after its meeting an edition is kept: minutes are open for six (Local Government Act 1972, s. 100C).
# keep-years = {kept}

# The stylesheet of reports as HTML, in place of the one that jatui has.
# report-css = "~/council.css"

# A Word document whose styles, headers, footers and page reports take, in place of jatui's own; its text is not taken.
# report-docx = "~/council.docx"

[keys]
# An action and its key, or a list of keys; "" takes its key away and leaves it in the palette. A key is a character, or
# such as "ctrl+z", "alt+x", "shift+tab", "f5", "pagedown", "space". The name of a command does too: "milestone move" = "X".
# No two actions of one screen can have the same key. {needed} stay where they are.
"""


def example(known: Sequence[Known]) -> str:
    """Return the file, with each action under its heading."""
    head = _HEAD.format(
        colours=", ".join(COLOURS),
        colour=COLOURS[0],
        years=" or ".join(YEARS),
        year=YEARS[0],
        kept=KEEP_YEARS,
        needed="enter, escape, tab and the arrows",
    )
    return head + "\n".join(_lines(known)) + "\n"


def _lines(known: Sequence[Known]) -> Iterator[str]:
    group = ""
    for each in sorted(known, key=lambda each: _order(known, each.group)):
        if each.group != group:
            group = each.group
            yield f"\n# {group}"
        keys = [key for key in each.keys.split(",") if key]
        value = "[" + ", ".join(f'"{key}"' for key in keys) + "]" if len(keys) > 1 else f'"{"".join(keys)}"'
        yield f"# {each.word} = {value}".ljust(42) + f"  # {each.help}"


def _order(known: Sequence[Known], group: str) -> int:
    return next(place for place, each in enumerate(known) if each.group == group)
