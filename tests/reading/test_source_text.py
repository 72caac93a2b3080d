"""Files that are no text files are refused before parsing, each with its own reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemfunds.reading.problems import UnusableInput
from stemfunds.reading.source_text import LARGEST_FILE, contents, decoded

from .told import refusal


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"", "p.yaml:1:1  the file is empty"),
        (b"  \n\t\n", "p.yaml:1:1  the file is empty"),
        (b"a: \xff", "p.yaml:1:4  byte 0xFF is not UTF-8; save the file as UTF-8"),
        (b"a: 1\nb: caf\xe9\n", "p.yaml:2:7  byte 0xE9 is not UTF-8; save the file as UTF-8"),
        ("a: 1\nb".encode("utf-16") + b"\0", "p.yaml:2:2  the file begins as UTF-16 and here is none; save it as UTF-8"),
        (b"\xfe\xff\0a\xdc\0", "p.yaml:1:2  the file begins as UTF-16 and here is none; save it as UTF-8"),
        (b"\xff\xfe", "p.yaml:1:1  the file is empty"),
        (b"\xff\xfea\0\0\0", "p.yaml:1:2  character U+0000 is not text; delete it"),
        (
            "a: 1".encode("utf-16-le"),
            "p.yaml:1:2  this is not a text file (it holds a NUL byte); save the plan as plain text in UTF-8",
        ),
        (b"a: 1\nb\0", "p.yaml:2:2  this is not a text file (it holds a NUL byte); save the plan as plain text in UTF-8"),
        (b"PK\x03\x04abc", "p.yaml:1:1  the file is an Excel, Word or zip file, not a text file"),
        (b"%PDF-1.7", "p.yaml:1:1  the file is a PDF, not a text file"),
        (b"a: b\x07c", "p.yaml:1:5  character U+0007 is not text; delete it"),
        ("a: \ufffe", "p.yaml:1:4  character U+FFFE is not text; delete it"),
        ("a: \ud800", "p.yaml:1:4  character U+D800 is not text; delete it"),
    ],
)
def test_refused(source: str | bytes, message: str) -> None:
    """The message says what the file is and what to do."""
    assert refusal(decoded, source) == message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_encodings_that_say_what_they_are(encoding: str) -> None:
    """Notepad saves in any of them."""
    text = "title: Café 1 – Ω"
    assert decoded((("\ufeff" if encoding == "utf-16-be" else "") + text).encode(encoding), "p.yaml") == text


def test_fifty_megabytes_are_refused_by_size_alone() -> None:
    """A huge file costs no parsing."""
    assert refusal(decoded, b"a" * (LARGEST_FILE * 10)) == (
        "p.yaml:1:1  the file has 50.0 MB; at most 5 MB are read. Split it, or check that it is the right file"
    )


@pytest.mark.parametrize("source", [b"\xef\xbb\xbfa: caf\xc3\xa9", "\ufeffa: café", "a: café"])
def test_utf8_with_and_without_byte_order_mark(source: str | bytes) -> None:
    """The mark that Windows editors write is not part of the first key."""
    assert decoded(source, "p.yaml") == "a: café"


def test_contents_of_a_missing_file(tmp_path: Path) -> None:
    """The message has the path as it was typed."""
    path = tmp_path / "no.yaml"
    with pytest.raises(UnusableInput) as refused:
        contents(path)
    assert str(refused.value) == f"{path}:1:1  there is no such file"


def test_contents_of_a_folder(tmp_path: Path) -> None:
    """A folder is named as what it is."""
    with pytest.raises(UnusableInput, match="this is a folder, not a file"):
        contents(tmp_path)


def test_contents_of_a_huge_file_are_not_read(tmp_path: Path) -> None:
    """The size is asked before the bytes are."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(UnusableInput, match=r"5\.0 MB"):
        contents(path)


def test_a_misspelt_file_is_named_by_its_neighbour(tmp_path: Path) -> None:
    """The file that is there, in the words of a shell."""
    (tmp_path / "plan.yaml").write_text("plan: 1", encoding="utf-8")
    (tmp_path / "plan.xlsx").write_bytes(b"")
    with pytest.raises(UnusableInput) as refused:
        contents(tmp_path / "plam.yaml")
    assert f'there is no such file (did you mean "{(tmp_path / "plan.yaml").as_posix()}"?)' in str(refused.value)
    with pytest.raises(UnusableInput) as other_suffix:
        contents(tmp_path / "plan.yml")
    assert "plan.yaml" in str(other_suffix.value)
    with pytest.raises(UnusableInput) as refused:
        contents(tmp_path / "amended.yaml")
    assert "did you mean" not in str(refused.value)
