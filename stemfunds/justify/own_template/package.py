"""A Word or Excel file from somebody else, looked at before it is opened: no bomb, no macros, nothing from outside."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from stemfunds.justify.errors import UnusableFileError

MOST_BYTES = 60_000_000
MOST_PARTS = 3_000
MOST_FILE_BYTES = 25_000_000
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*?TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_LINK = re.compile(rb"/hyperlink[\"']")
_WEB = re.compile(rb"Target\s*=\s*[\"'](https?://|mailto:)", re.IGNORECASE)
_TARGET = re.compile(rb"Target\s*=\s*[\"']([^\"']{0,80})", re.IGNORECASE)


class UnsafeFileError(UnusableFileError):
    """A file that is not opened; the message says why and what to do."""


def read_package(path: Path, what: str) -> dict[str, bytes]:
    """The parts of a Word or Excel file by name. Raises UnsafeFileError, and OSError for a file that cannot be read.

    `what` is what the file is to be in messages: ``Word template``.
    """
    if path.stat().st_size > MOST_FILE_BYTES:
        raise UnsafeFileError(f"{path}: too large for a {what}; at most {MOST_FILE_BYTES // 1_000_000} MB")
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            return _parts(archive, path, what)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as broken:
        raise UnsafeFileError(f"{path}: not a {what}, or damaged ({broken})") from None


def _parts(archive: zipfile.ZipFile, path: Path, what: str) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise UnsafeFileError(
            f"{path}: unpacked, it would take more than {MOST_BYTES // 1_000_000} MB or {MOST_PARTS:,} parts; no {what} does"
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnsafeFileError(f"{path}: protected with a password; save it without one")
    parts: dict[str, bytes] = {}
    room = MOST_BYTES
    for entry in entries:
        with archive.open(entry) as file:
            parts[entry.filename] = file.read(room + 1)
        room -= len(parts[entry.filename])
        if room < 0:
            raise UnsafeFileError(f"{path}: unpacked, it would take more than {MOST_BYTES // 1_000_000} MB; no {what} does")
    _refuse_active(parts, path, what)
    return parts


def _refuse_active(parts: dict[str, bytes], path: Path, what: str) -> None:
    kinds = parts.get("[Content_Types].xml", b"")
    if any(name.lower().endswith("vbaproject.bin") for name in parts) or b"macroEnabled" in kinds:
        raise UnsafeFileError(f"{path}: holds macros; save it as an ordinary file without macros (.docx or .xlsx)")
    if any("/activex/" in name.lower() or "/embeddings/" in name.lower() for name in parts):
        raise UnsafeFileError(f"{path}: holds embedded objects or controls; take them out of the {what}")
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
            raise UnsafeFileError(f"{path}: {name} declares entities, which no {what} needs")
        if name.endswith(".rels"):
            _refuse_external(name, content, path, what)


def _refuse_external(name: str, content: bytes, path: Path, what: str) -> None:
    """A link that a reader may click is fine; a picture, a template or data fetched from elsewhere is not."""
    for relation in _EXTERNAL.findall(content):
        if _LINK.search(relation) and _WEB.search(relation):
            continue
        found = _TARGET.search(relation)
        target = found.group(1).decode("utf-8", "replace") if found else "?"
        raise UnsafeFileError(
            f"{path}: points to a file outside itself ({target}, in {name}); copy pictures into the {what}, and detach an "
            "attached template"
        )
