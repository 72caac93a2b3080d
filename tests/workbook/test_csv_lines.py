"""Budget lines as a CSV file beside a plan without lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan.plans import SMALL, WORDS, read

from stemfunds.plan.model import Plan
from stemfunds.reading.problems import UnusableInput
from stemfunds.workbook.csv_lines import read_plan_with_lines

SKELETON = SMALL.partition("    lines:")[0]
HEAD = "Activity,ID,Description,Item,Quantity,Unit cost,Charge to\n"
LINE = "A1,L1,Registration,competition-fees,6,275.00,IVA-26\n"


def _read(folder: Path, lines: str | bytes, skeleton: str = SKELETON) -> Plan:
    (folder / "plan.yaml").write_text(skeleton, encoding="utf-8")
    (folder / "lines.csv").write_bytes(lines if isinstance(lines, bytes) else lines.encode())
    return read_plan_with_lines(folder / "plan.yaml", folder / "lines.csv", WORDS)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(HEAD + LINE, id="commas"),
        pytest.param("\ufeff" + HEAD + LINE, id="byte order mark"),
        pytest.param((HEAD + LINE).replace(",", ";"), id="semicolons"),
        pytest.param((HEAD + LINE).replace(",", "\t"), id="tabs"),
        pytest.param((HEAD + LINE).replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param("Our budget\n\n" + HEAD + "\n" + LINE + ",,,,,,\n", id="a title, empty rows"),
        pytest.param(HEAD + 'a1, L1 ,"Registration",COMPETITION-FEES,"6","$275.00",iva-26\n', id="spaces, capitals, signs"),
        pytest.param(HEAD.replace("\n", ",Amount,Line total\n") + LINE.replace("\n", ',"1,650.00",x\n'), id="thousands commas"),
    ],
)
def test_lines_are_read_as_programs_write_them(tmp_path: Path, lines: str) -> None:
    """The plan is the same as with the lines in YAML."""
    assert _read(tmp_path, lines) == read(words=WORDS)


def test_western_european_bytes(tmp_path: Path) -> None:
    """What is not UTF-8 is taken for the encoding of older programs."""
    plan = _read(tmp_path, (HEAD + LINE).replace("Registration", "Caf\u00e9 \u2013 entr\u00e9e").encode("cp1252"))
    assert plan.activities[0].lines[0].description == "Caf\u00e9 \u2013 entr\u00e9e"


def test_an_apostrophe_before_a_formula_is_taken_off(tmp_path: Path) -> None:
    """Only there: it may belong to the text."""
    plan = _read(tmp_path, HEAD + LINE.replace("Registration", "'=SUM(A1)") + LINE.replace("L1,Registration", "L2,'tis"))
    assert [line.description for line in plan.activities[0].lines] == ["=SUM(A1)", "'tis"]


def test_lines_know_their_file_and_row(tmp_path: Path) -> None:
    """A cell may have line breaks; the row is where it begins."""
    plan = _read(tmp_path, HEAD + LINE.replace("Registration", '"Two\nteams"') + LINE.replace("L1", "L2"))
    assert [(line.at.file, line.at.line) for line in plan.activities[0].lines] == [
        (f"{tmp_path}/lines.csv", 2),
        (f"{tmp_path}/lines.csv", 4),
    ]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (HEAD + LINE.replace("275.00", "275.OO"), ['row 2, column Unit cost  unit_cost "275.OO": expected dollars and cents, such as 40.00 (a rate may have four decimals, such as 0.725)']),
        (HEAD + LINE.replace("A1,", "B1,"), ['row 2, column Activity  unknown activity "B1" (did you mean "A1"?)']),
        (HEAD + LINE.replace("A1,", "B1,").replace("275.00", "many"), ['row 2, column Activity  unknown activity "B1" (did you mean "A1"?)', 'row 2, column Unit cost  unit_cost "many": expected dollars and cents, such as 40.00 (a rate may have four decimals, such as 0.725)']),
        (HEAD + LINE.replace("A1,", ","), ['row 2, column Activity  line "L1" names no activity; write its id here']),
        (HEAD + LINE + LINE, ['row 3, column ID  line id "L1" is used twice; it already stands in row 2, column ID']),
        (HEAD.replace("Item", "Kind of thing") + LINE, ['row 1, column Activity  there is no column "Item", which every row needs; add it to the headings']),
        ("a,b\n1,2\n", ["row 1, column 1  no row of headings is found; expected Activity, ID, Description, Item …"]),
        (HEAD + 'A1,"L1,Registration\n', ["row 2, column 1  the row cannot be read: unexpected end of data; is a quote missing?"]),
    ],
)  # fmt: skip  # a row of a table stays one line
def test_mistakes_name_file_row_and_column(tmp_path: Path, lines: str, says: list[str]) -> None:
    """In the words of the headings."""
    with pytest.raises(UnusableInput) as unusable:
        _read(tmp_path, lines)
    assert [str(one) for one in unusable.value.problems] == [f"{tmp_path}/lines.csv: {one}" for one in says]


def test_the_mistakes_of_both_files_are_told_together(tmp_path: Path) -> None:
    """The plan's by line, the lines' by row."""
    with pytest.raises(UnusableInput) as unusable:
        _read(tmp_path, HEAD + LINE.replace("IVA-26", "IVA-27"), SKELETON.replace("kind: stem-competition", "kind: tutor"))
    assert [str(one).removeprefix(f"{tmp_path}/").partition("  ")[0] for one in unusable.value.problems] == [
        "lines.csv: row 2, column Charge to",
        "plan.yaml:12:11",
    ]


def test_only_plans_in_text_files_take_lines(tmp_path: Path) -> None:
    """A workbook has its own sheet for them."""
    with pytest.raises(UnusableInput, match="lines from a CSV file go with a plan in YAML or JSON"):
        read_plan_with_lines(tmp_path / "plan.xlsx", tmp_path / "lines.csv", WORDS)
