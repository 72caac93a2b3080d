"""`stemfunds new`, `convert`, and `check` of workbooks, as people call them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl

from .conftest import LATE, UNPAID, Call, Plans, call_apart

AS_OF = ("--as-of", "2026-11-23")
RURAL = "examples/rural/plan"


def test_a_new_workbook_says_what_it_still_needs(call: Call, tmp_path: Path) -> None:
    """Every empty cell that is needed is named."""
    path = tmp_path / "plan.xlsx"
    said = call("new", "--xlsx", str(path))
    assert (said.status, said.out, said.err) == (0, "", f"{path} written; fill it in, then run: stemfunds check {path}\n")
    checked = call("check", str(path))
    assert checked.status == 2
    assert [re.sub(r"cell [A-Z]+[0-9]+", "cell", line) for line in checked.err.splitlines()] == [
        f"{path}: sheet Activities, cell  activities: expected at least one activity",
        f'{path}: sheet District, cell  plan has no "title"',
        f'{path}: sheet District, cell  district has no "name"',
        f'{path}: sheet District, cell  district has no "state"',
    ]


def test_a_new_yaml_file_is_a_plan(call: Call, tmp_path: Path) -> None:
    """Right in form from the start."""
    path = str(tmp_path / "plan.yaml")
    assert call("new", path, "-q").status == 0
    assert call("check", path, *AS_OF, "--fail-on", "not-allowable", "-q").status == 0


def test_new_writes_over_nothing(call: Call, tmp_path: Path) -> None:
    """Unless it is told to; and the name says the format."""
    path = tmp_path / "plan.xlsx"
    path.write_text("mine")
    assert call("new", str(path)).err == f"{path} is there already; --force writes over it\n"
    assert path.read_text() == "mine"
    assert call("new", str(path), "--force", "-q").status == 0
    assert call("new", "--xlsx", str(tmp_path / "plan.yaml")).err.endswith('expected a name that ends in .xlsx, found ".yaml"\n')
    assert call("new", str(tmp_path / "no" / "plan.yaml")).err.endswith("cannot be written: No such file or directory\n")


def test_convert_there_and_back(call: Call, tmp_path: Path) -> None:
    """The same verdicts, whatever the format."""
    book, text = tmp_path / "plan.xlsx", tmp_path / "plan.json"
    assert call("convert", f"{RURAL}.yaml", str(book)).err == f"{book} written.\n"
    assert call("convert", str(book), str(text), "-q").status == 0
    first, *others = (call("check", str(path), "-q", *AS_OF).out.partition(": ")[2] for path in (f"{RURAL}.yaml", book, text))
    assert others == [first, first]


def test_convert_writes_over_no_plan(call: Call, plan_file: Plans) -> None:
    """And names formats that it does not know."""
    path = plan_file(LATE)
    assert call("convert", path, path).err == f"{path}: this is the plan itself; write to another file\n"
    assert "expected .yaml, .yml, .json, .xlsx" in call("convert", path, path.replace("yaml", "csv")).err


def test_the_example_workbook_is_up_to_date(call: Call) -> None:
    """It gives the same report as the YAML file that it is made from; only the places differ."""

    def report(path: str) -> object:
        said = call("check", path, "--format", "json", *AS_OF)
        return _without_places(json.loads(said.out)["plans"])

    assert report(f"{RURAL}.xlsx") == report(f"{RURAL}.yaml"), (
        "stemfunds convert examples/rural/plan.yaml examples/rural/plan.xlsx"
    )


def _without_places(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_places(one) for key, one in value.items() if key not in ("location", "path")}
    return [_without_places(one) for one in value] if isinstance(value, list) else value


def test_findings_name_sheet_row_and_column(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """In JSON, line and column are those of the sheet."""
    book = str(tmp_path / "plan.xlsx")
    call("convert", plan_file(LATE), book, "-q")
    found = json.loads(call("check", book, "--format", "json", *AS_OF).out)["plans"][0]
    charge = found["activities"][0]["lines"][0]["charges"][0]
    assert charge["findings"][0]["location"] == {"file": book, "line": 5, "column": 2, "sheet": "Budget lines"}


def test_annotate_writes_findings_beside_the_plan(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """The report is printed as ever, the plan stays as it is, the copy has the findings."""
    book, out = tmp_path / "plan.xlsx", tmp_path / "checked.xlsx"
    call("convert", plan_file(LATE), str(book), "-q")
    before = book.read_bytes()
    said = call("check", str(book), "--annotate", str(out), *AS_OF)
    assert said.status == 1
    assert "not allowable" in said.out
    assert f"{out} written: " in said.err
    assert book.read_bytes() == before
    copy = openpyxl.load_workbook(out)
    comments = {
        cell.coordinate: cell.comment.text for row in copy["Budget lines"].iter_rows(min_row=5) for cell in row if cell.comment
    }
    assert any(text.startswith("[stemfunds]\nERROR  ") for text in comments.values())
    assert copy["Findings"]["E5"].value == "error"


def test_annotate_puts_mistakes_on_their_cells_too(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """A plan that cannot be read is told on standard error and on the cells."""
    book, out = tmp_path / "plan.xlsx", tmp_path / "checked.xlsx"
    call("convert", plan_file(UNPAID), str(book), "-q")
    opened = openpyxl.load_workbook(book)
    opened["Budget lines"]["D5"].value = "supplies-materialz"
    opened.save(book)
    said = call("check", str(book), "--annotate", str(out))
    assert said.status == 2
    assert 'sheet Budget lines, cell D5  unknown cost item "supplies-materialz" (did you mean "supplies-materials"?)' in said.err
    comment = openpyxl.load_workbook(out)["Budget lines"]["D5"].comment
    assert comment is not None
    assert 'unknown cost item "supplies-materialz"' in comment.text


def test_calls_that_annotate_refuses(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """One workbook in, another workbook out."""
    plan, book = plan_file(LATE), str(tmp_path / "plan.xlsx")
    call("convert", plan, book, "-q")
    assert "--annotate takes one plan, found 2" in call("check", book, book, "--annotate", "x.xlsx").err
    assert "--annotate writes a copy of an Excel workbook" in call("check", plan, "--annotate", "x.xlsx").err
    assert "this is the plan itself" in call("check", book, "--annotate", book).err
    assert (
        "expected a name that ends in .csv, found x.xlsx" in call("check", plan, "--lines", "x.csv", "--annotate", "x.xlsx").err
    )
    assert "this is the plan itself" in call("check", plan, "--lines", book, "--annotate", book).err
    assert "cannot be written" in call("check", book, "--annotate", str(tmp_path / "no" / "x.xlsx")).err


def test_lines_from_a_csv_file(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """With the headings of the sheet Budget lines; mistakes name file, row and column."""
    plan, lines = plan_file("      []\n"), tmp_path / "lines.csv"
    lines.write_text('Activity,ID,Description,Item,Amount,Charge to\nA1,A1-kits,Kits,supplies-materials,"1,100.00",LOCAL\n')
    said = call("check", plan, "--lines", str(lines), "-q", *AS_OF)
    assert "$1,100.00" in said.out
    lines.write_text(lines.read_text().replace("LOCAL", "LOCALE"))
    said = call("check", plan, "--lines", str(lines))
    assert (said.status, said.err) == (2, f'{lines}: row 2, column Charge to  unknown award "LOCALE" (did you mean "LOCAL"?)\n')
    assert "--lines takes one plan, found 2" in call("check", plan, plan, "--lines", str(lines)).err


def test_findings_go_back_into_a_csv_file(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """Behind the cells of each line; mistakes, too; the file itself stays as it is."""
    plan, lines, out = plan_file("      []\n"), tmp_path / "lines.csv", tmp_path / "checked.csv"
    lines.write_text('Activity,ID,Description,Item,Amount,Charge to\nA1,A1-kits,=Kits,alcohol,"1,100.00",LOCAL\n')
    before = lines.read_bytes()
    said = call("check", plan, "--lines", str(lines), "--annotate", str(out), "-q", *AS_OF)
    assert (said.status, said.err) == (0, "")
    first, line = out.read_text().splitlines()
    assert first == "Activity,ID,Description,Item,Amount,Charge to,Verdict,Rule,Message,Hint"
    assert line.startswith('A1,A1-kits,=Kits,alcohol,"1,100.00",LOCAL,')
    lines.write_text(lines.read_text().replace("LOCAL", "LOCALE"))
    said = call("check", plan, "--lines", str(lines), "--annotate", str(out))
    assert said.status == 2
    assert said.err.startswith(f"{out} written: 1 findings on its lines.\n")
    assert 'LOCALE,,form,"unknown award ""LOCALE"" (did you mean ""LOCAL""?)",' in out.read_text()
    assert before != lines.read_bytes()
    lines.write_text('Activity,ID\n"A1,A1-kits\n')
    said = call("check", plan, "--lines", str(lines), "--annotate", str(tmp_path / "none.csv"))
    assert (said.status, said.err) == (
        2,
        f"{lines}: row 2, column 1  the row cannot be read: unexpected end of data; is a quote missing?\n",
    )
    assert not (tmp_path / "none.csv").exists()


def test_lines_from_a_workbook_get_comments(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """Any sheet with the headings of budget lines, as another program exports it."""
    plan, lines, out = plan_file("      []\n"), tmp_path / "lines.xlsx", tmp_path / "checked.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["About this export"])
    sheet = book.create_sheet("Ledger 2026")
    sheet.append(["Activity", "ID", "Description", "Item", "Amount", "Charge to"])
    sheet.append(["A1", "A1-kits", "Kits", "supplies-materials", 1100, "LOCALE"])
    book.save(lines)
    said = call("check", plan, "--lines", str(lines), "--annotate", str(out))
    assert said.status == 2
    assert f'{lines}: sheet Ledger 2026, cell F2  unknown award "LOCALE" (did you mean "LOCAL"?)' in said.err
    comment = openpyxl.load_workbook(out)["Ledger 2026"]["F2"].comment
    assert comment is not None
    assert 'unknown award "LOCALE"' in comment.text
    sheet["F2"].value = "LOCAL"
    book.save(lines)
    said = call("check", plan, "--lines", str(lines), "--annotate", str(out), "-q", *AS_OF)
    assert "$1,100.00" in said.out
    assert openpyxl.load_workbook(out)["Findings"]["A1"].value == "Findings of stemfunds"


def test_remarks_are_said_and_stop_nothing(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """Another version of the template."""
    book = tmp_path / "plan.xlsx"
    call("convert", plan_file(LATE), str(book), "-q")
    opened = openpyxl.load_workbook(book)
    opened["Stamp"]["B1"].value = "0"
    opened.save(book)
    said = call("check", str(book), "-q", *AS_OF)
    assert said.status == 1
    assert "made from version 0 of the template" in said.err


def test_a_plan_in_yaml_needs_no_workbook_library() -> None:
    """They cost time at every start."""
    code = (
        "import sys; from stemfunds.cli.app import run; run(['check', 'examples/rural/plan.yaml', '-q']); "
        "print([name for name in ('openpyxl', 'xlsxwriter', 'python_calamine', 'zipfile') if name in sys.modules])"
    )
    import subprocess
    import sys

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert call_apart("--version").status == 0
