"""What a committee says of an action for itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jatui.commands.actions import actions_named, checked_ratings, told
from jatui.commands.meetings import find_body
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.errors import Misused, Refused
from jatui.domain.text import clean_lines
from jatui.domain.words import RATINGS
from jatui.store.committee_ratings import next_numbers


@command("committee rate", "A committee's own rating")
@dataclass(frozen=True, kw_only=True)
class RateByCommittee(Command):
    """Record how a committee rates an action for itself; the officer's rating stands beside it, unchanged."""

    ref: str = argument("The action's handle, such as E.1 or F.6#2, or several joined by commas.")
    committee: str | None = option("The committee, by its code or name.")
    rating: str | None = option("Its rating: red, amber, green or blue (complete).", choices=RATINGS)
    text: str | None = option("What it said, in words.")
    date: dt.date | None = option("The day it was said; today without it.")

    def run(self, work: Work) -> str:
        """Add the committee's rating to each action."""
        if self.committee is None or self.rating is None:
            raise Misused(
                "A committee's rating needs the committee and the rating. Give --committee and --rating."
            )
        body = find_body(work.read, self.committee)
        if body.kind == "every":
            raise Refused(f"{body.code} stands for all committees and rates nothing. Name one of them.")
        actions = actions_named(work, self.ref)
        rating = checked_ratings(work, actions, self.rating)
        for action in actions:
            work.writer.refuse_stale("action", action, work.seen)
        numbers = next_numbers(work.read, actions)
        said = {
            "committee": body.id,
            "day": self.date or work.scope.today,
            "rating": rating,
            "text": clean_lines(self.text or "").strip() or None,
        }
        rows = [{"action": action, "number": numbers[action], **said} for action in actions]
        work.writer.add_many("committee_rating", rows)
        return f"{body.code} rates {told(work, actions)} {rating}"
