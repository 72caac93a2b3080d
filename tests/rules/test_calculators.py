"""The calculators of the federal rules: golden cases, their sources, and that no percentage stands in two places."""

from __future__ import annotations

import re

import pytest

from stemfunds.calculate.answers import example_answers
from stemfunds.calculate.engine import work_out
from stemfunds.calculate.figures import percent_on
from stemfunds.judging.vocabulary import fund_names
from stemfunds.proving.calculator_cases import Case, failures, gather_cases
from stemfunds.rulebook.calculator_steps import steps_by_limit
from stemfunds.rulebook.find import rules_folder
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.terms import FactRef, FigureRef

WANTED = {
    "title-i-reservations", "equitable-services-i-a", "equitable-services-per-pupil", "transferability", "title-i-carryover",
    "iv-a-shares", "idea-proportionate-share", "idea-ceis", "perkins-admin", "21st-cclc", "indirect-cost", "obligation-window",
}  # fmt: skip
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
    assert published >= WANTED - {"perkins-admin", "idea-proportionate-share"}
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


def test_every_limit_with_a_share_that_a_calculator_works_out_is_covered(federal: Rulebook) -> None:
    """The limits that no calculator names are those of sums that no calculator has."""
    known = steps_by_limit(federal.calculators)
    assert set(federal.limits) - set(known) == {
        "BF-OVER-AWARD", "IDEA-SCHOOLWIDE-CEILING", "IDEA-PRIVATE-SHARE", "IDEA-PRIVATE-SHARE-LEFT",
        "ARP-RESERVE-20", "DSS-OUTREACH-1", "DSS-ADMINISTRATION-2", "T1D-TRANSITION-15",
        "T1D-TRANSITION-30", "T3A-ADMIN-2",
    }  # fmt: skip


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
