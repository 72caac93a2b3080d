"""One section for each activity: why, for whom, where, when, on what evidence, with which lines."""

from __future__ import annotations

from collections.abc import Iterator

from stemfunds.judging.result import ActivityResult, LineResult
from stemfunds.justify.document import (
    Block,
    Column,
    Labelled,
    Money,
    Paragraph,
    Row,
    Section,
    Span,
    Standing,
    Table,
    Text,
    Words,
)
from stemfunds.justify.material import Material
from stemfunds.justify.parts.support import Numbers, support
from stemfunds.justify.words import (
    NO_LINE,
    bare,
    clean,
    counted,
    day_in_prose,
    joined,
    missing,
    plain,
    quiet,
    sentence,
    strong,
)
from stemfunds.plan.model import Activity, Line, School
from stemfunds.reading.numbers import dollars

Entry = tuple[str, tuple[Text, ...]]


def activities(material: Material, numbers: Numbers) -> Section:
    """All activities, in the order of the plan."""
    parts = tuple(_activity(material, result, numbers) for result in material.result.activities)
    return Section("activities", "Activities", parts=parts, new_page=True)


def _activity(material: Material, result: ActivityResult, numbers: Numbers) -> Section:
    activity = material.activities[result.id]
    blocks: list[Block] = [
        Standing(result.verdict, plain(dollars(result.amount), "strong"))
        if result.lines
        else Paragraph(strong(f"{NO_LINE}: no budget line stands here, so there is no verdict."))
    ]
    if activity.description:
        blocks.append(Paragraph(plain(activity.description)))
    facts = tuple(_facts(material, activity, result))
    blocks.append(Labelled(tuple(_in_few_lines(facts)) if material.is_short else facts))
    if result.lines:
        blocks += [_lines(material, result), *support(material, result, numbers)]
    return Section(f"activity-{result.id}", f"{clean(result.id)}. {clean(activity.title)}", tuple(blocks))


# --- facts --------------------------------------------------------------------------------------------------


def _facts(material: Material, activity: Activity, result: ActivityResult) -> Iterator[Entry]:
    kind = material.rulebook.kinds.get(result.kind)
    yield "Kind", (plain(kind.name if kind else result.kind),)
    yield "Need", (_need(activity),)
    goals = tuple(_goal(material, goal) for goal in result.goals)
    yield "Goal", goals or (plain("No goal of the initiative"),)
    yield "Objective", (plain(activity.objective) or missing("measurable objective"),)
    yield "Measure", (plain(activity.measure) or missing("how the objective is measured"),)
    if activity.commitment:
        yield "Commitment", (plain(activity.commitment),)
    yield "Population", (_population(activity),)
    yield "Schools", (_schools(material, activity),)
    yield "Evidence", (_evidence(material, activity),)
    yield "Timeline", (_timeline(activity),)
    yield "Responsible", (plain(activity.responsible) or missing("who is responsible"),)
    yield "Afterwards", (plain(activity.sustainability) or missing("what happens when the money ends"),)


_SHARES_A_LINE = {"Measure": "Objective", "Schools": "Population", "Responsible": "Timeline"}
"""In a short document, the fact that a fact follows on the same line, with its own label between."""


def _in_few_lines(facts: tuple[Entry, ...]) -> Iterator[Entry]:
    known = dict(facts)
    for label, texts in facts:
        following = next((name for name, chief in _SHARES_A_LINE.items() if chief == label and name in known), "")
        if following:
            yield label, (joined(_ended(joined(*texts)), strong(f"{following}:"), *known[following]),)
        elif label not in _SHARES_A_LINE:
            yield label, texts


def _ended(text: Text) -> Text:
    """The text with a full stop, unless it has its own sign of ending."""
    return text if bare(text)[-1:] in ("", ".", "]", "!", "?") else (*text, Span("."))


def _need(activity: Activity) -> Text:
    need = plain(sentence(activity.need)) or missing("need, with its data")
    source = plain(f"Source: {sentence(activity.need_source)}") if activity.need_source else missing("source of the need data")
    return joined(need, source)


def _goal(material: Material, goal: str) -> Text:
    known = material.rulebook.goals.get(goal)
    return plain(f"{known.number}. {sentence(known.title)}") if known else plain(goal)


def _population(activity: Activity) -> Text:
    counts = []
    if activity.students is not None:
        counts.append(counted(activity.students, "student"))
    if activity.educators is not None:
        counts.append(counted(activity.educators, "educator"))
    if activity.grades:
        counts.append(grades(activity.grades))
    who = plain(sentence(activity.population))
    numbers = plain(sentence(", ".join(counts)))
    return joined(who, numbers) or missing("who is served, and how many")


def grades(lowest_and_highest: tuple[int, int]) -> str:
    """``grades 6 to 8``, ``grade K``."""
    lowest, highest = (_GRADES.get(grade, str(grade)) for grade in lowest_and_highest)
    return f"grade {lowest}" if lowest == highest else f"grades {lowest} to {highest}"


_GRADES = {-1: "PK", 0: "K"}


def _schools(material: Material, activity: Activity) -> Text:
    schools = [material.plan.school(school) for school in activity.schools]
    known = [_school(material, school) for school in schools if school]
    return plain("; ".join(known)) or missing("which schools take part, or that it is district-wide")


def _school(material: Material, school: School) -> str:
    fact = material.rulebook.facts.get("school.title_i_status")
    status = fact.choices.get(school.title_i_status or "", "") if fact else ""
    return f"{school.name} ({status})" if status else school.name


def _evidence(material: Material, activity: Activity) -> Text:
    if activity.evidence is None:
        return missing("evidence tier and study")
    fact = material.rulebook.facts.get("activity.evidence_tier")
    tier = fact.choices.get(activity.evidence.tier, activity.evidence.tier) if fact else activity.evidence.tier
    study = ", ".join(part for part in (activity.evidence.study, activity.evidence.citation) if part)
    if not study and activity.evidence.tier != "none":
        return joined(sentence(tier), missing("study that the tier rests on"))
    return joined(sentence(tier), sentence(study))


def _timeline(activity: Activity) -> Text:
    if activity.starts is None or activity.ends is None:
        return missing("first and last day")
    return plain(f"{day_in_prose(activity.starts)} to {day_in_prose(activity.ends)}")


# --- lines --------------------------------------------------------------------------------------------------


def _lines(material: Material, result: ActivityResult) -> Table:
    rows = [_line(material, result, line) for line in result.lines]
    empty = Words(((),))
    rows.append(Row((Words((plain("Total"),)), empty, empty, empty, Money(result.amount)), "total"))
    columns = (
        Column("Line", 11),
        Column("What it buys, and the arithmetic", 44),
        Column("Object class", 13),
        Column("Charged to", 19),
        Column("Amount", 13, "right"),
    )
    return Table(f"Lines of {clean(result.id)}", columns, tuple(rows))


def _line(material: Material, activity: ActivityResult, result: LineResult) -> Row:
    line = material.lines[activity.id, result.id]
    return Row(
        (
            Words((plain(result.id),)),
            Words(_bought(line)),
            Words((plain(material.object_title(result.object)),)),
            Words(tuple(_charged_to(material, result)) or (missing("award that pays"),)),
            Money(result.amount),
        )
    )


def _bought(line: Line) -> tuple[Text, ...]:
    texts = [plain(line.description) or missing("description")]
    texts.append(plain(line.formula) if line.formula else missing("quantity and unit cost"))
    basis = [f"Price: {sentence(line.price_basis)}" if line.price_basis else ""]
    basis.append(f"Paid to: {sentence(line.vendor)}" if line.vendor else "")
    if any(basis):
        texts.append(quiet(" ".join(part for part in basis if part)))
    return tuple(texts)


def _charged_to(material: Material, result: LineResult) -> Iterator[Text]:
    for charge in result.charges:
        name = material.award_names[charge.award.id]
        yield plain(name) if len(result.charges) == 1 else joined(f"{name}:", dollars(charge.amount))
