"""The journal keeps whole records and nothing else, wherever a run was cut off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemfunds.batch.errors import BatchError, NoSpaceError
from stemfunds.batch.journal import FOLDER, Entry, Journal, JournalFile

SETTINGS = '{"as_of":"2026-11-23"}'


def _journal(output: Path) -> Journal:
    (output / FOLDER).mkdir(exist_ok=True)
    return Journal(output)


def _written(output: Path, records: dict[str, bytes], number: int = 1, settings: str = SETTINGS) -> Path:
    journal = _journal(output)
    with JournalFile(journal.folder, number, settings) as file:
        for path, payload in records.items():
            file.append(Entry(path, f"sha of {path}", "allowable", 0.5), payload)
    return file.path


def _read(output: Path, settings: str = SETTINGS) -> dict[str, bytes]:
    journal = Journal(output)
    found = {path: journal.payload(kept.where) for path, kept in journal.kept(settings).items()}
    journal.close()
    return found


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """By the path of the plan, with its entry."""
    _written(tmp_path, {"a.yaml": b"one", "b.yaml": b""})
    assert _read(tmp_path) == {"a.yaml": b"one", "b.yaml": b""}
    assert Journal(tmp_path).kept(SETTINGS)["a.yaml"].entry == Entry("a.yaml", "sha of a.yaml", "allowable", 0.5)


def test_the_later_record_of_a_plan_counts(tmp_path: Path) -> None:
    """It was judged again because it had changed."""
    _written(tmp_path, {"a.yaml": b"old", "b.yaml": b"b"}, 1)
    _written(tmp_path, {"a.yaml": b"new"}, 10)
    assert _read(tmp_path) == {"a.yaml": b"new", "b.yaml": b"b"}
    assert Journal(tmp_path).next_number() == 11


def test_other_settings_are_another_matter(tmp_path: Path) -> None:
    """Records of other rules or of another day are not found, and can be cleared without the rest."""
    _written(tmp_path, {"a.yaml": b"old rules"}, 1, "old")
    _written(tmp_path, {"b.yaml": b"b"}, 2)
    assert (_read(tmp_path), _read(tmp_path, "old")) == ({"b.yaml": b"b"}, {"a.yaml": b"old rules"})
    assert Journal(tmp_path).settings() == SETTINGS
    Journal(tmp_path).clear_others(SETTINGS)
    assert (_read(tmp_path), _read(tmp_path, "old")) == ({"b.yaml": b"b"}, {})
    Journal(tmp_path).clear()
    assert (_read(tmp_path), Journal(tmp_path).settings(), Journal(tmp_path).next_number()) == ({}, None, 1)


def test_a_file_that_is_no_journal(tmp_path: Path) -> None:
    """It holds nothing."""
    _journal(tmp_path)
    (tmp_path / FOLDER / "000003.journal").write_bytes(b"something else")
    assert (_read(tmp_path), Journal(tmp_path).settings()) == ({}, None)


@given(data=st.data())
def test_wherever_it_is_cut(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """All records before the cut are there, the one that was cut is not, and nothing is read that was not written."""
    folder = tmp_path_factory.mktemp("cut")
    records = {f"{number}.yaml": bytes([number]) * number * 7 for number in range(5)}
    path = _written(folder, records)
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    found = _read(folder)
    assert found == dict(list(records.items())[: len(found)])
    if cut == len(whole):
        assert len(found) == len(records)


def test_a_damaged_record_ends_the_reading(tmp_path: Path) -> None:
    """A checksum tells."""
    path = _written(tmp_path, {"a.yaml": b"first", "b.yaml": b"second"})
    path.write_bytes(path.read_bytes().replace(b"second", b"Second"))
    assert _read(tmp_path) == {"a.yaml": b"first"}


def test_a_journal_that_shrinks_while_it_is_read(tmp_path: Path) -> None:
    """Somebody else has been at it; the message says so."""
    path = _written(tmp_path, {"a.yaml": b"first"})
    where = Journal(tmp_path).kept(SETTINGS)["a.yaml"].where
    os.truncate(path, 20)
    journal = Journal(tmp_path)
    with pytest.raises(BatchError, match="the journal was cut"):
        journal.payload(where)
    journal.close()
    path.unlink()
    with pytest.raises(BatchError, match="the journal cannot be read"):
        journal.payload(where)


def test_a_full_disk_leaves_whole_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record that found no room is taken back, and the next one goes where it stood."""
    journal, real = _journal(tmp_path), os.write
    entry = Entry("a.yaml", "", "allowable", 0.0)
    with JournalFile(journal.folder, 1, SETTINGS) as file:
        file.append(entry, b"fits")

        def no_room(handle: int, data: memoryview) -> int:
            if len(data) > 40:
                return real(handle, data[:40])
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "write", no_room)
        with pytest.raises(NoSpaceError, match="the disk is full"):
            file.append(Entry("b.yaml", "", "allowable", 0.0), b"x" * 90)
        monkeypatch.setattr(os, "write", real)
        file.append(Entry("c.yaml", "", "allowable", 0.0), b"fits again")
    assert _read(tmp_path) == {"a.yaml": b"fits", "c.yaml": b"fits again"}


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """The message names the output folder."""
    with pytest.raises(BatchError) as refused:
        JournalFile(tmp_path / "out" / FOLDER, 1, SETTINGS).append(Entry("a.yaml", "", "allowable", 0.0), b"")
    assert str(refused.value) == f"{tmp_path / 'out'}: cannot be written: No such file or directory"
