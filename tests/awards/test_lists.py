"""Allocation lists as States publish them, long and wide, and what is said of their mistakes."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter

from stemfunds.awards import Allocation
from stemfunds.plan.model import Cents

from .conftest import Read, Told

LONG = """\
lea_id,fund,federal_year,amount,kind
0612345,Title IV-A,2026,"182,000.00",final
0612345,title-iv-a,FFY 2025,$21400.5,carryover
0612346,SSAE,2026,30000,prelim
"""

WIDE = """\
State Department of Education,,,,
"Final allocations, federal fiscal year 2026",,,,

LEAID,LEA Name,"Title II, Part A FFY 2026",Title IV-A Final Allocation FFY 2026,Title IV-A Carryover FFY 2025,All programs
612345,"Lincoln Unified, City","$240,501.00","182,000","21,400.55","443,901.55"
612346,Other,"1,000",-,0,"1,000"
LEAID,LEA Name,"Title II, Part A FFY 2026",Title IV-A Final Allocation FFY 2026,Title IV-A Carryover FFY 2025,All programs
612347,Nothing yet,,,,
Statewide total,,"241,501","182,000","21,400.55","444,901.55"
* Not binding; see the notice of October 1.,,,,,
"""


def test_a_long_list(read: Read) -> None:
    """A row for each amount; funds and kinds by any name that people use."""
    found = read(LONG)
    assert found.allocations == (
        Allocation("0612345", "title-iv-a", 2026, Cents(182_000_00), "final", "", 2),
        Allocation("0612345", "title-iv-a", 2025, Cents(21_400_50), "carryover", "", 3),
        Allocation("0612346", "title-iv-a", 2026, Cents(30_000_00), "preliminary", "", 4),
    )
    assert found.of("0612346") == found.allocations[2:]
    assert list(found.by_district()) == ["0612345", "0612346"]
    assert (found.unused_columns, found.remarks) == ((), ())


def test_a_wide_list(read: Read) -> None:
    """A column for each fund, below a preamble; headings again, totals and footnotes are no districts."""
    found = read(WIDE)
    assert [(one.nces_id, one.fund, one.federal_fiscal_year, one.amount, one.kind, one.row) for one in found.allocations] == [
        ("0612345", "title-ii-a", 2026, 240_501_00, "final", 5),
        ("0612345", "title-iv-a", 2026, 182_000_00, "final", 5),
        ("0612345", "title-iv-a", 2025, 21_400_55, "carryover", 5),
        ("0612346", "title-ii-a", 2026, 1_000_00, "final", 6),
    ]
    assert found.allocations[0].district == "Lincoln Unified, City"
    assert found.unused_columns == ("All programs",)
    assert found.remarks == ("2 NCES ids had lost their leading zero; it was put back.",)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + "LEAID;Name;Allocation\n3900001;Peña;1,000\n".encode(),
        "LEAID\tName\tAllocation\n3900001\tPeña\t1,000\n".encode("cp1252"),
        'LEAID,Name,Allocation\r\n3900001,Peña,"1,000"\r\n'.encode("latin-1"),
        "LEAID,Name,Allocation\n3900001,Peña,1000\n".encode("utf-16"),
    ],
)
def test_encodings_and_delimiters(content: bytes, read: Read) -> None:
    """A byte order mark, the code page of old spreadsheets, semicolons and tabs."""
    (one,) = read(content, fund="Title I", federal_year=2026).allocations
    assert (one.nces_id, one.district, one.amount, one.fund) == ("3900001", "Peña", 1_000_00, "title-i-a")


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    """A workbook with these sheets."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


ROWS: list[list[object]] = [
    ["Estimated allocations"],
    [],
    ["LEA number", "LEA name", "Allocation"],
    [612345.0, "Lincoln", 182000.1 + 0.2],
    [900001.0, "Bristol", 5.0],
]


def test_a_workbook(read: Read) -> None:
    """Ids that became numbers get their zero back; what a sum holds in binary is taken to its cent."""
    book = workbook(("Notes", [["Read me"]]), ("Alloc", ROWS))
    found = read(book, "list.xlsx", fund="84.424", federal_year=2026, kind="preliminary")
    assert [(one.nces_id, one.amount, one.kind, one.row) for one in found.allocations] == [
        ("0612345", 182_000_30, "preliminary", 4),
        ("0900001", 5_00, "preliminary", 5),
    ]


def test_a_sheet_is_named_where_several_fit(read: Read, told: Told) -> None:
    """Two years in one workbook are not guessed between."""
    book = workbook(("2025", ROWS), ("2026", ROWS))
    settings = {"fund": "Title I", "federal_year": 2026}
    assert told(book, "list.xlsx", **settings) == ["1:1  several sheets have allocations: 2025, 2026; name one with --sheet"]
    assert told(book, "list.xlsx", sheet="2024") == ['1:1  there is no sheet "2024"; the sheets are 2025, 2026']
    assert len(read(book, "list.xlsx", sheet="2026", **settings).allocations) == 2


def test_a_workbook_that_is_none(told: Told) -> None:
    """A text file with the name of a workbook, and the other way round."""
    assert told("LEAID,Allocation\n", "list.xlsx")[0].startswith("1:1  the workbook cannot be read: ")
    assert told(workbook(("A", ROWS))) == ["1:1  the file is a workbook; its name must end in .xlsx"]


def test_the_number_of_the_state_may_stand_apart(read: Read) -> None:
    """As in the tables of the Census: two digits of the State, five of the district."""
    text = "State FIPS Code,District ID,Name,Allocation\n6,12345,Lincoln,1\n01,00005,Albertville,2\n"
    found = read(text, fund="Title I", federal_year=2026)
    assert [one.nces_id for one in found.allocations] == ["0612345", "0100005"]


def test_columns_that_are_named(read: Read, told: Told) -> None:
    """Headings that nobody could guess, and the choice between two amounts."""
    text = "Key,June,August\n3900001,10,20\n"
    settings = {"fund": "Title I", "federal_year": 2026}
    columns = {"nces_id": "key", "amount": "August"}
    (one,) = read(text, columns=columns, **settings).allocations
    assert one.amount == 20_00
    both = {"nces_id": "Key", "Title II-A": "June", "title-iv-a": "August"}
    assert [one.fund for one in read(text, columns=both, federal_year=2026).allocations] == ["title-ii-a", "title-iv-a"]
    assert told(text, columns={"nces_id": "Key", "amount": "Augst"}, **settings) == [
        '1:1  no column is headed "Augst" (did you mean "August"?)'
    ]
    assert told(text, columns={"nces": "Key"}, **settings) == [
        '1:1  unknown field "nces" in the mapping of columns (did you mean "nces-id"?)'
    ]


def test_preliminary_and_final_side_by_side(read: Read) -> None:
    """Both are kept; whoever uses them takes the final one."""
    text = "NCES ID,Preliminary allocation,Final allocation\n3900001,10,12\n"
    found = read(text, fund="Perkins", federal_year=2026).allocations
    assert [(one.kind, one.amount) for one in found] == [("preliminary", 10_00), ("final", 12_00)]


HEAD = "LEAID,Fund,Federal fiscal year,Allocation,Kind\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("061234,Title I,2026,5,", '4:1  NCES id "061234": expected the 7 digits of an NCES district id'),
        (
            "612345,Title I,2026,5,",
            '4:1  NCES id "612345": it has 6 digits, and other ids of the list keep their leading zero; expected 7 digits',
        ),
        ("6.12E+05,Title I,2026,5,", '4:1  NCES id "6.12E+05": expected the 7 digits of an NCES district id'),
        (",Title I,2026,5,", '4:1  NCES id "": expected the 7 digits of an NCES district id'),
        ("3900003,Title IV-X,2026,5,", '4:2  unknown fund "Title IV-X" (did you mean "Title IV-B"?)'),
        ("3900003,Title I,26,5,", '4:3  federal fiscal year "26": expected the federal fiscal year in four digits, such as 2026'),
        ("3900003,Title I,2026,12.5k,", '4:4  amount "12.5k": expected dollars and cents, such as 12,500.00'),
        ("3900003,Title I,2026,(5),", '4:4  amount "(5)": expected dollars and cents, such as 12,500.00'),
        ("3900003,Title I,2026,5.125,", '4:4  amount "5.125": 5.125 has parts of a cent; round the column to cents first'),
        ("3900003,Title I,2026,5,maybe", '4:5  kind "maybe": expected preliminary, final or carryover'),
        (
            "0612345,Title I,2026,7,final",
            "4:1  0612345 has title-i-a of federal fiscal year 2026, final, twice: first in row 2; $5.00 there, $7.00 here",
        ),
    ],
)
def test_mistakes_in_rows(row: str, message: str, told: Told) -> None:
    """Each with its row and column; the other rows are read."""
    assert told(f"{HEAD}0612345,Title I,2026,5,\n0612346,Title I,2026,5,\n{row}\n") == [message]


def test_all_mistakes_at_once(told: Told) -> None:
    """One reading, every place."""
    assert [place.split()[0] for place in told(f"{HEAD}x,Title I,2026,5,\n3900001,y,z,q,\n")] == ["2:1", "3:2", "3:3", "3:4"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "1:1  the list is empty; expected a row of headings and rows of amounts"),
        (
            "District,Money\nLincoln,5\n",
            (
                '1:1  no row has the headings of an NCES id and of an amount; the likeliest has "District", "Money"; '
                '--map nces_id="…" and --map amount="…" name them'
            ),
        ),
        (
            "LEAID,Allocation\n3900001,5\n",
            (
                '1:2  column "Allocation": of which federal fiscal year? Name it with --federal-year, or a column with --map federal_year=…'
                '\n1:2  column "Allocation": of which fund? Name it with --fund, or a column of funds with --map fund=…'
            ),
        ),
        ("LEAID,Title I FFY 2026\n3900001,-\n", "1:1  the list has no amount for any district"),
        (
            "LEAID,Title I carryover\n3900001,5\n",
            (
                '1:2  column "Title I carryover": of which federal fiscal year? Name it with --carryover-year, '
                "or a column with --map federal_year=…"
            ),
        ),
    ],
)
def test_what_a_list_must_say(content: str, message: str, told: Told) -> None:
    """Fund and year are never guessed; a State's own fiscal year is not the federal one."""
    assert told(content) == message.split("\n")


def test_an_unknown_fund_in_the_call(told: Told) -> None:
    """The nearest right name is offered."""
    assert told("LEAID,Allocation\n3900001,5\n", fund="title-4-a") == [
        '1:1  unknown fund "title-4-a" (did you mean "title-iv-a"?)'
    ]


def test_carryover_of_a_list_without_its_year(told: Told, read: Read) -> None:
    """The year of the list is that of its grants; carryover is left from an earlier one."""
    text = "LEAID,Allocation,Kind\n3900001,5,carryover\n"
    assert told(text, fund="Title I", federal_year=2026) == [
        "2:2  of which federal fiscal year is this carryover? Name it with --carryover-year"
    ]
    (one,) = read(text, fund="Title I", federal_year=2026, carryover_year=2025).allocations
    assert (one.federal_fiscal_year, one.kind) == (2025, "carryover")
