"""Mappings with known names."""

from __future__ import annotations

from stemfunds.reading.fields import expect_list, expect_mapping, refuse_unknown_keys, required
from stemfunds.reading.nodes import Mapping, Scalar, Sequence
from stemfunds.reading.problems import Problems

ROBOT = Mapping([(Scalar("titel", 4, 3), Scalar("x", 4, 10)), (Scalar("cost", 5, 3), Scalar("1", 5, 9))], 4, 3)


def test_unknown_keys_are_named_with_the_nearest() -> None:
    """A likeness or a table of usual words leads to the field."""
    problems = Problems("p.yaml")
    refuse_unknown_keys(ROBOT, ["title", "amount"], problems, 'activity "A1"', also={"cost": "amount"})
    assert [str(problem) for problem in problems] == [
        'p.yaml:4:3  unknown field "titel" in activity "A1" (did you mean "title"?)',
        'p.yaml:5:3  unknown field "cost" in activity "A1" (did you mean "amount"?)',
    ]


def test_expected_shapes() -> None:
    """A list where fields belong, and fields where a list belongs."""
    problems = Problems("p.yaml")
    assert expect_mapping(ROBOT, problems, "district") is ROBOT
    assert expect_mapping(Sequence([], 2, 1), problems, "district") is None
    assert expect_list(ROBOT, problems, "awards") is None
    assert expect_list(None, problems, "awards") is None
    assert [str(problem) for problem in problems] == [
        "p.yaml:2:1  district: expected fields (name: value), found a list",
        "p.yaml:4:3  awards: expected a list, found a mapping",
    ]


def test_required() -> None:
    """A missing name is told at the place of its mapping."""
    problems = Problems("p.yaml")
    assert required(ROBOT, "id", problems, "activity") is None
    assert [str(problem) for problem in problems] == ['p.yaml:4:3  activity has no "id"']
