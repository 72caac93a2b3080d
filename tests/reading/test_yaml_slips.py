"""The commonest slips of authors, each with words that say what to do."""

from __future__ import annotations

import pytest

from stemfunds.reading.yaml_reader import read_yaml

from .told import refusal

INDENTATION = "the indentation fits no line above; entries that belong together begin in the same column"
NO_COLON = 'no colon behind the name; expected "name: value"'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "title: Title I: Part A\n",
            '1:8  a colon and a space inside a value; write the value in quotes: title: "Title I: Part A"',
        ),
        (
            '- need: The "gap": wide\n',
            "1:9  a colon and a space inside a value; write the value in quotes: need: 'The \"gap\": wide'",
        ),
        ("a: @lincoln\n", '1:4  a value cannot begin with @; write it in quotes: a: "@lincoln"'),
        ("a: %50\n", '1:4  a value cannot begin with %; write it in quotes: a: "%50"'),
        ("a: `x`\n", '1:4  a value cannot begin with `; write it in quotes: a: "`x`"'),
        ("a: > 500 students\n", '1:4  a value cannot begin with >; write it in quotes: a: "> 500 students"'),
        ("a: * see note\n", '1:4  a value cannot begin with *; write it in quotes: a: "* see note"'),
        ("a: , b\n", '1:4  a value cannot begin with ,; write it in quotes: a: ", b"'),
        ("a: ? b\n", '1:4  a value cannot begin with ?; write it in quotes: a: "? b"'),
        ("a:\n\t- 1\n", "2:1  a tab in the indentation; use spaces"),
        ("a:\n  b: 1\n  \tc: 2\n", "3:3  a tab in the indentation; use spaces"),
        ('a: "Rob\nb: 1\n', "1:4  the quote opened here is never closed; close it"),
        ("a: '\n", "1:4  the quote opened here is never closed; close it"),
        ('a: "Rob\nb: "x"\n', "1:4  the quote opened here is closed only in line 2; close it behind its value"),
        ("a: 'Teacher's guide'\n", "1:12  the apostrophe ends the text here; put the whole value in double quotes"),
        ('a: "b" c\n', "1:7  text goes on after the closing quote"),
        ('a: "x": y\n', "1:7  text goes on after the closing quote"),
        ('a: "C:\\q"\n', "1:7  a backslash in double quotes begins a code; write it twice, or use single quotes"),
        ("a: [1, 2\nb: 3\n", "1:4  [ is not closed: a ] or a comma is missing before line 2"),
        ("a: {b: 1\n", "1:4  { is not closed: a } or a comma is missing before line 2"),
        ("a: 1\n b: 2\n", f"2:2  {INDENTATION}"),
        ("a:\n    b: 1\n  c: 2\n", f"3:3  {INDENTATION}"),
        ("a: 1\n- b\n", f"2:1  {INDENTATION}"),
        ("a\nb: 1\n", f"1:1  {NO_COLON}"),
        ("a: 1\nb\nc: 1\n", f"2:1  {NO_COLON}"),
        ("a: - b\n", '1:4  a list begins on a line of its own: put "- …" below the name'),
    ],
)
def test_slips(text: str, message: str) -> None:
    """The place is where the author must type, not where the parser gave up."""
    assert refusal(read_yaml, text) == f"p.yaml:{message}"


def test_a_tab_behind_a_dash() -> None:
    """Tabs hide elsewhere than at the start of a line, too."""
    assert refusal(read_yaml, "-\ta: 1\n") == "p.yaml:1:2  a tab where only spaces may stand; use spaces"
