"""The verb that shows a person or a body in all roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jatui.cli.complete import complete_lead
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import apart, line, out, out_fact, out_json
from jatui.domain.days import told_day
from jatui.domain.errors import NotFound
from jatui.domain.moves import quoted

if TYPE_CHECKING:
    from jatui.store.persons import Person, Role

LABEL = 14
"""Columns that a role takes before what is told of it."""


@click.command("who")
@click.argument(
    "name", shell_complete=complete_lead, help="A name or a part of one; a title makes no difference."
)
@AS_JSON
@session
def who(given: Session, name: str, as_json: bool) -> None:
    """Show a person, a post or a body in all roles, of every plan and paper, each with its day and place.

    Names are held together by their words alone. Initials are not: what two papers call by the same is shown as two.
    """
    from jatui.store.persons import near_names
    from jatui.store.persons import who as known

    tracker = given.tracker
    found = known(tracker.read, tracker.scope(), name)
    if not found:
        near = near_names(tracker.read, name)
        hint = f"near it: {', '.join(near)}" if near else "`jatui officers` lists the leads"
        raise NotFound(f"Nobody is named {quoted(name)!r}; {hint}.")
    if as_json:
        out_json([each.as_json() for each in found])
        return
    for each in apart(found, name=lambda each: each.name):
        _whole(each)


def _whole(each: Person) -> None:
    """Print a person whole."""
    out(line(f"{each.name}  {'' if each.kind == 'name' else each.kind}".rstrip()))
    others = [name for name in each.names if name != each.name]
    if others:
        out_fact("written", "; ".join(others), LABEL)
    last = ""
    for role in each.roles:
        out_fact("" if role.role == last else role.role, _told(role), LABEL)
        last = role.role
    if not each.roles:
        out_fact("roles", "none", LABEL)


def _told(role: Role) -> str:
    """Return a role in words: what, of which plan, which refs, when and where it is read."""
    parts = [role.told]
    if role.role in ("leads", "owns", "is to answer"):
        parts[0] += f" of {role.plan}: {', '.join(role.refs)}"
    elif role.plan and role.role in ("said", "asked"):
        parts[0] += f" of {role.plan}, the last on {told_day(role.day)}" if role.day else f" of {role.plan}"
    parts += [role.more[name] for name in ("post", "email", "phone") if role.more.get(name)]
    if role.source:
        parts.append(f"({role.source.told})")
    elif role.day and role.role == "contact":
        parts.append(f"({told_day(role.day)})")
    return "  ".join(parts)
