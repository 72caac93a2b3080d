"""A question from its text to the answers of the funds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from stemfunds.asking.mentions import Mentions, mentions
from stemfunds.asking.narrowing import Narrowing, OpenFact
from stemfunds.asking.trial import Answer, Asked, Trial
from stemfunds.asking.understanding import Listener, Understood
from stemfunds.judging.case import FactValue
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.rulebook.model import Reference, Rulebook


@dataclass(frozen=True, slots=True)
class Reply:
    """A question with what was understood and what each fund says, best outlook first.

    `outlooks` hold what the funds would say in a district in good order, by fund. `open` are the facts that the verdicts wait
    for, the most deciding one first. A question that was not understood has no answers.
    """

    question: str
    understood: Understood
    mentions: Mentions
    asked: Asked
    as_of: date
    obligated: tuple[date, date] | None = None
    answers: tuple[Answer, ...] = ()
    outlooks: Mapping[str, Answer] = field(default_factory=dict)
    open: tuple[OpenFact, ...] = ()
    worth_a_look: tuple[Reference, ...] = ()

    @property
    def best(self) -> Verdict:
        """The best verdict of all asked funds."""
        return min((answer.verdict for answer in self.answers), key=lambda verdict: verdict.rank, default=Verdict.NOT_ALLOWABLE)

    def of_standing(self, standing: str) -> tuple[Answer, ...]:
        """The answers that stand as `pays`, `special`, `cannot` or `closed`."""
        return tuple(answer for answer in self.answers if standing_of(answer, self.outlooks[answer.fund]) == standing)


def standing_of(answer: Answer, outlook: Answer) -> str:
    """`pays` if it can pay in a district in good order, `special` if only otherwise, `cannot`, or `closed` on these dates."""
    if answer.verdict is Verdict.NOT_ALLOWABLE:
        return "closed" if answer.reason is Reason.OUTSIDE_WINDOW else "cannot"
    return "special" if outlook.verdict is Verdict.NOT_ALLOWABLE else "pays"


_RUNGS_OF_A_FUND = ("purpose", "program")
_TRIALS, _TRIALS_OF_A_PERSON = 150, 600
_STANDINGS = ("pays", "special", "cannot", "closed")


class Session:
    """Answers questions under one rulebook as of a date."""

    def __init__(self, rulebook: Rulebook, as_of: date, *, patient: bool = False) -> None:
        """`patient` is a person who answers questions, and can wait half a second for the best one."""
        self.rulebook = rulebook
        self.as_of = as_of
        self.listener = Listener(rulebook)
        self.trial = Trial(rulebook, as_of)
        self.narrowing = Narrowing(self.trial, _TRIALS_OF_A_PERSON if patient else _TRIALS)

    def reply(
        self,
        text: str,
        *,
        kind: str = "",
        item: str = "",
        funds: Sequence[str] = (),
        facts: Mapping[str, FactValue] | None = None,
    ) -> Reply:
        """What the funds say to a question: those that are named here, or else in the text, or else all. `kind` and `item` are
        the person's own reading; `facts` are known by their full names.
        """
        named = mentions(text, self.rulebook)
        understood = self.listener.understand(text, kind=kind, item=item, aside=named.words)
        asked = Asked(text, understood.kind, understood.item, {**(named.facts or {}), **(facts or {})})
        reply = Reply(text, understood, named, asked, self.as_of)
        if not understood.is_confident:
            return reply
        return self.answered(reply, tuple(dict.fromkeys(funds or named.funds or self.trial.funds())))

    def answered(self, reply: Reply, funds: Sequence[str]) -> Reply:
        """The same question put to the funds again, with the facts that it holds now.

        Of funds that stand alike, those come first of which the Department's letter has an example for the kind.
        """
        answers = self.trial.answers(reply.asked, funds)
        outlooks = {answer.fund: self.narrowing.outlook(reply.asked, answer) for answer in answers}
        facts = self.narrowing.by_power(reply.asked, answers)
        named = {example.fund for example in self.rulebook.letter.values() if reply.asked.kind in example.kinds}
        best_first = sorted(
            answers,
            key=lambda answer: (
                _STANDINGS.index(standing_of(answer, outlooks[answer.fund])),
                answer.verdict.rank,
                answer.fund not in named,
                _distance(answer),
            ),
        )
        return replace(
            reply,
            obligated=self.trial.obligated(reply.asked),
            answers=tuple(best_first),
            outlooks=outlooks,
            open=tuple(facts),
            worth_a_look=tuple(one for one in self.rulebook.references.values() if reply.asked.kind in one.kinds),
        )

    def knowing(self, reply: Reply, more: Mapping[str, FactValue]) -> Reply:
        """The reply with more facts."""
        return self.answered(replace(reply, asked=reply.asked.knowing(more)), [answer.fund for answer in reply.answers])


def _distance(answer: Answer) -> tuple[int, int]:
    """How far a fund is from paying: the open facts of its purpose and its program, an open authority counted as two more."""
    asking = [finding for finding in answer.findings if finding.verdict is Verdict.NEEDS_INFORMATION]
    own = {one.fact for finding in asking if finding.step in _RUNGS_OF_A_FUND for one in finding.facts_needed}
    return len(own) + 2 * (answer.authority is None), len(answer.facts_needed)
