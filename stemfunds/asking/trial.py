"""A question tried against a fund: a plan of one activity with one line, in which only what was said is known.

What is not known of a real plan is unknown here, too: amounts, prices, the school, the award. Two things are taken as said: the
text is the description of the cost, and the cost is obligated on the date of the check, unless a date is given. Limits are left
out: they are about sums over a plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import msgspec

from stemfunds.judging.binding import Overrides
from stemfunds.judging.case import FactValue
from stemfunds.judging.judge import Judge
from stemfunds.judging.result import Authority, CitedSource, FactNeeded, Finding
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.judging.windows import obligation_window
from stemfunds.plan.model import Activity, Award, Cents, Charge, District, Line, Plan, School
from stemfunds.rulebook.model import Citation, Rulebook

_ACTIVITY, _LINE, _SCHOOL = "question", "cost", "school"
_PLACES = {"activity": _ACTIVITY, "line": _LINE, "charge": _LINE, "school": _SCHOOL}
_STARTS = ("line.starts", "activity.starts", "plan.starts")
_ENDS = ("line.ends", "activity.ends", "plan.ends")
_UNKNOWN: Mapping[str, tuple[str, ...]] = {
    "plan": ("total",),
    "district": ("state",),
    "award": ("amount", "available", "charged", "application_submitted_on"),
    "activity": ("amount", "cost_per_student"),
    "line": ("amount", "is_split"),
    "charge": ("amount",),
}
"""What a plan must have and a question does not say; State windows come with packs, so the State is not needed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was understood: the text, what it is about, and the facts that are known, by their full names."""

    text: str
    kind: str
    item: str
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    by_scope: Mapping[str, Mapping[str, FactValue]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        apart: dict[str, dict[str, FactValue]] = {}
        for fact, value in self.facts.items():
            scope, _, name = fact.partition(".")
            apart.setdefault(scope, {})[name] = value
        object.__setattr__(self, "by_scope", apart)

    def knowing(self, more: Mapping[str, FactValue]) -> Asked:
        """The same question with more facts; those of `more` win."""
        return Asked(self.text, self.kind, self.item, {**self.facts, **more})


@dataclass(frozen=True, slots=True)
class Answer:
    """What one fund says to a question. `findings` are all that the charge met, in the order of the ladder."""

    fund: str
    verdict: Verdict
    reason: Reason | None
    authority: Authority | None
    findings: tuple[Finding, ...]

    @property
    def facts_needed(self) -> tuple[FactNeeded, ...]:
        """The facts that the verdict waits for, each once; none when it is decided."""
        if self.verdict is not Verdict.NEEDS_INFORMATION:
            return ()
        needed = {one.fact: one for finding in self.findings for one in finding.facts_needed}
        return tuple(needed.values())


class Trial:
    """Tries questions against funds as of a date. One trial serves many questions."""

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        self.rulebook = rulebook
        self.as_of = as_of
        self._judge = Judge(msgspec.structs.replace(rulebook, limits={}))

    def funds(self) -> tuple[str, ...]:
        """The funds that a question is put to: those whose money opens and closes by federal law."""
        return tuple(fund.id for fund in self.rulebook.funds.values() if fund.window is not None)

    def cited(self, citations: tuple[Citation, ...]) -> tuple[CitedSource, ...]:
        """Citations with their sources."""
        return self._judge.make.cited(citations)

    def answers(self, asked: Asked, funds: Iterable[str]) -> tuple[Answer, ...]:
        """What each fund says, the best first, in the order of the register where they say the same."""
        found = [self.answer(asked, fund) for fund in funds]
        return tuple(sorted(found, key=lambda answer: (answer.verdict.rank, answer.reason is Reason.OUTSIDE_WINDOW)))

    def answer(self, asked: Asked, fund: str) -> Answer:
        """What one fund says."""
        plan = self._plan(asked, fund)
        result = self._judge.judge(plan, self.as_of, self._overrides(asked, fund))
        charge = result.activities[0].lines[0].charges[0]
        return Answer(fund, charge.verdict, charge.reason, charge.authority, charge.findings)

    def _plan(self, asked: Asked, fund: str) -> Plan:
        year = asked.facts.get("award.federal_fiscal_year")
        award = Award(
            id=fund,
            fund=fund,
            federal_fiscal_year=int(year) if isinstance(year, Decimal) else self._latest_year(fund),
            amount=Cents(0),
        )
        line = Line(
            id=_LINE,
            description=asked.text,
            item=asked.item,
            amount=Cents(0),
            charges=(Charge(award=award.id, amount=Cents(0)),),
        )
        activity = Activity(id=_ACTIVITY, title=asked.text, kind=asked.kind, schools=(_SCHOOL,), lines=(line,))
        return Plan(
            plan=1,
            title=asked.text,
            district=District(name="", state="", nces_id=""),
            schools=(School(id=_SCHOOL, name=""),),
            awards=(award,),
            activities=(activity,),
        )

    def _overrides(self, asked: Asked, fund: str) -> Overrides:
        """What a plan must say and a question does not taken away, and what is known put in."""
        found: dict[tuple[str, str], dict[str, FactValue | None]] = {}
        for scope, names in _UNKNOWN.items():
            found[scope, self._place(scope, fund)] = dict.fromkeys(names)
        found["line", _LINE]["amount_agrees"] = True
        first, last = self.obligated(asked)
        found["charge", _LINE] |= {"obligated_from": first, "obligated_to": last}
        for scope, known in asked.by_scope.items():
            found.setdefault((scope, self._place(scope, fund)), {}).update(known)
        return found

    def obligated(self, asked: Asked) -> tuple[date, date]:
        """When the cost is taken to be obligated: on the dates that are given, or on the date of the check; one given date is
        the first and the last.
        """
        if self.rulebook.items[asked.item].obligated == "commitment":
            day = _first_date(asked, ("line.committed_on",)) or self.as_of
            return day, day
        first, last = _first_date(asked, _STARTS), _first_date(asked, _ENDS)
        return first or last or self.as_of, last or first or self.as_of

    @staticmethod
    def _place(scope: str, fund: str) -> str:
        return fund if scope == "award" else _PLACES.get(scope, "")

    def _latest_year(self, fund: str) -> int:
        """The latest federal fiscal year whose money is open on the date of the check."""
        window = self.rulebook.funds[fund].window
        for year in (self.as_of.year, self.as_of.year - 1):
            span = obligation_window(window, year, "july") if window is not None else None
            if span is not None and span.opens <= self.as_of <= span.closes:
                return year
        return self.as_of.year


def _first_date(asked: Asked, facts: tuple[str, ...]) -> date | None:
    return next((day for fact in facts if isinstance(day := asked.facts.get(fact), date)), None)
