"""Judged plans made by hand, so that documents are tested without a law: clean, in trouble, hostile."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from stemfunds.judging.result import PlanResult
from stemfunds.rulebook.model import Rulebook

from .judged import judged
from .once import Once
from .rules import rulebook
from .shelf import Shelved, long_plan, short_plan
from .trouble import in_trouble

HOSTILE = (
    "</w:t></w:r><w:p/> {{ 7*7 }} {% raw %} <script>alert(1)</script> [x](javascript:alert(1)) | # *b* "
    "`c` ![i](http://x.y) $x^2$ www.evil.example \x07\x1b[31m\u202egnp.exe\ufeff &amp; "
    "_under_ ~~s~~ \\ end\n\n# Heading\n- [ ] box"
)


@pytest.fixture
def rules() -> Rulebook:
    """A rulebook of two funds, six rules and four sources."""
    return rulebook()


@pytest.fixture
def clean() -> PlanResult:
    """Two activities; everything is allowable, one line under a condition."""
    return judged()


@pytest.fixture
def troubled() -> PlanResult:
    """The same plan with a refused line, an open question, an open limit, a warning and missing texts."""
    return in_trouble(judged())


@pytest.fixture
def hostile() -> PlanResult:
    """The clean plan with hostile text wherever a person may write."""
    result = judged()
    activities = tuple(
        replace(
            activity,
            title=HOSTILE,
            description=HOSTILE,
            need=HOSTILE,
            need_source=HOSTILE,
            objective=HOSTILE,
            responsible=HOSTILE,
            lines=tuple(replace(line, description=HOSTILE, unit=HOSTILE, vendor=HOSTILE) for line in activity.lines),
        )
        for activity in result.plan.activities
    )
    district = replace(result.plan.district, name=HOSTILE, superintendent=HOSTILE)
    return replace(
        result,
        plan=replace(result.plan, title=HOSTILE, district=district, contact=HOSTILE, activities=activities),
    )


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Keeps what is slow to make."""
    return Once(tmp_path_factory)


@pytest.fixture(scope="session")
def short(once: Once) -> Shelved:
    """A short plan in every format."""
    return short_plan(once)


@pytest.fixture(scope="session")
def long(once: Once) -> Shelved:
    """A long plan in every format."""
    return long_plan(once)


@pytest.fixture(scope="session", params=["short", "long"])
def shelved(request: pytest.FixtureRequest) -> Shelved:
    """Both of them, one after the other."""
    found: Shelved = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def as_of() -> date:
    """The day of the check in all judged plans here."""
    return date(2026, 11, 23)
