"""The rule tests that stand beside the rules, run once, and the totals over them: each of them is all that there is."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from strategies import federal_with

from stemfunds.proving.calculator_cases import holds_cases
from stemfunds.proving.cases import RuleTest
from stemfunds.proving.coverage import Coverage
from stemfunds.proving.letter import letter_coverage
from stemfunds.proving.lint import remarks
from stemfunds.proving.runner import Outcome, gather_tests, run_tests
from stemfunds.proving.totals import Total, numbers, totals
from stemfunds.rulebook.files import test_paths as paths_of_tests
from stemfunds.rulebook.find import rules_folder
from stemfunds.rulebook.model import Rulebook

RULES = rules_folder()
FILES = [path.relative_to(RULES).as_posix() for path in paths_of_tests(RULES) if not holds_cases(path.read_bytes())]
PACKS = sorted((RULES.parent / "examples" / "state-packs").glob("*"))
LETTER_EXAMPLES = 73
SHEETS = 17


@pytest.fixture(scope="module")
def tests(federal: Rulebook) -> list[RuleTest]:
    """All rule tests that stand beside the rules."""
    found, problems = gather_tests([RULES], federal)
    assert [str(problem) for problem in problems] == []
    return found


@pytest.fixture(scope="module")
def outcomes(federal: Rulebook, tests: list[RuleTest]) -> list[Outcome]:
    """What becomes of them."""
    return list(run_tests(tests, federal))


@pytest.fixture(scope="module")
def by_file(outcomes: list[Outcome]) -> dict[str, list[Outcome]]:
    """The same by the file in which the tests stand."""
    found = defaultdict(list)
    for outcome in outcomes:
        found[outcome.test.file.removeprefix(f"{RULES.name}/")].append(outcome)
    return found


@pytest.fixture(scope="module")
def found(federal: Rulebook, outcomes: list[Outcome]) -> dict[str, Total]:
    """The totals by what they count."""
    return {total.what: total for total in totals(federal, outcomes)}


def failures(outcomes: list[Outcome]) -> list[str]:
    """What came out otherwise than its test says."""
    return [f"{one.test.file}:{one.test.line}  {one.test.name}: {'; '.join(one.failures)}" for one in outcomes if one.failures]


@pytest.mark.parametrize("name", FILES)
def test_the_rules_decide_as_their_tests_say(name: str, by_file: dict[str, list[Outcome]]) -> None:
    """Every test of the file comes out with its verdict, by the rule that it names."""
    assert failures(by_file[name]) == []
    assert by_file[name] != []


def test_every_rule_decides_each_way_that_it_can(federal: Rulebook, outcomes: list[Outcome]) -> None:
    """No rule is dead or untested: each is driven to yes and to no, and each limit is shown met and breached."""
    coverage = Coverage(federal)
    for outcome in outcomes:
        coverage.add(outcome)
    assert list(coverage.gaps()) == []


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_shipped_state_packs_decide_as_their_tests_say(folder: Path) -> None:
    """Each pack alone on top of the federal rules."""
    rulebook = federal_with(folder)
    tests, problems = gather_tests([folder], rulebook)
    assert [str(problem) for problem in problems] == []
    assert failures(list(run_tests(tests, rulebook))) == []


def test_every_total_is_all(found: dict[str, Total]) -> None:
    """Tests pass; rules go each way; limits are met and breached; nothing can be removed unseen."""
    assert [str(total) for total in found.values() if total.shown != total.of] == []
    assert [what for what, total in found.items() if total.of == 0] == []


def test_the_totals_are_about_all_rules(found: dict[str, Total], federal: Rulebook) -> None:
    """One hundred percent of the whole rulebook, not of a part."""
    assert found["rules driven to yes"].of == len(federal.rules)
    assert found["limits shown met and breached"].of == len(federal.limits)
    assert found["rules and limits whose removal breaks a test"].of == len(federal.rules) + len(federal.limits)


def test_every_example_of_the_letter_is_covered(federal: Rulebook, outcomes: list[Outcome]) -> None:
    """Paid and not paid, or refused to a district where only the State may use it."""
    shown = letter_coverage(federal, outcomes)
    assert [(one.example.id, one.missing) for one in shown if one.missing] == []
    assert len(shown) == LETTER_EXAMPLES


def test_numbers_are_held_on_both_sides(federal: Rulebook, tests: list[RuleTest]) -> None:
    """A figure or bound, moved by one unit up or down, breaks a test; `rulebook coverage --numbers` tries them all."""
    total, loose = numbers(federal, tests, one_in=5)
    assert loose == []
    assert total.of > 20


def test_lint_has_nothing_to_mend(federal: Rulebook, tests: list[RuleTest]) -> None:
    """Every rule is reached, tested and helpful; every fact and definition is used."""
    assert [str(remark) for remark in remarks(federal, tests) if remark.severity == "warning"] == []


def test_every_row_of_every_sheet_is_accounted_for(federal: Rulebook) -> None:
    """Encoded by something, or not a rule for a reason; no row stands twice in its sheet."""
    assert len(federal.sheets) == SHEETS
    for sheet in federal.sheets.values():
        names = [row.row for row in sheet.rows]
        assert names != []
        assert sorted(set(names)) == sorted(names), sheet.id


def test_every_letter_example_rests_on_a_rule(federal: Rulebook) -> None:
    """Each stands in the account of its sheet or supports an authority, and its grade is known."""
    supported = {name for rule in federal.rules.values() for name in rule.supported_by}
    encoded = {name for sheet in federal.sheets.values() for row in sheet.rows for name in row.encoded_by}
    assert set(federal.letter) - supported - encoded == set()
    assert {example.grade for example in federal.letter.values()} <= set(federal.letter_grades)
