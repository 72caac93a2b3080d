"""The cover: whose plan it is, which money it spends, under which rules, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator

from stemfunds.justify.document import Cover, Text
from stemfunds.justify.material import Material
from stemfunds.justify.words import clean, counted, day_in_prose, joined, missing, plain
from stemfunds.reading.numbers import dollars

TITLE = "Budget justification"

STATEMENT = (
    "This document shows, for every line of the budget, what supports it and what stands against it, "
    "with the sources. It is support for an application and not a decision: the agency that makes the award "
    "decides. Whether a cost is necessary, reasonable and allocable is for people to judge."
)


def cover(material: Material, open_items: int) -> Cover:
    """The cover of the document."""
    return Cover(
        title=TITLE,
        district=clean(material.plan.district.name),
        plan=clean(material.plan.title),
        verdict=material.result.verdict if material.has_lines else None,
        status=_status(material, open_items),
        entries=tuple(entries(material)),
        statement=plain(STATEMENT),
    )


def _status(material: Material, open_items: int) -> str:
    if not material.has_lines:
        return "Not for signature. There is no budget line yet, so nothing was judged."
    items = counted(open_items, "open item")
    if material.is_draft:
        return f"Not for signature. {items} must be settled first; the open items follow the summary."
    duties = counted(len(material.conditions), "condition")
    text = f"{duties} to meet; see the checklist." if material.conditions else "No conditions attach."
    return f"{text} {items} to complete; see the open items." if open_items else text


def entries(material: Material) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """The facts that identify the plan, its money and the rules it was read under."""
    plan, result = material.plan, material.result
    district = plan.district
    if material.is_short:
        yield from _in_few_lines(material)
        return
    yield "State", (plain(district.state),)
    yield "NCES district id", (plain(district.nces_id) or missing("NCES district id"),)
    if plan.school_year:
        yield "School year", (plain(plan.school_year),)
    if plan.period:
        yield "Period", (plain(f"{day_in_prose(plan.period.starts)} to {day_in_prose(plan.period.ends)}"),)
    yield "Funds", tuple(_funds(material))
    yield "Total", (plain(dollars(result.total), "strong"),)
    if plan.prepared_by:
        yield "Prepared by", (plain(plan.prepared_by),)
    yield "Contact", (plain(plan.contact) or missing("contact"),)
    yield "Checked as of", (plain(day_in_prose(result.as_of)),)
    yield "Rulebook", (plain(f"version {result.rulebook_version}, digest {result.rulebook_digest[:19]}"),)
    yield from _notes(material)


def _in_few_lines(material: Material) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """The same facts where the cover is but the head of a page: what belongs together shares a line."""
    plan, result = material.plan, material.result
    number = plain(f"NCES district id {plan.district.nces_id}") if plan.district.nces_id else missing("NCES district id")
    yield "District", (joined(f"{clean(plan.district.state)};", number),)
    year = plain(f"School year {plan.school_year};" if plan.period else plan.school_year) if plan.school_year else ()
    period = plain(f"{day_in_prose(plan.period.starts)} to {day_in_prose(plan.period.ends)}") if plan.period else ()
    if year or period:
        yield "Period", (joined(year, period),)
    yield "Funds", tuple(_funds(material))
    yield "Total", (plain(dollars(result.total), "strong"),)
    author = plain(f"{plan.prepared_by};") if plan.prepared_by else ()
    yield "Prepared by" if author else "Contact", (joined(author, plain(plan.contact) or missing("contact")),)
    rulebook = f"{day_in_prose(result.as_of)}, by rulebook {result.rulebook_version}, digest {result.rulebook_digest[:19]}"
    yield "Checked as of", (plain(rulebook),)
    yield from _notes(material)


def _notes(material: Material) -> Iterator[tuple[str, tuple[Text, ...]]]:
    if material.rulebook.packs:
        yield "State rules", tuple(plain(f"{pack.state}: {pack.title}") for pack in material.rulebook.packs.values())
    if material.plan.fictional:
        yield "Note", (plain("The district, its people and its figures are invented.", "strong"),)


def _funds(material: Material) -> Iterator[Text]:
    for use in material.result.awards:
        listing = f"ALN {use.fund.assistance_listing}" if use.fund.assistance_listing else ""
        yield plain(", ".join(part for part in (material.award_names[use.award.id], listing) if part))
