"""Facts given on the command line or in the interview: `NAME=VALUE`, typed by the vocabulary, every mistake told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stemfunds.judging.case import FactValue
from stemfunds.reading import scalars
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Scalar, Sequence
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.model import Fact, Rulebook

_NOT_GIVEN = frozenset(
    "plan.total award.charged award.available fund.id fund.indirect_rate activity.kind activity.schools activity.amount "
    "activity.cost_per_student line.kind line.item line.object line.amount_agrees line.object_agrees line.kind_agrees "
    "line.charges_agree line.charges line.description charge.amount".split()
)
"""What follows from the question itself, or is computed from a plan."""

_NEAREST_FIRST = ("line", "activity", "school", "award", "district", "plan", "charge", "fund")


def read_given(typed: Iterable[str], rulebook: Rulebook) -> tuple[dict[str, FactValue], list[str]]:
    """Facts by their full names, and one message for each that cannot be used."""
    found: dict[str, FactValue] = {}
    wrong: list[str] = []
    names = fact_names(rulebook)
    for one in typed:
        name, equals, value = (part.strip() for part in one.partition("="))
        if not (name and equals and value):
            wrong.append(f'--fact "{one}": expected NAME=VALUE, such as title_i_status=schoolwide')
            continue
        fact = names.get(name.casefold())
        if fact is None:
            wrong.append(_unknown(name, names))
            continue
        problems = Problems("--fact")
        read = fact_value(fact, value, problems)
        wrong += [f"--fact {problem.message}" for problem in problems]
        if read is None:
            continue
        if found.setdefault(fact.id, read) != read:
            wrong.append(f"--fact {name}: given twice, with different values")
    return found, wrong


def fact_names(rulebook: Rulebook) -> Mapping[str, Fact]:
    """The facts that may be given, by full and by short name; a short name of several facts means the nearest to the cost."""
    known = {fact.id: fact for fact in rulebook.facts.values() if fact.id not in _NOT_GIVEN}
    names = dict(known)
    for fact in sorted(known.values(), key=lambda fact: (fact.built_in, _NEAREST_FIRST.index(fact.scope))):
        names.setdefault(fact.name, fact)
    return names


def fact_value(fact: Fact, typed: str, problems: Problems) -> FactValue | None:
    """The typed value of a fact, or a problem. Several choices are separated by commas."""
    node = Scalar(typed, 1, 1)
    if fact.type == "choice":
        return scalars.choice(node, problems, fact.name, tuple(fact.choices))
    if fact.type == "choices":
        parts = Sequence([Scalar(part.strip(), 1, 1) for part in typed.split(",")], 1, 1)
        chosen = scalars.choice_list(parts, problems, fact.name, tuple(fact.choices))
        return None if chosen is None else frozenset(chosen)
    if fact.type == "yes-no":
        return scalars.yes_no(node, problems, fact.name)
    if fact.type == "money":
        return scalars.money(node, problems, fact.name)
    if fact.type == "number":
        return scalars.decimal_number(node, problems, fact.name, negative=True)
    if fact.type == "percent":
        return scalars.percent(node, problems, fact.name, most=1000)
    if fact.type == "date":
        return scalars.date(node, problems, fact.name)
    return scalars.text(Scalar(typed, 1, 1, quoted=True), problems, fact.name)


def typed_again(fact: Fact, value: FactValue) -> str:
    """A value as it is typed behind `--fact`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ",".join(choice for choice in fact.choices if choice in value)
    if fact.type == "money" and isinstance(value, int):
        return f"{value // 100}.{value % 100:02}"
    return f"{value:f}" if fact.type in ("number", "percent") else str(value)


def _unknown(name: str, names: Mapping[str, Fact]) -> str:
    near = nearest_name(name, names)
    hint = f' (did you mean "{near}"?)' if near else ""
    return f'--fact {name}: unknown fact{hint}; a fact has the name that "facts_needed" and the questions give it'
