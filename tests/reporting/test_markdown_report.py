"""The report as Markdown."""

from __future__ import annotations

import re

import pytest
from snapshot import same_as_recorded

from stemfunds.judging.result import PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.reporting.markdown_report import document, escaped
from stemfunds.rulebook.model import Rulebook

HEADINGS = [
    "# STEM plan 2026-27",
    "## Activities",
    "### A1: Robotics club",
    "### A2: Camp of an unknown organizer",
    "### A3: Snacks",
    "### A4: Nobody pays for this one",
    "## Not allowable",
    "## The plan as a whole",
    "## Conditions to meet",
    "## Facts that would decide",
    "## Warnings",
    "## Limits",
    "## Awards",
    "## Goals of the initiative",
    "## Notes, which change no verdict",
]


def headings(text: str) -> list[str]:
    """The headings of a document."""
    return [line for line in text.splitlines() if line.startswith("#")]


def test_snapshot(mixed: PlanResult, book: Rulebook) -> None:
    """The whole document."""
    assert same_as_recorded(__file__, "mixed.md", re.sub(r"sha256:\w+", "sha256:…", document(mixed, book)))


def test_headings(mixed: PlanResult, book: Rulebook) -> None:
    """Every section that has something in it."""
    assert headings(document(mixed, book)) == HEADINGS


def test_no_empty_section(good: PlanResult, book: Rulebook) -> None:
    """A plan with nothing to repair has no sections about repairs."""
    assert headings(document(good, book)) == [
        "# STEM plan 2026-27",
        "## Activities",
        "### A1: Robotics club",
        "## Limits",
        "## Awards",
        "## Goals of the initiative",
    ]


def test_conditions_are_a_checklist(mixed: PlanResult, book: Rulebook) -> None:
    """With the duty, the place, the citation and the papers to keep."""
    text = document(mixed, book)
    assert "- [ ] **SF-QUOTES** Keep three quotes. For A1/A1-teachers.\n  - Law 1(q)\n  - Keep: Three quotes; The order\n" in text


def test_notes_stand_at_the_end(mixed: PlanResult, book: Rulebook) -> None:
    """Each with its words and its law, as the other formats have them."""
    notes = document(mixed, book).partition("## Notes, which change no verdict\n")[2]
    assert {one.rule for one in mixed.every_finding if one.severity == "note" and one.verdict is Verdict.ALLOWABLE} == set(
        re.findall(r"^- \*\*(\S+)\*\*", notes, re.MULTILINE)
    )


def test_questions_show_their_choices(mixed: PlanResult, book: Rulebook) -> None:
    """An answer can be picked without looking anything up."""
    text = document(mixed, book)
    assert "- **activity.organizer** Who? For A2.\n  - `nonprofit`: N\n  - `company`: C\n  - `city`: City\n" in text


def test_rows_have_the_columns_of_their_table(mixed: PlanResult, hostile: PlanResult, book: Rulebook) -> None:
    """A pipe in a text of the plan opens no column."""
    for text in (document(mixed, book), document(hostile, book)):
        tables = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
        assert tables
        for table in tables:
            assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


def test_text_of_a_plan_is_only_text(hostile: PlanResult, book: Rulebook) -> None:
    """No heading, HTML, link, image, code or mail address comes out of it."""
    text = document(hostile, book)
    assert len([line for line in headings(text) if "Heading" in line or "Second" in line]) == 1
    assert not re.search(r"(?<!\\)<|(?<!\\)\]\(|://|www\.|(?<!\\)`", text)
    assert "a@x" not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("*a* _b_ `c` #d", r"\*a\* \_b\_ \`c\` \#d"),
        ("<b>", r"\<b\>"),
        ("[x](y)", r"\[x\](y)"),
        ("- item", "&#45; item"),
        ("1. item", "&#49;. item"),
        ("2026-27", "2026-27"),
        ("two\n\nlines", "two lines"),
        ("$1,234.50", "$1,234.50"),
        ("$x$", r"\$x\$"),
        ("https://x.example", "https:&#47;&#47;x.example"),
        ("www.x.example", "www&#46;x.example"),
        ("a@x", "a&#64;x"),
    ],
)
def test_escaped(text: str, shown: str) -> None:
    """What means something in Markdown is shown as it is."""
    assert escaped(text) == shown
