"""The compiled rulebook: used only when it is right, made again in silence when it is not."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from tiny import write

from stemfunds.rulebook import compiled, loader
from stemfunds.rulebook.compiled import compiled_key, load_rulebook, read_compiled, write_compiled
from stemfunds.rulebook.files import content_digest
from stemfunds.rulebook.loader import load_rulebook_folder
from stemfunds.rulebook.model import Rulebook


@pytest.fixture
def rules_folder(tmp_path: Path) -> Path:
    """The tiny rulebook as files."""
    return write(tmp_path)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, named by STEMFUNDS_CACHE."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("STEMFUNDS_CACHE", str(folder))
    return folder


def cached_file(cache: Path) -> Path:
    """The one file of the cache."""
    (found,) = cache.iterdir()
    return found


def sealed(key: str, payload: bytes) -> bytes:
    """A cache file with a right key and checksum, whatever is in it."""
    return f"{key} {hashlib.sha256(payload).hexdigest()}\n".encode() + payload


def test_the_first_run_reads_the_rules_and_the_next_the_cache(
    rules_folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The YAML is not opened a second time, and both are the same rulebook."""
    first = load_rulebook(folder=rules_folder)
    assert cached_file(cache).name.endswith(".json")
    monkeypatch.setattr(loader, "load_rulebook_folder", _never)
    assert load_rulebook(folder=rules_folder) == first == loader.read_rulebook_folder(rules_folder)[0]


def _never(*_: object) -> Rulebook:
    raise AssertionError("the rules were read again")


def test_everything_survives_compiling(federal: Rulebook, tmp_path: Path) -> None:
    """All conditions, operands and texts of the federal rules come back equal."""
    path = tmp_path / "rulebook.json"
    write_compiled(federal, "key", path)
    assert read_compiled(path, "key") == federal


@pytest.mark.parametrize(
    "damage",
    [
        lambda content, key: b"",
        lambda content, key: content[: len(content) // 2],
        lambda content, key: content[:-1],
        lambda content, key: content.replace(b"robotics", b"robotocs", 1),
        lambda content, key: b"\xff\xfe\x00" + content,
        lambda content, key: content.replace(key.encode(), b"0" * 64, 1),
        lambda content, key: content.partition(b"\n")[2],
        lambda content, key: sealed(key, b'{"version": "1"}'),
        lambda content, key: sealed(key, b'["something", "else"]'),
        lambda content, key: sealed(key, b"null"),
        lambda content, key: sealed(key, b"not json"),
        lambda content, key: sealed(key, content.partition(b"\n")[2].replace(b'"version":', b'"varsion":', 1)),
        lambda content, key: sealed(key, b"[" * 100_000),
    ],
    ids=[
        "empty",
        "half",
        "one byte short",
        "one letter changed",
        "binary in front",
        "another key",
        "no head",
        "a part missing",
        "a list",
        "null",
        "not JSON",
        "another key in it",
        "nested without end",
    ],
)
def test_a_damaged_or_foreign_copy_is_made_again(
    rules_folder: Path, cache: Path, damage: object, capfd: pytest.CaptureFixture[str]
) -> None:
    """Without a word, and the cache is whole afterwards."""
    right = load_rulebook(folder=rules_folder)
    whole = cached_file(cache).read_bytes()
    key = whole.partition(b" ")[0].decode()
    assert callable(damage)
    cached_file(cache).write_bytes(damage(whole, key))
    assert load_rulebook(folder=rules_folder) == right
    assert cached_file(cache).read_bytes() == whole
    assert capfd.readouterr() == ("", "")


def test_changed_rules_are_read_again(rules_folder: Path, cache: Path) -> None:
    """A cache from yesterday's rules is never used for today's."""
    before = load_rulebook(folder=rules_folder)
    path = rules_folder / "fund.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("purpose: STEM.", "purpose: Science."), encoding="utf-8")
    after = load_rulebook(folder=rules_folder)
    assert (before.funds["stem-fund"].purpose, after.funds["stem-fund"].purpose) == ("STEM.", "Science.")
    assert before.digest != after.digest


def test_another_program_makes_its_own_copy(rules_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The key holds the code that reads the rules, so that a new version never trusts an old copy."""
    key = compiled_key("sha256:same")
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "loader.py").write_text("# other code\n", encoding="utf-8")
    monkeypatch.setattr(compiled, "_PACKAGE", tmp_path / "code")
    assert compiled_key("sha256:same") != key


def test_the_copy_in_the_wheel_comes_first(
    rules_folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wheel's own copy needs no cache at all; one that does not fit is passed over."""
    shipped = tmp_path / "rulebook.json"
    monkeypatch.setattr(compiled, "SHIPPED", shipped)
    write_compiled(load_rulebook_folder(rules_folder), compiled_key(content_digest(rules_folder)), shipped)
    monkeypatch.setattr(loader, "load_rulebook_folder", _never)
    assert load_rulebook(folder=rules_folder).version == "1"
    assert not cache.exists()
    monkeypatch.undo()
    monkeypatch.setenv("STEMFUNDS_CACHE", str(cache))
    shipped.write_bytes(b"stale")
    assert load_rulebook(folder=rules_folder).version == "1"


@pytest.mark.parametrize("place", ["a file", "below a file"])
def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(
    rules_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """A managed laptop may have no writable cache; the rules are read each time."""
    blocked = tmp_path / "blocked"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("STEMFUNDS_CACHE", str(blocked if place == "a file" else blocked / "cache"))
    assert load_rulebook(folder=rules_folder).version == "1"
    assert blocked.read_text(encoding="utf-8") == ""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_read_only_cache(rules_folder: Path, cache: Path) -> None:
    """Neither does a folder without permission to write."""
    cache.mkdir(mode=0o500)
    assert load_rulebook(folder=rules_folder).version == "1"


def test_nothing_half_written_is_left(rules_folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last step fails, the file beside it goes, too."""

    def refuse(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", refuse)
    assert load_rulebook(folder=rules_folder).version == "1"
    assert list(cache.iterdir()) == []


def test_line_ends_do_not_matter(tmp_path: Path) -> None:
    """A checkout on Windows has the same digest."""
    unix = write(tmp_path)
    (tmp_path / "other").mkdir()
    dos = write(tmp_path / "other")
    for path in dos.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert content_digest(unix) == content_digest(dos)
