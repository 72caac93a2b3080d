"""Whole outputs, kept as files.

To record them again after a wanted change: `STEMFUNDS_RECORD=1 python -m pytest tests/charting`, and read the difference
before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

_FOLDER = Path(__file__).parent / "snapshots"


def same_as_recorded(name: str, text: str) -> bool:
    """Whether a text is the recorded one; with STEMFUNDS_RECORD set it becomes the recorded one."""
    path = _FOLDER / name
    if os.environ.get("STEMFUNDS_RECORD"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    recorded = path.read_text(encoding="utf-8")
    assert text == recorded, f"{name} differs; see the top of tests/charting/snapshot.py"
    return True
