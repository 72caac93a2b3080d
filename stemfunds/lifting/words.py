"""A smallest change in words, as a condition, and as JSON."""

from __future__ import annotations

from typing import Any

from stemfunds.judging.matching import FundAnswer
from stemfunds.judging.verdicts import Verdict
from stemfunds.lifting.changes import AwardChange, Change, DateChange, FactChange, SchoolChange
from stemfunds.lifting.smallest import Lift
from stemfunds.lifting.ways import MOST
from stemfunds.reporting.words import NAMES
from stemfunds.rulebook.model import Rulebook

_FUNDS_NAMED = 3
_NUMBERS = ("no", "one", "two", "three")


def lift_words(lift: Lift, answer: FundAnswer, rulebook: Rulebook) -> str:
    """`Allowable if …`, or that nothing a district can state or decide lifts the verdict, and who could pay instead."""
    if lift.changes and lift.verdict is not None:
        conditions = "; and if ".join(change_words(change, rulebook) for change in lift.changes)
        return f"{_then(lift.verdict)} if {conditions}."
    if answer.verdict is Verdict.NEEDS_INFORMATION and lift.at_least > MOST:
        return f"More than {_NUMBERS[MOST]} answers are missing.{_instead(lift, rulebook)}"
    return f"No change of up to {_NUMBERS[MOST]} facts, dates or schools lifts it.{_instead(lift, rulebook)}"


def _then(verdict: Verdict) -> str:
    return NAMES[verdict].capitalize() if verdict is not Verdict.WITH_CONDITIONS else "Allowable with conditions"


def _instead(lift: Lift, rulebook: Rulebook) -> str:
    names = [rulebook.funds[fund].short for fund in (lift.funds or lift.in_part)[:_FUNDS_NAMED]]
    if not names:
        return " No other fund does better."
    return f" Better placed{'' if lift.funds else ', for part of the lines'}: {', '.join(names)}."


def change_words(change: Change, rulebook: Rulebook) -> str:
    """One change as what would have to be so."""
    if isinstance(change, FactChange):
        return _fact_words(change, rulebook)
    if isinstance(change, AwardChange):
        return f"{_lines(change.lines)} {_is(change.lines)} charged to the award {change.award_id} ({change.name})"
    if isinstance(change, DateChange):
        lines = _lines(change.lines)
        if change.ordered:
            return f"{lines} {_is(change.lines)} ordered from {change.opens} to {change.closes}"
        return f"the work of {lines} lies between {change.opens} and {change.closes}"
    if isinstance(change, SchoolChange):
        left = (
            f"{_schools(change.left_out)} {'takes' if len(change.left_out) == 1 else 'take'} no part" if change.left_out else ""
        )
        taken = f"{_schools(change.taken)} {'takes' if len(change.taken) == 1 else 'take'} part as well" if change.taken else ""
        return " and ".join(part for part in (left, taken) if part)
    return f"{_lines(change.lines)} {_is(change.lines)} split off and charged elsewhere"


def _fact_words(change: FactChange, rulebook: Rulebook) -> str:
    fact = rulebook.facts[change.fact]
    value = fact.choices.get(str(change.value), change.bound) if fact.type == "choice" else change.bound
    now = f"; now {change.before}" if change.before else ""
    short = f"{fact.name}: {change.bound}" if value != change.bound else fact.name
    subjects = change.subjects if fact.scope in ("line", "school") else ()
    where = f" for {_lines(subjects) if fact.scope == 'line' else _schools(subjects)}" if subjects else ""
    return f"the true answer to “{fact.question}” is “{value}”{where} ({short}{now})"


def _lines(names: tuple[str, ...]) -> str:
    return f"{'line' if len(names) == 1 else 'lines'} {', '.join(names)}"


def _schools(names: tuple[str, ...]) -> str:
    return f"{'school' if len(names) == 1 else 'schools'} {', '.join(names)}"


def _is(names: tuple[str, ...]) -> str:
    return "is" if len(names) == 1 else "are"


def lift_object(lift: Lift, answer: FundAnswer, rulebook: Rulebook) -> dict[str, Any]:
    """A smallest change as JSON; without changes `other_funds` could do better."""
    return {
        "changes": [_change_object(change, rulebook) for change in lift.changes],
        "verdict": None if lift.verdict is None else lift.verdict.value,
        "other_funds": list(lift.funds),
        "other_funds_in_part": list(lift.in_part),
        "words": lift_words(lift, answer, rulebook),
    }


def _change_object(change: Change, rulebook: Rulebook) -> dict[str, Any]:
    words = change_words(change, rulebook)
    if isinstance(change, FactChange):
        of_line = change.fact.startswith(("line.", "school."))
        subjects = list(change.subjects) if of_line else []
        return {
            "change": "fact",
            "fact": change.fact,
            "subjects": subjects,
            "from": change.before or None,
            "to": change.bound,
            "words": words,
        }
    if isinstance(change, AwardChange):
        return {"change": "award", "subjects": list(change.lines), "award": change.award_id, "words": words}
    if isinstance(change, DateChange):
        first, last = change.opens.isoformat(), change.closes.isoformat()
        return {"change": "date", "subjects": list(change.lines), "from": first, "to": last, "words": words}
    if isinstance(change, SchoolChange):
        return {"change": "school", "left_out": list(change.left_out), "taken": list(change.taken), "words": words}
    return {"change": "split", "subjects": list(change.lines), "words": words}
