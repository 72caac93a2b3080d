"""A plan's result as the store keeps it: what many findings have in common stands once, and comes back in every place.

Out of `pack_document` and `unpack_document` comes exactly what `check --format json` shows of the plan.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeVar

import msgspec

from stemfunds.judging.result import Authority, CitedSource, FactNeeded, Finding, PlanResult
from stemfunds.reporting.json_report import (
    Parts,
    authority_object,
    citation_object,
    finding_object,
    location_object,
    plan_object,
    question_object,
)
from stemfunds.rulebook.model import Rulebook

_FAST = 1
_MOST_REMEMBERED = 20_000
OWN = ("citations", "facts_needed", "fund", "award", "activity", "line", "location")
"""The fields of a finding that do not belong to its wording, in the order in which its row has them."""

Wording: TypeAlias = tuple[int, int, int]
"""What a finding says: the numbers of its words, its citations and its questions."""

V = TypeVar("V")


class _Table:
    """Values that stand once in a document, numbered in the order in which they are met; equal values have one number.

    How a value is written is remembered from plan to plan, because districts break the same rules.
    """

    __slots__ = ("_by_id", "_by_value", "_remembered", "shown")

    def __init__(self, remembered: dict[Any, msgspec.Raw]) -> None:
        self.shown: list[msgspec.Raw] = []
        self._by_id: dict[int, int] = {}
        self._by_value: dict[Any, int] = {}
        self._remembered = remembered

    def number(self, value: V, show: Callable[[V], Any]) -> int:
        """The number of a value, which must live as long as this table: most are met again as the same object."""
        number = self._by_id.get(id(value))
        if number is None:
            number = self._by_id[id(value)] = self.of_key(value, value, show)
        return number

    def of_key(self, key: Any, value: V, show: Callable[[V], Any]) -> int:
        """The number of a value that a key stands for."""
        number = self._by_value.get(key)
        if number is None:
            number = self._by_value[key] = len(self.shown)
            shown = self._remembered.get(key)
            if shown is None:
                if len(self._remembered) >= _MOST_REMEMBERED:
                    self._remembered.clear()
                shown = self._remembered[key] = msgspec.Raw(msgspec.json.encode(show(value)))
            self.shown.append(shown)
        return number


_REMEMBERED: tuple[dict[Any, msgspec.Raw], ...] = ({}, {}, {}, {})


class SharedParts(Parts):
    """Writes the parts of a plan as numbers, and notes every finding with the number of its wording."""

    def __init__(self) -> None:
        self.met: list[tuple[Finding, Wording]] = []
        self._citations, self._questions, self._authorities, self._findings = map(_Table, _REMEMBERED)

    def finding(self, finding: Finding) -> Any:
        """The numbers of what it says, with what is its own: who is charged, and where it stands."""
        key = (
            # verdicts and reasons are the same objects everywhere, and their own hash is slow
            *(finding.rule, finding.severity, id(finding.verdict), id(finding.reason), finding.message, finding.hint),
            *(finding.step, finding.scope, finding.keep, finding.weigh),
            *(finding.explanation, finding.determination, finding.acceptance),
        )
        wording = (
            self._findings.of_key(key, finding, _wording),
            self._citations.number(finding.citations, _all_citations),
            self._questions.number(finding.facts_needed, _all_questions),
        )
        self.met.append((finding, wording))
        return [*wording, finding.fund, finding.award, finding.activity, finding.line, location_object(finding.at)]

    def authority(self, authority: Authority) -> Any:
        """Its number."""
        return self._authorities.number(authority, authority_object)

    def citations(self, citations: Sequence[CitedSource]) -> Any:
        """Their number."""
        return self._citations.number(citations, _all_citations)

    @property
    def shared(self) -> dict[str, list[msgspec.Raw]]:
        """What stands once."""
        return {
            "citations": self._citations.shown,
            "questions": self._questions.shown,
            "authorities": self._authorities.shown,
            "findings": self._findings.shown,
        }


def pack_document(result: PlanResult, rulebook: Rulebook, parts: SharedParts) -> bytes:
    """A plan's result as compact JSON, packed with zlib; `parts` has met every finding afterwards."""
    plan = plan_object(result, rulebook, parts)
    return zlib.compress(msgspec.json.encode({"plan": plan, "shared": parts.shared}), _FAST)


def unpack_document(data: bytes) -> dict[str, Any]:
    """The plan as it stands in `plans` of `check --format json`."""
    whole = json.loads(zlib.decompress(data))
    plan: dict[str, Any] = whole["plan"]
    shared: dict[str, list[Any]] = whole["shared"]
    for activity in plan["activities"]:
        for line in activity["lines"]:
            for charge in line["charges"]:
                charge["findings"] = [_finding(one, shared) for one in charge["findings"]]
                if charge["authority"] is not None:
                    charge["authority"] = shared["authorities"][charge["authority"]]
    for limit in plan["limits"]:
        limit["citations"] = shared["citations"][limit["citations"]]
    plan["findings"] = [_finding(one, shared) for one in plan["findings"]]
    return plan


def _wording(finding: Finding) -> dict[str, Any]:
    """A finding without what is its own; the names keep their order."""
    return {**finding_object(finding), **dict.fromkeys(OWN)}


def _finding(row: list[Any], shared: dict[str, list[Any]]) -> dict[str, Any]:
    number, citations, questions, *own = row
    values = (shared["citations"][citations], shared["questions"][questions], *own)
    return {**shared["findings"][number], **dict(zip(OWN, values, strict=True))}


def _all_citations(citations: Sequence[CitedSource]) -> list[Any]:
    return [citation_object(one) for one in citations]


def _all_questions(questions: Sequence[FactNeeded]) -> list[Any]:
    return [question_object(one) for one in questions]
