"""Side files: what is wrong in one is told at once, at its place, with the nearest right name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, Field

from stemfunds.reading.problems import UnusableInput
from stemfunds.reading.side_file import read_side_file


class Strict(BaseModel):
    """A model that takes no field it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(Strict):
    """An accepted finding."""

    rule: str
    until: date | None = None
    most: int = Field(default=1, ge=1)


class Kept(Strict):
    """What a side file of these tests holds."""

    state: str
    entries: list[Entry] = []


def _written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("kept.yaml", "state: OH\nentries:\n  - {rule: R-1, until: 2027-06-30, most: 2}\n"),
        ("kept.json", '{"state": "OH", "entries": [{"rule": "R-1", "until": "2027-06-30", "most": 2}]}'),
        ("kept.toml", 'state = "OH"\n[[entries]]\nrule = "R-1"\nuntil = 2027-06-30\nmost = 2\n'),
    ],
)
def test_three_forms_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    kept = read_side_file(_written(tmp_path, name, text), Kept)
    assert kept == Kept(state="OH", entries=[Entry(rule="R-1", until=date(2027, 6, 30), most=2)])


def test_all_mistakes_at_once_each_at_its_place(tmp_path: Path) -> None:
    path = _written(
        tmp_path,
        "kept.yaml",
        "sate: OH\nentries:\n  - {rule: R-1, untill: 2027-06-30}\n  - {until: soon}\n  - {rule: R-2, most: 0}\n",
    )
    with pytest.raises(UnusableInput) as refused:
        read_side_file(path, Kept)
    told = [(one.line, one.column, one.message) for one in refused.value.problems]
    assert told == [
        (1, 1, 'field "state" is missing'),
        (1, 1, 'unknown field "sate" (did you mean "state"?)'),
        (3, 17, 'unknown field "untill" of entry 1 of entries (did you mean "until"?)'),
        (4, 5, 'field "rule" of entry 2 of entries is missing'),
        (4, 13, 'until of entry 2 of entries: found "soon"; expected a date as YYYY-MM-DD, such as 2026-07-01'),
        (5, 23, 'most of entry 3 of entries: found "0"; input should be greater than or equal to 1'),
    ]


def test_toml_is_searched_for_the_name(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput) as refused:
        read_side_file(_written(tmp_path, "kept.toml", 'state = "OH"\n\n[[entries]]\nrule = "R-1"\n  most = 0\n'), Kept)
    assert [(one.line, one.column) for one in refused.value.problems] == [(5, 3)]


def test_broken_toml_has_its_place(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput) as refused:
        read_side_file(_written(tmp_path, "kept.toml", 'state = "OH"\nentries = [\n'), Kept)
    (problem,) = refused.value.problems
    assert problem.message.startswith("this is not TOML: ")
    assert problem.line in (2, 3)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="there is no such file"):
        read_side_file(tmp_path / "none.yaml", Kept)
