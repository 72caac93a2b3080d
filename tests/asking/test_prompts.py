"""The prompts of the interview, one for each type of fact, with keys from a pipe."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from stemfunds.asking.interview import Interview
from stemfunds.asking.narrowing import OpenFact
from stemfunds.asking.prompts import Said
from stemfunds.asking.session import Session
from stemfunds.judging.case import FactValue
from stemfunds.judging.result import FactNeeded
from stemfunds.reporting.styled import Line, plain

DOWN, ENTER, SPACE = "\x1b[B", "\r", " "


def asked(session: Session, name: str, keys: str) -> tuple[FactValue | Said, str]:
    """What one question gives for some keys, and what was shown beside the prompt."""
    shown: list[str] = []

    def show(lines: Iterable[Line]) -> None:
        shown.extend(plain(line) for line in lines)

    fact = session.rulebook.facts[name]
    needed = FactNeeded(name, fact.question, fact.type, tuple(fact.choices.items()), fact.why)
    interview = Interview(session, session.reply("VEX registration fees", funds=["title-iv-a"]), show, 100)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        said = interview.ask(OpenFact(needed, ("title-iv-a",), ("T4A-COMPETITION",), 1))
    return said, "\n".join(shown)


@pytest.mark.parametrize(
    ("name", "keys", "expected"),
    [
        ("activity.required_by_law", ENTER, Said.SKIP),
        ("activity.required_by_law", DOWN + ENTER, True),
        ("activity.required_by_law", DOWN * 2 + ENTER, False),
        ("activity.required_by_law", DOWN * 3 + ENTER, Said.ENOUGH),
        ("activity.in_application", DOWN * 2 + ENTER, "prepared"),
        ("activity.student_groups", ENTER, Said.SKIP),
        ("activity.student_groups", DOWN + SPACE + DOWN + SPACE + ENTER, frozenset({"low-income", "english-learners"})),
        ("line.amount", "1,250.50" + ENTER, 125050),
        ("line.amount", ENTER, Said.SKIP),
        ("line.amount", "done" + ENTER, Said.ENOUGH),
        ("line.amount", "lots" + ENTER + "\x7f" * 4 + "12" + ENTER, 1200),
        ("activity.grade_lowest", "6" + ENTER, Decimal(6)),
        ("school.low_income_percent", "71.4" + ENTER, Decimal("71.4")),
        ("activity.need", "31 percent" + ENTER, "31 percent"),
    ],
)
def test_answers(session: Session, name: str, keys: str, expected: FactValue | Said) -> None:
    """Chosen, ticked or typed; Enter alone skips; what cannot be read is not taken."""
    assert asked(session, name, keys)[0] == expected


@pytest.mark.parametrize(
    ("name", "keys"),
    [("activity.required_by_law", "?" + ENTER), ("activity.student_groups", "?" + ENTER), ("line.amount", "?" + ENTER + ENTER)],
)
def test_why(session: Session, name: str, keys: str) -> None:
    """A question mark tells how far it decides and which rule reads it, and then it is asked again."""
    said, shown = asked(session, name, keys)
    assert said is Said.SKIP
    assert "the answer decides 1 fund" in shown
    assert "T4A-COMPETITION" in shown
    assert "ESEA 4107(a)(3)(C)(ii)" in " ".join(shown.split())
