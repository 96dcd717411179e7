"""The incident report as text, as a page to print and as a Word file. What is empty is left to be filled in by hand.

The rows follow the form as third parties copied it (facts 5); what this program added stands in a table of its own.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Literal, NamedTuple, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scoring.incident.form import Field, IncidentReport, report_form
from simulator.exports.pages import filled, printable
from simulator.texts import active_language, say, use_language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import Length
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell

Rows = tuple[tuple["Cell", ...], ...]
Kind = Literal["label", "value", "long", "box", "mark"]
Place = tuple[str, int, int]
Layout = tuple[tuple[Place, ...], ...]

COLUMNS = 9
_BOXES = "boxes"
# The fields of each row, and how many columns the name of each and what stands in it cover.
_FORM = (
    (("date", 1, 2), ("unit", 1, 2), ("head", 1, 2)),
    ((_BOXES, 1, 8),),
    (("complainant", 1, 3), ("complainant_phone", 2, 3)),
    (("clerk", 1, 2), ("clerk_phone", 1, 2), ("duty", 1, 2)),
    (("summary", 1, 8),),
    (("clerk_opinion", 1, 8),),
    (("head_opinion", 1, 8),),
)
_ADDED = (
    (("began", 1, 2), ("ended", 1, 2), ("warnings", 1, 2)),
    (("recording", 1, 2), ("called", 2, 4)),
)
_TICK = "O"
_FONT = "맑은 고딕"
_STYLES = {"Normal": 9.0, "Heading 1": 16.0, "Heading 2": 11.0}  # in points, as the next line
_POINTS: dict[Kind, float] = {"label": 9.0, "box": 7.5, "mark": 11.0, "value": 10.0, "long": 10.0}
_CELL_MARGIN = "57"  # twentieths of a point: one millimetre on every side
_FIRST_MM, _COLUMN_MM, _MARGIN_MM = 24.0, 19.5, 15.0
_LONG_MM, _LINE_MM = 34.0, 9.0
_SHADE = "EEEEEE"


class Cell(NamedTuple):
    """A cell of the paper. at: its first column; span, down: how many columns and rows it covers."""

    kind: Kind
    text: str
    at: int
    span: int = 1
    down: int = 1


def report_text(report: IncidentReport, language: str) -> str:
    """Return the report as text, a line for each field; fields of several lines stand below their name."""
    with _speaking(language):
        parts = [report_form().title.in_language(language), ""]
        parts += _lines(_FORM, report, language)
        parts += ["", say("page-out.report-added"), *_lines(_ADDED, report, language)]
        parts += ["", report_form().note.in_language(language)]
    return "\n".join(parts)


def report_html(report: IncidentReport, language: str) -> str:
    """Return the report as a page that carries everything it needs."""
    with _speaking(language):
        return filled(
            "incident-report.html.j2",
            title=report_form().title.in_language(language),
            columns=COLUMNS,
            form=_rows(_FORM, report, language),
            added=_rows(_ADDED, report, language),
            added_title=say("page-out.report-added"),
            note=report_form().note.in_language(language),
        )


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """Speak a language for a while: a report may be wanted in another one than the program's."""
    before = active_language()
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


# What stands where


def _rows(layout: Layout, report: IncidentReport, language: str) -> Rows:
    """Return the cells of some rows of the form; the boxes take two."""
    rows: list[tuple[Cell, ...]] = []
    for fields in layout:
        if fields[0][0] == _BOXES:
            rows += _box_rows(report, language)
        else:
            rows.append(tuple(_cells(fields, report, language)))
    return tuple(rows)


def _cells(fields: Iterable[Place], report: IncidentReport, language: str) -> Iterator[Cell]:
    at = 0
    for name, named, wide in fields:
        field = report_form().fields[name]
        kind: Kind = "long" if field.kind == "long" else "value"
        yield Cell("label", field.name.in_language(language), at, named)
        yield Cell(kind, _shown(name, report, language), at + named, wide)
        at += named + wide


def _box_rows(report: IncidentReport, language: str) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Return the row with the names of the boxes and the row with the ticks under them."""
    field = report_form().fields[_BOXES]
    names = (choice.name.in_language(language) for choice in field.choices)
    boxes = (Cell("box", name, at) for at, name in enumerate(names, start=1))
    marks = (Cell("mark", mark, at) for at, mark in enumerate(_marks(field, report), start=1))
    return (Cell("label", field.name.in_language(language), 0, down=2), *boxes), tuple(marks)


def _marks(field: Field, report: IncidentReport) -> list[str]:
    """Return what stands under each box; a word that names no box is kept under the last, which is for others."""
    known = [choice.id for choice in field.choices]
    ticked = report.ticked(_BOXES)
    marks = [_TICK if name in ticked else "" for name in known]
    other = (printable(name) for name in ticked if name not in known)
    marks[-1] = " ".join(filter(None, (marks[-1], *other)))
    return marks


def _shown(name: str, report: IncidentReport, language: str) -> str:
    """Return what stands in a field in words: choices by their names."""
    choices = report_form().fields[name].choices
    if not choices:
        return printable(report.value(name))
    names = {choice.id: choice.name.in_language(language) for choice in choices}
    return printable(", ".join(names.get(ticked, ticked) for ticked in report.ticked(name)))


# Text


def _lines(layout: Layout, report: IncidentReport, language: str) -> Iterator[str]:
    for name in (place[0] for fields in layout for place in fields):
        field = report_form().fields[name]
        label = field.name.in_language(language)
        text = _ticks(field, report, language) if name == _BOXES else _shown(name, report, language)
        if field.kind == "long" and text:
            yield f"{label}:"
            yield from (f"  {line}" for line in text.split("\n"))
        else:
            yield f"{label}: {text or say('page-out.report-blank')}"


def _ticks(field: Field, report: IncidentReport, language: str) -> str:
    """Return every box with what is in it, in one line."""
    names = (choice.name.in_language(language) for choice in field.choices)
    marked = zip(names, _marks(field, report), strict=True)
    return ", ".join(f"[{mark or ' '}] {name}" for name, mark in marked)


# Word


def report_docx(report: IncidentReport, language: str) -> bytes:
    """Return the report as a Word file on A4; the same report gives the same bytes."""
    from docx import Document

    form, document = report_form(), Document()
    with _speaking(language):
        _set_up(document, form.title.in_language(language), language)
        document.add_heading(form.title.in_language(language), level=1)
        _add_table(document, _rows(_FORM, report, language))
        document.add_heading(say("page-out.report-added"), level=2)
        _add_table(document, _rows(_ADDED, report, language))
        document.add_paragraph(form.note.in_language(language)).paragraph_format.space_before = _points(8)
    return _saved(document)


def _set_up(document: "Document", title: str, language: str) -> None:
    """Set the paper, the fonts and what the file says of itself."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    for name, size in _STYLES.items():
        _set_font(cast("ParagraphStyle", document.styles[name]), size)
    _set_korean(document)
    heading = cast("ParagraphStyle", document.styles["Heading 1"])
    heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    about = document.core_properties
    about.title, about.language, about.author, about.comments = title, language, "minwon", ""


def _set_korean(document: "Document") -> None:
    """Say that the letters of East Asia are Korean: their lines break and are checked by that."""
    from docx.oxml.ns import qn

    for language in document.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:eastAsia"), "ko-KR")


def _set_font(style: "ParagraphStyle", size: float) -> None:
    """Give a style the Korean font, black. Fonts of the theme go, for they would win over it."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name, style.font.size, style.font.color.rgb = _FONT, _points(size), RGBColor(0, 0, 0)
    style.paragraph_format.space_after = _points(size / 4 if style.name != "Normal" else 0)
    fonts = style.element.rPr.rFonts
    for attribute in [name for name in fonts.attrib if name.lower().endswith("theme")]:
        del fonts.attrib[attribute]
    fonts.set(qn("w:eastAsia"), _FONT)


def _add_table(document: "Document", rows: Rows) -> None:
    """Add a table with borders, its columns as wide as on the form."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = document.add_table(len(rows), COLUMNS, style="Table Grid")
    table.autofit = False
    for margin in document.styles["Table Grid"].element.xpath(".//w:tblCellMar/*"):
        margin.set(qn("w:w"), _CELL_MARGIN)
    for number, column in enumerate(table.columns):
        column.width = Mm(_COLUMN_MM if number else _FIRST_MM)
        for cell in column.cells:
            cell.width = column.width
    for number, row in enumerate(rows):
        table.rows[number].height = Mm(_LONG_MM if any(cell.kind == "long" for cell in row) else _LINE_MM)
        for cell in row:
            last = table.cell(number + cell.down - 1, cell.at + cell.span - 1)
            _fill(table.cell(number, cell.at).merge(last), cell)


def _fill(place: "_Cell", cell: Cell) -> None:
    """Write a cell's text into its place in the table."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = place.paragraphs[0]
    run = paragraph.add_run(cell.text)
    run.bold = cell.kind == "mark"
    run.font.size = _points(_POINTS[cell.kind])
    if cell.kind in ("label", "box"):
        _shade(place)
    if cell.kind != "long":
        place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if cell.kind in ("label", "box", "mark"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _shade(place: "_Cell") -> None:
    """Give a cell a grey ground. python-docx has no word for it, and the format wants it before the alignment."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in {"w:val": "clear", "w:color": "auto", "w:fill": _SHADE}.items():
        shade.set(qn(name), value)
    place._tc.get_or_add_tcPr().append(shade)


def _points(size: float) -> "Length":
    from docx.shared import Pt

    return Pt(size)


def _saved(document: "Document") -> bytes:
    """Return the file without the time of day that python-docx stamps on its parts."""
    made, steady = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as stamped, ZipFile(steady, "w") as file:
        for name in stamped.namelist():
            file.writestr(ZipInfo(name), stamped.read(name), ZIP_DEFLATED)
    return steady.getvalue()
