"""The scorecard: every indicator with its latest value, how it is rated and where it goes, and one of them drawn whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker

from jatui.commands.tracker import Tracker
from jatui.domain.scorecard import Standing
from jatui.domain.trends import Direction
from jatui.domain.words import RATINGS, count, sign
from jatui.store.indicators import standing
from jatui.store.scope import Scope
from jatui.tui.keymap import bindings
from jatui.tui.screens.sifted import Line, SiftedScreen
from jatui.tui.widgets.bars import KeyLine, StatusLine, TopLine
from jatui.tui.widgets.folded import Folded
from jatui.tui.widgets.indicator import told, value_words
from jatui.tui.widgets.plot import PlotPane, plot_of, sparkline
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import Cell, Row
from jatui.tui.widgets.text import pieces, shown

UNRATED: Final = "not rated"
ABOUT_VALUE: Final = ("form('indicator correct", "form('indicator remove")
ABOUT_ONE: Final = ("whole", "form('indicator measure", "form('indicator change", *ABOUT_VALUE)
"""What needs an indicator under the cursor, and what one that was measured."""

OUTRUN: Final = "‹"
"""What stands behind a rating that a newer value has outrun."""

SHAPE: Final = 8
"""How many of the last values the row of bars shows."""


class ScorecardScreen(SiftedScreen):
    """The indicators of a plan or of all plans by theme, and below them a plot and the words of the one under the cursor."""

    BINDINGS: ClassVar = bindings("scorecard")
    KEYS_OF = "scorecard"
    PARTS = ("all", *RATINGS, UNRATED)
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (64, "-tabs"), (110, "-wide"), (150, "-large")]  # noqa: RUF012
    HELP = (
        "Every indicator with its latest value as printed and the target. The rating is what somebody judged, and ‹ behind it "
        "says that a newer value is not rated; what target and tolerance propose stands in brackets beside it and is never "
        "taken for it. Short is where the last two values went, long the last four: the arrow says up or down, the word "
        "whether that is better, which the polarity alone tells. The bars are the last values, the oldest first. Below, the "
        "plot of the one under the cursor: a value has the shape of its rating, ○ where it has none, ╌ is the target, ░ what "
        "the tolerance allows beside it, ◌ a forecast that is reckoned. {measure} records a value, {open-all} gives plot and "
        "words all the room, {next-part} shows those of one rating."
    )

    def __init__(self, tracker: Tracker, go: Callable[[int], None]) -> None:
        columns = [
            Column("number", "No.", 7),
            Column("name", "Indicator", "fill", minimum=18),
            Column("value", "Value", 12, align="right"),
            Column("target", "Target", 11, align="right", drop_order=5),
            Column("rating", "Rated", 5),
            Column("proposed", "Proposed", 8, drop_order=4),
            Column("short", "Short", 8, drop_order=6),
            Column("long", "Long", 8, drop_order=2),
            Column("shape", "Values", SHAPE, drop_order=3),
            Column("age", "Data", 14, drop_order=1),
        ]
        super().__init__(tracker, columns, go)
        self._found: list[Standing] = []
        self._scope: Scope | None = None

    def compose(self) -> ComposeResult:
        """Lay out the table above the plot and the words."""
        yield TopLine(id="top")
        yield from self.banner()
        with Vertical(id="panes"):
            yield Table(self._columns, id="listing", caption="One moment ...", gap=1)
            with Horizontal(id="one"):
                yield PlotPane(id="plot")
                with Folded(id="told"):
                    yield Static(id="told-text", markup=False)
        yield StatusLine(id="status")
        yield KeyLine(self.why_not, self.KEYS_OF, id="keys")

    def gather(self) -> None:
        """Ask how every indicator stands."""

        def stand(_: Worker[Any]) -> tuple[Scope, list[Standing], int]:
            scope = self.tracker.scope()
            with self.tracker.store.moment() as read:
                return scope, standing(read, scope), read.last_revision()

        self.ask(stand, lambda found: self._show(*found))

    def _show(self, scope: Scope, found: list[Standing], seen: int) -> None:
        self._scope, self._found, self.seen = scope, found, seen
        top = self.query_one("#top", TopLine)
        top.name_of_plan = scope.name
        top.right = ((f"{count(len(found), 'indicator')} ", "bold"),)
        self.sift()

    def sift(self) -> None:
        """Show the indicators of the rating that is chosen, under their themes."""
        ratings = [each.rating or UNRATED for each in self._found]
        counts = [len(ratings), *(ratings.count(rating) for rating in self.PARTS[1:])]
        self.query_one("#top", TopLine).left = (("Scorecard ", ""), *self.told_parts(counts))
        lines: list[Line] = []
        last: tuple[str, str | None] | None = None
        for each, rating in zip(self._found, ratings, strict=True):
            if self.part and rating != self.PARTS[self.part]:
                continue
            if (each.plan, each.theme) != last:
                last = each.plan, each.theme
                lines.append(self._heading(each))
            lines.append(Line(self._cells(each), each))
        nothing = (
            "None is so."
            if self._found
            else "This plan has no indicators. {leave} leaves; {plan} there changes the plan."
        )
        self.show_lines(lines, self.in_keys(nothing))

    def key(self, about: Any) -> object:
        """Return the id of a line's indicator."""
        return about.id if about else None

    def _heading(self, each: Standing) -> Line:
        name = f"{each.theme or ''} {each.theme_name or 'of no theme'}".strip()
        several = self._scope is not None and self._scope.plan is None
        words = self.app.unseen(f"{each.plan}  {name}" if several else name)
        return Line([("", ""), (words, "accent")], None, words)

    def _cells(self, each: Standing) -> Row:
        rated, proposed = each.rating, each.proposal
        bracketed = sign(proposed.rating) if proposed.rating else proposed.outcome or ""
        late = "passed" if each.age.late else "dim"
        return [
            (each.number, "strong"),
            (self.app.unseen(each.name or "(no name is printed)"), "" if each.name else "dim"),
            (self.app.unseen(value_words(each)), "strong" if each.latest and each.latest.text else "dim"),
            (each.target.text if each.target else "none", "" if each.target else "dim"),
            (f"{sign(rated)}{OUTRUN if each.outrun else ''}", f"rating-{rated}" if rated else "dim"),
            (f"({bracketed})" if bracketed else "", "dim"),
            _way(each.short),
            _way(each.long),
            (sparkline(each, SHAPE), "accent"),
            (each.age.brief if each.series else "not measured", late),
        ]

    def draw(self) -> None:
        """Draw the indicator under the cursor, and tell of it."""
        each: Standing | None = self.about
        plot = None if each is None else plot_of(each)
        self.set_class(plot is None, "-undrawn")
        pane = self.query_one("#plot", PlotPane)
        pane.border_title = shown(self.app.unseen(f"{each.number} {each.name or ''}".strip())) if each else ""
        pane.border_subtitle = "" if plot is None or plot.unit in ("%", "£") else shown(plot.unit)
        pane.show(plot)
        told_pane = self.query_one("#told", Folded)
        told_pane.border_title = shown(f"{each.number} in words") if each else ""
        self.set_class(not self.lines, "-empty")
        self.tell(told(each, self.app.unseen, self.width) if each else self._told_theme())

    def _told_theme(self) -> list[Content]:
        """Return how the indicators of the theme whose heading the cursor is on are rated."""
        place = self.table.cursor
        if place is None or place >= len(self.lines):
            return []
        ratings: list[str] = []
        for line in self.lines[place + 1 :]:
            if line.about is None:
                break
            ratings.append(line.about.rating or UNRATED)
        head = pieces([(self.lines[place].heading, "bold $accent")]).wrap(self.width)
        rated = [
            pieces([(f"{sign(None if each == UNRATED else each)} {each}  {ratings.count(each):,}", "")])
            for each in (*RATINGS, UNRATED)
            if each in ratings
        ]
        return [*head, shown(count(len(ratings), "indicator")), *rated]

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        if action.startswith(ABOUT_ONE) and self.about is None:
            return "There is no indicator on this line."
        if action.startswith(ABOUT_VALUE) and not self.about.series:
            return "Nothing was measured of it yet."
        if action.startswith("copy_list") and not self.lines:
            return "There is nothing to copy."
        return super().why_not(action)

    @on(Table.Chosen)
    def action_whole(self) -> None:
        """Give the plot and the words all the room, or the list its own again."""
        if self.has_class("-whole") or not self.refuse("whole"):
            self.toggle_class("-whole")
            (self.query_one("#told") if self.has_class("-whole") else self.table).focus()

    def action_back(self) -> None:
        """Give the list its room again, else go back to where one came from."""
        if self.has_class("-whole"):
            self.action_whole()
        else:
            super().action_back()

    def action_form(self, name: str) -> None:
        """Open the form of a command, about the indicator under the cursor where it is about one."""
        from jatui.tui.forms import Form

        if self.refuse(f"form('{name}')"):
            return
        each: Standing | None = self.about
        if each is None or name == "indicator add":
            self.fill_form(name, Form("indicators"))
            return
        latest = str(each.series[-1].number) if each.series else ""
        self.fill_form(
            name,
            Form(
                "indicators",
                known=lambda _: {"number": each.number},
                begin=lambda _: {"measurement": latest},
                about=lambda _: [(each.number, "bold"), (f"  {each.name or ''}", "$quiet")],
            ),
            each.plan,
        )

    def action_copy_list(self) -> None:
        """Copy what is shown as a table in Markdown."""
        from jatui.papers.escapes import markdown

        if self.refuse("copy_list") or self._scope is None:
            return
        kept: Sequence[Standing] = [line.about for line in self.lines if line.about is not None]
        heads = ("No.", "Indicator", "Value", "Of", "Target", "Rated", "Proposed", "Short", "Long", "Age")
        told = [
            f"# {markdown(self._scope.name)}: indicators, {self.PARTS[self.part]}",
            "",
            f"| {' | '.join(heads)} |",
            f"|{' --- |' * len(heads)}",
        ]
        for each in kept:
            cells = (
                each.number,
                self.app.unseen(each.name or ""),
                value_words(each),
                each.latest.when if each.latest else "",
                each.target.text if each.target else "none",
                each.rating or UNRATED,
                each.proposal.brief,
                each.short.brief,
                each.long.brief,
                each.age.brief,
            )
            told.append(f"| {' | '.join(markdown(cell) for cell in cells)} |")
        self.app.copy_to_clipboard("\n".join(told))
        self.say(f"Copied {count(len(kept), 'indicator')} as Markdown. {self.app.copied}".rstrip())


def _way(where: Direction) -> Cell:
    """Return a direction as an arrow with the word for what it means; nothing where it cannot be told."""
    if where.by is None:
        return ("", "")
    word = {"better": "better", "worse": "worse", "same": "same"}.get(where.sense or "", "")
    return (f"{where.sign} {word}".strip(), "passed" if where.sense == "worse" else "")
