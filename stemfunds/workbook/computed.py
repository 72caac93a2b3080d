"""The columns that the workbook computes, so that totals are right while people type; the reader never reads them.

The formulas round as the program does: half away from zero, once, to the cent. The inner rounding to eight places
takes away the noise of binary fractions, which could turn half a cent into less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stemfunds.reading.nodes import column_letters

Reference = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed column: heading, what it shows, its form, its formula from the row's cells, and the column before it."""

    heading: str
    help: str
    form: str
    formula: Callable[[Cells], str]
    hidden: bool = False
    after: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """How a formula names cells: `own` of its row, `all_of` a column of any sheet."""

    sheet: str
    row: int
    places: Mapping[str, Mapping[str, int]]
    rows: Mapping[str, tuple[int, int]]

    def has(self, name: str, sheet: str = "") -> bool:
        """Whether a sheet has a column."""
        return name in self.places.get(sheet or self.sheet, {})

    def own(self, name: str) -> str:
        """The cell of this row in a column: `$F6`."""
        return f"${column_letters(self.places[self.sheet][name])}{self.row}"

    def all_of(self, name: str, sheet: str = "") -> str:
        """All rows of a column: `'Budget lines'!$F$6:$F$305`."""
        sheet = sheet or self.sheet
        letters, (first, last) = column_letters(self.places[sheet][name]), self.rows[sheet]
        return f"'{sheet}'!${letters}${first}:${letters}${last}"


LINES, SHARED, ACTIVITIES, AWARDS, BENEFITS = "Budget lines", "Shared costs", "Activities", "Awards", "Fringe components"

_ON_FIRST, _ON_SECOND = "With benefits", "With benefits on benefits"
_FIRST, _SECOND, _FURTHER = "First benefit", "Second benefit", "Further benefit"
TOO_DEEP = "Benefits on benefits of benefits: type the amount, the check computes it"
"""The note at a line whose benefits this sheet cannot compute."""
_MONTHS = "MONTHS"
_ARITHMETIC = "Quantity times periods, unit cost and share; or salary, stipend, travel or fringe benefits; rounded to the cent."


def _one_if_blank(cell: str) -> str:
    return f'IF({cell}="",1,{cell})'


def _arithmetic(cells: Cells) -> str:
    """What the factors of a line give without fringe benefits: the first form of arithmetic that is filled in."""
    forms = [
        (("quantity", "unit_cost"), ("periods", "share_percent"), ""),
        (("salary.fte", "salary.annual_rate"), (), f"*{_MONTHS}/12"),
        (("stipend.people", "stipend.rate"), ("stipend.days", "stipend.hours"), ""),
    ]
    formula = _travel(cells)
    for needed, optional, more in reversed(forms):
        if all(map(cells.has, needed)):
            first, second = map(cells.own, needed)
            product = "*".join([first, second, *(_one_if_blank(cells.own(name)) for name in optional)])
            if more:
                months = cells.own("salary.months")
                product += more.replace(_MONTHS, f'IF({months}="",12,{months})')
            formula = f'IF(AND({first}<>"",{second}<>""),{_cents(product)},{formula})'
    return formula


def _travel(cells: Cells) -> str:
    """Trips times people times per diem, lodging and fare, and the miles of each trip."""
    if not cells.has("travel.fare"):
        return '""'
    names = ("days", "per_diem", "nights", "lodging", "miles", "mileage_rate", "fare")
    days, per_diem, nights, lodging, miles, rate, fare = (cells.own(f"travel.{name}") for name in names)
    trips, people = (_one_if_blank(cells.own(f"travel.{name}")) for name in ("trips", "people"))
    amount = f"{trips}*({people}*({days}*{per_diem}+{nights}*{lodging}+{fare})+{miles}*{rate})"
    return f'IF(COUNT({days},{nights},{miles},{fare})=0,"",{_cents(amount)})'


def _before_benefits(cells: Cells) -> str:
    amount = cells.own("amount")
    return f'=IF({amount}<>"",{amount},{_arithmetic(cells)})'


def _with_benefits(cells: Cells) -> str:
    if not cells.has("parent", BENEFITS):
        return f"={_arithmetic(cells)}"
    benefits = f'IF({_are_too_deep(cells)},"",{_benefits_of(cells, "Benefit")})'
    return f'=IF({cells.own("id")}="","",IF({_has_benefits(cells)},{benefits},{_arithmetic(cells)}))'


def _with(benefits: str) -> Callable[[Cells], str]:
    """What a line comes to with benefits that one column of their sheet gives."""

    def formula(cells: Cells) -> str:
        before = cells.own("Before benefits")
        if not cells.has("parent", BENEFITS):
            return f"={before}"
        rests = f'AND({cells.own("id")}<>"",{cells.own("amount")}="",{_has_benefits(cells)})'
        return f"=IF({rests},{_benefits_of(cells, benefits)},{before})"

    return formula


def _has_benefits(cells: Cells) -> str:
    return f"COUNTIF({cells.all_of('parent', BENEFITS)},{cells.own('id')})>0"


def _benefits_of(cells: Cells, column: str) -> str:
    return f"SUMIFS({cells.all_of(column, BENEFITS)},{cells.all_of('parent', BENEFITS)},{cells.own('id')})"


def _are_too_deep(cells: Cells) -> str:
    """Whether a line's benefits would be others if one more layer of benefits were followed."""
    return f"ROUND({_benefits_of(cells, _SECOND)}-{_benefits_of(cells, _FURTHER)},2)<>0"


def _benefit_on(amounts: str) -> Callable[[Cells], str]:
    """The benefits of a component when the lines come to what stands in a column."""
    return lambda cells: _benefit(cells, amounts)


def _benefit(cells: Cells, amounts: str) -> str:
    """The rate times the base: the one that was typed, or the amounts of the lines that it names.

    A column never rests on itself, or the program that computes would call it a circle: so benefits that rest on
    benefits are computed from a column of amounts in which those stand already.
    """
    line, ids = cells.own("parent"), cells.all_of("id", LINES)
    typed, named = cells.all_of("fringe.base", LINES), cells.all_of("fringe.base_lines", LINES)
    listed = f'","&SUBSTITUTE(SUBSTITUTE(INDEX({named},MATCH({line},{ids},0))," ",""),";",",")&","'
    of_lines = f'SUMPRODUCT(--ISNUMBER(SEARCH(","&{ids}&",",{listed})),{cells.all_of(amounts, LINES)})'
    base = f'IF(COUNTIFS({ids},{line},{typed},">0")>0,SUMIFS({typed},{ids},{line}),{of_lines})'
    benefit = _cents(f"{base}*{cells.own('rate')}")
    return f'=IF({line}="","",{benefit})'


def _benefit_shown(cells: Cells) -> str:
    """The benefit, unless it rests on more layers of benefits than there are columns."""
    second, further = cells.own(_SECOND), cells.own(_FURTHER)
    return f'=IF({cells.own("parent")}="","",IF(ROUND({second}-{further},2)<>0,"",{second}))'


def _cents(product: str) -> str:
    return f"ROUND(ROUND({product},8),2)"


def _line_total(cells: Cells) -> str:
    return f'=IF({cells.own("amount")}<>"",{cells.own("amount")},{cells.own("Arithmetic")})'


def _line_note(cells: Cells) -> str:
    amount, arithmetic, total = cells.own("amount"), cells.own("Arithmetic"), cells.own("Line total")
    differs = f'IF({arithmetic}="",FALSE,ROUND({amount}-{arithmetic},2)<>0)'
    nobody = f'AND({cells.own("charge_to")}="",COUNTIF({cells.all_of("parent", SHARED)},{cells.own("id")})=0)'
    rest = f'IF(AND({amount}<>"",{differs}),"Amount is not the arithmetic",IF({nobody},"No award pays this line",""))'
    if cells.has("parent", BENEFITS):
        rest = f'IF(AND({_has_benefits(cells)},{_are_too_deep(cells)}),"{TOO_DEEP}",{rest})'
    return f'=IF({total}="",IF({cells.own("id")}="","","No amount yet"),{rest})'


def _charged(cells: Cells) -> str:
    """The tool's own way: each share down to the cent, then a cent each to the largest remainders."""
    line, whole, rest = cells.own("parent"), cells.own("Whole cents"), cells.own("Part of a cent")
    same = f"{cells.all_of('parent')},{line}"
    left = f"ROUND(100*SUMIFS({cells.all_of('Line total', LINES)},{cells.all_of('id', LINES)},{line}),0)"
    left += f"-SUMIFS({cells.all_of('Whole cents')},{same})"
    before = f'COUNTIFS({same},{cells.all_of("Part of a cent")},">"&{rest})'
    before += f'+COUNTIFS({same},{cells.all_of("Part of a cent")},{rest},{cells.all_of("award")},"<"&{cells.own("award")})'
    by_share = f"({whole}+IF({before}<{left},1,0))/100"
    amount = cells.own("amount")
    return f'=IF({line}="","",IF({amount}<>"",{amount},IF({cells.own("share")}="","",{by_share})))'


def _exact_cents(cells: Cells) -> str:
    total = f"SUMIFS({cells.all_of('Line total', LINES)},{cells.all_of('id', LINES)},{cells.own('parent')})"
    return f"ROUND(100*{total}*{cells.own('share')},6)"


def _whole_cents(cells: Cells) -> str:
    return f'=IF(OR({cells.own("parent")}="",{cells.own("share")}=""),"",INT({_exact_cents(cells)}))'


def _part_of_a_cent(cells: Cells) -> str:
    return f'=IF({cells.own("Whole cents")}="","",ROUND({_exact_cents(cells)}-{cells.own("Whole cents")},6))'


def _activity_total(cells: Cells) -> str:
    lines = f"SUMIFS({cells.all_of('Line total', LINES)},{cells.all_of('parent', LINES)},{cells.own('id')})"
    return f'=IF({cells.own("id")}="","",{lines})'


def _available(cells: Cells) -> str:
    carryover = cells.own("carryover")
    whole = f"{cells.own('amount')}+{cells.own('transferred_in')}-{cells.own('transferred_out')}"
    return f'=IF({cells.own("id")}="","",IF({carryover}<>"",{carryover},{whole}))'


def _charged_to_award(cells: Cells) -> str:
    award = cells.own("id")
    lines = f"SUMIFS({cells.all_of('Line total', LINES)},{cells.all_of('charge_to', LINES)},{award})"
    shared = f"SUMIFS({cells.all_of('Charged', SHARED)},{cells.all_of('award', SHARED)},{award})"
    return f'=IF({award}="","",{lines}+{shared})'


def _remaining(cells: Cells) -> str:
    return f'=IF({cells.own("id")}="","",{cells.own("Available")}-{cells.own("Charged")})'


COMPUTED: Mapping[str, tuple[Computed, ...]] = {
    LINES: (
        Computed("Before benefits", "What fringe benefits may rest on.", "money", _before_benefits, hidden=True, after="amount"),
        Computed(_ON_FIRST, "What benefits on benefits may rest on.", "money", _with(_FIRST), True, "Before benefits"),
        Computed(_ON_SECOND, "What still further benefits would rest on.", "money", _with(_SECOND), True, _ON_FIRST),
        Computed("Arithmetic", _ARITHMETIC, "money", _with_benefits, after=_ON_SECOND),
        Computed("Line total", "The amount that was typed, or else the arithmetic.", "money", _line_total, after="Arithmetic"),
        Computed(
            "Note",
            "What to look at: nobody pays yet, or a typed amount that is not the arithmetic.",
            "text",
            _line_note,
            after="Line total",
        ),
    ),
    BENEFITS: (
        Computed(_FIRST, "The benefit where its base holds no benefits.", "money", _benefit_on("Before benefits"), hidden=True),
        Computed(_SECOND, "The benefit where its base may hold benefits.", "money", _benefit_on(_ON_FIRST), hidden=True),
        Computed(
            _FURTHER, "The benefit where its base holds benefits on benefits.", "money", _benefit_on(_ON_SECOND), hidden=True
        ),
        Computed("Benefit", "The rate times the base, rounded to the cent.", "money", _benefit_shown),
    ),
    SHARED: (
        Computed("Whole cents", "The share in whole cents.", "number", _whole_cents, hidden=True),
        Computed("Part of a cent", "What is left of the share.", "number", _part_of_a_cent, hidden=True),
        Computed("Charged", "What the award pays of the line, settled to the cent.", "money", _charged),
    ),
    ACTIVITIES: (
        Computed("Total of lines", "The sum of the budget lines of the activity.", "money", _activity_total, after="kind"),
    ),
    AWARDS: (
        Computed("Available", "The carryover, or else the amount after transfers.", "money", _available),
        Computed("Charged", "What the budget lines charge to the award.", "money", _charged_to_award),
        Computed("Remaining", "What is left of the award; less than nothing is over budget.", "money", _remaining),
    ),
    "Facts": (Computed("Question", "The question in words.", "text", lambda cells: f"={_question(cells)}", after="fact"),),
}
"""The computed columns of each sheet, behind those that people fill in."""


def _question(cells: Cells) -> str:
    fact = cells.own("fact")
    found = f"INDEX({cells.all_of('Question', 'Lists')},MATCH({fact},{cells.all_of('Fact', 'Lists')},0))"
    return f'IF({fact}="","",IFERROR({found},"This is not a question of the rules"))'


def computed_headings(sheet: str) -> tuple[str, ...]:
    """The headings of a sheet that are never read."""
    return tuple(column.heading for column in COMPUTED.get(sheet, ()))
