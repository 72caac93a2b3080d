"""The web page as text: well formed, self-contained, with the structure that screen readers need."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from stemfunds.judging.result import PlanResult
from stemfunds.justify.context import justification
from stemfunds.justify.document import Column, Count, Document, Money, Row, Table, Words
from stemfunds.justify.html import heading_cell, look, percent, render
from stemfunds.justify.words import plain
from stemfunds.rulebook.model import Rulebook

from .test_context import sections, tables

VOID = {"meta", "col", "rect", "line", "br"}


class Outline(HTMLParser):
    """The elements of a page in order, each with its attributes; what is left open or closed wrongly is an error."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._open[-1] if self._open else "", data.strip()))

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture(params=["clean", "troubled", "hostile"])
def document(request: pytest.FixtureRequest, rules: Rulebook) -> Document:
    """Every judged plan goes through every test that takes this."""
    return justification(request.getfixturevalue(request.param), rules)


@pytest.fixture
def page(document: Document) -> Outline:
    """The page of each plan."""
    return Outline(render(document).decode())


def test_headings_are_the_sections_in_their_order(page: Outline, document: Document) -> None:
    """One first heading, and no level left out on the way down."""
    found = [(tag, text) for tag, text in page.texts if re.fullmatch("h[1-6]", tag)]
    expected = [document.cover.title, "Contents", *(part.title for part in sections(document))]
    assert ["".join(text.split()) for _, text in found] == ["".join(text.split()) for text in expected]
    levels = [int(tag[1]) for tag, _ in found]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_has_landmarks_and_a_way_past_them(page: Outline) -> None:
    assert page.all("html")[0]["lang"] == "en-US"
    assert [len(page.all(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert page.all("a")[0] == {"class": "skip", "href": "#text"}
    assert page.all("main")[0]["id"] == "text"


def test_every_name_is_given_once_and_found(page: Outline) -> None:
    """Links within the page, and labels."""
    names = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)
    assert max(names.values()) == 1
    pointed_at = [a["href"][1:] for a in page.all("a") if a["href"].startswith("#")]
    pointed_at += [name for _, a in page.elements for name in a.get("aria-labelledby", "").split()]
    assert set(pointed_at) <= set(names)


def test_contents_lead_to_every_section(page: Outline, document: Document) -> None:
    linked = [a["href"] for a in page.all("a") if a["href"].startswith("#")]
    top = [*document.sections, *(part for section in document.sections for part in section.parts)]
    assert len(set(linked) - {"#text", "#top"}) == len(top)


def test_tables_have_captions_and_heads_with_their_scope(page: Outline, document: Document) -> None:
    assert len(page.all("table")) == len(page.all("caption")) == len(tables(document))
    scopes = Counter(th["scope"] for th in page.all("th"))
    assert scopes["col"] == sum(len(table.columns) for table in tables(document))
    assert scopes["row"] == sum(len(table.rows) for table in tables(document))


def test_charts_are_named_and_told(page: Outline) -> None:
    """Each drawing that says something has a title and its figures in words; the others are hidden."""
    drawings = page.all("svg")
    told = [svg for svg in drawings if svg.get("role") == "img"]
    assert len(told) == len(page.all("figure")) == len(page.all("desc")) == 2
    assert all(svg.get("aria-hidden") == "true" for svg in drawings if svg not in told)


def test_nothing_is_loaded_and_nothing_runs(page: Outline) -> None:
    """No script, picture, font, frame or form; links lead to the sources only."""
    assert not page.all("script", "img", "link", "iframe", "object", "embed", "form", "input", "audio", "video")
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on") or name == "style"]
    outward = {a["href"] for a in page.all("a") if not a["href"].startswith("#")}
    assert all(address.startswith("https://law.example/") for address in outward)
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    style = next(text for tag, text in page.texts if tag == "style")
    assert not re.search(r"url\(|@import|@font-face", style)


def test_hostile_text_stays_text(hostile: PlanResult, rules: Rulebook) -> None:
    content = render(justification(hostile, rules)).decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content
    assert "{{ 7*7 }}" in content
    assert "\u202e" not in content
    assert "\x07" not in content


def test_a_draft_says_so(troubled: PlanResult, clean: PlanResult, rules: Rulebook) -> None:
    """On the cover and at the foot, by words."""
    assert [text for _, text in Outline(render(justification(troubled, rules)).decode()).texts].count("DRAFT") == 1
    assert "DRAFT" not in render(justification(clean, rules)).decode()


def table_of(*cells: Words | Money | Count) -> Table:
    columns = tuple(Column("x", 1, "left" if isinstance(cell, Words) else "right") for cell in cells)
    return Table("t", columns, (Row(cells),))


def test_figures_scroll_and_words_fold() -> None:
    assert look(table_of(Words((plain("a"),)), Money(1), Money(2), Count(3))).name == "scrolls"
    assert look(table_of(Words((plain("a " * 60),)), Money(1), Money(2), Count(3))).name == "folds"
    assert look(table_of(Words((plain("a"),)), Money(1))).widths == (50, 50)


def test_a_row_is_named_by_the_first_cell_that_says_something() -> None:
    assert heading_cell(Row((Words(((),)), Words((plain("Balance"),)), Money(1)))) == 1
    assert heading_cell(Row((Words(((),)), Words(((),))))) == 0


def test_places_are_written_exactly() -> None:
    assert [percent(place) for place in (0, 7, 1234, 10_000)] == ["0.00%", "0.07%", "12.34%", "100.00%"]
