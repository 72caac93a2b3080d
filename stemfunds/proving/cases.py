"""Rule tests as their YAML files write them: what is given, and what is expected."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from stemfunds.judging.case import FactValue
from stemfunds.judging.operands import typed
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Scalar
from stemfunds.reading.problems import Problems
from stemfunds.reading.yaml_reader import read_yaml
from stemfunds.rulebook.entry import Entry
from stemfunds.rulebook.literals import read_cents, read_value
from stemfunds.rulebook.model import Rulebook

Given: TypeAlias = MappingType[str, FactValue | None]
"""Facts by id with their values; None takes a fact away."""

_FILE_KEYS = frozenset({"fund", "given", "tests"})
_TEST_KEYS = frozenset({"name", "letter", "fund", "given", "lines", "schools", "stream", "as_of", "expect"})
_EXPECT_KEYS = frozenset(
    "verdict decided_by reason asks conditions warns says silent limit status measured bound figure value".split()
)
_EXPECTED_WORDS = {
    "verdict": tuple(verdict.value for verdict in Verdict),
    "reason": tuple(reason.value for reason in Reason),
    "status": ("met", "breached", "unknown", "not-applicable"),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a test claims. Empty fields claim nothing."""

    verdict: str = ""
    decided_by: str = ""
    reason: str = ""
    asks: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    warns: tuple[str, ...] = ()
    says: str = ""
    silent: tuple[str, ...] = ()
    limit: str = ""
    status: str = ""
    measured: int | None = None
    bound: int | None = None
    figure: str = ""
    value: str = ""

    def wants(self) -> frozenset[str]:
        """The rules that must have spoken for the test to pass: without one of them it fails."""
        limit = self.limit if self.status in ("met", "breached", "unknown") else ""
        return frozenset({self.decided_by, limit, *self.conditions, *self.warns} - {""})

    def names(self) -> frozenset[str]:
        """Every rule that the test speaks of."""
        return frozenset({self.decided_by, self.limit, *self.conditions, *self.warns, *self.silent} - {""})


@dataclass(frozen=True, slots=True)
class RuleTest:
    """One test: a charge (or several lines) in an otherwise ordinary plan, and the verdict that must come out."""

    name: str
    file: str
    line: int
    fund: str
    lines: tuple[Given, ...]
    schools: tuple[Given, ...]
    stream: str
    as_of: date | None
    expected: Expected
    letter: tuple[str, ...] = ()

    def given(self) -> frozenset[str]:
        """The facts that the test sets itself."""
        return frozenset(fact for part in (*self.lines, *self.schools) for fact in part)


def read_tests(path: Path, name: str, rulebook: Rulebook) -> tuple[list[RuleTest], Problems]:
    """The tests of a file, and what is wrong with the file."""
    problems = Problems(name)
    root = Entry(read_yaml(path.read_bytes(), name), problems, _FILE_KEYS, "a file of rule tests")
    reader = _Reader(rulebook, problems, root.text("fund"), root.get("given"))
    tests = []
    for node in root.entries("tests"):
        before = len(problems)
        test = reader.read(node)
        if len(problems) == before:
            tests.append(test)
    return tests, problems


class _Reader:
    """Reads the tests of one file."""

    def __init__(self, rulebook: Rulebook, problems: Problems, fund: str, given: Node | None) -> None:
        self.rulebook = rulebook
        self.problems = problems
        self.fund = fund
        self.common = self._given(given)

    def read(self, node: Node) -> RuleTest:
        entry = Entry(node, self.problems, _TEST_KEYS, "a test")
        fund = entry.text("fund") or self.fund
        if fund not in self.rulebook.funds:
            self.problems.add(entry.at, f'unknown fund "{fund}"', nearest=nearest_name(fund, self.rulebook.funds.keys()))
        own = {**self.common, **self._given(entry.get("given"))}
        lines = [{**own, **self._given(line)} for line in entry.entries("lines")] or [own]
        as_of = entry.date("as_of")
        return RuleTest(
            name=entry.required_text("name"),
            file=self.problems.file,
            line=entry.at.line,
            fund=fund,
            lines=tuple(lines),
            schools=tuple(self._given(school) for school in entry.entries("schools")),
            stream=entry.choice("stream", frozenset({"july", "october"}), "july"),
            as_of=None if as_of is None else date.fromisoformat(as_of),
            expected=self._expected(entry.require("expect")),
            letter=self._letter(entry),
        )

    def _letter(self, entry: Entry) -> tuple[str, ...]:
        for name in entry.texts("letter"):
            if name not in self.rulebook.letter:
                nearest = nearest_name(name, self.rulebook.letter.keys())
                self.problems.add(entry.at, f'unknown letter example "{name}"', nearest=nearest)
        return entry.texts("letter")

    def _given(self, node: Node | None) -> dict[str, FactValue | None]:
        found: dict[str, FactValue | None] = {}
        if node is None:
            return found
        if not isinstance(node, Mapping):
            self.problems.add(node, "given: expected facts with their values")
            return found
        for key, value in node:
            fact = self.rulebook.facts.get(key.text)
            if fact is None:
                nearest = nearest_name(key.text, self.rulebook.facts.keys())
                self.problems.add(key, f'unknown fact "{key.text}"', nearest=nearest)
            elif isinstance(value, Scalar) and value.text == "unknown":
                found[fact.id] = None
            elif isinstance(value, Scalar) and value.text not in self._names(fact.id, value.text):
                nearest = nearest_name(value.text, self._names(fact.id, value.text))
                self.problems.add(value, f'{fact.id}: unknown name "{value.text}"', found=value.text, nearest=nearest)
            else:
                found[fact.id] = typed(read_value(value, fact, self.problems).value, fact.type)
        return found

    def _names(self, fact: str, value: str) -> Collection[str]:
        """The words that fit a fact which names a kind, an item or an object class; for any other fact the value itself."""
        names: dict[str, Collection[str]] = {
            "activity.kind": self.rulebook.kinds.keys(),
            "line.kind": self.rulebook.kinds.keys(),
            "line.item": self.rulebook.items.keys(),
            "line.object": self.rulebook.object_classes.keys(),
        }
        return names.get(fact, (value,))

    def _expected(self, node: Node | None) -> Expected:
        if node is None:
            return Expected()
        entry = Entry(node, self.problems, _EXPECT_KEYS, "expect")
        expected = Expected(
            verdict=entry.text("verdict"),
            decided_by=entry.text("decided_by"),
            reason=entry.text("reason"),
            asks=entry.texts("asks"),
            conditions=entry.texts("conditions"),
            warns=entry.texts("warns"),
            says=entry.text("says"),
            silent=entry.texts("silent"),
            limit=entry.text("limit"),
            status=entry.text("status"),
            measured=self._cents(entry.get("measured")),
            bound=self._cents(entry.get("bound")),
            figure=entry.text("figure"),
            value=entry.text("value"),
        )
        self._check_names(entry, expected)
        return expected

    def _check_names(self, entry: Entry, expected: Expected) -> None:
        known = (
            self.rulebook.rules.keys()
            | self.rulebook.limits.keys()
            | self.rulebook.windows().keys()
            | self.rulebook.notices.keys()
        )
        for name in expected.names() - known:
            self.problems.add(entry.at, f'unknown rule "{name}"', nearest=nearest_name(name, known))
        if expected.figure and expected.figure not in self.rulebook.figures:
            nearest = nearest_name(expected.figure, self.rulebook.figures.keys())
            self.problems.add(entry.at, f'unknown figure "{expected.figure}"', nearest=nearest)
        for key, words in _EXPECTED_WORDS.items():
            if (word := entry.text(key)) and word not in words:
                self.problems.add(entry.get(key) or entry.at, f'unknown {key} "{word}"', nearest=nearest_name(word, words))
        if not (expected.verdict or expected.limit or expected.figure or expected.names()):
            self.problems.add(entry.at, "the test expects nothing")
        if bool(expected.verdict) != bool(expected.decided_by):
            self.problems.add(entry.at, "a test names a verdict together with the rule that decided it (decided_by)")

    def _cents(self, node: Node | None) -> int | None:
        return None if node is None else read_cents(node, self.problems, "amount")
