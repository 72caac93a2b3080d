"""Where the rules are: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def rules_folder() -> Path:
    """The folder of the federal rules that belong to this copy of stemfunds."""
    for folder in (_PACKAGE / "rules", _PACKAGE.parent / "rules"):
        if (folder / "rulebook.yaml").is_file():
            return folder
    raise FileNotFoundError("the rules of stemfunds are missing; install stemfunds again")
