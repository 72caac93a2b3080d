"""`stemfunds.toml`: what a district or a State sets once, found in the folder of the plan or above it.

An option of the call counts before the file, and the file before what is usual.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "stemfunds.toml"
USUAL: Mapping[str, Any] = {"state": "", "packs": (), "format": "table", "fail_on": "not-allowable"}


@dataclass(frozen=True, slots=True)
class InForce:
    """The settings of one call; `origins` says for each where it comes from."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]

    def lines(self) -> list[str]:
        """What `--show-config` prints: name, value and origin, one setting a line."""
        shown = {name: _shown(value) for name, value in self.values.items()}
        name_width, value_width = max(map(len, shown)), max(map(len, shown.values()))
        return [f"{name:<{name_width}}  {value:<{value_width}}  from {self.origins[name]}" for name, value in shown.items()]


def settings_file(start: Path) -> Path | None:
    """The nearest settings file in a folder or above it."""
    folder = start.resolve()
    return next((path for one in (folder, *folder.parents) if (path := one / NAME).is_file()), None)


def in_force(near: Path, given: Mapping[str, Any]) -> InForce:
    """The settings of a call about a file or folder; `given` holds its options, None or empty where not given.

    Raises UnusableInput with every mistake of the settings file.
    """
    values, origins = dict(USUAL), dict.fromkeys(USUAL, "what is usual")
    file = settings_file(near if near.is_dir() else near.parent)
    if file is not None:
        found = _read(file)
        values |= found
        origins |= dict.fromkeys(found, str(file))
    options = {name: value for name, value in given.items() if value}
    return InForce(values | options, origins | dict.fromkeys(options, "the command line"))


def _read(file: Path) -> dict[str, Any]:
    """What a settings file sets; folders in it are meant from where it stands."""
    from stemfunds.cli.settings_model import Settings
    from stemfunds.reading.side_file import read_side_file

    found = read_side_file(file, Settings).model_dump(exclude_unset=True)
    if "packs" in found:
        found["packs"] = [file.parent / pack for pack in found["packs"]]
    return found


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "none"
    return str(value) or "none"
