"""What findings say, written once and remembered from plan to plan, because districts break the same rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any, Generic, TypeVar

import msgspec

from stemfunds.judging.result import Authority, CitedSource, FactNeeded, Finding
from stemfunds.judging.verdicts import Verdict
from stemfunds.reporting.json_report import authority_object, citation_object, finding_object, question_object

_MOST_REMEMBERED = 20_000
OF_THE_PLACE = ("fund", "award", "activity", "line", "location")
"""The fields of a finding that tell where it stands."""
BESIDE = ("citations", "facts_needed", "weigh")
"""The fields of a finding that stand beside its words, because many words share them, or because they differ every time."""

V = TypeVar("V")
W = TypeVar("W")


class Remembered(Generic[V, W]):
    """What is made of values that live long, known again as the same objects; looking into them would take longer."""

    def __init__(self, make: Callable[[V], W]) -> None:
        self._make = make
        self._known: dict[int, tuple[V, W]] = {}  # with the value itself, so that its id cannot become that of another

    def of(self, value: V) -> W:
        """What is made of a value."""
        known = self._known.get(id(value))
        if known is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[id(value)] = value, self._make(value)
        return known[1]

    def forget(self) -> None:
        """Begin anew."""
        self._known.clear()


class Told(msgspec.Struct, frozen=True, eq=False):
    """What a finding says wherever it stands: in JSON for the document, and as the row of the store under its number.

    A reminder has no row and the number 0. The figures of a case stand beside it, because they differ every time.
    """

    severity: str
    words: bytes
    citations: bytes
    questions: bytes
    wording: int
    row: msgspec.Raw | None


def is_reminder(finding: Finding) -> bool:
    """Whether a finding only reminds: a note that leaves the verdict at allowable, such as what to keep on file."""
    return finding.severity == "note" and finding.verdict is Verdict.ALLOWABLE


def told(finding: Finding) -> Told:
    """What a finding says; `TOLD` remembers it."""
    if finding.without_figures is not None:
        return TOLD.of(finding.without_figures)
    row = None if is_reminder(finding) else msgspec.msgpack.encode(_row(finding))
    return Told(
        severity=finding.severity,
        words=_words(finding),
        citations=CITATIONS.of(finding.citations),
        questions=_QUESTIONS.of(finding.facts_needed),
        wording=0 if row is None else _number_of(row),
        row=None if row is None else msgspec.Raw(row),
    )


def forget() -> None:
    """Begin anew, as a new worker does."""
    for memory in (TOLD, CITATIONS, AUTHORITIES, _QUESTIONS):
        memory.forget()
    _KNOWN_WORDS.clear()


def _words(finding: Finding) -> bytes:
    """A finding without what stands beside its words and without its place; the names keep their order."""
    key = (
        # verdicts and reasons are the same objects everywhere, and their own hash is slow
        *(finding.rule, finding.severity, id(finding.verdict), id(finding.reason), finding.message, finding.hint),
        *(finding.step, finding.scope, finding.keep, finding.explanation, finding.determination, finding.acceptance),
    )
    known = _KNOWN_WORDS.get(key)
    if known is None:
        if len(_KNOWN_WORDS) >= _MOST_REMEMBERED:
            _KNOWN_WORDS.clear()
        whole = {**finding_object(finding), **dict.fromkeys((*BESIDE, *OF_THE_PLACE))}
        known = _KNOWN_WORDS[key] = msgspec.json.encode(whole)
    return known


def _row(finding: Finding) -> tuple[Any, ...]:
    return (
        finding.rule,
        finding.severity,
        finding.verdict.value,
        finding.reason.value if finding.reason else None,
        finding.scope,
        finding.message,
        finding.hint,
        "; ".join(cited.text for cited in finding.citations),
        "; ".join(question.fact for question in finding.facts_needed),
        int(finding.explanation is not None),
        int(finding.determination is not None),
    )


def _number_of(row: bytes) -> int:
    """A number that the words alone decide, so that every worker gives them the same one."""
    return int.from_bytes(blake2b(row, digest_size=8).digest(), "big") >> 1


def _all_citations(citations: Sequence[CitedSource]) -> bytes:
    return msgspec.json.encode([citation_object(one) for one in citations])


def _all_questions(questions: Sequence[FactNeeded]) -> bytes:
    return msgspec.json.encode([question_object(one) for one in questions])


def _authority(authority: Authority) -> bytes:
    return msgspec.json.encode(authority_object(authority))


TOLD = Remembered(told)
CITATIONS = Remembered(_all_citations)
AUTHORITIES = Remembered(_authority)
_QUESTIONS = Remembered(_all_questions)
_KNOWN_WORDS: dict[tuple[Any, ...], bytes] = {}
