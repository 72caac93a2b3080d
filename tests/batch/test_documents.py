"""What stands once in a packed document comes back everywhere."""

from __future__ import annotations

import json
from dataclasses import fields

from strategies import federal_rulebook

from stemfunds.batch import told
from stemfunds.batch.documents import SharedParts, pack_document, unpack_document
from stemfunds.judging.result import Finding, PlanResult
from stemfunds.reporting.json_report import document

_WORDS = set("rule severity verdict reason message hint step scope keep explanation determination acceptance".split())


def test_out_comes_what_check_shows(results: list[PlanResult]) -> None:
    """With the fields in their order."""
    for result in results:
        packed = pack_document(result, federal_rulebook(), SharedParts())
        wanted = json.loads(document([result], federal_rulebook()))["plans"][0]
        assert json.dumps(unpack_document(packed)) == json.dumps(wanted)
        assert len(packed) < len(json.dumps(wanted)) / 10


def test_what_is_remembered_changes_nothing(results: list[PlanResult]) -> None:
    """The first plan of a worker and the last one are written alike, whatever came between."""
    packed = [pack_document(result, federal_rulebook(), SharedParts()) for result in results]
    told.forget()
    again = [pack_document(result, federal_rulebook(), SharedParts()) for result in reversed(results)]
    assert again[::-1] == packed


def test_every_field_of_a_finding_is_its_own_or_shared() -> None:
    """A new field must be put into the key of the words, beside them, or among what tells the place."""
    own = {"at" if name == "location" else name for name in told.OF_THE_PLACE} | {"without_figures"}  # says nothing of its own
    assert {field.name for field in fields(Finding)} == _WORDS | set(told.BESIDE) | own
