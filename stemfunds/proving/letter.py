"""Which rule tests show which example of the Dear Colleague Letter.

An example that a district may use is covered when one test shows it paid and another shows it not paid once its
deciding condition fails.
An example that only the State may use is covered when a test shows it refused to a district.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from stemfunds.proving.runner import Outcome
from stemfunds.rulebook.model import LetterExample, Rulebook

_PAID = ("allowable", "allowable-with-conditions")
_STATE_ONLY = "sea"


@dataclass(slots=True)
class ExampleCoverage:
    """The tests of one example, and whether they show all that must be shown."""

    example: LetterExample
    paid: list[Outcome] = field(default_factory=list)
    unpaid: list[Outcome] = field(default_factory=list)

    @property
    def missing(self) -> str:
        """What no passing test shows; empty when the example is covered."""
        wanted = (
            [("refused", self.unpaid)] if self.example.who == _STATE_ONLY else [("paid", self.paid), ("not paid", self.unpaid)]
        )
        return " and ".join(word for word, outcomes in wanted if not any(not outcome.failures for outcome in outcomes))


def letter_coverage(rulebook: Rulebook, outcomes: Iterable[Outcome]) -> list[ExampleCoverage]:
    """The coverage of every example, in the order of the letter."""
    found: dict[str, ExampleCoverage] = {name: ExampleCoverage(example) for name, example in rulebook.letter.items()}
    by_name: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        for name in outcome.test.letter:
            by_name[name].append(outcome)
    for name, coverage in found.items():
        for outcome in by_name[name]:
            (coverage.paid if outcome.test.expected.verdict in _PAID else coverage.unpaid).append(outcome)
    return list(found.values())


def letter_lines(coverage: list[ExampleCoverage], rulebook: Rulebook) -> Iterator[str]:
    """Each example with its grade, what may be said of it, its tests and their results."""
    if rulebook.letter_status:
        yield f"Status of the letter: {rulebook.letter_status}"
    for one in coverage:
        example = one.example
        grade = rulebook.letter_grades.get(example.grade)
        may_say = grade.tool_may_say if grade else ""
        state = f"NO TEST SHOWS IT {one.missing.upper()}" if one.missing else "covered"
        yield f"{example.id:<18} {example.grade:<5} {example.fund:<14} {state}"
        yield f"    {may_say}: {example.paraphrase}" if may_say else f"    {example.paraphrase}"
        for outcome in (*one.paid, *one.unpaid):
            result = "FAILS" if outcome.failures else "passes"
            yield f"    {result}: {outcome.test.file}:{outcome.test.line} {outcome.test.name} ({outcome.test.expected.verdict})"
    covered = sum(not one.missing for one in coverage)
    yield f"{covered} of {len(coverage)} examples of the letter are covered"
