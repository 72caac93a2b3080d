"""The small parts of the interview: ids from names, going back, the figures of a line, the years of an award, the draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from stemfunds.plan.arithmetic import computed_line
from stemfunds.plan.line import Line
from stemfunds.reading import scalars
from stemfunds.reporting.styled import Line as Shown
from stemfunds.reporting.styled import plain
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.starting.answers import KeptDraft
from stemfunds.starting.asker import Asker, Back, slug, walk
from stemfunds.starting.draft import Draft, comments
from stemfunds.starting.interview import goes_on
from stemfunds.starting.money import ask_awards, years_open
from stemfunds.starting.prices import ask_price
from stemfunds.starting.questions import QUESTIONS
from stemfunds.starting.whom import ask_whom

DOWN, ENTER, SPACE, AS_OF = "\x1b[B", "\r", " ", date(2026, 11, 23)


def pressed(keys: str, ask: Callable[[Asker], Any]) -> tuple[Any, str]:
    """What some questions give for some keys, and what was said beside them."""
    shown: list[str] = []

    def show(lines: Iterable[Shown]) -> None:
        shown.extend(plain(line) for line in lines)

    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        return ask(Asker(show, 80)), "\n".join(shown)


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Lincoln Middle School", [], "lincoln-middle-school"),
        ("Lincoln Middle School", ["lincoln-middle-school"], "lincoln-middle-school-2"),
        ("St. Mary's (K-8)", [], "st-mary-s-k-8"),
        ("Escuela Ñandú", [], "escuela-nandu"),
        ("…", [], "x"),
        ("A very long name of a school that goes on and on", [], "a-very-long-name-of-a-school"),
        ("Llanfairpwllgwyngyllgogerychwyrndrobwll", [], "llanfairpwllgwyngyllgogerychwy"),
    ],
)
def test_ids_from_names(name: str, taken: list[str], expected: str) -> None:
    assert slug(name, taken) == expected


def test_a_wish_is_heard_behind_what_stands_there() -> None:
    """`?` and `<` are typed behind the answer that is offered."""
    question = QUESTIONS["school_year"]
    found, told = pressed("?\r" + ENTER, lambda asker: asker.line(question, scalars.school_year, "2026-27"))
    assert found == "2026-27"
    assert " ".join(told.split()) == " ".join(question.why.split())
    with pytest.raises(Back):
        pressed("<\r", lambda asker: asker.line(question, scalars.school_year, "2026-27"))


def test_back_returns_to_the_last_step_that_asked() -> None:
    asker, taken = Asker(lambda lines: None, 80), list[str]()

    def asks() -> None:
        asker.asked += 1
        taken.append("asks")

    def silent() -> None:
        taken.append("silent")

    def back_once() -> None:
        taken.append("last")
        if taken.count("last") == 1:
            raise Back

    walk(asker, [asks, silent, back_once])
    assert taken == ["asks", "silent", "last", "asks", "silent", "last"]
    with pytest.raises(Back):
        walk(asker, [silent, lambda: (_ for _ in ()).throw(Back)])


@pytest.mark.parametrize(
    ("keys", "amount"),
    [
        (ENTER + "3\rteams\r150.00\r", 45000),
        (ENTER + "3\r\r0.125\r", 38),
        (DOWN + ENTER + "8\r30\r40\r", 960000),
        (DOWN * 2 + ENTER + "0.5\r78,500\r\r", 3925000),
        (DOWN * 2 + ENTER + "0.5\r78,500\r10\r", 3270833),
        (DOWN * 3 + ENTER + "$1,250.50\r", 125050),
        (DOWN * 4 + ENTER, 0),
        (ENTER + "3\r\r\r", 0),
        (ENTER + "<\r" + DOWN * 3 + ENTER + "7\r", 700),
    ],
)
def test_how_an_amount_comes_about(keys: str, amount: int) -> None:
    """The line states its arithmetic, and the arithmetic gives its amount."""
    price, _ = pressed(keys, ask_price)
    line = Line(id="A1-x", description="x", item="supplies-materials", **price)
    assert line.amount == amount
    assert computed_line(line) in (amount, None)
    if line.quantity is not None:
        assert (line.quantity, line.unit_price is not None) == (Decimal(3), True)


def test_years_in_which_money_is_open() -> None:
    funds = load_rulebook([]).funds
    assert years_open(funds["arp-esser"], AS_OF) == []
    assert years_open(funds["title-iv-a"], AS_OF) == [2025, 2026]
    assert years_open(funds["local"], AS_OF) == [2026]


def test_a_list_that_cannot_be_read_is_told_and_left() -> None:
    """The funds can be ticked all the same."""
    book, draft = load_rulebook([]), Draft()
    draft.district = draft.district.__class__(name="Pine Creek", state="OH", nces_id="3900001")
    keys = "nowhere.csv\r" + SPACE + ENTER + ENTER + "1,000\r"
    _, said = pressed(keys, lambda asker: ask_awards(asker, draft, book, AS_OF))
    assert "nowhere.csv" in said
    assert "Nothing is taken from the list." in said
    assert [(award.fund, award.amount) for award in draft.awards] == [("idea-b-611", 100000)]


def test_almost_everything_can_be_skipped() -> None:
    """A name and a State are all that is needed of the district; the file says what is open."""
    book, draft = load_rulebook([]), Draft()
    pressed("Pine Creek\rOH\r\r" + "\x08" * 7 + "\r\r\r", lambda asker: ask_whom(asker, draft, book, "", AS_OF))
    assert (draft.district.nces_id, draft.school_year, draft.period, draft.schools) == ("", "", None, [])
    assert "nces_id" in comments(draft, book, "plan.yaml")["district",]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_questions_fit_a_terminal(question: Any) -> None:
    """In 80 columns, with their reason and the form of an answer."""
    assert question.why.endswith(".")
    assert question.text.endswith("?")
    assert max(len(question.text), len(question.form)) <= 70


@pytest.mark.parametrize(("keys", "goes"), [(ENTER, True), (DOWN + ENTER, False)])
def test_a_draft_is_gone_on_with_or_left(tmp_path: Path, keys: str, goes: bool) -> None:
    kept = KeptDraft(tmp_path / "plan.draft.yaml", "", AS_OF, (("Who?", "x"),))
    assert pressed(keys, lambda asker: goes_on(asker, kept))[0] is goes
