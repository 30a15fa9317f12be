"""What a shell offers after a tab: refs, names and the filter's words. Any trouble offers nothing.

bash parts words at colons, and hands on what it is given unquoted; the other shells do neither.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from jatui.store.reader import Reader

Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]

_LEADS = (
    "SELECT DISTINCT o.slug, o.name FROM lead o JOIN action_lead l ON l.lead_id = o.id "
    "JOIN action a ON a.id = l.action_id WHERE :plan IS NULL OR a.plan_id = :plan ORDER BY o.slug"
)
_HANDLES = "SELECT handle, text FROM action WHERE :plan IS NULL OR plan_id = :plan ORDER BY plan_id, position LIMIT 2000"
_THEMES = "SELECT code, name FROM theme WHERE :plan IS NULL OR plan_id = :plan ORDER BY plan_id, position"
_COMMITTEES = "SELECT code, coalesce(name, '') FROM committee ORDER BY code"


def complete_ref(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the handles that begin so."""
    return _offer(_rows(ctx, _HANDLES), incomplete)


def complete_lead(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the leads whose short name begins so."""
    return _offer(_rows(ctx, _LEADS), incomplete)


def complete_committee(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the committees whose code begins so."""
    return _offer(_rows(ctx, _COMMITTEES), incomplete)


def complete_words(words: Iterable[str]) -> Complete:
    """Return what offers some fixed words."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return _offer([(word, "") for word in words], incomplete)

    return complete


def complete_filter(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the filter's terms that begin so, and handles."""
    before = [str(word) for word in ctx.params.get(param.name or "") or ()]
    given, parted = _rejoined(before, incomplete)
    field, colon, value = given.partition(":")
    terms = [
        (f"{name}:{word}", explanation)
        for name in _fields(field, exact=bool(colon))
        for word, explanation in _values(ctx, name, value)
    ]
    if given and not colon:
        terms += _rows(ctx, _HANDLES)
    if parted:
        terms = [(term.partition(":")[2], explanation) for term, explanation in terms]
    return _offer(terms, value if parted else given)


def _fields(begun: str, *, exact: bool) -> list[str]:
    from jatui.domain.query import FIELDS

    return [name for name in FIELDS if (name == begun.casefold() if exact else name.startswith(begun))]


def _values(ctx: click.Context, field: str, value: str) -> list[tuple[str, str]]:
    """Return the values that a field may have, each with what it stands for."""
    from jatui.domain.query import IS_WORDS, SCHEDULE_WORDS, STATUS_GROUPS
    from jatui.domain.words import NONE, RATINGS, STATUSES

    match field:
        case "theme":
            return _rows(ctx, _THEMES)
        case "committee":
            return _rows(ctx, _COMMITTEES)
        case "lead":
            return _rows(ctx, _LEADS)
        case "rating":
            return [(word, "") for word in (*RATINGS, NONE)]
        case "status":
            return [(word.replace(" ", "-"), "") for word in (*STATUSES, *STATUS_GROUPS)]
        case "schedule":
            return list(SCHEDULE_WORDS.items())
        case "is":
            return list(IS_WORDS.items())
        case _:
            return []


def _rejoined(before: list[str], incomplete: str) -> tuple[str, bool]:
    """Return the term that is being typed, and whether the shell sees only what stands after its colon."""
    if incomplete == ":" and before:
        return f"{before[-1]}:", True
    if len(before) > 1 and before[-1] == ":":
        return f"{before[-2]}:{incomplete}", True
    return incomplete, False


def _offer(found: Iterable[tuple[str, str]], begun: str) -> list[CompletionItem]:
    """Return those that begin so, in whatever case, safe to be put on a line of the shell that asks."""
    from click.shell_completion import CompletionItem

    from jatui.domain.text import clean

    in_bash = os.environ.get("_JATUI_COMPLETE", "").startswith("bash")
    return [
        CompletionItem(shlex.quote(value) if in_bash else value, help=clean(explanation)[:60] or None)
        for value, explanation in found
        if value.casefold().startswith(begun.casefold()) and clean(value) == value
    ]


def _rows(ctx: click.Context, sql: str) -> list[tuple[str, str]]:
    """Return what the database says, or nothing where there is none that can be read."""
    with suppress(Exception), _reader(ctx) as (read, plan):
        return [(str(value), str(explanation)) for value, explanation in read.rows(sql, {"plan": plan})]
    return []


@contextmanager
def _reader(ctx: click.Context) -> Iterator[tuple[Reader, int | None]]:
    """Open the database that the line so far names, for reading only."""
    from datetime import date

    from jatui.settings import database_path
    from jatui.store import Store

    given = ctx.find_root().params
    with Store.open(database_path(given.get("database")), read_only=True) as store:
        yield store.read, store.read.scope(given.get("plan"), date.today()).plan
