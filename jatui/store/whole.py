"""An action with everything that is known of it: what its card shows and `show --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jatui.store.commitments import links_of
from jatui.store.committee_ratings import committee_ratings
from jatui.store.milestones import more
from jatui.store.minutes import minutes
from jatui.store.reader import Reader
from jatui.store.scope import Scope


def whole(read: Reader, ids: Sequence[int], scope: Scope) -> list[dict[str, Any]]:
    """Return actions with all that belongs to them, from updates to commitments; those that are gone are left out."""
    found = []
    for row in ids:
        for action in read.actions([row], scope):
            found.append(
                {
                    **action,
                    "updates": read.updates(row),
                    **more(read, row, scope.today),
                    "committee_ratings": committee_ratings(read, row),
                    "minutes": minutes(read, None, actions=[row]),
                    "commitments": [each.as_json() for each in links_of(read, row)],
                }
            )
    return found
