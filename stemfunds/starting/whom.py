"""The first questions: the district, its year, and the schools that take part."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import cast

from msgspec.structs import replace

from stemfunds.plan.fields import fields_of
from stemfunds.plan.model import Period, School, TitleIStatus
from stemfunds.reading import scalars
from stemfunds.reading.nodes import Node, Scalar
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.model import Rulebook
from stemfunds.starting.asker import Asker, Back, slug, walk
from stemfunds.starting.draft import Draft
from stemfunds.starting.questions import QUESTIONS as ASK

_FIRST_MONTH = 7
"""A school year begins on July 1, as most States count it; both days can be changed."""


def a_text(node: Node, problems: Problems, name: str) -> str | None:
    """Words as they are typed."""
    assert isinstance(node, Scalar)
    return scalars.text(Scalar(node.text, 1, 1, quoted=True), problems, name)


def ask_whom(asker: Asker, draft: Draft, rulebook: Rulebook, state: str, as_of: date) -> None:
    """Ask for the district, the year and the schools."""
    walk(
        asker, [*_district_steps(asker, draft, state), *_year_steps(asker, draft, as_of), lambda: schools(asker, draft, rulebook)]
    )


def _district_steps(asker: Asker, draft: Draft, state: str) -> list[Callable[[], None]]:
    def name() -> None:
        draft.district = replace(draft.district, name=asker.line(ASK["district"], a_text, draft.district.name) or "")

    def where() -> None:
        found = asker.line(ASK["state"], _state, draft.district.state or state)
        draft.district = replace(draft.district, state=found or "")

    def identity() -> None:
        draft.district = replace(
            draft.district, nces_id=asker.line(ASK["nces_id"], scalars.nces_id, draft.district.nces_id) or ""
        )

    return [name, where, identity]


def _state(node: Node, problems: Problems, name: str) -> str | None:
    """A State by its letters, small ones too, or by its name."""
    assert isinstance(node, Scalar)
    by_name = {full.casefold(): short for short, full in scalars.STATES.items()}
    typed = node.text.strip()
    return scalars.state(Scalar(by_name.get(typed.casefold(), typed.upper() if len(typed) == 2 else typed), 1, 1), problems, name)


def _year_steps(asker: Asker, draft: Draft, as_of: date) -> list[Callable[[], None]]:
    days: dict[str, date] = {}

    def year() -> None:
        begun = draft.school_year or _year_of(as_of)
        draft.school_year = asker.line(ASK["school_year"], scalars.school_year, begun) or ""

    def starts() -> None:
        first = re.match(r"\d{4}", draft.school_year)
        usual = f"{first[0]}-{_FIRST_MONTH:02}-01" if first else ""
        days.pop("starts", None)
        if (found := asker.line(ASK["starts"], scalars.date, usual)) is not None:
            days["starts"] = found

    def ends() -> None:
        draft.period = None
        if "starts" not in days:
            return
        usual = date(days["starts"].year + 1, _FIRST_MONTH - 1, 30)
        found = asker.line(ASK["ends"], _not_before(days["starts"]), usual.isoformat())
        draft.period = Period(starts=days["starts"], ends=found) if found is not None else None

    return [year, starts, ends]


def _year_of(as_of: date) -> str:
    first = as_of.year if as_of.month >= _FIRST_MONTH else as_of.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def _not_before(first: date) -> Callable[[Node, Problems, str], date | None]:
    def read(node: Node, problems: Problems, name: str) -> date | None:
        found = scalars.date(node, problems, name)
        if found is not None and found < first:
            problems.add(node, f"{found} is before the first day, {first}")
            return None
        return found

    return read


def schools(asker: Asker, draft: Draft, rulebook: Rulebook) -> None:
    """Ask for schools until there are no more; Back at a school's first question asks the one before again."""
    draft.schools.clear()
    while True:
        try:
            if not _school(asker, draft, rulebook):
                return
        except Back:
            if not draft.schools:
                raise
            draft.schools.pop()


def _school(asker: Asker, draft: Draft, rulebook: Rulebook) -> bool:
    """Ask for one school; whether there was one."""
    number = len(draft.schools)
    status = rulebook.facts["school.title_i_status"].choices
    written = fields_of("School")["title_i_status"].choices

    def known() -> bool:
        return len(draft.schools) > number

    def name() -> None:
        del draft.schools[number:]
        found = asker.line(ASK["school"], a_text)
        if found is not None:
            draft.schools.append(School(id=slug(found, (one.id for one in draft.schools)), name=found))

    def grades() -> None:
        if known():
            draft.schools[number] = replace(draft.schools[number], grades=asker.line(ASK["grades"], scalars.grades))

    def title_i() -> None:
        if known():
            chosen = asker.choose(ASK["title_i_status"], [(status.get(one, one), one) for one in written])
            draft.schools[number] = replace(draft.schools[number], title_i_status=cast(TitleIStatus | None, chosen))

    walk(asker, [name, grades, title_i])
    return known()
