"""The sheet Findings: every finding with its cell, what it says, what to do, and the citation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemfunds.reading.nodes import column_letters
from stemfunds.workbook.layout import FINDINGS_SHEET
from stemfunds.workbook.notes import Note
from stemfunds.workbook.parts import RELATIONSHIPS, Parts
from stemfunds.workbook.safe_text import is_formula_like
from stemfunds.workbook.xml_edits import Document, xml_attribute, xml_text

MARK = "Findings of stemfunds"
"""Stands in the first cell; a sheet with it is replaced by the next check."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_COLUMNS = (
    ("Sheet", 16),
    ("Cell", 8),
    ("Row", 6),
    ("Column", 9),
    ("Severity", 11),
    ("Rule", 24),
    ("What it says", 64),
    ("What to do", 48),
    ("Citation", 40),
    ("Activity", 12),
    ("Line", 16),
    ("Fund", 14),
    ("Verdict", 22),
)
_HEADING_ROW = 4
_FONTS = (
    '<{p}font><{p}b/><{p}sz val="16"/><{p}color rgb="FF1F4E79"/><{p}name val="Calibri"/></{p}font>',
    '<{p}font><{p}b/><{p}sz val="10"/><{p}color rgb="FFFFFFFF"/><{p}name val="Calibri"/></{p}font>',
    '<{p}font><{p}sz val="10"/><{p}color rgb="FF1F2933"/><{p}name val="Calibri"/></{p}font>',
    '<{p}font><{p}b/><{p}sz val="10"/><{p}color rgb="FF9B1C1C"/><{p}name val="Calibri"/></{p}font>',
)
_SOLID = '<{p}patternFill patternType="solid"><{p}fgColor rgb="FF1F4E79"/><{p}bgColor indexed="64"/></{p}patternFill>'
_FILL = f"<{{p}}fill>{_SOLID}</{{p}}fill>"
_OWN = 'xfId="0" applyFont="1" applyFill="1" applyBorder="1"'
_SIDES = "".join(
    f'<{{p}}{side} style="thin"><{{p}}color rgb="FFC5CCD3"/></{{p}}{side}>' for side in ("left", "right", "top", "bottom")
)
_BORDER = f"<{{p}}border>{_SIDES}<{{p}}diagonal/></{{p}}border>"
_LOOKS = 5
_TITLE, _HEADING, _TEXT, _ERROR, _QUOTED = range(_LOOKS)
_SIGNS_PER_WIDTH = 1.12
_ROW_COLUMN = "C"


def put_findings(parts: Parts, notes: Sequence[Note], summary: str, earlier: str | None) -> None:
    """Add the sheet, or replace that of an earlier check (its part); looks are added behind those of the workbook."""
    if earlier is not None:
        known = re.search(rb'<c r="A1" s="([0-9]+)" t="inlineStr">', parts.read(earlier))
        styles = [int(known[1]) + number for number in range(_LOOKS)] if known else _looks(parts)
        parts.write(earlier, _sheet(notes, summary, styles))
        return
    styles = _looks(parts)
    part = parts.free_name("xl/worksheets/stemfunds{}.xml")
    parts.write(part, _sheet(notes, summary, styles))
    parts.declare(part, _TYPE)
    relation = parts.relate("xl/workbook.xml", part, "worksheet")
    document = parts.document("xl/workbook.xml", "sheets", "sheet")
    sheets = document.elements[0]
    taken = [one.attributes for one in document.all("sheet")]
    number = max((int(one.get("sheetId", "0")) for one in taken), default=0) + 1
    name = _free_title({one.get("name", "").casefold() for one in taken})
    attributes = f'name={xml_attribute(name)} sheetId="{number}" xmlns:r="{RELATIONSHIPS}" r:id="{relation}"'
    document.append(sheets, f"<{sheets.prefix}sheet {attributes}/>")
    parts.write("xl/workbook.xml", document.result())


def _free_title(taken: set[str]) -> str:
    names = [FINDINGS_SHEET, *(f"{FINDINGS_SHEET} {number}" for number in range(2, 1000))]
    return next(name for name in names if name.casefold() not in taken)


def _looks(parts: Parts) -> list[int]:
    """Add the looks of the sheet behind all others, so that no cell of the workbook changes; their numbers."""
    name = parts.related("xl/workbook.xml", "styles")
    if name is None or name not in parts.names():
        return [0] * _LOOKS
    document = parts.document(name, "fonts", "fills", "borders", "cellXfs", depth=1)
    fonts, fills, borders, formats = (document.first(one) for one in ("fonts", "fills", "borders", "cellXfs"))
    if fonts is None or fills is None or borders is None or formats is None:
        return [0] * _LOOKS
    p, font, border = fonts.prefix, fonts.children, borders.children
    _add(document, "fonts", "".join(one.format(p=p) for one in _FONTS), len(_FONTS))
    _add(document, "fills", _FILL.format(p=p), 1)
    _add(document, "borders", _BORDER.format(p=p), 1)
    top = f'<{p}alignment vertical="top" wrapText="1"/>'
    xf = f'<{p}xf numFmtId="{{number}}" fontId="{{font}}" fillId="{{fill}}" borderId="{{border}}" {_OWN}'
    text = f'{xf} applyAlignment="1"{{more}}>{top}</{p}xf>'
    made = [
        f"{xf}/>".format(number=0, font=font, fill=0, border=0),
        text.format(number=0, font=font + 1, fill=fills.children, border=border, more=""),
        text.format(number=0, font=font + 2, fill=0, border=border, more=""),
        text.format(number=0, font=font + 3, fill=0, border=border, more=""),
        text.format(number=49, font=font + 2, fill=0, border=border, more=' quotePrefix="1"'),
    ]
    _add(document, "cellXfs", "".join(made), len(made))
    parts.write(name, document.result())
    return list(range(formats.children, formats.children + len(made)))


def _add(document: Document, name: str, what: str, number: int) -> None:
    element = document.first(name)
    assert element is not None
    document.append(element, what)
    document.count(element, element.children + number)


def _sheet(notes: Sequence[Note], summary: str, styles: Sequence[int]) -> bytes:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>' for number, (_, width) in enumerate(_COLUMNS, 1)
    )
    last = column_letters(len(_COLUMNS))
    headings = _row(_HEADING_ROW, [heading for heading, _ in _COLUMNS], [styles[_HEADING]] * len(_COLUMNS))
    rows = [
        f'<row r="1" ht="26" customHeight="1">{_cell("A1", MARK, styles[_TITLE])}</row>',
        f'<row r="2">{_cell("A2", summary, 0)}</row>',
        f'<row r="{_HEADING_ROW}" ht="20" customHeight="1">{headings}</row>',
    ]
    rows += [_note_row(number, note, styles) for number, note in enumerate(notes, _HEADING_ROW + 1)]
    links = "".join(
        f'<hyperlink ref="B{number}" location={xml_attribute(_target(note))} display={xml_attribute(_at(note))}/>'
        for number, note in enumerate(notes, _HEADING_ROW + 1)
        if note.row
    )
    top = f'ySplit="{_HEADING_ROW}" topLeftCell="A{_HEADING_ROW + 1}"'
    pane = f'<pane {top} activePane="bottomLeft" state="frozen"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0">{pane}</sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="A{_HEADING_ROW}:{last}{_HEADING_ROW + max(len(notes), 1)}"/>'
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="5" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;9&amp;F – &amp;A&amp;R&amp;9Page &amp;P of &amp;N</oddFooter></headerFooter>"
        "</worksheet>"
    ).encode()


def _note_row(number: int, note: Note, styles: Sequence[int]) -> str:
    values = [
        note.sheet,
        _at(note),
        str(note.row or ""),
        column_letters(note.column) if note.row else "",
        note.severity,
        note.rule,
        note.words,
        note.hint,
        note.citation,
        note.activity,
        note.line,
        note.fund,
        note.verdict,
    ]
    looks = [styles[_QUOTED] if is_formula_like(value) else styles[_TEXT] for value in values]
    if note.severity == "error":
        looks[4] = styles[_ERROR]
    lines = max(1 + int(len(value) / (width * _SIGNS_PER_WIDTH)) for value, (_, width) in zip(values, _COLUMNS, strict=True))
    return f'<row r="{number}" ht="{min(lines * 13.5 + 2, 400)}" customHeight="1">{_row(number, values, looks)}</row>'


def _row(number: int, values: Sequence[str], looks: Sequence[int]) -> str:
    return "".join(
        _cell(f"{column_letters(place)}{number}", value, look)
        for place, (value, look) in enumerate(zip(values, looks, strict=True), 1)
    )


def _cell(reference: str, value: str, look: int) -> str:
    if not value:
        return f'<c r="{reference}" s="{look}"/>'
    if reference.startswith(_ROW_COLUMN) and value.isdigit():
        return f'<c r="{reference}" s="{look}"><v>{value}</v></c>'
    return f'<c r="{reference}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{xml_text(value)}</t></is></c>'


def _at(note: Note) -> str:
    return f"{column_letters(note.column)}{note.row}" if note.row else ""


def _target(note: Note) -> str:
    sheet = note.sheet.replace("'", "''")
    return f"'{sheet}'!{_at(note)}"
