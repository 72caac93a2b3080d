"""The comparison in its four formats: the same figures in all, whole pages, nothing cut."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from stemfunds.amending.comparison import Comparison
from stemfunds.amending.json_form import document
from stemfunds.amending.sections import sections, signed
from stemfunds.amending.text_forms import markdown, page, table_lines
from stemfunds.amending.triggers import Triggered
from stemfunds.reporting.styled import plain
from stemfunds.rulebook.model import Rulebook

Hits = tuple[Triggered, ...]
_MONEY = re.compile(r"\$[\d,]+\.\d\d")


class _Cells(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.is_in_cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.is_in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self.is_in_cell = self.is_in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.is_in_cell:
            self.tables[-1][-1][-1] += data


@pytest.mark.parametrize("width", [80, 140])
def test_the_table_fits_and_has_every_figure(comparison: Comparison, hits: Hits, book: Rulebook, width: int) -> None:
    lines = [plain(line) for line in table_lines(comparison, hits, book, width)]
    assert max(map(len, lines)) <= width
    wanted = {cell for section in sections(comparison, hits, book) for row in section.rows for cell in row if "$" in cell[:3]}
    assert wanted <= set(re.findall(r"[+−]?\$[\d,]+\.\d\d", "\n".join(lines)))


def test_before_and_after_are_named_without_a_head(comparison: Comparison, hits: Hits, book: Rulebook) -> None:
    """Too narrow for columns, a row says which figure is which."""
    text = " ".join(plain(line).strip() for line in table_lines(comparison, hits, book, 60))
    assert re.search(r"; before \$[\d,.]+; after \$[\d,.]+;", text)


def test_the_page_has_every_row(comparison: Comparison, hits: Hits, book: Rulebook) -> None:
    tables = _Cells(page(comparison, hits, book)).tables
    expected = [[list(s.columns), *map(list, s.rows)] for s in sections(comparison, hits, book) if s.rows]
    assert tables == expected


def test_the_page_needs_nothing_from_outside(comparison: Comparison, hits: Hits, book: Rulebook) -> None:
    text = page(comparison, hits, book)
    assert not re.search(r"(src|href)=|url\(|@import|<script", text)


def test_markdown_has_every_section(comparison: Comparison, hits: Hits, book: Rulebook) -> None:
    text = markdown(comparison, hits, book)
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [s.title for s in sections(comparison, hits, book)]
    rows = sum(len(section.rows) + 2 for section in sections(comparison, hits, book) if section.rows)
    assert len(re.findall(r"^\|", text, re.MULTILINE)) == rows


def test_json_has_the_figures_of_both_versions(comparison: Comparison, hits: Hits, book: Rulebook) -> None:
    told = json.loads(document(comparison, hits, book))
    assert (told["old"]["total"], told["new"]["total"]) == ("143152.11", "144210.11")
    assert {row["name"]: row["difference"] for row in told["money"]["objects"]} == {"supplies": "1058.00"}
    assert [hit["rule"] for hit in told["amendment_triggers"]] == [hit.rule for hit in hits]
    assert {finding["rule"] for finding in told["findings"]["new"]} >= {"UG-PROMOTIONAL"}


def test_a_plan_without_changes_says_so(comparison: Comparison, book: Rulebook) -> None:
    from stemfunds.amending.comparison import compare

    same = compare(comparison.old, comparison.old)
    lines = [plain(line) for line in table_lines(same, (), book, 100)]
    assert "Nothing changed in money, verdicts or findings. The plan costs $143,152.11." in lines
    assert "  No change passes a trigger of the State pack." in lines


@pytest.mark.parametrize(("cents", "text"), [(120_000, "+$1,200.00"), (-30_000, "−$300.00"), (0, "$0.00")])
def test_signs(cents: int, text: str) -> None:
    assert signed(cents) == text
    assert _MONEY.search(text)
