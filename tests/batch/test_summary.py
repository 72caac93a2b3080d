"""What a batch came to, as it is printed."""

from __future__ import annotations

import pytest

from stemfunds.batch.summary import Failure, Summary, verdict_lines
from stemfunds.judging.verdicts import Verdict
from stemfunds.reporting.styled import plain

COUNTS = {
    Verdict.NOT_ALLOWABLE: 1_410,
    Verdict.NEEDS_INFORMATION: 385,
    Verdict.WITH_CONDITIONS: 690,
    Verdict.ALLOWABLE: 12,
}
MANY = Summary(2_510, 10, False, 0, COUNTS, {}, [], [Failure("a.json", "It is empty.", 1)] * 3, [])


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_the_counts_fit_the_terminal(width: int) -> None:
    """A count is never broken, and every count is there."""
    lines = [plain(line) for line in verdict_lines(MANY, width)]
    assert max(map(len, lines)) <= width
    assert " ".join(line.strip() for line in lines) == (
        "2,510 plans: ✗ 1,410 not allowable, ? 385 needs information, ✓ 690 with conditions, ✓ 12 allowable, "
        "! 3 broken, 10 not judged yet."
    )
    assert all(line.endswith((",", ".")) for line in lines)
