"""Sums, totals and awards of a plan over two fiscal years, the same in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import Call, Said

PLAN = """\
plan: 1
title: Two years
district: {name: Pine Creek, state: OH, nces_id: "3900001"}
period: {starts: 2026-07-01, ends: 2028-06-30}
total: 40000.00
awards:
  - {id: OVER, fund: title-ii-a, federal_fiscal_year: 2026, amount: 32708.32, budgeted: 32708.33}
  - {id: LEFT, fund: title-ii-a, federal_fiscal_year: 2025, amount: 200000.00, carryover: 7000.00, budgeted: 6558.01}
  - {id: LOCAL, fund: local, federal_fiscal_year: 2027, amount: 5.00}
activities:
  - id: A1
    title: Coaching
    kind: teacher-pd
    total: 39266.35
    lines:
      - id: A1-coach
        description: Half a coach for ten months
        item: salary-direct
        position: Coach
        fiscal_year: 2026-27
        salary: {fte: 0.5, annual_rate: 78500, months: 10}
        charge_to: OVER
      - id: A1-benefits
        description: Benefits of the coach
        item: fringe
        fiscal_year: 2027-28
        fringe: {base_lines: [A1-coach], components: [{name: FICA, rate: 7.65}, {name: Retirement, rate: 12.4}]}
        amount: 6558.01
        starts: 2027-07-01
        ends: 2027-08-31
        charge_to: LEFT
"""


@pytest.fixture
def plan(tmp_path: Path) -> str:
    """The plan as a file."""
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return str(path)


def check(call: Call, plan: str, form: str) -> Said:
    return call("check", plan, "--as-of", "2027-10-01", "--format", form)


WARNINGS = {
    "BF-PLAN-TOTAL": "Here: stated total $40,000.00; total $39,266.34.",
    "BF-ACTIVITY-TOTAL": "Here: stated total $39,266.35; amount $39,266.34.",
    "BF-UNBUDGETED-LAPSED": "Here: unbudgeted $441.99; charged $6,558.01; available $7,000.00; obligate by 2027-09-30.",
    "BF-UNBUDGETED-NO-DATE": "Here: unbudgeted $5.00; charged $0.00; available $5.00.",
    "BF-AMOUNT": (
        "Here: arithmetic Base: A1-coach $32,708.33; FICA $32,708.33 × 7.65% = $2,502.19; "
        "Retirement $32,708.33 × 12.4% = $4,055.83; total $6,558.02; amount $6,558.01."
    ),
}
OVER = "The plan charges more to the award than it has. Measured: $32,708.33, at most $32,708.32, over by $0.01."


def test_json(call: Call, plan: str) -> None:
    """Over-budget is an error, what is left a warning; totals by year add up to the plan."""
    found = json.loads(check(call, plan, "json").out)["plans"][0]
    charges = [charge for line in found["activities"][0]["lines"] for charge in line["charges"]]
    findings = [*found["findings"], *(finding for charge in charges for finding in charge["findings"])]
    said = {finding["rule"]: finding for finding in findings}
    for rule, words in WARNINGS.items():
        assert said[rule]["message"].endswith(words), rule
        assert (said[rule]["severity"], said[rule]["verdict"]) == ("warning", "allowable")
    assert (said["BF-OVER-AWARD"]["message"], said["BF-OVER-AWARD"]["severity"]) == (OVER, "error")
    assert {"BF-UNBUDGETED", "BF-AWARD-TOTAL", "BF-POSITION"}.isdisjoint(said)
    assert [finding["award"] for finding in findings if finding["rule"] == "BF-UNBUDGETED-NO-DATE"] == ["LOCAL"]
    assert [(award["id"], award["is_carryover"], award["closes"]) for award in found["awards"]] == [
        ("OVER", False, "2028-09-30"),
        ("LEFT", True, "2027-09-30"),
        ("LOCAL", False, None),
    ]
    assert found["fiscal_years"] == [
        {"fiscal_year": "2026-27", "amount": "32708.33"},
        {"fiscal_year": "2027-28", "amount": "6558.01"},
    ]
    assert [line["fiscal_year"] for line in found["activities"][0]["lines"]] == ["2026-27", "2027-28"]


def test_before_the_last_day_the_warning_names_it(call: Call, plan: str) -> None:
    """One day earlier the money can still be obligated."""
    found = json.loads(call("check", plan, "--as-of", "2027-09-30", "--format", "json").out)["plans"][0]
    (left,) = [finding for finding in found["findings"] if finding["rule"] == "BF-UNBUDGETED"]
    assert (left["award"], left["severity"]) == ("LEFT", "warning")
    assert left["message"].endswith("available $7,000.00; obligate by 2027-09-30.")


def test_table(call: Call, plan: str) -> None:
    """For people: what is over, what is left, and each year."""
    out = check(call, plan, "table").out
    joined = " ".join(out.split())
    for words in (*WARNINGS.values(), OVER):
        assert words in joined
    assert "Title II-A, FFY 2026: $32,708.33 of $32,708.32, $0.01 over;" in joined
    assert "Title II-A, FFY 2025 carryover: $6,558.01 of $7,000.00, $441.99 left; obligate 2025-07-01 to 2027-09-30" in joined
    assert "Fiscal years\n  2026-27           $32,708.33\n  2027-28            $6,558.01\n" in out


def test_markdown(call: Call, plan: str) -> None:
    """For a pull request or a wiki."""
    out = check(call, plan, "md").out.replace("\\", "")
    assert "| 2026-27 | $32,708.33 |\n| 2027-28 | $6,558.01 |\n" in out
    for words in (*WARNINGS.values(), OVER):
        assert words in out


def test_csv(call: Call, plan: str) -> None:
    """A spreadsheet can sum by year."""
    rows = list(csv.DictReader(io.StringIO(check(call, plan, "csv").out)))
    assert {(row["line"], row["fiscal_year"]) for row in rows if row["line"]} == {
        ("A1-coach", "2026-27"),
        ("A1-benefits", "2027-28"),
    }
    said = {row["rule"]: row["message"] for row in rows}
    assert said["BF-OVER-AWARD"] == OVER
    assert said["BF-UNBUDGETED-LAPSED"].endswith(WARNINGS["BF-UNBUDGETED-LAPSED"])


def test_the_justification(call: Call, plan: str, tmp_path: Path) -> None:
    """The arithmetic of each form, the years in a table whose sums are the plan's, and every figure of the findings."""
    target = tmp_path / "j.md"
    assert call("justify", plan, "-o", str(target), "--as-of", "2027-10-01").status == 0
    text = target.read_text(encoding="utf-8").replace("\\", "")
    assert "0.5 FTE × $78,500.00 a year × 10/12 months = $32,708.33" in text
    assert "Base: A1-coach $32,708.33; FICA $32,708.33 × 7.65% = $2,502.19;" in text
    assert "Budget by object class and fiscal year of the district" in text
    assert "| **Total** | **$32,708.33** | **$6,558.01** | **$39,266.34** |" in text
    for words in (*WARNINGS.values(), OVER):
        assert words in text


def test_one_year_needs_no_table(call: Call, tmp_path: Path) -> None:
    """Where all lines fall in one year, nothing is added."""
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN.replace("2027-28", "2026-27"), encoding="utf-8")
    assert "Fiscal years" not in call("check", str(path), "--as-of", "2027-10-01").out
    assert "## Fiscal years" not in call("check", str(path), "--as-of", "2027-10-01", "--format", "md").out
