"""JSON, in the form that other programs rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from stemfunds.judging.result import PlanResult
from stemfunds.reading.numbers import money_text
from stemfunds.reporting.json_report import document, line
from stemfunds.rulebook.model import Rulebook

CONTRACT = json.loads((Path(__file__).parent / "contract.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", ["mixed", "good", "hostile"])
def test_the_contract(request: pytest.FixtureRequest, book: Rulebook, which: str) -> None:
    """Every field of the contract is there, in its type, whatever was found."""
    jsonschema.validate(json.loads(document([request.getfixturevalue(which)], book)), CONTRACT)


def test_the_schema_is_not_empty_words(mixed: PlanResult, book: Rulebook) -> None:
    """It refuses a number where money is text, and a missing field."""
    whole = json.loads(document([mixed], book))
    whole["plans"][0]["total"] = 12.5
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole, CONTRACT)
    whole = json.loads(document([mixed], book))
    del whole["plans"][0]["activities"][0]["lines"][0]["charges"][0]["reason"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole, CONTRACT)


def test_several_plans_and_none(mixed: PlanResult, good: PlanResult, book: Rulebook) -> None:
    """One object holds them all, in the order in which they were named."""
    plans = json.loads(document([mixed, good], book))["plans"]
    assert [plan["verdict"] for plan in plans] == ["not-allowable", "allowable"]
    assert json.loads(document([], book)) == {"plans": []}


def test_a_plan_as_one_line(mixed: PlanResult, book: Rulebook) -> None:
    """Its own head, no line break inside, one at the end."""
    text = line(mixed, book)
    assert text.count("\n") == 1
    assert text.endswith("}\n")
    whole = json.loads(text)
    assert whole["plans" if "plans" in whole else "activities"] == json.loads(document([mixed], book))["plans"][0]["activities"]
    assert whole["as_of"] == "2026-08-01"


def test_what_a_refused_charge_says(mixed: PlanResult, book: Rulebook) -> None:
    """The five fields that a script looks at first."""
    charge = _charge(mixed, book, "A3-snacks")
    assert (charge["verdict"], charge["reason"], charge["amount"]) == ("not-allowable", "requirement-failed", "123.45")
    (finding,) = charge["findings"]
    assert (finding["rule"], finding["severity"], finding["hint"]) == ("SF-SAFE", "error", "Make the robots safe.")
    assert finding["location"] == {"file": "plan.yaml", "line": 9, "column": 5}
    assert [cited["confirmed_on"] for cited in finding["citations"]] == ["2026-01-02", None]


def test_what_an_open_charge_asks(mixed: PlanResult, book: Rulebook) -> None:
    """The fact with its question, type and choices."""
    (finding,) = _charge(mixed, book, "A2-kits")["findings"]
    (needed,) = finding["facts_needed"]
    assert (needed["fact"], needed["question"], needed["type"]) == ("activity.organizer", "Who?", "choice")
    assert needed["choices"][0] == {"value": "nonprofit", "means": "N"}


def _charge(result: PlanResult, book: Rulebook, identity: str) -> dict[str, Any]:
    (plan,) = json.loads(document([result], book))["plans"]
    (found,) = [one for activity in plan["activities"] for one in activity["lines"] if one["id"] == identity]
    charge: dict[str, Any] = found["charges"][0]
    return charge


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "0.00"), (5, "0.05"), (123_450, "1234.50"), (-1, "-0.01"), (10**14 + 1, "1000000000000.01")]
)
def test_money_is_decimal_text(cents: int, text: str) -> None:
    """No thousands separator, no float, two places always."""
    assert money_text(cents) == text
