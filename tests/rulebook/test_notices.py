"""The program's own words: a notice that is missing, or that waits for words that never come, is told at loading."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tiny import write

from stemfunds.reading.problems import UnusableInput
from stemfunds.rulebook.loader import load_rulebook_folder
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.notices import WORDS

PACKAGE = Path(__file__).resolve().parents[2] / "stemfunds"
NOBODY = '  - {notice: NOBODY-PAYS, says: "Nobody pays {amount}."'


def _told(folder: Path, old: str, new: str) -> list[str]:
    with pytest.raises(UnusableInput) as refused:
        load_rulebook_folder(write(folder, ("rulebook.yaml", old, new)))
    return [problem.message for problem in refused.value.problems]


def test_a_notice_with_another_name(tmp_path: Path) -> None:
    """It is told where the mistyped one stands."""
    old, new = "notice: NOBODY-PAYS", "notice: NOBODY-PAID"
    assert _told(tmp_path, old, new) == [
        'there is no notice NOBODY-PAYS, and the program needs its words (did you mean "NOBODY-PAID"?)'
    ]


def test_a_word_that_nothing_fills_in(tmp_path: Path) -> None:
    """With those that can stand there."""
    assert _told(tmp_path, NOBODY, NOBODY.replace("{amount}", "{amuont}")) == [
        'notice NOBODY-PAYS: nothing fills in {amuont}; {amount} can stand there (did you mean "amount"?)'
    ]
    assert _told(tmp_path, NOBODY, NOBODY.replace("{amount}", "{amount")) == [
        "notice NOBODY-PAYS: a brace is left open; write {{ or }} for the sign itself"
    ]


def test_the_federal_rules_have_them_all(federal: Rulebook) -> None:
    """And no others, which nobody would ever read."""
    assert set(federal.notices) == set(WORDS)


def test_the_program_gives_no_notice_but_these() -> None:
    """Every name in capitals that it hands to a maker of findings is known here."""
    used = set[str]()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("notice", "words"):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value.isupper():
                    used.add(first.value)
    assert used == set(WORDS)
