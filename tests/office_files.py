"""Word files and workbooks held against the schemas of their format: what Word or Excel would offer to repair."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from programs import do_without


def faults(content: bytes, path: Path) -> list[str]:
    """Every fault of a file's content, which is written to a path with the right suffix: part, place and what is wrong."""
    if find_spec("openxml_audit") is None:
        do_without("openxml-audit, which validates Word files and workbooks, is not installed")
    path.write_bytes(content)
    found = import_module("openxml_audit").OpenXmlValidator().validate(path)
    return [f"{one.part_uri} {one.path} {one.description}" for one in found.errors if str(one.severity).endswith("ERROR")]
