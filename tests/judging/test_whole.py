"""What rules say once of a whole: of the plan, of each activity, of each award, charged or not."""

from __future__ import annotations

from decimal import Decimal

from tiny import activity, award, judged, line, plan

from stemfunds.judging.result import FiscalYearTotal
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Explanation

from .conftest import Rules

ADVICE = """\
advice:
  - {id: SF-AWARD, says: Look at the award., per: award, when: {award.opened: yes}, severity: warning, cite: law-1}
  - {id: SF-ACTIVITY, says: Look at it., per: activity, when: {activity.safe: no}, severity: note, cite: law-1}
  - {id: SF-PLAN, says: Look at the plan., per: plan, when: {plan.consulted: no}, unless: {district.size: {at_most: "5"}}, severity: note, cite: law-1}
"""


def test_said_once_and_of_awards_that_nobody_charges(rules: Rules) -> None:
    """Two lines of one award, and an award without a line."""
    whole = plan(
        activity(line("L1"), line("L2"), facts={"safe": False}),
        activity(line("L3"), id="A2"),
        awards=(award(), award(id="SF-25", federal_fiscal_year=2025)),
        facts={"opened": True, "consulted": False},
    )
    result = judged(rules(ADVICE), whole)
    found = [(finding.rule, finding.award, finding.activity, finding.line, finding.scope) for finding in result.findings]
    assert sorted(found, key=str) == [
        ("SF-ACTIVITY", None, "A1", None, "activity"),
        ("SF-AWARD", "SF-25", None, None, "award"),
        ("SF-AWARD", "SF-26", None, None, "award"),
        ("SF-PLAN", None, None, None, "plan"),
    ]
    assert result.verdict is Verdict.ALLOWABLE
    assert all(not charge.findings for a in result.activities for one in a.lines for charge in one.charges)


def test_an_exception_silences_only_when_it_is_known(rules: Rules) -> None:
    """Unlike a condition, it does not wait for an answer."""
    book = rules(ADVICE)
    for size, said in ((None, True), (Decimal(6), True), (Decimal(5), False)):
        facts = {"consulted": False} | ({} if size is None else {"size": size})
        assert [finding.rule for finding in judged(book, plan(facts=facts)).findings] == (["SF-PLAN"] if said else [])


def test_such_warnings_are_explained_and_counted(rules: Rules) -> None:
    """As those of charges are."""
    book, facts = rules(ADVICE), {"opened": True}
    assert judged(book, plan(facts=facts)).unexplained_warnings == 1
    explained = judged(book, plan(facts=facts, explanations=(Explanation(rule="SF-AWARD", words="We looked."),)))
    assert (explained.unexplained_warnings, len(explained.findings)) == (0, 1)


def test_an_explanation_can_be_about_one_award(rules: Rules) -> None:
    """The warning of the other award stays unexplained; an award without such a warning makes the explanation a slip."""
    awards = (award(), award(id="SF-25", federal_fiscal_year=2025))
    words = Explanation(rule="SF-AWARD", award="SF-25", words="The rest is kept for the summer.")
    result = judged(rules(ADVICE), plan(awards=awards, facts={"opened": True}, explanations=(words,)))
    assert {finding.award: finding.explanation for finding in result.findings} == {"SF-25": words, "SF-26": None}
    assert result.unexplained_warnings == 1
    left_over = judged(rules(ADVICE), plan(awards=awards, facts={"opened": False}, explanations=(words,)))
    assert [(finding.rule, finding.award) for finding in left_over.findings] == [("EXPLANATION-UNUSED", "SF-25")]


def test_a_plan_without_awards_is_looked_at_by_rules_of_all_funds(rules: Rules) -> None:
    """The fund of this rulebook is the only one, so its rules are those of all."""
    result = judged(rules(ADVICE), plan(activity(line(charges=())), awards=(), facts={"consulted": False}))
    assert {finding.rule for finding in result.findings} == {"SF-PLAN", "NOBODY-PAYS"}


def test_sums_by_fiscal_year(rules: Rules) -> None:
    """In order, those without a year last; nothing where no line names one."""
    whole = plan(activity(line("L1", fiscal_year="2027-28"), line("L2"), line("L3", amount=7, fiscal_year="2026-27")))
    assert judged(rules(), whole).fiscal_years == (
        FiscalYearTotal("2026-27", 7),
        FiscalYearTotal("2027-28", 10_000),
        FiscalYearTotal("", 10_000),
    )
    assert sum(year.amount for year in judged(rules(), whole).fiscal_years) == whole.total
    assert judged(rules()).fiscal_years == ()
