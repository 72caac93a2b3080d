"""The document of a small plan: a few pages, the same figures, and everything that a signature rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace
from strategies import federal_rulebook

from stemfunds.judging.judge import judge_plan
from stemfunds.judging.result import PlanResult
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.justify import markdown
from stemfunds.justify.context import justification
from stemfunds.justify.material import Material
from stemfunds.justify.word_sizes import smaller
from stemfunds.plan.model import Plan
from stemfunds.plan.reader import read_plan
from stemfunds.rulebook.model import Rulebook

from .once import Once
from .shelf import URBAN, Shelved
from .test_context import table, tables, words

RURAL = URBAN.parents[1] / "rural" / "plan.yaml"
AS_OF = date(2026, 11, 23)


def small_plan() -> Plan:
    """Two activities of the rural example, with five lines, all of them charged to one award."""
    plan = read_plan(RURAL, plan_vocabulary(federal_rulebook()))
    award = next(award for award in plan.awards if award.id == "IVA-26")
    activities = [
        replace(activity, lines=tuple(line for line in activity.lines if line.charges[0].award == award.id))
        for activity in plan.activities
        if activity.id in ("R2", "R3")
    ]
    return replace(plan, activities=tuple(activities), awards=(award,), determinations=(), explanations=())


@pytest.fixture(scope="session")
def small(once: Once) -> Shelved:
    federal = federal_rulebook()
    return Shelved("small", judge_plan(small_plan(), federal, AS_OF), federal, once)


@pytest.mark.parametrize(("printed", "most"), [("pdf", 4), ("word", 5)])
def test_it_has_few_pages_and_only_the_last_may_be_nearly_empty(small: Shelved, printed: str, most: int) -> None:
    """How much goes on a page of the Word file hangs on the fonts of the machine that prints it."""
    pages = small.pages(printed)
    assert 3 <= len(pages) <= most
    assert "Summary" in pages[0].lines
    assert all(page.body_ink is not None and page.body_ink[3] > 220 for page in pages[:-1]), "in half points, of 338"


def test_what_is_signed_stands_on_one_page(small: Shelved) -> None:
    for printed in ("pdf", "word"):
        (page,) = (page for page in small.pages(printed) if "Certification" in page.lines)
        assert sum(line.startswith("Name and title") for line in page.lines) == 3


def test_its_dollars_are_those_of_the_long_document(small: Shelved) -> None:
    """Shorter by what stands twice: no figure is new, and the totals are there."""
    long = justification(small.result, small.rules, may_be_short=False)
    in_short, in_long = (set(dollars(markdown.render(document).decode())) for document in (small.document, long))
    assert in_short <= in_long
    assert f"${small.result.total / 100:,.2f}" in in_short
    assert len(tables(small.document)) < len(tables(long))


def dollars(text: str) -> Iterator[str]:
    yield from re.findall(r"\$[\d,]+\.\d\d", text)


def test_only_object_classes_with_money_are_listed(small: Shelved) -> None:
    rows = table(small.document, "Budget by object class").rows
    assert [words(row).strip() for row in rows] == [
        *("1 Personnel", "5 Supplies", "8 Other", "12 Total"),
        *("Available (allocation or carryover)", "Balance"),
    ]


def test_goals_that_nothing_serves_are_named(small: Shelved) -> None:
    assert len(table(small.document, "Coverage of the three goals").rows) == 1
    assert "No activity serves goals 2 and 3." in markdown.render(small.document).decode()


def test_every_source_is_in_the_annex(small: Shelved) -> None:
    """Those that were verified in the same way share a row."""
    long = justification(small.result, small.rules, may_be_short=False)
    alone, together = (table(document, "Sources that").rows for document in (long, small.document))
    names = [words(row).split(" ", 1)[0] for row in alone]
    told = " ".join(map(words, together))
    assert all(name in told for name in names)
    assert len(together) < len(alone)


def test_it_has_every_text_of_an_activity(small: Shelved) -> None:
    text = " ".join(markdown.render(small.document).decode().split())
    for activity in small.result.plan.activities:
        for said in (activity.objective, activity.measure, activity.responsible, activity.population):
            assert said.replace("'", "’") in text or said in text


# --- which plans are small ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("activities", "awards", "expected"), [(2, 2, True), (3, 3, True), (4, 2, False), (2, 4, False)])
def test_a_plan_is_small_by_what_it_holds(
    clean: PlanResult, rules: Rulebook, activities: int, awards: int, expected: bool
) -> None:
    grown = replace(
        clean,
        activities=tuple((clean.activities * 2)[:activities]),
        awards=tuple((clean.awards * 2)[:awards]),
    )
    assert Material(grown, rules, may_be_short=True).is_short is expected
    assert not Material(grown, rules).is_short


def test_many_lines_make_a_plan_long(clean: PlanResult, rules: Rulebook) -> None:
    first, *others = clean.activities
    grown = replace(clean, activities=(replace(first, lines=first.lines * 8), *others))
    assert not Material(grown, rules, may_be_short=True).is_short


def test_type_and_gaps_are_made_smaller_but_stay_legible() -> None:
    style = '<w:spacing w:before="440" w:after="161" w:line="264" w:lineRule="auto"/><w:sz w:val="36"/><w:szCs w:val="17"/>'
    small_style = style.replace("440", "220").replace("161", "80").replace("264", "240").replace("36", "32")
    assert smaller(style) == small_style.replace("17", "16")
