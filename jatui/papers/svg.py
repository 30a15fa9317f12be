"""Charts as SVG within HTML: every part of a bar has a pattern and its number beside its colour, and all is told in words."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from jatui.domain.text import clean
from jatui.domain.words import LETTERS
from jatui.papers.document import NOTED, Chart

WIDTH: Final = 760
"""Units that a chart is wide."""

_LABEL: Final = 230
_TALL: Final = 22
_GAP: Final = 10
_UPRIGHT: Final = 150
_LETTER: Final = 7.4
_NARROW: Final = 6.6
_LEGEND: Final = 28

_FILLS: Final = {
    "red": ("#f4a79b", "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4"),
    "amber": ("#ffd27a", "M2,2 h2 v2 h-2 Z M6,6 h2 v2 h-2 Z"),
    "green": ("#9fd8ab", "M0,4 h8"),
    "blue": ("#a6c9ee", "M4,0 v8"),
    "none": ("#ffffff", ""),
    "one": ("#b9c3cb", ""),
    "other": ("#ffffff", "M0,0 l8,8 M0,8 l8,-8"),
}
"""The colour of each look, and the path of its pattern in a square of eight."""


def drawing(chart: Chart, name: str) -> Iterator[str]:
    """Yield the lines of a chart as a picture with a title and a description; `name` is for what it refers to in itself."""
    height = _LEGEND + (_UPRIGHT + 62 if chart.upright else len(chart.bars) * (_TALL + _GAP))
    yield (
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'aria-labelledby="{name}-title {name}-told" font-family="sans-serif" font-size="13" fill="#1d2226">\n'
    )
    yield f'<title id="{name}-title">{_told(chart.caption)}</title>\n'
    yield f'<desc id="{name}-told">{_told(chart.words())}</desc>\n<defs>\n'
    for look in dict.fromkeys(part.look for part in chart.parts):
        yield _pattern(name, look)
    yield "</defs>\n"
    yield from _legend(chart, name)
    yield from _columns(chart, name) if chart.upright else _lines(chart, name)
    yield "</svg>\n"


def _told(text: str) -> str:
    return escape(clean(" ".join(text.split())))


def _pattern(name: str, look: str) -> str:
    colour, path = _FILLS[look]
    drawn = f'<path d="{path}" stroke="#1d2226" stroke-opacity=".45" fill="none"/>' if path else ""
    return (
        f'<pattern id="{name}-{look}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{colour}"/>{drawn}</pattern>\n'
    )


def _legend(chart: Chart, name: str) -> Iterator[str]:
    """Yield what each pattern is, where there is more than one, and what the sign below bars means."""
    left = 0.0
    if chart.upright and chart.notes:
        yield f'<text x="{WIDTH}" y="15" text-anchor="end">{NOTED} {_told(chart.notes)}</text>\n'
    for part in chart.parts if len(chart.parts) > 1 else ():
        told = part.called
        yield _box(name, part.look, left, 2, 16, 16)
        yield f'<text x="{left + 22:g}" y="15">{_told(told)}</text>\n'
        left += 22 + len(told) * _LETTER + 18


def _box(name: str, look: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="url(#{name}-{look})" '
        'stroke="#1d2226"/>\n'
    )


def _number(x: float, y: float, text: str, anchor: str = "middle") -> str:
    """Return a number with a pale edge, so that it is read on a pattern."""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" stroke="#ffffff" stroke-width="3" paint-order="stroke">'
        f"{_told(text)}</text>\n"
    )


def _lines(chart: Chart, name: str) -> Iterator[str]:
    """Yield bars one under the other, their names before them and their sums behind."""
    room = WIDTH - _LABEL - 60
    scale = room / max(1, chart.longest)
    for place, bar in enumerate(chart.bars):
        top = _LEGEND + place * (_TALL + _GAP)
        base = top + _TALL - 6
        yield f'<text x="{_LABEL - 10}" y="{base}" text-anchor="end">{_told(bar.called(28))}</text>\n'
        left = float(_LABEL)
        for part, number in zip(chart.parts, bar.numbers, strict=True):
            width = round(number * scale, 2)
            if not number:
                continue
            yield _box(name, part.look, left, top, width, _TALL)
            letter = LETTERS.get(part.look)
            told = f"{letter} {number:,}" if letter else f"{number:,}"
            if width > len(told) * _LETTER + 6:
                yield _number(round(left + width / 2, 2), base, told)
            left = round(left + width, 2)
        yield _number(left + 8, base, f"{sum(bar.numbers):,}", "start")


def _columns(chart: Chart, name: str) -> Iterator[str]:
    """Yield bars side by side, their sums above them, and below them their names and whether something is noted."""
    step = WIDTH / max(1, len(chart.bars))
    scale = _UPRIGHT / max(1, chart.longest)
    floor = _LEGEND + _UPRIGHT + 18
    for place, bar in enumerate(chart.bars):
        middle = round((place + 0.5) * step, 2)
        bottom = float(floor)
        for part, number in zip(chart.parts, bar.numbers, strict=True):
            if number:
                tall = round(number * scale, 2)
                bottom = round(bottom - tall, 2)
                yield _box(
                    name, part.look, round(middle - step * 0.32, 2), bottom, round(step * 0.64, 2), tall
                )
        yield _number(middle, bottom - 4, f"{sum(bar.numbers):,}")
        for line, text in enumerate((bar.called(int(step / _NARROW)), NOTED if bar.note else "")):
            if text:
                yield f'<text x="{middle:g}" y="{floor + 17 + line * 18}" text-anchor="middle">{_told(text)}</text>\n'
    yield f'<path d="M0,{floor} h{WIDTH}" stroke="#1d2226"/>\n'
