"""The Markdown document, parsed by another program than the one that made it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from stemfunds.judging.result import PlanResult
from stemfunds.justify.context import justification
from stemfunds.justify.markdown import escaped, render
from stemfunds.rulebook.model import Rulebook

from .conftest import HOSTILE
from .test_context import sections, tables


@pytest.fixture(params=["clean", "troubled", "hostile"])
def judged(request: pytest.FixtureRequest) -> PlanResult:
    """Every judged plan goes through every test that takes this."""
    result: PlanResult = request.getfixturevalue(request.param)
    return result


def parsed(content: str) -> list[Token]:
    return MarkdownIt("commonmark", {"html": True}).enable("table").parse(content)


def shown(tokens: list[Token]) -> str:
    children = [child for token in tokens for child in token.children or ()]
    return "".join(" " if child.type in ("softbreak", "html_inline") else child.content for child in children)


def test_headings_are_the_sections_in_their_order(judged: PlanResult, rules: Rulebook) -> None:
    document = justification(judged, rules)
    tokens = parsed(render(document).decode())
    titles = [
        "".join(child.content for child in following.children or ())
        for token, following in pairwise(tokens)
        if token.type == "heading_open"
    ]
    assert titles == [document.cover.title, *(part.title for part in sections(document))]


def test_tables_have_all_their_rows_and_cells(judged: PlanResult, rules: Rulebook) -> None:
    """No text of a plan can break out of its cell."""
    document = justification(judged, rules)
    tokens = parsed(render(document).decode())
    rows = [0]
    found: list[list[int]] = []
    for token in tokens:
        if token.type == "table_open":
            rows = []
            found.append(rows)
        elif token.type == "tr_open":
            rows.append(0)
        elif token.type in ("th_open", "td_open"):
            rows[-1] += 1
    assert found == [[len(one.columns)] * (len(one.rows) + 1) for one in tables(document)]


def test_totals_and_boxes_are_there(clean: PlanResult, rules: Rulebook) -> None:
    content = render(justification(clean, rules)).decode()
    assert "**Total:** **$10,000.00**" in content
    assert "- [ ] **C1** **Get the approval in writing before the order.**" in content


def test_a_draft_says_so(troubled: PlanResult, clean: PlanResult, rules: Rulebook) -> None:
    assert "> **DRAFT.** Not for signature." in render(justification(troubled, rules)).decode()
    assert "DRAFT" not in render(justification(clean, rules)).decode()


def test_missing_texts_are_visible(troubled: PlanResult, rules: Rulebook) -> None:
    assert "**[MISSING: need, with its data]**" in render(justification(troubled, rules)).decode()


def test_the_same_plan_gives_the_same_bytes(judged: PlanResult, rules: Rulebook) -> None:
    document = justification(judged, rules)
    assert render(document) == render(document)


def test_only_the_sources_are_links(hostile: PlanResult, rules: Rulebook) -> None:
    """Hostile text makes no link, image, code, HTML or emphasis of its own."""
    tokens = parsed(render(justification(hostile, rules)).decode())
    children = [child for token in tokens for child in token.children or ()]
    addresses = {str(child.attrs["href"]) for child in children if child.type == "link_open"}
    assert addresses
    assert all(address.startswith("https://law.example/") for address in addresses)
    assert {child.content for child in children if child.type == "html_inline"} == {"<br>"}
    assert not [token for token in tokens if token.type in ("html_block", "code_block", "fence")]
    assert not [child for child in children if child.type in ("image", "code_inline", "em_open", "s_open")]


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "- no list",
        "1. no list",
        "+ x",
        "=== ",
        "--- ",
        "> q",
        "| a | b |",
        "[a]: http://x",
        "a\n\n    code",
        "*",
        "`",
    ],
)
def test_escaped_text_is_one_paragraph_of_itself(text: str) -> None:
    tokens = parsed(escaped(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert shown(tokens) == " ".join(text.split())


def test_the_hostile_text_is_shown_as_it_was_typed() -> None:
    """All but the signs that no document can hold."""
    kept = re.sub("[\x07\x1b\u202e\ufeff]", "", HOSTILE)
    assert shown(parsed(escaped(HOSTILE))) == " ".join(kept.split())
