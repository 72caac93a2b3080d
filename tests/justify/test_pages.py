"""Pages of the PDF file and of the printed Word file, looked at as pictures: nothing blank, cut off or left alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from stemfunds.justify.document import Document

from .drawn import Page
from .shelf import Shelved
from .test_context import sections


@pytest.fixture(scope="session", params=["pdf", "word"])
def drawn(request: pytest.FixtureRequest, shelved: Shelved) -> list[Page]:
    """The pages of one plan in one of the two formats that are printed."""
    return shelved.pages(request.param)


def test_a_short_and_a_long_document(drawn: list[Page], shelved: Shelved) -> None:
    """What the other tests look at is what they say: a few pages, and about sixty."""
    assert len(drawn) in {"short": range(3, 6), "long": range(52, 70)}[shelved.name]


def test_no_page_is_blank(drawn: list[Page]) -> None:
    """A running head does not fill a page."""
    blank = [page.number for page in drawn if page.body_ink is None or not page.lines]
    assert blank == []


def test_nothing_runs_over_the_margin(drawn: list[Page]) -> None:
    over = [(page.number, page.ink) for page in drawn if not page.is_inside_the_margins]
    assert over == []


def test_no_heading_and_no_caption_ends_a_page(drawn: list[Page], shelved: Shelved) -> None:
    """What is announced at the foot of a page follows on that page."""
    left_alone = [(page.number, page.lines[-1]) for page in drawn if announces(page.lines[-1], shelved.document)]
    assert left_alone == []


def announces(line: str, document: Document) -> bool:
    titles = {part.title for part in sections(document)}
    return line in titles or (line.startswith(("Table ", "Figure ")) and line.split()[1].endswith("."))


def test_a_table_that_runs_on_repeats_its_head(drawn: list[Page], shelved: Shelved) -> None:
    """Where a page opens inside the long table of activities, it opens with the heads of the columns."""
    heads = ["Id", "Activity", "Goals", "Charged to"]
    opened = [page for page in drawn if page.width > page.height]
    assert shelved.name == "short" or len(opened) > 1
    for before, page in pairwise(opened):
        if any(line.startswith("Total ") for line in before.lines):
            break
        assert all(head in " ".join(page.lines[:3]) for head in heads), page.number


def test_every_page_but_the_cover_has_its_number(shelved: Shelved) -> None:
    for path in (shelved.file(".pdf"), shelved.printed()):
        found = list(feet(path))
        assert found[1:] == [f"Page {at} of {len(found)}" for at in range(2, len(found) + 1)]


def feet(path: Path) -> Iterable[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            foot = page.get_textpage().get_text_bounded(top=50)
            yield foot[foot.find("Page ") :].strip()
    finally:
        document.close()
