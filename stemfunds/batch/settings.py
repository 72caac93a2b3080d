"""What decides the result of a plan besides the plan: two runs with equal settings may share their records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import msgspec

from stemfunds import __version__
from stemfunds.batch.schema import VERSION
from stemfunds.judging.findings import FindingMaker
from stemfunds.judging.result import Finding
from stemfunds.plan.model import Plan
from stemfunds.rulebook.model import Rulebook

Join: TypeAlias = Callable[[Plan, FindingMaker], tuple[Plan, tuple[Finding, ...]]]
"""Completes a plan that was read, such as by its district's awards from a file of allocations, and says what differs."""


class Settings(msgspec.Struct, frozen=True):
    """Version of stemfunds and of the tables, digest of the rulebook, date of the check, digest of the allocations, and whether
    every activity is tried with every fund.
    """

    stemfunds: str
    tables: int
    rulebook: str
    as_of: str
    allocations: str = ""
    match: bool = False

    @property
    def text(self) -> str:
        """The settings in one line."""
        return msgspec.json.encode(self).decode()


def settings_of(rulebook: Rulebook, as_of: date, allocations: str = "", match: bool = False) -> Settings:
    """The settings of a run."""
    return Settings(__version__, VERSION, rulebook.digest, as_of.isoformat(), allocations, match)


def settings_in(text: str | None) -> Settings | None:
    """The settings that a journal names, or None where they cannot be read."""
    try:
        return msgspec.json.decode(text or "", type=Settings)
    except msgspec.MsgspecError:
        return None
