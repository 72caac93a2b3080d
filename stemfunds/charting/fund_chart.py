"""The chart for the wall: for each kind of activity and each federal fund, whether an authority covers it.

It is worked out from the rules alone. A cell says what the law opens, never what a plan may do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from stemfunds.charting.grid import Cell, Grid, Group, Mark, Row
from stemfunds.judging.case import Case, FactValue
from stemfunds.judging.conditions import Compiler
from stemfunds.judging.ordinary import ordinary_facts
from stemfunds.judging.ruleset import is_in_force
from stemfunds.judging.windows import obligation_window
from stemfunds.rulebook.kleene import Truth
from stemfunds.rulebook.model import Fund, Kind, Rule, Rulebook

YES = Mark("✓", "Y", "An authority of the fund covers it; the general rules of the fund apply.", "good")
CONDITION = Mark("✓", "C", "Covered, with a condition or where the facts fit.", "fair")
SPECIAL = Mark("*", "S", "Only in special cases, or for certain items.", "open")
NONE = Mark("✗", "N", "No authority was found, or a rule refuses it.", "bad")
CLOSED = Mark("–", "Z", "The fund is closed to new obligations.", "quiet")

_YEARS_BACK = 4


def fund_chart(rulebook: Rulebook, as_of: date) -> Grid:
    """Kinds by group against funds, open ones first, as of a date."""
    chart = _Chart(rulebook, as_of)
    funds = [fund for fund in rulebook.funds.values() if fund.window is not None]
    funds.sort(key=lambda fund: chart.awarded_on(fund) is None)
    groups = tuple(
        Group(group.title, tuple(chart.row(kind, funds) for kind in rulebook.kinds.values() if kind.group == group.id))
        for group in rulebook.kind_groups.values()
    )
    return Grid(
        title=f"Which federal fund covers which kind of STEM activity, as of {as_of}",
        lead="A cell says whether an authority of the fund covers the kind. It is not a verdict on a plan: who is served, which "
        "school, what is bought and when decide that.",
        corner="Kind of activity",
        heads=tuple((fund.short, fund.name) for fund in funds),
        groups=tuple(group for group in groups if group.rows),
        legend=(YES, CONDITION, SPECIAL, NONE, CLOSED),
        notes=(
            "stemfunds funds FUND prints the brief of a fund, stemfunds kinds WORDS what a kind means.",
            f"As of {as_of}; rulebook {rulebook.version}, {rulebook.digest}",
        ),
    )


class _Chart:
    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        self.rulebook = rulebook
        self.as_of = as_of
        self.compiler = Compiler(rulebook)
        self.ordinary = _by_scope(ordinary_facts(rulebook))
        self._awarded = {fund.id: self._opening(fund) for fund in rulebook.funds.values()}
        self._in_force = {fund: list(self._rules(fund, day)) for fund, day in self._awarded.items() if day is not None}

    def awarded_on(self, fund: Fund) -> date | None:
        """The first day of the latest money that is open on the date; None where none is."""
        return self._awarded[fund.id]

    def _opening(self, fund: Fund) -> date | None:
        if fund.window is None:
            return None
        for year in range(self.as_of.year, self.as_of.year - _YEARS_BACK, -1):
            span = obligation_window(fund.window, year, "july")
            if span.opens <= self.as_of <= span.closes:
                return span.opens
        return None

    def row(self, kind: Kind, funds: list[Fund]) -> Row:
        """One kind against the funds."""
        return Row(kind.name, "", tuple(self._cell(kind, fund) for fund in funds))

    def _cell(self, kind: Kind, fund: Fund) -> Cell:
        awarded_on = self.awarded_on(fund)
        if awarded_on is None:
            return Cell(CLOSED)
        rules = [rule for rule in self._in_force[fund.id] if not rule.selector.kinds or kind.id in rule.selector.kinds]
        whole = [rule for rule in rules if not rule.selector.items and not rule.selector.objects]
        refused = [rule for rule in whole if rule.section == "prohibitions" and rule.test is None and rule.selector.kinds]
        if refused:
            return Cell(NONE, _ids(refused))
        authorities = [rule for rule in rules if rule.section == "authorities"]
        if not authorities:
            return Cell(NONE, _ids([rule for rule in rules if rule.section == "not_authorized"]))
        values = {rule.id: self._in_good_order(rule, kind, fund, awarded_on) for rule in authorities}
        covering = [rule for rule in authorities if rule in whole and values[rule.id] is not False]
        if not covering:
            return Cell(SPECIAL, _ids(authorities))
        plain = [rule for rule in covering if rule.test is None]
        bound = [
            rule
            for rule in whole
            if rule.owner == fund.id and rule.selector.kinds and rule.section in ("requirements", "prohibitions", "conditions")
        ]
        return Cell(YES, _ids(plain)) if plain and not bound else Cell(CONDITION, _ids([*(plain or covering), *bound]))

    def _rules(self, fund: str, awarded_on: date) -> Iterator[Rule]:
        """The rules that reach an award of the fund that is given on the date."""
        owners = self.rulebook.owners_for(fund)
        for rule in self.rulebook.rules.values():
            if (
                rule.owner in owners
                and (not rule.selector.funds or fund in rule.selector.funds)
                and is_in_force(rule.in_force_from, rule.in_force_until, awarded_on)
            ):
                yield rule

    def _in_good_order(self, rule: Rule, kind: Kind, fund: Fund, awarded_on: date) -> Truth:
        """Whether an authority pays in a district in good order; what such a district leaves open stays unknown."""
        if rule.test is None:
            return True
        case = Case(
            plan=self.ordinary["plan"],
            district=self.ordinary["district"],
            fund={"id": fund.id, "indirect_rate": fund.indirect_rate},
            award={**self.ordinary["award"], "awarded_on": awarded_on},
            activity={**self.ordinary["activity"], "kind": kind.id},
            line={**self.ordinary["line"], "kind": kind.id},
            schools={"school": self.ordinary["school"]},
        )
        return self.compiler.compile(rule.test).value(case)


def _by_scope(facts: Mapping[str, FactValue]) -> Mapping[str, dict[str, FactValue]]:
    """The facts by what they are about, each by its short name."""
    found: defaultdict[str, dict[str, FactValue]] = defaultdict(dict)
    for name, value in facts.items():
        scope, _, short = name.partition(".")
        found[scope][short] = value
    return found


def _ids(rules: list[Rule]) -> str:
    return ", ".join(dict.fromkeys(rule.id for rule in rules[:4]))
