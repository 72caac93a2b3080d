"""The reference of names in docs/templates.md, made from the classes that a template is checked against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stemfunds.justify.own_template.names import Names, classes, element, named, says_of
from stemfunds.justify.own_template.sandbox import KNOWN_FILTERS, OWN_FILTERS
from stemfunds.justify.own_template.values import Day, Dollars

BEGINS = "<!-- names: begin -->"
ENDS = "<!-- names: end -->"
_KINDS = {str: "text", int: "number", bool: "yes or no", Dollars: "money", Day: "date"}


def reference() -> str:
    """All names in tables, and the filters."""
    return "\n".join((BEGINS, *_tables(), *_filters(), "", ENDS))


def _tables() -> Iterator[str]:
    for one in classes():
        lead = "The names at the top" if one is Names else (one.__doc__ or "").strip()
        yield ""
        yield f"### {'At the top' if one is Names else _title(one)}"
        yield ""
        yield f"{lead.rstrip('.')}."
        yield ""
        yield "| name | is | what it is |"
        yield "| --- | --- | --- |"
        says = says_of(one)
        for name, of in named(one).items():
            yield f"| `{name}` | {_kind(of)} | {says[name]} |"


def _title(one: type) -> str:
    words = {"ClassNames": "object class", "OpenItemNames": "open item"}
    return words.get(one.__name__, one.__name__.removesuffix("Names").lower()).capitalize()


def _kind(of: Any) -> str:
    inner = element(of)
    if inner is not None:
        return f"list of [{_title(inner).lower()}](#{_title(inner).lower().replace(' ', '-')})"
    return _KINDS.get(of, f"[{_title(of).lower()}](#{_title(of).lower().replace(' ', '-')})")


def _filters() -> Iterator[str]:
    yield ""
    yield "### Filters"
    yield ""
    for name, function in OWN_FILTERS.items():
        yield f"- `{name}`: {(function.__doc__ or '').strip()}"
    yield f"- and from Jinja: {', '.join(f'`{name}`' for name in KNOWN_FILTERS)}"
