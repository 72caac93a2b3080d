"""Small changes to rules: each kind is made, a test that notices kills it, and without one it survives."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemfunds.proving.mutants import Mutant, mutants, survivors

from .proved import case, proof

PAID = "verdict: allowable, decided_by: SF-ROBOTICS"
REFUSED = "verdict: not-allowable, decided_by: SF-R"


def requirement(must: str) -> str:
    """A requirement of the fund."""
    return f"requirements:\n  - {{id: SF-R, says: S., must: {must}, repair: R., cite: law-1}}\n"


def triggered(applies: str) -> str:
    """A requirement that is never met where it applies."""
    return requirement("{activity.safe: yes}").replace("must:", f"applies: {applies}, must:")


def limit(fields: str) -> str:
    """A limit of the fund."""
    return f"limits:\n  - {{id: SF-R, says: S., repair: R., cite: law-1, {fields}}}\n"


SAFE, UNSAFE = "line.item: kits, activity.safe: yes", "line.item: kits, activity.safe: no"
ON_DAY = "{activity.on: {before: 2026-08-15}}"
SNACKS = "line.item: snacks, line.amount: "

KINDS = {
    "negated": (requirement("{activity.safe: yes}"), "condition negated", case("a", SAFE, PAID)),
    "part of all": (
        requirement("{activity.safe: yes, activity.area: tech}"),
        "part 1 dropped",
        case("a", f"{UNSAFE}, activity.area: tech", REFUSED),
    ),
    "part of any": (
        requirement("{any: [{activity.safe: yes}, {activity.area: tech}]}"),
        "part 2 dropped",
        case("a", f"{UNSAFE}, activity.area: tech", PAID),
    ),
    "inside not": (
        requirement("{not: {all: [{activity.safe: no}, {activity.area: tech}]}}"),
        "part 1 dropped",
        case("a", f"{SAFE}, activity.area: tech", PAID),
    ),
    "inside every": (
        requirement("{every: {schools: {all: [{school.status: served}, {plan.consulted: yes}]}}}"),
        "part 2 dropped",
        case("a", "line.item: kits, plan.consulted: no", REFUSED, "    schools: [{school.status: served}]\n"),
    ),
    "trigger": (triggered("{activity.area: tech}"), "trigger negated", case("a", f"{UNSAFE}, activity.area: tech", REFUSED)),
    "part of a trigger": (
        triggered("{activity.area: tech, plan.consulted: yes}"),
        "trigger: part 2 dropped",
        case("a", f"{UNSAFE}, activity.area: tech, plan.consulted: no", PAID),
    ),
    "a cent up": (
        requirement("{activity.prize: {at_most: 10.00}}"),
        "activity.prize one cent up",
        case("a", 'line.item: kits, activity.prize: "10.01"', REFUSED),
    ),
    "a cent down": (
        requirement("{activity.prize: {at_most: 10.00}}"),
        "activity.prize one cent down",
        case("a", 'line.item: kits, activity.prize: "10.00"', PAID),
    ),
    "a hundredth of a percent": (
        requirement("{activity.share: {at_least: 12.5}}"),
        "activity.share 0.01 down",
        case("a", "line.item: kits, activity.share: 12.49", REFUSED),
    ),
    "one": (
        requirement("{district.size: {at_least: 600}}"),
        "district.size 1 up",
        case("a", "line.item: kits, district.size: 600", PAID),
    ),
    "a day later": (
        requirement(ON_DAY),
        "activity.on a day later",
        case("a", "line.item: kits, activity.on: 2026-08-15", REFUSED),
    ),
    "a day earlier": (
        requirement(ON_DAY),
        "activity.on a day earlier",
        case("a", "line.item: kits, activity.on: 2026-08-14", PAID),
    ),
    "a span of days": (
        requirement("{activity.on: {after: 30 days before plan.day}}"),
        "activity.on +1 days",
        case("a", "line.item: kits, activity.on: 2026-06-02, plan.day: 2026-07-01", PAID),
    ),
    "a share of a fact": (
        requirement("{activity.prize: {at_most: 5 percent of award.amount}}"),
        "activity.prize 0.01 up",
        case("a", 'line.item: kits, activity.prize: "50.01", award.amount: "1000.00"', REFUSED),
    ),
    "bound of a limit": (
        limit('at_most: "5.00", counts: {items: [snacks]}'),
        "one cent up",
        case("a", f'{SNACKS}"5.01"', "limit: SF-R, status: breached"),
    ),
    "percentage of a limit": (
        limit("at_most: 5 percent, of: award.amount, counts: {items: [snacks]}"),
        "0.01 down",
        case("a", f'{SNACKS}"50.00", award.amount: "1000.00"', "limit: SF-R, status: met"),
    ),
    "trigger of a limit": (
        limit('at_most: "5.00", counts: {items: [snacks]}, applies: {plan.consulted: yes}'),
        "trigger negated",
        case("a", f'{SNACKS}"5.01", plan.consulted: yes', "limit: SF-R, status: breached"),
    ),
    "what a limit counts": (
        limit('at_most: "5.00", counts: {items: [snacks], where: {activity.prize: {at_least: 10.00}}}'),
        "counted: activity.prize one cent up",
        case("a", f'{SNACKS}"5.01", activity.prize: "10.00"', "limit: SF-R, status: breached"),
    ),
}
"""A rule, a change of it, and a test that notices the change."""

PLAN_DAY = ("facts.yaml", "facts:\n", "facts:\n  - {fact: plan.day, type: date, question: When?}\n")


@pytest.mark.parametrize(("sections", "change", "test"), KINDS.values(), ids=KINDS)
def test_a_test_that_notices_kills(tmp_path: Path, sections: str, change: str, test: str) -> None:
    """The change is made exactly once; it survives where no test looks, and dies where one does."""
    for folder, killer, survived in (("alone", "", True), ("watched", test, False)):
        (tmp_path / folder).mkdir()
        book, cases = proof(tmp_path / folder, killer, sections, PLAN_DAY)
        found = [lived for mutant, lived in survivors(book, cases) if (mutant.changed, mutant.change) == ("SF-R", change)]
        assert found == [survived]


@pytest.mark.parametrize(
    ("sections", "changed", "changes"),
    [
        (requirement("{activity.safe: yes}"), "SF-R", ["condition negated"]),
        (requirement("{activity.on: {given: yes}}"), "SF-R", ["condition negated"]),
        (
            requirement(ON_DAY),
            "SF-R",
            ["condition negated", "activity.on a day later", "activity.on a day earlier"],
        ),
        (
            requirement("{any: [{activity.safe: yes}, {activity.prize: {at_most: 1.00}}]}"),
            "SF-R",
            [
                "condition negated",
                "part 1 dropped",
                "part 2 dropped",
                "activity.prize one cent up",
                "activity.prize one cent down",
            ],
        ),
        ("conditions:\n  - {id: SF-R, says: S., do: D., cite: law-1}\n", "SF-R", []),
        (limit("at_most: figure.cap, of: award.amount, counts: {items: [kits]}"), "SF-R", []),
        ("", "SF-ROBOTICS", []),
        ("", "figure.cap", ["value of 2014-01-01 0.01 up", "value of 2014-01-01 0.01 down"]),
        ("", "figure.days_to_pay", ["value of 2014-01-01 1 up", "value of 2014-01-01 1 down"]),
        (
            "",
            "figure.threshold",
            [f"value of {since} one cent {way}" for since in ("2014-01-01", "2024-10-01") for way in ("up", "down")],
        ),
        ("", "definition.nonprofit-run", ["negated"]),
    ],
)
def test_all_changes_of_one_thing(tmp_path: Path, sections: str, changed: str, changes: list[str]) -> None:
    """A rule without a condition has none, a bound that is a figure moves with the figure."""
    book, _ = proof(tmp_path, "", sections)
    assert [mutant.change for mutant in mutants(book) if mutant.changed == changed] == changes


def test_the_rulebook_itself_stays_as_it_was(tmp_path: Path) -> None:
    """A mutant differs in the one thing that it names."""
    book, _ = proof(tmp_path, "", requirement("{activity.safe: yes}"))
    (mutant,) = [one for one in mutants(book) if one.changed == "SF-R"]
    assert mutant.rulebook.rules["SF-R"] != book.rules["SF-R"]
    assert {name: rule for name, rule in mutant.rulebook.rules.items() if name != "SF-R"} == {
        name: rule for name, rule in book.rules.items() if name != "SF-R"
    }
    assert mutant.rulebook.limits == book.limits


def test_a_figure_dies_by_a_test_of_its_value(tmp_path: Path) -> None:
    """A test that names the figure and its value on a date, or a rule that uses it."""
    use = requirement("{activity.prize: {at_most: figure.threshold}}")
    of_value = case("v", "line.item: kits, award.awarded_on: 2024-10-01", 'figure: threshold, value: "$100.00"')
    of_rule = case("r", 'line.item: kits, award.awarded_on: 2015-01-01, activity.prize: "50.00"', PAID)
    of_rule = of_rule.replace(PAID, f"{PAID}, silent: [SF-R]")
    book, cases = proof(tmp_path, of_value + of_rule, use)
    lived = {mutant.change: survived for mutant, survived in survivors(book, cases) if mutant.changed == "figure.threshold"}
    assert lived == {
        "value of 2014-01-01 one cent up": True,
        "value of 2014-01-01 one cent down": False,
        "value of 2024-10-01 one cent up": False,
        "value of 2024-10-01 one cent down": False,
    }


def test_a_definition_dies_by_a_test_of_a_rule_that_holds_it(tmp_path: Path) -> None:
    """The rule need not be named: its fact is set."""
    tests = case("n", "line.item: kits, activity.organizer: nonprofit", PAID)
    book, cases = proof(tmp_path, tests, requirement("{holds: nonprofit-run}"))
    assert [lived for mutant, lived in survivors(book, cases) if mutant.changed == "definition.nonprofit-run"] == [False]


def test_only_the_mutants_that_are_wanted_are_tried(tmp_path: Path) -> None:
    """By number, so that processes share the work, or by what they are."""
    book, cases = proof(tmp_path, "", requirement(ON_DAY))
    everything = [mutant.change for mutant in mutants(book)]
    shares = []
    for part in (0, 1):

        def wanted(number: int, _: Mutant, part: int = part) -> bool:
            return number % 2 == part

        shares.append([mutant.change for mutant, _ in survivors(book, cases, wanted)])
    assert shares == [everything[0::2], everything[1::2]]


@pytest.mark.parametrize(
    ("sections", "numbers"),
    [
        (requirement("{activity.safe: yes}"), set()),
        (requirement(ON_DAY), {"SF-R: activity.on a day"}),
        (requirement("{activity.on: {after: 30 days before plan.starts}}"), {"SF-R: activity.on"}),
        (triggered("{district.size: {at_least: 600}}"), {"SF-R: trigger: district.size 1"}),
        (limit("at_most: 5 percent, of: award.amount, counts: {items: [kits]}"), {"SF-R: 0.01"}),
    ],
)
def test_the_number_that_was_moved(tmp_path: Path, sections: str, numbers: set[str]) -> None:
    """Up and down are one number; a negated condition or a dropped part moves none."""
    starts = ("facts.yaml", "facts:\n", "facts:\n  - {fact: plan.starts, type: date, question: When?, built_in: yes}\n")
    book, _ = proof(tmp_path, "", sections, starts)
    assert {mutant.number for mutant in mutants(book) if mutant.changed == "SF-R"} - {""} == numbers
