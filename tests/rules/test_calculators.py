"""The calculators of the federal rules: golden cases, their sources, and that no percentage stands in two places."""

from __future__ import annotations

import re

import msgspec
import pytest

from stemfunds.calculate.answers import example_answers
from stemfunds.calculate.engine import work_out
from stemfunds.calculate.figures import percent_on
from stemfunds.judging.vocabulary import fund_names
from stemfunds.proving.calculator_cases import Case, failures, gather_cases
from stemfunds.proving.one_place import twice_or_nowhere
from stemfunds.rulebook.calculator_steps import steps_by_limit
from stemfunds.rulebook.find import rules_folder
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.terms import FactRef, FigureRef

WANTED = {
    "title-i-reservations", "equitable-services-i-a", "equitable-services-per-pupil", "transferability", "title-i-carryover",
    "iv-a-shares", "idea-proportionate-share", "idea-ceis", "perkins-admin", "21st-cclc", "indirect-cost", "obligation-window",
    "idea-schoolwide", "iii-a-admin", "direct-student-services", "i-d-transition", "arp-esser-reserve",
}  # fmt: skip  # a row of a table stays one line
PLAIN_NUMBERS = {"0", "100", "30"}
"""What steps may hold as a number: nothing, the whole, and the 30 days of a transfer's notice, which are no percentage."""


@pytest.fixture(scope="module")
def cases(federal: Rulebook) -> list[Case]:
    """All cases that stand beside the calculators."""
    found, problems = gather_cases([rules_folder()], federal)
    assert [str(problem) for problem in problems] == []
    return found


def test_every_case_comes_out(federal: Rulebook, cases: list[Case]) -> None:
    """Each value of each case, to the cent, or to the dollar where its source rounds so."""
    assert {f"{case.calculator}: {case.name}": failures(case, federal) for case in cases if failures(case, federal)} == {}


def test_every_calculator_is_there_and_proven(federal: Rulebook, cases: list[Case]) -> None:
    """None is missing, and none stands without a case."""
    assert set(federal.calculators) >= WANTED
    assert set(federal.calculators) == {case.calculator for case in cases}


def test_most_calculators_rest_on_published_examples(cases: list[Case]) -> None:
    """A case names its source or says that it is its own; no source is told in a word."""
    published = {case.calculator for case in cases if case.source}
    own = {"perkins-admin", "idea-proportionate-share", "idea-schoolwide", "iii-a-admin", "direct-student-services"}
    assert published >= WANTED - own - {"arp-esser-reserve"}
    assert all(len(case.source.split()) > 3 for case in cases if case.source)


def test_every_example_is_worked_out_to_its_result(federal: Rulebook) -> None:
    """`--example` shows the value that the calculator is about."""
    for calculator in federal.calculators.values():
        sheet = work_out(calculator, example_answers(calculator, fund_names(federal)).answers(), federal)
        result = sheet.row(calculator.result)
        assert result is not None, calculator.id
        assert result.value is not None, calculator.id


def test_the_percentage_of_a_covered_limit_stands_in_one_place(federal: Rulebook) -> None:
    """A calculator takes the percentage of a limit from the limit, and has neither the figure nor the number itself."""
    covered = {name for name, (_, letter) in steps_by_limit(federal.calculators).items() if letter}
    assert len(covered) >= 11
    bounds = {limit.bound.figure for limit in federal.limits.values() if isinstance(limit.bound, FigureRef)}
    for calculator in federal.calculators.values():
        for step in calculator.steps:
            place = f"{calculator.id} {step.letter}"
            assert step.figure not in bounds, place
            plain = {name for name in step.arguments if re.fullmatch(r"-?[0-9.]+", name)}
            assert plain <= PLAIN_NUMBERS, place


def test_every_limit_has_its_calculator_or_says_why_it_needs_none(federal: Rulebook) -> None:
    """Only limits that multiply nothing go without; `rulebook lint` holds every new one to it."""
    assert list(twice_or_nowhere(federal)) == []
    known = steps_by_limit(federal.calculators)
    assert set(federal.limits) - set(known) == {"BF-OVER-AWARD", "IDEA-PRIVATE-SHARE-LEFT"}


def test_a_transfer_moves_the_limit_and_the_worksheet_alike(federal: Rulebook) -> None:
    """The base of the carryover limit, and of each share of Title I-A, is the sum that the calculators show."""
    for name in ("T1A-CARRYOVER-15", "T1A-FAMILY-1", "T1A-INCENTIVES-5", "T1A-CHOICE-TRANSPORT-5"):
        limit = federal.limits[name]
        assert limit.base == FactRef("award.with_transfers_in")
        elsewhere = msgspec.structs.replace(limit, base=FactRef("award.amount"))
        changed = msgspec.structs.replace(federal, limits=federal.limits | {name: elsewhere})
        assert [found.id for found, _ in twice_or_nowhere(changed)] == [name]


def test_the_facts_that_calculators_give_are_their_steps(federal: Rulebook) -> None:
    """No sum of a plan stands in a worksheet and in a fact of its own."""
    given = {fact.id: [f"{one.calculator} {one.step}" for one in fact.worked_out] for fact in federal.facts.values()}
    assert {name: steps for name, steps in given.items() if steps} == {
        "award.with_transfers_in": ["title-i-carryover C"],
        "award.after_transfers": ["iv-a-shares A5"],
        "award.proportionate_share": ["idea-proportionate-share A6", "idea-proportionate-share B6"],
        "district.part_b_schoolwide_ceiling": ["idea-schoolwide E"],
    }


def test_both_uses_of_a_limit_read_the_same_figure(federal: Rulebook) -> None:
    """What the worksheet multiplies by is what the judge multiplies by."""
    for name, (_, letter) in steps_by_limit(federal.calculators).items():
        limit = federal.limits[name]
        if letter:
            assert not isinstance(limit.bound, FactRef)
            assert percent_on(limit, federal, None) > 0


def test_the_restricted_cap_of_a_subaward_is_that_of_modified_total_direct_costs(federal: Rulebook) -> None:
    """34 CFR 76.569 refers to the amount of 2 CFR 200.1, so the two figures agree from its date on."""
    by_date = {
        name: {value.since: value.value for value in federal.figures[name].values}
        for name in ("restricted_subaward_cap", "mtdc_subaward_cap")
    }
    restricted, modified = by_date["restricted_subaward_cap"], by_date["mtdc_subaward_cap"]
    assert restricted["2024-10-01"] == modified["2024-10-01"]
    assert restricted["2024-09-30"] == modified["2014-12-26"]


def test_what_one_area_leaves_is_the_rest_of_the_whole(federal: Rulebook) -> None:
    """Title IV-A states the share of an area and of all others; together they are the whole."""
    share, rest = (federal.figures[name].values[0].value for name in ("ssae_area_share", "ssae_rest_of_award"))
    assert int(share) + int(rest) == 100
