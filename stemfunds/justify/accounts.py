"""The money by a State's account codes: the same charges as everywhere, under other headings."""

from __future__ import annotations

from dataclasses import dataclass

from stemfunds.judging.result import ActivityResult, ChargeResult, LineResult, PlanResult
from stemfunds.rulebook.model import Account, Crosswalk, Pack, Rulebook

UNCHARGED = ""
"""Stands for the award where a line, or a part of it, is charged to none."""


@dataclass(frozen=True, slots=True)
class AccountMoney:
    """One account with its money in cents by award; `accounts` are the entries of the crosswalk with its code."""

    code: str
    name: str
    accounts: tuple[Account, ...]
    by_award: dict[str, int]

    @property
    def cents(self) -> int:
        """What all awards pay under this code, and what nobody pays yet."""
        return sum(self.by_award.values())


@dataclass(frozen=True, slots=True)
class Chart:
    """A State's chart of accounts with the plan's money. Its accounts add up to the total of the plan."""

    pack: Pack
    crosswalk: Crosswalk
    money: tuple[AccountMoney, ...]

    @property
    def cents(self) -> int:
        """The total: that of the plan."""
        return sum(one.cents for one in self.money)

    def code_of(self, line: LineResult, fund: str = "") -> str:
        """The account code of a line."""
        account = self.crosswalk.account(line.kind, line.item, line.object, fund)
        return account.code if account else ""

    def codes_of(self, line: LineResult) -> tuple[str, ...]:
        """The account codes of a line: usually one, several where its awards stand under different codes."""
        funds = [charge.fund for charge in line.charges] or [""]
        return tuple(dict.fromkeys(self.code_of(line, fund) for fund in funds))


def charts(rulebook: Rulebook, result: PlanResult) -> tuple[Chart, ...]:
    """The chart of each pack that has one."""
    return tuple(_chart(pack, pack.crosswalk, result) for pack in rulebook.packs.values() if pack.crosswalk)


def _chart(pack: Pack, crosswalk: Crosswalk, result: PlanResult) -> Chart:
    money: dict[str, dict[str, int]] = {account.code: {} for account in crosswalk.accounts}
    for _, line, charge in parts(result):
        fund, award, cents = (charge.fund, charge.award.id, charge.amount) if charge else ("", UNCHARGED, _uncharged(line))
        account = crosswalk.account(line.kind, line.item, line.object, fund)
        sums = money.setdefault(account.code if account else "", {})
        sums[award] = sums.get(award, 0) + cents
    entries = {code: tuple(one for one in crosswalk.accounts if one.code == code) for code in money}
    return Chart(
        pack,
        crosswalk,
        tuple(
            AccountMoney(code, entries[code][0].name if entries[code] else "", entries[code], sums)
            for code, sums in money.items()
        ),
    )


def parts(result: PlanResult) -> list[tuple[ActivityResult, LineResult, ChargeResult | None]]:
    """Every charge with its line, and a part without charge where the charges do not reach the line."""
    found: list[tuple[ActivityResult, LineResult, ChargeResult | None]] = []
    for activity in result.activities:
        for line in activity.lines:
            found += [(activity, line, charge) for charge in line.charges]
            if _uncharged(line):
                found.append((activity, line, None))
    return found


def _uncharged(line: LineResult) -> int:
    return line.amount - sum(charge.amount for charge in line.charges)
