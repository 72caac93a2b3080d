"""The vocabularies as lists, narrowed by words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import rulebook_with

from stemfunds.reporting.styled import plain
from stemfunds.reporting.word_lists import item_list, kind_list
from stemfunds.rulebook.model import Rulebook


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    """The tiny rulebook with words that people use."""
    return rulebook_with(
        tmp_path,
        "",
        ("words.yaml", "means: Students come in summer.", "means: Students come in summer., also_called: [Vacation school]"),
        ("words.yaml", "name: Kits, object", "name: Kits, also_called: [Boxes, Sets], object"),
    )


def text_of(book: Rulebook, words: str = "", *, items: bool = False, width: int = 80) -> list[str]:
    """A list as a pipe gets it."""
    return [plain(line) for line in (item_list if items else kind_list)(book, words, width)]


def test_all_kinds(book: Rulebook) -> None:
    """By group, with what they mean and what else they are called."""
    assert text_of(book) == [
        "Learning",
        "  robotics                    Robotics club. Students build robots.",
        "  camp                        Summer camp. Students come in summer.",
        "                              Vacation school",
        "  food                        Food. Meals.",
        "",
    ]


def test_all_items(book: Rulebook) -> None:
    """By object class, in the order of the form."""
    assert text_of(book, items=True) == [
        "Supplies",
        "  kits                        Kits",
        "                              Boxes, Sets",
        "  snacks                      Snacks",
        "",
        "Personnel",
        "  teachers                    Teachers",
        "",
    ]


@pytest.mark.parametrize(
    ("words", "items", "found"),
    [
        ("robot", False, ["robotics"]),
        ("students", False, ["robotics", "camp"]),
        ("STUDENTS summer", False, ["camp"]),
        ("vacation", False, ["camp"]),
        ("robotics summer", False, []),
        ("boxes", True, ["kits"]),
        ("teach", True, ["teachers"]),
    ],
)
def test_words_narrow(book: Rulebook, words: str, items: bool, found: list[str]) -> None:
    """All of them must be found: in the id, the name, the meaning or the other names; empty groups are left out."""
    lines = text_of(book, words, items=items)
    entries = [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("   ")]
    assert entries == found


@pytest.mark.parametrize(("items", "what"), [(False, "kind"), (True, "item")])
def test_nothing_found(book: Rulebook, items: bool, what: str) -> None:
    """The list says so instead of being empty."""
    assert text_of(book, "zz top", items=items) == [f'No {what} has all the words of "zz top". Try fewer words.']


def test_every_federal_word_is_listed(federal: Rulebook) -> None:
    """No kind stands in a group, and no item in a class, that is not listed."""
    kinds = {line.split()[0] for line in text_of(federal) if line.startswith("  ") and not line.startswith("   ")}
    items = {line.split()[0] for line in text_of(federal, items=True) if line.startswith("  ") and not line.startswith("   ")}
    assert (kinds, items) == (set(federal.kinds), set(federal.items))
