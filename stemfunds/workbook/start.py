"""A new plan to fill in: an Excel workbook, or a YAML file with its fields explained."""

from __future__ import annotations

from pathlib import Path

from stemfunds.rulebook.model import Rulebook
from stemfunds.whole_file import write_whole

SKELETON = """\
# A STEM spending plan. Fill in the values, add awards, activities and lines, and check it with
#   stemfunds check {name}
# docs/plan-format.md explains every field. What is not known is left out.
plan: 1
title: STEM plan 2026-27
district:
  name: Name of the district
  state: {state}                      # two letters
  # nces_id: "0612345"           # 7 digits, in quotes to keep a leading zero
period: {{starts: 2026-07-01, ends: 2027-09-30}}

# Answers that hold for the whole plan; `stemfunds check` says which answers it needs.
# facts:
#   in_needs_assessment: yes

schools:
  - id: school-1
    name: Name of the school
    grades: 6-8

awards:
  - id: IVA-26
    fund: title-iv-a             # stemfunds funds lists them
    federal_fiscal_year: 2026
    amount: 25,000.00

activities:
  - id: A1
    title: Title of the activity
    kind: tutoring               # stemfunds kinds lists them
    schools: [school-1]
    lines:
      - id: A1-supplies
        description: What exactly is bought, in one sentence
        item: supplies-materials # stemfunds items lists them
        quantity: 10
        unit: sets
        unit_cost: 25.00
        charge_to: IVA-26
"""
"""The plan that a new YAML file holds; it is right in form."""


def write_template(target: Path, rulebook: Rulebook) -> None:
    """Write an empty workbook; raises OSError where it cannot be written."""
    from stemfunds.workbook.writer import workbook_bytes

    write_whole(target, workbook_bytes(rulebook))


def write_skeleton(target: Path, state: str = "") -> None:
    """Write a small YAML plan with comments, of a State or of Ohio; raises OSError where it cannot be written."""
    write_whole(target, SKELETON.format(name=target.name, state=state or "OH").encode())
