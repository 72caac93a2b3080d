"""A small plan as text, and what is said about it when something is changed."""

from __future__ import annotations

from textwrap import dedent

import pytest

from stemfunds.plan.model import Line, Plan
from stemfunds.plan.reader import parse_plan
from stemfunds.plan.vocabulary import EVERYTHING, FactShape, Vocabulary
from stemfunds.reading.problems import UnusableInput

SMALL = dedent("""\
    plan: 1
    title: STEM plan
    district: {name: Lincoln Unified, state: CA}
    schools:
      - {id: lincoln-ms, name: Lincoln Middle School, grades: 6-8}
    awards:
      - {id: IVA-26, fund: title-iv-a, federal_fiscal_year: 2026, amount: 182000.00}
      - {id: IIA-26, fund: title-ii-a, federal_fiscal_year: 2026, amount: 240500.00}
    activities:
      - id: A1
        title: Robotics
        kind: stem-competition
        schools: [lincoln-ms]
        lines:
          - id: L1
            description: Registration
            item: competition-fees
            quantity: 6
            unit_cost: 275.00
            amount: 1650.00
            charge_to: IVA-26
""")

WORDS = Vocabulary(
    funds={"title-iv-a": "title-iv-a", "title-ii-a": "title-ii-a", "Title 4": "title-iv-a", "SSAE": "title-iv-a"},
    kinds=("stem-competition", "tutoring"),
    items=("competition-fees", "supplies-materials"),
    objects=("supplies", "other"),
    facts={
        "organizer": FactShape("choice", {"nonprofit": "A nonprofit", "for-profit": "A company"}, "activity"),
        "student_groups": FactShape("choices", ("all", "low-income", "homeless"), "activity"),
        "in_needs_assessment": FactShape("yes-no", (), "activity"),
        "price_checked_on": FactShape("date", (), "line"),
        "stipend_total": FactShape("money", (), "line"),
        "sessions": FactShape("number", (), "activity"),
        "effort": FactShape("percent", (), "plan"),
        "covid_link": FactShape("text", (), "activity"),
        "allocation_share": FactShape("percent", (), "award"),
        "students": FactShape("number", (), "activity", built_in=True, question="How many (students)?"),
    },
    rules=("T4A-COMPETITION", "UG-NECESSARY"),
)


def changed(*changes: tuple[str, str], text: str = SMALL) -> str:
    """The small plan with some of its text replaced; what is to be replaced must be there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def read(*changes: tuple[str, str], words: Vocabulary = EVERYTHING) -> Plan:
    """The changed plan."""
    return parse_plan(changed(*changes), "p.yaml", vocabulary=words)


def line(*changes: tuple[str, str]) -> Line:
    """The only line of the changed plan."""
    return read(*changes).activities[0].lines[0]


def problems(*changes: tuple[str, str], words: Vocabulary = EVERYTHING) -> list[str]:
    """What is said about the changed plan, without the file name."""
    with pytest.raises(UnusableInput) as refused:
        read(*changes, words=words)
    return [str(problem).removeprefix("p.yaml:") for problem in refused.value.problems]
