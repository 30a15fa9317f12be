"""The desk: what in the papers and in the data does not agree, is lacking or misleads, and what was made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.content import Content
from textual.worker import Worker

from jatui.commands.tracker import Tracker
from jatui.domain.days import show_day
from jatui.domain.findings import Finding
from jatui.domain.words import count, sentence
from jatui.store.findings import findings
from jatui.store.scope import Scope
from jatui.tui.keymap import bindings
from jatui.tui.screens.sifted import Line, SiftedScreen
from jatui.tui.widgets.bars import TopLine
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import Row
from jatui.tui.widgets.text import Piece, pieces, shown

STYLES = {"grave": "passed", "settled": "dim"}
"""How the grades of findings stand out."""


class DeskScreen(SiftedScreen):
    """The findings of a plan or of all plans, the gravest kind first, and those that were ruled on."""

    BINDINGS: ClassVar = bindings("desk")
    KEYS_OF = "desk"
    PARTS = ("open", "ruled", "all")
    HELP = (
        "What in the papers and in the data does not agree, is lacking or misleads, each with its place. What is found by "
        "itself goes when it is put right; of any finding you may say what is made of it: accepted as known, corrected, "
        "or left as it is, with a reason, which is recorded. Nothing here changes the plan by itself."
    )

    def __init__(self, tracker: Tracker, go: Callable[[int], None]) -> None:
        self._several = tracker.plan == "all"
        columns = [
            Column("key", "Finding", "fill" if self._several else 18, minimum=14),
            *([Column("plan", "Plan", "fill", minimum=10)] if self._several else []),
            Column("what", "What", "fill", minimum=28 if self._several else 36, weight=5),
            Column("where", "Where", 26, drop_order=1),
            Column("ruling", "Ruling", 9, drop_order=2 if self._several else None),
        ]
        super().__init__(tracker, columns, go)
        self._found: list[Finding] = []
        self._scope: Scope | None = None

    def gather(self) -> None:
        """Look for everything irregular."""

        def looked(_: Worker[Any]) -> tuple[Scope, list[Finding], int]:
            scope = self.tracker.scope()
            with self.tracker.store.moment() as read:
                return scope, findings(read, scope), read.last_revision()

        self.ask(looked, lambda found: self._show(*found))

    def _show(self, scope: Scope, found: list[Finding], seen: int) -> None:
        self._scope, self._found, self.seen = scope, found, seen
        top = self.query_one("#top", TopLine)
        top.name_of_plan = scope.name
        top.right = ((f"{count(len(found), 'finding')} ", "bold"),)
        self.sift()

    def _kept(self, part: str) -> list[Finding]:
        return [each for each in self._found if part == "all" or each.is_open == (part == "open")]

    def sift(self) -> None:
        """Show the findings that are chosen, under their kinds."""
        counts = [len(self._kept(part)) for part in self.PARTS]
        self.query_one("#top", TopLine).left = (("Desk ", ""), *self.told_parts(counts))
        kept = self._kept(self.PARTS[self.part])
        numbers = Counter(each.kind for each in kept)
        lines: list[Line] = []
        last = ""
        for each in kept:
            if each.kind != last:
                last = each.kind
                lines.append(self._heading(each, numbers[last]))
            lines.append(Line(self._cells(each), each))
        self.show_lines(lines, "Nothing is open here." if self._found else "Nothing irregular was found.")

    def key(self, about: Any) -> object:
        """Return the plan and key of a finding."""
        return (about.plan, about.key) if about else None

    def _heading(self, each: Finding, number: int) -> Line:
        told = f"{sentence(each.title).rstrip('.')} ({number:,})"
        grade = (each.grade, STYLES.get(each.grade, "dim"))
        return Line(self._row(grade, "", (told, "accent"), "", ("", "")), None, told)

    def _cells(self, each: Finding) -> Row:
        ruling = (each.ruled.ruling, "dim") if each.ruled else ("open", "")
        return self._row(
            (each.key, "strong"), each.plan, (self.app.unseen(each.sentence), ""), _where(each), ruling
        )

    def _row(self, key: Piece, plan: str, what: Piece, where: str, ruling: Piece) -> Row:
        """Return the cells of a line, with the plan's where several are looked at."""
        return [key, *([(plan, "dim")] if self._several else []), what, (where, "dim"), ruling]

    def draw(self) -> None:
        """Tell of the finding under the cursor: what it is, where it stands, and what was made of it."""
        each: Finding | None = self.about
        if each is None:
            self.tell_heading()
            return
        unseen = self.app.unseen
        head: list[Piece] = [
            (each.key, "bold $accent"),
            (f"  {each.title}", "bold"),
            (f"  {each.plan}", "$quiet"),
        ]
        lines = [*pieces(head).wrap(self.width), *shown(unseen(each.sentence)).wrap(self.width)]
        if each.ruled:
            by = f" by {unseen(each.ruled.said_by)}" if each.ruled.said_by else ""
            day = f" on {show_day(each.ruled.day)}" if each.ruled.day else ""
            made = [(f"{each.ruled.ruling}{by}{day}  ", "bold"), (unseen(each.ruled.reason or ""), "")]
            lines += pieces(made).wrap(self.width)
        if each.of_milestone:
            how = self.in_keys("enter goes to the action, where {correct} corrects its milestone.")
            lines += shown(how).wrap(self.width)
        lines.append(Content(""))
        for name, place in (("stands in", each.source), ("against", each.against)):
            if place is not None:
                lines += pieces([(f"{name}  ", "$quiet"), (place.told, "")]).wrap(self.width)
        self.tell(lines)

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        each: Finding | None = self.about
        if action.startswith(("to_action", "form('finding rule")) and each is None:
            return "There is no finding on this line."
        if action.startswith("to_action") and each and each.action is None:
            return "It is about no single action."
        if action.startswith("copy_list") and not self.lines:
            return "There is nothing to copy."
        return super().why_not(action)

    @on(Table.Chosen)
    def action_to_action(self) -> None:
        """Go to the card of the action that the finding is about."""
        each: Finding | None = self.about
        if self.refuse("to_action") or each is None or each.action is None:
            return
        for action in self.try_to(self._actions, each):
            self.to_plan(action)

    def _actions(self, each: Finding) -> list[int]:
        """Return the action that a finding is about, where it is still there."""
        read = self.tracker.read
        plan = read.scope(each.plan, self.tracker.today).plan
        return read.find_ref(each.action or "", plan)[:1]

    def action_form(self, name: str) -> None:
        """Open the form that rules on the finding under the cursor, or that writes down another."""
        if self.refuse(f"form('{name}')"):
            return
        each: Finding | None = self.about
        begin = {"finding": f"{each.plan} {each.key}"} if each and name == "finding rule" else {}
        self.fill(name, "findings", begin)

    def action_copy_list(self) -> None:
        """Copy what is shown as Markdown."""
        from jatui.papers.escapes import markdown

        if self.refuse("copy_list") or self._scope is None:
            return
        told = [f"# {markdown(self._scope.name)}: findings, {self.PARTS[self.part]}"]
        kept = [line.about for line in self.lines if line.about is not None]
        for line in self.lines:
            each: Finding | None = line.about
            if each is None:
                told += ["", f"## {markdown(line.heading)}", ""]
            else:
                where = f" ({each.places})" if each.places else ""
                of = f" of {each.plan}" if self._several else ""
                told.append(f"- **{markdown(each.key + of)}** {markdown(each.sentence + where)}")
        self.app.copy_to_clipboard("\n".join(told))
        self.say(f"Copied {count(len(kept), 'finding')} as Markdown. {self.app.copied}".rstrip())


def _where(each: Finding) -> str:
    """Return where a finding stands in a few words, the line first: what follows may be cut off."""
    place = each.source
    if place is None:
        return ""
    return ", ".join(part for part in (f"line {place.line}" if place.line else "", place.title) if part)
