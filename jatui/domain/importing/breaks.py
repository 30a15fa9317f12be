"""What stands between two stretches of a table that a page cut: its number, a running head, a caption said again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from jatui.domain.importing.blocks import Document, Prose
from jatui.domain.match import fold

_LONGEST: Final = 200
_OFTEN: Final = 3
"""Times that a line stands in a paper which is a running head without any number of a page beside it."""

_DIGITS: Final = re.compile(r"\d+")
_CONTINUED: Final = re.compile(
    r"[\s*_]*[-–—(\[]?\s*\b(?:continued|cont(?:'?d)?)\b\.?\s*[)\]]?[\s*_.:]*$", re.IGNORECASE
)


def continued(text: str) -> str | None:
    """Return a caption or ref without the word that says that it goes on, None where it does not say so."""
    found = _CONTINUED.search(text[-_LONGEST:])
    return text[: len(text) - len(found[0])].strip() if found else None


class Heads:
    """The lines that stand on several pages of a paper."""

    def __init__(self, document: Document) -> None:
        self._times = Counter(_key(each) for each in document.blocks if isinstance(each, Prose))

    def is_break(self, lines: Sequence[Prose], title: str | None) -> bool:
        """Tell whether lines between two tables are but the end of a page and the head of the next, under one title."""
        left = [
            each for each in lines if each.text and not each.is_furniture and not _says_again(each, title)
        ]
        if any(each.heading or len(each.text) > _LONGEST or self._times[_key(each)] < 2 for each in left):
            return False
        paged = len(left) < len(lines) or any(each.top for each in left)
        return paged or all(self._times[_key(each)] >= _OFTEN for each in left)


def _key(line: Prose) -> str:
    """Return a line as it stands on each page, whatever number the page has."""
    return _DIGITS.sub("0", fold(line.text[: _LONGEST + 1]))


def _says_again(line: Prose, title: str | None) -> bool:
    """Tell whether a line is the title of the table before, or no title at all, and says that it goes on."""
    rest = continued(line.text)
    return rest is not None and (not rest or (title is not None and fold(rest) == fold(title)))
