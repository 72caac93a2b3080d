"""Fills a form that is a workbook: its formulas stay, its looks stay, texts stay text."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import Any

from stemfunds.justify.own_template.values import Day, Dollars
from stemfunds.justify.packing import rezipped, zipped
from stemfunds.justify.state_form.places import Filled, Note
from stemfunds.reading.nearest import nearest_name

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_FIXED = rb"\g<1>2000-01-01T00:00:00Z\g<2>"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def fill_workbook(content: bytes, places: list[Filled], note: Note) -> bytes:
    """The filled workbook. A cell that holds a formula keeps it; the value becomes its result until it is computed anew."""
    import openpyxl
    from openpyxl.cell import MergedCell

    book = openpyxl.load_workbook(io.BytesIO(content))
    results: dict[tuple[str, str], str] = {}
    for place in places:
        if place.sheet not in book.sheetnames:
            nearest = nearest_name(place.sheet, book.sheetnames)
            note(
                place.line,
                f'the form has no sheet "{place.sheet}"{f" (did you mean {chr(34)}{nearest}{chr(34)}?)" if nearest else ""}',
            )
            continue
        cell = book[place.sheet][place.at]
        if isinstance(cell, MergedCell):
            note(place.line, f"cell {place.at} lies under a merged cell; name the one at its top left")
        elif cell.data_type == "f":
            if not isinstance(place.value, Dollars):
                note(place.line, f"cell {place.at} holds a formula; only money can stand there")
            else:
                results[place.sheet, place.at] = str(_number(place.value))
        else:
            _write(cell, place.value)
    book.calculation.fullCalcOnLoad = True
    file = io.BytesIO()
    book.save(file)
    return _with_results(file.getvalue(), list(book.sheetnames), results)


def _number(value: Dollars) -> Decimal:
    return Decimal(int(value)).scaleb(-2)


def _write(cell: Any, value: Any) -> None:
    """Money as a number, dates as dates, everything else as text and never as a formula."""
    if isinstance(value, Dollars):
        cell.value = _number(value)
    elif isinstance(value, Day):
        cell.value = value.on
    else:
        text = str(value)
        cell.value = text
        cell.data_type = "s"
        if text.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True


def _with_results(content: bytes, sheets: list[str], results: dict[tuple[str, str], str]) -> bytes:
    """The file with the results of its formulas written beside them, and without the time of the day."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number, sheet in enumerate(sheets, 1):
        wanted = {at: result for (where, at), result in results.items() if where == sheet}
        if not wanted:
            continue
        name = f"xl/worksheets/sheet{number}.xml"
        root = etree.fromstring(parts[name])
        for cell in root.iter(f"{_S}c"):
            result = wanted.get(cell.get("r") or "")
            if result is not None:
                for value in cell.findall(f"{_S}v"):
                    cell.remove(value)
                etree.SubElement(cell, f"{_S}v").text = result
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts["docProps/core.xml"] = _MODIFIED.sub(_FIXED, parts["docProps/core.xml"])
    return rezipped(zipped(parts))
