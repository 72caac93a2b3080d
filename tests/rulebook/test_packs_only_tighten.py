"""The law of State packs, as properties: no accepted pack makes a verdict better."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_files import (
    AMENDMENTS,
    CITE,
    COUNTS,
    LIMIT,
    ONLY,
    TIGHTER,
    WINDOW,
    load,
    refused,
    write_pack,
)
from strategies import Scene, examples, federal_with, scenes

from stemfunds.judging.judge import Judge
from stemfunds.judging.result import PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.proving.cases import Expected, RuleTest
from stemfunds.proving.scenario import ordinary_answers, scenario

_SELECTORS = ["", "for: {kinds: [robotics]}, ", "for: {items: [kits]}, ", "for: {objects: [supplies]}, "]
_CONDITIONS = [
    "{activity.area: tech}",
    "{activity.organizer: [nonprofit, city]}",
    "{not: {activity.safe: yes}}",
    "{line.unit_cost: {at_least: figure.threshold}}",
    "{line.approved: yes}",
    "{any: [{activity.groups: {includes: low-income}}, {holds: nonprofit-run}]}",
    "{line.committed_on: {before: 1 years after award.opens}}",
    "{award.awarded_on: {before: 2024-10-01}}",
    "{xs.line: yes}",
]


@st.composite
def additive_rules(draw: st.DrawFn) -> str:
    """Sections with rules that add: any section, any selector, any condition, some on trial, some that a person may decide."""
    number, sections = count(1), []
    for section in draw(
        st.lists(st.sampled_from(["requirements", "prohibitions", "conditions", "advice", "judgements"]), unique=True)
    ):
        rules = []
        for _ in range(draw(st.integers(1, 2))):
            condition = draw(st.sampled_from(_CONDITIONS)).replace("xs.line", "line.xs_checked")
            key = {"requirements": "must", "judgements": "applies"}.get(section, "when")
            more = {"conditions": ", do: Do it.", "advice": ", severity: warning"}.get(section, "")
            more += draw(st.sampled_from(["", "", ", maturity: trial", ", determinable: yes"]))
            rules.append(f"  - {{id: XS-{next(number)}, {draw(st.sampled_from(_SELECTORS))}{key}: {condition}, {CITE}{more}}}\n")
        sections.append(f"{section}:\n{''.join(rules)}")
    return "".join(sections)


@st.composite
def bounds(draw: st.DrawFn) -> tuple[str, bool]:
    """Limits around the federal ones, and whether all of them are as tight or tighter."""
    limits, tight = [], True
    if draw(st.booleans()):
        percent = draw(st.integers(0, 30))
        limits.append(f"{{{LIMIT}, {COUNTS}, at_most: {percent} percent}}")
        tight &= percent <= 15
    if draw(st.booleans()):
        percent = draw(st.integers(0, 20))
        where = "counts: {where: {activity.area: arts}}, of: award.amount"
        limits.append(f"{{id: XS-FLOOR, tightens: SF-FLOOR, {CITE}, {where}, at_least: {percent} percent}}")
        tight &= percent >= 10
    if draw(st.booleans()):
        dollars, stops = draw(st.integers(0, 1_000)), draw(st.sampled_from(["", ", stops_charges: yes"]))
        limits.append(
            f'{{id: XS-KITS, tightens: SF-PRIZES, {CITE}, per: activity, counts: {{items: [kits]}}, at_most: "{dollars}"{stops}}}'
        )
        tight &= dollars <= 500
    if draw(st.booleans()):
        limits.append(
            f"{{id: XS-OWN, {CITE}, counts: {{items: [kits]}}, of: award.amount, at_most: {draw(st.integers(0, 100))} percent}}"
        )
    return ("limits:\n" + "".join(f"  - {limit}\n" for limit in limits) if limits else ""), tight


@st.composite
def windows(draw: st.DrawFn) -> tuple[str, bool]:
    """A window around the federal one, or none, and whether it is inside."""
    if draw(st.booleans()):
        return "", True
    month, months = draw(st.integers(5, 12)), draw(st.integers(1, 30))
    october = draw(st.sampled_from(["", ", october: {opens: {month: 10, day: 1}, months: 3}"]))
    inside = month >= 7 and 7 <= month + months <= 34
    inside &= bool(october) or month + months > 10  # without a stream of its own it must reach into that of October
    return f"window: {{{WINDOW}, opens: {{month: {month}, day: 1}}, months: {months}{october}}}\n", inside


FACTS = "facts:\n  - {fact: line.xs_checked, type: yes-no, question: Was it checked?}\n"


@st.composite
def plans(draw: st.DrawFn) -> Any:
    """Plans of the tiny rulebook on both sides of its figures, many facts unknown."""
    answers: dict[str, Any] = {
        "safe": draw(st.sampled_from([True, True, False, None])),
        "area": draw(st.sampled_from(["tech", "arts", None])),
        "organizer": draw(st.sampled_from(["nonprofit", "company", None])),
        "approved": draw(st.sampled_from([True, False, None])),
    }
    activities = []
    for number in range(1, draw(st.integers(1, 2)) + 1):
        lines = [
            tiny.line(
                f"A{number}-{place}",
                draw(st.sampled_from([100, 49_999, 50_000, 50_001, 100_001, 150_001])),
                item=draw(st.sampled_from(["kits", "snacks", "teachers"])),
                unit_cost=draw(st.sampled_from([None, 4_999, 5_000, 9_999, 10_000])),
                committed_on=draw(st.none() | st.dates(date(2024, 5, 1), date(2027, 1, 31))),
            )
            for place in range(1, draw(st.integers(1, 2)) + 1)
        ]
        facts = {name: value for name, value in answers.items() if value is not None}
        activities.append(tiny.activity(*lines, id=f"A{number}", kind=draw(st.sampled_from(["robotics", "camp"])), facts=facts))
    award = tiny.award(federal_fiscal_year=2024, stream=draw(st.sampled_from(["", "october"])))
    return tiny.plan(*activities, awards=(award,))


def verdicts(result: PlanResult) -> dict[str, Verdict]:
    """Every verdict of a plan, by what it is about."""
    found = {"plan": result.verdict}
    for activity in result.activities:
        found[activity.id] = activity.verdict
        for line in activity.lines:
            found[line.id] = line.verdict
            found |= {f"{line.id}/{charge.award.id}": charge.verdict for charge in line.charges}
    return found


def better(before: PlanResult, after: PlanResult) -> dict[str, tuple[Verdict, Verdict]]:
    """What a pack made better: nothing, ever. Every finding of federal law is still there, too."""
    mine, theirs = verdicts(after), verdicts(before)
    assert mine.keys() == theirs.keys()
    return {about: (verdict, mine[about]) for about, verdict in theirs.items() if not mine[about].at_least_as_bad_as(verdict)}


def fired(result: PlanResult) -> set[tuple[str, str | None, str | None, Verdict]]:
    """The rules that said something, with where and what."""
    return {(finding.rule, finding.activity, finding.line, finding.verdict) for finding in result.every_finding}


@settings(max_examples=examples(100))
@given(rules=additive_rules(), limits=bounds(), window=windows(), plan=plans())
def test_no_accepted_pack_makes_a_verdict_better(
    rules: str, limits: tuple[str, bool], window: tuple[str, bool], plan: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Generated packs over generated plans: a pack is refused exactly when it loosens, and otherwise every verdict is as bad or worse."""
    folder = tmp_path_factory.mktemp("pack")
    pack = write_pack(folder, FACTS + rules + limits[0] + window[0])
    if not (limits[1] and window[1]):
        told = refused(folder, pack)
        assert all(ONLY in line and re.search(r"XS-\w+ .* SF-\w+ \(rules/fund.yaml:\d+\)", line) for line in told)
        return
    before, after = (tiny.judged(load(folder, *packs), plan) for packs in ([], [pack]))
    assert better(before, after) == {}
    assert fired(before) <= fired(after)


@cache
def judge_with(*packs: Path) -> Judge:
    """A judge of the federal rules with packs on top."""
    return Judge(federal_with(*packs))


def with_packs(scene: Scene, *packs: Path) -> PlanResult:
    """A scene judged with the example packs."""
    judge = judge_with(*packs)
    test = RuleTest("a generated plan", "generated", 1, scene.fund, scene.lines, scene.schools, scene.stream, None, Expected())
    described = scenario(test, ordinary_answers(judge.rulebook))
    return judge.judge(described.plan, described.as_of, described.overrides)


@settings(max_examples=examples(100))
@given(scenes(), st.sampled_from([None, True, False]), st.sampled_from([None, "in-state", "out-of-state", "abroad"]))
def test_the_example_packs_make_no_verdict_of_federal_law_better(scene: Scene, walks: bool | None, where: str | None) -> None:
    """Both examples, alone and together, over generated plans of every fund."""
    before = scene.result()
    own = {"line.walks_away": walks, "line.travel_destination": where}
    for packs in ((TIGHTER,), (AMENDMENTS,), (TIGHTER, AMENDMENTS)):
        known = own if TIGHTER in packs else {}
        after = with_packs(replace(scene, lines=tuple({**line, **known} for line in scene.lines)), *packs)
        assert better(before, after) == {}
        assert fired(before) <= fired(after)
