"""All readers of single values stand in one place."""

from __future__ import annotations

from stemfunds.reading import scalars


def test_every_promised_reader_is_there() -> None:
    """The exported names exist, and none is listed twice."""
    assert len(scalars.__all__) == len(set(scalars.__all__))
    assert all(hasattr(scalars, name) for name in scalars.__all__)
