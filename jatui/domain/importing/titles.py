"""The title and the day of a paper, from the lines above its tables."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from jatui.domain.importing.blocks import Document, Prose
from jatui.domain.statements import read_day

_DATED: Final = re.compile(
    r"[*_\s]*(?:meeting\s+date|date\s+of\s+(?:the\s+)?meeting|date\s+of\s+(?:the\s+)?report|report\s+date|meeting\s+held\s+on|date)"
    r"[*_\s]*[:–-]+[*_\s]*(.+)",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"(?:appendix|annex|agenda item|item|enclosure|attachment|page|table|schedule)\s*(?:no\.?\s*)?[\dA-Z]{0,3}[.:]?|"
    r"public|draft|restricted",
    re.IGNORECASE,
)
_WITHIN: Final = 60
"""Lines of a paper among which its day is looked for."""

_BOLD: Final = "**"
"""Between words that stood in bold on lines of their own, and that were made one line."""

_LONGEST_LINE: Final = 2000
LONGEST_TITLE: Final = 120


def title_of(document: Document) -> str:
    """Return the first line of a paper, or its first heading; the name of its file where it has none."""
    first = [each for each in document.blocks[:_WITHIN] if isinstance(each, Prose) and each.text]
    for each in [*(prose for prose in first if prose.heading), *first]:
        text = each.text if len(each.text) <= LONGEST_TITLE else _fused(each.text)[0]
        title = " ".join(text.split()).strip("#*_ ")
        if (
            title
            and len(title) <= LONGEST_TITLE
            and any(map(str.isalpha, title))
            and not _LABEL.fullmatch(title)
        ):
            return title
    return document.name.rpartition(".")[0] or document.name


def day_of(document: Document, today: date) -> date | None:
    """Return the day that a paper says is its own or its meeting's, None where it says none."""
    lines = [each.text for each in document.blocks if isinstance(each, Prose)][:_WITHIN]
    for line in (part for text in lines for part in (text, *_fused(text))):
        found = _DATED.match(line)
        if found:
            day, _ = read_day(_WEEKDAY.sub("", found[1].strip(" *_.")), None)
            if day is not None:
                return day
    return None


def _fused(line: str) -> list[str]:
    """Return the lines of which one was made, as the signs between them show."""
    return [part.strip() for part in line[:_LONGEST_LINE].split(_BOLD) if part.strip()] or [line]
