"""A reply as people and programs read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from stemfunds.asking.document import document
from stemfunds.asking.report import not_understood_lines, reply_lines
from stemfunds.asking.session import Reply, Session
from stemfunds.reporting.styled import plain

CONTRACT = json.loads((Path(__file__).parent / "contract.schema.json").read_text(encoding="utf-8"))
QUESTIONS = (
    "3D printers for the middle school makerspace",
    "gift cards for survey takers",
    "beer for the staff party",
    "the meaning of life",
)


def text_of(session: Session, reply: Reply, width: int) -> str:
    return "\n".join(plain(line) for line in reply_lines(reply, session.rulebook, width))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_contract(session: Session, question: str) -> None:
    """Every field of the contract is there, in its type, also where nothing was understood."""
    jsonschema.validate(json.loads(document(session.reply(question), session.rulebook)), CONTRACT)


@pytest.mark.parametrize("field", ["question", "understood", "answers", "facts_needed"])
def test_the_schema_is_not_empty_words(session: Session, field: str) -> None:
    """It refuses a document without one of the contract's fields."""
    whole = json.loads(document(session.reply(QUESTIONS[0]), session.rulebook))
    del whole[field]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole, CONTRACT)


def test_alternatives_are_the_other_readings(session: Session) -> None:
    """Best first; of what was not understood the best reading is only an alternative."""
    understood = json.loads(document(session.reply(QUESTIONS[0]), session.rulebook))["understood"]
    kinds = [one["kind"] for one in understood["alternatives"] if one["of"] == "kind"]
    assert understood["kind"] == "makerspace"
    assert "makerspace" not in kinds
    assert "lab-equipment" in kinds
    nothing = json.loads(document(session.reply("weather in the makerspace of Denver tomorrow"), session.rulebook))["understood"]
    assert (nothing["kind"], nothing["item"]) == (None, None)
    assert nothing["alternatives"]


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("question", QUESTIONS[:3])
def test_nothing_is_wider_than_the_terminal(session: Session, question: str, width: int) -> None:
    """At any width, for all funds and for one."""
    for funds in ((), ("title-iv-a",)):
        text = text_of(session, session.reply(question, funds=funds), width)
        assert [line for line in text.splitlines() if len(line) > width] == []


def test_all_funds_are_named(session: Session) -> None:
    """Each by its short name, those that could pay before the refusals."""
    reply = session.reply(QUESTIONS[0])
    text = " ".join(text_of(session, reply, 80).split())
    assert [fund.short for fund in session.rulebook.funds.values() if fund.window is not None and fund.short not in text] == []
    assert text.index("Could pay, if") < text.index("Cannot pay")
    assert "I read this as Makerspace (kind makerspace)" in text
    assert "--item equip-special" in text


def test_one_fund_climbs_the_ladder(session: Session) -> None:
    """All its findings, rung by rung, each with its citation."""
    reply = session.reply("VEX registration fees", funds=["title-iv-a"])
    text = text_of(session, reply, 100)
    rungs = [step.title for step in session.rulebook.ladder.values() if step.title in text]
    assert [text.index(title) for title in rungs] == sorted(text.index(title) for title in rungs)
    assert len(rungs) >= 4
    joined = " ".join(text.split())
    for finding in reply.answers[0].findings:
        if finding.facts_needed:
            assert finding.rule in joined
            deciding = {fact.needed.fact for fact in reply.open if fact.divides}
            cited = finding.citations[0].short in joined
            assert cited or not deciding & {one.fact for one in finding.facts_needed}
    assert "In a district in good order it would be allowable with conditions by T4A-COMPETITION." in joined


def test_of_one_fund_what_decides_comes_first(session: Session) -> None:
    """The verdict with the outlook, the facts that decide, and then what the rules say; a refusal gives its reason at once."""
    text = text_of(session, session.reply("VEX registration fees", funds=["title-iv-a"]), 80)
    places = [text.index(words) for words in ("? needs information", "it would be allowable", "Facts that would", "by question")]
    assert places == sorted(places)
    assert text[: text.index("Facts that would")].count("\n") <= 15
    assert "Understood from the words: VEX, registration, fees." in text
    refused = text_of(session, session.reply("beer for the staff party", funds=["title-i-a"]), 80)
    assert refused.index("Alcoholic drinks are unallowable") < refused.index("question by question")


def test_two_funds_have_their_verdicts_together(session: Session) -> None:
    """Before the facts that decide; then each in full."""
    text = text_of(session, session.reply("VEX registration fees", funds=["title-iv-a", "title-ii-a"]), 100)
    assert text.count("question by question") == 2
    assert text.rindex("? needs information") < text.index("question by question")


def test_a_refusal_by_one_fund_gives_reason_citation_and_repair(session: Session) -> None:
    """Prohibited, with the section."""
    text = " ".join(text_of(session, session.reply("beer for the staff party", funds=["title-i-a"]), 100).split())
    assert "✗ not allowable" in text
    assert "Prohibited." in text
    assert "2 CFR 200.423" in text
    assert "→" in text


def test_a_text_that_names_no_activity_says_so(session: Session) -> None:
    """What is assumed is told."""
    assert "names no activity" in text_of(session, session.reply("microwave"), 100)


def test_not_understood(session: Session) -> None:
    """The nearest kinds and items, and how to name them."""
    lines = [
        plain(line)
        for line in not_understood_lines(session.reply("weather in the makerspace of Denver tomorrow"), session.rulebook, 80)
    ]
    text = " ".join(" ".join(lines).split())
    assert "did not understand" in text
    assert "makerspace" in text
    assert "--kind" in text


def test_the_same_bytes(session: Session) -> None:
    """Twice the same."""
    first, second = (document(session.reply(QUESTIONS[0]), session.rulebook) for _ in range(2))
    assert first == second


def test_findings_have_the_form_of_check(session: Session) -> None:
    """The fields of the contract of check."""
    whole: dict[str, Any] = json.loads(document(session.reply(QUESTIONS[1]), session.rulebook))
    found = [finding for answer in whole["answers"] for finding in answer["findings"]]
    wanted = {
        "rule",
        "severity",
        "verdict",
        "message",
        "hint",
        "fund",
        "activity",
        "line",
        "citations",
        "facts_needed",
        "location",
    }
    assert found
    assert all(wanted <= finding.keys() for finding in found)
