"""From a text to the answers of the funds, and the facts that would decide."""

from __future__ import annotations

from stemfunds.asking.narrowing import Narrowing, open_facts
from stemfunds.asking.session import Session
from stemfunds.asking.trial import Asked
from stemfunds.judging.verdicts import Verdict

QUESTION = "3D printers for the middle school makerspace"


def test_every_fund_answers_once(session: Session) -> None:
    """Those that could pay first, the closed ones last."""
    reply = session.reply(QUESTION)
    assert sorted(answer.fund for answer in reply.answers) == sorted(session.trial.funds())
    standings = [standing for standing in ("pays", "special", "cannot", "closed") for _ in reply.of_standing(standing)]
    assert len(standings) == len(reply.answers)
    assert [answer.fund for standing in ("pays", "special", "cannot", "closed") for answer in reply.of_standing(standing)] == [
        answer.fund for answer in reply.answers
    ]
    assert "title-iv-a" in [answer.fund for answer in reply.of_standing("pays")]
    assert "arp-esser" in [answer.fund for answer in reply.of_standing("closed")]


def test_the_fund_of_the_text_is_asked_alone(session: Session) -> None:
    """Unless others are named beside the text."""
    text = "Can Title IV pay for VEX registration?"
    assert [answer.fund for answer in session.reply(text).answers] == ["title-iv-a"]
    assert [answer.fund for answer in session.reply(text, funds=["title-i-a"]).answers] == ["title-i-a"]


def test_nothing_is_answered_that_was_not_understood(session: Session) -> None:
    """No answers, no questions."""
    reply = session.reply("the meaning of life")
    assert (reply.answers, reply.open, reply.understood.is_confident) == ((), (), False)
    assert reply.best is Verdict.NOT_ALLOWABLE


def test_facts_of_the_text_are_known_and_those_given_win(session: Session) -> None:
    """Grades, for one."""
    assert session.reply(QUESTION).asked.facts["activity.grade_lowest"] == 6
    assert session.reply(QUESTION, facts={"activity.grade_lowest": 5}).asked.facts["activity.grade_lowest"] == 5


def test_the_school_status_is_asked_first(session: Session) -> None:
    """Where a verdict waits for it and it decides; then the fact whose answers divide most funds."""
    reply = session.reply(QUESTION)
    assert reply.open[0].needed.fact == "school.title_i_status"
    tried = [fact.divides for fact in reply.open[1:] if fact.divides]
    assert tried == sorted(tried, reverse=True)
    assert tried


def test_deciding_facts_decide(session: Session) -> None:
    """The first fact of one fund, answered badly, turns it away; answered well, it is no longer open."""
    reply = session.reply("VEX registration fees", funds=["title-iv-a"])
    first = next(fact for fact in reply.open if fact.needed.fact == "activity.in_application")
    assert first.divides == 1
    assert session.knowing(reply, {"activity.in_application": "no"}).answers[0].verdict is Verdict.NOT_ALLOWABLE
    better = session.knowing(reply, {"activity.in_application": "approved"})
    assert "activity.in_application" not in [fact.needed.fact for fact in better.open]


def test_answers_end_the_questions(session: Session) -> None:
    """With the ordinary answers to all open facts, the outlook becomes the verdict."""
    reply = session.reply("VEX registration fees", funds=["title-iv-a"])
    assert reply.outlooks["title-iv-a"].verdict is Verdict.WITH_CONDITIONS
    ordinary = session.narrowing.ordinary
    answers = {fact.needed.fact: ordinary[fact.needed.fact] for fact in reply.open if fact.needed.fact in ordinary}
    after = session.knowing(reply, answers)
    rest = {fact.needed.fact for fact in after.open}
    assert rest <= {fact.id for fact in session.rulebook.facts.values() if fact.tests_assume is None}
    assert len(rest) < len(reply.open) / 2


def test_a_short_patience_tries_fewer_facts(session: Session) -> None:
    """What was not tried stands last and says so."""
    asked = Asked(QUESTION, "makerspace", "small-equipment")
    answers = session.trial.answers(asked, session.trial.funds())
    facts = Narrowing(session.trial, 20).by_power(asked, answers)
    assert {fact.needed.fact for fact in facts} == {fact.needed.fact for fact in open_facts(answers, session.rulebook)}
    untried = [fact.divides is None for fact in facts]
    assert untried == sorted(untried)
    assert any(untried)
