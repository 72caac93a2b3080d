"""A case: the facts that a condition can see, gathered by scope, for one charge, award, activity or plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

import msgspec

from stemfunds.judging.windows import ObligationWindow
from stemfunds.rulebook.model import Window


@dataclass(frozen=True, slots=True)
class Span:
    """A date that is known only to lie between two dates, both included."""

    earliest: date
    latest: date


FactValue: TypeAlias = bool | int | str | Decimal | date | frozenset[str] | Span
"""A known value: yes-no, cents, choice or text, number or percent, date, several choices; a span is known in part."""

Facts: TypeAlias = Mapping[str, FactValue]
"""Known facts of one scope by short name. What is not there is unknown."""

_NONE: Facts = {}


class Case(msgspec.Struct, frozen=True):
    """What is known, by scope. `schools` and `lines` are the members of the activity, by id; `school` is set inside a quantifier.

    `state_windows` are those of State packs for the award; no condition reads them.
    """

    plan: Facts = {}
    district: Facts = {}
    fund: Facts = {}
    award: Facts = {}
    school: Facts = {}
    activity: Facts = {}
    line: Facts = {}
    charge: Facts = {}
    schools: Mapping[str, Facts] = {}
    lines: Mapping[str, Facts] = {}
    state_windows: tuple[tuple[Window, ObligationWindow], ...] = ()
    subject: str = ""
    subject_scope: str = ""

    def facts(self, scope: str) -> Facts:
        """The known facts of a scope."""
        found: Facts = getattr(self, scope, _NONE)
        return found

    def at_school(self, school_id: str) -> Case:
        """The same case, looked at for one of the activity's schools."""
        return msgspec.structs.replace(self, school=self.schools[school_id], subject=school_id, subject_scope="school")

    def at_line(self, line_id: str) -> Case:
        """The same case, looked at for one of the activity's lines."""
        return msgspec.structs.replace(self, line=self.lines[line_id], subject=line_id, subject_scope="line")
