"""What a person does to an action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from jatui.commands.doubts import overruled_of
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.doubts import Said
from jatui.domain.errors import Misused, Refused
from jatui.domain.text import clean_lines
from jatui.domain.words import LETTERS, RATINGS, STATUSES, count, rating_word

MOST_NAMED = 6
"""How many actions one sentence names."""


def actions_named(work: Work, text: str) -> list[int]:
    """Return the actions that a handle, or several joined by commas, stand for, each once; raises as `one_action` does."""
    plan = work.scope.plan
    if "," in text and work.read.find_ref(text, plan):
        return [work.read.one_action(text, plan)]
    refs = [part.strip() for part in text.split(",") if part.strip()] or [text]
    return list(dict.fromkeys(work.read.one_action(ref, plan) for ref in refs))


def called(work: Work, action: int) -> str:
    """Return how a sentence names an action: by its handle, with its plan where all plans are looked at."""
    ((_, handle, plan),) = work.read.placed([action])
    return handle if work.scope.plan is not None else f"{handle} of {plan}"


def told(work: Work, actions: Sequence[int]) -> str:
    """Return how a sentence names some actions: by their handles, the first few where there are many.

    Where all plans are looked at, each is named with its plan.
    """
    if len(actions) == 1:
        return called(work, actions[0])
    names = ", ".join(called(work, action) for action in actions[:MOST_NAMED])
    more = f" and {len(actions) - MOST_NAMED:,} more" if len(actions) > MOST_NAMED else ""
    return f"{count(len(actions), 'action')} ({names}{more})"


@command("update", "Update")
@dataclass(frozen=True, kw_only=True)
class Update(Command):
    """Record what is said of an action: a rating, a status, a text, or that there is nothing new."""

    ref: str = argument("The action's handle, such as E.1 or F.6#2, or several joined by commas.")
    rating: str | None = option("The judged rating: red, amber, green or blue (complete).", choices=RATINGS)
    status: str | None = option("The owner's word for how far it is.", choices=STATUSES)
    text: str | None = option("What is said, in words.")
    date: dt.date | None = option("The day it was said; today without it.")
    by: str | None = option("Who said it.")
    source: str | None = option("Where it was said.")
    nothing_new: bool = option("There is nothing new: rating and text stand, and that is recorded.", False)
    review: dt.date | None = option("The day of the meeting that it is triaged for.")

    def run(self, work: Work) -> str:
        """Add an accepted update, and let the action's rating and status follow the latest."""
        if self.nothing_new and (self.rating or self.status or self.text):
            raise Misused("Nothing new means no rating, no status and no text. Leave out one or the other.")
        if not (self.nothing_new or self.rating or self.status or self.text):
            raise Misused(
                "An update needs a rating, a status or a text. Give --rating, --status, --text or --nothing-new."
            )
        if self.status is not None and self.status not in STATUSES:
            raise Misused(f"{self.status!r} is no status. It is one of: {', '.join(STATUSES)}.")
        actions = actions_named(work, self.ref)
        for action in actions:
            work.writer.refuse_stale("action", action, work.seen)
        self._add(work, actions)
        return f"{told(work, actions)} {self._what()}"

    def _add(self, work: Work, actions: Sequence[int]) -> None:
        """Add the update to each action."""
        day = self.date or work.scope.today
        text = clean_lines(self.text or "")
        rating = checked_ratings(work, actions, self.rating)
        source = clean_lines(self.source) if self.source else None
        columns = {
            "day": day,
            "kind": "nothing new" if self.nothing_new else "update",
            "text": text,
            "rating": rating,
            "status": self.status,
            "said_by": clean_lines(self.by) if self.by else work.actor,
            "source": source,
            "review": self.review,
        }
        odd = overruled_of(work, actions, Said(rating, self.status, text, self.nothing_new, source), day)
        work.writer.add_updates({action: {**columns, "overruled": odd.get(action)} for action in actions})

    def _what(self) -> str:
        """Return what is said, in a few words."""
        rating = rating_word(self.rating) if self.rating else None
        parts = [f"rated {rating}" if rating else "", f"now {self.status}" if self.status else ""]
        said = " and ".join(part for part in parts if part)
        return said or ("nothing new" if self.nothing_new else "updated")


def checked_rating(work: Work, action: int, given: str | None) -> str | None:
    """Return the rating given, if the scheme of the action's plan knows it; raises Refused with those that it has."""
    return checked_ratings(work, [action], given)


def checked_ratings(work: Work, actions: Sequence[int], given: str | None) -> str | None:
    """Return the rating given, if the schemes of the plans of all actions know it; raises as `checked_rating` does."""
    if given is None:
        return None
    rating = rating_word(given)
    for action in {plan: action for action, plan in work.read.plans_of(actions).items()}.values():
        allowed = work.read.levels(action)
        if rating not in allowed:
            known = ", ".join(f"{level} ({LETTERS[level]})" for level in allowed)
            raise Refused(
                f"{given!r} is no rating of this plan's scheme. It has: {known}. Nothing was changed."
            )
    return rating
