"""From a plan to facts: where each may be given, which place wins, and what stays unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tiny import AS_OF, activity, award, line, plan

from stemfunds.judging.binding import Binder
from stemfunds.judging.case import Span
from stemfunds.plan.costs import Salary, Stipend, Travel
from stemfunds.plan.model import Activity, Cents, Control, District, Evidence, Line, Period, School, TitleIStatus
from stemfunds.rulebook.model import Rulebook

from .conftest import Rules


def line_facts(book: Rulebook, subject: Line, **of_activity: Any) -> dict[str, object]:
    """The facts of a line in the usual activity."""
    whole = plan(activity(subject, **of_activity))
    return dict(Binder(whole, book, AS_OF).activity(whole.activities[0]).lines[0].facts)


@pytest.mark.parametrize(
    ("of_plan", "of_activity", "of_line", "approved"),
    [
        (True, None, None, True),
        (True, False, None, False),
        (True, False, True, True),
        (None, False, None, False),
        (None, None, None, None),
    ],
)
def test_the_nearest_place_wins(
    rules: Rules, of_plan: bool | None, of_activity: bool | None, of_line: bool | None, approved: bool | None
) -> None:
    """A fact of a line may be given on the line, its activity or the plan; not given anywhere, it is unknown."""
    facts = [{} if value is None else {"approved": value} for value in (of_plan, of_activity, of_line)]
    whole = plan(activity(line(facts=facts[2]), facts=facts[1]), facts=facts[0])
    assert Binder(whole, rules(), AS_OF).activity(whole.activities[0]).lines[0].facts.get("approved") is approved


def test_facts_reach_their_own_scope_only(rules: Rules) -> None:
    """A fact of the plan is no fact of its lines."""
    whole = plan(facts={"consulted": True, "safe": True, "size": Decimal(8000), "opened": False})
    binder = Binder(whole, rules(), AS_OF)
    assert binder.plan_facts()["consulted"] is True
    assert "safe" not in binder.plan_facts()
    assert binder.district_facts()["size"] == Decimal(8000)
    assert binder.award_facts(whole.awards[0], 0)["opened"] is False
    assert binder.activity(whole.activities[0]).facts["safe"] is True


def test_fields_are_facts(rules: Rules) -> None:
    """What stands in fields of the plan needs no second answer; numbers are numbers, money is cents."""
    subject = Activity(
        id="A1",
        title="T",
        kind="robotics",
        students=24,
        grades=(-1, 5),
        evidence=Evidence(tier="strong"),
        need="N",
        lines=(line(amount=50_000, quantity=Decimal(4), unit_cost=Cents(12_500)),),
    )
    whole = plan(subject, district=District(name="D", state="OH", enrollment=900))
    binder = Binder(whole, rules(), AS_OF)
    facts = binder.activity(subject).facts
    assert (facts["students"], facts["grade_lowest"], facts["grade_highest"]) == (Decimal(24), Decimal(-1), Decimal(5))
    assert (facts["evidence_tier"], facts["need"], facts["amount"], facts["cost_per_student"]) == ("strong", "N", 50_000, 2_083)
    assert binder.district_facts()["enrollment"] == Decimal(900)


def test_fields_that_are_empty_are_unknown(rules: Rules) -> None:
    """Nothing is filled in."""
    bare = plan(activity(line(description=""), need=""))
    facts = Binder(bare, rules(), AS_OF).activity(bare.activities[0])
    assert {"students", "need", "objective", "evidence_tier", "grade_lowest", "cost_per_student", "schools"}.isdisjoint(
        facts.facts
    )
    assert {"description", "quantity", "unit_cost", "amount_agrees"}.isdisjoint(facts.lines[0].facts)


@pytest.mark.parametrize(("amount", "agrees"), [(50_000, True), (50_001, False)])
def test_typed_amounts_are_recomputed(rules: Rules, amount: int, agrees: bool) -> None:
    """Four times $125.00 is $500.00."""
    facts = line_facts(rules(), line(amount=amount, quantity=Decimal(4), unit_cost=Cents(12_500)))
    assert facts["amount_agrees"] is agrees


def test_dates_come_from_the_line_the_activity_or_the_plan(rules: Rules) -> None:
    """The nearest place wins for dates, too."""
    book = rules()
    assert line_facts(book, line())["starts"] == date(2026, 7, 1)
    assert line_facts(book, line(), starts=date(2026, 9, 1))["starts"] == date(2026, 9, 1)
    assert line_facts(book, line(starts=date(2026, 9, 2)), starts=date(2026, 9, 1))["starts"] == date(2026, 9, 2)
    assert line_facts(book, line(committed_on=None), committed_on=date(2026, 9, 3))["committed_on"] == date(2026, 9, 3)


@pytest.mark.parametrize(
    ("item", "committed_on", "obligated"),
    [
        ("kits", date(2026, 8, 15), (date(2026, 8, 15), date(2026, 8, 15))),
        ("kits", None, (Span(date(2026, 7, 1), date(2027, 6, 30)),) * 2),
        ("teachers", date(2026, 8, 15), (date(2026, 7, 1), date(2027, 6, 30))),
    ],
)
def test_when_a_cost_is_obligated(rules: Rules, item: str, committed_on: date | None, obligated: tuple[object, object]) -> None:
    """Orders on the day of the order, work while it is done; an order without a date some day of the plan's period."""
    whole = plan(
        activity(line(item=item, committed_on=committed_on)), period=Period(starts=date(2026, 7, 1), ends=date(2027, 6, 30))
    )
    binder = Binder(whole, rules(), AS_OF)
    facts = binder.charge_facts(binder.activity(whole.activities[0]).lines[0], 100)
    assert (facts["obligated_from"], facts["obligated_to"]) == obligated


def test_the_kind_and_object_of_a_line(rules: Rules) -> None:
    """The line's own word, or the item's, or for the kind the activity's."""
    book = rules()
    facts = line_facts(book, line())
    assert (facts["kind"], facts["object"], facts["object_agrees"]) == ("robotics", "supplies", True)
    assert line_facts(book, line(item="snacks"))["kind"] == "food"
    assert line_facts(book, line(item="snacks", kind="camp"))["kind"] == "camp"
    assert line_facts(book, line(item="snacks", kind="camp"))["kind_agrees"] is True
    assert line_facts(book, line(object="personnel"))["object_agrees"] is False


def test_an_item_whose_kind_stays_is_judged_as_what_it_is(rules: Rules) -> None:
    """A line that calls a bus a camp is judged as a bus, and the difference is told."""
    book = rules("items: [{item: bus, name: Bus, object: supplies, obligated: used, kind: food, kind_stays: yes}]")
    facts = line_facts(book, line(item="bus", kind="camp"))
    assert (facts["kind"], facts["kind_agrees"]) == ("food", False)
    assert line_facts(book, line(item="bus"))["kind_agrees"] is True


def test_schools_of_the_activity(rules: Rules) -> None:
    """Only the schools that the activity names, with their fields and facts."""
    from tiny import school

    served = School(id="N", name="North", title_i_status="schoolwide", low_income_percent=Decimal("62.5"), grades=(6, 8))
    whole = plan(activity(schools=("N",)), schools=(served, school("S")))
    (identity,) = (bound := Binder(whole, rules(), AS_OF).activity(whole.activities[0])).schools
    assert identity == "N"
    assert bound.schools["N"]["low_income_percent"] == Decimal("62.5")
    assert bound.facts["schools"] == "N"


@pytest.mark.parametrize(
    ("control", "status", "bound"),
    [
        ("private", None, "not-served"),
        ("private", "schoolwide", "not-served"),
        ("charter", "schoolwide", "schoolwide"),
        ("public", None, None),
    ],
)
def test_a_private_school_has_no_title_i_program_of_its_own(
    rules: Rules, control: Control, status: TitleIStatus | None, bound: str | None
) -> None:
    """Its children are served; so nothing is asked of its status, and no status of its own lets it spend on all its students."""
    school = School(id="one", name="One", control=control, title_i_status=status)
    facts = Binder(plan(schools=(school,)), rules(), AS_OF).school_facts(school)
    assert facts.get("title_i_status") == bound


def test_an_award_begins_with_its_window_unless_it_says_otherwise(rules: Rules) -> None:
    """The window is computed; a date that the plan gives stands."""
    whole = plan(awards=(award(), award(id="LATE", awarded_on=date(2026, 10, 5))))
    binder = Binder(whole, rules(), AS_OF)
    first, late = (binder.award_facts(one, 0) for one in whole.awards)
    assert (first["awarded_on"], first["opens"], first["closes"]) == (date(2026, 7, 1), date(2026, 7, 1), date(2028, 9, 30))
    assert (late["awarded_on"], late["opens"]) == (date(2026, 10, 5), date(2026, 7, 1))


def test_the_arithmetic_of_every_form_is_a_fact(rules: Rules) -> None:
    """A salary has its FTE and rate, a stipend its hours and rate; travel and benefits have no single unit."""
    salary = line(amount=1, salary=Salary(fte=Decimal("0.5"), annual_rate=Cents(10_000)), position="Coach")
    facts = line_facts(rules(), salary)
    assert (facts["quantity"], facts["unit_cost"], facts["amount_agrees"]) == (Decimal("0.5"), 10_000, False)
    assert (facts["arithmetic"], facts["position"], facts["position_fte"]) == (
        "0.5 FTE × $100.00 a year = $50.00",
        "Coach",
        Decimal("0.5"),
    )
    hours = Stipend(people=Decimal(2), days=Decimal(3), hours=Decimal(4), rate=Decimal("1.255"))
    facts = line_facts(rules(), line(amount=30_12, stipend=hours))
    assert (facts["quantity"], facts["unit_cost"], facts["amount_agrees"]) == (Decimal(24), 126, True)
    facts = line_facts(rules(), line(amount=5, travel=Travel(fare=Cents(5))))
    assert facts["amount_agrees"] is True
    assert {"quantity", "unit_cost", "position", "position_fte"}.isdisjoint(facts)


def test_typed_totals_are_recomputed(rules: Rules) -> None:
    """Of the plan, of an activity and of an award; where nobody typed one, it is not known."""
    subject = activity(line(amount=100), stated_total=Cents(100))
    whole = plan(subject, activity(line("B", amount=1), id="B"), stated_total=Cents(100), awards=(award(budgeted=Cents(101)),))
    binder = Binder(whole, rules(), AS_OF)
    assert (binder.plan_facts()["stated_total"], binder.plan_facts()["total_agrees"]) == (100, False)
    assert binder.activity(subject).facts["total_agrees"] is True
    assert "total_agrees" not in binder.activity(whole.activities[1]).facts
    facts = binder.award_facts(whole.awards[0], 101)
    assert (facts["budgeted"], facts["budgeted_agrees"]) == (101, True)


@pytest.mark.parametrize(
    ("as_of", "state"), [(date(2020, 1, 1), "open"), (date(2028, 9, 30), "open"), (date(2028, 10, 1), "closed")]
)
def test_what_is_left_of_an_award_and_until_when(as_of: date, state: str, rules: Rules) -> None:
    """On the last day it can still be obligated."""
    facts = Binder(plan(), rules(), as_of).award_facts(award(), 1_000_001)
    assert (facts["unbudgeted"], facts["obligate_by"], facts["window_state"]) == (0, date(2028, 9, 30), state)
    assert Binder(plan(), rules(), as_of).award_facts(award(carryover=Cents(500)), 200)["unbudgeted"] == 300
