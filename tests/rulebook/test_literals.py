"""Literal values, typed by the fact that receives them."""

from __future__ import annotations

import pytest

from .conftest import ADVICE, Told


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (
            "{activity.organizer: non-profit}",
            (
                'rules/fund.yaml:28:32  activity.organizer "non-profit": expected one of nonprofit, company, city (did '
                'you mean "nonprofit"?)'
            ),
        ),
        (
            "{activity.organizer: [nonprofit, compny]}",
            (
                'rules/fund.yaml:28:44  activity.organizer "compny": expected one of nonprofit, company, city (did you '
                'mean "company"?)'
            ),
        ),
        (
            "{activity.groups: {includes: [homless]}}",
            (
                'rules/fund.yaml:28:41  activity.groups "homless": expected one of low-income, homeless, all (did you '
                'mean "homeless"?)'
            ),
        ),
        ("{activity.safe: true}", 'rules/fund.yaml:28:27  activity.safe "true": expected yes or no'),
        ("{activity.prize: {at_most: 12,5OO}}", 'rules/fund.yaml:28:41  unknown comparison "5OO"'),
        (
            "{activity.on: {before: 2026-02-30}}",
            'rules/fund.yaml:28:34  "activity.on": "2026-02-30" is not a date; expected year-month-day, such as 2026-07-01',
        ),
        ("{district.size: {at_most: many}}", 'rules/fund.yaml:28:37  district.size "many": expected a number'),
    ],
)
def test_values_that_do_not_fit(told: Told, when: str, message: str) -> None:
    """A value is one of the fact's choices, an amount, a number or a date."""
    assert told(ADVICE + when) == message.split("\n")
