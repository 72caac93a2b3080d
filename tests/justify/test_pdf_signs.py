"""Texts made fit to be set in a PDF file."""

from __future__ import annotations

import pytest

from stemfunds.justify.pdf_signs import Lettering


@pytest.mark.parametrize("text", ["", "Robotics", "Tiếng Việt", "ʻokina", "“x” ≥ 5 × 3 – …", "U3-rooms", "interdisciplinary"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    lettering = Lettering()
    assert lettering.fit(text) == text
    assert lettering.unshown == []


def test_an_endless_word_may_break() -> None:
    """Else it would run over the edge of its cell."""
    assert Lettering().fit("a" * 30, in_a_cell=True) == "\u200b".join(["a" * 12, "a" * 12, "a" * 6])
    assert Lettering().fit("a" * 30) == "a" * 30
    assert Lettering().fit("a" * 70).count("\u200b") == 5
    assert Lettering().fit("ABC_2026_ROBOTICS_KITS", in_a_cell=True) == "ABC_2026_ROB\u200bOTICS_KITS"


def test_signs_without_a_glyph_are_counted_once() -> None:
    lettering = Lettering()
    assert (lettering.fit("a 中 b"), lettering.fit("中 😀")) == ("a □ b", "□ □")
    assert lettering.unshown == ["U+4E2D", "U+1F600"]


def test_a_mark_on_a_sign_without_a_glyph() -> None:
    """Each may be drawn, the two together not: neither is, rather than no file at all."""
    assert Lettering().fit("a 中\u1dd8 b") == "a □□ b"
    assert Lettering().fit("e\u0301") == "e\u0301"


def test_control_signs_are_left_out() -> None:
    assert Lettering().fit("a\x07\u202eb") == "ab"
