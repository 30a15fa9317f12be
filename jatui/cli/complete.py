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


def complete_ref(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the handles that begin so."""
    return _offer(_rows(ctx, "HANDLES"), incomplete)


def complete_lead(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the leads whose short name begins so."""
    return _offer(_rows(ctx, "LEADS"), incomplete)


def complete_committee(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the committees whose code begins so."""
    return _offer(_rows(ctx, "COMMITTEES"), incomplete)


def complete_commitment(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the commitments whose number begins so."""
    return _offer(_rows(ctx, "COMMITMENTS"), incomplete)


def complete_theme(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the themes whose code begins so."""
    return _offer(_rows(ctx, "THEMES"), incomplete)


def complete_plan(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the plans whose short name begins so."""
    return _offer(_rows(ctx, "PLANS"), incomplete)


def complete_indicator(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the indicators whose number begins so."""
    return _offer(_rows(ctx, "INDICATORS"), incomplete)


def complete_set(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the sets of indicators whose name begins so."""
    return _offer(_rows(ctx, "SETS"), incomplete)


def complete_paper(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the papers whose short name begins so."""
    return _offer(_rows(ctx, "PAPERS"), incomplete)


def complete_form(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the forms whose short name begins so."""
    return _offer(_rows(ctx, "FORMS"), incomplete)


def complete_view(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the views whose name begins so."""
    from jatui.store.views import SHIPPED

    kept = _rows(ctx, "VIEWS")
    return _offer([*SHIPPED.items(), *(view for view in kept if view[0] not in SHIPPED)], incomplete)


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
        for word, explanation in _values(ctx, name)
    ]
    if given and not colon:
        terms += _rows(ctx, "HANDLES")
    if parted:
        terms = [(term.partition(":")[2], explanation) for term, explanation in terms]
    return _offer(terms, value if parted else given)


def _fields(begun: str, *, exact: bool) -> list[str]:
    from jatui.domain.query import FIELDS

    return [name for name in FIELDS if (name == begun.casefold() if exact else name.startswith(begun))]


def _values(ctx: click.Context, field: str) -> list[tuple[str, str]]:
    """Return the values that a field may have, each with what it stands for."""
    from jatui.store import completion

    with suppress(Exception), _reader(ctx) as (read, plan):
        return completion.values(field, read, plan)
    return completion.fixed(field)


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


def _rows(ctx: click.Context, listed: str) -> list[tuple[str, str]]:
    """Return what the database lists under a name, or nothing where there is none that can be read."""
    from jatui.store import completion

    with suppress(Exception), _reader(ctx) as (read, plan):
        return completion.rows(read, getattr(completion, listed), plan)
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
