"""Plans of invented districts in any number, made from the rulebook's own vocabulary: most is in order, some is not.

The same seed gives the same plan. A plan is made as plain data, the way a program would write it: mappings, lists
and text; `as_json` and `as_yaml` write it.
Tests use it to compare ways of judging, benchmarks to have enough to judge.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, TypeAlias

from stemfunds.judging.windows import obligation_window
from stemfunds.rulebook.model import Fact, Item, Rule, Rulebook
from stemfunds.rulebook.reads import facts_read

Document: TypeAlias = dict[str, Any]

_STATES = "AL AZ CA CO FL GA IL IN MI NC NY OH PA TN TX WA WI".split()
_PREPARED_BY = (
    "Office of federal programs",
    "Dana Ortiz",
    'The "STEM" office: grants & plans',
    "Oficina de programas, señor Núñez",
)
_STATUS = ("schoolwide", "schoolwide", "targeted-assistance", "not-served")
FIRST_DAY, LAST_DAY = date(2026, 7, 1), date(2027, 9, 30)


@dataclass(slots=True)
class PlanMaker:
    """Makes plans for one rulebook."""

    rulebook: Rulebook
    activities: int = 30
    care: tuple[float, float] = (0.7, 1.0)
    """The share of the rules' questions that districts answer, from the least careful to the most careful."""
    awards: tuple[int, int] = (3, 9)
    """How many open awards a plan has, from the fewest to the most."""
    _facts: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    _kinds: dict[str, list[str]] = field(default_factory=dict)
    _items: list[Item] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _relevant: dict[tuple[str, str, str], frozenset[str]] = field(default_factory=dict)
    _read: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for fact in self.rulebook.facts.values():
            if not fact.built_in:
                self._facts[fact.scope].append(fact)
        for fund in self.rulebook.funds.values():
            rules = [rule for rule in self.rulebook.rules.values() if rule.owner == fund.id and rule.section == "authorities"]
            self._kinds[fund.id] = sorted({kind for rule in rules for kind in rule.selector.kinds}) or sorted(self.rulebook.kinds)
            if fund.window is None or obligation_window(fund.window, 2026, "july").closes > LAST_DAY:
                self._open.append(fund.id)
        self._items = sorted(self.rulebook.items.values(), key=lambda item: item.id)

    def documents(self, number: int, seed: int = 0) -> Iterator[Document]:
        """That many plans, one after another."""
        for count in range(number):
            yield self.document(seed * 1_000_003 + count)

    def document(self, seed: int) -> Document:
        """The plan of a seed."""
        return Making(self, Random(seed), seed).plan()

    def facts_of(self, scope: str) -> list[Fact]:
        """The facts that a plan may give in a scope."""
        return self._facts[scope]

    def kinds_of(self, fund: str) -> list[str]:
        """The kinds that rules of a fund name."""
        return self._kinds[fund]

    def relevant(self, fund: str, kind: str, item_id: str) -> frozenset[str]:
        """The facts that decide about a charge."""
        key, item = (fund, kind, item_id), self.rulebook.items[item_id]
        if key not in self._relevant:
            owners = self.rulebook.owners_for(fund)
            rules = [
                rule
                for rule in self.rulebook.rules.values()
                if rule.owner in owners and rule.selector.reaches(item.kind or kind, item_id, item.object, fund)
            ]
            self._relevant[key] = frozenset[str]().union(*(self._read_by(rule) for rule in rules))
        return self._relevant[key]

    def _read_by(self, rule: Rule) -> frozenset[str]:
        """The facts that a rule reads."""
        if rule.id not in self._read:
            conditions = [condition for condition in (rule.applies, rule.test) if condition is not None]
            self._read[rule.id] = frozenset(fact for one in conditions for fact in facts_read(one, self.rulebook))
        return self._read[rule.id]

    @property
    def open_funds(self) -> list[str]:
        """The funds that have money for the plans' year."""
        return self._open

    @property
    def items(self) -> list[Item]:
        """All cost items."""
        return self._items


class Making:
    """One plan being made."""

    def __init__(self, maker: PlanMaker, random: Random, number: int) -> None:
        self.maker, self.random, self.number = maker, random, number
        self.care = random.uniform(*maker.care)
        self.asked: set[str] = set()
        self.two = "{two}" if random.random() < 0.02 else "two"
        self.schools = [f"school-{place}" for place in range(1, random.randint(2, 9))]
        self.awards = self._awards()

    def plan(self) -> Document:
        activities = self._activities()
        plan: Document = {
            "plan": 1,
            "title": f"STEM plan of district {self.number}",
            "fictional": "yes",
            "prepared_by": self.random.choice(_PREPARED_BY),
            "district": self._district(),
            "school_year": "2026-27",
            "period": {"starts": str(FIRST_DAY), "ends": str(LAST_DAY)},
            "facts": self._given("plan") | self._given("activity") | self._given("line") | self._given("award"),
            "schools": [self._school(identity) for identity in self.schools],
            "awards": self.awards,
            "activities": activities,
        }
        if self.random.random() < 0.1:
            del plan["period"]
        if self.random.random() < 0.3:
            plan["determinations"] = [self._determination(activities) for _ in range(self.random.randint(1, 3))]
        if self.random.random() < 0.3:
            plan["explanations"] = [self._explanation(activities) for _ in range(self.random.randint(1, 3))]
        return plan

    def _activities(self) -> list[Document]:
        size = max(1, round(self.random.gauss(self.maker.activities, self.maker.activities / 5)))
        return [self._activity(place) for place in range(1, size + 1)]

    def _district(self) -> Document:
        state = self.random.choice(_STATES)
        return {
            "name": f"District {self.number}",
            "state": state,
            "nces_id": f"{self.number % 10_000_000:07}",
            "enrollment": f"{self.random.randint(90, 90_000):,}",
            "facts": self._given("district"),
        }

    def _school(self, identity: str) -> Document:
        school: Document = {"id": identity, "name": f"School {identity}", "grades": self.random.choice(("PK-5", "6-8", "9-12"))}
        if self.random.random() < self.care:
            school["title_i_status"] = self.random.choice(_STATUS)
            school["low_income_percent"] = f"{self.random.uniform(1, 99):.1f}"
            school["improvement_status"] = self.random.choice(("none", "csi", "tsi", "atsi"))
        school["control"] = "private" if self.random.random() < 0.05 else "public"
        return school | ({"facts": facts} if (facts := self._given("school")) else {})

    def _awards(self) -> list[Document]:
        funds = self.random.sample(self.maker.open_funds, self.random.randint(*self.maker.awards))
        if self.random.random() < 0.15:
            funds.append(self.random.choice([fund for fund in self.maker.rulebook.funds if fund not in funds]))
        return [self._award(fund) for fund in funds]

    def _award(self, fund: str) -> Document:
        amount, chance = self.random.randint(2_000_000, 90_000_000), self.random.random
        award: Document = {"id": f"{fund.upper()}-26", "fund": fund, "federal_fiscal_year": 2026, "amount": money(amount)}
        if chance() < 0.05:
            award["federal_fiscal_year"] = self.random.choice((2020, 2021, 2024, 2025))
        if chance() < 0.1:
            award["carryover"] = money(amount // 3)
        if chance() < 0.1:
            award["transferred_in"] = money(amount // 10)
        if chance() < 0.3:
            award["awarded_on"] = str(date(2026, 7, 1) + timedelta(days=self.random.randint(-700, 120)))
        if chance() < 0.6:
            award["application_submitted_on"] = str(date(2026, 6, 1) + timedelta(days=self.random.randint(-20, 60)))
        facts = self._changed("award")
        return award | ({"facts": facts} if facts else {})

    def _activity(self, place: int) -> Document:
        award = self.random.choice(self.awards)
        rulebook, chance = self.maker.rulebook, self.random.random
        activity: Document = {
            "id": f"A{place}",
            "title": f"Activity {place}",
            "kind": self.random.choice(self._any_kind(award["fund"])),
            "goals": self.random.sample(sorted(rulebook.goals), 1),
            "need": f"31 percent of grade 8 meet the standard; {self.two} in three do not.",
            "objective": "Raise proficiency by 6 points",
        }
        if chance() < self.care:
            activity["schools"] = self.random.sample(self.schools, min(len(self.schools), self.random.randint(1, 4)))
            activity["students"], activity["educators"] = self.random.randint(8, 900), self.random.randint(1, 60)
            activity["grades"] = self.random.choice(("K-5", "6-8", "9-12"))
        if chance() < 0.5:
            activity["evidence"] = {"tier": self.random.choice(("strong", "moderate", "promising", "rationale", "none"))}
        if chance() < 0.7:
            activity |= self._dates()
        facts = self._changed("activity") | self._changed("line")
        if facts:
            activity["facts"] = facts
        rows = range(1, self.random.randint(2, 4) + 1)
        return activity | {"lines": [self._line(f"A{place}-{row}", award, activity["kind"]) for row in rows]}

    def _any_kind(self, fund: str) -> list[str]:
        """The kinds of which one is chosen: those of the fund, now and then all."""
        return sorted(self.maker.rulebook.kinds) if self.random.random() < 0.1 else self.maker.kinds_of(fund)

    def _dates(self) -> Document:
        starts = FIRST_DAY + timedelta(days=self.random.randint(-5, 250))
        ordered = {"committed_on": str(starts - timedelta(days=self.random.randint(0, 60)))} if self.random.random() < 0.8 else {}
        return {"starts": str(starts), "ends": str(starts + timedelta(days=self.random.randint(0, 200)))} | ordered

    def _line(self, identity: str, award: Document, activity_kind: str) -> Document:
        item, chance = self.random.choice(self.maker.items), self.random.random
        line: Document = {"id": identity, "description": f'{item.name}, "as quoted" on {FIRST_DAY}', "item": item.id}
        unit_cost = self.random.choice((4_000, 12_550, 99_900, 499_900, 1_400_000))
        if chance() < 0.75:
            quantity = self.random.randint(1, 40)
            line |= {"quantity": quantity, "unit": "pieces", "unit_cost": money(unit_cost)}
            if chance() < 0.3:
                line["periods"] = self.random.choice((2, 10, 36.5))
            elif chance() < 0.7:
                line["amount"] = money(quantity * unit_cost + (0 if chance() < 0.97 else 1))
        else:
            line["amount"] = money(unit_cost * self.random.randint(1, 9))
        if chance() < 0.1:
            line["object"] = self.random.choice(sorted(self.maker.rulebook.object_classes))
        if chance() < 0.05:
            line["kind"] = self.random.choice(sorted(self.maker.rulebook.kinds))
        if chance() < 0.1:
            line |= self._dates()
        self.asked |= self.maker.relevant(award["fund"], line.get("kind", activity_kind), item.id)
        facts = self._changed("line")
        return line | ({"facts": facts} if facts else {}) | self._payers(award["id"])

    def _payers(self, award: str) -> Document:
        chance = self.random.random()
        if chance < 0.03:
            return {}
        if chance < 0.9:
            return {"charge_to": award}
        other = self.random.choice(self.awards)["id"]
        if other == award:
            return {"charges": [{"award": award, "share": 100}]}
        share = self.random.choice((50, 60, 33.33, 12.5))
        return {"charges": [{"award": award, "share": share}, {"award": other, "share": round(100 - share, 2)}]}

    def _determination(self, activities: list[Document]) -> Document:
        rules = sorted(rule.id for rule in self.maker.rulebook.rules.values() if rule.determinable)
        wanted: Document = {
            "rule": self.random.choice(rules),
            "decision": self.random.choice(("met", "met", "not-met")),
            "reason": "Three quotes were compared.",
            "author": "Mei Tanaka",
            "date": "2026-06-20",
        }
        if self.random.random() < 0.5:
            wanted["activity"] = self.random.choice(activities)["id"]
        if self.random.random() < 0.3:
            wanted["until"] = self.random.choice(("2026-08-01", "2027-06-30"))
        return wanted

    def _explanation(self, activities: list[Document]) -> Document:
        warnings = sorted(rule.id for rule in self.maker.rulebook.rules.values() if rule.section == "advice")
        activity = self.random.choice(activities)
        wanted: Document = {"rule": self.random.choice(warnings), "words": "The price is that of the State contract."}
        if self.random.random() < 0.5:
            wanted |= {"activity": activity["id"], "line": activity["lines"][0]["id"]}
        return wanted

    # --- facts --------------------------------------------------------------------------------------------------------

    def _given(self, scope: str) -> Document:
        """The answers of a district in good order to the questions that its charges raise, a few of them changed or left out."""
        facts: Document = {}
        for fact in self.maker.facts_of(scope):
            if fact.tests_assume is not None and fact.id in self.asked and self.random.random() < self.care:
                assumed = fact.tests_assume
                facts[fact.name] = list(assumed) if isinstance(assumed, tuple) else assumed
        return facts | (self._changed(scope) if self.random.random() < 0.3 else {})

    def _changed(self, scope: str) -> Document:
        """Any answer to a few of the facts, right or wrong."""
        facts = self.maker.facts_of(scope)
        some = self.random.sample(facts, min(len(facts), int(self.random.expovariate(1.5))))
        return {fact.name: self._any(fact) for fact in some}

    def _any(self, fact: Fact) -> Any:
        if fact.type == "yes-no":
            return self.random.choice(("yes", "no"))
        if fact.type == "choice":
            return self.random.choice(sorted(fact.choices))
        if fact.type == "choices":
            return self.random.sample(sorted(fact.choices), min(len(fact.choices), self.random.randint(1, 3)))
        if fact.type == "date":
            return str(FIRST_DAY + timedelta(days=self.random.randint(-400, 400)))
        if fact.type == "money":
            return money(self.random.randint(0, 30_000_000))
        return self.random.choice((0, 1, 2, 5, 10, 18, 33.5, 60, 95)) if fact.type in ("number", "percent") else "Some words"


def as_json(document: Document, indent: int | None = None) -> str:
    """The plan as a JSON file, or as one line of a JSONL file."""
    separators = (",", ":") if indent is None else None
    return json.dumps(document, ensure_ascii=False, indent=indent, separators=separators)


def as_yaml(document: Document) -> str:
    """The plan as a YAML file, block style, texts in double quotes."""
    return "\n".join(_yaml(document, "")) + "\n"


def _yaml(value: Any, margin: str) -> Iterator[str]:
    """Lines of a mapping or a list of mappings; short lists stand in brackets."""
    if isinstance(value, list):
        for item in value:
            first, *rest = _yaml(item, margin + "  ")
            yield f"{margin}- {first.lstrip()}"
            yield from rest
        return
    for key, one in value.items():
        if one == {}:
            yield f"{margin}{key}: {{}}"
        elif isinstance(one, dict) or (isinstance(one, list) and one and isinstance(one[0], dict)):
            yield f"{margin}{key}:"
            yield from _yaml(one, margin + "  ")
        elif isinstance(one, list):
            yield f"{margin}{key}: [{', '.join(map(str, one))}]"
        else:
            yield f"{margin}{key}: {_yaml_word(one)}"


def _yaml_word(value: Any) -> str:
    text = str(value)
    return text if text.replace("-", "").replace(".", "").isalnum() and text.isascii() else json.dumps(text, ensure_ascii=False)


def money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"
