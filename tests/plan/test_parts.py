"""Unknown and missing fields at every level."""

from __future__ import annotations

import pytest

from .plans import WORDS, problems, read


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: STEM plan", "title: x\ncontakt: y", '3:1  unknown field "contakt" in plan (did you mean "contact"?)'),
        ("state: CA", "state: CA, nces: 1", '3:46  unknown field "nces" in district (did you mean "nces_id"?)'),
        ("grades: 6-8", "grade: 6-8", '5:51  unknown field "grade" in school "lincoln-ms" (did you mean "grades"?)'),
        ("amount: 182000.00", "allocation: 1", '7:63  unknown field "allocation" in award "IVA-26" (did you mean "amount"?)'),
        ("kind:", "type:", '12:5  unknown field "type" in activity "A1" (did you mean "kind"?)'),
        ("unit_cost:", "price:", '19:9  unknown field "price" in line "L1" (did you mean "unit_cost"?)'),
        ("charge_to:", "fund:", '21:9  unknown field "fund" in line "L1" (did you mean "charge_to"?)'),
        ("charge_to: IVA-26", "charges: [{award: IVA-26, pct: 100}]", '21:35  unknown field "pct" in charge'),
        (
            "description: Registration",
            "name: Registration",
            '16:9  unknown field "name" in line "L1" (did you mean "description"?)',
        ),
    ],
)
def test_unknown_fields(old: str, new: str, message: str) -> None:
    """The nearest or the usual name is offered, and a renamed field does not count as missing, too."""
    assert problems((old, new)) == [message]


@pytest.mark.parametrize(
    ("old", "message"),
    [
        ("plan: 1\n", '1:1  plan has no "plan"'),
        ("title: STEM plan\n", '1:1  plan has no "title"'),
        ("name: Lincoln Unified, ", '3:11  district has no "name"'),
        (", name: Lincoln Middle School", '5:5  school "lincoln-ms" has no "name"'),
        ("fund: title-iv-a, ", '7:5  award "IVA-26" has no "fund"'),
        ("    title: Robotics\n", '10:5  activity "A1" has no "title"'),
        ("        item: competition-fees\n", '15:9  line "L1" has no "item"'),
    ],
)
def test_missing_fields(old: str, message: str) -> None:
    """A missing field is told at the part that lacks it."""
    assert problems((old, "")) == [message]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "district: {name: Lincoln Unified, state: CA}",
            "district: Lincoln",
            '3:11  district: expected fields (name: value), found "Lincoln"',
        ),
        ("schools: [lincoln-ms]", "schools: {a: b}", "13:14  schools: expected a list, found a mapping"),
        ("charge_to: IVA-26", "charges: IVA-26", '21:18  charges: expected a list, found "IVA-26"'),
        ("title: Robotics", "title:", "11:11  title has no value; write text, or delete the line"),
        ("title: Robotics", "title: Robotics\n    evidence: {tier: gold}", None),
    ],
)
def test_wrong_shapes(old: str, new: str, message: str | None) -> None:
    """A word where fields belong, a mapping where a list belongs, a field without value."""
    expected = [message] if message else ['12:22  tier "gold": expected strong, moderate, promising, rationale or none']
    assert problems((old, new)) == expected


def test_an_empty_list_of_activities() -> None:
    """A plan has at least one activity; an activity may have no lines yet."""
    activities = "activities: []\nx"
    start = "activities:\n"
    found = problems((start, "activities: []\nexplanations:\n"))
    assert found[0] == "9:13  activities: expected at least one activity"
    assert activities.startswith("activities")


def test_an_activity_without_lines() -> None:
    """An idea can be matched with funds before it has a budget."""
    plan = read(
        ("    lines:\n", "    lines: []\n    description: x\n    facts:\n"), ("      - id: L1\n", "      sessions: 3\n"), *_gone()
    )
    assert plan.activities[0].lines == ()
    assert plan.activities[0].amount == 0


def _gone() -> list[tuple[str, str]]:
    rest = [
        "description: Registration",
        "item: competition-fees",
        "quantity: 6",
        "unit_cost: 275.00",
        "amount: 1650.00",
        "charge_to: IVA-26",
    ]
    return [(f"        {field}\n", "") for field in rest]


def test_a_fact_in_the_place_of_a_field() -> None:
    """A known fact outside `facts:` is sent there."""
    assert problems(("title: Robotics", "organizer: nonprofit\n    title: Robotics"), words=WORDS) == [
        '11:5  "organizer" is a fact; write it under facts of activity "A1"'
    ]


def test_a_list_of_one() -> None:
    """One school needs no brackets."""
    assert read(("schools: [lincoln-ms]", "schools: lincoln-ms")).activities[0].schools == ("lincoln-ms",)
