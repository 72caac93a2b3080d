"""The prompts in which one fact is asked on a terminal: a list to choose from, a list to tick, or a line to type on."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from stemfunds.asking.given import fact_value
from stemfunds.judging.case import FactValue
from stemfunds.reading.problems import Problem, Problems
from stemfunds.reporting.styled import shortened
from stemfunds.rulebook.model import Fact

if TYPE_CHECKING:
    from questionary import Question

DONE = "done"


class Said(Enum):
    """What a person may say in place of an answer."""

    SKIP = "skip"
    WHY = "why"
    BACK = "back"
    ENOUGH = "enough"


SKIP_WORDS = "I don't know (skip)"


def fact_prompt(fact: Fact, question: str, enough: str, width: int) -> Question:
    """The prompt for a fact; `enough` are the words of the choice that ends the questions. Long choices are wrapped."""
    import questionary

    question = "\n  ".join(textwrap.wrap(question, width - _ROOM_TO_TELL, break_on_hyphens=False))
    choices = dict(fact.choices) if fact.type != "yes-no" else {"yes": "Yes", "no": "No"}
    if fact.type in ("choice", "yes-no"):
        offered = [
            questionary.Choice(SKIP_WORDS, Said.SKIP),
            *(questionary.Choice(in_lines(means, width), value) for value, means in choices.items()),
            questionary.Choice(enough, Said.ENOUGH),
        ]
        prompt = questionary.select(question, offered, instruction="(? tells why)")
        return with_keys(prompt, {"?": Said.WHY})
    if fact.type == "choices":
        ticked = [questionary.Choice(in_lines(means, width), value) for value, means in choices.items()]
        prompt = questionary.checkbox(question, ticked, instruction="(space ticks; ? tells why)")
        return with_keys(prompt, {"?": Said.WHY})

    def usable(typed: str) -> bool | str:
        if typed.strip() in ("", "?", DONE):
            return True
        problems = Problems("answer")
        fact_value(fact, typed.strip(), problems)
        return next((said_shortly(problem, width) for problem in problems), True)

    form = f"({_FORMS[fact.type]}; Enter skips, ? tells why, done ends)"
    return questionary.text(question, validate=usable, instruction=beside(question, form, width))


_FORMS = {
    "money": "dollars and cents",
    "number": "a number",
    "percent": "a percentage",
    "date": "a date, YYYY-MM-DD",
    "text": "a few words",
}


def in_lines(title: str, width: int) -> str:
    """The words of a choice, in lines that begin behind its mark."""
    return f"\n{' ' * _MARK}".join(textwrap.wrap(title, width - _MARK - 1, break_on_hyphens=False))


def beside(question: str, form: str, width: int) -> str:
    """How an answer is typed: behind the question, or on the next line where it is too long."""
    return f"{form} " if len(question) + len(form) + _ROOM_TO_TYPE <= width and "\n" not in question else f"\n  {form} "


def said_shortly(problem: Problem, width: int) -> str:
    """What is wrong with an answer, in one line of the terminal."""
    whole = _ANSWER.sub("", problem.message)
    hint = f'; did you mean "{problem.nearest}"?' if problem.nearest else ""
    short = f"expected {problem.expected}"
    return next((words for words in (whole, short + hint, short) if len(words) < width), shortened(short, width - 1))


_MARK = 5
_ROOM_TO_TYPE = 24
_ROOM_TO_TELL = 18
_ANSWER = re.compile(r'^answer "[^"]*": ')


def with_keys(question: Question, keys: Mapping[str, Said]) -> Question:
    """The same prompt, in which some keys say something in place of an answer."""
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    bindings = question.application.key_bindings
    if isinstance(bindings, KeyBindings):
        for key, said in keys.items():

            @bindings.add(key, eager=True)
            def _(event: KeyPressEvent, said: Said = said) -> None:
                event.app.exit(result=said)

    return question


def answer_value(fact: Fact, said: object) -> FactValue:
    """The typed value of an answer that the prompt has checked."""
    if isinstance(said, list):
        return frozenset(map(str, said))
    value = fact_value(fact, str(said).strip(), Problems("answer"))
    if value is None:
        raise ValueError(f"{fact.id}: {said!r} is no answer")
    return value
