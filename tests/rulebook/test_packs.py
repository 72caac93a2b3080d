"""State packs: whatever would loosen federal law is refused with both rules named, and no pack that is accepted makes a verdict better."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
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
from strategies import Scene, examples, scenes

from stemfunds.cli.app import run
from stemfunds.judge.judge import Judge
from stemfunds.judge.result import PlanResult
from stemfunds.judge.verdicts import Verdict
from stemfunds.proving.cases import Expected, RuleTest
from stemfunds.proving.runner import gather_tests, run_tests
from stemfunds.proving.scenario import ordinary_answers, scenario
from stemfunds.reading.problems import UnusableInput
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.find import rules_folder
from stemfunds.rulebook.loader import load_rulebook_folder
from stemfunds.rulebook.model import AmendmentTrigger, Rulebook, Selector
from stemfunds.rulebook.terms import FigureRef

ROOT = Path(__file__).resolve().parents[2]
TIGHTER = ROOT / "examples" / "state-packs" / "tighter-equipment-and-travel"
AMENDMENTS = ROOT / "examples" / "state-packs" / "amendment-triggers"
RURAL = ROOT / "examples" / "rural" / "plan.yaml"

STATE_WEIGHT = ("rulebook.yaml", "weights: [statute, guidance, example]", "weights: [statute, guidance, example, state]")
ON_TRIAL = (
    ()
    if "ON-TRIAL" in tiny.FILES["rulebook.yaml"]
    else (("rulebook.yaml", "notices:\n", "notices:\n  - {notice: ON-TRIAL, says: On trial., severity: note}\n"),)
)
FEDERAL = """\
not_authorized:
  - id: SF-NO-CAMP
    says: Nothing lets the fund pay for camps.
    for: {kinds: [camp]}
    cite: law-1 (x)
requirements:
  - id: SF-SAFE
    says: The activity is safe.
    must: {activity.safe: yes}
    cite: law-1 (s)
  - id: SF-AGREED
    says: What costs as much as equipment needs an agreement.
    applies: {line.unit_cost: {at_least: figure.threshold}}
    must: {line.approved: yes}
    cite: law-1 (t)
limits:
  - id: SF-CAP
    says: At most 15 percent is technology.
    counts: {where: {activity.area: tech}}
    at_most: figure.cap
    of: award.amount
    cite: law-1 (c)
  - id: SF-FLOOR
    says: At least 10 percent is arts.
    counts: {where: {activity.area: arts}}
    at_least: 10 percent
    of: award.amount
    cite: law-1 (e)
  - id: SF-PRIZES
    says: One activity buys kits for 500 dollars at most.
    per: activity
    counts: {items: [kits]}
    at_most: "500.00"
    stops_charges: yes
    cite: law-1 (f)
"""
HEAD = """\
pack: example
prefix: XS
state: Example State
title: A fictional pack
adds_to: stem-fund
sources:
  - {id: xs-handbook, name: Handbook, weight: state, verified: {how: read, text: invented, on: 2026-11-23}}
"""
FIRST = HEAD.count("\n") + 1
"""The line on which a pack's own sections begin."""


def federal(folder: Path) -> Path:
    """The tiny rulebook with limits, and with the weight that State sources have."""
    rules = tiny.write(folder, STATE_WEIGHT, *ON_TRIAL)
    fund = rules / "fund.yaml"
    fund.write_text(tiny.FILES["fund.yaml"] + FEDERAL, encoding="utf-8")
    return rules


def write_pack(folder: Path, sections: str = "", name: str = "example-pack", **files: str) -> Path:
    """A pack whose `pack.yaml` ends with these sections; more files by their stem."""
    pack = folder / name
    pack.mkdir(parents=True, exist_ok=True)
    (pack / "pack.yaml").write_text(HEAD + sections, encoding="utf-8")
    for stem, text in files.items():
        (pack / f"{stem}.yaml").write_text(text, encoding="utf-8")
    return pack


def load(folder: Path, *packs: Path) -> Rulebook:
    return load_rulebook_folder(federal(folder), packs)


def refused(folder: Path, *packs: Path) -> list[str]:
    """The problems of packs, a line each."""
    with pytest.raises(UnusableInput) as told:
        load(folder, *packs)
    return str(told.value).splitlines()


def at(identity: str) -> str:
    """A federal rule as messages name it, with the line on which it stands."""
    for name, text in {**tiny.FILES, "fund.yaml": tiny.FILES["fund.yaml"] + FEDERAL}.items():
        for number, line in enumerate(text.splitlines(), start=1):
            if re.search(rf"(id|fact|figure|item|kind|source): {identity}\b|^  {identity}:$", line):
                return f"({tiny.RULES}/{name}:{number})"
    raise AssertionError(identity)


# --- what is refused --------------------------------------------------------------------------------------------------

CITE = "says: A rule., cite: xs-handbook"
LIMIT = f"id: XS-CAP, tightens: SF-CAP, {CITE}"
COUNTS = "counts: {where: {activity.area: tech}}, of: award.amount"
WINDOW = f"id: XS-W, tightens: SF-WINDOW, {CITE}"
ONLY = "a pack may only tighten"
NEVER = "a pack adds and tightens, it never changes"

ADDS = "a pack adds requirements, prohibitions, conditions, advice and tighter limits"

LOOSENING: Mapping[str, tuple[str, ...]] = {
    "a dropped requirement": (
        "drops: [SF-SAFE]",
        f'1:9 pack "example-pack" drops SF-SAFE {at("SF-SAFE")}; a pack cannot loosen federal law',
    ),
    "a dropped window": (
        "drops: [SF-WINDOW]",
        '1:9 pack "example-pack" drops SF-WINDOW (rules/fund.yaml:9); a pack cannot loosen federal law',
    ),
    "a dropped rule that does not exist": (
        "drops: [SF-SAVE]",
        '1:9 pack "example-pack" drops "SF-SAVE", which is no federal rule; a pack cannot loosen federal law',
    ),
    "a replaced rule": (
        f"requirements:\n  - {{id: XS-SAFE, replaces: SF-SAFE, must: {{activity.area: arts}}, {CITE}}}",
        f"2:5 XS-SAFE replaces SF-SAFE {at('SF-SAFE')}; a pack adds to federal law and never replaces it",
    ),
    "several replaced rules": (
        f"requirements:\n  - {{id: XS-SAFE, replaces: [SF-SAFE, SF-CAP], must: {{activity.area: arts}}, {CITE}}}",
        '2:5 XS-SAFE replaces "", which is no federal rule; a pack adds to federal law and never replaces it',
    ),
    "an overridden verdict": (
        "overrides:\n  - {rule: SF-SAFE, verdict: allowable}",
        f'2:5 pack "example-pack" overrides SF-SAFE {at("SF-SAFE")}; a pack cannot loosen federal law',
    ),
    "a new authority": (
        f"authorities:\n  - {{id: XS-CAMP, for: {{kinds: [camp]}}, {CITE}}}",
        f"2:5 XS-CAMP lets stem-fund pay for camp; federal law is SF-NO-CAMP {at('SF-NO-CAMP')}, and a pack never adds an authority",
    ),
    "a new authority beside a federal one": (
        f"authorities:\n  - {{id: XS-ROBOTS, for: {{kinds: [robotics]}}, {CITE}}}",
        f"2:5 XS-ROBOTS lets stem-fund pay for robotics; federal law is SF-ROBOTICS {at('SF-ROBOTICS')}, and a pack never adds an authority",
    ),
    "a new authority for everything": (
        f"authorities:\n  - {{id: XS-ALL, {CITE}}}",
        f"2:5 XS-ALL lets stem-fund pay for every kind; federal law is SF-ROBOTICS {at('SF-ROBOTICS')}, and a pack never adds an authority",
    ),
    "a higher cap": (
        f"limits:\n  - {{{LIMIT}, {COUNTS}, at_most: 15.01 percent}}",
        f"2:5 XS-CAP sets a higher cap than SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a higher cap that hides what it loosens": (
        f"limits:\n  - {{id: XS-CAP, {CITE}, {COUNTS}, at_most: 20 percent}}",
        f"2:5 XS-CAP sets a higher cap than SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a higher cap in dollars": (
        f'limits:\n  - {{id: XS-KITS, tightens: SF-PRIZES, {CITE}, per: activity, counts: {{items: [kits]}}, at_most: "500.01"}}',
        f"2:5 XS-KITS sets a higher cap than SF-PRIZES {at('SF-PRIZES')}; {ONLY}",
    ),
    "a lower floor": (
        f"limits:\n  - {{id: XS-FLOOR, tightens: SF-FLOOR, {CITE}, counts: {{where: {{activity.area: arts}}}}, of: award.amount, at_least: 9.99 percent}}",
        f"2:5 XS-FLOOR sets a lower floor than SF-FLOOR {at('SF-FLOOR')}; {ONLY}",
    ),
    "a cap turned into a floor": (
        f"limits:\n  - {{{LIMIT}, {COUNTS}, at_least: 15 percent}}",
        f"2:5 XS-CAP is a floor and turns around the cap SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a floor turned into a cap": (
        f"limits:\n  - {{id: XS-FLOOR, tightens: SF-FLOOR, {CITE}, counts: {{where: {{activity.area: arts}}}}, of: award.amount, at_most: 10 percent}}",
        f"2:5 XS-FLOOR is a cap and turns around the floor SF-FLOOR {at('SF-FLOOR')}; {ONLY}",
    ),
    "a cap over another base": (
        f"limits:\n  - {{{LIMIT}, counts: {{where: {{activity.area: tech}}}}, of: award.charged, at_most: 5 percent}}",
        f"2:5 XS-CAP takes its percentage of another base than SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a cap in dollars instead of a percentage": (
        f'limits:\n  - {{{LIMIT}, counts: {{where: {{activity.area: tech}}}}, at_most: "5.00"}}',
        f"2:5 XS-CAP is an amount, not a percentage as SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a cap over other costs": (
        f"limits:\n  - {{{LIMIT}, counts: {{items: [kits], where: {{activity.area: tech}}}}, of: award.amount, at_most: 5 percent}}",
        f"2:5 XS-CAP counts other costs than SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a cap over other sums": (
        f"limits:\n  - {{{LIMIT}, {COUNTS}, at_most: 5 percent, per: activity}}",
        f"2:5 XS-CAP is measured for each activity, not for each award as SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a cap in fewer cases": (
        f"limits:\n  - {{{LIMIT}, {COUNTS}, at_most: 5 percent, applies: {{award.opened: yes}}}}",
        f"2:5 XS-CAP applies in other cases than SF-CAP {at('SF-CAP')}; {ONLY}",
    ),
    "a limit that tightens nothing": (
        f"limits:\n  - {{id: XS-CAP, tightens: SF-CUP, {CITE}, {COUNTS}, at_most: 5 percent}}",
        '2:5 XS-CAP tightens "SF-CUP": expected the id of a federal limit (did you mean "SF-CAP"?)',
    ),
    "a rule that tightens": (
        f"prohibitions:\n  - {{id: XS-P, tightens: SF-SAFE, {CITE}}}",
        f"2:5 XS-P tightens SF-SAFE {at('SF-SAFE')}; only a limit or a window tightens, a rule is added as it stands",
    ),
    "a window that opens earlier": (
        f"window: {{{WINDOW}, opens: {{month: 6, day: 30}}, months: 12}}",
        f"1:9 XS-W opens earlier than SF-WINDOW {at('SF-WINDOW')}: 2018-06-30, not 2018-07-01; {ONLY}",
    ),
    "a window that closes later": (
        f"window: {{{WINDOW}, opens: {{month: 7, day: 1}}, months: 16, tydings_months: 12}}",
        f"1:9 XS-W closes later than SF-WINDOW {at('SF-WINDOW')}: 2020-10-31, not 2020-09-30; {ONLY}",
    ),
    "a window that opens earlier in the second stream": (
        f"window: {{{WINDOW}, opens: {{month: 7, day: 1}}, months: 12, october: {{opens: {{month: 9, day: 1}}, months: 12}}}}",
        f"1:9 XS-W opens earlier than SF-WINDOW {at('SF-WINDOW')}: 2018-09-01, not 2018-10-01; {ONLY}",
    ),
    "a window without a day": (
        f"window: {{{WINDOW}, opens: {{month: 12, day: 1}}, closes: {{month: 7, day: 31}}}}",
        f"1:9 XS-W leaves no day of SF-WINDOW {at('SF-WINDOW')}: it closes on 2018-07-31; {ONLY}",
    ),
    "a window that hides what it tightens": (
        f"window: {{id: XS-W, {CITE}, opens: {{month: 7, day: 1}}, months: 12}}",
        f'1:9 XS-W has no "tightens": expected SF-WINDOW {at("SF-WINDOW")}',
    ),
    "a later day to pay": (
        f"window: {{{WINDOW}, opens: {{month: 7, day: 1}}, months: 12, liquidation_days: figure.days_to_pay}}",
        f"1:9 XS-W sets liquidation_days; the last day to pay stays that of SF-WINDOW {at('SF-WINDOW')}",
    ),
    "the same id again": (
        f"requirements:\n  - {{id: SF-SAFE, must: {{activity.area: arts}}, {CITE}}}",
        f'2:5 "SF-SAFE" names another rule already {at("SF-SAFE")}; an id never has two meanings, and no pack replaces a federal rule',
    ),
    "the id of a window again": (
        f"requirements:\n  - {{id: SF-WINDOW, must: {{activity.area: arts}}, {CITE}}}",
        '2:5 "SF-WINDOW" names another rule already (rules/fund.yaml:9); an id never has two meanings, and no pack replaces a federal rule',
    ),
    "a changed definition": (
        "definitions:\n  nonprofit-run: {says: Anyone., means: {activity.organizer: [nonprofit, company]}, cite: xs-handbook}",
        f'2:3 pack "example-pack" changes the federal "nonprofit-run" {at("nonprofit-run")} in definitions; {NEVER}',
    ),
    "a changed figure": (
        (
            "figures:\n  - {figure: threshold, says: More., unit: money, chosen_by: award.awarded_on, "
            'values: [{from: 2014-01-01, value: "9999.00", cite: xs-handbook}]}'
        ),
        f'2:5 pack "example-pack" changes the federal "threshold" {at("threshold")} in figures; {NEVER}',
    ),
    "a changed fact": (
        "facts:\n  - {fact: activity.safe, type: yes-no, question: Is it fun?}",
        f'2:5 pack "example-pack" changes the federal "activity.safe" {at("activity.safe")} in facts; {NEVER}',
    ),
    "a fact with another choice": (
        "facts:\n  - {fact: activity.area, type: choice, choices: {tech: Technology, arts: Arts, any: Any}, question: Which area?}",
        f'2:5 pack "example-pack" changes the federal "activity.area" {at("activity.area")} in facts; {NEVER}',
    ),
    "a built-in fact changed": (
        "facts:\n  - {fact: award.opens, type: date, question: When?}",
        f'2:5 pack "example-pack" changes the federal "award.opens" {at("award.opens")} in facts; {NEVER}',
    ),
    "a computed fact of its own": (
        "facts:\n  - {fact: line.weight, type: number, question: How heavy?, built_in: yes}",
        "2:5 fact line.weight of a pack is built_in; a pack's facts are asked",
    ),
    "a second short name": (
        "facts:\n  - {fact: line.safe, type: yes-no, question: Is the line safe?}",
        '2:5 facts activity.safe and line.safe have the same short name "safe"',
    ),
    "a changed item": (
        "items:\n  - {item: snacks, name: Snacks, object: supplies, obligated: commitment}",
        f'2:5 pack "example-pack" changes the federal "snacks" {at("snacks")} in items; {NEVER}',
        f'1:1 "items" is for federal rules; {ADDS}',
    ),
    "a changed kind": (
        "kinds:\n  - {kind: food, name: Food, group: learning, means: Learning.}",
        f'2:5 pack "example-pack" changes the federal "food" {at("food")} in kinds; {NEVER}',
        f'1:1 "kinds" is for federal rules; {ADDS}',
    ),
    "a memory as the ground of a refusal": (
        "prohibitions:\n  - {id: XS-P, says: Never., cite: memo-1}",
        "2:5 XS-P refuses money and rests on no confirmed source: make it advice or a condition, or confirm a source",
    ),
    "a rule that rests on federal law alone": (
        "prohibitions:\n  - {id: XS-P, says: Never., cite: law-1}",
        "2:5 XS-P cites no source of the State",
    ),
    "a rule in the name of federal law": (
        f"prohibitions:\n  - {{id: SF-P, {CITE}}}",
        '2:5 rule "SF-P" of a pack: expected an id that begins with "XS-"',
    ),
    "a fund of its own": (
        "fund: stem-fund",
        '1:1 "fund" begins federal rules; a pack says whose rules it adds to: "adds_to: stem-fund"',
    ),
    "a framework of its own": (
        "framework: federal",
        '1:1 "framework" begins federal rules; a pack says whose rules it adds to: "adds_to: federal"',
    ),
    "a changed ladder": (
        "ladder:\n  - {step: whim, title: Do we like it?}",
        '1:1 "ladder" is for federal rules; ' + ADDS,
    ),
    "a changed notice": (
        "notices:\n  - {notice: XS-N, says: Fine., severity: note}",
        '1:1 "notices" is for federal rules; ' + ADDS,
    ),
    "a mistyped section": (
        "requirement:\n  - {id: XS-R}",
        '1:1 unknown key "requirement" in a pack (did you mean "requirements"?)',
    ),
    "an object class that does not exist": (
        'object_codes: {supply: "600"}',
        '1:16 unknown object class "supply" (did you mean "supplies"?)',
    ),
    "a trigger that nothing passes": (
        f"amendment_triggers:\n  - {{id: XS-T, {CITE}}}",
        '2:5 XS-T names no change: expected percent, amount or "new: yes"',
    ),
    "a trigger below nothing": (
        f'amendment_triggers:\n  - {{id: XS-T, percent: "-1", {CITE}}}',
        '2:25 percent "-1": expected more than 0',
    ),
    "a trigger without the prefix": (
        f'amendment_triggers:\n  - {{id: T, percent: "1", {CITE}}}',
        '2:5 amendment trigger "T" of a pack: expected an id that begins with "XS-"',
    ),
}


@pytest.mark.parametrize("name", LOOSENING)
def test_what_would_loosen_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    """Every kind of loosening: file, line, column and message, with both rules in it."""
    sections, *expected = LOOSENING[name]
    whole = []
    for told in expected:
        place, message = told.split(" ", 1)
        line, column = place.split(":")
        whole.append(f"example-pack/pack.yaml:{FIRST - 1 + int(line)}:{column}  {message}")
    assert refused(tmp_path, write_pack(tmp_path, sections)) == sorted(whole)


def test_a_changed_source_is_refused(tmp_path: Path) -> None:
    """A pack cannot say that a law was read which nobody read, or that it says something else."""
    words = "sources:\n  - {id: memo-1, name: Memo, weight: state, verified: {how: read, text: invented, on: 2026-11-23}}\n"
    assert refused(tmp_path, write_pack(tmp_path, words=words)) == [
        f'example-pack/words.yaml:2:5  pack "example-pack" changes the federal "memo-1" {at("memo-1")} in sources; {NEVER}'
    ]


def test_a_source_of_a_pack_is_the_states_own(tmp_path: Path) -> None:
    """Nor can it bring a federal law along."""
    words = "sources:\n  - {id: xs-law, name: Law 9, weight: statute, verified: {how: read, text: invented, on: 2026-11-23}}\n"
    assert refused(tmp_path, write_pack(tmp_path, words=words)) == [
        'example-pack/words.yaml:2:5  source "xs-law" of a pack has the weight statute; expected state'
    ]


def test_all_mistakes_of_a_pack_are_told_at_once(tmp_path: Path) -> None:
    """Two rules loosened in two files are two problems."""
    pack = write_pack(
        tmp_path, "drops: [SF-SAFE]\n", more=f"adds_to: stem-fund\nlimits:\n  - {{{LIMIT}, {COUNTS}, at_most: 16%}}\n"
    )
    assert [line.split(" ")[0] for line in refused(tmp_path, pack)] == [
        "example-pack/more.yaml:3:5",
        "example-pack/pack.yaml:8:9",
    ]


NEEDS_OWNER = 'needs "adds_to" in the same file: the fund or the framework whose rules are added to'
NO_WINDOW = "gives a window to federal, which has none to tighten"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("requirements:\n  - {id: XS-R}\n", f'1:1  "requirements" {NEEDS_OWNER}'),
        (f"window: {{{WINDOW}, opens: {{month: 7, day: 1}}, months: 3}}\n", f'1:1  "window" {NEEDS_OWNER}'),
        ("adds_to: stem-find\n", '1:10  unknown fund or framework "stem-find" (did you mean "stem-fund"?)'),
        (f"adds_to: federal\nwindow: {{{WINDOW}, opens: {{month: 7, day: 1}}, months: 3}}\n", f"2:9  XS-W {NO_WINDOW}"),
        ('object_codes: {supplies: "6"}\n', '1:1  "object_codes" belongs in pack.yaml, beside the pack\'s name'),
        ("pack: another\n", '1:1  "pack" belongs in pack.yaml, beside the pack\'s name'),
    ],
)
def test_nothing_of_a_pack_is_overlooked(text: str, expected: str, tmp_path: Path) -> None:
    """Rules that nobody would ever ask, and words that nobody would read, are told instead of passed over."""
    assert f"example-pack/more.yaml:{expected}" in refused(tmp_path, write_pack(tmp_path, more=text))


def test_files_that_nobody_would_read_are_told(tmp_path: Path) -> None:
    """Rule files end in .yaml; a State that writes .yml must not believe that its rules hold."""
    pack = write_pack(tmp_path)
    (pack / "travel.yml").write_text("adds_to: stem-fund\n", encoding="utf-8")
    assert refused(tmp_path, pack) == [
        'example-pack/travel.yml:1:1  rules stand in files that end in .yaml; call it "travel.yaml"'
    ]


def test_a_pack_has_a_head(tmp_path: Path) -> None:
    """Rules without a pack's name would be applied in nobody's name."""
    pack = write_pack(tmp_path)
    (pack / "pack.yaml").write_text("adds_to: stem-fund\n", encoding="utf-8")
    assert refused(tmp_path, pack) == [
        'example-pack/pack.yaml:1:1  pack "example-pack" has no head: pack.yaml says pack, prefix, state and title'
    ]


def test_a_pack_has_a_file_for_its_head(tmp_path: Path) -> None:
    """The same where the file is missing."""
    pack = write_pack(tmp_path, more="adds_to: stem-fund\n", words="adds_to: stem-fund\n")
    (pack / "pack.yaml").unlink()
    assert refused(tmp_path, pack) == ['example-pack/more.yaml:1:1  pack "example-pack" has no file pack.yaml']


def test_a_pack_does_not_take_a_federal_prefix(tmp_path: Path) -> None:
    """Its rules would look like federal ones."""
    pack = write_pack(tmp_path)
    (pack / "pack.yaml").write_text(HEAD.replace("prefix: XS", "prefix: SF"), encoding="utf-8")
    assert refused(tmp_path, pack) == [
        f'example-pack/pack.yaml:2:9  prefix "SF" is that of federal rules, such as SF-ROBOTICS {at("SF-ROBOTICS")}'
    ]


def test_a_prefix_is_made_of_capitals(tmp_path: Path) -> None:
    """So that the ids of all rules look alike."""
    pack = write_pack(tmp_path)
    (pack / "pack.yaml").write_text(HEAD.replace("prefix: XS", "prefix: xs state"), encoding="utf-8")
    assert refused(tmp_path, pack) == ['example-pack/pack.yaml:2:9  prefix "xs state": expected capital letters, such as XS']


def test_the_version_of_a_pack_is_its_own(tmp_path: Path) -> None:
    """The rulebook's version stays that of the federal rules."""
    assert load(tmp_path, write_pack(tmp_path, 'version: "99"\n')).version == "1"


def test_a_pack_in_the_current_folder_is_still_a_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path without a name, such as a dot, must not turn a State's file into federal law."""
    pack = write_pack(tmp_path, "drops: [SF-SAFE]\n")
    monkeypatch.chdir(pack)
    assert refused(tmp_path, Path()) == [
        f'example-pack/pack.yaml:8:9  pack "example-pack" drops SF-SAFE {at("SF-SAFE")}; a pack cannot loosen federal law'
    ]


def test_a_pack_in_a_folder_called_rules_is_still_a_pack(tmp_path: Path) -> None:
    """Nor does the name of its folder make it federal."""
    pack = write_pack(tmp_path / "state", "drops: [SF-SAFE]\n", name="rules")
    (line,) = refused(tmp_path, pack)
    assert line.startswith(f"{pack.as_posix()}/pack.yaml:8:9  ")


# --- what is accepted -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "limit",
    [
        f"{{{LIMIT}, {COUNTS}, at_most: 15 percent}}",
        f"{{{LIMIT}, {COUNTS}, at_most: 14.99 percent}}",
        f"{{{LIMIT}, {COUNTS}, at_most: figure.cap}}",
        f"{{id: XS-FLOOR, tightens: SF-FLOOR, {CITE}, counts: {{where: {{activity.area: arts}}}}, of: award.amount, at_least: 10 percent}}",
        f'{{id: XS-KITS, tightens: SF-PRIZES, {CITE}, per: activity, counts: {{items: [kits]}}, at_most: "499.99"}}',
        f"{{id: XS-OWN, {CITE}, counts: all, of: award.amount, at_most: 90 percent}}",
    ],
)
def test_a_limit_that_is_as_tight_or_tighter_is_accepted(limit: str, tmp_path: Path) -> None:
    """The federal bound itself, and everything on the strict side of it."""
    assert "XS-" in str(list(load(tmp_path, write_pack(tmp_path, f"limits:\n  - {limit}\n")).limits))


@pytest.mark.parametrize(
    ("amounts", "tight"),
    [(("49.99", "99.99"), True), (("50.00", "100.00"), True), (("50.01", "100.00"), False), (("50.00", "100.01"), False)],
)
def test_dated_bounds_are_compared_date_by_date(amounts: tuple[str, str], tight: bool, tmp_path: Path) -> None:
    """A State's figure may grow with the federal one, as long as it is no larger on any date."""
    rules = federal(tmp_path)
    fund = rules / "fund.yaml"
    fund.write_text(fund.read_text(encoding="utf-8").replace('at_most: "500.00"', "at_most: figure.threshold"), encoding="utf-8")
    sections = f"""\
figures:
  - figure: xs_threshold
    says: The State's amount
    unit: money
    chosen_by: award.awarded_on
    values:
      - {{from: 2010-01-01, value: "{amounts[0]}", cite: xs-handbook}}
      - {{from: 2024-10-01, value: "{amounts[1]}", cite: xs-handbook}}
limits:
  - {{id: XS-KITS, tightens: SF-PRIZES, {CITE}, per: activity, counts: {{items: [kits]}}, at_most: figure.xs_threshold}}
"""
    pack = write_pack(tmp_path, sections)
    if tight:
        assert load_rulebook_folder(rules, [pack]).limits["XS-KITS"].bound == FigureRef("xs_threshold")
        return
    with pytest.raises(UnusableInput, match="XS-KITS sets a higher cap than SF-PRIZES"):
        load_rulebook_folder(rules, [pack])


def test_object_codes_and_triggers_are_read(tmp_path: Path) -> None:
    """What the pack says of a State's budget forms and of changed budgets."""
    sections = f"""\
object_codes: {{supplies: "600", personnel: "100"}}
amendment_triggers:
  - {{id: XS-CHANGE, percent: "10", amount: "1000.00", per: object, {CITE}}}
  - {{id: XS-POST, for: {{objects: [personnel]}}, new: yes, per: line, {CITE}}}
"""
    pack = load(tmp_path, write_pack(tmp_path, sections)).packs["example"]
    assert pack.object_codes == {"supplies": "600", "personnel": "100"}
    change, post = pack.amendment_triggers
    cite = change.cite
    assert change == AmendmentTrigger("XS-CHANGE", "A rule.", percent="10", amount=100_000, per="object", cite=cite)
    assert post == AmendmentTrigger(
        "XS-POST", "A rule.", selector=Selector(objects=("personnel",)), per="line", new=True, cite=cite
    )


# --- what an accepted pack does ---------------------------------------------------------------------------------------


def earlier_end(*, opens: str = "{month: 7, day: 1}", months: int = 24) -> str:
    return f"window: {{{WINDOW}, opens: {opens}, months: {months}, otherwise: The State has closed., repair: Ask the State.}}\n"


def test_a_state_window_refuses_what_the_federal_one_lets_pass(tmp_path: Path) -> None:
    """With the State's rule, its citation and its words, and no finding of the federal window."""
    rulebook = load(tmp_path, write_pack(tmp_path, earlier_end()))
    line = tiny.line(committed_on=date(2028, 7, 1))
    safe = tiny.activity(line, facts={"safe": True})
    found = [finding for finding in tiny.charge_of(rulebook, safe).findings if finding.rule in ("XS-W", "SF-WINDOW")]
    assert [finding.rule for finding in found] == ["XS-W"]
    assert found[0].verdict is Verdict.NOT_ALLOWABLE
    assert found[0].citations[0].weight == "state"
    assert found[0].message.endswith("The State has closed.")


@pytest.mark.parametrize(
    ("day", "rules"),
    [(date(2028, 6, 30), []), (date(2028, 10, 1), ["SF-WINDOW", "XS-W"]), (date(2026, 6, 30), ["SF-WINDOW", "XS-W"])],
)
def test_both_windows_are_applied(day: date, rules: list[str], tmp_path: Path) -> None:
    """On the last day of the State nothing is said; outside both each says so."""
    rulebook = load(tmp_path, write_pack(tmp_path, earlier_end()))
    charge = tiny.charge_of(rulebook, tiny.activity(tiny.line(committed_on=day), facts={"safe": True}))
    assert sorted(rule for rule in tiny.rules_of(charge) if rule in ("XS-W", "SF-WINDOW")) == rules


def test_the_award_shows_the_days_that_are_left(tmp_path: Path) -> None:
    """The report of an award gives the days in both windows, and the federal day to pay."""
    plain, packed = (
        load(tmp_path, *packs) for packs in ([], [write_pack(tmp_path, earlier_end(opens="{month: 8, day: 1}", months=20))])
    )
    before, after = (tiny.judged(rulebook).awards[0] for rulebook in (plain, packed))
    assert (before.opens, before.closes) == (date(2026, 7, 1), date(2028, 9, 30))
    assert (after.opens, after.closes) == (date(2026, 8, 1), date(2028, 3, 31))
    assert before.liquidate_by == after.liquidate_by


def test_a_state_window_does_not_move_the_dates_that_federal_rules_read(tmp_path: Path) -> None:
    """An award of July 2024 stays under the older, lower threshold even where the State opens it in November 2024."""
    rulebook = load(tmp_path, write_pack(tmp_path, earlier_end(opens="{month: 11, day: 1}", months=12)))
    award = tiny.award(federal_fiscal_year=2024)
    line = tiny.line(unit_cost=5_000, committed_on=date(2024, 12, 1))
    activity = tiny.activity(line, facts={"safe": True, "approved": False})
    assert "SF-AGREED" in tiny.rules_of(tiny.charge_of(rulebook, tiny.plan(activity, awards=(award,))))


def test_a_tighter_limit_stands_beside_the_federal_one(tmp_path: Path) -> None:
    """Both are measured; between the two bounds only the State's is broken."""
    rulebook = load(tmp_path, write_pack(tmp_path, f"limits:\n  - {{{LIMIT}, {COUNTS}, at_most: 10 percent}}\n"))
    result = tiny.judged(rulebook, tiny.activity(tiny.line(amount=120_000), facts={"safe": True, "area": "tech"}))
    assert {limit.rule: limit.status for limit in result.limits if "CAP" in limit.rule} == {"SF-CAP": "met", "XS-CAP": "breached"}


# --- two packs --------------------------------------------------------------------------------------------------------

SECOND = HEAD.replace("pack: example", "pack: second").replace("XS", "YS").replace("xs-", "ys-")


def second_pack(folder: Path, sections: str = "", head: str = SECOND) -> Path:
    pack = folder / "second-pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(head + sections, encoding="utf-8")
    return pack


def test_two_packs_are_applied_together(tmp_path: Path) -> None:
    """Rules, windows and limits of both hold; the last day is the earliest of all."""
    first = write_pack(
        tmp_path,
        earlier_end(months=24)
        + "prohibitions:\n  - {id: XS-P, when: {activity.area: tech}, says: No tech., cite: xs-handbook}\n",
    )
    window = "window: {id: YS-W, tightens: SF-WINDOW, says: Early., cite: ys-handbook, opens: {month: 7, day: 1}, months: 20}\n"
    second = second_pack(
        tmp_path, window + "prohibitions:\n  - {id: YS-P, when: {activity.area: tech}, says: No tech., cite: ys-handbook}\n"
    )
    rulebook = load(tmp_path, first, second)
    result = tiny.judged(rulebook, tiny.activity(facts={"safe": True, "area": "tech"}))
    assert {"XS-P", "YS-P"} <= set(tiny.rules_of(result.activities[0].lines[0].charges[0]))
    assert result.awards[0].closes == date(2028, 2, 29)
    assert list(rulebook.packs) == ["example", "second"]


def test_a_pack_that_is_named_twice_is_applied_once(tmp_path: Path) -> None:
    """The same folder under two names, too."""
    pack = write_pack(tmp_path)
    other_way = tmp_path / "rules" / ".." / "example-pack"
    assert load(tmp_path, pack, pack, other_way).digest == load(tmp_path, pack).digest


def test_two_packs_do_not_give_one_word_two_meanings(tmp_path: Path) -> None:
    """The second that uses a word is told where the first does."""
    fact = "facts:\n  - {fact: line.loud, type: yes-no, question: Is it loud?}\n"
    assert refused(tmp_path, write_pack(tmp_path, fact), second_pack(tmp_path, fact)) == [
        'second-pack/pack.yaml:9:5  pack "second-pack" gives "line.loud" (example-pack/pack.yaml:9) of pack "example-pack" a second meaning in facts; use another name'
    ]


def test_two_packs_have_two_names_and_two_prefixes(tmp_path: Path) -> None:
    """Otherwise nobody could tell whose rule it was."""
    other = second_pack(tmp_path, head=HEAD.replace("xs-handbook", "ys-handbook"))
    assert refused(tmp_path, write_pack(tmp_path), other) == [
        'second-pack/pack.yaml:1:7  pack "example" is that of another pack already (example-pack/pack.yaml)',
        'second-pack/pack.yaml:2:9  prefix "XS" is that of another pack already (example-pack/pack.yaml)',
    ]


def test_a_pack_tightens_no_rule_of_another_pack(tmp_path: Path) -> None:
    """What a State may do is measured against federal law, not against what another pack says."""
    first = write_pack(tmp_path, f"limits:\n  - {{{LIMIT}, {COUNTS}, at_most: 5 percent}}\n")
    limit = f"limits:\n  - {{id: YS-CAP, tightens: XS-CAP, says: More., cite: ys-handbook, {COUNTS}, at_most: 10 percent}}\n"
    assert refused(tmp_path, first, second_pack(tmp_path, limit)) == [
        'second-pack/pack.yaml:9:5  YS-CAP tightens "XS-CAP": expected the id of a federal limit (did you mean "SF-CAP"?)'
    ]


def test_the_examples_go_together() -> None:
    """Both packs of this repository at once: each with its own object codes."""
    rulebook = load_rulebook_folder(rules_folder(), [TIGHTER, AMENDMENTS])
    assert {pack.id: pack.object_codes["equipment"] for pack in rulebook.packs.values()} == {
        TIGHTER.name: "730",
        AMENDMENTS.name: "6700",
    }


# --- the digest -------------------------------------------------------------------------------------------------------


def test_the_digest_says_which_packs_were_applied(tmp_path: Path) -> None:
    """It changes with a pack, with each word of the pack, and not with its tests or its README."""
    pack = write_pack(tmp_path)
    plain, packed = load(tmp_path), load(tmp_path, pack)
    assert plain.digest != packed.digest
    (pack / "README.md").write_text("About this pack", encoding="utf-8")
    (pack / "pack.tests.yaml").write_text("fund: stem-fund", encoding="utf-8")
    assert load(tmp_path, pack).digest == packed.digest
    write_pack(tmp_path, "# one remark more\n")
    again = load(tmp_path, pack)
    assert len({plain.digest, packed.digest, again.digest}) == 3
    assert again.packs["example"].digest != packed.packs["example"].digest


def test_the_compiled_copy_is_that_of_the_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without a pack, and after the pack was moved or changed, the cache gives what the files say."""
    monkeypatch.setenv("STEMFUNDS_CACHE", str(tmp_path / "cache"))
    rules, pack = federal(tmp_path), write_pack(tmp_path, "prohibitions:\n  - {id: XS-P, says: No., cite: xs-handbook}\n")
    for _ in range(2):
        assert "XS-P" not in load_rulebook((), rules).rules
        assert load_rulebook([pack], rules) == load_rulebook_folder(rules, [pack])
    moved = pack.rename(tmp_path / "moved")
    assert load_rulebook([moved], rules).rules["XS-P"].file == "moved/pack.yaml"


# --- no accepted pack makes a verdict better --------------------------------------------------------------------------

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
    own = [f for a in result.activities for line in a.lines for charge in line.charges for f in charge.findings]
    return {(finding.rule, finding.activity, finding.line, finding.verdict) for finding in (*own, *result.findings)}


@settings(max_examples=examples(250))
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
    return Judge(load_rulebook_folder(rules_folder(), packs))


def with_packs(scene: Scene, *packs: Path) -> PlanResult:
    """A scene judged with the example packs."""
    judge = judge_with(*packs)
    test = RuleTest("a generated plan", "generated", 1, scene.fund, scene.lines, scene.schools, scene.stream, None, Expected())
    described = scenario(test, ordinary_answers(judge.rulebook))
    return judge.judge(described.plan, described.as_of, described.overrides)


@settings(max_examples=examples(250))
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


# --- the examples -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", [TIGHTER, AMENDMENTS], ids=lambda pack: pack.name)
def test_the_rule_tests_of_an_example_pass_and_cover_it(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each on top of the federal rules: all tests pass, every rule decides each way, every limit is met and broken."""
    assert run(["rulebook", "test", "--rules", str(pack)]) == 0
    passed, *totals = capsys.readouterr().out.splitlines()
    assert re.fullmatch(rf"{pack.name}: (\d+) of \1 rule tests pass", passed)
    assert run(["rulebook", "coverage", "--rules", str(pack)]) == 0
    rules = load_rulebook_folder(rules_folder(), [pack])
    tests, problems = gather_tests([pack], rules)
    assert problems == []
    assert not [outcome.test.name for outcome in run_tests(tests, rules) if outcome.failures]
    assert all(line.endswith("100 %") for line in totals)


@pytest.mark.parametrize("pack", [TIGHTER, AMENDMENTS], ids=lambda pack: pack.name)
def test_every_limit_and_window_of_an_example_is_named_by_a_test(pack: Path) -> None:
    """A window has no coverage of its own, so that its tests must name it."""
    rules = load_rulebook_folder(rules_folder(), [pack])
    named = {name for test in gather_tests([pack], rules)[0] for name in test.expected.names()}
    own = {one for one in (*rules.rules, *rules.limits, *rules.windows()) if one.startswith(rules.packs[pack.name].prefix + "-")}
    assert own <= named


@pytest.mark.parametrize("pack", [TIGHTER, AMENDMENTS], ids=lambda pack: pack.name)
def test_an_example_says_that_its_state_is_invented(pack: Path) -> None:
    """Nobody may take it for the law of a State: the title, the State, every source and the README say so."""
    rulebook = load_rulebook_folder(rules_folder(), [pack])
    head = rulebook.packs[pack.name]
    own = [source for source in rulebook.sources.values() if source.id.startswith(head.prefix.lower() + "-")]
    assert own
    for text in (head.title, head.state, (pack / "README.md").read_text(encoding="utf-8"), *(source.name for source in own)):
        assert "fictional" in text.lower()
    assert all(source.weight == "state" and "fictional" in source.title for source in own)


def test_federal_rules_hold_no_pack() -> None:
    """What the tool ships is federal law only."""
    assert not list(rules_folder().rglob("pack.yaml"))
    assert load_rulebook_folder(rules_folder()).packs == {}


# --- at the terminal --------------------------------------------------------------------------------------------------


@pytest.fixture
def cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads what another left."""
    monkeypatch.setenv("STEMFUNDS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "200")


def checked(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    status = run(["check", str(RURAL), "--as-of", "2026-11-23", *options])
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.mark.usefixtures("cache_of_its_own")
def test_check_shows_what_a_pack_finds_with_its_citation(capsys: pytest.CaptureFixture[str]) -> None:
    """The finding of a State's rule looks like any other, and cites the State."""
    _, out, _ = checked(capsys, "--rules", str(TIGHTER), "--format", "json")
    document = json.loads(out)
    lines = [line for activity in document["plans"][0]["activities"] for line in activity["lines"]]
    found = [
        finding
        for line in lines
        for charge in line["charges"]
        for finding in charge["findings"]
        if finding["rule"].startswith("EXT-")
    ]
    assert {finding["rule"] for finding in found} >= {"EXT-WALKABLE-INVENTORY", "EXT-OUT-OF-STATE"}
    for finding in found:
        assert [cited["weight"] for cited in finding["citations"]] == ["state"]
        assert "(fictional)" in finding["citations"][0]["text"]


@pytest.mark.usefixtures("cache_of_its_own")
def test_the_json_names_the_packs_that_were_applied(capsys: pytest.CaptureFixture[str]) -> None:
    """In the order in which they were named, each with its digest; without packs the key is not there."""
    _, out, _ = checked(capsys, "--rules", str(AMENDMENTS), "--rules", str(TIGHTER), "--format", "json")
    head = json.loads(out)["rulebook"]
    assert [pack["pack"] for pack in head["packs"]] == [AMENDMENTS.name, TIGHTER.name]
    for pack in head["packs"]:
        assert pack.keys() == {"pack", "state", "title", "digest"}
        assert pack["state"] == "Example State (fictional)"
        assert re.fullmatch("sha256:[0-9a-f]{64}", pack["digest"])
    _, plain, _ = checked(capsys, "--format", "json")
    assert json.loads(plain)["rulebook"].keys() == {"version", "digest"}
    assert json.loads(plain)["rulebook"]["digest"] != head["digest"]
    _, one_line, _ = checked(capsys, "--rules", str(TIGHTER), "--format", "jsonl")
    assert [pack["pack"] for pack in json.loads(one_line)["rulebook"]["packs"]] == [TIGHTER.name]


@pytest.mark.usefixtures("cache_of_its_own")
def test_the_table_names_the_packs_in_its_head(capsys: pytest.CaptureFixture[str]) -> None:
    """So that a printed page says under which State's rules it was made."""
    _, out, _ = checked(capsys, "--rules", str(TIGHTER))
    assert "With the State pack tighter-equipment-and-travel of Example State (fictional)" in "\n".join(out.splitlines()[:5])
    _, plain, _ = checked(capsys)
    assert "State pack" not in plain


@pytest.mark.usefixtures("cache_of_its_own")
def test_check_ends_with_2_when_a_pack_loosens(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Nothing is judged under a pack that is refused; the message names file, line and both rules."""
    pack = tmp_path / "loose"
    pack.mkdir()
    text = HEAD.replace("stem-fund", "title-iv-a") + (
        "limits:\n  - {id: XS-ADMIN, tightens: T4A-ADMIN-2, says: More., cite: xs-handbook, "
        "counts: {where: {holds: iv-a-direct-administration}}, of: award.amount, at_most: 5 percent}\n"
    )
    (pack / "pack.yaml").write_text(text, encoding="utf-8")
    status, out, err = checked(capsys, "--rules", str(pack))
    assert (status, out) == (2, "")
    expected = r"loose/pack.yaml:9:5  XS-ADMIN sets a higher cap than T4A-ADMIN-2 \(rules/funds/title-iv-a.yaml:\d+\); a pack may only tighten\n"
    assert re.fullmatch(expected, err)


@pytest.mark.usefixtures("cache_of_its_own")
def test_a_folder_that_is_no_pack_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With the name of the file that makes one."""
    status, out, err = checked(capsys, "--rules", str(tmp_path))
    assert (status, out) == (2, "")
    assert err == f"{tmp_path}: not a State pack; expected a folder with a file pack.yaml\n"


@pytest.mark.usefixtures("cache_of_its_own")
@pytest.mark.parametrize("rule", ["EXT-OUT-OF-STATE", "EXT-T4A-ADMIN-1", "EXT-T4A-WINDOW"])
def test_rules_prints_the_rules_of_a_pack(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule, a limit and a window, each with its place and its source."""
    assert run(["rules", rule, "--rules", str(TIGHTER)]) == 0
    out = capsys.readouterr().out
    assert f"Written in {TIGHTER.name}/" in out
    assert "Federal Programs Handbook (fictional)" in out


@pytest.mark.usefixtures("cache_of_its_own")
def test_the_brief_of_a_fund_shows_the_states_window_and_cap(capsys: pytest.CaptureFixture[str]) -> None:
    """What a grant writer reads before planning."""
    assert run(["funds", "title-iv-a", "--rules", str(TIGHTER)]) == 0
    out = capsys.readouterr().out
    assert "EXT-T4A-WINDOW: " in out
    assert "EXT-T4A-ADMIN-1: " in out


# --- the guide --------------------------------------------------------------------------------------------------------

GUIDE = (ROOT / "docs" / "state-packs.md").read_text(encoding="utf-8")


def test_the_pack_of_the_guide_works_as_the_guide_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who copies the blocks into the files that they name gets the output that the guide shows."""
    blocks = re.findall(r"\*\*`(our-state/[\w.]+)`\*\*\n\n```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert [name for name, _ in blocks] == [
        f"our-state/{name}" for name in ("pack.yaml", "sources.yaml", "facts.yaml", "camps.yaml", "camps.tests.yaml")
    ]
    (tmp_path / "our-state").mkdir()
    for name, text in blocks:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run(["rulebook", "test", "--rules", str(tmp_path / "our-state")]) == 0
    shown = re.search(r"```text\n(our-state: .*?)```", GUIDE, re.DOTALL)
    assert shown is not None
    assert capsys.readouterr().out == shown[1]
    assert run(["rulebook", "lint", "--rules", str(tmp_path / "our-state")]) == 0


def test_every_message_of_the_guide_is_one_that_is_told() -> None:
    """The table of what is refused, against the messages that the tests above pin."""
    table = GUIDE.partition("## What is refused")[2].partition("## Several packs")[0]
    phrases = re.findall(r"^\|.*\| `([^`]+)` \|$", table, re.MULTILINE)
    assert len(phrases) >= 19
    told = [message for _, *messages in LOOSENING.values() for message in messages]
    assert [phrase for phrase in phrases if not any(phrase in message for message in told)] == []
