"""What a person does to schemes of ratings: making one, saying what its ratings mean, rating a plan by it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.bulk import named
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.keys import Scheme
from jatui.domain.moves import quoted
from jatui.domain.text import clean
from jatui.domain.words import RATINGS, rating_word
from jatui.store.schemes import level_row, next_position, rated_by, schemes

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def find_scheme(work: Work, slug: str) -> Scheme:
    """Return the scheme of that name; raises NotFound with those that there are."""
    known = schemes(work.read)
    for each in known:
        if each.slug == slug:
            return each
    raise NotFound(
        f"There is no scheme {quoted(slug)!r}. There are: {', '.join(s.slug for s in known) or 'none'}."
    )


@command("scheme add", "Add a scheme of ratings")
@dataclass(frozen=True, kw_only=True)
class AddScheme(Command):
    """Add a named way of rating, without ratings yet: say with `jatui scheme level` which it has and what they mean."""

    slug: str = argument("A short name to type: small letters, digits and hyphens.")
    called: str = argument("What people call it.")

    def run(self, work: Work) -> str:
        """Add the scheme."""
        title = clean(self.called).strip()
        if not _SLUG.fullmatch(self.slug) or not title:
            raise Misused(
                f"A scheme needs a short name of small letters, digits and hyphens (given: {quoted(self.slug)!r}) and a name."
            )
        if any(each.slug == self.slug for each in schemes(work.read)):
            raise Refused(f"There is a scheme {self.slug} already. Nothing was changed.")
        work.writer.add("scheme", slug=self.slug, name=title)
        return f"added the scheme {self.slug} ({title})"


@command("scheme level", "What a rating means")
@dataclass(frozen=True, kw_only=True)
class SetLevel(Command):
    """Say what a rating is called and means in a scheme, in every plan that uses it; a scheme that lacks it gets it."""

    slug: str = argument("The scheme, as `jatui schemes` shows it.")
    code: str = argument(f"The rating: {', '.join(RATINGS)}.")
    called: str | None = option("How it is called there.", name="name")
    meaning: str | None = option("What it means there.")

    def run(self, work: Work) -> str:
        """Change the level, or add it."""
        scheme = find_scheme(work, self.slug)
        code = rating_word(self.code)
        if code is None:
            raise Misused(f"{quoted(self.code)!r} is no rating. It is one of: {', '.join(RATINGS)}.")
        given = {"name": self.called, "meaning": self.meaning}
        values = {field: clean(text).strip() for field, text in given.items() if text is not None}
        if not values or not all(values.values()):
            raise Misused(
                "Say how the rating is called or what it means, in words. Give --name or --meaning."
            )
        known = level_row(work.read, scheme.id, code)
        if known is None:
            if "meaning" not in values:
                raise Misused(f"{scheme.slug} has no {code} yet. Give --meaning to add it.")
            position = next_position(work.read, scheme.id)
            added = {"name": code.capitalize(), **values}
            work.writer.add("level", scheme=scheme.id, code=code, position=position, **added)
        else:
            work.writer.refuse_stale("level", known["id"], work.seen)
            work.writer.change("level", known["id"], **values)
        means = f": {values['meaning']}" if "meaning" in values else ""
        called = f" is called {values['name']}" if "name" in values else ""
        return f"{code} in {scheme.slug}{called}{means}"


@command("scheme use", "Rate a plan by a scheme")
@dataclass(frozen=True, kw_only=True)
class UseScheme(Command):
    """Rate a plan by another scheme; refused where its actions carry ratings that the scheme lacks."""

    to_plan: str = argument("The plan, by its short name.")
    slug: str = argument("The scheme, as `jatui schemes` shows it.")

    def run(self, work: Work) -> str:
        """Let the plan use the scheme."""
        scheme = find_scheme(work, self.slug)
        plans = work.read.rows("SELECT id, slug, scheme_id FROM plan ORDER BY position, slug")
        plan = next((row for row in plans if row[1] == self.to_plan), None)
        if plan is None:
            known = ", ".join(row[1] for row in plans) or "none"
            raise NotFound(f"There is no plan {quoted(self.to_plan)!r}. The plans are: {known}.")
        if plan[2] == scheme.id:
            raise Refused(f"{self.to_plan} is rated by {scheme.slug} already. Nothing was changed.")
        if not scheme.levels:
            raise Refused(
                f"{scheme.slug} has no rating yet. Add some with `jatui scheme level {scheme.slug} ...`."
            )
        lacking = rated_by(work.read, plan[0])
        for level in scheme.levels:
            lacking.pop(level.code, None)
        if lacking:
            carried = "; ".join(f"{rating}: {named(handles)}" for rating, handles in lacking.items())
            raise Refused(
                f"{scheme.slug} lacks ratings that actions of {self.to_plan} carry, or updates of them ({carried}). "
                "Nothing was changed."
            )
        work.writer.refuse_stale("plan", plan[0], work.seen)
        work.writer.change("plan", plan[0], scheme=scheme.id)
        return f"{self.to_plan} is rated by {scheme.slug} ({scheme.name})"
