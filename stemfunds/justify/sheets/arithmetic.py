"""Printed arithmetic as a live formula: ``0.5 FTE × $78,500.00 a year × 10/12 months`` becomes ``=ROUND(0.5*78500.00*10/12,2)``.

A formula is only made where it gives the amount that stands beside it, to the cent; figures hidden in names never pass.
"""

from __future__ import annotations

import re
from fractions import Fraction

_TOKEN = re.compile(r"(?<![\w.-])\$?(\d[\d,]*(?:\.\d+)?)(%?)(?![\w-])|([×+/()])")
_SIGNS = {"×": "*", "+": "+", "/": "/", "(": "(", ")": ")"}
_ASIDE = ("Base:", "total ")
_CENTS = 100


def formula_of(printed: str, cents: int) -> str:
    """The formula of a line's printed arithmetic; empty where none gives the amount.

    Parts between semicolons, such as benefits, are rounded one by one and added up.
    """
    parts = [part.partition(" = ")[0] for part in printed.split("; ") if not part.startswith(_ASIDE)]
    tokens = [_tokens(part) for part in parts]
    try:
        values = [_Reader(part).value() for part in tokens]
    except (ValueError, ZeroDivisionError):
        return ""
    if not values or sum(map(_rounded, values)) != cents:
        return ""
    return "=" + "+".join(f"ROUND({''.join(part)},2)" for part in tokens)


def _tokens(part: str) -> list[str]:
    """Numbers and signs as a spreadsheet writes them; words fall away."""
    found = []
    for number, percent, sign in _TOKEN.findall(part):
        found.append(_SIGNS[sign] if sign else number.replace(",", ""))
        found += ["/", "100"] if percent else []
    return found


def _rounded(dollars: Fraction) -> int:
    """Whole cents, half up."""
    return int((2 * dollars * _CENTS + 1) // 2)


class _Reader:
    """Reckons tokens exactly: sums of products of numbers and brackets. Raises ValueError for anything else."""

    def __init__(self, tokens: list[str]) -> None:
        self.left = tokens[::-1]

    def value(self) -> Fraction:
        """What all tokens come to."""
        found = self._sum()
        if self.left:
            raise ValueError(self.left)
        return found

    def _sum(self) -> Fraction:
        found = self._product()
        while self._next("+"):
            found += self._product()
        return found

    def _product(self) -> Fraction:
        found = self._factor()
        while True:
            if self._next("*"):
                found *= self._factor()
            elif self._next("/"):
                found /= self._factor()
            else:
                return found

    def _factor(self) -> Fraction:
        if self._next("("):
            found = self._sum()
            if not self._next(")"):
                raise ValueError("a bracket is open")
            return found
        if not self.left:
            raise ValueError("a number is missing")
        return Fraction(self.left.pop())

    def _next(self, sign: str) -> bool:
        if not self.left or self.left[-1] != sign:
            return False
        self.left.pop()
        return True
