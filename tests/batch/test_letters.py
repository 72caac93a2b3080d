"""Letters to districts, opened and read back."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from strategies import federal_rulebook

from stemfunds.batch.letters import letter, write_letters
from stemfunds.batch.places import safe_name
from stemfunds.batch.runner import run_batch
from stemfunds.batch.store import open_store
from stemfunds.justify.word import render

from .runs import BROKEN, PLAN, request

EXAMPLES = {name: at for at, name in enumerate(("urban", "rural", "mid-size", "arp-history"), 1)}


def text_of(store_folder: Path, plan: int) -> list[str]:
    """The paragraphs of a letter."""
    with open_store(store_folder) as store:
        document = docx.Document(io.BytesIO(render(letter(store, plan, federal_rulebook()))))
    return [paragraph.text for paragraph in document.paragraphs]


def test_what_a_letter_says(store_folder: Path) -> None:
    """Blanks for the State, whose plan it is, and each group under its heading with its sections in the order of a review."""
    lines = text_of(store_folder, EXAMPLES["urban"])
    assert lines[:4] == [
        "[State education agency, office]",
        "[Address]",
        "[Date of the letter]",
        "Port Sterling Unified School District",
    ]
    heads = [
        line for line in lines if line in ("What to correct", "What to answer", "Conditions to meet", "What the rules support")
    ]
    assert heads == ["What to correct", "Conditions to meet", "What the rules support"]
    titles = [section.title for section in federal_rulebook().review.sections.values()]
    first = lines[lines.index("What to correct") : lines.index("What to change or explain")]
    sections = [line for line in first if line in titles]
    assert sections == sorted(sections, key=titles.index)
    assert len(sections) > 3
    assert any("over by $25,080.00" in line for line in first)


def test_questions_come_with_their_choices(store_folder: Path) -> None:
    """The question, and what may be answered."""
    lines = text_of(store_folder, EXAMPLES["mid-size"])
    assert any("Who runs the competition? One of: " in line for line in lines)


@pytest.mark.parametrize("plan", EXAMPLES.values())
def test_no_letter_approves(store_folder: Path, plan: int) -> None:
    """The tool says what supports a cost; approving is a person's."""
    assert not [line for line in text_of(store_folder, plan) if "we approve" in line.lower() or "is approved" in line.lower()]


def test_every_finding_that_asks_for_something_is_told(store_folder: Path) -> None:
    """No refusal, question or unexplained warning is lost on the way."""
    for plan in EXAMPLES.values():
        told = "\n".join(text_of(store_folder, plan))
        with open_store(store_folder) as store:
            rows = store.query(
                "SELECT message FROM findings WHERE plan = ? AND (verdict <> 'allowable' OR severity <> 'note') AND NOT explained",
                (plan,),
            )
            assert [row[0] for row in rows if " ".join(row[0].split()) not in told] == []


def test_files_and_broken_plans(tmp_path: Path) -> None:
    """One file for each plan, named by id and district; a broken plan is told its errors; the bytes are always the same."""
    plans = tmp_path / "plans"
    plans.mkdir()
    for number in (1, 1, 2):
        (plans / f"{len(list(plans.iterdir()))}.yaml").write_text(PLAN.format(number=number, amount=100, award="LOCAL"))
    (plans / "bad ñame.yaml").write_text(BROKEN)
    run_batch(request(plans, tmp_path / "out"))
    with open_store(tmp_path / "out") as store:
        assert write_letters(store, federal_rulebook(), tmp_path / "letters") == 4
        before = {path.name: path.read_bytes() for path in (tmp_path / "letters").iterdir()}
        write_letters(store, federal_rulebook(), tmp_path / "letters")
    assert sorted(before) == [
        "3900001-district-1-plan-2.docx",
        "3900001-district-1.docx",
        "3900002-district-2.docx",
        "broken-bad-name.docx",
    ]
    assert {path.name: path.read_bytes() for path in (tmp_path / "letters").iterdir()} == before
    twice = "\n".join(p.text for p in docx.Document(io.BytesIO(before["3900001-district-1.docx"])).paragraphs)
    assert "What we noticed beside other plans" in twice
    assert '"Kits" for $100.00 also stands in "Plan 1", line A1-kits.' in twice
    broken = "\n".join(p.text for p in docx.Document(io.BytesIO(before["broken-bad-name.docx"])).paragraphs)
    assert "Your plan could not be read" in broken
    assert "Line 2, column 8: [ is not closed: a ] or a comma is missing before line 3" in broken


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("3900001", "Nuñez / Ünified (No. 5)"), "3900001-nunez-unified-no-5"),
        (("..", "/etc/passwd"), "etc-passwd"),
        (("", "学校"), "plan"),
        (("1", "x" * 300), "1-" + "x" * 58),
    ],
)
def test_safe_names(words: tuple[str, str], name: str) -> None:
    """Nothing but letters, digits and hyphens, of a length that every system bears."""
    assert safe_name(words) == name
