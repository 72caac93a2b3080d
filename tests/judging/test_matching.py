"""Every activity against every federal fund: each fund's answer, the best first, and what else is worth a look."""

from __future__ import annotations

from datetime import date

import pytest
from tiny import AS_OF, activity, award, line, plan

from stemfunds.judging.judge import Judge
from stemfunds.judging.matching import FundAnswer, Match, match
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.plan.model import Award, Cents, Charge, Period, Plan
from stemfunds.rulebook.model import Rulebook

from .conftest import Rules

OK, CONDITIONS, OPEN, REFUSED = Verdict
HEAD = "name: Another fund\npurpose: P.\nfollows: [federal]\nindirect_rate: none\n"
WINDOW = "window: {{id: {id}-WINDOW, says: W., opens: {{month: 7, day: 1}}, months: {months}, repair: R., cite: law-1}}\n"


def fund(name: str, rules: str, months: int = 27) -> tuple[str, str, str]:
    """A file with another federal fund."""
    return (
        f"{name}.yaml",
        "",
        f"fund: {name}\nshort: {name.upper()}\n{HEAD}{WINDOW.format(id=name.upper(), months=months)}{rules}",
    )


def authority(identity: str, fields: str) -> str:
    """One authority."""
    return f"authorities:\n  - {{id: {identity}, says: S., cite: law-1, {fields}}}\n"


CAMPS = fund("camps", authority("CA-CAMP", "for: {kinds: [camp]}, when: {activity.organizer: nonprofit}, repair: R."))
ASKS = fund("asks", authority("AS-ALL", "when: {activity.safe: yes}, repair: R."))


def answers(book: Rulebook, subject: Plan) -> dict[str, FundAnswer]:
    """The answers to the first activity, by fund."""
    return {answer.fund: answer for answer in next(match(subject, Judge(book), AS_OF)).answers}


def matches(book: Rulebook, subject: Plan, only: str = "") -> list[Match]:
    """All matches."""
    return list(match(subject, Judge(book), AS_OF, only))


def test_every_federal_fund_answers_best_first(rules: Rules) -> None:
    """Paid, then open, then refused; a fund without a federal window is not tried."""
    local = ("local.yaml", "", f"fund: local\nshort: Local\n{HEAD}{authority('LO-ALL', 'for: {}')}".replace(", for: {}", ""))
    (found,) = matches(rules("", CAMPS, ASKS, local), plan())
    assert [(answer.fund, answer.verdict, answer.authority) for answer in found.answers] == [
        ("stem-fund", OK, "SF-ROBOTICS"),
        ("asks", OPEN, ""),
        ("camps", REFUSED, ""),
    ]
    assert found.activity.id == "A1"


def test_why_a_fund_refuses_or_waits(rules: Rules) -> None:
    """Only what keeps the fund from paying plainly is a finding, each once for all lines."""
    subject = plan(activity(line("A1-a"), line("A1-b")))
    found = answers(rules("", CAMPS, ASKS), subject)
    assert [finding.rule for finding in found["stem-fund"].findings] == []
    assert [(finding.rule, finding.facts_needed[0].fact) for finding in found["asks"].findings] == [("AS-ALL", "activity.safe")]
    assert ([finding.rule for finding in found["camps"].findings], found["camps"].reason) == (
        ["NO-AUTHORITY"],
        Reason.NO_AUTHORITY,
    )


def test_conditions_are_shown(rules: Rules) -> None:
    """A fund that pays on conditions names them."""
    book = rules("conditions:\n  - {id: SF-C, says: C., do: D., cite: law-1}\n")
    answer = answers(book, plan())["stem-fund"]
    assert (answer.verdict, answer.rest, [finding.rule for finding in answer.findings]) == (CONDITIONS, CONDITIONS, ["SF-C"])


def test_a_fund_may_pay_all_but_one_line(rules: Rules) -> None:
    """The refused lines are named, and the rest is judged by itself; such a fund stands before one that pays for nothing."""
    book = rules("prohibitions:\n  - {id: SF-P, says: No snacks., repair: R., for: {items: [snacks]}, cite: law-1}\n", CAMPS)
    (found,) = matches(book, plan(activity(line("A1-kits"), line("A1-snacks", item="snacks"))))
    answer, other = found.answers
    assert (answer.fund, answer.verdict, answer.rest, answer.refused) == ("stem-fund", REFUSED, OK, ("A1-snacks",))
    assert (answer.reason, answer.authority) == (Reason.PROHIBITED, "SF-ROBOTICS")
    assert (other.fund, other.rest, other.refused) == ("camps", REFUSED, ("A1-kits", "A1-snacks"))


def test_who_pays_in_the_plan_does_not_matter(rules: Rules) -> None:
    """Each line is tried whole, also one that nobody pays and one that two awards share."""
    book = rules("", CAMPS)
    shared = (Charge(award="SF-26", amount=Cents(4_000)), Charge(award="SF-2", amount=Cents(6_000)))
    awards = (award(), award(id="SF-2"))
    unpaid, split = activity(line(charges=())), activity(line(charges=shared))
    found = [
        [(one.fund, one.verdict, one.authority) for one in answers(book, plan(a, awards=awards)).values()]
        for a in (unpaid, split)
    ]
    assert found == [[("stem-fund", OK, "SF-ROBOTICS"), ("camps", REFUSED, "")]] * 2


@pytest.mark.parametrize("stops", ["", ", stops_charges: yes"])
@pytest.mark.parametrize("awards", [(), (award(),)])
def test_limits_are_left_out(rules: Rules, stops: str, awards: tuple[Award, ...]) -> None:
    """They are about sums, and no money has been assigned: neither a cap that is broken nor one that is open decides."""
    cap = f"  - {{id: SF-L, says: L., repair: R., at_most: 1 percent, of: award.amount, counts: {{items: [kits]}}, cite: law-1{stops}}}\n"
    book = rules(f"limits:\n{cap}")
    assert answers(book, plan(activity(line(charges=(), amount=900_000)), awards=awards))["stem-fund"].verdict is OK


def test_the_award_of_the_plan_is_tried(rules: Rules) -> None:
    """With its year, its facts and its amount; a carryover award does not stand for the fund."""
    book = rules("requirements:\n  - {id: SF-R, says: S., repair: R., must: {award.opened: yes}, cite: law-1}\n")
    late = line(committed_on=date(2028, 10, 1))
    own = answers(book, plan(activity(late), awards=(award(),)))["stem-fund"]
    assert (own.verdict, own.reason) == (REFUSED, Reason.OUTSIDE_WINDOW)
    carried = award(id="SF-C", federal_fiscal_year=2020, carryover=Cents(100))
    assert answers(book, plan(activity(line()), awards=(carried,)))["stem-fund"].verdict is OPEN


@pytest.mark.parametrize(
    ("starts", "committed_on", "verdict"),
    [
        (date(2026, 7, 1), date(2028, 9, 30), OK),
        (date(2026, 7, 1), date(2028, 10, 1), REFUSED),
        (date(2026, 6, 30), date(2027, 9, 30), OK),
        (date(2026, 6, 30), date(2027, 10, 1), REFUSED),
    ],
)
def test_without_an_award_the_latest_open_year_is_tried(rules: Rules, starts: date, committed_on: date, verdict: Verdict) -> None:
    """The money that is open when the plan starts: from July 1 that of the year, before it that of the year before."""
    period = Period(starts=starts, ends=date(2028, 12, 31))
    subject = plan(activity(line(committed_on=committed_on, charges=())), awards=(), period=period)
    assert answers(rules(), subject)["stem-fund"].verdict is verdict


def test_a_plan_without_period_is_tried_on_the_day_of_the_check(rules: Rules) -> None:
    """August 1, 2026: the money of 2026."""
    subject = plan(activity(line(committed_on=date(2026, 6, 30), charges=())), awards=(), period=None)
    assert answers(rules(), subject)["stem-fund"].reason is Reason.OUTSIDE_WINDOW


def test_nothing_is_assumed_of_an_award_that_is_not_in_the_plan(rules: Rules) -> None:
    """What depends on its amount is asked."""
    book = rules("requirements:\n  - {id: SF-R, says: S., repair: R., must: {award.amount: {at_least: 5.00}}, cite: law-1}\n")
    answer = answers(book, plan(activity(line(charges=())), awards=()))["stem-fund"]
    assert [(finding.rule, finding.facts_needed[0].fact) for finding in answer.findings] == [("SF-R", "award.amount")]


REFERENCES = "references:\n" + "".join(
    f"  - {{reference: {name}, name: N, agency: A, who_applies: W, kinds: [{kinds}], could_pay: C., restriction: R.}}\n"
    for name, kinds in (("ref-robots", "robotics"), ("ref-camps", "camp"), ("ref-both", "robotics, camp"))
)


def test_programs_worth_a_look(rules: Rules) -> None:
    """Those of the activity's kind, in the order of the register; they never give an answer."""
    (found,) = matches(rules("", ("more.yaml", "", REFERENCES)), plan())
    assert [one.id for one in found.worth_a_look] == ["ref-robots", "ref-both"]
    assert [answer.fund for answer in found.answers] == ["stem-fund"]


def test_one_activity_or_all(rules: Rules) -> None:
    """In the order of the plan."""
    subject = plan(activity(id="A1"), activity(line("A2-kits"), id="A2", kind="camp"))
    book = rules("", CAMPS)
    assert [one.activity.id for one in matches(book, subject)] == ["A1", "A2"]
    assert [(one.activity.id, one.answers[0].fund, one.answers[0].verdict) for one in matches(book, subject, "A2")] == [
        ("A2", "camps", OPEN)
    ]
    assert matches(book, subject, "A3") == []


def test_the_shipped_plans_have_an_answer_of_every_fund(federal: Rulebook, judge: Judge) -> None:
    """Every federal fund answers every activity, and no answer refuses without a reason."""
    from stemfunds.judging.vocabulary import plan_vocabulary
    from stemfunds.plan.reader import read_plan
    from stemfunds.rulebook.find import rules_folder

    subject = read_plan(rules_folder().parent / "examples" / "rural" / "plan.yaml", plan_vocabulary(federal))
    funds = {fund.id for fund in federal.funds.values() if fund.window is not None}
    found = list(match(subject, judge, date(2026, 11, 23)))
    assert [one.activity.id for one in found] == [one.id for one in subject.activities]
    for one in found:
        assert {answer.fund for answer in one.answers} == funds
        assert [answer.fund for answer in one.answers if (answer.reason is None) is (answer.verdict is REFUSED)] == []
