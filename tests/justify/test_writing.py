"""Writing a file: the suffix decides, and nothing half-written is ever left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemfunds.judging.result import PlanResult
from stemfunds.justify import RENDERERS, UnknownFormatError, write_justification, writing
from stemfunds.rulebook.model import Rulebook


@pytest.mark.parametrize("suffix", RENDERERS)
def test_each_format_is_written_the_same_twice(tmp_path: Path, clean: PlanResult, rules: Rulebook, suffix: str) -> None:
    first = write_justification(clean, rules, tmp_path / f"one{suffix}")
    second = write_justification(clean, rules, str(tmp_path / f"two{suffix.upper()}"))
    assert first.read_bytes() == second.read_bytes() != b""
    assert sorted(path.name for path in tmp_path.iterdir()) == [first.name, second.name]


@pytest.mark.parametrize("name", ["plan.odt", "plan", "plan.docx.bak"])
def test_another_suffix_names_the_known_ones(tmp_path: Path, clean: PlanResult, rules: Rulebook, name: str) -> None:
    with pytest.raises(UnknownFormatError, match=r"\.docx, \.pdf, \.html, \.md or \.xlsx") as raised:
        write_justification(clean, rules, tmp_path / name)
    assert raised.value.known == tuple(RENDERERS)
    assert not list(tmp_path.iterdir())


def test_an_older_document_is_replaced(tmp_path: Path, clean: PlanResult, rules: Rulebook) -> None:
    target = tmp_path / "plan.md"
    target.write_text("old")
    write_justification(clean, rules, target)
    assert target.read_text(encoding="utf-8").startswith("# Budget justification")


def test_a_failure_leaves_the_older_document(
    tmp_path: Path, clean: PlanResult, rules: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the disk fails at the last moment."""

    def fail(self: Path, target: Path) -> None:
        raise OSError("disk full")

    target = tmp_path / "plan.md"
    target.write_text("old")
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_justification(clean, rules, target)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.md"]
    assert target.read_text() == "old"


def test_a_new_format_is_one_line(tmp_path: Path, clean: PlanResult, rules: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """A renderer is any module with a function `render` from the document to bytes."""
    module = tmp_path / "shouting.py"
    module.write_text("def render(document):\n    return document.cover.title.upper().encode()\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(writing.RENDERERS, ".txt", "shouting")
    assert write_justification(clean, rules, tmp_path / "plan.txt").read_bytes() == b"BUDGET JUSTIFICATION"
