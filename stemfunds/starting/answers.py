"""The answers of an interview in their order, kept in its draft, so that the interview can go on where it was broken off.

They are given again to the same questions; so the draft comes about a second time, with every skip and every way back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from stemfunds.asking.prompts import Said

_MARK = "# ---- The answers of the interview."
_DAY, _ANSWER, _SAID = "# asked on: ", "# answer: ", "said"


class Answers:
    """What was said to each question. Those of a draft are `given`: they are said again before a person is asked."""

    def __init__(self, given: Iterable[tuple[str, Any]] = ()) -> None:
        self._said = list(given)
        self._given = len(self._said)
        self._next = 0

    @property
    def wait(self) -> bool:
        """Whether some that are given have not been said again."""
        return self._next < self._given

    def __len__(self) -> int:
        return len(self._said)

    def fits(self, question: str) -> bool:
        """Whether the next one that is given is to this question. Where it is not, it and all behind it are dropped."""
        if not self.wait:
            return False
        if self._said[self._next][0] == question:
            return True
        del self._said[self._next :]
        self._given = len(self._said)
        return False

    def again(self) -> Any:
        """The next one that is given."""
        self._next += 1
        return self._said[self._next - 1][1]

    def add(self, question: str, said: Any) -> None:
        """Keep what a person says."""
        self._said.append((question, said))
        self._next = self._given = len(self._said)

    def lines(self, as_of: date, command: str) -> Iterator[str]:
        """The end of a draft, as comments."""
        yield f"{_MARK} `{command}` goes on from here; leave this part as it is."
        yield f"{_DAY}{as_of}"
        for question, said in self._said:
            yield _ANSWER + json.dumps([question, {_SAID: said.value} if isinstance(said, Said) else said])


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft with its answers: the text of its plan, and the day on which the interview was begun."""

    path: Path
    plan: str
    as_of: date
    answers: tuple[tuple[str, Any], ...]


def kept_draft(path: Path) -> KeptDraft | None:
    """The draft that a file holds; None for a file without answers, or with an end that was changed."""
    try:
        plan, mark, end = path.read_text(encoding="utf-8").partition(_MARK)
        lines = end.splitlines()[1:]
        as_of = date.fromisoformat(lines[0].removeprefix(_DAY)) if mark and lines else None
        answers = tuple(_read(line.removeprefix(_ANSWER)) for line in lines[1:])
    except (OSError, ValueError):
        return None
    return None if as_of is None or not answers else KeptDraft(path, plan, as_of, answers)


def _read(line: str) -> tuple[str, Any]:
    """Raises ValueError for a line that is no answer."""
    found = json.loads(line)
    if not isinstance(found, list) or len(found) != 2 or not isinstance(found[0], str):
        raise ValueError(line)
    said = found[1]
    return found[0], Said(said[_SAID]) if isinstance(said, dict) and _SAID in said else said


def draft_names(path: Path) -> Iterator[Path]:
    """`plan.draft.yaml`, then `plan.draft-2.yaml` and so on."""
    yield path.with_name(f"{path.stem}.draft{path.suffix}")
    number = 2
    while True:
        yield path.with_name(f"{path.stem}.draft-{number}{path.suffix}")
        number += 1


def latest_draft(path: Path) -> KeptDraft | None:
    """The newest draft of an interview beside a file that is asked for."""
    latest = None
    for name in draft_names(path):
        if not name.exists():
            return latest
        latest = kept_draft(name) or latest
    return latest
