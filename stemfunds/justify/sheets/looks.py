"""How the cells of the workbook look: one set of formats for all sheets."""

from __future__ import annotations

from typing import Any

from stemfunds.judging.verdicts import Verdict

MONEY = "#,##0.00;[Red](#,##0.00)"
DOLLARS = "$#,##0.00;[Red]($#,##0.00)"
_COLORS = {
    Verdict.ALLOWABLE: "2B6636",
    Verdict.WITH_CONDITIONS: "8A5200",
    Verdict.NEEDS_INFORMATION: "5B3E96",
    Verdict.NOT_ALLOWABLE: "9B1C1C",
}
_FONT = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
_LINED = {**_FONT, "bottom": 4, "bottom_color": "B8C0CC"}
_WHOLE = {**_FONT, "bold": True, "top": 1, "top_color": "1F3A5F", "bg_color": "E8EDF4"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {**_FONT, "bold": True, "font_size": 16, "font_color": "1F3A5F"},
    "heading": {**_FONT, "bold": True, "font_size": 12, "font_color": "1F3A5F"},
    "note": {**_FONT, "italic": True, "font_color": "4A5568"},
    "label": {**_FONT, "bold": True},
    "head": {
        **_FONT,
        "bold": True,
        "font_color": "FFFFFF",
        "bg_color": "1F3A5F",
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "border": 1,
        "border_color": "FFFFFF",
    },
    "text": {**_LINED, "text_wrap": True},
    "verdict": {**_LINED, "text_wrap": True, "align": "left", "indent": 1},
    "money": {**_LINED, "num_format": MONEY},
    "number": {**_LINED, "num_format": "#,##0.######"},
    "count": {**_LINED, "num_format": "#,##0"},
    "price": {**_LINED, "num_format": "#,##0.00####"},
    "percent": {**_LINED, "num_format": "0.0%"},
    "day": {**_LINED, "num_format": "yyyy-mm-dd", "align": "left"},
    "total text": _WHOLE,
    "total money": {**_WHOLE, "num_format": DOLLARS},
    "total count": {**_WHOLE, "num_format": "#,##0"},
    "total percent": {**_WHOLE, "num_format": "0.0%"},
    "entry": {**_LINED, "font_color": "1A3FB0", "text_wrap": True},
}
"""The name of a style to its format. Dollar signs stand in totals only, so that columns of figures stay readable."""


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool], Any] = {}

    def style(self, name: str, *, quoted: bool = False) -> Any:
        """The format of a style; `quoted` cells stay text when somebody edits them."""
        return self._format(name, "", quoted)

    def verdict(self, verdict: Verdict) -> Any:
        """Text in the colour of a verdict, whose word and sign stand beside it."""
        return self._format("verdict", _COLORS[verdict], False)

    def _format(self, name: str, color: str, quoted: bool) -> Any:
        key = (name, color, quoted)
        if key not in self._made:
            colored = {"font_color": color, "bold": True} if color else {}
            mark = {"quote_prefix": True} if quoted else {}
            self._made[key] = self._book.add_format({**_STYLES[name], **colored, **mark})
        return self._made[key]
