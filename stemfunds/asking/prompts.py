"""The prompts in which one fact is asked on a terminal: a list to choose from, a list to tick, or a line to type on."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from stemfunds.asking.given import fact_value
from stemfunds.judge.case import FactValue
from stemfunds.reading.problems import Problems
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


def fact_prompt(fact: Fact, question: str, enough: str) -> Question:
    """The prompt for a fact; `enough` are the words of the choice that ends the questions."""
    import questionary

    choices = dict(fact.choices) if fact.type != "yes-no" else {"yes": "Yes", "no": "No"}
    if fact.type in ("choice", "yes-no"):
        offered = [
            questionary.Choice(SKIP_WORDS, Said.SKIP),
            *(questionary.Choice(means, value) for value, means in choices.items()),
            questionary.Choice(enough, Said.ENOUGH),
        ]
        prompt = questionary.select(question, offered, instruction="(? tells why)")
        return with_keys(prompt, {"?": Said.WHY})
    if fact.type == "choices":
        ticked = [questionary.Choice(means, value) for value, means in choices.items()]
        prompt = questionary.checkbox(question, ticked, instruction="(space ticks; ? tells why)")
        return with_keys(prompt, {"?": Said.WHY})

    def usable(typed: str) -> bool | str:
        if typed.strip() in ("", "?", DONE):
            return True
        problems = Problems("answer")
        fact_value(fact, typed.strip(), problems)
        return next((problem.message for problem in problems), True)

    return questionary.text(question, validate=usable, instruction=f"({_FORMS[fact.type]}; Enter skips, ? tells why, done ends) ")


_FORMS = {
    "money": "dollars and cents",
    "number": "a number",
    "percent": "a percentage",
    "date": "a date, YYYY-MM-DD",
    "text": "a few words",
}


def with_keys(question: Question, keys: Mapping[str, Said]) -> Question:
    """The same prompt, in which some keys say something in place of an answer."""
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    bindings = question.application.key_bindings
    if isinstance(bindings, KeyBindings):
        for key, said in keys.items():

            @bindings.add(key)
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
