"""Pages that are made from the program itself: its commands, the rules of every fund, the schema, the texts beside the code."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

TEXTS = {
    "rules/README.md": "rules/how-rules-are-written.md",
    "CHANGELOG.md": "changelog.md",
    "examples/README.md": "examples/index.md",
    "examples/rural/README.md": "examples/rural.md",
    "examples/mid-size/README.md": "examples/mid-size.md",
    "examples/urban/README.md": "examples/urban.md",
    "examples/arp-history/README.md": "examples/arp-history.md",
    "examples/state-packs/tighter-equipment-and-travel/README.md": "examples/pack-tighter.md",
    "examples/state-packs/amendment-triggers/README.md": "examples/pack-amendments.md",
    "examples/state-packs/account-codes-and-form/README.md": "examples/pack-accounts.md",
}
"""Texts beside the code, and the pages that they become."""

COMMANDS = "commands.md"
SCHEMA = "plan.schema.json"


def generated_pages(root: Path) -> Iterator[tuple[str, str]]:
    """Every page or file that is made, with its address: texts, the commands, the rule reference, the schema."""
    for source, page in TEXTS.items():
        yield page, (root / source).read_text(encoding="utf-8")
    yield COMMANDS, _commands_page()
    yield from _rule_pages(root)
    yield SCHEMA, _schema()


def rule_page_titles(root: Path) -> dict[str, str]:
    """The pages of the rule reference with short titles for the navigation, the chart first."""
    pages = {name: text.partition("\n")[0].removeprefix("# ") for name, text in _rule_pages(root)}
    return {name: title.partition(":")[0] for name, title in pages.items()}


def command_names() -> list[str]:
    """Every command of the program, those of `rulebook` behind it."""
    from stemfunds.cli.commands import COMMANDS
    from stemfunds.cli.rulebook import app as rulebook

    inner = [f"rulebook {command.name}" for command in rulebook.registered_commands]
    return [*COMMANDS, *inner]


def _commands_page() -> str:
    """What each command says of itself, to be run as any other call of a page."""
    parts = ["# Commands\n\nWhat each command says of itself.\n\n<!-- run: stemfunds --help\n-->\n"]
    for name in command_names():
        level = "###" if " " in name else "##"
        parts.append(f"{level} {name}\n\n<!-- run: stemfunds {name} --help\n-->\n")
    return "\n".join(parts)


def _rule_pages(root: Path) -> Iterator[tuple[str, str]]:
    """The reference of all rules, a page for each fund and framework, with the chart of funds and kinds in front."""
    from stemfunds.proving.runner import gather_tests
    from stemfunds.reference.model import reference
    from stemfunds.reference.writing import write_reference
    from stemfunds.rulebook.loader import load_rulebook_folder

    rules = root / "rules"
    rulebook = load_rulebook_folder(rules)
    tests, _ = gather_tests((rules,), rulebook)
    whole = reference(rulebook, tests)
    with tempfile.TemporaryDirectory() as folder:
        write_reference(whole, Path(folder))
        text = (Path(folder) / "rules.md").read_text(encoding="utf-8")
    head, *chapters = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    names = [
        "rules/index.md",
        *(["rules/calculators.md"] if whole.sheets else []),
        *(f"rules/{one.id}.md" for one in whole.chapters),
    ]
    chapters[0] = re.sub(r"^# .*?\n", "", head) + re.sub(r"^## .*?\n", "", chapters[0])
    links = "\n".join(
        f"- [{one.title}]({one.id}.md)" for one in sorted(whole.chapters, key=lambda chapter: chapter.title) if one.sections
    )
    yield names[0], f"# Which fund can pay for what\n\n{chapters[0]}\n## The rules, fund by fund\n\n{links}\n"
    for name, chapter in zip(names[1:], chapters[1:], strict=True):
        yield name, re.sub(r"^#(#+ )", r"\1", _indented(chapter), flags=re.MULTILINE)


def _indented(text: str) -> str:
    """Nested lists with the four spaces that the site's Markdown expects."""
    return re.sub(r"^( +)(?=- )", lambda spaces: spaces[1] * 2, text, flags=re.MULTILINE)


def _schema() -> str:
    from stemfunds.interface import load_rulebook
    from stemfunds.judging.vocabulary import plan_vocabulary
    from stemfunds.plan.schema import plan_schema

    return json.dumps(plan_schema(plan_vocabulary(load_rulebook())), indent=2, ensure_ascii=False) + "\n"
