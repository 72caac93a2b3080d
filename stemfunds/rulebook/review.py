"""Reading what reviewers work with: the checklist and the checks across plans."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from string import Formatter
from typing import Any, TypeVar, cast

from stemfunds.reading import scalars
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node, Scalar
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.entry import Entry
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.review_model import ChecklistRow, CrossCheck, Review, ReviewSection

_ROW_KEYS = frozenset({"row", "section", "title", "says", "filled_by"})
_FILL_KEYS = frozenset({"rules", "steps", "checks", "warnings"})
_CHECK_KEYS = frozenset({"check", "compares", "severity", "title", "says", "repair", "tells_district"})
_FIGURES = {
    "lines": frozenset({"within", "at_least", "many", "says_many"}),
    "vendors": frozenset({"within", "at_least", "leaves_out"}),
    "positions": frozenset({"more_than"}),
    "districts": frozenset[str](),
    "unit-prices": frozenset({"prices", "deviations", "times"}),
}
_OPTIONAL = frozenset({"within", "at_least", "leaves_out", "many", "says_many"})
FILLED_IN = {
    "lines": frozenset({"line", "amount", "others"}),
    "vendors": frozenset({"vendor", "amount", "others"}),
    "positions": frozenset({"position", "fte", "others"}),
    "districts": frozenset({"nces_id", "others"}),
    "unit-prices": frozenset({"price", "unit", "item", "median", "prices"}),
}
"""The words in braces that a check's text may use, by what it compares."""
_FILLED_IN_MANY = frozenset({"lines", "amount", "others"})

T = TypeVar("T", ReviewSection, ChecklistRow, CrossCheck)


def read_review(files: Iterable[RuleFile], names: Collection[str], ladder: Collection[str]) -> Review:
    """The sections, rows and checks of all files. Where there are rows, each step of the ladder belongs to one of them."""
    files = list(files)
    sections, checks, rows = dict[str, ReviewSection](), dict[str, CrossCheck](), dict[str, ChecklistRow]()
    for file in files:
        for node in file.entries("checklist_sections"):
            _take(_section(node, file.problems), sections, node, file.problems)
        for node in file.entries("cross_checks"):
            _take(_check(node, names, file.problems), checks, node, file.problems)
    for file in files:
        for node in file.entries("checklist"):
            _take(_row(node, sections, names, ladder, checks, file.problems), rows, node, file.problems)
    _refuse_gaps(rows, ladder, files)
    return Review(sections, rows, checks)


def _take(entry: T, into: dict[str, T], node: Node, problems: Problems) -> None:
    if entry.id in into:
        problems.add(node, f'"{entry.id}" stands twice', found=entry.id)
    into[entry.id] = entry


def _section(node: Node, problems: Problems) -> ReviewSection:
    entry = Entry(node, problems, frozenset({"section", "title"}), "a section of the checklist")
    return ReviewSection(entry.required_text("section"), entry.required_text("title"))


def _row(
    node: Node,
    sections: Collection[str],
    names: Collection[str],
    ladder: Collection[str],
    checks: Collection[str],
    problems: Problems,
) -> ChecklistRow:
    entry = Entry(node, problems, _ROW_KEYS, "a row of the checklist")
    section = entry.required_text("section")
    _refuse_unknown([section], "section", sections, entry, "section")
    about = (entry.required_text("row"), section, entry.required_text("title"), entry.required_text("says"))
    filled = entry.require("filled_by")
    if filled is None or (isinstance(filled, Scalar) and filled.text == "human"):
        return ChecklistRow(*about)
    fill = Entry(filled, problems, _FILL_KEYS, f"filled_by of {about[0]}")
    rules = [name for pattern in fill.texts("rules") for name in _matching(pattern, names, fill)]
    _refuse_unknown(fill.texts("steps"), "step", ladder, fill, "steps")
    _refuse_unknown(fill.texts("checks"), "check", checks, fill, "checks")
    row = ChecklistRow(*about, tuple(dict.fromkeys(rules)), fill.texts("steps"), fill.texts("checks"), fill.flag("warnings"))
    if row.is_human and fill.get("rules") is None:
        problems.add(
            fill.at, f"filled_by of {about[0]} names nothing; expected rules, steps, checks, warnings, or the word human"
        )
    return row


def _matching(pattern: str, names: Collection[str], entry: Entry) -> list[str]:
    """The names that a pattern with `*` fits, or the name itself."""
    found = [name for name in names if fnmatchcase(name, pattern)]
    if not found:
        at = entry.get("rules") or entry.at
        entry.problems.add(at, f'unknown rule "{pattern}" in {entry.what}', found=pattern, nearest=nearest_name(pattern, names))
    return found


def _refuse_unknown(found: Iterable[str], what: str, known: Collection[str], entry: Entry, key: str) -> None:
    for name in found:
        if name and name not in known:
            at = entry.get(key) or entry.at
            entry.problems.add(at, f'unknown {what} "{name}"', found=name, nearest=nearest_name(name, known))


def _refuse_gaps(rows: dict[str, ChecklistRow], ladder: Collection[str], files: Iterable[RuleFile]) -> None:
    """Every finding has a row: each step of the ladder stands in one, and in one only."""
    for file in files:
        for node in list(file.entries("checklist"))[:1]:
            for step in ladder:
                number = sum(step in row.steps for row in rows.values())
                if number != 1:
                    stands = "no row" if not number else "several rows"
                    file.problems.add(node, f'the step "{step}" stands in {stands} of the checklist; expected one', found=step)
            return


def _check(node: Node, names: Collection[str], problems: Problems) -> CrossCheck:
    compares = Entry(node, Problems(problems.file), frozenset(), "").text("compares")
    figures = _FIGURES.get(compares, frozenset())
    entry = Entry(node, problems, _CHECK_KEYS | figures, f"a check of {compares}" if compares else "a check")
    identity = entry.required_text("check")
    if identity in names:
        problems.add(entry.at, f'"{identity}" names a rule already', found=identity)
    for key in sorted(figures - _OPTIONAL):
        entry.require(key)
    amount = entry.get("at_least")
    check = CrossCheck(
        id=identity,
        compares=cast(Any, entry.choice("compares", frozenset(_FIGURES))),
        severity=cast(Any, entry.choice("severity", frozenset({"warning", "note"}))),
        title=entry.required_text("title"),
        says=entry.required_text("says"),
        repair=entry.required_text("repair"),
        tells_district=entry.flag("tells_district"),
        within=cast(Any, entry.choice("within", frozenset({"district", "batch"}), "district")),
        at_least=0 if amount is None else int(scalars.money(amount, problems, "at_least") or 0),
        more_than=_decimal(entry, "more_than"),
        leaves_out=entry.texts("leaves_out"),
        prices=entry.whole("prices"),
        deviations=_decimal(entry, "deviations"),
        times=_decimal(entry, "times"),
        many=entry.whole("many"),
        says_many=entry.text("says_many"),
    )
    if bool(check.many) != bool(check.says_many):
        problems.add(entry.at, f"{identity}: many and says_many go together; expected both or neither")
    _refuse_unknown(_braces(check.says_many), "word in braces", _FILLED_IN_MANY, entry, "says_many")
    _refuse_unknown(_braces(check.says), "word in braces", FILLED_IN.get(compares, frozenset()), entry, "says")
    return check


def _decimal(entry: Entry, key: str) -> str:
    """A number that is not below zero, as text."""
    text = entry.text(key)
    try:
        if text and Decimal(text) < 0:
            raise InvalidOperation
    except InvalidOperation:
        entry.problems.add(entry.get(key) or entry.at, f'{key} "{text}": expected a number', found=text)
    return text


def _braces(text: str) -> list[str]:
    try:
        return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return [text]
