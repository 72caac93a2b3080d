"""What is written after a run, from its store alone: the page always, letters and checklists when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stemfunds.batch.errors import BatchError, NoSpaceError
from stemfunds.batch.journal import FULL
from stemfunds.batch.page.render import NAME, report_page
from stemfunds.batch.store import Store
from stemfunds.reporting.words import counted
from stemfunds.rulebook.model import Rulebook
from stemfunds.whole_file import write_whole

Watch = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Extras:
    """The folders for letters and for checklists; None where they are not wanted."""

    letters: Path | None = None
    checklists: Path | None = None

    @property
    def are_wanted(self) -> bool:
        """Whether there is anything to write beside the page."""
        return self.letters is not None or self.checklists is not None


def refuse_among_plans(extras: Extras, named: Iterable[str]) -> None:
    """Raise BatchError where checklists would lie in a folder of plans: they are workbooks, and the next run would read them."""
    if extras.checklists is None:
        return
    wanted = extras.checklists.resolve()
    for folder in named:
        if Path(folder).is_dir() and wanted.is_relative_to(Path(folder).resolve()):
            elsewhere = "the next run would read the checklists as plans; choose a folder outside of it"
            raise BatchError(f"--checklist {extras.checklists} lies in {folder}, a folder of plans: {elsewhere}")


def refuse_other_rules(store: Store, rulebook: Rulebook) -> None:
    """Raise BatchError where a store was judged by other rules than those at hand: their words would not fit its results."""
    if store.meta["rulebook_digest"] != rulebook.digest:
        again = "name the packs of that run with --rules, or judge the plans again: name them, with --resume"
        raise BatchError(f"{store.path}: these results are of another rulebook or of other State packs; {again}")


def write_extras(store: Store, rulebook: Rulebook, output: Path, extras: Extras, watch: Watch = lambda words: None) -> list[str]:
    """Write the page, and the letters and checklists that are wanted; gives a line for each folder.

    Raises NoSpaceError on a full disk and BatchError where a folder cannot be written.
    """
    said = []
    with _explained(output):
        watch("writing the report …")
        write_whole(output / NAME, report_page(store, rulebook))
    if extras.letters is not None:
        from stemfunds.batch.letters import write_letters

        with _explained(extras.letters):
            watch("writing the letters …")
            said.append(f"{extras.letters}  {counted(write_letters(store, rulebook, extras.letters), 'letter')}")
    if extras.checklists is not None:
        from stemfunds.batch.checklists import write_checklists

        with _explained(extras.checklists):
            watch("writing the checklists …")
            said.append(f"{extras.checklists}  {counted(write_checklists(store, rulebook, extras.checklists), 'checklist')}")
    return said


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """The errors of a disk, in words."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NoSpaceError(f"{folder}: the disk is full") from None
        raise BatchError(f"{folder}: cannot be written: {error.strerror}") from None
