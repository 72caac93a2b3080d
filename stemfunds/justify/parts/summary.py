"""The summary: what the plan does, who pays, how the rules see it, and which goals it serves."""

from __future__ import annotations

from collections.abc import Iterator

from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import (
    Block,
    Bullets,
    Column,
    Count,
    Judged,
    Money,
    Notice,
    Paragraph,
    Row,
    Section,
    Share,
    Table,
    Words,
)
from stemfunds.justify.errors import SumsDifferError
from stemfunds.justify.material import Material
from stemfunds.justify.words import counted, joined, listed, plain

MEANINGS = {
    Verdict.ALLOWABLE: "An authority lets the fund pay, and nothing encoded stands against it.",
    Verdict.WITH_CONDITIONS: "The same, once the district has met the conditions in the checklist.",
    Verdict.NEEDS_INFORMATION: "A fact is missing; the answer decides.",
    Verdict.NOT_ALLOWABLE: "A rule stands against the charge as it is written, or nothing lets the fund pay.",
}
"""What each verdict means, in a sentence."""


def summary(material: Material, open_items: int) -> Section:
    """The summary page."""
    return Section("summary", "Summary", tuple(_blocks(material, open_items)), new_page=True)


def _blocks(material: Material, open_items: int) -> Iterator[Block]:
    yield Paragraph(plain(_in_a_sentence(material)), "lead")
    if material.is_draft:
        items = counted(open_items, "open item")
        text = f"{items} must be settled before this justification can be signed; they follow this summary."
        yield Notice("This is a draft", plain(text))
    yield _verdicts(material)
    if not material.is_short:
        yield _money_by_award(material)
    if material.result.goals:
        yield _goals(material)
        yield Paragraph(plain(_on_goals(material)), "note")
    if material.result.notes:
        yield Bullets(tuple(plain(note) for note in material.result.notes))


def _in_a_sentence(material: Material) -> str:
    result = material.result
    activities = counted(len(result.activities), "activity", "activities")
    lines = counted(sum(len(activity.lines) for activity in result.activities), "budget line")
    awards = counted(len([use for use in result.awards if use.charged]), "award")
    students = sum(activity.students or 0 for activity in material.plan.activities)
    schools = len({school for activity in material.plan.activities for school in activity.schools})
    text = f"{material.plan.district.name} plans {activities} with {lines}, charged to {awards}"
    text += f", in {counted(schools, 'school')}" if schools else ""
    reached = f" The activities count {students:,} student places; a student may take part in several." if students else ""
    return f"{text}.{reached}"


def _on_goals(material: Material) -> str:
    note = "An activity that serves two goals counts for both, with its whole amount."
    others = [str(goal.number) for goal in material.result.goals if not _has_room_for(material, goal.activities)]
    return f"{note} No activity serves {'goal' if len(others) == 1 else 'goals'} {listed(others)}." if others else note


def _has_room_for(material: Material, found: int) -> bool:
    """Whether a row is shown: a short document leaves those out under which nothing stands."""
    return found > 0 or not material.is_short


def _verdicts(material: Material) -> Table:
    lines = [line for activity in material.result.activities for line in activity.lines]
    rows = []
    for verdict in Verdict:
        found = [line for line in lines if line.verdict is verdict]
        cells = (
            Judged(verdict),
            Words((plain(MEANINGS[verdict]),)),
            Count(len(found)),
            Money(sum(line.amount for line in found)),
        )
        if _has_room_for(material, len(found)):
            rows.append(Row(cells))
    total = sum(line.amount for line in lines)
    if total != material.result.total:
        raise SumsDifferError("lines by verdict", total, material.result.total)
    rows.append(Row((Words((plain("Total"),)), Words(((),)), Count(len(lines)), Money(total)), "total"))
    columns = (
        Column("Verdict", 28),
        Column("What it means", 49),
        Column("Lines", 8, "right"),
        Column("Amount", 15, "right"),
    )
    return Table("Budget lines by verdict", columns, tuple(rows))


def _money_by_award(material: Material) -> Table:
    uses = material.result.awards
    rows = [
        Row(
            (
                Words((plain(material.award_names[use.award.id]),)),
                Words((joined(use.fund.name),)),
                Money(use.available),
                Money(use.charged),
                Money(use.available - use.charged),
            )
        )
        for use in uses
    ]
    available, charged = sum(use.available for use in uses), sum(use.charged for use in uses)
    total = (
        Words((plain("Total"),)),
        Words(((),)),
        Money(available),
        Money(charged),
        Money(available - charged),
    )
    columns = (
        Column("Award", 24),
        Column("Fund", 28),
        Column("Available", 16, "right"),
        Column("Charged", 16, "right"),
        Column("Balance", 16, "right"),
    )
    return Table("Money by award", columns, (*rows, Row(total, "total")))


def _goals(material: Material) -> Table:
    whole = material.result.total
    rows = tuple(
        Row(
            (
                Words((plain(f"Goal {goal.number}"),)),
                Words((plain(goal.title),)),
                Count(goal.activities),
                Money(goal.amount),
                Share(goal.amount, whole),
            )
        )
        for goal in material.result.goals
        if _has_room_for(material, goal.activities)
    )
    columns = (
        Column("Goal", 8),
        Column("What it says", 56),
        Column("Activities", 10, "right"),
        Column("Amount", 15, "right"),
        Column("Of the plan", 11, "right"),
    )
    return Table("Coverage of the three goals, by activities and by money", columns, rows)
