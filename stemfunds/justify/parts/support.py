"""Allowability of an activity's lines: what lets the fund pay, the conditions, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stemfunds.judging.result import ActivityResult, Authority, ChargeResult, Finding
from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import Block, Column, Judged, Row, Table, Text, Words
from stemfunds.justify.material import Material, citations, in_brackets, rule_says
from stemfunds.justify.parts.unsettled import in_words
from stemfunds.justify.words import (
    clean,
    day_in_prose,
    joined,
    listed,
    plain,
    quiet,
    sentence,
    strong,
)
from stemfunds.reading.numbers import dollars

Group = list[tuple[str, ChargeResult]]
"""Charges of one activity of which the rules say the same, with the ids of their lines."""

NOTHING_AGAINST = "Nothing encoded stands against it."


Numbers = Mapping[Finding, tuple[str, ...]]
"""The numbers of the open items, by the finding that waits for them."""


def support(material: Material, result: ActivityResult, numbers: Numbers) -> tuple[Block, ...]:
    """The table of what the rules say, like charges together."""
    groups: dict[tuple[object, ...], Group] = {}
    for line in result.lines:
        for charge in line.charges:
            groups.setdefault(_likeness(charge, numbers), []).append((line.id, charge))
    if not groups:
        return ()
    columns = (
        Column("Lines and award", 18),
        Column("Verdict", 19),
        Column("What supports it", 37),
        Column("What stands against it", 26),
    )
    told: set[Authority] = set()
    rows = tuple(_row(material, group, numbers, told) for group in groups.values())
    return (Table(f"What the rules say of the lines of {clean(result.id)}", columns, rows),)


def _likeness(charge: ChargeResult, numbers: Numbers) -> tuple[object, ...]:
    """What must be the same for two charges to share a row."""
    said = tuple(
        (f.rule, f.verdict, f.message, f.determination, f.explanation is None)
        for f in charge.findings
        if _is_shown(f) and f.verdict is not Verdict.NEEDS_INFORMATION
    )
    return (charge.award.id, charge.verdict, charge.authority, said, _open_numbers(charge, numbers))


def _open_numbers(charge: ChargeResult, numbers: Numbers) -> str:
    waiting = (f for f in charge.findings if f.verdict is Verdict.NEEDS_INFORMATION)
    return in_words(name for finding in waiting for name in numbers.get(finding, ()))


def _is_shown(finding: Finding) -> bool:
    """Whether a finding is told at the line; an undecided judgement is told once for the whole plan."""
    return finding.verdict is not Verdict.ALLOWABLE or finding.severity == "warning" or finding.determination is not None


def _row(material: Material, group: Group, numbers: Numbers, told: set[Authority]) -> Row:
    first = group[0][1]
    lines = listed(clean(line) for line, _ in group)
    amount = dollars(sum(charge.amount for _, charge in group))
    where = (strong(lines), plain(material.award_names[first.award.id]), plain(amount))
    return Row(
        (
            Words(where),
            Judged(first.verdict, tuple(_under_the_verdict(material, first))),
            Words(tuple(_for_it(material, first, told))),
            Words(tuple(_against_it(first, numbers)) or (plain(NOTHING_AGAINST),)),
        )
    )


def _under_the_verdict(material: Material, charge: ChargeResult) -> Iterator[Text]:
    if charge.reason is not None:
        known = material.rulebook.reasons.get(charge.reason.value)
        yield plain(known.title if known else charge.reason.value)
    numbers = dict.fromkeys(material.condition_number(f) for f in charge.findings if f.verdict is Verdict.WITH_CONDITIONS)
    if numbers:
        word = "Condition" if len(numbers) == 1 else "Conditions"
        yield plain(f"{word} {listed(numbers)} of the checklist")


# --- for ----------------------------------------------------------------------------------------------------


def _for_it(material: Material, charge: ChargeResult, told: set[Authority]) -> Iterator[Text]:
    """What lets the fund pay; an authority that stands in a row above is only named."""
    authority = charge.authority
    if authority in told:
        yield quiet(f"As above [{authority.rule}]")
    elif authority is not None:
        told.add(authority)
        yield rule_says(authority.rule, authority.says, authority.citations)
        known = [example for example in authority.supported_by if example in material.rulebook.letter]
        if known:
            words = "Example of the letter" if len(known) == 1 else "Examples of the letter"
            yield quiet(f"{words}: {listed(known)}; see the annex.")
    elif charge.verdict is Verdict.NEEDS_INFORMATION:
        yield plain("Whether the fund may pay depends on an answer.")
    else:
        yield plain("Nothing encoded lets the fund pay for this as it is written.")
    for finding in charge.findings:
        if finding.determination is not None and finding.determination.decision == "met":
            decided = finding.determination
            yield joined(
                strong(f"Determination on {finding.rule}:"),
                f"{clean(decided.author)}, {day_in_prose(decided.date)}: {sentence(decided.reason)}",
            )


# --- against ------------------------------------------------------------------------------------------------


def _against_it(charge: ChargeResult, numbers: Numbers) -> Iterator[Text]:
    for finding in charge.findings:
        if finding.verdict is Verdict.NOT_ALLOWABLE:
            item = quiet(f"Open item {in_words(numbers.get(finding, ()))}.")
            yield joined(plain(sentence(finding.message)), _source(finding), item)
        elif finding.verdict is Verdict.ALLOWABLE and finding.severity == "warning":
            answer = plain("(explained below)" if finding.explanation else "(not explained yet)")
            yield joined(strong("Warning:"), sentence(finding.message), _source(finding), answer)
    waiting = _open_numbers(charge, numbers)
    if waiting:
        yield joined(strong("Not answered yet:"), f"open {'item' if waiting.isalnum() else 'items'} {waiting}.")


def _source(finding: Finding) -> Text:
    return joined(in_brackets(citations(finding.citations)), quiet(f"[{finding.rule}]"))
