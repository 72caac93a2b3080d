"""What is wrong with an input file: one problem a line, all problems of a file at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, Protocol

if TYPE_CHECKING:
    from stemfunds.reading.nodes import Table


class Placed(Protocol):
    """Anything that knows where it stands in its file; the first line and column are 1."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to repair: where it stands, what was found, what is expected, the nearest right name.

    In a table, line and column are its row and column, and `place` says them in words.
    """

    file: str
    line: int
    column: int
    message: str
    found: str = ""
    expected: str = ""
    nearest: str = ""
    sheet: str = ""
    place: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else f"{self.file}:{self.line}:{self.column}"
        return f"{where}  {self.message}"


class UnusableInput(Exception):  # noqa: N818  (it names the input, not the program's error)
    """An input file cannot be used as it stands; printed, it is one line for each problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=_in_order))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[UnusableInput], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def _in_order(problem: Problem) -> tuple[str, str, Problem]:
    return problem.file, problem.sheet, problem


class Problems:
    """Collects the problems of one file, so that they can be told all at once."""

    __slots__ = ("_found", "file")

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Problem] = []

    def add(self, at: Placed, message: str, *, found: str = "", expected: str = "", nearest: str | None = None) -> None:
        """Note a problem at the place of `at`; a nearest right name is offered behind the message."""
        if nearest:
            message = f'{message} (did you mean "{nearest}"?)'
        table: Table | None = getattr(at, "table", None)
        if table is None:
            problem = Problem(self.file, at.line, at.column, message, found, expected, nearest or "")
        else:
            place = table.words(at.line, at.column)
            problem = Problem(table.file, at.line, at.column, message, found, expected, nearest or "", table.sheet, place)
        self._found.append(problem)

    def stop(self, at: Placed, message: str, *, found: str = "", expected: str = "", nearest: str | None = None) -> NoReturn:
        """Note a problem behind which nothing can be read, and give up with all problems so far."""
        self.add(at, message, found=found, expected=expected, nearest=nearest)
        raise UnusableInput(self._found)

    def raise_if_any(self) -> None:
        """End the reading here when something must be repaired first."""
        if self._found:
            raise UnusableInput(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)
