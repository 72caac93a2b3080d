"""`stemfunds new --from`, and the settings that a new plan takes over."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import read_plan
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.starting.next_year import next_year

from .conftest import Call

OLD = "examples/rural/plan.yaml"
CHECKED = ("--as-of", "2027-09-01", "-q")


@pytest.mark.parametrize("ending", ["yaml", "xlsx"])
def test_an_old_plan_becomes_the_plan_of_the_next_year(call: Call, tmp_path: Path, ending: str) -> None:
    """In either format; what to look at is printed with its place in the new file, and the file can be checked at once."""
    new, book = tmp_path / f"new.{ending}", load_rulebook([])
    said = call("new", "--from", OLD, str(new))
    assert (said.status, said.out) == (0, "")
    words = plan_vocabulary(book)
    later = next_year(read_plan(OLD, words), book)
    assert read_plan(new, words) == later.plan
    told = said.err.splitlines()
    assert all(line.startswith(str(new)) for line in told)
    assert told[-1] == f"{new} written; look at these places, then run: stemfunds check {new}"
    flags = [line for flag in later.flags for line in flag.words.split("\n")]
    assert [line.partition("  ")[2] for line in told[:-1]] == flags
    assert call("check", str(new), *CHECKED).status == 0


def test_a_copied_workbook_shows_what_to_look_at(call: Call, tmp_path: Path) -> None:
    """As comments on its cells and as a list, until the first check writes its findings there; the plan in it is the same."""
    import openpyxl

    new, checked = tmp_path / "new.xlsx", tmp_path / "checked.xlsx"
    told = call("new", "--from", "examples/urban/plan.yaml", str(new)).err.splitlines()[:-1]
    book = openpyxl.load_workbook(new)
    listed = [[cell.value for cell in row] for row in book["Findings"].iter_rows(min_row=5, max_col=7)]
    assert [f"{new}: sheet {sheet}, cell {cell}  {words}" for sheet, cell, *_, words in listed] == told
    for sheet, cell, *_, words in listed:
        comment = book[sheet][cell].comment
        assert comment is not None
        assert "LOOK AT THIS" in comment.text
        assert words in comment.text
    assert any("ARP ESSER is closed" in row[-1] for row in listed)
    assert call("check", str(new), "--annotate", str(checked), *CHECKED).status in (0, 1)
    again = openpyxl.load_workbook(checked)
    comments = [cell.comment.text for sheet in again for row in sheet.iter_rows() for cell in row if cell.comment]
    assert not any("LOOK AT THIS" in text for text in comments)


def test_places_of_the_flags_are_those_of_the_new_file(call: Call, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    said = call("new", "--from", "examples/rural/plan.xlsx", str(new), "-q")
    (line,) = [line for line in said.err.splitlines() if "$24,715.00 was the amount of 2026" in line]
    number = int(line.removeprefix(f"{new}:").partition(":")[0])
    text = new.read_text().splitlines()
    assert text[number - 1].strip() == "- id: IVA-27"
    assert text[number - 2].strip() == "# $24,715.00 was the amount of 2026. Enter the new allocation."


def test_nothing_is_written_over(call: Call, tmp_path: Path) -> None:
    """Neither a file that is there nor the old plan; and an old plan with mistakes makes no new one."""
    new = tmp_path / "new.yaml"
    new.write_text("mine")
    assert call("new", "--from", OLD, str(new)).err == f"{new} is there already; --force writes over it\n"
    assert call("new", "--from", OLD, OLD, "--force").err == f"{OLD}: this is the old plan itself; write to another file\n"
    broken = tmp_path / "broken.yaml"
    broken.write_text("plan: 1\n")
    said = call("new", "--from", str(broken), str(new), "--force")
    assert said.status == 2
    assert 'plan has no "title"' in said.err
    assert new.read_text() == "mine"


def test_the_state_of_the_settings(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands in a new file, and is known to ask unless another one is given."""
    (tmp_path / "stemfunds.toml").write_text('state = "NV"\n')
    assert call("new", str(tmp_path / "plan.yaml"), "-q").status == 0
    assert "  state: NV " in (tmp_path / "plan.yaml").read_text()
    monkeypatch.chdir(tmp_path)
    question = ("ask", "robot kits", "--fund", "title-iv-a")
    assert "district.state NV" in call(*question).out
    assert "district.state UT" in call(*question, "--fact", "district.state=UT").out


def test_calc_reads_the_packs_near_its_plan(call: Call, tmp_path: Path) -> None:
    """A pack that is none is told, so the settings were read."""
    (tmp_path / "stemfunds.toml").write_text('packs = ["nowhere"]\n')
    (tmp_path / "plan.yaml").write_text(Path(OLD).read_text())
    said = call("calc", "iv-a-shares", "--from", str(tmp_path / "plan.yaml"))
    assert said.status == 2
    assert "not a State pack" in said.err


@pytest.mark.parametrize("command", [("ask", "robot kits"), ("batch", "."), ("calc",), ("diff", "plan.yaml", "plan.yaml")])
def test_other_commands_read_the_packs_too(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    (tmp_path / "stemfunds.toml").write_text('packs = ["nowhere"]\n')
    monkeypatch.chdir(tmp_path)
    assert "not a State pack" in call(*command).err
