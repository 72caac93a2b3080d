"""Amounts, ids and years of a list, exact, and never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.awards.cells import NcesIds, UnreadableCellError, amount_of, digits_of, year_of
from stemfunds.reading.numbers import dollars

ZEROS = ("01", "02", "04", "05", "06", "08", "09")


@given(st.integers(1, 10**13))
def test_every_amount_comes_back(cents: int) -> None:
    """With and without dollar sign and thousands commas."""
    for text in (dollars(cents), dollars(cents)[1:], str(Decimal(cents).scaleb(-2))):
        assert amount_of(text) == cents


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_the_noise_of_binary_sums_is_taken_off(parts: list[int]) -> None:
    """What a spreadsheet adds up in binary is a whole number of cents."""
    whole = sum(parts) or 1
    assert amount_of(f"{float(whole) / 100:.9f}") == whole


@pytest.mark.parametrize("text", ["1.005", "0.999", "1,00", "12,3456", "5 000", "-5", "(5)", "five", "$", "1e3", ".", "1,000,00"])
def test_what_is_no_amount(text: str) -> None:
    """Parts of a cent, commas in the wrong place, signs and words are refused."""
    with pytest.raises(UnreadableCellError):
        amount_of(text)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0612345", "0612345"),
        ("'0612345", "0612345"),
        ('="0612345"', "0612345"),
        ("06-12345", "0612345"),
        ("612345.0", "612345"),
        ("x", ""),
    ],
)
def test_ids_as_spreadsheets_dress_them(text: str, digits: str) -> None:
    """Apostrophes, formulas of one text, hyphens and a point nought."""
    assert digits_of(text) == digits


def test_a_lost_zero_is_put_back_only_where_it_is_certain() -> None:
    """Where no id of the column has a zero, and a State has the number."""
    ids = NcesIds(["612345", "3900001", "notes"], ZEROS)
    assert (ids.read("612345"), ids.read("3900001"), ids.restored) == ("0612345", "3900001", 1)
    for column, lost in ((["0612345"], "612346"), ([], "712345"), ([], "12345")):
        with pytest.raises(UnreadableCellError):
            NcesIds([*column, lost], ZEROS).read(lost)


@given(st.sampled_from(ZEROS), st.integers(0, 99_999))
def test_every_lost_zero_comes_back(state: str, district: int) -> None:
    """Whatever the State and the district."""
    whole = f"{state}{district:05d}"
    assert NcesIds([whole[1:]], ZEROS).read(whole[1:]) == whole
    assert NcesIds([], ()).read(str(district), str(int(state))) == whole


@pytest.mark.parametrize("text", ["2026", "FFY 2026", "FY2026", "2026.0"])
def test_years(text: str) -> None:
    """In four digits, with or without the letters."""
    assert year_of(text) == 2026


@pytest.mark.parametrize("text", ["26", "2026-27", "1999", ""])
def test_what_is_no_federal_year(text: str) -> None:
    """A school year is two calendar years; which one is meant is not guessed."""
    with pytest.raises(UnreadableCellError):
        year_of(text)
