"""A State pack as typed data: account codes, what needs an amendment, and the State's own forms."""

from typing import Literal

import msgspec

from stemfunds.rulebook.form_model import Form
from stemfunds.rulebook.rule_model import Selector
from stemfunds.rulebook.terms import Citation, Frozen


class AmendmentTrigger(Frozen, frozen=True):
    """When a change of an approved plan needs the State's approval: a share or an amount, whichever is passed
    first, or anything new.
    """

    id: str
    says: str
    selector: Selector = Selector()
    percent: str = ""
    amount: int = 0
    per: Literal["object", "fund", "activity", "line"] = "object"
    new: bool = False
    cite: tuple[Citation, ...] = ()


class AccountCodes(Frozen, frozen=True):
    """The base codes of school accounting with their names: what a cost is for (function), and what is bought (object)."""

    functions: dict[str, str] = msgspec.field(default_factory=dict)
    objects: dict[str, str] = msgspec.field(default_factory=dict)
    cite: tuple[Citation, ...] = ()


class Account(Frozen, frozen=True):
    """One account of a State's chart: its code, its name, the costs that it takes, and its place in the NCES handbook."""

    code: str
    name: str
    selector: Selector
    nces_function: str = ""
    nces_object: str = ""


class Crosswalk(Frozen, frozen=True):
    """From object classes and items to a State's account codes. The first account that takes a cost is its account."""

    title: str
    accounts: tuple[Account, ...]
    cite: tuple[Citation, ...] = ()

    def account(self, kind: str, item: str, object_class: str, fund: str) -> Account | None:
        """The account of a charge, or None where the chart names none."""
        return next((one for one in self.accounts if one.selector.reaches(kind, item, object_class, fund)), None)


class Pack(Frozen, frozen=True):
    """A State's additions to the federal rules."""

    id: str
    prefix: str
    state: str
    title: str
    digest: str
    object_codes: dict[str, str] = msgspec.field(default_factory=dict)
    amendment_triggers: tuple[AmendmentTrigger, ...] = ()
    crosswalk: Crosswalk | None = None
    forms: dict[str, Form] = msgspec.field(default_factory=dict)
