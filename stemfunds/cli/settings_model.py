"""What a settings file may say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """The fields of `stemfunds.toml`; each may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="Postal code of the State whose plans these are.")] = ""
    packs: Annotated[list[str], Field(description="Folders of State packs, from the folder of this file.")] = []
    format: Annotated[
        Literal["table", "json", "jsonl", "csv", "sarif", "junit", "github", "md"], Field(description="Format of check.")
    ] = "table"
    fail_on: Annotated[
        Literal["allowable", "allowable-with-conditions", "needs-information", "not-allowable"],
        Field(description="The verdict from which on a check ends with status 1."),
    ] = "not-allowable"
