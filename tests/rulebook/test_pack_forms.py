"""Crosswalks and form maps of State packs: read as typed data, refused with the place of every mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from pack_files import FIRST, load, refused, write_pack

from stemfunds.rulebook.compiled import read_compiled, write_compiled
from stemfunds.rulebook.form_model import FormCell, FormRows
from stemfunds.rulebook.model import Account, Crosswalk, Selector

ACCOUNTS = """\
crosswalk:
  title: Chart
  cite: xs-handbook
  accounts:
    - {code: "46", name: Kits, nces_function: "1000", nces_object: "610", for: {items: [kits]}}
    - {code: "45", name: Supplies, for: {objects: [supplies]}}
    - {code: "15", name: Pay, for: {objects: [personnel]}}
"""
FORM = """\
forms:
  - form: budget
    title: Budget
    file: budget.xlsx
    rounding: whole-dollars
    notice: Invented.
    cells:
      - {sheet: One, at: C5, account: "45"}
      - {sheet: One, at: C6, object: personnel}
      - {sheet: One, at: A1, value: district.name}
    rows:
      - {sheet: Two, first: 5, last: 9, account: "46", columns: {A: line.id, B: amount}}
"""


def test_crosswalk_and_form_are_read(tmp_path: Path) -> None:
    """From any file of the pack, and through the compiled copy unchanged."""
    rulebook = load(tmp_path, write_pack(tmp_path, accounts=ACCOUNTS, forms=FORM))
    pack = rulebook.packs["example"]
    assert isinstance(pack.crosswalk, Crosswalk)
    assert pack.crosswalk.accounts[0] == Account("46", "Kits", Selector(items=("kits",)), "1000", "610")
    codes = [pack.crosswalk.account("robotics", item, of, "stem-fund") for item, of in (("kits", "supplies"), ("x", "supplies"))]
    assert [account.code if account else None for account in codes] == ["46", "45"]
    assert pack.crosswalk.account("robotics", "x", "nothing-such", "stem-fund") is None
    form = pack.forms["budget"]
    assert (form.pack, form.per, form.rounding, form.stands_in, form.line) == (
        "example",
        "award",
        "whole-dollars",
        "example-pack/forms.yaml",
        2,
    )
    assert form.cells == (
        FormCell("C5", 8, sheet="One", account="45"),
        FormCell("C6", 9, sheet="One", object="personnel"),
        FormCell("A1", 10, sheet="One", value="district.name"),
    )
    assert form.rows == (FormRows(5, 9, 12, {"A": "line.id", "B": "amount"}, sheet="Two", account="46"),)
    write_compiled(rulebook, "key", tmp_path / "copy.json")
    assert read_compiled(tmp_path / "copy.json", "key") == rulebook


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("objects: [supplies]", "objects: [suplies]", '6:51  unknown name "suplies" in objects (did you mean "supplies"?)'),
        ("items: [kits]", "items: [kit]", 'unknown name "kit" in items (did you mean "kits"?)'),
        ('"1000"', '"10-00"', '5:47  nces_function "10-00": expected four digits, such as 2213'),
        ('"610"', '"61"', 'nces_object "61": expected three digits, such as 610'),
        ("code:", "kode:", 'unknown key "kode" in an account (did you mean "code"?)'),
        (", for: {objects: [supplies]}", "", 'an account has no "for"'),
        ('"15", name: Pay', '"45", name: Pay', 'account "45" is called "Supplies" already; a code has one name'),
        ("items: [kits]", "objects: [supplies]", 'account "45" can take no cost: "46" stands before it'),
        ("objects: [personnel]", "items: [kits, snacks]", 'has no account for all other costs of the object class "personnel"'),
        ("cite: xs-handbook", "cite: law-1 (a)", "the crosswalk cites no source of the State"),
        ("accounts:\n", "accounts: {}\n", '"accounts" in a crosswalk: expected a list'),
    ],
)
def test_a_crosswalk_with_a_mistake(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = ACCOUNTS.replace(old, new, 1)
    text = text.partition("    - ")[0] if "accounts: {}" in text else text
    told = refused(tmp_path, write_pack(tmp_path, accounts=text))
    assert any(line.startswith("example-pack/accounts.yaml:") and says in line for line in told), told


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('account: "45"', 'account: "455"', '8:39  unknown account code of the crosswalk "455" (did you mean "45"?)'),
        ("object: personnel", "object: personel", 'unknown object class "personel" (did you mean "personnel"?)'),
        ("budget.xlsx", "budget.pdf", '4:11  file "budget.pdf": a form is filled as .xlsx or .docx'),
        ("budget.xlsx", "../budget.xlsx", 'file "../budget.xlsx": expected a file inside the folder of the pack'),
        ("at: C5", "at: 5C", '8:26  at "5C": expected a cell, such as C5'),
        ("sheet: One, at: A1", "table: 1, at: A1", 'a cell of a form has no "sheet"'),
        ("value: district.name", "value: total, account: '45'", "a cell of a form holds one thing"),
        ("whole-dollars", "dollars", 'rounding "dollars": expected one of cents, whole-dollars'),
        ("first: 5, last: 9", "first: 9, last: 5", "rows of a form go from 9 to 5"),
        ("{A: line.id, B: amount}", "{1: line.id}", 'column "1": expected letters, such as C'),
        ("form: budget", "from: budget", 'unknown key "from" in a form (did you mean "form"?)'),
    ],
)
def test_a_form_map_with_a_mistake(tmp_path: Path, old: str, new: str, says: str) -> None:
    told = refused(tmp_path, write_pack(tmp_path, accounts=ACCOUNTS, forms=FORM.replace(old, new, 1)))
    assert any(line.startswith("example-pack/forms.yaml:") and says in line for line in told), told


def test_a_pack_has_one_chart_and_a_form_one_name(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, ACCOUNTS, accounts=ACCOUNTS, forms=FORM, more=FORM)
    assert refused(tmp_path, pack) == [
        'example-pack/more.yaml:2:5  form "budget" stands twice in this pack',
        f'example-pack/pack.yaml:{FIRST + 1}:3  pack "example-pack" has a crosswalk already; a pack has one chart of accounts',
    ]
