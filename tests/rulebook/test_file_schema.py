"""The schema of rule files: it takes every file that the loader takes, and sees the mistakes that it can see."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import tiny
from jsonschema import Draft202012Validator

from stemfunds.reading.nodes import Mapping, Node, Sequence
from stemfunds.reading.yaml_reader import read_yaml
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.file_schema import rule_file_schema
from stemfunds.rulebook.files import rule_paths
from stemfunds.rulebook.find import rules_folder

PACKS = Path(__file__).resolve().parents[2] / "examples" / "state-packs"
TITLE_IV_A = rules_folder() / "funds" / "title-iv-a.yaml"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(rule_file_schema(load_rulebook([])))


def _read(path: Path, typed: bool = False) -> Any:
    """A file as mappings, lists and texts; `typed`, with numbers and booleans where an editor sees them."""
    return _plain(read_yaml(path.read_bytes(), str(path)), typed)


def _plain(node: Node, typed: bool) -> Any:
    if isinstance(node, Mapping):
        return {key.text: _plain(value, typed) for key, value in node}
    if isinstance(node, Sequence):
        return [_plain(item, typed) for item in node]
    if typed and not node.quoted:
        if node.text in ("yes", "no"):
            return node.text == "yes"
        if node.text.isdecimal():
            return int(node.text)
    return node.text


def test_it_is_a_schema(tmp_path: Path) -> None:
    Draft202012Validator.check_schema(rule_file_schema(tiny.rulebook_with(tmp_path, "")))


@pytest.mark.parametrize("path", rule_paths(rules_folder()), ids=lambda path: path.stem)
def test_every_rule_file_fits(validator: Draft202012Validator, path: Path) -> None:
    assert [error.message for error in validator.iter_errors(_read(path))] == []


def test_files_fit_as_an_editor_reads_them(validator: Draft202012Validator) -> None:
    """With numbers and booleans in the place of words."""
    assert [error.message for error in validator.iter_errors(_read(TITLE_IV_A, typed=True))] == []


@pytest.mark.parametrize("pack", sorted(path.name for path in PACKS.iterdir() if path.is_dir()))
def test_packs_fit_under_their_own_words(pack: str) -> None:
    validator = Draft202012Validator(rule_file_schema(load_rulebook([PACKS / pack])))
    for path in rule_paths(PACKS / pack):
        assert [error.message for error in validator.iter_errors(_read(path))] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.update(requirments=[]),
        lambda file: file["authorities"][0].update(wehn={}),
        lambda file: file["authorities"][0].pop("cite"),
        lambda file: file["authorities"][0].update({"for": {"kinds": ["robotcs"]}}),
        lambda file: file["authorities"][0].update(when={"activity.organiser": "nonprofit"}),
        lambda file: file["authorities"][0].update(when={"holds": "no-such-definition"}),
        lambda file: file["authorities"][0].update(when={"every": {"teachers": {}}}),
        lambda file: file["limits"][0].update(at_most="5", at_least="5"),
        lambda file: file["limits"][0].pop("counts"),
        lambda file: file["advice"][0].update(severity="error"),
        lambda file: file["requirements"][0].pop("must"),
    ],
)
def test_mistakes_are_seen(validator: Draft202012Validator, spoil: Any) -> None:
    file = copy.deepcopy(_read(TITLE_IV_A))
    assert validator.is_valid(file)
    spoil(file)
    assert not validator.is_valid(file)
