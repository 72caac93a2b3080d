"""The questions back, on a terminal: the most deciding fact first, and after each answer where the funds stand now."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator

from stemfunds.asking.given import fact_names, typed_again
from stemfunds.asking.narrowing import OpenFact
from stemfunds.asking.prompts import DONE, Said, answer_value, fact_prompt
from stemfunds.asking.report import power_words, standing_words
from stemfunds.asking.session import Reply, Session, standing_of
from stemfunds.judging.case import FactValue
from stemfunds.judging.verdicts import Verdict
from stemfunds.reporting.styled import Line, wrapped
from stemfunds.reporting.words import STYLES, counted, verdict_words
from stemfunds.rulebook.model import Fact

_RULES_SHOWN = 3
_ENOUGH = "That is enough, show the answer"


class Interview:
    """One interview about one question. `reply` holds what is known so far, also when it was broken off."""

    def __init__(self, session: Session, reply: Reply, show: Callable[[Iterable[Line]], None], width: int) -> None:
        self.session = session
        self.reply = reply
        self.show = show
        self.width = width
        self.given: dict[str, FactValue] = {}
        self._passed: set[str] = set()
        self._names = fact_names(session.rulebook)

    def run(self) -> bool:
        """Ask until nothing is open, or the person has said enough; whether it was broken off with Ctrl-C."""
        self.show(self._beginning())
        try:
            while (fact := self._next()) is not None:
                said = self.ask(fact)
                if said is Said.ENOUGH:
                    break
                if isinstance(said, Said):
                    self._passed.add(fact.needed.fact)
                else:
                    self._learn(fact.needed.fact, said)
        except KeyboardInterrupt:
            self.show([[], [("Stopped. These are the answers so far.", "title")], []])
            return True
        self.show([[]])
        return False

    def how_to_repeat(self) -> Iterator[Line]:
        """The call that gives the same answer again."""
        if not self.given:
            return
        facts = [f"--fact {shlex.quote(f'{name}={typed_again(self._fact(name), value)}')}" for name, value in self.given.items()]
        yield []
        yield from wrapped("To get this answer again, add:", self.width, 0, "quiet")
        for one in facts:
            yield [(f"  {one}", "quiet")]

    def _next(self) -> OpenFact | None:
        """The most deciding open fact that was not passed over; before those that decide nothing more, the person is asked."""
        for fact in self.reply.open:
            if fact.needed.fact in self._passed or fact.needed.fact not in self._names:
                continue
            if not fact.divides and not self._goes_on():
                return None
            return fact
        return None

    def _goes_on(self) -> bool:
        """Whether the person wants the questions, too, that turn no fund away in a district in good order."""
        import questionary

        if Said.ENOUGH.value in self._passed:
            return True
        self._passed.add(Said.ENOUGH.value)
        left = sum(fact.needed.fact not in self._passed for fact in self.reply.open)
        text = f"{counted(left, 'fact is', 'facts are')} left that rarely turn a fund away. Go on?"
        return bool(questionary.confirm(text, default=False, qmark="?").unsafe_ask())

    def ask(self, fact: OpenFact) -> FactValue | Said:
        """Ask one fact until it is answered or passed over."""
        while True:
            said = fact_prompt(self._fact(fact.needed.fact), fact.needed.question, _ENOUGH, self.width).unsafe_ask()
            if said is Said.WHY or said == "?":
                self.show(self._why(fact))
                continue
            if said is None or said in ("", []):
                return Said.SKIP
            if said is Said.SKIP or said is Said.ENOUGH:
                return said
            if said == DONE:
                return Said.ENOUGH
            return answer_value(self._fact(fact.needed.fact), said)

    def _learn(self, name: str, value: FactValue) -> None:
        before = self.reply
        self.given[name] = value
        self.reply = self.session.knowing(before, {name: value})
        self.show(self._changes(before))

    def _fact(self, name: str) -> Fact:
        return self.session.rulebook.facts[name]

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _beginning(self) -> Iterator[Line]:
        kind, item = self.session.rulebook.kinds[self.reply.asked.kind], self.session.rulebook.items[self.reply.asked.item]
        yield from wrapped(f"I read this as {kind.name}, buying: {item.name}.", self.width, 0, "title")
        yield from wrapped(standing_words(self.reply), self.width, 0)
        how = "Arrow keys choose, Enter answers or skips, ? tells why it is asked, Ctrl-C stops and shows the answer so far."
        yield from wrapped(how, self.width, 0, "quiet")
        yield []

    def _changes(self, before: Reply) -> Iterator[Line]:
        """The funds that stand elsewhere than before, and how many stand where."""
        was = {answer.fund: answer for answer in before.answers}
        for answer in self.reply.answers:
            old, new = (
                standing_of(was[answer.fund], before.outlooks[answer.fund]),
                standing_of(answer, self.reply.outlooks[answer.fund]),
            )
            if old == new and was[answer.fund].verdict is answer.verdict:
                continue
            now = verdict_words(answer.verdict) if answer.verdict is not Verdict.NEEDS_INFORMATION else _LEANS[new]
            style = STYLES[answer.verdict] if answer.verdict is not Verdict.NEEDS_INFORMATION else ""
            deciding = [finding for finding in answer.findings if finding.verdict is answer.verdict]
            by = f" ({deciding[0].rule})" if answer.verdict is Verdict.NOT_ALLOWABLE and deciding else ""
            yield [(f"  {self.session.rulebook.funds[answer.fund].short}: ", ""), (now, style), (by, "quiet")]
        yield from wrapped(standing_words(self.reply), self.width, 2, first=[("  ", "")])

    def _why(self, fact: OpenFact) -> Iterator[Line]:
        """Why a fact is asked: its reason, how far it decides, and the rules that read it."""
        if fact.needed.why:
            yield from wrapped(fact.needed.why, self.width, 2, first=[("  ", "")])
        yield from wrapped(power_words(fact), self.width, 2, first=[("  ", "")])
        for name in fact.rules[:_RULES_SHOWN]:
            rule = self.session.rulebook.rules.get(name)
            if rule is not None:
                cited = "; ".join(one.short for one in self.session.trial.cited(rule.cite))
                yield from wrapped(f"{rule.says} [{cited}]", self.width, 6, first=[("  ", ""), (name, "rule"), ("  ", "")])
        if len(fact.rules) > _RULES_SHOWN:
            yield [(f"  and {counted(len(fact.rules) - _RULES_SHOWN, 'more rule')}", "quiet")]


_LEANS = {"pays": "could pay", "special": "could pay only in special cases", "cannot": "cannot pay", "closed": "not open"}
