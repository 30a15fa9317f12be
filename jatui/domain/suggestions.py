"""A suggestion put in the place of the part that could not be read, for a person who accepts it."""

from __future__ import annotations

import re
from datetime import date

from jatui.domain.milestones import read


def with_suggestion(wording: str, paper: date | None = None) -> str | None:
    """Return a wording with its suggestion in place of its unread part, or None where there is none to put there.

    Only that part changes, and never a piece of a longer word: of `SEP '21 & EP '21` the second.
    """
    reading = read(wording, paper=paper)
    if reading.suggestion is None or len(reading.unread) != 1:
        return None
    (part,) = reading.unread
    for found in re.finditer(rf"(?<![^\W_]){re.escape(part)}(?![^\W_])", wording):
        changed = wording[: found.start()] + reading.suggestion + wording[found.end() :]
        if part not in read(changed, paper=paper).unread:
            return changed
    return None
