"""Reports of one action, of one officer's work, and of a plan on a page; without contacts, notes and what is not accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from jatui.commands import pictures
from jatui.commands.told import (
    by_day,
    dated,
    handle_called,
    lead_called,
    papers_of,
    state_facts,
    theme_called,
    told_action,
    unread,
    when,
)
from jatui.commands.tracker import Tracker
from jatui.domain.days import days_in_full, show_day
from jatui.domain.errors import Misused, NotFound
from jatui.domain.match import fold, is_named, nearest
from jatui.domain.minutes import is_open
from jatui.domain.moves import quoted
from jatui.domain.redaction import hiding
from jatui.domain.schedule import tell
from jatui.domain.words import FINISHED, RATINGS, count
from jatui.papers.document import RATED, Bar, Chart, Document, Section, Table
from jatui.papers.progress import (
    BESIDE,
    NO_LEAD,
    Action,
    actions_table,
    counted_section,
    key_section,
    minutes_section,
    sources_section,
    told_rating,
)
from jatui.store import Reader
from jatui.store import requests as stored
from jatui.store.commitments import by_theme, coverage, links_of
from jatui.store.committee_ratings import differing
from jatui.store.facets import themes
from jatui.store.filters import select
from jatui.store.minutes import minutes
from jatui.store.officers import Workload, tasks, unheard, workloads
from jatui.store.schemes import schemes_of
from jatui.store.scope import Scope
from jatui.store.whole import whole

MOST_REFS: Final = 12
"""How many refs a plan on a page names in one place; the rest is counted."""


def action_report(tracker: Tracker, ref: str) -> Document:
    """Return all that may be told of an action, or of each of those under one ref; raises NotFound where there is none."""
    with tracker.store.moment() as read:
        scope = read.scope(tracker.plan, tracker.today)
        ids = read.find_ref(ref, scope.plan) or [read.one_action(ref, scope.plan)]
        found = whole(read, ids, scope)
        handles = [handle_called(scope, values) for values in found]
        sections = [
            section
            for row, values, handle in zip(ids, found, handles, strict=True)
            for section in _card(read, scope, row, values, handle)
        ]
        title = f"{'Action' if len(handles) == 1 else 'Actions'} {' and '.join(handles)}: {scope.name}"
        return _finished(read, scope, title, [], [*sections, _key(read, scope), _sources(read, scope)])


def officer_report(tracker: Tracker, name: str) -> Document:
    """Return the work of a lead; raises NotFound where nobody is called so, and Misused where several are."""
    with tracker.store.moment() as read:
        scope = read.scope(tracker.plan, tracker.today)
        work = _lead_named(workloads(read, select("", scope, read), scope), name, scope)
        through = {task.id: task.post for task in tasks(read, work.lead.id, scope)}
        actions = stored.actions(read, scope, None)
        silent = unheard(read, list(through), scope)
        say = differing(read, list(through))
        told = [
            told_action(
                actions[row],
                scope,
                overdue=_is_overdue(actions[row].values, scope.today),
                silent=row in silent,
                committees_say=say.get(row, ()),
            )
            for row in through
        ]
        facts = [("Lead", work.lead.name), ("Kind", work.lead.kind)]
        facts += [("Held by", work.holder or "nobody")] if work.lead.kind == "post" else []
        posts = [post for post in dict.fromkeys(through.values()) if post]
        facts += [("Through posts", "; ".join(posts))] if posts else []
        ahead = pictures.months_ahead(read, (actions[row].values for row in through), scope)
        asked = [
            each for each in minutes(read, scope.plan) if is_open(each) and each["lead"] == work.lead.name
        ]
        sections = [
            _work(told, scope),
            *([Section("In pictures", [BESIDE], charts=[ahead])] if ahead else []),
            *_lists(told),
            minutes_section(asked, "so far"),
            _key(read, scope),
            _sources(read, scope),
        ]
        return _finished(read, scope, f"{work.lead.name}: work in {scope.name}", facts, sections)


def plan_page(tracker: Tracker) -> Document:
    """Return a plan on a page: its themes by rating and date with the refs, the months ahead, and its commitments."""
    with tracker.store.moment() as read:
        scope = read.scope(tracker.plan, tracker.today)
        actions = [asked.values for asked in stored.actions(read, scope, None).values()]
        meeting = scope.next_meeting
        facts = [
            (
                "Next meeting",
                f"{meeting.committee}, {show_day(meeting.day)}" if meeting else "none is planned",
            )
        ]
        ahead = pictures.months_ahead(read, actions, scope)
        sections = [
            _themes(read, scope, actions),
            *([Section("The months ahead", [BESIDE], charts=[ahead])] if ahead else []),
            *_commitments(read, scope),
            _key(read, scope),
        ]
        return _finished(read, scope, f"{scope.name} on a page", facts, sections)


def _finished(
    read: Reader, scope: Scope, title: str, facts: Sequence[tuple[str, str]], sections: Sequence[Section]
) -> Document:
    """Return a paper with the state that it is of, and without contacts."""
    found = Document(title, [*facts, *state_facts(read, scope)], sections, read.state()[0])
    return found.each(hiding(read.contacts()))


def _key(read: Reader, scope: Scope) -> Section:
    return key_section(schemes_of(read, scope.plan))


def _sources(read: Reader, scope: Scope) -> Section:
    return sources_section(papers_of(read, scope))


def _is_overdue(values: Mapping[str, Any], today: date) -> bool:
    due = values["milestone"]["due"]
    return due is not None and due < today.isoformat() and values["status"] not in FINISHED


def _card(read: Reader, scope: Scope, row: int, values: Mapping[str, Any], handle: str) -> Iterator[Section]:
    """Yield what is told of one action: how it stands, its milestone, what was said, meetings, and what it serves."""
    yield Section(
        handle, [values["text"]], [Table(("What", "As it stands"), list(_standing(read, scope, row, values)))]
    )
    moves = values["moves"]
    yield counted_section(
        f"{handle}: milestones moved",
        len(moves),
        [],
        "Its milestone was never moved.",
        Table(
            ("When", "From", "To", "How far", "Reason"),
            [
                (
                    when(move),
                    dated(move["former"], move["former_due"]),
                    dated(move["wording"], move["due"]),
                    days_in_full(move["slip"]),
                    move["reason"],
                )
                for move in reversed(moves)
            ],
        ),
    )
    accepted = [each for each in values["updates"] if each["state"] == "accepted"]
    yield counted_section(
        f"{handle}: what was said",
        len(accepted),
        ["Accepted updates, the newest first."],
        "No update of it was accepted yet.",
        Table(
            ("Day", "What was said", "By", "Status", "Rating", "Source"),
            list(map(_said, accepted)),
            ratings=4,
        ),
    )
    if values["minutes"]:
        asked = minutes_section(values["minutes"], "so far")
        yield replace(asked, heading=f"{handle}: {asked.heading[:1].lower()}{asked.heading[1:]}")
    if served := links_of(read, row):
        rows = [(each.plan, each.number, each.text, each.kind, each.sure) for each in served]
        table = Table(("Plan", "Commitment", "Wording", "How", "How sure"), rows)
        yield counted_section(f"{handle}: commitments that it serves", len(served), [], "", table)


def _standing(read: Reader, scope: Scope, row: int, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the facts of an action by their names."""
    milestone, meeting = values["milestone"], scope.next_meeting
    due = date.fromisoformat(milestone["due"]) if milestone["due"] else None
    yield "Theme", theme_called(scope, values["plan"], values["theme"]["code"], values["theme"]["name"])
    yield "Leads", "; ".join(map(lead_called, values["leads"])) or NO_LEAD
    yield "Committees", "; ".join(values["committees"]) or "none"
    yield "Milestone", dated(milestone["text"], milestone["due"])
    if values["read_as"] is not None:
        yield "Read as", values["read_as"]
    for part in unread(milestone):
        yield "Not read", part
    for stage in values["stages"] if len(values["stages"]) > 1 else ():
        met = f"met on {show_day(date.fromisoformat(stage['met']))}" if stage["met"] else stage["state"]
        yield "Stage", f"{stage['label'] + ': ' if stage['label'] else ''}{by_day(stage['due'])}, {met}"
    told = tell(
        values["schedule"], due, scope.today, meeting and (meeting.committee, meeting.day, meeting.deadline)
    )
    yield "Schedule", days_in_full(told)
    yield "Status", values["status"]
    yield "Rating", told_rating(values["rating"])
    for each in values["committee_ratings"]:
        text = f": {each['text']}" if each["text"] else ""
        day = show_day(date.fromisoformat(each["day"]))
        yield f"Rating by {each['committee']}", f"{told_rating(each['rating'])}, {day}{text}"
    source = read.source(row)
    if source.get("paper"):
        place = f"; {source['file']} line {source['line']}" if source["file"] and source["line"] else ""
        day = f", {show_day(date.fromisoformat(source['day']))}" if source["day"] else ""
        yield "Source", f"{source['paper']}{day}{place}"


def _said(update: Mapping[str, Any]) -> tuple[str, ...]:
    """Return an accepted update as a row, without its internal note."""
    text = update["text"] or ("nothing new" if update["kind"] == "nothing new" else "(no text)")
    asks = f"\nAsks for another milestone: {update['asks']}" if update["asks"] else ""
    return (
        show_day(date.fromisoformat(update["day"])) if update["day"] else "no day",
        text + asks,
        update["by"] or "",
        update["status"] or "",
        told_rating(update["rating"]) if update["rating"] else "",
        update["source"] or "",
    )


def _lead_named(found: Sequence[Workload], name: str, scope: Scope) -> Workload:
    """Return the one lead of a name or of a part of it."""
    chosen = [each for each in found if fold(name) in (fold(each.lead.name), each.lead.slug)]
    chosen = chosen or [each for each in found if is_named(each.lead.name, name)]
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        names = ", ".join(f"{each.lead.name} ({each.lead.slug})" for each in chosen)
        raise Misused(f"{quoted(name)!r} may be {names}. Name one of them.")
    near = nearest(name, [each.lead.name for each in found])
    hint = f"near it: {', '.join(near)}" if near else "`jatui officers` lists them all"
    raise NotFound(f"There is no lead {quoted(name)!r} in {scope.name}; {hint}.")


def _work(told: Sequence[Action], scope: Scope) -> Section:
    """Return in figures what a lead has to do."""
    live = [action for action in told if action.live]
    rated = [(word, sum(action.rating == word for action in live)) for word in (*RATINGS, None)]
    ratings = ", ".join(f"{number:,} {word or 'not rated'}" for word, number in rated)
    since = f"since the meeting of {show_day(scope.last_meeting.day)}" if scope.last_meeting else "so far"
    return Section(
        "Figures",
        [
            f"{count(len(told), 'action')}, {len(live):,} of them live: {ratings}.",
            f"{sum(action.overdue is not None for action in live):,} overdue, "
            f"{sum(action.silent for action in live):,} of which nothing was accepted {since}.",
        ],
    )


def _lists(told: Sequence[Action]) -> Iterator[Section]:
    """Yield the actions of a lead: overdue, live by their due days, silent, and finished."""
    parts: Sequence[tuple[str, Callable[[Action], bool], str]] = (
        ("Overdue", lambda action: action.overdue is not None, "None is overdue."),
        (
            "Live, by due day",
            lambda action: action.live and action.overdue is None,
            "No other action is live.",
        ),
        ("Complete or closed", lambda action: not action.live, "None is complete or closed."),
    )
    for heading, holds, none in parts:
        some = [action for action in told if holds(action)]
        yield counted_section(heading, len(some), [], none, actions_table(some))


def _themes(read: Reader, scope: Scope, actions: Sequence[Mapping[str, Any]]) -> Section:
    """Return the themes by rating as a chart, and with the refs by rating and date as a table."""
    by: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for values in actions:
        by.setdefault((values["plan"], values["theme"]["code"]), []).append(values)
    bars, rows = [], []
    for each in themes(read, select("", scope, read), scope):
        some = by.get((each.plan, each.key), [])
        name = theme_called(scope, each.plan, each.key, each.name)
        bars.append(Bar(name, [sum(one["rating"] == word for one in some) for word in (*RATINGS, None)]))
        rows.append((name, *(_refs(filter(holds, some)) for _, holds in _columns(scope.today))))
    chart = Chart(f"Ratings of {scope.name} by theme", "Theme", RATED, bars)
    table = Table(("Theme", *(name for name, _ in _columns(scope.today))), rows, "What to look at, by ref")
    finished = sum(values["status"] in FINISHED for values in actions)
    total = f"{count(len(actions), 'action')}, {finished:,} of them complete or closed."
    drawn = [chart] if actions else []
    return Section("Themes", [total, *([BESIDE] if drawn else [])], [table], drawn)


def _columns(today: date) -> Iterator[tuple[str, Callable[[Mapping[str, Any]], bool]]]:
    """Yield what refs are listed under, each with what holds of those actions."""
    for word in ("red", "amber"):
        yield told_rating(word), _rated(word)
    yield "Overdue", lambda values: _is_overdue(values, today)
    yield (
        "Due before next meeting",
        lambda values: values["schedule"] == "due before next meeting" and values["status"] not in FINISHED,
    )
    yield "No due day", lambda values: not values["milestone"]["due"] and values["status"] not in FINISHED
    yield "Complete or closed", lambda values: values["status"] in FINISHED


def _rated(word: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda values: values["rating"] == word


def _refs(found: Iterable[Mapping[str, Any]]) -> str:
    """Return how many actions there are and their refs, the first of them where there are many."""
    handles = [values["handle"] for values in found]
    more = f" and {len(handles) - MOST_REFS:,} more" if len(handles) > MOST_REFS else ""
    return f"{len(handles):,}: {', '.join(handles[:MOST_REFS])}{more}" if handles else "none"


def _commitments(read: Reader, scope: Scope) -> Iterator[Section]:
    """Yield how many of the plan's commitments are answered, where it has any."""
    found = by_theme(coverage(read, scope))
    if found:
        rows = [
            (
                theme_called(scope, each.plan, each.theme, each.name or "") if each.theme else "no theme",
                *(f"{number:,}" for number in (each.commitments, each.unanswered, each.answered, each.done)),
            )
            for each in found
        ]
        table = Table(("Theme", "Commitments", "Unanswered", "Answered", "Done"), rows, numbers=1)
        yield Section("Commitments", ["How far actions answer what was promised."], [table])
