"""What the colours must hold: contrast by WCAG 2.1 (1.4.3, 1.4.6, 1.4.11), and ratings that the colour-blind tell apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.theme import Theme

from jatui.settings.file import COLOURS
from jatui.tui.themes import THEMES, colours_of, theme_called

Vector = tuple[float, ...]

RATED = ("red", "amber", "green", "blue")
MATRICES = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
"""How linear RGB looks without one kind of cone. Source: Machado, Oliveira and Fernandes 2009, severity 1.0."""

CLEAR = 20.0
"""Distance in CIELAB (1976) from which two colours are taken for different at a glance; 2.3 is just to be noticed."""


def linear(colour: str) -> Vector:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, matrix: tuple[Vector, ...] | None) -> Vector:
    """Return a colour in CIELAB, as it looks through a matrix."""
    rgb = linear(colour)
    if matrix:
        rgb = tuple(min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in matrix)
    red, green, blue = rgb
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: Vector, other: Vector) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5


def inks(theme: Theme) -> dict[str, str]:
    """Return every colour that words are written in."""
    named = {
        name: str(theme.variables[name]) for name in ("quiet", "meeting", "passed", "footer-key-foreground")
    }
    rated = {name: str(theme.variables[f"rating-{name}"]) for name in RATED}
    plain = {"text": theme.foreground, "accent": theme.accent, "warning": theme.warning, "error": theme.error}
    return {**named, **rated, **{name: str(colour) for name, colour in plain.items()}}


def test_the_measures_measure() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert distance(seen("#ffffff", None), seen("#000000", None)) == pytest.approx(100, abs=0.1)
    brown, olive = "#a05000", "#708000"
    assert distance(seen(brown, None), seen(olive, None)) > 35
    assert distance(seen(brown, MATRICES["deuteranopia"]), seen(olive, MATRICES["deuteranopia"])) < 15


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_stand_out_from_every_ground_that_they_are_written_on(theme: Theme) -> None:
    least = 7.0 if theme.name == "jatui-contrast" else 4.5
    grounds = {"ground": theme.background, "raised": theme.panel, "cursor": theme.variables["cursor"]}
    low = {
        f"{ink} on {ground}": contrast(colour, str(behind))
        for ink, colour in inks(theme).items()
        for ground, behind in grounds.items()
        if contrast(colour, str(behind)) < least
    }
    assert low == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_cut_out_of_a_colour_stand_out_from_it(theme: Theme) -> None:
    least = 7.0 if theme.name == "jatui-contrast" else 4.5
    assert contrast(str(theme.background), str(theme.accent)) >= least
    assert contrast(str(theme.background), str(theme.variables["meeting"])) >= least


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_frame_of_the_pane_in_use_is_seen(theme: Theme) -> None:
    for ground in (theme.background, theme.panel):
        assert contrast(str(theme.accent), str(ground)) >= 3
    assert contrast(str(theme.accent), str(theme.variables["line"])) >= 1.5
    if theme.name == "jatui-contrast":
        assert contrast(str(theme.variables["line"]), str(theme.background)) >= 3


@pytest.mark.parametrize(
    ("colours", "sight"),
    [("red-green", "protanopia"), ("red-green", "deuteranopia"), ("blue-yellow", "tritanopia")],
)
def test_ratings_differ_for_those_whom_a_theme_is_for(colours: str, sight: str) -> None:
    theme = next(each for each in THEMES if each.name == theme_called(colours))
    looks = {name: seen(inks(theme)[name], MATRICES[sight]) for name in RATED}
    near = {
        f"{one} and {other}": distance(looks[one], looks[other])
        for one, other in combinations(RATED, 2)
        if distance(looks[one], looks[other]) < CLEAR
    }
    assert near == {}


def test_the_settings_name_every_theme() -> None:
    assert [theme_called(name) for name in COLOURS] == [theme.name for theme in THEMES]
    assert [colours_of(theme.name) for theme in THEMES] == list(COLOURS)
    assert theme_called(None) == THEMES[0].name
