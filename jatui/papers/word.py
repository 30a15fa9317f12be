"""A paper as a Word document with real headings, heads of tables that come again, and wide tables on their side.

The package python-docx makes what stands around the text: styles, footers and properties, the council's own where it gives
a document for them. The text itself is written row by row, so that a long paper takes no more memory than a short one.
"""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from jatui.domain.errors import Refused
from jatui.papers.body import Page, body
from jatui.papers.drawn import CONTENT, chart_part
from jatui.papers.escapes import xml_line

if TYPE_CHECKING:
    from docx.document import Document as Book

    from jatui.papers.document import Chart, Document

MISSING: Final = (
    "Word documents need the package python-docx, which is not installed. Install it with: "
    "python3 -m pip install 'python-docx>=1.2,<2', or choose --format html."
)
LARGEST: Final = 20 * 1024 * 1024
"""Bytes that a document for the look of reports has at most."""
LARGEST_UNPACKED: Final = 100 * 1024 * 1024
"""Bytes to which its parts may unfold."""

_TEXT: Final = "word/document.xml"
_LANGUAGE: Final = "en-GB"
_A4: Final = (11906, 16838)
_MARGIN: Final = 1134
_FONT: Final = "Arial"
_INK, _LINE = "1D2226", "8A949C"
_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_EARLIEST: Final = 1980


def write_word(document: Document, file: IO[bytes], book: Book, *, own: bool) -> None:
    """Write a paper as a Word document into a book without text, the same bytes for the same paper.

    `own` tells that the book is the council's own, whose look stays as it is.
    """
    moment = datetime.fromisoformat(document.moment).astimezone(UTC).replace(microsecond=0, tzinfo=None)
    _describe(book, document, moment)
    names = _styles(book)
    if not own:
        _plain_look(book)
    _number_pages(book)
    page = _page(book)
    charts = [chart for section in document.sections for chart in section.charts]
    relations = [_kept(book, chart) for chart in charts]
    frame = io.BytesIO()
    book.save(frame)
    stamp = (max(moment.year, _EARLIEST), *moment.timetuple()[1:6])
    with ZipFile(frame) as parts, ZipFile(file, "w", ZIP_DEFLATED) as written:
        for part in parts.infolist():
            made = ZipInfo(part.filename, stamp)
            made.compress_type = ZIP_DEFLATED
            if part.filename == _TEXT:
                head, mark, _ = parts.read(part).partition(b"<w:body>")
                with written.open(made, "w", force_zip64=True) as text:
                    text.write(head + mark)
                    text.writelines(line.encode("utf-8") for line in body(document, page, names, relations))
                    text.write(b"</w:body></w:document>")
            else:
                written.writestr(made, parts.read(part))


def _kept(book: Book, chart: Chart) -> str:
    """Put a chart into a document as a part of it, and return the id by which its text calls that."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import Part

    package = book.part.package
    name = package.next_partname("/word/charts/chart%d.xml")
    normal: Any = next((style for style in book.styles if style.name == "Normal"), None)
    font = str((normal and normal.font.name) or _FONT)
    part = Part(name, CONTENT, chart_part(chart, font), package)
    return str(book.part.relate_to(part, RELATIONSHIP_TYPE.CHART))


def open_book(reference: bytes | None, name: str = "") -> Book:
    """Return a document without text, in the look of a reference where one is given, which sentences call by its name.

    Raises Refused where python-docx is not installed, or the reference is no sound document of Word.
    """
    try:
        import docx
    except ImportError:
        raise Refused(MISSING) from None
    if reference is None:
        return docx.Document()
    _refuse_unsound(reference, name)
    try:
        book = docx.Document(io.BytesIO(reference))
        for element in list(book.element.body):
            if not str(element.tag).endswith("}sectPr"):
                book.element.body.remove(element)
        return book
    except Exception as error:
        raise Refused(
            f"{name} cannot be read as a Word document ({type(error).__name__}). Save it again as .docx."
        ) from None


def _refuse_unsound(reference: bytes, name: str) -> None:
    """Raise Refused where a reference is no archive of a document, or unfolds too far."""
    try:
        with ZipFile(io.BytesIO(reference)) as parts:
            names = {part.filename for part in parts.infolist()}
            size = sum(part.file_size for part in parts.infolist())
    except BadZipFile:
        raise Refused(
            f"{name} is no Word document of the kind .docx, or it is damaged or has a password."
        ) from None
    if _TEXT not in names:
        raise Refused(f"{name} is no Word document of the kind .docx.")
    if size > LARGEST_UNPACKED:
        raise Refused(
            f"{name} unfolds to more than {LARGEST_UNPACKED // 1024**2} MB, more than a look ever needs."
        )


def _describe(book: Book, document: Document, moment: datetime) -> None:
    """Give the document its title, its language and its day."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    told = book.core_properties
    told.title = xml_line(document.title)[:255]
    told.language = _LANGUAGE
    told.author = told.last_modified_by = "jatui"
    told.comments = ""
    told.revision = 1
    told.created = told.modified = moment
    defaults = book.styles.element
    for name in ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"):
        found = defaults.find(qn(name))
        if found is None:
            found = OxmlElement(name)
            defaults.append(found) if name != "w:docDefaults" else defaults.insert(0, found)
        defaults = found
    defaults.set(qn("w:val"), _LANGUAGE)
    spoken = book.settings.element.find(qn("w:themeFontLang"))
    if spoken is not None:
        spoken.set(qn("w:val"), _LANGUAGE)


def _styles(book: Book) -> dict[str, str]:
    """Return the ids of the styles that a paper uses by their names; those that the reference lacks are made."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    found = {style.name: style for style in book.styles}
    for name, size in (("Title", 22), ("Heading 1", 15), ("Caption", 10), ("Table Text", 9)):
        if name not in found:
            made: Any = book.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name != "Table Text")
            made.base_style = book.styles["Normal"] if "Normal" in found else None
            made.font.size = Pt(size)
            made.font.bold = name != "Table Text"
            made.paragraph_format.space_before = Pt(10 if name == "Caption" else 2)
            made.paragraph_format.space_after = Pt(2)
            found[name] = made
    for name in ("Heading 1", "Caption"):
        kept: Any = found[name]
        kept.paragraph_format.keep_with_next = True
    wanted = ("Title", "Heading 1", "Caption", "Table Text", "Table Grid")
    return {str(name): str(found[name].style_id) for name in wanted if name in found}


def _plain_look(book: Book) -> None:
    """Give a document without a reference sheets of A4 and letters that are dark and plain."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor, Twips

    section = book.sections[0]
    section.page_width, section.page_height = (Twips(each) for each in _A4)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(_MARGIN)
    for name, size in (("Normal", 11), ("Title", 22), ("Heading 1", 15), ("Caption", 11), ("Footer", 9)):
        style: Any = book.styles[name]
        style.font.size = Pt(size)
        style.font.name = _FONT
        style.font.color.rgb = RGBColor.from_string(_INK)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    normal: Any = book.styles["Normal"]
    normal.paragraph_format.space_after = Pt(6)
    for name, before in (("Heading 1", 18), ("Caption", 10)):
        spaced: Any = book.styles[name]
        spaced.paragraph_format.space_before, spaced.paragraph_format.space_after = Pt(before), Pt(4)
    for line in book.styles["Table Grid"].element.iter(*(qn(f"w:{side}") for side in _SIDES)):
        line.set(qn("w:color"), _LINE)


def _page(book: Book) -> Page:
    """Return what ends the parts of the document whose sheets stand and lie, and how much room each has across."""
    from docx.oxml.ns import qn
    from docx.oxml.xmlchemy import serialize_for_reading

    section = book.sections[-1]
    sizes = sorted(
        (int(section.page_width or 0) // 635 or _A4[0], int(section.page_height or 0) // 635 or _A4[1])
    )
    margins = (int(section.left_margin or 0) + int(section.right_margin or 0)) // 635
    ends = []
    for lies in (False, True):
        end: Any = deepcopy(section._sectPr)
        size = end.get_or_add_pgSz()
        width, height = reversed(sizes) if lies else sizes
        size.set(qn("w:w"), str(width))
        size.set(qn("w:h"), str(height))
        size.attrib.pop(qn("w:orient"), None)
        if lies:
            size.set(qn("w:orient"), "landscape")
        ends.append(serialize_for_reading(end))
    return Page(ends[0], ends[1], sizes[0] - margins, sizes[1] - margins)


def _number_pages(book: Book) -> None:
    """Number the pages in the footer, where the reference has no footer of its own."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    footer = book.sections[-1].footer
    if not footer.is_linked_to_previous:
        return
    line = footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line.add_run("Page ")
    _add_field(line, "PAGE")
    line.add_run(" of ")
    _add_field(line, "NUMPAGES")


def _add_field(line: Any, name: str) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)
