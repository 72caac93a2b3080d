"""The answers of an interview: written at the end of its draft, read back, and said again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from stemfunds.asking.prompts import Said
from stemfunds.cli.app import run
from stemfunds.reporting.styled import plain
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.starting.answers import Answers, KeptDraft, draft_names, kept_draft, latest_draft
from stemfunds.starting.asker import Asker, Back
from stemfunds.starting.interview import PlanInterview
from stemfunds.starting.questions import QUESTIONS

DAY = date(2026, 11, 23)
SAID: list[tuple[str, Any]] = [
    ("Who?", "Pine\nCreek “é”"),
    ("How many?", 2),
    ("Which?", ["a", "b"]),
    ("Back?", Said.BACK),
    ("?", None),
]


def _written(folder: Path, answers: Answers, name: str = "plan.draft.yaml") -> Path:
    path = folder / name
    path.write_text("plan: 1\n" + "\n".join(answers.lines(DAY, "stemfunds new plan.yaml --resume")) + "\n", encoding="utf-8")
    return path


def test_written_and_read_back(tmp_path: Path) -> None:
    """Whatever was said, on lines that a plan file takes for comments."""
    kept = kept_draft(_written(tmp_path, Answers(SAID)))
    assert kept is not None
    assert (kept.plan, kept.as_of, list(kept.answers)) == ("plan: 1\n", DAY, SAID)
    lines = kept.path.read_text().splitlines()
    assert all(line.startswith("#") for line in lines[1:])


@given(st.lists(st.tuples(st.text(), st.text() | st.integers() | st.none() | st.lists(st.text()) | st.sampled_from(Said))))
def test_every_answer_comes_back(tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, Any]]) -> None:
    folder = tmp_path_factory.getbasetemp()
    kept = kept_draft(_written(folder, Answers(said)))
    assert (list(kept.answers) if kept else []) == said


@pytest.mark.parametrize(
    "end", ["", "# ---- The answers of the interview.", "# ---- The answers of the interview.\n# asked on: x\n"]
)
def test_a_file_without_answers_is_no_draft(tmp_path: Path, end: str) -> None:
    """A hand-written file, or one whose end was changed."""
    path = tmp_path / "plan.draft.yaml"
    path.write_text("plan: 1\n" + end)
    assert kept_draft(path) is None
    assert kept_draft(tmp_path / "nowhere.yaml") is None


def test_the_newest_draft_of_an_interview(tmp_path: Path) -> None:
    """Another file in between is passed over."""
    target = tmp_path / "plan.yaml"
    assert latest_draft(target) is None
    first, second, third = (path.name for path, _ in zip(draft_names(target), range(3), strict=False))
    _written(tmp_path, Answers(SAID), first)
    newest = _written(tmp_path, Answers(SAID[:1]), second)
    (tmp_path / third).write_text("mine")
    found = latest_draft(target)
    assert found is not None
    assert found.path == newest


def test_answers_are_said_again_without_a_word() -> None:
    """Then the person is asked; what stood behind an answer that does not fit is dropped."""
    shown: list[Iterable[Any]] = []
    asker = Asker(shown.append, 80, Answers([(QUESTIONS["district"].text, "Pine Creek"), (QUESTIONS["state"].text, Said.BACK)]))
    asker.say("Before")
    assert asker._ask(QUESTIONS["district"], _nobody) == "Pine Creek"
    with pytest.raises(Back):
        asker._ask(QUESTIONS["state"], _nobody)
    assert shown == []
    asker.say("After")
    assert len(shown) == 1
    other = Answers([("A?", 1), ("B?", 2)])
    assert (other.fits("A?"), other.again(), other.fits("C?"), other.wait, len(other)) == (True, 1, False, False, 1)


def _nobody() -> Any:
    raise AssertionError("nobody is asked what is known")


@pytest.mark.parametrize("more", [[], ["--no-input"], ["--xlsx"], ["--from", "examples/rural/plan.yaml"]])
def test_only_an_interview_can_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str]) -> None:
    """It needs a terminal."""
    path = tmp_path / ("plan.xlsx" if "--xlsx" in more else "plan.yaml")
    assert run(["new", str(path), "--resume", *more]) == 2
    assert capsys.readouterr().err.startswith("--resume goes on with an interview: it needs a terminal")


_UP_TO_THE_FACTS = (
    *("Pine Creek", "OH", "", "", "", "", ""),  # the district, its year, no school
    *(" ", "", "9000"),  # the first fund, its year and amount
    *("robotics club", "", "", "", "", "robot kits", "", "", "2", "kits", "100", "", "", ""),
    *("", "", "\x1b[B"),  # the facts: yes, skip the first, answer the second
)


def _run(folder: Path, keys: str, kept: KeptDraft | None = None) -> tuple[bool, PlanInterview, list[str]]:
    """An interview on a pipe of keys: whether it was broken off, and what was shown."""
    shown: list[str] = []
    asker = Asker(lambda lines: shown.extend(map(plain, lines)), 80, Answers(kept.answers if kept else ()))
    interview = PlanInterview(folder / "plan.yaml", load_rulebook([]), DAY, asker, "", kept)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        return interview.run(), interview, shown


def test_an_interview_goes_on_between_the_facts(tmp_path: Path) -> None:
    """What was skipped stays skipped, and what was answered stays answered, also after a second breaking off."""
    stopped, first, _ = _run(tmp_path, "\r".join(_UP_TO_THE_FACTS) + "\r\x03")
    assert stopped
    kept = latest_draft(tmp_path / "plan.yaml")
    assert kept is not None
    assert len(kept.answers) == len(_UP_TO_THE_FACTS)
    stopped, second, shown = _run(tmp_path, "\x03", kept)
    assert stopped
    assert second.draft == first.draft
    assert shown[0].startswith("Going on with")
    assert f"{len(kept.answers)} answers kept." in " ".join(shown)
    assert not any("not allowable" in line for line in shown)
    assert latest_draft(tmp_path / "plan.yaml") == kept
    stopped, third, _ = _run(tmp_path, "\x1b[A\r", kept)  # the last choice ends the questions
    assert (stopped, third.draft) == (False, first.draft)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
