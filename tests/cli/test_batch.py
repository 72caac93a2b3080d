"""`stemfunds batch` as people call it: what it says, where, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from stemfunds.batch.store import open_store

from .conftest import LATE, UNPAID, Call, Plans, call_apart

BROKEN = "plan: 1\ntitle: [a\n"


@pytest.fixture
def plans(plan_file: Plans, tmp_path: Path) -> Path:
    """Three plans, one of them broken."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for name, line in (("a.yaml", UNPAID), ("b.yaml", LATE)):
        Path(plan_file(line)).rename(folder / name)
    (folder / "c.yaml").write_text(BROKEN)
    (folder / "notes.txt").write_text("not a plan")
    return folder


def _batch(call: Call, plans: Path, *more: str) -> tuple[int, str, str]:
    said = call("batch", str(plans), "-o", str(plans.parent / "out"), "--as-of", "2026-11-23", "-j1", *more)
    return said.status, said.out, said.err


def test_the_summary(call: Call, plans: Path) -> None:
    """Counts by verdict and State, the rules that speak, the broken plans with their place, and the files."""
    status, out, err = _batch(call, plans)
    folder = plans.parent / "out"
    head, rules, broken, written = out.split("\n\n", 1)[0], *out.split("\n\n")[2:]
    assert head.splitlines() == ["3 plans: ✗ 1 not allowable, ? 1 needs information, ! 1 broken.", "Planned in all: $200.00"]
    assert out.split("\n\n")[1].splitlines() == [
        "State   plans  not allowable  needs information  with conditions  allowable",
        "OH          2              1                  1                0          0",
    ]
    assert rules.splitlines()[0] == "Rules that refuse, ask or warn in most plans"
    assert [" ".join(line.split()) for line in rules.splitlines() if "-WINDOW" in line] == [
        "T4A-WINDOW refuses 1 plan, 1 finding"
    ]
    place = f"{plans / 'c.yaml'}:2:8"
    assert (
        " ".join(broken.split())
        == f"Broken plans, not judged (1) {place} [ is not closed: a ] or a comma is missing before line 3"
    )
    assert written.splitlines() == [
        "Written",
        *(f"  {folder / name}" for name in ("results.sqlite", "report.html", "findings.csv", "failures.csv", "cross-plan.csv")),
    ]
    assert status == 1
    assert err.splitlines()[0] == "writing the results …"
    assert err.splitlines()[1] == "writing the report …"
    assert err.splitlines()[2].startswith("3 plans in ")
    assert err.splitlines()[3] == "1 other file was passed over: notes.txt."


def test_the_summary_as_json(call: Call, plans: Path) -> None:
    """One object on standard output, the same for the same plans."""
    status, out, _ = _batch(call, plans, "--format", "json")
    found = json.loads(out)
    assert list(found)[:3] == ["stemfunds", "rulebook", "as_of"]
    assert (found["complete"], found["plans"], found["judged"], found["failed"], found["missing"]) == (True, 3, 2, 1, 0)
    assert (found["total"], found["as_of"]) == ("200.00", "2026-11-23")
    assert found["states"] == [{"state": "OH", "verdicts": found["verdicts"]}]
    assert found["verdicts"] == {"allowable": 0, "allowable-with-conditions": 0, "needs-information": 1, "not-allowable": 1}
    assert [one["path"] for one in found["failures"]] == [str(plans / "c.yaml")]
    assert _batch(call, plans, "--format", "json")[:2] == (status, out)


def test_quiet(call: Call, plans: Path) -> None:
    """One line, and nothing on standard error."""
    assert _batch(call, plans, "-q") == (1, "3 plans: ✗ 1 not allowable, ? 1 needs information, ! 1 broken.\n", "")


@pytest.mark.parametrize(
    ("names", "fail_on", "status"),
    [
        ("a", "not-allowable", 0),
        ("a", "needs-information", 1),
        ("ab", "not-allowable", 1),
        ("ac", "not-allowable", 1),
        ("c", "not-allowable", 2),
    ],
)
def test_the_status(call: Call, plans: Path, names: str, fail_on: str, status: int) -> None:
    """That of check, and a broken plan is as bad as the worst verdict; when all are broken there is nothing to judge."""
    named = [str(plans / f"{name}.yaml") for name in names]
    said = call("batch", *named, "-o", str(plans.parent / "out"), "-q", "--fail-on", fail_on)
    assert said.status == status


def test_the_rest_is_done_later(call: Call, plans: Path) -> None:
    """--resume judges what has changed, as of the date of the run before."""
    call("batch", str(plans), "-o", str(plans.parent / "out"), "--as-of", "2026-08-01", "-j1")
    (plans / "c.yaml").unlink()
    said = call("batch", str(plans), "-o", str(plans.parent / "out"), "--resume", "-j1")
    assert "2 plans unchanged since the run before." in said.err
    assert "Judged as of 2026-08-01, the date of the run that was resumed; --as-of chooses another." in said.err
    with open_store(plans.parent / "out") as store:
        assert (store.meta["as_of"], store.meta["plans"], store.is_complete) == ("2026-08-01", "2", True)


def test_a_list_and_a_line_file(call: Call, plans: Path) -> None:
    """As words of the call and as an option."""
    (plans / "list.txt").write_text("a.yaml\nb.yaml\n")
    for words in ([f"@{plans / 'list.txt'}"], ["--list", str(plans / "list.txt")]):
        said = call("batch", *words, "-o", str(plans.parent / "out"), "-q")
        assert said.out.startswith("2 plans: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name plans: folders, files, patterns, zips, or @FILE for a list; `stemfunds batch -h` has examples"),
        (["nowhere"], "nowhere: there is no such file or folder, and no file with such a name"),
        (["stemfunds/cli", "-o", "{tmp}/out"], "there are no plans in stemfunds/cli; expected files such as "),
        (["examples/rural", "-o", "pyproject.toml"], "pyproject.toml: the folder cannot be written: Not a directory"),
        (["examples", "--format", "sarif"], 'unknown format "sarif"; expected table, json'),
        (["examples", "--fail-on", "never"], 'unknown verdict "never"; expected '),
        (
            ["examples", "--checklist", "examples/rural/checklists"],
            "--checklist examples/rural/checklists lies in examples, a folder of plans: the next run would read the checklists",
        ),
        (["@missing.txt"], "missing.txt: the list cannot be read: No such file or directory"),
    ],
)
def test_calls_that_cannot_be_used(call: Call, tmp_path: Path, arguments: list[str], message: str) -> None:
    """One line on standard error, status 2, and nothing written."""
    said = call("batch", *(word.format(tmp=tmp_path) for word in arguments))
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(message)
    assert said.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_letters_and_checklists(call: Call, plans: Path) -> None:
    """One for each plan, named in the summary; later too, from the results alone, with the same bytes."""
    folder = plans.parent
    said = call(
        "batch", str(plans), "-o", str(folder / "out"), "-j1", "--letters", str(folder / "a"), "--checklist", str(folder / "b")
    )
    assert said.out.splitlines()[-2:] == [f"  {folder / 'a'}  3 letters", f"  {folder / 'b'}  3 checklists"]
    letters = {path.name: path.read_bytes() for path in (folder / "a").iterdir()}
    assert {Path(name).suffix for name in letters} == {".docx"}
    (plans / "a.yaml").unlink()
    page = (folder / "out" / "report.html").read_bytes()
    later = call("batch", "-o", str(folder / "out"), "--resume", "--letters", str(folder / "later"), "-q")
    assert (later.status, later.err) == (said.status, "")
    assert {path.name: path.read_bytes() for path in (folder / "later").iterdir()} == letters
    assert (folder / "out" / "report.html").read_bytes() == page


def test_letters_that_cannot_be_written(call: Call, plans: Path) -> None:
    """Without a run, of other rules, or into a file: one line, status 2."""
    folder = plans.parent
    later = ("batch", "-o", str(folder / "out"), "--resume", "--letters", str(folder / "letters"))
    assert "there is no store of results" in call(*later).err
    call("batch", str(plans), "-o", str(folder / "out"), "-j1", "-q")
    pack = Path("examples/state-packs/tighter-equipment-and-travel")
    refused = call(*later, "--rules", str(pack))
    assert (refused.status, "of other State packs; name the packs of that run with --rules, or" in refused.err) == (2, True)
    (folder / "letters").write_text("mine")
    in_the_way = call(*later, "-q")
    assert (in_the_way.status, in_the_way.err.splitlines()) == (2, [f"{folder / 'letters'}: cannot be written: File exists"])


def test_check_and_version_know_nothing_of_it(plan_file: Plans) -> None:
    """What a batch needs is imported by a batch alone."""
    program = (
        "import sys; from stemfunds.cli.app import run; run(['check', sys.argv[1], '-q']); "
        "print([name for name in ('sqlite3', 'multiprocessing', 'rich', 'zipfile', 'stemfunds.batch') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, plan_file(LATE)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_program_as_a_whole(plans: Path) -> None:
    """With its processes, in a process of its own."""
    said = call_apart("batch", str(plans), "-o", str(plans.parent / "out"), "--jobs", "2", "-q")
    assert (said.status, said.err) == (1, "")
    assert said.out.startswith("3 plans: ")
