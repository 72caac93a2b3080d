"""A reply for a terminal: how the question was understood, what each fund says, and which facts would decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stemfunds.asking.in_full import InFull, duties, worst
from stemfunds.asking.narrowing import OpenFact
from stemfunds.asking.session import Reply
from stemfunds.asking.side import Guess
from stemfunds.asking.trial import Answer
from stemfunds.judging.findings import in_words
from stemfunds.judging.result import Finding
from stemfunds.judging.verdicts import Verdict
from stemfunds.reporting.styled import Line, wrapped
from stemfunds.reporting.words import STYLES, citation_words, counted, verdict_words
from stemfunds.rulebook.model import Rulebook

_DETAILED = 2
"""Up to so many funds are told in full."""
_FUNDS_SHOWN = 6
_FACTS_SHOWN = 6
_WORTH_SHOWING = 0.35
"""Another reading is shown if it has this share of the best one's score."""

_TITLES = {
    "pays": "Could pay, if the open facts are as in a district in good order",
    "special": "Could pay only in special cases",
    "cannot": "Cannot pay",
}


def reply_lines(reply: Reply, rulebook: Rulebook, width: int) -> Iterator[Line]:
    """The whole reply, funded answers first. Of few funds the verdicts come first, then the facts that decide, and at last all
    that the rules say, in the order of the ladder.
    """
    report = _Report(reply, rulebook, width)
    yield from report.understood()
    yield []
    if len(reply.answers) > _DETAILED:
        yield from report.summary()
        yield from report.by_standing()
        yield from report.facts()
        return
    in_full = InFull(reply, rulebook, width)
    for answer in reply.answers:
        yield from in_full.verdict(answer)
        yield []
    if reply.open:
        yield from report.facts()
        yield []
    for answer in reply.answers:
        yield from in_full.rungs(answer)


def not_understood_lines(reply: Reply, rulebook: Rulebook, width: int) -> Iterator[Line]:
    """That a question was not understood, with the nearest kinds and items."""
    text = "I did not understand this well enough to answer. Say what is bought, and for which activity, in a few words."
    yield from wrapped(text, width, 0)
    for what, guesses, known in (
        ("kinds", reply.understood.kinds, rulebook.kinds),
        ("items", reply.understood.items, rulebook.items),
    ):
        if guesses:
            named = "; ".join(f"{guess.id} ({known[guess.id].name})" for guess in guesses[:4])
            yield from wrapped(f"Nearest {what}: {named}.", width, 2, first=[("  ", "")])
    yield from wrapped(
        "Or name both: --kind KIND --item ITEM. stemfunds kinds and stemfunds items list them.", width, 2, first=[("  ", "")]
    )


@dataclass(frozen=True, slots=True)
class _Report:
    reply: Reply
    rulebook: Rulebook
    width: int

    def understood(self) -> Iterator[Line]:
        """How the text was read, what else it could be, and what is taken as said."""
        reply, rulebook = self.reply, self.rulebook
        yield from wrapped(reply.question, self.width, 0, "title")
        yield []
        kind, item = rulebook.kinds[reply.asked.kind], rulebook.items[reply.asked.item]
        sure = f"sure to {round(reply.understood.confidence * 100)} of 100"
        text = f"I read this as {kind.name} (kind {kind.id}) that buys: {item.name} (item {item.id}); {sure}."
        yield from wrapped(text, self.width, 2)
        if reply.understood.words:
            yield from wrapped(
                f"Understood from the words: {', '.join(reply.understood.words)}.", self.width, 2, "quiet", first=[("  ", "")]
            )
        others = [
            *self._others("kind", reply.understood.kinds, rulebook.kinds),
            *self._others("item", reply.understood.items, rulebook.items),
        ]
        if others:
            yield from wrapped(f"It could also be: {'; '.join(others)}.", self.width, 2, "quiet", first=[("  ", "")])
        for told in self._taken_as_said():
            yield from wrapped(told, self.width, 2, "quiet", first=[("  ", "")])

    @staticmethod
    def _others(what: str, guesses: Sequence[Guess], known: object) -> list[str]:
        best = guesses[0].confidence if guesses else 0.0
        return [f"--{what} {guess.id}" for guess in guesses[1:3] if guess.confidence >= best * _WORTH_SHOWING]

    def _taken_as_said(self) -> Iterator[str]:
        reply = self.reply
        for side, guesses in (("activity", reply.understood.kinds), ("item", reply.understood.items)):
            if guesses and not guesses[0].said:
                yield f"The text names no {side}; this is the one that it mostly goes with."
        if reply.mentions.funds and {answer.fund for answer in reply.answers} <= set(reply.mentions.funds):
            yield "Only the fund that the text names is asked; --fund all asks every fund."
        known = [f"{name} {in_words(value, self.rulebook.facts[name].type)}" for name, value in reply.asked.facts.items()]
        if known:
            yield f"Known: {'; '.join(known)}."
        if reply.obligated is not None:
            first, last = reply.obligated
            day = str(first) if first == last else f"{first} to {last}"
            yield f"Taken as obligated {day}. Caps and set-asides are sums over a plan: stemfunds check judges them."

    # --- all funds --------------------------------------------------------------------------------------------------

    def summary(self) -> Iterator[Line]:
        """How many funds stand where."""
        yield from wrapped(standing_words(self.reply), self.width, 0)
        yield []

    def by_standing(self) -> Iterator[Line]:
        """The funds that could pay first, then those that could not and why, the closed ones in one line."""
        for standing, title in _TITLES.items():
            answers = self.reply.of_standing(standing)
            if not answers:
                continue
            yield from wrapped(title, self.width, 0, "title")
            if standing == "cannot":
                yield from self._refused(answers)
            else:
                for answer in answers[:_FUNDS_SHOWN]:
                    yield from self._could(answer)
                if more := answers[_FUNDS_SHOWN:]:
                    names = ", ".join(self._short(answer) for answer in more)
                    yield from wrapped(f"Also: {names}. --fund FUND shows each.", self.width, 6, "quiet", first=[("  ", "")])
            yield []
        closed = self.reply.of_standing("closed")
        if closed:
            names = ", ".join(self.rulebook.funds[answer.fund].short for answer in closed)
            yield from wrapped(f"Not open on that date: {names}.", self.width, 2, "quiet")
            yield []
        if self.reply.of_standing("pays") or self.reply.of_standing("special"):
            yield from self._worth_a_look()

    def _worth_a_look(self) -> Iterator[Line]:
        for reference in self.reply.worth_a_look[:2]:
            text = f"Could be worth a look: {reference.name}. {reference.could_pay} {reference.restriction}"
            yield from wrapped(text, self.width, 4, first=[("  ", "")])
            yield []

    def _could(self, answer: Answer) -> Iterator[Line]:
        outlook = self.reply.outlooks[answer.fund]
        head: Line = [
            ("  ", ""),
            (verdict_words(answer.verdict), STYLES[answer.verdict]),
            ("  ", ""),
            (self._short(answer), "rule"),
        ]
        granted = answer.authority or outlook.authority
        if outlook.verdict is Verdict.NOT_ALLOWABLE:
            finding = worst(outlook)
            yield from wrapped(f": {finding.message} [{citation_words(finding)}]", self.width, 6, first=head)
        elif granted is not None:
            cited = "; ".join(one.short for one in granted.citations[:2])
            yield from wrapped(f" by {granted.rule}: {granted.says} [{cited}]", self.width, 6, first=head)
        else:
            yield head
        for told in duties(outlook):
            yield from wrapped(told, self.width, 8, first=[("      → ", "hint")])
        if names := [fact.needed.fact for fact in self.reply.open if answer.fund in fact.funds]:
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            yield from wrapped(f"waits for {', '.join(names[:3])}{more}", self.width, 6, "quiet")

    def _refused(self, answers: Iterable[Answer]) -> Iterator[Line]:
        """Funds that refuse with the same rule in one entry."""
        told: dict[tuple[str, str], tuple[Finding, list[str]]] = {}
        for answer in answers:
            finding = worst(answer)
            rule = "" if finding.rule == "NO-AUTHORITY" else finding.message
            told.setdefault((finding.rule, rule), (finding, []))[1].append(self._short(answer))
        for finding, names in told.values():
            head: Line = [("  ", ""), (verdict_words(Verdict.NOT_ALLOWABLE), STYLES[Verdict.NOT_ALLOWABLE]), ("  ", "")]
            words = finding.message
            if finding.rule == "NO-AUTHORITY" and len(names) > 1:
                words = self._nothing_encoded(names)
            cited = citation_words(finding)
            yield from wrapped(f"{', '.join(names)}: {words}" + (f" [{cited}]" if cited else ""), self.width, 6, first=head)

    def _nothing_encoded(self, names: Sequence[str]) -> str:
        kind = self.rulebook.kinds[self.reply.asked.kind].name.lower()
        notice = self.rulebook.notices["NO-AUTHORITY"]
        return notice.says.format(fund="any of them" if len(names) > 2 else "either of them", kind=kind)

    # --- shared -----------------------------------------------------------------------------------------------------

    def facts(self) -> Iterator[Line]:
        """The facts that decide most, with their questions and choices."""
        if not self.reply.open:
            return
        yield from wrapped("Facts that would decide, the most deciding one first", self.width, 0, "title")
        yield from wrapped(
            "Give them with --fact NAME=VALUE; on a terminal they are asked.", self.width, 2, "quiet", first=[("  ", "")]
        )
        for fact in self.reply.open[:_FACTS_SHOWN]:
            yield from fact_lines(fact, self.width)
        left = len(self.reply.open) - _FACTS_SHOWN
        if left > 0:
            text = f"And {counted(left, 'more fact')}, most of them a matter of form: --format json lists them all."
            yield from wrapped(text, self.width, 4, "quiet", first=[("  ", "")])

    def _short(self, answer: Answer) -> str:
        return self.rulebook.funds[answer.fund].short


def fact_lines(fact: OpenFact, width: int) -> Iterator[Line]:
    """A fact with its question, its choices and how far it decides."""
    head: Line = [("  ? ", "open"), (fact.needed.fact, "rule"), ("  ", "")]
    yield from wrapped(fact.needed.question, width, 6, first=head)
    if fact.needed.choices:
        choices = "; ".join(f"{value} ({means})" for value, means in fact.needed.choices)
        yield from wrapped(choices, width, 8, "quiet", first=[("      ", "")])
    yield from wrapped(power_words(fact), width, 8, "quiet", first=[("      ", "")])


def power_words(fact: OpenFact) -> str:
    """How many funds wait for a fact, and whether its answer decides."""
    waits = f"{counted(len(fact.funds), 'fund waits', 'funds wait')} for it"
    if fact.divides is None:
        return f"{waits}."
    if not fact.divides:
        return f"{waits}; in a district in good order no answer turns one away."
    return f"{waits}; the answer decides {counted(fact.divides, 'fund')}."


def standing_words(reply: Reply) -> str:
    """How many funds stand where, in one sentence."""
    numbers = {standing: len(reply.of_standing(standing)) for standing in (*_TITLES, "closed")}
    decided = sum(answer.verdict.rank <= Verdict.WITH_CONDITIONS.rank for answer in reply.answers)
    words = {"pays": "could pay", "special": "could pay only in special cases", "cannot": "cannot pay", "closed": "not open"}
    told = [
        f"{counted(numbers[standing], 'fund')} {word}" if standing == "pays" else f"{numbers[standing]} {word}"
        for standing, word in words.items()
        if numbers[standing] or standing == "pays"
    ]
    return f"{'; '.join(told)}. " + (f"{decided} decided for it." if decided else "None is decided for it yet.")
