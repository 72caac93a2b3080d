"""The JSON Schema accepts what the reader accepts, and an editor shows the common slips."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import yaml

from stemfunds.plan.schema import plan_schema
from stemfunds.plan.vocabulary import EVERYTHING, Vocabulary

from .plans import SMALL, WORDS, changed


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it (YAML 1.2): no dates, and yes and no are words."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":int", ":float", ":null"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(true|false)$"), list("tf"))


FACTORS = "        quantity: 6\n        unit_cost: 275.00\n        amount: 1650.00\n"


def complaints(text: str, words: Vocabulary = EVERYTHING) -> list[str]:
    """What a validator says about a plan, by path."""
    validator = jsonschema.Draft202012Validator(plan_schema(words))
    data: Any = yaml.load(text, EditorLoader)
    return sorted("/".join(map(str, error.absolute_path)) for error in validator.iter_errors(data))


@pytest.mark.parametrize("words", [EVERYTHING, WORDS])
def test_the_schema_is_a_schema(words: Vocabulary) -> None:
    """Draft 2020-12, with and without a vocabulary."""
    jsonschema.Draft202012Validator.check_schema(plan_schema(words))


@pytest.mark.parametrize("words", [EVERYTHING, WORDS])
@pytest.mark.parametrize(
    "changes",
    [
        [],
        [("amount: 1650.00", "amount: $1,650.00")],
        [("        amount: 1650.00\n", "")],
        [("grades: 6-8", "grades: 9")],
        [("title: STEM plan", "title: x\nfictional: yes")],
        [("charge_to: IVA-26", "charges: [{award: IVA-26, share: 60}, {award: IIA-26, share: 40}]")],
        [("title: Robotics", "title: x\n    facts: {organizer: nonprofit, in_needs_assessment: yes, student_groups: all}")],
        [("state: CA", 'state: CA, nces_id: "0612345"')],
        [(FACTORS, "        salary: {fte: 0.5, annual_rate: 78500, months: 10}\n        fiscal_year: 2026-27\n")],
        [(FACTORS, "        fringe: {base_lines: L2, components: [{name: FICA, rate: 7.65}]}\n")],
        [(FACTORS, "        travel: {trips: 2, miles: 46.5, mileage_rate: 0.725}\n        amount: 67.43\n")],
        [(FACTORS, "        stipend: {people: 8, hours: 30, rate: 40}\n")],
        [("title: STEM plan", "title: STEM plan\ntotal: 1,650.00")],
    ],
)
def test_plans_that_fit(changes: list[tuple[str, str]], words: Vocabulary) -> None:
    """Editors stay silent on good plans."""
    assert complaints(changed(*changes), words) == []


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("title: STEM plan\n", "", ""),
        ("plan: 1", "plan: 2", "plan"),
        ("title: Robotics", "titel: Robotics", "activities/0"),
        ("amount: 1650.00", "amount: 1,65O.00", "activities/0/lines/0/amount"),
        (FACTORS, "", "activities/0/lines/0"),
        ("quantity: 6", "salary: {fte: 1, annual_rate: 5}", "activities/0/lines/0"),
        (FACTORS, "        travel: {fare: 5}\n        stipend: {people: 1, days: 1, rate: 5}\n", "activities/0/lines/0"),
        (FACTORS, "        fringe: {components: [{name: FICA, rate: 7.65}]}\n", "activities/0/lines/0/fringe"),
        (FACTORS, "        travel: {days: 2, fare: 5}\n", "activities/0/lines/0/travel"),
        (FACTORS, "        travel: {trips: 2}\n", "activities/0/lines/0/travel"),
        (FACTORS, "        stipend: {people: 1, rate: 5}\n", "activities/0/lines/0/stipend"),
        ("quantity: 6", "starts: 07/01/2026", "activities/0/lines/0/starts"),
        ("federal_fiscal_year: 2026", "federal_fiscal_year: 26", "awards/0/federal_fiscal_year"),
        ("grades: 6-8", "grades: all", "schools/0/grades"),
        ("state: CA", "state: California", "district/state"),
        ("charge_to: IVA-26", "charge_to: IVA-26\n        charges: []", "activities/0/lines/0"),
        ("charge_to: IVA-26", "charges: [{award: IVA-26, share: 0.6}]", "activities/0/lines/0/charges/0/share"),
        ("kind: stem-competition", "kind: stem-competitions", "activities/0/kind"),
        ("fund: title-iv-a", "fund: SSAE", "awards/0/fund"),
        ("title: Robotics", "title: x\n    facts: {organizer: company}", "activities/0/facts/organizer"),
        ("title: Robotics", "title: x\n    facts: {effort: 90}", "activities/0/facts"),
    ],
)
def test_common_slips(old: str, new: str, path: str) -> None:
    """The editor marks the place."""
    assert path in complaints(changed((old, new)), WORDS) if old in SMALL else pytest.fail(old)


def test_every_field_has_its_description() -> None:
    """Editors show the words of the model while people type."""
    schema = plan_schema(WORDS)
    for part in (schema, *schema["$defs"].values()):
        assert all(field.get("description") for field in part["properties"].values())
