"""The two pages of the reference: whole, linked, self-contained, and the same each time."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tiny import rulebook_with

from stemfunds.reference.model import Reference, reference
from stemfunds.reference.writing import write_reference
from stemfunds.reporting.rule_words import bound_words, in_force_words
from stemfunds.rulebook.model import Limit, Rulebook

from .pages import Page


def test_an_article_for_each_rule_and_limit(page: Page, federal: Rulebook) -> None:
    """Found by its id, which is its address in the page, too."""
    assert sorted(article.attributes["id"] for article in page.all("article")) == sorted([*federal.rules, *federal.limits])


def test_an_article_says_what_its_rule_says(page: Page, federal: Rulebook) -> None:
    """The sentence, what to do, and the place in the files."""
    articles = {article.attributes["id"]: " ".join(article.text.split()) for article in page.all("article")}
    for rule in federal.rules_and_limits():
        assert " ".join(rule.says.split()) in articles[rule.id]
        assert " ".join(rule.repair.split()) in articles[rule.id]
        assert f"{rule.file}, line {rule.line}" in articles[rule.id]
        assert in_force_words(rule) in articles[rule.id]
        if isinstance(rule, Limit):
            assert bound_words(rule, federal) in articles[rule.id]
        else:
            assert all(paper in articles[rule.id] for paper in rule.keep)


def test_markdown_says_when_a_rule_is_law_its_bound_and_what_is_kept(markdown: str, federal: Rulebook) -> None:
    """As the page does."""
    entries = dict(re.findall(r"^#### (\S+)\n(.*?)(?=^#|\Z)", markdown, re.MULTILINE | re.DOTALL))
    for rule in federal.rules_and_limits():
        assert in_force_words(rule) in entries[rule.id]
        told = bound_words(rule, federal) if isinstance(rule, Limit) else "; ".join(rule.keep)
        assert told in entries[rule.id]


def test_ids_are_unique(page: Page) -> None:
    """An address leads to one place."""
    ids = list(page.values("id"))
    assert sorted(set(ids)) == sorted(ids)


def test_links_inside_the_page_lead_somewhere(page: Page) -> None:
    """The contents, the chart and the rules themselves."""
    inside = {target.removeprefix("#") for target in page.values("href") if target.startswith("#")}
    assert inside - set(page.values("id")) == set()
    assert {"matrix", "title-iv-a", "uniform-guidance"} <= inside


def test_citations_link_to_their_sources(page: Page, federal: Rulebook) -> None:
    """Each cited source that has an address is linked, and nothing else leads out."""
    cited = {citation.source for rule in federal.rules_and_limits() for citation in rule.cite}
    outside = {target for target in page.values("href") if not target.startswith("#")}
    assert outside == {federal.sources[name].url for name in cited} - {""}
    assert {target.partition(":")[0] for target in outside} <= {"http", "https"}


def test_nothing_is_loaded_from_elsewhere(page: Page) -> None:
    """The page works from a memory stick: no script, style, font or picture of another place."""
    assert list(page.values("src")) == []
    assert page.all("link") == []
    styles = " ".join(element.text for element in page.all("style"))
    assert ("@import" in styles, "url(" in styles) == (False, False)
    (script,) = page.all("script")
    assert re.findall(r"fetch|import|XMLHttpRequest|https?:", script.text) == []


def test_the_chart_has_every_kind_and_federal_fund(page: Page, federal: Rulebook) -> None:
    """A row for each kind, a column for each fund with a window, and a word in each cell."""
    heads = [element for element in page.all("th") if element.attributes["scope"] == "row"]
    columns = [element.text for element in page.all("th") if element.attributes["scope"] == "col"]
    funds = [fund.short for fund in federal.funds.values() if fund.window is not None]
    assert [head.text for head in heads] == [kind.name for kind in federal.kinds.values()]
    assert columns == ["Kind", *funds]
    cells = page.all("td")
    assert len(cells) == len(heads) * len(funds)
    assert {cell.text for cell in cells} == {"yes", "if", "no"}
    assert [cell for cell in cells if cell.attributes["class"] != cell.text] == []


def test_the_search_has_what_it_looks_for(page: Page) -> None:
    """The script speaks of elements that are there, with a label for those who do not see."""
    (script,) = page.all("script")
    ids = set(page.values("id"))
    assert set(re.findall(r'getElementById\("([^"]+)"\)', script.text)) == {"query", "count"}
    assert {"query", "count"} <= ids
    assert [label.attributes["for"] for label in page.all("label")] == ["query"]
    classes = {f"{element.tag}.{element.attributes.get('class', '')}" for element in page.elements}
    assert {"section.group", "section.chapter", "section.overview"} <= classes


def test_markdown_has_the_same_rules(markdown: str, page: Page) -> None:
    """In the same order, each as a heading."""
    headings = re.findall(r"^#### (.+)$", markdown, re.MULTILINE)
    assert headings == [article.attributes["id"] for article in page.all("article")]


def test_markdown_has_the_same_chart(markdown: str, page: Page) -> None:
    """Row by row, cell by cell."""
    table = [line.strip("|").split("|") for line in markdown.splitlines() if line.startswith("| ")][2:]
    rows = [[cell.strip() for cell in row] for row in table]
    assert [row[0] for row in rows] == [head.text for head in page.all("th") if head.attributes["scope"] == "row"]
    assert [cell for row in rows for cell in row[1:]] == [cell.text for cell in page.all("td")]


def test_markdown_links_the_sources(markdown: str, page: Page) -> None:
    """As the page does."""
    linked = set(re.findall(r"\]\((https?://[^)\s]+)\)", markdown))
    assert linked == {target for target in page.values("href") if not target.startswith("#")}


def test_the_same_rules_give_the_same_bytes(federal_reference: Reference, folder: Path, tmp_path: Path) -> None:
    """Nothing of the day, the machine or the run."""
    paths = write_reference(federal_reference, tmp_path / "deep" / "again")
    assert [path.name for path in paths] == ["rules.html", "rules.md"]
    assert [path.read_bytes() for path in paths] == [(folder / path.name).read_bytes() for path in paths]


def test_only_the_two_pages_are_left(federal_reference: Reference, tmp_path: Path) -> None:
    """Written beside their places and renamed; older pages are replaced."""
    (tmp_path / "rules.md").write_text("old", encoding="utf-8")
    write_reference(federal_reference, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rules.html", "rules.md"]
    assert (tmp_path / "rules.md").read_text(encoding="utf-8").startswith("# The rules of stemfunds\n")


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "A & B < C", 'say "yes"'])
def test_words_are_words(tmp_path: Path, words: str) -> None:
    """Whatever a rule says is text in the page, never markup."""
    book = rulebook_with(tmp_path)
    made = reference(book, ())
    chapter = replace(made.chapters[0], purpose=words)
    write_reference(replace(made, chapters=(chapter,)), tmp_path)
    page = Page((tmp_path / "rules.html").read_text(encoding="utf-8"))
    assert words in [element.text for element in page.all("p")]
    assert len(page.all("script")) == 1
