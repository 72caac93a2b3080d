"""What a person wants of an assignment: payers that stay, payers that are not wanted, and how much an award may give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from stemfunds.plan.describe import Cents
from stemfunds.plan.model import Award, Plan
from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Scalar
from stemfunds.reading.numbers import money
from stemfunds.reading.problems import Problems


@dataclass(frozen=True, slots=True)
class Request:
    """`kept` are ids of lines that keep their payers, `barred` pairs of line and award, `at_most` cents by award, and `why`
    pairs of a fund or award, as it was typed, and a line.
    """

    kept: frozenset[str] = frozenset()
    barred: frozenset[tuple[str, str]] = frozenset()
    at_most: Mapping[str, Cents] = field(default_factory=dict)
    why: tuple[tuple[str, str], ...] = ()
    optimistic: bool = False


class RequestError(ValueError):
    """A request that names what the plan does not have; `messages` says all of it."""

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("; ".join(messages))
        self.messages = tuple(messages)


def request_of(
    plan: Plan,
    keep: Iterable[str] = (),
    without: Iterable[str] = (),
    at_most: Iterable[str] = (),
    why: Iterable[str] = (),
    *,
    optimistic: bool = False,
) -> Request:
    """The request behind the words of a call: `keep` are ids of activities or lines, `without` and `why` are `FUND:LINE`,
    `at_most` is `AWARD=AMOUNT`. Raises RequestError with every mistake.
    """
    words = _Words(plan)
    request = Request(
        frozenset(line for one in keep for line in words.lines_of(one)),
        frozenset(
            (line, award.id) for one in without for payer, line in words.pair(one, "--not") for award in words.awards(payer)
        ),
        dict(pair for one in at_most for pair in words.ceiling(one)),
        tuple(pair for one in why for pair in words.pair(one, "--why")),
        optimistic,
    )
    if words.wrong:
        raise RequestError(words.wrong)
    return request


def awards_of(plan: Plan, payer: str) -> list[Award]:
    """The awards of a plan that a word names: one award by its id, or all of a fund."""
    return [award for award in plan.awards if payer in (award.id, award.fund)]


class _Words:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.wrong: list[str] = []
        self.by_line = {line.id: activity.id for activity in plan.activities for line in activity.lines}
        self.payers = [name for award in plan.awards for name in (award.id, award.fund)]

    def lines_of(self, name: str) -> list[str]:
        """The lines of an activity, or the one line of that name."""
        activity = self.plan.activity(name)
        if activity is not None:
            return [line.id for line in activity.lines]
        if name in self.by_line:
            return [name]
        self._unknown(f'--keep: the plan has no activity and no line "{name}"', name, [*self.by_line.values(), *self.by_line])
        return []

    def awards(self, payer: str) -> list[Award]:
        """The awards that a word names."""
        return awards_of(self.plan, payer)

    def pair(self, text: str, option: str) -> list[tuple[str, str]]:
        """A fund or award, and a line."""
        payer, sign, line = text.partition(":")
        if not sign:
            self.wrong.append(f'{option} "{text}": expected FUND:LINE, such as title-iv-a:A1-fees, or AWARD:LINE')
            return []
        known = payer in self.payers, line in self.by_line
        if not known[0]:
            self._unknown(f'{option}: the plan has no award and no fund "{payer}"', payer, self.payers)
        if not known[1]:
            self._unknown(f'{option}: the plan has no line "{line}"', line, self.by_line)
        return [(payer, line)] if all(known) else []

    def ceiling(self, text: str) -> list[tuple[str, Cents]]:
        """An award and the most that it may pay."""
        name, sign, typed = text.partition("=")
        problems = Problems("--at-most")
        cents = money(Scalar(typed, 1, 1), problems) if sign else None
        if not sign or cents is None:
            self.wrong.append(f'--at-most "{text}": expected AWARD=AMOUNT, such as IVA-26=25000.00')
        elif self.plan.award(name) is None:
            self._unknown(f'--at-most: the plan has no award "{name}"', name, [award.id for award in self.plan.awards])
        else:
            return [(name, Cents(cents))]
        return []

    def _unknown(self, message: str, found: str, known: Iterable[str]) -> None:
        near = nearest_name(found, list(known))
        self.wrong.append(message + (f' (did you mean "{near}"?)' if near else ""))
