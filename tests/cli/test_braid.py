"""`stemfunds braid`: a proposal on the command line."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import pexpect
import pytest
from snapshot import same_as_recorded

from stemfunds.interface import judge, load_plan, load_rulebook

from .conftest import LATE, ROOT, UNPAID, Call, Plans

MID_SIZE = "examples/mid-size/plan.yaml"
DAY = ("--as-of", "2026-11-23")


def test_the_proposal_for_an_example(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a person sees it in 80 columns; the digest of the rules is left out, because every change of a rule changes it."""
    monkeypatch.setenv("COLUMNS", "80")
    said = call("braid", MID_SIZE, *DAY, "--why", "perkins-v:M22-manager", "--why", "state:M4-boards")
    assert said.status == 0
    lines = said.out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    told = "\n".join(line for line in lines if "sha256" not in line)
    assert same_as_recorded(__file__, "braid-mid-size.txt", told + "\n")


def test_the_new_plan_is_the_proposal(call: Call, tmp_path: Path) -> None:
    """Written, read back and judged, it has what the proposal says, and no change is left to propose."""
    path = tmp_path / "proposed.yaml"
    said = call("braid", MID_SIZE, *DAY, "-f", "json", "-o", str(path))
    assert said.status == 0
    assert said.err == f"{path} written. Comments of the plan are not in it.\n"
    proposal, rulebook = json.loads(said.out), load_rulebook()
    result = judge(load_plan(path, rulebook), rulebook, date(2026, 11, 23))
    charged = {
        line.id: [{"award": charge.award.id, "amount": f"{charge.amount / 100:.2f}"} for charge in line.charges]
        for activity in result.activities
        for line in activity.lines
    }
    for line in proposal["lines"]:
        told = [{"award": charge["award"], "amount": charge["amount"]} for charge in line["proposed"]]
        assert sorted(told, key=str) == sorted(charged[line["line"]], key=str)
    assert result.verdict.value == "allowable-with-conditions"
    again = json.loads(call("braid", str(path), *DAY, "-f", "json").out)
    assert not any(line["changed"] for line in again["lines"])


def test_the_same_call_says_the_same(call: Call) -> None:
    arguments = ("braid", "examples/rural/plan.yaml", *DAY, "--at-most", "IA-26=30000.00", "--format", "json")
    first, second = call(*arguments), call(*arguments)
    assert first == second
    assert first.status == 1
    assert json.loads(first.out)["unpaid"]


def test_markdown(call: Call) -> None:
    said = call("braid", "examples/rural/plan.yaml", *DAY, "--format", "md")
    assert said.status == 0
    assert "# Tallow Creek City Schools: STEM plan 2026-27: who pays for what" in said.out
    assert "| R1-tutors | $44,928.00 | IA-26 | as it is | T1A-TUTORING |" in said.out
    assert "approved" not in said.out


def test_what_nobody_pays_is_proposed_and_what_cannot_be_paid_ends_with_1(call: Call, plan_file: Plans) -> None:
    paid = call("braid", plan_file(UNPAID), *DAY)
    assert paid.status == 0
    assert "→ LOCAL" in paid.out
    stuck = call("braid", plan_file(LATE), *DAY, "--not", "local:A1-kits")
    assert stuck.status == 1
    assert "No award can pay 1 line, $100.00: A1-kits." in stuck.out
    assert "The call leaves it out (--not)." in stuck.out


def test_kept_charges_that_do_not_hold_are_told(call: Call, plan_file: Plans) -> None:
    said = call("braid", plan_file(LATE), *DAY, "--keep", "A1-kits")
    assert said.status == 1
    assert "Kept, as the call asks." in said.out
    assert "OLD cannot pay:" in said.out


def test_optimism_tells_the_question_beside_the_charge(call: Call) -> None:
    said = call("braid", MID_SIZE, *DAY, "--optimistic")
    assert said.status == 0
    assert "Holds only if the answer is right: Who runs the competition? [T4A-COMPETITION]" in " ".join(said.out.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--keep", "M44"), '--keep: the plan has no activity and no line "M44" (did you mean "M14"?)'),
        (("--not", "title-iv:M4-boards"), 'no award and no fund "title-iv" (did you mean "title-iv-a"?)'),
        (("--at-most", "IA-26"), '--at-most "IA-26": expected AWARD=AMOUNT, such as IVA-26=25000.00'),
        (("--format", "yaml"), 'unknown format "yaml"; expected table, json, md'),
        (("-o", "plan.txt"), 'cannot tell the format from ".txt"'),
        (("-o", MID_SIZE), "this is the plan itself; write to another file"),
    ],
)
def test_a_call_that_cannot_be_used_ends_with_2(call: Call, arguments: tuple[str, ...], says: str) -> None:
    said = call("braid", MID_SIZE, *DAY, *arguments)
    assert said.status == 2
    assert says in said.err
    assert said.out == ""


def test_a_terminal_sees_what_is_sought(call: Call) -> None:
    """The step at hand stands on a terminal while it lasts; a pipe has nothing but the proposal."""
    command = ["-m", "stemfunds", "braid", "examples/rural/plan.yaml", "--as-of", "2026-11-23", "--no-color"]
    able = {**os.environ, "TERM": "xterm"}
    child = pexpect.spawn(sys.executable, command, cwd=ROOT, env=able, encoding="utf-8", timeout=20, dimensions=(40, 80))
    child.expect("looking at every line with every award")
    child.expect("Proposed: ")
    child.expect(pexpect.EOF)
    child.close()
    said = call("braid", "examples/rural/plan.yaml", "--as-of", "2026-11-23")
    assert (child.exitstatus, said.err) == (said.status, "")
