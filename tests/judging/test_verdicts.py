"""The four verdicts and their order."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest

from stemfunds.judging.verdicts import Reason, Verdict, worst
from stemfunds.rulebook.model import Rulebook


def test_best_first() -> None:
    """The order and the words of the contract."""
    assert [verdict.value for verdict in Verdict] == [
        "allowable",
        "allowable-with-conditions",
        "needs-information",
        "not-allowable",
    ]
    assert [verdict.rank for verdict in Verdict] == [0, 1, 2, 3]


@pytest.mark.parametrize(("better", "worse"), list(combinations_with_replacement(Verdict, 2)))
def test_the_worst_wins(better: Verdict, worse: Verdict) -> None:
    """Of two verdicts, in either order."""
    assert worst((better, worse)) is worst((worse, better)) is worse
    assert worse.at_least_as_bad_as(better)
    assert better.at_least_as_bad_as(worse) is (better is worse)


def test_nothing_is_allowable() -> None:
    """No finding, no objection."""
    assert worst(()) is Verdict.ALLOWABLE


def test_the_five_reasons_have_words(federal: Rulebook) -> None:
    """Every reason is explained in the rulebook, and there is no other."""
    assert {reason.value for reason in Reason} == set(federal.reasons)
