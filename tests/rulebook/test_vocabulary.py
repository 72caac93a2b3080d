"""The words that rules may use."""

from __future__ import annotations

import pytest

from .conftest import Told


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "facts.yaml",
            "type: date, question: On which day?",
            "type: date, question: On which day?, choice: x",
            'rules/facts.yaml:15:62  unknown key "choice" in a fact (did you mean "choices"?)',
        ),
        (
            "words.yaml",
            "means: Students build robots.",
            "means: Students build robots., goal: learning",
            'rules/words.yaml:4:91  unknown key "goal" in a kind (did you mean "goals"?)',
        ),
        (
            "words.yaml",
            "name: Kits, object: supplies, obligated",
            "name: Kits, object: supplies, class: x, obligated",
            'rules/words.yaml:8:48  unknown key "class" in an item',
        ),
        ("words.yaml", "name: Law 1,", "name: Law 1, link: x,", 'rules/words.yaml:12:30  unknown key "link" in a source'),
        (
            "words.yaml",
            "text: The law, on: 2026-01-02",
            "text: The law, date: 2026-01-02",
            (
                'rules/words.yaml:12:73  verified: "on" gives the date of reading; a source from memory has none\n'
                'rules/words.yaml:12:100  unknown key "date" in verified'
            ),
        ),
        (
            "rulebook.yaml",
            "{step: purpose,",
            "{step: purpose, rung: 1,",
            'rules/rulebook.yaml:3:21  unknown key "rung" in a step',
        ),
    ],
)
def test_unknown_keys(told: Told, file: str, old: str, new: str, message: str) -> None:
    """At every level of every vocabulary; the users of a broken word are not blamed, too."""
    assert told("", (file, old, new)) == message.split("\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "facts.yaml",
            "choices: {tech: Technology, arts: Arts}, ",
            "",
            'rules/facts.yaml:19:5  fact "activity.area" of type choice: only a choice has choices, and it must have them',
        ),
        (
            "facts.yaml",
            "{fact: activity.safe, type: yes-no,",
            "{fact: activity.safe, type: yes-no, choices: {a: b},",
            'rules/facts.yaml:18:5  fact "activity.safe" of type yes-no: only a choice has choices, and it must have them',
        ),
        (
            "facts.yaml",
            "fact: activity.safe",
            "fact: safe",
            'rules/facts.yaml:18:5  fact "safe": expected a scope and a name, such as activity.organizer',
        ),
        (
            "facts.yaml",
            "fact: activity.safe, type: yes-no",
            "fact: activity.safe, type: yesno",
            (
                'rules/facts.yaml:18:33  type "yesno": expected one of choice, choices, date, money, number, percent, '
                'text, yes-no (did you mean "yes-no"?)'
            ),
        ),
        (
            "facts.yaml",
            "type: yes-no, question: Is it safe?",
            "type: yes-no",
            'rules/facts.yaml:18:5  a fact has no "question"',
        ),
    ],
)
def test_facts(told: Told, file: str, old: str, new: str, message: str) -> None:
    """A fact has a scope and a name, a type, a question, and choices if it is a choice."""
    assert told("", (file, old, new)) == message.split("\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "words.yaml",
            "how: memory, text: Nobody looked",
            "how: memory, text: Nobody looked, on: 2026-01-01",
            'rules/words.yaml:13:60  verified: "on" gives the date of reading; a source from memory has none',
        ),
        (
            "words.yaml",
            "text: The law, on: 2026-01-02",
            "text: The law",
            'rules/words.yaml:12:73  verified: "on" gives the date of reading; a source from memory has none',
        ),
        (
            "words.yaml",
            "how: secondary",
            "how: hearsay",
            'rules/words.yaml:14:67  how "hearsay": expected one of memory, read, secondary',
        ),
        (
            "words.yaml",
            "weight: example",
            "weight: exmple",
            'rules/words.yaml:14:42  weight "exmple": expected one of example, guidance, statute (did you mean "example"?)',
        ),
    ],
)
def test_sources(told: Told, file: str, old: str, new: str, message: str) -> None:
    """A source says how it was verified, and when, unless it is from memory."""
    assert told("", (file, old, new)) == message.split("\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "words.yaml",
            "name: Robotics club, group: learning",
            "name: Robotics club, group: lerning",
            'rules/words.yaml:4:50  group "lerning": expected one of learning (did you mean "learning"?)',
        ),
        (
            "words.yaml",
            "means: Students build robots.",
            "means: Students build robots., goals: [learn]",
            'rules/words.yaml:4:98  unknown goal "learn" (did you mean "learning"?)',
        ),
        (
            "words.yaml",
            "name: Kits, object: supplies",
            "name: Kits, object: suplies",
            'rules/words.yaml:8:38  object "suplies": expected one of personnel, supplies (did you mean "supplies"?)',
        ),
        (
            "words.yaml",
            "object: personnel, obligated: performed",
            "object: personnel, obligated: perform",
            (
                'rules/words.yaml:10:68  obligated "perform": expected one of closeout, commitment, performed, '
                'received, taken, used (did you mean "performed"?)'
            ),
        ),
        (
            "words.yaml",
            "name: Kits, object: supplies",
            "name: Kits, kind_stays: yes, object: supplies",
            "rules/words.yaml:8:5  kind_stays: only an item with a kind of its own can keep it; expected kind",
        ),
    ],
)
def test_kinds_and_items(told: Told, file: str, old: str, new: str, message: str) -> None:
    """Groups, goals, object classes and moments are words of the rulebook."""
    assert told("", (file, old, new)) == message.split("\n")


@pytest.mark.parametrize("key", ["tests_assume", "usually"])
def test_what_is_assumed_is_an_answer(told: Told, key: str) -> None:
    """An answer that the fact does not have would make every test or outlook say something else than it seems to."""
    choices = "choices: {tech: Technology, arts: Arts}, "
    answer = f"{key}: art, ".rjust(len("tests_assume: art, "))
    assert told("", ("facts.yaml", choices, f"{choices}{answer}")) == [
        'rules/facts.yaml:19:96  activity.area "art": expected one of tech, arts (did you mean "arts"?)'
    ]
