"""The page for signatures. Nothing on it is filled in by a program."""

from __future__ import annotations

from stemfunds.justify.document import Block, Notice, Paragraph, Section, Signatures
from stemfunds.justify.material import Material
from stemfunds.justify.words import clean, plain

_ROLES = ("Superintendent", "Grant or program director", "Fiscal officer")

_WORDS = (
    "We have read this justification. To our knowledge the facts about the plan are true and complete, the "
    "costs serve the stated needs, and the district will meet the conditions in the checklist and keep the "
    "papers that show it. This page does not take the place of the assurances and certifications of the "
    "application."
)


def certification(material: Material) -> Section:
    """The certification page."""
    superintendent = clean(material.plan.district.superintendent)
    first = f"{_ROLES[0]}: {superintendent}" if superintendent else _ROLES[0]
    blocks: list[Block] = [Paragraph(plain(_WORDS)), Signatures((first, *_ROLES[1:]))]
    if material.is_draft:
        blocks.insert(
            0,
            Notice(
                "Draft: do not sign",
                plain("Open items remain. Sign the document that is made after they are settled."),
            ),
        )
    return Section("certification", "Certification", tuple(blocks), new_page=True)
