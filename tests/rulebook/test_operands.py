"""Right sides of comparisons: facts, figures, shares and shifted dates."""

from __future__ import annotations

import pytest

from .conftest import ADVICE, Told


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (
            "{activity.prize: {at_most: award.amont}}",
            'rules/fund.yaml:28:38  unknown fact "award.amont" (did you mean "award.amount"?)',
        ),
        (
            "{activity.prize: {at_most: 5 percent of award.amont}}",
            'rules/fund.yaml:28:38  unknown fact "award.amont" (did you mean "award.amount"?)',
        ),
        (
            "{activity.on: {after: 3 years before award.openz}}",
            'rules/fund.yaml:28:33  unknown fact "award.openz" (did you mean "award.opens"?)',
        ),
        (
            "{activity.prize: {at_most: figure.treshold}}",
            'rules/fund.yaml:28:38  unknown figure "treshold" (did you mean "threshold"?)',
        ),
    ],
)
def test_unknown_names(told: Told, when: str, message: str) -> None:
    """Facts and figures on the right side are checked as well."""
    assert told(ADVICE + when) == message.split("\n")


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (
            "{activity.prize: {at_most: award.awarded_on}}",
            "rules/fund.yaml:28:38  the type of award.awarded_on is date; expected money",
        ),
        (
            "{activity.on: {after: 3 years before award.amount}}",
            "rules/fund.yaml:28:33  the type of award.amount is money; expected date",
        ),
        (
            "{activity.prize: {at_most: district.size}}",
            "rules/fund.yaml:28:38  the type of district.size is number; expected money",
        ),
        ("{activity.prize: {at_most: figure.cap}}", "rules/fund.yaml:28:38  the unit of figure cap is percent; expected money"),
        (
            "{activity.prize: {at_most: figure.threshold percent of award.amount}}",
            "rules/fund.yaml:28:38  the unit of figure threshold is money; expected percent",
        ),
    ],
)
def test_types(told: Told, when: str, message: str) -> None:
    """Amounts of money are compared with amounts of money only, in cents on both sides."""
    assert told(ADVICE + when) == message.split("\n")


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (
            "{activity.prize: {at_most: five percent of award.amount}}",
            'rules/fund.yaml:28:38  "five percent of": expected a number before the word percent',
        ),
    ],
)
def test_a_share_is_a_number_of_percent(told: Told, when: str, message: str) -> None:
    """Words are no numbers."""
    assert told(ADVICE + when) == message.split("\n")
