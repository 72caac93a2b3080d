"""YAML keeps every value as typed, with its place, and refuses what would surprise its author."""

from __future__ import annotations

import sys

import pytest

from stemfunds.reading.nodes import Mapping, Scalar, Sequence
from stemfunds.reading.yaml_reader import read_yaml

from .told import refusal


def value(text: str) -> Scalar:
    """The value of the only key of a file."""
    root = read_yaml(text, "p.yaml")
    assert isinstance(root, Mapping)
    found = root.entries[0][1]
    assert isinstance(found, Scalar)
    return found


@pytest.mark.parametrize(
    "typed",
    ["200.420", "no", "NO", "on", "12:30", "0612345", "2026-07-01", "1_000", "1e3", "0o17", "null", "~", ".inf", "room#1"],
)
def test_a_plain_value_stays_as_typed(typed: str) -> None:
    """Nothing becomes a number, a date, a boolean or nothing."""
    assert value(f"a: {typed}\n") == Scalar(typed, 1, 4)


def test_places_of_keys_and_values() -> None:
    """Lines and columns count from 1, in characters."""
    root = read_yaml('é: 1\nlist:\n  - "x"\n  - {k: v}\n', "p.yaml")
    assert root == Mapping(
        [
            (Scalar("é", 1, 1), Scalar("1", 1, 4)),
            (
                Scalar("list", 2, 1),
                Sequence([Scalar("x", 3, 5, True), Mapping([(Scalar("k", 4, 6), Scalar("v", 4, 9))], 4, 5)], 3, 3),
            ),
        ],
        1,
        1,
    )


@pytest.mark.parametrize("typed", ['"no"', "'no'", "|\n  no", ">\n  no"])
def test_quotes_and_text_blocks_mark_text(typed: str) -> None:
    """What stands in quotes is meant as text."""
    assert value(f"a: {typed}").quoted


def test_a_key_without_value_is_blank() -> None:
    """`need:` is neither empty text nor null."""
    assert value("need:\n").is_blank
    assert not value('need: ""\n').is_blank


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# only a comment\n", "p.yaml:1:1  the file is empty: nothing but comments"),
        ("a: 1\nb: 2\na: 3\n", 'p.yaml:3:1  "a" is given twice; it already stands in line 1, column 1'),
        ("l:\n  - {x: 1, x: 2}\n", 'p.yaml:2:12  "x" is given twice; it already stands in line 2, column 6'),
        ("a: &base 1\n", 'p.yaml:1:4  anchor "&base" is not read; delete it (text that begins with & needs quotes)'),
        ("a: *base\n", 'p.yaml:1:4  alias "*base" is not read; write the value out (text that begins with * needs quotes)'),
        ("<<: {b: 1}\n", 'p.yaml:1:1  merge key "<<" is not read; write the entries out'),
        ("a: !!int 3\n", 'p.yaml:1:4  tag "tag:yaml.org,2002:int" is not read; delete it (text that begins with ! needs quotes)'),
        ("!x\na: 1\n", 'p.yaml:1:1  tag "!x" is not read; delete it (text that begins with ! needs quotes)'),
        ("a: 1\n---\nb: 1\n", "p.yaml:2:1  a second document begins here; a file holds one (delete the line ---)"),
        ("a: {{x}}\n", "p.yaml:1:5  a name cannot be a list or a mapping; if this is text, write it in quotes"),
        ("a: order #12\n", 'p.yaml:1:10  "#12" would be lost as a comment; put the whole value in quotes'),
        (
            "a: {amount: 6,442.50}\n",
            "p.yaml:1:15  inside { } a comma ends the value; write the number before 442.50 without commas",
        ),
        ("[" * 65, "p.yaml:1:65  nested deeper than 64 levels"),
    ],
)
def test_refused(text: str, message: str) -> None:
    """Each surprise has its own message at its own place."""
    assert refusal(read_yaml, text) == message


def test_all_problems_of_form_at_once() -> None:
    """Two duplicates and an alias are three lines."""
    assert refusal(read_yaml, "a: 1\na: 2\nb: *x\na: 3\n").splitlines() == [
        'p.yaml:2:1  "a" is given twice; it already stands in line 1, column 1',
        'p.yaml:3:4  alias "*x" is not read; write the value out (text that begins with * needs quotes)',
        'p.yaml:4:1  "a" is given twice; it already stands in line 1, column 1',
    ]


def test_problems_before_a_syntax_error_are_told_too() -> None:
    """The error that ends the reading comes last."""
    assert len(refusal(read_yaml, "a: 1\na: 2\nb: @x\n").splitlines()) == 2


def test_an_alias_bomb_is_refused_at_once() -> None:
    """Nothing is expanded, and the report stays readable."""
    levels = [f"k{n}: &k{n} [{', '.join(['*k' + str(n - 1)] * 10)}]" for n in range(1, 200)]
    report = refusal(read_yaml, "k0: &k0 lol\n" + "\n".join(levels)).splitlines()
    assert len(report) < 250
    assert report[-1].endswith("too many problems; the rest of the file was not read")


def test_twenty_thousand_levels_end_at_once() -> None:
    """Depth is counted while reading, not after."""
    assert refusal(read_yaml, "[" * 20_000).endswith("nested deeper than 64 levels")


def test_sixty_levels_are_read() -> None:
    """The bound leaves room for every honest plan."""
    assert isinstance(read_yaml("[" * 60 + "]" * 60, "p.yaml"), Sequence)


@pytest.mark.parametrize(
    "text", ["a: b # 12 pieces\n", "a: b #comment\n", "a: 'order #12'\n", "a: |\n  order #12\n", "# 1\na: b\n"]
)
def test_comments_and_quoted_signs_are_no_lost_numbers(text: str) -> None:
    """Only a number that vanishes silently is a problem."""
    assert value(text).text.split()[0] in {"b", "order"}


@pytest.mark.parametrize("text", ["a: 1\r\nb: 2\r\n", "\ufeffa: 1\nb: 2\n"])
def test_windows_files(text: str) -> None:
    """Line ends and byte order marks of Windows change no place."""
    root = read_yaml(text.encode(), "p.yaml")
    assert isinstance(root, Mapping)
    assert root.entries[1][1] == Scalar("2", 2, 4)


def test_the_pure_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the C parser is missing, nodes and places are the same."""
    text = 'plan: 1\nlist:\n  - {a: no, b: "x"}\n  - 200.420\n'
    with_c = read_yaml(text, "p.yaml")
    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)
    assert read_yaml(text, "p.yaml") == with_c
    assert refusal(read_yaml, "a: Title I: Part A\n") == (
        'p.yaml:1:4  a colon and a space inside a value; write the value in quotes: a: "Title I: Part A"'
    )
