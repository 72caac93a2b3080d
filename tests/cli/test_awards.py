"""`stemfunds awards` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import UNPAID, Call, Plans, call_apart

LIST = """\
LEAID,LEA Name,Title IV-A FFY 2020,Title IV-A carryover FFY 2025,State rank
3900001,Pine Creek,"8,500.25","1,200",7
3900002,Elm Creek,1,,8
"""


@pytest.fixture
def listed(tmp_path: Path) -> str:
    """A list as a file."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def test_the_block_of_a_district(call: Call, listed: str) -> None:
    """Ready to paste on standard output; what should be known on standard error."""
    said = call("awards", listed, "--nces-id", "3900001")
    assert said.status == 0
    assert said.out == (
        "awards:\n"
        "  - id: title-iv-a-20    # Title IV-A, FFY 2020; obligate by 2022-09-30\n"
        "    fund: title-iv-a\n"
        "    federal_fiscal_year: 2020\n"
        "    amount: 8500.25\n"
        "  - id: title-iv-a-25-carryover    # Title IV-A, FFY 2025 carryover; obligate by 2027-09-30\n"
        "    fund: title-iv-a\n"
        "    federal_fiscal_year: 2025\n"
        "    amount: 1200.00\n"
        "    carryover: 1200.00\n"
    )
    assert said.err == "Pine Creek, NCES 3900001, row 2\nColumns not used: State rank.\n"


def test_into_a_plan(call: Call, listed: str, plan_file: Plans, tmp_path: Path) -> None:
    """The district is that of the plan; the new plan is checked as any other, and the old one is as it was."""
    plan = plan_file(UNPAID)
    before, new = Path(plan).read_bytes(), tmp_path / "new.yaml"
    said = call("awards", listed, "--into", plan, "-o", str(new))
    assert (said.status, said.out) == (0, "")
    assert "OLD: $9,000.00 becomes $8,500.25\n" in said.err
    assert "LOCAL: not in the list; it stays as it is\n" in said.err
    assert f"{new} written.\n" in said.err
    assert Path(plan).read_bytes() == before
    checked = call("check", str(new), "--as-of", "2026-08-20").out
    assert "title-iv-a-25-carryover  Title IV-A, FFY 2025 carryover: $0.00 of $1,200.00, $1,200.00 left" in checked
    again = call("awards", listed, "--into", plan, "-o", str(new))
    assert (again.status, again.err) == (2, f"{new}: there is such a file already; name another one, nothing is overwritten\n")


def test_headings_named_in_the_call_and_in_a_file(call: Call, tmp_path: Path) -> None:
    """The file holds what is the same every year; the call wins."""
    table, settings = tmp_path / "list.csv", tmp_path / "map.yaml"
    table.write_text("Key,June,August\n3900001,10,20\n", encoding="utf-8")
    settings.write_text("fund: Title I\nfederal_year: 2026\ncolumns: {nces_id: Key, amount: June}\n", encoding="utf-8")
    for more, amount in ((), "10.00"), (("--map", "amount=August"), "20.00"):
        said = call("awards", str(table), "--nces-id", "3900001", "--map-file", str(settings), *more)
        assert f"    amount: {amount}\n" in said.out
    settings.write_text("fnd: Title I\n", encoding="utf-8")
    wrong = call("awards", str(table), "--nces-id", "3900001", "--map-file", str(settings))
    assert (wrong.status, wrong.err) == (2, f'{settings}:1:1  unknown field "fnd" (did you mean "fund"?)\n')


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "of which district? Give --nces-id ID, or --into a plan that names it\n"),
        (
            ("--nces-id", "3900012"),
            'LIST: no amount for the NCES id "3900012" among 2 districts (did you mean "3900002", Elm Creek?)\n',
        ),
        (
            ("--nces-id", "3900001", "--into", "plan.yaml"),
            "--into PLAN and -o NEW go together: the plan to read, and the new file to write\n",
        ),
        (
            ("--nces-id", "3900001", "--map", "amount"),
            '--map "amount": expected a field and a heading, such as amount="Final allocation"\n',
        ),
    ],
)
def test_calls_that_cannot_be_done(arguments: tuple[str, ...], message: str, call: Call, listed: str) -> None:
    """Status 2 and one line."""
    said = call("awards", listed, *arguments)
    assert (said.status, said.out, said.err) == (2, "", message.replace("LIST", listed))


def test_another_district_or_format_is_refused(call: Call, listed: str, plan_file: Plans, tmp_path: Path) -> None:
    """A plan gets its own district's money, and keeps its format."""
    plan = plan_file(UNPAID)
    said = call("awards", listed, "--nces-id", "3900002", "--into", plan, "-o", str(tmp_path / "n.yaml"))
    assert (said.status, said.err) == (2, f"{plan}: the district of the plan is 3900001, not 3900002\n")
    said = call("awards", listed, "--into", plan, "-o", str(tmp_path / "n.json"))
    assert said.err == f"{tmp_path / 'n.json'}: the new plan keeps the format of {plan}; end its name in .yaml\n"


def test_mistakes_of_the_list_come_all_at_once(tmp_path: Path) -> None:
    """As a user sees them: file, row, column; no traceback."""
    path = tmp_path / "list.csv"
    path.write_text("LEAID,Title I FFY 2026\n3900001,12.5k\n39,5\n", encoding="utf-8")
    said = call_apart("awards", str(path), "--nces-id", "3900001")
    assert (said.status, said.out) == (2, "")
    assert said.err == (
        f'{path}:2:2  amount "12.5k": expected dollars and cents, such as 12,500.00\n'
        f'{path}:3:1  NCES id "39": expected the 7 digits of an NCES district id\n'
    )
