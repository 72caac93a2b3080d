"""Awards put into a plan file: what changes, what stays, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from stemfunds.awards.into_plan import CannotEditError, Edited, with_awards
from stemfunds.judging.judge import Judge
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Award, Cents
from stemfunds.plan.reader import parse_plan, read_plan

Edit: TypeAlias = Callable[..., Edited]

BEFORE = "plan: 1\ntitle: T    # a remark\ndistrict: {name: L, state: CA}\n"
AFTER = "\n# what we do\nactivities: [{id: A, title: T, kind: tutoring}]\n"
BLOCK = """\
awards:
  # the big one
  - id: IVA-26
    fund: title-iv-a
    federal_fiscal_year: 2026
    amount: $182,000.00       # as of June
    facts: {indirect_rate_kind: restricted}
  - id: IVA-25
    fund: title-iv-a
    federal_fiscal_year: 2025
    amount: "198,720.00"
    carryover: 38160
"""
NEW = (
    Award(id="n1", fund="title-iv-a", federal_fiscal_year=2026, amount=Cents(190_000_00)),
    Award(id="n2", fund="title-iv-a", federal_fiscal_year=2025, amount=Cents(40_000_50), carryover=Cents(40_000_50)),
    Award(id="n3", fund="title-ii-a", federal_fiscal_year=2026, amount=Cents(5_00)),
)


@pytest.fixture
def edit(judge: Judge, tmp_path: Path) -> Edit:
    """Puts the new awards into a plan given as text."""

    def editing(text: str, suffix: str = ".yaml") -> Edited:
        path = tmp_path / f"plan{suffix}"
        path.write_bytes(text.encode())
        words = plan_vocabulary(judge.rulebook)
        return with_awards(path, read_plan(path, words), NEW, frozenset({"n3"}), judge.rulebook, words)

    return editing


def test_amounts_change_where_they_stand(edit: Edit) -> None:
    """Comments, dates and facts stay; the carryover alone does not touch the year's allocation."""
    edited = edit(BEFORE + BLOCK + AFTER)
    expected = BLOCK.replace("$182,000.00", "190000.00").replace("38160", "40000.50") + (
        "  - id: n3    # Title II-A, FFY 2026; obligate by 2028-09-30\n"
        "    fund: title-ii-a\n"
        "    federal_fiscal_year: 2026\n"
        "    amount: 5.00    # preliminary; replace it when the final amount is known\n"
    )
    assert edited.text == BEFORE + expected + AFTER
    assert edited.changes == (
        "IVA-26: $182,000.00 becomes $190,000.00",
        "IVA-25: carryover $38,160.00 becomes $40,000.50",
        "n3: new, $5.00",
    )


def test_a_quoted_amount_and_lines_of_windows(edit: Edit) -> None:
    """Quotes go with the old amount; line ends are kept."""
    text = (BEFORE + BLOCK + AFTER).replace("$182,000.00 ", '"182000" ').replace("\n", "\r\n")
    edited = edit(text)
    assert "    amount: 190000.00       # as of June\r\n" in edited.text
    assert "\n" not in edited.text.replace("\r\n", "")


def test_a_plan_without_awards(edit: Edit) -> None:
    """The block comes behind everything else."""
    edited = edit(BEFORE + AFTER)
    assert edited.text.startswith(BEFORE + AFTER + "\nawards:\n  - id: n1    # Title IV-A, FFY 2026")
    assert len(parse_plan(edited.text, "p.yaml").awards) == 3


def test_other_awards_are_named(edit: Edit) -> None:
    """An award that the list does not have stays, and is told."""
    other = "  - {id: L, fund: local, federal_fiscal_year: 2027, amount: 7}\n"
    edited = edit(BEFORE + BLOCK + other + AFTER)
    assert other in edited.text
    assert "L: not in the list; it stays as it is" in edited.changes


def test_json_is_written_anew(edit: Edit) -> None:
    """JSON has no comments to lose."""
    text = '{"plan": 1, "title": "T", "district": {"name": "L", "state": "CA"}, "activities": [{"id": "A", "title": "T", "kind": "tutoring"}]}'
    assert parse_plan(edit(text, ".json").text, "p.json", "json").awards == NEW


@pytest.mark.parametrize("awards", ["awards: []\n", "awards: [{id: X, fund: local, federal_fiscal_year: 2027, amount: 7}]\n"])
def test_what_is_not_certain_is_refused(awards: str, edit: Edit) -> None:
    """Lists in brackets are for people to change."""
    with pytest.raises(CannotEditError, match="paste the block by hand"):
        edit(BEFORE + awards + AFTER)
