"""A question tried against a fund, and the law that answering ends it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import federal_rulebook

from stemfunds.asking.trial import Asked, Trial
from stemfunds.judging.case import FactValue
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.rulebook.model import Fact

from .conftest import AS_OF

BOOK = federal_rulebook()
TRIAL = Trial(BOOK, AS_OF)


def values(fact: Fact) -> st.SearchStrategy[FactValue]:
    """Valid answers to a fact, the odd ones included."""
    if fact.type == "yes-no":
        return st.booleans()
    if fact.type == "choice":
        return st.sampled_from(tuple(fact.choices))
    if fact.type == "choices":
        return st.frozensets(st.sampled_from(tuple(fact.choices)), min_size=1, max_size=4)
    if fact.type == "money":
        return st.sampled_from((0, 1, 99_99, 4_999_99, 5_000_00, 9_999_99, 10_000_00, 500_000_00, 10**10))
    if fact.type == "percent":
        return st.decimals(0, 100, places=1)
    if fact.type == "number":
        return st.sampled_from(tuple(map(Decimal, ("-1", "0", "0.5", "1", "5", "9", "12", "600", "100000"))))
    if fact.type == "date":
        return st.dates(date(2018, 1, 1), date(2030, 12, 31))
    return st.just("said")


@settings(max_examples=60)
@given(st.data())
def test_answering_what_is_asked_ends_it(data: st.DataObject) -> None:
    """For any kind, item and fund: whatever the answers to all facts needed, the next round gives a definite verdict."""
    kind, item = data.draw(st.sampled_from(tuple(BOOK.kinds))), data.draw(st.sampled_from(tuple(BOOK.items)))
    fund = data.draw(st.sampled_from(TRIAL.funds()))
    asked = Asked("a cost", kind, item)
    answer = TRIAL.answer(asked, fund)
    if answer.verdict is not Verdict.NEEDS_INFORMATION:
        return
    assert answer.facts_needed
    answers = {one.fact: data.draw(values(BOOK.facts[one.fact]), label=one.fact) for one in answer.facts_needed}
    again = TRIAL.answer(asked.knowing(answers), fund)
    assert again.verdict is not Verdict.NEEDS_INFORMATION, [one.fact for one in again.facts_needed]


@settings(max_examples=30)
@given(st.data())
def test_one_more_fact_never_changes_a_definite_verdict(data: st.DataObject) -> None:
    """It only turns an open verdict into a definite one."""
    kind, item = data.draw(st.sampled_from(tuple(BOOK.kinds))), data.draw(st.sampled_from(tuple(BOOK.items)))
    fund = data.draw(st.sampled_from(TRIAL.funds()))
    asked = Asked("a cost", kind, item)
    answer = TRIAL.answer(asked, fund)
    facts = [fact for fact in BOOK.facts.values() if not fact.built_in]
    fact = data.draw(st.sampled_from(facts))
    after = TRIAL.answer(asked.knowing({fact.id: data.draw(values(fact))}), fund)
    if answer.verdict is not Verdict.NEEDS_INFORMATION:
        assert after.verdict is answer.verdict


def test_a_closed_fund_is_outside_its_window() -> None:
    """A question is about money that is spent now, unless it gives a date."""
    asked = Asked("tutors", "tutoring", "supplies-materials")
    assert TRIAL.answer(asked, "arp-esser").reason is Reason.OUTSIDE_WINDOW
    then = asked.knowing({"line.committed_on": date(2023, 5, 1)})
    assert TRIAL.answer(then, "arp-esser").reason is not Reason.OUTSIDE_WINDOW
    earlier = Trial(BOOK, date(2023, 5, 1))
    assert earlier.answer(asked, "arp-esser").reason is not Reason.OUTSIDE_WINDOW


@pytest.mark.parametrize(
    ("item", "facts", "span"),
    [
        ("supplies-materials", {}, (AS_OF, AS_OF)),
        ("supplies-materials", {"line.committed_on": date(2026, 8, 1)}, (date(2026, 8, 1), date(2026, 8, 1))),
        ("supplies-materials", {"activity.starts": date(2026, 8, 1)}, (AS_OF, AS_OF)),
        ("salary-direct", {"activity.starts": date(2026, 8, 1)}, (date(2026, 8, 1), date(2026, 8, 1))),
        ("salary-direct", {"line.starts": date(2026, 8, 1), "plan.ends": date(2027, 6, 1)}, (date(2026, 8, 1), date(2027, 6, 1))),
        ("salary-direct", {"line.ends": date(2027, 6, 1)}, (date(2027, 6, 1), date(2027, 6, 1))),
    ],
)
def test_when_a_cost_is_obligated(item: str, facts: dict[str, FactValue], span: tuple[date, date]) -> None:
    """By the order or by the work, as the item says; on the date of the check where nothing is given."""
    assert TRIAL.obligated(Asked("x", "tutoring", item, facts)) == span


def test_a_prohibited_item_waits_for_nothing() -> None:
    """Alcohol is refused by every fund, whatever else is open."""
    answers = TRIAL.answers(Asked("wine", "food", "alcohol"), TRIAL.funds())
    assert {answer.verdict for answer in answers} == {Verdict.NOT_ALLOWABLE}
    assert all(answer.facts_needed == () for answer in answers)


def test_facts_reach_where_they_belong() -> None:
    """A fact of the school, of the award, of the district and of the line."""
    asked = Asked("kits", "instructional-materials", "supplies-materials")
    open_before = {one.fact for one in TRIAL.answer(asked, "title-i-a").facts_needed}
    facts: dict[str, FactValue] = {"school.title_i_status": "schoolwide", "line.amount": 5000, "activity.need": "data"}
    open_after = {one.fact for one in TRIAL.answer(asked.knowing(facts), "title-i-a").facts_needed}
    assert facts.keys() <= open_before
    assert not facts.keys() & open_after
