"""The verbs that look at actions: one, those that a filter lets through, those that hold words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from jatui.cli import show as shown
from jatui.cli.complete import complete_filter, complete_ref
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import out, out_json, say
from jatui.cli.verbs import FilterVerb
from jatui.domain.errors import NotFound
from jatui.domain.words import count

if TYPE_CHECKING:
    from jatui.store import Reader


@click.command("show")
@click.argument("ref", shell_complete=complete_ref, help="A ref or a handle: E.1, e1, F.6#2.")
@AS_JSON
@session
def show(given: Session, ref: str, as_json: bool) -> None:
    """Show an action whole: wording, milestone, leads, rating and what was said of it.

    A ref that stands for two actions shows both.
    """
    from jatui.store.committee_ratings import committee_ratings
    from jatui.store.milestones import more
    from jatui.store.schemes import schemes_of

    tracker = given.tracker
    scope = tracker.scope()
    ids = tracker.read.find_ref(ref, scope.plan)
    if not ids:
        tracker.read.one_action(ref, scope.plan)
    found = [
        {
            **action,
            "updates": tracker.read.updates(row),
            **more(tracker.read, row, scope.today),
            "committee_ratings": committee_ratings(tracker.read, row),
        }
        for row, action in zip(ids, tracker.read.actions(ids, scope), strict=True)
    ]
    if as_json:
        out_json(found[0] if len(found) == 1 else found)
        return
    keys = {plan: scheme.key for scheme in schemes_of(tracker.read, scope.plan) for plan in scheme.plans}
    for place, (row, action) in enumerate(zip(ids, found, strict=True)):
        if place:
            out()
        shown.action(action, tracker.read.source(row), scope, keys.get(action["plan"], ""))


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
@AS_JSON
@session
def list_actions(given: Session, filter: tuple[str, ...], as_json: bool) -> None:
    """List the actions that a filter lets through, all of them without one.

    On a terminal the lines are cut to its width; in a pipe or a file they are whole.
    """
    from jatui.cli.schemes import say_key
    from jatui.domain.query import from_arguments

    tracker = given.tracker
    scope = tracker.scope()
    ids = tracker.read.action_ids(tracker.select(from_arguments(filter), scope))
    actions = tracker.read.actions(ids, scope)
    if as_json:
        out_json(actions)
        return
    shown.actions(actions, _own(tracker.read, ids))
    say_key(tracker.read, scope.plan)
    say(f"{count(len(actions), 'action')} of {tracker.read.count(tracker.select('', scope)):,}.")


@click.command("find", cls=FilterVerb)
@click.argument(
    "words", nargs=-1, required=True, help="A ref, or words of the wording, the updates and the names."
)
@AS_JSON
@session
def find(given: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Find the actions that hold all of some words, or have a ref; says so where there are none."""
    from jatui.cli.schemes import say_key

    tracker = given.tracker
    scope = tracker.scope()
    text = " ".join(words)
    ids = tracker.read.action_ids(tracker.select(_literally(text), scope))
    if not ids:
        raise NotFound(f"No action of {scope.name} has {text!r} in its ref, wording, updates or names.")
    actions = tracker.read.actions(ids, scope)
    if as_json:
        out_json(actions)
    else:
        shown.actions(actions, _own(tracker.read, ids))
        say_key(tracker.read, scope.plan)


def _own(read: Reader, ids: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the ratings by committees that differ from the officer's, for each action."""
    from jatui.store.committee_ratings import differing

    found = differing(read, ids)
    return [found.get(row, ()) for row in ids]


def _literally(text: str) -> str:
    """Return the filter that looks for words as they stand, though they look like terms."""
    from jatui.domain.query import Query, Term, show

    acts = "\"“”„‟'‘’‚‛-"
    terms = (Term("", (word,), quoted=":" in word or word[0] in acts) for word in text.split())
    return show(Query(tuple(terms)))
