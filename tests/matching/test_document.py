"""The report of matches as a document: nothing that a fund says is lost, in any format."""

from __future__ import annotations

import re
from contextlib import chdir
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from strategies import federal_judge, federal_rulebook

from stemfunds.judging.matching import Match, match
from stemfunds.judging.verdicts import Verdict
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.justify import html, markdown, word
from stemfunds.justify.document import Document, Table, Text, Words
from stemfunds.justify.words import bare
from stemfunds.lifting.telling import smallest_changes
from stemfunds.matching.document import match_report
from stemfunds.plan.model import Plan
from stemfunds.plan.reader import parse_plan, read_plan
from stemfunds.reporting.match_report import is_closed

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Reported:
    """Two activities of the small example with all their answers, and the document about them."""

    plan: Plan
    matches: tuple[Match, ...]
    document: Document


@pytest.fixture(scope="module")
def reported() -> Reported:
    """With the smallest changes."""
    judge = federal_judge()
    with chdir(ROOT):
        plan = read_plan("examples/rural/plan.yaml", plan_vocabulary(judge.rulebook))
    matches = tuple(one for activity in ("R3", "R12") for one in match(plan, judge, DAY, activity))
    return Reported(plan, matches, match_report(matches, plan, judge.rulebook, DAY, smallest_changes(plan, judge, DAY)))


def _cells(document: Document, table: str) -> dict[str, list[str]]:
    """The rows of a table, by the words of their first cell."""
    sections = [*document.sections, *(part for section in document.sections for part in section.parts)]
    found = next(b for s in sections for b in s.blocks if isinstance(b, Table) and b.caption == table)
    rows = [[_words(cell) for cell in row.cells] for row in found.rows]
    return {row[0].partition(" | ")[0]: row for row in rows}


def _words(cell: object) -> str:
    texts: tuple[Text, ...] = cell.paragraphs if isinstance(cell, Words) else getattr(cell, "below", ())
    return " | ".join(bare(text) for text in texts)


def test_every_open_fund_stands_beside_every_activity(reported: Reported) -> None:
    """In the order of the answers; those that are not open are told below."""
    for one in reported.matches:
        funds = [federal_rulebook().funds[answer.fund].short for answer in one.answers if not is_closed(answer)]
        assert list(_cells(reported.document, f"What each fund says to {one.activity.id}")) == funds


def test_nothing_that_a_fund_says_is_lost(reported: Reported) -> None:
    """Every refusal with its citation, every condition, every fact that is missing."""
    facts = _cells(reported.document, "The questions that are open")
    for one in reported.matches:
        rows = _cells(reported.document, f"What each fund says to {one.activity.id}")
        for answer in one.answers:
            if is_closed(answer):
                continue
            why = rows[federal_rulebook().funds[answer.fund].short][2]
            for finding in answer.findings:
                if finding.verdict is Verdict.NOT_ALLOWABLE:
                    assert " ".join(finding.message.split()).rstrip(".") in why
                    assert all(cited.short in why for cited in finding.citations)
                if answer.rest in (Verdict.NOT_ALLOWABLE, Verdict.ALLOWABLE):
                    continue
                if finding.verdict is Verdict.WITH_CONDITIONS:
                    assert f"[{finding.rule}]" in why
                for needed in finding.facts_needed if finding.verdict is Verdict.NEEDS_INFORMATION else ():
                    assert needed.fact in why
                    assert needed.question in facts[needed.fact][1]


def test_the_smallest_change_stands_beside_each_answer(reported: Reported) -> None:
    """And whose award the district has."""
    row = _cells(reported.document, "What each fund says to R3")["Title IV-A"]
    assert row[0] == "Title IV-A | award IVA-26"
    assert row[1] == "all but R3-shirts"
    assert row[3] == "Allowable with conditions if line R3-shirts is split off and charged elsewhere."


def test_at_a_glance(reported: Reported) -> None:
    """Each open fund stands in one column of each activity."""
    glance = _cells(reported.document, "The activities and the funds")
    for one in reported.matches:
        told = ", ".join(glance[one.activity.id][1:]).replace("–, ", "").split(", ")
        open_funds = [federal_rulebook().funds[answer.fund].short for answer in one.answers if not is_closed(answer)]
        assert sorted(name for name in told if name != "–") == sorted(open_funds)
    assert glance["R3"][2] == "Title IV-A"
    assert reported.document.cover.status == "2 activities: 1 could be paid but for some lines, 1 wait for facts."


class _Closed(HTMLParser):
    """Every element is closed in its order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_needs_nothing_else_and_says_what_markdown_says(reported: Reported) -> None:
    """Self-contained, with a skip link and heads; no verdict on a plan is told, because none was made."""
    page, text = html.render(reported.document).decode(), markdown.render(reported.document).decode()
    parsed = _Closed(page)
    assert parsed.open == []
    assert re.findall(r"src=|<script|<link|@import|url\(", page) == []
    assert 'class="skip"' in page
    assert "Verdict on the plan" not in page + text
    for row in _cells(reported.document, "What each fund says to R12"):
        assert row in parsed.text
        assert row in text
    assert len(word.render(reported.document)) > 10_000


def test_a_plan_without_lines_and_with_hostile_words() -> None:
    """Words of a plan stay words."""
    text = (
        'plan: 1\ntitle: "<script>x</script> | # a"\ndistrict: {name: "A*B*", state: OH}\nawards: []\n'
        'activities:\n  - {id: A1, title: "<b>x</b>", kind: afterschool-stem, need: N}\n'
    )
    judge = federal_judge()
    plan = parse_plan(text.encode(), "p.yaml", "yaml", plan_vocabulary(judge.rulebook))
    document = match_report(list(match(plan, judge, DAY)), plan, judge.rulebook, DAY)
    assert "<script" not in html.render(document).decode()
    assert "<b>x" not in markdown.render(document).decode()
