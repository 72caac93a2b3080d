"""The report as Markdown, for a ticket, a review or a shared page: the table's content with headings and checklists.

Text of a plan is escaped, so that no heading, link, image, table or HTML can come out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stemfunds.judging.limits import arithmetic_words
from stemfunds.judging.result import ChargeResult, Finding, LineResult, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Activity
from stemfunds.reading.numbers import dollars
from stemfunds.reporting.grouped import Grouped, grouped, place_of, questions
from stemfunds.reporting.words import citation_words, district_words, plan_standing, size_words, standing, verdict_words
from stemfunds.rulebook.model import Rulebook

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&^]|\$(?!\d))")
_AT_START = re.compile(r"^([-+=]|\d+(?=[.)]))")
_LINKS = re.compile(r"(?<=:)//|(?<=www)\.|@", re.IGNORECASE)
_MOST_PLACES_OF_A_NOTE = 12
_STATUS = {"met": "✓ met", "breached": "✗ breached", "unknown": "? not decided"}


def document(result: PlanResult, rulebook: Rulebook) -> str:
    """The whole report of one plan."""
    return "\n".join(_Report(result, rulebook).lines()) + "\n"


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    shown = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    shown = _AT_START.sub(lambda found: _as_entities(found.group()), shown)
    return _LINKS.sub(lambda found: _as_entities(found.group()), shown)


def _as_entities(signs: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in signs)


class _Report:
    def __init__(self, result: PlanResult, rulebook: Rulebook) -> None:
        self.result, self.rulebook = result, rulebook

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._activities()
        yield from self._refused()
        yield from self._plan_findings()
        yield from self._conditions()
        yield from self._questions()
        yield from self._warnings()
        yield from self._limits()
        yield from self._awards()
        yield from self._fiscal_years()
        yield from self._goals()
        yield from self._notes()

    def _head(self) -> Iterator[str]:
        result, district = self.result, self.result.plan.district
        yield f"# {escaped(result.plan.title)}"
        yield ""
        fictional = " (fictional)" if result.plan.fictional else ""
        yield f"{escaped(district_words(district))}{fictional}."
        yield f"As of {result.as_of}; rules {result.rulebook_version}, {result.rulebook_digest[:19]}."
        for pack in self.rulebook.packs.values():
            yield f"With the State pack {escaped(pack.id)} of {pack.state}: {escaped(pack.title)}. {pack.digest[:19]}"
        yield ""
        yield f"**{plan_standing(result)[0]}.** {size_words(result, _amount(result.total))}."

    # --- activities -------------------------------------------------------------------------------------------------

    def _activities(self) -> Iterator[str]:
        planned = {activity.id: activity for activity in self.result.plan.activities}
        yield from _section("Activities")
        for activity in self.result.activities:
            title = escaped(f"{activity.id}: {planned[activity.id].title}")
            yield ""
            yield f"### {title}"
            yield ""
            yield f"{_amount(activity.amount)}, {standing(activity.verdict, activity.lines)[0]}."
            yield ""
            yield from _table_head("Line", "What", "Award", "Amount", "Verdict", "By")
            for line in activity.lines:
                yield from self._line(line, planned[activity.id])

    def _line(self, line: LineResult, planned: Activity) -> Iterator[str]:
        texts = {one.id: one.description for one in planned.lines}
        what = texts[line.id] or self.rulebook.items[line.item].name
        if not line.charges:
            yield _row(escaped(line.id), escaped(what), "", _amount(line.amount), verdict_words(line.verdict), "")
        for charge in line.charges:
            amount, verdict = _amount(charge.amount), verdict_words(charge.verdict)
            yield _row(escaped(line.id), escaped(what), escaped(charge.award.id), amount, verdict, _deciding(charge))

    # --- findings ---------------------------------------------------------------------------------------------------

    def _refused(self) -> Iterator[str]:
        groups: dict[tuple[str, str], Grouped] = {}
        for finding in (one for charge in self.result.charges for one in charge.findings):
            if finding.verdict is Verdict.NOT_ALLOWABLE:
                group = groups.setdefault((finding.rule, finding.message), Grouped(finding))
                group.places.append(place_of(finding))
        if groups:
            yield from _section("Not allowable")
            yield ""
        for group in groups.values():
            reason = group.finding.reason
            before = f"{self.rulebook.reasons[reason.value].title}. " if reason else ""
            yield from _entry(group, escaped(before + group.finding.message), group.finding.hint)

    def _plan_findings(self) -> Iterator[str]:
        open_or_refused = (Verdict.NEEDS_INFORMATION, Verdict.NOT_ALLOWABLE)
        found = [one for one in self.result.findings if one.severity == "error" or one.verdict in open_or_refused]
        if found:
            yield from _section("The plan as a whole")
            yield ""
        for finding in found:
            yield from _entry(Grouped(finding, [place_of(finding)]), escaped(finding.message), finding.hint)

    def _conditions(self) -> Iterator[str]:
        found = grouped(self.result, lambda finding: finding.verdict is Verdict.WITH_CONDITIONS)
        if found:
            yield from _section("Conditions to meet")
            yield ""
        for group in found:
            yield from _entry(group, escaped(group.finding.hint or group.finding.message), box="[ ] ")
            if group.finding.keep:
                yield f"  - Keep: {escaped('; '.join(group.finding.keep))}"

    def _questions(self) -> Iterator[str]:
        asked = questions(self.result)
        if asked:
            yield from _section("Facts that would decide")
            yield ""
        for question in asked:
            yield f"- **{escaped(question.asked.fact)}** {escaped(question.asked.question)} For {_places(question.places)}."
            for value, means in question.asked.choices:
                yield f"  - `{value}`: {escaped(means)}"

    def _warnings(self) -> Iterator[str]:
        found = grouped(self.result, lambda finding: finding.severity == "warning" and finding.verdict is Verdict.ALLOWABLE)
        if found:
            yield from _section("Warnings")
            yield ""
        for group in found:
            yield from _entry(group, escaped(group.finding.message), group.finding.hint)
            explained = group.finding.explanation
            if explained is not None:
                yield f"  - Explained by {escaped(explained.author or 'the district')}: {escaped(explained.words)}"

    def _notes(self) -> Iterator[str]:
        """At the end: what a reviewer may want to know, after all that somebody has to do."""
        found = grouped(self.result, lambda finding: finding.severity == "note" and finding.verdict is Verdict.ALLOWABLE)
        if found:
            yield from _section("Notes, which change no verdict")
            yield ""
        for group in found:
            yield from _entry(group, escaped(group.finding.message), most=_MOST_PLACES_OF_A_NOTE)

    # --- sums -------------------------------------------------------------------------------------------------------

    def _limits(self) -> Iterator[str]:
        if not self.result.limits:
            return
        yield from _section("Limits")
        yield ""
        yield from _table_head("Limit", "For", "Status", "Measured")
        for limit in self.result.limits:
            place = "/".join(part for part in (limit.award, limit.activity) if part)
            yield _row(limit.rule, escaped(place), _STATUS[limit.status], escaped(arithmetic_words(limit)))

    def _awards(self) -> Iterator[str]:
        if not self.result.awards:
            return
        yield from _section("Awards")
        yield ""
        yield from _table_head("Award", "Fund", "Charged", "Available", "Left", "Obligate", "Pay by")
        for use in self.result.awards:
            fund = escaped(use.name)
            window = f"{use.opens} to {use.closes}" if use.opens else "no federal window"
            sums = (_amount(use.charged), _amount(use.available), _amount(use.available - use.charged))
            yield _row(escaped(use.award.id), fund, *sums, window, str(use.liquidate_by or ""))

    def _fiscal_years(self) -> Iterator[str]:
        if len(self.result.fiscal_years) < 2:
            return
        yield from _section("Fiscal years")
        yield ""
        yield from _table_head("Fiscal year", "Amount")
        for year in self.result.fiscal_years:
            yield _row(year.fiscal_year or "No year named", _amount(year.amount))

    def _goals(self) -> Iterator[str]:
        yield from _section("Goals of the initiative")
        yield ""
        yield from _table_head("Goal", "Activities", "Amount")
        for goal in self.result.goals:
            yield _row(f"{goal.number}. {escaped(goal.title)}", str(goal.activities), _amount(goal.amount))


def _section(title: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"


def _table_head(*names: str) -> Iterator[str]:
    yield _row(*names)
    sums = ("Amount", "Charged", "Available", "Left", "Activities")
    yield _row(*("---:" if name in sums else "---" for name in names))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _amount(cents: int) -> str:
    return escaped(dollars(cents))


def _deciding(charge: ChargeResult) -> str:
    """The rules behind a verdict: the authority and its conditions, or what refuses or is open."""
    rules = dict.fromkeys(one.rule for one in charge.findings if one.verdict is charge.verdict is not Verdict.ALLOWABLE)
    pays = charge.verdict in (Verdict.ALLOWABLE, Verdict.WITH_CONDITIONS) and charge.authority is not None
    authority = [charge.authority.rule] if pays and charge.authority is not None else []
    return ", ".join((*authority, *rules))


def _entry(group: Grouped, text: str, repair: str = "", box: str = "", most: int = 0) -> Iterator[str]:
    """A finding as an entry of a list: rule, words and places, then its citation and what to do."""
    yield f"- {box}**{group.finding.rule}** {text} For {_places(group.places, most)}."
    if cited := _cited(group.finding):
        yield f"  - {cited}"
    if repair:
        yield f"  - Repair: {escaped(repair)}"


def _cited(finding: Finding) -> str:
    return escaped(citation_words(finding))


def _places(places: Iterable[str], most: int = 0) -> str:
    """All places, or the first `most` of them with the number of the others."""
    every = list(dict.fromkeys(places))
    shown = every[:most] if most else every
    more = f" and {len(every) - len(shown)} more" if len(shown) < len(every) else ""
    return escaped(", ".join(shown)) + more
