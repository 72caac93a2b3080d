"""Plans keep every value on their way between YAML, JSON and Excel."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from plan.plans import WORDS, read
from plan.strategies import cents, plans
from strategies import examples

from stemfunds.plan.arithmetic import half_up
from stemfunds.plan.model import Cents, Charge, Line, Plan
from stemfunds.plan.reader import parse_plan
from stemfunds.plan.writer import plan_json, plan_yaml
from stemfunds.reading.problems import UnusableInput
from stemfunds.rulebook.model import Rulebook
from stemfunds.workbook.convert import convert_plan
from stemfunds.workbook.package import safe_package
from stemfunds.workbook.reader import parse_workbook
from stemfunds.workbook.safe_text import LONGEST_CELL
from stemfunds.workbook.writer import workbook_bytes

AWKWARD = (
    "a\rb", "a\r\nb", "a\nb", "=1+1", "+1", "-1", "@x", "'quoted", "007", "1E+05", "2026-07-01", "60%", "TRUE", "no", "#DIV/0!",
    "_x000D_", "a;b, c", "𝔘", "x\u2028x", "http://example.org", "$5", "1,000", "{=A1}", "<b>&amp;</b>", "\u202eabc",
)  # fmt: skip  # a row of a table stays one line
AWKWARD_TEXTS = st.sampled_from(AWKWARD)
UNIT_COSTS = st.decimals(0, 10**6, places=4) | st.sampled_from([Decimal("0.725"), Decimal("999999999999.9999")])
"""Rates with parts of a cent, and one with more digits than a cell holds."""


@st.composite
def awkward_plans(draw: st.DrawFn) -> Plan:
    """Plans whose texts look like something else, and whose prices have parts of a cent."""
    plan = draw(plans())
    activities = tuple(
        replace(one, title=draw(AWKWARD_TEXTS), lines=(*one.lines, _line(draw, one.id))) for one in plan.activities
    )
    district = replace(plan.district, name=draw(AWKWARD_TEXTS), nces_id=draw(st.sampled_from(["0000001", "0612345"])))
    return replace(plan, title=draw(AWKWARD_TEXTS), district=district, activities=activities)


def _line(draw: st.DrawFn, activity: str) -> Line:
    price, amount = draw(UNIT_COSTS), draw(cents)
    exact = price if price.scaleb(2) % 1 else None
    return Line(
        id=f"{activity}.x",
        description=draw(AWKWARD_TEXTS),
        item="competition-fees",
        unit=draw(AWKWARD_TEXTS),
        unit_cost=half_up(price.scaleb(2)),
        unit_cost_exact=None if exact is None else exact.normalize(),
        amount=amount,
        charges=(Charge(award="IVA-26", share=Decimal(100), amount=amount),),
    )


@settings(max_examples=examples(25))
@given(awkward_plans())
def test_every_value_is_kept(rulebook: Rulebook, plan: Plan) -> None:
    """YAML to Excel to JSON, with every value as it was."""
    from_yaml = parse_plan(plan_yaml(plan, WORDS), "p.yaml", "yaml", WORDS)
    from_workbook = parse_workbook(workbook_bytes(rulebook, from_yaml, WORDS, spare=False), "p.xlsx", WORDS)
    from_json = parse_plan(plan_json(from_workbook, WORDS), "p.json", "json", WORDS)
    assert from_yaml == plan
    assert from_workbook == plan
    assert from_json == plan


def test_the_same_plan_gives_the_same_bytes(rulebook: Rulebook) -> None:
    """Twice in a row."""
    plan = read(words=WORDS)
    assert workbook_bytes(rulebook, plan, WORDS, spare=False) == workbook_bytes(rulebook, plan, WORDS, spare=False)


def test_an_amount_that_is_the_arithmetic_stays_live(rulebook: Rulebook) -> None:
    """Another one is typed in."""
    plan = read(words=WORDS)
    line = plan.activities[0].lines[0]
    typed = replace(line, amount=Cents(1), charges=(replace(line.charges[0], amount=Cents(1)),))
    activity = replace(plan.activities[0], lines=(typed,))
    changed = replace(plan, activities=(activity,))
    assert parse_workbook(workbook_bytes(rulebook, changed, WORDS, spare=False), "p.xlsx", WORDS) == changed


@pytest.mark.parametrize(("first", "second"), [(".yaml", ".xlsx"), (".json", ".xlsx"), (".xlsx", ".yaml"), (".xlsx", ".json")])
def test_files_are_converted(federal: Rulebook, tmp_path: Path, first: str, second: str) -> None:
    """By the suffixes of their names; what is written can be read."""
    source, between, target = tmp_path / "a.yaml", tmp_path / f"b{first}", tmp_path / f"c{second}"
    source.write_text(plan_yaml(read()).replace("title-iv-a", "title-iv-a"), encoding="utf-8")
    plan = convert_plan(source, between, federal)
    assert convert_plan(between, target, federal) == plan
    if second == ".xlsx":
        assert safe_package(target)
    assert not list(tmp_path.glob(".*.part"))


def test_a_text_that_no_cell_can_hold(rulebook: Rulebook) -> None:
    """It is refused with its length, not cut."""
    plan = replace(read(words=WORDS), title="a" * (LONGEST_CELL + 1))
    with pytest.raises(UnusableInput, match="32,768 signs; a cell of a workbook holds 32,767"):
        workbook_bytes(rulebook, plan, WORDS, spare=False)


def test_formats_that_are_not_written(federal: Rulebook, tmp_path: Path) -> None:
    """The suffixes that are known are named."""
    with pytest.raises(UnusableInput, match=r'cannot tell the format from ".csv"; expected .yaml, .yml, .json, .xlsx'):
        convert_plan(tmp_path / "a.yaml", tmp_path / "b.csv", federal)
