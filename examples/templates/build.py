"""Builds `consultant.docx`, the example of a Word template: python examples/templates/build.py

The template is an ordinary Word file. Change it in Word as you like; this script only exists so that the first one can be
made again to the last byte. docs/templates.md lists every name that a template may use.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.table import Table, _Cell

from stemfunds.justify.packing import rezipped

TARGET = Path(__file__).parent / "consultant.docx"
INK = RGBColor(0x12, 0x3B, 0x4A)
BAND = "123B4A"
PALE = "E6EFF2"
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT


def build() -> bytes:
    """The bytes of the template, the same each time."""
    word = docx.Document()
    _styles(word)
    _page(word)
    _cover(word)
    _money(word)
    _activities(word)
    _lists(word)
    day = datetime(2026, 11, 23)
    properties = word.core_properties
    properties.title, properties.author, properties.comments = (
        "Budget justification",
        "Birchwood Grants Consulting (fictional)",
        "",
    )
    properties.created = properties.modified = day
    properties.last_modified_by, properties.revision = "", 1
    file = io.BytesIO()
    word.save(file)
    return rezipped(file.getvalue())


def _styles(word: Document) -> None:
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(5)
    for name, size, before in (("Title", 26, 0), ("Heading 1", 15, 16), ("Heading 2", 12, 12)):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = "Calibri", Pt(size), True, INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(5)
        style.paragraph_format.keep_with_next = True


def _page(word: Document) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(0.9)
    section.top_margin = section.bottom_margin = Inches(0.85)
    head = section.header.paragraphs[0]
    head.text, head.alignment = "Birchwood Grants Consulting · {{ district.name }}", RIGHT
    foot = section.footer.paragraphs[0]
    foot.text = "{{ plan.title }} · rules: {{ rulebook }} · as of {{ as_of }}"
    for paragraph in (head, foot):
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(8), RGBColor(0x4A, 0x55, 0x68)


def _cover(word: Document) -> None:
    word.add_paragraph("Budget justification", style="Title")
    word.add_paragraph("{{ district.name }}, {{ district.state }} · {{ plan.title }}")
    _tagged(word, "{%p if is_draft %}")
    draft = word.add_paragraph()
    mark = draft.add_run("DRAFT. {{ status }}")
    mark.bold, mark.font.color.rgb = True, RGBColor(0x9B, 0x1C, 0x1C)
    _tagged(word, "{%p endif %}")
    facts = (
        ("Verdict", "{{ verdict }}"),
        ("Total", "{{ total }}"),
        ("NCES district id", "{{ district.nces_id|default('', true) }}"),
        ("School year", "{{ plan.school_year }}"),
        ("Prepared by", "{{ plan.prepared_by }}"),
        ("Contact", "{{ plan.contact }}"),
    )
    table = _table(word, ("What", "Value"), (1.7, 5.0))
    for label, value in facts:
        _row(table, (label, value))
    word.add_paragraph("{{ statement }}").paragraph_format.space_before = Pt(10)


def _money(word: Document) -> None:
    word.add_heading("Money", 1)
    word.add_heading("By award", 2)
    table = _table(word, ("Award", "Available", "Charged", "Left", "Obligate by"), (2.1, 1.2, 1.2, 1.2, 1.0))
    _row(table, ("{%tr for award in awards %}", "", "", "", ""))
    _row(
        table,
        ("{{ award.name }}", "{{ award.available }}", "{{ award.charged }}", "{{ award.left }}", "{{ award.closes|iso }}"),
        (1, 2, 3),
    )
    _row(table, ("{%tr endfor %}", "", "", "", ""))
    whole = ("Total", "{{ awards|sum('available') }}", "{{ awards|sum('charged') }}", "{{ awards|sum('left') }}", "")
    _row(table, whole, (1, 2, 3), bold=True)
    word.add_heading("By object class", 2)
    table = _table(word, ("No.", "Object class", "Amount", "Share"), (0.6, 3.3, 1.7, 1.1))
    _row(table, ("{%tr for row in object_classes %}", "", "", ""))
    _row(table, ("{{ row.number }}", "{{ row.title }}", "{{ row.amount }}", "{{ row.share }}"), (2, 3))
    _row(table, ("{%tr endfor %}", "", "", ""))


def _activities(word: Document) -> None:
    word.add_heading("Activities", 1)
    _tagged(word, "{%p for activity in activities %}")
    word.add_heading("{{ activity.id }}. {{ activity.title }}", 2)
    word.add_paragraph(
        "{{ activity.amount }} · {{ activity.verdict }}{% if activity.schools %} · {{ activity.schools }}{% endif %}"
    )
    _tagged(word, "{%p if activity.need %}")
    _labelled(word, "Need. ", "{{ activity.need }} {{ activity.need_source }}")
    _tagged(word, "{%p endif %}")
    _tagged(word, "{%p if activity.objective %}")
    _labelled(word, "Objective. ", "{{ activity.objective }}")
    _tagged(word, "{%p endif %}")
    table = _table(word, ("Line", "What it buys", "Paid by", "Amount"), (1.0, 3.1, 1.5, 1.1))
    _row(table, ("{%tr for line in activity.lines %}", "", "", ""))
    paid = "{% for charge in line.charges %}{{ charge.award }}{% if not loop.last %}, {% endif %}{% endfor %}"
    _row(table, ("{{ line.id }}", "{{ line.description }}. {{ line.arithmetic }}", paid, "{{ line.amount }}"), (3,))
    _row(table, ("{%tr endfor %}", "", "", ""))
    _row(table, ("Total", "", "", "{{ activity.amount }}"), (3,), bold=True)
    word.add_paragraph().paragraph_format.space_after = Pt(2)
    _tagged(word, "{%p endfor %}")


def _lists(word: Document) -> None:
    _tagged(word, "{%p if conditions %}")
    word.add_heading("Conditions to meet", 1)
    _tagged(word, "{%p for duty in conditions %}")
    _labelled(word, "☐ {{ duty.number }}. {{ duty.text }} ", "{{ duty.details }}")
    _tagged(word, "{%p endfor %}")
    _tagged(word, "{%p endif %}")
    _tagged(word, "{%p if open_items %}")
    word.add_heading("Open items", 1)
    _tagged(word, "{%p for item in open_items %}")
    _labelled(word, "{{ item.number }}. ", "{{ item.what }} {{ item.settle }} ({{ item.concerns }})")
    _tagged(word, "{%p endfor %}")
    _tagged(word, "{%p endif %}")
    word.add_heading("Sources", 1)
    _tagged(word, "{%p for source in sources %}")
    word.add_paragraph("{{ source.name }}. {{ source.title }}")
    _tagged(word, "{%p endfor %}")


# --- pieces -------------------------------------------------------------------------------------------------


def _tagged(word: Document, tag: str) -> None:
    """A paragraph that holds only a tag and goes away when the template is filled."""
    word.add_paragraph(tag)


def _labelled(word: Document, label: str, text: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.add_run(label).bold = True
    paragraph.add_run(text)


def _table(word: Document, heads: tuple[str, ...], widths: tuple[float, ...]) -> Table:
    table = word.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    for cell, title, width in zip(table.rows[0].cells, heads, widths, strict=True):
        cell.width = Inches(width)
        run = cell.paragraphs[0].add_run(title)
        run.bold, run.font.color.rgb = True, RGBColor(0xFF, 0xFF, 0xFF)
        _fill(cell, BAND)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    return table


def _row(table: Table, texts: tuple[str, ...], right: tuple[int, ...] = (), *, bold: bool = False) -> None:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = table.columns[at].width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(text).bold = bold
        if at in right:
            paragraph.alignment = RIGHT
        if bold:
            _fill(cell, PALE)


def _fill(cell: _Cell, color: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), color)
    cell._tc.get_or_add_tcPr().append(shade)


if __name__ == "__main__":
    TARGET.write_bytes(build())
