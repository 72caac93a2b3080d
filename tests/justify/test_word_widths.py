"""Columns of Word tables: they fill the page, and no figure breaks in two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemfunds.justify.document import Column, Money, Row, Table, Words
from stemfunds.justify.word_widths import TALL_WIDTH, WIDE_WIDTH, column_widths
from stemfunds.justify.words import plain


def of_money(*cents: int, text: float = 20, figures: float = 10) -> Table:
    """A column of text and one of money for each amount."""
    columns = (Column("Text", text), *(Column("Amount", figures, "right") for _ in cents))
    return Table("Money", columns, (Row((Words((plain("Some words"),)), *map(Money, cents))),))


@given(st.lists(st.integers(0, 10**12), max_size=9), st.booleans())
def test_columns_fill_the_page(cents: list[int], wide: bool) -> None:
    widths = column_widths(of_money(*cents), wide)
    assert sum(widths) == (WIDE_WIDTH if wide else TALL_WIDTH)
    assert all(width > 0 for width in widths)


def test_columns_are_as_asked_where_there_is_room() -> None:
    assert column_widths(of_money(100, text=30, figures=10), wide=False) == [7560, 2520]


def test_a_figure_gets_the_room_it_needs() -> None:
    """Nine signs and a margin: a column that asked for a hundredth of the page is widened."""
    narrow = column_widths(of_money(268_430_000, text=99, figures=1), wide=False)
    assert narrow[1] > 1200


def test_eight_columns_of_millions_fit_across_a_page() -> None:
    table = of_money(*[6_000_000_000] * 8)
    widths = column_widths(table, wide=True)
    assert min(widths[1:]) > 14 * 92
