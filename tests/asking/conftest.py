"""A listener and a session for all tests of questions, and the phrasings that they are measured on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from stemfunds.asking.session import Session
from stemfunds.asking.understanding import Listener
from stemfunds.rulebook.model import Rulebook

from .accuracy import OUR_OWN, Phrasing, learnt_sets, unlearnt_sets

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
def phrasings() -> Mapping[str, Sequence[Phrasing]]:
    """The phrasings by set, each with its text, kinds and items, those that the listener learnt from among them."""
    return unlearnt_sets() | {name: those for name, those in learnt_sets().items() if name != OUR_OWN}
