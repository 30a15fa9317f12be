"""The verb that shows leads and their work, and the groups of those that change leads and say who holds a post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from jatui.cli.complete import complete_lead, complete_words
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import cut, line, out, out_json, out_table, say, width_of
from jatui.cli.show import named
from jatui.cli.verbs import OFFICER_VERBS, POST_VERBS, Verbs
from jatui.domain.days import short_day
from jatui.domain.errors import Misused, NotFound
from jatui.domain.moves import quoted
from jatui.domain.words import LETTERS, RATINGS, SHAPES, count, sign

if TYPE_CHECKING:
    from jatui.commands.tracker import Tracker
    from jatui.store.holders import Kept
    from jatui.store.officers import Workload
    from jatui.store.scope import Scope

BY = ("rating", "month")
"""What the open actions of leads are counted by."""

LABEL = 13
"""Columns that a label takes before its value."""


@click.group("officer", cls=Verbs, sections=OFFICER_VERBS)
def officer() -> None:
    """Add and rename leads, and pass a leaver's actions on."""


@click.group("post", cls=Verbs, sections=POST_VERBS)
def post() -> None:
    """Say who holds a post, and until when."""


@click.command("officers")
@click.argument("name", required=False, shell_complete=complete_lead, help="A name or a part of one.")
@click.option(
    "--by",
    metavar="|".join(BY),
    shell_complete=complete_words(BY),
    help="Count what is open by: rating, month.",
)
@click.option(
    "--silent", is_flag=True, help="Only those of whom nothing was accepted since the last meeting."
)
@AS_JSON
@as_file
@session
def officers(given: Session, name: str | None, by: str | None, silent: bool, as_json: bool) -> None:
    """Show the leads (officers, posts and bodies) with their work counted, the busiest first; one of them whole.

    What a post leads counts for the post and for the officer who holds it that day.
    """
    from jatui.store.officers import due_by_month, workloads

    if by is not None and by not in BY:
        raise Misused(f"--by counts by {' or '.join(BY)}, not by {quoted(by)!r}.")
    tracker = given.tracker
    scope = tracker.scope()
    selection = tracker.select("", scope)
    found = workloads(tracker.read, selection, scope)
    if name is not None:
        found = _named(found, name, scope)
    if silent:
        found = [each for each in found if each.silent]
    months = due_by_month(tracker.read, selection, scope, [each.lead.id for each in found])
    if as_json:
        out_json(
            [_as_json(tracker, each, months.get(each.lead.id, {}), scope, name is not None) for each in found]
        )
    elif name is not None and len(found) == 1:
        _whole(tracker, found[0], months.get(found[0].lead.id, {}), scope)
    elif by == "rating":
        _by_rating(found)
    elif by == "month":
        _by_month(found, months)
    else:
        _table(found)
    if silent and not as_json:
        say(f"{count(len(found), 'lead')} silent {_since(scope)}.")


def _named(found: Sequence[Workload], name: str, scope: Scope) -> list[Workload]:
    """Return those of a name or, without one just so, of a part of it; raises NotFound with those near it."""
    from jatui.domain.match import fold, is_named, nearest

    chosen = [each for each in found if fold(name) in (fold(each.lead.name), each.lead.slug)]
    chosen = chosen or [each for each in found if is_named(each.lead.name, name)]
    if not chosen:
        near = nearest(name, [each.lead.name for each in found])
        hint = f"near it: {', '.join(near)}" if near else "`jatui officers` lists them all"
        raise NotFound(f"There is no lead {quoted(name)!r} in {scope.name}; {hint}.")
    return chosen


def _since(scope: Scope) -> str:
    """Return since when leads may be silent, in words."""
    meeting = scope.last_meeting
    return f"since {meeting.committee} met on {short_day(meeting.day)}" if meeting else "so far"


def _heard(each: Workload) -> str:
    return short_day(each.last) if each.last else "never"


def _titled(each: Workload) -> str:
    """Return a lead's name, with the holder of a post."""
    return f"{each.lead.name} ({each.holder})" if each.holder else each.lead.name


def _table(found: Sequence[Workload]) -> None:
    """Print the leads, one a line."""
    rows = [
        (
            f"{each.actions:>7}",
            f"{each.open:>4}",
            f"{each.passed or '':>6}",
            f"{each.undated or '':>7}",
            "silent" if each.silent else "",
            _heard(each),
            each.lead.kind,
            _titled(each),
        )
        for each in found
    ]
    out_table(
        ("Actions", "Open", "Passed", "No date", "Silent", "Last heard", "Kind", "Name"), rows, flexible=(7,)
    )


def _by_rating(found: Sequence[Workload]) -> None:
    """Print what is open of each lead by rating."""
    signs = [sign(rating) for rating in (*RATINGS, None)]
    rows = [
        (
            f"{each.open:>4}",
            *(f"{number or '·':>3}" for number in each.ratings),
            f"{each.passed or '':>6}",
            _titled(each),
        )
        for each in found
    ]
    out_table(("Open", *signs, "Passed", "Name"), rows, flexible=(7,))


def _by_month(found: Sequence[Workload], months: Mapping[int, Mapping[str, int]]) -> None:
    """Print what is open of each lead by the month in which it is due."""
    from jatui.store.officers import NO_DATE, PASSED

    keys = sorted({key for each in months.values() for key in each} - {NO_DATE, PASSED})
    heads = (
        "Open",
        "Passed",
        *(f"{date.fromisoformat(key + '-01'):%b %y}" for key in keys),
        "No date",
        "Name",
    )
    rows = []
    for each in found:
        due = months.get(each.lead.id, {})
        numbers = [f"{due.get(key, 0) or '·':>6}" for key in (PASSED, *keys)]
        rows.append((f"{each.open:>4}", *numbers, f"{due.get(NO_DATE, 0) or '·':>7}", _titled(each)))
    out_table(heads, rows, flexible=(len(heads) - 1,))


def _held(tracker: Tracker, each: Workload) -> tuple[list[Kept], list[Kept]]:
    """Return the times in which a lead held posts, and those in which it, a post, was held."""
    from jatui.store.holders import kept

    if not each.lead.id:
        return [], []
    return kept(tracker.read, officer=each.lead.id), kept(tracker.read, post=each.lead.id)


def _as_json(
    tracker: Tracker, each: Workload, months: Mapping[str, int], scope: Scope, whole: bool
) -> dict[str, Any]:
    """Return one lead as the object that is printed; `whole` with the actions."""
    from jatui.store.officers import NO_DATE, PASSED

    posts, holders = _held(tracker, each)
    times = [(one.holding, one) for one in (*posts, *holders)]
    days = {
        one.id: {
            "since": holding.since.isoformat() if holding.since else None,
            "until": holding.until.isoformat() if holding.until else None,
            "now": holding.covers(scope.today),
        }
        for holding, one in times
    }
    found = {
        "name": each.lead.name,
        "kind": each.lead.kind,
        "actions": each.actions,
        "passed": each.passed,
        "short": each.lead.slug,
        "open": each.open,
        "ratings": dict(zip((*RATINGS, "none"), each.ratings, strict=True)),
        "months": {key: months[key] for key in sorted(months) if key not in (NO_DATE, PASSED)},
        "no_date": each.undated,
        "by_post": each.by_post,
        "last_update": each.last.isoformat() if each.last else None,
        "silent": each.silent,
        "unheard": each.unheard,
        "posts": [{"post": one.post_name, **days[one.id]} for one in posts],
        "holder": each.holder,
        "holders": [{"officer": one.officer_name, **days[one.id]} for one in holders],
    }
    return {**found, "list": _listed(tracker, each, scope)} if whole else found


def _listed(tracker: Tracker, each: Workload, scope: Scope) -> list[dict[str, Any]]:
    """Return the actions of a lead, what is open first, each with the post that it is led through."""
    from jatui.store.officers import tasks, unheard

    mine = tasks(tracker.read, each.lead.id, scope)
    quiet = unheard(tracker.read, [task.id for task in mine], scope)
    return [
        {**action, "post": task.post, "unheard": task.id in quiet}
        for task, action in zip(mine, tracker.read.actions([task.id for task in mine], scope), strict=True)
    ]


def _whole(tracker: Tracker, each: Workload, months: Mapping[str, int], scope: Scope) -> None:
    """Print one lead whole: posts and holders with their days, the counts, and the actions."""
    from jatui.domain.holders import on_day, over_time
    from jatui.store.officers import NO_DATE, PASSED

    def field(name: str, value: str) -> None:
        out(f"{name:{LABEL}}{line(value)}")

    out(line(f"{each.lead.name}  {each.lead.kind}"))
    posts, holders = _held(tracker, each)
    for place, one in enumerate(posts):
        now = "" if one.holding.covers(scope.today) else "  (not now)"
        field("" if place else "Holds", f"{one.post_name} {one.holding.when}{now}")
    for place, time in enumerate(over_time(one.holding for one in holders)):
        field("" if place else "Held by", f"{time.officer or 'nobody'} {time.when}")
    if each.lead.kind == "post" and not on_day((one.holding for one in holders), scope.today):
        field("Now", "vacant" if holders else "nobody is known to hold it")
    by_post = f", {each.by_post:,} through posts" if each.by_post else ""
    field("Open", f"{each.open:,} of {count(each.actions, 'action')}{by_post}; {each.passed:,} passed")
    rated = zip((*RATINGS, None), each.ratings, strict=True)
    field("By rating", "  ".join(f"{SHAPES[r]} {LETTERS[r]} {number:,}" for r, number in rated))
    told = [
        (f"{date.fromisoformat(key + '-01'):%b %Y}", months[key])
        for key in sorted(months)
        if key[0].isdigit()
    ]
    told = [("passed", months.get(PASSED, 0)), *told, ("no date", months.get(NO_DATE, 0))]
    field("By month", ", ".join(f"{name} {number:,}" for name, number in told if number) or "nothing is open")
    silent = f"; silent {_since(scope)}" if each.silent else ""
    field("Last heard", f"{_heard(each)}{silent}")
    if each.unheard and not each.silent:
        field("", f"nothing of {count(each.unheard, 'open action')} {_since(scope)}")
    listed = _listed(tracker, each, scope)
    if listed:
        out()
    handles = max((len(named(action, scope)) for action in listed), default=0)
    for action in listed:
        due = action["milestone"]["due"] or "no date"
        begin = (
            f"{sign(action['rating'])} {named(action, scope):{handles}}  {due:10}  {action['status']:11}  "
        )
        notes = [f"as {action['post']}"] if action["post"] else []
        notes += ["not heard of"] if action["unheard"] else []
        end = f"  ({', '.join(notes)})" if notes else ""
        out(begin + cut(action["text"], width_of(begin + end)) + end)
