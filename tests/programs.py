"""Programs of the system that some tests look at documents with."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def do_without(missing: str) -> NoReturn:
    """End a test that misses a program: CI installs them all, so there it fails; elsewhere it is skipped, with what is missing."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(missing)
    pytest.skip(missing)  # the caller names the program, and what to install
