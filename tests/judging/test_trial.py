"""A rule on trial warns: it never refuses, asks or attaches a condition."""

from __future__ import annotations

from datetime import date

import pytest
from tiny import activity, charge_of, judged, line, plan

from stemfunds.judging.result import Finding
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Determination
from stemfunds.rulebook.model import Rulebook

from .conftest import Rules

SAFE = "{id: SF-T, says: Robots are safe., cite: law-1, repair: Make them safe., maturity: trial, must: {activity.safe: yes}}"
UNSAFE = "{id: SF-T, says: No unsafe robots., cite: law-1, repair: Make them safe., maturity: trial, when: {activity.safe: no}}"
KEEP = "{id: SF-T, says: Papers., do: Keep them., cite: law-1, maturity: trial, when: {activity.safe: no}}"
CAP = '{id: SF-T, says: At most $50., repair: R., cite: law-1, maturity: trial, at_most: "50.00", counts: {items: [kits]}}'


def findings(book: Rulebook, **facts: bool) -> list[Finding]:
    """What the rule on trial says of a charge that everything else lets pass."""
    charge = charge_of(book, activity(facts=facts))
    assert (charge.verdict, charge.reason) == (Verdict.ALLOWABLE, None)
    return [finding for finding in charge.findings if finding.rule == "SF-T"]


@pytest.mark.parametrize(
    ("section", "rule", "message"),
    [
        ("requirements", SAFE, "On trial: Robots are safe."),
        ("prohibitions", UNSAFE, "On trial: No unsafe robots."),
        ("conditions", KEEP, "On trial: Papers."),
    ],
)
def test_it_warns_where_it_would_decide(rules: Rules, section: str, rule: str, message: str) -> None:
    """The charge stays allowable; the finding is a warning that says that it is on trial."""
    (finding,) = findings(rules(f"{section}:\n  - {rule}\n"), safe=False)
    assert (finding.verdict, finding.severity, finding.reason, finding.message) == (Verdict.ALLOWABLE, "warning", None, message)


@pytest.mark.parametrize(("section", "rule"), [("requirements", SAFE), ("prohibitions", UNSAFE), ("conditions", KEEP)])
def test_it_asks_nothing(rules: Rules, section: str, rule: str) -> None:
    """An open fact is no question as long as the rule is on trial."""
    found = findings(rules(f"{section}:\n  - {rule}\n"))
    assert [finding.facts_needed for finding in found] == [()]
    assert judged(rules(f"{section}:\n  - {rule}\n")).verdict is Verdict.ALLOWABLE


@pytest.mark.parametrize(("section", "rule"), [("requirements", SAFE), ("prohibitions", UNSAFE), ("conditions", KEEP)])
def test_it_is_silent_where_all_is_well(rules: Rules, section: str, rule: str) -> None:
    """As any other rule."""
    assert findings(rules(f"{section}:\n  - {rule}\n"), safe=True) == []


@pytest.mark.parametrize("stops", ["", ", stops_charges: yes"])
def test_a_cap_on_trial_stops_nothing(rules: Rules, stops: str) -> None:
    """It is measured and warns; neither the plan nor a charge is refused."""
    result = judged(rules(f"limits:\n  - {CAP.replace('}}', '}' + stops + '}')}\n"), line(amount=5_001))
    assert [limit.status for limit in result.limits] == ["breached"]
    assert result.verdict is Verdict.ALLOWABLE
    assert [(finding.rule, finding.severity, finding.reason) for finding in result.findings] == [("SF-T", "warning", None)]


def test_a_cap_on_trial_that_is_kept(rules: Rules) -> None:
    """Nothing is said."""
    result = judged(rules(f"limits:\n  - {CAP}\n"), line(amount=5_000))
    assert ([limit.status for limit in result.limits], result.findings) == (["met"], ())


def test_nobody_refuses_by_a_rule_on_trial(rules: Rules) -> None:
    """A person's no is recorded as a warning."""
    rule = SAFE.replace("maturity", "determinable: yes, maturity")
    no = Determination(rule="SF-T", decision="not-met", reason="looked", author="Sam", date=date(2026, 7, 2))
    charge = charge_of(rules(f"requirements:\n  - {rule}\n"), plan(determinations=(no,)))
    (finding,) = [one for one in charge.findings if one.rule == "SF-T"]
    assert (charge.verdict, finding.severity, finding.determination) == (Verdict.ALLOWABLE, "warning", no)


@pytest.mark.parametrize(("section", "rule"), [("requirements", SAFE), ("prohibitions", UNSAFE)])
def test_settled_it_decides(rules: Rules, section: str, rule: str) -> None:
    """The same rule without the trial refuses."""
    book = rules(f"{section}:\n  - {rule.replace('maturity: trial', 'maturity: settled')}\n")
    assert charge_of(book, activity(facts={"safe": False})).verdict is Verdict.NOT_ALLOWABLE
