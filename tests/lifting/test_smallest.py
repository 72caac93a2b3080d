"""A proposed change really lifts the verdict, and no smaller one does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tiny import AS_OF, activity, award, line, plan, rulebook_with, school

from stemfunds.judging.case import FactValue
from stemfunds.judging.cases import PlanCases
from stemfunds.judging.judge import Judge
from stemfunds.judging.matching import match
from stemfunds.judging.operands import lookup_fact
from stemfunds.judging.reaching import rules_reaching
from stemfunds.judging.verdicts import Verdict
from stemfunds.lifting.changes import AwardChange, DateChange, FactChange, SchoolChange, SplitOff
from stemfunds.lifting.singles import comparisons
from stemfunds.lifting.smallest import Lift, Lifter, Search
from stemfunds.lifting.values import candidates, is_changeable
from stemfunds.lifting.ways import MOST
from stemfunds.plan.model import Fact as Given
from stemfunds.plan.model import Plan
from stemfunds.rulebook.model import Rulebook

from .conftest import Lifted


def test_every_change_lifts_when_it_is_applied(lifted: Lifted) -> None:
    """Judged again from the start, with the verdict that was promised."""
    changed = [one for one in lifted.cases if one.lift.changes]
    assert len(changed) > 30
    for one in changed:
        search = lifted.lifter.search(one.match.activity, one.answer.fund)
        after = search.outcome(one.lift.changes)
        assert after.verdict is one.lift.verdict, (one.match.activity.id, one.answer.fund)
        assert after.verdict.rank < one.answer.verdict.rank
        assert len(one.lift.changes) <= MOST


def test_where_nothing_is_proposed_no_single_fact_lifts(lifted: Lifted) -> None:
    """Tried with every fact and value of the rules that reach the activity; so it is where two or three are proposed."""
    cases = [one for one in lifted.cases if len(one.lift.changes) != 1]
    sampled = [one for one in cases if one.lift.changes][:3] + [one for one in cases if not one.lift.changes][::23]
    tried = 0
    for one in sampled:
        search = lifted.lifter.search(one.match.activity, one.answer.fund)
        for change in _every_single_fact(search):
            tried += 1
            assert search.outcome((change,)).verdict.rank >= one.answer.verdict.rank, (one.match.activity.id, change)
    assert len(sampled) >= 6
    assert tried > 200


def _every_single_fact(search: Search) -> Iterator[FactChange]:
    """Each changeable fact that a rule of the blocked lines reads, with every value that some comparison tells apart."""
    rulebook = search.judge.rulebook
    seen: set[tuple[str, FactValue]] = set()
    lines = tuple(dict.fromkeys(blocker.line for blocker in search.blockers))
    for charge in PlanCases(search.plan, rulebook, search.as_of, search.overrides).charges():
        case = charge.case
        for rule in rules_reaching(charge, rulebook) if charge.bound.line.id in lines else ():
            for condition in rule.conditions:
                for part in comparisons(condition, rulebook):
                    fact = rulebook.facts[part.fact]
                    if fact.scope == "school" or not is_changeable(fact, case):
                        continue
                    for one in [*candidates(part, True, case, rulebook), *candidates(part, False, case, rulebook)]:
                        if (fact.id, one.value) not in seen:
                            seen.add((fact.id, one.value))
                            yield FactChange(fact.id, one.value, one.bound, lines if fact.scope == "line" else ())


def test_nothing_that_others_decide_is_changed(lifted: Lifted) -> None:
    """A known fact is changed only where the district decides it; law, dates of awards and what schools are stay as they are."""
    rulebook = lifted.lifter.judge.rulebook
    for one in lifted.cases:
        for change in one.lift.changes:
            if isinstance(change, FactChange):
                fact = rulebook.facts[change.fact]
                search = lifted.lifter.search(one.match.activity, one.answer.fund)
                cases = [blocker.case for blocker in search.blockers if not change.subjects or blocker.line in change.subjects]
                known = any(lookup_fact(fact.id)(case) is not None for case in cases)
                if known:
                    assert fact.decided_by != "others"
                    assert fact.scope in ("activity", "line")


def test_the_same_changes_each_time(lifted: Lifted) -> None:
    """A second lifter, asked in another order, finds the same."""
    again = Lifter(lifted.lifter.plan, lifted.lifter.judge, lifted.lifter.as_of)
    for one in lifted.cases[::-29]:
        assert again.lift(one.match.activity, one.answer, one.match.answers) == one.lift


# --- one of each --------------------------------------------------------------------------------------------------------


def lifts(book: Rulebook, subject: Plan) -> dict[str, Lift | None]:
    """The smallest changes by fund, for a plan of one activity."""
    judge = Judge(book)
    lifter = Lifter(subject, judge, AS_OF)
    (one,) = match(subject, judge, AS_OF)
    return {answer.fund: lifter.lift(one.activity, answer, one.answers) for answer in one.answers}


def _one(folder: Path, sections: str, subject: Plan) -> Lift | None:
    return lifts(rulebook_with(folder, sections), subject)["stem-fund"]


def _requirement(must: str, more: str = "") -> str:
    return f"requirements:\n  - {{id: SF-R, says: S., must: {must}, repair: R., cite: law-1{more}}}\n"


@pytest.mark.parametrize(
    ("must", "facts", "changes"),
    [
        ("{activity.safe: yes}", {"safe": False}, [("activity.safe", True)]),
        ("{activity.organizer: [nonprofit, city]}", {"organizer": "company"}, [("activity.organizer", "nonprofit")]),
        ("{not: {activity.organizer: company}}", {"organizer": "company"}, [("activity.organizer", "nonprofit")]),
        ('{activity.prize: {at_most: "50.00"}}', {"prize": 9_000}, [("activity.prize", 5_000)]),
        ('{not: {activity.prize: {at_least: "50.00"}}}', {"prize": 5_000}, [("activity.prize", 4_999)]),
        ("{activity.on: {before: 2026-09-01}}", {"on": date(2026, 9, 1)}, [("activity.on", date(2026, 8, 31))]),
        ("{activity.groups: {only: [homeless]}}", {"groups": ("all",)}, [("activity.groups", frozenset({"homeless"}))]),
        ("{holds: nonprofit-run}", {"organizer": "company"}, [("activity.organizer", "nonprofit")]),
        (
            "{activity.safe: yes, activity.area: tech}",
            {"safe": False, "area": "arts"},
            [("activity.area", "tech"), ("activity.safe", True)],
        ),
        (
            "{any: [{activity.safe: yes, activity.area: tech}, {activity.organizer: city}]}",
            {"safe": False, "area": "arts"},
            [("activity.organizer", "city")],
        ),
    ],
)
def test_facts(tmp_path: Path, must: str, facts: dict[str, Any], changes: list[tuple[str, Any]]) -> None:
    """Choices, figures, dates and lists; the fewest that suffice."""
    found = _one(tmp_path, _requirement(must), plan(activity(facts=facts)))
    assert found is not None
    assert [(one.fact, one.value) for one in found.changes if isinstance(one, FactChange)] == changes
    assert found.verdict is Verdict.ALLOWABLE


def test_a_price_below_a_figure(tmp_path: Path) -> None:
    """The bound is told with the figure's name; a unit cost is the district's to choose once the vocabulary says so."""
    sections = (
        "prohibitions:\n  - {id: SF-P, says: D., when: {line.unit_cost: {at_least: figure.threshold}}, repair: R., cite: law-1}\n"
    )
    subject = plan(activity(line(unit_cost=12_000)))
    assert _one(tmp_path, sections, subject) == Lift((), None, (), 1)
    cost = "{fact: line.unit_cost, type: money, question: What does one cost?, built_in: yes}"
    chosen = ("facts.yaml", cost, cost.replace("built_in: yes", "built_in: yes, decided_by: district"))
    found = lifts(rulebook_with(tmp_path, sections, chosen), subject)["stem-fund"]
    assert found is not None
    (change,) = found.changes
    assert isinstance(change, FactChange)
    assert (change.bound, change.before, change.subjects) == ("below $100.00 (threshold)", "$120.00", ("A1-kits",))


def test_schools(tmp_path: Path) -> None:
    """Leave out the one that fails; where one must be served, take another one. What a school is stays as it is."""
    schools = (school("one", {"status": "served"}), school("two", {"status": "not-served"}))
    subject = plan(activity(schools=("one", "two")), schools=schools)
    found = _one(tmp_path, _requirement("{every: {schools: {school.status: served}}}"), subject)
    assert found == Lift((SchoolChange(left_out=("two",)),), Verdict.ALLOWABLE)
    subject = plan(activity(schools=("two",)), schools=schools)
    found = _one(tmp_path, _requirement("{some: {schools: {school.status: served}}}"), subject)
    assert found == Lift((SchoolChange(taken=("one",)),), Verdict.ALLOWABLE)
    assert _one(tmp_path, _requirement("{every: {schools: {school.status: served}}}"), subject) == Lift((), None, (), 1)


def test_lines_that_alone_are_refused(tmp_path: Path) -> None:
    """They are split off; with a fact that helps as well, the fact comes first."""
    sections = "prohibitions:\n  - {id: SF-P, says: No snacks., for: {items: [snacks]}, repair: R., cite: law-1}\n"
    subject = plan(activity(line(), line("A1-snacks", item="snacks")))
    assert _one(tmp_path, sections, subject) == Lift((SplitOff(("A1-snacks",)),), Verdict.ALLOWABLE)
    when = sections.replace("says: No", "when: {activity.safe: no}, says: No")
    found = _one(tmp_path, when, plan(activity(line(), line("A1-snacks", item="snacks"), facts={"safe": False})))
    assert found is not None
    assert [type(one) for one in found.changes] == [FactChange]


def test_dates(tmp_path: Path) -> None:
    """An order outside the window is brought inside, not before the date of the check; work is moved as a whole."""
    late = plan(activity(line(committed_on=date(2029, 3, 1))))
    assert _one(tmp_path, "", late) == Lift((DateChange(("A1-kits",), AS_OF, date(2028, 9, 30), True),), Verdict.ALLOWABLE)
    work = plan(activity(line(item="teachers", starts=date(2028, 9, 1), ends=date(2028, 12, 1))))
    found = _one(tmp_path, "", work)
    assert found is not None
    assert found.changes == (DateChange(("A1-kits",), date(2026, 7, 1), date(2028, 9, 30), False),)


def test_another_award_of_the_fund(tmp_path: Path) -> None:
    """The line that is outside the window of one award fits the other of the plan; the lines that fit stay."""
    awards = (award(), award(id="SF-28", federal_fiscal_year=2028))
    subject = plan(activity(line(), line("A1-late", committed_on=date(2029, 3, 1))), awards=awards)
    found = _one(tmp_path, "", subject)
    assert found == Lift((AwardChange(("A1-late",), "SF-28", "STEM Fund, FFY 2028", awards[1]),), Verdict.ALLOWABLE)
    too_old = (award(), award(id="SF-20", federal_fiscal_year=2020))
    found = _one(tmp_path, "", plan(activity(line(committed_on=date(2029, 3, 1))), awards=too_old))
    assert found is not None
    assert [type(one) for one in found.changes] == [DateChange]


def test_an_award_of_which_a_fact_differs(tmp_path: Path) -> None:
    """Not windows alone: what a rule asks of the award is different, too; the whole activity moves where all is blocked."""
    awards = (
        award(facts={"opened": Given(value=False)}),
        award(id="SF-25", federal_fiscal_year=2025, facts={"opened": Given(value=True)}),
    )
    subject = plan(activity(line(committed_on=date(2026, 8, 1)), line("A1-more", committed_on=date(2026, 8, 1))), awards=awards)
    found = _one(tmp_path, _requirement("{award.opened: yes}"), subject)
    assert found is not None
    (change,) = found.changes
    assert isinstance(change, AwardChange)
    assert (change.lines, change.award_id, found.verdict) == (("A1-kits", "A1-more"), "SF-25", Verdict.ALLOWABLE)


def test_nothing_lifts_it(tmp_path: Path) -> None:
    """What law forbids whatever the facts are; a fund that could pay is named."""
    camps = (
        "fund: camps\nname: The Camp Fund\nshort: Camps\npurpose: P.\nfollows: []\nindirect_rate: none\n"
        "window: {id: CA-W, says: W., opens: {month: 7, day: 1}, months: 15, repair: R., cite: law-1}\n"
        "authorities:\n  - {id: CA-ALL, says: C., cite: law-1}\n"
    )
    sections = "prohibitions:\n  - {id: SF-P, says: Never., repair: R., cite: law-1}\n"
    found = lifts(rulebook_with(tmp_path, sections, ("camps.yaml", "", camps)), plan())
    assert found == {"camps": None, "stem-fund": Lift((), None, ("camps",), 1)}


def test_more_than_three(tmp_path: Path) -> None:
    """Four answers that are missing are more than a smallest change."""
    must = "{activity.safe: yes, activity.area: tech, activity.organizer: city, activity.groups: {includes: all}}"
    found = _one(tmp_path, _requirement(must), plan())
    assert found is not None
    assert found.changes == ()
