"""A comparison as titled tables of text, which every format draws in its own way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemfunds.amending.comparison import ChargeChange, Comparison, MoneyChange
from stemfunds.amending.triggers import Triggered
from stemfunds.judging.result import Finding
from stemfunds.judging.verdicts import Verdict
from stemfunds.reading.numbers import dollars
from stemfunds.reporting.grouped import place_of
from stemfunds.reporting.words import NAMES, citation_words, counted
from stemfunds.rulebook.model import Rulebook

_WAYS = {"new": "new", "gone": "gone", "worse": "✗ worse", "better": "✓ better", "same": "same verdict"}
MONEY_COLUMNS = ("Before", "After", "Change")
"""Columns whose cells are figures and stand to the right."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its title; `none` is said in place of a table without rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str = "Nothing changed."


def headline(comparison: Comparison) -> str:
    """What changed, in one sentence."""
    old, new = comparison.old, comparison.new
    if comparison.is_empty:
        return f"Nothing changed in money, verdicts or findings. The plan costs {dollars(new.total)}."
    ways = [change.way for change in comparison.charges]
    parts = [counted(ways.count(way), f"charge {word}", f"charges {word}") for way, word in _IN_WORDS if way in ways]
    moved = f"The plan goes from {dollars(old.total)} to {dollars(new.total)} ({signed(new.total - old.total)})"
    verdicts = f"Its verdict goes from {old.verdict.value} to {new.verdict.value}."
    if old.verdict is new.verdict:
        verdicts = f"Its verdict stays {new.verdict.value}."
    return f"{moved}: {', '.join(parts) or 'no charge changed'}. {verdicts}"


_IN_WORDS = (("new", "new"), ("gone", "gone"), ("worse", "worse"), ("better", "better"), ("same", "of another amount"))


def sections(comparison: Comparison, triggers: Sequence[Triggered], rulebook: Rulebook) -> list[Section]:
    """The tables of a comparison: what must go back to the State first, then money, verdicts and findings."""
    found = [_trigger_section(triggers)] if rulebook.packs else []
    titles = {name: named.title for name, named in rulebook.object_classes.items()}
    objects = [MoneyChange(c.name, titles.get(c.name, c.name), c.old, c.new) for c in comparison.objects]
    return [
        *found,
        _money("Money by fund", "Fund", comparison.funds),
        _money("Money by object class", "Object class", objects),
        _money("Money by activity", "Activity", comparison.activities, with_name=True),
        _money("Awards: what can be spent", "Award", comparison.awards),
        _charge_section(comparison.charges),
        _finding_section("New findings", comparison.appeared),
        _finding_section("Findings that are gone", comparison.gone),
    ]


def signed(cents: int) -> str:
    """A difference with its sign: ``+$1,200.00``, ``−$300.00``, ``$0.00``."""
    sign = "+" if cents > 0 else "−" if cents < 0 else ""
    return sign + dollars(abs(cents))


def _money(title: str, what: str, changes: Iterable[MoneyChange], with_name: bool = False) -> Section:
    rows = tuple(
        (f"{c.name}  {c.title}" if with_name else c.title, _sum(c.old), _sum(c.new), signed(c.difference)) for c in changes
    )
    return Section(title, (what, *MONEY_COLUMNS), rows)


def _charge_section(charges: Iterable[ChargeChange]) -> Section:
    rows = tuple(
        (
            f"{c.activity}/{c.line}",
            c.award,
            _sum(c.old_amount),
            _sum(c.new_amount),
            _WAYS[c.way],
            _verdicts(c.old_verdict, c.new_verdict),
        )
        for c in charges
    )
    return Section("Charges", ("Line", "Award", "Before", "After", "Verdict", "From and to"), rows)


def _finding_section(title: str, findings: Iterable[Finding]) -> Section:
    rows = tuple(
        (finding.rule, place_of(finding), finding.severity, f"{finding.message} [{citation_words(finding)}]".replace(" []", ""))
        for finding in findings
    )
    return Section(title, ("Rule", "Place", "Weight", "Words"), rows, none="None.")


def _trigger_section(triggers: Iterable[Triggered]) -> Section:
    rows = tuple(
        (hit.rule, hit.unit, hit.why, f"{hit.says} [{'; '.join(cited.short for cited in hit.citations)}]") for hit in triggers
    )
    none = "No change passes a trigger of the State pack."
    return Section("Needs an amendment of the approved budget", ("Trigger", "Where", "Why", "Rule of the State"), rows, none)


def _sum(cents: int | None) -> str:
    return "none" if cents is None else dollars(cents)


def _verdicts(old: Verdict | None, new: Verdict | None) -> str:
    if old is new and new is not None:
        return NAMES[new]
    return f"{'none' if old is None else NAMES[old]} → {'none' if new is None else NAMES[new]}"
