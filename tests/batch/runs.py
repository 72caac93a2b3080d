"""Runs over small folders, for the tests of everything that can happen to one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from strategies import federal_rulebook

from stemfunds.batch.bench import Bench
from stemfunds.batch.inputs import find_sources
from stemfunds.batch.runner import Request
from stemfunds.batch.settings import Join, settings_of

AS_OF = date(2026, 11, 23)
OUTPUTS = ("results.sqlite", "findings.csv", "failures.csv", "cross-plan.csv")

PLAN = """\
plan: 1
title: Plan {number}
district: {{name: District {number}, state: OH, nces_id: "39{number:05}"}}
period: {{starts: 2026-07-01, ends: 2027-06-30}}
awards:
  - {{id: LOCAL, fund: local, federal_fiscal_year: 2026, amount: 9000.00}}
  - {{id: OLD, fund: title-iv-a, federal_fiscal_year: 2020, amount: 9000.00}}
activities:
  - id: A1
    title: Robotics club
    kind: afterschool-stem
    need: Few students build robots.
    lines:
      - {{id: A1-kits, description: Kits, item: supplies-materials, amount: {amount}, committed_on: 2026-08-15, charge_to: {award}}}
"""
BROKEN = "plan: 1\ntitle: [a\n"


def write_plans(folder: Path, number: int) -> Path:
    """Plans of which every third is refused, and one in seven is broken."""
    folder.mkdir(parents=True, exist_ok=True)
    for count in range(number):
        award = "OLD" if count % 3 == 2 else "LOCAL"
        text = BROKEN if count % 7 == 5 else PLAN.format(number=count, amount=100 + count, award=award)
        (folder / f"p{count:04}.yaml").write_text(text, encoding="utf-8")
    return folder


def request(
    plans: Path | Sequence[Path],
    output: Path,
    *,
    jobs: int = 1,
    resume: bool = False,
    as_of: date = AS_OF,
    join: Join | None = None,
) -> Request:
    """A request as the command line makes it."""
    rulebook = federal_rulebook()
    named = [plans] if isinstance(plans, Path) else plans
    sources = find_sources([str(one) for one in named]).sources
    return Request(sources, output, Bench(rulebook, as_of, join), settings_of(rulebook, as_of), jobs, resume)


def outputs(folder: Path) -> dict[str, bytes]:
    """The bytes of everything that a run leaves for people."""
    assert {path.name for path in folder.iterdir()} - {".batch"} == set(OUTPUTS)
    return {name: (folder / name).read_bytes() for name in OUTPUTS}
