"""The plan while it is being asked for: whole after every answer, so that breaking off loses nothing but a begun entry."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemfunds.judging.windows import obligation_window
from stemfunds.plan.comments import Path
from stemfunds.plan.model import Activity, Award, District, Facts, Line, Period, Plan, School
from stemfunds.rulebook.model import Rulebook

_NOT_ASKED_TWICE = "Not answered yet"


@dataclass(slots=True)
class Draft:
    """What is known so far. `begun` are the words of an entry that is not finished."""

    title: str = ""
    district: District = field(default_factory=lambda: District(name="", state=""))
    school_year: str = ""
    period: Period | None = None
    facts: Facts = field(default_factory=dict)
    schools: list[School] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    begun: str = ""

    @property
    def is_useful(self) -> bool:
        """Whether there is anything that is worth a file."""
        return bool(self.district.name)

    def plan(self) -> Plan:
        """The plan as it stands; it can be judged when it has an activity."""
        year = f" {self.school_year}" if self.school_year else ""
        return Plan(
            plan=1,
            title=self.title or f"STEM plan{year}",
            district=self.district,
            school_year=self.school_year,
            period=self.period,
            facts=self.facts,
            schools=tuple(self.schools),
            awards=tuple(self.awards),
            activities=tuple(self.activities),
        )

    def take(self, plan: Plan) -> None:
        """Go on from a plan that was made of this draft."""
        self.district, self.facts, self.period = plan.district, plan.facts, plan.period
        self.schools, self.awards, self.activities = list(plan.schools), list(plan.awards), list(plan.activities)


def comments(draft: Draft, rulebook: Rulebook, name: str) -> dict[Path, str]:
    """Words beside the parts of the file: what they are for, what the kinds mean, and what is not answered yet."""
    found: dict[Path, str] = {
        (): f"A STEM spending plan. Check it with: stemfunds check {name}\n"
        "docs/plan-format.md explains every field. What is not known is left out; the check asks for what it needs.",
        ("district",): "The district that spends the money.",
    }
    if draft.begun:
        found[()] += f"\nBegun and not finished: {' '.join(draft.begun.split())}"
    if not draft.district.nces_id:
        found["district",] += f" {_NOT_ASKED_TWICE}: nces_id (7 digits, in quotes to keep a leading zero)."
    if draft.period is not None:
        found["period",] = "First and last day. A cost must be made inside the plan, and while its award is open."
    if draft.facts:
        found["facts",] = "Answers that hold for the whole plan. An activity or a line may say otherwise; the nearest counts."
    for number, school in enumerate(draft.schools):
        _add(found, ("schools", number), _open(school, ("grades", "title_i_status")))
    for number, award in enumerate(draft.awards):
        _add(found, ("awards", number), _award_words(award, rulebook))
    for number, activity in enumerate(draft.activities):
        at: Path = ("activities", number)
        _add(found, at, f"{rulebook.kinds[activity.kind].means} {_open(activity, ('need', 'goals', 'students'))}".strip())
        for place, line in enumerate(activity.lines):
            _add(found, (*at, "lines", place), _line_words(line))
    return found


def _award_words(award: Award, rulebook: Rulebook) -> str:
    """The award's fund with the days in which it can be obligated, and what is missing."""
    fund = rulebook.funds[award.fund]
    told = fund.of_year(award.federal_fiscal_year)
    if fund.window is not None:
        span = obligation_window(fund.window, award.federal_fiscal_year, award.stream or "july")
        told += f": can be obligated from {span.opens} to {span.closes}"
    missing = "" if award.amount else " The amount is not known yet; 0 stands in its place."
    return f"{told}.{missing}"


def _line_words(line: Line) -> str:
    told = [] if line.amount else ["The amount is not known yet; 0 stands in its place."]
    return " ".join([*told, *(() if line.charges else ("No award pays this line yet: give charge_to with the id of one.",))])


def _open(part: object, names: tuple[str, ...]) -> str:
    """The fields that were asked and have no answer."""
    missing = [name for name in names if not getattr(part, name)]
    return f"{_NOT_ASKED_TWICE}: {', '.join(missing)}." if missing else ""


def _add(found: dict[Path, str], at: Path, words: str) -> None:
    if words:
        found[at] = words
