"""Questions on a terminal: typed, chosen or ticked; each can be skipped, `?` tells why it matters, `<` goes back."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from stemfunds.asking.prompts import SKIP_WORDS, Said, beside, in_lines, said_shortly, with_keys
from stemfunds.reading.nodes import Node, Scalar
from stemfunds.reading.problems import Problems
from stemfunds.reporting.styled import Line, wrapped
from stemfunds.starting.answers import Answers
from stemfunds.starting.questions import Question

if TYPE_CHECKING:
    from questionary import Question as Prompt

T = TypeVar("T")
Reader = Callable[[Node, Problems, str], T | None]
"""Reads what was typed, or notes what is wrong with it."""

_NEEDED = "An answer is needed here. ? tells why, and < goes back."
_KEYS = {"?": Said.WHY, "<": Said.BACK}


class Back(Exception):  # noqa: N818  (it is a wish, not an error)
    """The person wants the question before."""


class Asker:
    """Asks questions in the width of a terminal; `asked` counts them.

    Answers of a draft are said again first, without a word; `resumed` is called when a person is asked after them.
    """

    def __init__(self, show: Callable[[Iterable[Line]], None], width: int, answers: Answers | None = None) -> None:
        self._show = show
        self.width = width
        self.answers = answers or Answers()
        self.asked = 0
        self.resumed: Callable[[], None] | None = None

    def show(self, lines: Iterable[Line]) -> None:
        """Show lines, unless all of it was shown before the interview was broken off."""
        if not self.answers.wait and self.resumed is None:
            self._show(lines)

    def say(self, words: str, style: str = "", indent: int = 0) -> None:
        """Tell something between two questions."""
        self.show(wrapped(words, self.width, indent, style, [(" " * indent, "")]))

    def line(self, question: Question, read: Reader[T], begun: str = "") -> T | None:
        """A typed answer, read as the plan file reads it; None where it is skipped. `begun` stands there already."""
        import questionary

        def usable(typed: str) -> bool | str:
            if _wish(typed, begun):
                return True
            if not typed.strip():
                return _NEEDED if question.needed else True
            problems = Problems("answer")
            _read(read, typed, problems)
            return next((said_shortly(problem, self.width) for problem in problems), True)

        def prompt() -> Prompt:
            skips = "" if question.needed or "Enter" in question.form else "; Enter skips"
            form = beside(question.text, f"({question.form}{skips})", self.width)
            return questionary.text(question.text, default=begun, validate=usable, instruction=form)

        typed = str(self._ask(question, prompt, begun)).strip()
        return _read(read, typed, Problems("answer")) if typed else None

    def choose(self, question: Question, options: Sequence[tuple[str, T]], skip: str = SKIP_WORDS) -> T | None:
        """One of some answers; None where it is skipped. The words for skipping stand last; without them there is no skipping."""
        import questionary

        values: list[T | None] = [value for _, value in options]
        offered = [questionary.Choice(self._fit(title), number) for number, (title, _) in enumerate(options)]
        if skip and not question.needed:
            offered.append(questionary.Choice(self._fit(skip), len(values)))
            values.append(None)

        def prompt() -> Prompt:
            return with_keys(questionary.select(question.text, offered, instruction="(arrow keys and Enter)"), _KEYS)

        number: int = self._ask(question, prompt)
        return values[number]

    def find(self, question: Question, options: Sequence[tuple[str, str]]) -> str:
        """One of very many answers, found by typing a part of its name."""
        import questionary

        offered = [questionary.Choice(self._fit(title), value) for title, value in options]

        def prompt() -> Prompt:
            found = questionary.select(
                question.text,
                offered,
                instruction="(type a part of the name, then arrow keys and Enter)",
                use_search_filter=True,
                use_jk_keys=False,
            )
            return with_keys(found, _KEYS)

        return str(self._ask(question, prompt))

    def tick(self, question: Question, options: Sequence[tuple[str, str]], ticked: Sequence[str] = ()) -> tuple[str, ...]:
        """Several of some answers, or none."""
        import questionary

        offered = [questionary.Choice(self._fit(title), value, checked=value in ticked) for title, value in options]

        def prompt() -> Prompt:
            instruction = "(space ticks, Enter goes on)"
            return with_keys(questionary.checkbox(question.text, offered, instruction=instruction), _KEYS)

        return tuple(self._ask(question, prompt))

    def agrees(self, question: Question) -> bool:
        """Yes or no; yes stands first."""
        return bool(self.choose(question, (("Yes", True), ("No", False)), skip=""))

    def _ask(self, question: Question, prompt: Callable[[], Prompt], begun: str | None = None) -> Any:
        """Ask until there is an answer. Raises Back, and KeyboardInterrupt when the person ends it."""
        said = self.answered(question.text, prompt, lambda: self.say(question.why, indent=2), begun)
        if said is Said.BACK or said == "<":
            raise Back
        self.asked += 1
        return said

    def answered(self, question: str, prompt: Callable[[], Prompt], why: Callable[[], None], begun: str | None = None) -> Any:
        """What is said to a question: the answer of the draft, or else what a person says, which is kept.

        `begun` is what stood there already where a line is typed.
        """
        if self.answers.fits(question):
            return self.answers.again()
        if self.resumed is not None:
            resumed, self.resumed = self.resumed, None
            resumed()
        while True:
            try:
                said = prompt().unsafe_ask()
            except EOFError:
                raise KeyboardInterrupt from None
            if begun is not None:
                said = _wish(str(said), begun) or said
            if said is Said.WHY or said == "?":
                why()
                continue
            self.answers.add(question, said)
            return said

    def _fit(self, title: str) -> str:
        return in_lines(title, self.width)


def walk(asker: Asker, steps: Sequence[Callable[[], None]]) -> None:
    """Take some steps in turn, of which each asks at most one question; Back returns to the last one that asked.

    Raises Back at the first question.
    """
    place, asking = 0, list[int]()
    while place < len(steps):
        before = asker.asked
        try:
            steps[place]()
        except Back:
            if not asking:
                raise
            place = asking.pop()
            continue
        if asker.asked > before:
            asking.append(place)
        place += 1


def _wish(typed: str, begun: str) -> Said | None:
    """What is wished for in place of an answer, alone or typed behind what stood there already."""
    return _KEYS.get(typed.strip().removeprefix(begun.strip()).strip())


def _read(read: Reader[T], typed: str, problems: Problems) -> T | None:
    return read(Scalar(typed.strip(), 1, 1), problems, "answer")


def slug(name: str, taken: Iterable[str], most: int = 30) -> str:
    """A short id from a name: `Lincoln Middle School` becomes `lincoln-middle-school`; a taken one gets a number."""
    plain_letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain_letters.casefold()).strip("-") or "x"
    short = textwrap.shorten(words.replace("-", " "), most, placeholder="").replace(" ", "-") or words[:most]
    used, number, found = set(taken), 2, short
    while found in used:
        found, number = f"{short}-{number}", number + 1
    return found
