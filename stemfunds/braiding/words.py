"""The words of an assignment: payers, limits, and why a line changes its payer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from stemfunds.braiding.braider import CEILING, Braider, Proposal
from stemfunds.braiding.options import holds, present_cents
from stemfunds.braiding.reasons import Full, Obstacle
from stemfunds.braiding.rows import Row
from stemfunds.judging.result import ChargeResult, Finding, LineResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Line
from stemfunds.reading.numbers import dollars
from stemfunds.reporting.words import NAMES

NOBODY = "nobody"


def payer_words(paid: Mapping[str, int]) -> str:
    """Who pays: one award by its id, several with their amounts."""
    if len(paid) == 1:
        return next(iter(paid))
    return ", ".join(f"{award} {dollars(cents)}" for award, cents in paid.items()) or NOBODY


def row_words(row: Row) -> str:
    """A limit as a short name: the balance of an award, or a rule."""
    if row.is_balance:
        return f"the balance of {row.award}" + (f" ({row.rule})" if row.rule else "")
    if row.key[2] == CEILING and not row.rule:
        return f"what the call lets {row.award} pay"
    about = ", ".join(part for part in row.key[1:] if part)
    return f"{row.rule}" + (f" ({about})" if about else "")


def row_sentence(row: Row) -> str:
    """A limit in the words of its rule."""
    if row.is_balance or not row.says:
        return f"{row_words(row)[:1].upper()}{row_words(row)[1:]}."
    return f"{row_words(row)}: {row.says}"


def finding_words(finding: Finding) -> str:
    """What a rule says, with its id; of an open one the questions."""
    if finding.verdict is Verdict.NEEDS_INFORMATION and finding.facts_needed:
        questions = dict.fromkeys(needed.question for needed in finding.facts_needed)
        return f"{' '.join(questions)} [{finding.rule}]"
    return f"{finding.message} [{finding.rule}]"


def full_words(full: Full) -> str:
    """What a limit still has for a line."""
    if full.row.direction == "at_least":
        return f"{row_words(full.row)} would fall short"
    if full.row.is_open:
        return f"{row_words(full.row)} is open, and nothing may be added to it"
    return f"{row_words(full.row)} has {dollars(full.room)} left, and the line needs {dollars(full.needed)} of it"


def obstacle_words(obstacle: Obstacle, closes: Mapping[str, date | None]) -> str:
    """Why an award does not pay a line, in one or two sentences."""
    if obstacle.barred:
        return "The call leaves it out (--not)."
    if obstacle.foreign:
        return "It could pay costs of its own award; this line runs or reviews another."
    if obstacle.follows:
        return f"The line goes with the pay on which it is reckoned, {obstacle.follows}, and this award does not pay that."
    if obstacle.finding is not None:
        waits = obstacle.finding.verdict is Verdict.NEEDS_INFORMATION
        return f"{'Waits for an answer: ' if waits else ''}{finding_words(obstacle.finding)}"
    rooms = "; ".join(map(full_words, obstacle.full))
    if obstacle.worse:
        return _worse_words(obstacle, closes) + (f" {rooms[:1].upper()}{rooms[1:]}." if rooms else "")
    if rooms:
        return f"It could pay, but {rooms}."
    return "It could pay as well: the assignment would be as good, and would change more of the plan or as much."


def _worse_words(obstacle: Obstacle, closes: Mapping[str, date | None]) -> str:
    by = dollars(round(obstacle.by * 100))
    day = closes.get(obstacle.award.id)
    return {
        "nothing": "With it, no assignment keeps every limit.",
        "pays": "It pays this line, or a part of it, in the proposal.",
        "limits": f"A limit that is kept now would be missed by {by}.",
        "paid": f"It could pay, but then {by} less of the plan would be paid.",
        "open": f"It could pay, but then {by} more would wait for answers.",
        "measure": f"It could pay, but the plan shares {by} by a measure of benefit, and the proposal keeps those shares.",
        "order": "It could pay, but money that closes sooner, or that has a narrower purpose, would be left instead"
        + (f" ({obstacle.award.id} closes on {day})." if day else f" ({obstacle.award.id} has no closing day)."),
        "calm": "It could pay as well, but more lines would change, or more payers or conditions be needed.",
    }[obstacle.worse]


class ChangeWords:
    """Why lines change their payers."""

    def __init__(self, braider: Braider, proposal: Proposal) -> None:
        self.braider, self.proposal, self.request = braider, proposal, braider.request
        self.order = braider.order
        self.before = {line.id: line for activity in proposal.before.activities for line in activity.lines}
        self.after = {line.id: line for activity in proposal.after.activities for line in activity.lines}

    def why(self, line: Line) -> Iterator[str]:
        """What the reader should know of a line besides its payers: why it changes, what is asked, what was kept."""
        now, then = present_cents(line), self.proposal.charges.get(line.id, {})
        if line.id in self.request.kept:
            yield from self._kept(self.after[line.id])
            return
        if now != then and then:
            yield from self._change(line, now, then)
            known = _conditions(self.before[line.id])
            yield from (f"New condition: {said}" for said in _conditions(self.after[line.id]) if said not in known)
        for charge in self.after[line.id].charges:
            if charge.verdict is Verdict.NEEDS_INFORMATION:
                asked = [finding_words(one) for one in charge.findings if one.verdict is Verdict.NEEDS_INFORMATION]
                yield f"Holds only if the answer is right: {' '.join(dict.fromkeys(asked))}"

    def _kept(self, line: LineResult) -> Iterator[str]:
        yield "Kept, as the call asks."
        for charge in line.charges:
            if not holds(charge.verdict, optimistic=False):
                yield f"{charge.award.id} {self._does_not_hold(charge)}"

    def _change(self, line: Line, now: Mapping[str, int], then: Mapping[str, int]) -> Iterator[str]:
        if not now:
            yield "Nobody pays it now."
            return
        wrong = [one for one in self.before[line.id].charges if not holds(one.verdict, optimistic=self.request.optimistic)]
        if wrong:
            yield from (f"{one.award.id} {self._does_not_hold(one)}" for one in wrong)
            return
        if sum(now.values()) != line.amount:
            yield f"The charges add up to {dollars(sum(now.values()))}, not to the line."
            return
        yield self._broken(line, now) or self._better(now, then)

    def _does_not_hold(self, charge: ChargeResult) -> str:
        finding = next((one for one in charge.findings if one.verdict is charge.verdict), None)
        if charge.verdict is Verdict.NEEDS_INFORMATION:
            return f"waits for an answer: {finding_words(finding)}" if finding else "waits for an answer."
        return f"cannot pay: {finding_words(finding)}" if finding else f"is {NAMES[charge.verdict]}."

    def _broken(self, line: Line, now: Mapping[str, int]) -> str:
        """The limit that the plan breaks with this line among others."""
        for limit in self.proposal.before.limits:
            if (
                limit.status == "breached"
                and limit.award in now
                and any(one.rpartition("/")[2] == line.id for one in limit.counted)
            ):
                return f"The plan breaks {limit.rule} ({limit.award}), to which the line counts."
        return ""

    def _better(self, now: Mapping[str, int], then: Mapping[str, int]) -> str:
        closes = self.order.closes
        before, after = self._soonest(now), self._soonest(then)
        if after is not None and (before is None or after < before):
            others = ", ".join([award for award in now if award not in then] or now)  # one that pays less now is no other
            instead = f"{others} closes on {before}" if before else f"{others} has no closing day"
            return f"Spends money that closes on {after}; {instead}."
        if all(closes[one] == closes[two] for one in now for two in then):
            reach = self.order.reach
            wide, narrow = max(reach[award] for award in now), max(reach[award] for award in then)
            if narrow < wide:
                return f"Narrower purpose: {', '.join(then)} could pay {narrow:.0%} of the plan, {', '.join(now)} {wide:.0%}."
        left = [award for award in now if award not in then] or list(now)
        return f"Leaves money of {', '.join(left)} to lines that need it more."

    def _soonest(self, paid: Mapping[str, int]) -> date | None:
        return min((day for award in paid if (day := self.order.closes[award]) is not None), default=None)


def _conditions(line: LineResult) -> list[str]:
    """The conditions of the charges of a line, each once."""
    findings = (one for charge in line.charges for one in charge.findings if one.verdict is Verdict.WITH_CONDITIONS)
    return list(dict.fromkeys(map(finding_words, findings)))


def by_words(line: LineResult) -> str:
    """The authorities of the charges of a line."""
    return ", ".join(dict.fromkeys(charge.authority.rule for charge in line.charges if charge.authority is not None))
