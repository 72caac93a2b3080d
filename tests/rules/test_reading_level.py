"""Messages are plain English: at most grade 10 by the Flesch-Kincaid measure, read together and nearly always each alone.

A single short sentence says little about how hard a text is ("Choose a valid, reliable assessment" counts as college), so
single texts have a share that may pass the bar.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
import readability
import typer.main
from typer.core import TyperGroup

from stemfunds.cli.app import app
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.starting.questions import QUESTIONS

GRADE = 10
SHARE_THAT_MAY_BE_HARDER = 0.15
FEWEST_SENTENCES = 8
"""Fewer do not make a text that the measure was made for."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[A-Za-z']+")


def grade_of(text: str) -> float:
    """The school grade in which a text is read with ease (Kincaid and others, 1975)."""
    sentences = [_WORD.findall(sentence) for sentence in _SENTENCE_END.split(text)]
    tokens = "\n".join(" ".join(words) + " ." for words in sentences if words)
    return float(readability.getmeasures(tokens, lang="en")["readability grades"]["Kincaid"])


def _texts() -> dict[tuple[str, str], list[str]]:
    """What users read, by owner (a fund, a framework, the questions, the tool) and by sort."""
    book = load_rulebook([])
    texts = defaultdict[tuple[str, str], list[str]](list)
    for rule in book.rules_and_limits():
        for sort in ("says", "otherwise", "repair", "do"):
            if text := getattr(rule, sort, ""):
                texts[rule.owner, sort].append(text)
    for fact in book.facts.values():
        texts["questions", "question"].append(fact.question)
        texts["questions", "why"] += [fact.why] if fact.why else []
    for notice in book.notices.values():
        texts["the tool", "says"].append(notice.says)
    for asked in QUESTIONS.values():
        texts["the interview", "question"].append(asked.text)
        texts["the interview", "why"].append(asked.why)
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    texts["the commands", "help"] = list(_helps(command))
    return texts


def _helps(group: TyperGroup) -> Iterator[str]:
    """What the commands say of themselves and of their options, without the examples."""
    for command in group.commands.values():
        if isinstance(command, TyperGroup):
            yield from _helps(command)
            continue
        yield from (" ".join(part.split()) for part in (command.help or "").split("\n\n") if "\b" not in part)
        for parameter in command.params:
            if said := getattr(parameter, "help", None):
                yield str(said)


TEXTS = _texts()
LONG_ENOUGH = [key for key, found in TEXTS.items() if len(found) >= FEWEST_SENTENCES]


@pytest.mark.parametrize(("owner", "sort"), LONG_ENOUGH, ids=" ".join)
def test_texts_are_read_at_grade_10_or_below(owner: str, sort: str) -> None:
    assert grade_of(" ".join(TEXTS[owner, sort])) <= GRADE


@pytest.mark.parametrize("sort", ["otherwise", "repair", "do", "question", "why", "help"])
def test_nearly_every_message_is_read_so_alone(sort: str) -> None:
    messages = [text for (_, one), found in TEXTS.items() if one == sort for text in found]
    harder = [text for text in messages if grade_of(text) > GRADE]
    assert len(harder) <= SHARE_THAT_MAY_BE_HARDER * len(messages)


def test_the_measure_tells_easy_from_hard() -> None:
    easy = "The fund pays for the bus. Ask the State first. Keep the bill."
    hard = "Notwithstanding subsection (b), expenditures attributable to administrative obligations shall be proportionately allocable."
    assert grade_of(easy) < 4
    assert grade_of(hard) > 16
