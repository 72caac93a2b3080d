"""What people decide: judgements, determinations of rules, and determinations that do not count."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tiny import AS_OF, activity, charge_of, judged, line, plan

from stemfunds.judging.judge import Judge
from stemfunds.judging.matching import match, match_in_short
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Determination

from .conftest import REQUIREMENT, Rules

OK, CONDITIONS, OPEN, REFUSED = Verdict

PROHIBITION = """\
prohibitions:
  - {id: SF-P, says: No companies., when: {activity.organizer: company}, cite: law-1 (p)}
"""
JUDGEMENT = """\
judgements:
  - {id: SF-J, says: It is fair., applies: {activity.organizer: company}, weigh: [activity.prize, activity.safe], cite: law-1}
"""
DECIDED: list[tuple[dict[str, object], bool, Verdict]] = [
    ({"organizer": "company"}, True, OK),
    ({"organizer": "company"}, False, REFUSED),
    ({"organizer": "city"}, False, OK),
    ({}, True, OK),
    ({}, False, OPEN),
]
"""What is known of an activity, whether a person says yes to its judgement, and the verdict."""


def decision(rule: str = "SF-J", met: bool = True, **fields: Any) -> Determination:
    """A person's written decision of July 2, 2026."""
    usual: dict[str, Any] = {"reason": "three quotes", "author": "Mei Tanaka", "date": date(2026, 7, 2)}
    return Determination(rule=rule, decision="met" if met else "not-met", **{**usual, **fields})


def test_a_judgement_shows_figures_and_decides_nothing(rules: Rules) -> None:
    """The tool weighs nothing: it shows what is known."""
    charge = charge_of(rules(JUDGEMENT), activity(facts={"organizer": "company", "prize": 50_000}))
    (finding,) = charge.findings
    assert (charge.verdict, finding.severity, finding.weigh) == (OK, "note", (("activity.prize", "$500.00"),))


def test_a_rule_tells_the_figures_behind_it(rules: Rules) -> None:
    """The reader sees the district's own figures and the law's; what is unknown is left out."""
    weighed = PROHIBITION.replace("cite:", "weigh: [activity.prize, activity.safe, figure.threshold], cite:")
    (finding,) = charge_of(rules(weighed), activity(facts={"organizer": "company", "prize": 50_000})).findings
    assert finding.message == "No companies. Here: prize $500.00; threshold $100.00."
    assert finding.weigh == (("activity.prize", "$500.00"), ("figure.threshold", "$100.00"))


def test_a_judgement_that_is_not_triggered_is_silent(rules: Rules) -> None:
    """Nothing is asked of a person without need."""
    assert charge_of(rules(JUDGEMENT), activity(facts={"organizer": "city"})).findings == ()


@pytest.mark.parametrize(("facts", "met", "verdict"), DECIDED)
def test_a_determination_decides_a_judgement(rules: Rules, facts: dict[str, object], met: bool, verdict: Verdict) -> None:
    """A person's no refuses wherever the judgement is called for, and waits where that is open."""
    decided = plan(activity(facts=facts), determinations=(decision(met=met),))
    assert charge_of(rules(JUDGEMENT), decided).verdict is verdict


@pytest.mark.parametrize(("facts", "met", "verdict"), DECIDED)
def test_it_decides_for_every_fund_that_is_tried(rules: Rules, facts: dict[str, object], met: bool, verdict: Verdict) -> None:
    """In whole and in short, as a batch asks."""
    judge, decided = Judge(rules(JUDGEMENT)), plan(activity(facts=facts), determinations=(decision(met=met),))
    whole = {one.fund: one.verdict for one in next(match(decided, judge, AS_OF)).answers}
    assert {one.fund: one.verdict for _, one in match_in_short(decided, judge, AS_OF)} == whole
    assert whole[charge_of(judge.rulebook, decided).fund] is verdict


def test_a_determination_is_told_with_its_author(rules: Rules) -> None:
    """The person's reason stands in the finding, and the decision is counted apart."""
    result = judged(rules(JUDGEMENT), plan(activity(facts={"organizer": "company"}), determinations=(decision(),)))
    (finding,) = result.activities[0].lines[0].charges[0].findings
    assert finding.message == "It is fair. Mei Tanaka determined on 2026-07-02: met, three quotes."
    assert (finding.determination, result.determinations) == (decision(), 1)


DETERMINABLE = f"{REQUIREMENT}    determinable: yes\n"


@pytest.mark.parametrize(
    ("facts", "met", "verdict"),
    [
        ({"organizer": "company", "safe": False}, True, OK),
        ({"organizer": "company"}, True, OK),
        ({}, True, OK),
        ({"organizer": "company", "safe": True}, False, REFUSED),
        ({"organizer": "company"}, False, REFUSED),
        ({"organizer": "city", "safe": True}, False, OK),
        ({}, False, OPEN),
    ],
)
def test_a_determination_of_a_requirement(rules: Rules, facts: dict[str, object], met: bool, verdict: Verdict) -> None:
    """A yes sets it aside, a no stands against the facts, and one more fact never turns either around."""
    decided = plan(activity(facts=facts), determinations=(decision("SF-R", met),))
    assert charge_of(rules(DETERMINABLE), decided).verdict is verdict


def test_some_rules_no_person_can_set_aside(rules: Rules) -> None:
    """The determination does not count, and that is told."""
    result = judged(rules(PROHIBITION), plan(activity(facts={"organizer": "company"}), determinations=(decision("SF-P"),)))
    assert result.activities[0].verdict is REFUSED
    assert [(finding.rule, finding.severity) for finding in result.findings] == [("DETERMINATION-REFUSED", "error")]
    assert result.findings[0].message == "SF-P cannot be set aside by Mei Tanaka."


@pytest.mark.parametrize(
    ("until", "verdict", "told"),
    [(date(2026, 8, 1), OK, []), (date(2026, 7, 31), REFUSED, ["DETERMINATION-EXPIRED"]), (None, OK, [])],
)
def test_a_determination_ends(rules: Rules, until: date | None, verdict: Verdict, told: list[str]) -> None:
    """It holds through its last day as of the check, August 1, 2026; afterwards it is a finding and counts no more."""
    subject = plan(activity(facts={"organizer": "company", "safe": False}), determinations=(decision("SF-R", until=until),))
    result = judged(rules(DETERMINABLE), subject)
    assert result.activities[0].verdict is verdict
    assert [finding.rule for finding in result.findings] == told


def test_the_nearest_determination_counts(rules: Rules) -> None:
    """One for the line beats one for the activity, that one the plan's, and of two the later."""
    facts = {"organizer": "company", "safe": False}
    subject = activity(line("L1"), line("L2"), line("L3"), facts=facts)
    decisions = (
        decision("SF-R", met=True),
        decision("SF-R", met=False, activity="A1", date=date(2026, 7, 1)),
        decision("SF-R", met=True, activity="A1", line="L2", date=date(2026, 6, 1)),
        decision("SF-R", met=False, activity="A1", line="L3", date=date(2026, 6, 1)),
        decision("SF-R", met=True, activity="A1", line="L3", date=date(2026, 6, 2)),
    )
    lines = judged(rules(DETERMINABLE), plan(subject, determinations=decisions)).activities[0].lines
    assert [one.verdict for one in lines] == [REFUSED, OK, OK]
