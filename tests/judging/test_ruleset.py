"""Which rules bear on a charge, and what they are about."""

from __future__ import annotations

from datetime import date

import pytest
from tiny import activity, award, charge_of, line, plan, rules_of

from stemfunds.judging.ruleset import is_in_force
from stemfunds.plan.model import Cents, Charge

from .conftest import Rules


@pytest.mark.parametrize(
    ("rule", "scope"),
    [
        ("when: {line.approved: yes}", "charge"),
        ("for: {items: [kits]}", "charge"),
        ("when: {activity.safe: yes}", "activity"),
        ("for: {kinds: [robotics]}, when: {plan.consulted: yes}", "activity"),
        ("when: {some: {schools: {school.status: served}}}", "activity"),
        ("when: {award.opened: yes, plan.consulted: yes}", "award"),
        ("when: {plan.consulted: yes}", "plan"),
        ("when: {district.size: {at_least: 5}}", "plan"),
        ("when: {holds: nonprofit-run}", "activity"),
    ],
)
def test_the_narrowest_scope(rules: Rules, rule: str, scope: str) -> None:
    """A rule about the plan is said once for the plan, one about a line once a line."""
    book = rules(f"prohibitions:\n  - {{id: SF-P, says: No., cite: law-1, {rule}}}\n")
    found = [finding.scope for finding in charge_of(book).findings if finding.rule == "SF-P"]
    assert found == [scope]


def test_a_fund_has_its_rules_and_those_that_it_follows(rules: Rules) -> None:
    """The fund's own and the framework's; nothing of other funds."""
    other = (
        "fund: other\nname: O\nshort: O\npurpose: P\nfollows: []\nindirect_rate: none\n"
        "authorities:\n  - {id: O-ALL, says: S., cite: law-1}\n"
        "prohibitions:\n  - {id: O-NONE, says: S., cite: law-1}\n"
    )
    book = rules("prohibitions:\n  - {id: SF-NONE, says: S., cite: law-1}\n", ("other.yaml", "", other))
    teachers = activity(line(item="teachers", charges=(Charge(award="A", amount=Cents(10_000)),)))
    found = {
        fund: set(rules_of(charge_of(book, plan(teachers, awards=(award(id="A", fund=fund),)))))
        for fund in ("stem-fund", "other")
    }
    assert found == {"stem-fund": {"SF-NONE", "F-NECESSARY"}, "other": {"O-NONE"}}


@pytest.mark.parametrize(
    ("since", "until", "awarded_on", "in_force"),
    [
        (None, None, date(2026, 1, 1), True),
        ("2026-01-01", None, date(2026, 1, 1), True),
        ("2026-01-02", None, date(2026, 1, 1), False),
        (None, "2026-01-01", date(2025, 12, 31), True),
        (None, "2026-01-01", date(2026, 1, 1), False),
        (None, "2026-01-01", None, False),
        ("2026-01-01", None, None, True),
    ],
)
def test_in_force(since: str | None, until: str | None, awarded_on: date | None, in_force: bool) -> None:
    """From its first day, until the day before its end; an award without a date falls under today's law."""
    assert is_in_force(since, until, awarded_on) is in_force
