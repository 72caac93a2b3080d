"""What a call asks of an assignment, and what is said of mistakes in it."""

from __future__ import annotations

import pytest

from stemfunds.braiding.request import RequestError, request_of

from .small import club, cost, small_plan

PLAN = small_plan(club(cost("kits", 300), cost("parts", 20)))


def test_words_become_a_request() -> None:
    request = request_of(PLAN, ["A-kits"], ["stem-fund:kits"], ["ROBOT=1,250.50"], ["HOME:parts"], optimistic=True)
    assert request.kept == {"kits", "parts"}
    assert request.barred == {("kits", "STEM")}
    assert request.at_most == {"ROBOT": 125_050}
    assert request.why == (("HOME", "parts"),)
    assert request.optimistic


def test_all_mistakes_are_told_at_once_with_the_nearest_right_name() -> None:
    with pytest.raises(RequestError) as raised:
        request_of(PLAN, ["kit"], ["stem-found:kits", "HOME"], ["ROBOTS=5.00", "ROBOT=many", "ROBOT"], ["HOME:part"])
    assert raised.value.messages == (
        '--keep: the plan has no activity and no line "kit" (did you mean "kits"?)',
        '--not: the plan has no award and no fund "stem-found" (did you mean "stem-fund"?)',
        '--not "HOME": expected FUND:LINE, such as title-iv-a:A1-fees, or AWARD:LINE',
        '--at-most: the plan has no award "ROBOTS" (did you mean "ROBOT"?)',
        '--at-most "ROBOT=many": expected AWARD=AMOUNT, such as IVA-26=25000.00',
        '--at-most "ROBOT": expected AWARD=AMOUNT, such as IVA-26=25000.00',
        '--why: the plan has no line "part" (did you mean "parts"?)',
    )
