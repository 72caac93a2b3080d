"""`stemfunds rulebook`: for those who write rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import write

from .conftest import Call

TESTS = """\
fund: stem-fund
tests:
  - name: robotics is paid
    given: {activity.kind: robotics, line.item: kits, line.committed_on: 2026-08-01}
    expect: {verdict: allowable, decided_by: SF-ROBOTICS}
  - name: camps are not paid
    given: {activity.kind: camp, line.item: kits, line.committed_on: 2026-08-01}
    expect: {verdict: allowable, decided_by: SF-ROBOTICS}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tiny rulebook with one test that passes and one that does not."""
    rules = write(tmp_path)
    (rules / "fund.tests.yaml").write_text(TESTS, encoding="utf-8")
    return rules


def test_a_failing_test_is_told(call: Call, folder: Path) -> None:
    """With its file and line, what was expected and what came out."""
    said = call("rulebook", "test", "--folder", str(folder))
    assert said.status == 1
    assert said.out.splitlines()[:3] == [
        "rules/fund.tests.yaml:6  camps are not paid",
        "    verdict: expected allowable, came out not-allowable by NO-AUTHORITY",
        "1 of 2 rule tests pass",
    ]


def test_files_that_no_test_file_has_in_its_path(call: Call, folder: Path) -> None:
    """Nothing matched is no success."""
    said = call("rulebook", "test", "zzz", "--folder", str(folder))
    assert (said.status, said.out) == (2, "")
    assert said.err == "no file of rule tests has zzz in its path; expected a name such as title-iv-a\n"


@pytest.mark.parametrize("command", ["lint", "test", "coverage"])
def test_a_folder_without_rules(call: Call, tmp_path: Path, command: str) -> None:
    """Neither is a folder in which there is nothing to be wrong."""
    said = call("rulebook", command, "--folder", str(tmp_path))
    assert (said.status, said.out) == (2, "")
    assert said.err == f"{tmp_path.as_posix()}:1:1  there are no rules here; expected a folder with .yaml files\n"


@pytest.mark.parametrize("command", ["lint", "test", "coverage"])
def test_rules_that_do_not_load(call: Call, tmp_path: Path, command: str) -> None:
    """Each problem with its file, line and column, and status 2."""
    write(tmp_path, ("fund.yaml", "short:", "shrt:"))
    said = call("rulebook", command, "--folder", str(tmp_path / "rules"))
    assert (said.status, said.out) == (2, "")
    assert 'rules/fund.yaml:3:1  unknown key "shrt" in a fund (did you mean "short"?)' in said.err.splitlines()


def test_tests_that_do_not_load(call: Call, folder: Path) -> None:
    """A misspelled fact in a test is a problem of the file, not a test that fails."""
    (folder / "fund.tests.yaml").write_text(TESTS.replace("line.item", "line.itm", 1), encoding="utf-8")
    said = call("rulebook", "test", "--folder", str(folder))
    assert (said.status, said.out) == (2, "")
    assert said.err == 'rules/fund.tests.yaml:4:38  unknown fact "line.itm" (did you mean "line.item"?)\n'


def test_coverage_lists_what_is_missing(call: Call, folder: Path) -> None:
    """A rule that no test drives each way stands with its place."""
    said = call("rulebook", "coverage", "--folder", str(folder))
    assert said.status == 1
    assert "rules/federal.yaml:3  F-NECESSARY: no test drives it to yes" in said.out.splitlines()
