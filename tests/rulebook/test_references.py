"""The register, programs worth a look, the tool's own notices, and the letter with its grades."""

from __future__ import annotations

import pytest

from stemfunds.rulebook.model import Citation, LetterExample, LetterGrade, Notice, Program, Reference

from .conftest import Read, Told

REFERENCE = "{reference: ref-1, name: Other, agency: State, who_applies: All, kinds: [camp], could_pay: C., restriction: R.}"
EXAMPLE = "{example: L-1, section: 1, who: lea, kinds: [camp], fund: stem-fund, paraphrase: P., rests_on: law-1 (a), grade: READ}"


def test_a_reference(read: Read) -> None:
    """What it must have, and what it may have."""
    full = REFERENCE.replace("}", ', assistance_listing: "84.1", status: Open., cite: law-1 (a)}')
    book = read("", ("more.yaml", "", f"references:\n  - {full}\n"))
    assert book.references == {
        "ref-1": Reference(
            id="ref-1",
            name="Other",
            agency="State",
            who_applies="All",
            kinds=("camp",),
            could_pay="C.",
            restriction="R.",
            assistance_listing="84.1",
            status="Open.",
            cite=(Citation("law-1", "(a)"),),
        )
    }


def test_a_program(read: Read) -> None:
    """How much of a fund is encoded, and what is known to be missing."""
    book = read("", ("more.yaml", "", "programs:\n  - {fund: stem-fund, encoded: partial, known_gaps: [One, Two]}\n"))
    assert book.programs == {"stem-fund": Program("stem-fund", "partial", known_gaps=("One", "Two"))}


def test_a_notice(read: Read) -> None:
    """The tool's own words, with their weight and what to do."""
    assert read().notices["NOBODY-PAYS"] == Notice("NOBODY-PAYS", "Nobody pays {amount}.", "warning", "Charge it.")


def test_an_example_of_the_letter(read: Read) -> None:
    """With the grade of what was read, and what may be said for it."""
    grade = "grades:\n  - {grade: READ, means: It was read., tool_may_say: The letter says}\n"
    book = read("", ("more.yaml", "", f"{grade}examples:\n  - {EXAMPLE}\n"))
    assert book.letter_grades == {"READ": LetterGrade("READ", "It was read.", "The letter says")}
    assert book.letter == {
        "L-1": LetterExample("L-1", "1", "lea", ("camp",), "stem-fund", "P.", (Citation("law-1", "(a)"),), "READ")
    }


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            f"references:\n  - {REFERENCE.replace('camp', 'camps')}\n",
            ['rules/more.yaml:2:5  unknown kind "camps" (did you mean "camp"?)'],
        ),
        (
            f"references:\n  - {REFERENCE.replace('agency', 'agent')}\n",
            [
                'rules/more.yaml:2:5  a reference has no "agency"',
                'rules/more.yaml:2:37  unknown key "agent" in a reference (did you mean "agency"?)',
            ],
        ),
        (
            f"references:\n  - {REFERENCE.replace('R.}', 'R., cite: law-2}')}\n",
            ['rules/more.yaml:2:123  unknown source "law-2" (did you mean "law-1"?)'],
        ),
        (
            "programs:\n  - {fund: stem-fund, encoded: half}\n",
            ['rules/more.yaml:2:32  encoded "half": expected one of full, none, partial'],
        ),
        (
            "notices:\n  - {notice: N, says: S., severity: fatal}\n",
            ['rules/more.yaml:2:37  severity "fatal": expected one of error, note, warning'],
        ),
        (
            f"examples:\n  - {EXAMPLE.replace('camp', 'camps')}\n",
            ['rules/more.yaml:2:49  unknown kind "camps" (did you mean "camp"?)'],
        ),
        ("grades:\n  - {grade: READ, means: M.}\n", ['rules/more.yaml:2:5  a grade has no "tool_may_say"']),
    ],
)
def test_mistakes(told: Told, text: str, messages: list[str]) -> None:
    """Each with its place and the nearest right name."""
    assert told("", ("more.yaml", "", text)) == messages


@pytest.mark.parametrize(
    ("entry", "where"),
    [(REFERENCE, "references"), (EXAMPLE, "examples"), ("{notice: N, says: S., severity: note}", "notices")],
)
def test_a_name_stands_once(told: Told, entry: str, where: str) -> None:
    """The second one is refused, not taken for the first."""
    found = told("", ("more.yaml", "", f"{where}:\n  - {entry}\n  - {entry}\n"))
    assert len(found) == 1
    assert found[0].startswith("rules/more.yaml:3:5  ")
    assert "twice" in found[0]
