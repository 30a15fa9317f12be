"""What a person does to tie plans to each other: actions to commitments, themes to those of other plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.errors import Ambiguous, Misused, NotFound, Refused
from jatui.domain.links import ACTS, KINDS, NO_THEME, SURENESS
from jatui.domain.match import fold, nearest
from jatui.domain.moves import quoted
from jatui.domain.refs import ref_key
from jatui.domain.text import clean_lines
from jatui.store import Reader
from jatui.store.alignments import Aligned, KnownTheme, known_themes
from jatui.store.commitments import Covered, Linked, coverage, numbered
from jatui.store.scope import Scope

UNSURE = SURENESS[-1]
"""How sure something is that nobody says is surer."""

MOST_COMPARED = 5_000
"""Numbers among which one that looks like another is sought."""

MOST_NAMED = 12
"""How many themes a sentence lists."""


def commitments_named(read: Reader, scope: Scope, given: str) -> list[int]:
    """Return the commitments of a number, one in each plan that has it; raises NotFound with those near it.

    Behind its plan, as in `other/1.1`, a number is of that plan alone.
    """
    known = numbered(read, scope.plan)
    wanted = fold(given)
    found = [
        (row, number) for row, slug, number in known if wanted in (fold(number), fold(f"{slug}/{number}"))
    ]
    just_so = [row for row, number in found if number == given.strip()]
    if found:
        return just_so or [row for row, _ in found]
    elsewhere = [slug for _, slug, number in numbered(read, None) if fold(number) == wanted]
    near = nearest(given, [number for _, _, number in known[:MOST_COMPARED]])
    hint = f"near it: {', '.join(near)}" if near else "`jatui commitments` lists those there are"
    if elsewhere:
        hint = f"{' and '.join(elsewhere)} has one: choose the plan with --plan"
    raise NotFound(f"There is no commitment {quoted(given)!r} in {scope.name}; {hint}.")


def find_commitment(read: Reader, scope: Scope, given: str) -> Covered:
    """Return the one commitment of a number; raises as `commitments_named` does, and Ambiguous where several have it."""
    found = coverage(read, scope, commitments_named(read, scope, given))
    if len(found) > 1:
        plans = " and ".join(dict.fromkeys(each.plan for each in found))
        raise Ambiguous(
            f"{quoted(given)} is a commitment of {plans}. Choose one with --plan; nothing was changed."
        )
    return found[0]


def _plans(read: Reader) -> list[tuple[int, str]]:
    return [(row, slug) for row, slug in read.rows("SELECT id, slug FROM plan ORDER BY position, slug")]


def _plan(read: Reader, given: str) -> tuple[int, str]:
    """Return the plan of a short name; raises NotFound with those that there are."""
    known = _plans(read)
    for row, slug in known:
        if fold(slug) == fold(given):
            return row, slug
    names = ", ".join(slug for _, slug in known) or "none"
    raise NotFound(
        f"There is no plan {quoted(given)!r} to link to. The plans are: {names}. Nothing was changed."
    )


def _action(read: Reader, given: str, to_plan: str | None) -> tuple[str, str]:
    """Return the plan and the handle of the one action meant; raises NotFound or Ambiguous with what to write instead."""
    row, within = _plan(read, to_plan) if to_plan is not None else (None, "any plan")
    found = read.find_ref(given, row)
    slugs = dict(_plans(read))
    of = read.plans_of(found)
    named = [(slugs[of[action]], handle) for action, handle in read.handles(found)]
    if len(named) == 1:
        return named[0]
    if not named:
        near = read.near_refs(given, row)
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise NotFound(f"There is no action {quoted(given)!r} in {within}{hint}. Nothing was changed.")
    if len({slug for slug, _ in named}) > 1:
        plans = " and ".join(dict.fromkeys(slug for slug, _ in named))
        raise Ambiguous(
            f"{quoted(given)} is an action of {plans}. Choose one with --to-plan; nothing was changed."
        )
    handles = " and ".join(handle for _, handle in named)
    raise Ambiguous(f"{quoted(given)} stands for {handles}. Name one of them; nothing was changed.")


def _word(given: str | None, words: Sequence[str], what: str, default: str) -> str:
    """Return one of some words; raises Misused where it is none of them."""
    if given is None:
        return default
    folded = fold(given.replace("-", " "))
    if folded not in words:
        raise Misused(f"{quoted(given)!r} is no {what}. It is one of: {', '.join(words)}.")
    return folded


def _text(given: str | None) -> str | None:
    return clean_lines(given or "").strip() or None


def _said(work: Work, sure: str | None, by: str | None, note: str | None) -> dict[str, object]:
    """Return how sure something is, who says so, and what is to be known besides, as columns."""
    return {
        "sure": _word(sure, SURENESS, "word for how sure it is", UNSURE),
        "said_by": _text(by) or work.actor,
        "note": _text(note),
    }


def _same(handle: str, given: str) -> bool:
    return fold(handle) == fold(given)


@command("commitment link", "Link an action to a commitment")
@dataclass(frozen=True, kw_only=True)
class LinkCommitment(Command):
    """Say that an action, of this plan or another, serves a commitment: in which way, who says so and how sure."""

    number: str = argument("The commitment's number, as `jatui commitments` shows it.")
    action: str = argument("The action's handle, such as E.1 or F.6#2.")
    to_plan: str | None = option("The plan of the action; it is looked for in every plan without it.")
    kind: str | None = option("In which way; answers without it.", choices=KINDS)
    sure: str | None = option("How sure that is; possible without it.", choices=SURENESS)
    by: str | None = option("Who says so; you without it.")
    note: str | None = option("What is to be known besides.")

    def run(self, work: Work) -> str:
        """Add the link."""
        kind = _word(self.kind, KINDS, "kind of link", KINDS[0])
        said = _said(work, self.sure, self.by, self.note)
        found = find_commitment(work.read, work.scope, self.number)
        plan, handle = _action(work.read, self.action, self.to_plan)
        for link in found.links:
            if (link.plan, link.handle, link.kind) == (plan, handle, kind):
                raise Refused(
                    f"{_named(link)} {ACTS[kind]} {found.number} already ({link.sure}). Nothing was changed; "
                    "`jatui commitment unlink` takes the link away."
                )
        work.writer.refuse_stale("commitment", found.id, work.seen)
        work.writer.add("link", commitment=found.id, to_plan=plan, to_action=handle, kind=kind, **said)
        return f"{handle} of {plan} {ACTS[kind]} {found.number} of {found.plan} ({said['sure']})"


@command("commitment unlink", "Take a link to a commitment away")
@dataclass(frozen=True, kw_only=True)
class UnlinkCommitment(Command):
    """Take away that an action serves a commitment, also where the action is not in this database."""

    number: str = argument("The commitment's number, as `jatui commitments` shows it.")
    action: str = argument("The action's handle, as the link names it.")
    to_plan: str | None = option("The plan of the action, where several are linked under that handle.")
    kind: str | None = option("In which way, where it is linked in several.", choices=KINDS)

    def run(self, work: Work) -> str:
        """Remove the link."""
        kind = _word(self.kind, KINDS, "kind of link", "") or None
        found = find_commitment(work.read, work.scope, self.number)
        link = self._chosen(found, kind)
        work.writer.refuse_stale("link", link.id, work.seen)
        work.writer.remove("link", link.id)
        return f"{_named(link)} no longer {ACTS[link.kind]} {found.number} of {found.plan}"

    def _chosen(self, found: Covered, kind: str | None) -> Linked:
        """Return the one link that is meant; raises NotFound with those there are, or Ambiguous."""
        meant = [
            link
            for link in _of_handle(found.links, self.action)
            if (self.to_plan is None or _same(link.plan, self.to_plan))
            and (kind is None or link.kind == kind)
        ]
        if len(meant) == 1:
            return meant[0]
        told = "; ".join(f"{_named(link)} {ACTS[link.kind]} it" for link in meant or found.links)
        if meant:
            raise Ambiguous(
                f"Several links are meant: {told}. Choose one with --to-plan or --kind; nothing was changed."
            )
        raise NotFound(
            f"No link of {found.number} is to {quoted(self.action)!r}; {told or 'it has none'}. Nothing was changed."
        )


def _of_handle(links: Sequence[Linked], given: str) -> list[Linked]:
    """Return the links to a handle, typed as it is or without its dot."""
    just_so = [link for link in links if _same(link.handle, given)]
    return just_so or [link for link in links if ref_key(link.handle) == ref_key(given)]


def _named(link: Linked) -> str:
    return f"{link.handle} of {link.plan}"


def themes_named(read: Reader, scope: Scope, given: str) -> list[KnownTheme]:
    """Return the themes of a code, one in each plan that has it; raises NotFound with those there are and whose it is.

    Behind its plan, as in `other/E`, a code is of that plan alone.
    """
    wanted = fold(given)
    found = [
        each
        for each in known_themes(read, scope)
        if wanted in (fold(each.code), fold(f"{each.plan}/{each.code}"))
    ]
    if not found:
        raise NotFound(
            f"There is no theme {quoted(given)!r} in {scope.name}; {_elsewhere(read, scope, given)}."
        )
    return [each for each in found if each.code == given.strip()] or found


def find_theme(read: Reader, scope: Scope, given: str) -> KnownTheme:
    """Return the one theme of a code; raises as `themes_named` does, and Ambiguous where several plans have it."""
    found = themes_named(read, scope, given)
    if len(found) > 1:
        plans = " and ".join(each.plan for each in found)
        raise Ambiguous(
            f"{quoted(given)} is a theme of {plans}. Choose one with --plan; nothing was changed."
        )
    return found[0]


def _elsewhere(read: Reader, scope: Scope, given: str) -> str:
    """Return which plans have a theme of a code that another lacks, or else the themes that this one has."""
    others = read.scope("all", scope.today)
    plans = [each.plan for each in known_themes(read, others) if fold(each.code) == fold(given)]
    if plans:
        return f"it is a theme of {' and '.join(plans)}"
    codes = [each.code for each in known_themes(read, scope)]
    return f"there are {', '.join(codes[:MOST_NAMED]) or 'none'}"


@command("theme align", "Align a theme with another plan's")
@dataclass(frozen=True, kw_only=True)
class AlignTheme(Command):
    """Say that a theme is of the same matter as one of another plan, or that the other plan has `none`."""

    theme: str = argument("The theme's code.")
    to_theme: str = argument("The code of the other plan's theme, or none.")
    to_plan: str | None = option("The other plan.")
    sure: str | None = option("How sure that is; possible without it.", choices=SURENESS)
    by: str | None = option("Who says so; you without it.")
    note: str | None = option("What is to be known besides.")

    def run(self, work: Work) -> str:
        """Add the alignment."""
        said = _said(work, self.sure, self.by, self.note)
        theme = find_theme(work.read, work.scope, self.theme)
        slug, mark, rest = self.to_theme.partition("/")
        named, to_theme = (slug, rest) if mark and self.to_plan is None else (self.to_plan, self.to_theme)
        if named is None:
            raise Misused("Name the plan of the other theme. Give --to-plan.")
        _, plan = _plan(work.read, named)
        if plan == theme.plan:
            raise Refused(
                f"{plan} is the plan of {theme.code} itself; a theme is aligned with another plan's. Nothing was changed."
            )
        code = _code(work, plan, to_theme)
        own = [each for each in theme.aligned if each.plan == plan and each.said_in == theme.plan]
        _refuse_doubled(theme, plan, code, own)
        work.writer.refuse_stale("theme", theme.id, work.seen)
        work.writer.add("alignment", theme=theme.id, to_plan=plan, to_theme=code, **said)
        if code == NO_THEME:
            return f"{plan} has no theme of the matter of {theme.code} of {theme.plan} ({said['sure']})"
        return f"{theme.code} of {theme.plan} is of one matter with {code} of {plan} ({said['sure']})"


def _code(work: Work, plan: str, given: str) -> str:
    """Return the code of a theme as its plan writes it, or none."""
    if fold(given) == NO_THEME:
        return NO_THEME
    return find_theme(work.read, work.read.scope(plan, work.scope.today), given).code


def _refuse_doubled(theme: KnownTheme, plan: str, code: str, own: Sequence[Aligned]) -> None:
    """Raise Refused where an alignment is there already, or says the contrary of one that is."""
    codes = [each.theme for each in own]
    if code in codes:
        told, said = f"That is said of {theme.code} already.", code
    elif codes and NO_THEME in (code, codes[0]):
        told, said = (
            f"Of {theme.code} it is said that {plan} has {', '.join(codes)}; both cannot be.",
            codes[0],
        )
    else:
        return
    back = f"`jatui theme unalign {theme.code} {said} --to-plan {plan}` takes away what is said"
    raise Refused(f"{told} Nothing was changed; {back}.")


@command("theme unalign", "Take an alignment of themes away")
@dataclass(frozen=True, kw_only=True)
class UnalignTheme(Command):
    """Take away that a theme is of the same matter as one of another plan, or that there is none."""

    theme: str = argument("The theme's code.")
    to_theme: str = argument("The code of the other plan's theme, or none.")
    to_plan: str | None = option("The other plan, where several have such a theme.")

    def run(self, work: Work) -> str:
        """Remove the alignment."""
        theme = find_theme(work.read, work.scope, self.theme)
        own = [each for each in theme.aligned if each.said_in == theme.plan]
        meant = [
            each
            for each in own
            if (_same(each.theme, self.to_theme) and (self.to_plan is None or _same(each.plan, self.to_plan)))
            or _same(f"{each.plan}/{each.theme}", self.to_theme)
        ]
        told = ", ".join(f"{each.theme} of {each.plan}" for each in meant or own)
        if len(meant) > 1:
            raise Ambiguous(
                f"Several are meant: {told}. Choose the plan with --to-plan; nothing was changed."
            )
        if not meant:
            raise NotFound(
                f"{theme.code} is not aligned with {quoted(self.to_theme)!r}; with {told or 'nothing'}. Nothing was changed."
            )
        work.writer.refuse_stale("alignment", meant[0].id, work.seen)
        work.writer.remove("alignment", meant[0].id)
        return f"{theme.code} of {theme.plan} is no longer aligned with {told}"
