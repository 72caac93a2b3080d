"""The reference of the federal rules, made once, and of small rulebooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemfunds.proving.runner import gather_tests
from stemfunds.reference.model import Reference, reference
from stemfunds.reference.writing import write_reference
from stemfunds.rulebook.find import rules_folder
from stemfunds.rulebook.model import Rulebook

from .pages import Page


@pytest.fixture(scope="session")
def federal_reference(federal: Rulebook) -> Reference:
    """The reference of the rules of this checkout."""
    return reference(federal, gather_tests([rules_folder()], federal)[0])


@pytest.fixture(scope="session")
def folder(federal_reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its two pages."""
    place = tmp_path_factory.mktemp("reference")
    write_reference(federal_reference, place)
    return place


@pytest.fixture(scope="session")
def page(folder: Path) -> Page:
    """The HTML page, parsed."""
    return Page((folder / "rules.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def markdown(folder: Path) -> str:
    """The Markdown page."""
    return (folder / "rules.md").read_text(encoding="utf-8")
