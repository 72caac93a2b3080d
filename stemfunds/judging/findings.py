"""Findings made from rules: the rule's own words, its citations resolved, and the questions that are open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from stemfunds.judging.case import Case, FactValue, Span
from stemfunds.judging.operands import Lookup, lookup_fact, lookup_figure
from stemfunds.judging.result import CitedSource, FactNeeded, Finding
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.plan.model import NOWHERE, Position
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.citations import is_confirmed
from stemfunds.rulebook.model import Citation, Rule, Rulebook, Severity

_SEVERITY_RANK = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """What a finding is about, as it will be printed: ids and the place in the plan file."""

    fund: str | None = None
    award: str | None = None
    activity: str | None = None
    line: str | None = None
    at: Position = NOWHERE
    obligated: str = "performed"


class FindingMaker:
    """Makes findings for one rulebook; the ladder decides their order."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._cited_before: dict[tuple[Citation, ...], tuple[CitedSource, ...]] = {}
        self._weighed: dict[str, list[tuple[str, Lookup, str]]] = {}
        self._rungs = {step: rung for rung, step in enumerate(rulebook.ladder)}

    def make(
        self,
        rule: Any,
        verdict: Verdict,
        message: str,
        place: Place,
        *,
        severity: Severity = "error",
        reason: Reason | None = None,
        hint: str | None = None,
        facts_needed: tuple[FactNeeded, ...] = (),
        weigh: tuple[tuple[str, str], ...] = (),
        scope: str = "charge",
    ) -> Finding:
        """A finding of a rule, limit or window, with a remark where its sources are weak. A rule on trial only warns."""
        on_trial = getattr(rule, "trial", False) and verdict is not Verdict.ALLOWABLE
        if on_trial:
            severity, verdict, reason, facts_needed = "warning", Verdict.ALLOWABLE, None, ()
        return Finding(
            rule=rule.id,
            severity=severity,
            verdict=verdict,
            message=self._remarked(rule, message, on_trial),
            hint=rule.repair if hint is None else hint,
            step=getattr(rule, "step", "limits-and-period"),
            citations=self.cited(rule.cite),
            reason=reason,
            fund=place.fund,
            award=place.award,
            activity=place.activity,
            line=place.line,
            facts_needed=facts_needed,
            keep=getattr(rule, "keep", ()),
            weigh=weigh,
            scope=scope,
            at=place.at,
        )

    def _remarked(self, rule: Any, message: str, on_trial: bool) -> str:
        remarks = (self.words("ON-TRIAL") if on_trial else "", message, self._remark(rule.cite))
        return " ".join(part for part in remarks if part)

    def notice(
        self,
        name: str,
        verdict: Verdict,
        place: Place,
        words: Mapping[str, str],
        *,
        step: str = "documentation",
        reason: Reason | None = None,
    ) -> Finding:
        """A finding in the tool's own words, from the rulebook's notices."""
        notice = self.rulebook.notices[name]
        return Finding(
            rule=notice.id,
            severity=notice.severity,
            verdict=verdict,
            message=notice.says.format_map(words),
            hint=notice.repair,
            step=step,
            reason=reason,
            fund=place.fund,
            award=place.award,
            activity=place.activity,
            line=place.line,
            at=place.at,
        )

    def words(self, notice: str, **words: str) -> str:
        """A notice's sentence with its words filled in."""
        return self.rulebook.notices[notice].says.format(**words)

    def cited(self, citations: tuple[Citation, ...]) -> tuple[CitedSource, ...]:
        """Citations with their sources, in the order of the rule."""
        if citations not in self._cited_before:
            self._cited_before[citations] = tuple(self._cited(citation) for citation in citations)
        return self._cited_before[citations]

    def questions(self, missing: Iterable[tuple[str, str]], place: Place) -> tuple[FactNeeded, ...]:
        """The questions behind unknown facts, each once."""
        asked: dict[tuple[str, str], FactNeeded] = {}
        for fact_id, subject in missing:
            identity = self._field_behind(fact_id, place)
            fact = self.rulebook.facts[identity]
            asked.setdefault(
                (identity, subject),
                FactNeeded(identity, fact.question, fact.type, tuple(fact.choices.items()), fact.why, subject),
            )
        return tuple(asked.values())

    def weighed(self, rule: Rule, case: Case) -> tuple[tuple[str, str], ...]:
        """The facts and figures of the law that a rule rests on, as far as they are known: the name and the value in words."""
        looked = self._weighed.get(rule.id)
        if looked is None:
            looked = self._weighed[rule.id] = [(name, *self._weighing(name)) for name in rule.weigh]
        return tuple([(name, in_words(value, unit)) for name, look, unit in looked if (value := look(case)) is not None])

    def _weighing(self, name: str) -> tuple[Lookup, str]:
        """How the value of a fact or figure is looked up, and its unit."""
        scope, _, figure = name.partition(".")
        if scope == "figure":
            law = self.rulebook.figures[figure]
            return lookup_figure(law), str(law.unit)
        return lookup_fact(name), str(self.rulebook.facts[name].type)

    def with_figures_of(self, rule: Rule, weigh: tuple[tuple[str, str], ...]) -> str:
        """The sentence of a decided rule with the figures of a case in it."""
        on_trial = rule.trial and rule.section != "advice"
        return self._remarked(rule, self.with_figures(rule.otherwise or rule.says, weigh), on_trial)

    def with_figures(self, message: str, weigh: tuple[tuple[str, str], ...]) -> str:
        """A message and the figures behind it: ``Too late. Here: unit cost $14,000.00; obligated from 2026-07-08.``"""
        if not weigh:
            return message
        told = [f"{name.partition('.')[2].replace('_', ' ')} {value}" for name, value in weigh]
        return f"{message} {self.words('IN-FIGURES', figures='; '.join(told))}"

    def in_order(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings in the order of the ladder; on a rung the worst first, then by rule and place."""
        return tuple(sorted(findings, key=self._sort_key))

    def rank(self, finding: Finding) -> tuple[Any, ...]:
        """Where a finding stands among those of one place."""
        rung = self._rungs.get(finding.step, len(self._rungs))
        return rung, -finding.verdict.rank, _SEVERITY_RANK[finding.severity], finding.rule

    def _sort_key(self, finding: Finding) -> tuple[Any, ...]:
        return *self.rank(finding), finding.award or "", finding.activity or "", finding.line or ""

    def _cited(self, citation: Citation) -> CitedSource:
        source = self.rulebook.sources[citation.source]
        confirmed = is_confirmed(citation, self.rulebook.sources)
        return CitedSource(
            source=source.id,
            name=source.name,
            code=source.code,
            title=source.title,
            weight=source.weight,
            pinpoint=citation.pinpoint,
            url=source.url,
            verified_how=source.verified.how if confirmed else "memory",
            confirmed_on=source.verified.on if confirmed else None,
        )

    def _remark(self, citations: tuple[Citation, ...]) -> str:
        if not citations:
            return ""
        if not any(is_confirmed(citation, self.rulebook.sources) for citation in citations):
            return self.words("UNCONFIRMED")
        weights = {self.rulebook.sources[citation.source].weight for citation in citations}
        return self.words("ONLY-AN-EXAMPLE") if weights == {"example"} else ""

    def _field_behind(self, fact_id: str, place: Place) -> str:
        """The field of the plan to fill in when a computed date is open."""
        if fact_id not in ("charge.obligated_from", "charge.obligated_to"):
            return fact_id
        if place.obligated == "commitment":
            return "line.committed_on"
        return "line.starts" if fact_id == "charge.obligated_from" else "line.ends"


def in_words(value: FactValue, fact_type: str) -> str:
    """A fact's value as people read it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Span):
        return f"{value.earliest} to {value.latest}"
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    if fact_type == "money" and isinstance(value, int):
        return dollars(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" + (" percent" if fact_type == "percent" else "")
    return str(value)
