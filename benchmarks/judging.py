"""How fast the rules are applied: charges × funds per second, reading and writing left out.

Every line of an example is judged against every federal fund, as `match` will do, and then whole plans are
judged as they were charged.
Run it with:  python benchmarks/judging.py
"""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from stemfunds.judge.judge import Judge
from stemfunds.judge.vocabulary import plan_vocabulary
from stemfunds.plan.model import Award, Cents, Charge, Plan
from stemfunds.plan.reader import read_plan
from stemfunds.rulebook.compiled import load_rulebook

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 11, 23)
ROUNDS = 7


def main() -> None:
    """Print the two figures with what they were measured on."""
    started = time.perf_counter()
    rulebook = load_rulebook()
    loaded = time.perf_counter()
    plan = read_plan(ROOT / "examples" / "urban" / "plan.yaml", plan_vocabulary(rulebook))
    read = time.perf_counter()
    judge = Judge(rulebook)
    print(f"rulebook loaded in {(loaded - started) * 1000:.0f} ms ({len(rulebook.rules)} rules, {len(rulebook.limits)} limits)")
    print(f"plan read in {(read - loaded) * 1000:.0f} ms ({sum(len(a.lines) for a in plan.activities)} lines)")
    funds = [fund for fund in rulebook.funds.values() if fund.window is not None]
    everywhere = _charged_to_all(plan, [fund.id for fund in funds])
    for name, one in (("as charged", plan), (f"every line against {len(funds)} funds", everywhere)):
        charges = sum(len(line.charges) for activity in one.activities for line in activity.lines)
        seconds = _median_seconds(judge, one)
        print(f"{name}: {charges} charges in {seconds * 1000:.1f} ms, {charges / seconds:,.0f} charges × funds per second")


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


def _median_seconds(judge: Judge, plan: Plan) -> float:
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        judge.judge(plan, AS_OF)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


if __name__ == "__main__":
    main()
