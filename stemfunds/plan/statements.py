"""What people state in writing: explanations, and determinations that decide a judgement."""

import datetime as dt
from typing import Annotated, Literal, get_args

from stemfunds.plan.describe import Part, note

Decision = Literal["met", "not-met"]


class Explanation(Part, frozen=True, kw_only=True):
    """Words that answer a warning or a note of a rule; they change no verdict."""

    rule: Annotated[str, note("Id of the rule that is answered.", "rule", "UG-REASONABLE")]
    words: Annotated[str, note("The explanation.", "text", "The price is that of the State contract.")]
    activity: Annotated[str, note("Id of the activity, if it is about one.", "activity", "A1")] = ""
    line: Annotated[str, note("Id of the line, if it is about one.", "line", "A1-fees")] = ""
    award: Annotated[str, note("Id of the award, if it is about one.", "award", "IVA-26")] = ""
    author: Annotated[str, note("Who explains.", "text", "Dana Ortiz")] = ""
    date: Annotated[dt.date | None, note("Day of the explanation.", "date", "2026-06-18")] = None


class Determination(Part, frozen=True, kw_only=True):
    """A person's written decision where the law asks for judgement: necessary, reasonable, allocable."""

    rule: Annotated[str, note("Id of the rule that is decided.", "rule", "UG-NECESSARY")]
    decision: Annotated[Decision, note("Whether the rule is met.", "choice", "met", choices=get_args(Decision))]
    reason: Annotated[str, note("The reason, with the figures.", "text", "Three quotes were compared.")]
    author: Annotated[str, note("Who decides.", "text", "Mei Tanaka")]
    date: Annotated[dt.date, note("Day of the decision.", "date", "2026-06-20")]
    activity: Annotated[str, note("Id of the activity, if it is about one.", "activity", "A1")] = ""
    line: Annotated[str, note("Id of the line, if it is about one.", "line", "A1-fees")] = ""
    until: Annotated[dt.date | None, note("Last day on which the decision holds.", "date", "2027-06-30")] = None
