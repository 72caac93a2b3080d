"""A rulebook in a few lines, for tests that need one of each thing and know every word of it.

`write(folder, changes)` writes it as files; a change replaces one piece of text, so that a test shows only what it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from stemfunds.judging.judge import Judge
from stemfunds.judging.result import ChargeResult, PlanResult
from stemfunds.plan.model import Activity, Award, Cents, Charge, District, Fact, Line, Period, Plan, Position, School
from stemfunds.rulebook.loader import load_rulebook_folder
from stemfunds.rulebook.model import Rulebook

FILES: Mapping[str, str] = {
    "rulebook.yaml": """\
version: "1"
ladder:
  - {step: purpose, title: Does the fund's purpose cover it?}
  - {step: program, title: Does a program rule allow it?}
  - {step: cost-principles, title: Is it necessary and reasonable?}
  - {step: limits-and-period, title: Is it inside the caps and the period?}
  - {step: documentation, title: Which papers must be kept?}
goals:
  - {goal: learning, number: 1, title: Students learn}
  - {goal: educators, number: 2, title: Educators grow}
object_classes:
  - {object: supplies, number: 5, title: Supplies, in_indirect_base: yes}
  - {object: personnel, number: 1, title: Personnel}
frameworks:
  - {framework: federal, title: Federal rules, means: Rules for every federal award.}
weights: [statute, guidance, example]
reasons:
  - {reason: no-authority, title: No authority found}
  - {reason: prohibited, title: Prohibited}
  - {reason: requirement-failed, title: A requirement is not met}
  - {reason: outside-window, title: Outside the obligation window}
  - {reason: over-limit, title: Over a limit}
notices:
  - {notice: NO-AUTHORITY, says: "Nothing lets {fund} pay for {kind}.", repair: Choose another fund., severity: error}
  - {notice: WINDOW-DATES, says: "{fund} of {year}: {opens} to {closes}; {obligated}.", repair: Other award., severity: error}
  - {notice: WINDOW-CLOSED, says: "{fund} of {year} closed {closes}.", severity: error}
  - {notice: NOBODY-PAYS, says: "Nobody pays {amount}.", repair: Charge it., severity: warning}
  - {notice: UNCONFIRMED, says: Nobody confirmed the source., severity: note}
  - {notice: ONLY-AN-EXAMPLE, says: This rests on an example., severity: note}
  - {notice: DETERMINATION-EXPIRED, says: "The determination of {author} on {rule} ended on {until}.", severity: error}
  - {notice: DETERMINATION-REFUSED, says: "{rule} cannot be set aside by {author}.", severity: error}
  - {notice: DETERMINATION-RECORDED, says: "{author} determined on {date}: {decision}, {reason}.", severity: note}
  - {notice: EXPLANATION-UNUSED, says: "{rule} needs no explanation.", severity: note}
  - {notice: ACCEPTANCE-EXPIRED, says: "{owner} accepted {rule} until {until}.", severity: error}
  - {notice: IN-FIGURES, says: "Here: {figures}.", severity: note}
  - {notice: ON-TRIAL, says: "On trial:", severity: note}
  - {notice: AWARD-DIFFERS, says: "{award}: {planned}, listed {listed}.", severity: error}
  - {notice: AWARD-NOT-IN-PLAN, says: "{award}: listed {listed}.", severity: warning}
  - {notice: AWARD-NOT-IN-LIST, says: "{award}: {planned}, not listed.", severity: warning}
  - {notice: DISTRICT-NOT-IN-LIST, says: "{district} is not listed.", severity: warning}
""",
    "words.yaml": """\
groups:
  - {group: learning, title: Learning}
kinds:
  - {kind: robotics, name: Robotics club, group: learning, means: Students build robots.}
  - {kind: camp, name: Summer camp, group: learning, means: Students come in summer.}
  - {kind: food, name: Food, group: learning, means: Meals., incidental: yes}
items:
  - {item: kits, name: Kits, object: supplies, obligated: commitment}
  - {item: snacks, name: Snacks, object: supplies, obligated: commitment, kind: food}
  - {item: teachers, name: Teachers, object: personnel, obligated: performed}
sources:
  - {id: law-1, name: Law 1, code: 20 USC 1, weight: statute, verified: {how: read, text: The law, on: 2026-01-02}}
  - {id: memo-1, name: Memo 1, weight: guidance, verified: {how: memory, text: Nobody looked}}
  - {id: story-1, name: Story 1, weight: example, verified: {how: secondary, text: A report, on: 2026-01-02}}
""",
    "facts.yaml": """\
facts:
  - {fact: plan.consulted, type: yes-no, question: Were schools consulted?}
  - {fact: district.size, type: number, question: How many students are there?}
  - {fact: award.opened, type: yes-no, question: Is the award open?}
  - {fact: award.amount, type: money, question: How much is the award?, built_in: yes}
  - {fact: award.awarded_on, type: date, question: When did the award begin?, built_in: yes}
  - {fact: award.opens, type: date, question: When does the award open?, built_in: yes}
  - {fact: award.charged, type: money, question: How much is charged?, built_in: yes}
  - {fact: school.status, type: choice, choices: {served: Served, not-served: Not served}, question: Is the school served?}
  - {fact: activity.schools, type: text, question: Which schools?, built_in: yes}
  - {fact: activity.kind, type: text, question: Which kind?, built_in: yes}
  - {fact: activity.organizer, type: choice, choices: {nonprofit: N, company: C, city: City}, question: Who?, why: Law.}
  - {fact: activity.groups, type: choices, choices: {low-income: Poor, homeless: Homeless, all: All}, question: Who?}
  - {fact: activity.need, type: text, question: Which need?, built_in: yes}
  - {fact: activity.on, type: date, question: On which day?}
  - {fact: activity.share, type: percent, question: Which share?}
  - {fact: activity.prize, type: money, question: How much are the prizes?}
  - {fact: activity.safe, type: yes-no, question: Is it safe?}
  - {fact: activity.area, type: choice, choices: {tech: Technology, arts: Arts}, question: Which area?}
  - {fact: line.kind, type: text, question: Which kind?, built_in: yes}
  - {fact: line.item, type: text, question: What?, built_in: yes}
  - {fact: line.amount, type: money, question: How much?, built_in: yes}
  - {fact: line.charges, type: text, question: Who pays?, built_in: yes}
  - {fact: line.unit_cost, type: money, question: What does one cost?, built_in: yes}
  - {fact: line.committed_on, type: date, question: When is it ordered?, built_in: yes}
  - {fact: line.starts, type: date, question: When does it start?, built_in: yes}
  - {fact: line.ends, type: date, question: When does it end?, built_in: yes}
  - {fact: line.approved, type: yes-no, question: Did the State agree?}
  - {fact: charge.obligated_from, type: date, question: From when is it obligated?, built_in: yes}
  - {fact: charge.obligated_to, type: date, question: Until when is it obligated?, built_in: yes}
figures:
  - figure: threshold
    says: Unit cost of equipment
    unit: money
    chosen_by: award.awarded_on
    values:
      - {from: 2014-01-01, value: "50.00", cite: law-1 old}
      - {from: 2024-10-01, value: "100.00", cite: law-1 new}
  - figure: cap
    says: Largest share
    unit: percent
    chosen_by: award.awarded_on
    values:
      - {from: 2014-01-01, value: "15", cite: law-1 (c)}
  - figure: days_to_pay
    says: Days to pay after the window
    unit: days
    chosen_by: award.awarded_on
    values:
      - {from: 2014-01-01, value: "90", cite: law-1 (d)}
definitions:
  nonprofit-run:
    says: A nonprofit runs it.
    means: {activity.organizer: nonprofit}
    cite: law-1 (a)
""",
    "fund.yaml": """\
fund: stem-fund
name: The STEM Fund
short: STEM Fund
also_called: [stem money]
purpose: STEM.
follows: [federal]
indirect_rate: restricted
window:
  id: SF-WINDOW
  says: 27 months.
  opens: {month: 7, day: 1}
  months: 15
  tydings_months: 12
  october: {opens: {month: 10, day: 1}, months: 12}
  liquidation_days: figure.days_to_pay
  repair: Use another award.
  cite: law-1 (w)
authorities:
  - id: SF-ROBOTICS
    says: The fund pays for robotics.
    for: {kinds: [robotics, food]}
    cite: law-1 (b)(1)
""",
    "federal.yaml": """\
framework: federal
judgements:
  - id: F-NECESSARY
    says: Costs are necessary.
    for: {objects: [personnel]}
    cite: law-1 (n)
""",
}
"""The files of the rulebook by name."""

RULES = "rules"
"""The name of its folder, with which every message begins."""


def write(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """The rulebook as files in `folder/rules`; a change is a file, a text that stands there once, and what replaces it."""
    files = dict(FILES)
    for name, old, new in changes:
        assert files.get(name, "").count(old) == 1 or name not in files, f"{old!r} does not stand once in {name}"
        files[name] = files[name].replace(old, new) if name in files else new
    rules = folder / RULES
    rules.mkdir(exist_ok=True)
    for name, text in files.items():
        (rules / name).write_text(text, encoding="utf-8")
    return rules


def rulebook_with(folder: Path, sections: str = "", *changes: tuple[str, str, str]) -> Rulebook:
    """The rulebook with more sections at the end of the fund's file."""
    rules = write(folder, *changes)
    if sections:
        path = rules / "fund.yaml"
        path.write_text(path.read_text(encoding="utf-8") + sections, encoding="utf-8")
    return load_rulebook_folder(rules)


# --- a plan for it ----------------------------------------------------------------------------------------------------

AS_OF = date(2026, 8, 1)
AT = Position("plan.yaml", 9, 5)


def award(**fields: Any) -> Award:
    """The one award of the fund: federal fiscal year 2026, $10,000."""
    usual: dict[str, Any] = {"id": "SF-26", "fund": "stem-fund", "federal_fiscal_year": 2026, "amount": Cents(1_000_000)}
    return Award(**{**usual, **fields})


def line(identity: str = "A1-kits", amount: int = 10_000, facts: Mapping[str, Any] | None = None, **fields: Any) -> Line:
    """A line of $100 for kits, ordered on August 15, 2026, that the one award pays."""
    usual: dict[str, Any] = {"item": "kits", "description": "Robot kits", "committed_on": date(2026, 8, 15), "at": AT}
    charges = fields.pop("charges", (Charge(award="SF-26", amount=Cents(amount)),))
    return Line(id=identity, amount=Cents(amount), charges=charges, facts=_facts(facts), **{**usual, **fields})


def activity(*lines: Line, facts: Mapping[str, Any] | None = None, **fields: Any) -> Activity:
    """A robotics club with one line, or with those given."""
    usual: dict[str, Any] = {"id": "A1", "title": "Robotics club", "kind": "robotics", "need": "Few build robots"}
    return Activity(lines=lines or (line(),), facts=_facts(facts), **{**usual, **fields})


def school(identity: str, facts: Mapping[str, Any] | None = None) -> School:
    """A school with its facts."""
    return School(id=identity, name=f"School {identity}", facts=_facts(facts))


def plan(*activities: Activity, facts: Mapping[str, Any] | None = None, **fields: Any) -> Plan:
    """A plan for school year 2026-27."""
    usual: dict[str, Any] = {
        "title": "STEM plan 2026-27",
        "district": District(name="Pine Creek", state="OH", nces_id="3900001"),
        "period": Period(starts=date(2026, 7, 1), ends=date(2027, 6, 30)),
        "awards": (award(),),
        "path": "plan.yaml",
    }
    return Plan(plan=1, activities=activities or (activity(),), facts=_facts(facts), **{**usual, **fields})


def _facts(values: Mapping[str, Any] | None) -> dict[str, Fact]:
    return {name: Fact(value=value) for name, value in (values or {}).items()}


def judged(rulebook: Rulebook, subject: Plan | Activity | Line | None = None, as_of: date = AS_OF) -> PlanResult:
    """The judgement of a plan, or of one activity or line in the usual plan."""
    whole = subject if isinstance(subject, Plan) else None
    if isinstance(subject, Line):
        whole = plan(activity(subject))
    elif isinstance(subject, Activity):
        whole = plan(subject)
    return Judge(rulebook).judge(whole or plan(), as_of)


def charge_of(rulebook: Rulebook, subject: Plan | Activity | Line | None = None, as_of: date = AS_OF) -> ChargeResult:
    """The first charge of that judgement."""
    return judged(rulebook, subject, as_of).activities[0].lines[0].charges[0]


def rules_of(charge: ChargeResult) -> list[str]:
    """The rules of a charge's findings, in their order."""
    return [finding.rule for finding in charge.findings]
