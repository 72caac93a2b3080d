"""One activity with the answer of every fund: who could pay, who could not and why, conditions, facts, the smallest change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemfunds.judging.findings import FindingMaker
from stemfunds.judging.matching import FundAnswer, Match
from stemfunds.judging.result import CitedSource, Finding
from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import Block, Bullets, Column, Judged, Labelled, Paragraph, Row, Section, Span, Table, Text, Words
from stemfunds.justify.material import in_brackets, web_address
from stemfunds.justify.words import NOTHING, clean, counted, joined, listed, plain, quiet, sentence, strong
from stemfunds.plan.model import Plan
from stemfunds.reading.numbers import dollars
from stemfunds.reporting.match_report import Change, is_closed, lifts
from stemfunds.rulebook.model import Rulebook

_COLUMNS = (Column("Fund", 17), Column("Verdict", 18), Column("Why", 40), Column("The smallest change", 25))


def activity_section(match: Match, plan: Plan, rulebook: Rulebook, change: Change) -> Section:
    """The section of one activity; funds that are not open stand in one sentence."""
    activity = match.activity
    told = [(answer, change(match, answer)) for answer in match.answers]
    closed = [answer for answer, found in told if is_closed(answer) and not lifts(found)]
    rows = tuple(_row(answer, found, plan, rulebook) for answer, found in told if answer not in closed)
    blocks: list[Block] = [_about(match, rulebook)]
    if rows:
        blocks.append(Table(f"What each fund says to {clean(activity.id)}", _COLUMNS, rows))
    if closed:
        names = ", ".join(rulebook.funds[answer.fund].short for answer in closed)
        blocks.append(Paragraph(plain(f"Not open on these dates: {names}."), "note"))
    if match.worth_a_look:
        blocks.append(Paragraph(plain("Competitive programs that could be worth a look; they are never judged:"), "note"))
        blocks.append(
            Bullets(tuple(joined(strong(f"{one.name}."), one.could_pay, one.restriction) for one in match.worth_a_look))
        )
    return Section(activity.id, f"{clean(activity.id)}: {clean(activity.title)}", tuple(blocks))


def _about(match: Match, rulebook: Rulebook) -> Labelled:
    activity = match.activity
    cost = f"{dollars(activity.amount)} in {counted(len(activity.lines), 'line')}"
    return Labelled((("Kind", (plain(rulebook.kinds[activity.kind].name),)), ("Cost", (plain(cost),))))


def _row(answer: FundAnswer, change: tuple[str, object] | None, plan: Plan, rulebook: Rulebook) -> Row:
    fund = rulebook.funds[answer.fund]
    part = answer.refused and answer.rest is not Verdict.NOT_ALLOWABLE
    awards = [clean(award.id) for award in plan.awards if award.fund == answer.fund]
    below = (plain(f"all but {listed(map(clean, answer.refused))}"),) if part else ()
    return Row(
        (
            Words((strong(fund.short), quiet(f"award {listed(awards)}" if awards else "no award in the plan"))),
            Judged(answer.rest, below),
            Words(tuple(_why(answer, rulebook)) or (plain(NOTHING),)),
            Words((plain(NOTHING if change is None else change[0]),)),
        )
    )


def _why(answer: FundAnswer, rulebook: Rulebook) -> Iterator[Text]:
    """What refuses, then what lets the fund pay, its conditions, and the facts that are missing."""
    refusing = [finding for finding in answer.findings if finding.verdict is Verdict.NOT_ALLOWABLE]
    part = answer.rest is not Verdict.NOT_ALLOWABLE
    for finding in refusing:
        yield joined(strong(f"Not {finding.line}:") if part and finding.line else (), *_said(finding))
        if finding.hint:
            yield joined(strong("To repair:"), sentence(finding.hint))
    if not part:
        return
    rule = rulebook.rules.get(answer.authority)
    if rule is not None:
        cited = FindingMaker(rulebook).cited(rule.cite)
        yield joined(strong("May pay:"), plain(sentence(rule.says)), _in_brackets(cited), quiet(f"[{rule.id}]"))
    for finding in answer.findings:
        if finding.verdict is Verdict.WITH_CONDITIONS and answer.rest is not Verdict.ALLOWABLE:
            yield joined(strong("Condition:"), *_said(finding, finding.hint or finding.message))
    facts = dict.fromkeys(
        needed.fact
        for finding in answer.findings
        if finding.verdict is Verdict.NEEDS_INFORMATION
        for needed in finding.facts_needed
    )
    if facts:
        yield joined(strong("Waits for:"), ", ".join(facts))


def _said(finding: Finding, words: str = "") -> tuple[Text, ...]:
    return plain(sentence(words or finding.message)), _in_brackets(finding.citations), quiet(f"[{finding.rule}]")


def _in_brackets(cited: Iterable[CitedSource]) -> Text:
    """Citations, each a link where its source has an address."""
    spans: list[Span] = []
    for source in cited:
        if spans:
            spans.append(Span("; "))
        spans.append(Span(clean(source.short), url=web_address(source.url)))
        if source.verified_how == "memory":
            spans.append(Span(" (not confirmed)", "quiet"))
    return in_brackets(tuple(spans))
