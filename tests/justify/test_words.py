"""How figures and other people's texts are written."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.words import (
    clean,
    counted,
    day,
    day_in_prose,
    listed,
    percentage,
    symbol,
    verdict_words,
)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(1, 3, "33.3%"), (2, 3, "66.7%"), (1, 2000, "0.1%"), (1, 1, "100.0%"), (1, 0, "–")],
)
def test_percentage_has_one_decimal(part: int, whole: int, shown: str) -> None:
    assert percentage(part, whole) == shown


def test_dates_are_written_the_same_whatever_the_locale() -> None:
    assert day(date(2026, 10, 1)) == "Oct 1, 2026"
    assert day(None) == "–"
    assert day_in_prose(date(2026, 10, 1)) == "October 1, 2026"


def test_lists_and_counts_read_as_sentences() -> None:
    assert [listed(names) for names in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert (counted(1, "line"), counted(1200, "line")) == ("1 line", "1,200 lines")


def test_a_verdict_is_told_by_word_and_by_sign() -> None:
    """No two verdicts share either."""
    assert len({symbol(verdict) for verdict in Verdict}) == len({verdict_words(v) for v in Verdict}) == 4


@given(st.text())
def test_clean_text_is_one_line_without_signs_that_a_document_cannot_hold(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == clean(cleaned)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]", cleaned)
