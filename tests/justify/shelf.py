"""The documents that the slow tests look at: a short plan and a long one, in every format, made once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from strategies import federal_rulebook

from stemfunds.judging.judge import judge_plan
from stemfunds.judging.result import PlanResult
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.justify.context import justification
from stemfunds.justify.document import Document
from stemfunds.justify.writing import renderer_for
from stemfunds.plan.reader import read_plan
from stemfunds.reporting import json_report
from stemfunds.rulebook.model import Rulebook

from .drawn import Page, pages
from .judged import judged
from .once import Once
from .read_back import Tag, Told, read_back, tags
from .rules import rulebook
from .tools import pdf_of_word
from .trouble import in_trouble

URBAN = Path(__file__).parents[2] / "examples" / "urban" / "plan.yaml"
AS_OF = date(2026, 11, 23)


@dataclass
class Shelved:
    """A plan's document with its files, by suffix."""

    name: str
    result: PlanResult
    rules: Rulebook
    once: Once

    @cached_property
    def document(self) -> Document:
        return justification(self.result, self.rules)

    @cached_property
    def checked(self) -> dict[str, Any]:
        """What `check --format json` says of the plan."""
        found: dict[str, Any] = json.loads(json_report.document([self.result], self.rules))["plans"][0]
        return found

    def file(self, suffix: str) -> Path:
        """The file of a format."""
        path = self.once.folder / f"{self.name}{suffix}"
        self.once(path.name, lambda: path.write_bytes(renderer_for(path)(self.result, self.rules)))
        return path

    def printed(self) -> Path:
        """The Word file as LibreOffice prints it."""
        return self.once(f"{self.name}-printed", lambda: pdf_of_word(self.file(".docx"), self.once.folder / "word"))

    def told(self, suffix: str) -> Told:
        """What the file of a format says."""
        return self.once(f"{self.name}{suffix}-told", lambda: read_back(self.file(suffix)))

    def tags(self) -> list[Tag]:
        """The structure of the PDF file."""
        return self.once(f"{self.name}-tags", lambda: tags(self.file(".pdf")))

    def pages(self, name: str) -> list[Page]:
        """The pages of the PDF file, or of the printed Word file."""
        return self.once(f"{self.name}-{name}-pages", lambda: pages(self.file(".pdf") if name == "pdf" else self.printed()))


def short_plan(once: Once) -> Shelved:
    """A plan of two activities in trouble: a refused line, open questions, texts that are missing."""
    return Shelved("short", in_trouble(judged()), rulebook(), once)


def long_plan(once: Once) -> Shelved:
    """The urban example: thirty activities under the federal rules, some sixty pages."""
    federal = federal_rulebook()
    plan = read_plan(URBAN, plan_vocabulary(federal))
    return Shelved("long", judge_plan(plan, federal, AS_OF), federal, once)
