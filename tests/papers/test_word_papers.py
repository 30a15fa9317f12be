"""What Word shows otherwise than its text has it: its own numbers, symbols, boxes, and what is hidden or was deleted."""

from __future__ import annotations

import io
import zipfile

import pytest

from jatui.domain.errors import Refused
from jatui.papers.imported.numbering import in_form
from tests.papers.printed import SPACE, cell, packed, paragraph
from tests.papers.test_imported import read, rows


def level(place: int, form: str, text: str, *more: str) -> str:
    said = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{"".join(more)}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{place}">{said}</w:lvl>'


def lists(*given: str) -> str:
    return f'<w:numbering xmlns:w="{SPACE}">{"".join(given)}</w:numbering>'


def series(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def used(name: int, of: int, *overrides: str) -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def numbered(name: int, place: int = 0, text: str = "", style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    own = f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{name}"/></w:numPr>' if name >= 0 else ""
    return f"<w:p><w:pPr>{named}{own}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def in_cell(content: str) -> str:
    return f"<w:tc>{content}</w:tc>"


def table(*refs: str) -> str:
    head = f"<w:tr>{cell('Ref')}{cell('Action')}{cell('Lead')}</w:tr>"
    below = (
        f"<w:tr>{in_cell(ref)}{cell(f'Do thing {at}')}{cell('Ann')}</w:tr>" for at, ref in enumerate(refs)
    )
    return f"<w:tbl>{head}{''.join(below)}</w:tbl>"


def refs(data: bytes) -> list[str]:
    return [item.ref for item in read(data, "p.docx").items]


DEEP = series(
    0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"),
    level(3, "lowerRoman", "%4)"),
)  # fmt: skip


def test_numbers_that_word_puts_itself_are_refs() -> None:
    body = table(*(numbered(1, place) for place in (0, 1, 1, 2, 2, 3, 0, 1)))
    found = read(packed(body, numbering=lists(DEEP, used(1, 0))), "p.docx")
    assert [item.ref for item in found.items] == ["1.", "1.1", "1.2", "(a)", "(b)", "i)", "2.", "2.1"]
    assert (
        "p.docx has 8 paragraphs that Word numbers itself; the numbers were read as printed."
        in found.document.notes
    )


@pytest.mark.parametrize(
    ("given", "names", "expected"),
    [
        ([series(0, level(0, "decimal", "E.%1")), used(1, 0)], [1, 1], ["E.1", "E.2"]),
        ([series(0, level(0, "upperRoman", "%1")), used(1, 0), used(2, 0)], [1, 2, 1], ["I", "II", "III"]),
        (
            [
                series(0, level(0, "decimal", "%1")),
                used(1, 0),
                used(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
            ],
            [1, 1, 2, 2, 1],
            ["1", "2", "5", "6", "7"],
        ),
        (
            [
                series(0, level(0, "decimal", "%1")),
                used(1, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'),
            ],
            [1, 1],
            ["A)", "B)"],
        ),
        ([series(0, level(0, "decimalZero", "AP%1")), used(1, 0)], [1], ["AP01"]),
        (
            [
                series(0, level(0, "decimal", "T%1")),
                series(1, level(0, "decimal", "H%1")),
                used(1, 0),
                used(2, 1),
            ],
            [1, 2, 1],
            ["T1", "H1", "T2"],
        ),
    ],
)
def test_lists_begin_go_on_and_restart_as_word_has_it(
    given: list[str], names: list[int], expected: list[str]
) -> None:
    assert refs(packed(table(*map(numbered, names)), numbering=lists(*given))) == expected


def test_a_style_numbers_and_a_paragraph_says_otherwise() -> None:
    styles = (
        f'<w:styles xmlns:w="{SPACE}"><w:style w:styleId="Refs"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:styleId="Child"><w:basedOn w:val="Refs"/></w:style></w:styles>'
    )
    body = table(
        numbered(-1, style="Refs"), numbered(-1, style="Child"), numbered(0, text="X9", style="Refs"),
        numbered(-1, style="Refs"),
    )  # fmt: skip
    file = packed(body, numbering=lists(DEEP, used(1, 0)), styles=styles)
    assert refs(file) == ["1.", "2.", "X9", "3."]


def test_a_level_that_never_restarts_goes_on_and_legal_figures_are_figures() -> None:
    plain = series(
        0,
        level(0, "upperRoman", "%1"),
        level(1, "decimal", "%1.%2", "<w:isLgl/>", '<w:lvlRestart w:val="0"/>'),
    )
    body = table(*(numbered(1, place) for place in (0, 1, 0, 1)))
    assert refs(packed(body, numbering=lists(plain, used(1, 0)))) == ["I", "1.1", "II", "2.2"]


def test_bullets_are_no_words_and_a_list_that_is_not_there_numbers_nothing() -> None:
    body = table(numbered(1, text="A1"), numbered(7, text="A2"))
    file = packed(body, numbering=lists(series(0, level(0, "bullet", "\uf0b7")), used(1, 0)))
    assert refs(file) == ["A1", "A2"]


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        *(
            (4, "lowerRoman", "iv"),
            (1999, "upperRoman", "MCMXCIX"),
            (26, "lowerLetter", "z"),
            (27, "upperLetter", "AA"),
        ),
        *((11, "ordinal", "11th"), (22, "ordinal", "22nd"), (9, "decimalZero", "09"), (0, "lowerRoman", "0")),
        *((3, "cardinalText", "3"), (9999, "upperRoman", "9999")),
    ],
)
def test_a_number_is_written_in_its_form(number: int, form: str, expected: str) -> None:
    assert in_form(number, form) == expected


def run(text: str, given: str = "") -> str:
    return f"<w:r><w:rPr>{given}</w:rPr>{text}</w:r>"


def words(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def row_of(content: str) -> bytes:
    head = f"<w:tr>{cell('Ref')}{cell('Action')}{cell('Progress')}</w:tr>"
    return packed(
        f"<w:tbl>{head}<w:tr>{cell('A1')}{cell('Build')}{in_cell(f'<w:p>{content}</w:p>')}</w:tr></w:tbl>"
    )


SHOWN = {
    "a tick": (run('<w:sym w:font="Wingdings" w:char="F0FC"/>') + run(words(" done")), "✓ done", ""),
    "an unknown sign": (
        run('<w:sym w:font="Oddity" w:char="F041"/>'), "\ufffd", "p.docx has 1 sign that no text has, not read.",
    ),
    "a sign of text": (run('<w:sym w:font="Arial" w:char="00A3"/>') + run(words("5k")), "£5k", ""),
    "a ticked box": (
        run('<w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar>')
        + run(words(" Yes")), "☒ Yes", "",
    ),
    "an empty box": (
        run('<w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar>'), "☐", "",
    ),
    "a control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run(words('Chosen'))}</w:sdtContent></w:sdt>", "Chosen", ""),
    "a link": (f'<w:hyperlink r:id="x">{run(words("the report"))}</w:hyperlink>', "the report", ""),
    "a field": (run("<w:instrText>PAGE 1</w:instrText>") + run(words("7")), "7", ""),
    "hidden words": (
        run(words("seen")) + run(words("secret"), "<w:vanish/>"), "seen",
        "p.docx has words that are hidden; they were not read into the plan.",
    ),
    "words that are not hidden": (run(words("seen"), '<w:vanish w:val="0"/>'), "seen", ""),
    "changes tracked": (
        f"<w:ins>{run(words('new'))}</w:ins><w:del>{run('<w:delText>old</w:delText>')}</w:del>", "new",
        "p.docx has changes tracked; what was inserted was read, what was deleted was not read into the plan.",
    ),
    "a picture": (run('<w:drawing><a:blip r:embed="rId1"/></w:drawing>') + run(words("x")), "x",
        "p.docx has 1 picture, not read."),
    "a text box": (
        run(f"<mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph('boxed')}</w:txbxContent></mc:Choice>"
            f"<mc:Fallback>{paragraph('boxed')}</mc:Fallback></mc:AlternateContent>"), "boxed", "",
    ),
    "a table in a cell": (
        run(words("as follows")) + f"</w:p><w:tbl><w:tr>{cell('Q1')}{cell('ten')}</w:tr></w:tbl><w:p>",
        "as follows\nQ1 ten", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SHOWN)
def test_a_cell_is_read_as_it_is_shown_and_what_was_left_out_is_said(case: str) -> None:
    content, expected, note = SHOWN[case]
    found = read(row_of(content), "p.docx")
    (item,) = found.items
    assert item.said == [("update", "Progress", expected)]
    assert found.document.notes == ([note] if note else [])


def test_what_stands_beside_the_body_is_kept_by_its_kind() -> None:
    foot = f'<w:footnotes xmlns:w="{SPACE}"><w:footnote>{paragraph("See the budget.")}</w:footnote></w:footnotes>'
    found = read(packed(table(paragraph("A1")), footnotes=foot), "p.docx")
    assert [(each.part, each.text) for each in found.kept] == [("footnotes", "See the budget.")]


def test_lists_that_define_a_document_type_are_refused() -> None:
    bad = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(Refused, match="defines a document type"):
        read(packed(table(paragraph("A1")), numbering=bad), "p.docx")


def test_a_body_under_another_name_is_found_and_macros_are_told_of() -> None:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed(table(paragraph("A1"))))) as before,
        zipfile.ZipFile(file, "w") as after,
    ):
        after.writestr("word/document2.xml", before.read("word/document.xml"))
        after.writestr("word/vbaProject.bin", b"macro")
    found = read(file.getvalue(), "p.docm")
    assert rows(found) == [("A1", "Do thing 0", "", "", "Ann")]
    assert found.document.notes == ["p.docm holds macros; they were neither read nor run."]
