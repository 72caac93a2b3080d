"""What a sheet says about its cells beside their values: percent formats, formulas without a result, errors, and its size.

The values themselves are read by calamine, which has no place for these. The sheet is parsed as a stream, so a sheet
with a million rows is refused before anything of it is held.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from posixpath import normpath
from typing import Any, NoReturn
from xml.etree import ElementTree as ET
from xml.parsers import expat

from stemfunds.reading.nodes import Place, Table
from stemfunds.reading.problems import Problems, UnusableInput

MOST_ROWS = 20_000
MOST_COLUMNS = 500
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_BUILT_IN_PERCENT = frozenset({9, 10})
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_CHUNK = 1 << 16


@dataclass(slots=True)
class Marks:
    """Cells of one sheet by row and column, both from 1."""

    percent: set[tuple[int, int]] = field(default_factory=set)
    without_result: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


class PackageView:
    """The parts of a workbook by the names of its sheets; `data` was looked at by `safe_package` before."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file, self.problems = file, Problems(file)
        self.package = zipfile.ZipFile(io.BytesIO(data))
        self.sheets = self._sheets()
        self._percent_styles = self._styles()

    def marks(self, sheet: str) -> Marks:
        """The marks of a sheet; raises UnusableInput where it has far too many rows or columns."""
        part = self.sheets.get(sheet)
        if part is None:
            return Marks()
        scan = _Scan(Table(self.file, sheet), self._percent_styles)
        with self.package.open(part) as source:
            scan.read(source.read)
        return scan.marks

    def _sheets(self) -> dict[str, str]:
        """The part of each sheet."""
        targets = {one.get("Id", ""): one.get("Target", "") for one in self._tree("xl/_rels/workbook.xml.rels")}
        found = {}
        for element in self._tree("xl/workbook.xml").iter():
            if element.tag in (f"{{{_MAIN}}}sheet", f"{{{_STRICT}}}sheet"):
                target = targets.get(next((element.get(name, "") for name in _RELATION_IDS if element.get(name)), ""), "")
                part = target[1:] if target.startswith("/") else normpath(f"xl/{target}")
                if part in self.package.namelist():
                    found[element.get("name", "")] = part
        return found

    def _styles(self) -> frozenset[int]:
        """The numbers of the cell formats that show percentages."""
        if "xl/styles.xml" not in self.package.namelist():
            return frozenset()
        root = self._tree("xl/styles.xml")
        space = root.tag.partition("}")[0] + "}"
        own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(f"{space}numFmt")}
        percent = {number for number, code in own.items() if _is_percent(code)} | {str(number) for number in _BUILT_IN_PERCENT}
        formats = root.find(f"{space}cellXfs")
        numbered = enumerate(formats if formats is not None else ())
        return frozenset(number for number, one in numbered if one.get("numFmtId") in percent)

    def _tree(self, part: str) -> ET.Element:
        try:
            source = self.package.read(part)
            if b"<!DOCTYPE" in source:
                raise ValueError
            return ET.fromstring(source)
        except (KeyError, ValueError, ET.ParseError):
            self.problems.stop(Place(1, 1), f"the workbook is damaged: its part {part} cannot be read", found="a damaged file")


def _is_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred: a percent sign outside quotes and not escaped."""
    return "%" in re.sub(r'"[^"]*"|\\.|_.', "", code)


class _Scan:
    """One sheet on its way through the parser."""

    def __init__(self, table: Table, percent_styles: frozenset[int]) -> None:
        self.table, self.percent_styles, self.marks = table, percent_styles, Marks()
        self._row, self._cell, self._column = 0, (0, 0), 0
        self._type, self._has_formula, self._in_value = "", False, False
        self._value = ""

    def read(self, source: Callable[[int], bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        try:
            while chunk := source(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            self._stop(f"the sheet is damaged and cannot be read behind row {self._row}", "a damaged sheet")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._begin_cell(attributes)
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "v":
            self._in_value, self._value = True, ""
        elif tag == "f":
            self._has_formula = True

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdigit() else self._row + 1
        self._column = 0
        if self._row > MOST_ROWS:
            self._stop(
                f"the sheet has more than {MOST_ROWS:,} rows. If most of them are empty, select the rows below the last one "
                "that is filled in, delete them (Delete Sheet Rows), and save",
                f"row {self._row}",
            )

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        found = _CELL.fullmatch(attributes.get("r", ""))
        self._column = _number(found[1]) if found else self._column + 1
        self._cell = (self._row, self._column)
        self._type, self._has_formula, self._value = attributes.get("t", ""), False, ""
        if self._column > MOST_COLUMNS:
            self._stop(
                f"the sheet has more than {MOST_COLUMNS} columns; delete the columns behind the last one",
                f"column {self._column}",
            )
        style = attributes.get("s", "")
        if style.isdigit() and int(style) in self.percent_styles:
            self.marks.percent.add(self._cell)

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "v":
            self._in_value = False
        elif tag == "c":
            if self._type == "e":
                self.marks.errors[self._cell] = self._value or "an error"
            elif self._has_formula and not self._value and self._type != "str":
                self.marks.without_result.add(self._cell)

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def _refuse_doctype(self, *_: Any) -> None:
        self._stop("the sheet is not one that a spreadsheet program writes", "a document type")

    def _stop(self, message: str, found: str) -> NoReturn:
        problems = Problems(self.table.file)
        problems.add(Place(max(self._row, 1), max(self._column, 1), self.table), message, found=found)
        raise UnusableInput(problems)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
