"""What is looked at before a workbook is opened: that it is one, that it is small, and that nothing in it runs or calls out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from stemfunds.reading.nodes import Place
from stemfunds.reading.problems import Problems
from stemfunds.reading.source_text import contents, refuse_too_large

LARGEST_WORKBOOK = 20_000_000
"""Bytes of the file. A plan of 60 activities has about 100,000."""
LARGEST_UNPACKED = 200_000_000
"""Bytes of all parts together, unpacked."""
MOST_PARTS = 3_000
_CHUNK = 1 << 20
_START = Place(1, 1)

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)"


def safe_package(path: str | Path) -> bytes:
    """The bytes of a workbook that may be opened; raises UnusableInput with the reason otherwise.

    Nothing is parsed here, and no part is held in memory unpacked.
    """
    return safe_bytes(contents(path, LARGEST_WORKBOOK), str(path))


def safe_bytes(data: bytes, file: str) -> bytes:
    """The bytes of a workbook that are in memory already, if it may be opened; raises UnusableInput with the reason otherwise."""
    problems = Problems(file)
    refuse_too_large(len(data), problems, LARGEST_WORKBOOK)
    _refuse_other_files(data, problems)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_large(package, problems)
            _refuse_active(package, problems)
            for entry in package.infolist():
                _unpack(package, entry)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        problems.stop(_START, f"the workbook is damaged and cannot be read; {_SAVE_AS}", found="a damaged file")
    except Exception as error:
        if type(error).__module__ == "zlib":
            problems.stop(_START, f"the workbook is damaged and cannot be read; {_SAVE_AS}", found="a damaged file")
        raise
    return data


def _refuse_other_files(data: bytes, problems: Problems) -> None:
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            message = "the workbook is protected with a password to open it; save a copy without the password"
            problems.stop(_START, message, found="an encrypted workbook", expected="an .xlsx workbook")
        problems.stop(_START, f"this is an old Excel file; {_SAVE_AS}", found="an .xls file", expected="an .xlsx workbook")
    if not data:
        problems.stop(
            _START, "the file is empty; expected an .xlsx workbook. Was it saved?", found="nothing", expected="an .xlsx workbook"
        )
    if not data.startswith(b"PK"):
        message = f"this is not an Excel workbook, whatever its name says; {_SAVE_AS}"
        problems.stop(_START, message, found="another file", expected="an .xlsx workbook")


def _refuse_large(package: zipfile.ZipFile, problems: Problems) -> None:
    entries = package.infolist()
    size = sum(entry.file_size for entry in entries)
    if size > LARGEST_UNPACKED or len(entries) > MOST_PARTS:
        found, most = f"{size / 1_000_000:,.0f} MB in {len(entries):,} parts", f"{LARGEST_UNPACKED // 1_000_000} MB"
        message = f"unpacked, the workbook would have {found}; at most {most} are read. Is it the right file?"
        problems.stop(_START, message, found=found, expected=f"at most {most}")


def _refuse_active(package: zipfile.ZipFile, problems: Problems) -> None:
    names = package.namelist()
    lower = [name.lower() for name in names]
    if "xl/workbook.xml" not in lower or "[content_types].xml" not in lower:
        binary = "xl/workbook.bin" in lower
        found = "an .xlsb workbook" if binary else "another kind of file"
        problems.stop(_START, f"this is {found}; {_SAVE_AS}", found=found, expected="an .xlsx workbook")
    if any(entry.flag_bits & 1 for entry in package.infolist()):
        problems.stop(_START, "the workbook is encrypted; save a copy without a password", found="an encrypted workbook")
    types = _head(package, names[lower.index("[content_types].xml")])
    if any("vbaproject" in name for name in lower) or b"macroEnabled" in types:
        message = f"the workbook holds macros, and workbooks with macros are not read; {_SAVE_AS}"
        problems.stop(_START, message, found="macros", expected="a workbook without macros")
    if any(name.startswith("xl/externallinks/") for name in lower):
        message = "the workbook has links to other workbooks; in Excel choose Data, Edit Links, Break Link, and save"
        problems.stop(_START, message, found="external links", expected="a workbook without external links")
    if "xl/connections.xml" in lower:
        message = "the workbook fetches data from outside; in Excel choose Data, Queries & Connections, delete them, and save"
        problems.stop(_START, message, found="data connections", expected="a workbook without data connections")


def _head(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(_CHUNK)


def _unpack(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack a part piece by piece and forget it: a size or a checksum that is a lie ends here."""
    with package.open(entry) as part:
        while part.read(_CHUNK):
            pass
