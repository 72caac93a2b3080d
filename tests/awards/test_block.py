"""From amounts to awards, and to the block that goes into a plan."""

from __future__ import annotations

from stemfunds.awards import Allocation
from stemfunds.awards.block import awards_block, awards_of, last_day
from stemfunds.awards.model import AllocationKind
from stemfunds.judging.judge import Judge
from stemfunds.plan.model import Cents
from stemfunds.plan.reader import parse_plan


def allocation(fund: str, year: int, amount: int, kind: AllocationKind = "final") -> Allocation:
    return Allocation("0612345", fund, year, Cents(amount), kind, "Lincoln", 2)


AMOUNTS = (
    allocation("title-iv-a", 2026, 180_000_00, "preliminary"),
    allocation("title-iv-a", 2026, 182_000_00),
    allocation("title-iv-a", 2025, 21_400_55, "carryover"),
    allocation("perkins-v", 2026, 9_000_00, "preliminary"),
    allocation("title-ii-a", 2025, 200_000_00),
    allocation("title-ii-a", 2025, 3_000_00, "carryover"),
)


def test_awards_of_a_district() -> None:
    """Final before preliminary; carryover an award of its own year, with that year's allocation where the list has it."""
    assert [(award.id, award.amount, award.carryover, award.available) for award in awards_of(AMOUNTS)] == [
        ("title-iv-a-26", 182_000_00, None, 182_000_00),
        ("title-iv-a-25-carryover", 21_400_55, 21_400_55, 21_400_55),
        ("perkins-v-26", 9_000_00, None, 9_000_00),
        ("title-ii-a-25-carryover", 200_000_00, 3_000_00, 3_000_00),
    ]


def test_carryover_has_its_own_last_day(judge: Judge) -> None:
    """A year before that of the new grant."""
    new, left, *_ = awards_of(AMOUNTS)
    assert (str(last_day(new, judge.rulebook)), str(last_day(left, judge.rulebook))) == ("2028-09-30", "2027-09-30")


def test_the_block_is_read_as_the_awards(judge: Judge) -> None:
    """What is printed can be pasted, and says until when each can be obligated."""
    awards = awards_of(AMOUNTS)
    block = awards_block(awards, AMOUNTS, judge.rulebook)
    assert "  - id: title-iv-a-25-carryover    # Title IV-A, FFY 2025 carryover; obligate by 2027-09-30\n" in block
    assert "    amount: 9000.00    # preliminary; replace it when the final amount is known\n" in block
    assert block.count("preliminary") == 1
    rest = "activities: [{id: A, title: T, kind: tutoring}]\n"
    plan = parse_plan("plan: 1\ntitle: T\ndistrict: {name: L, state: CA}\n" + block + rest, "p.yaml")
    assert plan.awards == awards


def test_money_without_a_window(judge: Judge) -> None:
    """State money has no federal last day, and the block says so."""
    amounts = [allocation("state", 2027, 5_00)]
    assert "# State, FY 2027; no federal window\n" in awards_block(awards_of(amounts), amounts, judge.rulebook)
