"""`stemfunds justify` from the command line; the document itself is tested elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import LATE, Call, Plans, call_apart


@pytest.mark.parametrize("suffix", [".md", ".docx", ".pdf", ".html"])
def test_a_document_is_written(call: Call, plan_file: Plans, tmp_path: Path, suffix: str) -> None:
    """A refused plan is written, too; the command says what became of it, on standard error."""
    target = tmp_path / f"justification{suffix}"
    said = call("justify", plan_file(LATE), "-o", str(target), "--as-of", "2026-08-20")
    assert (said.status, said.out) == (0, "")
    assert said.err == f"{target} written; the plan is not-allowable.\n"
    assert target.stat().st_size > 1000


def test_quiet(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """Nothing is said where all went well."""
    said = call("justify", plan_file(LATE), "-o", str(tmp_path / "j.md"), "--quiet")
    assert (said.status, said.out, said.err) == (0, "", "")


def test_the_same_plan_gives_the_same_document(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """To the last byte, the Word file included."""
    for suffix in (".md", ".docx", ".pdf", ".html"):
        first, second = tmp_path / f"1{suffix}", tmp_path / f"2{suffix}"
        for target in (first, second):
            call("justify", plan_file(LATE), "-o", str(target), "--as-of", "2026-08-20")
        assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("suffix", [".md", ".docx", ".pdf", ".html"])
def test_another_machine_gives_the_same_document(call: Call, plan_file: Plans, tmp_path: Path, suffix: str) -> None:
    """Neither the time zone, nor the language, nor the home folder, nor the order of hashing is in the file."""
    here, there = tmp_path / f"here{suffix}", tmp_path / f"there{suffix}"
    plan = plan_file(LATE)
    call("justify", plan, "-o", str(here), "--as-of", "2026-08-20")
    elsewhere = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "tr_TR", "HOME": str(tmp_path), "PYTHONHASHSEED": "7"}
    assert call_apart("justify", plan, "-o", str(there), "--as-of", "2026-08-20", **elsewhere).status == 0
    assert here.read_bytes() == there.read_bytes()


@pytest.mark.parametrize("name", ["justification.odt", "justification", "nowhere/justification.md"])
def test_targets_that_cannot_be_written(call: Call, plan_file: Plans, tmp_path: Path, name: str) -> None:
    """One line, status 2."""
    said = call("justify", plan_file(LATE), "-o", str(tmp_path / name))
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"{tmp_path / name}: ")
    assert (".docx, .pdf, .html or .md" in said.err) == name.startswith("justification")
    assert said.err.count("\n") == 1
