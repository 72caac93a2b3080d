"""The Word document, opened and read back with another library than the one that made it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from stemfunds.judging.result import PlanResult
from stemfunds.justify.context import justification
from stemfunds.justify.document import Document
from stemfunds.justify.word import render
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.model import Rulebook

from .conftest import HOSTILE
from .test_context import sections, tables

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOLLARS = re.compile(r"\(?\$[0-9][0-9,]*\.[0-9]{2}\)?")
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing sz szCs u shd lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW tcBorders shd vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar cols",
    "style": "name basedOn next uiPriority qFormat pPr rPr tblPr tblStylePr",
}
"""The order of children that the format prescribes, for the elements used here; Word refuses another."""


@pytest.fixture(params=["clean", "troubled", "hostile"])
def document(request: pytest.FixtureRequest, rules: Rulebook) -> Document:
    """Every judged plan goes through every test that takes this."""
    return justification(request.getfixturevalue(request.param), rules)


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(render(document)))


def parts(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(render(document))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(word: WordDocument) -> Iterator[tuple[str, Any]]:
    """Paragraphs and tables in the order of reading, as (style or "table", element)."""
    styles = {style.style_id: style.name for style in word.styles}
    for element in word.element.body:
        if element.tag == qn("w:p"):
            yield styles[element.pPr.pStyle.val], element
        elif element.tag == qn("w:tbl"):
            yield "table", element


def text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def test_every_part_is_well_formed(document: Document) -> None:
    for name, content in parts(document).items():
        assert ET.fromstring(content) is not None, name


def test_children_stand_in_the_order_of_the_format(document: Document) -> None:
    for name, content in parts(document).items():
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        for element in ET.fromstring(content).iter():
            order = ORDER.get(element.tag.removeprefix(W), "").split()
            found = [child.tag.removeprefix(W) for child in element]
            if order:
                assert found == sorted(found, key=order.index), f"{name}: {element.tag}"


def test_every_style_and_relation_that_is_used_exists(document: Document) -> None:
    found = parts(document)
    styles = {element.get(f"{W}styleId") for element in ET.fromstring(found["word/styles.xml"]).iter(f"{W}style")}
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', found["word/document.xml"].decode()))
    assert used <= styles
    relations = set(re.findall(r'Id="([^"]+)"', found["word/_rels/document.xml.rels"].decode()))
    assert set(re.findall(r'r:id="([^"]+)"', found["word/document.xml"].decode())) <= relations


def test_headings_are_the_sections_in_their_order(document: Document) -> None:
    """Real heading styles, one level below the other, none over nothing."""
    found = [(style, text(element)) for style, element in body(opened(document)) if style.startswith("Heading")]
    assert [title for _, title in found] == [part.title for part in sections(document)]
    levels = [int(style[-1]) for style, _ in found]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_heading_is_empty_or_followed_by_its_equal(document: Document) -> None:
    elements = [(style, text(element)) for style, element in body(opened(document)) if style != "Section End"]
    for (style, title), (following, _) in pairwise(elements):
        if style.startswith("Heading"):
            assert title.strip()
            assert not following.startswith("Heading") or following > style


def test_tables_say_what_the_document_says(document: Document) -> None:
    """Each has a numbered caption, a header row that repeats, whole rows, columns that fill the page."""
    word = opened(document)
    shown = [element for style, element in body(word) if style == "table"]
    captions = [text(element) for style, element in body(word) if style == "Caption"]
    assert captions == [f"Table {one.number}. {one.caption}" for one in tables(document)]
    for element, expected in zip(shown, tables(document), strict=True):
        rows = element.findall(qn("w:tr"))
        assert len(rows) == len(expected.rows) + 1
        assert [text(cell) for cell in rows[0].findall(qn("w:tc"))] == [c.title for c in expected.columns]
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert sum(int(column.get(qn("w:w"))) for column in element.iter(qn("w:gridCol"))) in (10080, 13680)
        assert element.find(f"{W}tblPr/{W}tblCaption").get(qn("w:val")) == expected.caption


def test_headings_and_captions_stay_with_what_follows(document: Document) -> None:
    styles = {style.name: style for style in opened(document).styles}
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption", "Table Head"):
        assert styles[name].paragraph_format.keep_with_next, name


def test_totals_are_those_of_the_judgement(clean: PlanResult, rules: Rulebook) -> None:
    """The cover, the verdicts, the activities and the object classes show one total."""
    word = opened(justification(clean, rules))
    shown = {element: text(element.findall(qn("w:tr"))[-1]) for style, element in body(word) if style == "table"}
    totals = [last for last in shown.values() if last.startswith("Total")]
    assert f"Total4{dollars(clean.total)}" in totals
    assert any(last == f"Total{dollars(clean.total)}" for last in totals)
    cover = next(text(element) for style, element in body(word) if text(element).startswith("Total"))
    assert cover == f"Total{dollars(clean.total)}"


def test_dollars_in_sentences_stand_in_a_table_too(document: Document) -> None:
    """No figure is told that cannot be found in a table."""
    word = opened(document)
    in_tables = {found for style, element in body(word) if style == "table" for found in DOLLARS.findall(text(element))}
    said = {found for style, element in body(word) if style != "table" for found in DOLLARS.findall(text(element))}
    assert said
    assert said <= in_tables


def test_figures_are_set_right(clean: PlanResult, rules: Rulebook) -> None:
    """Every cell of a column of money, counts or shares is aligned to the right."""
    document = justification(clean, rules)
    shown = [element for style, element in body(opened(document)) if style == "table"]
    for element, expected in zip(shown, tables(document), strict=True):
        for row in element.findall(qn("w:tr"))[1:]:
            for cell, column in zip(row.findall(qn("w:tc")), expected.columns, strict=True):
                styles = {paragraph.pPr.pStyle.val for paragraph in cell.iter(qn("w:p"))}
                assert styles == {"TableFigure" if column.align == "right" else "TableText"}


def test_a_draft_says_so_on_every_page(troubled: PlanResult, clean: PlanResult, rules: Rulebook) -> None:
    """On the cover by a stamp, on the others in the header, by words."""
    draft, final = (justification(result, rules) for result in (troubled, clean))
    assert ("Stamp", "DRAFT") in [(style, text(element)) for style, element in body(opened(draft))]
    for name in ("word/header1.xml", "word/header2.xml"):
        assert b"DRAFT" in parts(draft)[name]
        assert b"DRAFT" not in parts(final)[name]
    assert b"DRAFT" not in parts(final)["word/document.xml"]


def test_footers_carry_plan_digest_and_page_of_pages(clean: PlanResult, rules: Rulebook) -> None:
    document = justification(clean, rules)
    for section in list(opened(document).sections)[1:]:
        footer = section.footer.paragraphs[0]
        assert "STEM plan 2026-27 · rulebook 2026.11, ab12ab12ab12" in footer.text
        assert [field.strip() for field in re.findall(r"<w:instrText[^>]*>([^<]*)", footer._p.xml)] == [
            "PAGE",
            "NUMPAGES",
        ]


def test_wide_tables_lie_across_the_page(clean: PlanResult, rules: Rulebook) -> None:
    """The cover has no header; only the overview is in landscape."""
    document = justification(clean, rules)
    turned = replace(
        document, is_short=False, sections=tuple(replace(part, wide=part.id == "budget") for part in document.sections)
    )
    sections_of_pages = opened(turned).sections
    found = [str(section.orientation).startswith("LANDSCAPE") for section in sections_of_pages]
    assert found == [False, False, True, False]


def test_every_colour_stands_out_from_its_ground(clean: PlanResult, rules: Rulebook) -> None:
    """At least 4.5 to 1: each style on its own shade, and what stands in tables on the tints of their rows, too."""
    grounds = {"white": "FFFFFF", "head and total": "E4ECF2", "subtotal": "F3F6F9"}
    for style in ET.fromstring(parts(justification(clean, rules))["word/styles.xml"]).iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        color, shade = style.find(f"{W}rPr/{W}color"), style.find(f".//{W}shd")
        ink = color.get(f"{W}val", "") if color is not None else "000000"
        own = [shade.get(f"{W}fill", "")] if shade is not None and style.get(f"{W}type") != "table" else list(grounds.values())
        if style.get(f"{W}type") != "table":
            assert all(contrast(ink, ground) >= 4.5 for ground in own), name


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def light(color: str) -> float:
    """The relative luminance of a colour such as 1B365D."""
    parts_of = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts_of]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_duties_have_boxes(clean: PlanResult, rules: Rulebook) -> None:
    boxes = [text(element) for style, element in body(opened(justification(clean, rules))) if style == "Checklist"]
    assert boxes == ["☐C1Get the approval in writing before the order."]


def test_nothing_is_signed(clean: PlanResult, rules: Rulebook) -> None:
    """Two lines for each who signs; in a short document, one."""
    found = []
    for may_be_short in (False, True):
        word = opened(justification(clean, rules, may_be_short))
        found.append([text(element) for style, element in body(word) if style == "Signature Line"])
    assert found == [["Name and title ", "Signature Date "] * 3, ["Name and title Signature Date "] * 3]


def test_properties_are_those_of_the_plan(clean: PlanResult, rules: Rulebook) -> None:
    """Dated as of the check, never by the clock."""
    properties = opened(justification(clean, rules)).core_properties
    assert (properties.title, properties.author, properties.language) == (
        "STEM plan 2026-27",
        "Dana Ortiz",
        "en-US",
    )
    assert properties.created is not None
    assert properties.created.date() == clean.as_of
    assert properties.modified == properties.created


def test_the_same_plan_gives_the_same_bytes(document: Document) -> None:
    first = render(document)
    assert render(document) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_hostile_text_stays_text(hostile: PlanResult, rules: Rulebook) -> None:
    """It is shown as it was typed, without control signs, and makes no paragraph, field or link."""
    document = justification(hostile, rules)
    found = parts(document)
    shown = " ".join(text(element) for _, element in body(opened(document)))
    assert "</w:t></w:r><w:p/> {{ 7*7 }} {% raw %} <script>alert(1)</script>" in shown
    assert "gnp.exe" in shown
    for content in found.values():
        assert "\u202e" not in content.decode()
        assert "\x07" not in content.decode()
    assert b"evil" not in found["word/_rels/document.xml.rels"]
    assert b"javascript" not in found["word/_rels/document.xml.rels"]
    assert HOSTILE not in found["word/document.xml"].decode()
