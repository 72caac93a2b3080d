"""What can be wrong with a call for a justification."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class UnknownFormatError(ValueError):
    """The suffix of the file names no format that a justification can be written in."""

    def __init__(self, path: Path, known: Iterable[str]) -> None:
        self.path = path
        self.known = tuple(known)
        found = f'not as "{path.suffix}"' if path.suffix else "and this name has no suffix"
        super().__init__(f"{path}: a justification is written as {_either(self.known)}, {found}")


def _either(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


class UnusableFileError(ValueError):
    """A template or a form, or what is asked of it, cannot be used; printed, it is one line for each mistake."""


class SumsDifferError(ValueError):
    """Two sums of the same money differ: the result that was handed in is not whole."""

    def __init__(self, what: str, found: int, expected: int) -> None:
        super().__init__(f"{what}: the parts add up to {found} cents, the whole says {expected} cents")
