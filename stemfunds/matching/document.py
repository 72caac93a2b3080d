"""From the matches of a plan to the document that the renderers of the justification print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import date

from stemfunds.judging.matching import Match
from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import Block, Column, Cover, Document, Paragraph, Row, Section, Span, Table, Text, Words
from stemfunds.justify.numbering import numbered
from stemfunds.justify.words import NOTHING, clean, counted, day_in_prose, plain, strong
from stemfunds.matching.answers import activity_section
from stemfunds.matching.facts import facts_section
from stemfunds.plan.model import Plan
from stemfunds.reporting.match_report import Change, is_closed, no_change
from stemfunds.rulebook.model import Rulebook

TITLE = "Who could pay"
_STATEMENT = (
    "Every activity was tried with every federal fund: each line charged, whole, to one award of the fund. Caps over sums, such "
    "as set-asides, are not part of it; stemfunds check looks at them. This is support for a choice and not a decision: the "
    "agency that makes the award decides."
)
_CHANGES = (
    "The smallest change is worked out from the rules and judged again before it is told. It is a condition, never advice to "
    "state what is not so. The questions behind the names of facts stand in the last part."
)


def match_report(matches: Sequence[Match], plan: Plan, rulebook: Rulebook, as_of: date, change: Change = no_change) -> Document:
    """The whole report: the activities at a glance, each with the answer of every fund, and the questions that are open."""
    activities = Section(
        "activities",
        "The activities",
        (Paragraph(plain(_CHANGES), "note"),),
        tuple(activity_section(match, plan, rulebook, change) for match in matches),
        new_page=True,
        wide=True,
    )
    sections = (_at_a_glance(matches, plan, rulebook), activities, facts_section(matches))
    title = f"{TITLE}: {clean(plan.title)}"
    return Document(
        cover=_cover(matches, plan, rulebook, as_of),
        sections=tuple(numbered(section for section in sections if not section.is_empty)),
        is_draft=False,
        title=title,
        author=clean(plan.prepared_by) or clean(plan.district.name),
        as_of=as_of,
        version=rulebook.version,
        digest=rulebook.digest,
    )


def _cover(matches: Sequence[Match], plan: Plan, rulebook: Rulebook, as_of: date) -> Cover:
    return Cover(
        title=TITLE,
        district=clean(plan.district.name),
        plan=clean(plan.title),
        verdict=None,
        status=_in_a_sentence(matches),
        entries=tuple(_entries(plan, rulebook, as_of)),
        statement=plain(_STATEMENT),
    )


def _entries(plan: Plan, rulebook: Rulebook, as_of: date) -> Iterator[tuple[str, tuple[Text, ...]]]:
    yield "State", (plain(plan.district.state),)
    if plan.period:
        yield "Period", (plain(f"{day_in_prose(plan.period.starts)} to {day_in_prose(plan.period.ends)}"),)
    yield "As of", (plain(day_in_prose(as_of)),)
    yield "Rulebook", (plain(f"version {rulebook.version}, digest {rulebook.digest[:19]}"),)
    if rulebook.packs:
        yield "State rules", tuple(plain(f"{pack.state}: {pack.title}") for pack in rulebook.packs.values())
    if plan.fictional:
        yield "Note", (strong("The district, its people and its figures are invented."),)


def _in_a_sentence(matches: Sequence[Match]) -> str:
    """How many activities some fund could pay whole, in part, or only once facts are known."""
    counts = {"whole": 0, "part": 0, "waits": 0, "none": 0}
    for match in matches:
        counts[_standing(match)] += 1
    told = {
        "whole": "could be paid whole",
        "part": "could be paid but for some lines",
        "waits": "wait for facts",
        "none": "could be paid by no federal fund as planned",
    }
    parts = [f"{counts[name]} {words}" for name, words in told.items() if counts[name]]
    return f"{counted(len(matches), 'activity', 'activities')}: {', '.join(parts)}."


_PAYS = (Verdict.ALLOWABLE, Verdict.WITH_CONDITIONS)


def _standing(match: Match) -> str:
    if any(answer.verdict in _PAYS for answer in match.answers):
        return "whole"
    if any(answer.rest in _PAYS for answer in match.answers):
        return "part"
    return "waits" if any(answer.rest is Verdict.NEEDS_INFORMATION for answer in match.answers) else "none"


def _at_a_glance(matches: Sequence[Match], plan: Plan, rulebook: Rulebook) -> Section:
    if not matches:
        return Section("glance", "")
    columns = (
        Column("Activity", 26),
        Column("Could pay", 18),
        Column("Could pay, but for some lines", 18),
        Column("Wait for facts", 20),
        Column("Could not pay", 18),
    )
    own = {award.fund for award in plan.awards}
    rows = tuple(Row(_glance(match, own, rulebook)) for match in matches)
    closed = [
        fund.short
        for fund in rulebook.funds.values()
        if fund.window is not None and all(is_closed(one) for match in matches for one in match.answers if one.fund == fund.id)
    ]
    blocks: list[Block] = [Table("The activities and the funds", columns, rows)]
    if own:
        blocks.append(Paragraph(plain("In bold: funds of which the plan has an award."), "note"))
    if closed:
        blocks.append(Paragraph(plain(f"Not open on the dates of the plan: {', '.join(closed)}."), "note"))
    return Section("glance", "At a glance", tuple(blocks), new_page=True)


def _glance(match: Match, own: Set[str], rulebook: Rulebook) -> tuple[Words, ...]:
    groups: dict[str, list[Text]] = {"pays": [], "part": [], "waits": [], "not": []}
    for answer in match.answers:
        if not is_closed(answer):
            whole = not answer.refused
            name = "not" if answer.rest is Verdict.NOT_ALLOWABLE else "waits" if answer.rest not in _PAYS else "part"
            short = rulebook.funds[answer.fund].short
            groups["pays" if whole and name == "part" else name].append(strong(short) if answer.fund in own else plain(short))
    return (
        Words((strong(match.activity.id), plain(match.activity.title))),
        *(Words((_behind_each_other(names) or plain(NOTHING),)) for names in groups.values()),
    )


def _behind_each_other(names: Sequence[Text]) -> Text:
    return tuple(span for number, name in enumerate(names) for span in ((Span(", "), *name) if number else name))
