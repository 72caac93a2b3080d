"""The obligation windows of an award: the fund's own, and beside it those of State packs.

Federal rules see the federal window only. A State's window is one rule more, so that it can never change what another rule finds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stemfunds.rulebook.dates import window_of
from stemfunds.rulebook.model import Rulebook, Window


@dataclass(frozen=True, slots=True)
class ObligationWindow:
    """The first and the last date on which an award may be obligated, the carryover (Tydings) months included."""

    opens: date
    closes: date


def obligation_window(window: Window, federal_fiscal_year: int, stream: str) -> ObligationWindow:
    """The window that one rule gives to an award of a federal fiscal year."""
    return ObligationWindow(*window_of(window, federal_fiscal_year, stream))


def state_windows(
    rulebook: Rulebook, fund: str, federal_fiscal_year: int, stream: str
) -> tuple[tuple[Window, ObligationWindow], ...]:
    """The windows that State packs give to an award, each with its rule. The federal one is not among them."""
    own = rulebook.state_windows.get(fund, ())
    return tuple((window, obligation_window(window, federal_fiscal_year, stream)) for window in own)


def narrowed(federal: ObligationWindow, windows: Iterable[ObligationWindow]) -> ObligationWindow:
    """The days that are in all windows."""
    every = (federal, *windows)
    return ObligationWindow(max(window.opens for window in every), min(window.closes for window in every))
