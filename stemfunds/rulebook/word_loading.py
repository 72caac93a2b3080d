"""The words of a rules folder, read before the rules that use them: lists, vocabularies, conditions with a name."""

from __future__ import annotations

from functools import partial
from typing import Any

from stemfunds.reading.nodes import Mapping, Scalar, described
from stemfunds.reading.problems import Problems
from stemfunds.rulebook import funds as fund_reading
from stemfunds.rulebook.account_codes import read_account_codes
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.conditions import ConditionReader
from stemfunds.rulebook.definitions import circles, speaks_of_one_school
from stemfunds.rulebook.entry import Entry, as_text
from stemfunds.rulebook.figures import read_figure
from stemfunds.rulebook.file_keys import LISTS
from stemfunds.rulebook.files import pairs_of
from stemfunds.rulebook.gathered import Gathered
from stemfunds.rulebook.model import Definition
from stemfunds.rulebook.terms import AllOf
from stemfunds.rulebook.vocabulary import check_short_names, read_fact, read_item, read_kind, read_named, read_source

_DEFINITION_KEYS = frozenset({"says", "means", "cite"})


def read_lists(found: Gathered) -> None:
    """The version, and the short ordered lists."""
    for file in found.files:
        version = file.root.get("version")
        if version is not None and not file.pack:  # a pack's version is its own
            found.version = as_text(version, file.problems, "version")
        weights = [as_text(node, file.problems, "weights") for node in file.entries("weights")]
        found.words.weights = found.words.weights or tuple(weights)
    for key, name in LISTS.items():
        found.gather(key, getattr(found.words, key), partial(read_named, name))
    found.gather("groups", found.words.kind_groups, partial(read_named, "group"))
    found.gather("allocation_words", found.words.allocation_words, partial(read_named, "word"))


def read_vocabularies(found: Gathered) -> None:
    """Sources, facts, kinds, items and figures; of funds, definitions and bases the names only."""
    words = found.words
    for file in found.files:
        for name, _ in pairs_of(file.root.get("definitions")):
            words.definitions[name.text] = None
        for node in file.entries("figures"):
            words.figures[Entry(node, Problems(file.name), frozenset(), "").text("figure")] = None
        for node in file.entries("bases"):
            words.bases[Entry(node, Problems(file.name), frozenset(), "").text("base")] = None
        if not file.pack and (fund := file.root.get("fund")) is not None:
            words.funds[as_text(fund, file.problems, "fund")] = None
    found.gather("sources", words.sources, lambda node, problems: read_source(node, words.weights, problems))
    words.account_codes = read_account_codes([file for file in found.files if not file.pack], words)
    found.gather("facts", words.facts, read_fact)
    check_short_names(words.facts, found.stands)
    found.gather("kinds", words.kinds, lambda node, problems: read_kind(node, words.kind_groups, words.goals, problems))
    found.gather(
        "items",
        words.items,
        lambda node, problems: read_item(node, words.object_classes, words.kinds, words.sources, problems),
    )
    figures: dict[str, Any] = {}
    found.gather("figures", figures, lambda node, problems: read_figure(node, words, problems))
    words.figures = figures
    found.gather("examples", words.letter, lambda node, problems: fund_reading.read_example(node, words, problems))
    found.gather("programs", found.programs, fund_reading.read_program, named_by="fund")
    found.gather("notices", found.notices, fund_reading.read_notice)
    found.gather("grades", found.grades, fund_reading.read_grade)
    found.gather("references", found.references, lambda node, problems: fund_reading.read_reference(node, words, problems))


def read_definitions(found: Gathered) -> None:
    """The conditions with a name, without those that rest on themselves."""
    stands: dict[str, tuple[Scalar, Problems]] = {}
    for file in found.files:
        reader = ConditionReader(found.words, file.problems, of_definitions=True)
        if (section := file.root.get("definitions")) is not None and not isinstance(section, Mapping):
            file.problems.add(section, f"definitions: expected each name with its meaning, found {described(section)}")
        for name, node in pairs_of(section):
            entry = Entry(node, file.problems, _DEFINITION_KEYS, f"definition {name.text}")
            before = len(file.problems)
            means = entry.require("means")
            definition = Definition(
                name.text,
                entry.required_text("says"),
                AllOf(()) if means is None else reader.read(means),
                read_citations(entry.require("cite"), found.words.sources, file.problems),
            )
            found.is_first("definitions", name.text, file, name, f'definition "{name.text}" stands twice')
            if len(file.problems) == before:
                found.definitions[name.text] = definition
                stands[name.text] = name, file.problems
    _refuse_circles(found, stands)


def _refuse_circles(found: Gathered, stands: dict[str, tuple[Scalar, Problems]]) -> None:
    """Take definitions out that mean themselves; of the others, note which speak of one school."""
    for way in list(circles(found.definitions)):
        at, problems = stands[way[0]]
        problems.add(at, f'definition "{way[0]}" rests on itself: {" → ".join(way)}', found=way[0])
        for name in way:
            found.definitions.pop(name, None)
    for definition in found.definitions.values():
        if speaks_of_one_school(definition.means, found.definitions):
            found.words.of_one_school.add(definition.id)
