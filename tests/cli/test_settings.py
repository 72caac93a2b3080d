"""`stemfunds.toml`: found upwards from the plan, weaker than the call, stronger than what is usual, and never silently wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import LATE, ROOT, UNPAID, Call, Plans

PACK = ROOT / "examples" / "state-packs" / "amendment-triggers"


@pytest.fixture
def settled(tmp_path: Path, plan_file: Plans) -> tuple[Path, str]:
    """A settings file, and a plan in a folder two levels below it."""
    folder = tmp_path / "plans" / "2026"
    folder.mkdir(parents=True)
    plan = folder / "plan.yaml"
    Path(plan_file(UNPAID)).rename(plan)
    return tmp_path / "stemfunds.toml", str(plan)


def test_the_file_is_found_above_the_plan(call: Call, settled: tuple[Path, str]) -> None:
    file, plan = settled
    assert call("check", plan).status == 0
    file.write_text('fail_on = "needs-information"\nformat = "csv"\n', encoding="utf-8")
    said = call("check", plan)
    assert said.status == 1
    assert said.out.startswith("path,nces_id")


def test_the_nearest_file_counts(call: Call, settled: tuple[Path, str]) -> None:
    file, plan = settled
    file.write_text('fail_on = "needs-information"\n', encoding="utf-8")
    (Path(plan).parent / "stemfunds.toml").write_text('format = "csv"\n', encoding="utf-8")
    assert call("check", plan).status == 0


def test_the_call_counts_before_the_file(call: Call, settled: tuple[Path, str]) -> None:
    file, plan = settled
    file.write_text('fail_on = "needs-information"\nformat = "csv"\n', encoding="utf-8")
    said = call("check", plan, "--fail-on", "not-allowable", "--format", "json")
    assert said.status == 0
    assert said.out.startswith("{")


def test_packs_are_meant_from_the_folder_of_the_file(call: Call, settled: tuple[Path, str]) -> None:
    file, plan = settled
    (file.parent / "pack").symlink_to(PACK, target_is_directory=True)
    file.write_text('packs = ["pack"]\n', encoding="utf-8")
    said = call("check", plan, "--format", "json")
    assert '"pack": "amendment-triggers"' in said.out


def test_show_config_says_what_comes_from_where(call: Call, settled: tuple[Path, str]) -> None:
    file, plan = settled
    file.write_text('state = "OH"\nfail_on = "needs-information"\n', encoding="utf-8")
    said = call("check", plan, "--show-config", "--format", "md")
    assert said.status == 0
    told = {line.split()[0]: (line.split()[1], line.partition("  from ")[2]) for line in said.out.splitlines()}
    assert told == {
        "state": ("OH", str(file)),
        "packs": ("none", "what is usual"),
        "format": ("md", "the command line"),
        "fail_on": ("needs-information", str(file)),
    }


def test_mistakes_are_told_at_once(call: Call, settled: tuple[Path, str]) -> None:
    file, plan = settled
    file.write_text('state = "Ohio"\n\nfailon = "x"\n', encoding="utf-8")
    said = call("check", plan)
    assert (said.status, said.out) == (2, "")
    first, second = said.err.splitlines()
    assert first.startswith(f'{file}:1:1  state: found "Ohio"; ')
    assert second == f'{file}:3:1  unknown field "failon" (did you mean "fail_on"?)'


def test_a_folder_that_is_no_pack(call: Call, settled: tuple[Path, str]) -> None:
    file, plan = settled
    file.write_text('packs = ["nowhere"]\n', encoding="utf-8")
    said = call("check", plan)
    assert said.status == 2
    assert said.err == f"{file.parent / 'nowhere'}: not a State pack; expected a folder with a file pack.yaml\n"


def test_a_plan_of_another_state_is_told(call: Call, settled: tuple[Path, str]) -> None:
    file, plan = settled
    file.write_text('state = "AL"\n', encoding="utf-8")
    assert call("check", plan).err == f"{plan}: a plan of OH; the settings are of AL\n"
    file.write_text('state = "OH"\n', encoding="utf-8")
    assert call("check", plan).err == ""


def test_without_a_file_everything_is_as_usual(call: Call, plan_file: Plans) -> None:
    assert call("check", plan_file(LATE)).status == 1
