"""What is meant by a rule, a line and an award."""

from __future__ import annotations

import pytest

from stemfunds.explaining.choosing import NothingToExplainError, all_findings, deciding_findings, explanations, told_once
from stemfunds.explaining.explaining import Explainer
from stemfunds.judging.verdicts import Verdict


def test_a_rule_at_a_line(explainers: dict[str, Explainer]) -> None:
    """Only there; the case of letters does not matter."""
    found = explanations(explainers["urban"], "ug-necessary@U1-tutors")
    assert [(one.rule, one.about) for one in found] == [("UG-NECESSARY", "line U1-tutors, award IA-26")]


def test_a_rule_at_an_award(explainers: dict[str, Explainer]) -> None:
    """What other awards pay is left out."""
    found = explanations(explainers["urban"], "UG-SHARED-BASIS")
    one = explanations(explainers["urban"], "UG-SHARED-BASIS", found[0].about.rpartition(" ")[2])
    assert 0 < len(one) < len(found)


def test_a_rule_that_found_nothing_is_explained_at_a_line(explainers: dict[str, Explainer]) -> None:
    """Why not is a question, too."""
    (one,) = explanations(explainers["urban"], "UG-QUOTES@U2-kits")
    assert one.finding is None
    assert one.tree is not None
    assert one.tree.value is True


def test_a_finding_of_an_activity_stands_once(explainers: dict[str, Explainer]) -> None:
    """Although every line of the activity has it."""
    found = [(one.rule, one.activity, one.award) for one in all_findings(explainers["urban"].result) if one.scope == "activity"]
    assert len(found) == len(set(found)) > 0


@pytest.mark.parametrize(
    ("wanted", "award", "message"),
    [
        ("UG-QUOTE", "", 'no rule "UG-QUOTE" (did you mean "UG-QUOTES"?); stemfunds check lists the findings of a plan'),
        ("UG-QUOTES@U2-kit", "", 'examples/urban/plan.yaml has no line or activity "U2-kit" (did you mean "U2-kits"?)'),
        ("UG-QUOTES", "IA-27", 'examples/urban/plan.yaml has no award "IA-27" (did you mean "IA-26"?)'),
        ("UG-ALCOHOL", "", "UG-ALCOHOL found nothing in this plan; UG-ALCOHOL@LINE explains why not, for one line"),
        ("UG-ALCOHOL@U2-kits", "", "UG-ALCOHOL does not reach U2-kits: it is about other kinds, items or funds"),
        ("T4A-TECH-15@U2-kits", "", "T4A-TECH-15 found nothing at U2-kits"),
    ],
)
def test_nothing_to_explain(explainers: dict[str, Explainer], wanted: str, award: str, message: str) -> None:
    """Says what was found, and the nearest right name."""
    with pytest.raises(NothingToExplainError) as said:
        explanations(explainers["urban"], wanted, award)
    assert str(said.value) == message


def test_what_decides_against_a_cost(explainers: dict[str, Explainer]) -> None:
    """Every charge that is worse than allowable has a deciding finding among them; the worst stand first."""
    result = explainers["urban"].result
    found = list(deciding_findings(result))
    ranks = [finding.verdict.rank for finding in found]
    assert ranks == sorted(ranks, reverse=True)
    assert min(ranks) > Verdict.ALLOWABLE.rank
    told = {(finding.rule, finding.activity, finding.award) for finding in found}
    charges = list(result.charges)
    for charge in charges:
        deciding = [one for one in charge.findings if one.verdict is charge.verdict is not Verdict.ALLOWABLE]
        assert all((one.rule, one.activity, one.award) in told for one in deciding)


def test_conditions_that_came_out_alike_are_told_once(explainers: dict[str, Explainer]) -> None:
    """With the places of the others; no place is lost, and rules stay apart."""
    explainer = explainers["urban"]
    every = [explainer.finding(finding) for finding in deciding_findings(explainer.result)]
    once = told_once(every)
    assert len(once) < len(every)
    assert sorted((one.rule, about) for one in once for about in (one.about, *one.also)) == sorted(
        (one.rule, one.about) for one in every
    )
    assert next(one for one in once if one.rule == "T4A-LOW-INCOME-RECORD").also == ("line U5-fees, award IVA-26",)
