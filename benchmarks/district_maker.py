"""Plans as districts send them in: most costs go with their activity and their fund, most questions are answered, a few are not.

`plan_maker` makes plans that meet as many rules as possible; these are for speed, memory, and what a reviewer has to read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from benchmarks.plan_maker import FIRST_DAY, Document, Making, PlanMaker, as_json, money
from stemfunds.judging.judge import Judge
from stemfunds.judging.verdicts import Verdict
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import parse_plan
from stemfunds.rulebook.model import Item

_COMMON_FUNDS = {
    "title-i-a": 10,
    "title-ii-a": 9,
    "title-iv-a": 9,
    "idea-b-611": 8,
    "title-iii-a": 6,
    "perkins-v": 5,
    "title-iv-b": 3,
    "mckinney-vento": 2,
    "title-i-1003": 2,
    "reap-rlis": 2,
    "reap-srsa": 1,
    "local": 4,
    "state": 2,
}
"""How often districts have money of a fund, one beside the other."""
_VENDORS = ("Alder & Pine", "Bluebird Learning", "Cobalt Labs", "Dunmore Supply", "Eastgate Tech", "Granite Kits", "Harbor Books")
_FOR = ("grades K-2", "grades 3-5", "grades 6-8", "grades 9-12", "the library", "new teachers", "summer groups")


@dataclass(slots=True)
class DistrictMaker(PlanMaker):
    """Makes plans of ordinary districts for one rulebook."""

    care: tuple[float, float] = (0.97, 1.0)
    careless: float = 0.03
    """The share of places in which a district has not done what a careful one does."""

    _known: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def document(self, seed: int) -> Document:
        """The plan of a seed."""
        return _Ordinary(self, Random(seed), seed).plan()

    def sound(self, fund: str) -> list[tuple[str, str]]:
        """Kinds and items that go together, and that a fund may pay for a district that has done everything else well."""
        if not self._known:
            self._known = _sound(self)
        return self._known[fund]


class _Ordinary(Making):
    """One plan, with a slip here and there."""

    maker: DistrictMaker

    def _slips(self) -> bool:
        return self.random.random() < self.maker.careless

    def _changed(self, scope: str) -> Document:
        return super()._changed(scope) if self._slips() else {}

    def _school(self, identity: str) -> Document:
        school = super()._school(identity)
        if self._slips():
            return school
        share = f"{self.random.uniform(40, 95):.1f}"
        return school | {
            "title_i_status": "schoolwide",
            "low_income_percent": share,
            "improvement_status": "tsi",
            "control": "public",
        }

    def _awards(self) -> list[Document]:
        funds = [fund for fund in _COMMON_FUNDS if fund in self.maker.open_funds]
        wanted = self.random.randint(*self.maker.awards)
        # sampling with weights and without repeats: the smallest of these keys win
        keys = {fund: self.random.expovariate(_COMMON_FUNDS[fund]) for fund in funds}
        return [self._award(fund) for fund in sorted(sorted(keys, key=keys.__getitem__)[:wanted])]

    def _award(self, fund: str) -> Document:
        award: Document = {"id": f"{fund.upper()}-26", "fund": fund, "federal_fiscal_year": 2026}
        award["amount"] = money(self.random.randint(40_000_000, 900_000_000))
        if not self._slips():
            award |= {"awarded_on": "2026-07-01", "application_submitted_on": "2026-06-15"}
        return award | ({"facts": facts} if (facts := self._changed("award")) else {})

    def _dates(self) -> Document:
        if self._slips():
            return super()._dates()
        month = self.random.randint(8, 12)
        return {"starts": f"2026-{month:02}-15", "ends": "2027-06-11", "committed_on": f"2026-{month:02}-01"}

    def _activity(self, place: int) -> Document:
        activity = super()._activity(place)
        if not self._slips():
            activity |= self._dates() | {"evidence": {"tier": self.random.choice(("moderate", "promising"))}}
        return activity

    def _any_kind(self, fund: str) -> list[str]:
        if self._slips():
            return super()._any_kind(fund)
        return sorted({kind for kind, _ in self.maker.sound(fund)})

    def _line(self, identity: str, award: Document, activity_kind: str) -> Document:
        item = self._item(award["fund"], activity_kind)
        name = self.random.choice((item.name, *item.also_called))
        whose = f"{self.random.choice(_VENDORS)} quote {self.random.randint(100, 99_999)}"
        line: Document = {"id": identity, "item": item.id, "quantity": self.random.randint(1, 40), "unit": "pieces"}
        line["description"] = f"{name} for {self.random.choice(_FOR)}, {whose}"
        line["unit_cost"] = money(max(100, int(self.random.lognormvariate(_usual_price(item), 0.5))))
        self.asked |= self.maker.relevant(award["fund"], activity_kind, item.id)
        return line | ({"facts": facts} if (facts := self._changed("line")) else {}) | self._payers(award["id"])

    def _item(self, fund: str, kind: str) -> Item:
        items = [item for one, item in self.maker.sound(fund) if one == kind]
        if not items or self._slips():
            return self.random.choice(self.maker.items)
        return self.maker.rulebook.items[self.random.choice(items)]

    def _payers(self, award: str) -> Document:
        return super()._payers(award) if self._slips() else {"charge_to": award}


class _Trial(_Ordinary):
    """A plan without a slip that has every kind that a fund's rules name, each with the items that usually go with it."""

    def _slips(self) -> bool:
        return False

    def _awards(self) -> list[Document]:
        return [self._award(fund) for fund in _COMMON_FUNDS if fund in self.maker.open_funds]

    def _activities(self) -> list[Document]:
        usual = {kind: heard.usual for kind, heard in self.maker.rulebook.wording.kinds.items()}
        return [
            self._tried(award, kind, item)
            for award in self.awards
            for kind in self.maker.kinds_of(award["fund"])
            for item in usual.get(kind, ())
        ]

    def _any_kind(self, fund: str) -> list[str]:
        return self.maker.kinds_of(fund)

    def _line(self, identity: str, award: Document, activity_kind: str) -> Document:
        return {}

    def _tried(self, award: Document, kind: str, item: str) -> Document:
        activity = self._activity(1) | {"id": f"{award['fund']}.{kind}.{item}", "kind": kind}
        line = {
            "id": f"{award['fund']}.{kind}.{item}",
            "description": kind,
            "item": item,
            "amount": "100.00",
            "charge_to": award["id"],
        }
        self.asked |= self.maker.relevant(award["fund"], kind, item)
        return activity | {"lines": [line]}


def _sound(maker: DistrictMaker) -> dict[str, list[tuple[str, str]]]:
    """By fund, the pairs of kind and items that it does not refuse to a district that has done everything else well."""
    careful = DistrictMaker(maker.rulebook, care=(1.0, 1.0))
    plan = parse_plan(as_json(_Trial(careful, Random(0), 0).plan()), "trial.json", "json", plan_vocabulary(maker.rulebook))
    found: dict[str, list[tuple[str, str]]] = {fund: [] for fund in _COMMON_FUNDS}
    for activity in Judge(maker.rulebook).judge(plan, FIRST_DAY, whole=False).activities:
        if activity.verdict is not Verdict.NOT_ALLOWABLE:
            fund, kind, item = activity.id.split(".")
            found[fund].append((kind, item))
    return found


def _usual_price(item: Item) -> float:
    """The logarithm of cents about which the prices of an item lie, the same in every run."""
    return 8 + Random(item.id).random() * 4
