"""Many plans: all charges of a plan asked at once, the result is that of judging each charge plainly."""

from __future__ import annotations

from datetime import date

from strategies import examples, federal_rulebook

from benchmarks.plan_maker import PlanMaker, as_json, as_yaml
from stemfunds.judging.judge import Judge
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.plan.reader import parse_plan
from stemfunds.reporting.json_report import line

from .plainly import PlainJudge

AS_OF = date(2026, 11, 23)


def plans(number: int, seed: int, activities: int, care: tuple[float, float] = (0.7, 1.0)) -> list[Plan]:
    """Generated plans, some from YAML and most from JSON."""
    rulebook = federal_rulebook()
    words, made = plan_vocabulary(rulebook), PlanMaker(rulebook, activities, care).documents(number, seed)
    return [
        parse_plan(as_yaml(document), f"{place}.yaml", "yaml", words)
        if place % 5 == 0
        else parse_plan(as_json(document), f"{place}.json", "json", words)
        for place, document in enumerate(made)
    ]


def test_small_plans_are_judged_as_one_by_one() -> None:
    """Small plans of many districts: verdicts, findings, questions and places are the same."""
    rulebook = federal_rulebook()
    fast, plain = Judge(rulebook), PlainJudge(rulebook)
    for plan in plans(examples(60), 11, 1):
        assert fast.judge(plan, AS_OF) == plain.judge(plan, AS_OF)


def test_large_plans_with_much_that_is_open() -> None:
    """Most charges of these are open; what the program writes is the same to the last letter."""
    rulebook = federal_rulebook()
    fast, plain = Judge(rulebook), PlainJudge(rulebook)
    for plan in plans(examples(4), 12, 25, (0.1, 0.6)):
        assert line(fast.judge(plan, AS_OF), rulebook) == line(plain.judge(plan, AS_OF), rulebook)


def test_the_order_of_plans_does_not_matter() -> None:
    """What was remembered of other plans changes nothing."""
    rulebook = federal_rulebook()
    some = plans(8, 13, 8)
    forwards, backwards = Judge(rulebook), Judge(rulebook)
    first = [line(forwards.judge(plan, AS_OF), rulebook) for plan in some]
    assert first == [line(backwards.judge(plan, AS_OF), rulebook) for plan in reversed(some)][::-1]
