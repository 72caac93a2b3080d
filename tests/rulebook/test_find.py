"""Where the rules are."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemfunds.reading.problems import UnusableInput
from stemfunds.rulebook import find


def test_a_checkout(tmp_path: Path) -> None:
    """Beside the package."""
    assert find.rules_folder().name == "rules"
    assert (find.rules_folder() / "rulebook.yaml").is_file()


@pytest.mark.parametrize("place", ["package/rules", "rules"])
def test_a_wheel_and_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Inside the package first, then beside it."""
    (tmp_path / place).mkdir(parents=True)
    (tmp_path / place / "rulebook.yaml").write_text("", encoding="utf-8")
    monkeypatch.setattr(find, "_PACKAGE", tmp_path / "package")
    assert find.rules_folder() == tmp_path / place


def test_no_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without rules says what to do."""
    monkeypatch.setattr(find, "_PACKAGE", tmp_path)
    with pytest.raises(UnusableInput, match="the rules of stemfunds are missing; install stemfunds again"):
        find.rules_folder()
