"""How well the rule tests watch the rules: every rule is changed a little, and the tests must notice.

Run it with:  python benchmarks/mutation.py [--jobs 2] [--only PART-OF-A-RULE-ID]
It prints the share of mutants that were caught, and the survivors. The reasons for those that are accepted
stand in benchmarks/mutation-survivors.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from stemfunds.proving.mutants import survivors
from stemfunds.proving.runner import gather_tests
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.find import rules_folder

AIM = 0.95


def main() -> int:
    """Run all mutants and print the result; the status is 1 below the aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="only rules, limits and figures whose id contains this")
    arguments = parser.parse_args()
    with ProcessPoolExecutor(arguments.jobs) as pool:
        parts = pool.map(_part, [(number, arguments.jobs, arguments.only) for number in range(arguments.jobs)])
        results = [result for part in parts for result in part]
    lost = [(changed, change) for changed, change, survived in results if survived]
    for changed, change in sorted(lost):
        print(f"survived: {changed}: {change}")
    caught = len(results) - len(lost)
    print(f"{caught} of {len(results)} mutants caught ({caught / max(len(results), 1):.1%}), aim {AIM:.0%}")
    print("most survivors:", ", ".join(f"{name} {count}" for name, count in Counter(name for name, _ in lost).most_common(12)))
    return 0 if caught >= AIM * len(results) else 1


def _part(task: tuple[int, int, str]) -> list[tuple[str, str, bool]]:
    """Every n-th mutant, so that the work is shared evenly."""
    number, of, only = task
    rulebook = load_rulebook()
    tests, _ = gather_tests([rules_folder()], rulebook)
    found = survivors(rulebook, tests, lambda index, mutant: index % of == number and only in mutant.changed)
    return [(mutant.changed, mutant.change, survived) for mutant, survived in found]


if __name__ == "__main__":
    sys.exit(main())
