"""The justification as a PDF file: tagged for screen readers, with bookmarks, the same bytes on every machine.

The look stands in `templates/pdf/`, a Typst program that draws what it is given as data. Text of a plan is never
part of the program, so it can never become markup. Only the fonts inside the compiler are used.
"""

from __future__ import annotations

import json
from typing import Final

from stemfunds.justify.document import Document
from stemfunds.justify.pdf_data import data_of
from stemfunds.justify.pdf_signs import Lettering
from stemfunds.justify.templating import TEMPLATES

STANDARD: Final = "ua-1"
"""PDF/UA-1, the accessible kind: the compiler refuses what would not keep to it."""


def render(document: Document) -> bytes:
    """The bytes of a `.pdf` file."""
    import typst

    lettering = Lettering()
    data = data_of(document, lettering)
    data["unshown"] = lettering.unshown
    folder = TEMPLATES / "pdf"
    return typst.compile(
        folder / "main.typ",
        root=folder,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=STANDARD,
        sys_inputs={"document": json.dumps(data)},
    )
