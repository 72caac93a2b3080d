"""A rule as typed data: which charges it reaches, what it asks, and what it says."""

from typing import Literal

from stemfunds.rulebook.terms import Citation, Condition, Frozen

Scope = Literal["plan", "district", "fund", "award", "school", "activity", "line", "charge"]
Section = Literal["authorities", "not_authorized", "requirements", "prohibitions", "conditions", "advice", "judgements"]
Severity = Literal["error", "warning", "note"]
Depends = Literal["plan", "award", "activity", "charge"]
Per = Literal["plan", "award", "activity", "charge"]


class Selector(Frozen, frozen=True):
    """Which charges a rule reaches; an empty tuple reaches all."""

    kinds: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()

    def reaches(self, kind: str, item: str, object_class: str, fund: str) -> bool:
        """Whether a charge of this kind, item, object class and fund is meant."""
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.items or item in self.items)
            and (not self.objects or object_class in self.objects)
            and (not self.funds or fund in self.funds)
        )


class Rule(Frozen, frozen=True):
    """One rule of law. ``test`` is the authority's or prohibition's ``when`` or the requirement's ``must``; absent
    means always. Advice is silent where ``unless`` is known to hold, and not where that is open.
    """

    id: str
    section: Section
    owner: str
    says: str
    cite: tuple[Citation, ...]
    step: str
    severity: Severity
    file: str
    line: int
    selector: Selector = Selector()
    applies: Condition | None = None
    test: Condition | None = None
    unless: Condition | None = None
    otherwise: str = ""
    repair: str = ""
    do: str = ""
    keep: tuple[str, ...] = ()
    weigh: tuple[str, ...] = ()
    supported_by: tuple[str, ...] = ()
    in_force_from: str | None = None
    in_force_until: str | None = None
    determinable: bool = False
    trial: bool = False
    depends: Depends = "charge"
    per: Per = "charge"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions that the rule has: where it applies, what it asks, and what silences it."""
        return tuple(condition for condition in (self.applies, self.test, self.unless) if condition is not None)
