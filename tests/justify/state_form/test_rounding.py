"""Whole dollars by largest remainder: laws that hold for all amounts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.justify.state_form.rounding import settled, whole_dollars

PARTS = st.dictionaries(st.text("abcd", min_size=1, max_size=3), st.integers(0, 10**11), max_size=12)


@given(PARTS)
def test_the_parts_add_up_and_none_moves_by_a_dollar(parts: dict[str, int]) -> None:
    """The parts are whole dollars, their sum is the rounded sum, and rounding again changes nothing."""
    found = settled(parts)
    assert found.keys() == parts.keys()
    assert sum(found.values()) == whole_dollars(sum(parts.values()))
    assert all(cents % 100 == 0 and abs(cents - parts[name]) < 100 for name, cents in found.items())
    assert settled(found) == found


@given(PARTS)
def test_the_order_of_the_parts_has_no_effect(parts: dict[str, int]) -> None:
    assert settled(dict(reversed(parts.items()))) == settled(parts)


def test_an_example_by_hand() -> None:
    """1.40 + 2.40 + 3.40 is 7.20, so 7: one dollar is left over, and goes to the first of the equal remainders."""
    assert settled({"b": 140, "a": 240, "c": 340}) == {"b": 100, "a": 300, "c": 300}
    assert (whole_dollars(149), whole_dollars(150)) == (100, 200)
    with pytest.raises(ValueError, match="cannot be reached"):
        settled({"a": 140}, 500)
