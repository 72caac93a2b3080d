"""Judging plans from Python: read the rules, read a plan, judge it. The commands use these same functions.

    >>> from datetime import date
    >>> from stemfunds import judge, load_plan, load_rulebook
    >>> rulebook = load_rulebook()
    >>> plan = load_plan("examples/rural/plan.yaml", rulebook)
    >>> result = judge(plan, rulebook, as_of=date(2026, 11, 23))
    >>> result.verdict.value
    'allowable-with-conditions'

Money is integer cents in all results. A fact that a plan does not give is unknown and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TypeAlias

from stemfunds.judging.judge import Judge
from stemfunds.judging.result import (
    ActivityResult,
    Authority,
    AwardUse,
    ChargeResult,
    CitedSource,
    FactNeeded,
    Finding,
    FiscalYearTotal,
    GoalCoverage,
    LimitResult,
    LineResult,
    PlanResult,
)
from stemfunds.judging.verdicts import Reason, Verdict
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.plan.reader import read_plan, read_plans
from stemfunds.plan.vocabulary import Vocabulary
from stemfunds.reading.problems import Problem, UnusableInput
from stemfunds.rulebook import compiled
from stemfunds.rulebook.model import Rulebook

__all__ = [
    "ActivityResult",
    "Authority",
    "AwardUse",
    "ChargeResult",
    "CitedSource",
    "FactNeeded",
    "Finding",
    "FiscalYearTotal",
    "GoalCoverage",
    "LimitResult",
    "LineResult",
    "Plan",
    "PlanResult",
    "Problem",
    "Reason",
    "Rulebook",
    "UnusableInput",
    "Verdict",
    "judge",
    "load_plan",
    "load_plans",
    "load_rulebook",
]

AnyPath: TypeAlias = str | PathLike[str]


def load_rulebook(packs: Iterable[AnyPath] = ()) -> Rulebook:
    """The federal rules that ship with `stemfunds`, with the State packs of these folders on top.

    The rules are read from a compiled copy where there is one for exactly these files, which takes milliseconds.

    Args:
        packs: Folders of State packs, each with a file `pack.yaml`. They add and tighten; none can loosen.

    Returns:
        The rules in effect. `version` and `digest` say which they are; two people with the same digest apply the same rules.

    Raises:
        UnusableInput: A folder is no State pack, a rule of a pack cannot be read, or a pack would loosen federal law.

    Examples:
        >>> rulebook = load_rulebook(["examples/state-packs/tighter-equipment-and-travel"])
        >>> sorted(rulebook.packs)
        ['tighter-equipment-and-travel']
    """
    folders, problems = [Path(pack) for pack in packs], list[Problem]()
    for folder in folders:
        if not (folder / "pack.yaml").is_file():
            problems.append(Problem(str(folder), 1, 1, "not a State pack; expected a folder with a file pack.yaml"))
    if problems:
        raise UnusableInput(problems)
    return compiled.load_rulebook(folders)


def load_plan(path: AnyPath, rulebook: Rulebook) -> Plan:
    """The plan in a file.

    Args:
        path: A file `.yaml`, `.yml`, `.json` or `.xlsx`.
        rulebook: The rules whose funds, kinds, items and facts the plan may name.

    Returns:
        The plan as it was written, with the place of every part in the file. Money is integer cents.

    Raises:
        UnusableInput: The file cannot be read, or something in it is wrong. `problems` holds all mistakes of the file, each
            with line, column, what was found, what is expected and the nearest right name.

    Examples:
        >>> plan = load_plan("examples/rural/plan.yaml", load_rulebook())
        >>> plan.district.state, len(plan.activities)
        ('AL', 12)
    """
    return read_plan(Path(path), _of(rulebook).vocabulary)


def load_plans(paths: Iterable[AnyPath], rulebook: Rulebook) -> list[Plan]:
    """The plans in several files, in the order of the files.

    Args:
        paths: The files, as for `load_plan`.
        rulebook: The rules whose names the plans may use.

    Returns:
        One plan for each file.

    Raises:
        UnusableInput: At least one file cannot be used. `problems` holds the mistakes of all of them.

    Examples:
        >>> old, new = load_plans(["examples/rural/plan.yaml", "examples/rural/plan.yaml"], load_rulebook())
        >>> old.total == new.total
        True
    """
    return read_plans([Path(path) for path in paths], _of(rulebook).vocabulary)


def judge(plan: Plan, rulebook: Rulebook, as_of: date | None = None) -> PlanResult:
    """Judge a plan: every line against the fund that it is charged to, every cap and set-aside over its sum.

    The same plan, rules and date give the same result. What is worked out of a rulebook is kept for the next plan, so a
    loop over many plans costs little more than the plans; keep one rulebook for all of them.

    Args:
        plan: A plan that was read with this rulebook.
        rulebook: The rules, federal or with State packs.
        as_of: The date of the check, which decides what is past and what is still ahead; today if left out.

    Returns:
        The verdict of the plan, its activities, lines and charges with their findings, the limits with what was measured,
        and what each award is charged. The worst verdict wins at every level.

    Examples:
        >>> rulebook = load_rulebook()
        >>> plan = load_plan("examples/urban/plan.yaml", rulebook)
        >>> result = judge(plan, rulebook, as_of=date(2026, 11, 23))
        >>> sum(charge.amount for charge in result.charges if charge.verdict is Verdict.NOT_ALLOWABLE)
        108585550
    """
    return _of(rulebook).judge.judge(plan, date.today() if as_of is None else as_of)


class _Prepared:
    """What is worked out of a rulebook once and serves every plan."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return plan_vocabulary(self.rulebook)

    @cached_property
    def judge(self) -> Judge:
        return Judge(self.rulebook)


_kept: list[_Prepared] = []


def _of(rulebook: Rulebook) -> _Prepared:
    """What was worked out of this rulebook; only the last one is kept."""
    if not _kept or _kept[-1].rulebook is not rulebook:
        _kept[:] = [_Prepared(rulebook)]
    return _kept[-1]
