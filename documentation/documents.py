"""Pictures of documents: a page of a PDF file, or a web page in the Chromium of this machine; none where one is missing."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_DOTS_PER_INCH = 110


def picture_of(path: Path, size: str) -> bytes | None:
    """A document as PNG: `size` is a page number of a PDF file, or a width and height such as 1200x900."""
    return _pdf_page(path, int(size)) if path.suffix == ".pdf" else _web_page(path, size)


def _pdf_page(path: Path, number: int) -> bytes | None:
    try:
        import pypdfium2
    except ImportError:
        return None
    document = pypdfium2.PdfDocument(path)
    try:
        drawn = document[number - 1].render(scale=_DOTS_PER_INCH / 72).to_pil()
    finally:
        document.close()
    stored = io.BytesIO()
    drawn.convert("P", palette=1, colors=64).save(stored, "PNG", optimize=True)
    return stored.getvalue()


def _web_page(path: Path, size: str) -> bytes | None:
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page.png"
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}/profile"]
        options += [f"--window-size={size.replace('x', ',')}", f"--screenshot={target}", path.resolve().as_uri()]
        subprocess.run([browser, *options], capture_output=True, timeout=90, check=False)
        return target.read_bytes() if target.exists() else None
