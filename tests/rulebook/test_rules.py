"""Rules of the seven sections."""

from __future__ import annotations

import pytest

from .conftest import REQUIREMENT, Told


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            "    must: {activity.safe: yes}\n    otherwize: no\n",
            'rules/fund.yaml:28:5  unknown key "otherwize" in a rule of requirements (did you mean "otherwise"?)',
        ),
        (
            "    must: {activity.safe: yes}\n    for: {kind: [robotics]}\n",
            'rules/fund.yaml:28:11  unknown key "kind" in for (did you mean "kinds"?)',
        ),
        (
            "    must: {activity.safe: yes}\n    in_force: {form: 2024-01-01}\n",
            'rules/fund.yaml:28:16  unknown key "form" in in_force (did you mean "from"?)',
        ),
    ],
)
def test_unknown_keys(told: Told, more: str, message: str) -> None:
    """A key in the wrong place is refused at every level."""
    assert told(REQUIREMENT + more) == message.split("\n")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            "    must: {activity.safe: yes}\n    for: {funds: [stem-fnd]}\n",
            'rules/fund.yaml:28:18  unknown name "stem-fnd" in funds (did you mean "stem-fund"?)',
        ),
        (
            "    must: {activity.safe: yes}\n    for: {kinds: [robotic]}\n",
            'rules/fund.yaml:28:18  unknown name "robotic" in kinds (did you mean "robotics"?)',
        ),
        (
            "    must: {activity.safe: yes}\n    for: {items: [kit]}\n",
            'rules/fund.yaml:28:18  unknown name "kit" in items (did you mean "kits"?)',
        ),
        (
            "    must: {activity.safe: yes}\n    for: {objects: [supply]}\n",
            'rules/fund.yaml:28:20  unknown name "supply" in objects (did you mean "supplies"?)',
        ),
        (
            "    must: {activity.safe: yes}\n    step: purpos\n",
            (
                'rules/fund.yaml:28:11  step "purpos": expected one of cost-principles, documentation, '
                'limits-and-period, program, purpose (did you mean "purpose"?)'
            ),
        ),
    ],
)
def test_unknown_names(told: Told, more: str, message: str) -> None:
    """What a rule reaches must exist."""
    assert told(REQUIREMENT + more) == message.split("\n")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("", 'rules/fund.yaml:24:5  a rule of requirements has no "must"'),
        (
            "    must: {activity.safe: yes}\n    in_force: {from: 2024-01-01, until: 2024-01-01}\n",
            "rules/fund.yaml:28:15  in_force: until 2024-01-01 is not after from 2024-01-01",
        ),
    ],
)
def test_what_a_rule_must_have(told: Told, more: str, message: str) -> None:
    """A requirement says what must hold, and its dates leave it some time in force."""
    assert told(REQUIREMENT + more) == message.split("\n")


@pytest.mark.parametrize(
    ("section", "message"),
    [
        (
            "conditions:\n  - id: C\n    says: A rule.\n    cite: law-1\n",
            'rules/fund.yaml:24:5  a rule of conditions has no "do"',
        ),
        ("prohibitions:\n  - id: C\n    cite: law-1\n", 'rules/fund.yaml:24:5  a rule of prohibitions has no "says"'),
        ("prohibitions:\n  - id: C\n    says: S.\n", 'rules/fund.yaml:24:5  a rule of prohibitions has no "cite"'),
        (
            'prohibitions:\n  - id: C\n    says: ""\n    cite: law-1\n',
            'rules/fund.yaml:25:11  "says" in a rule of prohibitions is empty',
        ),
        ("prohibitions:\n  id: C\n", "rules/fund.yaml:24:3  prohibitions: expected a list, found a mapping"),
        ("prohibitions:\n  - C\n", 'rules/fund.yaml:24:5  a rule of prohibitions: expected a mapping, found "C"'),
        (
            "advice:\n  - id: C\n    says: S.\n    cite: law-1\n    severity: eror\n",
            'rules/fund.yaml:27:15  severity "eror": expected one of note, warning',
        ),
        ("advice:\n  - id: C\n    says: S.\n    cite: law-1\n", 'rules/fund.yaml:24:5  a rule of advice has no "severity"'),
        (
            "judgements:\n  - id: C\n    says: S.\n    cite: law-1\n    weigh: [line.unit_cst]\n",
            'rules/fund.yaml:27:12  unknown fact "line.unit_cst" (did you mean "line.unit_cost"?)',
        ),
        (
            "prohibitions:\n  - id: C\n    says: S.\n    cite: law-1\n    weigh: [figure.treshold]\n",
            'rules/fund.yaml:27:12  unknown figure "treshold" (did you mean "threshold"?)',
        ),
    ],
)
def test_missing_parts(told: Told, section: str, message: str) -> None:
    """A rule has an id, its law in words, and a citation; told once, not once for each thing that follows."""
    assert told(section) == message.split("\n")


@pytest.mark.parametrize(
    ("section", "message"),
    [
        (
            "requirements:\n  - id: SF-R\n    says: A rule.\n    cite: memo-1\n    must: {activity.safe: yes}\n",
            (
                "rules/fund.yaml:24:5  SF-R refuses money and rests on no confirmed source: make it advice or a "
                "condition, or confirm a source"
            ),
        ),
        (
            (
                "requirements:\n"
                "  - id: SF-R\n"
                "    says: A rule.\n"
                "    cite: {source: law-1, at: (z), confirmed: no}\n"
                "    must: {activity.safe: yes}\n"
            ),
            (
                "rules/fund.yaml:24:5  SF-R refuses money and rests on no confirmed source: make it advice or a "
                "condition, or confirm a source"
            ),
        ),
    ],
)
def test_a_refusal_rests_on_a_confirmed_source(told: Told, section: str, message: str) -> None:
    """What nobody has read may advise or attach a condition, never refuse money."""
    assert told(section) == message.split("\n")


@pytest.mark.parametrize(
    ("section", "message"),
    [
        (
            (
                "requirements:\n"
                "  - id: SF-R\n"
                "    says: A rule.\n"
                "    cite: law-1\n"
                "    must: {activity.safe: yes}\n"
                "prohibitions:\n"
                "  - id: SF-R\n"
                "    says: A rule.\n"
                "    cite: law-1\n"
            ),
            (
                'rules/fund.yaml:29:5  "SF-R" names another rule already (rules/fund.yaml:24); an id never has two '
                "meanings, and no pack replaces a federal rule"
            ),
        ),
        (
            "requirements:\n  - id: SF-WINDOW\n    says: A rule.\n    cite: law-1\n    must: {activity.safe: yes}\n",
            (
                'rules/fund.yaml:24:5  "SF-WINDOW" names another rule already (rules/fund.yaml:9); an id never has two '
                "meanings, and no pack replaces a federal rule"
            ),
        ),
    ],
)
def test_an_id_has_one_meaning(told: Told, section: str, message: str) -> None:
    """Neither another rule nor a window may use it again."""
    assert told(section) == message.split("\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "fund.yaml",
            "  - id: SF-ROBOTICS\n",
            "  - id: SF-ROBOTICS\n    maturity: trial\n",
            "rules/fund.yaml:20:15  an authority is never on trial: money is paid by it or not",
        ),
    ],
)
def test_an_authority_is_never_on_trial(told: Told, file: str, old: str, new: str, message: str) -> None:
    """A rule on trial refuses nothing, so an authority on trial would pay for everything."""
    assert told("", (file, old, new)) == message.split("\n")
