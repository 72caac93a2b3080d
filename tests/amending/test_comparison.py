"""What an amendment changes: sums that add up, verdicts that moved, findings that came and went."""

from __future__ import annotations

from msgspec.structs import replace

from stemfunds.amending.comparison import Comparison, MoneyChange, compare
from stemfunds.judging.verdicts import Verdict


def _by_name(changes: tuple[MoneyChange, ...]) -> dict[str, tuple[int | None, int | None]]:
    return {change.name: (change.old, change.new) for change in changes}


def test_money_by_activity_is_exact(comparison: Comparison) -> None:
    assert _by_name(comparison.activities) == {"R2": (721_600, 721_600 + 16 * 10_000 - 16 * 6_200 + 45_000)}


def test_the_differences_of_every_view_add_up_to_that_of_the_plan(comparison: Comparison) -> None:
    whole = comparison.new.total - comparison.old.total
    for view in (comparison.funds, comparison.objects, comparison.activities):
        assert sum(change.difference for change in view) == whole


def test_verdicts_better_worse_new_and_gone(comparison: Comparison) -> None:
    ways = {(change.line, change.award): change.way for change in comparison.charges}
    assert ways == {
        ("R2-kits", "IVA-26"): "same",
        ("R2-scale", "IVA-26"): "new",
        ("R3-shirts", "IVA-26"): "new",
        ("R2-refill", "IVA-26"): "gone",
        ("R3-shirts", "LOCAL-27"): "gone",
    }
    assert {change.line for change in comparison.set_back} == {"R2-scale", "R3-shirts"}


def test_a_verdict_that_moves_is_better_one_way_and_worse_the_other(comparison: Comparison) -> None:
    old = comparison.new
    (first, *lines) = old.activities[0].lines
    refused = replace(first.charges[0], verdict=Verdict.NOT_ALLOWABLE)
    worse_line = replace(first, charges=(refused,))
    new = replace(old, activities=(replace(old.activities[0], lines=(worse_line, *lines)), *old.activities[1:]))
    assert [change.way for change in compare(old, new).charges] == ["worse"]
    assert [change.way for change in compare(new, old).charges] == ["better"]


def test_findings_that_appeared(comparison: Comparison) -> None:
    assert ("UG-PROMOTIONAL", "R3-shirts") in {(finding.rule, finding.line) for finding in comparison.appeared}
    assert all(finding.line in (None, "R2-refill", "R3-shirts") for finding in comparison.gone)


def test_a_plan_against_itself_changes_nothing(comparison: Comparison) -> None:
    assert compare(comparison.old, comparison.old).is_empty
    assert not comparison.is_empty
