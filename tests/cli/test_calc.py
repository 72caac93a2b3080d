"""`stemfunds calc` as a user calls it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from .conftest import Call, call_apart

CARRYOVER = ("calc", "title-i-carryover", "--set", "allocation=820,000", "--set", "unobligated=$150,000.00")


def test_without_a_name_all_are_listed(call: Call) -> None:
    """One line each."""
    said = call("calc")
    assert said.status == 0
    assert "  title-i-carryover             Title I-A carryover" in said.out.splitlines()


def test_answers_are_worked_out(call: Call) -> None:
    """The steps stand in columns, with their arithmetic."""
    said = call(*CARRYOVER)
    assert (said.status, said.err) == (0, "")
    assert "       D = 15 % × C = 15 % × $820,000.00" in said.out.splitlines()


def test_two_runs_are_the_same_bytes(call: Call) -> None:
    """Nothing depends on the clock."""
    assert call(*CARRYOVER, "--format", "json").out == call(*CARRYOVER, "--format", "json").out


def test_what_is_missing_is_named_with_its_question(call: Call) -> None:
    """All of it at once, with the way to give it."""
    said = call("calc", "equitable-services-i-a", "--set", "alocation=1")
    assert said.status == 2
    areas = (
        "Which public school areas are served, and how many children from low-income families live in each? "
        "(--rows FILE with area, public_low_income, private_low_income)"
    )
    assert said.err.splitlines() == [
        'equitable-services-i-a has no input "alocation" (did you mean "allocation"?)',
        "equitable-services-i-a: missing allocation: What is the district's Title I-A allocation for the year? (--set allocation=…)",
        f"equitable-services-i-a: missing areas: {areas}",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("calc", "title-i-cary"), 'unknown calculator "title-i-cary" (did you mean "title-i-carryover"?)'),
        (
            ("calc", "title-i-carryover", "--format", "jsn"),
            'unknown format "jsn" (did you mean "json"?); expected table, json, md',
        ),
        (("calc", "title-i-carryover", "--rows", "x.csv"), "title-i-carryover takes no list; --rows is not for it"),
        (("calc", "equitable-services-i-a", "--rows", "no-such.csv"), "no-such.csv:1:1  there is no such file"),
        (("calc", "iv-a-shares", "--from", "examples/mid-size/plan.yaml"), "which award? --award takes one of IVA-26"),
        (("calc", "obligation-window", "--set", "fund=local", "--set", "federal_fiscal_year=2026"), "no window for local"),
    ],
)
def test_a_call_that_cannot_be_used_ends_with_2(call: Call, arguments: tuple[str, ...], told: str) -> None:
    """With one clear message and nothing on standard output."""
    said = call(*arguments)
    assert (said.status, said.out) == (2, "")
    assert told in said.err


def test_rows_come_from_a_file(call: Call, tmp_path: Path) -> None:
    """Markdown, with the table of the areas."""
    path = tmp_path / "areas.csv"
    path.write_text("area,public_low_income,private_low_income\nNorth,2850,150\n", encoding="utf-8")
    said = call("calc", "equitable-services-i-a", "--set", "allocation=1,000,000", "--rows", str(path), "--format", "md")
    assert said.status == 0
    assert "**$50,000.00**" in said.out


def test_a_plan_answers_and_set_comes_first(call: Call) -> None:
    """The plan's own base, and another rate."""
    plan = ("calc", "indirect-cost", "--from", "examples/mid-size/plan.yaml", "--award", "IVA-26", "--format", "json")
    steps = {step["step"]: step["value"] for step in json.loads(call(*plan).out)["steps"] if "step" in step}
    assert (steps["D2"], steps["E2"], steps["F1"], steps["F2"]) == ("114872.15", "3.1", "3561.03", "2790.00")
    other = {step["step"]: step["value"] for step in json.loads(call(*plan, "--set", "rate=2").out)["steps"] if "step" in step}
    assert (other["E2"], other["F1"], other["F3"]) == ("2", "2297.44", "492.56")


def test_every_example_works(call: Call) -> None:
    """`--example` needs nothing else."""
    names = [line.split()[0] for line in call("calc").out.splitlines() if line.startswith("  ")]
    assert len(names) >= 12
    for name in names:
        said = call("calc", name, "--example")
        assert (name, said.status, said.err) == (name, 0, "")


def test_on_a_terminal_the_rest_is_asked(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong answer is told and asked again."""
    typed = io.StringIO("lots\n150,000\n")
    monkeypatch.setattr("sys.stdin", typed)
    monkeypatch.setattr(typed, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    said = call("calc", "title-i-carryover", "--set", "allocation=820,000", "--format", "json")
    steps = {step["step"]: step["value"] for step in json.loads(said.out)["steps"]}
    assert (said.status, steps["K"]) == (0, "27000.00")
    assert 'unobligated "lots": expected dollars and cents' in said.err


def test_the_program_answers_as_its_own_process() -> None:
    """As a user calls it, without color."""
    said = call_apart("calc", "obligation-window", "--example", NO_COLOR="1", COLUMNS="80")
    assert said.status == 0
    assert "2028-09-30" in said.out
    assert "\x1b" not in said.out


def test_an_indirect_charge_above_the_agreement_is_an_error_with_both_figures(call: Call, tmp_path: Path) -> None:
    """The example's plan with a higher indirect line, and with the arithmetic in JSON."""
    written = Path("examples/mid-size/plan.yaml").read_text(encoding="utf-8")
    path = tmp_path / "plan.yaml"
    path.write_text(written.replace("share_percent: 3.1", "share_percent: 4.1"), encoding="utf-8")
    said = json.loads(call("check", str(path), "--as-of", "2026-11-23", "--format", "json").out)["plans"][0]
    limit = next(one for one in said["limits"] if (one["rule"], one["award"]) == ("UG-INDIRECT-RESTRICTED-CAP", "IVA-26"))
    assert (limit["status"], limit["measured"], limit["bound"], limit["calculator"]) == (
        "breached",
        "3690.00",
        "3561.03",
        "indirect-cost",
    )
    assert [step["value"] for step in limit["steps"]][-3:] == ["3561.03", "3690.00", "128.97"]
    (finding,) = [one for one in said["findings"] if one["rule"] == "UG-INDIRECT-RESTRICTED-CAP"]
    assert finding["severity"] == "error"
    assert "$3,690.00, at most $3,561.03 (3.1 percent of $114,872.15: $124,122.15 direct costs less" in finding["message"]


def test_an_answer_that_cannot_be_read_is_not_missing_as_well(call: Call) -> None:
    """One message for one mistake."""
    said = call("calc", "title-i-carryover", "--set", "allocation=abc", "--set", "unobligated=5")
    assert (said.status, said.err.splitlines()) == (
        2,
        ['title-i-carryover: allocation "abc": expected dollars and cents, such as 12500.00'],
    )


def test_a_column_that_lacks_is_told_once(call: Call, tmp_path: Path) -> None:
    """Not again for each row."""
    (tmp_path / "areas.csv").write_text("area,public_low_income\nNorth,5\nSouth,6\n", encoding="utf-8")
    said = call("calc", "equitable-services-i-a", "--set", "allocation=1", "--rows", str(tmp_path / "areas.csv"))
    assert said.status == 2
    (line,) = said.err.splitlines()
    assert "the column private_low_income is missing" in line


def test_the_list_is_in_the_order_of_the_names(call: Call) -> None:
    """So that a name is found at a glance."""
    names = [line.split()[0] for line in call("calc").out.splitlines() if line.startswith("  ") and line[2] != " "]
    assert names == sorted(names)
    assert "iii-a-admin" in names


def test_the_list_in_other_formats(call: Call) -> None:
    """A program reads the ids; a page shows them as a table."""
    listed = json.loads(call("calc", "--format", "json").out)["calculators"]
    assert [one["id"] for one in listed] == sorted(one["id"] for one in listed)
    assert {"title-i-carryover", "iv-a-shares"} <= {one["id"] for one in listed}
    assert "| title-i-carryover | Title I-A carryover |" in call("calc", "--format", "md").out
