"""Which actions serve a commitment, in which way, how sure that is, and what state the commitment is in for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

KINDS: Final = ("answers", "contributes to", "carried forward to", "supersedes")
"""In which way an action serves a commitment."""

ACTS: Final = dict(zip(KINDS, ("answers", "contributes to", "carries forward", "supersedes"), strict=True))
"""What an action does to a commitment, as a sentence says it."""

ANSWERING: Final = frozenset({"answers", "carried forward to"})
"""The kinds by which an action takes a commitment whole upon itself, so that it can be done with it."""

SURENESS: Final = ("certain", "likely", "possible")
"""How sure it is that things belong together, the surest first."""

UNANSWERED, ANSWERED, DONE = "unanswered", "answered", "done"
STATES: Final = (UNANSWERED, ANSWERED, DONE)
"""Whether an action is linked to a commitment, and whether all that answer it are complete."""

NO_ACTION: Final = "no action linked"
"""What is said of a commitment that is unanswered: nothing is known of whether it was done."""

NO_STATUS: Final = "no status given"
"""What is said of an action whose status nobody has told; that it is not started would be a claim."""

NO_THEME: Final = "none"
"""What stands in place of a theme where another plan has none of the same matter."""


def state_of(links: Iterable[tuple[str, str | None]]) -> str:
    """Return the state of a commitment from its links, each a kind and the action's status; None where that is not here.

    It is done where there is an answering action and every one of them is complete; what only contributes to it, or is
    not here, never makes it done.
    """
    found = list(links)
    answering = [status for kind, status in found if kind in ANSWERING]
    if answering and all(status == "complete" for status in answering):
        return DONE
    return ANSWERED if found else UNANSWERED
