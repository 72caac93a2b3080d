"""What a long search is at, on a terminal only: a line that goes when the search ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

Watch = Callable[[str], None]


@contextmanager
def searching(stream: IO[str], *, no_color: bool) -> Iterator[Watch]:
    """Shows the words of the step at hand, with the time since the beginning; silent where nobody looks."""
    if not stream.isatty():
        yield lambda words: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(file=stream, no_color=no_color, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as drawn:
        task = drawn.add_task("", total=None)
        yield lambda words: drawn.update(task, description=words, refresh=True)
