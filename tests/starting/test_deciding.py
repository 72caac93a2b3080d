"""Which open facts a new plan is asked for: the deciding ones first, each where the plan can hold the answer."""

from __future__ import annotations

from datetime import date

import pytest

from stemfunds.asking.narrowing import possible_answers
from stemfunds.judging.judge import Judge
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.plan.reader import parse_plan
from stemfunds.plan.writer import plan_yaml
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.starting.deciding import OpenFact, answered, open_facts, part_at, refused

AS_OF = date(2026, 11, 23)
NOTHING: frozenset[tuple[str, tuple[str | int, ...]]] = frozenset()
TEXT = """\
plan: 1
title: STEM plan 2026-27
district: {name: Pine Creek, state: OH}
period: {starts: 2026-07-01, ends: 2027-06-30}
schools: [{id: ms, name: Pine Creek Middle School, grades: 6-8}]
awards:
  - {id: IVA-26, fund: title-iv-a, federal_fiscal_year: 2026, amount: 25000.00}
  - {id: IA-26, fund: title-i-a, federal_fiscal_year: 2026, amount: 90000.00}
activities:
  - id: A1
    title: VEX club
    kind: stem-competition
    schools: [ms]
    lines:
      - {id: A1-fees, description: VEX fees, item: competition-fees, quantity: 2, unit_cost: 150.00, charge_to: IVA-26}
  - id: A2
    title: Tutoring
    kind: tutoring
    schools: [ms]
    lines:
      - {id: A2-kits, description: Kits, item: supplies-materials, quantity: 2, unit_cost: 150.00, charge_to: IA-26}
"""


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(load_rulebook([]))


@pytest.fixture
def plan(judge: Judge) -> Plan:
    return parse_plan(TEXT, "plan.yaml", "yaml", plan_vocabulary(judge.rulebook))


def _open(judge: Judge, plan: Plan) -> list[OpenFact]:
    return open_facts(judge.judge(plan, AS_OF), judge, AS_OF, NOTHING)


def test_facts_that_divide_come_first(judge: Judge, plan: Plan) -> None:
    divides = [one.divides for one in _open(judge, plan)]
    assert divides[0] > 0
    assert [bool(one) for one in divides] == sorted((bool(one) for one in divides), reverse=True)


def test_every_answer_has_a_place_in_the_file(judge: Judge, plan: Plan) -> None:
    """Answered with anything that fits, the plan is written and read back as the same plan."""
    words = plan_vocabulary(judge.rulebook)
    places = set()
    for one in _open(judge, plan):
        places |= set(one.places)
        for answer in possible_answers(one.fact, AS_OF)[:2]:
            later = answered(plan, one, answer, one.places)
            assert later != plan
            assert parse_plan(plan_yaml(later, words), "plan.yaml", "yaml", words) == later
            assert all(part_at(later, place) != part_at(plan, place) for place in one.places)
    assert {(), ("awards", 0), ("schools", 0), ("activities", 0), ("activities", 1)} <= places


def test_a_dividing_answer_refuses_what_it_said(judge: Judge, plan: Plan) -> None:
    first = _open(judge, plan)[0]
    results = [
        refused(judge.judge(answered(plan, first, answer, first.places), AS_OF)) for answer in possible_answers(first.fact, AS_OF)
    ]
    assert len(frozenset.union(*results) - frozenset.intersection(*results)) == first.divides


def test_what_was_passed_over_is_not_asked_again(judge: Judge, plan: Plan) -> None:
    first = _open(judge, plan)[0]
    passed = frozenset((first.fact.id, place) for place in first.places)
    left = open_facts(judge.judge(plan, AS_OF), judge, AS_OF, passed)
    assert first.fact.id not in {one.fact.id for one in left}
