"""The shipped examples as documents: real rules, real lengths."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest

from stemfunds.judging.judge import judge_plan
from stemfunds.judging.result import PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.justify import markdown, word
from stemfunds.justify.context import justification
from stemfunds.plan.reader import read_plan
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.model import Rulebook

from .test_context import sections, tables

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/plan.yaml"))


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.parent.name)
def judged(request: pytest.FixtureRequest, federal: Rulebook) -> PlanResult:
    """Each example, judged on one day."""
    plan = read_plan(request.param, plan_vocabulary(federal))
    return judge_plan(plan, federal, date(2026, 11, 23))


def test_an_example_becomes_a_whole_document(judged: PlanResult, federal: Rulebook) -> None:
    """All headings, all tables, the total of the judgement, and the same bytes twice."""
    document = justification(judged, federal)
    content = word.render(document)
    opened = docx.Document(io.BytesIO(content))
    titles = [p.text for p in opened.paragraphs if p.style is not None and str(p.style.name).startswith("Heading")]
    assert titles == [part.title for part in sections(document)]
    assert len(opened.tables) == len(tables(document))
    assert any(p.text == f"Total\t{dollars(judged.total)}" for p in opened.paragraphs)
    assert word.render(justification(judged, federal)) == content


def test_an_example_reads_as_markdown(judged: PlanResult, federal: Rulebook) -> None:
    content = markdown.render(justification(judged, federal)).decode()
    assert f"**Total:** **{dollars(judged.total)}**" in content
    assert ("**DRAFT.**" in content) == judged.verdict.at_least_as_bad_as(Verdict.NEEDS_INFORMATION)


def test_advice_and_idle_caps(federal: Rulebook) -> None:
    """What changes no verdict is still told, once; a cap that nothing counts toward takes no row."""
    path = next(one for one in EXAMPLES if one.parent.name == "rural")
    judged = judge_plan(read_plan(path, plan_vocabulary(federal)), federal, date(2026, 11, 23))
    content = markdown.render(justification(judged, federal)).decode()
    notes = content.partition("Notes, which change no verdict")[2].partition("## Certification")[0]
    assert notes.count("UG-DRONE-SUPPLIES") == 1
    assert "UG-NECESSARY" not in notes
    limits = content.partition("## Limits and set-asides")[2].partition("## Periods")[0]
    idle = sum(limit.is_idle for limit in judged.limits)
    assert f"{idle} more caps with nothing counted toward them, so all are met." in limits
    assert limits.count("\n| ") - 1 == len(judged.limits) - idle
    assert "Local, FY 2027" in content


def test_the_state_pack_is_named() -> None:
    """The reader sees on the cover and in the annex that a State's rules were applied, and which."""
    root = Path(__file__).parents[2] / "examples"
    with_pack = load_rulebook([root / "state-packs" / "tighter-equipment-and-travel"])
    plan = read_plan(root / "rural" / "plan.yaml", plan_vocabulary(with_pack))
    content = markdown.render(justification(judge_plan(plan, with_pack, date(2026, 11, 23)), with_pack)).decode()
    title = "Example State (fictional): Fictional example: tighter rules for equipment, devices and travel"
    assert content.partition("\n## ")[0].count(f"- **State rules:** {title}\n") == 1
    digest = with_pack.packs["tighter-equipment-and-travel"].digest[:19]
    assert f"{title} (State pack tighter-equipment-and-travel, digest {digest})" in content.partition("## Annex")[2]
