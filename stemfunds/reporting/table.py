"""The report on a terminal: which line fails, why, and what to do, at one look and in any width from 60 columns."""

from __future__ import annotations

from collections.abc import Iterator

from stemfunds.judging.limits import arithmetic_words
from stemfunds.judging.result import ActivityResult, ChargeResult, Finding, LineResult, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Activity
from stemfunds.reading.numbers import dollars
from stemfunds.reporting.grouped import Grouped, grouped, place_of, questions
from stemfunds.reporting.styled import Line, shortened, wrapped
from stemfunds.reporting.words import (
    STYLES,
    citation_words,
    counted,
    district_words,
    lines_by_verdict,
    plan_standing,
    size_words,
    standing,
    verdict_words,
)
from stemfunds.rulebook.model import Rulebook

_VERDICT_WIDTH = 19
_AMOUNT_WIDTH = 13
_OPEN = (Verdict.NEEDS_INFORMATION, Verdict.NOT_ALLOWABLE)


def table(result: PlanResult, rulebook: Rulebook, width: int) -> list[Line]:
    """The whole report of one plan."""
    return list(_Table(result, rulebook, width).lines())


def verdict_line(result: PlanResult) -> Line:
    """The verdict of a plan in one line."""
    told = ", ".join(filter(None, (dollars(result.total), lines_by_verdict(result))))
    return [
        plan_standing(result),
        (f"  {result.plan.path or result.plan.title}: {told}", ""),
    ]


class _Table:
    def __init__(self, result: PlanResult, rulebook: Rulebook, width: int) -> None:
        self.result, self.rulebook, self.width = result, rulebook, width
        ids = [line.id for activity in result.activities for line in activity.lines]
        narrow, wide = width < 72, width >= 100
        self.id_width = min(max(map(len, ids), default=4), 10 if narrow else 20 if wide else 14)
        self.award_width = min(max((len(use.award.id) for use in result.awards), default=6), 8 if narrow else 12)
        self.told: dict[tuple[str, str, str], str] = {}

    def lines(self) -> Iterator[Line]:
        yield from self._head()
        plan_activities = {activity.id: activity for activity in self.result.plan.activities}
        for activity in self.result.activities:
            yield []
            yield from self._activity(activity, plan_activities[activity.id])
        yield from self._plan_findings()
        yield from self._conditions()
        yield from self._questions()
        yield from self._warnings()
        yield from self._notes()
        yield from self._limits()
        yield from self._awards()
        yield from self._fiscal_years()
        yield from self._goals()

    # --- head -------------------------------------------------------------------------------------------------------

    def _head(self) -> Iterator[Line]:
        result, district = self.result, self.result.plan.district
        yield from wrapped(result.plan.title, self.width, 0, "title")
        about = district_words(district)
        if result.plan.fictional:
            about += " (fictional)"
        clock = f"As of {result.as_of}; rules {result.rulebook_version}, {result.rulebook_digest[:19]}"
        yield from wrapped(f"{about}. {clock}", self.width, 0, "quiet")
        for pack in self.rulebook.packs.values():
            applied = f"With the State pack {pack.id} of {pack.state}: {pack.title}. {pack.digest[:19]}"
            yield from wrapped(applied, self.width, 0, "quiet")
        yield []
        yield from wrapped(f". {size_words(result, dollars(result.total))}.", self.width, 0, first=[plan_standing(result)])
        for verdict in reversed(_OPEN):
            ids = [line.id for activity in result.activities for line in activity.lines if line.verdict is verdict]
            if ids:
                head: Line = [(f"{verdict_words(verdict)}: ", STYLES[verdict])]
                yield from wrapped(f"{_places(ids, most=40)}.", self.width, 2, first=head)

    # --- activities -------------------------------------------------------------------------------------------------

    def _activity(self, activity: ActivityResult, planned: Activity) -> Iterator[Line]:
        room = self.width - _VERDICT_WIDTH - _AMOUNT_WIDTH - 2
        name = shortened(f"{activity.id}  {planned.title}", room)
        yield [
            (f"{name:<{room}} ", "title"),
            (f"{dollars(activity.amount):>{_AMOUNT_WIDTH}} ", ""),
            standing(activity.verdict, activity.lines),
        ]
        texts = {line.id: line.description for line in planned.lines}
        for line in activity.lines:
            if not line.charges:
                yield self._row(line, "none", line.amount, line.verdict, texts[line.id])
            for charge in line.charges:
                yield self._row(line, charge.award.id, charge.amount, charge.verdict, texts[line.id])
                yield from self._why(activity, line, charge)

    def _row(self, line: LineResult, payer: str, amount: int, verdict: Verdict, text: str) -> Line:
        room = self.width - 2 - self.id_width - self.award_width - _AMOUNT_WIDTH - _VERDICT_WIDTH - 4
        what = shortened(text or self.rulebook.items[line.item].name, room)
        return [
            (f"  {shortened(line.id, self.id_width):<{self.id_width}} {what:<{room}} ", ""),
            (f"{shortened(payer, self.award_width):<{self.award_width}} ", "quiet"),
            (f"{dollars(amount):>{_AMOUNT_WIDTH}} ", ""),
            (verdict_words(verdict), STYLES[verdict]),
        ]

    def _why(self, activity: ActivityResult, line: LineResult, charge: ChargeResult) -> Iterator[Line]:
        """Why a charge is refused, in words where it is said first; which facts an open one waits for; what lets
        the others pass.
        """
        deciding = [finding for finding in charge.findings if finding.verdict is charge.verdict]
        if charge.verdict is Verdict.NOT_ALLOWABLE:
            for finding in deciding:
                yield from self._told(finding, f"{activity.id}/{line.id}")
        elif charge.verdict is Verdict.NEEDS_INFORMATION:
            facts = dict.fromkeys(needed.fact for finding in deciding for needed in finding.facts_needed)
            head: Line = [("    waits for  ", STYLES[charge.verdict])]
            yield from wrapped(", ".join(facts), self.width, 6, first=head)
        elif charge.authority is not None:
            rules = dict.fromkeys(f.rule for f in deciding if f.verdict is Verdict.WITH_CONDITIONS)
            more = f"; conditions: {', '.join(rules)}" if rules else ""
            yield from wrapped(f"by {charge.authority.rule}{more}", self.width, 6, "quiet", first=[("    ", "")])

    def _told(self, finding: Finding, place: str) -> Iterator[Line]:
        key = (finding.rule, finding.message, finding.fund or "")
        style = STYLES[finding.verdict]
        head: Line = [("    ", ""), (finding.rule, style), ("  ", "")]
        before = self.told.get(key)
        if before is not None:
            yield from wrapped(f"as for {before}", self.width, 6, "quiet", first=head)
            return
        self.told[key] = place
        reason = f"{self.rulebook.reasons[finding.reason.value].title}. " if finding.reason else ""
        yield from wrapped(reason + finding.message, self.width, 6, first=head)
        if cited := citation_words(finding):
            yield from wrapped(cited, self.width, 8, "quiet", first=[("      ", "")])
        if finding.acceptance is not None:
            yield from wrapped(f"{finding.acceptance.words}.", self.width, 8, first=[("      ", "")])
        elif finding.hint:
            yield from wrapped(finding.hint, self.width, 8, "hint", first=[("      → ", "hint")])

    # --- the plan as a whole ----------------------------------------------------------------------------------------

    def _section(self, title: str) -> Iterator[Line]:
        yield []
        yield [(title, "title")]

    def _plan_findings(self) -> Iterator[Line]:
        found = [finding for finding in self.result.findings if finding.severity == "error" or finding.verdict in _OPEN]
        if not found:
            return
        yield from self._section("The plan as a whole")
        for finding in found:
            message = f"{place_of(finding)}: {finding.message}"
            yield from wrapped(message, self.width, 4, first=[("  ", ""), (finding.rule, STYLES[finding.verdict]), ("  ", "")])
            if cited := citation_words(finding):
                yield from wrapped(cited, self.width, 6, "quiet", first=[("    ", "")])
            if finding.acceptance is not None:
                yield from wrapped(f"{finding.acceptance.words}.", self.width, 6, first=[("    ", "")])
            elif finding.hint:
                yield from wrapped(finding.hint, self.width, 6, "hint", first=[("    → ", "hint")])

    def _conditions(self) -> Iterator[Line]:
        found = grouped(self.result, lambda finding: finding.verdict is Verdict.WITH_CONDITIONS)
        if not found:
            return
        yield from self._section("Conditions to meet")
        for group in found:
            yield from self._entry(group, "[ ] ", group.finding.hint or group.finding.message)

    def _questions(self) -> Iterator[Line]:
        asked = questions(self.result)
        if not asked:
            return
        yield from self._section("Facts that would decide")
        how = 'Answer in the plan, under "facts" of the place named, with the name behind the dot.'
        yield from wrapped(how, self.width, 2, "quiet", first=[("  ", "")])
        for question in asked:
            head: Line = [("  ? ", "open"), (question.asked.fact, "rule"), ("  ", "")]
            yield from wrapped(question.asked.question, self.width, 6, first=head)
            if question.asked.choices:
                choices = "; ".join(f"{value} ({means})" for value, means in question.asked.choices)
                yield from wrapped(choices, self.width, 8, "quiet", first=[("      ", "")])
            text = f"for {_places(question.places)}; asked by {_places(question.rules, most=4)}"
            yield from wrapped(text, self.width, 8, "quiet", first=[("      ", "")])

    def _warnings(self) -> Iterator[Line]:
        found = grouped(self.result, lambda finding: finding.severity == "warning" and finding.verdict is Verdict.ALLOWABLE)
        if not found:
            return
        unexplained = sum(group.finding.explanation is None for group in found)
        yield from self._section(f"Warnings ({counted(unexplained, 'without an explanation', 'without an explanation')})")
        for group in found:
            yield from self._entry(group, "! ", group.finding.message)
            if group.finding.acceptance is not None:
                yield from wrapped(f"{group.finding.acceptance.words}.", self.width, 8, first=[("      ", "")])
            elif group.finding.hint:
                yield from wrapped(group.finding.hint, self.width, 8, "hint", first=[("      → ", "hint")])
            if group.finding.explanation is not None:
                said = group.finding.explanation
                yield from wrapped(
                    f"Explained by {said.author or 'the district'}: {said.words}", self.width, 8, first=[("      ", "")]
                )

    def _notes(self) -> Iterator[Line]:
        found = grouped(self.result, lambda finding: finding.severity == "note" and finding.verdict is Verdict.ALLOWABLE)
        if found:
            yield from self._section("Notes, which change no verdict")
            rules = sorted({group.finding.rule for group in found})
            yield from wrapped(", ".join(rules), self.width, 2, "rule", first=[("  ", "")])
            yield from wrapped(
                "stemfunds rules RULE prints one; the justification says all.", self.width, 2, "quiet", first=[("  ", "")]
            )

    def _entry(self, group: Grouped, sign: str, text: str) -> Iterator[Line]:
        head: Line = [(f"  {sign}", ""), (group.finding.rule, "rule"), ("  ", "")]
        yield from wrapped(text, self.width, 6, first=head)
        cited = citation_words(group.finding)
        about = f"for {_places(group.places)}"
        yield from wrapped(f"{cited}; {about}" if cited else about, self.width, 8, "quiet", first=[("      ", "")])

    def _limits(self) -> Iterator[Line]:
        if not self.result.limits:
            return
        yield from self._section("Limits")
        styles = {"met": "good", "breached": "bad", "unknown": "open"}
        words = {"met": "✓ met", "breached": "✗ breached", "unknown": "? not decided"}
        shown = [limit for limit in self.result.limits if not limit.is_idle]
        places = ["/".join(part for part in (limit.award, limit.activity) if part) for limit in shown]
        widest = max(map(len, places), default=0)
        for limit, place in zip(shown, places, strict=True):
            head: Line = [(f"  {words[limit.status]:<15} ", styles[limit.status]), (f"{place:<{widest}}  ", "")]
            yield from wrapped(f"{limit.rule}  {arithmetic_words(limit)}", self.width, 18, first=head)
        if hidden := len(self.result.limits) - len(shown):
            yield from wrapped(
                f"{counted(hidden, 'more cap')} with nothing counted.", self.width, 18, "quiet", first=[("  ", "")]
            )

    def _awards(self) -> Iterator[Line]:
        if not self.result.awards:
            return
        yield from self._section("Awards")
        for use in self.result.awards:
            left = use.available - use.charged
            rest = f"{dollars(left)} left" if left >= 0 else f"{dollars(-left)} over"
            window = f"obligate {use.opens} to {use.closes}" if use.opens else "no federal window"
            if use.liquidate_by:
                window += f", pay by {use.liquidate_by}"
            text = f"{use.name}: {dollars(use.charged)} of {dollars(use.available)}, {rest}; {window}"
            yield from wrapped(text, self.width, 6, first=[(f"  {use.award.id}  ", "rule")])

    def _fiscal_years(self) -> Iterator[Line]:
        if len(self.result.fiscal_years) < 2:
            return
        yield from self._section("Fiscal years")
        for year in self.result.fiscal_years:
            yield [(f"  {year.fiscal_year or 'no year named':<15}", "rule"), (f"{dollars(year.amount):>{_AMOUNT_WIDTH}}", "")]

    def _goals(self) -> Iterator[Line]:
        yield from self._section("Goals of the initiative")
        for goal in self.result.goals:
            text = f"{counted(goal.activities, 'activity', 'activities')}, {dollars(goal.amount)}: {goal.title}"
            yield from wrapped(text, self.width, 6, first=[(f"  {goal.number}  ", "rule")])


def _places(places: list[str], most: int = 8) -> str:
    shown = ", ".join(places[:most])
    return f"{shown} and {len(places) - most} more" if len(places) > most else shown
