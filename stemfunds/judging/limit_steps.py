"""The arithmetic of a measured limit as steps of a worksheet, made where somebody prints it.

The bound of a limit and the step of a calculator that names it are one sum: both take the percentage of the limit, and both
round it by `bound_in_cents`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from string import ascii_uppercase

from stemfunds.calculate.amounts import in_words
from stemfunds.calculate.worksheet import Row
from stemfunds.judging.result import LimitResult


def limit_steps(limit: LimitResult) -> tuple[Row, ...]:
    """Base, bound, what was measured, and what is over or short; nothing for a cap that nothing counts toward."""
    return () if limit.is_idle else tuple(_Steps(limit).rows())


def base_words(limit: LimitResult) -> str:
    """What a base is made of where something is left out: `$500,000.00 direct costs less $60,000.00 equipment`; or nothing."""
    whole = [part for part in limit.parts if not part.left_out]
    left = [part for part in limit.parts if part.left_out and part.high]
    if not whole or not left:
        return ""
    amounts = "; ".join(f"{_amount(part.low, part.high)} {part.says[:1].lower()}{part.says[1:]}" for part in left)
    return f"{_amount(whole[0].low, whole[0].high)} direct costs less {amounts}"


class _Steps:
    def __init__(self, limit: LimitResult) -> None:
        self.limit = limit
        self.letters = iter(ascii_uppercase)

    def rows(self) -> Iterator[Row]:
        limit, base = self.limit, ""
        if limit.base is not None:
            yield from self._base()
            base = self.last
        if limit.bound is not None:
            bound = next(self.letters)
            least = limit.direction == "at_least"
            right = f"{limit.percent} % × {base}" if limit.percent else ""
            numbers = f"{limit.percent} % × {_amount(limit.base or 0, limit.base_at_most or 0)}" if limit.percent else ""
            rounding = f"rounded {'up' if least else 'down'} to the cent" if limit.percent else ""
            yield self._row(bound, "At least" if least else "At most", limit.bound, limit.bound, right, numbers, rounding)
        measured = next(self.letters)
        yield self._row(measured, "In the plan", limit.measured, limit.measured_at_most)
        if limit.bound is not None and limit.status != "unknown":
            yield self._difference(bound, measured)

    def _base(self) -> Iterator[Row]:
        limit, letters = self.limit, []
        for part in limit.parts:
            letters.append(next(self.letters))
            yield self._row(letters[-1], part.says, part.low, part.high)
        self.last = next(self.letters)
        low, high = limit.base or 0, limit.base_at_most or 0
        numbers = " − ".join(_amount(part.low, part.high) for part in limit.parts)
        label = limit.base_says if limit.base_says and not limit.parts else "Base"
        yield self._row(self.last, label, low, high, " − ".join(letters), numbers)

    def _difference(self, bound: str, measured: str) -> Row:
        limit, letter = self.limit, next(self.letters)
        over = limit.direction == "at_most"
        gap = limit.measured - (limit.bound or 0) if over else (limit.bound or 0) - limit.measured_at_most
        is_broken = limit.status == "breached"
        label = ("Over by" if over else "Short by") if is_broken else ("Left" if over else "Above it by")
        first, second = (measured, bound) if over == is_broken else (bound, measured)
        values = {bound: limit.bound or 0, measured: limit.measured if over else limit.measured_at_most}
        numbers = f"{_amount(values[first])} − {_amount(values[second])}"
        return self._row(letter, label, abs(gap), abs(gap), f"{first} − {second}", numbers)

    def _row(self, letter: str, label: str, low: int, high: int, right: str = "", numbers: str = "", rounding: str = "") -> Row:
        formula = f"{letter} = {right}" if right else ""
        most = None if low == high else Fraction(high)
        return Row(letter, label, formula, numbers, "money", Fraction(low), rounding=rounding, most=most)


def _amount(low: int, high: int | None = None) -> str:
    least = in_words(Fraction(low), "money")
    return least if high in (None, low) else f"between {least} and {in_words(Fraction(high or 0), 'money')}"
