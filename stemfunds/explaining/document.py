"""Explanations as JSON: the same tree, whole, with every value and every place."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from stemfunds import __version__
from stemfunds.explaining.steps import Explanation, Reading, Step
from stemfunds.judging.result import PlanResult
from stemfunds.reporting.json_report import finding_object
from stemfunds.rulebook.kleene import in_words


def explanation_document(explanations: Iterable[Explanation], result: PlanResult) -> str:
    """One object; values are the words yes, no and unknown."""
    found = {
        "stemfunds": __version__,
        "rulebook": {"version": result.rulebook_version, "digest": result.rulebook_digest},
        "as_of": result.as_of.isoformat(),
        "path": result.plan.path,
        "explanations": [_explanation(one) for one in explanations],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _explanation(one: Explanation) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "says": one.says,
        "about": one.about,
        "value": None if one.tree is None else in_words(one.tree.value),
        "tree": None if one.tree is None else _step(one.tree),
        "finding": None if one.finding is None else finding_object(one.finding),
    }


def _step(step: Step) -> dict[str, Any]:
    deciding = step.deciding()
    return {
        "words": step.words,
        "value": in_words(step.value),
        "way": step.way,
        "definition": step.definition or None,
        "reads": [_reading(one) for one in step.readings],
        "parts": [{**_step(part), "decides": part in deciding} for part in step.parts],
    }


def _reading(reading: Reading) -> dict[str, Any]:
    at = reading.at
    return {
        "fact" if not reading.name.startswith("figure.") else "figure": reading.name.removeprefix("figure."),
        "value": reading.value or None,
        "origin": reading.origin,
        "location": {"file": at.file, "line": at.line, "column": at.column} if at.line else None,
    }
