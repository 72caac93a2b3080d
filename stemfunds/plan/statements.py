"""What people state in writing: explanations, and determinations that decide a judgement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal, get_args

from stemfunds.plan.describe import NOWHERE, Position, note

Decision = Literal["met", "not-met"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Words that answer a warning or a note of a rule; they change no verdict."""

    rule: str = field(metadata=note("Id of the rule that is answered.", "rule", "UG-REASONABLE"))
    words: str = field(metadata=note("The explanation.", "text", "The price is that of the State contract."))
    activity: str = field(default="", metadata=note("Id of the activity, if it is about one.", "activity", "A1"))
    line: str = field(default="", metadata=note("Id of the line, if it is about one.", "line", "A1-fees"))
    author: str = field(default="", metadata=note("Who explains.", "text", "Dana Ortiz"))
    date: dt.date | None = field(default=None, metadata=note("Day of the explanation.", "date", "2026-06-18"))
    at: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """A person's written decision where the law asks for judgement: necessary, reasonable, allocable."""

    rule: str = field(metadata=note("Id of the rule that is decided.", "rule", "UG-NECESSARY"))
    decision: Decision = field(metadata=note("Whether the rule is met.", "choice", "met", choices=get_args(Decision)))
    reason: str = field(metadata=note("The reason, with the figures.", "text", "Three quotes were compared."))
    author: str = field(metadata=note("Who decides.", "text", "Mei Tanaka"))
    date: dt.date = field(metadata=note("Day of the decision.", "date", "2026-06-20"))
    activity: str = field(default="", metadata=note("Id of the activity, if it is about one.", "activity", "A1"))
    line: str = field(default="", metadata=note("Id of the line, if it is about one.", "line", "A1-fees"))
    until: dt.date | None = field(default=None, metadata=note("Last day on which the decision holds.", "date", "2027-06-30"))
    at: Position = field(default=NOWHERE, compare=False, repr=False)
