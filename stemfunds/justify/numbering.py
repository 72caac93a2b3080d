"""Tables and charts get their numbers when a document is put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from stemfunds.justify.document import Block, Section, StackedBars, Table, Timeline


def numbered(sections: Iterable[Section]) -> list[Section]:
    """The same sections with their tables, and their charts, numbered in the order of reading."""
    of_tables, of_charts = count(1), count(1)

    def inside(section: Section) -> Section:
        blocks = tuple(_with_number(block, of_tables, of_charts) for block in section.blocks)
        return replace(section, blocks=blocks, parts=tuple(inside(part) for part in section.parts))

    return [inside(section) for section in sections]


def _with_number(block: Block, of_tables: Iterator[int], of_charts: Iterator[int]) -> Block:
    if isinstance(block, Table):
        return replace(block, number=next(of_tables))
    return replace(block, number=next(of_charts)) if isinstance(block, StackedBars | Timeline) else block
