"""The PDF file, opened with other libraries than the one that made it: its tags, bookmarks and properties."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from stemfunds.judging.result import PlanResult
from stemfunds.justify.context import justification
from stemfunds.justify.document import Block, Document, Section, StackedBars, Timeline
from stemfunds.justify.drawing import bars_in_words, timeline_in_words
from stemfunds.justify.pdf import render
from stemfunds.rulebook.model import Rulebook

from .conftest import HOSTILE
from .read_back import Tag, tags
from .shelf import Shelved
from .test_context import sections, tables


def opened(shelved: Shelved) -> PdfReader:
    return PdfReader(shelved.file(".pdf"))


def bookmarks(reader: PdfReader) -> list[tuple[int, str]]:
    def within(entries: Any, level: int) -> Iterator[tuple[int, str]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from within(entry, level + 1)
            else:
                yield level, str(entry.title)

    return list(within(reader.outline, 1))


def headings(document: Document) -> list[tuple[int, str]]:
    def within(parts: tuple[Section, ...], level: int) -> Iterator[tuple[int, str]]:
        for part in parts:
            yield level, part.title
            yield from within(part.parts, level + 1)

    return list(within(document.sections, 1))


@pytest.fixture(scope="session")
def structure(shelved: Shelved) -> list[Tag]:
    """The tags of a plan's file."""
    return shelved.tags()


def test_the_file_is_tagged_and_says_so(shelved: Shelved) -> None:
    """PDF/UA-1, with title and language, and the title in the window."""
    reader = opened(shelved)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (shelved.document.title, shelved.document.author)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_bookmarks_are_the_headings(shelved: Shelved) -> None:
    assert bookmarks(opened(shelved)) == headings(shelved.document)


def test_headings_are_tagged_in_their_order(shelved: Shelved, structure: list[Tag]) -> None:
    found = [(int(tag.role[1]), tag.words) for one in structure for tag in one.all("H1", "H2", "H3", "H4")]
    assert [one for one in found if one[1] != "Contents"] == headings(shelved.document)


def test_tables_are_tagged_with_their_heads(shelved: Shelved, structure: list[Tag]) -> None:
    captions = [tag.words for one in structure for table in one.all("Table") for tag in table.all("Caption")]
    assert captions == [f"Table {table.number}. {table.caption}" for table in tables(shelved.document)]
    heads = [[cell.words for cell in table.all("TH")] for one in structure for table in one.all("Table")]
    assert [column.title for column in tables(shelved.document)[0].columns] in heads


def test_charts_are_figures_with_their_figures_in_words(shelved: Shelved, structure: list[Tag]) -> None:
    """A short document has none on paper: its tables say the same."""
    described = [tag.described for one in structure for tag in one.all("Figure")]
    assert (
        described == []
        if shelved.document.is_short
        else [in_words for part in sections(shelved.document) for block in part.blocks for in_words in told_by(block)]
    )


def told_by(block: Block) -> Iterator[str]:
    if isinstance(block, StackedBars):
        yield bars_in_words(block)
    elif isinstance(block, Timeline):
        yield timeline_in_words(block)


def test_only_fonts_of_the_compiler_are_inside(shelved: Shelved) -> None:
    """Fonts of the machine would make its files differ from those of another."""
    pages: list[Any] = list(opened(shelved).pages)
    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names <= {"LibertinusSerif", "DejaVuSansMono", "NewCMMath", "NewCM10"}
    assert "LibertinusSerif" in names


def test_a_draft_says_so_on_every_page(shelved: Shelved) -> None:
    assert shelved.document.is_draft
    assert all("DRAFT" in page.extract_text() for page in opened(shelved).pages[:6])


def test_a_final_document_does_not(clean: PlanResult, rules: Rulebook) -> None:
    pages = PdfReader(io.BytesIO(render(justification(clean, rules)))).pages
    assert not any("DRAFT" in page.extract_text() for page in pages)


def test_hostile_text_stays_text(hostile: PlanResult, rules: Rulebook, tmp_path: Path) -> None:
    """It is shown as it was typed, without control signs, and makes no link."""
    path = tmp_path / "hostile.pdf"
    path.write_bytes(render(justification(hostile, rules)))
    shown = "".join(tag.words for tag in tags(path)).replace(" ", "").replace("\u200b", "")
    for piece in ("{{7*7}}", "<script>alert(1)</script>", "$x^2$", "*b*", "`c`", "![i](http://x.y)", "gnp.exe"):
        assert piece in shown
    assert HOSTILE not in shown
    links = {link["/A"]["/URI"] for page in PdfReader(path).pages for link in links_of(page) if "/A" in link}
    assert links
    assert all(str(link).startswith("https://law.example/") for link in links)


def links_of(page: Any) -> list[Any]:
    return [reference.get_object() for reference in page.get("/Annots", ())]


def test_typst_in_a_plan_is_not_run(clean: PlanResult, rules: Rulebook, tmp_path: Path) -> None:
    evil = '#eval("1+1") #read("/etc/hostname") *bold* @ref <label> \\ $x$ #include "x.typ" //'
    plan = replace(clean.plan, title=evil, district=replace(clean.plan.district, name=evil))
    path = tmp_path / "evil.pdf"
    path.write_bytes(render(justification(replace(clean, plan=plan), rules)))
    assert evil.replace(" ", "") in "".join(tag.words for tag in tags(path)).replace(" ", "")


def test_signs_that_no_font_holds_are_named(clean: PlanResult, rules: Rulebook, tmp_path: Path) -> None:
    """Signs of other alphabets are set where a font has them; for others something stands in, and the cover says so."""
    plan = replace(clean.plan, title="Ελλάδα ᏣᎳᎩ 数学 robots")
    path = tmp_path / "signs.pdf"
    path.write_bytes(render(justification(replace(clean, plan=plan), rules)))
    shown = " ".join(tag.words for tag in tags(path))
    assert "Ελλάδα ᏣᎳᎩ □□ robots" in shown
    assert "The sign □ stands for one that the fonts of this file do not hold: U+5B66, U+6570." in shown
