"""The store filled while plans are still judged: results that are there in the order of the input wait for nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from stemfunds.batch.building import Building
from stemfunds.batch.errors import BatchError
from stemfunds.batch.journal import Where
from stemfunds.batch.record import Record


class Ahead:
    """Adds results to the files of a folder as far as they have come. Where that fails, or is broken off in the middle of a
    result, it gives up: all that it did is done again in the end, from the journal.
    """

    def __init__(self, folder: Path, record_at: Callable[[Where], Record]) -> None:
        self._folder, self._record_at = folder, record_at
        self._building: Building | None = None
        self._has_given_up = False

    def go_on(self, places: Mapping[int, Where]) -> None:
        """Add the results that follow on those that are added."""
        if self._has_given_up:
            return
        try:
            building = self._building = self._building or Building(self._folder)
            while (number := building.last + 1) in places:
                building.add(number, self._record_at(places[number]))
        except BatchError:  # a full disk, say; the journal may still have room, and the end tells what is wrong
            self.give_up()
        except BaseException:
            self.give_up()
            raise

    def taken(self) -> Building:
        """The files as they are, or new ones where this one has given up; they are the caller's to finish and to close."""
        building, self._building = self._building, None
        return building or Building(self._folder)

    def give_up(self) -> None:
        """Take away what was written."""
        self._has_given_up = True
        if self._building is not None:
            with suppress(BatchError):
                self._building.close()
            self._building = None
