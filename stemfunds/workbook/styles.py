"""The looks of the workbook: few, calm, and none that carries a meaning by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stemfunds.workbook.safe_text import TextStyle, text_style

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

INK, ACCENT, INPUT, COMPUTED, LINE = "#1F2933", "#1F4E79", "#FFF8E1", "#EEF1F4", "#C5CCD3"
FONT = "Calibri"

NUMBER_FORMATS = {
    "money": "$#,##0.00",
    "unit-cost": "$#,##0.00##",
    "percent": "0.00%",
    "number": "General",
    "whole": "#,##0",
    "fiscal-year": "0",
    "date": "yyyy-mm-dd",
}
"""How cells of each form look; every other form is text."""

_BASE = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
_CELL = {**_BASE, "border": 1, "border_color": LINE}
_TEXT = {"text_wrap": True, "align": "left", "indent": 1}
_HEADING = {**_CELL, "bold": True, "text_wrap": True, "valign": "vcenter", "align": "left", "indent": 1}


class Styles:
    """The formats of one workbook, made when they are first needed."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[str, Format] = {}
        self._texts: dict[str, TextStyle] = {}

    def format(self, name: str, **properties: Any) -> Format:
        """A format by its name; made once."""
        if name not in self._formats:
            self._formats[name] = self._workbook.add_format({**_BASE, **properties})
        return self._formats[name]

    def _text(self, name: str, properties: dict[str, Any]) -> TextStyle:
        if name not in self._texts:
            self._texts[name] = text_style(self._workbook, {**_CELL, **properties})
        return self._texts[name]

    def input(self, form: str) -> Format:
        """A cell that people fill in, of a form that is not text."""
        code, align = NUMBER_FORMATS[form], "left" if form == "date" else "right"
        return self.format(f"input {form}", **_CELL, bg_color=INPUT, locked=False, num_format=code, align=align, indent=1)

    def input_text(self) -> TextStyle:
        """A cell for text; what looks like a number stays as it was typed."""
        return self._text("input text", {**_TEXT, "bg_color": INPUT, "locked": False, "num_format": "@"})

    def computed(self, form: str) -> Format:
        """A cell with a formula."""
        code = NUMBER_FORMATS.get(form, "General")
        align = _TEXT if form == "text" else {"align": "right", "indent": 1}
        return self.format(f"computed {form}", **{**_CELL, **align}, bg_color=COMPUTED, num_format=code)

    def plain_text(self, bold: bool = False) -> TextStyle:
        """A cell with words of the program."""
        return self._text(f"plain {bold}", {**_TEXT, "bold": bold})

    @property
    def heading(self) -> Format:
        return self.format("heading", **{**_HEADING, "font_color": "#FFFFFF"}, bg_color=ACCENT)

    @property
    def heading_computed(self) -> Format:
        return self.format("heading computed", **_HEADING, italic=True, bg_color="#D5DDE5")

    @property
    def total(self) -> Format:
        return self.format("total", bold=True, num_format=NUMBER_FORMATS["money"], align="right", indent=1)

    @property
    def title(self) -> Format:
        return self.format("title", bold=True, font_size=16, font_color=ACCENT, valign="vcenter")

    @property
    def subtitle(self) -> Format:
        return self.format("subtitle", bold=True, font_size=12, font_color=ACCENT, valign="vcenter")

    @property
    def words(self) -> Format:
        return self.format("words", text_wrap=True)

    @property
    def hint(self) -> Format:
        return self.format("hint", italic=True, font_color="#52606D", valign="vcenter")

    @property
    def warning(self) -> Format:
        return self._workbook.add_format({"bold": True, "font_color": "#9B1C1C", "bg_color": "#FBE9E7"})
