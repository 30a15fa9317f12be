"""What a person does to leads: adding, renaming, passing on what a leaver leads, and saying who holds a post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.days import short_day
from jatui.domain.errors import Ambiguous, Misused, NotFound, Refused
from jatui.domain.holders import Holding, clash, in_order, told_clash
from jatui.domain.match import fold, is_named, nearest, words
from jatui.domain.moves import quoted
from jatui.domain.text import clean, clean_lines
from jatui.domain.words import count
from jatui.store import Reader
from jatui.store.filters import select
from jatui.store.holders import Kept, kept
from jatui.store.minutes import waiting_for
from jatui.store.officers import Lead, joint, known_leads, leading, led_too, open_elsewhere

KINDS = ("officer", "post", "body")
"""The kinds of lead."""

LONGEST_NAME = 120
"""Characters that a lead's name may have."""


def find_lead(read: Reader, given: str, *, kind: str | None = None) -> Lead:
    """Return the lead of a name, a short name or a part of a name; of one kind if that is asked for.

    Raises NotFound with those near it and how to add one, and Ambiguous with a choice where several answer.
    """
    known = [lead for lead in known_leads(read) if kind is None or lead.kind == kind]
    wanted = fold(given)
    for found in (
        [lead for lead in known if lead.slug == given.strip()],
        [lead for lead in known if fold(lead.name) == wanted],
        [lead for lead in known if is_named(lead.name, given)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise Ambiguous(
                f"{quoted(given)!r} may be {_choice(found)}. Name one of them; nothing was changed."
            )
    near = nearest(given, [lead.name for lead in known])
    what = kind or "lead"
    hint = f"near it: {', '.join(near)}; " if near else ""
    add = f"jatui officer add NAME --kind {what}" if kind in ("post", "body") else "jatui officer add NAME"
    raise NotFound(f"There is no {what} {quoted(given)!r}; {hint}`{add}` adds one. Nothing was changed.")


def _choice(found: Sequence[Lead], most: int = 6) -> str:
    """Return leads to choose from, those of one name by their short names."""
    names = [lead.name for lead in found]
    told = [
        f"{lead.slug} ({lead.name}, {lead.kind})" if names.count(lead.name) > 1 else lead.name
        for lead in found
    ]
    more = f" or {len(told) - most} more" if len(told) > most else ""
    return f"{' or '.join(told[:most])}{more}"


def _name(given: str) -> str:
    """Return a name as it is kept; raises Misused where it is none."""
    name = " ".join(clean(given).split())
    if not words(name) or len(name) > LONGEST_NAME:
        raise Misused(f"A name needs a letter, and at most {LONGEST_NAME} characters.")
    if fold(name) == "none":
        raise Misused("'none' stands for no lead in filters, so nobody can have it for a name.")
    return name


def _reason(given: str | None) -> str:
    """Return a reason; raises Misused or Refused where it is none."""
    if given is None:
        raise Misused("A reason is needed, since the next reader will ask for it. Give --reason.")
    if not clean_lines(given).strip():
        raise Refused("A reason is needed, since the next reader will ask for it. Nothing was changed.")
    return given


def _day(day: dt.date | None, what: str) -> dt.date | None:
    """Return a day of a holding; raises Refused where it is out of all likelihood."""
    if day is not None and not 1900 <= day.year <= 2200:
        raise Refused(f"The {what} day {day} is not between 1900 and 2200. Nothing was changed.")
    return day


@command("officer add", "Add an officer, post or body")
@dataclass(frozen=True, kw_only=True)
class AddLead(Command):
    """Add an officer, a post or a body that can lead actions; it leads none yet."""

    lead: str = argument("The name.")
    kind: str | None = option("What it is; an officer without it.", choices=KINDS)
    namesake: bool = option("It is another of the same name as one that is there already.", False)

    def run(self, work: Work) -> str:
        """Add the lead under a short name of its own."""
        kind = self.kind or KINDS[0]
        if kind not in KINDS:
            raise Misused(f"There is no kind {self.kind!r}. Write {', '.join(KINDS[:-1])} or {KINDS[-1]}.")
        name = _name(self.lead)
        known = known_leads(work.read)
        same = [lead for lead in known if fold(lead.name) == fold(name)]
        if same and not self.namesake:
            raise Refused(
                f"There is {'an' if same[0].kind == 'officer' else 'a'} {same[0].kind} {same[0].name} already. "
                "Nothing was changed; --namesake adds another of that name."
            )
        taken = {lead.slug for lead in known}
        base = "-".join(words(name))
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        work.writer.add("lead", slug=slug, name=name, kind=kind)
        short = f", {slug} for short" if same else ""
        return f"added the {kind} {name}{short}"


@command("officer rename", "Rename a lead")
@dataclass(frozen=True, kw_only=True)
class RenameLead(Command):
    """Give a lead another name, misspelt or changed; the printed cells and what was said by the former name stay so."""

    lead: str = argument("The lead as it is called now.")
    called: str = argument("The new name.")

    def run(self, work: Work) -> str:
        """Change the name; everything that the lead leads and holds stays with it."""
        name = _name(self.called)
        lead = find_lead(work.read, self.lead)
        if lead.name == name:
            raise Refused(f"{lead.name} is called so already. Nothing was changed.")
        others = [
            each for each in known_leads(work.read) if each.id != lead.id and fold(each.name) == fold(name)
        ]
        if others:
            raise Refused(
                f"There is {'an' if others[0].kind == 'officer' else 'a'} {others[0].kind} {others[0].name} already. "
                "Nothing was changed; where both are one, `jatui officer transfer` passes the actions on."
            )
        work.writer.refuse_stale("lead", lead.id, work.seen)
        work.writer.change("lead", lead.id, name=name)
        return f"{lead.name} is called {name} now"


@command("officer transfer", "Transfer a leaver's actions")
@dataclass(frozen=True, kw_only=True)
class Transfer(Command):
    """Pass all open actions that somebody leads on to another, in one step; the printed lead cells stay as printed.

    Joint leads keep their places. Who led what is complete or closed stays, unless --all is given. What meetings asked and
    the leaver has not answered goes along: of the actions under the filter, or without one of the whole plan.
    """

    leaver: str = argument("Who leads the actions now.")
    successor: str = argument("Who leads them from now on.")
    only: str | None = option("Only the actions of this filter, in quotes, as for `jatui list`.")
    finished: bool = option("What is complete or closed too.", False, name="all")
    reason: str | None = option("Why they are passed on.")

    def run(self, work: Work) -> str:
        """Put the one lead in the place of the other, and say what was passed on and what stays."""
        _reason(self.reason)
        leaver, successor = find_lead(work.read, self.leaver), find_lead(work.read, self.successor)
        if leaver.id == successor.id:
            raise Refused(f"{leaver.name} leads those actions already. Nothing was changed.")
        read, writer = work.read, work.writer
        selection = select(self.only or "", work.scope, read)
        rows = leading(read, leaver.id, selection, finished=self.finished)
        asked = waiting_for(read, leaver.id, selection, work.scope.plan, whole=not self.only)
        if not rows and not asked:
            raise Refused(f"{self._nothing(work, leaver)} Nothing was changed.")
        for row, _ in rows:
            writer.refuse_stale("action_lead", row, work.seen)
        for row in asked:
            writer.refuse_stale("minute", row, work.seen)
        actions = [action for _, action in rows]
        doubled = led_too(read, successor.id, actions)
        several = joint(read, actions)
        staying = len(leading(read, leaver.id, select("", work.scope, read), finished=True)) - len(rows)
        writer.remove_many("action_lead", [row for row, action in rows if action in doubled])
        writer.change_many(
            "action_lead", [row for row, action in rows if action not in doubled], lead=successor.id
        )
        writer.change_many("minute", asked, lead=successor.id)
        told = []
        if rows:
            what = count(len(rows), "action" if self.finished else "open action")
            jointly = f", {several:,} of them jointly" if several else ""
            told.append(f"{successor.name} leads {what} in place of {leaver.name}{jointly}")
        if asked:
            told.append(
                f"{successor.name} is to answer {count(len(asked), 'open follow-up')} of {leaver.name}'s"
            )
        if doubled:
            told.append(f"{successor.name} led {len(doubled):,} of those already and stands there once")
        if staying:
            told.append(
                f"{count(staying, 'action')} of the plan {'stays' if staying == 1 else 'stay'} with {leaver.name}"
            )
        if elsewhere := open_elsewhere(read, leaver.id, work.scope.plan):
            told.append(
                f"{leaver.name} leads {count(elsewhere, 'open action')} in other plans still (--plan all passes them on too)"
            )
        return "; ".join([*told, *_posts_left(work, leaver)])

    def _nothing(self, work: Work, leaver: Lead) -> str:
        """Return in a sentence why there is nothing to pass on."""
        where = f" under {self.only}" if self.only else ""
        what = "action" if self.finished else "open action"
        hint = ""
        if elsewhere := open_elsewhere(work.read, leaver.id, work.scope.plan):
            hint = f", but {count(elsewhere, 'open action')} in other plans; --plan all passes them on"
        posts = "".join(f"; {each}" for each in _posts_left(work, leaver))
        owed = "nor has any follow-up to answer there"
        return f"{leaver.name} leads no {what} of {work.scope.name}{where}, {owed}{hint}{posts}."


def _posts_left(work: Work, leaver: Lead) -> list[str]:
    """Return which posts somebody still holds on the day or after it, and what those need."""
    today = work.scope.today
    posts = [
        each
        for each in kept(work.read, officer=leaver.id)
        if each.holding.until is None or each.holding.until >= today
    ]
    if not posts:
        return []
    told = ", ".join(f"{each.post_name} ({each.holding.when})" for each in posts)
    return [
        f"{leaver.name} still holds {told}: `jatui post leave` ends that, `jatui post hold` names the next holder"
    ]


@command("post hold", "Say who holds a post")
@dataclass(frozen=True, kw_only=True)
class HoldPost(Command):
    """Say that an officer holds a post from one day to another, both among them; nobody else may hold it meanwhile."""

    post: str = argument("The post.")
    officer: str = argument("The officer.")
    since: dt.date | None = option("The first day; always without it.")
    until: dt.date | None = option("The last day, where it is known.")

    def run(self, work: Work) -> str:
        """Add the holder, or give a time that begins on the same day another end."""
        since, until = _day(self.since, "first"), _day(self.until, "last")
        if since and until and until < since:
            raise Misused(f"The last day {short_day(until)} is before the first, {short_day(since)}.")
        post = find_lead(work.read, self.post, kind="post")
        officer = find_lead(work.read, self.officer, kind="officer")
        holding = Holding(officer.name, since, until)
        holders = kept(work.read, post=post.id)
        again = next(
            (each for each in holders if (each.officer, each.holding.since) == (officer.id, since)), None
        )
        if again is not None and again.holding.until == until:
            raise Refused(f"{officer.name} holds {post.name} {holding.when} already. Nothing was changed.")
        others = [each.holding for each in holders if each is not again]
        if found := next((pair for each in in_order(others) if (pair := clash([each, holding]))), None):
            raise Refused(told_clash(post.name, *found))
        if again is None:
            work.writer.add("holder", post=post.id, officer=officer.id, since=since, until=until)
        else:
            work.writer.refuse_stale("holder", again.id, work.seen)
            work.writer.change("holder", again.id, until=until)
        return f"{officer.name} holds {post.name} {holding.when}"


@command("post leave", "Say that a post is left")
@dataclass(frozen=True, kw_only=True)
class LeavePost(Command):
    """Say until which day the holder of a post holds it; from the day after it is vacant until another does."""

    post: str = argument("The post.")
    until: dt.date | None = option("The last day on which it is held.")

    def run(self, work: Work) -> str:
        """End the time that the day lies in."""
        if self.until is None:
            raise Misused("Say until which day the post is held. Give --until.")
        until = _day(self.until, "last")
        assert until is not None
        post = find_lead(work.read, self.post, kind="post")
        holders = kept(work.read, post=post.id)
        found = next((each for each in holders if each.holding.covers(until)), None)
        if found is None:
            raise Refused(f"{_vacant(post.name, holders, until)} Nothing was changed.")
        if found.holding.until == until:
            raise Refused(
                f"{found.officer_name} holds {post.name} {found.holding.when} already. Nothing was changed."
            )
        work.writer.refuse_stale("holder", found.id, work.seen)
        work.writer.change("holder", found.id, until=until)
        after = next((each for each in holders if each.holding.since == until + dt.timedelta(1)), None)
        then = f"then {after.officer_name} does" if after else "then it is vacant"
        return f"{found.officer_name} holds {post.name} until {short_day(until)}; {then}"


def _vacant(post: str, holders: Sequence[Kept], day: dt.date) -> str:
    """Return in a sentence that nobody holds a post on a day, and who does when."""
    told = ", ".join(f"{each.officer_name} {each.holding.when}" for each in holders)
    if not told:
        return (
            f"Nobody holds {post} on {short_day(day)}; it never had a holder (`jatui post hold` names one)."
        )
    return f"Nobody holds {post} on {short_day(day)}; it was held by {told}."
