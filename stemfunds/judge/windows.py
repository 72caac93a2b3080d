"""The obligation window of an award: the fund's own, narrowed by the windows of State packs."""

from __future__ import annotations

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


def award_window(rulebook: Rulebook, fund: str, federal_fiscal_year: int, stream: str) -> ObligationWindow | None:
    """The window in which all rules let an award of a fund be obligated; None for a fund without a window."""
    windows = windows_of(rulebook, fund)
    if not windows:
        return None
    spans = [window_of(window, federal_fiscal_year, stream) for window in windows]
    return ObligationWindow(max(opens for opens, _ in spans), min(closes for _, closes in spans))


def windows_of(rulebook: Rulebook, fund: str) -> tuple[Window, ...]:
    """The window rules of a fund, the federal one first."""
    federal = rulebook.funds[fund].window
    return () if federal is None else (federal, *rulebook.state_windows.get(fund, ()))
