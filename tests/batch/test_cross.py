"""Checks across plans: each speaks where it should and stays silent beside it, and the order of work changes nothing."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from stemfunds.batch.cross_prices import bounds, median
from stemfunds.batch.runner import run_batch
from stemfunds.batch.store import open_store

from .runs import outputs, request

PLAN = """\
plan: 1
title: Plan {number}
school_year: 2026-27
district: {{name: District {district}, state: OH, nces_id: "39{district:05}"}}
period: {{starts: 2026-07-01, ends: 2027-06-30}}
awards:
  - {{id: LOCAL, fund: local, federal_fiscal_year: 2026, amount: 900000.00}}
activities:
  - id: A1
    title: Robotics club
    kind: afterschool-stem
    need: Few students build robots.
    lines:
"""
KITS = "      - {{id: {id}, description: {words}, item: supplies-materials, amount: {amount},{vendor} charge_to: LOCAL}}\n"
COACH = "      - {{id: COACH, description: Coach, item: salary-direct, position: Coach 7, salary: {{fte: {fte}, annual_rate: 60000.00}}, charge_to: LOCAL}}\n"
PRICED = "      - {{id: P, description: Robot, item: supplies-materials, quantity: 1, unit: robots, unit_cost: {cost}, charge_to: LOCAL}}\n"


def kits(amount: str = "1200.00", words: str = "Kits", vendor: str = "", name: str = "KITS") -> str:
    """A line that buys kits."""
    return KITS.format(id=name, words=words, amount=amount, vendor=vendor and f" vendor: {vendor},")


def found(folder: Path, *plans: tuple[int, str], jobs: int = 1) -> list[tuple[Any, ...]]:
    """Plan, rule, line and message of what is found across plans, each a district and its lines."""
    (folder / "plans").mkdir(exist_ok=True)
    for number, (district, lines) in enumerate(plans, 1):
        (folder / "plans" / f"{number:03}.yaml").write_text(PLAN.format(number=number, district=district) + lines)
    run_batch(request(folder / "plans", folder / "out", jobs=jobs))
    with open_store(folder / "out") as store:
        return [tuple(row) for row in store.query("SELECT plan, rule, line, message FROM cross_findings")]


def test_one_cost_in_two_plans_of_a_district(tmp_path: Path) -> None:
    """Told of both plans, beside the NCES id that stands twice; one cent makes another line."""
    rows = found(tmp_path, (1, kits()), (1, kits() + kits("1200.01", "Other kits", name="B")), (1, kits("1200.01")))
    assert rows == [
        (1, "XP-DISTRICT-TWICE", None, 'NCES id 3900001 also stands in "Plan 2" and "Plan 3".'),
        (1, "XP-SAME-LINE", "KITS", '"Kits" for $1,200.00 also stands in "Plan 2", line KITS.'),
        (2, "XP-DISTRICT-TWICE", None, 'NCES id 3900001 also stands in "Plan 1" and "Plan 3".'),
        (2, "XP-SAME-LINE", "KITS", '"Kits" for $1,200.00 also stands in "Plan 1", line KITS.'),
        (3, "XP-DISTRICT-TWICE", None, 'NCES id 3900001 also stands in "Plan 1" and "Plan 2".'),
    ]


@pytest.mark.parametrize("number", [5, 6])
def test_a_plan_that_is_there_twice(tmp_path: Path, number: int) -> None:
    """A few shared lines are told one by one; more of them as one finding with their sum."""
    lines = "".join(kits("100.00", f"Kit {at}", name=f"K{at}") for at in range(number))
    rows = found(tmp_path, (1, lines), (1, lines))
    same = [(plan, line, message) for plan, rule, line, message in rows if rule == "XP-SAME-LINE"]
    if number == 5:
        assert len(same) == 10
    else:
        assert same == [
            (1, None, '6 lines of this plan, $600.00 in all, also stand in "Plan 2".'),
            (2, None, '6 lines of this plan, $600.00 in all, also stand in "Plan 1".'),
        ]


def test_a_plan_copied_from_another_district(tmp_path: Path) -> None:
    """The same across districts, by the district's name, with the sum for the spreadsheet."""
    lines = "".join(kits("1000.00", f"Kit {at}", name=f"K{at}") for at in range(6))
    rows = found(tmp_path, (1, lines), (2, lines + kits("5.00")))
    told = "6 lines of this plan, $6,000.00 in all, stand word for word and to the cent in the plan of District 2 (OH)."
    assert rows[0] == (1, "XP-COPIED-LINE", None, told)
    assert [row[:2] for row in rows] == [(1, "XP-COPIED-LINE"), (2, "XP-COPIED-LINE")]
    first = next(csv.DictReader((tmp_path / "out" / "cross-plan.csv").read_text(encoding="utf-8").splitlines()))
    assert (first["amount"], first["other_plans"]) == ("6000.00", "2")


def test_one_line_in_the_plans_of_several_districts(tmp_path: Path) -> None:
    """A note for the reviewer, which no letter tells; small amounts stay silent."""
    rows = found(tmp_path, *((number, kits() + kits("999.99", "Glue", name="B")) for number in range(1, 6)))
    assert rows[0] == (
        1,
        "XP-COPIED-LINE",
        "KITS",
        '"Kits" for $1,200.00 stands word for word and to the cent in the plans of District 2 (OH), District 3 (OH), District 4 (OH) and 1 more.',
    )
    assert [row[:3] for row in rows] == [(number, "XP-COPIED-LINE", "KITS") for number in range(1, 6)]
    with open_store(tmp_path / "out") as store:
        assert {tuple(row) for row in store.query("SELECT severity, tells_district FROM cross_findings")} == {("note", 0)}


@pytest.mark.parametrize(("shares", "told"), [(("0.5", "0.5"), False), (("0.5", "0.5001"), True)])
def test_one_position_in_two_plans(tmp_path: Path, shares: tuple[str, str], told: bool) -> None:
    """More than one full-time person, over the plans of a district; within one plan a rule says so."""
    rows = found(tmp_path, *((1, COACH.format(fte=share)) for share in shares))
    assert [row[3] for row in rows if row[1] == "XP-POSITION"] == (
        [
            f'Position "Coach 7" is paid as 1.0001 full-time equivalents at one time, together with "Plan {n}", line COACH.'
            for n in (2, 1)
        ]
        if told
        else []
    )


def test_the_position_of_another_district(tmp_path: Path) -> None:
    """Two districts may each have a coach of one name."""
    assert [row for row in found(tmp_path, (1, COACH.format(fte=1)), (2, COACH.format(fte=1))) if row[1] == "XP-POSITION"] == []


def test_one_vendor_and_amount(tmp_path: Path) -> None:
    """Twice in a district, in one plan as well; not where nobody is named yet, and not in another district."""
    twice = kits(words="Kits", vendor="Robo Ltd") + kits(words="Training", vendor="ROBO LTD", name="B")
    nobody = kits("1300.00", "One", "To be selected", "C") + kits("1300.00", "Two", "To be selected", "D")
    rows = found(tmp_path, (1, twice + nobody), (2, kits(words="Club", vendor="Robo Ltd")))
    assert [row[:3] for row in rows] == [(1, "XP-VENDOR-AMOUNT", "KITS"), (1, "XP-VENDOR-AMOUNT", "B")]
    assert rows[0][3] == 'Robo Ltd is paid $1,200.00 more than once: also in "Plan 1", line B.'


@pytest.mark.parametrize(
    ("number", "told"), [(19, []), (20, ["The unit price of $500.00 (unit: robots) is far from the middle of 21 prices"])]
)
def test_a_price_far_from_the_others(tmp_path: Path, number: int, told: list[str]) -> None:
    """Where there are enough prices; the one on the edge of the rest is none."""
    prices = [f"{100 + count}.00" for count in range(number if told else number - 1)]
    rows = found(tmp_path, *((at, PRICED.format(cost=cost)) for at, cost in enumerate([*prices, "500.00"])))
    messages = [row[3] for row in rows if row[1] == "XP-UNIT-PRICE"]
    assert [message[: len(begin)] for message, begin in zip(messages, told, strict=True)] == told


def test_the_bounds_of_prices() -> None:
    """Median and scaled median absolute deviation, exact; the factor rules where all prices are alike."""
    assert median([1, 2, 9]) == 2
    assert median([1, 2, 3, 9]) == Fraction(5, 2)
    assert bounds([10] * 9, Fraction(10), Fraction(6), Fraction(3)) == (Fraction(10, 3), Fraction(30))
    assert bounds([0, 10, 20, 30, 40], Fraction(20), Fraction(6), Fraction(1)) == (
        Fraction(20) - Fraction("88.956"),
        Fraction("108.956"),
    )


def test_the_table_as_csv(tmp_path: Path) -> None:
    """The same rows with the paths of the plans, safe in a spreadsheet."""
    found(tmp_path, (1, kits(words='"=1+1"')), (1, kits(words='"=1+1"')))
    rows = list(csv.DictReader((tmp_path / "out" / "cross-plan.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["rule"], row["line"], row["amount"], row["other_plans"]) for row in rows[:2]] == [
        ("XP-DISTRICT-TWICE", "", "", "2"),
        ("XP-SAME-LINE", "KITS", "1200.00", "2"),
    ]
    assert rows[0]["path"].endswith("001.yaml")
    assert rows[0]["other_files"].endswith("002.yaml")


def test_the_same_whatever_the_processes(tmp_path: Path) -> None:
    """One process or two, in one go or resumed: the same bytes."""
    plans = [(number % 3, kits()) for number in range(8)]
    found(tmp_path, *plans)
    one = outputs(tmp_path / "out")
    found(tmp_path, *plans, jobs=2)
    assert outputs(tmp_path / "out") == one
    run_batch(request(tmp_path / "plans", tmp_path / "out", resume=True))
    assert outputs(tmp_path / "out") == one
