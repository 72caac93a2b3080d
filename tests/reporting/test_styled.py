"""Lines with styles: their widths, and what is left of them without styles."""

from __future__ import annotations

import pytest

from stemfunds.reporting.styled import STYLES, Line, plain, shortened, wrapped, write
from stemfunds.reporting.words import STYLES as OF_VERDICTS
from stemfunds.reporting.words import counted


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("robot", 5, "robot"),
        ("robots", 5, "robo…"),
        ("robot kits", 7, "robot…"),
        ("two\n\nlines", 20, "two lines"),
        ("tab\tbed", 20, "tab bed"),
        ("", 5, ""),
        ("robot", 1, "…"),
    ],
)
def test_shortened(text: str, width: int, cut: str) -> None:
    """On one line, with an ellipsis where something is missing."""
    assert shortened(text, width) == cut


@pytest.mark.parametrize("width", [20, 33, 60, 100])
def test_wrapped(width: int) -> None:
    """No word is lost, and no line is longer than the width."""
    text = "Each charge is judged by the law of the fund that pays it, and the reason stands beside the verdict."
    first: Line = [("  RULE-1", "rule"), ("  ", "")]
    lines = [plain(line) for line in wrapped(text, width, 4, first=first)]
    assert lines[0].startswith("  RULE-1  ")
    assert " ".join(" ".join(lines).split()) == f"RULE-1 {text}"
    assert max(map(len, lines)) <= max(width, 24)


def test_without_text_the_head_stays() -> None:
    """A name without words is still a name."""
    assert wrapped("", 40, 4, first=[("  RULE-1", "rule")]) == [[("  RULE-1", "rule")]]


def test_plain_lines_are_bare_text(capsys: pytest.CaptureFixture[str]) -> None:
    """What a pipe gets: no escape, no space at the end."""
    write([[("a", "bad"), ("  ", "")], []], colored=False)
    assert capsys.readouterr().out == "a\n\n"


def test_every_verdict_has_a_style() -> None:
    """A style that does not exist would stay uncolored, unseen."""
    assert set(OF_VERDICTS.values()) <= set(STYLES)


@pytest.mark.parametrize(("number", "text"), [(0, "0 lines"), (1, "1 line"), (2, "2 lines"), (1200, "1,200 lines")])
def test_counted(number: int, text: str) -> None:
    """The noun agrees with its number."""
    assert counted(number, "line") == text
