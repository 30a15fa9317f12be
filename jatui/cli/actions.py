"""The verbs that look at actions: one, those that a filter lets through, those that hold words."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from jatui.cli import show as shown
from jatui.cli.complete import complete_filter, complete_ref, complete_view
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import apart, is_taken, out_json, say
from jatui.cli.verbs import FilterVerb
from jatui.domain.errors import NotFound
from jatui.domain.words import count

if TYPE_CHECKING:
    from jatui.commands.tracker import Tracker
    from jatui.domain.query import Query
    from jatui.store import Reader
    from jatui.store.scope import Scope

MOST_TOLD = 20
"""For how many actions it is told where their words stand, if not in the wording."""


@click.command("show")
@click.argument("ref", shell_complete=complete_ref, help="A ref or a handle: E.1, e1, F.6#2.")
@click.option(
    "--source", is_flag=True, help="With the paper, file and line of everything that belongs to it."
)
@AS_JSON
@session
def show(given: Session, ref: str, source: bool, as_json: bool) -> None:
    """Show an action whole: wording, milestone, leads, rating and what was said of it.

    A ref that stands for two actions shows both.
    """
    from jatui.store.sources import parts
    from jatui.store.whole import whole

    tracker = given.tracker
    scope = tracker.scope()
    ids = tracker.read.find_ref(ref, scope.plan)
    if not ids:
        tracker.read.one_action(ref, scope.plan)
    if as_json:
        found = whole(tracker.read, ids, scope)
        if source:
            found = [
                {**each, "sources": [part.as_json() for part in parts(tracker.read, row)]}
                for row, each in zip(ids, found, strict=True)
            ]
        out_json(found[0] if len(found) == 1 else found)
    else:
        _cards(tracker, ids, scope, source)


def _cards(tracker: Tracker, ids: Sequence[int], scope: Scope, source: bool = False) -> None:
    """Print actions whole, one under the other; `source` with where everything of them is read."""
    from jatui.store.schemes import schemes_of
    from jatui.store.sources import parts
    from jatui.store.whole import whole

    found = whole(tracker.read, ids, scope)
    keys = {plan: scheme.key for scheme in schemes_of(tracker.read, scope.plan) for plan in scheme.plans}
    cards = list(zip(ids, found, strict=True))
    for row, action in apart(cards, "Action", lambda card: card[1]["handle"]):
        shown.action(action, tracker.read.source(row), scope, keys.get(action["plan"], ""))
        if source:
            shown.sources(parts(tracker.read, row))


@click.command(
    "list",
    cls=FilterVerb,
    epilog="""\
\b
A filter is words and terms that must all hold; README.md tells all of it.
  jatui list trees                      a word of the wording, the updates or the names
  jatui list theme:E,C rating:red,amber
  jatui list lead:"Tom Kelly" -is:done
  jatui list due:2021-10..2021-12       also due:2021-12, "due:<2022-01", due:none
""",
)
@click.argument(
    "filter",
    nargs=-1,
    shell_complete=complete_filter,
    help="Words, refs and terms such as theme:E rating:red due:2021-12.",
)
@click.option(
    "--view",
    metavar="NAME",
    shell_complete=complete_view,
    help="A view, as `jatui views` lists them; a filter narrows it.",
)
@AS_JSON
@as_file
@session
def list_actions(given: Session, filter: tuple[str, ...], view: str | None, as_json: bool) -> None:
    """List the actions that a filter lets through, all of them without one.

    On a terminal the lines are cut to its width; in a pipe or a file they are whole.
    """
    from jatui.cli.schemes import say_key
    from jatui.cli.views import narrowed
    from jatui.domain.query import from_arguments, parse
    from jatui.store.names import understand

    tracker = given.tracker
    scope = tracker.scope()
    text = narrowed(tracker, scope, view, from_arguments(filter))
    ids = tracker.read.action_ids(tracker.select(text, scope))
    notes = understand(parse(text), scope, tracker.read)[1]
    actions = tracker.read.actions(ids, scope)
    if as_json:
        out_json(actions)
        return
    if is_taken():
        shown.actions_whole(actions, _own(tracker.read, ids))
        return
    shown.actions(actions, _own(tracker.read, ids), scope)
    say_read(notes)
    say_key(tracker.read, scope.plan)
    say(f"{count(len(actions), 'action')} of {tracker.read.count(tracker.select('', scope)):,}.")


@click.command("find", cls=FilterVerb)
@click.argument(
    "words",
    nargs=-1,
    required=True,
    shell_complete=complete_filter,
    help="A ref, words of the wording, the updates and the names, or terms as for `jatui list`.",
)
@AS_JSON
@as_file
@session
def find(given: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Find what a person means: a ref, words, a month, a name; one action is shown whole.

    Where nothing is found it says what was looked for, and what is near.
    """
    from jatui.cli.schemes import say_key
    from jatui.domain.query import from_arguments, parse
    from jatui.store.filters import compile_query
    from jatui.store.finder import elsewhere, exact, found_in
    from jatui.store.names import understand, unknown

    tracker = given.tracker
    scope, read = tracker.scope(), tracker.read
    typed = parse(from_arguments(words))
    query, notes = understand(typed, scope, read)
    if problem := unknown(query, scope, read):
        raise NotFound(problem)
    ids = read.action_ids(compile_query(query, scope))
    say_read(notes)
    also = elsewhere(query, scope, read)
    if not ids:
        raise NotFound(_nothing(typed, query, scope, read, also))
    actions = read.actions(ids, scope)
    if as_json:
        out_json(actions)
    elif is_taken():
        shown.actions_whole(actions, _own(read, ids))
    elif len(ids) == 1 or exact(query, scope, read):
        _cards(tracker, ids, scope)
    else:
        where = [found_in(query, row, read) for row in ids[:MOST_TOLD]]
        shown.actions(actions, _own(read, ids), scope)
        for action, told in zip(actions, where, strict=False):
            if told:
                say(f"{action['handle']}: {told}")
        say_key(read, scope.plan)
    if also:
        say(f"Also in {also}.")


def say_read(notes: Sequence[str]) -> None:
    """Say what bare words were read as, if any were."""
    if notes:
        say(f"Read as {' '.join(notes)}; in quotes words stand for themselves.")


def _nothing(typed: Query, query: Query, scope: Scope, read: Reader, also: str) -> str:
    """Return what was looked for in vain, and what is near it."""
    from jatui.store.finder import nearest_to, searched

    told = [searched(query, scope)]
    if also:
        told.append(f"It stands in {also}.")
    if near := nearest_to(typed, query, scope, read):
        told.append(
            f"{near.sentence[:1].upper()}{near.sentence[1:]} (jatui find {shlex.quote(near.filter)})."
        )
    return " ".join(told)


def _own(read: Reader, ids: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the ratings by committees that differ from the officer's, for each action."""
    from jatui.store.committee_ratings import differing

    found = differing(read, ids)
    return [found.get(row, ()) for row in ids]
