"""Workbooks that are not opened: too large, damaged, active, or no workbooks; each with its reason, at once."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from stemfunds.plan.reader import read_plan
from stemfunds.reading.problems import UnusableInput
from stemfunds.workbook import package
from stemfunds.workbook.reader import read_workbook

from .books import part, repacked, told

SHEET = "xl/worksheets/sheet6.xml"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _with_rows(data: bytes, row: str, number: int) -> bytes:
    """The lines with many more rows behind them."""
    rows = "".join(map(row.format, range(6, number + 6))).encode()
    return repacked(data, **{SHEET: part(data, SHEET).replace(b"</sheetData>", rows + b"</sheetData>")})


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"xl/vbaProject.bin": b"x"}, "the workbook holds macros, and workbooks with macros are not read"),
        ({"xl/externalLinks/externalLink1.xml": b"<x/>"}, "the workbook has links to other workbooks; in Excel choose Data, Edit Links"),
        ({"xl/connections.xml": b"<x/>"}, "the workbook fetches data from outside"),
        ({"xl/workbook.xml": None}, "this is another kind of file; open it in Excel or LibreOffice and save it as an Excel workbook"),
        ({"xl/workbook.xml": b"<workbook"}, "the workbook is damaged: its part xl/workbook.xml cannot be read"),
        ({"xl/styles.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "the workbook is damaged: its part xl/styles.xml cannot be read"),
    ],
)  # fmt: skip  # a row of a table stays one line
def test_what_is_in_it_keeps_it_closed(small: bytes, tmp_path: Path, parts: dict[str, bytes | None], says: str) -> None:
    """Macros, links, connections, parts that are missing or damaged."""
    (message,) = told(repacked(small, **parts), tmp_path)
    assert message.startswith(f"plan.xlsx:1:1  {says}")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty; expected an .xlsx workbook. Was it saved?"),
        (b"plan: 1\n", "this is not an Excel workbook, whatever its name says"),
        (OLD_EXCEL, "this is an old Excel file"),
        (OLD_EXCEL + "EncryptedPackage".encode("utf-16-le"), "the workbook is protected with a password to open it"),
        (b"PK\x03\x04" + b"\0" * 100, "the workbook is damaged and cannot be read"),
    ],
)
def test_other_files(tmp_path: Path, data: bytes, says: str) -> None:
    """The name does not make a workbook."""
    (message,) = told(data, tmp_path)
    assert message.startswith(f"plan.xlsx:1:1  {says}")


@pytest.mark.parametrize("suffix", [".xls", ".xlsm", ".xlsb"])
def test_other_suffixes_of_workbooks(tmp_path: Path, suffix: str) -> None:
    """They are told why, too."""
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(OLD_EXCEL)
    with pytest.raises(UnusableInput, match="this is an old Excel file; open it in Excel or LibreOffice and save it as"):
        read_plan(path)


def test_damage_anywhere_is_found_before_anything_is_parsed(small: bytes, tmp_path: Path) -> None:
    """A byte of a compressed part that was turned over."""
    at = small.index(b"xl/worksheets/sheet3.xml") + 200
    spoilt = small[:at] + bytes([small[at] ^ 0xFF]) + small[at + 1 :]
    assert told(spoilt, tmp_path)[0].startswith("plan.xlsx:1:1  the workbook is damaged and cannot be read")


def test_a_sheet_that_ends_in_the_middle(small: bytes, tmp_path: Path) -> None:
    """The sheet and the last row are named."""
    cut = part(small, SHEET).partition(b"</sheetData>")[0]
    (message,) = told(repacked(small, **{SHEET: cut}), tmp_path)
    assert "sheet Budget lines, cell A5  the sheet is damaged" in message or "the sheet is damaged" in message


def test_a_zip_bomb(small: bytes, tmp_path: Path) -> None:
    """Two hundred megabytes of nothing in a few kilobytes: refused by the sizes, before unpacking."""
    target, nothing = io.BytesIO(small), bytes(1_000_000)
    with (
        zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/media/image1.png", "w") as picture,
    ):
        for _ in range(210):
            picture.write(nothing)
    begun = time.perf_counter()
    (message,) = told(target.getvalue(), tmp_path)
    assert "unpacked, the workbook would have 210 MB in" in message
    assert time.perf_counter() - begun < 5


def test_a_size_that_is_a_lie(small: bytes, tmp_path: Path) -> None:
    """A part that unpacks to more than it says is damage."""
    target = io.BytesIO(small)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(50_000))
    data = target.getvalue()
    lie = data.replace((50_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lie != data
    assert "the workbook is damaged and cannot be read" in told(lie, tmp_path)[0]


def test_a_million_empty_rows(small: bytes, tmp_path: Path) -> None:
    """Told with the way out, and fast."""
    begun = time.perf_counter()
    (message,) = told(_with_rows(small, '<row r="{}"/>', 1_000_000), tmp_path)
    assert "sheet Budget lines, cell A20001  the sheet has more than 20,000 rows. If most of them are empty" in message
    assert time.perf_counter() - begun < 20


def test_rows_that_are_not_held(small: bytes, tmp_path: Path) -> None:
    """Rows with looks but without values cost no memory."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(_with_rows(small, '<row r="{0}"><c r="B{0}" s="1"/></row>', 100_000))
    tracemalloc.start()
    with pytest.raises(UnusableInput, match="Delete Sheet Rows"):
        read_workbook(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


def test_the_file_itself_may_not_be_huge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked at before it is read."""
    monkeypatch.setattr(package, "LARGEST_WORKBOOK", 1_000_000)
    assert "the file has 1.2 MB; at most 1 MB are read" in told(b"PK" + bytes(1_200_000), tmp_path)[0]
