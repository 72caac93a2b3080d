"""Findings written beside the lines of a CSV file: no byte of its owner changes, and a second check changes nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.workbook.annotate_lines import annotated_csv
from stemfunds.workbook.lines_table import ADDED

HEAD = "Activity,ID,Description,Item\n"
CELLS = {2: ("not allowable", "UG-X", 'Not paid, and "so".', "=Do it")}
WRITTEN = 'not allowable,UG-X,"Not paid, and ""so"".",\'=Do it'
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\ufffe\uffff"), max_size=8
)


def annotated(text: str, cells: Mapping[int, tuple[str, ...]] = CELLS) -> str:
    return annotated_csv(text.encode(), "lines.csv", cells).decode()


def test_cells_are_put_behind_those_of_the_line() -> None:
    """Text that a spreadsheet program could take for a formula gets an apostrophe."""
    assert annotated(f"{HEAD}A1,L1,Kits,supplies-materials\n") == (
        f"{HEAD.strip()},{','.join(ADDED)}\nA1,L1,Kits,supplies-materials,{WRITTEN}\n"
    )


def test_what_an_earlier_check_wrote_is_replaced() -> None:
    once = annotated(f"{HEAD}A1,L1,Kits,supplies-materials\n")
    assert annotated(once) == once
    assert annotated(once, {}) == f"{HEAD.strip()},{','.join(ADDED)}\nA1,L1,Kits,supplies-materials\n"


@pytest.mark.parametrize(
    ("line", "written"),
    [
        pytest.param("A1,L1", "A1,L1,,", id="a short row is filled up"),
        pytest.param('A1,"L,1",Kits,', 'A1,"L,1",Kits,', id="quotes stay"),
        pytest.param('A1,L1,"Two\nteams",x', 'A1,L1,"Two\nteams",x', id="a cell with a line break"),
        pytest.param('A1, "L""1" ,=SUM(A1),x', 'A1, "L""1" ,=SUM(A1),x', id="the owner's own formula is left alone"),
        pytest.param(",L1,Kits,x", ",L1,Kits,x", id="an empty first cell"),
    ],
)
def test_the_cells_of_a_line_stay_as_they_are(line: str, written: str) -> None:
    assert annotated(f"{HEAD}{line}\n").partition("\n")[2] == f"{written},{WRITTEN}\n"


def test_titles_empty_rows_and_line_ends_stay() -> None:
    text = "Our budget\r\n\r\n" + HEAD.strip() + "\r\nA1,L1,Kits,x\r\n,,,\r\n"
    expected = f"Our budget\r\n\r\n{HEAD.strip()},{','.join(ADDED)}\r\nA1,L1,Kits,x,{WRITTEN}\r\n,,,\r\n"
    assert annotated(text, {4: CELLS[2]}) == expected


def test_a_row_longer_than_its_headings_keeps_its_cells() -> None:
    """What is added stands in one column for all rows."""
    found = annotated(f"{HEAD}A1,L1,Kits,x,mine,too\nA1,L2,Kits,x\n", {2: CELLS[2], 3: CELLS[2]})
    rows = list(csv.reader(io.StringIO(found)))
    assert {tuple(row[6:]) for row in rows} == {ADDED, ("not allowable", "UG-X", 'Not paid, and "so".', "'=Do it")}


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators(separator: str) -> None:
    text = f"{HEAD}A1,L1,Kits,x\n".replace(",", separator)
    found = annotated(text, {2: ("allowable", "", f"a{separator}b", "")})
    assert found.splitlines()[1] == separator.join(["A1", "L1", "Kits", "x", "allowable", "", f'"a{separator}b"', ""])


def test_western_european_bytes_and_a_mark_at_the_beginning_stay() -> None:
    """A byte that its encoding does not know stays, too."""
    old = HEAD.encode() + b"A1,L1,Caf\xe9 \x85 \x81,x\n"
    assert annotated_csv(old, "lines.csv", {2: ("allowable", "", "\u2013 \u2264", "")}).splitlines()[1] == (
        b"A1,L1,Caf\xe9 \x85 \x81,x,allowable,,\x96 ?,"
    )
    marked = b"\xef\xbb\xbf" + HEAD.encode() + b"A1,L1,Kits,x\n"
    assert annotated_csv(marked, "lines.csv", CELLS).startswith(b"\xef\xbb\xbfActivity,")


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), max_size=5), st.booleans())
def test_whatever_stands_there_is_kept(rows: list[tuple[str, ...]], in_quotes: bool) -> None:
    """All cells of all rows come out as they went in, and a second time changes nothing."""
    target = io.StringIO()
    target.write(HEAD)
    form: type[csv.Dialect] = csv.unix_dialect if in_quotes else csv.excel
    csv.writer(target, form, lineterminator="\n").writerows(rows)
    once = annotated(target.getvalue(), {})
    assert [row[:4] for row in csv.reader(io.StringIO(once))] == list(csv.reader(io.StringIO(target.getvalue())))
    assert annotated(once, {}) == once
