"""Named bases: what is left out, what stays open, and which questions follow."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tiny import activity, award, judged, line, plan

from stemfunds.judging.limit_steps import base_words, limit_steps
from stemfunds.judging.result import LimitResult
from stemfunds.plan.model import Plan
from stemfunds.rulebook.model import Rulebook

from .conftest import Rules

SECTIONS = """\
bases:
  - base: direct
    says: Direct costs
    counts: {objects: [supplies]}
    leaves_out:
      - {part: meals, says: Meals, items: [snacks]}
      - {part: large, says: The part above the threshold, where: {line.approved: yes}, beyond: figure.threshold}
      - {part: named, says: Named elsewhere, amount: activity.prize}
    cite: law-1
limits:
  - id: SF-L
    says: At most so much.
    otherwise: Too much.
    repair: Take some out.
    cite: law-1 (c)
    per: activity
    at_most: activity.share
    of: {base: direct}
    counts: {objects: [personnel]}
"""


@pytest.fixture
def based(rules: Rules) -> Rulebook:
    """A cap of a named base, whose percentage is a fact."""
    return rules(SECTIONS)


def measured(rulebook: Rulebook, subject: Plan) -> LimitResult:
    """The one limit of a plan."""
    (found,) = judged(rulebook, subject).limits
    return found


def club(pay: int, *direct: tuple[int, dict[str, Any]], facts: dict[str, Any] | None = None) -> Plan:
    """An activity with pay and other lines; 10 percent, and nothing named elsewhere, unless told otherwise."""
    others = [line(f"L{number}", amount, **fields) for number, (amount, fields) in enumerate(direct)]
    given: dict[str, Any] = {"share": Decimal(10), "prize": 0} | (facts or {})
    known = {name: value for name, value in given.items() if value is not None}
    return plan(activity(line("PAY", pay, item="teachers", committed_on=None), *others, facts=known), awards=(award(),))


APPROVED: dict[str, Any] = {"facts": {"approved": True}}
REFUSED: dict[str, Any] = {"facts": {"approved": False}}
OPEN: dict[str, Any] = {}


@pytest.mark.parametrize(
    ("direct", "base"),
    [
        (((50_000, REFUSED),), 50_000),
        (((50_000, REFUSED), (8_000, {"item": "snacks", "facts": {"approved": True}})), 50_000),
        (((50_000, APPROVED),), 10_000),
        (((10_000, OPEN),), 10_000),
        (((30_000, APPROVED), (30_000, APPROVED), (5_000, APPROVED)), 25_000),
    ],
)
def test_each_part_is_left_out_once(based: Rulebook, direct: tuple[tuple[int, dict[str, Any]], ...], base: int) -> None:
    """Meals go whole, of an approved line only what is above the threshold of $100.00; the first part that names a line takes it."""
    limit = measured(based, club(1, *direct))
    assert (limit.base, limit.base_at_most, limit.percent) == (base, base, "10")


@pytest.mark.parametrize(("pay", "status"), [(1_000, "met"), (1_001, "unknown"), (5_000, "unknown"), (5_001, "breached")])
def test_a_line_that_is_open_makes_a_range(based: Rulebook, pay: int, status: str) -> None:
    """$500.00 of which $400.00 may be left out: the base is between $100.00 and $500.00, and only in between is it asked."""
    result = judged(based, club(pay, (50_000, OPEN)))
    limit = result.limits[0]
    assert (limit.base, limit.base_at_most, limit.status) == (10_000, 50_000, status)
    asked = {(need.fact, need.subject) for finding in result.findings for need in finding.facts_needed}
    assert asked == ({("line.approved", "L0")} if status == "unknown" else set())


def test_an_amount_that_nobody_gave_is_asked(based: Rulebook) -> None:
    """What is named elsewhere may be all of the base, until somebody says how much."""
    result = judged(based, club(100, (50_000, REFUSED), facts={"prize": None}))
    limit = result.limits[0]
    assert (limit.base, limit.base_at_most, limit.status) == (0, 50_000, "unknown")
    assert [need.fact for finding in result.findings for need in finding.facts_needed] == ["activity.prize"]


def test_a_percentage_that_nobody_gave_is_asked(based: Rulebook) -> None:
    """A rate that is a fact is asked as any other."""
    result = judged(based, club(100, (50_000, REFUSED), facts={"share": None}))
    assert (result.limits[0].status, result.limits[0].bound) == ("unknown", None)
    assert [need.fact for finding in result.findings for need in finding.facts_needed] == ["activity.share"]


def test_the_steps_tell_the_parts(based: Rulebook) -> None:
    """Whole, what is left out, base, bound, what is planned, and by how much it is over."""
    limit = measured(based, club(2_001, (50_000, APPROVED), (8_000, {"item": "snacks", **REFUSED}), facts={"prize": 500}))
    assert [(row.letter, row.label, row.arithmetic, row.words) for row in limit_steps(limit)] == [
        ("A", "Direct costs", "", "$580.00"),
        ("B", "Meals", "", "$80.00"),
        ("C", "The part above the threshold", "", "$400.00"),
        ("D", "Named elsewhere", "", "$5.00"),
        ("E", "Base", "E = A − B − C − D = $580.00 − $80.00 − $400.00 − $5.00", "$95.00"),
        ("F", "At most", "F = 10 % × E = 10 % × $95.00, rounded down to the cent", "$9.50"),
        ("G", "In the plan", "", "$20.01"),
        ("H", "Over by", "H = G − F = $20.01 − $9.50", "$10.51"),
    ]
    assert base_words(limit) == (
        "$580.00 direct costs less $80.00 meals; $400.00 the part above the threshold; $5.00 named elsewhere"
    )


def test_an_open_step_tells_both_ends(based: Rulebook) -> None:
    """A range is told as such, and nothing is subtracted from what is not known."""
    rows = limit_steps(measured(based, club(2_000, (50_000, OPEN))))
    assert rows[-1].label == "In the plan"
    assert [row.words for row in rows if row.letter == "E"] == ["between $100.00 and $500.00"]


def test_a_cap_that_nothing_counts_toward_has_no_steps(based: Rulebook) -> None:
    """Nothing is measured, so there is nothing to show."""
    assert limit_steps(measured(based, plan(activity(line("L1", 100, facts={"approved": False}))))) == ()
