"""The page on JSON names every field that the program prints, in the section of its command."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stemfunds.cli.app import run

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
CONTRACT = json.loads((ROOT / "tests" / "reporting" / "contract.schema.json").read_text(encoding="utf-8"))
FREE = {"weigh"}
"""Fields whose own keys are names of facts."""


def _section(command: str) -> set[str]:
    """The field names of a section; those of check hold for all."""
    sections = dict(
        zip(re.findall(r"^## (.+)$", PAGE, re.MULTILINE), re.split(r"^## .+$", PAGE, flags=re.MULTILINE)[1:], strict=True)
    )
    return set(re.findall(r"`([a-z_]+)`", sections["check"] + sections[command]))


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key not in FREE:
                yield from _keys(inner)
    elif isinstance(value, list):
        for one in value:
            yield from _keys(one)


@pytest.mark.parametrize(
    "call",
    [
        "check examples/mid-size/plan.yaml --rules examples/state-packs/tighter-equipment-and-travel",
        "check examples/rural/plan.xlsx",
        "match examples/rural/plan.yaml R3",
        "ask robots --fund title-iv-a --no-input",
        "diff examples/rural/plan.yaml {amended} --rules examples/state-packs/amendment-triggers",
    ],
)
def test_every_field_that_is_printed_is_explained(
    call: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new field needs a line on the page."""
    monkeypatch.chdir(ROOT)
    amended = tmp_path / "amended.yaml"
    amended.write_text((ROOT / "examples/rural/plan.yaml").read_text(encoding="utf-8").replace("quantity: 16", "quantity: 30"))
    run([*call.format(amended=amended).split(), "--format", "json", "--as-of", "2026-11-23"])
    printed = set(_keys(json.loads(capsys.readouterr().out)))
    assert len(printed) > 15
    assert printed - _section(call.split()[0]) == set()


def test_every_field_of_the_contract_is_explained() -> None:
    """Programs rely on these."""
    required = {name for part in (CONTRACT, *CONTRACT["$defs"].values()) for name in part.get("required", ())}
    assert required - _section("check") == set()
