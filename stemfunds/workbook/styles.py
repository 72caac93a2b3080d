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
        code = NUMBER_FORMATS[form]
        return self.format(f"input {form}", **_CELL, bg_color=INPUT, locked=False, num_format=code)

    def input_text(self, wrapped: bool = False) -> TextStyle:
        """A cell for text; what looks like a number stays as it was typed."""
        properties = {"bg_color": INPUT, "locked": False, "num_format": "@", "text_wrap": wrapped}
        return self._text(f"input text {wrapped}", properties)

    def computed(self, form: str) -> Format:
        """A cell with a formula."""
        code = NUMBER_FORMATS.get(form, "General")
        return self.format(f"computed {form}", **_CELL, bg_color=COMPUTED, num_format=code, text_wrap=form == "text")

    def plain_text(self, bold: bool = False) -> TextStyle:
        """A cell with words of the program."""
        return self._text(f"plain {bold}", {"text_wrap": True, "bold": bold})

    @property
    def heading(self) -> Format:
        return self.format(
            "heading",
            bold=True,
            font_color="#FFFFFF",
            bg_color=ACCENT,
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color=LINE,
        )

    @property
    def heading_computed(self) -> Format:
        return self.format(
            "heading computed",
            bold=True,
            italic=True,
            bg_color="#D5DDE5",
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color=LINE,
        )

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
