"""Explanations as people see them, kept as files at two widths."""

from __future__ import annotations

import pytest
from snapshot import same_as_recorded

from stemfunds.explaining.choosing import all_findings, explanations
from stemfunds.explaining.explaining import Explainer
from stemfunds.explaining.report import Folding, explanation_lines
from stemfunds.reporting.styled import plain

FOLDED = Folding()


def _text(explainer: Explainer, wanted: str, width: int, folding: Folding = FOLDED) -> str:
    lines = [plain(one) for one in explanation_lines(explanations(explainer, wanted), width, folding)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("wanted", ["UG-QUOTES", "T4A-TECH-15", "T4A-WINDOW", "T2A-PD-DEFINITION@U14-registration"])
def test_as_recorded(explainers: dict[str, Explainer], wanted: str, width: int) -> None:
    """A requirement with a definition in it, a cap, a window, and one line."""
    text = _text(explainers["urban"], wanted, width)
    assert same_as_recorded(__file__, f"{wanted.replace('@', '-at-')}-{width}.txt", text)


def test_folding(explainers: dict[str, Explainer]) -> None:
    """Folded is what the outcome does not rest on; --all shows every condition, --depth so many levels of all."""
    usual = _text(explainers["urban"], "UG-QUOTES", 100)
    whole = _text(explainers["urban"], "UG-QUOTES", 100, Folding(everything=True))
    assert "it applies when (9 conditions folded)" in usual
    assert "folded" not in whole
    assert whole.count("\n") > usual.count("\n")
    top = _text(explainers["urban"], "UG-QUOTES", 100, Folding(depth=1))
    assert [line[:9].strip() for line in top.split("\n\n")[1].splitlines()] == ["no", "yes", "no"]


def test_every_line_begins_with_its_value_in_words(explainers: dict[str, Explainer]) -> None:
    """Nothing is told by color or by a sign alone, and nothing is wider than the terminal."""
    for finding in all_findings(explainers["urban"].result):
        lines = [plain(one) for one in explanation_lines([explainers["urban"].finding(finding)], 80, Folding(everything=True))]
        assert max(map(len, lines)) <= 80, finding.rule
        tree = explainers["urban"].finding(finding).tree
        if tree is not None:
            told = [line[:9].strip() for line in lines[lines.index("") + 1 :]]
            assert told[0] in ("yes", "no", "unknown")
            assert set(told) <= {"yes", "no", "unknown", ""}


def test_a_fact_that_is_not_given(explainers: dict[str, Explainer]) -> None:
    """It says so, with the question that would answer it."""
    waiting = next(one for one in all_findings(explainers["mid-size"].result) if one.facts_needed)
    lines = explanation_lines([explainers["mid-size"].finding(waiting)], 100, Folding())
    text = " ".join(" ".join(plain(one) for one in lines).split())
    assert f"{waiting.facts_needed[0].fact}: not given. {waiting.facts_needed[0].question}" in text
