"""A reply as JSON, in the form that other programs rely on."""

from __future__ import annotations

import json
from typing import Any

from stemfunds import __version__
from stemfunds.asking.narrowing import OpenFact
from stemfunds.asking.session import Reply, standing_of
from stemfunds.asking.side import Guess
from stemfunds.asking.trial import Answer
from stemfunds.asking.understanding import Understood
from stemfunds.judging.result import Authority, FactNeeded
from stemfunds.judging.verdicts import Verdict
from stemfunds.reporting.json_report import finding_object
from stemfunds.rulebook.model import Rulebook


def document(reply: Reply, rulebook: Rulebook) -> str:
    """The reply as one object; a question that was not understood has no answers."""
    found = {
        "stemfunds": __version__,
        "rulebook": {"version": rulebook.version, "digest": rulebook.digest},
        "as_of": reply.as_of.isoformat(),
        "question": reply.question,
        "understood": _understood(reply.understood, rulebook),
        "obligated": None
        if reply.obligated is None
        else {"from": reply.obligated[0].isoformat(), "to": reply.obligated[1].isoformat()},
        "answers": [_answer(answer, reply) for answer in reply.answers],
        "facts_needed": [_open(fact) for fact in reply.open],
        "worth_a_look": [
            {"program": one.id, "name": one.name, "restriction": one.restriction, "status": one.status}
            for one in reply.worth_a_look
        ],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _understood(understood: Understood, rulebook: Rulebook) -> dict[str, Any]:
    sure = understood.is_confident
    others = [
        *(_guess("kind", guess, rulebook.kinds[guess.id].name) for guess in understood.kinds[sure:]),
        *(_guess("item", guess, rulebook.items[guess.id].name) for guess in understood.items[sure:]),
    ]
    return {
        "kind": understood.kind if sure else None,
        "item": understood.item if sure else None,
        "confidence": understood.confidence,
        "alternatives": others,
    }


def _guess(what: str, guess: Guess, name: str) -> dict[str, Any]:
    return {"of": what, what: guess.id, "name": name, "confidence": guess.confidence}


def _answer(answer: Answer, reply: Reply) -> dict[str, Any]:
    outlook = reply.outlooks[answer.fund]
    return {
        "fund": answer.fund,
        "verdict": answer.verdict.value,
        "reason": None if answer.reason is None else answer.reason.value,
        "authority": _authority(answer.authority),
        "findings": [finding_object(finding) for finding in answer.findings],
        "facts_needed": [one.fact for one in answer.facts_needed],
        "standing": standing_of(answer, outlook),
        "in_good_order": {
            "verdict": outlook.verdict.value,
            "reason": None if outlook.reason is None else outlook.reason.value,
            "authority": _authority(outlook.authority),
            "conditions": [finding.rule for finding in outlook.findings if finding.verdict is Verdict.WITH_CONDITIONS],
        },
    }


def _authority(authority: Authority | None) -> dict[str, Any] | None:
    if authority is None:
        return None
    return {"rule": authority.rule, "says": authority.says, "citations": [one.text for one in authority.citations]}


def _open(fact: OpenFact) -> dict[str, Any]:
    return {**_question(fact.needed), "funds": list(fact.funds), "rules": list(fact.rules), "divides": fact.divides}


def _question(needed: FactNeeded) -> dict[str, Any]:
    return {
        "fact": needed.fact,
        "question": needed.question,
        "type": needed.type,
        "choices": [{"value": value, "means": means} for value, means in needed.choices],
        "why": needed.why,
    }
