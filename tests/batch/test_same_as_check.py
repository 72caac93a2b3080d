"""Every plan of a batch has the result that `check` gives it, byte for byte, whatever file it came from."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from strategies import federal_judge, federal_rulebook

from benchmarks.district_maker import DistrictMaker
from benchmarks.plan_maker import PlanMaker, as_json, as_yaml
from stemfunds.batch.runner import run_batch
from stemfunds.batch.store import open_store
from stemfunds.cli.app import run
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import read_plan
from stemfunds.reporting.json_report import plan_object

from .conftest import ROOT
from .runs import AS_OF, PLAN, request

SKELETON = PLAN[: PLAN.index("    lines:")].format(number=1)
LINES = "Activity,ID,Description,Item,Amount,Committed on,Charge to\nA1,A1-kits,Kits,supplies-materials,100.00,2026-08-15,OLD\n"
NUMBER, ORDINARY = 12, 3
THOUSAND = 1000


@pytest.fixture(scope="module")
def documents() -> list[dict[str, object]]:
    """Generated plans with everything that goes right and wrong in districts, and a few ordinary ones."""
    troubled, ordinary = (maker(federal_rulebook(), activities=5) for maker in (PlanMaker, DistrictMaker))
    return [*troubled.documents(NUMBER - ORDINARY, seed=6), *ordinary.documents(ORDINARY, seed=6)]


def _checked(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    capsys.readouterr()
    run(["check", str(path), *more, "--format", "json", "--as-of", "2026-11-23"])
    return capsys.readouterr().out


@pytest.fixture(autouse=True)
def _cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("STEMFUNDS_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


def test_files(documents: list[dict[str, object]], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """YAML and JSON files, judged by two workers."""
    plans = tmp_path / "plans"
    plans.mkdir()
    for number, document in enumerate(documents):
        text, suffix = (as_yaml(document), "yaml") if number % 2 else (as_json(document, 1), "json")
        (plans / f"{number:02}.{suffix}").write_text(text, encoding="utf-8")
    run_batch(request(plans, tmp_path / "out", jobs=2))
    with open_store(tmp_path / "out") as store:
        assert len(list(store.query("SELECT plan FROM plans"))) == NUMBER
        for plan, path in store.query("SELECT plan, path FROM plans"):
            assert store.document(plan) == _checked(Path(path), capsys)


def test_lines_and_members(documents: list[dict[str, object]], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line of a file and a member of a zip: all but the names of the files is as in a file of its own."""
    some = documents[:4]
    lines, archive = tmp_path / "plans.jsonl", tmp_path / "plans.zip"
    lines.write_text("".join(as_json(document) + "\n" for document in some), encoding="utf-8")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
        for number, document in enumerate(some):
            members.writestr(f"{number}.json", as_json(document))
    run_batch(request([lines, archive], tmp_path / "out"))
    with open_store(tmp_path / "out") as store:
        for number, document in enumerate(some):
            path = tmp_path / f"{number}.json"
            path.write_text(as_json(document), encoding="utf-8")
            checked = _checked(path, capsys)
            own = json.dumps(str(path))[1:-1]
            member = store.document(len(some) + number + 1)
            assert member == checked.replace(own, f"{archive}/{number}.json")
            line = json.loads(store.document(number + 1))
            assert line["plans"][0]["path"] == f"{lines}:{number + 1}"
            assert _moved(line, str(lines), number) == _moved(json.loads(checked), str(path), 0)


def _moved(found: object, file: str, lines: int) -> object:
    """A document without names of files, its places counted from the line of its plan."""
    if isinstance(found, list):
        return [_moved(one, file, lines) for one in found]
    if not isinstance(found, dict):
        return found
    if found.get("file") == file:
        return {"line": found["line"] - lines, "column": found["column"]}
    return {name: _moved(value, file, lines) for name, value in found.items() if name != "path"}


def test_workbooks_and_lines_in_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook, in a folder and in a zip, and a plan whose lines stand in a CSV file beside it."""
    book, plan, lines = tmp_path / "p" / "a.xlsx", tmp_path / "p" / "b.yaml", tmp_path / "p" / "b.lines.csv"
    book.parent.mkdir()
    shutil.copy(ROOT / "examples" / "rural" / "plan.xlsx", book)
    plan.write_text(SKELETON, encoding="utf-8")
    lines.write_text(LINES, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "z.zip", "w", zipfile.ZIP_DEFLATED) as members:
        for path in (book, plan, lines):
            members.write(path, path.name)
    run_batch(request([book.parent, tmp_path / "z.zip"], tmp_path / "out", jobs=2))
    zipped = json.dumps(str(tmp_path / "z.zip"))[1:-1]
    own = json.dumps(str(book.parent))[1:-1]
    with open_store(tmp_path / "out") as store:
        checked = [_checked(book, capsys), _checked(plan, capsys, "--lines", str(lines))]
        assert [store.document(number) for number in (1, 2)] == checked
        assert [store.document(number).replace(zipped, own) for number in (3, 4)] == checked
        sheets = {row[0] for row in store.query("SELECT file_sheet FROM findings WHERE plan = 1")}
        assert "Budget lines" in sheets
        places = {tuple(row) for row in store.query("SELECT file, file_line FROM findings WHERE plan = 2 AND line = 'A1-kits'")}
        assert places == {(str(lines), 2)}
    with (tmp_path / "out" / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["file_sheet"] for row in rows if row["path"] == str(book)} == sheets
    assert {row["file"] for row in rows if row["path"] == str(plan) and row["line"]} == {str(lines)}


def test_problems_in_a_workbook(tmp_path: Path) -> None:
    """Each at its sheet and cell, in the table and in failures.csv; a workbook with macros says what to do."""
    from stemfunds.workbook.writer import workbook_bytes

    (tmp_path / "a.xlsx").write_bytes(workbook_bytes(federal_rulebook()))
    (tmp_path / "b.xlsm").write_bytes(b"PK\x03\x04")
    run_batch(request([tmp_path / "a.xlsx", tmp_path / "b.xlsm"], tmp_path / "out"))
    with open_store(tmp_path / "out") as store:
        found = [tuple(row) for row in store.query("SELECT plan, sheet, place, message FROM failures")]
    assert (1, "Activities") in {row[:2] for row in found}
    assert all(row[2].startswith(f"sheet {row[1]}, cell ") for row in found if row[1])
    assert [row[3] for row in found if row[0] == 2] == [
        "the workbook is damaged and cannot be read; open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)"
    ]
    with (tmp_path / "out" / "failures.csv").open(encoding="utf-8", newline="") as file:
        assert [(int(row["plan"]), row["sheet"], row["place"], row["message"]) for row in csv.DictReader(file)] == found


def test_problems_in_a_line(tmp_path: Path) -> None:
    """They stand at the line of the file, whatever is wrong: the form, the encoding, the JSON."""
    path = tmp_path / "plans.jsonl"
    path.write_bytes(b'\n{"plan": 1}\n\xff\n{"plan": 1,}\nnull\n')
    run_batch(request(path, tmp_path / "out"))
    with open_store(tmp_path / "out") as store:
        rows = [tuple(row) for row in store.query('SELECT path, file, line, "column", message FROM failures')]
    assert {(row[0], row[1], row[2]) for row in rows} == {(f"{path}:{line}", str(path), line) for line in (2, 3, 4, 5)}
    assert [row[3:] for row in rows if row[2] > 2] == [
        (1, "byte 0xFF is not UTF-8; save the file as UTF-8"),
        (11, "a comma before the closing }; delete the comma"),
        (1, 'a plan begins with fields (plan: 1, title: …), found "null"'),
    ]


def test_a_thousand_generated_plans(tmp_path: Path) -> None:
    """Small ones, so that there can be many: each result is what `check --format json` tells of the plan in the same file."""
    rulebook, judge, words = federal_rulebook(), federal_judge(), plan_vocabulary(federal_rulebook())
    plans = tmp_path / "plans"
    plans.mkdir()
    for number, document in enumerate(PlanMaker(rulebook, activities=1, awards=(1, 2)).documents(THOUSAND, seed=17)):
        text, suffix = (as_yaml(document), "yaml") if number % 50 == 0 else (as_json(document), "json")
        (plans / f"{number:04}.{suffix}").write_text(text, encoding="utf-8")
    run_batch(request(plans, tmp_path / "out", jobs=2))
    same, verdicts = 0, set()
    with open_store(tmp_path / "out") as store:
        for plan, path, verdict in store.query("SELECT plan, path, verdict FROM plans"):
            checked = plan_object(judge.judge(read_plan(path, words), AS_OF), rulebook)
            assert store.plan_object(plan) == checked, path
            same += 1
            verdicts.add(verdict)
    assert same == THOUSAND
    assert len(verdicts) > 2
