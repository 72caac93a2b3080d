"""The files of a rules folder."""

from __future__ import annotations

from pathlib import Path

from tiny import write

from stemfunds.rulebook.files import content_digest, rule_paths
from stemfunds.rulebook.files import test_paths as paths_of_tests


def test_rules_and_tests_are_told_apart(tmp_path: Path) -> None:
    """By the end of the name, in every folder, in a stable order."""
    rules = write(tmp_path)
    (rules / "funds").mkdir()
    (rules / "funds" / "a.tests.yaml").write_text("tests: []\n", encoding="utf-8")
    (rules / "funds" / "a.yaml").write_text("pending: []\n", encoding="utf-8")
    assert [path.name for path in rule_paths(rules)] == [
        "facts.yaml",
        "federal.yaml",
        "fund.yaml",
        "a.yaml",
        "rulebook.yaml",
        "words.yaml",
    ]
    assert [path.name for path in paths_of_tests(rules)] == ["a.tests.yaml"]


def test_the_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    """A changed letter, a new name, but not a test and not the folder's own name."""
    rules = write(tmp_path)
    first = content_digest(rules)
    assert first.startswith("sha256:")
    assert len(first) == 71
    (rules / "a.tests.yaml").write_text("tests: []\n", encoding="utf-8")
    assert content_digest(rules) == first
    moved = rules.rename(tmp_path / "other")
    assert content_digest(moved) == first
    (moved / "words.yaml").rename(moved / "more.yaml")
    assert content_digest(moved) != first
