"""NCES ids keep their zeros, States are States, grades are spans."""

from __future__ import annotations

import pytest

from stemfunds.reading.places import STATES, grades, grades_text, nces_id, nces_school_id, state

from .told import told

DISTRICT = "expected the 7 digits of an NCES district id"


@pytest.mark.parametrize(("typed", "quoted"), [("0612345", True), ("0612345", False), ("3900001", False)])
def test_nces_id(typed: str, quoted: bool) -> None:
    """Seven digits, as text."""
    assert told(nces_id, typed, quoted) == (typed, "")


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("612345", f'a leading zero is missing; {DISTRICT} (did you mean "0612345"?)'),
        ("06-12345", f'{DISTRICT} (did you mean "0612345"?)'),
        ("0o612345", f"a spreadsheet or program turned the id into a number; {DISTRICT}"),
        ("6.12345e5", f"a spreadsheet or program turned the id into a number; {DISTRICT}"),
        ("612345.0", f"a spreadsheet or program turned the id into a number; {DISTRICT}"),
        ("12345", DISTRICT),
        ("06123456", DISTRICT),
        ("06l2345", DISTRICT),
    ],
)
def test_nces_id_refused(typed: str, rest: str) -> None:
    """Each way in which a program spoils the id is named."""
    assert told(nces_id, typed) == (None, f'p.yaml:3:9  nces_id "{typed}": {rest}')


def test_nces_school_id() -> None:
    """Twelve digits."""
    assert told(nces_school_id, "061234500012") == ("061234500012", "")
    assert told(nces_school_id, "61234500012")[1].endswith(
        'a leading zero is missing; expected the 12 digits of an NCES school id (did you mean "061234500012"?)'
    )


@pytest.mark.parametrize("typed", ["OH", "PR", "DC", "BI"])
def test_state(typed: str) -> None:
    """States, the District of Columbia, outlying areas and the Bureau of Indian Education."""
    assert told(state, typed) == (typed, "")


def test_all_states_are_there() -> None:
    """Fifty States, the District, five areas and the Bureau."""
    assert len(STATES) == 57


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("no", "this is not a State; expected a State by its two letters, such as OH"),
        ("NO", "this is not a State; expected a State by its two letters, such as OH"),
        ("oh", 'expected a State by its two letters, such as OH (did you mean "OH"?)'),
        ("Ohio", 'expected a State by its two letters, such as OH (did you mean "OH"?)'),
        ("Pensylvania", 'expected a State by its two letters, such as OH (did you mean "PA"?)'),
        ("XX", "expected a State by its two letters, such as OH"),
    ],
)
def test_state_refused(typed: str, rest: str) -> None:
    """Names and small letters lead to the code; the word no does not."""
    assert told(state, typed) == (None, f'p.yaml:3:9  state "{typed}": {rest}')


@pytest.mark.parametrize(
    ("typed", "span"), [("K-5", (0, 5)), ("PK-2", (-1, 2)), ("6-8", (6, 8)), ("9", (9, 9)), ("9 - 12", (9, 12)), ("K–5", (0, 5))]
)
def test_grades(typed: str, span: tuple[int, int]) -> None:
    """Prekindergarten is -1, kindergarten 0."""
    assert told(grades, typed) == (span, "")


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("Pre-K", 'expected grades such as K-5, PK-2, 6-8 or 9 (did you mean "PK"?)'),
        ("KG-5", 'expected grades such as K-5, PK-2, 6-8 or 9 (did you mean "K-5"?)'),
        ("grades 6 to 8", 'expected grades such as K-5, PK-2, 6-8 or 9 (did you mean "6-8"?)'),
        ("6th-8th", 'expected grades such as K-5, PK-2, 6-8 or 9 (did you mean "6-8"?)'),
        ("06-08", 'expected grades such as K-5, PK-2, 6-8 or 9 (did you mean "6-8"?)'),
        ("8-6", 'the lower grade comes first; expected grades such as K-5, PK-2, 6-8 or 9 (did you mean "6-8"?)'),
        ("9-13", "expected grades such as K-5, PK-2, 6-8 or 9"),
        ("all", "expected grades such as K-5, PK-2, 6-8 or 9"),
    ],
)
def test_grades_refused(typed: str, rest: str) -> None:
    """Everyday words for grades lead to the span."""
    assert told(grades, typed) == (None, f'p.yaml:3:9  grades "{typed}": {rest}')


@pytest.mark.parametrize("typed", ["K-5", "PK-2", "9", "PK"])
def test_grades_are_written_as_read(typed: str) -> None:
    """Writing a span gives what was typed."""
    assert grades_text(told(grades, typed)[0]) == typed
