"""One plan as a reviewer goes through it: what its findings say, each once, in the sections and rows of the checklist.

Everything comes from the store; the rulebook gives the rows and the words of questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from stemfunds.batch.store import Store
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.review_model import ChecklistRow

Group = Literal["correct", "answer", "explain", "meet", "noticed"]


@dataclass(slots=True)
class Point:
    """One thing that a rule says, and everything in the plan that it says it of."""

    group: Group
    rule: str
    step: str
    message: str
    hint: str
    citations: str
    questions: list[dict[str, Any]] = field(default_factory=list)
    keep: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Across:
    """What a check across plans says of this plan."""

    rule: str
    title: str
    message: str
    hint: str
    place: str
    tells_district: bool


@dataclass(slots=True)
class Reviewed:
    """A plan with its points in the order in which they are met."""

    plan: dict[str, Any]
    points: list[Point]
    across: list[Across]


def reviewed(store: Store, plan: int) -> Reviewed:
    """The points of a plan that was judged; KeyError for one that was not."""
    result = store.plan_object(plan)
    points: dict[tuple[Any, ...], Point] = {}
    for finding in _findings(result):
        group = _group(finding)
        if group is None:
            continue
        asked = tuple((question["fact"], question["subject"]) for question in finding["facts_needed"])
        key = (group, finding["rule"], finding["message"], asked)
        point = points.get(key)
        if point is None:
            cited = "; ".join(one["text"] for one in finding["citations"])
            texts = (finding["rule"], finding["step"], finding["message"], finding["hint"], cited)
            point = points[key] = Point(group, *texts, finding["facts_needed"], list(finding["keep"]))
        place = _place(finding)
        if place and place not in point.places:
            point.places.append(place)
    return Reviewed(result, list(points.values()), _across(store, plan))


def _findings(result: dict[str, Any]) -> Iterable[dict[str, Any]]:
    yield from result["findings"]
    for activity in result["activities"]:
        for line in activity["lines"]:
            for charge in line["charges"]:
                yield from charge["findings"]


def _group(finding: dict[str, Any]) -> Group | None:
    """What the district does about a finding; None for a note that asks for nothing."""
    if finding["verdict"] == "not-allowable":
        return "correct"
    if finding["verdict"] == "needs-information":
        return "answer"
    if finding["verdict"] == "allowable-with-conditions":
        return "meet"
    if finding["severity"] != "note" and finding["explanation"] is None:
        return "explain"
    return None


def _place(finding: dict[str, Any]) -> str:
    words = [finding["line"] and f"line {finding['line']}", finding["award"] and f"award {finding['award']}"]
    if not finding["line"] and finding["activity"]:
        words.insert(0, f"activity {finding['activity']}")
    return ", ".join(word for word in words if word)


def _across(store: Store, plan: int) -> list[Across]:
    rows = store.query(
        "SELECT rule, title, message, hint, activity, line, tells_district FROM cross_findings WHERE plan = ? ORDER BY rowid",
        (plan,),
    )
    return [
        Across(rule, title, message, hint, f"line {line}" if line else "", bool(tells))
        for rule, title, message, hint, _, line, tells in rows
    ]


def by_section(points: Iterable[Point], rulebook: Rulebook) -> dict[str, list[Point]]:
    """The points by the title of their section, in the order of the review."""
    review, found = rulebook.review, dict[str, list[Point]]()
    row_of = rows_of(rulebook)
    for point in points:
        row = row_of(point.rule, point.step)
        found.setdefault(row.section if row else "", []).append(point)
    titles = {section.id: section.title for section in review.sections.values()} | {"": "Other points"}
    return {titles[section]: found[section] for section in titles if section in found}


def rows_of(rulebook: Rulebook) -> Callable[[str, str], ChecklistRow | None]:
    """Which row a finding fills in, by its rule and the step of the rule."""
    rows = list(rulebook.review.rows.values())
    named = {rule: row for row in reversed(rows) for rule in row.rules}
    steps = {step: row for row in reversed(rows) for step in row.steps}
    return lambda rule, step: named.get(rule) or steps.get(step)
