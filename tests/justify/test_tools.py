"""The programs of the system that the tests need."""

from __future__ import annotations

import pytest

from .once import Once
from .tools import program


def test_a_missing_program_fails_in_continuous_integration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a machine without it would look at nothing and say that all is well."""
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="none of no-such-program is installed, and NO_SUCH names none"):
        program(("no-such-program",), "NO_SUCH")


def test_a_missing_program_skips_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-program"):
        program(("no-such-program",), "NO_SUCH")


def test_the_environment_may_name_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/opt/chromium/chrome")
    assert program(("no-such-program",), "CHROMIUM") == "/opt/chromium/chrome"


def test_what_is_made_once_is_not_made_again(once: Once) -> None:
    """And what could not be made may be tried again."""

    def fail() -> str:
        raise ValueError("not today")

    with pytest.raises(ValueError, match="not today"):
        once("made", fail)
    assert once("made", lambda: "first") == "first"
    assert once("made", lambda: "second") == "first"
