"""`funds`, `rules`, `kinds` and `items`: look things up by the names that people use."""

from __future__ import annotations

import pytest

from stemfunds.rulebook.model import Rulebook

from .conftest import Call


def test_funds_lists_every_fund(call: Call, federal: Rulebook) -> None:
    """With its id and what is encoded."""
    said = call("funds")
    assert said.status == 0
    listed = {line.split()[0] for line in said.out.splitlines()[1:] if line}
    assert set(federal.programs) <= listed


@pytest.mark.parametrize("name", ["title-iv-a", "Title 4", "SSAE", "ssae", "TITLE-IV-A"])
def test_a_fund_by_any_of_its_names(call: Call, name: str) -> None:
    """The id, the everyday names, in any case."""
    said = call("funds", name, "--as-of", "2026-11-23")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Title IV-A: Student Support and Academic Enrichment Program\n")
    assert "2026-07-01 to 2028-09-30, open on 2026-11-23" in said.out


@pytest.mark.parametrize(
    ("command", "word", "message"),
    [
        ("funds", "title-4a", 'unknown fund "title-4a" (did you mean "title-iv-a"?); stemfunds funds lists them'),
        ("funds", "zzz", 'unknown fund "zzz"; stemfunds funds lists them'),
        (
            "rules",
            "T4A-COMPETITON",
            'no rule "T4A-COMPETITON" (did you mean "T4A-COMPETITION"?); stemfunds rules lists them',
        ),
        ("rules", "zzz", 'no rule "zzz"; stemfunds rules lists them'),
    ],
)
def test_unknown_names(call: Call, command: str, word: str, message: str) -> None:
    """Status 2, one line, the nearest right name."""
    said = call(command, word)
    assert (said.status, said.out, said.err) == (2, "", message + "\n")


@pytest.mark.parametrize("name", ["T4A-COMPETITION", "t4a-competition"])
def test_a_rule(call: Call, federal: Rulebook, name: str) -> None:
    """Its sentence, its citation and the file in which it stands."""
    said = call("rules", name)
    rule = federal.rules["T4A-COMPETITION"]
    assert said.status == 0
    assert said.out.startswith("T4A-COMPETITION  Title IV-A\n")
    assert "ESEA 4107(a)(3)(C)(ii)" in said.out
    assert f"Written in {rule.file}, line {rule.line}." in said.out


@pytest.mark.parametrize("section", ["limits", "windows"])
def test_limits_and_windows_have_pages(call: Call, federal: Rulebook, section: str) -> None:
    """Whatever can be a finding can be looked up."""
    windows = [fund.window.id for fund in federal.funds.values() if fund.window is not None]
    for identity in [*federal.limits] if section == "limits" else windows:
        said = call("rules", identity)
        assert (said.status, said.out.split()[0]) == (0, identity)


def test_rules_by_words(call: Call) -> None:
    """All words must be found, in any case."""
    said = call("rules", "Prior", "APPROVAL")
    assert said.status == 0
    assert len(said.out.splitlines()) > 2
    assert call("rules", "title-iv-a").out.count("T4A-") > 20


@pytest.mark.parametrize(
    ("command", "word", "found"), [("kinds", "robotics", "stem-competition"), ("items", "laptop", "computing-device")]
)
def test_words_narrow_a_list(call: Call, command: str, word: str, found: str) -> None:
    """The words that districts use lead to the id."""
    whole, narrowed = call(command), call(command, word)
    assert (whole.status, narrowed.status) == (0, 0)
    assert found in narrowed.out
    assert len(narrowed.out) < len(whole.out) / 3


def test_nothing_found(call: Call) -> None:
    """The list says so."""
    assert call("kinds", "zzz").out == 'No kind has all the words of "zzz". Try fewer words.\n'


@pytest.mark.parametrize(
    ("command", "words", "found", "matched"),
    [
        ("kinds", "after school coding club", "afterschool-stem", "after, school, coding, club"),
        ("items", "chromebok", "computing-device", "chromebok (as chromebook)"),
        ("rules", "equipmnt aproval", "UG-APPROVAL-GENERAL", "equipmnt (as equipment), aproval (as approval)"),
    ],
)
def test_words_that_no_name_has_are_understood(call: Call, command: str, words: str, found: str, matched: str) -> None:
    """As in a question: synonyms, endings, misspellings; it says that it is by meaning, and which words matched."""
    said = call(command, *words.split())
    text = " ".join(said.out.split())
    assert (said.status, said.err) == (0, "")
    assert text.startswith(f'No {command[:-1]} has all the words of "{words}". Nearest by meaning:')
    assert found in text
    assert f"Matched: {matched}." in text


@pytest.mark.parametrize("columns", ["60", "100", "160"])
@pytest.mark.parametrize("arguments", [["funds"], ["funds", "title-i-a"], ["kinds"], ["items"], ["rules", "T4A-COMPETITION"]])
def test_no_line_is_longer_than_the_terminal(
    call: Call, monkeypatch: pytest.MonkeyPatch, arguments: list[str], columns: str
) -> None:
    """Only an address, which cannot be broken, may be."""
    monkeypatch.setenv("COLUMNS", columns)
    said = call(*arguments)
    assert [line for line in said.out.splitlines() if len(line) > int(columns) and "://" not in line] == []


@pytest.mark.parametrize("arguments", [("rules",), ("funds",), ("kinds",), ("items",), ("match", "examples/rural/plan.yaml")])
def test_lists_fit_80_columns(call: Call, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert [line for line in call(*arguments).out.splitlines() if len(line) > 80] == []
