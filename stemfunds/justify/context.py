"""From a judged plan to the document that every renderer prints: parts in order, tables and charts numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from stemfunds.judging.result import PlanResult
from stemfunds.justify.document import Document, Labelled, Section, Table
from stemfunds.justify.material import Material
from stemfunds.justify.numbering import numbered
from stemfunds.justify.parts.accounts import accounts
from stemfunds.justify.parts.activities import activities
from stemfunds.justify.parts.annex import annex
from stemfunds.justify.parts.budget import budget
from stemfunds.justify.parts.certification import certification
from stemfunds.justify.parts.conditions import conditions
from stemfunds.justify.parts.cover import TITLE, cover, entries
from stemfunds.justify.parts.decisions import decisions
from stemfunds.justify.parts.limits import limits, windows
from stemfunds.justify.parts.open_items import missing_items, open_section
from stemfunds.justify.parts.summary import summary
from stemfunds.justify.parts.unsettled import numbers_of, unsettled
from stemfunds.justify.word_widths import fits_upright
from stemfunds.justify.words import clean
from stemfunds.rulebook.model import Rulebook

_LONGEST_TITLE = 70


def justification(result: PlanResult, rulebook: Rulebook, may_be_short: bool = True) -> Document:
    """The budget justification of a judged plan. Raises SumsDifferError where its own sums differ.

    A small plan gets a document of a few pages, unless it `may_be_short` is denied: then it has every table.
    """
    material = Material(result, rulebook, may_be_short)
    unsettled_items = unsettled(material)
    body = (
        budget(material),
        accounts(material),
        activities(material, numbers_of(unsettled_items)),
        conditions(material),
        limits(material),
        windows(material),
        decisions(material),
    )
    items = (*unsettled_items, *missing_items(Labelled(tuple(entries(material))), body))
    front = (summary(material, len(items)), open_section(items))
    back = (certification(material), annex(material))
    sections = tuple(_filled((*front, *body, *back)))
    return Document(
        cover=cover(material, len(items)),
        sections=tuple(numbered(_run_on(sections) if material.is_short else sections)),
        is_draft=material.is_draft,
        title=_title(result),
        author=clean(result.plan.prepared_by) or clean(result.plan.district.name),
        as_of=result.as_of,
        version=result.rulebook_version,
        digest=result.rulebook_digest,
        is_short=material.is_short,
    )


def _title(result: PlanResult) -> str:
    title = clean(result.plan.title) or TITLE
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"


def _filled(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections that say something: no heading stands over nothing."""
    for section in sections:
        if not section.is_empty:
            yield replace(section, parts=tuple(_filled(section.parts)))


def _run_on(sections: tuple[Section, ...]) -> Iterator[Section]:
    """The sections of a short plan follow the head of the first page and each other."""
    for section in sections:
        lies = section.wide and not all(fits_upright(block) for block in section.blocks if isinstance(block, Table))
        yield replace(section, new_page=False, wide=lies)
