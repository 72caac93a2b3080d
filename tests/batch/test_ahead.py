"""Results are put into the files while others are judged, and whatever disturbs that is made good in the end."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from stemfunds.batch.ahead import Ahead
from stemfunds.batch.building import Building
from stemfunds.batch.errors import NoSpaceError
from stemfunds.batch.journal import Where
from stemfunds.batch.record import Record

from .conftest import META


class Records:
    """Records by the offset of their place; reading number `fails` ends in an error."""

    def __init__(self, records: list[Record], fails: int = 0, error: type[BaseException] = RuntimeError) -> None:
        self.records, self.fails, self.error = records, fails, error
        self.read: list[int] = []

    def at(self, where: Where) -> Record:
        """One of them."""
        if where.offset == self.fails:
            raise self.error
        self.read.append(where.offset)
        return self.records[where.offset - 1]


def places(*numbers: int) -> dict[int, Where]:
    """Where results of these numbers stand."""
    return {number: Where("000001.journal", number, 1) for number in numbers}


def finished(going: Ahead, records: list[Record]) -> None:
    """Add what is missing, and finish."""
    with closing(going.taken()) as building:
        for number in range(building.last + 1, len(records) + 1):
            building.add(number, records[number - 1])
        building.finish(META)


def same(folder: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes, and nothing else."""
    one, two = ({path.name: path.read_bytes() for path in where.iterdir()} for where in (folder, other))
    return one == two


def test_results_are_added_in_the_order_of_the_input(records: list[Record], store_folder: Path, tmp_path: Path) -> None:
    """A result waits for those before it, is read once, and the files are those of a store built in one go."""
    known = Records(records)
    going = Ahead(tmp_path, known.at)
    going.go_on(places(2, 3))
    assert known.read == []
    going.go_on(places(1, 2, 3))
    assert known.read == [1, 2, 3]
    finished(going, records)
    assert known.read == [1, 2, 3]
    assert same(tmp_path, store_folder)


@pytest.mark.parametrize("error", [KeyboardInterrupt, NoSpaceError])
def test_broken_off_in_the_middle(error: type[BaseException], records: list[Record], store_folder: Path, tmp_path: Path) -> None:
    """What it has begun is taken away; an interrupt goes on to the run, a full disk waits for the end; all is done again then."""
    going = Ahead(tmp_path, Records(records, fails=3, error=error).at)
    if error is KeyboardInterrupt:
        with pytest.raises(KeyboardInterrupt):
            going.go_on(places(1, 2, 3, 4))
    else:
        going.go_on(places(1, 2, 3, 4))
    assert list(tmp_path.iterdir()) == []
    going.go_on(places(1, 2, 3, 4))
    assert list(tmp_path.iterdir()) == []
    finished(going, records)
    assert same(tmp_path, store_folder)


def test_a_result_of_which_half_is_added(
    records: list[Record], store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interrupt between the store and the CSV file leaves no file that holds one and lacks the other."""
    going = Ahead(tmp_path, Records(records).at)
    going.go_on(places(1))

    def interrupted(self: Building, number: int, record: Record) -> None:
        self._filling.add(number, record)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Building, "add", interrupted)
        with pytest.raises(KeyboardInterrupt):
            going.go_on(places(1, 2))
    finished(going, records)
    assert same(tmp_path, store_folder)


def test_given_up_it_leaves_nothing(records: list[Record], tmp_path: Path) -> None:
    """A run that ends with an error takes its half-written files with it."""
    going = Ahead(tmp_path, Records(records).at)
    going.go_on(places(1, 2))
    assert len(list(tmp_path.iterdir())) == 4
    going.give_up()
    going.give_up()
    assert list(tmp_path.iterdir()) == []
