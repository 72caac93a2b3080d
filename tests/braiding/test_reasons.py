"""Why an assignment is as it is: obstacles, limits that cost something, the runner-up."""

from __future__ import annotations

from typing import Any

import pytest

from stemfunds.braiding.reasons import Binding, Obstacle, Reasons
from stemfunds.braiding.trial import lines_of
from stemfunds.braiding.words import ChangeWords, obstacle_words
from stemfunds.plan.model import Plan

from .small import braided, club, cost, small_plan, small_rulebook, three_awards, two_years
from .test_braider import ASKED, TIES


def _reasons(subject: Plan, rules: Any = None, **request: Any) -> Reasons:
    return Reasons(*braided(subject, rules, **request))


def _dear(reasons: Reasons, rule: str) -> Binding:
    return next(one for one in reasons.bindings() if one.row.rule == rule)


def _why(reasons: Reasons, payer: str, line: str) -> tuple[Obstacle, str]:
    (found,) = reasons.why_not(payer, line)
    return found, obstacle_words(found, reasons.braider.order.closes)


@pytest.mark.parametrize(
    ("payer", "line", "says"),
    [
        ("ROBOT", "kits", "It pays this line, or a part of it, in the proposal."),
        ("HOME", "kits", "money that closes sooner"),
        ("robot-fund", "week", "Nothing lets Robot Fund pay for summer camp. [NO-AUTHORITY]"),
        ("HOME", "parts", "The call leaves it out (--not)."),
    ],
)
def test_why_a_fund_does_not_pay(payer: str, line: str, says: str) -> None:
    """A rule, the call, or the order of spending."""
    subject = small_plan(club(cost("kits", 300), cost("parts", 20)), club(cost("week", 200), kind="camp"))
    assert says in _why(_reasons(subject, without=["HOME:parts"]), payer, line)[1]


def test_a_full_award_says_what_it_has_left_and_what_would_go_unpaid() -> None:
    """Both lines of $300 fit into the Robot Fund, and the third of $500 does not any more."""
    subject = small_plan(
        club(cost("one", 300), cost("two", 300), cost("large", 500)), awards=three_awards(stem=50_000, robot=70_000, home=0)
    )
    found, words = _why(_reasons(subject), "ROBOT", "large")
    assert (found.worse, round(found.by)) == ("paid", 300)
    assert "$300.00 less of the plan would be paid" in words
    assert "the balance of ROBOT has $100.00 left, and the line needs $500.00 of it" in words.lower().replace("robot", "ROBOT")


def test_a_question_is_told_as_a_question() -> None:
    _, words = _why(_reasons(small_plan(club(cost("kits", 300))), small_rulebook(more=ASKED)), "STEM", "kits")
    assert words == "Waits for an answer: Is it safe? [SF-SAFE]"


def test_lines_that_belong_elsewhere_say_so() -> None:
    """Food stands for what runs an award here, supplies for benefits."""
    meals = small_plan(club(cost("meals", 300, "STEM"), kind="food"), club(cost("kits", 100, "STEM")))
    reasons = _reasons(meals, small_rulebook(TIES.replace("[food]", "[food, robotics]")))
    found, words = _why(reasons, "ROBOT", "kits")
    assert found.foreign
    assert "runs or reviews another" in words


def test_a_line_that_follows_another_says_which() -> None:
    pay = cost("pay", 800, "STEM", item="teachers")
    subject = small_plan(club(pay, cost("benefits", 100, "STEM")), awards=three_awards(robot=50_000))
    found, words = _why(_reasons(subject, small_rulebook(TIES)), "ROBOT", "benefits")
    assert found.follows == "pay"
    assert "pay on which it is reckoned, pay" in words


def test_an_unpaid_line_names_every_award_and_the_smallest_change() -> None:
    """The answer to one question would let the STEM Fund pay."""
    subject = small_plan(club(cost("kits", 300)), awards=three_awards(robot=0, home=0))
    (unpaid,) = _reasons(subject, small_rulebook(more=ASKED)).unpaid()
    assert [one.award.id for one in unpaid.obstacles] == ["STEM", "ROBOT", "HOME"]
    assert unpaid.change.startswith("STEM Fund: Allowable if the true answer to “Is it safe?” is “yes”")


def test_a_limit_that_keeps_a_line_unpaid_says_what_it_costs_and_how_much_wider_it_must_be() -> None:
    """The cap of $150 on technology leaves a line of $100 unpaid; with both, $200 are counted."""
    subject = small_plan(club(cost("one", 100), cost("two", 100), facts={"area": "tech"}), awards=three_awards(robot=0, home=0))
    cap = _dear(_reasons(subject), "SF-TECH")
    assert (cap.paid, cap.freed, cap.room) == (10_000, 0, 5_000)


def test_a_limit_that_costs_local_money_says_how_much() -> None:
    """Everything is paid; without the cap, $160 of local money would be free."""
    subject = small_plan(club(cost("large", 160, "STEM"), facts={"area": "tech"}), awards=three_awards(robot=0))
    cap = _dear(_reasons(subject), "SF-TECH")
    assert (cap.paid, cap.freed, cap.room) == (0, 16_000, 1_000)


def test_no_limit_costs_anything_where_all_is_paid_in_the_best_order() -> None:
    assert _reasons(small_plan(club(cost("kits", 300)))).bindings() == []


def test_the_runner_up_names_the_difference() -> None:
    """Without the Robot Fund the others pay all but $50."""
    subject = small_plan(club(cost("one", 100), cost("two", 50)), awards=three_awards(stem=10_000, robot=15_000, home=0))
    runner_up = _reasons(subject).runner_up()
    assert runner_up is not None
    assert (runner_up.award.id, runner_up.pays, runner_up.less_paid) == ("ROBOT", 15_000, 5_000)


def test_there_is_no_runner_up_to_nothing() -> None:
    assert _reasons(small_plan(club(cost("kits", 300)), awards=three_awards(0, 0, 0))).runner_up() is None


def test_an_award_that_pays_less_than_before_is_named() -> None:
    """The carryover takes a part of the line, and the award that paid all of it pays the rest."""
    subject = small_plan(club(cost("kits", 300, "NEW")), awards=two_years(12_345))
    braider, proposal = braided(subject)
    assert proposal.charges["kits"].keys() == {"OLD", "NEW"}
    [line] = lines_of(subject)
    first, *_ = ChangeWords(braider, proposal).why(line)
    closes = braider.order.closes
    assert first == f"Spends money that closes on {closes['OLD']}; NEW closes on {closes['NEW']}."
