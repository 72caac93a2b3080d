"""A small federal rulebook with limits, and State packs to write beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tiny

from stemfunds.reading.problems import UnusableInput
from stemfunds.rulebook.loader import load_rulebook_folder
from stemfunds.rulebook.model import Rulebook

ROOT = Path(__file__).resolve().parents[1]
TIGHTER = ROOT / "examples" / "state-packs" / "tighter-equipment-and-travel"
AMENDMENTS = ROOT / "examples" / "state-packs" / "amendment-triggers"
RURAL = ROOT / "examples" / "rural" / "plan.yaml"

STATE_WEIGHT = ("rulebook.yaml", "weights: [statute, guidance, example]", "weights: [statute, guidance, example, state]")
FEDERAL = """\
not_authorized:
  - id: SF-NO-CAMP
    says: Nothing lets the fund pay for camps.
    for: {kinds: [camp]}
    cite: law-1 (x)
requirements:
  - id: SF-SAFE
    says: The activity is safe.
    must: {activity.safe: yes}
    cite: law-1 (s)
  - id: SF-AGREED
    says: What costs as much as equipment needs an agreement.
    applies: {line.unit_cost: {at_least: figure.threshold}}
    must: {line.approved: yes}
    cite: law-1 (t)
limits:
  - id: SF-CAP
    says: At most 15 percent is technology.
    counts: {where: {activity.area: tech}}
    at_most: figure.cap
    of: award.amount
    cite: law-1 (c)
  - id: SF-FLOOR
    says: At least 10 percent is arts.
    counts: {where: {activity.area: arts}}
    at_least: 10 percent
    of: award.amount
    cite: law-1 (e)
  - id: SF-PRIZES
    says: One activity buys kits for 500 dollars at most.
    per: activity
    counts: {items: [kits]}
    at_most: "500.00"
    stops_charges: yes
    cite: law-1 (f)
"""
HEAD = """\
pack: example
prefix: XS
state: Example State
title: A fictional pack
adds_to: stem-fund
sources:
  - {id: xs-handbook, name: Handbook, weight: state, verified: {how: read, text: invented, on: 2026-11-23}}
"""
FIRST = HEAD.count("\n") + 1
"""The line on which a pack's own sections begin."""
CITE = "says: A rule., cite: xs-handbook"
LIMIT = f"id: XS-CAP, tightens: SF-CAP, {CITE}"
COUNTS = "counts: {where: {activity.area: tech}}, of: award.amount"
WINDOW = f"id: XS-W, tightens: SF-WINDOW, {CITE}"
ONLY = "a pack may only tighten"


def federal(folder: Path) -> Path:
    """The tiny rulebook with limits, and with the weight that State sources have."""
    rules = tiny.write(folder, STATE_WEIGHT)
    fund = rules / "fund.yaml"
    fund.write_text(tiny.FILES["fund.yaml"] + FEDERAL, encoding="utf-8")
    return rules


def write_pack(folder: Path, sections: str = "", name: str = "example-pack", **files: str) -> Path:
    """A pack whose `pack.yaml` ends with these sections; more files by their stem."""
    pack = folder / name
    pack.mkdir(parents=True, exist_ok=True)
    (pack / "pack.yaml").write_text(HEAD + sections, encoding="utf-8")
    for stem, text in files.items():
        (pack / f"{stem}.yaml").write_text(text, encoding="utf-8")
    return pack


def load(folder: Path, *packs: Path) -> Rulebook:
    return load_rulebook_folder(federal(folder), packs)


def refused(folder: Path, *packs: Path) -> list[str]:
    """The problems of packs, a line each."""
    with pytest.raises(UnusableInput) as told:
        load(folder, *packs)
    return str(told.value).splitlines()


def at(identity: str) -> str:
    """A federal rule as messages name it, with the line on which it stands."""
    for name, text in {**tiny.FILES, "fund.yaml": tiny.FILES["fund.yaml"] + FEDERAL}.items():
        for number, line in enumerate(text.splitlines(), start=1):
            if re.search(rf"(id|fact|figure|item|kind|source): {identity}\b|^  {identity}:$", line):
                return f"({tiny.RULES}/{name}:{number})"
    raise AssertionError(identity)
