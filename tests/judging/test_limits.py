"""Caps and floors: what counts, what it adds up to, and the bound to the cent."""

from __future__ import annotations

import pytest
from tiny import FILES, activity, award, judged, line, plan

from stemfunds.judging.result import LimitResult, PlanResult
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.plan.model import Cents, Charge, Plan

from .conftest import Rules

OK, CONDITIONS, OPEN, REFUSED = Verdict


def cap(more: str, bound: str = "at_most: 15 percent", base: str = "    of: award.amount\n") -> str:
    """A limit on technology, or on what `more` says."""
    counts = "" if "counts:" in more else "    counts: {where: {activity.area: tech}}\n"
    return (
        "limits:\n  - id: SF-L\n    says: At most so much.\n    otherwise: Too much.\n    repair: Take some out.\n"
        f"    cite: law-1 (c)\n    {bound}\n{base}{counts}{more}"
    )


def two(first: int, second: int, area: str | None = "arts") -> Plan:
    """A plan with a technology activity and another one."""
    facts = {} if area is None else {"area": area}
    return plan(
        activity(line("L1", first), id="A1", facts={"area": "tech"}),
        activity(line("L2", second), id="A2", facts=facts),
    )


def limit_of(result: PlanResult) -> LimitResult:
    """The one limit of a result."""
    (found,) = result.limits
    return found


@pytest.mark.parametrize(("amount", "status"), [(149_999, "met"), (150_000, "met"), (150_001, "breached")])
def test_a_cap_at_the_cent(rules: Rules, amount: int, status: str) -> None:
    """15 percent of $10,000.00: one cent under and exactly at keep it, one cent over breaks it."""
    result = judged(rules(cap("")), plan(activity(line(amount=amount), facts={"area": "tech"})))
    limit = limit_of(result)
    assert (limit.status, limit.measured, limit.bound, limit.base, limit.percent) == (status, amount, 150_000, 1_000_000, "15")


@pytest.mark.parametrize(("amount", "status"), [(1_999, "breached"), (2_000, "met"), (2_001, "met")])
def test_a_floor_at_the_cent(rules: Rules, amount: int, status: str) -> None:
    """At least $20.00."""
    book = rules(cap("", bound='at_least: "20.00"', base=""))
    assert limit_of(judged(book, plan(activity(line(amount=amount), facts={"area": "tech"})))).status == status


@pytest.mark.parametrize(
    ("bound", "amount", "status", "shown"),
    [
        ("at_most: 33.3 percent", 33, "met", 33),
        ("at_most: 33.3 percent", 34, "breached", 33),
        ("at_least: 33.3 percent", 33, "breached", 34),
        ("at_least: 33.3 percent", 34, "met", 34),
    ],
)
def test_a_bound_with_parts_of_a_cent(rules: Rules, bound: str, amount: int, status: str, shown: int) -> None:
    """33.3 cents: a cap shown in cents is rounded down and a floor up, so that it never looks wider than it is."""
    subject = plan(activity(line(amount=amount), facts={"area": "tech"}), awards=(award(amount=Cents(100)),))
    limit = limit_of(judged(rules(cap("", bound)), subject))
    assert (limit.status, limit.bound) == (status, shown)


def test_a_breach_is_a_finding_with_its_arithmetic(rules: Rules) -> None:
    """What was measured, the bound with its base, and by how much; over the limit, with the repair."""
    result = judged(rules(cap("")), plan(activity(line(amount=150_001), facts={"area": "tech"})))
    (finding,) = result.findings
    assert finding.message == "Too much. Measured: $1,500.01, at most $1,500.00 (15 percent of $10,000.00), over by $0.01."
    assert (finding.verdict, finding.reason, finding.hint, finding.award) == (
        REFUSED,
        Reason.OVER_LIMIT,
        "Take some out.",
        "SF-26",
    )
    assert result.verdict is REFUSED
    assert result.activities[0].verdict is OK


def test_a_kept_limit_is_no_finding(rules: Rules) -> None:
    """It stands among the limits, with the lines that count."""
    result = judged(rules(cap("")), two(100, 900_000))
    assert (result.findings, limit_of(result).counted) == ((), ("A1/L1",))


@pytest.mark.parametrize(
    ("first", "second", "status", "measured"),
    [
        (100, 100, "met", (100, 200)),
        (100_000, 100_000, "unknown", (100_000, 200_000)),
        (150_001, 100, "breached", (150_001, 150_101)),
    ],
)
def test_a_sum_with_open_members_is_a_range(
    rules: Rules, first: int, second: int, status: str, measured: tuple[int, int]
) -> None:
    """Unknown only where the range straddles the bound of $1,500.00."""
    limit = limit_of(judged(rules(cap("")), two(first, second, area=None)))
    assert (limit.status, (limit.measured, limit.measured_at_most)) == (status, measured)


def test_an_open_limit_asks_about_the_open_lines_only(rules: Rules) -> None:
    """The question names the fact and the line; what is known is not asked again."""
    result = judged(rules(cap("")), two(100_000, 100_000, area=None))
    (finding,) = result.findings
    assert (finding.verdict, finding.message) == (
        OPEN,
        "At most so much. Measured: between $1,000.00 and $2,000.00, at most $1,500.00 (15 percent of $10,000.00).",
    )
    assert [(needed.fact, needed.subject) for needed in finding.facts_needed] == [("activity.area", "L2")]


@pytest.mark.parametrize(("first", "status", "bound"), [(1_500, "met", 1_500), (1_501, "breached", 1_500)])
def test_a_base_of_charges(rules: Rules, first: int, status: str, bound: int) -> None:
    """The base can be a sum of charges of the plan, counted the same way: here all of them."""
    limit = limit_of(judged(rules(cap("", base="    of: {objects: [supplies]}\n")), two(first, 10_000 - first)))
    assert (limit.status, limit.bound, limit.base) == (status, bound, 10_000)


def test_an_open_base_asks_about_its_members(rules: Rules) -> None:
    """Of a base, too, only the open lines are asked about."""
    book = rules(cap("    counts: {items: [snacks]}\n", base="    of: {items: [kits], where: {activity.area: tech}}\n"))
    (finding,) = judged(book, plan(activity(line("L1"), line("L2", 100, item="snacks")))).findings
    assert [(needed.fact, needed.subject) for needed in finding.facts_needed] == [("activity.area", "L1")]


def test_a_missing_base_and_bound_are_asked_for(rules: Rules) -> None:
    """A limit without its base, or without the date that picks its figure, waits for them."""
    window = FILES["fund.yaml"].partition("window:\n")[2].partition("authorities:")[0]
    book = rules(cap("", bound="at_most: figure.cap"), ("fund.yaml", f"window:\n{window}", ""))
    (finding,) = judged(book, plan(activity(facts={"area": "tech"}))).findings
    assert [needed.fact for needed in finding.facts_needed] == ["award.awarded_on"]


@pytest.mark.parametrize(
    ("consulted", "amount", "status", "asks"),
    [
        (True, 150_001, "breached", []),
        (False, 150_001, None, []),
        (None, 150_001, "unknown", ["plan.consulted"]),
        (None, 150_000, "met", []),
    ],
)
def test_a_limit_applies_or_not(rules: Rules, consulted: bool | None, amount: int, status: str | None, asks: list[str]) -> None:
    """Where it is open whether a limit applies, a kept one is kept all the same; a broken one asks."""
    facts = {} if consulted is None else {"consulted": consulted}
    subject = plan(activity(line(amount=amount), facts={"area": "tech"}), facts=facts)
    result = judged(rules(cap("    applies: {plan.consulted: yes}\n")), subject)
    assert [limit.status for limit in result.limits] == ([] if status is None else [status])
    assert [needed.fact for finding in result.findings for needed in finding.facts_needed] == asks


def test_each_award_has_its_own_sum(rules: Rules) -> None:
    """Two awards of a fund are measured apart, with only what each of them pays."""
    shared = line(amount=3_000, charges=(Charge(award="SF-26", amount=Cents(1_000)), Charge(award="SF-25", amount=Cents(2_000))))
    awards = (award(), award(id="SF-25", federal_fiscal_year=2025, amount=Cents(10_000)))
    result = judged(rules(cap("")), plan(activity(shared, facts={"area": "tech"}), awards=awards))
    assert [(limit.award, limit.measured, limit.status) for limit in result.limits] == [
        ("SF-26", 1_000, "met"),
        ("SF-25", 2_000, "breached"),
    ]


def test_a_limit_for_each_activity(rules: Rules) -> None:
    """Measured for each activity that the award pays for."""
    book = rules(cap("    per: activity\n", bound='at_most: "15.00"', base=""))
    result = judged(
        book,
        plan(
            activity(line("L1", 1_500), id="A1", facts={"area": "tech"}),
            activity(line("L2", 1_501), id="A2", facts={"area": "tech"}),
        ),
    )
    assert [(limit.activity, limit.status) for limit in result.limits] == [("A1", "met"), ("A2", "breached")]
    assert [finding.activity for finding in result.findings] == ["A2"]


def test_a_limit_for_the_whole_plan(rules: Rules) -> None:
    """One sum over all awards of the fund."""
    shared = line(amount=3_000, charges=(Charge(award="SF-26", amount=Cents(1_000)), Charge(award="SF-25", amount=Cents(2_000))))
    awards = (award(), award(id="SF-25", federal_fiscal_year=2025))
    book = rules(cap("    per: plan\n", bound='at_most: "29.99"', base=""))
    limit = limit_of(judged(book, plan(activity(shared, facts={"area": "tech"}), awards=awards)))
    assert (limit.measured, limit.status, limit.award, limit.fund) == (3_000, "breached", "", "stem-fund")


@pytest.mark.parametrize(
    ("counts", "measured"),
    [("all", 3_000), ("{items: [snacks]}", 2_000), ("{kinds: [food]}", 2_000), ("{kinds: [robotics], items: [snacks]}", 0)],
)
def test_what_counts(rules: Rules, counts: str, measured: int) -> None:
    """All charges, or those of some kinds, items and object classes; several must all fit."""
    book = rules(cap(f"    counts: {counts}\n"))
    result = judged(book, activity(line("L1", 1_000), line("L2", 2_000, item="snacks")))
    assert limit_of(result).measured == measured


@pytest.mark.parametrize(
    ("first", "area", "verdicts"),
    [
        (150_000, "arts", [OK, OK]),
        (150_001, "arts", [REFUSED, OK]),
        (150_001, None, [REFUSED, OPEN]),
        (149_950, None, [OPEN, OPEN]),
    ],
)
def test_a_cap_that_stops_charges(rules: Rules, first: int, area: str | None, verdicts: list[Verdict]) -> None:
    """A broken cap refuses what counts; what may or may not count waits for its answer, never for nothing."""
    result = judged(rules(cap("    stops_charges: yes\n")), two(first, 100, area))
    assert [one.verdict for one in result.activities] == verdicts
    charges = [charge for one in result.activities for charge in one.lines[0].charges]
    assert [charge.reason for charge in charges] == [Reason.OVER_LIMIT if one is REFUSED else None for one in verdicts]
    for charge in charges:
        for finding in charge.findings:
            assert [needed.fact for needed in finding.facts_needed] == (["activity.area"] if finding.verdict is OPEN else [])


def test_a_limit_of_a_framework_reaches_every_fund_that_follows_it(rules: Rules) -> None:
    """The law of all federal awards is measured for each of them."""
    limit = "limits:\n  - {id: F-L, says: L., at_most: 10 percent, of: award.amount, counts: all, cite: law-1}\n"
    book = rules("", ("federal.yaml", "judgements:\n", f"{limit}judgements:\n"))
    assert [found.rule for found in judged(book).limits] == ["F-L"]
