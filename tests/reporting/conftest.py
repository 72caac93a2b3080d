"""One small set of results that goes through every format: good, open, refused, warned, and full of signs that mean
something elsewhere.
"""

from __future__ import annotations

from datetime import date

import pytest
from tiny import AS_OF, activity, award, line, plan, rulebook_with

from stemfunds.judging.judge import Judge
from stemfunds.judging.result import PlanResult
from stemfunds.plan.model import Award, Cents, Charge, Determination, District, Explanation, Plan
from stemfunds.rulebook.model import Rulebook

_SECTIONS = """\
  - id: SF-CAMP
    says: The fund pays for camps that a nonprofit runs.
    for: {kinds: [camp]}
    when: {activity.organizer: nonprofit}
    cite: law-1 (b)(2)
requirements:
  - id: SF-SAFE
    says: Robots are safe.
    for: {items: [snacks]}
    must: {activity.safe: yes}
    otherwise: The robots are not safe, and a long sentence that has to be wrapped in every width says so once more.
    repair: Make the robots safe.
    cite: [law-1 (r), memo-1]
conditions:
  - id: SF-QUOTES
    says: Quotes are kept.
    for: {items: [teachers]}
    do: Keep three quotes.
    keep: [Three quotes, The order]
    cite: law-1 (q)
advice:
  - id: SF-PRICE
    says: The price is high.
    when: {line.unit_cost: {at_least: figure.threshold}}
    severity: warning
    repair: Compare.
    cite: story-1
limits:
  - id: SF-CAP
    says: At most 1 percent for snacks.
    otherwise: Too many snacks.
    repair: Fewer snacks.
    at_most: 1 percent
    of: award.amount
    counts: {items: [snacks]}
    cite: law-1 (c)
"""


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The tiny rulebook with one rule of each sort."""
    return rulebook_with(tmp_path_factory.mktemp("tiny"), _SECTIONS)


@pytest.fixture(scope="session")
def mixed(book: Rulebook) -> PlanResult:
    """A plan with every verdict."""
    return Judge(book).judge(_mixed(), AS_OF)


@pytest.fixture(scope="session")
def hostile(book: Rulebook) -> PlanResult:
    """A plan whose texts are formulas, markup and terminal commands."""
    title = "=cmd|' /C calc'!A0 | # **Title** <script>alert(1)</script> [x](http://x.example) ![i](i.png)"
    subject = activity(
        line("-L1", description="+SUM(A1)|\n# Heading\n- item\n`code` \\| www.x.example a@x.example"),
        id="@A1",
        title="*bold*\n\n## Second",
    )
    district = District(name="=1+1", state="OH", nces_id="0000001")
    return Judge(book).judge(plan(subject, title=title, district=district, path="-plan.yaml"), AS_OF)


@pytest.fixture(scope="session")
def good(book: Rulebook) -> PlanResult:
    """A plan with nothing to say about."""
    return Judge(book).judge(plan(activity(goals=("learning",))), AS_OF)


def _mixed() -> Plan:
    shared = (Charge(award="SF-26", amount=Cents(4_000)), Charge(award="SF-20", amount=Cents(6_000)))
    return plan(
        activity(
            line("A1-kits", 120_000, unit_cost=Cents(12_000)), line("A1-teachers", 250_000, item="teachers"), goals=("learning",)
        ),
        activity(
            line("A2-kits", 99_999), id="A2", title="Camp of an unknown organizer", kind="camp", goals=("learning", "educators")
        ),
        activity(
            line("A3-snacks", 12_345, item="snacks"),
            line("A3-shared", 10_000, charges=shared),
            id="A3",
            title="Snacks",
            facts={"safe": False},
        ),
        activity(line("A4-nobody", 500, charges=()), id="A4", title="Nobody pays for this one"),
        awards=(
            award(),
            Award(id="SF-20", fund="stem-fund", federal_fiscal_year=2020, amount=Cents(500_000), carryover=Cents(20_000)),
        ),
        fictional=True,
        explanations=(Explanation(rule="SF-PRICE", words="The State contract sets it.", author="Dana Ortiz"),),
        determinations=(
            Determination(rule="F-NECESSARY", decision="met", reason="three quotes", author="Mei Tanaka", date=date(2026, 7, 2)),
            Determination(rule="SF-SAFE", decision="met", reason="looked", author="Sam", date=date(2026, 7, 2)),
        ),
    )
