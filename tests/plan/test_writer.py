"""A plan that is written is read back as the same plan."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from stemfunds.plan.model import Plan
from stemfunds.plan.reader import parse_plan
from stemfunds.plan.writer import plan_data, plan_json, plan_yaml

from .plans import WORDS, read
from .strategies import plans


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50)
@given(plans())
def test_written_plans_are_read_back(plan: Plan) -> None:
    """In YAML and in JSON, whatever the texts hold."""
    assert parse_plan(plan_yaml(plan, WORDS), "p.yaml", "yaml", WORDS) == plan
    assert parse_plan(plan_json(plan, WORDS), "p.json", "json", WORDS) == plan


def test_the_small_plan_in_yaml() -> None:
    """Words stay bare, what could be misread is quoted."""
    assert plan_yaml(read(("title: STEM plan", 'title: "no"'), ("grades: 6-8", "grades: 6-8, low_income_percent: 0.5%"))) == (
        "plan: 1\n"
        'title: "no"\n'
        "district:\n"
        "  name: Lincoln Unified\n"
        "  state: CA\n"
        "schools:\n"
        "  - id: lincoln-ms\n"
        "    name: Lincoln Middle School\n"
        '    grades: "6-8"\n'
        "    low_income_percent: 0.5%\n"
        "awards:\n"
        "  - id: IVA-26\n"
        "    fund: title-iv-a\n"
        "    federal_fiscal_year: 2026\n"
        "    amount: 182000.00\n"
        "  - id: IIA-26\n"
        "    fund: title-ii-a\n"
        "    federal_fiscal_year: 2026\n"
        "    amount: 240500.00\n"
        "activities:\n"
        "  - id: A1\n"
        "    title: Robotics\n"
        "    kind: stem-competition\n"
        "    schools: [lincoln-ms]\n"
        "    lines:\n"
        "      - id: L1\n"
        "        description: Registration\n"
        "        item: competition-fees\n"
        "        quantity: 6\n"
        "        unit_cost: 275.00\n"
        "        amount: 1650.00\n"
        "        charge_to: IVA-26\n"
    )


def test_data_holds_texts_only() -> None:
    """No program between two of ours can round a number."""
    data = plan_data(read())
    assert data["plan"] == "1"
