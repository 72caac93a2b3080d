"""Citations in rule files: a source id and a pinpoint, `esea-4107 (a)(3)(C)`."""

from __future__ import annotations

from collections.abc import Mapping as MappingType

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.entry import Entry, as_text, listed
from stemfunds.rulebook.model import Citation, Source

_KEYS = frozenset({"source", "at", "confirmed"})


def read_citations(node: Node | None, sources: MappingType[str, Source], problems: Problems) -> tuple[Citation, ...]:
    """The citations of a rule; a source that is not in the catalogue is a problem."""
    if node is None:
        return ()
    if not listed(node):
        problems.add(node, "cite is empty; name a source and the place in it, such as esea-4107 (a)(3)")
    return tuple(_citation(part, sources, problems) for part in listed(node))


def is_confirmed(citation: Citation, sources: MappingType[str, Source]) -> bool:
    """Whether somebody read the source, or a report of it, including the point that is cited."""
    source = sources.get(citation.source)
    return citation.confirmed and source is not None and source.verified.how != "memory"


def _citation(node: Node, sources: MappingType[str, Source], problems: Problems) -> Citation:
    if isinstance(node, Mapping):
        entry = Entry(node, problems, _KEYS, "a citation")
        citation = Citation(entry.required_text("source"), entry.text("at"), entry.flag("confirmed", default=True))
    else:
        source, _, pinpoint = as_text(node, problems, "cite").partition(" ")
        citation = Citation(source, pinpoint.strip())
    if citation.source not in sources:
        nearest = nearest_name(citation.source, sources.keys())
        expected = "" if nearest else "; expected the id of a source and the place in it, such as esea-4107 (a)(3)"
        problems.add(node, f'unknown source "{citation.source}"{expected}', found=citation.source, nearest=nearest)
    return citation
