"""JSON keeps numbers as typed and knows the place of every value."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.reading.json_reader import read_json
from stemfunds.reading.nodes import Mapping, Node, Scalar, Sequence

from .told import refusal


def test_places_and_texts() -> None:
    """Numbers keep their digits; strings count as quoted."""
    assert read_json('{"a": [1, 2.50,\n "x\\n", true], "b": {}}', "p.json") == Mapping(
        [
            (
                Scalar("a", 1, 2, True),
                Sequence([Scalar("1", 1, 8), Scalar("2.50", 1, 11), Scalar("x\n", 2, 2, True), Scalar("true", 2, 9)], 1, 7),
            ),
            (Scalar("b", 2, 16, True), Mapping([], 2, 21)),
        ],
        1,
        1,
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": NaN}', "1:7  NaN is not a JSON value; write text in double quotes"),
        ('{"a": -Infinity}', "1:7  -Infinity is not a JSON value; write text in double quotes"),
        ('{"a": 0612345}', "1:7  0612345 is not a JSON value; write text in double quotes"),
        ('{"a": 1,\n "a": 2}', '2:2  "a" is given twice; it already stands in line 1, column 2'),
        ('{"a": 1,}', "1:8  a comma before the closing }; delete the comma"),
        ("[1,\n]", "1:3  a comma before the closing ]; delete the comma"),
        ("{a: 1}", "1:2  expected a name in double quotes"),
        ('{"a" 1}', '1:6  expected a colon behind "a"'),
        ('{"a": "x', "1:7  the quote opened here is never closed; close it"),
        ('{"a": "x\ny"}', "1:9  the text cannot be read: invalid control character"),
        ('{"a": // note\n 1}', "1:7  JSON has no comments; delete it, or use YAML"),
        ('{"a": 1} x', "1:10  text after the end of the value; a file holds one value"),
        ("[1", "1:3  expected a comma or the ] that closes the [ of line 1, column 1"),
        ('{"a":', "1:5  a value is missing here"),
        ('{"a": "\\ud800"}', "1:7  half of a surrogate pair (\\ud800 to \\udfff) is not text"),
        ("[" * 100_000, "1:65  nested deeper than 64 levels"),
        ("", "1:1  the file is empty"),
    ],
)
def test_refused(text: str, message: str) -> None:
    """Each slip has its own message at its own place."""
    assert refusal(read_json, text, "p.json") == f"p.json:{message}"


def back(node: Node) -> object:
    """The value of a node as Python's own JSON reader gives it."""
    if isinstance(node, Mapping):
        return {key.text: back(value) for key, value in node}
    if isinstance(node, Sequence):
        return [back(item) for item in node]
    return node.text if node.quoted else json.loads(node.text)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(values, st.sampled_from([None, 1, 4]))
def test_reads_what_python_writes(value: object, indent: int | None) -> None:
    """Any JSON that Python writes comes back as the same values."""
    assert back(read_json(json.dumps(value, indent=indent), "p.json")) == value
