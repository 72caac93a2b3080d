"""Small Word templates, written for one test each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx


def template(path: Path, *texts: str, rows: tuple[tuple[str, ...], ...] = (), header: str = "") -> Path:
    """A template with paragraphs, and with a table behind them where rows are given."""
    word = docx.Document()
    for text in texts:
        word.add_paragraph(text)
    if rows:
        table = word.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    if header:
        word.sections[0].header.paragraphs[0].text = header
    word.save(str(path))
    return path


def changed(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same file with its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path


def texts(content: bytes) -> list[str]:
    """The paragraphs of a filled file."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def tables(content: bytes) -> list[list[list[str]]]:
    """The tables of a filled file."""
    word = docx.Document(io.BytesIO(content))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]
