"""Fact sheets as their files write them: a row is encoded by something that exists, or is no rule for a reason."""

from __future__ import annotations

import pytest

from stemfunds.rulebook.model import SheetRow

from .conftest import Read, Told

HEAD = "sheet: first\ntitle: The first sheet\nrows:\n"


@pytest.mark.parametrize(
    ("row", "read_as"),
    [
        ("{row: 1, encoded_by: [SF-ROBOTICS, law-1]}", SheetRow("1", ("SF-ROBOTICS", "law-1"))),
        ("{row: 1 (a), encoded_by: kits}", SheetRow("1 (a)", ("kits",))),
        ("{row: 1, not_a_rule: It tells a story.}", SheetRow("1", (), "It tells a story.")),
    ],
)
def test_a_row(read: Read, row: str, read_as: SheetRow) -> None:
    """One name or several, or a reason."""
    sheet = read("", ("sheet.yaml", "", f"{HEAD}  - {row}\n")).sheets["first"]
    assert (sheet.title, sheet.rows) == ("The first sheet", (read_as,))


@pytest.mark.parametrize(
    "name",
    "SF-ROBOTICS SF-WINDOW F-NECESSARY nonprofit-run figure.threshold activity.safe kits robotics law-1".split(),
)
def test_what_may_encode_a_row(read: Read, name: str) -> None:
    """A rule, a window, a definition, a figure, a fact, an item, a kind or a source."""
    assert read("", ("sheet.yaml", "", f"{HEAD}  - {{row: 1, encoded_by: {name}}}\n")).sheets["first"].rows[0].encoded_by == (
        name,
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            HEAD + "  - {row: 1, encoded_by: SF-ROBOTIC}\n",
            '4:5  unknown name "SF-ROBOTIC" in encoded_by (did you mean "SF-ROBOTICS"?)',
        ),
        (HEAD + "  - {row: 1, encoded_by: threshold}\n", '4:5  unknown name "threshold" in encoded_by'),
        (
            HEAD + "  - {row: 1}\n",
            '4:5  row "1": expected encoded_by with what encodes it, or not_a_rule with the reason',
        ),
        (
            HEAD + "  - {row: 1, encoded_by: kits, not_a_rule: R}\n",
            '4:5  row "1": expected encoded_by with what encodes it, or not_a_rule with the reason',
        ),
        (HEAD + "  - {encoded_by: kits}\n", '4:5  a row of a sheet has no "row"'),
        (
            HEAD + "  - {row: 1, encodedby: kits}\n",
            '4:14  unknown key "encodedby" in a row of a sheet (did you mean "encoded_by"?)',
        ),
        ("sheet: first\nrows: []\n", '1:1  a sheet has no "title"'),
        ("sheet: first\ntitle: T\nrows: none\n", '3:7  "rows" in a sheet: expected a list, found "none"'),
    ],
)
def test_mistakes(told: Told, text: str, message: str) -> None:
    """A row that claims something that is not there, or nothing at all."""
    found = told("", ("sheet.yaml", "", text))
    assert any(problem.startswith(f"rules/sheet.yaml:{message}") for problem in found), found


def test_a_sheet_stands_once(told: Told) -> None:
    """Two files with one sheet would hide each other's rows."""
    row = "  - {row: 1, encoded_by: kits}\n"
    found = told("", ("one.yaml", "", HEAD + row), ("two.yaml", "", HEAD + row))
    assert found == ['rules/two.yaml:1:1  sheet "first" stands twice']
