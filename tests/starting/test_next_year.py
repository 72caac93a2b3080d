"""Last year's plan in the next year: dates and awards move, what was true only of the old year is asked again, and all of it is flagged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from stemfunds.judging.judge import judge_plan
from stemfunds.judging.verdicts import Verdict
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.plan.reader import parse_plan, read_plan
from stemfunds.plan.writer import plan_yaml
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.model import Rulebook
from stemfunds.starting.next_year import next_year

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_rulebook([])


def _read(name: str, book: Rulebook) -> Plan:
    return read_plan(EXAMPLES / name / "plan.yaml", plan_vocabulary(book))


@pytest.mark.parametrize("name", ["rural", "mid-size", "urban", "arp-history"])
def test_the_new_plan_is_a_plan_that_can_be_read(name: str, book: Rulebook) -> None:
    words, later = plan_vocabulary(book), next_year(_read(name, book), book)
    text = plan_yaml(later.plan, words, {flag.at: flag.words for flag in later.flags})
    assert parse_plan(text, "new.yaml", "yaml", words) == later.plan
    assert all(flag.words.split("\n")[0][:60] in text for flag in later.flags)


def test_years_dates_and_awards_move_together(book: Rulebook) -> None:
    old = _read("rural", book)
    new = next_year(old, book).plan
    assert (new.school_year, new.title) == ("2027-28", "Tallow Creek City Schools: STEM plan 2027-28")
    assert [(award.id, award.federal_fiscal_year) for award in new.awards][:3] == [
        ("IA-27", 2027),
        ("IIA-27", 2027),
        ("IVA-27", 2027),
    ]
    assert new.period is not None
    assert (new.period.starts, new.period.ends) == (date(2027, 7, 1), date(2028, 9, 30))
    charged = {charge.award for activity in new.activities for line in activity.lines for charge in line.charges}
    assert charged <= {award.id for award in new.awards}
    assert new.total == old.total


def test_february_29_becomes_the_28th(book: Rulebook) -> None:
    old = _read("rural", book)
    first = replace(old.activities[0], starts=date(2028, 2, 29))
    assert next_year(replace(old, activities=(first,)), book).plan.activities[0].starts == date(2029, 2, 28)


def test_answers_of_the_old_year_are_asked_again(book: Rulebook) -> None:
    old = _read("rural", book)
    later = next_year(old, book)
    assert "in_application" in old.facts
    assert "clna_updated_on" in old.district.facts
    assert later.plan.facts == {}
    assert "clna_updated_on" not in later.plan.district.facts
    assert "capitalization_level" in later.plan.district.facts
    assert all(not award.facts for award in later.plan.awards)
    (head,) = [flag.words for flag in later.flags if flag.at == ()]
    assert "in_application" in head
    assert "clna_updated_on" in head
    assert judge_plan(later.plan, book, date(2027, 11, 1)).verdict is Verdict.NEEDS_INFORMATION


def test_a_closed_fund_is_flagged_and_keeps_its_year(book: Rulebook) -> None:
    later = next_year(_read("urban", book), book)
    number = next(n for n, award in enumerate(later.plan.awards) if award.fund == "arp-esser")
    (flag,) = [flag for flag in later.flags if flag.at == ("awards", number)]
    assert flag.words == "ARP ESSER is closed to new obligations since 2024-09-30. Charge its lines to another award."
    assert later.plan.awards[number].federal_fiscal_year == _read("urban", book).awards[number].federal_fiscal_year


def test_carryover_and_allocations_are_to_be_entered(book: Rulebook) -> None:
    later = next_year(_read("urban", book), book)
    words = {
        later.plan.awards[flag.at[1]].id: flag.words
        for flag in later.flags
        if flag.at[:1] == ("awards",) and len(flag.at) == 2 and isinstance(flag.at[1], int)
    }
    assert words["IVA-27"] == "$3,128,000.00 was the amount of 2026. Enter the new allocation."
    assert "Enter what is really left of this award, or take it out." in words.values()


@pytest.mark.parametrize(
    ("price", "is_flagged"), [("4,999.99", False), ("5,000.00", True), ("9,999.99", True), ("10,000.00", False)]
)
def test_a_price_between_two_thresholds_is_flagged(book: Rulebook, price: str, is_flagged: bool) -> None:
    text = f"""\
plan: 1
title: STEM plan 2023-24
district: {{name: Pine Creek, state: OH, nces_id: "3900001"}}
period: {{starts: 2024-07-01, ends: 2025-06-30}}
awards:
  - {{id: IVA-24, fund: title-iv-a, federal_fiscal_year: 2024, amount: 90000.00, awarded_on: 2024-07-01}}
activities:
  - id: A1
    title: Robotics
    kind: devices-robotics
    lines:
      - {{id: A1-arm, description: Robot arm, item: equip-special, quantity: 1, unit_cost: "{price}", charge_to: IVA-24}}
"""
    later = next_year(parse_plan(text, "old.yaml", "yaml", plan_vocabulary(book)), book)
    found = [flag.words for flag in later.flags if flag.at == ("activities", 0, "lines", 0)]
    assert any("went from $5,000.00 to $10,000.00" in words for words in found) is is_flagged


def test_what_was_explained_and_decided_stays_behind(book: Rulebook) -> None:
    old = _read("urban", book)
    assert old.explanations
    assert old.determinations
    new = next_year(old, book).plan
    assert (new.explanations, new.determinations) == ((), ())


def test_fiscal_years_move_and_totals_of_other_papers_stay_behind(book: Rulebook) -> None:
    """A total that somebody typed for the old plan says nothing of the new one."""
    old = _read("rural", book)
    line = replace(old.activities[0].lines[0], fiscal_year="2026-27")
    activity = replace(old.activities[0], lines=(line,), stated_total=line.amount)
    awards = tuple(replace(award, budgeted=award.amount) for award in old.awards)
    new = next_year(replace(old, awards=awards, activities=(activity,), stated_total=line.amount), book).plan
    assert new.activities[0].lines[0].fiscal_year == "2027-28"
    assert (new.stated_total, new.activities[0].stated_total) == (None, None)
    assert {award.budgeted for award in new.awards} == {None}
