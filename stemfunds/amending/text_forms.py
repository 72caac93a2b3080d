"""A comparison on a terminal, as Markdown and as one HTML page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from stemfunds.amending.comparison import Comparison
from stemfunds.amending.sections import MONEY_COLUMNS, Section, headline, sections
from stemfunds.amending.triggers import Triggered
from stemfunds.reporting.styled import Line, wrapped
from stemfunds.rulebook.model import Rulebook

_TEMPLATES = Path(__file__).parent / "templates"
_NARROWEST = 16
_NAMED = ("Before", "After")
"""Columns whose figures could be taken for each other where a row is told without its heads."""


def table_lines(comparison: Comparison, triggers: Sequence[Triggered], rulebook: Rulebook, width: int) -> Iterator[Line]:
    """The comparison for a terminal; the last column of a table is wrapped where it has to be."""
    yield from wrapped(comparison.new.plan.title, width, 0, "title")
    yield from wrapped(_between(comparison), width, 0, "quiet")
    yield []
    yield from wrapped(headline(comparison), width, 0)
    for section in sections(comparison, triggers, rulebook):
        if section.rows or section.title.startswith("Needs"):
            yield []
            yield [(section.title, "title")]
            yield from _drawn(section, width)


def _drawn(section: Section, width: int) -> Iterator[Line]:
    if not section.rows:
        yield [(f"  {section.none}", "quiet")]
        return
    widths = [max(len(row[n]) for row in (section.columns, *section.rows)) for n in range(len(section.columns))]
    room = width - 2 - 2 * (len(widths) - 1)
    longest = 0 if section.columns[-1] in MONEY_COLUMNS else len(widths) - 1
    widths[longest] = max(_NARROWEST, min(widths[longest], room - sum(widths) + widths[longest]))
    if sum(widths) > room:  # too narrow for columns: one value below the other
        yield from _listed(section, width)
        return
    yield from _row(section.columns, widths, section, "quiet")
    for row in section.rows:
        yield from _row(row, widths, section, "")


def _row(cells: tuple[str, ...], widths: list[int], section: Section, style: str) -> Iterator[Line]:
    import textwrap

    columns = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, columns))):
        parts = [column[number] if number < len(column) else "" for column in columns]
        told = [_aligned(part, width, name) for part, width, name in zip(parts, widths, section.columns, strict=True)]
        yield [("  " + "  ".join(told), style)]


def _aligned(text: str, width: int, column: str) -> str:
    return f"{text:>{width}}" if column in MONEY_COLUMNS else f"{text:<{width}}"


def _listed(section: Section, width: int) -> Iterator[Line]:
    for row in section.rows:
        head: Line = [("  ", ""), (row[0], "rule"), ("  ", "")]
        told = (
            cell if name not in _NAMED else f"{name.lower()} {cell}"
            for name, cell in zip(section.columns[1:], row[1:], strict=True)
        )
        yield from wrapped("; ".join(told), width, 6, first=head)


def markdown(comparison: Comparison, triggers: Sequence[Triggered], rulebook: Rulebook) -> str:
    """The comparison as Markdown."""
    from stemfunds.reporting.markdown_report import escaped

    lines = [f"# {escaped(comparison.new.plan.title)}: what changed", "", escaped(_between(comparison)), ""]
    lines += [escaped(headline(comparison)), ""]
    for section in sections(comparison, triggers, rulebook):
        lines += [f"## {section.title}", ""]
        if not section.rows:
            lines += [section.none, ""]
            continue
        marks = ["---:" if column in MONEY_COLUMNS else "---" for column in section.columns]
        for row in (section.columns, marks, *([escaped(cell) for cell in row] for row in section.rows)):
            lines.append(f"| {' | '.join(row)} |")
        lines.append("")
    return "\n".join(lines)


def page(comparison: Comparison, triggers: Sequence[Triggered], rulebook: Rulebook) -> str:
    """The comparison as one self-contained HTML page."""
    from stemfunds.templates import templates

    return (
        templates(_TEMPLATES, escape=True)
        .get_template("comparison.html")
        .render(
            title=comparison.new.plan.title,
            between=_between(comparison),
            headline=headline(comparison),
            sections=sections(comparison, triggers, rulebook),
            money_columns=MONEY_COLUMNS,
        )
    )


def _between(comparison: Comparison) -> str:
    old, new = comparison.old, comparison.new
    packs = f"rules {new.rulebook_version}, {new.rulebook_digest[:19]}"
    return f"{new.plan.district.name}: from {old.plan.path} to {new.plan.path}. As of {new.as_of}; {packs}"
