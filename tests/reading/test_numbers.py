"""Money and numbers are exact, and only what people surely mean is accepted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.reading.numbers import decimal_number, dollars, integer, money, money_text, percent, plain, unit_price

from .told import told

cents = st.integers(-(10**14) + 1, 10**14 - 1)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12500", 12_500_00),
        ("12500.00", 12_500_00),
        ("12,500.00", 12_500_00),
        ("$12,500", 12_500_00),
        ("$ 12,500.10", 12_500_10),
        ("1200.5", 1_200_50),
        ("0", 0),
        ("0.01", 1),
        ("1,000,000", 1_000_000_00),
        ("999999999999.99", 99_999_999_999_999),
    ],
)
def test_money(typed: str, value: int) -> None:
    """Commas and the dollar sign change nothing."""
    assert told(money, typed) == (value, "")


@pytest.mark.parametrize(
    "typed",
    [
        "12,5OX", "1e3", "12:30", "12,50", "1,2500", "12.345", "12.", ".50", "15%", "12k", "1.200,50", "(500)", "ten",
        "1_000", "0612", "NaN", "inf", "١٢", "$", "1 000",
    ],
)  # fmt: skip  # a row of a table stays one line
def test_other_money_is_refused(typed: str) -> None:
    """Nothing is guessed, and the message shows the form."""
    value, message = told(money, typed, name="amount")
    assert value is None
    assert message.startswith('p.yaml:3:9  amount "')
    assert message.endswith('": expected dollars and cents, such as 12500.00')


@pytest.mark.parametrize("typed", ["1000000000000", "9" * 5000, "$1,000,000,000,000.00"])
def test_an_amount_beyond_any_budget(typed: str) -> None:
    """It has the form of an amount, so the message says what else is wrong."""
    value, message = told(money, typed, name="amount")
    assert value is None
    assert message.endswith('": the amount is too large; expected dollars and cents, such as 12500.00')


def test_the_letter_o_is_shown_as_typed() -> None:
    """The whole message, as people see it."""
    expected = "the letter O stands where a digit belongs; expected dollars and cents, such as 12500.00"
    assert told(money, "12,5OO")[1] == f'p.yaml:3:9  amount "12,5OO": {expected}'
    assert told(money, "l2.5x")[1] == 'p.yaml:3:9  amount "l2.5x": expected dollars and cents, such as 12500.00'


def test_negative_money() -> None:
    """Only where a field allows it."""
    assert told(money, "-$1,200.00", negative=True) == (-120_000, "")
    assert told(money, "\u2212$5", negative=True) == (-500, "")
    assert told(money, "-5.00") == (None, 'p.yaml:3:9  amount "-5.00": expected an amount of zero or more')


@given(cents)
def test_written_money_is_read_back(amount: int) -> None:
    """Writing and reading money loses no cent, in either way of writing; parentheses are the sign of what is below zero."""
    assert told(money, money_text(amount), negative=True) == (amount, "")
    assert told(money, dollars(amount).strip("()")) == (abs(amount), "")
    assert dollars(amount).startswith("(") == (amount < 0)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0, "$0.00"), (5, "$0.05"), (123_456_789, "$1,234,567.89"), (-100_050, "($1,000.50)")],
)
def test_money_as_people_write_it(amount: int, shown: str) -> None:
    """One way of writing for every report, document and worksheet."""
    assert dollars(amount) == shown


@given(cents.filter(lambda amount: amount >= 0))
def test_money_agrees_with_decimal(amount: int) -> None:
    """Cents are the exact decimal value times a hundred."""
    assert Decimal(money_text(amount)) * 100 == amount


@pytest.mark.parametrize(
    ("typed", "value"),
    [("60", "60"), ("60%", "60"), ("33.33", "33.33"), ("0", "0"), ("100", "100"), ("0.15%", "0.15"), ("1", "1")],
)
def test_percent(typed: str, value: str) -> None:
    """A percentage keeps its fraction."""
    assert told(percent, typed) == (Decimal(value), "")


@pytest.mark.parametrize("typed", ["101", "-5", "1/3", "fifteen", "1e2", "60 %%", "9" * 5000])
def test_percent_refused(typed: str) -> None:
    """Out of range or not a number."""
    value, message = told(percent, typed)
    assert value is None
    assert message.endswith('": expected a percentage from 0 to 100, such as 15 or 12.5')


def test_a_share_is_asked_about() -> None:
    """0.15 may be a slip for 15."""
    assert told(percent, "0.15") == (
        None,
        'p.yaml:3:9  percent "0.15": expected 15 if 15 percent is meant, 0.15% if less than one is meant',
    )


@pytest.mark.parametrize(("typed", "value"), [("8240", 8240), ("8,240", 8240), ("0", 0)])
def test_integer(typed: str, value: int) -> None:
    """Whole numbers, with or without commas."""
    assert told(integer, typed) == (value, "")


@pytest.mark.parametrize("typed", ["010", "1.5", "-3", "1e3", "12:30", "8.240", "many", "9" * 5000])
def test_integer_refused(typed: str) -> None:
    """Leading zeros, fractions and words are not whole numbers."""
    value, message = told(integer, typed)
    assert value is None
    assert "expected a whole number of 0 or more" in message


def test_integer_bounds_and_hint() -> None:
    """The bound is in the message, and a number with .0 has a hint."""
    assert told(integer, "13", least=1, most=12)[1] == 'p.yaml:3:9  number "13": expected a whole number from 1 to 12'
    assert told(integer, "25.0")[1].endswith('(did you mean "25"?)')


@pytest.mark.parametrize(("typed", "value"), [("30", "30"), ("2.5", "2.5"), ("1,200.25", "1200.25"), ("0.333333", "0.333333")])
def test_decimal_number(typed: str, value: str) -> None:
    """Quantities are exact."""
    assert told(decimal_number, typed) == (Decimal(value), "")


@pytest.mark.parametrize("typed", ["2,5", "1/2", "1e3", "0.1234567", ".5"])
def test_decimal_number_refused(typed: str) -> None:
    """European commas, fractions and exponents are not guessed."""
    assert told(decimal_number, typed) == (None, f'p.yaml:3:9  number "{typed}": expected a number, such as 30 or 2.5')


def test_unit_price_keeps_parts_of_a_cent() -> None:
    """A mileage rate has three decimals."""
    assert told(unit_price, "$0.725") == (Decimal("0.725"), "")
    assert told(unit_price, "1,200") == (Decimal(1200), "")
    assert told(unit_price, "0.72555")[0] is None


@pytest.mark.parametrize(("number", "written"), [("100", "100"), ("12.50", "12.5"), ("1E+3", "1000"), ("0.10", "0.1")])
def test_plain(number: str, written: str) -> None:
    """No exponent and no idle zeros."""
    assert plain(Decimal(number)) == written
