"""How much of each fact sheet is encoded, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from stemfunds.rulebook.model import Rulebook


def sheet_lines(rulebook: Rulebook) -> Iterator[str]:
    """Every row with what encodes it or why it is not a rule, and the totals."""
    rows = encoded = 0
    for sheet in rulebook.sheets.values():
        own = sum(bool(row.encoded_by) for row in sheet.rows)
        yield f"{sheet.title} ({sheet.id}): {own} of {len(sheet.rows)} rows encoded, {len(sheet.rows) - own} not a rule"
        for row in sheet.rows:
            yield f"    {row.row}: {', '.join(row.encoded_by) if row.encoded_by else 'not a rule: ' + row.not_a_rule}"
        rows, encoded = rows + len(sheet.rows), encoded + own
    yield f"{len(rulebook.sheets)} sheets, {rows} rows: {encoded} encoded, {rows - encoded} not a rule"
