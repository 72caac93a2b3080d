"""The plan that a call names: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from stemfunds.interface import load_plan
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan
from stemfunds.plan.reader import parse_any_plan
from stemfunds.rulebook.model import Rulebook

STANDARD_INPUT = "-"
_NAME_OF_STANDARD_INPUT = "<standard input>"


def plan_of_call(path: Path, rulebook: Rulebook) -> Plan:
    """The plan of a file, or of standard input in any format; raises UnusableInput with all problems."""
    if str(path) != STANDARD_INPUT:
        return load_plan(path, rulebook)
    return parse_any_plan(sys.stdin.buffer.read(), _NAME_OF_STANDARD_INPUT, plan_vocabulary(rulebook))
