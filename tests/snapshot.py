"""Whole outputs, kept as files.

They stand in a folder `snapshots` beside the test. To record them again after a wanted change: `STEMFUNDS_RECORD=1 python -m
pytest tests/reporting` (or the folder of the test), and read the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path


def same_as_recorded(beside: str, name: str, text: str) -> bool:
    """Whether a text is the recorded one of the test in the file `beside`; with STEMFUNDS_RECORD set it becomes the recorded one."""
    path = Path(beside).parent / "snapshots" / name
    if os.environ.get("STEMFUNDS_RECORD"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    recorded = path.read_text(encoding="utf-8")
    assert text == recorded, f"{name} differs; see the top of tests/snapshot.py"
    return True
