"""The justification as a Word document: real styles, headings and tables, the same bytes for the same input.

The look stands in `templates/word/`: `styles.xml` and its neighbours are parts of an ordinary Word package,
the `.j2` files are filled with the document. Text of a plan only ever passes through the escaping of the
templates, so it can never become markup.
"""

from __future__ import annotations

from stemfunds.justify.document import Document
from stemfunds.justify.packing import zipped
from stemfunds.justify.templating import environment, is_wordy, kind_of, paragraphs, verdict_name
from stemfunds.justify.word_sizes import smaller
from stemfunds.justify.word_widths import TALL_WIDTH, WIDE_WIDTH, column_widths
from stemfunds.justify.words import plain, strong, symbol, verdict_words

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/document.xml": "document.xml.j2",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml.j2",
    "word/fontTable.xml": "fontTable.xml",
    "word/theme/theme1.xml": "theme.xml",
    "word/header1.xml": "header.xml.j2",
    "word/header2.xml": "header.xml.j2",
    "word/footer1.xml": "footer.xml.j2",
    "word/footer2.xml": "footer.xml.j2",
    "docProps/core.xml": "core.xml.j2",
    "docProps/app.xml": "app.xml",
    "word/_rels/document.xml.rels": "document_rels.xml.j2",
}
"""Part of the package to template. The relations come last, when all links are known."""

_MANNERS = {"strong": "Strong", "quiet": "Quiet", "missing": "Missing"}
_ROLES = {"body": "Normal", "lead": "Lead", "note": "Note"}
_VERDICT_COLORS = {
    "Allowable": "2B6636",
    "WithConditions": "8A5200",
    "NeedsInformation": "5B3E96",
    "NotAllowable": "9B1C1C",
}


def render(document: Document) -> bytes:
    """The bytes of a `.docx` file."""
    links = _Links()
    templates = environment(escape=True)
    parts: dict[str, bytes] = {}
    for part, name in PARTS.items():
        template = templates.get_template(f"word/{name}")
        filled = template.render(
            document=document,
            width=WIDE_WIDTH if part.endswith("2.xml") else TALL_WIDTH,
            link=links.id_of,
            links=links.known,
            **_HELPERS,
        )
        parts[part] = (smaller(filled) if document.is_short and name == "styles.xml" else filled).encode("utf-8")
    return zipped(parts)


class _Links:
    """The targets of links, each with one id, in the order in which they appear."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def id_of(self, url: str) -> str:
        return self.known.setdefault(url, f"rIdLink{len(self.known) + 1}")


_HELPERS = {
    "column_widths": column_widths,
    "is_wordy": is_wordy,
    "kind_of": kind_of,
    "paragraphs": paragraphs,
    "plain": plain,
    "strong": strong,
    "styles_of_manner": _MANNERS,
    "styles_of_role": _ROLES,
    "symbol": symbol,
    "verdict_color": lambda verdict: _VERDICT_COLORS[verdict_name(verdict)],
    "verdict_style": verdict_name,
    "verdict_words": verdict_words,
}
