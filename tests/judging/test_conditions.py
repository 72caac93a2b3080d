"""Every operator over known, unknown and half-known facts, and the facts that it names when it cannot decide."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from stemfunds.judging.case import Case, Span
from stemfunds.judging.conditions import Compiled, Compiler, is_after, is_before
from stemfunds.rulebook.kleene import Truth

from .conftest import Rules

ADVICE = "advice:\n  - {id: SF-A, says: Advice., cite: law-1, severity: note, when: "
YES, NO, UNKNOWN = True, False, None


def compiled(rules: Rules, when: str) -> Compiled:
    """A condition of the tiny vocabulary, ready to be asked."""
    rulebook = rules(f"{ADVICE}{when}}}\n")
    condition = rulebook.rules["SF-A"].test
    assert condition is not None
    return Compiler(rulebook).compile(condition)


def activity(**facts: Any) -> Case:
    """A case in which an activity's facts are known."""
    return Case(activity=facts, award={"amount": 100_000, "awarded_on": date(2026, 7, 1), "opens": date(2026, 7, 1)})


@pytest.mark.parametrize(
    ("when", "facts", "value"),
    [
        ("{activity.organizer: nonprofit}", {"organizer": "nonprofit"}, YES),
        ("{activity.organizer: nonprofit}", {"organizer": "city"}, NO),
        ("{activity.organizer: nonprofit}", {}, UNKNOWN),
        ("{activity.organizer: [nonprofit, city]}", {"organizer": "city"}, YES),
        ("{activity.organizer: [nonprofit, city]}", {"organizer": "company"}, NO),
        ("{activity.safe: yes}", {"safe": True}, YES),
        ("{activity.safe: no}", {"safe": True}, NO),
        ("{activity.safe: [yes, no]}", {"safe": False}, YES),
        ('{activity.prize: "50.00"}', {"prize": 5_000}, YES),
        ('{activity.prize: ["50.00", "7"]}', {"prize": 700}, YES),
        ("{activity.share: [6.0, 7]}", {"share": Decimal(6)}, YES),
        ("{activity.share: 6.00}", {"share": Decimal("6.0")}, YES),
        ("{activity.on: 2026-09-01}", {"on": date(2026, 9, 1)}, YES),
        ("{activity.on: [2026-09-01, 2026-09-03]}", {"on": date(2026, 9, 2)}, NO),
    ],
)
def test_is(rules: Rules, when: str, facts: dict[str, Any], value: Truth) -> None:
    """A fact has a value, or one of several; numbers are compared as numbers, however they are typed."""
    assert compiled(rules, when).value(activity(**facts)) is value


@pytest.mark.parametrize(
    ("when", "facts", "value"),
    [
        ('{activity.prize: {at_least: "50.00"}}', {"prize": 4_999}, NO),
        ('{activity.prize: {at_least: "50.00"}}', {"prize": 5_000}, YES),
        ('{activity.prize: {at_most: "50.00"}}', {"prize": 5_000}, YES),
        ('{activity.prize: {at_most: "50.00"}}', {"prize": 5_001}, NO),
        ('{activity.prize: {at_most: "50.00"}}', {}, UNKNOWN),
        ('{activity.prize: {at_least: "1.00", at_most: "2.00"}}', {"prize": 150}, YES),
        ("{activity.share: {at_least: 12.5}}", {"share": Decimal("12.5")}, YES),
        ("{activity.share: {at_least: 12.5}}", {"share": Decimal("12.4999")}, NO),
        ("{activity.prize: {at_most: 5 percent of award.amount}}", {"prize": 5_000}, YES),
        ("{activity.prize: {at_most: 5 percent of award.amount}}", {"prize": 5_001}, NO),
        ("{activity.prize: {at_most: 0.0015 percent of award.amount}}", {"prize": 1}, YES),
        ("{activity.prize: {at_most: 0.0015 percent of award.amount}}", {"prize": 2}, NO),
        ("{activity.prize: {at_most: figure.cap percent of award.amount}}", {"prize": 15_000}, YES),
        ("{activity.prize: {at_most: figure.threshold}}", {"prize": 10_000}, YES),
        ("{activity.prize: {at_most: award.amount}}", {"prize": 100_001}, NO),
    ],
)
def test_amounts(rules: Rules, when: str, facts: dict[str, Any], value: Truth) -> None:
    """Bounds hold at the cent: at least and at most include the bound, and a share keeps its fraction of a cent."""
    assert compiled(rules, when).value(activity(**facts)) is value


@pytest.mark.parametrize(
    ("when", "day", "value"),
    [
        ("{before: 2026-10-01}", date(2026, 9, 30), YES),
        ("{before: 2026-10-01}", date(2026, 10, 1), NO),
        ("{after: 2026-10-01}", date(2026, 10, 1), NO),
        ("{after: 2026-10-01}", date(2026, 10, 2), YES),
        ("{after: 3 years before award.opens}", date(2023, 7, 1), NO),
        ("{after: 3 years before award.opens}", date(2023, 7, 2), YES),
        ("{before: 18 months after award.opens}", date(2027, 12, 31), YES),
        ("{before: 30 days after award.opens}", date(2026, 7, 31), NO),
        ("{given: yes}", date(2026, 7, 31), YES),
    ],
)
def test_dates(rules: Rules, when: str, day: date, value: Truth) -> None:
    """Before and after are strict, and dates are counted from other dates."""
    assert compiled(rules, f"{{activity.on: {when}}}").value(activity(on=day)) is value


@pytest.mark.parametrize(
    ("first", "last", "before", "after"),
    [
        ((1, 1), (1, 31), YES, NO),
        ((1, 1), (2, 1), UNKNOWN, NO),
        ((2, 1), (2, 1), NO, NO),
        ((2, 1), (3, 1), NO, UNKNOWN),
        ((2, 2), (3, 1), NO, YES),
        ((1, 1), (3, 1), UNKNOWN, UNKNOWN),
    ],
)
def test_dates_that_are_known_in_part(first: tuple[int, int], last: tuple[int, int], before: Truth, after: Truth) -> None:
    """A date somewhere between two others decides only where both ends agree."""
    span, bound = Span(date(2026, *first), date(2026, *last)), date(2026, 2, 1)
    assert (is_before(span, bound), is_after(span, bound)) == (before, after)
    assert (is_after(bound, span), is_before(bound, span)) == (before, after)


@pytest.mark.parametrize(
    ("when", "value"),
    [("2026-01-31", NO), ("2026-02-01", UNKNOWN), ("[2026-01-01, 2026-02-03]", UNKNOWN), ("{given: yes}", YES)],
)
def test_a_date_known_in_part_is_no_day_yet(rules: Rules, when: str, value: Truth) -> None:
    """It can turn out to be any day of its span, and none outside."""
    case = activity(on=Span(date(2026, 2, 1), date(2026, 2, 5)))
    assert compiled(rules, f"{{activity.on: {when}}}").value(case) is value


@pytest.mark.parametrize(
    ("when", "groups", "value"),
    [
        ("{includes: homeless}", {"homeless", "all"}, YES),
        ("{includes: homeless}", {"all"}, NO),
        ("{includes: [homeless, low-income]}", {"low-income"}, YES),
        ("{only: [homeless, low-income]}", {"low-income"}, YES),
        ("{only: [homeless, low-income]}", {"low-income", "all"}, NO),
        ("{only: low-income}", None, UNKNOWN),
        ("{includes: low-income}", None, UNKNOWN),
    ],
)
def test_choices(rules: Rules, when: str, groups: set[str] | None, value: Truth) -> None:
    """Includes means one of them, only means nothing else."""
    facts = {} if groups is None else {"groups": frozenset(groups)}
    assert compiled(rules, f"{{activity.groups: {when}}}").value(activity(**facts)) is value


@pytest.mark.parametrize(("need", "value"), [("Few girls take physics", YES), (None, UNKNOWN)])
def test_given(rules: Rules, need: str | None, value: Truth) -> None:
    """What is not given is unknown, never no."""
    facts = {} if need is None else {"need": need}
    assert compiled(rules, "{activity.need: {given: yes}}").value(activity(**facts)) is value


@pytest.mark.parametrize(
    ("when", "facts", "value"),
    [
        ("{activity.safe: yes, activity.organizer: city}", {"safe": True, "organizer": "city"}, YES),
        ("{activity.safe: yes, activity.organizer: city}", {"organizer": "company"}, NO),
        ("{any: [{activity.safe: yes}, {activity.organizer: city}]}", {"safe": True}, YES),
        ("{any: [{activity.safe: yes}, {activity.organizer: city}]}", {"safe": False}, UNKNOWN),
        ("{not: {activity.safe: yes}}", {"safe": False}, YES),
        ("{not: {activity.safe: yes}}", {}, UNKNOWN),
        ("{holds: nonprofit-run}", {"organizer": "nonprofit"}, YES),
        ("{not: {holds: nonprofit-run}}", {"organizer": "city"}, YES),
        ("{holds: nonprofit-run}", {}, UNKNOWN),
    ],
)
def test_combinations(rules: Rules, when: str, facts: dict[str, Any], value: Truth) -> None:
    """All, any, not and definitions follow the written table."""
    assert compiled(rules, when).value(activity(**facts)) is value


@pytest.mark.parametrize(
    ("statuses", "every", "some", "none"),
    [
        ([], UNKNOWN, UNKNOWN, UNKNOWN),
        (["served"], YES, YES, NO),
        (["not-served"], NO, NO, YES),
        (["served", "not-served"], NO, YES, NO),
        (["served", None], UNKNOWN, YES, NO),
        (["not-served", None], NO, UNKNOWN, UNKNOWN),
        ([None], UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_schools(rules: Rules, statuses: list[str | None], every: Truth, some: Truth, none: Truth) -> None:
    """Every is all, some is any, none is not some; without schools nothing is known."""
    schools = {f"S{number}": {"status": status} if status else {} for number, status in enumerate(statuses)}
    found = []
    for quantifier in ("every", "some", "none"):
        condition = compiled(rules, f"{{{quantifier}: {{schools: {{school.status: served}}}}}}")
        found.append(condition.value(Case(schools=schools)))
    assert found == [every, some, none]


def test_lines_of_the_activity(rules: Rules) -> None:
    """A rule can look at the other lines of the activity."""
    condition = compiled(rules, "{some: {lines: {line.item: snacks}}}")
    assert condition.value(Case(line={"item": "kits"}, lines={"L1": {"item": "kits"}, "L2": {"item": "snacks"}})) is YES
    assert condition.value(Case(line={"item": "kits"}, lines={"L1": {"item": "kits"}})) is NO


@pytest.mark.parametrize(
    ("when", "case", "missing"),
    [
        ("{activity.organizer: nonprofit}", Case(), [("activity.organizer", "")]),
        ("{activity.organizer: nonprofit}", activity(organizer="city"), []),
        ("{activity.safe: yes, activity.organizer: city}", activity(organizer="city"), [("activity.safe", "")]),
        ("{activity.safe: yes, activity.organizer: city}", activity(organizer="company"), []),
        ("{any: [{activity.safe: yes}, {activity.area: tech}]}", Case(), [("activity.safe", ""), ("activity.area", "")]),
        ("{not: {holds: nonprofit-run}}", Case(), [("activity.organizer", "")]),
        (
            "{activity.prize: {at_most: 5 percent of award.amount}}",
            Case(),
            [("activity.prize", ""), ("award.amount", "")],
        ),
        ("{activity.prize: {at_most: figure.threshold}}", Case(activity={"prize": 1}), [("award.awarded_on", "")]),
        ("{activity.on: {after: 3 years before award.opens}}", Case(activity={"on": date(2026, 1, 1)}), [("award.opens", "")]),
        ("{every: {schools: {school.status: served}}}", Case(), [("activity.schools", "")]),
        (
            "{every: {schools: {school.status: served}}}",
            Case(schools={"S1": {}, "S2": {}}),
            [("school.status", "S1"), ("school.status", "S2")],
        ),
        ("{every: {schools: {school.status: served}}}", Case(schools={"S1": {"status": "not-served"}, "S2": {}}), []),
        ("{every: {schools: {line.approved: yes}}}", Case(schools={"S1": {}}), [("line.approved", "")]),
        ("{some: {lines: {line.approved: yes}}}", Case(lines={"L1": {}, "L2": {"approved": False}}), [("line.approved", "L1")]),
    ],
)
def test_the_facts_that_would_decide(rules: Rules, when: str, case: Case, missing: list[tuple[str, str]]) -> None:
    """An open condition names the facts it waits for, and of which school or line; a decided one names nothing."""
    assert list(compiled(rules, when).missing(case)) == missing


def test_a_date_known_in_part_is_asked_for(rules: Rules) -> None:
    """The span was a hint of the plan's period, not an answer."""
    case = activity(on=Span(date(2026, 1, 1), date(2026, 3, 1)))
    assert list(compiled(rules, "{activity.on: {before: 2026-02-01}}").missing(case)) == [("activity.on", "")]
