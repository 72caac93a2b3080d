"""Rules that are asked of a whole read only what is known of the whole."""

from __future__ import annotations

import pytest

from .conftest import Told

ADVICE = "advice:\n  - id: SF-A\n    says: S.\n    cite: law-1\n    severity: note\n"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("    per: award\n    when: {line.approved: no}\n", "SF-A is asked once per award, where line.approved is not known"),
        ("    per: activity\n    weigh: [award.charged]\n", "SF-A is asked once per activity, where award.charged is not known"),
        (
            "    per: plan\n    when: {plan.consulted: no}\n    unless: {holds: nonprofit-run}\n",
            "SF-A is asked once per plan, where activity.organizer is not known",
        ),
        (
            "    per: award\n    when: {not: {award.amount: {at_least: figure.threshold}}}\n    weigh: [line.item, figure.cap]\n",
            "SF-A is asked once per award, where line.item is not known",
        ),
    ],
)
def test_what_is_not_known_of_a_whole(more: str, message: str, told: Told) -> None:
    """Directly, through a definition, and in what is only told."""
    assert told(ADVICE + more) == [f"rules/fund.yaml:24:5  {message}"]


def test_a_whole_has_no_kind_or_item(told: Told) -> None:
    """It has many of them; which is meant would be nobody's guess."""
    assert told(ADVICE + "    per: plan\n    for: {items: [kits]}\n") == [
        "rules/fund.yaml:29:10  SF-A is asked once per plan; it can choose funds, but no kinds, items or objects"
    ]


def test_only_advice_is_asked_of_a_whole(told: Told) -> None:
    """What refuses money refuses a charge."""
    rule = "prohibitions:\n  - id: SF-P\n    says: S.\n    cite: law-1\n    per: award\n"
    assert told(rule)[0].startswith('rules/fund.yaml:27:5  unknown key "per" in a rule of prohibitions')
    assert told(ADVICE + "    per: school\n") == [
        'rules/fund.yaml:28:10  per "school": expected one of activity, award, charge, plan'
    ]
