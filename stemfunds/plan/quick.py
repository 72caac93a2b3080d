"""Plain plans, in JSON or YAML, read without building nodes: by far the most of a batch.

The same readers turn words into values, once for each word, and the same checks look at lines and dates. Whatever is not plainly
right makes the quick reader give up without a message; the plan is then read again by the reader that knows every place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, NoReturn, TypeAlias

from msgspec.structs import replace

from stemfunds.plan.bases import settle_bases
from stemfunds.plan.checks import CHECKS
from stemfunds.plan.context import Context
from stemfunds.plan.describe import Fact, Position
from stemfunds.plan.facts import read_facts
from stemfunds.plan.fields import PARTS, FieldSpec, fields_of
from stemfunds.plan.forms import SIMPLE_FORMS
from stemfunds.plan.lines import ChargeDraft, complete_line
from stemfunds.plan.model import Plan
from stemfunds.plan.vocabulary import KnownWords, Vocabulary
from stemfunds.reading.nodes import Mapping, Node, Scalar, Sequence
from stemfunds.reading.plain import Bare, NotPlainError
from stemfunds.reading.source_text import LARGEST_FILE

_MOST_WORDS = 5_000
_WITH_NODES = frozenset({"Charge", "Line", *CHECKS})
_OF_THIS_PLAN = frozenset({"id", "award", "activity", "line", "line-list", "school-list"})
_WORD_OR_BRACE = r'"(?:[^"\\]|\\.)*"|\{'
_NAME = re.compile(r'"[ \t\n\r]*:')
_SPACES_BEFORE = (" :", "\t:", "\n:", "\r:")
_NEGATIVE_ZERO = re.compile(r"-0(?<=[\s:,\[]-0)[\s,\]}]")  # begins with what is rare
_WORDS = {None: "null", True: "true", False: "false"}
_PLAIN = frozenset({str, int, bool, Bare, type(None)})

Read: TypeAlias = Callable[[Node, Context], Any]


class _Meanings:
    """What the values of one field mean, found out by the reader of nodes when a value first comes."""

    __slots__ = ("_others", "_read", "_reader", "bare", "is_text", "words")

    def __init__(self, reader: QuickReader, read: Read, is_text: bool = False) -> None:
        self._reader, self._read = reader, read
        self.is_text = is_text
        self.words: dict[str, Any] = {}
        self.bare: dict[str, Any] = {}
        self._others: dict[Any, Any] = {}

    def of(self, raw: Any) -> Any:
        """The meaning of a value; raises NotPlainError where the reader of nodes would have something to say."""
        kind = raw.__class__
        if kind is str:
            if self.is_text and raw.isprintable() and (text := raw.strip()):
                return text  # free text is hardly ever the same twice, and is nearly always what it looks like
            known, key = self.words, raw
        elif kind is Bare:
            known, key = self.bare, raw
        else:
            known, key = self._others, _key(raw)
        value = known.get(key)
        return self._learned(raw, key, known) if value is None else value

    def _learned(self, raw: Any, key: Any, known: dict[Any, Any]) -> Any:
        context = Context("", self._reader.vocabulary, self._reader.words)
        value = self._read(_node(raw), context)
        if context.problems or value is None:
            raise NotPlainError
        if len(known) >= _MOST_WORDS:
            known.clear()
        known[key] = value
        return value


@dataclass(slots=True)
class _Field:
    """One field of a part; `meanings` is None for a field that holds parts or facts."""

    spec: FieldSpec
    attribute: str
    meanings: _Meanings | None
    is_noted: bool
    words: dict[str, Any] = field(default_factory=dict)
    bare: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Shape:
    """One part of a plan: its fields by name, those that it cannot do without, its class."""

    fields: dict[str, _Field]
    required: frozenset[str]
    make: type[Any]
    has_node: bool


class QuickReader:
    """Reads plans of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        import msgspec

        self.vocabulary, self.words = vocabulary, KnownWords(vocabulary)
        self._decode = msgspec.json.Decoder(float_hook=Bare).decode
        self._not_json = msgspec.MsgspecError
        self.shapes = {part: self._shape(part) for part in PARTS}
        self._answers: defaultdict[str, dict[str, _Meanings]] = defaultdict(dict)

    def plan(self, source: str | bytes, file: str, first_line: int = 1) -> Plan | None:
        """The plan of a JSON text that begins in a line of a file, or None where the other reader must have a look."""
        if len(source) > LARGEST_FILE:
            return None
        try:
            raw = self._decode(source)
            text = source if isinstance(source, str) else source.decode()
            reading = _Reading(self, file, raw, _places(text, "{", file, first_line))
            plan = reading.plan()
            if not reading.is_exhausted:  # a brace inside a word
                plan = _Reading(self, file, raw, _places(text, _WORD_OR_BRACE, file, first_line)).plan()
        except (NotPlainError, self._not_json, UnicodeDecodeError):
            return None
        # a name that is given twice would be missing, and minus zero would have lost its sign
        is_whole = reading.names == _names_in(text) and _NEGATIVE_ZERO.search(text) is None
        return plan if is_whole else None

    def yaml_plan(self, text: str, file: str) -> Plan | None:
        """The plan of a YAML text, or None where the other reader must have a look."""
        from stemfunds.reading.plain_yaml import read_plain_yaml

        try:
            read = read_plain_yaml(text)
            places = (Position(file, *place) for place in read.mappings)
            answers = (Position(file, *place) for place in read.facts)
            return _Reading(self, file, read.value, places, answers, iter(read.charges)).plan()
        except NotPlainError:
            return None

    def answer(self, owner: str, name: str) -> _Meanings:
        """What answers mean to a question that stands under the facts of a part."""
        known = self._answers[owner]
        found = known.get(name)
        if found is None:

            def read(node: Node, context: Context) -> Any:
                facts = read_facts(Mapping([(Scalar(name, 1, 1, True), node)], 1, 1), context, owner)
                return facts[name].value if facts else None

            found = known[name] = _Meanings(self, read)
        return found

    def _shape(self, part: str) -> _Shape:
        fields = {name: self._field(spec) for name, spec in fields_of(part).items()}
        required = frozenset(spec.attribute for spec in fields_of(part).values() if spec.required)
        return _Shape(fields, required, PARTS[part], part in _WITH_NODES)

    def _field(self, spec: FieldSpec) -> _Field:
        if spec.form in ("one", "many", "facts"):
            return _Field(spec, spec.attribute, None, False)
        read = SIMPLE_FORMS[spec.form]
        meanings = _Meanings(self, lambda node, context: read(node, context, spec), spec.form == "text")
        return _Field(spec, spec.attribute, meanings, spec.form in _OF_THIS_PLAN, meanings.words, meanings.bare)


class _Reading:
    """One plan being read."""

    def __init__(
        self,
        reader: QuickReader,
        file: str,
        raw: Any,
        places: Iterator[Position],
        answers: Iterator[Position] | None = None,
        charges: Iterator[tuple[int, int]] | None = None,
    ) -> None:
        """`places` are those of the mappings; `answers` those of the facts and `charges` those of charge_to, if known."""
        self.reader, self.file, self.raw, self.places, self.answers = reader, file, raw, places, answers
        self.charges = charges
        self.context = Context(file, reader.vocabulary, reader.words)
        self.names = 0
        self.defined: defaultdict[str, set[str]] = defaultdict(set)
        self.referred: defaultdict[str, set[str]] = defaultdict(set)

    def plan(self) -> Plan:
        """The plan, if everything about it is plain."""
        plan: Plan = self._part("Plan", self.raw)
        if self.context.problems or not plan.activities:
            raise NotPlainError
        if any(not used <= self.defined[what] for what, used in self.referred.items()):
            raise NotPlainError
        return replace(plan, path=self.file)

    @property
    def is_exhausted(self) -> bool:
        """Whether every brace of the text belongs to a mapping that was read."""
        return next(self.places, None) is None

    def _opened(self, raw: Any) -> Position:
        """The place of the next mapping of the text."""
        place = next(self.places, None)
        if raw.__class__ is not dict or place is None:
            raise NotPlainError
        self.names += len(raw)
        return place

    def _part(self, part: str, raw: Any) -> Any:
        """One part of the plan, as `read_part` gives it."""
        place, values, shape = self._opened(raw), dict[str, Any](), self.reader.shapes[part]
        for name, one in raw.items():
            found = shape.fields.get(name)
            if found is None:
                raise NotPlainError
            kind = one.__class__
            value = found.words.get(one) if kind is str else found.bare.get(one) if kind is Bare else None
            if value is None:
                value = self._nested(found.spec, one) if found.meanings is None else found.meanings.of(one)
            values[found.attribute] = value
            if found.is_noted:
                self._note(found.spec, value)
        if not shape.required <= values.keys():
            raise NotPlainError
        if shape.has_node:
            node = self._node(raw, place)
            if part == "Charge":
                return ChargeDraft(values["award"], values.get("share"), values.get("amount"), node)
            self._complete(part, values, raw.keys(), node)
        return shape.make(**values, at=place)

    def _node(self, raw: dict[str, Any], place: Position) -> Mapping:
        """What the checks look at: which names are there, and where."""
        by_name: dict[str, Node] = dict.fromkeys(raw, Scalar("", place.line, place.column))
        if self.charges is not None and "charge_to" in raw:
            by_name["charge_to"] = Scalar("", *next(self.charges))
        return Mapping([], place.line, place.column, by_name)

    def _complete(self, part: str, values: dict[str, Any], meant: Set[str], node: Mapping) -> None:
        """Fill in what arithmetic gives, and let the checks of the part have their say."""
        if part == "Line":
            complete_line(values, node, meant, self.context)
        elif part == "Plan":
            values["activities"] = settle_bases(values["activities"], self.context)
        elif part == "Fringe" and not (values["components"] and values.get("base_lines", True)):
            raise NotPlainError
        if part in CHECKS:
            CHECKS[part](values, node, self.context)
        if self.context.problems:
            raise NotPlainError

    def _nested(self, spec: FieldSpec, raw: Any) -> Any:
        if spec.form == "one":
            return self._part(spec.of, raw)
        if spec.form == "facts":
            return self._facts(spec.owner.lower(), raw)
        if raw.__class__ is not list:
            raise NotPlainError
        return tuple([self._part(spec.of, one) for one in raw])

    def _facts(self, owner: str, raw: Any) -> dict[str, Fact]:
        """The answers under the facts of a part; where a text does not say where each stands, they stand where the facts do."""
        here, answers = self._opened(raw), self.answers
        at = repeat(here) if answers is None else answers
        return {name: Fact(value=self.reader.answer(owner, name).of(one), at=next(at)) for name, one in raw.items()}

    def _note(self, spec: FieldSpec, value: Any) -> None:
        """Keep what is defined here and what must be defined somewhere."""
        if spec.form == "id":
            if value in self.defined[spec.unique]:
                raise NotPlainError
            self.defined[spec.unique].add(value)
        else:
            self.referred[spec.form.removesuffix("-list")].update((value,) if isinstance(value, str) else value)


def _names_in(text: str) -> int:
    """How many names a JSON text has, and words that look like one; hardly any text has a space before a colon."""
    if any(before in text for before in _SPACES_BEFORE):
        return len(_NAME.findall(text))
    return text.count('":')


def _places(text: str, braces: str, file: str, first_line: int) -> Iterator[Position]:
    """The place of every brace that opens a mapping, in the order of the text."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    for found in re.finditer(braces, text):
        at = found.start()
        if text[at] == "{":
            row = bisect_right(starts, at)
            yield Position(file, row + first_line - 1, at - starts[row - 1] + 1)


def _key(raw: Any) -> Any:
    """What tells one value from another: a number is no word, and 1 is not yes."""
    if raw.__class__ is list:
        return (list, *map(_key, raw))
    return (raw.__class__, raw) if raw.__class__ in _PLAIN else _refuse()


def _refuse() -> NoReturn:
    raise NotPlainError


def _node(raw: Any) -> Node:
    """The node that the reader of places would have made, without its place."""
    if raw.__class__ is list:
        return Sequence([_node(one) for one in raw], 1, 1)
    if raw.__class__ is str:
        return Scalar(raw, 1, 1, True)
    return Scalar(_WORDS.get(raw, str(raw)) if raw is None or raw.__class__ is bool else str(raw), 1, 1)
