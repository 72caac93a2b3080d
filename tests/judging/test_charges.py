"""The verdict on one charge: authority, requirements, prohibitions, conditions and advice."""

from __future__ import annotations

from datetime import date

import pytest
from tiny import activity, award, charge_of, judged, line, plan, rules_of, school

from stemfunds.judging.verdicts import Reason, Verdict

from .conftest import REQUIREMENT, Rules

OK, CONDITIONS, OPEN, REFUSED = Verdict

PROHIBITION = """\
prohibitions:
  - {id: SF-P, says: No companies., when: {activity.organizer: company}, repair: Find a nonprofit., cite: law-1 (p)}
"""
CONDITION = """\
conditions:
  - {id: SF-C, says: It agrees., when: {activity.organizer: company}, do: Ask the State., keep: [Its letter], cite: law-1}
"""
ADVICE = """\
advice:
  - {id: SF-A, says: Companies cost more., when: {activity.organizer: company}, severity: warning, repair: Compare., cite: law-1}
"""


# --- authority --------------------------------------------------------------------------------------------------------


def test_an_authority_stands_beside_an_allowable_charge(rules: Rules) -> None:
    """The good verdict has its reason, too, with the place in the law."""
    charge = charge_of(rules())
    assert (charge.verdict, charge.reason, charge.findings) == (OK, None, ())
    assert charge.authority is not None
    assert (charge.authority.rule, charge.authority.says) == ("SF-ROBOTICS", "The fund pays for robotics.")
    assert [cited.text for cited in charge.authority.citations] == ["Law 1(b)(1); 20 USC 1(b)(1)"]


def test_what_nothing_permits_is_not_allowable(rules: Rules) -> None:
    """No authority is its own reason, and the words say that it is not the same as a ban."""
    charge = charge_of(rules(), activity(kind="camp"))
    assert (charge.verdict, charge.reason, charge.authority) == (REFUSED, Reason.NO_AUTHORITY, None)
    (finding,) = charge.findings
    assert (finding.rule, finding.message) == ("NO-AUTHORITY", "Nothing lets STEM Fund pay for summer camp.")


def test_an_open_authority_asks(rules: Rules) -> None:
    """An authority whose condition is unknown neither pays nor refuses."""
    book = rules("", ("fund.yaml", "for: {kinds: [robotics, food]}", "when: {activity.organizer: nonprofit}"))
    charge = charge_of(book)
    assert (charge.verdict, charge.reason, charge.authority) == (OPEN, None, None)
    (finding,) = charge.findings
    assert (finding.rule, finding.hint) == ("SF-ROBOTICS", "Who?")
    (needed,) = finding.facts_needed
    assert (needed.fact, needed.choices[0], needed.why) == ("activity.organizer", ("nonprofit", "N"), "Law.")


SECOND = """\
  - id: SF-SAFE-CITY
    says: The fund pays for safe clubs that a city runs.
    when: {activity.safe: yes, activity.organizer: city, activity.area: tech}
    otherwise: The city's clubs must be safe and about technology.
    repair: Make it safe.
    cite: law-1 (b)(2)
"""
FIRST = ("fund.yaml", "    for: {kinds: [robotics, food]}\n", "    when: {activity.organizer: nonprofit, activity.safe: yes}\n")


@pytest.mark.parametrize(
    ("facts", "verdict", "rule"),
    [
        ({"organizer": "nonprofit", "safe": True, "area": "arts"}, OK, "SF-ROBOTICS"),
        ({"organizer": "city", "safe": True, "area": "tech"}, OK, "SF-SAFE-CITY"),
        ({"organizer": "company", "safe": True, "area": "arts"}, REFUSED, "SF-ROBOTICS"),
        ({"organizer": "city", "safe": False, "area": "tech"}, REFUSED, "SF-SAFE-CITY"),
        ({"organizer": "city", "safe": True}, OPEN, "SF-SAFE-CITY"),
    ],
)
def test_several_authorities(rules: Rules, facts: dict[str, object], verdict: Verdict, rule: str) -> None:
    """One that holds is enough; of those that fail, the nearest is told; open ones ask."""
    charge = charge_of(rules(SECOND, FIRST), activity(facts=facts))
    assert charge.verdict is verdict
    assert (charge.authority.rule if charge.authority else charge.findings[0].rule) == rule


def test_a_failed_authority_says_what_would_have_met_it(rules: Rules) -> None:
    """The nearest alternative gives its own words and repair, under the reason no-authority."""
    charge = charge_of(rules(SECOND, FIRST), activity(facts={"organizer": "city", "safe": False, "area": "tech"}))
    (finding,) = charge.findings
    assert (finding.message, finding.hint) == ("The city's clubs must be safe and about technology.", "Make it safe.")
    assert charge.reason is Reason.NO_AUTHORITY


def test_not_authorized_says_why_people_think_so(rules: Rules) -> None:
    """Where a rule knows that nothing permits a kind, its words stand in place of the tool's own."""
    book = rules(
        "not_authorized:\n"
        "  - {id: SF-CAMPS, says: Camps belong elsewhere., for: {kinds: [camp]}, repair: Use another., cite: law-1}\n"
    )
    charge = charge_of(book, activity(kind="camp"))
    (finding,) = charge.findings
    assert (charge.reason, finding.rule, finding.message, finding.hint) == (
        Reason.NO_AUTHORITY,
        "SF-CAMPS",
        "Camps belong elsewhere.",
        "Use another.",
    )


def test_the_kind_of_a_line_decides(rules: Rules) -> None:
    """Snacks are food, whatever the activity is; and a line may name its own kind."""
    book = rules("not_authorized:\n  - {id: SF-CAMPS, says: No., for: {kinds: [camp]}, cite: law-1}\n")
    assert charge_of(book, activity(line(item="snacks"), kind="camp")).verdict is OK
    assert charge_of(book, activity(line(kind="camp"))).verdict is REFUSED


# --- requirements, prohibitions, conditions, advice -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "verdict", "reason", "asks"),
    [
        ({"organizer": "city"}, OK, None, []),
        ({"organizer": "company", "safe": True}, OK, None, []),
        ({"safe": True}, OK, None, []),
        ({"organizer": "company", "safe": False}, REFUSED, Reason.REQUIREMENT_FAILED, []),
        ({"organizer": "company"}, OPEN, None, ["activity.safe"]),
        ({"safe": False}, OPEN, None, ["activity.organizer"]),
        ({}, OPEN, None, ["activity.organizer", "activity.safe"]),
    ],
)
def test_requirement(rules: Rules, facts: dict[str, object], verdict: Verdict, reason: Reason | None, asks: list[str]) -> None:
    """It is passed where it is met or nothing triggers it, and asks only for what is still open."""
    charge = charge_of(rules(REQUIREMENT), activity(facts=facts))
    assert (charge.verdict, charge.reason) == (verdict, reason)
    assert [needed.fact for finding in charge.findings for needed in finding.facts_needed] == asks


def test_a_failed_requirement_says_so_and_how_to_repair_it(rules: Rules) -> None:
    """The words for failing, the repair, the citation and the place of the line in the plan."""
    (finding,) = charge_of(rules(REQUIREMENT), activity(facts={"organizer": "company", "safe": False})).findings
    assert (finding.severity, finding.message, finding.hint) == ("error", "It is not safe.", "Make it safe.")
    assert [cited.pinpoint for cited in finding.citations] == ["(r)"]
    assert (finding.fund, finding.award, finding.activity, finding.line) == ("stem-fund", "SF-26", "A1", "A1-kits")
    assert str(finding.at) == "plan.yaml:9:5"


@pytest.mark.parametrize(
    ("section", "if_so", "if_open"),
    [(PROHIBITION, REFUSED, OPEN), (CONDITION, CONDITIONS, OPEN), (ADVICE, OK, OK)],
)
def test_what_holds_or_is_open(rules: Rules, section: str, if_so: Verdict, if_open: Verdict) -> None:
    """A prohibition refuses, a condition attaches, both ask while open; advice changes no verdict."""
    book = rules(section)
    assert charge_of(book, activity(facts={"organizer": "company"})).verdict is if_so
    assert charge_of(book, activity(facts={"organizer": "city"})).verdict is OK
    assert charge_of(book, activity(facts={"organizer": "city"})).findings == ()
    assert charge_of(book).verdict is if_open


def test_a_prohibition_is_its_own_reason(rules: Rules) -> None:
    """Prohibited is not the same as a requirement that failed."""
    assert charge_of(rules(PROHIBITION), activity(facts={"organizer": "company"})).reason is Reason.PROHIBITED


def test_a_condition_tells_the_duty_and_the_papers(rules: Rules) -> None:
    """What the district must do is the hint; what to keep goes with it."""
    (finding,) = charge_of(rules(CONDITION), activity(facts={"organizer": "company"})).findings
    assert (finding.severity, finding.hint, finding.keep) == ("note", "Ask the State.", ("Its letter",))


def test_advice_warns(rules: Rules) -> None:
    """The warning is counted until somebody explains it."""
    book = rules(ADVICE)
    result = judged(book, activity(facts={"organizer": "company"}))
    (finding,) = result.activities[0].lines[0].charges[0].findings
    assert (finding.severity, finding.verdict, finding.hint) == ("warning", OK, "Compare.")
    assert result.unexplained_warnings == 1
    assert judged(book).activities[0].lines[0].charges[0].findings == ()


@pytest.mark.parametrize(
    ("reach", "reached"),
    [
        ("{kinds: [robotics]}", True),
        ("{kinds: [camp]}", False),
        ("{items: [kits, snacks]}", True),
        ("{objects: [personnel]}", False),
        ("{funds: [stem-fund]}", True),
        ("{kinds: [robotics], items: [snacks]}", False),
    ],
)
def test_for_picks_the_charges(rules: Rules, reach: str, reached: bool) -> None:
    """A rule reaches what all of its keys fit; nothing is asked of other charges."""
    book = rules(f"prohibitions:\n  - {{id: SF-P, says: No., for: {reach}, cite: law-1}}\n")
    assert (charge_of(book).verdict is REFUSED) is reached


@pytest.mark.parametrize(
    ("in_force", "awarded_on", "bites"),
    [
        ("{from: 2026-07-01}", date(2026, 6, 30), False),
        ("{from: 2026-07-01}", date(2026, 7, 1), True),
        ("{until: 2026-07-01}", date(2026, 6, 30), True),
        ("{until: 2026-07-01}", date(2026, 7, 1), False),
        ("{from: 2026-07-02}", None, False),
        ("{from: 2026-07-01}", None, True),
    ],
)
def test_the_date_of_the_award_picks_the_law(rules: Rules, in_force: str, awarded_on: date | None, bites: bool) -> None:
    """The law of the day on which the award began; without a date given, that is the opening of its window, July 1, 2026."""
    book = rules(f"prohibitions:\n  - {{id: SF-P, says: No., in_force: {in_force}, cite: law-1}}\n")
    assert (charge_of(book, plan(awards=(award(awarded_on=awarded_on),))).verdict is REFUSED) is bites


def test_a_figure_is_the_one_of_the_award(rules: Rules) -> None:
    """$100 from October 2024 on, $50 before: the date of the award picks the figure, not the date of the check."""
    book = rules("prohibitions:\n  - {id: SF-P, says: No., when: {line.unit_cost: {at_least: figure.threshold}}, cite: law-1}\n")
    costly = activity(line(unit_cost=9_999))
    assert charge_of(book, plan(costly, awards=(award(awarded_on=date(2024, 9, 30)),))).verdict is REFUSED
    assert charge_of(book, plan(costly, awards=(award(awarded_on=date(2024, 10, 1)),))).verdict is OK


def test_findings_stand_in_the_order_of_the_ladder(rules: Rules) -> None:
    """The purpose comes before the program's rules, those before cost principles, papers last; on a rung the worst first."""
    book = rules(
        "conditions:\n  - {id: SF-C, says: C., do: D., cite: law-1}\n"
        "prohibitions:\n  - {id: SF-P, says: P., cite: law-1}\n  - {id: SF-Q, says: Q., step: cost-principles, cite: law-1}\n"
        "requirements:\n  - {id: SF-A, says: A., must: {activity.safe: yes}, cite: law-1}\n"
    )
    charge = charge_of(book, activity(line(item="teachers", committed_on=None), kind="camp"))
    assert rules_of(charge) == ["NO-AUTHORITY", "SF-P", "SF-A", "SF-Q", "F-NECESSARY", "SF-C"]


def test_the_reason_that_weighs_most_is_told(rules: Rules) -> None:
    """Outside the window nothing else matters; then what is forbidden, what has no authority, what failed."""
    book = rules(PROHIBITION + REQUIREMENT)
    facts = {"organizer": "company", "safe": False}
    late = line(committed_on=date(2029, 1, 1))
    assert charge_of(book, activity(late, kind="camp", facts=facts)).reason is Reason.OUTSIDE_WINDOW
    assert charge_of(book, activity(kind="camp", facts=facts)).reason is Reason.PROHIBITED


def test_rules_about_schools_ask_for_the_schools(rules: Rules) -> None:
    """Without schools the rule waits for the list of schools; with them, for each school that did not say."""
    book = rules("requirements:\n  - {id: SF-S, says: S., must: {every: {schools: {school.status: served}}}, cite: law-1}\n")
    asked = charge_of(book).findings[0].facts_needed
    assert [(needed.fact, needed.subject) for needed in asked] == [("activity.schools", "")]
    two = plan(activity(schools=("N", "S")), schools=(school("N", {"status": "served"}), school("S")))
    asked = charge_of(book, two).findings[0].facts_needed
    assert [(needed.fact, needed.subject) for needed in asked] == [("school.status", "S")]


# --- weak sources -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cite", "message"),
    [
        ("memo-1", "Look. Nobody confirmed the source."),
        ("story-1", "Look. This rests on an example."),
        ("[memo-1, law-1]", "Look."),
        ("{source: law-1, at: (z), confirmed: no}", "Look. Nobody confirmed the source."),
    ],
)
def test_weak_sources_are_told(rules: Rules, cite: str, message: str) -> None:
    """What rests on memory or on an example alone says so beside its words."""
    book = rules(f"advice:\n  - {{id: SF-A, says: Look., severity: note, cite: {cite}}}\n")
    assert charge_of(book).findings[0].message == message
