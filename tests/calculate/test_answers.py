"""Answers as they are typed: read, refused with the nearest name, asked for, and taken from a CSV file."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from stemfunds.calculate.answers import Asked, example_answers
from stemfunds.calculate.rows import read_rows
from stemfunds.judging.vocabulary import fund_names
from stemfunds.reading.problems import UnusableInput
from stemfunds.rulebook.model import Rulebook


@pytest.fixture
def carryover(federal: Rulebook) -> Asked:
    """The carryover calculator, nothing answered."""
    return Asked(federal.calculators["title-i-carryover"], fund_names(federal))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("alocation=5", 'title-i-carryover has no input "alocation" (did you mean "allocation"?)'),
        ("allocation", "allocation: expected allocation=VALUE"),
        ("allocation=12.5k", 'allocation "12.5k": expected dollars and cents, such as 12500.00'),
        ("waiver=perhaps", 'waiver "perhaps": expected yes or no'),
    ],
)
def test_what_cannot_be_used_is_told(carryover: Asked, typed: str, told: str) -> None:
    """Each answer that cannot be read is told in the words of its question."""
    carryover.take([typed])
    assert carryover.wrong == [told]


def test_all_that_is_missing_is_named(carryover: Asked) -> None:
    """What has a default is not missing."""
    assert [one.id for one in carryover.missing()] == ["allocation", "unobligated"]
    carryover.take(["allocation=$820,000", "unobligated=0"])
    assert carryover.missing() == []
    assert carryover.answers().values["allocation"] == Fraction(82_000_000)
    assert carryover.answers().values["transferred_in"] == 0


def test_a_list_is_no_single_answer(federal: Rulebook) -> None:
    """A list comes from a file."""
    asked = Asked(federal.calculators["equitable-services-i-a"], fund_names(federal))
    asked.take(["areas=3"])
    assert asked.wrong == ["areas is a list; give it as a CSV file with --rows"]


def test_a_fund_has_everyday_names(federal: Rulebook) -> None:
    """The fund is understood by any of its names; a wrong one is answered with the nearest."""
    asked = Asked(federal.calculators["obligation-window"], fund_names(federal))
    asked.take(["fund=Title 4"])
    assert asked.values == {"fund": "title-iv-a"}
    asked.take(["fund=title-iv-x"])
    assert len(asked.wrong) == 1
    assert 'unknown fund "title-iv-x" (did you mean' in asked.wrong[0]


def test_every_example_answers_everything(federal: Rulebook) -> None:
    """No example leaves a question open or has an answer that cannot be read."""
    for calculator in federal.calculators.values():
        asked = example_answers(calculator, fund_names(federal))
        assert (calculator.id, asked.wrong, asked.missing()) == (calculator.id, [], [])


# --- CSV ----------------------------------------------------------------------------------------------------------------


def rows_of(federal: Rulebook, path: Path, written: str) -> list[dict[str, object]]:
    """The rows of a file for the areas of equitable services."""
    path.write_text(written, encoding="utf-8")
    asked = federal.calculators["equitable-services-i-a"].input("areas")
    assert asked is not None
    return [dict(row) for row in read_rows(path, asked, {})]


@pytest.mark.parametrize(
    "written",
    [
        "area,public_low_income,private_low_income\nNorth,500,52\n",
        "\ufeffPrivate Low Income;Area;PUBLIC-LOW-INCOME\n52;North;500\n;;\n",
        'area\tpublic low income\tprivate low income\r\n"North"\t500\t52\r\n',
    ],
)
def test_columns_are_found_by_their_names(federal: Rulebook, tmp_path: Path, written: str) -> None:
    """Order, capitals, spaces and the separating sign do not matter; empty lines are left out."""
    assert rows_of(federal, tmp_path / "areas.csv", written) == [
        {"area": "North", "public_low_income": Fraction(500), "private_low_income": Fraction(52)}
    ]


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("", [(1, 1, "there is no header line")]),
        (
            "area,public_low_incom,private_low_income\n",
            [(1, 1, "the column public_low_income is missing"), (1, 2, "did you mean")],
        ),
        (
            "area,public_low_income,private_low_income\nNorth,5O0,52\nSouth,,x\n",
            [(2, 2, "5O0"), (3, 2, "is missing"), (3, 3, '"x"')],
        ),
    ],
)
def test_mistakes_of_a_file_have_their_places(
    federal: Rulebook, tmp_path: Path, written: str, places: list[tuple[int, int, str]]
) -> None:
    """All mistakes at once, each with line, column and what was found."""
    with pytest.raises(UnusableInput) as refused:
        rows_of(federal, tmp_path / "areas.csv", written)
    found = refused.value.problems
    assert [(problem.line, problem.column) for problem in found] == [(line, column) for line, column, _ in places]
    assert all(words in problem.message for problem, (_, _, words) in zip(found, places, strict=True))


def test_a_file_that_is_no_text_is_told(federal: Rulebook, tmp_path: Path) -> None:
    """Another encoding is named, not guessed."""
    path = tmp_path / "areas.csv"
    path.write_bytes(b"area\xff\xfe")
    asked = federal.calculators["equitable-services-i-a"].input("areas")
    assert asked is not None
    with pytest.raises(UnusableInput, match="UTF-8"):
        read_rows(path, asked, {})


def test_a_year_has_four_digits(federal: Rulebook) -> None:
    """26 is no year of a window."""
    asked = Asked(federal.calculators["obligation-window"], {"title-i-a": "title-i-a"})
    asked.take(["fund=title-i-a", "federal_fiscal_year=26"])
    assert asked.wrong == ['federal_fiscal_year "26": expected a year in four digits, such as 2026']
    assert asked.unread == {"federal_fiscal_year"}
