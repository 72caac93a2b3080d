"""Many plans: all charges of a plan asked at once, the result is that of judging each charge plainly."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date

from strategies import examples, federal_rulebook

from benchmarks.district_maker import DistrictMaker
from benchmarks.plan_maker import PlanMaker, as_json, as_yaml
from stemfunds.judging.judge import Judge
from stemfunds.judging.matching import match, match_in_short
from stemfunds.judging.verdicts import Verdict
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


def test_ordinary_districts_are_ordinary() -> None:
    """The plans of the benchmarks: most of what they charge holds, some is asked, little is refused."""
    rulebook, judge = federal_rulebook(), Judge(federal_rulebook())
    words, verdicts = plan_vocabulary(rulebook), Counter[Verdict]()
    for document in DistrictMaker(rulebook, activities=10).documents(20, seed=3):
        plan = parse_plan(as_json(document), "plan.json", "json", words)
        result = judge.judge(plan, AS_OF, whole=False)
        verdicts.update(one.verdict for activity in result.activities for row in activity.lines for one in row.charges)
    share = {verdict: number / verdicts.total() for verdict, number in verdicts.items()}
    assert share[Verdict.ALLOWABLE] > 0.5
    assert 0.02 < share[Verdict.NEEDS_INFORMATION] < 0.25
    assert 0.01 < share[Verdict.NOT_ALLOWABLE] < 0.15


def test_all_funds_in_short() -> None:
    """The verdicts of all funds are those that the whole answers give, with lines refused, reasons and authorities."""
    rulebook = federal_rulebook()
    judge = Judge(rulebook)
    for plan in plans(examples(5), 14, 6, (0.3, 1.0)):
        whole = {(one.activity.id, answer.fund): answer for one in match(plan, judge, AS_OF) for answer in one.answers}
        short = {(activity, one.fund): one for activity, one in match_in_short(plan, judge, AS_OF)}
        assert short.keys() == whole.keys()
        for key, one in short.items():
            assert asdict(one) == {name: getattr(whole[key], name) for name in asdict(one)}
