"""What the reference says of rules, funds and kinds, before it is a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import rulebook_with

from stemfunds.proving.cases import Expected, RuleTest
from stemfunds.reference.model import Chapter, Reference, RuleEntry, reference
from stemfunds.rulebook.model import Rulebook

SECTIONS = """\
  - {id: SF-CAMP, says: Camps., for: {kinds: [camp]}, when: {activity.organizer: nonprofit}, otherwise: O., repair: R., cite: law-1}
conditions:
  - {id: SF-C, says: Papers., do: Keep them., for: {items: [kits], objects: [supplies]}, cite: [law-1 (q), memo-1]}
limits:
  - {id: SF-L, says: L., otherwise: Over., repair: Less., at_most: "5.00", counts: {items: [snacks], where: {activity.safe: yes}}, cite: law-1}
requirements:
  - {id: SF-R, says: S., applies: {activity.area: tech}, must: {holds: nonprofit-run}, cite: law-1}
advice:
  - {id: SF-A, says: A., for: {funds: [stem-fund]}, severity: note, cite: story-1}
"""


def made(folder: Path, *tests: RuleTest) -> Reference:
    """The reference of a tiny rulebook with one rule of many sorts."""
    return reference(rulebook_with(folder, SECTIONS), tests)


def entries(chapter: Chapter) -> dict[str, RuleEntry]:
    """The entries of a chapter by their rules."""
    return {entry.id: entry for _, group in chapter.sections for entry in group}


def test_a_chapter_for_each_fund_and_framework(tmp_path: Path) -> None:
    """Funds first; each says what it is, and holds its rules by what they do."""
    fund, framework = made(tmp_path).chapters
    assert (fund.id, fund.title, fund.purpose) == ("stem-fund", "STEM Fund: The STEM Fund", "STEM.")
    assert fund.facts == (("Obligation window", "27 months."), ("Also follows", "Federal rules"))
    assert [(title, [entry.id for entry in group]) for title, group in fund.sections] == [
        ("What it may pay for", ["SF-ROBOTICS", "SF-CAMP"]),
        ("Requirements", ["SF-R"]),
        ("Conditions to meet", ["SF-C"]),
        ("Caps, floors and set-asides", ["SF-L"]),
        ("Warnings and notes", ["SF-A"]),
    ]
    assert (framework.title, framework.purpose, framework.facts) == ("Federal rules", "Rules for every federal award.", ())
    assert list(entries(framework)) == ["F-NECESSARY"]


def test_a_rule_in_words(tmp_path: Path) -> None:
    """Whom it reaches, when it applies, what must hold, what to do, and where it is written."""
    found = entries(made(tmp_path).chapters[0])
    camp, papers, safe = found["SF-CAMP"], found["SF-C"], found["SF-R"]
    assert (camp.reach, camp.condition, camp.otherwise, camp.repair) == (
        "Summer camp",
        ((0, "activity.organizer is nonprofit"),),
        "O.",
        "R.",
    )
    assert (papers.reach, papers.repair, papers.condition) == ("Kits; Supplies", "Keep them.", ())
    assert [(cited.text, cited.verified_how) for cited in papers.citations] == [
        ("Law 1(q); 20 USC 1(q)", "read"),
        ("Memo 1", "memory"),
    ]
    assert (safe.applies, safe.condition) == (((0, "activity.area is tech"),), ((0, "A nonprofit runs it."),))
    assert (safe.file, safe.line) == ("rules/fund.yaml", 29)
    assert found["SF-A"].reach == "STEM Fund"


def test_a_limit_in_words(tmp_path: Path) -> None:
    """What it counts stands where a rule has its condition."""
    limit = entries(made(tmp_path).chapters[0])["SF-L"]
    assert (limit.reach, limit.condition, limit.otherwise, limit.repair) == (
        "Snacks",
        ((0, "activity.safe is yes"),),
        "Over.",
        "Less.",
    )
    assert (limit.bound, limit.base, limit.asked) == ("at most $5.00", (), "once for each award")


def test_a_share_says_of_what(federal_reference: Reference) -> None:
    """The percentage and its base: a fact, the charges that count in it, or a base less what is left out."""
    told = {entry.id: entry for chapter in federal_reference.chapters for entry in entries(chapter).values()}
    assert (
        told["T1A-CARRYOVER-15"].bound
        == "at most 15 percent of the allocation and what was transferred in (award.with_transfers_in)"
    )
    assert told["T4A-TECH-15"].bound == "at most 15 percent of the charges that count in its base"
    assert told["T4A-TECH-15"].base == ((0, "activity.iv_a_area is technology"),)
    indirect = told["UG-EIGHT-PERCENT-CAP"].bound
    assert indirect.startswith("at most 8 percent of this base: Direct costs that the plan charges to the award; less ")


def test_when_a_rule_is_law_and_what_is_kept(tmp_path: Path) -> None:
    """The days of the award, the papers, what silences it, and how often it is asked."""
    more = (
        "conditions:\n  - {id: SF-K, says: K., do: Keep., keep: [The order, Three quotes], in_force: {from: 2024-10-01}, cite: law-1}\n"
        "advice:\n  - {id: SF-P, says: P., per: plan, when: {plan.consulted: no}, unless: {district.size: {at_most: '5'}},"
        " severity: note, in_force: {from: 2020-01-01, until: 2024-09-30}, cite: law-1}\n"
    )
    found = entries(reference(rulebook_with(tmp_path, more), ()).chapters[0])
    assert (found["SF-K"].keep, found["SF-K"].in_force) == (("The order", "Three quotes"), "for awards from 2024-10-01")
    assert (found["SF-P"].asked, found["SF-P"].in_force) == (
        "once for each plan, charged or not",
        "for awards from 2020-01-01 until 2024-09-30",
    )
    assert found["SF-P"].silent == ((0, "district.size is at most 5"),)


def test_tests_stand_beside_the_rules_that_they_name(tmp_path: Path) -> None:
    """By their names, in their order; a rule without tests has none."""
    expected = (Expected("allowable", "SF-ROBOTICS", silent=("SF-R",)), Expected("not-allowable", "SF-R"))
    cases = [RuleTest(f"test {n}", "f", 1, "stem-fund", ({},), (), "july", None, one) for n, one in enumerate(expected)]
    found = entries(made(tmp_path, *cases).chapters[0])
    assert (found["SF-ROBOTICS"].tests, found["SF-R"].tests, found["SF-C"].tests) == (("test 0",), ("test 0", "test 1"), ())


@pytest.mark.parametrize(
    ("authority", "cells"),
    [
        ("", ("yes", "no", "yes")),
        ("  - {id: SF-CAMP, says: C., for: {kinds: [camp]}, when: {activity.safe: yes}, cite: law-1}\n", ("yes", "if", "yes")),
        ("  - {id: SF-CAMP, says: C., for: {kinds: [camp]}, cite: law-1}\n", ("yes", "yes", "yes")),
        ("  - {id: SF-ALL, says: C., when: {activity.safe: yes}, cite: law-1}\n", ("yes", "if", "yes")),
        ("  - {id: SF-ALL, says: C., cite: law-1}\n", ("yes", "yes", "yes")),
        ("not_authorized:\n  - {id: SF-NOT, says: C., for: {kinds: [camp]}, cite: law-1}\n", ("yes", "no", "yes")),
    ],
)
def test_the_chart(tmp_path: Path, authority: str, cells: tuple[str, ...]) -> None:
    """Robotics, camps and food: yes, if and no come from the authorities alone."""
    chart = reference(rulebook_with(tmp_path, authority), ()).matrix
    assert chart.funds == (("stem-fund", "STEM Fund"),)
    assert [(kind, name) for kind, name, _ in chart.rows] == [
        ("robotics", "Robotics club"),
        ("camp", "Summer camp"),
        ("food", "Food"),
    ]
    assert tuple(row[2][0] for row in chart.rows) == cells


def test_a_framework_can_hold_an_authority_of_one_fund(tmp_path: Path) -> None:
    """It counts for the fund that it names, and for no other."""
    other = (
        "fund: other\nname: O\nshort: O\npurpose: P\nfollows: [federal]\nindirect_rate: none\n"
        "window: {id: O-WINDOW, says: W., opens: {month: 7, day: 1}, months: 15, repair: R., cite: law-1}\n"
    )
    shared = (
        "framework: federal\nauthorities:\n"
        "  - {id: F-CAMP, says: C., for: {kinds: [camp], funds: [other]}, cite: law-1}\njudgements:\n"
    )
    book = rulebook_with(tmp_path, "", ("other.yaml", "", other), ("federal.yaml", "framework: federal\njudgements:\n", shared))
    chart = reference(book, ()).matrix
    camp = next(cells for kind, _, cells in chart.rows if kind == "camp")
    assert dict(zip([identity for identity, _ in chart.funds], camp, strict=True)) == {"stem-fund": "no", "other": "yes"}


def test_every_federal_rule_has_one_entry(federal_reference: Reference, federal: Rulebook) -> None:
    """No rule and no limit is left out or told twice."""
    told = [entry.id for chapter in federal_reference.chapters for _, group in chapter.sections for entry in group]
    assert sorted(told) == sorted([*federal.rules, *federal.limits])


def test_every_federal_rule_has_a_test(federal_reference: Reference) -> None:
    """Beside each rule stands at least one case that shows it."""
    alone = [
        entry.id for chapter in federal_reference.chapters for _, group in chapter.sections for entry in group if not entry.tests
    ]
    assert alone == []
