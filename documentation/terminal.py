"""A picture of a terminal from lines with colors. It asks for no font of another host: every machine has one of its own."""

from __future__ import annotations

import io

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from documentation.session import COLUMNS

# every color stands at 4.5 to 1 or more against the white ground
_THEME = TerminalTheme(
    (255, 255, 255),
    (0, 0, 0),  # dim text is mixed with the ground, so the rest is black
    [(0, 0, 0), (176, 0, 32), (0, 104, 38), (134, 84, 0), (0, 70, 160), (120, 30, 120), (0, 100, 115), (90, 90, 90)],
    [(80, 80, 80), (176, 0, 32), (0, 104, 38), (134, 84, 0), (0, 70, 160), (120, 30, 120), (0, 100, 115), (60, 60, 60)],
)
_FORM = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<style>
.{unique_id}-matrix {{
  font: {char_height}px/{line_height}px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def without_color(lines: list[str]) -> list[str]:
    """The lines as plain text."""
    return [Text.from_ansi(line).plain.rstrip() for line in lines]


def picture(lines: list[str], name: str) -> str:
    """The lines as SVG; `name` keeps the styles of two pictures on one page apart."""
    width = max(COLUMNS, *(len(line) for line in without_color(lines)), 1)
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for line in lines:
        console.print(Text.from_ansi(line), soft_wrap=True)
    return console.export_svg(title="", theme=_THEME, code_format=_FORM, unique_id=name)
