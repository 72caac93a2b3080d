"""The document, before any renderer: what it says, in which order, and that its sums are the judgement's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from msgspec.structs import replace

from stemfunds.judging.result import PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.justify import SumsDifferError
from stemfunds.justify.context import justification
from stemfunds.justify.document import (
    Checklist,
    Document,
    Judged,
    Labelled,
    Money,
    Notice,
    Paragraph,
    Row,
    Section,
    StackedBars,
    Table,
    Timeline,
    Words,
)
from stemfunds.justify.parts.annex import letter_text
from stemfunds.justify.words import bare
from stemfunds.rulebook.model import Rulebook

from .rules import example


def sections(document: Document) -> Iterator[Section]:
    """All sections at all levels, in the order of reading."""

    def within(parts: tuple[Section, ...]) -> Iterator[Section]:
        for part in parts:
            yield part
            yield from within(part.parts)

    return within(document.sections)


def tables(document: Document) -> list[Table]:
    return [block for part in sections(document) for block in part.blocks if isinstance(block, Table)]


def table(document: Document, caption: str) -> Table:
    return next(found for found in tables(document) if found.caption.startswith(caption))


def words(row: Row) -> str:
    return " ".join(bare(text) for cell in row.cells if isinstance(cell, Words) for text in cell.paragraphs)


def cents(row: Row) -> list[int | None]:
    return [cell.cents for cell in row.cells if isinstance(cell, Money)]


def said_of(part: Section) -> str:
    facts = [block for block in part.blocks if isinstance(block, Labelled)]
    return " ".join(bare(text) for block in facts for _, texts in block.entries for text in texts)


def test_parts_stand_in_their_order(clean: PlanResult, rules: Rulebook) -> None:
    """A clean plan has no page of open items; the annex comes last."""
    assert [part.id for part in justification(clean, rules).sections] == [
        "summary",
        "budget",
        "activities",
        "conditions",
        "limits",
        "windows",
        "decisions",
        "certification",
        "annex",
    ]


def test_a_short_plan_runs_on(clean: PlanResult, rules: Rulebook) -> None:
    """Nothing of it begins a page: its cover is the head of the first."""
    document = justification(clean, rules)
    assert document.is_short
    assert not any(part.new_page for part in document.sections)
    assert not any(part.wide for part in document.sections)


def test_charts_show_the_sums_of_their_tables(clean: PlanResult, rules: Rulebook) -> None:
    """Every award with its object classes; nothing is drawn that the next table does not say."""
    blocks = [block for part in sections(justification(clean, rules)) for block in part.blocks]
    chart = next(block for block in blocks if isinstance(block, StackedBars))
    following = blocks[blocks.index(chart) + 1]
    assert isinstance(following, Table)
    by_name = {words(row): cents(row) for row in following.rows}
    for at, bar in enumerate(chart.bars):
        assert bar.cents == sum(bar.parts) == by_name["12 Total"][at]
        for (number, name), part in zip(chart.keys, bar.parts, strict=True):
            assert (by_name[f"{number} {name}"][at] or 0) == part


def test_the_timeline_shows_the_windows(clean: PlanResult, rules: Rulebook) -> None:
    blocks = [block for part in sections(justification(clean, rules)) for block in part.blocks]
    chart = next(block for block in blocks if isinstance(block, Timeline))
    assert [(period.opens, period.closes) for period in chart.periods] == [(use.opens, use.closes) for use in clean.awards]
    assert {(period.first, period.last) for period in chart.periods} == {(date(2026, 9, 8), date(2027, 5, 28))}
    assert [block.number for block in blocks if isinstance(block, StackedBars | Timeline)] == [1, 2]


def test_a_clean_plan_is_no_draft(clean: PlanResult, rules: Rulebook) -> None:
    document = justification(clean, rules)
    assert not document.is_draft
    assert document.cover.verdict is Verdict.WITH_CONDITIONS


def test_an_activity_without_lines_has_no_verdict(clean: PlanResult, rules: Rulebook) -> None:
    """What is not planned was not judged: the table and the section say so."""
    planned, judged = clean.plan.activities[1], clean.activities[1]
    plan = replace(clean.plan, activities=(*clean.plan.activities, replace(planned, id="A3", lines=())))
    result = replace(clean, plan=plan, activities=(*clean.activities, replace(judged, id="A3", lines=(), amount=0)))
    document = justification(result, rules)
    *others, empty, _ = table(document, "Activities").rows
    assert [isinstance(row.cells[-1], Judged) for row in (*others, empty)] == [True, True, False]
    assert words(empty).endswith("Nothing is planned yet")
    first = next(part for part in sections(document) if part.id == "activity-A3").blocks[0]
    assert isinstance(first, Paragraph)
    assert bare(first.text) == "Nothing is planned yet: no budget line stands here, so there is no verdict."


def test_open_items_follow_the_summary_of_a_draft(troubled: PlanResult, rules: Rulebook) -> None:
    document = justification(troubled, rules)
    assert document.is_draft
    assert [part.id for part in document.sections][:2] == ["summary", "open-items"]
    assert any(isinstance(block, Notice) for block in document.sections[0].blocks)


def test_open_items_are_numbered_the_gravest_first(troubled: PlanResult, rules: Rulebook) -> None:
    """Refusals, questions, warnings, missing texts; the numbers run through."""
    items = next(part for part in justification(troubled, rules).sections if part.id == "open-items")
    found = [block for block in items.blocks if isinstance(block, Table)]
    assert [block.caption for block in found] == [
        "Charges that the rules do not support",
        "Questions to answer",
        "Warnings without an explanation",
        "Texts to supply",
    ]
    assert [words(row).split()[0] for block in found for row in block.rows] == ["O1", "O2", "O3", "O4"]


def test_a_refusal_names_its_reason_and_its_repair(troubled: PlanResult, rules: Rulebook) -> None:
    (row,) = table(justification(troubled, rules), "Charges that the rules").rows
    assert "Prohibited" in words(row)
    assert "Buses are not paid." in words(row)
    assert "Charge the buses to a local source." in words(row)
    assert "Line A2-bus" in words(row)


def test_one_question_serves_all_lines_that_wait_for_it(troubled: PlanResult, rules: Rulebook) -> None:
    (row,) = table(justification(troubled, rules), "Questions to answer").rows
    assert "Who runs the event?" in words(row)
    assert "One of: A nonprofit organization; A company." in words(row)
    assert "All lines of A1" in words(row)


def test_an_explained_warning_is_told_but_not_open(troubled: PlanResult, rules: Rulebook) -> None:
    document = justification(troubled, rules)
    (open_row,) = table(document, "Warnings without").rows
    assert "Line A2-lab" in words(open_row)
    (explained,) = table(document, "Findings that the district explains").rows
    assert "The price is that of the State contract." in words(explained)
    assert "Dana Ortiz" in words(explained)


def test_missing_texts_are_marked_and_listed(troubled: PlanResult, rules: Rulebook) -> None:
    """Nothing is invented in place of a text that the plan does not give."""
    document = justification(troubled, rules)
    (row,) = table(document, "Texts to supply").rows
    assert "need, with its data" in words(row)
    assert "how the objective is measured" in words(row)
    activity = next(part for part in sections(document) if part.id == "activity-A1")
    facts = next(block for block in activity.blocks if isinstance(block, Labelled))
    assert "[MISSING: need, with its data]" in bare(dict(facts.entries)["Need"][0])


def test_a_duty_stands_once_with_all_its_lines(clean: PlanResult, rules: Rulebook) -> None:
    """Three charges carry the same duty; the checklist has one box."""
    part = next(part for part in justification(clean, rules).sections if part.id == "conditions")
    (checklist,) = [block for block in part.blocks if isinstance(block, Checklist)]
    (duty,) = checklist.duties
    assert duty.number == "C1"
    assert bare(duty.text) == "Get the approval in writing before the order."
    said = " ".join(map(bare, duty.details))
    assert "lines A1-kits and A2-lab" in said
    assert "Keep: The letter of approval." in said
    assert "Rule 30" in said


def test_object_classes_stand_in_the_order_of_the_form(clean: PlanResult, rules: Rulebook) -> None:
    """Line 9 is the total of the direct costs, line 12 the total, then what is available and what is left."""
    shown = table(justification(clean, rules, may_be_short=False), "Budget by object class")
    assert [words(row).split(" ", 1)[0] for row in shown.rows[:12]] == [str(at) for at in range(1, 13)]
    assert [words(row).strip() for row in shown.rows[8:]] == [
        "9 Total direct costs",
        "10 Indirect",
        "11 Training Stipends",
        "12 Total",
        "Available (allocation or carryover)",
        "Balance",
    ]
    assert cents(shown.rows[11]) == [800_000, 200_000, 1_000_000]
    assert cents(shown.rows[13]) == [1_200_000, 300_000, 1_500_000]


def test_money_that_no_award_pays_is_shown(clean: PlanResult, rules: Rulebook) -> None:
    """Charges that do not add up to their line do not disappear in a total."""
    first, *others = clean.activities
    line, *more = first.lines
    short = replace(line.charges[0], amount=line.charges[0].amount - 100)
    changed = replace(first, lines=(replace(line, charges=(short,)), *more))
    use, *rest = clean.awards
    awards = (replace(use, charged=use.charged - 100), *rest)
    document = justification(replace(clean, activities=(changed, *others), awards=awards), rules, may_be_short=False)
    shown = table(document, "Budget by object class")
    assert "Not charged" in [column.title for column in shown.columns]
    assert cents(shown.rows[11]) == [799_900, 200_000, 100, 1_000_000]


@pytest.mark.parametrize(
    "broken",
    [
        lambda result: replace(result, total=result.total + 1),
        lambda result: replace(result, awards=(replace(result.awards[0], charged=1), result.awards[1])),
    ],
    ids=["total", "award"],
)
def test_sums_that_differ_are_refused(clean: PlanResult, rules: Rulebook, broken: Callable[[PlanResult], PlanResult]) -> None:
    """A document never shows two totals of the same money."""
    with pytest.raises(SumsDifferError):
        justification(broken(clean), rules)


def test_what_supports_a_line_stands_beside_its_verdict(clean: PlanResult, rules: Rulebook) -> None:
    """Lines of which the rules say the same share a row; the authority comes with its citation."""
    rows = table(justification(clean, rules), "What the rules say of the lines of A1").rows
    assert len(rows) == 3
    assert "Robotics is paid. (Act 10(a)) [A-PAYS]" in words(rows[0])
    assert "Nothing encoded stands against it." in words(rows[0])


def test_an_unconfirmed_source_says_so(clean: PlanResult, rules: Rulebook) -> None:
    (row,) = table(justification(clean, rules), "Limits with").rows
    assert "Rule 40(b)" in words(row)
    assert ", not confirmed" in words(row)


def test_an_open_limit_shows_its_range(troubled: PlanResult, rules: Rulebook) -> None:
    (row,) = table(justification(troubled, rules), "Limits with").rows
    assert "$2,000.00 to $4,000.00" in words(row)
    assert "at most $3,000.00" in words(row)
    assert "? Open" in words(row)


def test_sources_say_how_they_were_verified(clean: PlanResult, rules: Rulebook) -> None:
    """By weight, then by name."""
    rows = table(justification(clean, rules, may_be_short=False), "Sources that this document cites").rows
    assert [words(row).split(" Title")[0] for row in rows] == [
        "Act 10 99 USC 6",
        "Act 20 99 USC 6",
        "Rule 30 99 USC 7",
        "Rule 40 99 USC 7",
    ]
    assert "Text read, 2026-11-23: Release of 2026." in words(rows[0])
    assert "Reported by another source" in words(rows[2])
    assert "Not confirmed" in words(rows[3])


@pytest.mark.parametrize(
    ("grade", "said"),
    [
        ("S22", "The letter is reported to say: Robotics of grade S22. (Section 3 of the letter.)"),
        (
            "S16",
            "The predecessor letter is reported to say: Robotics of grade S16. (Section 3 of the letter.)",
        ),
        (
            "STAT",
            "Rests on the statute: Robotics of grade STAT. (Section 3 of the letter.)",
        ),
        ("NEW", "Rests on its sources alone: Robotics of grade NEW."),
    ],
)
def test_an_example_is_told_in_the_words_of_its_grade(rules: Rulebook, grade: str, said: str) -> None:
    """Only the rulebook says what may be called the letter's; without a grade the letter is not named."""
    assert bare(letter_text(example("DCL-1", grade), rules.letter_grades)) == said


def test_the_register_of_each_fund_is_printed(clean: PlanResult, rules: Rulebook) -> None:
    """A fund that the register does not list says so."""
    parts = {part.id: part for part in sections(justification(clean, rules, may_be_short=False))}
    known, unknown = (said_of(parts[name]) for name in ("fund-fund-a", "fund-fund-b"))
    assert "Full; verified through FFY 2026." in known
    assert "The register of programs does not list this fund." in unknown


def test_determinations_carry_reason_author_and_dates(troubled: PlanResult, rules: Rulebook) -> None:
    document = justification(troubled, rules)
    (row,) = table(document, "Determinations").rows
    assert "Three quotes were compared." in words(row)
    assert "Mei Tanaka" in words(row)
    assert "until Jun 30, 2027" in words(row)
    assert not any(found.caption.startswith("Judgements") for found in tables(document))


def test_judgements_without_a_determination_are_peoples(clean: PlanResult, rules: Rulebook) -> None:
    (row,) = table(justification(clean, rules, may_be_short=False), "Judgements that are people's").rows
    assert "A cost must be necessary." in words(row)


def test_tables_are_numbered_through(troubled: PlanResult, rules: Rulebook) -> None:
    found = tables(justification(troubled, rules))
    assert [one.number for one in found] == list(range(1, len(found) + 1))


def test_every_row_has_a_cell_for_each_column(troubled: PlanResult, rules: Rulebook) -> None:
    for found in tables(justification(troubled, rules)):
        assert {len(row.cells) for row in found.rows} == {len(found.columns)}, found.caption


def test_no_heading_stands_over_nothing(clean: PlanResult, rules: Rulebook) -> None:
    """A plan without lines, awards and limits loses its tables and their headings."""
    bare_plan = replace(clean.plan, activities=(), awards=())
    bare_result = replace(
        clean,
        plan=bare_plan,
        activities=(),
        awards=(),
        limits=(),
        goals=(),
        total=0,
        verdict=Verdict.ALLOWABLE,
    )
    document = justification(bare_result, rules)
    assert not [part.id for part in sections(document) if part.is_empty]
    assert "activities" not in {part.id for part in document.sections}


def test_nothing_is_said_to_be_approved(troubled: PlanResult, clean: PlanResult, rules: Rulebook) -> None:
    """The document says what supports a cost; it never says that a cost is approved."""
    for result in (clean, troubled):
        assert "approved" not in repr(justification(result, rules)).lower()
