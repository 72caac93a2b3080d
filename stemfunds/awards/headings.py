"""Which column holds what: headings recognized by the rulebook's words, or named by whoever reads the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from stemfunds.awards.model import AllocationKind
from stemfunds.rulebook.model import Rulebook

ROLES = ("nces-id", "state-fips", "district", "fund", "federal-year", "kind")
KINDS: tuple[AllocationKind, ...] = ("preliminary", "final", "carryover")


def plain_words(heading: str) -> str:
    """A heading in small letters, without punctuation: ``Title IV-A  Allocation*`` is ``title iv a allocation``."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", heading.casefold()).split())


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts, with what its heading says of them."""

    index: int
    heading: str
    fund: str = ""
    year: int | None = None
    kind: AllocationKind | None = None


@dataclass(slots=True)
class Columns:
    """The columns of a list by what they hold, counted from 0."""

    roles: dict[str, int] = field(default_factory=dict)
    amounts: list[AmountColumn] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    @property
    def are_enough(self) -> bool:
        """Whether these can be the headings of a list: a district and an amount."""
        return "nces-id" in self.roles and bool(self.amounts)


class ListWords:
    """The words of allocation lists, from the rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        said = {word.id: tuple(map(plain_words, word.also_called)) for word in rulebook.allocation_words.values()}
        self.roles = {role: said.get(role, ()) for role in ROLES}
        self.kinds: Mapping[str, AllocationKind] = {words: kind for kind in KINDS for words in said.get(kind, ())}
        self.totals = said.get("total", ())
        self.zero_states = frozenset(said.get("zero-states", ()))
        self.funds = _fund_words(rulebook, headings=False)
        self.fund_headings = _fund_words(rulebook, headings=True)
        self._year = re.compile(rf"\b(?:{_either(said.get('federal-year', ()))}) ?(?:20)?([0-9]{{2}})\b")
        self._kind = re.compile(rf"\b(?:{_either(self.kinds)})\b")
        self._amount = re.compile(rf"\b(?:{_either(said.get('amount', ()))})\b")

    def kind_of(self, text: str) -> AllocationKind | None:
        """The kind that a cell names."""
        found = self._kind.search(plain_words(text))
        return self.kinds[found[0]] if found else None

    def is_total(self, text: str) -> bool:
        """Whether a row's first words say that it adds up others."""
        return any(re.match(rf"{re.escape(total)}\b", plain_words(text)) for total in self.totals)

    def columns(self, headings: Iterable[str], named: Mapping[str, int]) -> Columns:
        """What each column holds; `named` gives the columns that the user named, by role, `amount`, `carryover` or fund id."""
        found = Columns(roles={role: index for role, index in named.items() if role in ROLES})
        texts = list(headings)
        amounts = [self._named_amount(name, index, texts[index]) for name, index in named.items() if name not in ROLES]
        taken = set(named.values())
        for role, words in self.roles.items():
            if role not in found.roles:
                self._take_role(role, words, texts, taken, found)
        free = [(index, text) for index, text in enumerate(texts) if index not in taken]
        seen = [column for index, text in free if (column := self.amount_column(index, text)) is not None]
        found.amounts = amounts or seen
        if not amounts and "fund" not in found.roles and any(column.fund for column in seen):
            found.amounts = [column for column in seen if column.fund]  # beside a column for each fund, the rest are sums
        used = {column.index for column in found.amounts} | taken
        found.unused = [text for index, text in enumerate(texts) if text and index not in used]
        return found

    def amount_column(self, index: int, heading: str) -> AmountColumn | None:
        """The column if its heading is that of amounts: nothing but an amount, a kind, a federal year and a fund."""
        rest, year = self._without(self._year, plain_words(heading))
        rest, kind = self._without(self._kind, rest)
        rest, amount = self._without(self._amount, rest)
        fund = self.fund_headings.get(rest, "")
        if rest and not fund:
            return None
        if not (fund or amount or kind):
            return None
        found = int(year[-2:]) + 2000 if year else None
        return AmountColumn(index, heading, fund, found, self.kinds[kind] if kind else None)

    def _named_amount(self, name: str, index: int, heading: str) -> AmountColumn:
        seen = self.amount_column(index, heading) or AmountColumn(index, heading)
        kind: AllocationKind | None = "carryover" if name == "carryover" else seen.kind
        fund = seen.fund if name in ("amount", "carryover") else name
        return AmountColumn(index, heading, fund, seen.year, kind)

    def _take_role(self, role: str, words: tuple[str, ...], texts: list[str], taken: set[int], found: Columns) -> None:
        """Give a role the column whose heading stands first among the role's words."""
        plain = [plain_words(text) for text in texts]
        fits = [(words.index(text), index) for index, text in enumerate(plain) if text in words and index not in taken]
        if fits:
            found.roles[role] = min(fits)[1]
            taken.add(min(fits)[1])

    def _without(self, pattern: re.Pattern[str], text: str) -> tuple[str, str]:
        """The text without what the pattern finds first, and what it found."""
        found = pattern.search(text)
        if found is None:
            return text, ""
        rest = f"{text[: found.start()]} {text[found.end() :]}"
        return " ".join(rest.split()), found[0]


def _either(words: Iterable[str]) -> str:
    """Any of some words, the longest first, as a pattern that finds at least something to refuse."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"\Z\A"


def _fund_words(rulebook: Rulebook, headings: bool) -> dict[str, str]:
    """Every spelling of a fund with its id; one that two funds share names none.

    In headings, State and local money is left out: there `State` is the name of a State.
    """
    found: dict[str, set[str]] = {}
    for fund in rulebook.funds.values():
        if headings and fund.window is None:
            continue
        for name in (fund.id, fund.name, fund.short, *fund.also_called, fund.assistance_listing):
            if name:
                found.setdefault(plain_words(name), set()).add(fund.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}
