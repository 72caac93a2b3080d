"""The verdicts on the charges of a plan: authority, requirements, prohibitions, conditions and the obligation window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, reduce
from operator import or_

from stemfunds.judging.case import Case
from stemfunds.judging.cases import ChargeCase
from stemfunds.judging.charged import Charged
from stemfunds.judging.columns import Columns, Plane, places
from stemfunds.judging.compiled_rule import CompiledRule
from stemfunds.judging.determinations import Determinations, decided_finding
from stemfunds.judging.findings import FindingMaker, Place
from stemfunds.judging.outcomes import NO_PLACE, REASON_ORDER, Judged, Outcome, OutcomeMaker, concluded
from stemfunds.judging.outside import Outside
from stemfunds.judging.result import Authority, Finding
from stemfunds.judging.ruleset import Reached, RuleSets
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.rulebook.model import Per, Rule

_ABOUT_PURPOSE = ("authorities", "not_authorized")
_WITH_WEIGHT = ("requirements", "prohibitions", "conditions")
_OTHERS = (*_WITH_WEIGHT, "advice", "judgements")


class Memory:
    """What holds for every plan that is judged under one rulebook."""

    def __init__(self, rule_sets: RuleSets, make: FindingMaker) -> None:
        self.rule_sets = rule_sets
        self.make = make
        self.outcomes = OutcomeMaker(make)
        self._authorities: dict[tuple[str, str], Authority] = {}
        self._without: dict[tuple[str, str], Outcome] = {}

    def authority(self, rule: Rule, kind: str) -> Authority:
        """The authority that a rule gives to a kind, with the letter's examples of it."""
        if (rule.id, kind) not in self._authorities:
            letter = self.rule_sets.rulebook.letter
            examples = tuple(name for name in rule.supported_by if kind in letter[name].kinds)
            self._authorities[rule.id, kind] = Authority(rule.id, rule.says, self.make.cited(rule.cite), examples)
        return self._authorities[rule.id, kind]

    def no_authority(self, fund: str, kind: str) -> Outcome:
        """That no rule is about a fund and a kind, in the tool's own words."""
        if (fund, kind) not in self._without:
            rulebook = self.rule_sets.rulebook
            names = {"fund": rulebook.funds[fund].short, "kind": rulebook.kinds[kind].name.lower()}
            verdict, reason = Verdict.NOT_ALLOWABLE, Reason.NO_AUTHORITY
            notice = self.make.notice("NO-AUTHORITY", verdict, NO_PLACE, names, step="purpose", reason=reason)
            self._without[fund, kind] = self.outcomes.of(notice)
        return self._without[fund, kind]


class ChargeJudge:
    """Judges all charges of one plan at once against the rules of their funds."""

    def __init__(self, memory: Memory, determinations: Determinations, outside: Outside) -> None:
        self.memory = memory
        self.outcomes = memory.outcomes
        self.rule_sets = memory.rule_sets
        self.determinations = determinations
        self.outside = outside

    def judge(self, charged: Charged) -> list[Judged]:
        """The outcomes of each charge and the verdict that they add up to."""
        judging = _Judging(self, charged, [charge.place for charge in charged.charges])
        for charge in charged.charges:
            judging.said[charge.number] += self.outside.windows(charge)
        reached = self.rule_sets.reaching(charged)
        authorities = judging.authorities(charged.charges, _among(reached, _ABOUT_PURPOSE))
        judging.ask(_among(reached, _OTHERS))
        return [concluded(*both) for both in zip(authorities, judging.said, strict=True)]

    def judge_in_short(self, charged: Charged) -> InShort:
        """The verdicts that `judge` comes to, and nothing else."""
        judging = InShort(self, charged, [charge.place for charge in charged.charges])
        refused, open_yet = self.outside.planes(charged)
        judging.refused[Reason.OUTSIDE_WINDOW] = refused
        judging.open_yet = open_yet
        reached = self.rule_sets.reaching(charged)
        judging.authority = judging.authorities(charged.charges, _among(reached, _ABOUT_PURPOSE))
        decided = self.determinations.rules  # a person's no refuses, also where a rule leaves it to people
        others = _among(reached, _OTHERS)
        judging.ask([one for one in others if one[0].rule.section in _WITH_WEIGHT or one[0].rule.id in decided])
        return judging

    def of_the_whole(self, per: Per, subjects: Sequence[tuple[frozenset[str], Case, Place]]) -> Iterator[Finding]:
        """What the rules say once of each award, each activity or the plan, which is about some funds."""
        cases, at = [case for _, case, _ in subjects], [place for _, _, place in subjects]
        columns = Columns(cases)
        judging = _Judging(self, columns, at)
        judging.ask(self.rule_sets.about(per, (funds for funds, _, _ in subjects), columns))
        for said, place, case in zip(judging.said, at, cases, strict=True):
            for outcome in said:
                yield self.outcomes.placed(outcome, place, case)


class _Judging:
    """Some cases being judged; `said` gathers the outcomes of each."""

    def __init__(self, judge: ChargeJudge, columns: Columns, at: Sequence[Place]) -> None:
        self.memory, self.outcomes, self.determinations = judge.memory, judge.outcomes, judge.determinations
        self.columns, self.at = columns, at
        self.to_commit: Plane = sum(1 << number for number, place in enumerate(at) if place.obligated == "commitment")
        self.said: list[list[Outcome]] = [[] for _ in at]

    def ask(self, reached: Reached) -> None:
        """Ask rules, other than those about the purpose, of the cases that they reach."""
        for rule, plane in reached:
            if rule.rule.id in self.determinations.rules:
                plane &= ~self._decided_by_people(rule, plane)
            decided, still_open = rule.speaking(self.columns, plane)
            if decided:
                self._say(self.outcomes.decided(rule), decided)
            if still_open:
                self._leave_open(rule, still_open)

    def authorities(self, charges: Sequence[ChargeCase], reached: Reached) -> list[Authority | None]:
        """The first authority that grants, for each charge; where none does, the open ones are said, or why there is none."""
        granting = [(rule, plane) for rule, plane in reached if rule.rule.section == "authorities"]
        found: list[Authority | None] = [None] * len(charges)
        waiting = self.columns.every
        for rule, plane in granting:
            granted = rule.speaking(self.columns, plane & waiting)[0]
            for number in places(granted):
                found[number] = self.memory.authority(rule.rule, charges[number].bound.kind)
            waiting &= ~granted
        undecided = 0
        for rule, plane in granting:
            yes, no = rule.holding(self.columns)
            if still_open := plane & waiting & ~(yes | no):
                self._leave_open(rule, still_open)
                undecided |= still_open
        refusing = [(rule, plane) for rule, plane in reached if rule.rule.section == "not_authorized"]
        self._refuse(charges, granting, refusing, waiting & ~undecided)
        return found

    def _refuse(self, charges: Sequence[ChargeCase], granting: Reached, refusing: Reached, plane: Plane) -> None:
        """Say why nothing lets the fund pay: the nearest authority that failed, the rule that says so, or that there is none."""
        nearest: dict[int, dict[CompiledRule, Plane]] = {}
        for rule, reached in granting:
            for number, part in rule.failing(self.columns).items():
                if part & reached & plane:
                    nearest.setdefault(number, {})[rule] = part & reached & plane
        for number in sorted(nearest):
            for rule, part in nearest[number].items():
                self._say(self.outcomes.refused(rule), part & plane)
                plane &= ~part
        for rule, reached in refusing:
            self._say(self.outcomes.refused(rule), reached & plane)
            plane &= ~reached
        for number in places(plane):
            charge = charges[number]
            self._say(self.memory.no_authority(charge.award.fund, charge.bound.kind), 1 << number)

    def _leave_open(self, rule: CompiledRule, plane: Plane) -> None:
        for missing, part in rule.missing(self.columns, plane):
            for to_commit in (True, False):
                among = part & self.to_commit if to_commit else part & ~self.to_commit
                if among:
                    self._say(self.outcomes.open(rule, missing, to_commit), among)

    def _say(self, outcome: Outcome, plane: Plane) -> None:
        for number in places(plane):
            self.said[number].append(outcome)

    # --- people's decisions -------------------------------------------------------------------------------------------

    def _decided_by_people(self, rule: CompiledRule, plane: Plane) -> Plane:
        """The cases for which a person has decided on a rule; what follows is said."""
        decided = 0
        for number in places(plane):
            place = self.at[number]
            decision = self.determinations.on(rule.rule, place.activity or "", place.line or "")
            if decision is None:
                continue
            decided |= 1 << number
            if self._counts(rule, 1 << number, met=decision.decision != "not-met"):
                finding = decided_finding(decision, rule.rule, self.memory.make, NO_PLACE)
                self._say(self.outcomes.of(finding), 1 << number)
        return decided

    def _counts(self, rule: CompiledRule, plane: Plane, met: bool) -> bool:
        """A person's yes stands where the rule speaks; a no wherever the rule is triggered, and it waits where that is open."""
        if met:
            return any(rule.speaking(self.columns, plane))
        yes, no = rule.triggered(self.columns)
        if plane & ~(yes | no):
            self._leave_open(rule, plane)
        return bool(plane & yes)


class InShort(_Judging):
    """Charges being judged for their verdicts alone: which are refused and why, which are open, which have conditions, and the
    first authority of each.
    """

    def __init__(self, judge: ChargeJudge, columns: Columns, at: Sequence[Place]) -> None:
        super().__init__(judge, columns, at)
        self.refused: dict[Reason, Plane] = dict.fromkeys(Reason, 0)
        self.open_yet: Plane = 0
        self.with_conditions: Plane = 0
        self.authority: list[Authority | None] = []

    @cached_property
    def all_refused(self) -> Plane:
        """The charges that are refused, for whatever reason; asked when all is judged."""
        return reduce(or_, self.refused.values())

    def reason(self, plane: Plane) -> Reason | None:
        """The reason that weighs most for the refusal of a charge."""
        return next((reason for reason in REASON_ORDER if plane & self.refused[reason]), None)

    def verdict(self, plane: Plane) -> Verdict:
        """The worst verdict of some charges."""
        if plane & self.all_refused:
            return Verdict.NOT_ALLOWABLE
        if plane & self.open_yet:
            return Verdict.NEEDS_INFORMATION
        return Verdict.WITH_CONDITIONS if plane & self.with_conditions else Verdict.ALLOWABLE

    def _say(self, outcome: Outcome, plane: Plane) -> None:
        if outcome.verdict is Verdict.NOT_ALLOWABLE and outcome.finding.reason is not None:
            self.refused[outcome.finding.reason] |= plane
        elif outcome.verdict is Verdict.NEEDS_INFORMATION:
            self.open_yet |= plane
        elif outcome.verdict is Verdict.WITH_CONDITIONS:
            self.with_conditions |= plane

    def _leave_open(self, rule: CompiledRule, plane: Plane) -> None:
        if not rule.rule.trial:  # what is on trial only warns
            self.open_yet |= plane


def _among(reached: Reached, sections: Sequence[str]) -> Reached:
    """The rules of some sections."""
    return [one for one in reached if one[0].rule.section in sections]
