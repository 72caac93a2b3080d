"""The program as a whole: version, help, and how fast the small answers come."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from stemfunds import __version__
from stemfunds.cli.app import app

from .conftest import ROOT, Call, call_apart

HEAVY = ("rich", "pydantic", "docx", "jinja2", "yaml", "msgspec", "lxml", "numpy")


def _commands() -> list[tuple[str, ...]]:
    """Every command, with those of groups."""
    click_app = typer.main.get_command(app)
    found: list[tuple[str, ...]] = []
    for name, command in getattr(click_app, "commands", {}).items():
        inner = getattr(command, "commands", None)
        found += [(name,)] if inner is None else [(name, sub) for sub in inner]
    return found


COMMANDS = _commands()


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(call: Call, option: str) -> None:
    """The version of the package, in process and as a user calls it."""
    assert call(option).out == f"stemfunds {__version__}\n"
    said = call_apart(option)
    assert (said.status, said.out, said.err) == (0, f"stemfunds {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["rulebook", "--help"]])
def test_small_answers_import_nothing_heavy(arguments: list[str]) -> None:
    """A tool that people ask small questions must not take a second to answer."""
    script = (
        "import sys, json\n"
        "from stemfunds.__main__ import main\n"
        f"sys.argv = ['stemfunds', *{arguments!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True)
    assert json.loads(done.stderr) == []
    assert done.stdout


def test_a_table_needs_no_library_for_documents(tmp_path: Path) -> None:
    """`check` in a pipe imports neither the colors nor the documents."""
    script = (
        "import sys, json\n"
        "from stemfunds.cli.app import run\n"
        "run(['check', 'examples/rural/plan.yaml', '-q'])\n"
        "print(json.dumps([n for n in ('rich', 'docx', 'jinja2', 'pydantic') if n in sys.modules]), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True)
    assert json.loads(done.stderr) == []


def test_no_arguments_show_the_help(call: Call) -> None:
    """Status 2: nothing was done."""
    said = call()
    assert said.status == 2
    assert "Usage: stemfunds" in said.out + said.err


def test_an_unknown_command(call: Call) -> None:
    """With the nearest right one."""
    said = call("chek", "plan.yaml")
    assert (said.status, said.out) == (2, "")
    assert "No such command 'chek'. Did you mean 'check'" in said.err


def examples_of(call: Call, command: tuple[str, ...]) -> list[str]:
    """The example calls of a help text."""
    text = call(*command, "--help").out
    return [line.strip() for line in text.splitlines() if line.strip().startswith(f"stemfunds {' '.join(command)}")]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_help_text_has_an_example(call: Call, command: tuple[str, ...]) -> None:
    """After what the command does, and before the list of its options, stands how it is called."""
    said = call(*command, "--help")
    assert said.status == 0
    description = said.out.partition("Arguments:")[0].partition("Options:")[0]
    assert "Example" in description
    assert examples_of(call, command) != []


SHIPPED = ("check", "justify", "funds", "rules", "kinds", "items", "schema")
"""The commands whose examples are run here; those for rule writers take longer and have tests of their own."""


@pytest.mark.parametrize("command", [one for one in COMMANDS if one[0] in SHIPPED], ids=" ".join)
def test_the_first_example_works_on_the_shipped_files(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """As it is printed; a document that it writes goes elsewhere."""
    monkeypatch.setenv("COLUMNS", "200")
    example, _, _ = examples_of(call, command)[0].partition(" >")
    arguments = shlex.split(example)[1:]
    if "-o" in arguments:
        place = arguments.index("-o") + 1
        arguments[place] = str(tmp_path / arguments[place])
    said = call(*arguments)
    assert said.status in (0, 1)
    assert said.out or list(tmp_path.iterdir())


def test_the_reader_of_a_pipe_may_stop(tmp_path: Path) -> None:
    """`stemfunds schema | head -1` ends without a traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "stemfunds", "schema"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    process.wait(30)
    assert errors == b""


def test_schema_is_json_with_the_words_of_the_rulebook(call: Call) -> None:
    """An editor offers funds and kinds."""
    said = call("schema")
    text = json.dumps(json.loads(said.out))
    assert (said.status, said.err) == (0, "")
    assert "title-iv-a" in text
    assert "stem-competition" in text
