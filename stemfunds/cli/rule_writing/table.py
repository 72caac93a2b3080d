"""`stemfunds rulebook table`: a fund's verdict on every item in every kind of activity."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import AsOf, Folder, NoColor, Packs, given_packs, judged_on, known, refuse
from stemfunds.cli.searching import Watch, searching
from stemfunds.reading.nearest import nearest_name

if TYPE_CHECKING:
    from datetime import date

    from stemfunds.proving.table import Cell, FundTable

_FORMATS = ("table", "csv", "json")


def table(
    fund: Annotated[str, typer.Argument(metavar="FUND", help="A fund id, such as title-iv-a.", autocompletion=completing.funds)],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only this kind; may be repeated.",
            autocompletion=completing.kinds,
        ),
    ] = None,
    item: Annotated[
        list[str] | None,
        typer.Option("--item", metavar="ITEM", help="Only this item; may be repeated.", autocompletion=completing.items),
    ] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option(
            "--fact",
            metavar="NAME=VALUE",
            help="A fact that is known in every cell, such as title_i_status=schoolwide.",
            autocompletion=completing.facts,
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help="table, csv or json.", autocompletion=completing.one_of(_FORMATS)),
    ] = "table",
    packs: Packs = None,
    folder: Folder = None,
    as_of: AsOf = None,
    no_color: NoColor = False,
) -> None:
    """Say what a fund comes to for every item in every kind of activity: without facts, and in a district in good order.

    Look at it after each change of the rules. What should never pass must not be allowable even in good order, and hardly
    anything is allowable without a fact. One kind or one item is shown cell by cell, with the rules that decide; csv and json
    have all cells. A whole table takes about ten seconds.

    \b
    Examples:
      stemfunds rulebook table title-iv-a --kind stem-club-mentoring
      stemfunds rulebook table perkins-v --item club-costs --fact grade_lowest=9
      stemfunds rulebook table title-ii-a -f csv
    """
    from stemfunds.asking.given import read_given
    from stemfunds.proving.table import FundTable
    from stemfunds.rulebook.compiled import load_rulebook

    known(form, _FORMATS, "format")
    rulebook = load_rulebook(given_packs(packs), folder)
    facts, wrong = read_given(fact or (), rulebook)
    for what, typed, words in (("fund", [fund], rulebook.funds), ("kind", kind, rulebook.kinds), ("item", item, rulebook.items)):
        wrong += [_unknown(what, one, words) for one in typed or () if one not in words]
    if wrong:
        raise refuse("\n".join(wrong))
    day = judged_on(as_of)
    made = FundTable(rulebook, fund, day, facts)
    kinds, items = dict.fromkeys(kind or rulebook.kinds), dict.fromkeys(item or rulebook.items)
    with searching(sys.stderr, no_color=no_color) as watch:
        cells = list(_watched(made.cells(kinds, items), watch, len(kinds)))
    _print(made, cells, form, day, no_color=no_color)


def _unknown(what: str, typed: str, words: Iterable[str]) -> str:
    near = nearest_name(typed, words)
    return f'unknown {what} "{typed}"' + (f' (did you mean "{near}"?)' if near else f"; stemfunds {what}s lists them")


def _watched(cells: Iterable[Cell], watch: Watch, kinds: int) -> Iterator[Cell]:
    """The cells, with a word on the kind at hand."""
    begun: dict[str, None] = {}
    for cell in cells:
        if cell.kind not in begun:
            begun[cell.kind] = None
            watch(f"kind {len(begun)} of {kinds}: {cell.kind}")
        yield cell


def _print(table: FundTable, cells: list[Cell], form: str, day: date, *, no_color: bool) -> None:
    from stemfunds.proving.table_report import table_csv, table_json, table_lines

    if form == "csv":
        sys.stdout.write(table_csv(table, cells))
    elif form == "json":
        sys.stdout.write(table_json(table, cells, day))
    else:
        from stemfunds.cli.printing import show
        from stemfunds.reporting.output import width

        show(table_lines(table, cells, day, width()), no_color=no_color)
