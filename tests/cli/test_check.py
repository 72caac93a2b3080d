"""`stemfunds check`: verdicts on standard output, everything else on standard error, and a status that scripts can use."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import LATE, ROOT, UNPAID, Call, Plans, call_apart

EMPTY = "the file is empty; expected a plan. Was it saved? stemfunds new PATH begins one"
BROKEN = "plan: 1\ntitle: [a\n"


# --- status -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "fail_on", "status"),
    [
        (LATE, "not-allowable", 1),
        (LATE, "needs-information", 1),
        (LATE, "allowable", 1),
        (UNPAID, "not-allowable", 0),
        (UNPAID, "needs-information", 1),
        (UNPAID, "allowable-with-conditions", 1),
    ],
)
def test_fail_on(call: Call, plan_file: Plans, line: str, fail_on: str, status: int) -> None:
    """Status 1 at the verdict or a worse one; what is shown does not depend on it."""
    said = call("check", plan_file(line), "--fail-on", fail_on)
    assert (said.status, said.err) == (status, "")
    assert "Robotics club" in said.out


def test_the_usual_bar_is_not_allowable(call: Call, plan_file: Plans) -> None:
    """Without --fail-on an open plan is no failure, a refused one is."""
    assert call("check", plan_file(UNPAID)).status == 0
    assert call("check", plan_file(LATE)).status == 1


def test_the_worst_of_several_plans_counts(call: Call, plan_file: Plans) -> None:
    """In whatever order they are named."""
    bad, fair = plan_file(LATE, "bad.yaml"), plan_file(UNPAID, "fair.yaml")
    assert (call("check", bad, fair).status, call("check", fair, bad).status) == (1, 1)


# --- calls that cannot be used ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (
            ("--format", "tabel"),
            'unknown format "tabel" (did you mean "table"?); expected table, json, jsonl, csv, sarif, junit, github, md',
        ),
        (("--format", "docx"), 'unknown format "docx"; expected table, json, jsonl, csv, sarif, junit, github, md'),
        (
            ("--fail-on", "notallowable"),
            (
                'unknown verdict "notallowable" (did you mean "not-allowable"?); '
                "expected allowable, allowable-with-conditions, needs-information, not-allowable"
            ),
        ),
    ],
)
def test_unknown_words(call: Call, plan_file: Plans, option: tuple[str, str], message: str) -> None:
    """One line on standard error, with the nearest right word, and nothing on standard output."""
    said = call("check", plan_file(LATE), *option)
    assert (said.status, said.out, said.err) == (2, "", message + "\n")


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "--fmt", "x", "p.yaml"], ["check", "p.yaml", "--as-of", "2026-13-01"]]
)
def test_wrong_calls(call: Call, arguments: list[str]) -> None:
    """The status is 2 and the message says where help is."""
    said = call(*arguments)
    assert (said.status, said.out) == (2, "")
    assert "Try 'stemfunds check -h' for help." in said.err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.yaml", b"", "{path}:1:1  " + EMPTY),
        ("spaces.yaml", b" \n\n", "{path}:1:1  " + EMPTY),
        (
            "binary.yaml",
            b"plan\n\x00\x01",
            "{path}:2:1  this is not a text file (it holds a NUL byte); save the plan as plain text in UTF-8",
        ),
        ("book.yaml", b"PK\x03\x04rest", "{path}:1:1  the file is an Excel, Word or zip file, not a text file"),
        ("latin.yaml", b"title: Ca\xf1on\n", "{path}:1:10  byte 0xF1 is not UTF-8; save the file as UTF-8"),
        ("broken.yaml", BROKEN.encode(), "{path}:2:8  [ is not closed: a ] or a comma is missing before line 3"),
        ("list.yaml", b"- a\n", "{path}:1:1  a plan begins with fields (plan: 1, title: …), found a list"),
        ("plan.txt", b"plan: 1\n", '{path}:1:1  cannot tell the format from ".txt"; expected .yaml, .yml, .json, .xlsx'),
        ("broken.json", b"{", None),
    ],
)
def test_files_that_are_no_plans(call: Call, tmp_path: Path, name: str, content: bytes, message: str | None) -> None:
    """One clear line with file, line and column; never a traceback."""
    path = tmp_path / name
    path.write_bytes(content)
    said = call("check", str(path))
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"{path}:")
    assert "Traceback" not in said.err
    if message is not None:
        assert said.err == message.format(path=path) + "\n"


def test_a_file_that_is_not_there(call: Call) -> None:
    """Its name as it was typed."""
    said = call("check", "plans/nowhere.yaml")
    assert (said.status, said.out, said.err) == (2, "", "plans/nowhere.yaml:1:1  there is no such file\n")


@pytest.mark.parametrize("name", ["folder", "folder.yaml"])
def test_a_folder(call: Call, tmp_path: Path, name: str) -> None:
    """A folder is no plan, whatever its name."""
    (tmp_path / name).mkdir()
    said = call("check", str(tmp_path / name))
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1


def test_fifty_megabytes(call: Call, tmp_path: Path) -> None:
    """Refused before it is read."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    said = call("check", str(path))
    assert (said.status, said.out) == (2, "")
    assert said.err == (
        f"{path}:1:1  the file has 50.0 MB; at most 5 MB are read. Split it, or check that it is the right file\n"
    )


def test_all_mistakes_of_all_files_at_once(call: Call, tmp_path: Path) -> None:
    """Each in a line, sorted by file and place."""
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("plan: 1\ntitel: x\nfoo: 1\n", encoding="utf-8")
    said = call("check", str(tmp_path / "b.yaml"), str(tmp_path / "a.yaml"))
    lines = said.err.splitlines()
    assert said.status == 2
    assert lines == sorted(lines)
    assert [f"{tmp_path / 'a.yaml'}:2:1  " in line for line in lines].count(True) == 1
    assert f'{tmp_path / "b.yaml"}:2:1  unknown field "titel" in plan (did you mean "title"?)' in lines


def test_a_broken_file_does_not_hide_the_others(call: Call, plan_file: Plans, tmp_path: Path) -> None:
    """The good plan is judged and shown; the status still says that something could not be used."""
    broken = tmp_path / "broken.yaml"
    broken.write_text(BROKEN, encoding="utf-8")
    said = call("check", str(broken), plan_file(UNPAID), "--quiet")
    assert said.status == 2
    assert said.out.startswith("? needs information  ")
    assert said.err == f"{broken}:2:8  [ is not closed: a ] or a comma is missing before line 3\n"


# --- formats ----------------------------------------------------------------------------------------------------------


def test_json(call: Call, plan_file: Plans) -> None:
    """One object, with the path as it was typed and the date that was asked for."""
    path = plan_file(LATE)
    whole = json.loads(call("check", path, "--format", "json", "--as-of", "2026-08-20").out)
    assert whole["as_of"] == "2026-08-20"
    (plan,) = whole["plans"]
    assert (plan["path"], plan["verdict"], plan["total"]) == (path, "not-allowable", "100.00")
    assert plan["activities"][0]["lines"][0]["charges"][0]["reason"] == "outside-window"


def test_jsonl(call: Call, plan_file: Plans) -> None:
    """A line for each plan."""
    said = call("check", plan_file(LATE, "a.yaml"), plan_file(UNPAID, "b.yaml"), "-f", "jsonl")
    assert [json.loads(line)["verdict"] for line in said.out.splitlines()] == ["not-allowable", "needs-information"]


def test_csv(call: Call, plan_file: Plans) -> None:
    """One header for all plans."""
    said = call("check", plan_file(LATE, "a.yaml"), plan_file(UNPAID, "b.yaml"), "-f", "csv")
    header, *rows = csv.reader(io.StringIO(said.out))
    assert header[0] == "path"
    assert {Path(row[0]).name for row in rows} == {"a.yaml", "b.yaml"}


def test_markdown(call: Call, plan_file: Plans) -> None:
    """A document for each plan."""
    said = call("check", plan_file(LATE, "a.yaml"), plan_file(UNPAID, "b.yaml"), "-f", "md")
    assert said.out.count("# A small plan\n") == 2


def test_quiet(call: Call, plan_file: Plans) -> None:
    """One line for each plan: sign, verdict, path, sum and counts."""
    path = plan_file(LATE)
    assert call("check", path, "--quiet").out == f"✗ not allowable  {path}: $100.00, 1 not allowable\n"


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_the_same_input_gives_the_same_bytes(plan_file: Plans, form: str) -> None:
    """Whatever the seed of the process's hashes."""
    path = plan_file(LATE)
    first, second = (
        call_apart("check", path, "--format", form, "--as-of", "2026-08-20", PYTHONHASHSEED=seed) for seed in ("1", "77")
    )
    assert first == second
    assert first.status == 1


# --- color and pipes --------------------------------------------------------------------------------------------------


def test_no_color_in_pipes(plan_file: Plans) -> None:
    """Not even when somebody asks for colors by a variable."""
    said = call_apart("check", plan_file(LATE), FORCE_COLOR="1", CLICOLOR_FORCE="1", TERM="xterm-256color")
    assert "\x1b" not in said.out + said.err
    assert "✗ not allowable" in said.out


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_pipes_get_utf_8(plan_file: Plans, encoding: str) -> None:
    """A console that lacks the signs of the table is no reason to fail."""
    said = call_apart("check", plan_file(LATE), "-q", PYTHONIOENCODING=encoding)
    assert (said.status, said.out[:1], said.err) == (1, "✗", "")


def test_a_day_that_is_none(call: Call) -> None:
    """The message shows the form in words, not in codes."""
    said = call("check", "p.yaml", "--as-of", "07/01/2026")
    assert (said.status, said.out) == (2, "")
    assert "expected a day of the calendar as YYYY-MM-DD, such as 2026-11-23" in said.err


def test_a_folder_is_no_plan(call: Call, tmp_path: Path) -> None:
    """Whatever its name, it is called what it is."""
    said = call("check", str(tmp_path))
    assert (said.status, said.out, said.err) == (2, "", f"{tmp_path}:1:1  this is a folder, not a file\n")


def test_a_keyword_of_a_kind_leads_to_it(call: Call, tmp_path: Path) -> None:
    """People write what they say; what resembles nothing gets the command that lists all."""
    path = tmp_path / "plan.yaml"
    rural = (ROOT / "examples/rural/plan.yaml").read_text(encoding="utf-8")
    for word, hint in [("math team", '(did you mean "stem-club-mentoring"?)'), ("zzzzzz", "; stemfunds kinds lists them")]:
        path.write_text(rural.replace("kind: tutoring", f"kind: {word}"), encoding="utf-8")
        assert f'unknown activity kind "{word}"' in call("check", str(path)).err
        assert hint in call("check", str(path)).err
