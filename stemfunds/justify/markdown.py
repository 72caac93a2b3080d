"""The justification as Markdown, for reviews, portals and version control.

Text of a plan is escaped, so that no heading, link, image, table or HTML can come out of it.
"""

from __future__ import annotations

import re

from stemfunds.justify.document import Document, Span, Text
from stemfunds.justify.templating import environment, kind_of, paragraphs
from stemfunds.justify.words import symbol, verdict_words
from stemfunds.printable import printable

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&^])")
_DOLLAR = re.compile(r"\$(?![0-9])")
_AT_START = re.compile(r"^([-+=]|[0-9]+(?=[.)](\s|$)))")
_LINK = re.compile(r"(://|www\.|@)", re.IGNORECASE)
_UNSAFE_IN_ADDRESS = re.compile(r"[^A-Za-z0-9:/?&=._~%#+,;@-]")
_RULES = {"left": ":---", "right": "---:", "center": ":---:"}


def render(document: Document) -> bytes:
    """The bytes of a `.md` file, in UTF-8."""
    filled = environment(escape=False).get_template("justification.md.j2").render(document=document, **_HELPERS)
    return (re.sub(r"\n{3,}", "\n\n", filled).strip() + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """A text that Markdown shows as it is."""
    shown = _MARKUP.sub(r"\\\1", " ".join(printable(text).split()))
    shown = _AT_START.sub(lambda found: _backslash_before_last(found.group()), _DOLLAR.sub(r"\\$", shown))
    return _LINK.sub(lambda found: f"{found.group()[:-1]}&#{ord(found.group()[-1])};", shown)


def _backslash_before_last(start: str) -> str:
    """``-`` becomes ``\\-``; a digit cannot be escaped like that, so an entity stands in."""
    return f"&#{ord(start[0])};{start[1:]}" if start[0].isdigit() else f"\\{start}"


def line(text: Text) -> str:
    """A text on one line, each piece in its manner."""
    return "".join(_span(span) for span in text)


def _span(span: Span) -> str:
    body = span.text.strip()
    if not body:
        return span.text
    if span.manner == "missing":
        return f"**[{escaped(body.removeprefix('[').removesuffix(']'))}]**"
    shown = _in_manner(escaped(body), span)
    before = " " if span.text[0].isspace() else ""
    after = " " if span.text[-1].isspace() else ""
    return f"{before}{shown}{after}"


def _in_manner(shown: str, span: Span) -> str:
    if span.url:
        return f"[{shown}]({_UNSAFE_IN_ADDRESS.sub('', span.url)})"
    return f"**{shown}**" if span.manner == "strong" else shown


_HELPERS = {
    "escaped": escaped,
    "kind_of": kind_of,
    "line": line,
    "paragraphs": paragraphs,
    "rules_of_align": _RULES,
    "symbol": symbol,
    "verdict_words": verdict_words,
}
