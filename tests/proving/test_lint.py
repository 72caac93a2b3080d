"""What lint remarks: each remark on a rulebook that deserves it, and none on one that does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stemfunds.proving.lint import remarks
from stemfunds.rulebook.places import places

from .proved import case, proof

Change = tuple[str, str, str]


def told(folder: Path, sections: str = "", tests: str = "", *changes: Change) -> list[str]:
    """The remarks on the tiny rulebook with more sections and tests, without their places."""
    return [remark.message for remark in remarks(*proof(folder, tests, sections, *changes))]


def rule(section: str, fields: str, identity: str = "SF-X") -> str:
    """A section with one rule."""
    return f"{section}:\n  - {{id: {identity}, says: S., cite: law-1, {fields}}}\n"


UNHELPFUL = "SF-X refuses without a repair hint"


@pytest.mark.parametrize(
    "sections",
    [
        rule("requirements", "must: {activity.safe: yes}"),
        rule("prohibitions", "when: {activity.safe: no}"),
        rule("not_authorized", "for: {kinds: [camp]}"),
        "  - {id: SF-X, says: S., cite: law-1, for: {kinds: [camp]}, when: {activity.safe: yes}}\n",
    ],
)
def test_a_refusal_without_repair(tmp_path: Path, sections: str) -> None:
    """Whoever is refused is told what to do; with a repair hint there is nothing to remark."""
    (tmp_path / "mended").mkdir()
    mended = sections.replace("says: S.", "says: S., repair: Do this.")
    assert (UNHELPFUL in told(tmp_path, sections), UNHELPFUL in told(tmp_path / "mended", mended)) == (True, False)


@pytest.mark.parametrize(
    "sections",
    [
        rule("conditions", "do: D."),
        rule("advice", "severity: note"),
        "  - {id: SF-X, says: S., cite: law-1, for: {kinds: [camp]}}\n",
    ],
)
def test_what_never_refuses_needs_no_repair(tmp_path: Path, sections: str) -> None:
    """An authority that always holds, a condition and advice."""
    assert UNHELPFUL not in told(tmp_path, sections)


@pytest.mark.parametrize(("repair", "remarked"), [("", True), (", repair: Spend less.", False)])
def test_a_limit_without_repair(tmp_path: Path, repair: str, remarked: bool) -> None:
    """A cap says how to come below it."""
    found = told(tmp_path, rule("limits", f'at_most: "5.00", counts: {{items: [kits]}}{repair}'))
    assert ("SF-X limits without a repair hint" in found) is remarked


@pytest.mark.parametrize(
    ("kinds", "more", "remarked"),
    [
        ("camp", "", True),
        ("robotics", "", False),
        ("camp, robotics", "", False),
        ("camp", "  - {id: SF-CAMP, says: S., cite: law-1, for: {kinds: [camp]}}\n", False),
        ("camp", "  - {id: SF-ALL, says: S., cite: law-1}\n", False),
    ],
)
def test_a_rule_that_no_charge_reaches(tmp_path: Path, kinds: str, more: str, remarked: bool) -> None:
    """No authority of the fund lets a charge of these kinds get as far as the rule."""
    found = told(tmp_path, more + rule("conditions", f"do: D., for: {{kinds: [{kinds}]}}"))
    assert (f"SF-X is for {kinds}, which no authority of stem-fund reaches" in found) is remarked


@pytest.mark.parametrize(
    ("when", "remarked"),
    [
        ("{all: [{activity.area: tech}, {activity.area: arts}]}", True),
        ("{not: {all: [{activity.area: tech}, {activity.area: arts}]}}", True),
        ("{any: [{activity.safe: yes}, {all: [{activity.area: tech}, {activity.area: arts}]}]}", True),
        ("{every: {schools: {all: [{school.status: served}, {school.status: not-served}]}}}", True),
        ("{all: [{activity.safe: yes}, {activity.safe: no}]}", True),
        ("{all: [{activity.organizer: [nonprofit, company]}, {activity.organizer: [company, city]}]}", False),
        ("{any: [{activity.area: tech}, {activity.area: arts}]}", False),
        ("{all: [{activity.area: tech}, {not: {activity.area: arts}}]}", False),
        ("{all: [{activity.prize: {at_least: 1.00}}, {activity.prize: {at_most: 2.00}}]}", False),
    ],
)
def test_a_condition_that_never_holds(tmp_path: Path, when: str, remarked: bool) -> None:
    """One fact cannot have two values at once, however deep it is written."""
    found = told(tmp_path, rule("conditions", f"do: D., when: {when}"))
    assert any("wants two values of" in message for message in found) is remarked


@pytest.mark.parametrize(
    ("expect", "remarked"),
    [
        ("verdict: allowable, decided_by: SF-ROBOTICS", False),
        ("verdict: allowable, decided_by: F-NECESSARY", True),
        ("silent: [SF-ROBOTICS]", False),
    ],
)
def test_a_rule_without_a_test(tmp_path: Path, expect: str, remarked: bool) -> None:
    """Lint asks only whether a test speaks of the rule; whether it passes is the business of the tests."""
    found = told(tmp_path, "", case("a", "line.item: kits", expect))
    assert ("SF-ROBOTICS is named by no test" in found) is remarked


@pytest.mark.parametrize(
    ("sections", "remarked"),
    [
        ("", True),
        (rule("conditions", "do: D., when: {activity.safe: yes}"), False),
        (rule("conditions", "do: D., when: {holds: sound}"), False),
        (rule("judgements", "weigh: [activity.safe]"), False),
        (rule("limits", 'at_most: "5.00", counts: {where: {activity.safe: yes}}'), False),
        (rule("limits", "at_most: 5 percent, counts: {items: [kits]}, of: {where: {activity.safe: yes}}"), False),
    ],
)
def test_a_fact_that_no_rule_reads(tmp_path: Path, sections: str, remarked: bool) -> None:
    """A rule reads a fact in a condition, through a definition, for a judgement or in a limit."""
    sound = ("facts.yaml", "definitions:\n", "definitions:\n  sound: {says: S., means: {activity.safe: yes}, cite: law-1}\n")
    assert ("no rule reads the fact activity.safe" in told(tmp_path, sections, "", sound)) is remarked


def test_a_fact_as_base_of_a_limit_is_read(tmp_path: Path) -> None:
    """A share is a share of something."""
    sections = rule("limits", "at_most: 5 percent, of: award.budget, counts: {items: [kits]}")
    budget = ("facts.yaml", "facts:\n", "facts:\n  - {fact: award.budget, type: money, question: How much?}\n")
    (tmp_path / "unread").mkdir()
    remark = "no rule reads the fact award.budget"
    assert (remark in told(tmp_path, sections, "", budget), remark in told(tmp_path / "unread", "", "", budget)) == (False, True)


def test_built_in_facts_may_stay_unread(tmp_path: Path) -> None:
    """They are fields of a plan, and cost nobody a question."""
    assert not [message for message in told(tmp_path) if message.endswith("the fact line.committed_on")]


@pytest.mark.parametrize(
    ("when", "remarked"),
    [("", True), ("{holds: nonprofit-run}", False), ("{not: {holds: good}}", False), ("{any: [{holds: good}]}", False)],
)
def test_a_definition_that_no_rule_holds(tmp_path: Path, when: str, remarked: bool) -> None:
    """Directly, below other parts, or through another definition."""
    good = ("facts.yaml", "definitions:\n", "definitions:\n  good: {says: G., means: {holds: nonprofit-run}, cite: law-1}\n")
    sections = rule("conditions", f"do: D., when: {when}") if when else ""
    assert ("no rule holds the definition nonprofit-run" in told(tmp_path, sections, "", good)) is remarked


@pytest.mark.parametrize(
    ("figure", "sections", "remarked"),
    [
        ("threshold", "", True),
        ("threshold", rule("advice", "severity: note, when: {line.unit_cost: {at_least: figure.threshold}}"), False),
        ("cap", rule("limits", "at_most: figure.cap, of: award.amount, counts: {items: [kits]}"), False),
        ("days_to_pay", "", False),
    ],
)
def test_a_figure_that_nothing_uses(tmp_path: Path, figure: str, sections: str, remarked: bool) -> None:
    """Good to know, no more: a figure may stand for the reader. A window uses its days to pay."""
    found = told(tmp_path, sections)
    assert (f"no rule, definition or window uses the figure {figure}" in found) is remarked


@pytest.mark.parametrize(
    ("sections", "change", "remarked"),
    [
        ("", (), True),
        (rule("advice", "severity: note").replace("law-1", "story-1"), (), False),
        ("", (("fund.yaml", "window:\n", "cite: story-1\nwindow:\n"),), False),
        ("", (("fund.yaml", "cite: law-1 (w)", "cite: story-1"),), False),
        ("", (("facts.yaml", "law-1 old", "story-1"),), False),
        ("", (("facts.yaml", "cite: law-1 (a)", "cite: story-1"),), False),
        ("", (("words.yaml", "name: Kits,", "name: Kits, cite: story-1,"),), False),
    ],
)
def test_a_source_that_nothing_cites(tmp_path: Path, sections: str, change: tuple[Change, ...], remarked: bool) -> None:
    """Rules, funds, windows, figures, definitions and items cite."""
    assert ("nothing cites the source story-1" in told(tmp_path, sections, "", *change)) is remarked


@pytest.mark.parametrize(("cite", "remarked"), [("memo-1", True), ("story-1", False), ("[memo-1, law-1]", False)])
def test_a_rule_on_memory_alone(tmp_path: Path, cite: str, remarked: bool) -> None:
    """It may only warn or attach a condition; one confirmed source is enough."""
    found = told(tmp_path, f"conditions:\n  - {{id: SF-X, says: S., do: D., cite: {cite}}}\n")
    assert ("SF-X rests on no confirmed source; it may only warn or attach a condition" in found) is remarked


def test_what_must_be_mended_stands_first(tmp_path: Path) -> None:
    """Then what is good to know, each in the order of the files."""
    book, tests = proof(tmp_path, "", "conditions:\n  - {id: SF-X, says: S., do: D., cite: memo-1}\n")
    found = remarks(book, tests)
    severities = [remark.severity for remark in found]
    assert severities == sorted(severities, reverse=True)
    assert {"warning", "note"} == set(severities)
    for severity in ("warning", "note"):
        places = [(remark.place, remark.message) for remark in found if remark.severity == severity]
        assert places == sorted(places)


def test_a_remark_names_its_place(tmp_path: Path) -> None:
    """As editors read it: file, line, column, then the words; of a rule and of a word."""
    book, tests = proof(tmp_path)
    without = next(remark for remark in remarks(book, tests) if "F-NECESSARY" in remark.message)
    assert str(without) == "rules/federal.yaml:3  warning: F-NECESSARY is named by no test"
    found = [str(remark) for remark in remarks(book, tests, places(tmp_path / "rules"))]
    assert "rules/federal.yaml:3:5  warning: F-NECESSARY is named by no test" in found
    facts = (tmp_path / "rules" / "facts.yaml").read_text().splitlines()
    at = next(number for number, line in enumerate(facts, 1) if "fact: activity.safe" in line)
    assert f"rules/facts.yaml:{at}:5  warning: no rule reads the fact activity.safe" in found
    assert [one for one in found if not re.match(r"rules/[a-z-]+\.yaml:[0-9]+:[0-9]+  ", one)] == []


@pytest.mark.parametrize(("part", "remarked"), [("items: [kits]", True), ("where: {holds: nonprofit-run}", False)])
def test_a_definition_that_a_base_holds(tmp_path: Path, part: str, remarked: bool) -> None:
    """What leaves charges out of a base is a use like any other."""
    base = f"bases:\n  - {{base: direct, says: B., cite: law-1, counts: {{items: [kits]}}, leaves_out: [{{part: some, says: P., {part}}}]}}\n"
    limit = rule("limits", "at_most: 5 percent, of: {base: direct}, counts: {items: [kits]}, repair: R., no_calculator: N.")
    assert ("no rule holds the definition nonprofit-run" in told(tmp_path, base + limit)) is remarked
