"""Which fact decides most: found by trying its answers against every fund that waits for it.

Each trial starts from a district in good order, in which every other open fact has its ordinary answer. A fact whose answers
move many funds between can pay and cannot pay is asked early; one that moves none is asked last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from stemfunds.asking.trial import Answer, Asked, Trial
from stemfunds.judging.case import FactValue
from stemfunds.judging.ordinary import usual_facts
from stemfunds.judging.result import FactNeeded
from stemfunds.judging.verdicts import Verdict
from stemfunds.rulebook.model import Fact, Rulebook

_MOST_CHOICES = 8


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact that verdicts wait for: the funds that wait, the rules that ask, and how many funds its answers divide.

    `divides` is None where the fact was not tried.
    """

    needed: FactNeeded
    funds: tuple[str, ...]
    rules: tuple[str, ...]
    divides: int | None = None


def open_facts(answers: Sequence[Answer], rulebook: Rulebook) -> list[OpenFact]:
    """The facts that the answers wait for: first what the funds' own rules ask, then what most funds wait for."""
    needed: dict[str, FactNeeded] = {}
    funds: dict[str, list[str]] = {}
    rules: dict[str, dict[str, None]] = {}
    for answer in answers:
        for one in answer.facts_needed:
            needed.setdefault(one.fact, one)
            funds.setdefault(one.fact, []).append(answer.fund)
        for finding in answer.findings if answer.verdict is Verdict.NEEDS_INFORMATION else ():
            for one in finding.facts_needed:
                rules.setdefault(one.fact, {})[finding.rule] = None
    own = {name: sum(_is_own(rule, rulebook) for rule in asking) for name, asking in rules.items()}
    found = [OpenFact(one, tuple(funds[name]), tuple(rules[name])) for name, one in needed.items()]
    return sorted(found, key=lambda fact: (-own[fact.needed.fact], -len(fact.funds)))


def _is_own(rule: str, rulebook: Rulebook) -> bool:
    """Whether a rule is a fund's own, and not one of a framework that all funds follow."""
    known = rulebook.rules.get(rule)
    return known is not None and known.owner in rulebook.funds


class Narrowing:
    """Orders open facts by their power to decide, and gives the outlook of each fund.

    `trials` is how many trials one question may cost before a person waits too long; facts beyond them are not tried.
    """

    def __init__(self, trial: Trial, trials: int) -> None:
        self.trial = trial
        self.trials = trials
        self.ordinary = usual_facts(trial.rulebook)

    def outlook(self, asked: Asked, answer: Answer) -> Answer:
        """What a fund would say in a district in good order; a decided answer is its own outlook."""
        if answer.verdict is not Verdict.NEEDS_INFORMATION:
            return answer
        return self.trial.answer(self._in_good_order(asked), answer.fund)

    def by_power(self, asked: Asked, answers: Sequence[Answer], passed: frozenset[str] = frozenset()) -> list[OpenFact]:
        """The open facts, the most deciding one first; those in `passed` were asked and stay open."""
        facts = [fact for fact in open_facts(answers, self.trial.rulebook) if fact.needed.fact not in passed]
        first = self.trial.rulebook.wording.ask_first
        facts.sort(key=lambda fact: fact.needed.fact not in first)
        tried, left = [], self.trials
        for fact in facts:
            left -= len(fact.funds) * len(self._answers(fact.needed.fact))
            if left >= 0:
                tried.append(OpenFact(fact.needed, fact.funds, fact.rules, self._divides(asked, fact)))
        weighed = sorted(tried, key=lambda fact: self._rank(fact, first))
        return weighed + [fact for fact in facts if fact.needed.fact not in {one.needed.fact for one in tried}]

    @staticmethod
    def _rank(fact: OpenFact, first: tuple[str, ...]) -> tuple[bool, int, int, int]:
        place = first.index(fact.needed.fact) if fact.needed.fact in first else len(first)
        return not fact.divides, place, -(fact.divides or 0), -len(fact.funds)

    def _divides(self, asked: Asked, fact: OpenFact) -> int:
        """How many funds can pay under one answer and cannot under another."""
        name, base = fact.needed.fact, self._in_good_order(asked)
        tried = [base.knowing({name: value}) for value in self._answers(name)]
        return sum(self._is_divided(tried, fund) for fund in fact.funds)

    def _is_divided(self, tried: Sequence[Asked], fund: str) -> bool:
        pays = None
        for asked in tried:
            verdict = self.trial.answer(asked, fund).verdict
            if pays is not None and pays != (verdict is not Verdict.NOT_ALLOWABLE):
                return True
            pays = verdict is not Verdict.NOT_ALLOWABLE
        return False

    def _answers(self, name: str) -> tuple[FactValue, ...]:
        return possible_answers(self.trial.rulebook.facts[name], self.trial.as_of)

    def _in_good_order(self, asked: Asked) -> Asked:
        starts, ends = self.trial.obligated(asked)  # the days of the cost are taken for those of its activity
        days = {"activity.starts": starts, "activity.ends": ends}
        return Asked(asked.text, asked.kind, asked.item, {**days, **self.ordinary, **asked.facts})


def possible_answers(fact: Fact, as_of: date) -> tuple[FactValue, ...]:
    """Answers to try: every choice, yes and no, or a small and a large figure. A text is not tried."""
    if fact.type == "yes-no":
        return True, False
    if fact.type == "choice":
        return tuple(fact.choices)[:_MOST_CHOICES]
    if fact.type == "choices":
        return tuple(frozenset((choice,)) for choice in tuple(fact.choices)[:_MOST_CHOICES])
    if fact.type == "money":
        return 0, 100_000_000_00
    if fact.type in ("number", "percent"):
        return Decimal(0), Decimal(100 if fact.type == "percent" else 100_000)
    if fact.type == "date":
        return as_of - timedelta(days=3650), as_of
    return ()
