"""Activities against funds, for a terminal and as JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tiny import AS_OF, activity, line, plan, rulebook_with

from stemfunds.judging.judge import Judge
from stemfunds.judging.matching import match
from stemfunds.plan.model import Plan
from stemfunds.reporting.match_report import match_document, match_lines
from stemfunds.reporting.styled import plain
from stemfunds.rulebook.model import Rulebook

SECTIONS = """\
requirements:
  - {id: SF-R, says: S., for: {items: [kits]}, must: {activity.safe: yes}, otherwise: Not safe., repair: Mend it., cite: law-1 (r)}
prohibitions:
  - {id: SF-P, says: No snacks., for: {items: [snacks]}, repair: Leave them out., cite: law-1 (p)}
conditions:
  - {id: SF-C, says: Papers., do: Keep them., when: {activity.area: tech}, cite: law-1}
"""
CAMPS = """\
fund: camps
name: The Camp Fund
short: Camps
purpose: P.
follows: []
indirect_rate: none
window: {id: CA-WINDOW, says: W., opens: {month: 7, day: 1}, months: 3, repair: R., cite: law-1}
authorities:
  - {id: CA-ALL, says: C., cite: law-1}
"""
REFERENCE = (
    "references:\n  - {reference: ref-1, name: Another program, agency: A, who_applies: W, kinds: [robotics], "
    "could_pay: Robots., restriction: Only in winter., status: Open.}\n"
)


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    """Two funds and a program that is worth a look."""
    return rulebook_with(tmp_path, SECTIONS, ("camps.yaml", "", CAMPS), ("more.yaml", "", REFERENCE))


def text_of(book: Rulebook, subject: Plan, width: int = 100) -> list[str]:
    """The report as a pipe gets it."""
    return [plain(one) for one in match_lines(match(subject, Judge(book), AS_OF), book, width)]


KITS, SNACKS = line(charges=()), line("A1-snacks", item="snacks", charges=())
LATE = line(charges=(), committed_on=date(2027, 3, 1))
HEAD = "A1  Robotics club  (robotics)"
LOOK = "  Could be worth a look: Another program. Robots. Only in winter."


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        (
            activity(KITS, facts={"safe": True, "area": "arts"}),
            ["  ✓ allowable         Camps: by CA-ALL", "  ✓ allowable         STEM Fund: by SF-ROBOTICS"],
        ),
        (
            activity(KITS, facts={"safe": True, "area": "tech"}),
            ["  ✓ allowable         Camps: by CA-ALL", "  ✓ with conditions   STEM Fund: by SF-ROBOTICS; conditions: SF-C"],
        ),
        (
            activity(KITS, facts={"area": "arts"}),
            ["  ✓ allowable         Camps: by CA-ALL", "  ? needs information STEM Fund: waits for activity.safe"],
        ),
        (
            activity(KITS, facts={"safe": False, "area": "arts"}),
            [
                "  ✓ allowable         Camps: by CA-ALL",
                "  ✗ not allowable     STEM Fund: Not safe. [SF-R; Law 1(r)]",
                "      → Mend it.",
            ],
        ),
        (
            activity(KITS, SNACKS, facts={"safe": True, "area": "arts"}),
            [
                "  ✓ allowable         Camps: by CA-ALL",
                "  ✓ allowable         STEM Fund, all but A1-snacks: No snacks. [SF-P; Law 1(p)]",
                "      → Leave them out.",
                "      The other lines: by SF-ROBOTICS",
            ],
        ),
        (
            activity(LATE, facts={"safe": True, "area": "arts"}),
            ["  ✓ allowable         STEM Fund: by SF-ROBOTICS", "  Not open on these dates: Camps."],
        ),
    ],
)
def test_what_each_fund_answers(book: Rulebook, subject: Any, said: list[str]) -> None:
    """The best first; a refusal with its citation and what to do, a fund that is closed in one line at the end."""
    found = text_of(book, plan(subject, awards=()))
    assert found == [HEAD, *said, LOOK, ""]


def test_a_fund_that_is_closed_for_one_line_only(book: Rulebook) -> None:
    """It can pay for the others, and says so."""
    subject = activity(KITS, line("A1-late", charges=(), committed_on=date(2027, 3, 1)), facts={"safe": True, "area": "arts"})
    found = text_of(book, plan(subject, awards=()))
    assert not [one for one in found if "Not open on these dates" in one]
    assert any(one.startswith("  ✓ allowable         Camps, all but A1-late: ") for one in found)


def test_what_refuses_is_told_once(tmp_path: Path) -> None:
    """Of the next fund its id stands, with the fund of which it was told."""
    camps = CAMPS.replace("follows: []", "follows: [federal]")
    shared = (
        "framework: federal\njudgements:\n",
        "framework: federal\nprohibitions:\n  - {id: F-NO, says: No kits., for: {items: [kits]}, repair: R., cite: law-1}\njudgements:\n",
    )
    book = rulebook_with(tmp_path, "", ("camps.yaml", "", camps), ("federal.yaml", *shared))
    found = text_of(book, plan(activity(KITS), awards=()))
    assert found[1:4] == [
        "  ✗ not allowable     Camps: No kits. [F-NO; Law 1]",
        "      → R.",
        "  ✗ not allowable     STEM Fund: F-NO, as for Camps.",
    ]


def test_many_open_facts_are_cut(tmp_path: Path) -> None:
    """The first six are named, the others are counted."""
    facts = "".join(f"  - {{fact: activity.f{number}, type: yes-no, question: Is it?}}\n" for number in range(8))
    must = ", ".join(f"activity.f{number}: yes" for number in range(8))
    sections = f"requirements:\n  - {{id: SF-M, says: S., must: {{{must}}}, repair: R., cite: law-1}}\n"
    book = rulebook_with(tmp_path, sections, ("facts.yaml", "facts:\n", f"facts:\n{facts}"))
    found = " ".join(" ".join(text_of(book, plan())).split())
    assert "waits for activity.f0, activity.f1, activity.f2, activity.f3, activity.f4, activity.f5 and 2 more" in found


@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_line_is_longer_than_the_width(book: Rulebook, width: int) -> None:
    """Whatever is said."""
    subject = activity(KITS, SNACKS, title="T" * 20, facts={"safe": False})
    assert max(len(one) for one in text_of(book, plan(subject, awards=()), width)) <= width


def test_json(book: Rulebook) -> None:
    """Every answer with its findings, and the programs that are worth a look."""
    subject = plan(activity(KITS, facts={"safe": False, "area": "arts"}), awards=())
    found = json.loads(match_document(match(subject, Judge(book), AS_OF), book, "2026-08-01"))
    assert found["rulebook"] == {"version": "1", "digest": book.digest}
    assert found["as_of"] == "2026-08-01"
    (one,) = found["activities"]
    assert (one["activity"], one["kind"]) == ("A1", "robotics")
    assert one["worth_a_look"] == [
        {"program": "ref-1", "name": "Another program", "restriction": "Only in winter.", "status": "Open."}
    ]
    camps, stem = one["answers"]
    assert camps == {
        "fund": "camps",
        "verdict": "allowable",
        "refused_lines": [],
        "reason": None,
        "authority": "CA-ALL",
        "findings": [],
        "smallest_change": None,
    }
    assert (stem["verdict"], stem["reason"], stem["refused_lines"]) == ("not-allowable", "requirement-failed", ["A1-kits"])
    assert [finding["rule"] for finding in stem["findings"]] == ["SF-R"]


def test_nothing_to_match(book: Rulebook) -> None:
    """No activity, no line; JSON is whole all the same."""
    assert list(match_lines([], book, 100)) == []
    assert json.loads(match_document([], book, "2026-08-01"))["activities"] == []
