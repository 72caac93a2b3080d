"""Obligation windows: computed from months, and what they make of a charge."""

from __future__ import annotations

from datetime import date

import pytest
from tiny import FILES, activity, award, charge_of, judged, line, plan

from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.judging.windows import ObligationWindow, obligation_window
from stemfunds.plan.model import Period
from stemfunds.rulebook.model import Rulebook

from .conftest import Rules

OK, CONDITIONS, OPEN, REFUSED = Verdict
FIXED = (
    "fund.yaml",
    "  opens: {month: 7, day: 1}\n  months: 15\n  tydings_months: 12\n  october: {opens: {month: 10, day: 1}, months: 12}\n",
    "  opens: {date: 2020-03-13}\n  closes: {date: 2022-09-30}\n  tydings_months: 12\n",
)


def window_of(book: Rulebook, fund: str, year: int, stream: str = "july") -> ObligationWindow:
    """The federal window of an award."""
    window = book.funds[fund].window
    assert window is not None
    return obligation_window(window, year, stream)


@pytest.mark.parametrize(
    ("year", "stream", "opens", "closes"),
    [
        (2024, "july", date(2024, 7, 1), date(2026, 9, 30)),
        (2025, "july", date(2025, 7, 1), date(2027, 9, 30)),
        (2026, "july", date(2026, 7, 1), date(2028, 9, 30)),
        (2027, "july", date(2027, 7, 1), date(2029, 9, 30)),
        (2028, "july", date(2028, 7, 1), date(2030, 9, 30)),
        (2026, "october", date(2026, 10, 1), date(2028, 9, 30)),
    ],
)
def test_27_months(rules: Rules, year: int, stream: str, opens: date, closes: date) -> None:
    """Fifteen months and twelve of carryover, from July 1; the October part closes on the same day."""
    span = window_of(rules(), "stem-fund", year, stream)
    assert (span.opens, span.closes) == (opens, closes)


@pytest.mark.parametrize("year", range(2024, 2029))
def test_the_federal_formula_funds_have_27_months(federal: Rulebook, year: int) -> None:
    """Titles I-A, II-A and IV-A close on September 30 of the second year after, whatever the year."""
    for fund in ("title-i-a", "title-ii-a", "title-iv-a"):
        span = window_of(federal, fund, year)
        assert (span.opens, span.closes) == (date(year, 7, 1), date(year + 2, 9, 30))


def test_arp_esser_closed_on_september_30_2024(federal: Rulebook) -> None:
    """Fixed dates of one appropriation, its carryover year included."""
    span = window_of(federal, "arp-esser", 2021)
    assert span.closes == date(2024, 9, 30)


def test_fixed_dates_and_their_carryover_months(rules: Rules) -> None:
    """A window that closes on a date is longer by the carryover months; the year of the award does not matter."""
    span = window_of(rules("", FIXED), "stem-fund", 2026)
    assert (span.opens, span.closes) == (date(2020, 3, 13), date(2023, 9, 30))


def test_a_fund_without_window_is_never_outside(rules: Rules) -> None:
    """State and local money has no federal window."""
    window = FILES["fund.yaml"].partition("window:\n")[2].partition("authorities:")[0]
    book = rules("", ("fund.yaml", f"window:\n{window}", ""))
    assert book.funds["stem-fund"].window is None
    assert charge_of(book, line(committed_on=date(2040, 1, 1))).verdict is OK


@pytest.mark.parametrize(
    ("committed_on", "verdict"),
    [
        (date(2026, 6, 30), REFUSED),
        (date(2026, 7, 1), OK),
        (date(2028, 9, 30), OK),
        (date(2028, 10, 1), REFUSED),
    ],
)
def test_the_first_and_the_last_day_are_inside(rules: Rules, committed_on: date, verdict: Verdict) -> None:
    """An order is obligated on the day on which it is signed (34 CFR 76.707)."""
    charge = charge_of(rules(), line(committed_on=committed_on))
    assert (charge.verdict, charge.reason) == (verdict, Reason.OUTSIDE_WINDOW if verdict is REFUSED else None)


@pytest.mark.parametrize(
    ("starts", "ends", "verdict"),
    [
        (date(2026, 7, 1), date(2028, 9, 30), OK),
        (date(2026, 6, 30), date(2026, 8, 1), REFUSED),
        (date(2028, 9, 1), date(2028, 10, 1), REFUSED),
    ],
)
def test_work_is_obligated_while_it_is_done(rules: Rules, starts: date, ends: date, verdict: Verdict) -> None:
    """Work that begins before the window, or goes on after it, does not fit in."""
    charge = charge_of(rules(), line(item="teachers", committed_on=None, starts=starts, ends=ends))
    assert charge.verdict is verdict
    assert (charge.obligated_from, charge.obligated_to) == (starts, ends)


@pytest.mark.parametrize(
    ("starts", "ends", "verdict"),
    [
        (date(2026, 7, 1), date(2027, 6, 30), OK),
        (date(2028, 7, 1), date(2029, 6, 30), OPEN),
        (date(2028, 10, 1), date(2029, 6, 30), REFUSED),
    ],
)
def test_an_order_without_date_lies_in_the_plan_s_period(rules: Rules, starts: date, ends: date, verdict: Verdict) -> None:
    """The period alone decides where all of it is inside or outside; else the date of the order is asked for."""
    subject = plan(activity(line(committed_on=None)), period=Period(starts=starts, ends=ends))
    charge = charge_of(rules(), subject)
    assert charge.verdict is verdict
    asked = [needed.fact for finding in charge.findings for needed in finding.facts_needed]
    assert asked == (["line.committed_on"] if verdict is OPEN else [])


@pytest.mark.parametrize(("item", "asked"), [("kits", ["line.committed_on"]), ("teachers", ["line.starts", "line.ends"])])
def test_the_field_to_fill_in_is_asked_for(rules: Rules, item: str, asked: list[str]) -> None:
    """Nobody can answer for a computed date: the question names the field of the line."""
    charge = charge_of(rules(), plan(activity(line(item=item, committed_on=None)), period=None))
    (finding,) = [finding for finding in charge.findings if finding.rule == "SF-WINDOW"]
    assert (charge.verdict, [needed.fact for needed in finding.facts_needed]) == (OPEN, asked)


def test_the_message_shows_the_window_and_the_date(rules: Rules) -> None:
    """Both figures stand in it, with the repair."""
    (finding,) = charge_of(rules(), line(committed_on=date(2028, 10, 1))).findings
    assert finding.rule == "SF-WINDOW"
    assert finding.message == "STEM Fund of 2026: July 1, 2026 to September 30, 2028; on October 1, 2028."
    assert finding.hint == "Use another award."


def test_a_closed_window_is_told_as_closed(rules: Rules) -> None:
    """After its last day the award takes no new obligations, and the message begins with that."""
    subject = plan(activity(line(committed_on=date(2026, 8, 15))), awards=(award(federal_fiscal_year=2023),))
    charge = charge_of(rules(), subject)
    assert charge.reason is Reason.OUTSIDE_WINDOW
    assert charge.findings[0].message.startswith("STEM Fund of 2023 closed September 30, 2025. STEM Fund of 2023: July 1, 2023")


def test_an_old_plan_is_judged_by_its_own_dates(rules: Rules) -> None:
    """That the window has closed since is no reason against a cost that was obligated in time."""
    subject = plan(activity(line(committed_on=date(2024, 8, 15))), awards=(award(federal_fiscal_year=2023),))
    assert charge_of(rules(), subject, date(2026, 11, 23)).verdict is OK


def test_liquidation_is_counted_from_the_close(rules: Rules) -> None:
    """Ninety days after September 30, 2028."""
    (use,) = judged(rules()).awards
    assert (use.opens, use.closes, use.liquidate_by) == (date(2026, 7, 1), date(2028, 9, 30), date(2028, 12, 29))
