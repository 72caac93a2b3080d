"""What changed between two judged versions of a plan. Activities, lines and awards are the same when their ids are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from stemfunds.baseline.fingerprint import fingerprint
from stemfunds.judging.result import Finding, PlanResult
from stemfunds.judging.verdicts import Verdict

Way = Literal["new", "gone", "worse", "better", "same"]


@dataclass(frozen=True, slots=True)
class MoneyChange:
    """A sum in both versions, in cents; None where the version has no such fund, object class or activity."""

    name: str
    title: str
    old: int | None
    new: int | None

    @property
    def difference(self) -> int:
        """New less old, in cents."""
        return (self.new or 0) - (self.old or 0)


@dataclass(frozen=True, slots=True)
class ChargeChange:
    """What one award pays of one line, before and after; None where there is no such charge."""

    activity: str
    line: str
    award: str
    fund: str
    old_amount: int | None
    new_amount: int | None
    old_verdict: Verdict | None
    new_verdict: Verdict | None

    @property
    def way(self) -> Way:
        """How the verdict moved."""
        if self.old_verdict is None or self.new_verdict is None:
            return "new" if self.old_verdict is None else "gone"
        step = self.new_verdict.rank - self.old_verdict.rank
        return "same" if step == 0 else "worse" if step > 0 else "better"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, in the order of the new version and then of what only the old one has."""

    old: PlanResult
    new: PlanResult
    funds: tuple[MoneyChange, ...]
    objects: tuple[MoneyChange, ...]
    activities: tuple[MoneyChange, ...]
    awards: tuple[MoneyChange, ...]
    charges: tuple[ChargeChange, ...]
    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed in money, verdicts or open findings."""
        return not (self.funds or self.objects or self.activities or self.awards or self.charges or self.appeared or self.gone)

    @property
    def set_back(self) -> tuple[ChargeChange, ...]:
        """The charges that are new or got a worse verdict."""
        return tuple(change for change in self.charges if change.way in ("new", "worse"))

    def fails(self, bar: Verdict) -> bool:
        """Whether the new version has what the old one had not: a charge at a verdict or a worse one, or such a finding of
        the plan, an activity or an award, as a cap that is breached now.
        """
        charges = [change.new_verdict for change in self.set_back if change.new_verdict]
        over_lines = [finding.verdict for finding in self.appeared if finding.line is None]
        return any(verdict.at_least_as_bad_as(bar) for verdict in (*charges, *over_lines))


def compare(old: PlanResult, new: PlanResult) -> Comparison:
    """The differences between two results of one district, judged under one rulebook as of one date."""
    old_titles = {activity.id: activity.title for activity in old.plan.activities}
    titles = old_titles | {activity.id: activity.title for activity in new.plan.activities}
    shorts = {use.fund.id: use.fund.short for result in (old, new) for use in result.awards}
    appeared, gone = _findings(old, new)
    return Comparison(
        old=old,
        new=new,
        funds=_changed(_by_fund(old), _by_fund(new), shorts),
        objects=_changed(_by_object(old), _by_object(new), {}),
        activities=_changed(_by_activity(old), _by_activity(new), titles),
        awards=_changed(_available(old), _available(new), {}),
        charges=tuple(_charges(old, new)),
        appeared=appeared,
        gone=gone,
    )


def _by_fund(result: PlanResult) -> dict[str, int]:
    sums: defaultdict[str, int] = defaultdict(int)
    for placed in result.placed_charges:
        sums[placed.charge.fund] += placed.charge.amount
    return sums


def _by_object(result: PlanResult) -> dict[str, int]:
    sums: defaultdict[str, int] = defaultdict(int)
    for activity in result.activities:
        for line in activity.lines:
            sums[line.object] += line.amount
    return sums


def _by_activity(result: PlanResult) -> dict[str, int]:
    return {activity.id: activity.amount for activity in result.activities}


def _available(result: PlanResult) -> dict[str, int]:
    return {use.award.id: use.available for use in result.awards}


def _changed(old: dict[str, int], new: dict[str, int], titles: dict[str, str]) -> tuple[MoneyChange, ...]:
    names = [*new, *(name for name in old if name not in new)]
    changes = (MoneyChange(name, titles.get(name, name), old.get(name), new.get(name)) for name in names)
    return tuple(change for change in changes if change.old != change.new)


def _charges(old: PlanResult, new: PlanResult) -> Iterator[ChargeChange]:
    before, after = ({(p.line.id, p.charge.award.id): p for p in result.placed_charges} for result in (old, new))
    for key in [*after, *(key for key in before if key not in after)]:
        was, now = before.get(key), after.get(key)
        about = now or was
        assert about is not None  # the key comes from one of the two
        change = ChargeChange(
            activity=about.activity.id,
            line=about.line.id,
            award=about.charge.award.id,
            fund=about.charge.fund,
            old_amount=was.charge.amount if was else None,
            new_amount=now.charge.amount if now else None,
            old_verdict=was.charge.verdict if was else None,
            new_verdict=now.charge.verdict if now else None,
        )
        if change.way != "same" or change.old_amount != change.new_amount:
            yield change


def _findings(old: PlanResult, new: PlanResult) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    before, after = (_open_by_fingerprint(result) for result in (old, new))
    return _only(after, before), _only(before, after)


def _only(these: dict[str, Finding], those: dict[str, Finding]) -> tuple[Finding, ...]:
    return tuple(finding for key, finding in these.items() if key not in those)


def _open_by_fingerprint(result: PlanResult) -> dict[str, Finding]:
    """The findings that ask for something: errors, warnings, questions and conditions."""
    return {
        fingerprint(finding, result.plan.district): finding
        for finding in result.every_finding
        if finding.severity != "note" or finding.verdict is not Verdict.ALLOWABLE
    }
