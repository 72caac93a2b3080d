"""The rule tests that stand beside the rules, run by pytest as well: one test for each file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from strategies import federal_rulebook

from stemfunds.proving.calculator_cases import holds_cases
from stemfunds.proving.coverage import Coverage
from stemfunds.proving.runner import Outcome, gather_tests, run_tests
from stemfunds.rulebook.files import test_paths as paths_of_tests
from stemfunds.rulebook.find import rules_folder
from stemfunds.rulebook.model import Rulebook

RULES = rules_folder()
FILES = [path.relative_to(RULES).as_posix() for path in paths_of_tests(RULES) if not holds_cases(path.read_bytes())]


@cache
def outcomes_of(name: str) -> tuple[Outcome, ...]:
    """What became of the tests of one file; a mistake in the file is shown as it is."""
    tests, problems = gather_tests([RULES], federal_rulebook(), [f"{RULES.name}/{name}"])
    assert [str(problem) for problem in problems] == []
    return tuple(run_tests(tests, federal_rulebook()))


@pytest.mark.parametrize("name", FILES)
def test_the_rules_decide_as_their_tests_say(name: str) -> None:
    """Every test of the file comes out with its verdict, by the rule that it names."""
    failed = [
        f"{outcome.test.file}:{outcome.test.line}  {outcome.test.name}: {'; '.join(outcome.failures)}"
        for outcome in outcomes_of(name)
        if outcome.failures
    ]
    assert failed == []
    assert outcomes_of(name) != ()


def test_every_rule_decides_each_way_that_it_can(federal: Rulebook) -> None:
    """No rule is dead or untested: each is driven to yes and to no, and each limit is shown met and breached."""
    coverage = Coverage(federal)
    for name in FILES:
        for outcome in outcomes_of(name):
            coverage.add(outcome)
    assert list(coverage.gaps()) == []


@pytest.mark.parametrize("folder", sorted((RULES.parent / "examples" / "state-packs").glob("*")), ids=lambda folder: folder.name)
def test_shipped_state_packs_decide_as_their_tests_say(folder: Path) -> None:
    """Each pack alone on top of the federal rules."""
    from stemfunds.rulebook.loader import load_rulebook_folder

    rulebook = load_rulebook_folder(RULES, [folder])
    tests, problems = gather_tests([folder], rulebook)
    assert [str(problem) for problem in problems] == []
    assert [(one.test.name, one.failures) for one in run_tests(tests, rulebook) if one.failures] == []
