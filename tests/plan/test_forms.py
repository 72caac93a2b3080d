"""Forms that only plans have: fiscal years, the plan format, words of the vocabulary."""

from __future__ import annotations

import pytest

from stemfunds.plan.fields import PARTS, fields_of
from stemfunds.plan.forms import SIMPLE_FORMS

from .plans import WORDS, problems, read


def test_every_field_has_a_form_that_is_read() -> None:
    """No field of the model is without a reader."""
    forms = {spec.form for part in PARTS for spec in fields_of(part).values()}
    assert forms - set(SIMPLE_FORMS) == {"one", "many"}


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("26", ' (did you mean "2026"?)'), ("FY2026", ' (did you mean "2026"?)'), ("2,026", ""), ("1926", ""), ("next", "")],
)
def test_fiscal_years(typed: str, hint: str) -> None:
    """Four digits, and a hint for two."""
    found = problems(("federal_fiscal_year: 2026", f'federal_fiscal_year: "{typed}"'))
    start = f'7:57  federal_fiscal_year "{typed}": expected the federal fiscal year in four digits, such as 2026'
    assert len(found) == 1
    assert found[0].startswith(start)
    assert found[0].endswith(hint)


@pytest.mark.parametrize("typed", ["2", "1.0", "one"])
def test_other_plan_formats(typed: str) -> None:
    """A plan of a later program is not half understood."""
    assert problems(("plan: 1", f"plan: {typed}")) == [f'1:7  plan "{typed}": expected 1, the version of the plan format']


def test_lists_of_words() -> None:
    """Each wrong word has its own line."""
    assert problems(("title: Robotics", "title: x\n    also_kinds: [tutorin, tutoring, fod]"), words=WORDS) == [
        '12:18  unknown activity kind "tutorin" (did you mean "tutoring"?)',
        '12:37  unknown activity kind "fod"; stemfunds kinds lists them',
    ]


def test_words_are_checked_for_form_without_a_vocabulary() -> None:
    """An id has no spaces, whatever the rulebook."""
    assert problems(("kind: stem-competition", "kind: STEM competition")) == [
        '12:11  kind "STEM competition": expected letters, digits, hyphens, dots and underscores, without spaces'
    ]
    assert read(("kind: stem-competition", "kind: anything")).activities[0].kind == "anything"
