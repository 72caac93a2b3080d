"""The facts that would decide a draft, asked one by one; after each answer the draft is judged again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stemfunds.asking.prompts import DONE, Said, answer_value, fact_prompt
from stemfunds.judging.case import FactValue
from stemfunds.judging.judge import Judge
from stemfunds.judging.result import PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.comments import Path
from stemfunds.plan.vocabulary import PLACES_OF_A_SCOPE
from stemfunds.reporting.styled import Line, wrapped
from stemfunds.reporting.words import counted, lines_by_verdict
from stemfunds.starting.asker import Asker, Back
from stemfunds.starting.deciding import OpenFact, answered, open_facts, part_at, refused
from stemfunds.starting.draft import Draft
from stemfunds.starting.questions import QUESTIONS as ASK

_ENOUGH = "That is enough, write the plan"
_NOTHING_OPEN = "No open fact would change a verdict."
_NO_LINE = "There is no line to judge yet; lines can be added in the file."
_RULES_SHOWN = 3


class FactsAsked:
    """Asks the open facts of a draft that has an activity."""

    def __init__(self, asker: Asker, draft: Draft, judge: Judge, as_of: date) -> None:
        self.asker, self.draft, self.judge, self.as_of = asker, draft, judge, as_of
        self._passed: set[tuple[str, Path]] = set()

    def ask(self) -> None:
        """Ask until nothing is open, or the person has said enough."""
        result = self._result()
        found = self._open(result)
        if not found:
            lines = any(activity.lines for activity in result.activities)
            self.asker.say(_NOTHING_OPEN if lines else _NO_LINE, indent=2)
            return
        self.asker.say(f"As it stands: {lines_by_verdict(result)}.", indent=2)
        if not self.asker.agrees(ASK["facts"]):
            return
        goes_on = False
        while found:
            if not found[0].divides and not goes_on:
                goes_on = self.asker.agrees(ASK["more_facts"])
                if not goes_on:
                    return
            said = self._ask(found[0])
            if said is Said.ENOUGH:
                return
            if isinstance(said, Said):
                self._passed |= {(found[0].fact.id, place) for place in found[0].places}
                found = self._open(result)
                continue
            try:
                before, result = result, self._learn(found[0], said)
            except Back:
                continue
            found = self._open(result)
            self.asker.show(self._changes(before, result, len(found)))

    def _open(self, result: PlanResult) -> list[OpenFact]:
        return open_facts(result, self.judge, self.as_of, frozenset(self._passed))

    def _result(self) -> PlanResult:
        return self.judge.judge(self.draft.plan(), self.as_of)

    def _ask(self, one: OpenFact) -> FactValue | Said:
        question = self._question(one)
        said = self.asker.answered(
            question,
            lambda: fact_prompt(one.fact, question, _ENOUGH, self.asker.width),
            lambda: self.asker.show(self._why(one)),
        )
        if isinstance(said, Said):
            return said
        if said in (None, "", []):
            return Said.SKIP
        return Said.ENOUGH if said == DONE else answer_value(one.fact, said)

    def _question(self, one: OpenFact) -> str:
        """The question, behind the name of what it is about."""
        name = self._name(one.places[0])
        return f"{name}: {one.fact.question}" if name else one.fact.question

    def _name(self, place: Path) -> str:
        part = part_at(self.draft.plan(), place)
        if place[:1] == ("awards",):
            return self.judge.rulebook.funds[part.fund].of_year(part.federal_fiscal_year)
        if place[-2:-1] == ("lines",):
            return str(part.description)
        return str(part.title if place[:1] == ("activities",) else part.name if place[:1] == ("schools",) else "")

    def _learn(self, one: OpenFact, value: FactValue) -> PlanResult:
        """Put the answer into the draft, at one place or at all that ask; the draft judged again."""
        places = self._where(one) if len(one.places) > 1 else one.places
        self.draft.take(answered(self.draft.plan(), one, value, places))
        self._passed |= {(one.fact.id, place) for place in (one.places if places == ((),) else places)}
        return self._result()

    def _where(self, one: OpenFact) -> tuple[Path, ...]:
        """Where an answer holds that several places of the plan ask for."""
        everywhere: tuple[Path, ...] = one.places
        if not one.fact.built_in and "plan" in PLACES_OF_A_SCOPE[one.fact.scope]:
            everywhere = ((),)
        options = (
            (f"In all {len(one.places)} places that ask for it", everywhere),
            (f"Only for {self._name(one.places[0])}", one.places[:1]),
        )
        return self.asker.choose(ASK["same"], options, skip="") or one.places[:1]

    def _why(self, one: OpenFact) -> Iterator[Line]:
        """Why a fact is asked: its reason, what waits for it, and the rules that read it."""
        if one.needed.why:
            yield from wrapped(one.needed.why, self.asker.width, 2, first=[("  ", "")])
        waits = f"{counted(one.waiting, 'line waits', 'lines wait')} for it"
        decides = f"; an answer can turn {counted(one.divides, 'charge')} away" if one.divides else ""
        yield from wrapped(f"{waits}{decides}.", self.asker.width, 2, first=[("  ", "")])
        for name in one.rules[:_RULES_SHOWN]:
            rule = self.judge.rulebook.rules.get(name)
            if rule is not None:
                yield from wrapped(rule.says, self.asker.width, 6, first=[("  ", ""), (name, "rule"), ("  ", "")])

    def _changes(self, before: PlanResult, after: PlanResult, left: int) -> Iterator[Line]:
        """The charges that are refused now, each with its reason, and how the lines stand."""
        fresh = refused(after) - refused(before)
        for finding in after.every_finding:
            key = (finding.activity or "", finding.line or "", finding.award or "")
            if key in fresh and finding.verdict is Verdict.NOT_ALLOWABLE:
                fresh = fresh - {key}
                told = f"{finding.line}: ✗ not allowable. {finding.message}"
                yield from wrapped(told, self.asker.width, 4, "bad", [("  ", "")])
        waiting = f"; {counted(left, 'question is', 'questions are')} open"
        yield from wrapped(f"{lines_by_verdict(after)}{waiting}.", self.asker.width, 2, "quiet", [("  ", "")])
