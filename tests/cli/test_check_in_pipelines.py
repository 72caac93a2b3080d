"""`stemfunds check` between programs: standard input, formats for services, accepted findings, and watching files."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pexpect
import pytest
import yaml

from .conftest import LATE, LOCAL, ROOT, UNPAID, Call, Plans

UNTIL = ("--reason", "approved in 2025", "--owner", "Dana Ortiz", "--until", "2027-06-30")


def _typed(monkeypatch: pytest.MonkeyPatch, text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_plan_from_standard_input(call: Call, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    text = LOCAL + LATE
    if form == "json":
        text = json.dumps(yaml.load(text, yaml.BaseLoader))
    _typed(monkeypatch, text)
    said = call("check", "-", "--format", "json")
    (plan,) = json.loads(said.out)["plans"]
    assert (said.status, plan["path"], plan["verdict"]) == (1, "<standard input>", "not-allowable")


def test_a_workbook_from_standard_input(call: Call, plan_file: Plans, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is known by its first bytes, and judged like the file; other commands read it, too."""
    book, again = tmp_path / "plan.xlsx", tmp_path / "again.json"
    call("convert", plan_file(LATE), str(book), "-q")
    _typed(monkeypatch, book.read_bytes())
    said = call("check", "-", "--format", "json", "--as-of", "2026-11-23")
    (plan,) = json.loads(said.out)["plans"]
    finding = plan["activities"][0]["lines"][0]["charges"][0]["findings"][0]
    assert (said.status, plan["verdict"]) == (1, "not-allowable")
    assert finding["location"] == {"file": "<standard input>", "line": 5, "column": 2, "sheet": "Budget lines"}
    _typed(monkeypatch, book.read_bytes())
    assert call("convert", "-", str(again)).err == f"{again} written.\n"
    for command in (("match", "-", "--format", "json"), ("justify", "-", "-o", str(tmp_path / "x.md"))):
        _typed(monkeypatch, again.read_bytes())
        assert call(*command).status == 0


@pytest.mark.parametrize("data", [b"PK\x03\x04 and no more", b"\xd0\xcf\x11\xe0 an old file"])
def test_a_file_that_is_no_workbook_of_ours_is_told_on_standard_input(
    call: Call, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    _typed(monkeypatch, data)
    said = call("check", "-")
    assert said.status == 2
    assert said.err.startswith("<standard input>:1:1  ")
    assert "save it as an Excel workbook (.xlsx)" in said.err


def test_mistakes_on_standard_input_have_their_place(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    _typed(monkeypatch, "plan: 1\ntitel: x\n")
    said = call("check", "-")
    assert said.status == 2
    assert '<standard input>:2:1  unknown field "titel" in plan (did you mean "title"?)' in said.err


@pytest.mark.parametrize("form", ["sarif", "junit", "github"])
def test_services_are_told_of_files_that_cannot_be_used(call: Call, plan_file: Plans, tmp_path: Path, form: str) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("plan: 1\ntitle: [a\n", encoding="utf-8")
    said = call("check", plan_file(UNPAID), str(broken), "--format", form)
    assert said.status == 2
    assert "broken.yaml" in said.out
    assert "broken.yaml" in said.err


def test_accepted_findings_do_not_count(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    plan, accepted = plan_file(LATE), tmp_path / "accepted.yaml"
    assert call("check", plan).status == 1
    written = call("check", plan, "--write-baseline", str(accepted), *UNTIL)
    assert (written.status, written.err) == (0, f"{accepted} written; go through it line by line.\n")
    said = call("check", plan, "--baseline", str(accepted), "--as-of", "2026-11-23")
    assert said.status == 0
    assert "Accepted by Dana Ortiz until 2027-06-30: approved in 2025" in said.out
    over = call("check", plan, "--baseline", str(accepted), "--as-of", "2027-07-01")
    assert over.status == 1
    assert "ACCEPTANCE-EXPIRED" in over.out


def test_accepting_needs_a_reason_an_owner_and_an_end(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    said = call("check", plan_file(LATE), "--write-baseline", str(tmp_path / "a.yaml"), "--reason", "x", "--owner", "y")
    assert said.status == 2
    assert "--write-baseline needs --reason, --owner and --until" in said.err
    assert not (tmp_path / "a.yaml").exists()


def test_a_wrong_baseline_says_where(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    accepted = tmp_path / "accepted.yaml"
    accepted.write_text("baseline: 1\naccept: []\n", encoding="utf-8")
    said = call("check", plan_file(LATE), "--baseline", str(accepted))
    assert (said.status, said.err) == (2, f'{accepted}:2:1  unknown field "accept" (did you mean "accepted"?)\n')


def test_standard_input_cannot_be_watched(call: Call) -> None:
    said = call("check", "-", "--watch")
    assert (said.status, said.err) == (2, "--watch needs files; standard input can be read only once\n")


def test_watching_checks_again_when_the_plan_is_saved(plan_file: Plans) -> None:
    path = Path(plan_file(UNPAID))
    command = ["-m", "stemfunds", "check", str(path), "--watch", "--quiet", "--no-color"]
    watching = pexpect.spawn(sys.executable, command, cwd=ROOT, encoding="utf-8", timeout=20)
    watching.expect("needs information.*Watching")
    beside = path.with_suffix(".new")
    for text, told in (
        (LOCAL + LATE, "not allowable"),
        ("plan: 1\n", 'plan has no "title"'),
        (LOCAL + UNPAID, "needs information"),
    ):
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)  # as editors save
        watching.expect(f"{told}.*Watching")
    watching.sendintr()
    watching.expect("Stopped watching")
    watching.expect(pexpect.EOF)
    watching.close()
    assert watching.exitstatus == 0


def test_the_hooks_name_commands_that_exist(call: Call) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["stemfunds-check", "stemfunds-rulebook-lint"]
    for hook in hooks:
        program, *command = hook["entry"].split()
        assert program == "stemfunds"
        assert call(*command, "--help").status == 0
