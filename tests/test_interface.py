"""The Python interface: what its page shows holds, mistakes are UnusableInput, and the commands say the same."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import stemfunds
from stemfunds import interface
from stemfunds.cli.app import run

ROOT = Path(__file__).parent.parent
RURAL = ROOT / "examples" / "rural" / "plan.yaml"


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_every_example_of_the_docstrings_holds() -> None:
    """Each function shows a call, and each call gives what is shown."""
    outcome = doctest.testmod(interface)
    assert outcome.failed == 0
    assert outcome.attempted >= 12


def test_its_names_stand_on_the_package() -> None:
    """A caller needs no other module."""
    from stemfunds import Verdict, judge, load_plan, load_rulebook

    plan = load_plan(RURAL, load_rulebook())
    assert judge(plan, load_rulebook()).plan is plan
    assert Verdict("allowable") is interface.Verdict.ALLOWABLE
    assert [name for name in stemfunds.__all__ if not hasattr(stemfunds, name)] == []
    assert [name for name in interface.__all__ if not hasattr(interface, name)] == []


def test_a_name_that_the_package_does_not_have_is_an_attribute_error() -> None:
    """As with any module."""
    with pytest.raises(AttributeError, match="load_plam"):
        vars(stemfunds)["__getattr__"]("load_plam")


def test_the_package_alone_imports_nothing_of_the_program() -> None:
    """`stemfunds --version` and scripts that only ask for the version start at once."""
    code = "import sys, stemfunds; print([m for m in sys.modules if m.startswith('stemfunds.') or m in ('msgspec', 'typing')])"
    shown = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert shown.stdout == "[]\n"


def test_it_says_what_the_command_says(capsys: pytest.CaptureFixture[str]) -> None:
    """One set of functions serves both."""
    run(["check", "examples/rural/plan.yaml", "--as-of", "2026-11-23", "--format", "json"])
    told = json.loads(capsys.readouterr().out)["plans"][0]
    rulebook = interface.load_rulebook()
    result = interface.judge(interface.load_plan("examples/rural/plan.yaml", rulebook), rulebook, date(2026, 11, 23))
    assert result.verdict.value == told["verdict"]
    assert [activity.verdict.value for activity in result.activities] == [one["verdict"] for one in told["activities"]]
    assert result.as_of == date(2026, 11, 23)


def test_the_check_is_of_today_where_no_date_is_given() -> None:
    """As with the command."""
    rulebook = interface.load_rulebook()
    assert interface.judge(interface.load_plan(RURAL, rulebook), rulebook).as_of == date.today()


def test_two_rulebooks_in_turn_do_not_mix() -> None:
    """What is kept of one rulebook is never used with another."""
    federal, tighter = interface.load_rulebook(), interface.load_rulebook(["examples/state-packs/tighter-equipment-and-travel"])
    digests = []
    for rulebook in (federal, tighter, federal):
        result = interface.judge(interface.load_plan(RURAL, rulebook), rulebook, date(2026, 11, 23))
        digests.append(result.rulebook_digest)
    assert digests == [federal.digest, tighter.digest, federal.digest]
    assert federal.digest != tighter.digest


def test_folders_that_are_no_packs_are_told_all_at_once(tmp_path: Path) -> None:
    """Not as an error of the file system."""
    with pytest.raises(interface.UnusableInput) as wrong:
        interface.load_rulebook([tmp_path, tmp_path / "none"])
    assert len(wrong.value.problems) == 2
    assert "expected a folder with a file pack.yaml" in str(wrong.value)


def test_mistakes_of_several_plans_are_told_all_at_once(tmp_path: Path) -> None:
    """Each with its file."""
    (tmp_path / "a.yaml").write_text("plan: 1\ntitel: x\n", encoding="utf-8")
    with pytest.raises(interface.UnusableInput) as wrong:
        interface.load_plans([tmp_path / "a.yaml", tmp_path / "b.yaml", RURAL], interface.load_rulebook())
    assert {Path(problem.file).name for problem in wrong.value.problems} == {"a.yaml", "b.yaml"}
    assert '(did you mean "title"?)' in str(wrong.value)
