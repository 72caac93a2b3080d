"""LibreOffice without a window: recomputes workbooks, so that a test sees what a spreadsheet makes of the formulas."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

SOFFICE = shutil.which("soffice")


def without_values(content: bytes, target: Path) -> Path:
    """The same workbook with formulas whose values are taken out, so that whoever opens it must compute them."""
    target.with_suffix(".whole").write_bytes(content)
    with zipfile.ZipFile(target.with_suffix(".whole")) as whole, zipfile.ZipFile(target, "w") as bare:
        for name in whole.namelist():
            part = whole.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"</f><v>[^<]*</v>", b"</f>", part)
            bare.writestr(name, part)
    return target


def recomputed(paths: list[Path], folder: Path) -> dict[str, bytes]:
    """The workbooks as LibreOffice saves them, by name; nothing where this LibreOffice opens no workbooks."""
    assert SOFFICE is not None
    home = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [SOFFICE, "--headless", home, "--convert-to", "xlsx", "--outdir", str(folder / "out"), *map(str, paths)]
    subprocess.run(command, capture_output=True, check=False, timeout=240)
    return {path.name: (folder / "out" / path.name).read_bytes() for path in paths if (folder / "out" / path.name).is_file()}
