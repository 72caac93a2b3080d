"""The awards of many districts joined to their plans: the amounts of the State's list are used, and what differs is a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from stemfunds.awards.block import awards_of
from stemfunds.awards.merging import Key, Merged, key_of, merged_awards
from stemfunds.awards.model import AllocationList
from stemfunds.judging.explanations import Explanations
from stemfunds.judging.findings import FindingMaker, Place
from stemfunds.judging.result import Finding, PlanResult
from stemfunds.judging.verdicts import Verdict, worst
from stemfunds.plan.model import Award, Plan
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class AllocationJoin:
    """The awards of a list by NCES id, and of which funds and years it has amounts at all."""

    awards: Mapping[str, tuple[Award, ...]]
    covered: frozenset[Key]

    def __call__(self, plan: Plan, make: FindingMaker) -> tuple[Plan, tuple[Finding, ...]]:
        """The plan with the amounts of its district, and a finding for each difference."""
        if plan.district.nces_id not in self.awards:
            return plan, (self._unknown_district(plan, make),)
        merged = merged_awards(plan.awards, self.awards[plan.district.nces_id])
        return replace(plan, awards=tuple(one.now for one in merged)), tuple(self._findings(merged, make))

    def _unknown_district(self, plan: Plan, make: FindingMaker) -> Finding:
        identity = plan.district.nces_id
        who = f"NCES id {identity}" if identity else "a district whose plan names no NCES id"
        return make.notice("DISTRICT-NOT-IN-LIST", Verdict.ALLOWABLE, Place(at=plan.district.at), {"district": who})

    def _findings(self, merged: tuple[Merged, ...], make: FindingMaker) -> Iterator[Finding]:
        told = set[Key]()
        for one in merged:
            name, place = _name(one.now, make.rulebook), Place(one.now.fund, one.now.id, at=one.now.at)
            if one.planned is None:
                words = {"award": name, "listed": _figures(one.now)}
                yield make.notice("AWARD-NOT-IN-PLAN", Verdict.ALLOWABLE, place, words)
            elif one.listed is None:
                if key_of(one.now) in self.covered:
                    words = {"award": name, "planned": _figures(one.planned)}
                    yield make.notice("AWARD-NOT-IN-LIST", Verdict.ALLOWABLE, place, words)
            elif key_of(one.now) not in told:
                told.add(key_of(one.now))
                yield from _difference(one, one.listed, merged, name, place, make)


def _difference(
    one: Merged, listed: Award, merged: tuple[Merged, ...], name: str, place: Place, make: FindingMaker
) -> Iterator[Finding]:
    """An award with another amount; of several that share one amount of the list, the sum is compared."""
    if one.shares > 1:
        planned = sum(other.now.available for other in merged if key_of(other.now) == key_of(one.now))
        words = {"award": name, "planned": f"{dollars(planned)} in {one.shares} awards", "listed": dollars(listed.available)}
        differs = planned != listed.available
    else:
        assert one.planned is not None  # it is listed and not new
        words = {"award": name, "planned": _figures(one.planned), "listed": _figures(one.now)}
        differs = one.differs
    if differs:
        yield make.notice("AWARD-DIFFERS", Verdict.NEEDS_INFORMATION, place, words)


def _name(award: Award, rulebook: Rulebook) -> str:
    year = rulebook.funds[award.fund].of_year(award.federal_fiscal_year)
    return f"{year} carryover" if award.is_carryover else year


def _figures(award: Award) -> str:
    if award.carryover is None or award.carryover == award.amount:
        return dollars(award.available if award.carryover is not None else award.amount)
    return f"{dollars(award.carryover)} carried over of {dollars(award.amount)}"


def allocation_join(found: AllocationList) -> AllocationJoin:
    """What joins the amounts of a list to plans."""
    awards = {nces_id: awards_of(own) for nces_id, own in found.by_district().items()}
    return AllocationJoin(awards, frozenset(key_of(award) for own in awards.values() for award in own))


def with_findings(result: PlanResult, findings: tuple[Finding, ...], make: FindingMaker) -> PlanResult:
    """A result with more findings on the plan, which its explanations can answer; its verdict is never better than theirs."""
    if not findings:
        return result
    explanations = Explanations(result.plan.explanations)
    findings = tuple(explanations.beside(finding) for finding in findings)
    warnings = sum(finding.severity == "warning" and finding.explanation is None for finding in findings)
    needed = set(explanations.notices_of(make, used=True))
    before = [finding for finding in result.findings if finding not in needed]
    return replace(
        result,
        findings=make.in_order((*before, *findings)),
        verdict=worst((result.verdict, *(finding.verdict for finding in findings))),
        unexplained_warnings=result.unexplained_warnings + warnings,
    )
