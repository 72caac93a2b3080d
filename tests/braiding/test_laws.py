"""What holds for every plan: the proposal passes the judge, adds up to the cent, and no better one is there to be found by trying all."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import examples, federal_judge, shared_plans

from stemfunds.braiding.braider import Braider, Proposal
from stemfunds.braiding.request import Request
from stemfunds.braiding.settling import with_charges
from stemfunds.braiding.trial import lines_of
from stemfunds.judging.judge import Judge
from stemfunds.judging.result import PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Activity, Plan

from .small import AS_OF, club, cost, small_plan, small_rulebook, three_awards

_HOLD = (Verdict.ALLOWABLE, Verdict.WITH_CONDITIONS)


def _passes(proposal: Proposal, *, optimistic: bool) -> None:
    """No charge that is refused or open, no limit newly broken, each line whole or unpaid, no award over its balance."""
    allowed = (*_HOLD, Verdict.NEEDS_INFORMATION) if optimistic else _HOLD
    known = {(limit.rule, limit.award, limit.activity) for limit in proposal.before.limits if limit.status == "breached"}
    known |= {(*one.row.key[:2], one.row.key[2] or None) for one in proposal.broken}
    for activity in proposal.after.activities:
        for line in activity.lines:
            assert not line.charges or sum(charge.amount for charge in line.charges) == line.amount
            assert all(charge.verdict in allowed and charge.amount > 0 for charge in line.charges if line.amount)
    for limit in proposal.after.limits:
        assert limit.status != "breached" or (limit.rule, limit.award, limit.activity) in known
    assert all(use.charged <= use.available for use in proposal.after.awards)


@settings(max_examples=examples(25), deadline=None)
@given(plan=shared_plans(), optimistic=st.booleans())
def test_a_proposal_passes_the_judge(plan: Plan, optimistic: bool) -> None:
    """Over the federal rules, with plans in which much is not known."""
    proposal = Braider(plan, federal_judge(), AS_OF, Request(optimistic=optimistic)).propose()
    if not proposal.doubtful:
        _passes(proposal, optimistic=optimistic)
    assert not proposal.doubtful


_COSTS = st.tuples(st.integers(1, 40), st.sampled_from(["robotics", "camp", "food"]), st.sampled_from(["tech", "arts"]))
_BALANCES = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))


def _plan_of(costs: list[tuple[int, str, str]], balances: tuple[int, int, int]) -> Plan:
    clubs = [
        club(cost(f"L{number}", dollars * 10), kind=kind, facts={"area": area})
        for number, (dollars, kind, area) in enumerate(costs)
    ]
    return small_plan(*clubs, awards=three_awards(*(dollars * 1_000 for dollars in balances)))


@settings(max_examples=examples(20), deadline=None)
@given(costs=st.lists(_COSTS, min_size=1, max_size=4), balances=_BALANCES)
def test_no_assignment_is_better(costs: list[tuple[int, str, str]], balances: tuple[int, int, int]) -> None:
    """Every line with every award or none, each such plan judged: none that passes pays more, or spends in a better order."""
    plan = _plan_of(costs, balances)
    judge = Judge(small_rulebook())
    braider = Braider(plan, judge, AS_OF, Request())
    proposal = braider.propose()
    _passes(proposal, optimistic=False)
    mine = {line: next(iter(paid)) for line, paid in proposal.charges.items()}
    best = max(_worth(plan, each, braider) for each in _every(plan) if _is_sound(judge.judge(_charged(plan, each), AS_OF)))
    assert _worth(plan, mine, braider) == pytest.approx(best, abs=0.02)


def _every(plan: Plan) -> list[dict[str, str]]:
    lines, payers = [line.id for line in lines_of(plan)], [*(award.id for award in plan.awards), ""]
    return [
        {line: payer for line, payer in zip(lines, each, strict=True) if payer} for each in product(payers, repeat=len(lines))
    ]


def _charged(plan: Plan, payers: dict[str, str]) -> Plan:
    amounts = {line.id: line.amount for line in lines_of(plan)}
    return with_charges(plan, {line: {payer: amounts[line]} for line, payer in payers.items()})


def _is_sound(result: PlanResult) -> bool:
    charges = list(result.charges)
    over = any(use.charged > use.available for use in result.awards)
    return not over and all(one.verdict in _HOLD for one in charges) and all(limit.status == "met" for limit in result.limits)


def _worth(plan: Plan, payers: dict[str, str], braider: Braider) -> tuple[float, float]:
    """The two goals of money, as a person would add them up: what is paid, and in which order; a change has its price of $1."""
    amounts = {line.id: line.amount / 100 for line in lines_of(plan)}
    paid = sum(amounts[line] for line in payers)
    return paid, sum(amounts[line] * braider.order.worth(payer) for line, payer in payers.items()) - len(payers)


def test_many_lines_fill_awards_to_the_last_dollar() -> None:
    """Thirty lines that fit exactly: nothing is left unpaid, and nothing over."""
    costs: list[Activity] = [club(*(cost(f"L{number}", 10 * number) for number in range(1, 31)))]
    plan = small_plan(*costs, awards=three_awards(stem=200_000, robot=200_000, home=65_000))
    proposal = Braider(plan, Judge(small_rulebook()), AS_OF, Request()).propose()
    assert not proposal.unpaid
    assert [use.available - use.charged for use in proposal.after.awards] == [0, 0, 0]
