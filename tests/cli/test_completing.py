"""Shell completion: the program answers the shell with the ids of the rulebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemfunds.cli import completing

from .conftest import call_apart


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("stemfunds funds title-iv", ["title-iv-a", "title-iv-b"]),
        ("stemfunds kinds stem-comp", ["stem-competition"]),
        ("stemfunds items competition", ["competition-fees"]),
        ("stemfunds rules T4A-COMPETITION-S", ["T4A-COMPETITION-STATE"]),
        ("stemfunds calc title-i-carry", ["title-i-carryover"]),
        ("stemfunds match examples/rural/plan.yaml R1", ["R1", "R10", "R11", "R12"]),
        ("stemfunds match examples/nowhere.yaml R1", []),
        ("stemfunds ask money --fund title-iv", ["title-iv-a", "title-iv-b"]),
        ("stemfunds ask money --kind stem-comp", ["stem-competition"]),
        ("stemfunds ask money --item competition", ["competition-fees"]),
        ("stemfunds ask money --fact activity.organi", ["activity.organizer="]),
        ("stemfunds che", ["check"]),
    ],
)
def test_bash_is_offered_the_ids(words: str, offered: list[str]) -> None:
    said = call_apart(COMP_WORDS=words, COMP_CWORD=str(len(words.split()) - 1), _STEMFUNDS_COMPLETE="complete_bash")
    assert said.out.split() == offered


def test_facts_and_their_answers() -> None:
    assert completing.facts("activity.organi") == [("activity.organizer=", "Who runs the competition?")]
    assert [word for word, _ in completing.facts("activity.organizer=non")] == ["activity.organizer=nonprofit"]
    assert [word for word, _ in completing.facts("activity.covid_link=")] != []
    assert completing.facts("activity.nothing=") == []


def test_a_broken_rulebook_offers_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from stemfunds.rulebook import compiled

    def broken(packs: list[Path]) -> None:
        raise OSError

    monkeypatch.setattr(compiled, "load_rulebook", broken)
    assert completing.funds("title") == completing.facts("activity.organizer=") == []
