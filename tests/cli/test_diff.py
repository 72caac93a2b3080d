"""`stemfunds diff`: an amendment on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from amending.amended import APPROVED, PACK, amended_text

from .conftest import LATE, Call, Plans


@pytest.fixture
def amended(tmp_path: Path) -> str:
    path = tmp_path / "amended.yaml"
    path.write_text(amended_text(), encoding="utf-8")
    return str(path)


def test_a_worsened_plan_ends_with_1(call: Call, amended: str) -> None:
    said = call("diff", str(APPROVED), amended, "--rules", str(PACK), "--as-of", "2026-11-23")
    assert said.status == 1
    assert "The plan goes from $143,152.11 to $144,210.11 (+$1,058.00)" in said.out
    assert "EXA-NEW-ITEM" in said.out


def test_an_award_that_no_longer_covers_its_charges_ends_with_1(call: Call, tmp_path: Path) -> None:
    """No charge has a worse verdict, but the plan has."""
    path = tmp_path / "less.yaml"
    path.write_text(APPROVED.read_text(encoding="utf-8").replace("amount: 24,715.00", "amount: 19,000.00"), encoding="utf-8")
    said = call("diff", str(APPROVED), str(path), "--as-of", "2026-11-23")
    assert said.status == 1
    assert "BF-OVER-AWARD" in said.out


def test_the_way_back_ends_with_0(call: Call, amended: str) -> None:
    assert call("diff", amended, str(APPROVED), "--as-of", "2026-11-23").status == 0


@pytest.mark.parametrize(("form", "begins"), [("json", "{"), ("md", "# Tallow Creek"), ("html", "<!DOCTYPE html>")])
def test_formats(call: Call, amended: str, form: str, begins: str) -> None:
    said = call("diff", str(APPROVED), amended, "--format", form)
    assert said.out.startswith(begins)
    if form == "json":
        assert json.loads(said.out)["new"]["total"] == "144210.11"


def test_two_districts_are_no_amendment(call: Call, plan_file: Plans) -> None:
    said = call("diff", str(APPROVED), plan_file(LATE))
    assert said.status == 2
    assert "not one district" in said.err


def test_mistakes_of_both_files_are_told_at_once(call: Call, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("plan: 1\n", encoding="utf-8")
    said = call("diff", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))
    assert said.status == 2
    assert "a.yaml:1:1" in said.err
    assert "b.yaml:1:1" in said.err
