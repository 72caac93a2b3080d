"""`stemfunds explain` and `check --explain`: the reasoning of a rule."""

from __future__ import annotations

import json

import pytest

from .conftest import LATE, UNPAID, Call, Plans

PLAN = "examples/urban/plan.yaml"
DAY = ("--as-of", "2026-11-23")


def test_one_finding(call: Call) -> None:
    """The rule, its value, the fact and its line in the file."""
    said = call("explain", PLAN, "UG-QUOTES", *DAY)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("UG-QUOTES  line U25-guides, award IVA-26  ✗ not allowable\n")
    assert "line.procurement_method = micro-purchase" in said.out
    assert "examples/urban/plan.yaml:1530:37" in said.out


def test_as_json(call: Call) -> None:
    """The same tree, whole, with values as words."""
    found = json.loads(call("explain", PLAN, "UG-QUOTES", "-f", "json", *DAY).out)
    (one,) = found["explanations"]
    assert (one["rule"], one["value"], one["tree"]["value"], one["finding"]["verdict"]) == (
        "UG-QUOTES",
        "no",
        "no",
        "not-allowable",
    )
    trigger, must = one["tree"]["parts"]
    assert (trigger["decides"], must["decides"]) == (False, True)
    (leaf,) = must["parts"][0]["parts"]
    assert leaf["reads"] == [
        {
            "fact": "line.procurement_method",
            "value": "micro-purchase",
            "origin": "procurement_method under facts of line U25-guides",
            "location": {"file": PLAN, "line": 1530, "column": 37},
        }
    ]


def test_all_findings_of_a_plan(call: Call, plan_file: Plans) -> None:
    """Without a rule everything is explained; a date outside the window among it."""
    said = call("explain", plan_file(LATE), "--as-of", "2026-08-20")
    assert said.status == 0
    assert "no         obligated on or before 2022-09-30" in said.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((PLAN, "UG-QUOTE"), 'no rule "UG-QUOTE" (did you mean "UG-QUOTES"?); stemfunds check lists the findings of a plan'),
        ((PLAN, "--format", "csv"), 'unknown format "csv"; expected table, json'),
        (("nowhere.yaml",), "nowhere.yaml:1:1  there is no such file"),
    ],
)
def test_calls_that_cannot_be_used(call: Call, arguments: tuple[str, ...], message: str) -> None:
    """One line on standard error, status 2."""
    said = call("explain", *arguments)
    assert (said.status, said.out, said.err) == (2, "", message + "\n")


def test_check_explains_below_its_table(call: Call) -> None:
    """The table first, then the tree of the rule; the status is the one of the check."""
    plain, said = call("check", PLAN, *DAY), call("check", PLAN, "--explain", "UG-QUOTES", *DAY)
    assert said.out.startswith(plain.out)
    assert "UG-QUOTES  line U25-guides, award IVA-26" in said.out[len(plain.out) :]
    assert said.status == plain.status == 1


def test_check_explains_what_decides(call: Call) -> None:
    """Without a rule: each verdict worse than allowable, the worst first; the table and the status are those of the check."""
    plain = call("check", PLAN, *DAY)
    for arguments in (("check", PLAN, "--explain", *DAY), ("check", "--explain", PLAN, *DAY), ("check", PLAN, *DAY, "--explain")):
        said = call(*arguments)
        assert (said.status, said.err) == (1, "")
        below = said.out.removeprefix(plain.out)
        assert below.startswith("\nThe reasoning behind each verdict worse than allowable, the worst first\n")
        assert below.index("UG-QUOTES  line U25-guides") < below.index("T4A-LOW-INCOME-RECORD  line U4-fees")
        assert "The same way for line U5-fees, award IVA-26." in below
        assert "UG-NECESSARY" not in below


def test_check_with_nothing_to_explain(call: Call, plan_file: Plans) -> None:
    """A plan of which all is allowable says so; nobody wonders where the trees are."""
    line = UNPAID.replace("}}\n", "").rstrip().removesuffix("}") + ", charge_to: LOCAL}\n"
    said = call("check", plan_file(line), "--as-of", "2026-08-20", "--explain")
    assert said.status == 0
    assert said.out.endswith("\nEvery verdict is allowable: nothing to explain\n")


def test_check_explains_everything(call: Call, plan_file: Plans) -> None:
    """`all` takes every finding."""
    said = call("check", plan_file(LATE), "--explain", "all", "--as-of", "2026-08-20")
    assert "the cost is obligated inside the window" in said.out


def test_check_says_where_there_is_nothing_to_explain(call: Call, plan_file: Plans) -> None:
    """On standard error, plan by plan; other formats have no place for a tree."""
    said = call("check", plan_file(LATE), "--explain", "UG-ALCOHOL", "--as-of", "2026-08-20")
    assert "UG-ALCOHOL found nothing in this plan" in said.err
    refused = call("check", PLAN, "--explain", "all", "--format", "json")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith("--explain goes with --format table")


@pytest.mark.parametrize(
    ("finding", "told"),
    [("T4A-COMPETITION@R3-fees", "It lets the fund pay here."), ("UG-BRAND-NAME@R3-parts", "The rule found nothing here.")],
)
def test_a_rule_that_says_nothing_of_a_line(call: Call, finding: str, told: str) -> None:
    """An authority that holds is what pays; it is not said to have found nothing."""
    assert told in call("explain", "examples/rural/plan.yaml", finding, *DAY).out.splitlines()
