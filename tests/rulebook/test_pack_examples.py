"""The shipped State packs and the guide to writing one hold what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pack_files import (
    AMENDMENTS,
    ROOT,
    TIGHTER,
)
from strategies import federal_rulebook, federal_with

from stemfunds.cli.app import run
from stemfunds.proving.runner import gather_tests
from stemfunds.rulebook.find import rules_folder

from .loosening import LOOSENING


@pytest.mark.parametrize("pack", [TIGHTER, AMENDMENTS], ids=lambda pack: pack.name)
def test_the_rule_tests_of_an_example_pass_and_cover_it(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each on top of the federal rules: all tests pass, every rule decides each way, every limit is met and broken."""
    assert run(["rulebook", "test", "--rules", str(pack)]) == 0
    passed, *totals = capsys.readouterr().out.splitlines()
    assert re.fullmatch(rf"{pack.name}: (\d+) of \1 rule tests pass", passed)
    assert run(["rulebook", "coverage", "--rules", str(pack)]) == 0
    assert all(line.endswith("100 %") for line in totals)


@pytest.mark.parametrize("pack", [TIGHTER, AMENDMENTS], ids=lambda pack: pack.name)
def test_every_limit_and_window_of_an_example_is_named_by_a_test(pack: Path) -> None:
    """A window has no coverage of its own, so that its tests must name it."""
    rules = federal_with(pack)
    named = {name for test in gather_tests([pack], rules)[0] for name in test.expected.names()}
    own = {one for one in (*rules.rules, *rules.limits, *rules.windows()) if one.startswith(rules.packs[pack.name].prefix + "-")}
    assert own <= named


@pytest.mark.parametrize("pack", [TIGHTER, AMENDMENTS], ids=lambda pack: pack.name)
def test_an_example_says_that_its_state_is_invented(pack: Path) -> None:
    """Nobody may take it for the law of a State: the title, the State, every source and the README say so."""
    rulebook = federal_with(pack)
    head = rulebook.packs[pack.name]
    own = [source for source in rulebook.sources.values() if source.id.startswith(head.prefix.lower() + "-")]
    assert own
    for text in (head.title, head.state, (pack / "README.md").read_text(encoding="utf-8"), *(source.name for source in own)):
        assert "fictional" in text.lower()
    assert all(source.weight == "state" and "fictional" in source.title for source in own)


def test_federal_rules_hold_no_pack() -> None:
    """What the tool ships is federal law only."""
    assert not list(rules_folder().rglob("pack.yaml"))
    assert federal_rulebook().packs == {}


GUIDE = (ROOT / "docs" / "state-packs.md").read_text(encoding="utf-8")


def test_the_pack_of_the_guide_works_as_the_guide_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who copies the blocks into the files that they name gets the output that the guide shows."""
    blocks = re.findall(r"\*\*`(our-state/[\w.]+)`\*\*\n\n```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert [name for name, _ in blocks] == [
        f"our-state/{name}" for name in ("pack.yaml", "sources.yaml", "facts.yaml", "camps.yaml", "camps.tests.yaml")
    ]
    (tmp_path / "our-state").mkdir()
    for name, text in blocks:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run(["rulebook", "test", "--rules", str(tmp_path / "our-state")]) == 0
    shown = re.search(r"```text\n(our-state: .*?)```", GUIDE, re.DOTALL)
    assert shown is not None
    assert capsys.readouterr().out == shown[1]
    assert run(["rulebook", "lint", "--rules", str(tmp_path / "our-state")]) == 0


def test_every_message_of_the_guide_is_one_that_is_told() -> None:
    """The table of what is refused, against the messages that the tests above pin."""
    table = GUIDE.partition("## What is refused")[2].partition("## Several packs")[0]
    phrases = re.findall(r"^\|.*\| `([^`]+)` \|$", table, re.MULTILINE)
    assert len(phrases) >= 19
    told = [message for _, *messages in LOOSENING.values() for message in messages]
    assert [phrase for phrase in phrases if not any(phrase in message for message in told)] == []
