"""The fields of the plan describe themselves."""

from __future__ import annotations

from stemfunds.plan.fields import MEANT, PARTS, fields_of, meant_field


def test_every_field_is_described_in_a_sentence() -> None:
    """Editors and the manual show these words."""
    for part in PARTS:
        for name, spec in fields_of(part).items():
            assert spec.description.endswith("."), (part, name)
            assert spec.description[0].isupper(), (part, name)


def test_every_simple_field_has_an_example() -> None:
    """A field is learned from its example."""
    nested = {"one", "many", "facts"}
    assert [
        (part, name) for part in PARTS for name, spec in fields_of(part).items() if spec.form not in nested and not spec.example
    ] == []


def test_meant_fields_exist() -> None:
    """Every usual name leads to a field of some part."""
    names = {name for part in PARTS for name in fields_of(part)}
    assert {name for options in MEANT.values() for name in options} <= names


def test_a_usual_name_means_what_its_part_has() -> None:
    """`cost` is the unit cost of a line, and the amount of an award."""
    assert meant_field("cost", fields_of("Line")) == "unit_cost"
    assert meant_field("cost", fields_of("Award")) == "amount"
    assert meant_field("nonsense", fields_of("Line")) is None
