"""Plans are read from YAML and JSON, and refused with everything that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemfunds.plan.model import Plan, Position
from stemfunds.plan.reader import parse_plan, read_plan
from stemfunds.plan.writer import plan_data
from stemfunds.reading.problems import Problem, UnusableInput

from .plans import SMALL, WORDS, problems, read


def test_the_small_plan() -> None:
    """Every level is there, with its place."""
    plan = read()
    assert plan.title == "STEM plan"
    assert plan.path == "p.yaml"
    assert plan.total == 1_650_00
    assert plan.district.at == Position("p.yaml", 3, 11)
    assert plan.activities[0].at == Position("p.yaml", 10, 5)
    assert plan.activities[0].lines[0].charges[0].at == Position("p.yaml", 21, 20)
    assert plan.schools[0].grades == (6, 8)


def test_a_plan_in_json_is_the_same(tmp_path: Path) -> None:
    """The suffix decides on the format."""
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan_data(read())), encoding="utf-8")
    assert read_plan(path) == read()
    assert read_plan(str(path)).path == str(path)


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".YAML"])
def test_suffixes_of_yaml(tmp_path: Path, suffix: str) -> None:
    """Both suffixes, in any case."""
    path = tmp_path / f"plan{suffix}"
    path.write_text(SMALL, encoding="utf-8")
    assert read_plan(path) == read()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("plan.txt", '1:1  cannot tell the format from ".txt"; expected .yaml, .yml, .json, .xlsx'),
        ("missing.yaml", "1:1  there is no such file"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, message: str) -> None:
    """The path is shown as it was given."""
    with pytest.raises(UnusableInput) as refused:
        read_plan(tmp_path / name)
    assert str(refused.value) == f"{tmp_path / name}:{message}"


def test_json_that_is_nested_without_end(tmp_path: Path) -> None:
    """Told at its place: the quick reader gives up, and the other one counts the levels."""
    path = tmp_path / "deep.json"
    path.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"deep\.json:1:65  nested deeper than 64 levels"):
        read_plan(path)


def test_a_list_is_no_plan() -> None:
    """The message says how a plan begins."""
    with pytest.raises(UnusableInput) as refused:
        parse_plan("- a\n", "p.yaml")
    assert str(refused.value) == "p.yaml:1:1  a plan begins with fields (plan: 1, title: …), found a list"


def test_everything_at_once_in_the_order_of_the_file() -> None:
    """Fourteen slips are fourteen lines, each with its place."""
    found = problems(
        ("plan: 1", "plan: 2"),
        ("state: CA", "state: no"),
        ("grades: 6-8", "grades: 8-6"),
        ("fund: title-iv-a", "fund: title-4a"),
        ("federal_fiscal_year: 2026", "federal_fiscal_year: 26"),
        ("id: IIA-26", "id: IVA-26"),
        ("title: Robotics", "titel: Robotics"),
        ("kind: stem-competition", "kind: stem-competitions"),
        ("schools: [lincoln-ms]", "schools: [lincoln]"),
        ("item: competition-fees", "item: Competition fees"),
        ("quantity: 6", "quantity: six"),
        ("amount: 1650.00", "amount: 1,65O.00"),
        ("charge_to: IVA-26", "charge_to: IVA-25"),
        ("description: Registration", "description: no"),
        words=WORDS,
    )
    assert found == [
        '1:7  plan "2": expected 1, the version of the plan format',
        '3:42  state "no": this is not a State; expected a State by its two letters, such as OH',
        '5:59  grades "8-6": the lower grade comes first; expected grades such as K-5, PK-2, 6-8 or 9 (did you mean "6-8"?)',
        '7:24  unknown fund "title-4a" (did you mean "title-iv-a"?)',
        '7:55  federal_fiscal_year "26": expected the federal fiscal year in four digits, such as 2026 (did you mean "2026"?)',
        '8:10  award id "IVA-26" is used twice; it already stands in line 7, column 10',
        '11:5  unknown field "titel" in activity "A1" (did you mean "title"?)',
        '12:11  unknown activity kind "stem-competitions" (did you mean "stem-competition"?)',
        '13:15  unknown school "lincoln" (did you mean "lincoln-ms"?)',
        "16:22  description is the bare word no; write it in quotes if the word is meant",
        '17:15  unknown cost item "Competition fees" (did you mean "competition-fees"?)',
        '18:19  quantity "six": expected a number, such as 30 or 2.5',
        '20:17  amount "1,65O.00": the letter O stands where a digit belongs; expected dollars and cents, such as 12500.00',
        '21:20  unknown award "IVA-25" (did you mean "IVA-26"?)',
    ]


def test_an_alias_of_a_fund_is_not_its_id() -> None:
    """People learn one spelling: the everyday name leads to it."""
    assert problems(("fund: title-iv-a", "fund: SSAE"), words=WORDS) == ['7:24  unknown fund "SSAE" (did you mean "title-iv-a"?)']


def test_a_plan_without_anything() -> None:
    """All required fields are named, at the place of the plan."""
    with pytest.raises(UnusableInput) as refused:
        parse_plan("contact: me\n", "p.yaml")
    assert str(refused.value).splitlines() == [
        'p.yaml:1:1  plan has no "activities"',
        'p.yaml:1:1  plan has no "district"',
        'p.yaml:1:1  plan has no "plan"',
        'p.yaml:1:1  plan has no "title"',
    ]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_typed_the_answer_is_a_plan_or_its_problems(data: st.DataObject) -> None:
    """No file makes the reader fail in another way, and every problem has a place in the file."""
    start = data.draw(st.integers(0, len(SMALL)))
    length = data.draw(st.integers(0, 30))
    typed = data.draw(
        st.text(max_size=12) | st.sampled_from(["{", "[", '"', "- ", ": ", "\t", "&a ", "*a", "<<: ", "#1", "9" * 40])
    )
    text = SMALL[:start] + typed + SMALL[start + length :]
    try:
        assert isinstance(parse_plan(text, "p.yaml", vocabulary=WORDS), Plan)
        found: tuple[Problem, ...] = ()
    except UnusableInput as unusable:
        found = unusable.problems
    assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in found)
    assert all(str(problem).isprintable() for problem in found)
