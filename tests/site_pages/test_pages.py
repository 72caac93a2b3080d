"""The pages of the site: all in the navigation, every command shown, every call one that the program takes. The build runs them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml
from rules.test_reading_level import grade_of

from documentation.blocks import Block, Pictured, Run, blocks_of
from documentation.generated import COMMANDS, TEXTS, command_names
from documentation.session import arguments
from stemfunds.cli.app import app

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
CONFIG = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))


def _in_navigation(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        yield from (page for value in entry.values() for page in _in_navigation(value))
    else:
        yield from (page for one in entry for page in _in_navigation(one))


def _blocks(page: str) -> list[Block]:
    return [block for _, block in blocks_of((DOCS / page).read_text(encoding="utf-8")) if block is not None]


def _calls(page: str) -> list[str]:
    """The calls of stemfunds that a page makes."""
    return [block.command for block in _blocks(page) if isinstance(block, Run) and block.command.startswith("stemfunds ")]


def test_every_page_stands_in_the_navigation_once() -> None:
    """A page that no menu names is found by nobody; the pages of the rules are added while the site is built."""
    named = list(_in_navigation(CONFIG["nav"]))
    written = {*PAGES, *TEXTS.values(), COMMANDS, "rules/index.md", "rules/calculators.md"}
    assert sorted(named) == sorted(written)


def test_every_text_beside_the_code_exists() -> None:
    """The build takes them from where they stand."""
    assert [source for source in TEXTS if not (ROOT / source).is_file()] == []


def test_every_command_of_the_program_is_shown() -> None:
    """Beside the page of commands, which is made, some page that somebody wrote shows each; the main ones run in a tutorial."""
    written = " ".join((ROOT / "docs" / page).read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in command_names() if f"stemfunds {name}" not in written] == []
    tutorials = " ".join(call for page in PAGES if page.startswith("tutorials/") for call in _calls(page))
    for name in (
        "ask",
        "new",
        "convert",
        "check",
        "match",
        "justify",
        "batch",
        "awards",
        "calc",
        "diff",
        "rules",
        "rulebook test",
    ):
        assert f"stemfunds {name} " in tutorials, name


@pytest.mark.parametrize("page", [page for page in PAGES if _calls(page)])
def test_every_call_is_one_that_the_program_takes(page: str) -> None:
    """The command exists and takes these options; whether it works, the build says."""
    for call in _calls(page):
        words, _ = arguments(call)
        command: Any = typer.main.get_command(app)
        context = None
        rest = words[3:]
        while hasattr(command, "commands") and rest and not rest[0].startswith("-"):
            assert rest[0] in command.commands, call
            command = command.commands[rest.pop(0)]
        if "--help" not in rest:
            context = command.make_context("stemfunds", rest)
            assert context.args == [], call


def test_the_date_of_the_check_is_always_named() -> None:
    """The site must say the same next year."""
    dated = re.compile(r"stemfunds (check|match|ask|justify|diff|funds [a-z]) ")
    for page in PAGES:
        for call in _calls(page):
            if dated.match(call + " ") and "--help" not in call and "--quiet" not in call and "broken" not in call:
                assert "--as-of 2026-11-23" in call, call


def test_every_picture_has_words_for_those_who_do_not_see_it() -> None:
    """Not a file name, but what it shows."""
    told = [
        block.alt
        for page in PAGES
        for block in _blocks(page)
        if isinstance(block, Pictured) or (isinstance(block, Run) and block.alt)
    ]
    assert len(told) >= 6
    assert [alt for alt in told if len(alt.split()) < 12] == []


def test_nothing_comes_from_another_host() -> None:
    """No font, no script, no picture; and the page forbids the browser to ask for any."""
    assert CONFIG["theme"]["font"] is False
    assert CONFIG["extra"] == {"generator": False}
    assert not any("://" in str(CONFIG.get(key, "")) for key in ("extra_css", "extra_javascript", "repo_url", "theme"))
    forbids = (ROOT / "documentation" / "theme" / "main.html").read_text(encoding="utf-8")
    assert "default-src 'self'" in forbids
    assert "://" not in forbids
    for page in PAGES:
        assert re.findall(r"!\[[^\]]*\]\(https?:", (DOCS / page).read_text(encoding="utf-8")) == []


def test_the_site_is_built_strictly() -> None:
    """A link that leads nowhere stops the build."""
    assert CONFIG["strict"] is True
    assert set(CONFIG["validation"]["links"].values()) == {"warn"}


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("tutorials/") or page in ("index.md", "python.md")])
def test_what_everybody_reads_is_plain_english(page: str) -> None:
    """At most grade 10: the words of the page without output, tables and names of commands."""
    text = (DOCS / page).read_text(encoding="utf-8")
    text = re.sub(r"<!--.*?-->|^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^(:::|\||#).*$", "", text, flags=re.MULTILINE)
    words = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", re.sub(r"`[^`]+`", "it", text))
    assert grade_of(" ".join(words.replace("**", "").split())) <= 10
