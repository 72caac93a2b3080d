"""A proposal as titled tables of text, which every format draws in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stemfunds.braiding.braider import Braider, Proposal
from stemfunds.braiding.goals import Reached
from stemfunds.braiding.options import present_cents
from stemfunds.braiding.reasons import Reasons
from stemfunds.braiding.trial import lines_of
from stemfunds.braiding.words import ChangeWords, by_words, obstacle_words, payer_words, row_sentence
from stemfunds.judging.verdicts import Verdict
from stemfunds.reading.numbers import dollars
from stemfunds.reporting.words import counted, district_words

_SAME = "as it is"
_HALF_A_CENT = 0.005
_STATEMENT = (
    "This is a proposal, worked out from the rules and from what the plan says. People decide: the district what it charges, and "
    "the agency that makes an award what it accepts."
)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and what is said below it; a heading stands over the rows that follow it, across all columns."""

    cells: tuple[str, ...]
    below: tuple[str, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title; `money` are the columns with figures; `before` and `after` stand around it."""

    title: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    money: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that is said of a proposal, in order."""

    title: str
    head: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...] = field(default=())


def report_of(braider: Braider, proposal: Proposal, reasons: Reasons) -> Report:
    """The whole report; the runner-up and the limits that cost something are worked out here."""
    return _Reporter(braider, proposal, reasons).report()


class _Reporter:
    def __init__(self, braider: Braider, proposal: Proposal, reasons: Reasons) -> None:
        self.braider, self.proposal, self.reasons = braider, proposal, reasons
        self.plan, self.words = braider.plan, ChangeWords(braider, proposal)
        self.paid = sum(sum(paid.values()) for paid in proposal.charges.values())

    def report(self) -> Report:
        made = (
            self._broken(),
            self._awards(),
            self._lines(),
            self._unpaid(),
            self._asked(),
            self._goals(),
            self._bindings(),
            self._runner_up(),
            self._look_at(),
        )
        book = self.braider.rulebook
        fictional = " (fictional)" if self.plan.fictional else ""
        head = f"{district_words(self.plan.district)}{fictional}. As of {self.braider.as_of}; rules {book.version}"
        head += f", {book.digest[:19]}"
        tables = tuple(table for table in made if table is not None)
        return Report(f"{self.plan.title}: who pays for what", head, tuple(self._lead()), tables)

    def _lead(self) -> Iterator[str]:
        total, lines = self.plan.total, lines_of(self.plan)
        changed = sum(present_cents(line) != self.proposal.charges.get(line.id, {}) for line in lines)
        whole = "all of" if self.paid == total else f"{dollars(self.paid)} of"
        now = dollars(holding(self.proposal))
        change = "changes its" if changed == 1 else "change their"
        yield (
            f"Proposed: {whole} {dollars(total)} is paid by charges that hold; as the plan stands, {now} is. "
            f"{changed} of {counted(len(lines), 'line')} {change} payer."
        )
        if self.proposal.unpaid:
            amount = sum(line.amount for line in lines if line.id in self.proposal.unpaid)
            names = ", ".join(self.proposal.unpaid)
            yield f"No award can pay {counted(len(self.proposal.unpaid), 'line')}, {dollars(amount)}: {names}."
        if waiting := self._waiting():
            yield f"{dollars(waiting)} of it waits for answers, and holds only if they are right; the questions stand below."
        if self.proposal.doubtful:
            yield f"Check this by hand, the rules still object: {'; '.join(self.proposal.doubtful)}."
        yield _STATEMENT

    def _waiting(self) -> int:
        """The cents of charges that wait for answers."""
        charges = (charge for line in self.words.after.values() for charge in line.charges)
        return sum(charge.amount for charge in charges if charge.verdict is Verdict.NEEDS_INFORMATION)

    def _broken(self) -> Table | None:
        rows = []
        for one in self.proposal.broken:
            kept = sorted(
                {
                    line
                    for line, award in one.row.sums
                    if line in self.braider.request.kept and award in self.proposal.charges.get(line, {})
                }
            )
            below = (f"Kept charges in it: {', '.join(kept)}.",) if kept else ()
            rows.append(Row((row_sentence(one.row), dollars(one.cents)), below))
        before = ("No assignment keeps these limits; the proposal comes as near as any can.",)
        return (
            Table("Limits that cannot be kept", ("Limit", "Missed by"), tuple(rows), frozenset({"Missed by"}), before)
            if rows
            else None
        )

    def _lines(self) -> Table:
        rows: list[Row] = []
        for activity in self.plan.activities:
            rows.append(Row((), heading=f"{activity.id}  {activity.title}"))
            for line in activity.lines:
                now, then = present_cents(line), self.proposal.charges.get(line.id, {})
                same = now == then and bool(now)
                payers = (" + ".join(now), _SAME) if same else (payer_words(now), f"→ {payer_words(then)}")
                cells = (line.id, dollars(line.amount), *payers, by_words(self.words.after[line.id]))
                rows.append(Row(cells, tuple(self.words.why(line))))
        columns = ("Line", "Amount", "Payer now", "Proposed", "By")
        return Table("The lines", columns, tuple(rows), frozenset({"Amount"}))

    def _unpaid(self) -> Table | None:
        rows: list[Row] = []
        for one in self.reasons.unpaid():
            line = self.reasons.by_line[one.line]
            rows.append(Row((), heading=f"{line.id}  {dollars(line.amount)}  {line.description}"))
            said: dict[str, list[str]] = {}
            for each in one.obstacles:
                said.setdefault(obstacle_words(each, self.braider.order.closes), []).append(each.award.id)
            rows += [Row((", ".join(awards), why)) for why, awards in said.items()]
            if one.change:
                rows.append(Row(("It takes", one.change)))
        return Table("What no award can pay", ("Award", "Why not"), tuple(rows)) if rows else None

    def _awards(self) -> Table:
        rows = []
        for before, after in zip(self.proposal.before.awards, self.proposal.after.awards, strict=True):
            closes = str(before.closes) if before.closes else "–"
            figures = (before.available, before.charged, after.charged, after.available - after.charged)
            rows.append(Row((before.award.id, *map(dollars, figures), closes)))
        columns = ("Award", "Available", "Now", "Proposed", "Left", "Closes")
        below = ("What is left may be meant for other plans; --at-most says how much of an award this one may take.",)
        return Table("The awards", columns, tuple(rows), frozenset(columns[1:5]), after=below)

    def _asked(self) -> Table | None:
        """The answers to `--why`."""
        closes, rows = self.braider.order.closes, []
        for payer, line in self.braider.request.why:
            rows += [Row((line, one.award.id, obstacle_words(one, closes))) for one in self.reasons.why_not(payer, line)]
        return Table("Why not", ("Line", "Award", "Why not"), tuple(rows)) if rows else None

    def _goals(self) -> Table:
        braiding = self.braider.rulebook.braiding
        rows = tuple(Row((str(number), *told)) for number, told in enumerate(self._each_goal(), start=1))
        change, payer = (dollars(braiding.amount(name)) for name in ("a-change", "another-payer"))
        prices = (
            "A goal counts only among assignments that are equally good for those above it; “proved” says that no assignment "
            f"does better. A line gets another payer only where that moves more than {change} to better use, and two awards of a "
            f"fund divide it only for {payer} more than that."
        )
        shared = (
            "Funds share a line only as the plan shares it now: a measure of benefit divides it, never the money that is left."
        )
        return Table("How it was chosen", ("", "Goal", "Reached"), rows, after=(prices, shared))

    def _each_goal(self) -> Iterator[tuple[str, str]]:
        for one in self.proposal.reached:
            amount = dollars(round(one.reached * 100))
            if one.name == "limits":
                missed = sum(broken.cents for broken in self.proposal.broken)
                said = "Floors and set-asides are met, and charges that are kept break no limit."
                reached = f"missed by {dollars(missed)}" if missed else "all are kept"
            elif one.name == "paid":
                said, reached = "Most money is paid by charges that hold; a line is paid whole or not at all.", dollars(self.paid)
            elif one.name == "open":
                said, reached = "A line goes to an award that waits for an answer only where no other can pay.", f"{amount} does"
            elif one.name == "measure":
                said = "Lines that several funds share by a measure of benefit keep their shares."
                reached = "all do" if one.reached < _HALF_A_CENT else f"{amount} does not"
            elif one.name == "order":
                said = (
                    f"What closes soonest is spent first, and of what closes together the narrowest purpose: {self._in_order()}."
                )
                reached = "spent so"
            else:
                waits = " and open questions" if self.braider.request.optimistic else ""
                said, reached = f"Fewest changes of payers{waits}, then fewest conditions.", "done"
            yield said, f"{reached}, {_proof(one)}"

    def _in_order(self) -> str:
        """The awards in the order in which they are spent, each with its day and how much of the plan it could pay."""
        order = self.braider.order
        awards = sorted(self.plan.awards, key=lambda one: -order.worth(one.id))
        told = ((one.id, order.closes[one.id], f"{order.reach[one.id]:.0%}") for one in awards)
        return "; ".join(f"{name} ({day or 'no closing day'}, could pay {share} of the plan)" for name, day, share in told)

    def _bindings(self) -> Table | None:
        rows = []
        for one in self.reasons.bindings():
            room = f"It would have to be {dollars(one.room)} wider." if one.room else ""
            gain = (
                f"{dollars(one.paid)} more of the plan paid"
                if one.paid
                else f"{dollars(one.freed)} of money that never closes freed"
            )
            rows.append(Row((row_sentence(one.row), gain), (room,) if room else ()))
        before = ("Each was taken away by itself, and the best assignment worked out again.",)
        return Table("Limits that cost something", ("Limit", "Without it"), tuple(rows), before=before) if rows else None

    def _runner_up(self) -> Table | None:
        found = self.reasons.runner_up()
        if found is None:
            return None
        without = f"Without {found.award.id}, which pays {dollars(found.pays)} here, "
        if found.less_paid:
            said = f"at most {dollars(self.paid - found.less_paid)} of the plan could be paid: {dollars(found.less_paid)} less."
        else:
            more = f", with {dollars(found.more_open_ended)} more of money that never closes" if found.more_open_ended > 0 else ""
            said = f"the other awards could pay as much of the plan{more}."
        return Table("The runner-up", before=(without + said,))

    def _look_at(self) -> Table | None:
        """Lines that leave money without a federal window for a fund that may only add to such money."""
        book, moved = self.braider.rulebook, dict[str, list[str]]()
        fund = {award.id: book.funds[award.fund] for award in self.plan.awards}
        for line in lines_of(self.plan):
            if any(fund[award].window is None for award in present_cents(line)):
                for award in self.proposal.charges.get(line.id, {}):
                    if fund[award].supplement_not_supplant and award not in present_cents(line):
                        moved.setdefault(award, []).append(line.id)
        rows = tuple(Row((award, ", ".join(lines), fund[award].supplement_not_supplant)) for award, lines in moved.items())
        before = ("These lines leave State or local money. Look at this first:",)
        return (
            Table("Before you move State or local costs", ("To", "Lines", "The fund's own rule"), rows, before=before)
            if rows
            else None
        )


def holding(proposal: Proposal) -> int:
    """What the plan as it stands pays by charges that hold, in cents; money beyond an award's balance does not."""
    paid = {use.award.id: 0 for use in proposal.before.awards}
    for charge in proposal.before.charges:
        if charge.verdict in (Verdict.ALLOWABLE, Verdict.WITH_CONDITIONS):
            paid[charge.award.id] += charge.amount
    return sum(min(paid[use.award.id], max(use.available, 0)) for use in proposal.before.awards)


def _proof(one: Reached) -> str:
    """Whether no assignment does better, and by how much one could where that is not known."""
    gap = dollars(round(abs(one.possible - one.reached) * 100))
    if one.is_proved:
        return "proved" if gap == "$0.00" or one.name == "calm" else f"proved to within {gap}"
    return "not proved" if one.name == "calm" else f"not proved: one that is better by up to {gap} was not excluded"
