"""A plan's result as the store keeps it: what many findings have in common stands once, and comes back in every place.

Out of `pack_document` and `unpack_document` comes exactly what `check --format json` shows of the plan.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

import msgspec

from stemfunds.batch.told import AUTHORITIES, BESIDE, CITATIONS, OF_THE_PLACE, TOLD, Told, told
from stemfunds.judging.result import Authority, ChargeResult, CitedSource, Finding, PlanResult
from stemfunds.plan.model import Position
from stemfunds.reporting.json_report import Parts, location_object, plan_object
from stemfunds.rulebook.model import Rulebook

_FAST = 1


class _Table(dict[bytes, int]):
    """Pieces of JSON that stand once in a document, numbered in the order in which they are met; equal ones have one number."""

    def __missing__(self, piece: bytes) -> int:
        number = self[piece] = len(self)
        return number

    @property
    def shown(self) -> list[msgspec.Raw]:
        """The pieces in the order of their numbers."""
        return [msgspec.Raw(piece) for piece in self]


class SharedParts(Parts):
    """Writes the parts of a plan as numbers. `told` are its findings, each once; the rest are their numbers in it, for each
    charge and for each finding of the whole.
    """

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.of_charges: list[list[int]] = []
        self.of_whole: list[int] = []
        self._words, self._citations, self._questions, self._authorities, self._findings = (_Table() for _ in range(5))
        self._heads: dict[int, tuple[Told, bytes]] = {}  # with what they are of, so that its id cannot become another's
        self._met: dict[int, int] = {}

    def findings_of(self, charge: ChargeResult) -> Any:
        """Where they stand, and the numbers of what they say."""
        known = self._met.get
        numbers = [self._meet(one) if (number := known(id(one))) is None else number for one in charge.said]
        self.of_charges.append(numbers)
        return [_place(charge.at), numbers]

    def finding(self, finding: Finding) -> Any:
        """The number of what it says, with what is its own: who is charged, and where it stands."""
        number = self._number(told(finding), finding)
        self.of_whole.append(number)
        return [number, finding.fund, finding.award, finding.activity, finding.line, _place(finding.at)]

    def authority(self, authority: Authority) -> Any:
        """Its number."""
        return self._authorities[AUTHORITIES.of(authority)]

    def citations(self, citations: Sequence[CitedSource]) -> Any:
        """Their number."""
        return self._citations[CITATIONS.of(citations)]

    @property
    def shared(self) -> dict[str, list[msgspec.Raw]]:
        """What stands once."""
        return {
            "words": self._words.shown,
            "citations": self._citations.shown,
            "questions": self._questions.shown,
            "authorities": self._authorities.shown,
            "findings": self._findings.shown,
        }

    def _meet(self, finding: Finding) -> int:
        """A finding of a charge for the first time in this plan, which keeps it alive, and with it its id."""
        number = self._met[id(finding)] = self._number(TOLD.of(finding.without_figures or finding), finding)
        return number

    def _number(self, one: Told, finding: Finding) -> int:
        known = self._heads.get(id(one))
        if known is None:
            numbers = self._words[one.words], self._citations[one.citations], self._questions[one.questions]
            known = self._heads[id(one)] = one, b"[%d,%d,%d," % numbers
        figures = msgspec.json.encode(dict(finding.weigh)) if finding.weigh else b"{}"
        number = self._findings[known[1] + figures + b"]"]
        if number == len(self.told):
            self.told.append(one)
        return number


def pack_document(result: PlanResult, rulebook: Rulebook, parts: SharedParts) -> bytes:
    """A plan's result as compact JSON, packed with zlib; `parts` has met every finding afterwards."""
    plan = plan_object(result, rulebook, parts)
    return zlib.compress(msgspec.json.encode({"plan": plan, "shared": parts.shared}), _FAST)


def unpack_document(data: bytes) -> dict[str, Any]:
    """The plan as it stands in `plans` of `check --format json`."""
    whole = json.loads(zlib.decompress(data))
    plan: dict[str, Any] = whole["plan"]
    shared: dict[str, list[Any]] = whole["shared"]
    said = [_said(row, shared) for row in shared["findings"]]
    for activity in plan["activities"]:
        for line in activity["lines"]:
            for charge in line["charges"]:
                at, numbers = charge["findings"]
                place = (charge["fund"], charge["award"], activity["id"], line["id"], at)
                charge["findings"] = [_placed(said[number], place) for number in numbers]
                if charge["authority"] is not None:
                    charge["authority"] = shared["authorities"][charge["authority"]]
    for limit in plan["limits"]:
        limit["citations"] = shared["citations"][limit["citations"]]
    plan["findings"] = [_placed(said[number], place) for number, *place in plan["findings"]]
    return plan


def _said(row: list[Any], shared: dict[str, list[Any]]) -> dict[str, Any]:
    """A finding without its place."""
    words, citations, questions, weigh = row
    beside = (shared["citations"][citations], shared["questions"][questions], weigh)
    return {**shared["words"][words], **dict(zip(BESIDE, beside, strict=True))}


def _placed(said: dict[str, Any], place: Sequence[Any]) -> dict[str, Any]:
    *whose, at = place
    return {**said, **dict(zip(OF_THE_PLACE, (*whose, location_object(Position(*at))), strict=True))}


def _place(at: Position) -> tuple[Any, ...]:
    return (at.file, at.line, at.column, at.sheet) if at.sheet else (at.file, at.line, at.column)
