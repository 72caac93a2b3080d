"""`stemfunds new` on a terminal: a plan asked for question by question, and written with comments beside its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from stemfunds.judging.judge import Judge
from stemfunds.judging.result import PlanResult
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.writer import plan_yaml
from stemfunds.reading.numbers import dollars
from stemfunds.reporting.styled import Line, wrapped
from stemfunds.reporting.words import counted, lines_by_verdict
from stemfunds.rulebook.model import Rulebook
from stemfunds.starting.answers import KeptDraft, draft_names
from stemfunds.starting.asker import Asker, Back
from stemfunds.starting.doing import Doing
from stemfunds.starting.draft import Draft, comments
from stemfunds.starting.facts_asked import FactsAsked
from stemfunds.starting.money import ask_awards
from stemfunds.starting.questions import QUESTIONS as ASK
from stemfunds.starting.whom import ask_whom
from stemfunds.whole_file import write_whole

_HOW = (
    "A plan in five steps: who you are, the money, what you will do, what it costs, and the questions that would decide. "
    "Enter goes on or skips, ? tells why a question matters, < goes back, Ctrl-C stops and keeps what you have answered."
)


def goes_on(asker: Asker, kept: KeptDraft) -> bool:
    """Ask whether to go on with a draft; without that a new interview begins, and the draft stays."""
    options = (
        (f"Go on ({counted(len(kept.answers), 'answer')} in {kept.path.name})", True),
        ("Begin anew; the draft stays", False),
    )
    return bool(asker.choose(ASK["resume"], options))


class DraftChangedError(ValueError):
    """The answers of a draft do not lead to its plan any more; printed, it says why that can be and what to do."""


class PlanInterview:
    """One interview that ends in a plan file; `draft` holds what is known, also when it was broken off."""

    def __init__(
        self, path: Path, rulebook: Rulebook, as_of: date, asker: Asker, state: str = "", kept: KeptDraft | None = None
    ) -> None:
        """`state` is the State that is meant if nothing else is said; `kept` is the draft to go on with, whose answers the
        asker has.
        """
        self.path, self.rulebook, self.as_of, self.state, self.kept = path, rulebook, as_of, state, kept
        self.draft = Draft()
        self.asker = asker
        self._part = ""
        if kept is not None:
            asker.resumed = self._resumed

    def run(self) -> bool:
        """Ask, and write the plan; whether it was broken off with Ctrl-C, and a draft was written instead.

        Raises OSError where a file cannot be written, DraftChangedError where the draft to go on with has changed.
        """
        self.asker.say(_HOW, "quiet")
        try:
            self._ask()
        except KeyboardInterrupt:
            self._keep_draft()
            return True
        self.asker.resumed = None
        write_whole(self.path, self._text(self.path.name).encode())
        if self.kept is not None:
            self.kept.path.unlink(missing_ok=True)
        self.asker.show(self._summary())
        return False

    def _ask(self) -> None:
        parts: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Who you are", lambda: ask_whom(self.asker, self.draft, self.rulebook, self.state, self.as_of)),
            ("The money", lambda: ask_awards(self.asker, self.draft, self.rulebook, self.as_of)),
            ("What you will do, and what it costs", Doing(self.asker, self.draft, self.rulebook).ask),
            ("What would decide", FactsAsked(self.asker, self.draft, Judge(self.rulebook), self.as_of).ask),
        )
        for title, ask in parts:
            self._part = title
            self.asker.show([[], [(title, "title")]])
            while True:
                try:
                    ask()
                    break
                except Back:
                    self.asker.say("This part begins here. What was answered before can be changed in the file.", "quiet", 2)

    # --- what is written --------------------------------------------------------------------------------------------

    def _text(self, name: str) -> str:
        return plan_yaml(self.draft.plan(), plan_vocabulary(self.rulebook), comments(self.draft, self.rulebook, name))

    def _keep_draft(self) -> None:
        """What is known beside the file that was asked for, with the answers to go on from; nothing where nothing is worth it."""
        self.asker.show([[]])
        if not self.draft.is_useful:
            self.asker.say("Stopped. Nothing was written.", "title")
            return
        path = self.kept.path if self.kept else next(found for found in draft_names(self.path) if not found.exists())
        command = f"stemfunds new {self.path} --resume"
        end = "\n".join(self.asker.answers.lines(self.as_of, command.replace(str(self.path), self.path.name)))
        write_whole(path, f"{self._text(path.name).rstrip()}\n{end}\n".encode())
        self.asker.say(f"Stopped. What you have answered is kept in {path}.", "title")
        self.asker.say(f"Go on with the questions: {command}")
        self.asker.say(f"Or go on in that file; this tells what it still needs: stemfunds check {path}")

    def _resumed(self) -> None:
        """Say that the interview goes on, where the answers have led to the plan of the draft."""
        assert self.kept is not None
        if _values(self._text(self.kept.path.name)) != _values(self.kept.plan):
            raise DraftChangedError(
                f"{self.kept.path} was changed by hand, or the rules or the State's list have changed since. "
                f"Go on in that file; this tells what it still needs: stemfunds check {self.kept.path}"
            )
        self.asker.say(f"Going on with {self.kept.path}: {counted(len(self.asker.answers), 'answer')} kept.", "title")
        self.asker.show([[], [(self._part, "title")]])

    def _summary(self) -> Iterator[Line]:
        """What the plan holds, how it stands, and what to run next."""
        plan = self.draft.plan()
        result = Judge(self.rulebook).judge(plan, self.as_of)
        lines = sum(len(activity.lines) for activity in plan.activities)
        award_money = dollars(sum(award.available for award in plan.awards))
        yield []
        yield [(f"{self.path} written.", "title")]
        for words in (
            f"{plan.district.name}, {plan.district.state}: {plan.title}",
            f"{counted(len(plan.schools), 'school')}; {counted(len(plan.awards), 'award')} of {award_money}",
            f"{counted(len(plan.activities), 'activity', 'activities')} with {counted(lines, 'line')} of {dollars(plan.total)}",
            *_standing(result),
        ):
            yield from wrapped(words, self.asker.width, 2, first=[("  ", "")])
        yield [("Next:", "title")]
        for command, what in (("check", "what each line still needs"), ("match", "every fund that could pay")):
            yield [(f"  stemfunds {command} {self.path}", ""), (f"    {what}", "quiet")]


def _values(text: str) -> list[str]:
    """The lines of a plan file that are no comments."""
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _standing(result: PlanResult) -> Iterator[str]:
    """How many lines have which verdict; nothing without lines."""
    if told := lines_by_verdict(result):
        yield f"Lines: {told}"
