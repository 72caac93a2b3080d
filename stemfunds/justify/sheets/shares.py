"""A share of a whole as a live formula that never divides by nothing."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from stemfunds.justify.sheets.grid import Told

_SHOWN = Context(prec=15, rounding=ROUND_HALF_EVEN)
"""What a spreadsheet keeps of a fraction."""


def share(part: str, whole: str, part_cents: int, whole_cents: int) -> Told:
    """One cell as a share of another, empty where there is no whole."""
    value: str | Decimal = _SHOWN.divide(Decimal(part_cents), Decimal(whole_cents)) if whole_cents > 0 else ""
    return Told(f'=IF({whole}>0,{part}/{whole},"")', value)
