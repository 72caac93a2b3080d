"""The values of an allocation list: amounts, NCES ids and years as spreadsheets write them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal

from stemfunds.plan.model import Cents
from stemfunds.reading.numbers import plain

_DIGITS = 7
_OF_THE_DISTRICT = 5
_NOISE = Decimal("0.00001")
_CENT = Decimal("0.01")
_AMOUNT = re.compile(r"\$? ?(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?P<part>\.[0-9]+)?")
NOTHING = frozenset({"", "-", "–", "—", "$-", "$ -", "0", "$0", "0.00", "$0.00", "n/a", "na", "none"})
"""What stands in a cell where a district has no allocation."""


class UnreadableCellError(ValueError):
    """A cell cannot be read; the message says why."""


def amount_of(text: str) -> Cents:
    """The amount of a cell in cents. The noise of binary sums is taken off; a fraction of a cent is refused."""
    found = _AMOUNT.fullmatch(text)
    if found is None or not (found["whole"] or found["part"]):
        raise UnreadableCellError("expected dollars and cents, such as 12,500.00")
    dollars = Decimal((found["whole"] or "0").replace(",", "") + (found["part"] or ""))
    cents = dollars.quantize(_CENT)
    if abs(dollars - cents) > _NOISE:
        raise UnreadableCellError(f"{plain(dollars)} has parts of a cent; round the column to cents first")
    return Cents(int(cents * 100))


def year_of(text: str) -> int:
    """The federal fiscal year of a cell: ``2026``, ``FFY 2026``."""
    found = re.fullmatch(r"(?:ffy|fy)? ?(20[0-9]{2})(?:\.0)?", text.strip().lower())
    if found is None:
        raise UnreadableCellError("expected the federal fiscal year in four digits, such as 2026")
    return int(found[1])


def digits_of(text: str) -> str:
    """The digits of an id, without what spreadsheets and people put around them; empty if it is none."""
    bare = re.sub(r'^="?|^\'|"$', "", text.strip())
    bare = re.sub(r"(?<=[0-9])\.0+$", "", bare)
    joined = re.sub(r"[ -]", "", bare)
    return joined if joined.isdecimal() and joined.isascii() else ""


class NcesIds:
    """Reads the ids of one column. A leading zero is put back only where the whole column has lost its zeros."""

    def __init__(self, column: Iterable[str], zero_states: Collection[str]) -> None:
        digits = [found for text in column if (found := digits_of(text))]
        self.zero_states = zero_states
        self.keeps_zeros = any(found.startswith("0") for found in digits)
        self.restored = 0

    def read(self, text: str, fips: str = "") -> str:
        """The seven digits; `fips` is the State's number where the list has it apart. Raises UnreadableCellError."""
        digits, state = digits_of(text), digits_of(fips)
        if len(digits) == _DIGITS:
            return digits
        if state and 0 < len(digits) <= _OF_THE_DISTRICT and len(state) <= 2:
            return state.zfill(2) + digits.zfill(_OF_THE_DISTRICT)
        if len(digits) == _DIGITS - 1 and not digits.startswith("0"):
            return self._restored(digits)
        raise UnreadableCellError("expected the 7 digits of an NCES district id")

    def _restored(self, digits: str) -> str:
        if self.keeps_zeros:
            raise UnreadableCellError("it has 6 digits, and other ids of the list keep their leading zero; expected 7 digits")
        if f"0{digits[0]}" not in self.zero_states:
            raise UnreadableCellError(f"it has 6 digits, and no State has the number 0{digits[0]}; expected 7 digits")
        self.restored += 1
        return f"0{digits}"
