"""Plans in JSON that are in order, read without looking at places: by far the most of a batch.

The same readers turn words into values, once for each word, and the same checks look at lines and dates. Whatever is not plainly
right makes the quick reader give up without a message; the plan is then read again by the reader that knows every place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
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
from stemfunds.reading.source_text import LARGEST_FILE

_MOST_WORDS = 5_000
_WITH_NODES = frozenset({"Charge", "Line", *CHECKS})
_OF_THIS_PLAN = frozenset({"id", "award", "activity", "line", "line-list", "school-list"})
_WORD_OR_BRACE = r'"(?:[^"\\]|\\.)*"|\{'
_NAME = re.compile(r'"[ \t\n\r]*:')
_NEGATIVE_ZERO = re.compile(r"[\s:,\[]-0[\s,\]}]")

Convert: TypeAlias = Callable[[Any], Any]


_WORDS = {None: "null", True: "true", False: "false"}


class NotPlainError(Exception):
    """Something is unusual, and perhaps wrong: it needs the reader that knows places."""


class Bare(str):
    """A JSON number with a fraction or exponent, as it was typed."""

    __slots__ = ()


_PLAIN = frozenset({str, int, bool, Bare, type(None)})


class QuickReader:
    """Reads plans of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        import msgspec

        self.vocabulary, self.words = vocabulary, KnownWords(vocabulary)
        self._decode = msgspec.json.Decoder(float_hook=Bare).decode
        self._not_json = msgspec.MsgspecError
        self._converters = {part: {name: self._converter(spec) for name, spec in fields_of(part).items()} for part in PARTS}
        self._required = {part: frozenset(spec.attribute for spec in fields_of(part).values() if spec.required) for part in PARTS}
        self._facts: dict[tuple[str, str], Convert] = {}

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
        is_whole = reading.names == len(_NAME.findall(text)) and _NEGATIVE_ZERO.search(text) is None
        return plan if is_whole else None

    def converters(self, part: str) -> dict[str, tuple[FieldSpec, Convert | None]]:
        """How each field of a part is converted; None for a field that holds parts or facts."""
        return self._converters[part]

    def required(self, part: str) -> frozenset[str]:
        """The fields that a part cannot do without."""
        return self._required[part]

    def fact(self, owner: str, name: str) -> Convert:
        """How the answer to a question is converted that stands under the facts of a part."""
        key = (owner, name)
        if key not in self._facts:

            def read(node: Node, context: Context) -> Any:
                facts = read_facts(Mapping([(Scalar(name, 1, 1, True), node)], 1, 1), context, owner)
                return facts[name].value if facts else None

            self._facts[key] = self._remembered(read)
        return self._facts[key]

    def _converter(self, spec: FieldSpec) -> tuple[FieldSpec, Convert | None]:
        if spec.form in ("one", "many", "facts"):
            return spec, None
        if spec.form == "text":
            return spec, self._text(self._remembered(lambda node, context: SIMPLE_FORMS["text"](node, context, spec)))
        return spec, self._remembered(lambda node, context: SIMPLE_FORMS[spec.form](node, context, spec))

    def _text(self, otherwise: Convert) -> Convert:
        """Free text is hardly ever the same twice, and is nearly always what it looks like."""

        def convert(raw: Any) -> Any:
            if raw.__class__ is str and raw.isprintable():
                text = raw.strip()
                if text:
                    return text
            return otherwise(raw)

        return convert

    def _remembered(self, read: Callable[[Node, Context], Any]) -> Convert:
        """What a word means, found out by the reader of nodes when the word first comes."""
        known: dict[Any, Any] = {}

        def convert(raw: Any) -> Any:
            key = raw if raw.__class__ is str else _key(raw)
            value = known.get(key)
            if value is not None:
                return value
            context = Context("", self.vocabulary, self.words)
            value = read(_node(raw), context)
            if context.problems or value is None:
                raise NotPlainError
            if len(known) >= _MOST_WORDS:
                known.clear()
            known[key] = value
            return value

        return convert


class _Reading:
    """One plan being read."""

    def __init__(self, reader: QuickReader, file: str, raw: Any, places: Iterator[Position]) -> None:
        self.reader, self.file, self.raw, self.places = reader, file, raw, places
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
        place, values = self._opened(raw), dict[str, Any]()
        converters = self.reader.converters(part)
        for name, one in raw.items():
            if name not in converters:
                raise NotPlainError
            spec, convert = converters[name]
            if convert is None:
                values[spec.attribute] = self._nested(spec, one)
            else:
                value = values[spec.attribute] = convert(one)
                if spec.form in _OF_THIS_PLAN:
                    self._note(spec, value)
        if not self.reader.required(part) <= values.keys():
            raise NotPlainError
        if part in _WITH_NODES:
            node = Mapping([], place.line, place.column, dict.fromkeys(raw, Scalar("", place.line, place.column)))
            if part == "Charge":
                return ChargeDraft(values["award"], values.get("share"), values.get("amount"), node)
            self._complete(part, values, set(raw), node)
        return PARTS[part](**values, at=place)

    def _complete(self, part: str, values: dict[str, Any], meant: set[str], node: Mapping) -> None:
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
            at, owner = self._opened(raw), spec.owner.lower()
            return {name: Fact(value=self.reader.fact(owner, name)(one), at=at) for name, one in raw.items()}
        if raw.__class__ is not list:
            raise NotPlainError
        return tuple([self._part(spec.of, one) for one in raw])

    def _note(self, spec: FieldSpec, value: Any) -> None:
        """Keep what is defined here and what must be defined somewhere."""
        if spec.form == "id":
            if value in self.defined[spec.unique]:
                raise NotPlainError
            self.defined[spec.unique].add(value)
        else:
            self.referred[spec.form.removesuffix("-list")].update((value,) if isinstance(value, str) else value)


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
