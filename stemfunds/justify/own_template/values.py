"""The values that stand in a template: they print as the other formats print them, and compare as what they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from stemfunds.justify.words import day_in_prose
from stemfunds.reading.numbers import dollars, money_text


class Dollars(int):
    """Money in cents; it prints as ``$1,234.50`` and adds up to money."""

    def __str__(self) -> str:
        return dollars(int(self))

    def __add__(self, other: Any) -> Dollars:
        return Dollars(int(self) + int(other))

    __radd__ = __add__

    def __sub__(self, other: Any) -> Dollars:
        return Dollars(int(self) - int(other))

    def __neg__(self) -> Dollars:
        return Dollars(-int(self))

    def __abs__(self) -> Dollars:
        return Dollars(abs(int(self)))

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Day:
    """A date, or none; it prints as ``October 1, 2026``, or as nothing."""

    on: date | None

    def __str__(self) -> str:
        return "" if self.on is None else day_in_prose(self.on)

    def __bool__(self) -> bool:
        return self.on is not None

    def __html__(self) -> str:
        return str(self)


def plain(value: Any) -> str:
    """Money without sign and separators, for a form or a portal: ``1234.50``."""
    return money_text(int(value))


def whole(value: Any) -> str:
    """Money in whole dollars, rounded half up: ``$1,235``. Rounded amounts need not add up to a rounded total."""
    cents = int(value)
    return f"{'-' if cents < 0 else ''}${(abs(cents) + 50) // 100:,}"


def iso(value: Any) -> str:
    """A date as ``2026-10-01``; nothing for no date."""
    return value.on.isoformat() if isinstance(value, Day) and value.on else ""
