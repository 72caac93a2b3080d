"""`stemfunds rulebook lint`, `coverage`, `docs`, `diff` and `show`; `test` has its own file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tiny import write

from .conftest import LOCAL, ROOT, UNPAID, Call

TESTS = """\
fund: stem-fund
tests:
  - name: robotics is paid
    letter: L-1
    given: {activity.kind: robotics, line.item: kits}
    expect: {verdict: allowable, decided_by: SF-ROBOTICS}
  - name: teachers are judged
    given: {activity.kind: robotics, line.item: teachers}
    expect: {verdict: allowable, decided_by: SF-ROBOTICS, warns: [F-NECESSARY]}
"""
LETTER = (
    "examples:\n  - {example: L-1, section: 1, who: lea, kinds: [robotics], fund: stem-fund, paraphrase: P., "
    "rests_on: law-1, grade: READ}\n"
)
SHEET = "sheet: first\ntitle: The first sheet\nrows:\n  - {row: 1, encoded_by: SF-ROBOTICS}\n  - {row: 2, not_a_rule: A story.}\n"
UNREAD = "facts.yaml", "  - {fact: activity.safe, type: yes-no, question: Is it safe?}\n", ""


def rules(folder: Path, *changes: tuple[str, str, str], tests: str = TESTS) -> str:
    """The tiny rulebook with tests, a letter and a sheet; the name of its folder."""
    folder.mkdir(exist_ok=True)
    place = write(folder, ("letter.yaml", "", LETTER), ("sheet.yaml", "", SHEET), *changes)
    (place / "fund.tests.yaml").write_text(tests, encoding="utf-8")
    return str(place)


# --- lint -------------------------------------------------------------------------------------------------------------


def test_lint_of_the_federal_rules_is_clean(call: Call) -> None:
    """Nothing to mend in what is shipped."""
    said = call("rulebook", "lint")
    assert (said.status, said.err) == (0, "")
    assert said.out.count("\n") == 1
    assert ": 0 to mend, " in said.out


def test_lint_lists_what_is_to_mend(call: Call, tmp_path: Path) -> None:
    """Each with its place, then the totals; notes only where they are asked for."""
    folder = rules(tmp_path)
    said, more = call("rulebook", "lint", "--folder", folder), call("rulebook", "lint", "--notes", "--folder", folder)
    assert (said.status, more.status) == (1, 1)
    lines = said.out.splitlines()
    assert [
        line
        for line in lines
        if re.fullmatch(r"rules/facts\.yaml:[0-9]+:5  warning: no rule reads the fact activity\.safe", line)
    ]
    assert lines[-1] == f"2 rules, 0 limits, 3 figures, 29 facts, 3 sources: {len(lines) - 1} to mend, 4 to know (--notes)"
    assert more.out.splitlines()[: len(lines) - 1] == lines[:-1]
    assert [line for line in more.out.splitlines() if line.endswith(":5  note: nothing cites the source story-1")]
    assert " note: " not in said.out


# --- coverage ---------------------------------------------------------------------------------------------------------


def test_coverage_ends_with_the_totals(call: Call, tmp_path: Path) -> None:
    """Nothing is missing, and each total says how much it is of."""
    said = call("rulebook", "coverage", "--folder", rules(tmp_path))
    assert (said.status, said.err) == (0, "")
    assert [line.split() for line in said.out.splitlines()] == [
        line.split()
        for line in (
            "rule tests that pass 2 of 2 100 %",
            "rules driven to yes 2 of 2 100 %",
            "rules with a condition driven to no 0 of 0 100 %",
            "rules that can ask driven to unknown 0 of 0 100 %",
            "limits shown met and breached 0 of 0 100 %",
            "rules and limits whose removal breaks a test 2 of 2 100 %",
            "examples of the letter, each way 0 of 1 0 %",
            "worked examples with the sheet's verdict 0 of 0 100 %",
        )
    ]


def test_coverage_of_numbers(call: Call, tmp_path: Path) -> None:
    """A number that no test holds on both sides is named, and the status is 1."""
    said = call("rulebook", "coverage", "--numbers", "--folder", rules(tmp_path))
    lines = said.out.splitlines()
    assert said.status == 1
    assert lines[:4] == [
        "no test holds figure.cap: value of 2014-01-01 0.01 fast",
        "no test holds figure.days_to_pay: value of 2014-01-01 1 fast",
        "no test holds figure.threshold: value of 2014-01-01 one cent fast",
        "no test holds figure.threshold: value of 2024-10-01 one cent fast",
    ]
    assert lines[-1].split() == "numbers with tests on both sides of the figure 0 of 4 0 %".split()


def test_coverage_of_the_letter(call: Call, tmp_path: Path) -> None:
    """What no test shows is told in capitals, and the status is 1."""
    said = call("rulebook", "coverage", "--source", "dear-colleague-letter", "--folder", rules(tmp_path))
    assert said.status == 1
    assert said.out.splitlines() == [
        "L-1                READ  stem-fund      NO TEST SHOWS IT NOT PAID",
        "    P.",
        "    passes: rules/fund.tests.yaml:3 robotics is paid (allowable)",
        "0 of 1 examples of the letter are covered",
    ]


def test_coverage_of_the_sheets(call: Call, tmp_path: Path) -> None:
    """Row by row."""
    said = call("rulebook", "coverage", "--sheets", "--folder", rules(tmp_path))
    assert said.status == 0
    assert said.out.splitlines()[-3:] == [
        "    1: SF-ROBOTICS",
        "    2: not a rule: A story.",
        "1 sheets, 2 rows: 1 encoded, 1 not a rule",
    ]


def test_coverage_of_a_section(call: Call, tmp_path: Path) -> None:
    """The rules that cite it, where, and what the tests show of them."""
    said = call("rulebook", "coverage", "--source", "law-1", "--folder", rules(tmp_path))
    assert said.status == 0
    assert said.out.splitlines() == [
        "F-NECESSARY                  (n): driven to yes",
        "SF-ROBOTICS                  (b)(1): driven to yes",
    ]


def test_a_source_misspelled(call: Call) -> None:
    """The nearest is named."""
    said = call("rulebook", "coverage", "--source", "eesa-4107")
    assert (said.status, said.out, said.err) == (2, "", 'unknown source "eesa-4107" (did you mean "esea-4107"?)\n')


def test_an_unknown_source(call: Call) -> None:
    """The letter or a section is expected."""
    said = call("rulebook", "coverage", "--source", "letter")
    assert (said.status, said.out, said.err) == (
        2,
        "",
        'unknown source "letter"; expected dear-colleague-letter or a source id\n',
    )


@pytest.mark.parametrize("command", [("coverage",), ("coverage", "--source", "dear-colleague-letter"), ("docs", "-o", "made")])
def test_tests_that_do_not_load(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    """A test that is misspelled would be missing without anybody knowing."""
    folder = rules(tmp_path, tests=TESTS.replace("line.item", "line.itm", 1))
    monkeypatch.chdir(tmp_path)
    said = call("rulebook", *command, "--folder", folder)
    assert (said.status, said.out) == (2, "")
    assert said.err == 'rules/fund.tests.yaml:5:38  unknown fact "line.itm" (did you mean "line.item"?)\n'


# --- docs -------------------------------------------------------------------------------------------------------------


def test_docs_writes_two_pages(call: Call, tmp_path: Path) -> None:
    """What was written is said on standard error; the second time gives the same bytes."""
    folder, target = rules(tmp_path), tmp_path / "reference"
    said = call("rulebook", "docs", "-o", str(target), "--folder", folder)
    assert (said.status, said.out) == (0, "")
    assert said.err.splitlines() == [f"{target / name} written" for name in ("rules.html", "rules.md")]
    before = [path.read_bytes() for path in sorted(target.iterdir())]
    call("rulebook", "docs", "-o", str(target), "--folder", folder)
    assert [path.read_bytes() for path in sorted(target.iterdir())] == before
    assert all(b"SF-ROBOTICS" in page and b"robotics is paid" not in page[:100] for page in before)


def test_docs_that_cannot_be_written(call: Call, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    said = call("rulebook", "docs", "-o", str(tmp_path / "taken"), "--folder", rules(tmp_path))
    assert (said.status, said.out) == (2, "")
    assert said.err == f"{tmp_path / 'taken'}: cannot be written: File exists\n"


# --- diff -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The federal rules with one rule changed: competitions need a company now."""
    place = tmp_path_factory.mktemp("copied") / "rules"
    place.mkdir()
    for path in sorted((ROOT / "rules").rglob("*.yaml")):
        copy = place / path.relative_to(ROOT / "rules")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    fund = place / "funds" / "title-iv-a.yaml"
    text = fund.read_text(encoding="utf-8")
    start = text.index("- id: T4A-COMPETITION\n")
    changed = text[start:].replace("activity.organizer: nonprofit", "activity.organizer: for-profit", 1)
    fund.write_text(text[:start] + changed, encoding="utf-8")
    return place


def test_diff_names_the_rule_and_the_verdicts(call: Call, copied: Path) -> None:
    """One rule of Title IV-A, and the competition in the example plan that it paid for."""
    said = call("rulebook", "diff", "rules", str(copied), "--against", "examples/rural/plan.yaml", "--as-of", "2026-11-23")
    lines = said.out.splitlines()
    assert (said.status, said.err) == (1, "")
    assert lines[0] == "changed: T4A-COMPETITION"
    assert [line for line in lines if line.startswith(("new: ", "gone: ", "changed: "))] == [lines[0]]
    told = lines[1:-1]
    assert told != []
    assert [line for line in told if "examples/rural/plan.yaml" not in line or "T4A-COMPETITION" not in line] == []
    assert lines[-1] == f"{len(told)} verdicts change in 1 plan"


def test_diff_of_the_same_rules(call: Call) -> None:
    """Nothing differs, and the status is 0."""
    said = call("rulebook", "diff", "rules", "rules", "--against", "examples", "--as-of", "2026-11-23")
    plans = len(list((ROOT / "examples").glob("*/plan.*")))
    assert (said.status, said.out, said.err) == (0, f"0 verdicts change in {plans} plans\n", "")


def test_diff_without_plans(call: Call, tmp_path: Path) -> None:
    """The rules that differ are named; no verdict, no status."""
    old = rules(tmp_path / "old")
    new = rules(tmp_path / "new", ("federal.yaml", "Costs are necessary.", "Costs are needed."), UNREAD)
    said = call("rulebook", "diff", str(old), str(new))
    assert (said.status, said.out) == (0, "changed: F-NECESSARY\n0 verdicts change in 0 plans\n")


def test_diff_of_two_state_packs(call: Call, tmp_path: Path) -> None:
    """Each is read on top of the federal rules, so that only what is the State's own differs."""
    old = ROOT / "examples/state-packs/tighter-equipment-and-travel"
    new = tmp_path / "new"
    shutil.copytree(old, new)
    text = (new / "title-iv-a.yaml").read_text(encoding="utf-8")
    (new / "title-iv-a.yaml").write_text(text.replace("at_most: 1 percent", "at_most: 0.5 percent"), encoding="utf-8")
    said = call("rulebook", "diff", str(old), str(new))
    assert (said.status, said.out, said.err) == (0, "changed: EXT-T4A-ADMIN-1\n0 verdicts change in 0 plans\n", "")
    assert "new: EXT-T4A-ADMIN-1" in call("rulebook", "diff", "rules", str(old)).out.splitlines()


@pytest.mark.parametrize(
    ("names", "count"), [(("plan.yaml", "other.yaml"), 1), (("deep/plan.yaml", "plan.yaml"), 2), (("one.yaml", "two.yml"), 2)]
)
def test_plans_of_a_folder(call: Call, tmp_path: Path, names: tuple[str, str], count: int) -> None:
    """Those named plan, also in folders below; where there is none, every file that can be one."""
    for name in names:
        path = tmp_path / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("not: a plan" if name == "other.yaml" else LOCAL + UNPAID, encoding="utf-8")
    said = call("rulebook", "diff", "rules", "rules", "--against", str(tmp_path / "plans"), "--as-of", "2026-08-20")
    assert (said.status, said.out, said.err) == (0, f"0 verdicts change in {count} plan{'s' if count > 1 else ''}\n", "")


def test_diff_of_a_table(call: Call, tmp_path: Path) -> None:
    """Every item in every kind is compared; a cell that differs is a difference."""
    old = rules(tmp_path / "old")
    new = rules(tmp_path / "new", ("fund.yaml", "for: {kinds: [robotics, food]}", "for: {kinds: [robotics, camp, food]}"))
    said, same = (call("rulebook", "diff", old, other, "--table", "stem-fund", "--as-of", "2026-08-01") for other in (new, old))
    assert (said.status, same.status, said.err) == (1, 0, "")
    cell, total = said.out.splitlines()[-2:]
    assert cell.startswith("stem-fund  camp × teachers: not allowable, in good order not allowable → allowable, in good order ")
    assert cell.endswith("  (NO-AUTHORITY → SF-ROBOTICS)")
    assert total == "2 cells change in the table of stem-fund"
    assert same.out.splitlines()[-1] == "0 cells change in the table of stem-fund"
    wrong = call("rulebook", "diff", old, new, "--table", "stem-found")
    assert (wrong.status, wrong.err) == (2, 'unknown fund "stem-found" (did you mean "stem-fund"?); expected stem-fund\n')


# --- table ------------------------------------------------------------------------------------------------------------


def test_table_of_one_kind(call: Call) -> None:
    """Each item in training under Title IV-A, and what decides; csv has the same in the same order."""
    asked = ("rulebook", "table", "title-iv-a", "--kind", "teacher-pd", "--item", "fundraising", "--item", "bad-debt")
    said, rows = call(*asked, "--as-of", "2026-11-24"), call(*asked, "--as-of", "2026-11-24", "--format", "csv")
    assert (said.status, rows.status, said.err) == (0, 0, "")
    assert said.out.startswith("Title IV-A, 1 kind × 2 items, as of 2026-11-24\n")
    assert "\nbad-debt     ✗ not allowable      ✗ not allowable      UG-BAD-DEBT\n" in said.out
    assert [row.split(",")[2] for row in rows.out.splitlines()] == ["item", "fundraising", "bad-debt"]


def test_table_takes_facts_and_rules(call: Call, tmp_path: Path) -> None:
    """A fact holds in every cell, and the folder is the one that is named."""
    safe = "requirements:\n  - {id: SF-S, says: S., must: {activity.safe: yes}, repair: R., cite: law-1}\n"
    folder = Path(rules(tmp_path))
    (folder / "fund.yaml").write_text((folder / "fund.yaml").read_text(encoding="utf-8") + safe, encoding="utf-8")
    asked = ("rulebook", "table", "stem-fund", "--folder", str(folder), "--item", "kits", "--as-of", "2026-08-01")
    verdicts = {
        fact: [row.split(",")[3] for row in call(*asked, "-f", "csv", *fact).out.splitlines()[1:]]
        for fact in ((), ("--fact", "safe=yes"), ("--fact", "safe=no"))
    }
    assert list(verdicts.values()) == [
        ["needs-information", "not-allowable", "needs-information"],
        ["allowable", "not-allowable", "allowable"],
        ["not-allowable"] * 3,
    ]


def test_table_names_every_mistake_of_the_call(call: Call) -> None:
    """Fund, kind, item and fact at once, each with the nearest right name."""
    said = call("rulebook", "table", "title-iv-c", "--kind", "fod", "--item", "bad-dept", "--fact", "title_i_statsu=served")
    assert (said.status, said.out) == (2, "")
    assert [line.split(" (did you mean")[0] for line in said.err.splitlines()] == [
        "--fact title_i_statsu: unknown fact",
        'unknown fund "title-iv-c"',
        'unknown kind "fod"',
        'unknown item "bad-dept"',
    ]
    assert said.err.count("did you mean") == 4


def test_plans_that_are_not_there(call: Call, tmp_path: Path) -> None:
    """A misspelled folder is no folder without changes."""
    folder = rules(tmp_path)
    said = call("rulebook", "diff", folder, folder, "--against", str(tmp_path / "plnas"))
    assert (said.status, said.err) == (2, f"{tmp_path / 'plnas'}: there is no such plan or folder of plans\n")


# --- show -------------------------------------------------------------------------------------------------------------


def test_show_lists_what_is_in_force(call: Call, tmp_path: Path) -> None:
    """With the digest by which two reviewers compare what they applied."""
    until = ("federal.yaml", "    says: Costs", "    in_force: {until: 2026-08-01}\n    says: Costs")
    folder = rules(tmp_path, until)
    before, after = (
        call("rulebook", "show", "--folder", folder, "--as-of", day).out.splitlines() for day in ("2026-07-31", "2026-08-01")
    )
    assert before[0].startswith("rulebook 1 sha256:")
    assert [line.split()[:2] for line in before[1:]] == [["federal", "F-NECESSARY"], ["stem-fund", "SF-ROBOTICS"]]
    assert [line.split()[1] for line in after[1:]] == ["SF-ROBOTICS"]
    assert after[0] == before[0]


def test_show_of_one_fund(call: Call) -> None:
    """Its own rules and those that it follows, no other fund's."""
    said = call("rulebook", "show", "--fund", "title-iv-a")
    owners = {line.split()[0] for line in said.out.splitlines()[1:]}
    assert said.status == 0
    assert {"title-iv-a", "uniform-guidance"} <= owners
    assert owners & {"title-i-a", "perkins-v"} == set()


def test_show_of_an_unknown_fund(call: Call) -> None:
    """With the nearest right name."""
    said = call("rulebook", "show", "--fund", "title-4a")
    assert (said.status, said.out, said.err) == (2, "", 'unknown fund "title-4a" (did you mean "title-iv-a"?)\n')


def test_show_names_the_packs(call: Call) -> None:
    """A State's additions stand in the list, with the digest of the pack."""
    pack = "examples/state-packs/tighter-equipment-and-travel"
    said = call("rulebook", "show", "--rules", pack)
    lines = said.out.splitlines()
    assert (said.status, said.err) == (0, "")
    assert lines[1].startswith("pack ")
    assert len(lines) > len(call("rulebook", "show").out.splitlines()) + 1
