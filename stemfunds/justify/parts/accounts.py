"""The money by the State's account codes, where a State pack has a crosswalk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from stemfunds.justify.accounts import AccountMoney, Chart
from stemfunds.justify.document import Block, Column, Money, Paragraph, Row, Section, Share, Table, Text, Words
from stemfunds.justify.errors import SumsDifferError
from stemfunds.justify.material import Material, in_brackets
from stemfunds.justify.words import NOTHING, clean, joined, listed, plain
from stemfunds.rulebook.model import AccountCodes

NO_ACCOUNT = "Costs without an account"


def accounts(material: Material) -> Section:
    """A table for each chart of accounts; each adds up to the plan."""
    return Section("accounts", "The budget by account code", tuple(_blocks(material)))


def _blocks(material: Material) -> Iterator[Block]:
    for chart in material.accounts:
        if chart.cents != material.result.total:
            raise SumsDifferError(f"accounts of {chart.pack.id}", chart.cents, material.result.total)
        yield _table(material, chart)
        yield Paragraph(joined(plain(_from(chart)), in_brackets(material.resolved(chart.crosswalk.cite))), "note")


def _from(chart: Chart) -> str:
    return f"The codes are those of {clean(chart.pack.state)} (State pack {chart.pack.id})."


def _table(material: Material, chart: Chart) -> Table:
    rows = [_row(material, account) for account in chart.money if account.by_award]
    empty = Words(((),))
    total = (Words((plain("Total"),)), empty, empty, empty, Money(chart.cents), Share(chart.cents, chart.cents))
    columns = (
        Column("Code", 8),
        Column("Account", 24),
        Column("NCES function and object", 26),
        Column("Object classes", 17),
        Column("Amount", 15, "right"),
        Column("Of the plan", 10, "right"),
    )
    return Table(clean(chart.crosswalk.title), columns, (*rows, Row(total, "total")))


def _row(material: Material, account: AccountMoney) -> Row:
    classes = dict.fromkeys(name for one in account.accounts for name in one.selector.objects)
    return Row(
        (
            Words((plain(account.code or NOTHING),)),
            Words((plain(account.name or NO_ACCOUNT),)),
            Words((_nces(account, material.rulebook.account_codes),)),
            Words((plain(listed(material.object_title(name) for name in classes) or NOTHING),)),
            Money(account.cents),
            Share(account.cents, material.result.total),
        )
    )


def _nces(account: AccountMoney, codes: AccountCodes) -> Text:
    functions, objects = nces_words(account, codes)
    told = ((f"function {functions}" if functions else ""), (f"object {objects}" if objects else ""))
    return plain("; ".join(part for part in told if part) or NOTHING)


def nces_words(account: AccountMoney, codes: AccountCodes) -> tuple[str, str]:
    """The functions and the objects of the NCES handbook that an account stands for, each with its name."""
    functions, objects = nces_codes(account)
    return _named(functions, codes.functions), _named(objects, codes.objects)


def nces_codes(account: AccountMoney) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same as codes alone."""
    functions = dict.fromkeys(one.nces_function for one in account.accounts if one.nces_function)
    objects = dict.fromkeys(one.nces_object for one in account.accounts if one.nces_object)
    return tuple(functions), tuple(objects)


def _named(used: Iterable[str], names: Mapping[str, str]) -> str:
    return "; ".join(f"{code} {names[code]}" if code in names else code for code in used)
