"""What a State pack may not do: every attempt to loosen federal law is refused with both rules named.

The attempts are a rule replaced or dropped, a verdict overridden, a new authority, a higher cap, a lower floor, a wider
window, and a word with another meaning. What is left can only add: a pack's rules stand beside the federal ones, and
all are applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Scalar
from stemfunds.rulebook.dates import window_of
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.model import Citation, Figure, Limit, Rule, Window
from stemfunds.rulebook.pack_keys import SECTIONS, is_head
from stemfunds.rulebook.terms import FactRef, FigureRef, Value
from stemfunds.rulebook.words import Words

_YEARS = range(2018, 2041)
_ONLY_TIGHTEN = "a pack may only tighten"

Stands: TypeAlias = MappingType[tuple[str, str], tuple[RuleFile, Node]]
"""Where a word of a vocabulary stands first, by vocabulary and id."""


@dataclass(frozen=True, slots=True)
class Federal:
    """What packs may add to: the federal rules, limits and windows by id."""

    rules: MappingType[str, Rule]
    limits: MappingType[str, Limit]
    windows: MappingType[str, Window]

    def named(self, identity: str) -> str:
        """A rule with the place where it stands, as messages name it."""
        found = self.rules.get(identity) or self.limits.get(identity) or self.windows.get(identity)
        return place_of(found) if found else f'"{identity}", which is no federal rule'

    def ids(self) -> list[str]:
        """Every id that federal law has taken."""
        return [*self.rules, *self.limits, *self.windows]


def place_of(rule: Rule | Limit | Window) -> str:
    """A rule with its file and line: ``T4A-ADMIN-2 (rules/funds/title-iv-a.yaml:899)``."""
    return f"{rule.id} ({rule.file}:{rule.line})"


def check_pack_files(
    files: Iterable[RuleFile],
    federal: Federal,
    rules: MappingType[str, Rule],
    limits: MappingType[str, Limit],
    words: Words,
    stands: Stands,
) -> None:
    """Note everything in the packs' files that would loosen a federal rule, naming both, and every rule without a
    source of the State.
    """
    files = list(files)
    prefixes: dict[str, str] = {}
    for file in files:
        prefix = file.root.get("prefix")
        if is_head(file) and isinstance(prefix, Scalar):
            prefixes[file.pack] = prefix.text
            if taken := next((name for name in federal.ids() if name.startswith(prefix.text + "-")), None):
                file.problems.add(prefix, f'prefix "{prefix.text}" is that of federal rules, such as {federal.named(taken)}')
    for file in files:
        checks = _FileChecks(file, prefixes.get(file.pack, ""), federal, rules, limits, words, stands)
        checks.check_dropped()
        checks.check_authorities()
        checks.check_words()
        for section in (*SECTIONS, "limits"):
            for node in file.entries(section):
                if isinstance(node, Mapping):
                    checks.check_rule(section, node)


@dataclass(frozen=True, slots=True)
class _FileChecks:
    """The checks of one file of a pack."""

    file: RuleFile
    prefix: str
    federal: Federal
    rules: MappingType[str, Rule]
    limits: MappingType[str, Limit]
    words: Words
    stands: Stands

    def check_dropped(self) -> None:
        """`drops` and `overrides`: what no pack can do to a federal rule."""
        for key in ("drops", "overrides"):
            for node in self.file.entries(key):
                name = text_at(node, "rule") if isinstance(node, Mapping) else getattr(node, "text", "")
                message = f'pack "{self.file.pack}" {key} {self.federal.named(name)}; a pack cannot loosen federal law'
                self.file.problems.add(node, message, found=name)

    def check_authorities(self) -> None:
        """A new authority would let a fund pay for more."""
        owner = text_at(self.file.root, "adds_to")
        for node in self.file.entries("authorities"):
            own = text_at(node, "id") if isinstance(node, Mapping) else ""
            kinds = texts_at(node, "for", "kinds")
            known = [rule for rule in self.federal.rules.values() if rule.owner == owner and _decides(rule, kinds)]
            law = f"federal law is {place_of(known[0])}" if known else "no federal rule speaks of it"
            what = ", ".join(kinds) or "every kind"
            self.file.problems.add(node, f"{own} lets {owner} pay for {what}; {law}, and a pack never adds an authority")

    def check_words(self) -> None:
        """Sources of a pack are the State's, and its facts are asked: nothing computes them."""
        for node in self.file.entries("sources"):
            source = self.words.sources.get(text_at(node, "id")) if isinstance(node, Mapping) else None
            if source is not None and source.weight != "state" and self._is_own("sources", source.id):
                self.file.problems.add(node, f'source "{source.id}" of a pack has the weight {source.weight}; expected state')
        for node in self.file.entries("facts"):
            fact = self.words.facts.get(text_at(node, "fact")) if isinstance(node, Mapping) else None
            if fact is not None and fact.built_in and self._is_own("facts", fact.id):
                self.file.problems.add(node, f"fact {fact.id} of a pack is built_in; a pack's facts are asked")

    def _is_own(self, key: str, identity: str) -> bool:
        return self.stands[key, identity][0] is self.file

    def check_rule(self, section: str, node: Mapping) -> None:
        """One rule or limit: its id, its source, and what it says of federal rules."""
        own, problems = text_at(node, "id"), self.file.problems
        if own not in self.federal.ids():  # told already where it is
            check_id(own, "rule", self.prefix, node, self.file)
        if (replaced := node.get("replaces")) is not None:
            named = self.federal.named(getattr(replaced, "text", ""))
            problems.add(node, f"{own} replaces {named}; a pack adds to federal law and never replaces it")
        read = self.limits.get(own) if section == "limits" else self.rules.get(own)
        if read is not None and read.file == self.file.name:
            check_source(own, read.cite, node, self.file, self.words)
        tightened = node.get("tightens")
        if tightened is not None and section != "limits":
            named = self.federal.named(getattr(tightened, "text", ""))
            problems.add(node, f"{own} tightens {named}; only a limit or a window tightens, a rule is added as it stands")
        elif section == "limits":
            self._check_limit(own, node, tightened)

    def _check_limit(self, own: str, node: Mapping, tightened: Node | None) -> None:
        limit = self.limits.get(own)
        is_read = limit is not None and limit.file == self.file.name
        if tightened is not None:
            name = getattr(tightened, "text", "")
            federal = self.federal.limits.get(name)
            if federal is None:
                nearest = nearest_name(name, self.federal.limits.keys())
                self.file.problems.add(
                    node, f'{own} tightens "{name}": expected the id of a federal limit', found=name, nearest=nearest
                )
            elif is_read and limit and (wrong := measures_otherwise(limit, federal) or loosens(limit, federal, self.words)):
                self.file.problems.add(node, f"{own} {wrong} {place_of(federal)}; {_ONLY_TIGHTEN}")
        elif limit is not None and is_read:
            for federal in self.federal.limits.values():
                if not measures_otherwise(limit, federal) and (wrong := loosens(limit, federal, self.words)):
                    self.file.problems.add(node, f"{own} {wrong} {place_of(federal)}; {_ONLY_TIGHTEN}")


def measures_otherwise(own: Limit, federal: Limit) -> str:
    """Why a limit cannot be compared with a federal one, which its name would follow in a sentence; empty when it can."""
    is_cap, is_money = own.direction == "at_most", own.bound_unit == "money"
    differences = (
        (own.owner != federal.owner, f"is added to {own.owner}, not to {federal.owner} as"),
        (
            own.direction != federal.direction,
            f"is a {'cap' if is_cap else 'floor'} and turns around the {'floor' if is_cap else 'cap'}",
        ),
        (
            own.bound_unit != federal.bound_unit,
            f"is {'an amount' if is_money else 'a percentage'}, not {'a percentage' if is_money else 'an amount'} as",
        ),
        (
            own.bound != federal.bound and FactRef in (type(own.bound), type(federal.bound)),
            "takes its bound from another place than",
        ),
        (own.base != federal.base, "takes its percentage of another base than"),
        (own.counts != federal.counts, "counts other costs than"),
        (own.per != federal.per, f"is measured for each {own.per}, not for each {federal.per} as"),
        (own.applies not in (None, federal.applies), "applies in other cases than"),
    )
    return next((words for differs, words in differences if differs), "")


def loosens(own: Limit, federal: Limit, words: Words) -> str:
    """Why a limit that measures the same lets more pass on some date; empty when it does not."""
    for mine, theirs in _bounds(own, federal, words):
        if own.direction == "at_most" and mine > theirs:
            return "sets a higher cap than"
        if own.direction == "at_least" and mine < theirs:
            return "sets a lower floor than"
    return ""


def _bounds(own: Limit, federal: Limit, words: Words) -> Iterator[tuple[Decimal, Decimal]]:
    """The two bounds side by side: on each date on which one changes, or each with each where different dates pick them."""
    mine, theirs = _by_date(own, words), _by_date(federal, words)
    chosen_by = {figure.chosen_by for limit in (own, federal) if (figure := _figure(limit, words)) is not None}
    if len(chosen_by) > 1:
        yield from ((one, other) for one in mine.values() for other in theirs.values())
        return
    for day in sorted({*mine, *theirs}):
        yield _on(day, mine), _on(day, theirs)


def _by_date(limit: Limit, words: Words) -> dict[str, Decimal]:
    figure = _figure(limit, words)
    if figure is not None:
        return {value.since: Decimal(value.value) for value in figure.values}
    return {"": Decimal(str(limit.bound.value))} if isinstance(limit.bound, Value) else {"": Decimal(0)}


def _on(day: str, values: dict[str, Decimal]) -> Decimal:
    """The value on a date; before the first one the first holds."""
    since = [start for start in values if start <= day]
    return values[max(since) if since else min(values)]


def _figure(limit: Limit, words: Words) -> Figure | None:
    return words.figures.get(limit.bound.figure) if isinstance(limit.bound, FigureRef) else None


# --- windows ----------------------------------------------------------------------------------------------------------


def check_window(own: Window, federal: Window | None, prefix: str, file: RuleFile, words: Words) -> None:
    """Note a pack's window that lets an award be obligated earlier or later than the fund's own."""
    at = file.root.get("window") or file.root
    check_id(own.id, "window", prefix, at, file)
    check_source(own.id, own.cite, at, file, words)
    if federal is None:
        file.problems.add(at, f"{own.id} gives a window to {own.owner}, which has none to tighten")
        return
    if own.tightens != federal.id:
        found = f'tightens "{own.tightens}"' if own.tightens else 'has no "tightens"'
        file.problems.add(at, f"{own.id} {found}: expected {place_of(federal)}")
        return
    if own.liquidation_days is not None:
        file.problems.add(at, f"{own.id} sets liquidation_days; the last day to pay stays that of {place_of(federal)}")
    if wider := _wider(own, federal):
        file.problems.add(at, f"{own.id} {wider.format(federal=place_of(federal))}; {_ONLY_TIGHTEN}")


def _wider(own: Window, federal: Window) -> str:
    """Where a window reaches beyond the federal one, or holds no day at all; empty when it is inside."""
    for stream in ("july", "october"):
        for year in _YEARS:
            mine, theirs = window_of(own, year, stream), window_of(federal, year, stream)
            says_opening = stream == "july" or own.october is not None or federal.october is None
            if says_opening and mine[0] < theirs[0]:
                return f"opens earlier than {{federal}}: {_day(mine[0])}, not {_day(theirs[0])}"
            if mine[1] > theirs[1]:
                return f"closes later than {{federal}}: {_day(mine[1])}, not {_day(theirs[1])}"
            if mine[1] < max(mine[0], theirs[0]):
                return f"leaves no day of {{federal}}: it closes on {_day(mine[1])}"
    return ""


def _day(day: date) -> str:
    return day.isoformat()


# --- small checks -----------------------------------------------------------------------------------------------------


def check_id(identity: str, what: str, prefix: str, at: Node, file: RuleFile) -> None:
    if prefix and not identity.startswith(prefix + "-"):
        file.problems.add(at, f'{what} "{identity}" of a pack: expected an id that begins with "{prefix}-"', found=identity)


def check_source(identity: str, cite: tuple[Citation, ...], at: Node, file: RuleFile, words: Words) -> None:
    """What a State adds rests on a text of the State: federal law alone says it already, or does not say it."""
    sources = [words.sources[citation.source] for citation in cite if citation.source in words.sources]
    if sources and not any(source.weight == "state" for source in sources):
        file.problems.add(at, f"{identity} cites no source of the State")


def _decides(rule: Rule, kinds: list[str]) -> bool:
    return rule.section in ("authorities", "not_authorized") and (not kinds or bool(set(kinds) & set(rule.selector.kinds)))


def texts_at(node: Node, *keys: str) -> list[str]:
    """The words of a list behind nested keys."""
    found: Node | None = node
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    members = [found] if isinstance(found, Scalar) else list(found or []) if not isinstance(found, Mapping) else []
    return [member.text for member in members if isinstance(member, Scalar)]


def text_at(node: Mapping, key: str) -> str:
    return getattr(node.get(key), "text", "")
