"""What changes between two rulebooks: rules by their names, and verdicts of plans."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import AS_OF, activity, line, plan, rulebook_with

from stemfunds.plan.model import Plan
from stemfunds.proving.difference import Change, rules_changed, verdicts_changed
from stemfunds.rulebook.model import Rulebook

SAFE = "requirements:\n  - {id: SF-R, says: S., must: {activity.safe: yes}, repair: R., cite: law-1}\n"
CAP = 'limits:\n  - {id: SF-L, says: L., repair: R., at_most: "50.00", counts: {items: [kits]}, cite: law-1}\n'
CAP_OF_EACH = CAP.replace("says: L.,", "says: L., per: activity,")

Books = Callable[..., tuple[Rulebook, Rulebook]]


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """The tiny rulebook twice, each time with its own sections, the second with changed files, too."""

    def made(old: str, new: str, *changes: tuple[str, str, str]) -> tuple[Rulebook, Rulebook]:
        for name in ("old", "new"):
            (tmp_path / name).mkdir(exist_ok=True)
        return rulebook_with(tmp_path / "old", old), rulebook_with(tmp_path / "new", new, *changes)

    return made


def verdicts(pair: tuple[Rulebook, Rulebook], *plans: Plan) -> list[Change]:
    """The changes of verdicts."""
    return sorted(verdicts_changed(*pair, plans, AS_OF), key=lambda change: (change.place, change.fund))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", ([], [], [])),
        ("", SAFE, (["SF-R"], [], [])),
        (SAFE, "", ([], ["SF-R"], [])),
        (SAFE, SAFE.replace("yes", "no"), ([], [], ["SF-R"])),
        (SAFE, SAFE.replace("repair: R.", "repair: Q."), ([], [], ["SF-R"])),
        (SAFE, "# a remark\n\n" + SAFE, ([], [], [])),
        (SAFE, SAFE.replace("SF-R", "SF-Q"), (["SF-Q"], ["SF-R"], [])),
        (CAP, CAP.replace("50.00", "50.01"), ([], [], ["SF-L"])),
        (SAFE + CAP, SAFE.replace("R.", "Q.") + CAP.replace("R.", "Q."), ([], [], ["SF-L", "SF-R"])),
    ],
)
def test_rules_by_their_names(books: Books, old: str, new: str, told: tuple[list[str], ...]) -> None:
    """New, gone and changed; moving a rule to another line changes nothing."""
    assert rules_changed(*books(old, new)) == told


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (("fund.yaml", "months: 15", "months: 14"), "SF-WINDOW"),
        (
            ("facts.yaml", "organizer: nonprofit}", "organizer: city}"),
            "definition.nonprofit-run",
        ),
        (("facts.yaml", 'value: "50.00"', 'value: "50.01"'), "figure.threshold"),
        (("federal.yaml", "Costs are necessary.", "Costs are needed."), "F-NECESSARY"),
    ],
)
def test_what_rules_rest_on(books: Books, change: tuple[str, str, str], name: str) -> None:
    """A window, a definition or a figure decides verdicts as a rule does, and is named as one."""
    assert rules_changed(*books("", "", change)) == ([], [], [name])


def test_a_verdict_with_both_reasons(books: Books) -> None:
    """The authority that let the charge go on, and the rule that stops it now."""
    unsafe = activity(facts={"safe": False})
    assert verdicts(books("", SAFE), plan(unsafe)) == [
        Change("plan.yaml", "A1/A1-kits", "SF-26", "allowable", "not-allowable", ("SF-ROBOTICS",), ("SF-ROBOTICS", "SF-R"))
    ]


def test_same_verdict_by_another_rule(books: Books) -> None:
    """What is refused as before is no change."""
    other = SAFE.replace("SF-R", "SF-Q")
    assert verdicts(books(SAFE, other), plan(activity(facts={"safe": False}))) == []


def test_same_rules(books: Books) -> None:
    """No change at all."""
    assert verdicts(books(SAFE + CAP, SAFE + CAP), plan()) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "before", "after"),
    [
        ("", CAP, "limit SF-L", "not measured", "breached"),
        (CAP, CAP.replace("50.00", "100.00"), "limit SF-L", "breached", "met"),
        (CAP, "", "limit SF-L", "breached", "not measured"),
        ("", CAP_OF_EACH, "limit SF-L of A1", "not measured", "breached"),
    ],
)
def test_limits(books: Books, old: str, new: str, place: str, before: str, after: str) -> None:
    """A cap has its own line, with the activity where it is measured for each."""
    (change,) = verdicts(books(old, new), plan())
    assert (change.place, change.fund, change.before, change.after) == (place, "SF-26", before, after)


def test_every_plan_and_charge(books: Books) -> None:
    """Each charge that differs is told once, with the path of its plan."""
    two = activity(line("A1-a"), line("A1-b", item="snacks"), facts={"safe": False})
    plans = plan(two), plan(activity(facts={"safe": True}), path="safe.yaml"), plan(activity(), path="open.yaml")
    found = verdicts(books("", SAFE), *plans)
    assert [(change.plan, change.place, change.after) for change in found] == [
        ("plan.yaml", "A1/A1-a", "not-allowable"),
        ("plan.yaml", "A1/A1-b", "not-allowable"),
        ("open.yaml", "A1/A1-kits", "needs-information"),
    ]
