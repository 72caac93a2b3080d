"""The conditions under which costs are allowable: each duty once, with the lines it concerns."""

from __future__ import annotations

from collections.abc import Iterator

from stemfunds.justify.document import Block, Checklist, Duty, Paragraph, Section, Text
from stemfunds.justify.material import Concern, Material, citations
from stemfunds.justify.words import capital, clean, joined, plain, sentence


def conditions(material: Material) -> Section:
    """The checklist."""
    duties = tuple(_duty(material, concern) for concern in material.conditions)
    if not duties:
        return Section("conditions", "Conditions to meet")
    lead = "The costs are allowable if the district does the following. Tick a box when the paper that shows it is on file."
    blocks: tuple[Block, ...] = (Paragraph(plain(lead), "lead"), Checklist(duties))
    return Section("conditions", "Conditions to meet", blocks, new_page=True)


def _duty(material: Material, concern: Concern) -> Duty:
    finding = concern.finding
    return Duty(
        number=material.condition_number(finding),
        text=plain(finding.hint or finding.message, "strong"),
        details=tuple(text for text in _details(material, concern) if text),
    )


def _details(material: Material, concern: Concern) -> Iterator[Text]:
    finding = concern.finding
    why = plain(sentence(finding.message)) if finding.hint else ()
    yield joined(why, citations(finding.citations), plain(f"[{finding.rule}]"))
    yield plain(f"Concerns: {material.what_it_concerns(concern)}.")
    if finding.keep:
        yield plain(f"Keep: {' '.join(sentence(capital(clean(paper))) for paper in finding.keep)}")
