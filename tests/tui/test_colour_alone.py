"""No rating is told by its colour alone: whatever is drawn in one has its shape and letter, its word, or a row headed so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from jatui.commands.actions import Update
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Submit
from jatui.domain.words import LETTERS, SHAPES
from jatui.tui.themes import THEMES
from tests.tui.conftest import Opener

MARKED = {"red": "#fe0101", "amber": "#fdfd02", "green": "#03fc03", "blue": "#0404fb"}
"""Colours that nothing else has."""


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (40, 20)])
@pytest.mark.parametrize("keys", ["", "4", "Z", "Z z", "Z z z", "enter", "a", "C", "t", "t a", "t p"])
async def test_what_is_drawn_in_a_ratings_colour_has_its_sign(
    opened: Opener, agreement: Tracker, size: tuple[int, int], keys: str
) -> None:
    for ref, rating in zip(("E.1", "E.2", "E.3", "CE.1"), MARKED, strict=True):
        agreement.run(Update(ref=ref, rating=rating, text="Said."))
    agreement.run(Submit(ref="E.1", rating="green", text="Better."))
    named: dict[str, Any] = {
        **THEMES[0].variables,
        **{f"rating-{name}": each for name, each in MARKED.items()},
    }
    async with opened(size) as eyes:
        eyes.app.register_theme(replace(THEMES[0], name="marked", variables=named))
        eyes.app.theme = "marked"
        await eyes.press(*keys.split())
        wrong = []
        for row in eyes.look:
            for rating, colour in MARKED.items():
                words = "".join(text if colour in style.split(" on ")[0] else "\0" for text, style in row)
                for part in filter(None, map(str.strip, re.split("\0+", words))):
                    signed = SHAPES[rating] in part and LETTERS[rating] in part
                    counted = part.isdigit() and f"{SHAPES[rating]} {LETTERS[rating]}" in words
                    if not (signed or counted or rating in part):
                        wrong.append((rating, part))
        assert wrong == []
