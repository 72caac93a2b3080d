"""How long the best assignment of costs to awards takes, and how well it is proved, at 10, 60 and 300 lines.

The plans are made of the lines of the urban example, as often as it takes, with awards that cannot pay for all of it: the search
has to choose. Run it with:  python -m benchmarks.braid [10 60 300]
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from stemfunds.braiding.braider import Braider
from stemfunds.braiding.reasons import Reasons
from stemfunds.braiding.report import report_of
from stemfunds.braiding.request import Request
from stemfunds.braiding.trial import lines_of
from stemfunds.interface import load_plan, load_rulebook
from stemfunds.judging.judge import Judge
from stemfunds.plan.model import Activity, Cents, Line, Plan

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 11, 23)
_COVERED = 80
"""The awards have so many percent of what the plan costs."""


def main() -> None:
    """Print times of the processor, with how far each goal is proved."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", type=int, nargs="*", default=[10, 60, 300])
    sizes = parser.parse_args().lines
    rulebook = load_rulebook()
    judge, example = Judge(rulebook), load_plan(ROOT / "examples" / "urban" / "plan.yaml", rulebook)
    for size in sizes:
        plan = plan_of(example, size)
        begun = time.process_time()
        braider = Braider(plan, judge, AS_OF, Request())
        proposal = braider.propose()
        proposed = time.process_time()
        report_of(braider, proposal, Reasons(braider, proposal))
        told = time.process_time()
        program = braider.program
        print(
            f"{size} lines, {len(plan.awards)} awards: {len(program.columns.upper)} columns, {len(program.lines)} rows; "
            f"proposal {proposed - begun:.2f} s, with reasons {told - begun:.2f} s; {len(proposal.unpaid)} unpaid"
        )
        for one in proposal.reached:
            proof = "proved" if one.is_proved else "not proved"
            print(f"    {one.name}: {one.reached:,.2f}, gap {abs(one.possible - one.reached):,.2f}, {proof}")


def plan_of(example: Plan, size: int) -> Plan:
    """A plan of so many lines, whose awards have less than it costs."""
    activities: list[Activity] = []
    left, number = size, 0
    while left:
        number += 1
        for activity in example.activities:
            lines = tuple(_renamed(line, number) for line in activity.lines[:left])
            if lines:
                activities.append(replace(activity, id=f"{activity.id}-{number}", lines=lines))
                left -= len(lines)
    plan = replace(example, activities=tuple(activities), determinations=(), explanations=())
    available = sum(award.available for award in plan.awards)
    awards = []
    for award in plan.awards:
        amount = Cents(award.available * plan.total * _COVERED // 100 // available)
        paid = {"carryover": amount} if award.is_carryover else {"amount": amount}
        awards.append(replace(award, **paid, transferred_in=Cents(0), transferred_out=Cents(0), budgeted=None))
    assert len(lines_of(plan)) == size
    return replace(plan, awards=tuple(awards))


def _renamed(line: Line, number: int) -> Line:
    fringe = line.fringe and replace(line.fringe, base_lines=tuple(f"{base}-{number}" for base in line.fringe.base_lines))
    return replace(line, id=f"{line.id}-{number}", fringe=fringe)


if __name__ == "__main__":
    main()
