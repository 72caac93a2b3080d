"""The whole table of a fund: verdicts without facts and in good order, what decides them, and what a change of rules moves."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from random import Random

import pytest
from tiny import AS_OF, rulebook_with

from stemfunds.judging.verdicts import Verdict
from stemfunds.proving.table import Cell, FundTable, cells_changed
from stemfunds.proving.table_report import change_text, table_csv, table_json, table_lines
from stemfunds.reporting.styled import plain
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.model import Rulebook

SAFE = "requirements:\n  - {id: SF-SAFE, says: It is safe., for: {items: [kits]}, must: {activity.safe: yes}, repair: R., cite: law-1}\n"
ASSUMED = "facts.yaml", "question: Is it safe?", "question: Is it safe?, tests_assume: yes"
REFUSED = "prohibitions:\n  - {id: SF-NO, says: Never., for: {items: [snacks]}, repair: R., cite: law-1}\n"


def table(folder: Path, sections: str = "", **facts: bool) -> FundTable:
    """The table of the tiny fund."""
    known = {f"activity.{name}": value for name, value in facts.items()}
    return FundTable(rulebook_with(folder, sections, ASSUMED), "stem-fund", AS_OF, known)


def all_cells(made: FundTable) -> list[Cell]:
    """Every cell."""
    return list(made.cells(made.rulebook.kinds, made.rulebook.items))


def told(cells: list[Cell]) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    """The cells in words."""
    return [(cell.kind, cell.item, cell.now.verdict.value, cell.in_good_order.verdict.value, cell.decided_by) for cell in cells]


def test_every_item_in_every_kind(tmp_path: Path) -> None:
    """Without facts the rule asks, in good order it is met; a kind without authority is refused; snacks are food everywhere."""
    found = told(all_cells(table(tmp_path, SAFE)))
    assert len(found) == 9
    assert found[0] == ("robotics", "kits", "needs-information", "allowable", ("SF-ROBOTICS",))
    assert found[1] == ("robotics", "snacks", "allowable", "allowable", ("SF-ROBOTICS",))
    assert found[3] == ("camp", "kits", "not-allowable", "not-allowable", ("NO-AUTHORITY",))
    assert found[4] == ("camp", "snacks", "allowable", "allowable", ("SF-ROBOTICS",))


@pytest.mark.parametrize(
    ("safe", "verdict", "rules"), [(True, "allowable", ("SF-ROBOTICS",)), (False, "not-allowable", ("SF-SAFE",))]
)
def test_a_fact_that_is_known_in_every_cell(tmp_path: Path, safe: bool, verdict: str, rules: tuple[str, ...]) -> None:
    """It decides without facts and stands against the ordinary answer."""
    [found] = told(list(table(tmp_path, SAFE, safe=safe).cells(["robotics"], ["kits"])))
    assert found == ("robotics", "kits", verdict, verdict, rules)


def test_what_a_change_of_rules_moves(tmp_path: Path) -> None:
    """The cells that differ, without facts or in good order, and no other."""
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    old, new = table(tmp_path / "old"), table(tmp_path / "new", SAFE + REFUSED)
    assert [change_text(change) for change in cells_changed(old, new)] == [
        f"{kind} × {item}: allowable, in good order allowable → {verdict}, in good order {best}  (SF-ROBOTICS → {rules})"
        for kind, item, verdict, best, rules in (
            ("robotics", "kits", "needs information", "allowable", "SF-ROBOTICS"),
            ("robotics", "snacks", "not allowable", "not allowable", "SF-NO"),
            ("camp", "snacks", "not allowable", "not allowable", "SF-NO"),
            ("food", "kits", "needs information", "allowable", "SF-ROBOTICS"),
            ("food", "snacks", "not allowable", "not allowable", "SF-NO"),
        )
    ]
    assert list(cells_changed(old, old)) == []


def test_counted_by_item(tmp_path: Path) -> None:
    """The numbers of a row add up to the kinds, those of the sums to the cells; what needs no fact at all is named."""
    made = table(tmp_path, SAFE)
    lines = [plain(line) for line in table_lines(made, all_cells(made), AS_OF, 80)]
    assert max(map(len, lines)) <= 80
    assert lines[0] == "STEM Fund, 3 kinds × 3 items, as of 2026-08-01"
    assert [line.split() for line in lines if line.startswith("kits")] == [["kits", "·", "·", "2", "1", "2", "·", "·", "1"]]
    words = " ".join(" ".join(lines).split())
    assert (
        "Without facts: 5 allowable, 2 needs information, 2 not allowable. In good order: 7 allowable, 2 not allowable." in words
    )
    assert "Allowable without a single fact, which hardly any law says: snacks in robotics; teachers in robotics;" in words


@pytest.mark.parametrize(
    ("kinds", "items", "width", "row"),
    [
        (["robotics"], ["kits", "snacks"], 80, "kits    ? needs information  ✓ allowable          SF-ROBOTICS"),
        (["robotics", "camp"], ["kits"], 80, "camp      ✗ not allowable      ✗ not allowable      NO-AUTHORITY"),
        (["robotics"], ["kits"], 50, "    SF-ROBOTICS"),
    ],
)
def test_one_kind_or_item_cell_by_cell(tmp_path: Path, kinds: list[str], items: list[str], width: int, row: str) -> None:
    """Each cell with the rules that decide, below it where the line is too short."""
    made = table(tmp_path, SAFE)
    lines = [plain(line) for line in table_lines(made, list(made.cells(kinds, items)), AS_OF, width)]
    assert row in lines
    assert max(map(len, lines)) <= width


def test_csv_and_json_have_every_cell(tmp_path: Path) -> None:
    """The same cells in both, with the questions of the first verdict."""
    made = table(tmp_path, SAFE)
    cells = all_cells(made)
    rows = list(csv.DictReader(io.StringIO(table_csv(made, cells))))
    whole = json.loads(table_json(made, cells, AS_OF))
    assert (len(rows), whole["fund"], whole["as_of"]) == (9, "stem-fund", "2026-08-01")
    assert rows[0] == {
        "fund": "stem-fund",
        "kind": "robotics",
        "item": "kits",
        "verdict": "needs-information",
        "facts_needed": "activity.safe",
        "in_good_order": "allowable",
        "reason": "",
        "authority": "SF-ROBOTICS",
        "decided_by": "SF-ROBOTICS",
    }
    for row, cell in zip(rows, whole["cells"], strict=True):
        lists = {name: "; ".join(value) if isinstance(value, list) else value or "" for name, value in cell.items()}
        assert row == {"fund": "stem-fund", **lists}


@pytest.fixture(scope="module")
def federal() -> Rulebook:
    """The rules that are shipped."""
    return load_rulebook()


def test_no_federal_fund_pays_without_a_fact(federal: Rulebook) -> None:
    """Thirty cells of each fund, drawn at random with a seed: while every question is open, nothing is plainly allowable."""
    random = Random(2026)
    funds = [fund.id for fund in federal.funds.values() if fund.window is not None]
    for fund in funds:
        made = FundTable(federal, fund, AS_OF)
        for kind in random.sample(list(federal.kinds), 6):
            cells = list(made.cells([kind], random.sample(list(federal.items), 5)))
            plainly = [(fund, cell.kind, cell.item) for cell in cells if cell.now.verdict is Verdict.ALLOWABLE]
            assert plainly == []
