"""What stands on a form: the money by account and by object class, rounded as the form wants it, and named values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stemfunds.judging.result import PlanResult
from stemfunds.justify.accounts import parts
from stemfunds.justify.own_template.gather import gather
from stemfunds.justify.own_template.names import AwardNames, ChargeNames, LineNames, Names, element, has_names, named
from stemfunds.justify.own_template.values import Dollars
from stemfunds.justify.state_form.rounding import settled, whole_dollars
from stemfunds.justify.words import clean
from stemfunds.rulebook.form_model import Form
from stemfunds.rulebook.model import Pack, Rulebook

FORM_NAMES = ("title", "notice", "total", "total_exact", "difference")
"""What a form says of itself: its total as it stands there, the total to the cent, and the difference that rounding makes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One charge, or what of a line is charged to nobody, with its account code and its money on the form in cents."""

    account: str
    object: str
    cents: int
    line: LineNames
    charge: ChargeNames | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a form can show, of a plan or of one of its awards."""

    names: Names
    award: AwardNames | None
    entries: tuple[Entry, ...]
    form: dict[str, Any]
    by_account: dict[str, int]
    by_object: dict[str, int]

    @property
    def total(self) -> int:
        """The total as it stands on the form, in cents."""
        return int(self.form["total"])


def figures(result: PlanResult, rulebook: Rulebook, pack: Pack, form: Form, award: str = "") -> Figures:
    """The figures of a form; of one award, where `award` names it."""
    names = gather(result, rulebook)
    entries = list(_entries(result, names, pack, award))
    exact = sum(entry.cents for entry in entries)
    by_account, by_object = _sums(entries, "account"), _sums(entries, "object")
    if form.rounding == "whole-dollars":
        in_account = by_account = settled(by_account)
        by_object = settled(by_object)
        entries = _rounded(entries, in_account)
    total = whole_dollars(exact) if form.rounding == "whole-dollars" else exact
    return Figures(
        names=names,
        award=next((one for one in names.awards if one.id == clean(award)), None) if award else None,
        entries=tuple(entries),
        form={
            "title": clean(form.title),
            "notice": clean(form.notice),
            "total": Dollars(total),
            "total_exact": Dollars(exact),
            "difference": Dollars(total - exact),
        },
        by_account=by_account,
        by_object=by_object,
    )


def _entries(result: PlanResult, names: Names, pack: Pack, award: str) -> Iterator[Entry]:
    lines = {(line.activity, line.id): line for line in names.lines}
    charges = {(one.activity, one.line, one.award_id): one for one in names.charges}
    for activity, line, charge in parts(result):
        if award and (charge is None or charge.award.id != award):
            continue
        where = (clean(activity.id), clean(line.id))
        account = (
            pack.crosswalk.account(line.kind, line.item, line.object, charge.fund if charge else "") if pack.crosswalk else None
        )
        yield Entry(
            account=account.code if account else "",
            object=line.object,
            cents=charge.amount if charge else line.amount - sum(one.amount for one in line.charges),
            line=lines[where],
            charge=charges[(*where, clean(charge.award.id))] if charge else None,
        )


def _sums(entries: list[Entry], by: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in entries:
        key = getattr(entry, by)
        found[key] = found.get(key, 0) + entry.cents
    return found


def _rounded(entries: list[Entry], by_account: dict[str, int]) -> list[Entry]:
    """The entries in whole dollars, so that those of an account add up to it."""
    cents: dict[str, int] = {}
    for account, whole in by_account.items():
        of_it = {f"{at:06d}": entry.cents for at, entry in enumerate(entries) if entry.account == account}
        cents |= settled(of_it, whole)
    return [Entry(entry.account, entry.object, cents[f"{at:06d}"], entry.line, entry.charge) for at, entry in enumerate(entries)]


# --- values by name -----------------------------------------------------------------------------------------


def known_names(form: Form, *, in_rows: bool) -> tuple[str, ...]:
    """Every name that a value of a form may have."""
    scopes: dict[str, type] = {"award": AwardNames} if form.per == "award" else {}
    if in_rows:
        scopes |= {"line": LineNames, "charge": ChargeNames}
    found = [f"form.{name}" for name in FORM_NAMES] + (["amount"] if in_rows else [])
    for name, of in named(Names).items():
        if has_names(of):
            scopes[name] = of
        elif element(of) is None:
            found.append(name)
    found += [f"{scope}.{name}" for scope, of in scopes.items() for name, kind in named(of).items() if element(kind) is None]
    return tuple(found)


def value_of(name: str, figures: Figures, entry: Entry | None = None) -> Any:
    """The value of a name that is known; in rows, of an entry."""
    if name == "amount" and entry is not None:
        return Dollars(entry.cents)
    scope, _, part = name.partition(".")
    if scope == "form":
        return figures.form[part]
    if scope in ("line", "charge", "award"):
        of = {"line": entry and entry.line, "charge": entry and entry.charge, "award": figures.award}[scope]
        return "" if of is None else getattr(of, part)
    found = getattr(figures.names, scope)
    return getattr(found, part) if part else found
