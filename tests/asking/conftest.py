"""A listener and a session for all tests of questions, and the phrasings that they are measured on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from stemfunds.asking.session import Session
from stemfunds.asking.understanding import Listener
from stemfunds.rulebook.model import Rulebook

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="session")
def session(federal: Rulebook) -> Session:
    """A session under the federal rules on a fixed day."""
    return Session(federal, AS_OF)


@pytest.fixture(scope="session")
def listener(session: Session) -> Listener:
    """What understands questions."""
    return session.listener


@pytest.fixture(scope="session")
def phrasings() -> Mapping[str, Any]:
    """The phrasings by set, each with its text, kinds and items."""
    found: Mapping[str, Any] = yaml.safe_load((HERE / "phrasings.yaml").read_text(encoding="utf-8"))
    return found
