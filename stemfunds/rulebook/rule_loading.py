"""The rules of a folder, read when all words are known: funds, rules and limits, and what refers to them."""

from __future__ import annotations

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node
from stemfunds.rulebook import pack_keys
from stemfunds.rulebook.calculator_steps import naming_calculators
from stemfunds.rulebook.calculators import CalculatorReader
from stemfunds.rulebook.file_keys import FILE_KEYS
from stemfunds.rulebook.funds import read_fund
from stemfunds.rulebook.gathered import Gathered
from stemfunds.rulebook.limits import read_base, read_limit
from stemfunds.rulebook.model import Limit
from stemfunds.rulebook.rules import SECTIONS, RuleReader, refuse_rules_of_nobody
from stemfunds.rulebook.sheets import read_sheet
from stemfunds.rulebook.worked_out import with_parts


def read_bases(found: Gathered) -> None:
    """The bases with a name, before the limits that are taken of them."""
    found.gather("bases", found.bases, lambda node, problems: read_base(node, RuleReader("", found.words, problems)))


def read_funds(found: Gathered) -> None:
    """The funds, with their windows."""
    for file in found.files:
        if "fund" in file.root and not file.pack:
            fund = read_fund(file.root, FILE_KEYS, found.words, file.problems)
            if fund.id in found.funds:
                file.problems.add(file.root, f'fund "{fund.id}" stands twice')
            found.funds[fund.id] = fund


def read_rules(found: Gathered) -> None:
    """The rules and limits of all files."""
    taken: set[str] = set()
    for fund in found.funds.values():
        if fund.window is not None and fund.window.id in taken:
            file = next(file for file in found.files if file.name == fund.file)
            file.problems.add(file.root.get("window") or file.root, found.twice(fund.window.id))
        taken.update(() if fund.window is None else (fund.window.id,))
    taken.update(window.id for windows in found.state_windows.values() for window in windows)
    for file in found.files:
        owner = file.owner
        if owner is None:
            if not file.pack:
                refuse_rules_of_nobody(file)
            continue
        owners = {**found.words.frameworks, **found.words.funds}
        if "fund" not in file.root and owner not in owners:
            at = file.root.get("adds_to") or file.root
            file.problems.add(at, f'unknown fund or framework "{owner}"', found=owner, nearest=nearest_name(owner, owners.keys()))
        reader = RuleReader(owner, found.words, file.problems, pack_keys.EXTRA_RULE_KEYS if file.pack else frozenset())
        for section in (*(pack_keys.SECTIONS if file.pack else SECTIONS), "limits"):
            for node in file.entries(section):
                _read_rule(found, section, node, reader, taken)


def _read_rule(found: Gathered, section: str, node: Node, reader: RuleReader, taken: set[str]) -> None:
    before = len(reader.problems)
    rule = read_limit(node, reader) if section == "limits" else reader.read(section, node)
    if rule.id in taken:
        reader.problems.add(node, found.twice(rule.id))
    taken.add(rule.id)
    if len(reader.problems) > before:
        return
    if isinstance(rule, Limit):
        found.limits[rule.id] = rule
    else:
        found.rules[rule.id] = rule
        found.apart |= {} if rule.per == "charge" else {rule.id: (reader.problems, node)}


def read_calculators(found: Gathered) -> None:
    """The calculators, after the limits whose percentages they use."""
    found.gather(
        "calculators",
        found.calculators,
        lambda node, problems: CalculatorReader(found.words, found.limits, found.bases, problems).read(node),
    )
    found.limits = naming_calculators(found.limits, found.calculators)
    facts = found.words.facts
    for fact in facts.values():
        if fact.worked_out:
            file, node = found.stands["facts", fact.id]
            facts[fact.id] = with_parts(fact, node, found.words, found.calculators, file.problems)


def read_sheets(found: Gathered) -> None:
    """The sheets that the rules were written from; each row names what encodes it."""
    known = found.names()
    for file in found.files:
        if "sheet" in file.root:
            sheet = read_sheet(file.root, known, file.problems)
            if sheet.id in found.sheets:
                file.problems.add(file.root, f'sheet "{sheet.id}" stands twice')
            found.sheets[sheet.id] = sheet
