"""The head of a fund's file, the register of programs, and the examples of the letter."""

from __future__ import annotations

from typing import Any, cast

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.entry import Entry
from stemfunds.rulebook.model import Fund, LetterExample, LetterGrade, Notice, Program, Reference
from stemfunds.rulebook.windows import read_window
from stemfunds.rulebook.words import Words

FUND_KEYS = frozenset(
    "fund name short also_called assistance_listing purpose who follows indirect_rate supplement_not_supplant "
    "cite uses traps window".split()
)
_RATES = frozenset({"restricted", "unrestricted", "none"})
_PROGRAM_KEYS = frozenset({"fund", "encoded", "verified_through", "status", "known_gaps"})
_REFERENCE_KEYS = frozenset(
    "reference name agency assistance_listing who_applies kinds could_pay restriction status cite".split()
)
_EXAMPLE_KEYS = frozenset("example section who kinds fund paraphrase rests_on grade condition".split())


def read_fund(node: Node, keys: frozenset[str], words: Words, problems: Problems) -> Fund:
    """A fund's identity and window. `keys` are all keys that the file may have."""
    entry = Entry(node, problems, keys, "a fund")
    identity = entry.required_text("fund")
    for framework in entry.texts("follows"):
        if framework not in words.frameworks:
            near = nearest_name(framework, words.frameworks.keys())
            problems.add(entry.get("follows") or entry.at, f'unknown framework "{framework}"', found=framework, nearest=near)
    window = entry.get("window")
    return Fund(
        id=identity,
        name=entry.required_text("name"),
        short=entry.required_text("short"),
        purpose=entry.required_text("purpose"),
        who=entry.text("who"),
        follows=entry.texts("follows"),
        indirect_rate=cast(Any, entry.choice("indirect_rate", _RATES)),
        file=problems.file,
        also_called=entry.texts("also_called"),
        assistance_listing=entry.text("assistance_listing"),
        supplement_not_supplant=entry.text("supplement_not_supplant"),
        cite=read_citations(entry.get("cite"), words.sources, problems),
        uses=entry.texts("uses"),
        traps=entry.texts("traps"),
        window=None if window is None else read_window(window, identity, words, problems),
    )


def read_program(node: Node, problems: Problems) -> Program:
    """The register's entry for a fund."""
    entry = Entry(node, problems, _PROGRAM_KEYS, "a program")
    return Program(
        fund=entry.required_text("fund"),
        encoded=cast(Any, entry.choice("encoded", frozenset({"full", "partial", "none"}))),
        verified_through=entry.text("verified_through"),
        status=entry.text("status"),
        known_gaps=entry.texts("known_gaps"),
    )


def read_example(node: Node, words: Words, problems: Problems) -> LetterExample:
    """An example of the letter with its source grade."""
    entry = Entry(node, problems, _EXAMPLE_KEYS, "an example")
    for kind in entry.texts("kinds"):
        if kind not in words.kinds:
            near = nearest_name(kind, words.kinds.keys())
            problems.add(entry.get("kinds") or entry.at, f'unknown kind "{kind}"', found=kind, nearest=near)
    return LetterExample(
        id=entry.required_text("example"),
        section=entry.required_text("section"),
        who=entry.required_text("who"),
        kinds=entry.texts("kinds"),
        fund=entry.required_text("fund"),
        paraphrase=entry.required_text("paraphrase"),
        rests_on=read_citations(entry.get("rests_on"), words.sources, problems),
        grade=entry.required_text("grade"),
        condition=entry.text("condition"),
    )


def read_notice(node: Node, problems: Problems) -> Notice:
    """Words of the tool itself."""
    entry = Entry(node, problems, frozenset({"notice", "says", "severity", "repair"}), "a notice")
    severity = entry.choice("severity", frozenset({"error", "warning", "note"}))
    return Notice(entry.required_text("notice"), entry.required_text("says"), cast(Any, severity), entry.text("repair"))


def read_reference(node: Node, words: Words, problems: Problems) -> Reference:
    """A program that is named as worth a look, never judged."""
    entry = Entry(node, problems, _REFERENCE_KEYS, "a reference")
    for kind in entry.texts("kinds"):
        if kind not in words.kinds:
            problems.add(entry.at, f'unknown kind "{kind}"', nearest=nearest_name(kind, words.kinds.keys()))
    return Reference(
        id=entry.required_text("reference"),
        name=entry.required_text("name"),
        agency=entry.required_text("agency"),
        who_applies=entry.required_text("who_applies"),
        kinds=entry.texts("kinds"),
        could_pay=entry.required_text("could_pay"),
        restriction=entry.required_text("restriction"),
        assistance_listing=entry.text("assistance_listing"),
        status=entry.text("status"),
        cite=read_citations(entry.get("cite"), words.sources, problems),
    )


def read_grade(node: Node, problems: Problems) -> LetterGrade:
    """A grade of what was read of the letter."""
    entry = Entry(node, problems, frozenset({"grade", "means", "tool_may_say"}), "a grade")
    return LetterGrade(entry.required_text("grade"), entry.required_text("means"), entry.required_text("tool_may_say"))
