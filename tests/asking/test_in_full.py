"""One fund in full."""

from __future__ import annotations

from stemfunds.asking.in_full import InFull, duties, worst
from stemfunds.asking.session import Session
from stemfunds.judging.verdicts import Verdict
from stemfunds.reporting.styled import plain


def test_a_granted_cost_names_its_authority(session: Session) -> None:
    """With its sentence and citation, below the verdict."""
    reply = session.reply("VEX registration fees", funds=["title-iv-a"])
    told = [plain(line) for line in InFull(reply, session.rulebook, 100).verdict(reply.answers[0])]
    assert told[0] == "? needs information  Title IV-A, Student Support and Academic Enrichment Program"
    assert "by T4A-COMPETITION" in " ".join(told)


def test_a_refusal_names_the_rule_that_makes_it(session: Session) -> None:
    """With the repair."""
    reply = session.reply("beer for the staff party", funds=["title-i-a"])
    answer = reply.answers[0]
    assert answer.verdict is Verdict.NOT_ALLOWABLE
    assert worst(answer).rule == "UG-ALCOHOL"
    told = " ".join(plain(line) for line in InFull(reply, session.rulebook, 100).verdict(answer))
    assert "UG-ALCOHOL  Prohibited." in told
    assert "→" in told


def test_many_duties_are_counted(session: Session) -> None:
    """Four in words, the others as a number."""
    reply = session.reply("3D printers for the middle school makerspace")
    for outlook in reply.outlooks.values():
        conditions = sum(finding.verdict is Verdict.WITH_CONDITIONS for finding in outlook.findings)
        told = duties(outlook)
        assert len(told) == min(conditions, 5)
        assert (conditions > 4) == (bool(told) and told[-1] == f"and {conditions - 4} more conditions")


def test_an_outlook_that_rests_on_the_usual_answers_says_so(session: Session) -> None:
    """Students of all groups are the usual answer, and no reason to tell a homeless liaison no."""
    reply = session.reply("tutors", kind="tutoring", item="extra-duty-stipend", funds=["mckinney-vento"])
    told = " ".join(plain(line) for line in InFull(reply, session.rulebook, 100).verdict(reply.answers[0]))
    told = " ".join(told.split())
    assert "needs information" in told
    assert "With the usual answers it would be not allowable, and others can change that: The activity serves more than" in told


def test_the_outlook_of_what_is_hardly_ever_allowable(session: Session) -> None:
    """An exception of the law is not what a person who asks of a fine should hope for."""
    reply = session.reply("parking fine", funds=["title-i-a"])
    told = " ".join(" ".join(plain(line) for line in InFull(reply, session.rulebook, 100).verdict(reply.answers[0])).split())
    assert "it would be not allowable, and others can change that: The fine does not come from following the award" in told
