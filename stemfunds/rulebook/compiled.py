"""The compiled rulebook: read from YAML once, then from JSON.

It stands in the wheel, made when the wheel was built, or in the user's cache. Either is used only if it was
made from exactly these rules by exactly this
code and arrived whole; otherwise it is made again, silently. JSON cannot run code, whoever wrote the cache.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from stemfunds.rulebook.files import combined_digest, pack_folders
from stemfunds.rulebook.find import rules_folder
from stemfunds.rulebook.model import Rulebook

_COPIES_KEPT = 4
_PACKAGE = Path(__file__).resolve().parent
SHIPPED = _PACKAGE.parent / "compiled" / "rulebook.json"
"""Where the wheel carries its compiled rulebook."""


def load_rulebook(packs: Sequence[Path] = (), folder: Path | None = None) -> Rulebook:
    """The federal rules (or those of another folder) with State packs on top, from a compiled copy where that is right.

    Raises UnusableInput with all problems when the rules themselves cannot be used.
    """
    source = folder or rules_folder()
    key = compiled_key("\n".join((combined_digest(source, packs), *pack_folders(source, packs))))
    found = read_compiled(SHIPPED, key) or read_compiled(_cached(key), key)
    if found is not None:
        return found
    from stemfunds.rulebook.loader import load_rulebook_folder

    rulebook = load_rulebook_folder(source, packs)
    _store(rulebook, key)
    return rulebook


def compiled_key(digest: str) -> str:
    """What a compiled rulebook must have been made from: the rules, and the code that reads them."""
    code = hashlib.sha256(digest.encode())
    for path in sorted((*_PACKAGE.glob("*.py"), *(_PACKAGE.parent / "reading").glob("*.py"))):
        code.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return code.hexdigest()


def write_compiled(rulebook: Rulebook, key: str, path: Path) -> None:
    """Store a compiled rulebook: a line with its key and checksum, then the JSON. Written beside and renamed."""
    import tempfile

    payload = msgspec.json.encode(rulebook)
    head = _head(key, payload)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as beside:
            beside.write(head + payload)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def read_compiled(path: Path, key: str) -> Rulebook | None:
    """The compiled rulebook of a file, or None if the file is missing, damaged, or made from something else."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    start = content.find(b"\n") + 1
    payload = memoryview(content)[start:]  # two megabytes that need no copy
    if content[:start] != _head(key, payload):
        return None
    try:
        return msgspec.json.decode(payload, type=Rulebook)
    except msgspec.MsgspecError:
        return None


def _head(key: str, payload: bytes | memoryview) -> bytes:
    return f"{key} {hashlib.sha256(payload).hexdigest()}\n".encode()


def _cached(key: str) -> Path:
    return _cache_folder() / f"rulebook-{key[:32]}.json"


def _cache_folder() -> Path:
    chosen = os.environ.get("STEMFUNDS_CACHE")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("stemfunds", appauthor=False))


def _store(rulebook: Rulebook, key: str) -> None:
    """Keep the compiled rulebook for the next run, and few older ones; a cache that cannot be written is no reason to fail."""
    try:
        write_compiled(rulebook, key, _cached(key))
        kept = sorted(_cache_folder().glob("rulebook-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in kept[_COPIES_KEPT:]:
            old.unlink()
    except OSError:
        return
