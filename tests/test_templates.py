"""Templates of documents and pages: what people wrote never becomes markup, and a slip in a template is an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from stemfunds.printable import printable
from stemfunds.templates import templates


@pytest.mark.parametrize(
    ("escape", "given", "filled"),
    [
        (True, "<b>&\u202e\x07", "&lt;b&gt;&amp;"),
        (False, "<b>&\u202e\x07", "<b>&"),
        (True, Markup("<b>"), "<b>"),
        (True, 7, "7"),
    ],
)
def test_text_stays_text(tmp_path: Path, escape: bool, given: object, filled: str) -> None:
    """Escaped where it has to be, without signs that no document can hold; finished markup is left alone."""
    (tmp_path / "a.j2").write_text("{{ given }}\n")
    assert templates(tmp_path, escape=escape).get_template("a.j2").render(given=given) == f"{filled}\n"


def test_a_name_that_nothing_fills_in(tmp_path: Path) -> None:
    """It is no empty text."""
    (tmp_path / "a.j2").write_text("{{ gven }}")
    with pytest.raises(UndefinedError):
        templates(tmp_path, escape=True).get_template("a.j2").render(given="x")


def test_templates_are_compiled_once(tmp_path: Path) -> None:
    """For each folder and way of escaping."""
    (tmp_path / "a.j2").write_text("x")
    assert templates(tmp_path, escape=True).get_template("a.j2") is templates(tmp_path, escape=True).get_template("a.j2")
    assert templates(tmp_path, escape=True) is not templates(tmp_path, escape=False)


def test_signs_that_are_left_out() -> None:
    """Control and direction signs, and those that have no width; letters, lines and symbols stay."""
    assert printable("a\x00\u200b\u202e\ufeffb\n\té✓") == "ab\n\té✓"
