"""How fast plans are read and judged, one after another in one process: plans and charges × funds per second.

Plans are generated from a seed, a realistic mix of careful and careless districts. The first plans make the program get ready
(it generates functions for the rules that come up); they are timed apart. Memory is looked at in the end, after as many plans.
Run it with:  python -m benchmarks.judging [--plans 300]
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from benchmarks.plan_maker import PlanMaker, as_json, as_yaml
from stemfunds.judging.judge import Judge
from stemfunds.judging.matching import match
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Award, Cents, Charge, Plan
from stemfunds.plan.reader import parse_plan, read_plan
from stemfunds.rulebook.compiled import load_rulebook

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 11, 23)


def main() -> None:
    """Print the figures with what they were measured on; times are those of the processor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=300)
    number = parser.parse_args().plans
    rulebook = load_rulebook()
    words, judge = plan_vocabulary(rulebook), Judge(rulebook)
    documents = list(PlanMaker(rulebook).documents(number))
    as_text = {"json": [as_json(one).encode() for one in documents], "yaml": [as_yaml(one).encode() for one in documents[:40]]}
    size = sum(map(len, as_text["json"])) / number / 1000
    print(f"{len(rulebook.rules)} rules, {len(rulebook.limits)} limits; {number} plans of {size:.0f} KB JSON")

    plans: list[Plan] = []
    for form in ("json", "yaml"):
        texts = as_text[form]
        seconds = _timed(lambda text, form=form: plans.append(parse_plan(text, "plan", form, words)), texts)
        _print(f"read {form}", seconds, len(texts))
    plans = plans[:number]
    charges = sum(len(line.charges) for plan in plans for activity in plan.activities for line in activity.lines)
    half = len(plans) // 2
    first = _timed(lambda plan: judge.judge(plan, AS_OF), plans[:half])
    _print("judge, the first half", first, half)
    rest = _timed(lambda plan: judge.judge(plan, AS_OF), plans[half:])
    _print("judge, the second half", rest, number - half, charges * (number - half) // number)
    again = _timed(lambda plan: judge.judge(plan, AS_OF), plans[half:])
    _print("judge, the second half again", again, number - half, charges * (number - half) // number)

    funds = [fund.id for fund in rulebook.funds.values() if fund.window is not None]
    some = plans[: max(number // 30, 1)]
    lines = sum(len(activity.lines) for plan in some for activity in plan.activities)
    for _ in range(2):
        seconds = _timed(lambda plan: list(match(plan, judge, AS_OF)), some)
    _print(f"match against {len(funds)} funds", seconds, len(some), lines * len(funds))
    urban = read_plan(ROOT / "examples" / "urban" / "plan.yaml", words)
    for name, one in (("urban example", urban), (f"urban, all lines × {len(funds)} funds", _charged_to_all(urban, funds))):
        times = [_timed(lambda plan: judge.judge(plan, AS_OF), [one]) for _ in range(9)]
        _print(name, sorted(times)[4], 1, sum(len(line.charges) for activity in one.activities for line in activity.lines))
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _timed(work: Callable[..., object], subjects: Sequence[object]) -> float:
    start = time.process_time()
    for subject in subjects:
        work(subject)
    return time.process_time() - start


def _print(name: str, seconds: float, plans: int, charges: int = 0) -> None:
    rate = f", {charges / seconds:10,.0f} charges × funds a second" if charges else ""
    print(f"{name:<32} {1000 * seconds / plans:8.2f} ms a plan, {plans / seconds:7,.0f} plans a second{rate}")


def _charged_to_all(plan: Plan, funds: list[str]) -> Plan:
    """The plan with every line shared among one award of every fund."""
    awards = tuple(Award(id=fund, fund=fund, federal_fiscal_year=2026, amount=Cents(10**9)) for fund in funds)
    activities = tuple(
        replace(
            activity,
            lines=tuple(
                replace(line, charges=tuple(Charge(award=fund, amount=Cents(line.amount // len(funds))) for fund in funds))
                for line in activity.lines
            ),
        )
        for activity in plan.activities
    )
    return replace(plan, awards=awards, activities=activities)


if __name__ == "__main__":
    main()
