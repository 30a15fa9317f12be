"""Help: what the pane in use is for, and every key, filtered as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from jatui.tui.keymap import Key, is_elsewhere
from jatui.tui.widgets.folded import Folded
from jatui.tui.widgets.text import pieces, shown

if TYPE_CHECKING:
    from jatui.tui.app import Jatui

LABEL = 20
"""Cells of a key's label: the longest and a gap."""

LEAST = 16
"""Cells that a key's help is given at least."""


class HelpScreen(ModalScreen[None]):
    """The keys and the words that explain them, made from the table of keys."""

    app: Jatui

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "dismiss", "close", show=False),
        Binding("slash", "search", "search", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(15)", show=False),
        Binding("pageup", "scroll(-15)", show=False),
    ]

    AUTO_FOCUS = ""

    def __init__(self, title: str, prose: str, screen: str = "plan", keys: Sequence[str] = ()) -> None:
        super().__init__()
        self._screen = screen
        self._title = title
        self._prose = prose
        self._ratings = keys

    def compose(self) -> ComposeResult:
        """Lay out the search line above the text."""
        with Folded(id="help-box") as box:
            box.border_title = f"Help: {self._title}"
            box.border_subtitle = "/ search   esc close"
            box.can_focus = False
            yield Input(id="help-search", compact=True, placeholder="search the keys")
            yield Static(id="help-text")

    def on_mount(self) -> None:
        """Show everything."""
        self.query_one(Input).display = False
        self._show()

    @on(Input.Changed)
    @on(Folded.Resized)
    def _show(self) -> None:
        """Show the keys that are searched for, folded to the width that there is."""
        wanted = self.query_one(Input).value
        words = wanted.casefold().split()
        keyboard = self.app.keyboard
        parts: list[Content] = [] if words else [shown(keyboard.told(self._prose)), Content("")]
        groups: dict[str, list[Content]] = {}
        for key in keyboard.on(self._screen):
            if self._screen == "meeting" and is_elsewhere(key.action):
                continue
            if all(word in f"{key.name} {key.label} {key.help} {key.group}".casefold() for word in words):
                groups.setdefault(key.group, []).extend(self._told(key))
        own = {key.group for key in keyboard.on(self._screen) if key.on == self._screen}
        for group, lines in sorted(groups.items(), key=lambda each: each[0] not in own):
            parts += [shown(group).stylize("bold $accent"), *lines]
        ratings = [told for told in self._ratings if all(word in told.casefold() for word in words)]
        if ratings:
            parts.append(shown("What ratings mean").stylize("bold $accent"))
            parts += [shown(f"  {told}") for told in ratings]
        self.query_one("#help-text", Static).update(
            Content("\n").join(parts or [shown(f"No key has {wanted!r} in its help.")])
        )

    def _told(self, key: Key) -> list[Content]:
        """Return a key with its help, which hangs beside its name; where there is no room for that, under it."""
        box = self.query_one("#help-box", Folded).scrollable_content_region.width - 2
        head = pieces([(f"  {key.name:10}", "bold"), (f"{key.label:{LABEL}}", "")])
        if box < 2 * head.cell_length:
            return [
                head,
                *(
                    Content("    ") + line
                    for line in shown(key.help).stylize("$quiet").wrap(max(LEAST, box - 4))
                ),
            ]
        lines = shown(key.help).stylize("$quiet").wrap(box - head.cell_length)
        margins = [head, *[Content(" " * head.cell_length)] * len(lines)]
        return [margin + line for margin, line in zip(margins, lines, strict=False)]

    def action_search(self) -> None:
        """Type to narrow the keys."""
        self.query_one(Input).display = True
        self.query_one(Input).focus()

    def action_scroll(self, lines: int) -> None:
        """Scroll the text."""
        self.query_one("#help-box").scroll_relative(y=lines, animate=False)
