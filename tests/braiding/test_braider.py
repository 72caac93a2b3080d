"""The best assignment: who pays, in which order money is spent, and what is kept as it is."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tiny import award

from stemfunds.braiding.braider import Braider
from stemfunds.braiding.goals import IN_WORDS
from stemfunds.braiding.reasons import Reasons
from stemfunds.braiding.request import Request
from stemfunds.judging.judge import Judge
from stemfunds.plan.model import Cents, Charge

from .small import AS_OF, braided, club, cost, payers, proposed, small_plan, small_rulebook, three_awards, two_years


def test_what_closes_soonest_is_spent_first() -> None:
    """The Robot Fund closes in 2027, the STEM Fund in 2028, local money never; a camp is not for the Robot Fund."""
    proposal = proposed(small_plan(club(cost("kits", 300)), club(cost("week", 200), kind="camp")))
    assert payers(proposal) == {"kits": "ROBOT", "week": "STEM"}
    assert not proposal.falls_short


def test_a_line_that_only_one_can_pay_goes_first() -> None:
    """Both robotics lines fit into the Robot Fund only one at a time; the STEM Fund has room for the camp and one of them."""
    lines = (club(cost("kits", 700), cost("parts", 600)), club(cost("week", 400), kind="camp"))
    proposal = proposed(small_plan(*lines, awards=three_awards(stem=100_000, robot=70_000, home=0)))
    assert payers(proposal) == {"kits": "ROBOT", "parts": "STEM", "week": "STEM"}


def test_the_most_money_is_paid_though_another_order_would_spend_more_of_what_closes_soon() -> None:
    """$900 of the Robot Fund would be spent by one line; two lines of $500 are more of the plan."""
    lines = club(cost("large", 900), cost("one", 500), cost("two", 500))
    proposal = proposed(small_plan(lines, awards=three_awards(stem=0, robot=100_000, home=0)))
    assert payers(proposal) == {"one": "ROBOT", "two": "ROBOT"}
    assert proposal.unpaid == ("large",)
    assert proposal.falls_short


def test_a_payer_stays_where_nothing_is_gained() -> None:
    """Two awards of equal worth."""
    awards = (award(id="FIRST", amount=Cents(100_000)), award(id="SECOND", amount=Cents(100_000)))
    proposal = proposed(small_plan(club(cost("kits", 300, "SECOND")), awards=awards))
    assert payers(proposal) == {"kits": "SECOND"}


@pytest.mark.parametrize(("dollars", "payer"), [(1, "STEM"), (2, "ROBOT")])
def test_a_change_must_be_worth_its_price(dollars: int, payer: str) -> None:
    """Which is $1 here: a dollar that closes sooner is worth a dollar and a little for the purpose, less the price."""
    weights = 'braiding:\n  - {choice: a-change, amount: "1.50", says: For more than this.}\n'
    proposal = proposed(small_plan(club(cost("kits", dollars, "STEM"))), small_rulebook(weights))
    assert payers(proposal) == {"kits": payer}


def test_a_cap_is_kept_by_moving_what_costs_least() -> None:
    """15 percent of $1,000 for technology; the STEM Fund can pay the smaller line and not the larger."""
    lines = club(cost("large", 160, "STEM"), cost("small", 150, "STEM"), facts={"area": "tech"})
    proposal = proposed(small_plan(lines, awards=three_awards(robot=0)))
    assert payers(proposal) == {"large": "HOME", "small": "STEM"}
    assert [limit.status for limit in proposal.before.limits if limit.rule == "SF-TECH"] == ["breached"]
    assert [limit.status for limit in proposal.after.limits if limit.rule == "SF-TECH"] == ["met"]


def test_an_open_membership_counts_toward_the_cap() -> None:
    """Nobody said whether the line is technology, so it must fit under the cap as well."""
    proposal = proposed(small_plan(club(cost("large", 160), facts={}), awards=three_awards(robot=0)))
    assert payers(proposal) == {"large": "HOME"}


FLOOR = """\
limits:
  - id: SF-FLOOR
    says: At least $200 of the award goes to the arts.
    counts: {where: {activity.area: arts}}
    at_least: "200.00"
    cite: law-1 (c)
    repair: Do more.
"""


def test_a_floor_goes_before_the_order_of_spending() -> None:
    """The arts line is paid by the STEM Fund, though the Robot Fund closes sooner."""
    lines = (club(cost("arts", 250), facts={"area": "arts"}), club(cost("tech", 100), facts={"area": "tech"}))
    proposal = proposed(small_plan(*lines), small_rulebook(more=FLOOR))
    assert payers(proposal) == {"arts": "STEM", "tech": "ROBOT"}
    assert not proposal.broken


def test_a_floor_that_nothing_meets_is_told_with_what_is_missing() -> None:
    proposal = proposed(small_plan(club(cost("arts", 150), facts={"area": "arts"})), small_rulebook(more=FLOOR))
    assert payers(proposal) == {"arts": "STEM"}
    assert [(one.row.rule, one.cents) for one in proposal.broken] == [("SF-FLOOR", 5_000)]
    assert proposal.falls_short


# --- awards of one fund ----------------------------------------------------------------------------------------------


def test_two_awards_of_a_fund_divide_a_line_to_the_cent() -> None:
    """The carryover is spent first, and the new award pays the rest."""
    proposal = proposed(small_plan(club(cost("kits", 300)), awards=two_years(12_345)))
    assert proposal.charges == {"kits": {"OLD": 12_345, "NEW": 17_655}}


@pytest.mark.parametrize(
    ("old", "paid"), [(2_000, {"NEW": 30_000}), (900, {"NEW": 30_000}), (2_200, {"OLD": 2_200, "NEW": 27_800})]
)
def test_a_second_payer_must_be_worth_its_price(old: int, paid: dict[str, int]) -> None:
    """Which is $20 here on top of that of a change, and no award pays less than $10."""
    proposal = proposed(small_plan(club(cost("kits", 300, "NEW")), awards=two_years(old)))
    assert proposal.charges["kits"] == paid


def test_what_is_kept_whole_is_not_divided() -> None:
    weights = "braiding:\n  - {choice: kept-whole, objects: [supplies], says: One payer.}\n"
    proposal = proposed(small_plan(club(cost("kits", 300)), awards=two_years(12_345)), small_rulebook(weights))
    assert proposal.charges == {"kits": {"NEW": 30_000}}


# --- shared lines ------------------------------------------------------------------------------------------------------


def _shared(first: int, second: int) -> tuple[Charge, ...]:
    return Charge(award="STEM", amount=Cents(first)), Charge(award="HOME", amount=Cents(second))


def test_funds_share_a_line_only_as_the_plan_shares_it() -> None:
    """Though the STEM Fund could pay the whole of it, and a share of local money could be saved."""
    kept = proposed(small_plan(club(replace(cost("kits", 300), charges=_shared(12_000, 18_000)))))
    assert kept.charges == {"kits": {"STEM": 12_000, "HOME": 18_000}}


def test_a_shared_line_is_paid_whole_where_its_shares_cannot_be() -> None:
    """A line that is paid goes before a share that is kept."""
    line = replace(cost("kits", 300), charges=_shared(12_000, 18_000))
    proposal = proposed(small_plan(club(line), awards=three_awards(home=10_000)))
    assert payers(proposal) == {"kits": "ROBOT"}


# --- the call ----------------------------------------------------------------------------------------------------------


def test_a_kept_line_stays_with_its_payer() -> None:
    lines = club(cost("kits", 300, "HOME"), cost("parts", 100, "HOME"))
    assert payers(proposed(small_plan(lines), keep=["kits"])) == {"kits": "HOME", "parts": "ROBOT"}
    assert payers(proposed(small_plan(lines), keep=["A-kits"])) == {"kits": "HOME", "parts": "HOME"}


def test_kept_lines_that_break_a_limit_are_told() -> None:
    """No assignment keeps the cap and the line; the line is not unpaid, and the cap is missed by $10."""
    lines = club(cost("kits", 160, "STEM"), facts={"area": "tech"})
    proposal = proposed(small_plan(lines), keep=["kits"])
    assert [(one.row.rule, one.cents) for one in proposal.broken] == [("SF-TECH", 1_000)]
    assert proposal.falls_short


def test_a_barred_payer_does_not_pay() -> None:
    assert payers(proposed(small_plan(club(cost("kits", 300))), without=["robot-fund:kits", "STEM:kits"])) == {"kits": "HOME"}


def test_an_award_gives_no_more_than_the_call_lets_it() -> None:
    lines = club(cost("kits", 300), cost("parts", 200))
    assert payers(proposed(small_plan(lines), at_most=["ROBOT=250.00"])) == {"kits": "STEM", "parts": "ROBOT"}


ASKED = """\
requirements:
  - id: SF-SAFE
    says: It is safe.
    must: {activity.safe: yes}
    cite: law-1 (s)
"""


def test_a_charge_that_waits_for_an_answer_is_proposed_to_the_optimistic_only() -> None:
    subject = small_plan(club(cost("kits", 300)), awards=three_awards(robot=0, home=0))
    assert proposed(subject, small_rulebook(more=ASKED)).unpaid == ("kits",)
    hopeful = proposed(subject, small_rulebook(more=ASKED), optimistic=True)
    assert payers(hopeful) == {"kits": "STEM"}
    assert hopeful.after.verdict.value == "needs-information"


def test_the_optimistic_ask_only_where_nobody_else_can_pay_or_where_the_plan_asks_already() -> None:
    """Local money pays a new line, though it never closes; a present payer stays in spite of its question."""
    awards = (award(id="ASKED", fund="stem-fund", amount=Cents(100_000)), *three_awards(stem=0, robot=0))
    fresh, paid = small_plan(club(cost("kits", 300)), awards=awards), small_plan(club(cost("kits", 300, "ASKED")), awards=awards)
    assert payers(proposed(fresh, small_rulebook(more=ASKED), optimistic=True)) == {"kits": "HOME"}
    assert payers(proposed(paid, small_rulebook(more=ASKED), optimistic=True)) == {"kits": "ASKED"}


# --- lines that belong together ----------------------------------------------------------------------------------------

TIES = """\
braiding:
  - {choice: stays-with-fund, kinds: [food], says: It stays.}
  - {choice: follows-pay, objects: [supplies], follows: [personnel], says: It follows.}
"""


def test_what_runs_an_award_stays_with_its_fund_or_goes_to_local_money() -> None:
    lines = club(cost("meals", 300, "STEM"), kind="food")
    assert payers(proposed(small_plan(lines), small_rulebook(TIES))) == {"meals": "STEM"}
    assert payers(proposed(small_plan(lines, awards=three_awards(stem=0)), small_rulebook(TIES))) == {"meals": "HOME"}


def test_benefits_follow_the_pay() -> None:
    """Pay of $800 fits into the STEM Fund only; its benefits of $100 would fit into the Robot Fund, which closes sooner."""
    pay = cost("pay", 800, "STEM", item="teachers", starts=date(2026, 9, 1), ends=date(2026, 12, 1))
    awards = three_awards(robot=50_000)
    together = proposed(small_plan(club(pay, cost("benefits", 100, "STEM")), awards=awards), small_rulebook(TIES))
    assert payers(together) == {"pay": "STEM", "benefits": "STEM"}
    apart = proposed(small_plan(club(pay, cost("benefits", 100, "ROBOT")), awards=awards), small_rulebook(TIES))
    assert payers(apart) == {"pay": "STEM", "benefits": "ROBOT"}


def test_the_same_plan_gets_the_same_proposal() -> None:
    subject = small_plan(
        club(*(cost(f"L{number}", 90 + number) for number in range(8))), awards=three_awards(robot=30_000, stem=40_000)
    )
    (_, first), (_, second) = braided(subject), braided(subject)
    assert first.charges == second.charges
    assert first.reached == second.reached


def test_a_search_tells_what_it_is_at() -> None:
    """First the goals in their order, as often as it takes; then, for the reasons, the comparison with other ways."""
    told: list[str] = []
    subject = small_plan(club(cost("L1", 100)), awards=three_awards())
    braider = Braider(subject, Judge(small_rulebook()), AS_OF, Request(), told.append)
    proposal = braider.propose()
    assert list(dict.fromkeys(told)) == [
        "looking at every line with every award",
        *(IN_WORDS[goal.name] for goal in braider.goals),
    ]
    told.clear()
    Reasons(braider, proposal).runner_up()
    assert set(told) == {"comparing with other ways"}
