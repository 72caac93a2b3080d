"""How questions are read, from the files in `words/`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import rulebook_with

from stemfunds.reading.problems import UnusableInput
from stemfunds.rulebook.model import Asked, HeardAs, Rulebook

WORDS = """\
  - {item: teachers, name: Teachers, object: personnel, obligated: performed}
"""
READING = (
    WORDS
    + """\
wording:
  little_words: [a, the]
  breaks: [for]
  common_words: [buy]
  other_questions: [who is]
  ask_first: [activity.safe]
  abbreviations: {PD: professional development}
  capitals: {AT: assistive tool}
  grades: {middle school: 6-8}
heard:
  - {kind: robotics, called: [robots, bots], usual: [kits]}
  - {item: kits, called: [boxes], usual: [robotics], gives_way: yes}
"""
)
ASKED = """\
asked:
  - {ask: bots for the fair, kind: robotics, item: [kits, teachers]}
  - {ask: a kit, item: kits}
"""


def test_the_wording_of_a_file(tmp_path: Path) -> None:
    """Lists, tables, and more names of kinds and items."""
    wording = rulebook_with(tmp_path, "", ("words.yaml", WORDS, READING)).wording
    assert (wording.little_words, wording.breaks, wording.ask_first) == (("a", "the"), ("for",), ("activity.safe",))
    assert (wording.abbreviations, wording.capitals) == ({"PD": "professional development"}, {"AT": "assistive tool"})
    assert wording.grades == {"middle school": (6, 8)}
    assert wording.kinds == {"robotics": HeardAs("robotics", ("robots", "bots"), ("kits",))}
    assert wording.items == {"kits": HeardAs("kits", ("boxes",), ("robotics",), True)}


def test_what_was_asked(tmp_path: Path) -> None:
    """Examples, with what each may mean; what an example does not name stays empty."""
    asked = rulebook_with(tmp_path, "", ("words.yaml", WORDS, READING + ASKED)).wording.asked
    assert asked == (Asked("bots for the fair", ("robotics",), ("kits", "teachers")), Asked("a kit", (), ("kits",)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: robotics,", "kind: robotix,", 'unknown kind "robotix" (did you mean "robotics"?)'),
        ("item: [kits, teachers]", "item: [kits, teacher]", 'unknown item "teacher" (did you mean "teachers"?)'),
        ("ask: a kit,", "ask: bots for the fair,", '"bots for the fair" is asked twice'),
        ("{ask: a kit, item: kits}", "{ask: a kit}", 'what was asked has neither "kind" nor "item"'),
        ("{ask: a kit, item: kits}", "{item: kits}", 'what was asked has no "ask"'),
        ("{ask: a kit, item", "{ask: a kit, itm", 'unknown key "itm" in what was asked'),
    ],
)
def test_mistakes_in_examples_have_their_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    """File, line and the nearest right name."""
    assert old in ASKED
    with pytest.raises(UnusableInput) as raised:
        rulebook_with(tmp_path, "", ("words.yaml", WORDS, READING + ASKED.replace(old, new)))
    found = [problem for problem in raised.value.problems if message in problem.message]
    assert found
    assert found[0].file.endswith("words.yaml")
    assert found[0].line >= ASKED.count("\n")


def test_what_prevails_and_what_settles(tmp_path: Path) -> None:
    """Two flags of an item; the second needs usual kinds."""
    flagged = READING.replace("gives_way: yes", "prevails: yes, settles: yes")
    kits = rulebook_with(tmp_path, "", ("words.yaml", WORDS, flagged)).wording.items["kits"]
    assert (kits.gives_way, kits.prevails, kits.settles) == (False, True, True)


def test_words_of_a_kind_and_an_item_at_once(tmp_path: Path) -> None:
    """They stand behind the words of each; a pair may stand twice."""
    pairs = "  - {kind: robotics, item: kits, called: [gears]}\n  - {kind: robotics, item: teachers, called: [coder]}\n"
    wording = rulebook_with(tmp_path, "", ("words.yaml", WORDS, READING + pairs)).wording
    assert wording.kinds["robotics"].called == ("robots", "bots", "gears", "coder")
    assert wording.items["kits"] == HeardAs("kits", ("boxes", "gears"), ("robotics",), True)
    assert wording.items["teachers"] == HeardAs("teachers", ("coder",))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("- {item: kits, called", "- {kind: robotics, item: kits, called", 'words of a kind and an item at once take no "usual"'),
        ("kind: robotics, called", "kind: robotix, called", 'unknown kind "robotix" (did you mean "robotics"?)'),
        ("item: kits, called", "item: kitz, called", 'unknown item "kitz" (did you mean "kits"?)'),
        ("gives_way: yes", "gives_way: yes, prevails: yes", 'item "kits" cannot both give way and prevail'),
        ("usual: [kits]}", "usual: [kits], settles: yes}", 'kind "robotics" settles nothing: only an item with usual kinds does'),
        ("usual: [robotics], ", "settles: yes, ", 'item "kits" settles nothing: only an item with usual kinds does'),
        ("usual: [kits]", "usual: [snaks]", 'unknown item "snaks" (did you mean "snacks"?)'),
        ("usual: [robotics]", "usual: [cmp]", 'unknown kind "cmp"'),
        (
            "ask_first: [activity.safe]",
            "ask_first: [activity.saf]",
            'unknown fact "activity.saf" (did you mean "activity.safe"?)',
        ),
        ("middle school: 6-8", "middle school: 8-6", "the lower grade comes first"),
        ("called: [robots, bots]", "caled: [robots]", 'unknown key "caled"'),
        ("little_words:", "little_wrds:", 'unknown key "little_wrds" in wording'),
        ("capitals: {AT: assistive tool}", "capitals: [AT]", "capitals: expected each word with what it means"),
        (
            "- {item: kits, called: [boxes]",
            "- {item: kits}\n  - {item: kits, called: [boxes]",
            'the words of item "kits" stand twice',
        ),
    ],
)
def test_mistakes_have_their_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    """File, line and the nearest right name."""
    assert old in READING
    with pytest.raises(UnusableInput) as raised:
        rulebook_with(tmp_path, "", ("words.yaml", WORDS, READING.replace(old, new)))
    assert any(message in problem.message and problem.file.endswith("words.yaml") for problem in raised.value.problems)


def test_the_federal_wording(federal: Rulebook) -> None:
    """Every item says which kinds it goes with, or has a kind of its own; every kind says what it mostly buys."""
    wording = federal.wording
    assert [kind for kind in federal.kinds if not (kind in wording.kinds and wording.kinds[kind].usual)] == []
    lone = [
        item.id
        for item in federal.items.values()
        if not item.kind and not (item.id in wording.items and wording.items[item.id].usual)
    ]
    assert lone == []
