"""The activities, each with its lines: typed in people's own words, from which a kind and an item are proposed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from msgspec import structs

from stemfunds.asking.side import Guess
from stemfunds.asking.understanding import Listener
from stemfunds.plan.fields import fields_of
from stemfunds.plan.lines import WHOLE
from stemfunds.plan.model import Activity, Award, Charge, Goal, Line
from stemfunds.reading import scalars
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.model import Item, Kind, Rulebook
from stemfunds.starting.asker import Asker, Back, slug, walk
from stemfunds.starting.draft import Draft
from stemfunds.starting.prices import ask_price
from stemfunds.starting.questions import QUESTIONS as ASK
from stemfunds.starting.whom import a_text

_PROPOSED = 4
_LIKELY = 0.05


class Doing:
    """Asks for activities and their lines."""

    def __init__(self, asker: Asker, draft: Draft, rulebook: Rulebook) -> None:
        self.asker, self.draft, self.rulebook = asker, draft, rulebook
        self.listener = Listener(rulebook)

    def ask(self) -> None:
        """Ask for activities until there are no more; one is needed."""
        while True:
            try:
                if not self._activity():
                    return
            except Back:
                if not self.draft.activities:
                    raise
                self._reopen()

    def _reopen(self) -> None:
        """Go on with the lines of the last activity; Back before its first line takes the activity away."""
        try:
            self._lines(len(self.draft.activities) - 1)
        except Back:
            self.draft.activities.pop()

    # --- activities -------------------------------------------------------------------------------------------------

    def _activity(self) -> bool:
        """Ask for one activity; whether there was one."""
        number = len(self.draft.activities)
        question = replace(ASK["activity"], needed=not number)
        if number:
            question = replace(question, text="What else will the district do?", form="Enter if that is all")
        title = ""

        def words() -> None:
            nonlocal title
            del self.draft.activities[number:]
            title = self.asker.line(question, a_text) or ""
            self.draft.begun = title

        def kind() -> None:
            if title:
                del self.draft.activities[number:]
                chosen = self._kind(title)
                self.draft.activities.append(Activity(id=f"A{number + 1}", title=title, kind=chosen))
                self.draft.begun = ""

        walk(self.asker, [words, kind, *self._about(number), lambda: self._lines(number)])
        return len(self.draft.activities) > number

    def _kind(self, title: str) -> str:
        heard = self.listener.understand(title)
        return self._proposed("kind", heard.kinds, self.rulebook.kinds)

    def _about(self, number: int) -> list[Callable[[], None]]:
        """The questions about an activity that has a kind."""
        asker, draft, book = self.asker, self.draft, self.rulebook

        def change(**values: Any) -> None:
            draft.activities[number] = structs.replace(draft.activities[number], **values)

        def need() -> None:
            if len(draft.activities) > number:
                change(need=asker.line(ASK["need"], a_text) or "")

        def goals() -> None:
            if len(draft.activities) > number:
                usual = book.kinds[draft.activities[number].kind].goals
                known = cast(tuple[Goal, ...], fields_of("Activity")["goals"].choices)
                change(goals=asker.tick(ASK["goals"], [(book.goals[one].title, one) for one in known], usual))

        def schools() -> None:
            if len(draft.activities) > number and draft.schools:
                options = [(school.name, school.id) for school in draft.schools]
                change(schools=asker.tick(ASK["schools"], options, [draft.schools[0].id] if len(options) == 1 else ()))

        def students() -> None:
            if len(draft.activities) > number:
                change(students=asker.line(ASK["students"], scalars.integer))

        return [need, goals, schools, students]

    # --- lines ------------------------------------------------------------------------------------------------------

    def _lines(self, number: int) -> None:
        """Ask for the lines of one activity until there are no more."""
        if len(self.draft.activities) <= number:
            return
        while True:
            try:
                if not self._line(number):
                    return
            except Back:
                lines = self.draft.activities[number].lines
                if not lines:
                    raise
                self._keep(number, lines[:-1])

    def _line(self, number: int) -> bool:
        """Ask for one line; whether there was one."""
        activity = self.draft.activities[number]
        before = activity.lines
        question = replace(ASK["line"], text="What else is paid for it?") if before else ASK["line"]
        words, item = "", ""

        def describe() -> None:
            nonlocal words
            self._keep(number, before)
            words = self.asker.line(question, a_text) or ""
            self.draft.begun = words

        def choose_item() -> None:
            nonlocal item
            if words:
                heard = self.listener.understand(words, kind=activity.kind)
                item = self._proposed("item", heard.items, self.rulebook.items)

        def cost() -> None:
            if words:
                price = ask_price(self.asker)
                line = Line(id=self._line_id(activity, words), description=words, item=item, **price)
                self._keep(number, (*before, line))
                self.draft.begun = ""
                self.asker.say(f"{words}: {dollars(line.amount)}", "quiet", 2)

        def pay() -> None:
            if words and self.draft.awards:
                line = self.draft.activities[number].lines[-1]
                self._keep(number, (*before, structs.replace(line, charges=self._charges(line))))

        walk(self.asker, [describe, choose_item, cost, pay])
        return bool(words)

    def _charges(self, line: Line) -> tuple[Charge, ...]:
        """The one award that pays a line, if the person names one."""
        options = [(self._award_words(award), award.id) for award in self.draft.awards]
        award = self.asker.choose(ASK["award"], options, skip="Not decided yet (skip)")
        return () if award is None else (Charge(award=award, share=WHOLE, amount=line.amount),)

    def _award_words(self, award: Award) -> str:
        amount = dollars(award.available) if award.available else "amount not known yet"
        carried = " carryover" if award.is_carryover else ""
        return f"{self.rulebook.funds[award.fund].of_year(award.federal_fiscal_year)}{carried}, {amount}"

    def _line_id(self, activity: Activity, words: str) -> str:
        taken = [line.id.removeprefix(f"{activity.id}-") for line in activity.lines]
        return f"{activity.id}-{slug(words, taken, 20)}"

    def _proposed(self, what: str, guesses: Sequence[Guess], known: Mapping[str, Kind] | Mapping[str, Item]) -> str:
        """The kind or item that a person takes: one that was understood, or any other."""
        likely = [guess for guess in guesses if guess.confidence >= _LIKELY]
        said = [guess for guess in likely if guess.said] or likely
        options = [(known[guess.id].name, guess.id) for guess in said[:_PROPOSED]]
        every = sorted((entry.name, entry.id) for entry in known.values())
        while True:
            chosen = self.asker.choose(ASK[what], options, skip="Something else: let me look for it") if options else None
            if chosen is not None:
                return chosen
            try:
                return self.asker.find(ASK[what], every)
            except Back:
                if not options:
                    raise

    def _keep(self, number: int, lines: Sequence[Line]) -> None:
        self.draft.activities[number] = structs.replace(self.draft.activities[number], lines=tuple(lines))
