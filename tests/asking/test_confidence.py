"""How sure a reading is."""

from __future__ import annotations

import pytest

from stemfunds.asking.confidence import CONFIDENT
from stemfunds.asking.understanding import Listener


def sure(listener: Listener, text: str) -> float:
    return listener.understand(text).confidence


def test_what_is_not_explained_counts_against_it(listener: Listener) -> None:
    """Each word that nobody knows takes some of it; a number takes less."""
    plain = sure(listener, "microscopes for biology")
    numbered = sure(listener, "microscopes for biology B2047")
    unknown = sure(listener, "microscopes for biology zorblat")
    assert plain > numbered > unknown
    assert unknown > sure(listener, "microscopes for biology zorblat quuxly")


@pytest.mark.parametrize(
    "text", ["microscopes for biology", "stipends for teachers at a math institute", "VEX registration fees"]
)
def test_amounts_and_common_words_need_no_explaining(listener: Listener, text: str) -> None:
    """They take nothing of it."""
    assert sure(listener, f"{text}, $1,200") == pytest.approx(sure(listener, text), abs=0.05)


def test_another_question_is_never_answered(listener: Listener) -> None:
    """However many of its words are known."""
    assert sure(listener, "microscopes for biology") >= CONFIDENT
    assert sure(listener, "how old are microscopes for biology") < CONFIDENT
    assert sure(listener, "microscopes for biology near me") < CONFIDENT


def test_no_words_no_confidence(listener: Listener) -> None:
    """Nothing that somebody knows."""
    assert sure(listener, "zorblat") == 0
    assert sure(listener, "") == 0
