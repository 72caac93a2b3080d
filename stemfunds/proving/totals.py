"""The totals that tell whether the encoded guidance is proven: what there is, and how much of it the rule tests hold fast."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemfunds.proving.cases import RuleTest
from stemfunds.proving.coverage import Coverage
from stemfunds.proving.letter import letter_coverage
from stemfunds.proving.mutants import Mutant, survivors
from stemfunds.proving.runner import Outcome
from stemfunds.rulebook.model import Rulebook

_WORKED_EXAMPLE = re.compile(r"(worked )?example \d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Total:
    """One total: how many there are, and how many of them are shown."""

    what: str
    shown: int
    of: int

    def __str__(self) -> str:
        share = 100 * self.shown // self.of if self.of else 100
        return f"{self.what:<58} {self.shown:>5} of {self.of:>5}  {share:>3} %"


def totals(rulebook: Rulebook, outcomes: Sequence[Outcome]) -> list[Total]:
    """The totals over rules, tests, the letter and the worked examples, from tests that were run.

    With State packs on top they speak of the packs alone.
    """
    coverage = Coverage(rulebook)
    for outcome in outcomes:
        coverage.add(outcome)
    passed = [outcome for outcome in outcomes if not outcome.failures]
    rules, driven = coverage.rules, coverage.driven
    both = [rule for rule in rules if len(coverage.wanted(rule)) > 1]
    asking = [rule for rule in both if coverage.can_ask(rule)]
    limits = [limit.id for limit in coverage.limits]
    wanted = {name for outcome in passed for name in outcome.test.expected.wants()}
    everything = [*(rule.id for rule in rules), *limits]
    found = [
        Total("rule tests that pass", len(passed), len(outcomes)),
        Total("rules driven to yes", sum("yes" in driven[rule.id] for rule in rules), len(rules)),
        Total("rules with a condition driven to no", sum("no" in driven[rule.id] for rule in both), len(both)),
        Total("rules that can ask driven to unknown", sum("unknown" in driven[rule.id] for rule in asking), len(asking)),
        Total("limits shown met and breached", sum({"met", "breached"} <= driven[name] for name in limits), len(limits)),
        Total("rules and limits whose removal breaks a test", sum(name in wanted for name in everything), len(everything)),
    ]
    return found if rulebook.packs else [*found, *_of_the_guidance(rulebook, outcomes)]


def _of_the_guidance(rulebook: Rulebook, outcomes: Sequence[Outcome]) -> list[Total]:
    letter = letter_coverage(rulebook, outcomes)
    examples = [outcome for outcome in outcomes if _WORKED_EXAMPLE.match(outcome.test.name)]
    return [
        Total("examples of the letter, each way", sum(not one.missing for one in letter), len(letter)),
        Total("worked examples with the sheet's verdict", sum(not one.failures for one in examples), len(examples)),
    ]


def numbers(rulebook: Rulebook, tests: Iterable[RuleTest], one_in: int = 1) -> tuple[Total, list[str]]:
    """How many numbers the tests hold on both sides: moved by one unit up or down, a test fails. And those that are not held.

    With `one_in` 4, a fourth of the numbers is tried, always the same.
    """

    def is_tried(_: object, mutant: Mutant) -> bool:
        return bool(mutant.number) and zlib.crc32(mutant.number.encode()) % one_in == 0

    held: dict[str, bool] = defaultdict(lambda: True)
    for mutant, survived in survivors(rulebook, tests, is_tried):
        held[mutant.number] = held[mutant.number] and not survived
    loose = sorted(number for number, fast in held.items() if not fast)
    return Total("numbers with tests on both sides of the figure", len(held) - len(loose), len(held)), loose
