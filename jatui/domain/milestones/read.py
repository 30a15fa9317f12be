"""The one door: from a wording to its reading.

A wording is cut into tokens, these are looked up as terms, terms that name a period become periods, and the clauses
around them say what each period is the day of. Periods share years, and then the whole is judged.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jatui.domain.milestones.gather import Gatherer
from jatui.domain.milestones.judge import Judge
from jatui.domain.milestones.naming import Namer
from jatui.domain.milestones.reading import Reading
from jatui.domain.milestones.share import assume_years, share_years
from jatui.domain.milestones.terms import find_terms
from jatui.domain.milestones.tokens import clean, cut


def read(text: str, *, paper: date | None = None) -> Reading:
    """Return how a wording is read; `paper` is the day of the paper that it stands in, for what it leaves unsaid.

    Any text has a reading, in time proportional to its length; the text is kept as it is. What rests on the paper
    is approximate, and `assumed` says so.
    """
    plain, places = clean(text)
    script = Gatherer(Namer(find_terms(cut(plain), plain)).find(), plain).gather()
    if share_years(script):
        script.notes.append("A date without a year is taken to follow the one before it.")
    assumed = assume_years(script, paper) if paper is not None else []
    script.notes += assumed
    reading = Judge(text, _shown(text, plain, places), script, paper).ruling()
    return replace(reading, assumed=(*reading.assumed, *assumed))


def _shown(text: str, plain: str, places: list[int] | None) -> str:
    """Return the wording as its parts are quoted: as written, or cleaned where characters were dropped."""
    return text if places is None else plain
