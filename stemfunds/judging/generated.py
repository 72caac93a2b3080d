"""Conditions as generated Python functions, for plans by the thousand.

In Kleene's logic "is it yes?" and "is it no?" are two plain questions, each answered by and, or and not over those of the parts:
an unknown fact makes both of them false. A rule needs only one of the two to say that it is silent, so that is what the
generated function asks. What a charge is known to be (its kind, item, object class, fund and the law's era) is worked in
beforehand; often nothing is left to ask.

The source is put together from the fixed pieces of this module. Whatever comes from the rules (names, words, amounts) is handed
to the function as a constant and never becomes part of its text.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Generic, TypeAlias, TypeVar

from stemfunds.judging.case import Case, FactValue
from stemfunds.judging.conditions import Comparing, Compiler, is_after, is_before, is_in, is_same
from stemfunds.judging.operands import Lookup
from stemfunds.rulebook import terms
from stemfunds.rulebook.terms import Condition

T = TypeVar("T")

Asked: TypeAlias = Callable[[Case], list[T]]
"""Asks several questions of a case and gives the names of those that are answered with yes."""

Known: TypeAlias = Mapping[str, FactValue]
"""Facts, by id, that are the same for every case that the function will see."""

Code: TypeAlias = "bool | str"
"""An expression of the generated function, or its value where that is settled beforehand."""

_SCOPES = ("plan", "district", "fund", "award", "school", "activity", "line", "charge")
_MEMBER_SCOPE = {"schools": "school", "lines": "line"}
_MOST_WORKED_OUT = 1_000

_AS_DATES = "({} if {v}.__class__ is day and {r}.__class__ is day else {f}({v}, {r}) is {wanted})"
_PIECES: Mapping[Any, tuple[str, str]] = {
    operator.eq: ("{v} == {r}", "{v} != {r}"),
    operator.ge: ("{v} >= {r}", "not {v} >= {r}"),
    operator.le: ("{v} <= {r}", "not {v} <= {r}"),
    is_in: ("{v} in {r}", "{v} not in {r}"),
    is_before: (_AS_DATES.replace("{}", "{v} < {r}"), _AS_DATES.replace("{}", "{v} >= {r}")),
    is_after: (_AS_DATES.replace("{}", "{v} > {r}"), _AS_DATES.replace("{}", "{v} <= {r}")),
    is_same: (_AS_DATES.replace("{}", "{v} == {r}"), _AS_DATES.replace("{}", "{v} != {r}")),
}
"""How a comparison is asked for yes and for no; any other comparison is called."""


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """Whether a condition (None holds always) has the answer that is wanted, yes or no; `negated` asks whether it has any other.

    Where `unless` is known to hold, the question is answered with no.
    """

    name: T
    condition: Condition | None
    wanted: bool
    negated: bool = False
    unless: Condition | None = None


class Generator:
    """Generates functions for the conditions of one rulebook."""

    def __init__(self, compiler: Compiler, pays_after: int = 0) -> None:
        self.compiler = compiler
        self.rulebook = compiler.rulebook
        self.pays_after = pays_after
        """So many cases of a sort are left to the interpreter before a function is generated for them."""
        self.worked_out: dict[terms.Comparison, _WorkedOut] = {}
        """Right sides by their comparison, shared by all functions that ask it."""

    def several(self, questions: Iterable[Question[T]], known: Known) -> Asked[T]:
        """A function that gives the names of all questions that are answered with yes."""
        writer = _Writer(self, known)
        body = ["said = []"]
        for question in questions:
            code = writer.question(question)
            if code is not False:
                said = f"said.append({writer.constant(question.name)})"
                body.append(said if code is True else f"if {code}: {said}")
        asked: Asked[T] = writer.function([*body, "return said"])
        return asked

    def reader(self, facts: Iterable[str], members: Mapping[str, tuple[str, ...]]) -> Callable[[Case], tuple[Any, ...]]:
        """A function that gives the values of facts, and of `members` (by `schools` or `lines`) with the id of each."""
        writer = _Writer(self, {})
        parts = [writer.fact(fact) for fact in facts]
        for over, names in members.items():
            each = "".join(f", member.get({writer.constant(name.partition('.')[2])})" for name in names)
            parts.append(f"*[(name{each}) for name, member in case.{_checked(over, _MEMBER_SCOPE)}.items()]")
        read: Callable[[Case], tuple[Any, ...]] = writer.function([f"return ({', '.join(parts)}{',' if parts else ''})"])
        return read


class _Writer:
    """One function being written."""

    def __init__(self, generator: Generator, known: Known) -> None:
        self.compiler, self.rulebook, self.known = generator.compiler, generator.rulebook, known
        self.worked_out = generator.worked_out
        self.constants: dict[str, Any] = {"day": date}
        self.facts: dict[str, str] = {}
        self.members: dict[str, str] = {}
        self.variables = 0

    def function(self, body: Iterable[str]) -> Any:
        """The function around the lines of its body; every fact that they read is looked up once."""
        scopes = dict.fromkeys(fact.partition(".")[0] for fact in self.facts)
        opening = [f"{_checked(scope, _SCOPES)} = case.{_checked(scope, _SCOPES)}.get" for scope in scopes]
        for fact, local in self.facts.items():
            scope, _, name = fact.partition(".")
            opening.append(f"{local} = {_checked(scope, _SCOPES)}({self.constant(name)})")
        source = "\n    ".join(("def asked(case):", *opening, *body))
        exec(compile(source, "<generated>", "exec"), self.constants)
        return self.constants.pop("asked")

    def question(self, question: Question[Any]) -> Code:
        """Whether a question is answered with yes."""
        wanted = question.wanted
        holds = wanted if question.condition is None else self.condition(question.condition, wanted)
        said = _negation(holds) if question.negated else holds
        if question.unless is None or said is False:
            return said
        return _joined([said, _negation(self.condition(question.unless, True))], True)

    def condition(self, condition: Condition, wanted: bool) -> Code:
        """Whether the condition is yes (or no)."""
        if isinstance(condition, terms.Comparison):
            return self._comparison(condition, wanted)
        if isinstance(condition, terms.AllOf | terms.AnyOf):
            both = isinstance(condition, terms.AllOf) is wanted
            return _joined([self.condition(part, wanted) for part in condition.parts], both)
        if isinstance(condition, terms.Negation):
            return self.condition(condition.part, not wanted)
        if isinstance(condition, terms.Quantified):
            return self._quantified(condition, wanted)
        return self.condition(self.rulebook.definitions[condition.definition].means, wanted)

    def _quantified(self, condition: terms.Quantified, wanted: bool) -> Code:
        """Over no member at all every quantifier is unknown: neither yes nor no."""
        of_every = condition.quantifier == "every"
        part_wanted = wanted if condition.quantifier != "none" else not wanted
        members = f"case.{_checked(condition.over, _MEMBER_SCOPE)}"
        scope, known, outer = _MEMBER_SCOPE[condition.over], self.known, dict(self.members)
        self.known = {fact: value for fact, value in known.items() if not fact.startswith(f"{scope}.")}
        self.members[scope] = f"{scope}_member"
        part = self.condition(condition.part, part_wanted)
        self.known, self.members = known, outer
        over = f"for {scope}_member in {members}.values()"
        needs_all = of_every is wanted if condition.quantifier != "none" else wanted
        if isinstance(part, bool):
            return f"bool({members})" if part else False
        return f"(bool({members}) and all({part} {over}))" if needs_all else f"any({part} {over})"

    # --- comparisons --------------------------------------------------------------------------------------------------

    def _comparison(self, condition: terms.Comparison, wanted: bool) -> Code:
        comparing = self.compiler.comparing(condition)
        if condition.operator == "given" and condition.fact not in self.known:
            return f"{self.fact(condition.fact)} is not None" if wanted else False
        left, right = self.known.get(condition.fact), self._constant_right(condition, comparing)
        if left is not None and right is not None:
            return comparing.compare(left, right) is wanted
        checks: list[str] = []
        value = self._held(self.fact(condition.fact), checks) if left is None else self.constant(left)
        bound = self._held(self._right(condition, comparing), checks) if right is None else self.constant(right)
        piece = _PIECES.get(comparing.compare, ("{f}({v}, {r}) is True", "{f}({v}, {r}) is False"))[not wanted]
        function = self.constant(comparing.compare) if "{f}" in piece else ""
        return f"({' and '.join((*checks, piece.format(v=value, r=bound, f=function, wanted=wanted)))})"

    def _held(self, code: str, checks: list[str]) -> str:
        """A name for a value that must be known: the name of a fact is one already."""
        if code in self.facts.values():
            checks.append(f"{code} is not None")
            return code
        self.variables += 1
        checks.append(f"(v{self.variables} := {code}) is not None")
        return f"v{self.variables}"

    def _constant_right(self, condition: terms.Comparison, comparing: Comparing) -> Any:
        """The right side where it is the same for every case."""
        operand = condition.operand
        if isinstance(operand, terms.Value):
            return comparing.right(Case())
        if isinstance(operand, terms.FactRef):
            return None if self._is_of_members(operand.fact) else self.known.get(operand.fact)
        if isinstance(operand, terms.FigureRef):
            return self.known.get(f"figure.{operand.figure}")
        return None

    def _right(self, condition: terms.Comparison, comparing: Comparing) -> str:
        """A right side that is looked up: another fact, or what is worked out from facts, once for each of their values."""
        if isinstance(condition.operand, terms.FactRef):
            return self.fact(condition.operand.fact)
        behind = comparing.reads[1:]
        if condition not in self.worked_out:
            self.worked_out[condition] = _WorkedOut(behind, _rounded(comparing))
        worked_out = self.constant(self.worked_out[condition])
        return f"{worked_out}[{', '.join(map(self.fact, behind))}]"

    def _is_of_members(self, fact: str) -> bool:
        return fact.partition(".")[0] in self.members

    def fact(self, fact_id: str) -> str:
        """The value of a fact, None where it is not known."""
        scope, _, name = fact_id.partition(".")
        if scope in self.members:
            return f"{self.members[scope]}.get({self.constant(name)})"
        return self.facts.setdefault(fact_id, f"f{len(self.facts)}")

    def constant(self, value: Any) -> str:
        """A name for a value of the rules."""
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return name


def _negation(code: Code) -> Code:
    """That something is not so."""
    return not code if isinstance(code, bool) else f"not ({code})"


def _joined(parts: list[Code], both: bool) -> Code:
    """All parts, or any of them, without those that are settled."""
    if (not both) in parts:
        return not both
    rest = [part for part in parts if isinstance(part, str)]
    if len(rest) < 2:
        return rest[0] if rest else both
    return f"({(' and ' if both else ' or ').join(rest)})"


def _checked(word: str, known: Iterable[str]) -> str:
    """The word, which becomes part of the source: only one that this module knows."""
    return next(one for one in known if one == word)


class _WorkedOut(dict[Any, Any]):
    """Right sides by the values of the facts from which they are worked out."""

    def __init__(self, facts: tuple[str, ...], lookup: Lookup) -> None:
        super().__init__()
        self.facts, self.lookup = facts, lookup

    def __missing__(self, key: Any) -> Any:
        if len(self) >= _MOST_WORKED_OUT:
            self.clear()
        values = key if len(self.facts) > 1 else (key,)
        scopes: dict[str, Any] = {}
        for fact, value in zip(self.facts, values, strict=True):
            scope, _, name = fact.partition(".")
            scopes.setdefault(scope, {})[name] = value
        found = self[key] = self.lookup(Case(**scopes))
        return found


def _rounded(comparing: Comparing) -> Lookup:
    """Shares of money as whole cents where that decides the same: amounts are whole, and comparing fractions is slow."""
    of_money = comparing.of_money and comparing.compare in (operator.ge, operator.le)
    to_cents = math.ceil if comparing.compare is operator.ge else math.floor

    def lookup(case: Case) -> Any:
        found = comparing.right(case)
        return to_cents(found) if of_money and isinstance(found, Fraction) else found

    return lookup
