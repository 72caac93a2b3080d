"""The file of accepted findings, as people read and write it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Accepted(_Part):
    """One accepted finding. `up_to` is in dollars; what it says beside the fingerprint is for people."""

    fingerprint: str = Field(pattern=r"^[0-9a-f]{16}$")
    rule: str = Field(min_length=1)
    district: str = ""
    place: str = ""
    up_to: Decimal | None = Field(default=None, ge=0, decimal_places=2)
    reason: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    until: date


class Baseline(_Part):
    """All accepted findings of a file."""

    baseline: Literal["1"]
    accepted: tuple[Accepted, ...] = ()
