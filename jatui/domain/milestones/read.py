"""The one door: from a wording to its reading."""

from __future__ import annotations

from datetime import date

from jatui.domain.milestones.gather import Gatherer
from jatui.domain.milestones.judge import judge
from jatui.domain.milestones.naming import Namer
from jatui.domain.milestones.reading import Reading
from jatui.domain.milestones.share import share_years
from jatui.domain.milestones.terms import find_terms
from jatui.domain.milestones.tokens import cut


def read(text: str, *, paper: date | None = None) -> Reading:
    """Return how a wording is read; `paper` is the day of the paper that it stands in, for what it leaves unsaid.

    Any text has a reading, in time proportional to its length; the text is kept as it is.
    """
    tokens, _ = cut(text)
    plain = text
    terms = find_terms(tokens, plain)
    script = Gatherer(Namer(terms).find(), plain).gather()
    share_years(script)
    return judge(text, script, paper)
