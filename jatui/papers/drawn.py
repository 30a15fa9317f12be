"""Charts that Word and the like draw themselves: bars whose numbers the chart holds, told without colour as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from jatui.domain.words import LETTERS
from jatui.papers.document import NOTED, Bar, Chart, Part
from jatui.papers.escapes import xml_line

CONTENT: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
"""What a part of a document is called that holds a chart."""

_POINT: Final = 12_700
_BAR, _UPRIGHT, _AROUND = 20, 170, 36
"""Points that a bar that lies, bars that stand, and what is around them are high."""

_LONGEST_NAME: Final = 34
_INK: Final = "1D2226"
_LOOKS: Final = {
    "red": ("F4A79B", "wdUpDiag"),
    "amber": ("FFD27A", "dotGrid"),
    "green": ("9FD8AB", "ltHorz"),
    "blue": ("A6C9EE", "ltVert"),
    "none": ("FFFFFF", ""),
    "one": ("B9C3CB", ""),
    "other": ("FFFFFF", "openDmnd"),
}
"""The colour of each look, and the pattern by which it is told without colour."""

_NAMESPACES: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def chart_part(chart: Chart, font: str) -> bytes:
    """Return the part of a document that holds a chart, written in a font."""
    return "".join(_chart(chart, font)).encode("utf-8")


def place_of(chart: Chart, number: int, relation: str, room: int) -> str:
    """Return the markup that puts a chart into a line, as wide as the room in twentieths of a point, and tells it in words."""
    points = (_UPRIGHT if chart.upright else _BAR * len(chart.bars)) + _AROUND
    name = quoteattr(xml_line(chart.caption) or f"Chart {number}")
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{room * _POINT // 20}" cy="{points * _POINT}"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr={quoteattr(xml_line(chart.words()))} title={name}/>'
        f"<wp:cNvGraphicFramePr/><a:graphic {_NAMESPACES}>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _chart(chart: Chart, font: str) -> Iterator[str]:
    """Yield bars, their axes, and a legend where they have several parts."""
    yield f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NAMESPACES}><c:lang val="en-GB"/>'
    yield '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart>'
    yield f'<c:barDir val="{"col" if chart.upright else "bar"}"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
    for place, part in enumerate(chart.parts):
        yield from _series(chart, place, part)
    yield '<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    yield from _axes(upright=chart.upright)
    yield "<c:spPr><a:noFill/></c:spPr></c:plotArea>"
    if len(chart.parts) > 1:
        yield '<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>'
    yield '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
    yield f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_letters(900, font)}</c:chartSpace>"


def _series(chart: Chart, place: int, part: Part) -> Iterator[str]:
    """Yield one part of every bar, each with its number on it unless that is 0."""
    letter = LETTERS.get(part.look)
    shown = quoteattr((f'"{letter} "' if letter else "") + "#,##0;;;")
    yield f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx>{_texts([part.called], place)}</c:tx>'
    yield f'<c:spPr>{_fill(part.look)}{_LINE}</c:spPr><c:invertIfNegative val="0"/>'
    yield f'<c:dLbls><c:numFmt formatCode={shown} sourceLinked="0"/><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/>'
    yield f'</a:solidFill></c:spPr>{_letters(800)}<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
    yield '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    yield f"<c:cat>{_texts([_name(chart, bar) for bar in chart.bars])}</c:cat>"
    numbers = [bar.numbers[place] for bar in chart.bars]
    points = "".join(f'<c:pt idx="{at}"><c:v>{number}</c:v></c:pt>' for at, number in enumerate(numbers))
    yield f"<c:val><c:numRef><c:f>{_cells(len(numbers), place)}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
    yield f'<c:ptCount val="{len(numbers)}"/>{points}</c:numCache></c:numRef></c:val></c:ser>'


def _name(chart: Chart, bar: Bar) -> str:
    """Return what stands at a bar, with the sign of something noted under it where bars stand side by side."""
    name = bar.called(_LONGEST_NAME)
    return f"{name} {NOTED}" if chart.upright and bar.note else name


def _texts(texts: Sequence[str], place: int | None = None) -> str:
    """Return texts as a chart holds them: the name of a part by its place, or without a place the names of all bars."""
    cells = _cells(len(texts), -1) if place is None else f"Sheet1!${_column(place)}$1"
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(xml_line(text))}</c:v></c:pt>' for at, text in enumerate(texts)
    )
    return f'<c:strRef><c:f>{cells}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef>'


def _cells(number: int, place: int) -> str:
    """Return where the numbers of a part, or before the first the names of the bars, would stand in a sheet."""
    return f"Sheet1!${_column(place)}$2:${_column(place)}${number + 1}"


def _column(place: int) -> str:
    return chr(ord("B") + place)


def _axes(*, upright: bool) -> Iterator[str]:
    """Yield the axis of the names, the first above or at the left, and that of the numbers, which the bars tell themselves."""
    name_side, number_side = ("b", "l") if upright else ("l", "b")
    yield f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{"minMax" if upright else "maxMin"}"/></c:scaling>'
    yield f'<c:delete val="0"/><c:axPos val="{name_side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
    yield '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
    yield f"<c:spPr>{_LINE}</c:spPr>{_letters(700 if upright else 900)}"
    yield '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
    yield '<c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    yield '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
    yield f'<c:delete val="1"/><c:axPos val="{number_side}"/><c:numFmt formatCode="#,##0" sourceLinked="0"/>'
    yield '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
    yield '<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'


_LINE: Final = f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill></a:ln>'


def _fill(look: str) -> str:
    colour, pattern = _LOOKS[look]
    if not pattern:
        return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    return (
        f'<a:pattFill prst="{pattern}"><a:fgClr><a:srgbClr val="6B737A"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{colour}"/></a:bgClr></a:pattFill>'
    )


def _letters(size: int, font: str = "") -> str:
    """Return of which size, in hundredths of a point, how dark and in which font letters are."""
    face = f"<a:latin typeface={quoteattr(font)}/>" if font else ""
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}"><a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill>'
        f'{face}</a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )
