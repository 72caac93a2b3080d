"""What an allocation list holds, as typed records, and what its reader may be told about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from stemfunds.plan.model import Cents

AllocationKind: TypeAlias = Literal["preliminary", "final", "carryover"]


@dataclass(frozen=True, slots=True)
class Allocation:
    """One amount of the list: a district, a fund, a federal fiscal year. `row` counts from 1, as the file does."""

    nces_id: str
    fund: str
    federal_fiscal_year: int
    amount: Cents
    kind: AllocationKind
    district: str
    row: int


@dataclass(frozen=True, slots=True)
class AllocationList:
    """All amounts of a list in the order of its rows, and what a reader should know about how it was read."""

    path: str
    allocations: tuple[Allocation, ...]
    unused_columns: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def of(self, nces_id: str) -> tuple[Allocation, ...]:
        """The amounts of one district, by its seven digits."""
        return tuple(one for one in self.allocations if one.nces_id == nces_id)

    def by_district(self) -> dict[str, tuple[Allocation, ...]]:
        """All amounts by NCES id."""
        found: dict[str, list[Allocation]] = {}
        for one in self.allocations:
            found.setdefault(one.nces_id, []).append(one)
        return {identity: tuple(ones) for identity, ones in found.items()}


@dataclass(frozen=True, slots=True)
class ListSettings:
    """What the list does not say itself: which heading holds what, and what holds for all rows.

    `columns` maps `nces_id`, `district`, `state_fips`, `fund`, `federal_year`, `kind`, `amount`, `carryover` or a fund to
    a heading.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    fund: str = ""
    federal_year: int | None = None
    carryover_year: int | None = None
    kind: AllocationKind | None = None


def read_settings(path: str) -> ListSettings:
    """The settings in a side file (YAML, JSON or TOML); raises UnusableInput with every mistake at its place."""
    from pydantic import BaseModel, ConfigDict, Field

    from stemfunds.reading.side_file import read_side_file

    class Settings(BaseModel):
        """The fields of the file."""

        model_config = ConfigDict(extra="forbid")
        columns: dict[str, str] = Field(default_factory=dict)
        sheet: str = ""
        fund: str = ""
        federal_year: int | None = Field(default=None, ge=2000, le=2099)
        carryover_year: int | None = Field(default=None, ge=2000, le=2099)
        kind: AllocationKind | None = None

    found = read_side_file(path, Settings)
    return ListSettings(found.columns, found.sheet, found.fund, found.federal_year, found.carryover_year, found.kind)
