"""Programs of the system that documents are looked at with. In continuous integration none of them may be missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from programs import do_without

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OFFICE = ("soffice", "libreoffice")
WITHOUT_NETWORK = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


def program(names: tuple[str, ...], variable: str) -> str:
    """The path of the first of these programs; without one the test fails under CI and is skipped elsewhere."""
    found = os.environ.get(variable) or next((path for name in names if (path := shutil.which(name))), None)
    if not found:
        do_without(f"none of {', '.join(names)} is installed, and {variable} names none")
    return found


def pdf_of_word(document: Path, folder: Path) -> Path:
    """A Word file as LibreOffice prints it."""
    office = program(OFFICE, "SOFFICE")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, document],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{document.stem}.pdf"
