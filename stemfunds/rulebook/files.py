"""The files of a rules folder: found, read, and digested by content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Place, Scalar, Sequence, described
from stemfunds.reading.problems import Problems, UnusableInput
from stemfunds.reading.yaml_reader import read_yaml
from stemfunds.rulebook.entry import as_text, listed

TESTS_SUFFIX = ".tests.yaml"


_NEEDED = {
    "ladder": "the questions, in their order",
    "goals": "what STEM money is for",
    "object_classes": "the columns of a budget",
    "frameworks": "the rules that funds share",
    "reasons": "why a cost is not allowable",
    "weights": "what kinds of sources there are, the weightiest first",
    "groups": "the groups of activity kinds",
    "kinds": "what an activity is",
    "items": "what a line buys",
    "facts": "what rules may ask",
    "sources": "what rules cite",
    "notices": "what the program itself says",
}
"""The lists that any rules of a fund need, with what each holds."""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file of rules, read but not yet understood. `name` is its path as messages print it; `pack` the pack's folder."""

    name: str
    root: Mapping
    problems: Problems
    pack: str = ""

    @property
    def owner(self) -> str | None:
        """The fund or framework whose rules the file holds, or to which a pack adds."""
        names = ("adds_to",) if self.pack else ("fund", "framework")
        node = next((found for name in names if (found := self.root.get(name)) is not None), None)
        return node.text if isinstance(node, Scalar) else None

    def entries(self, key: str) -> Iterator[Node]:
        """The members of the list behind a top-level key; none when the key is absent."""
        found = self.root.get(key)
        if found is None:
            return
        if isinstance(found, Sequence):
            yield from found
        else:
            self.problems.add(found, f"{key}: expected a list, found {described(found)}")


def pairs_of(node: Node | None) -> list[tuple[Scalar, Node]]:
    """The names of a mapping with their values; none where it is something else."""
    return node.entries if isinstance(node, Mapping) else []


def texts_of(files: Iterable[RuleFile], key: str) -> tuple[str, ...]:
    """What stands behind a top-level key in all files: a text, or a list of texts."""
    found = [(file, node) for file in files if (node := file.root.get(key)) is not None]
    return tuple(as_text(part, file.problems, key) for file, node in found for part in listed(node))


def rule_paths(folder: Path) -> list[Path]:
    """All rule files below a folder in a stable order, without the tests."""
    return sorted(path for path in folder.rglob("*.yaml") if not path.name.endswith(TESTS_SUFFIX))


def test_paths(folder: Path) -> list[Path]:
    """All files of rule tests below a folder, in a stable order."""
    return sorted(folder.rglob("*" + TESTS_SUFFIX))


def content_digest(folder: Path) -> str:
    """SHA-256 over names and contents of the rule files, the same on every machine: `sha256:…`."""
    digest = hashlib.sha256()
    for path in rule_paths(folder):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + content + b"\0")
    return "sha256:" + digest.hexdigest()


def combined_digest(folder: Path, packs: Iterable[Path]) -> str:
    """The digest of the federal rules, or of them and the packs on top, in the order in which they were named."""
    digests = [content_digest(part) for part in (folder, *pack_folders(folder, packs).values())]
    if len(digests) == 1:
        return digests[0]
    parts = "\n".join(digests)
    return "sha256:" + hashlib.sha256(parts.encode()).hexdigest()


def pack_folders(folder: Path, packs: Iterable[Path]) -> dict[str, Path]:
    """The folders of State packs, each once, by the name that messages give them: no two have the same, and none
    that of the federal rules.
    """
    named: dict[str, Path] = {}
    for path in dict.fromkeys(pack.resolve() for pack in packs):
        name = path.name
        named[path.as_posix() if name in named or name in ("", folder.resolve().name) else name] = path
    return named


def read_files(folder: Path, pack: str = "") -> tuple[list[RuleFile], list[Problems]]:
    """Every rule file as nodes; a file that is not YAML contributes its problems only."""
    files: list[RuleFile] = []
    broken: list[Problems] = []
    for path in rule_paths(folder):
        name = (Path(pack or folder.name) / path.relative_to(folder)).as_posix()
        problems = Problems(name)
        try:
            root = read_yaml(path.read_bytes(), name)
        except UnusableInput as unusable:
            broken.append(_as_problems(name, unusable))
            continue
        if isinstance(root, Mapping):
            files.append(RuleFile(name, root, problems, pack))
        else:
            problems.add(root, f"expected a mapping of sections, found {described(root)}")
            broken.append(problems)
    if pack:
        broken += [
            _overlooked(path, (Path(pack) / path.relative_to(folder)).as_posix()) for path in sorted(folder.rglob("*.yml"))
        ]
    return files, broken


def missing_lists(files: Iterable[RuleFile], folder: str) -> list[Problems]:
    """The lists without which no fund can be judged, where rules of a fund have none: each is told once, and nothing else.

    Every word of such a list would seem unknown wherever it is used.
    """
    federal = [file for file in files if not file.pack]
    if not any("fund" in file.root for file in federal):
        return []
    problems = Problems(folder)
    for key, holds in _NEEDED.items():
        if not any(key in file.root for file in federal):
            message = f'these rules have no list "{key}" ({holds}); copy it from those of stemfunds and change what differs'
            problems.add(Place(1, 1), message, expected=key)
    return [problems] if problems else []


def _overlooked(path: Path, name: str) -> Problems:
    """A file of a pack that nobody would read: rules that their writer believes to be in force."""
    problems = Problems(name)
    problems.add(Place(1, 1), f'rules stand in files that end in .yaml; call it "{path.stem}.yaml"')
    return problems


def refuse_unknown_keys(file: RuleFile, known: Iterable[str]) -> None:
    """Note every top-level key that no reader takes."""
    names = frozenset(known)
    for key, _ in file.root:
        if key.text not in names:
            file.problems.add(key, f'unknown key "{key.text}"', found=key.text, nearest=nearest_name(key.text, names))


def _as_problems(name: str, unusable: UnusableInput) -> Problems:
    problems = Problems(name)
    for problem in unusable.problems:
        problems.add(problem, problem.message)
    return problems
