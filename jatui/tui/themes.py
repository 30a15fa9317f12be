"""The colours: a calm ground, one accent for where one is, colour for ratings, what has passed, and meetings."""

from __future__ import annotations

from textual.theme import Theme


def _theme(name: str, *, dark: bool, ground: str, raised: str, line: str, text: str, quiet: str, accent: str, cursor: str,
           red: str, amber: str, green: str, blue: str, meeting: str) -> Theme:  # fmt: skip
    """Return a theme in which every colour that jatui uses is named."""
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=meeting,
        accent=accent,
        foreground=text,
        background=ground,
        surface=ground,
        panel=raised,
        success=green,
        warning=amber,
        error=red,
        variables={
            "quiet": quiet,
            "line": line,
            "cursor": cursor,
            "passed": red,
            "meeting": meeting,
            "rating-red": red,
            "rating-amber": amber,
            "rating-green": green,
            "rating-blue": blue,
            "input-selection-background": f"{accent} 35%",
            "footer-key-foreground": accent,
        },
    )


THEMES = (
    _theme("jatui", dark=True, ground="#14191f", raised="#1b222b", line="#39434f", text="#d9dee4", quiet="#929dab",
           accent="#e0b15e", cursor="#263140", red="#ef7d7d", amber="#e6b455", green="#8cc08c", blue="#79b8f2",
           meeting="#79b8f2"),
    _theme("jatui-light", dark=False, ground="#fbfaf7", raised="#f0eee8", line="#c9c4b8", text="#1f2329", quiet="#5a616b",
           accent="#8a5a00", cursor="#e9e2d2", red="#b3261e", amber="#8a5a00", green="#256b2c", blue="#1a5a99",
           meeting="#1a5a99"),
    _theme("jatui-contrast", dark=True, ground="#000000", raised="#000000", line="#9a9a9a", text="#ffffff", quiet="#d0d0d0",
           accent="#ffd75f", cursor="#262626", red="#ffa3a3", amber="#ffd75f", green="#87ff87", blue="#87d7ff",
           meeting="#87d7ff"),
    _theme("jatui-red-green", dark=True, ground="#14191f", raised="#1b222b", line="#39434f", text="#d9dee4", quiet="#929dab",
           accent="#e8d44d", cursor="#263140", red="#f0803c", amber="#f5e663", green="#6aa5ff", blue="#dcd0ff",
           meeting="#9fd0ff"),
    _theme("jatui-blue-yellow", dark=True, ground="#14191f", raised="#1b222b", line="#39434f", text="#d9dee4", quiet="#929dab",
           accent="#ff9fb2", cursor="#263140", red="#ff6f6f", amber="#ffbfa8", green="#4fd1c5", blue="#e8f6ff",
           meeting="#4fd1c5"),
)  # fmt: skip
"""Dark, light, high contrast, and two that tell ratings apart without red and green or blue and yellow."""


def theme_called(name: str | None) -> str:
    """Return the theme of the colours that the settings call so, or the first."""
    return f"jatui-{name}" if name and name != "dark" else THEMES[0].name


def colours_of(theme: str) -> str:
    """Return what the settings call the colours of a theme."""
    return theme.removeprefix("jatui-") if theme != THEMES[0].name else "dark"
