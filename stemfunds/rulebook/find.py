"""Where the rules are: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from stemfunds.reading.problems import Problem, UnusableInput

_PACKAGE = Path(__file__).resolve().parent.parent


def rules_folder() -> Path:
    """The folder of the federal rules that belong to this copy of stemfunds; raises UnusableInput when it is gone."""
    for folder in (_PACKAGE / "rules", _PACKAGE.parent / "rules"):
        if (folder / "rulebook.yaml").is_file():
            return folder
    missing = "the rules of stemfunds are missing; install stemfunds again"
    raise UnusableInput([Problem("rules", 1, 1, missing, expected="rulebook.yaml")])
