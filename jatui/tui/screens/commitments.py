"""What was promised and which actions answer it: by theme, with what is unanswered first to be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.content import Content
from textual.worker import Worker

from jatui.commands.tracker import Tracker
from jatui.domain.days import short_day
from jatui.domain.links import ACTS, NO_ACTION, NO_STATUS, STATES, SURENESS, UNANSWERED
from jatui.domain.words import count, sign
from jatui.store.commitments import Coverage, Covered, Linked, by_theme, coverage
from jatui.store.scope import Scope
from jatui.store.values import read_day
from jatui.tui.keymap import bindings
from jatui.tui.screens.sifted import Line, SiftedScreen
from jatui.tui.widgets.bars import TopLine
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import Row
from jatui.tui.widgets.text import Piece, pieces, shown

STYLES = {UNANSWERED: "passed", "done": "rating-blue"}
"""How the states of commitments stand out."""


class Place(NamedTuple):
    """A line: the commitment, and the link where it is that of an action."""

    commitment: Covered
    link: Linked | None = None


class CommitmentsScreen(SiftedScreen):
    """The commitments of a plan or of all plans, and under each the actions that are linked to it."""

    BINDINGS: ClassVar = bindings("commitments")
    KEYS_OF = "commitments"
    PARTS = ("all", *STATES)
    HELP = (
        "What was promised, by theme, and the actions that answer it, of whatever plan. A commitment without any has no "
        "action linked: that is not to say that nothing was done. It is done where every action that answers it is "
        "complete. Each link says who says so and how sure; enter goes to the action."
    )

    def __init__(self, tracker: Tracker, go: Callable[[int], None]) -> None:
        columns = [
            Column("number", "No.", 7),
            Column("text", "Commitment", "fill", minimum=30),
            Column("state", "State", 18),
            Column("due", "Due", 11, drop_order=1),
        ]
        super().__init__(tracker, columns, go)
        self._found: list[Covered] = []
        self._scope: Scope | None = None

    def gather(self) -> None:
        """Ask for every commitment with its actions."""

        def covered(_: Worker[Any]) -> tuple[Scope, list[Covered], int]:
            scope = self.tracker.scope()
            with self.tracker.store.moment() as read:
                return scope, coverage(read, scope), read.last_revision()

        self.ask(covered, lambda found: self._show(*found))

    def _show(self, scope: Scope, found: list[Covered], seen: int) -> None:
        self._scope, self._found, self.seen = scope, found, seen
        top = self.query_one("#top", TopLine)
        top.name_of_plan = scope.name
        top.right = ((f"{count(len(found), 'commitment')} ", "bold"),)
        self.sift()

    def sift(self) -> None:
        """Show the commitments of the state that is chosen, under their themes."""
        states = [each.state for each in self._found]
        counts = [len(states), *(states.count(state) for state in STATES)]
        self.query_one("#top", TopLine).left = (("Commitments ", ""), *self.told_parts(counts))
        themes = {(each.plan, each.theme): each for each in by_theme(self._found)}
        lines: list[Line] = []
        last: tuple[str, str | None] | None = None
        for each, state in zip(self._found, states, strict=True):
            if self.part and state != self.PARTS[self.part]:
                continue
            if (each.plan, each.theme) != last:
                last = each.plan, each.theme
                lines.append(self._heading(themes[last]))
            lines.append(Line(self._cells(each), Place(each)))
            lines += [Line(self._link_cells(link), Place(each, link)) for link in each.links]
        nothing = "None is so." if self._found else "This plan has no commitments; {plan} chooses another."
        self.show_lines(lines, self.in_keys(nothing))

    def key(self, about: Any) -> object:
        """Return the ids of a line's commitment and link."""
        return (about.commitment.id, about.link and about.link.id) if about else None

    def _heading(self, theme: Coverage) -> Line:
        name = f"{theme.theme or ''} {theme.name or 'of no theme'}".strip()
        several = self._scope is not None and self._scope.plan is None
        told = f"{theme.plan}  {name}" if several else name
        left = f"{theme.unanswered:,} of {theme.commitments:,} open" if theme.unanswered else "all linked"
        return Line([("", ""), (told, "accent"), (left, "dim"), ("", "")], None, told)

    def _cells(self, each: Covered) -> Row:
        state = NO_ACTION if each.state == UNANSWERED else each.state
        if each.sure and each.sure != SURENESS[0]:
            state = f"{state}, {each.sure}"
        text = self.app.unseen(each.text)
        return [(each.number, "strong"), (text, ""), (state, STYLES.get(each.state, "")), ("", "")]

    def _link_cells(self, link: Linked) -> Row:
        if link.action is None:
            told = f"  {link.handle} of {link.plan} is not here"
            return [("", ""), (told, "passed"), (link.sure, "dim"), ("", "")]
        told = f"  {link.handle} {ACTS[link.kind]} it · {self.app.unseen(link.text or '')}"
        due = short_day(read_day(link.due)) if link.due else "no date"
        rating = f"rating-{link.rating}" if link.rating else "dim"
        return [(sign(link.rating), rating), (told, "dim"), (link.sure, "dim"), (due, "dim")]

    def draw(self) -> None:
        """Tell of the commitment under the cursor, or of the link."""
        about: Place | None = self.about
        if about is None:
            self.tell_heading()
            return
        each, link = about
        head = [(f"{each.plan} {each.number}", "bold $accent"), (f"  {each.theme_name or ''}", "$quiet")]
        lines = [*pieces(head).wrap(self.width), *shown(self.app.unseen(each.text)).wrap(self.width)]
        if each.source:
            lines += pieces([(each.source.told, "$quiet")]).wrap(self.width)
        lines.append(Content(""))
        for one in (link,) if link else each.links:
            lines += pieces(self._told(one)).wrap(self.width)
        if not each.links:
            nothing = self.in_keys("No action is linked to it. {link-action} links one.")
            lines += shown(nothing).wrap(self.width)
        self.tell(lines)

    def _told(self, link: Linked) -> Sequence[Piece]:
        """Return what is known of a link: who says it, how sure, and how the action stands."""
        unseen = self.app.unseen
        by = f", by {unseen(link.said_by)}" if link.said_by else ", and nobody is named who says so"
        told: list[Piece] = [(link.handle, "bold"), (f" of {link.plan} {ACTS[link.kind]} it", "")]
        told.append((f"; {link.sure}{by}.", "$quiet"))
        if link.action is None:
            return [*told, (" That action is not in this database.", "$passed")]
        rated = f"{sign(link.rating)} {link.rating}." if link.rating else "not rated."
        told.append((f" It is {link.status}, " if link.status_said else f" It has {NO_STATUS}, ", ""))
        told.append((rated, f"$rating-{link.rating}" if link.rating else ""))
        if link.note:
            told.append((f" {unseen(link.note)}", "$quiet"))
        return told

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        about: Place | None = self.about
        if action.startswith(("to_action", "form('commitment")) and about is None:
            return "There is no commitment on this line."
        if action.startswith("to_action") and about and self._action(about) is None:
            several = sum(link.action is not None for link in about.commitment.links) > 1
            return (
                "Go to the line of one of its actions."
                if several
                else "No action is linked to it that is here."
            )
        if action.startswith("form('commitment unlink") and about and about.link is None:
            return "Go to the line of the action first."
        if action.startswith("copy_list") and not self.lines:
            return "There is nothing to copy."
        return super().why_not(action)

    def _action(self, about: Place) -> int | None:
        """Return the action of a line: that of its link, or the only one that is linked to its commitment."""
        link = about.link
        if link is not None:
            return link.action
        here = [link.action for link in about.commitment.links if link.action is not None]
        return here[0] if len(here) == 1 else None

    @on(Table.Chosen)
    def action_to_action(self) -> None:
        """Go to the card of the action that is linked."""
        about: Place | None = self.about
        if not self.refuse("to_action") and about and (action := self._action(about)) is not None:
            self.to_plan(action)

    def action_form(self, name: str) -> None:
        """Open the form that links an action to the commitment under the cursor, or takes a link away."""
        if self.refuse(f"form('{name}')"):
            return
        each, link = self.about
        begin = {"number": each.number}
        if link is not None and name == "commitment unlink":
            begin |= {"action": link.handle, "to_plan": link.plan, "kind": link.kind}
        self.fill(name, "links", begin, plan=each.plan)

    def action_copy_list(self) -> None:
        """Copy what is shown as Markdown."""
        from jatui.papers.escapes import markdown

        if self.refuse("copy_list") or self._scope is None:
            return
        told = [f"# {markdown(self._scope.name)}: commitments, {self.PARTS[self.part]}"]
        kept = 0
        for line in self.lines:
            if line.about is None:
                told += ["", f"## {markdown(line.heading)}", ""]
            elif line.about.link is None:
                kept += 1
                each: Covered = line.about.commitment
                links = "; ".join(f"{link.handle} {ACTS[link.kind]} it ({link.sure})" for link in each.links)
                what = markdown(f"{each.text} ({links or NO_ACTION})")
                told.append(f"- **{markdown(each.number)}** {what}")
        self.app.copy_to_clipboard("\n".join(told))
        self.say(f"Copied {count(kept, 'commitment')} as Markdown. {self.app.copied}".rstrip())
