"""From a folder of YAML to a checked rulebook: words first, then the rules that use them.

All mistakes of all files are found in one reading and told together, each with file, line, column and the nearest right name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Place, Scalar, described
from stemfunds.reading.problems import Problem, Problems, UnusableInput
from stemfunds.rulebook import funds as fund_reading
from stemfunds.rulebook import pack_checks, pack_forms, pack_keys, packs, wording
from stemfunds.rulebook.account_codes import read_account_codes
from stemfunds.rulebook.apart import refuse_unseen_facts
from stemfunds.rulebook.calculator_model import Calculator
from stemfunds.rulebook.calculator_steps import naming_calculators
from stemfunds.rulebook.calculators import CalculatorReader
from stemfunds.rulebook.citations import read_citations
from stemfunds.rulebook.conditions import ConditionReader
from stemfunds.rulebook.definitions import circles, speaks_of_one_school
from stemfunds.rulebook.entry import Entry, as_text
from stemfunds.rulebook.figures import read_figure
from stemfunds.rulebook.files import (
    RuleFile,
    combined_digest,
    content_digest,
    missing_lists,
    pack_folders,
    pairs_of,
    read_files,
    refuse_unknown_keys,
    texts_of,
)
from stemfunds.rulebook.limits import read_base, read_limit
from stemfunds.rulebook.model import (
    Base,
    Definition,
    Fund,
    LetterGrade,
    Limit,
    Notice,
    Pack,
    Program,
    Reference,
    Rule,
    Rulebook,
    Sheet,
    Window,
)
from stemfunds.rulebook.notices import check_notices
from stemfunds.rulebook.reads import with_dependencies
from stemfunds.rulebook.review import read_review
from stemfunds.rulebook.rules import SECTIONS, RuleReader, refuse_rules_of_nobody
from stemfunds.rulebook.sheets import read_sheet
from stemfunds.rulebook.terms import AllOf
from stemfunds.rulebook.vocabulary import check_short_names, merged, read_fact, read_item, read_kind, read_named, read_source
from stemfunds.rulebook.windows import read_window
from stemfunds.rulebook.words import Words
from stemfunds.rulebook.worked_out import with_parts

_LISTS = {"ladder": "step", "goals": "goal", "object_classes": "object", "frameworks": "framework", "reasons": "reason"}
_WORD_KEYS = frozenset(
    "version defaults weights groups allocation_words kinds items facts sources figures definitions wording heard "
    "letter enclosure status examples sections grades traps programs pending notices references sheet title rows "
    "account_codes bases calculators checklist_sections checklist cross_checks".split()
) | frozenset(_LISTS)
_RULE_KEYS = frozenset(SECTIONS) | {"limits", "figures", "definitions", "framework"}
FILE_KEYS = fund_reading.FUND_KEYS | _RULE_KEYS | _WORD_KEYS
_DEFINITION_KEYS = frozenset({"says", "means", "cite"})

T = TypeVar("T")


def load_rulebook_folder(folder: Path, packs: Sequence[Path] = ()) -> Rulebook:
    """The rulebook of a folder, with State packs on top; raises UnusableInput with every problem of every file."""
    rulebook, problems = read_rulebook_folder(folder, packs)
    if problems:
        raise UnusableInput(problems)
    return rulebook


def read_rulebook_folder(folder: Path, packs: Sequence[Path] = ()) -> tuple[Rulebook, list[Problem]]:
    """The rulebook without its broken rules, and what is wrong with the files.

    While a file cannot be read at all, only that is told: the words that stand in it would seem unknown wherever they are used.
    """
    files, broken = read_files(folder)
    if not files and not broken:
        Problems(folder.as_posix()).stop(Place(1, 1), "there are no rules here; expected a folder with .yaml files")
    named = pack_folders(folder, packs)
    for name, pack in named.items():
        more, wrong = read_files(pack, pack=name)
        files += more
        broken += wrong
    broken = broken or missing_lists(files, folder.name)
    loading = _Loading(files, {name: content_digest(pack) for name, pack in named.items()})
    rulebook = loading.rulebook(combined_digest(folder, packs))
    if not broken and not any(file.problems for file in files):
        refuse_unseen_facts(rulebook, loading.apart)
    problems = [problem for found in broken or (file.problems for file in files) for problem in found]
    # a rule with a broken definition or figure cannot be followed to what it reads
    return rulebook if problems else with_dependencies(rulebook), problems


class _Loading:
    """One reading of a rules folder."""

    def __init__(self, files: list[RuleFile], pack_digests: dict[str, str]) -> None:
        self.files = files
        self.pack_digests = pack_digests
        self.words = Words()
        self.version = ""
        self.definitions: dict[str, Definition] = {}
        self.funds: dict[str, Fund] = {}
        self.rules: dict[str, Rule] = {}
        self.limits: dict[str, Limit] = {}
        self.bases: dict[str, Base] = {}
        self.calculators: dict[str, Calculator] = {}
        self.programs: dict[str, Program] = {}
        self.notices: dict[str, Notice] = {}
        self.references: dict[str, Reference] = {}
        self.grades: dict[str, LetterGrade] = {}
        self.sheets: dict[str, Sheet] = {}
        self.packs: dict[str, Pack] = {}
        self.state_windows: dict[str, tuple[Window, ...]] = {}
        self.stands: dict[tuple[str, str], tuple[RuleFile, Node]] = {}
        self.apart: dict[str, tuple[Problems, Node]] = {}

    def rulebook(self, digest: str) -> Rulebook:
        """Read everything, in the order in which names are needed."""
        self._check_keys()
        self._read_lists()
        self._read_vocabularies()
        self._read_definitions()
        self._read_bases()
        self._read_funds()
        self._read_packs()
        self._read_rules()
        self._check_packs()
        self._read_calculators()
        self._read_sheets()
        if self.funds:  # words alone judge no plan, and give no notice
            check_notices(self.files, self.notices, {name: at for (key, name), at in self.stands.items() if key == "notices"})
        return self._assembled(digest)

    def _assembled(self, digest: str) -> Rulebook:
        """All that was read, put together."""
        words = self.words
        return Rulebook(
            version=self.version,
            digest=digest,
            ladder=words.ladder,
            goals=words.goals,
            object_classes=words.object_classes,
            frameworks=words.frameworks,
            reasons=words.reasons,
            weights=words.weights,
            sources=words.sources,
            facts=words.facts,
            kind_groups=words.kind_groups,
            kinds=words.kinds,
            items=words.items,
            figures={name: figure for name, figure in words.figures.items() if figure is not None},
            definitions=self.definitions,
            funds=self.funds,
            rules=self.rules,
            limits=self.limits,
            programs=self.programs,
            pending=texts_of(self.files, "pending"),
            letter=words.letter,
            notices=self.notices,
            references=self.references,
            letter_grades=self.grades,
            letter_status=" ".join(texts_of(self.files, "status")),
            sheets=self.sheets,
            packs=self.packs,
            state_windows=self.state_windows,
            allocation_words=words.allocation_words,
            bases=self.bases,
            account_codes=words.account_codes,
            worked_out=tuple(fact.id for fact in words.facts.values() if fact.worked_out),
            worksheets=msgspec.Raw(msgspec.json.encode(self.calculators)),
            wording=wording.read_wording(self.files, words.kinds, words.items, words.facts),
            review=read_review(self.files, [*self.rules, *self.limits, *self._windows(), *self.notices], words.ladder),
        )

    def _check_keys(self) -> None:
        for file in self.files:
            if file.pack:
                pack_keys.refuse_widening_keys(file, FILE_KEYS)
            elif "fund" not in file.root:  # the keys of a fund's file are checked with the fund
                refuse_unknown_keys(file, _RULE_KEYS | _WORD_KEYS)

    def _read_lists(self) -> None:
        for file in self.files:
            version = file.root.get("version")
            if version is not None and not file.pack:  # a pack's version is its own
                self.version = as_text(version, file.problems, "version")
            weights = [as_text(node, file.problems, "weights") for node in file.entries("weights")]
            self.words.weights = self.words.weights or tuple(weights)
        for key, name in _LISTS.items():
            self._gather(key, getattr(self.words, key), partial(read_named, name))
        self._gather("groups", self.words.kind_groups, partial(read_named, "group"))
        self._gather("allocation_words", self.words.allocation_words, partial(read_named, "word"))

    def _read_vocabularies(self) -> None:
        words = self.words
        for file in self.files:
            for name, _ in pairs_of(file.root.get("definitions")):
                words.definitions[name.text] = None
            for node in file.entries("figures"):
                words.figures[Entry(node, Problems(file.name), frozenset(), "").text("figure")] = None
            for node in file.entries("bases"):
                words.bases[Entry(node, Problems(file.name), frozenset(), "").text("base")] = None
            if not file.pack and (fund := file.root.get("fund")) is not None:
                words.funds[as_text(fund, file.problems, "fund")] = None
        self._gather("sources", words.sources, lambda node, problems: read_source(node, words.weights, problems))
        words.account_codes = read_account_codes([file for file in self.files if not file.pack], words)
        self._gather("facts", words.facts, read_fact)
        check_short_names(words.facts, self.stands)
        self._gather("kinds", words.kinds, lambda node, problems: read_kind(node, words.kind_groups, words.goals, problems))
        self._gather(
            "items",
            words.items,
            lambda node, problems: read_item(node, words.object_classes, words.kinds, words.sources, problems),
        )
        figures: dict[str, Any] = {}
        self._gather("figures", figures, lambda node, problems: read_figure(node, words, problems))
        words.figures = figures
        self._gather("examples", words.letter, lambda node, problems: fund_reading.read_example(node, words, problems))
        self._gather("programs", self.programs, fund_reading.read_program, named_by="fund")
        self._gather("notices", self.notices, fund_reading.read_notice)
        self._gather("grades", self.grades, fund_reading.read_grade)
        self._gather("references", self.references, lambda node, problems: fund_reading.read_reference(node, words, problems))

    def _gather(self, key: str, into: dict[str, T], read: Callable[[Node, Problems], T], named_by: str = "id") -> None:
        """Read the list behind `key` in every file into a mapping by id; a second use of an id is a problem."""
        for file in self.files:
            defaults = file.root.get("defaults")
            for node in file.entries(key):
                entry = read(merged(node, defaults) if key in ("sources", "facts") else node, file.problems)
                identity = getattr(entry, named_by)
                first = self.stands.setdefault((key, identity), (file, node))
                if identity in into:
                    twice = f'"{identity}" in {key} stands twice'
                    changed = file.pack and first[0].pack != file.pack
                    file.problems.add(node, pack_keys.changed(identity, key, file, *first) if changed else twice, found=identity)
                elif identity:
                    into[identity] = entry  # a word with a mistake is still known, so that its users are not blamed, too

    def _read_definitions(self) -> None:
        stands: dict[str, tuple[Scalar, Problems]] = {}
        for file in self.files:
            reader = ConditionReader(self.words, file.problems, of_definitions=True)
            if (found := file.root.get("definitions")) is not None and not isinstance(found, Mapping):
                file.problems.add(found, f"definitions: expected each name with its meaning, found {described(found)}")
            for name, node in pairs_of(found):
                entry = Entry(node, file.problems, _DEFINITION_KEYS, f"definition {name.text}")
                before = len(file.problems)
                means = entry.require("means")
                definition = Definition(
                    name.text,
                    entry.required_text("says"),
                    AllOf(()) if means is None else reader.read(means),
                    read_citations(entry.require("cite"), self.words.sources, file.problems),
                )
                first = self.stands.setdefault(("definitions", name.text), (file, name))
                if first[1] is not name:
                    changed = file.pack and first[0].pack != file.pack
                    twice = f'definition "{name.text}" stands twice'
                    file.problems.add(name, pack_keys.changed(name.text, "definitions", file, *first) if changed else twice)
                if len(file.problems) == before:
                    self.definitions[name.text] = definition
                    stands[name.text] = name, file.problems
        self._refuse_circles(stands)

    def _refuse_circles(self, stands: dict[str, tuple[Scalar, Problems]]) -> None:
        """Take definitions out that mean themselves; of the others, note which speak of one school."""
        for way in list(circles(self.definitions)):
            at, problems = stands[way[0]]
            problems.add(at, f'definition "{way[0]}" rests on itself: {" → ".join(way)}', found=way[0])
            for name in way:
                self.definitions.pop(name, None)
        for definition in self.definitions.values():
            if speaks_of_one_school(definition.means, self.definitions):
                self.words.of_one_school.add(definition.id)

    def _read_funds(self) -> None:
        for file in self.files:
            if "fund" in file.root and not file.pack:
                fund = fund_reading.read_fund(file.root, FILE_KEYS, self.words, file.problems)
                if fund.id in self.funds:
                    file.problems.add(file.root, f'fund "{fund.id}" stands twice')
                self.funds[fund.id] = fund

    def _read_rules(self) -> None:
        taken: set[str] = set()
        for fund in self.funds.values():
            if fund.window is not None and fund.window.id in taken:
                file = next(file for file in self.files if file.name == fund.file)
                file.problems.add(file.root.get("window") or file.root, self._twice(fund.window.id))
            taken.update(() if fund.window is None else (fund.window.id,))
        taken.update(window.id for windows in self.state_windows.values() for window in windows)
        for file in self.files:
            owner = file.owner
            if owner is None:
                if not file.pack:
                    refuse_rules_of_nobody(file)
                continue
            owners = {**self.words.frameworks, **self.words.funds}
            if "fund" not in file.root and owner not in owners:
                at = file.root.get("adds_to") or file.root
                file.problems.add(
                    at, f'unknown fund or framework "{owner}"', found=owner, nearest=nearest_name(owner, owners.keys())
                )
            reader = RuleReader(owner, self.words, file.problems, pack_keys.EXTRA_RULE_KEYS if file.pack else frozenset())
            for section in (*(pack_keys.SECTIONS if file.pack else SECTIONS), "limits"):
                for node in file.entries(section):
                    self._read_rule(section, node, reader, taken)

    def _read_rule(self, section: str, node: Node, reader: RuleReader, taken: set[str]) -> None:
        before = len(reader.problems)
        rule = read_limit(node, reader) if section == "limits" else reader.read(section, node)
        if rule.id in taken:
            reader.problems.add(node, self._twice(rule.id))
        taken.add(rule.id)
        if len(reader.problems) > before:
            return
        if isinstance(rule, Limit):
            self.limits[rule.id] = rule
        else:
            self.rules[rule.id] = rule
            self.apart |= {} if rule.per == "charge" else {rule.id: (reader.problems, node)}

    def _twice(self, identity: str) -> str:
        other = self.rules.get(identity) or self.limits.get(identity) or self._windows().get(identity)
        place = f" ({other.file}:{other.line})" if other else ""
        return (
            f'"{identity}" names another rule already{place}; an id never has two meanings, and no pack replaces a federal rule'
        )

    def _windows(self) -> dict[str, Window]:
        """The federal windows and those of packs, by id."""
        federal = [fund.window for fund in self.funds.values() if fund.window is not None]
        every = [*federal, *(one for those in self.state_windows.values() for one in those)]
        return {window.id: window for window in reversed(every)}  # of two with one id the first counts

    def _read_packs(self) -> None:
        """The heads and windows of State packs; each window is compared with the one of the fund."""
        files = [file for file in self.files if file.pack]
        packs.refuse_other_heads(files)
        for file in files:
            if pack_keys.is_head(file) and "pack" in file.root:
                pack = packs.read_pack(file, self.pack_digests[file.pack], self.words)
                self.packs[pack.id] = pack_forms.with_forms(pack, [one for one in files if one.pack == file.pack], self.words)
        prefixes = {file.pack: file.root.get("prefix") for file in files if pack_keys.is_head(file)}
        for file in files:
            window, owner = file.root.get("window"), file.owner
            if window is None or owner is None:
                continue
            before = len(file.problems)
            read = read_window(window, owner, self.words, file.problems)
            if len(file.problems) > before:
                continue
            if read.id in self._windows():
                file.problems.add(window, self._twice(read.id))
            fund, prefix = self.funds.get(owner), prefixes.get(file.pack)
            prefix_text = prefix.text if isinstance(prefix, Scalar) else ""
            pack_checks.check_window(read, fund.window if fund else None, prefix_text, file, self.words)
            self.state_windows[owner] = (*self.state_windows.get(owner, ()), read)

    def _check_packs(self) -> None:
        """What would loosen federal law, refused with both rules named."""
        files = [file for file in self.files if file.pack]
        names = {file.name for file in files}
        federal = pack_checks.Federal(
            {rule.id: rule for rule in self.rules.values() if rule.file not in names},
            {limit.id: limit for limit in self.limits.values() if limit.file not in names},
            {window.id: window for window in self._windows().values() if window.file not in names},
        )
        pack_checks.check_pack_files(files, federal, self.rules, self.limits, self.words, self.stands)

    def _read_bases(self) -> None:
        """The bases with a name, before the limits that are taken of them."""
        self._gather("bases", self.bases, lambda node, problems: read_base(node, RuleReader("", self.words, problems)))

    def _read_calculators(self) -> None:  # after the limits whose percentages they use
        self._gather(
            "calculators",
            self.calculators,
            lambda node, problems: CalculatorReader(self.words, self.limits, self.bases, problems).read(node),
        )
        self.limits = naming_calculators(self.limits, self.calculators)
        for fact in self.words.facts.values():
            if fact.worked_out:
                file, node = self.stands["facts", fact.id]
                self.words.facts[fact.id] = with_parts(fact, node, self.words, self.calculators, file.problems)

    def _read_sheets(self) -> None:
        known = frozenset(self._all_names())
        for file in self.files:
            if "sheet" in file.root:
                sheet = read_sheet(file.root, known, file.problems)
                if sheet.id in self.sheets:
                    file.problems.add(file.root, f'sheet "{sheet.id}" stands twice')
                self.sheets[sheet.id] = sheet

    def _all_names(self) -> Iterator[str]:
        """Everything that may encode a row of a sheet."""
        words = self.words
        yield from (*self.rules, *self.limits, *self.definitions, *self.programs, *self.references)
        yield from (*words.facts, *words.items, *words.kinds, *words.sources, *words.letter)
        yield from (f"calculator.{name}" for name in self.calculators)
        yield from (f"figure.{name}" for name in words.figures)
        yield from (fund.window.id for fund in self.funds.values() if fund.window is not None)
