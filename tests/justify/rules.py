"""A small rulebook, made by hand: two funds, five rules, four sources, three examples of a letter."""

from __future__ import annotations

from typing import Any

import msgspec

from stemfunds.judging.result import (
    CitedSource,
)
from stemfunds.rulebook.model import (
    Citation,
    Fact,
    Fund,
    Kind,
    LetterExample,
    LetterGrade,
    Named,
    Program,
    Rule,
    Rulebook,
    Section,
    Source,
    Verification,
)

READ = Verification(how="read", text="Release of 2026", on="2026-11-23")
CLASSES = {
    "personnel": 1,
    "fringe": 2,
    "travel": 3,
    "equipment": 4,
    "supplies": 5,
    "contractual": 6,
    "construction": 7,
    "other": 8,
    "indirect": 10,
    "training-stipends": 11,
}


def source(name: str, weight: str = "statute", verified: Verification = READ) -> Source:
    """A section of an invented law."""
    return Source(
        id=name.lower().replace(" ", "-"),
        name=name,
        code=f"99 USC {len(name)}",
        weight=weight,
        verified=verified,
        title=f"Title of {name}",
        url=f"https://law.example/{name.replace(' ', '-')}",
    )


SOURCES = {
    one.id: one
    for one in (
        source("Act 10"),
        source("Act 20"),
        source("Rule 30", "regulation", Verification(how="secondary", text="A State guide", on="2026-11-23")),
        source("Rule 40", "regulation", Verification(how="memory", text="Remembered")),
    )
}


def cited(name: str, pinpoint: str = "(a)") -> CitedSource:
    """A resolved citation."""
    known = SOURCES[name]
    return CitedSource(
        source=known.id,
        name=known.name,
        code=known.code,
        title=known.title,
        weight=known.weight,
        pinpoint=pinpoint,
        url=known.url,
        verified_how=known.verified.how,
        confirmed_on=known.verified.on,
    )


def rule(name: str, section: Section = "requirements", says: str = "It must hold.") -> Rule:
    """A rule with nothing to test."""
    return Rule(
        id=name,
        section=section,
        owner="fund-a",
        says=says,
        cite=(Citation("act-10", "(a)"),),
        step="program",
        severity="error",
        file="rules/x.yaml",
        line=1,
    )


def example(name: str, grade: str) -> LetterExample:
    """An example of a letter."""
    return LetterExample(
        id=name,
        section="3",
        who="lea",
        kinds=("robotics",),
        fund="fund-a",
        paraphrase=f"Robotics of grade {grade}",
        rests_on=(Citation("act-10", "(b)"),),
        grade=grade,
    )


def fund(name: str) -> Fund:
    """A fund without rules."""
    return Fund(
        id=name,
        name=f"Program {name[-1].upper()}",
        short=name.replace("-", " ").title(),
        purpose="Raise achievement.",
        follows=("framework",),
        indirect_rate="restricted",
        file="rules/x.yaml",
        assistance_listing="84.000",
        supplement_not_supplant="It adds to what others pay.",
        cite=(Citation("act-10", "(a)"),),
    )


GRADES = (
    LetterGrade("S22", "Read in a summary.", "The letter is reported to say"),
    LetterGrade("S16", "Read in a summary of 2016.", "The predecessor letter is reported to say"),
    LetterGrade("STAT", "Not read.", "Rests on the statute"),
)


def rulebook() -> Rulebook:
    """Everything that a document looks up."""
    reasons = ("no-authority", "prohibited", "requirement-failed", "outside-window", "over-limit")
    goals = ("learning", "educators", "strategic-investment")
    rules = (
        rule("A-PAYS", "authorities", "Robotics is paid."),
        rule("A-MUST"),
        rule("A-DUTY", "conditions", "Approval comes before the order."),
        rule("A-JUDGE", "judgements", "A cost must be necessary."),
        rule("A-WARN", "advice", "Prices above the market are questioned."),
    )
    letter = (example("DCL-1", "S22"), example("DCL-2", "STAT"), example("DCL-3", "S16"))
    tiers = {"rationale": "Tier 4: demonstrates a rationale", "none": "No evidence"}
    statuses = {"schoolwide": "Title I schoolwide program"}
    empty: dict[str, Any] = {field.name: {} for field in msgspec.structs.fields(Rulebook)}
    known = {
        "version": "2026.11",
        "digest": "sha256:" + "ab12" * 16,
        "goals": {name: Named(name, f"Goal of {name}", at) for at, name in enumerate(goals, 1)},
        "object_classes": {name: Named(name, name.replace("-", " ").title(), at) for name, at in CLASSES.items()},
        "frameworks": {"framework": Named("framework", "Framework")},
        "reasons": {name: Named(name, name.replace("-", " ").title()) for name in reasons},
        "weights": ("statute", "regulation"),
        "sources": SOURCES,
        "facts": {
            "activity.evidence_tier": Fact("activity.evidence_tier", "choice", "Which?", tiers),
            "school.title_i_status": Fact("school.title_i_status", "choice", "Which?", statuses),
        },
        "kinds": {"robotics": Kind("robotics", "Robotics", "A", "Robots.")},
        "funds": {name: fund(name) for name in ("fund-a", "fund-b")},
        "rules": {one.id: one for one in rules},
        "programs": {"fund-a": Program("fund-a", "full", "FFY 2026", "In force.", ("One gap is known.",))},
        "letter": {one.id: one for one in letter},
        "pending": (),
        "letter_grades": {one.id: one for one in GRADES},
    }
    return Rulebook(**(empty | known))
