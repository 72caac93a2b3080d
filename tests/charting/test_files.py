"""Charts as files: read back as a browser and a PDF reader see them."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from pypdf import PdfReader

from stemfunds.charting.grid import Grid
from stemfunds.charting.page import grid_page
from stemfunds.charting.paper import grid_paper


@pytest.mark.parametrize("name", ["funds", "activities"])
def test_the_page(request: pytest.FixtureRequest, name: str) -> None:
    """Every head and cell, with words for those who do not see it; nothing is loaded from elsewhere."""
    grid: Grid = request.getfixturevalue(name)
    text = grid_page(grid).decode()
    page: Any = html.fromstring(text)
    assert [one.text_content().strip() for one in page.xpath("//thead//th")] == [grid.corner, *(short for short, _ in grid.heads)]
    assert len(page.xpath("//thead//th[@scope='col']")) == len(grid.heads) + 1
    rows = page.xpath("//tbody/tr[td]")
    assert [row.xpath("./th[@scope='row']")[0].text_content().split()[0] for row in rows] == [
        row.name.split()[0] for row in grid.rows()
    ]
    for shown, row in zip(rows, grid.rows(), strict=True):
        for cell, meant in zip(shown.xpath("./td"), row.cells, strict=True):
            assert cell.text_content().startswith(meant.mark.text)
            assert meant.mark.means in cell.text_content()
    assert page.xpath("//html/@lang") == ["en"]
    assert not page.xpath("//script | //link | //img")
    assert "http" not in text.split("</head>")[1]


def test_hostile_text_stays_text(activities: Grid) -> None:
    """Titles of a plan are escaped, in pages and on paper."""
    bad = '<script>alert(1)</script> #import "x" $y$ *b*'
    grid = replace(activities, title=bad)
    assert "<script>" not in grid_page(grid).decode()
    assert "#import" in PdfReader(io.BytesIO(grid_paper(grid))).pages[0].extract_text()


def test_the_paper(funds: Grid) -> None:
    """At most two landscape pages, tagged, with every kind and fund, the legend, the digest and the sentence on what it is not."""
    content = grid_paper(funds)
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) <= 2
    root: Any = reader.trailer["/Root"]
    box = reader.pages[0].mediabox
    assert (float(box.width), float(box.height)) == (792, 612)
    assert root["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert [row.name for row in funds.rows() if row.name not in text] == []
    assert "not a verdict on a plan" in text
    assert [mark.means for mark in funds.legend if mark.means not in text] == []
    assert funds.notes[-1].split()[-1][:20] in text
    assert grid_paper(funds) == content
