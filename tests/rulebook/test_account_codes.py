"""The base codes of school accounting: the list of the rules, and what is told of a code that is not on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pack_files import federal as tiny_federal
from pack_files import write_pack

from stemfunds.reading.nodes import Place
from stemfunds.reading.problems import Problems, UnusableInput
from stemfunds.rulebook.account_codes import Part, check_code
from stemfunds.rulebook.loader import load_rulebook_folder
from stemfunds.rulebook.model import Rulebook

from .conftest import Told

CODES = """\
account_codes:
  cite: law-1
  functions: {"1000": Instruction, "2213": Instructional Staff Training}
  objects: {"600": Supplies, "610": General Supplies}
"""
CROSSWALK = """\
crosswalk:
  title: Chart
  cite: xs-handbook
  accounts:
    - {code: "45", name: Supplies, nces_object: "611", for: {objects: [supplies]}}
    - {code: "15", name: Pay, for: {objects: [personnel]}}
"""


def test_the_list_has_the_main_codes_and_its_source(federal: Rulebook) -> None:
    """Five areas of functions and nine of objects, each code with a name of its own."""
    codes = federal.account_codes
    assert [code for code in codes.functions if code.endswith("000")] == ["1000", "2000", "3000", "4000", "5000"]
    assert [code for code in codes.objects if code.endswith("00")] == [f"{number}00" for number in range(1, 10)]
    assert (codes.functions["2213"], codes.objects["580"]) == ("Instructional Staff Training", "Travel")
    for names in (codes.functions, codes.objects):
        assert list(names) == sorted(names)
        assert len(set(names.values())) == len(names)
    assert [federal.sources[cite.source].verified.how for cite in codes.cite] == ["secondary"]


@pytest.mark.parametrize(
    ("key", "code", "part", "told"),
    [
        ("nces_function", "2213", "functions", []),
        ("nces_object", "650", "objects", []),
        ("nces_function", "221", "functions", ['nces_function "221": expected four digits, such as 2213']),
        (
            "nces_function",
            "2214",
            "functions",
            ['nces_function "2214" is none of the functions of the NCES handbook; 2213 is Instructional Staff Training'],
        ),
        (
            "nces_object",
            "660",
            "objects",
            ['nces_object "660" is none of the objects of the NCES handbook; 650 is Supplies: Technology Related'],
        ),
    ],
)
def test_a_code_is_one_of_the_handbook(federal: Rulebook, key: str, code: str, part: Part, told: list[str]) -> None:
    """Otherwise the nearest one is told with its name."""
    problems = Problems("accounts.yaml")
    check_code(Place(5, 40), key, code, part, federal.account_codes, problems)
    assert [problem.message.partition(" (did you mean")[0] for problem in problems] == told
    assert all(problem.nearest in (*federal.account_codes.functions, *federal.account_codes.objects, "") for problem in problems)


def test_a_crosswalk_is_held_to_the_list(tmp_path: Path) -> None:
    """With the file, the line and the column of the code."""
    rules = tiny_federal(tmp_path)
    (rules / "account-codes.yaml").write_text(CODES, encoding="utf-8")
    with pytest.raises(UnusableInput) as refused:
        load_rulebook_folder(rules, (write_pack(tmp_path, accounts=CROSSWALK),))
    (problem,) = refused.value.problems
    assert str(problem).startswith('example-pack/accounts.yaml:5:49  nces_object "611" is none of the objects')


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"2213"', '"213"', 'functions "213": expected four digits'),
        ("  cite: law-1\n", "", 'account_codes has no "cite"'),
        ("objects:", "object:", 'unknown key "object" in account_codes (did you mean "objects"?)'),
    ],
)
def test_a_list_with_a_mistake(told: Told, old: str, new: str, expected: str) -> None:
    """It is told like every other mistake in the rules."""
    text = CODES.replace(old, new, 1)
    change = ("facts.yaml", "facts:\n", f"{text}facts:\n")
    assert any(expected in problem for problem in told("", change))
