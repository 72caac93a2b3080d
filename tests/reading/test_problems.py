"""Problems are printed in one line each, in the order of the file."""

from __future__ import annotations

import pickle

import pytest

from stemfunds.reading.nodes import Place
from stemfunds.reading.problems import Problem, Problems, UnusableInput


def test_a_problem_is_one_line_with_its_place() -> None:
    """File, line and column stand first, as editors expect them."""
    problem = Problem("plans/lincoln.yaml", 41, 13, 'unknown fund "title-4a"')
    assert str(problem) == 'plans/lincoln.yaml:41:13  unknown fund "title-4a"'


def test_the_nearest_name_stands_behind_the_message() -> None:
    """A near miss is answered with the right name, in the message and as a field."""
    problems = Problems("p.yaml")
    problems.add(Place(41, 13), 'unknown fund "title-4a"', found="title-4a", nearest="title-iv-a")
    assert [str(problem) for problem in problems] == ['p.yaml:41:13  unknown fund "title-4a" (did you mean "title-iv-a"?)']
    assert next(iter(problems)).nearest == "title-iv-a"


def test_all_problems_are_told_in_the_order_of_the_file() -> None:
    """Problems found late but standing early come first."""
    problems = Problems("p.yaml")
    problems.add(Place(9, 1), "late")
    problems.add(Place(2, 4), "early")
    with pytest.raises(UnusableInput) as refused:
        problems.raise_if_any()
    assert str(refused.value) == "p.yaml:2:4  early\np.yaml:9:1  late"


def test_no_problem_raises_nothing() -> None:
    """A clean file goes on."""
    problems = Problems("p.yaml")
    problems.raise_if_any()
    assert len(problems) == 0


def test_stop_keeps_what_was_noted_before() -> None:
    """An error that ends the reading does not hide the others."""
    problems = Problems("p.yaml")
    problems.add(Place(1, 1), "first")
    with pytest.raises(UnusableInput) as refused:
        problems.stop(Place(2, 1), "last")
    assert str(refused.value) == "p.yaml:1:1  first\np.yaml:2:1  last"


def test_an_unusable_input_survives_a_worker_process() -> None:
    """Batch runs send the exception between processes."""
    error = UnusableInput([Problem("p.yaml", 1, 2, "x")])
    assert pickle.loads(pickle.dumps(error)).problems == error.problems
