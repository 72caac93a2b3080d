"""What the parts share: the judged plan beside the rulebook, with names and groups that all print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from stemfunds.judging.findings import FindingMaker
from stemfunds.judging.result import CitedSource, Finding, PlacedCharge, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.accounts import Chart, charts
from stemfunds.justify.document import Span, Text
from stemfunds.justify.words import clean, joined, listed, plain, quiet
from stemfunds.plan.model import Activity, Award, Line
from stemfunds.rulebook.model import Citation, Rulebook

Wanted = Callable[[Finding], bool]
"""Picks findings."""

_MOST_OF_A_SHORT_PLAN = (3, 3, 15)
"""Activities, awards and lines."""


def _together(_: Finding) -> object:
    return None


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that a rule says, with everything it is said of."""

    finding: Finding
    findings: tuple[Finding, ...]
    lines: tuple[tuple[str, str], ...]
    awards: tuple[str, ...]
    activities: tuple[str, ...]


class Material:
    """A judged plan and its rulebook, with look-ups."""

    def __init__(self, result: PlanResult, rulebook: Rulebook, may_be_short: bool = False) -> None:
        self.result = result
        self.rulebook = rulebook
        self.plan = result.plan
        self._may_be_short = may_be_short

    @cached_property
    def is_short(self) -> bool:
        """Whether the plan is small enough for a document of a few pages; everything that is then shorter asks here."""
        lines = sum(len(activity.lines) for activity in self.result.activities)
        sizes = (len(self.result.activities), len(self.result.awards), lines)
        return self._may_be_short and all(size <= most for size, most in zip(sizes, _MOST_OF_A_SHORT_PLAN, strict=True))

    @property
    def is_draft(self) -> bool:
        """Whether the verdict is worse than allowable with conditions, or there is nothing yet to have one."""
        return not self.has_lines or self.result.verdict.at_least_as_bad_as(Verdict.NEEDS_INFORMATION)

    @property
    def has_lines(self) -> bool:
        """Whether there is anything to judge: a plan without lines is not an allowable one."""
        return any(activity.lines for activity in self.result.activities)

    @cached_property
    def charges(self) -> tuple[PlacedCharge, ...]:
        """All charges, in the order of the plan."""
        return tuple(self.result.placed_charges)

    @cached_property
    def activities(self) -> dict[str, Activity]:
        """The activities of the plan by id."""
        return {activity.id: activity for activity in self.plan.activities}

    @cached_property
    def lines(self) -> dict[tuple[str, str], Line]:
        """The lines of the plan by activity and id."""
        return {(activity.id, line.id): line for activity in self.plan.activities for line in activity.lines}

    @cached_property
    def line_places(self) -> dict[str, tuple[str, str]]:
        """Where each line stands, by its id alone."""
        return {line: (activity, line) for activity, line in self.lines}

    @cached_property
    def award_names(self) -> dict[str, str]:
        """What each award is called: fund and federal fiscal year; its id, too, where two read the same."""
        names = {award.id: self._award_name(award) for award in self.plan.awards}
        twice = {name for name in names.values() if list(names.values()).count(name) > 1}
        return {key: f"{name} ({clean(key)})" if name in twice else name for key, name in names.items()}

    def _award_name(self, award: Award) -> str:
        fund = self.rulebook.funds.get(award.fund)
        year = clean(fund.of_year(award.federal_fiscal_year) if fund else f"{award.fund}, FFY {award.federal_fiscal_year}")
        return f"{year} carryover" if award.is_carryover else year

    @cached_property
    def accounts(self) -> tuple[Chart, ...]:
        """The charts of accounts of the State packs, with the account of every charge."""
        return charts(self.rulebook, self.result)

    def fund_name(self, fund: str) -> str:
        """The short name of a fund."""
        known = self.rulebook.funds.get(fund)
        return clean(known.short or known.name) if known else clean(fund)

    def object_title(self, object_class: str) -> str:
        """The title of an object class."""
        known = self.rulebook.object_classes.get(object_class)
        return clean(known.title) if known else clean(object_class)

    @cached_property
    def findings(self) -> tuple[tuple[Finding, PlacedCharge | None], ...]:
        """Every finding once: with its charge, or with none for those of activities, awards and the plan."""
        placed = [(finding, place) for place in self.charges for finding in place.charge.findings]
        seen = {finding for finding, _ in placed}
        return (*placed, *((finding, None) for finding in self.result.findings if finding not in seen))

    def concerns(self, wanted: Wanted, apart: Callable[[Finding], object] = _together) -> tuple[Concern, ...]:
        """The wanted findings, each text once, with all it is said of; `apart` keeps equal texts apart."""
        groups: dict[tuple[object, ...], list[tuple[Finding, PlacedCharge | None]]] = {}
        for finding, place in self.findings:
            if wanted(finding):
                groups.setdefault((self._text_key(finding), apart(finding)), []).append((finding, place))
        return tuple(self.concern(members) for members in groups.values())

    def _text_key(self, finding: Finding) -> tuple[str, ...]:
        """What makes two findings the same for a reader; a limit repeats itself at the charges it stops."""
        said = finding.award or "" if finding.rule in self.rulebook.limits else finding.message
        return (finding.rule, said, finding.verdict.value)

    def concern(self, members: list[tuple[Finding, PlacedCharge | None]]) -> Concern:
        """Findings taken together; one about an award or the plan speaks for those about its charges."""
        lines = [(place.activity.id, place.line.id) for _, place in members if place]
        loose = [finding for finding, place in members if place is None]
        lines += [(finding.activity or "", finding.line) for finding in loose if finding.line]
        lines += [self.line_places[n.subject] for f in loose for n in f.facts_needed if n.subject in self.line_places]
        awards = (place.charge.award.id if place else finding.award for finding, place in members)
        activities = (place.activity.id if place else finding.activity for finding, place in members)
        chief = next((finding for finding, place in members if place is None), members[0][0])
        findings = tuple(dict.fromkeys(finding for finding, _ in members))
        return Concern(chief, findings, tuple(dict.fromkeys(lines)), _once(awards), _once(activities))

    @cached_property
    def conditions(self) -> tuple[Concern, ...]:
        """The duties under which costs are allowable, each once, in the order of the plan."""
        return self.concerns(lambda finding: finding.verdict is Verdict.WITH_CONDITIONS)

    @cached_property
    def condition_numbers(self) -> dict[tuple[str, ...], str]:
        """The number that the checklist gives to each duty."""
        return {self._text_key(concern.finding): f"C{at}" for at, concern in enumerate(self.conditions, 1)}

    def condition_number(self, finding: Finding) -> str:
        """The number of the duty that a finding states."""
        return self.condition_numbers[self._text_key(finding)]

    def what_it_concerns(self, concern: Concern) -> str:
        """``lines A1-1 and A1-2; Title IV-A, FFY 2026``, or the activities, or the plan."""
        return "; ".join(part for part in self._concerned(concern) if part) or "the plan as a whole"

    def _concerned(self, concern: Concern) -> Iterator[str]:
        if concern.lines:
            yield self.lines_in_words(concern.lines)
        elif concern.activities:
            word = "activity" if len(concern.activities) == 1 else "activities"
            yield f"{word} {listed(map(clean, concern.activities))}"
        yield "; ".join(self.award_names.get(award, clean(award)) for award in concern.awards)
        if not concern.awards and concern.finding.fund:
            yield self.fund_name(concern.finding.fund)

    def resolved(self, cited: tuple[Citation, ...]) -> Text:
        """Citations of the rulebook, as they are printed."""
        return citations(self.cited(cited))

    def cited(self, cited: tuple[Citation, ...]) -> tuple[CitedSource, ...]:
        """Citations of the rulebook with their sources."""
        return FindingMaker(self.rulebook).cited(cited)

    def lines_in_words(self, lines: tuple[tuple[str, str], ...]) -> str:
        """Lines by id; where all lines of an activity are meant, the activity stands for them."""
        if len(lines) > 1 and set(lines) == set(self.lines):
            return "all lines of the plan"
        whole: list[str] = []
        single: list[str] = []
        for activity in dict.fromkeys(activity for activity, _ in lines):
            meant = [line for where, line in lines if where == activity]
            all_of_it = [line for where, line in self.lines if where == activity]
            if len(meant) > 1 and meant == all_of_it:
                whole.append(clean(activity))
            else:
                single.extend(map(clean, meant))
        parts = [f"all lines of {listed(whole)}"] if whole else []
        parts += [f"{'line' if len(single) == 1 else 'lines'} {listed(single)}"] if single else []
        return " and ".join(parts)


def citations(cited: Iterable[CitedSource]) -> Text:
    """Citations behind each other, paragraphs of one section together: ``ESEA 4106(d)(1), (d)(3); 2 CFR 200.403(a)``.

    Unconfirmed ones say so. The annex has the other names and links.
    """
    sections: dict[tuple[str, bool], list[str]] = {}
    for source in cited:
        words = sections.setdefault((source.source, source.verified_how == "memory"), [])
        words.append(clean(source.pinpoint if words and source.pinpoint.startswith("(") else source.short))
    spans: list[Span] = []
    for (_, is_unconfirmed), words in sections.items():
        spans.append(Span(f"{'; ' if spans else ''}{', '.join(words)}"))
        if is_unconfirmed:
            spans.append(Span(", not confirmed", "quiet"))
    return tuple(spans)


def in_brackets(text: Text) -> Text:
    """A text in brackets; nothing for nothing."""
    return (Span("("), *text, Span(")")) if text else ()


def rule_says(rule: str, says: str, cited: Iterable[CitedSource]) -> Text:
    """What a rule says, with its citation and its id."""
    return joined(plain(says), in_brackets(citations(cited)), quiet(f"[{rule}]"))


def web_address(url: str) -> str:
    """The address, if it is one of the web; nothing else becomes a link."""
    address = clean(url)
    return address if address.startswith(("https://", "http://")) and " " not in address else ""


def _once(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
