"""Plain JSON and YAML are read quickly; the plan is the one that the reader of places gives, and so is every message."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from msgspec import Struct
from strategies import federal_rulebook

from benchmarks.plan_maker import PlanMaker, as_json, as_yaml
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.plan.quick import QuickReader
from stemfunds.plan.reader import parse_plan, plan_of
from stemfunds.plan.vocabulary import EVERYTHING, Vocabulary
from stemfunds.reading.json_reader import read_json
from stemfunds.reading.problems import UnusableInput
from stemfunds.reading.yaml_reader import read_yaml

MINIMAL = (
    '{"plan": 1, "title": "T", "district": {"name": "D", "state": "OH"}, "awards": [{"id": "W", "fund": "title-iv-a", '
    '"federal_fiscal_year": 2026, "amount": 1000.5}], "activities": [{"id": "A", "title": "T", "kind": "makerspace", "lines": '
    '[{"id": "L", "description": "Kits", "item": "supplies-materials", "amount": "12.50", "charge_to": "W"}]}]}'
)

PAID = '"description": "Benefits", "item": "supplies-materials", "charge_to": "W"'
HEALTH = '{"name": "Health", "rate": 11.5}'


def words() -> Vocabulary:
    """The vocabulary of the federal rules."""
    return plan_vocabulary(federal_rulebook())


def places(plan: Plan) -> list[object]:
    """Where the parts stand that findings are about."""
    parts: list[Any] = [plan, plan.district, *plan.schools, *plan.awards, *plan.explanations, *plan.determinations]
    for activity in plan.activities:
        parts += [activity, *activity.lines]
    return [part.at for part in parts]


@pytest.mark.parametrize("indent", [None, 2])
def test_the_same_plan(indent: int | None) -> None:
    """With all its places, on one line or on many."""
    vocabulary = words()
    quick, read = QuickReader(vocabulary), 0
    for document in PlanMaker(federal_rulebook(), 6).documents(25, 3):
        text = as_json(document, indent)
        found, expected = quick.plan(text, "p.json"), plan_of(read_json(text, "p.json"), "p.json", vocabulary)
        if found is not None:
            read += 1
            assert (found, found.path, places(found)) == (expected, "p.json", places(expected))
    assert read == 25


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"title": "T", "district"', '"title": "a {brace}", "district"'),
        ('"title": "T", "district"', '"title": "a \\"name\\": x", "district"'),
        ('"title": "T", "district"', '"title": "two\\nlines", "district"'),
        ('"title": "T", "district"', '"title": "\\ud800", "district"'),
        ('"title": "T", "district"', '"title": "T", "title": "U", "district"'),
        ('"title": "T", "district"', '"title" : "T", "title": "U", "district"'),
        ('"title": "T", "district"', '"title": null, "district"'),
        ('"title": "T", "district"', '"title": 12, "district"'),
        ('"title": "T", "district"', '"titel": "T", "district"'),
        ('"plan": 1', '"plan": 1.0'),
        ('"plan": 1', '"plan": true'),
        ('"amount": 1000.5', '"amount": -0'),
        ('"amount": 1000.5', '"amount": 1e3'),
        ('"amount": 1000.5', '"amount": 123456789012345678901234567890'),
        ('"amount": "12.50"', '"amount": "12.5O"'),
        ('"amount": "12.50"', '"quantity": 3'),
        ('"amount": "12.50"', '"quantity": 3, "unit_cost": 0.725'),
        ('"amount": "12.50"', '"salary": {"fte": 0.5, "annual_rate": "78500.00", "months": 10}, "position": "Coach"'),
        ('"amount": "12.50"', '"salary": {"fte": 0.5}'),
        ('"amount": "12.50"', '"fringe": {"base": 100, "components": [{"name": "Health", "rate": 11.5}]}'),
        ('"amount": "12.50"', '"fringe": {"base": 100, "components": []}'),
        ('"amount": "12.50"', '"fringe": {"base_lines": [], "components": [{"name": "Health", "rate": 11.5}]}'),
        ('"amount": "12.50"', '"fringe": {"base_lines": ["L"], "components": [{"name": "Health", "rate": 11.5}]}'),
        ('"amount": "12.50"', '"fringe": {"base_lines": ["M"], "components": [{"name": "Health", "rate": 11.5}]}'),
        ('"lines": [', f'"lines": [{{"id": "M", {PAID}, "fringe": {{"base_lines": "L", "components": [{HEALTH}]}}}}, '),
        (
            '"lines": [',
            f'"lines": [{{"id": "M", {PAID}, "fringe": {{"base": 1, "base_lines": "L", "components": [{HEALTH}]}}}}, ',
        ),
        ('"amount": "12.50"', '"travel": {"trips": 2, "days": 4, "per_diem": 68, "miles": 310, "mileage_rate": 0.725}'),
        ('"amount": "12.50"', '"travel": {"trips": 2, "days": 4}'),
        ('"amount": "12.50"', '"travel": {}'),
        ('"amount": "12.50"', '"stipend": {"people": 8, "hours": 30, "rate": 40}, "fiscal_year": "2026-27"'),
        ('"amount": "12.50"', '"stipend": {"people": 8, "rate": 40}'),
        ('"amount": "12.50"', '"stipend": {"people": 8, "days": 1, "rate": 40}, "quantity": 2'),
        ('"lines": [', '"total": "12.50", "lines": ['),
        ('"lines": [', '"stated_total": "12.50", "lines": ['),
        ('"plan": 1', '"plan": 1, "total": "99.00"'),
        ('"amount": 1000.5', '"amount": 1000.5, "budgeted": 12.5'),
        ('"charge_to": "W"', '"charge_to": "V"'),
        ('"charge_to": "W"', '"charges": [{"award": "W", "share": 50}]'),
        ('"charge_to": "W"', '"charges": [{"award": "W"}]'),
        ('"charge_to": "W"', '"charges": {"award": "W"}'),
        ('"charge_to": "W"', '"starts": "2026-09-02", "ends": "2026-09-01"'),
        ('"lines": [', '"facts": {"serves": "students", "student_groups": ["all"]}, "lines": ['),
        ('"lines": [', '"facts": {"serves": true}, "lines": ['),
        ('"lines": [', '"facts": {"serve": "students"}, "lines": ['),
        ('"lines": [', '"goals": "learning", "lines": ['),
        ('"lines": [', '"goals": [["learning"]], "lines": ['),
        ('"lines": [', '"schools": ["nowhere"], "lines": ['),
        ('[{"id": "A", "title"', '[{"id": "A", "title": "T", "kind": "makerspace"}, {"id": "A", "title"'),
        ('"activities": [', '"activities": [[], '),
        ('"plan": 1', '"plan": 1, "title" : "T"'),
        ('"plan": 1', '"plan" : 1, "plan": 1'),
        ('"plan": 1', '"plan"\n: 1, "plan": 1'),
        ('"plan": 1', '"plan" : 1'),
        ('"id": "L", ', ""),
        (MINIMAL[1:], ""),
        (MINIMAL, "[]"),
    ],
)
def test_what_is_unusual_is_read_as_before(old: str, new: str) -> None:
    """Whether it is right or wrong: the plan and the messages are those of the reader that knows places."""
    assert old in MINIMAL
    vocabulary, text = words(), MINIMAL.replace(old, new)
    for known in (vocabulary, EVERYTHING):
        assert outcome(text, known) == expected(text, known)


@pytest.mark.parametrize("title", ["T", "a {brace}"])
def test_one_line_of_many(title: str) -> None:
    """Places are those of the file in which the text is one line."""
    vocabulary, text = words(), MINIMAL.replace('"title": "T", "district"', f'"title": "{title}", "district"')
    assert QuickReader(vocabulary).plan(text, "p.jsonl", 17) is not None
    found, slow = parse_plan(text, "p.jsonl", "json", vocabulary, 17), read_json(text, "p.jsonl", 17)
    assert places(found) == places(plan_of(slow, "p.jsonl", vocabulary))
    assert found.at.line == 17


def test_damaged_files_are_told_as_before() -> None:
    """A sign is dropped, doubled or changed anywhere."""
    vocabulary, random = words(), Random(5)
    for _ in range(200):
        at = random.randrange(len(MINIMAL))
        text = MINIMAL[:at] + random.choice(("", MINIMAL[at] * 2, '"', "{", "0", " ", "\\", ",")) + MINIMAL[at + 1 :]
        assert outcome(text, vocabulary) == expected(text, vocabulary)


def test_the_same_plan_of_yaml() -> None:
    """With the place of every part and of every fact."""
    vocabulary = words()
    quick = QuickReader(vocabulary)
    for document in PlanMaker(federal_rulebook(), 6).documents(25, 3):
        text = as_yaml(document)
        found = quick.yaml_plan(text, "p.yaml")
        assert found is not None
        assert everything(found) == everything(plan_of(read_yaml(text, "p.yaml"), "p.yaml", vocabulary))


def test_damaged_yaml_is_told_as_before() -> None:
    """Whatever is dropped, doubled or changed: the quick reader gives the same plan, or gives up."""
    vocabulary, random = words(), Random(5)
    whole, quick = as_yaml(next(iter(PlanMaker(federal_rulebook(), 1).documents(1, 3)))), QuickReader(words())
    read = 0
    for _ in range(150):
        at = random.randrange(len(whole))
        text = whole[:at] + random.choice(("", whole[at] * 2, '"', "{", "#", " ", "\n", "0", "-", ": ")) + whole[at + 1 :]
        found = quick.yaml_plan(text, "p.yaml")
        if found is not None:
            read += 1
            assert everything(found) == everything(plan_of(read_yaml(text, "p.yaml"), "p.yaml", vocabulary))
    assert 0 < read < 150


def test_one_plan_or_many() -> None:
    """The first plan of a vocabulary is read by the reader that knows places, the second quickly, with the same result."""
    text, vocabulary = as_yaml(next(iter(PlanMaker(federal_rulebook(), 2).documents(1, 3)))), words()
    first, second = (parse_plan(text, "p.yaml", "yaml", vocabulary) for _ in range(2))
    assert everything(first) == everything(second)


def everything(value: Any) -> Any:
    """A value with the fields that take no part in comparisons."""
    if isinstance(value, Struct):
        return [(name, everything(getattr(value, name))) for name in value.__struct_fields__]
    if isinstance(value, dict):
        return [(name, everything(one)) for name, one in value.items()]
    return [everything(one) for one in value] if isinstance(value, tuple) else value


def outcome(text: str, vocabulary: Vocabulary) -> object:
    """The plan with its places, or the problems."""
    try:
        plan = parse_plan(text, "p.json", "json", vocabulary)
    except UnusableInput as unusable:
        return unusable.problems
    return plan, places(plan)


def expected(text: str, vocabulary: Vocabulary) -> object:
    """The same from the reader that knows places."""
    try:
        plan = plan_of(read_json(text, "p.json"), "p.json", vocabulary)
    except UnusableInput as unusable:
        return unusable.problems
    return plan, places(plan)
