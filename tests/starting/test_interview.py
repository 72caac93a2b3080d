"""`stemfunds new` in a real terminal: a whole interview, skipping, why, going back, and breaking off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Charge, Period
from stemfunds.plan.reader import read_plan
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.starting.answers import Answers

from .conftest import Open, Terminal

UP, DOWN, ENTER, SPACE, ERASE, CTRL_C = "\x1b[A", "\x1b[B", "\r", " ", "\x7f", "\x03"
LIST = """\
LEAID,District,Title IV-A final allocation FFY 2026,Title II-A final allocation FFY 2026
3900001,Pine Creek Schools,"25,000","31,400.50"
"""


def _who_you_are(call: Terminal) -> None:
    """The district with a wrong State and id first, its year as offered, and one school, called otherwise at first."""
    call.answer("name of the district", "Pine Creek Schools" + ENTER)
    call.answer("In which State", "QX" + ENTER)
    call.answer("expected a State", ERASE * 2 + "ohio" + ENTER)
    call.answer("NCES district id", "?" + ENTER)
    call.answer("two for the State, five for the district", "390000" + ENTER)
    call.answer('did you mean "0390000"', ERASE * 6 + "3900001" + ENTER)
    call.answer("For which school year", ENTER)
    call.answer("first day of the plan", ENTER)
    call.answer("last day of the plan", ENTER)
    call.answer("Which school takes part", "Creek School" + ENTER)
    call.answer("Which grades", "<" + ENTER)
    call.answer("Which school takes part", "Pine Creek Middle School" + ENTER)
    call.answer("Which grades", "6 to 8" + ENTER)
    call.answer('did you mean "6-8"', ERASE * 6 + "6-8" + ENTER)
    call.answer("Not served", "?")
    call.answer("Title I-A may pay for a school that it serves", DOWN + ENTER)
    call.answer("Which school takes part", ENTER)


def test_a_whole_interview(terminal: Open, tmp_path: Path) -> None:
    """Typed, chosen, ticked, skipped and corrected; the file is read at once and says what was answered."""
    path, state_list = tmp_path / "plan.yaml", tmp_path / "list.csv"
    state_list.write_text(LIST)
    call = terminal(str(path))
    _who_you_are(call)
    call.answer("allocation list", f"{state_list}{ENTER}")
    call.answer("Local", DOWN * 2 + SPACE + ENTER)
    call.answer("federal fiscal year", ENTER)
    call.answer("How much is the award", ENTER)
    call.answer("What will the district do", "VEX robotics club at the middle school" + ENTER)
    call.answer("Something else", DOWN + ENTER)
    call.answer("Which need does it answer", ENTER)
    call.answer("space ticks", ENTER)
    call.answer("Which schools take part in it", ENTER)
    call.answer("How many students", "24" + ENTER)
    call.answer("What is paid for it", "VEX registration fees" + ENTER)
    call.answer("Something else", DOWN * 3 + ENTER)
    call.answer("type a part of the name", "entry<")
    call.answer("Something else", UP + ENTER)
    call.answer("type a part of the name", "entry fee" + ENTER)
    call.answer("One amount", ENTER)
    call.answer("How many?", "3" + ENTER)
    call.answer("Of what?", "teams" + ENTER)
    call.answer("What does one cost", "150.00" + ENTER)
    call.answer("Not decided yet", ENTER)
    call.answer("What else is paid", "coach hours" + ENTER)
    call.answer("Something else", ENTER)
    call.answer("One amount", DOWN + ENTER)
    call.answer("How many people", "2" + ENTER)
    call.answer("For how many hours", "30" + ENTER)
    call.answer("paid for one hour", "40" + ENTER)
    call.answer("Not decided yet", UP + ENTER)
    call.answer("What else is paid", ENTER)
    call.answer("What else will the district do", "<" + ENTER)
    call.answer("What else is paid", ENTER)
    call.answer("What else will the district do", ENTER)
    call.answer("As it stands", ENTER)
    call.answer("That is enough", "?")
    call.answer("That is enough", DOWN + ENTER)
    call.answer("That is enough", ENTER)
    call.answer("That is enough", UP + ENTER)
    status, shown = call.ended()
    assert status == 0
    assert "Traceback" not in shown
    assert "an answer can turn" in shown
    assert f"stemfunds check {path}" in shown
    words = plan_vocabulary(load_rulebook([]))
    plan = read_plan(path, words)
    assert (plan.district.state, plan.district.nces_id, plan.school_year) == ("OH", "3900001", "2026-27")
    assert plan.period == Period(starts=date(2026, 7, 1), ends=date(2027, 6, 30))
    assert [(school.name, school.grades, school.title_i_status) for school in plan.schools] == [
        ("Pine Creek Middle School", (6, 8), "targeted-assistance")
    ]
    assert [(award.fund, award.amount) for award in plan.awards] == [
        ("title-iv-a", 2500000),
        ("title-ii-a", 3140050),
        ("local", 0),
    ]
    (activity,) = plan.activities
    assert (activity.kind, activity.need, activity.goals, activity.students) == ("stem-competition", "", ("learning",), 24)
    fees, pay = activity.lines
    assert (fees.item, fees.amount, pay.amount) == ("competition-fees", 45000, 240000)
    assert fees.charges == (Charge(award="title-iv-a-26", share=fees.charges[0].share, amount=fees.amount),)
    assert pay.charges == ()
    assert sum(len(facts) for facts in (plan.facts, activity.facts, fees.facts, *(award.facts for award in plan.awards))) == 1
    text = path.read_text()
    assert "# Title IV-A, FFY 2026: can be obligated from 2026-07-01 to 2028-09-30." in text
    assert "Not answered yet: need." in text
    assert "No award pays this line yet" in text


def test_breaking_off_keeps_the_answers(terminal: Open, tmp_path: Path) -> None:
    """Ctrl-C writes a draft beside, never the plan; an entry that was begun stands in it as a comment."""
    path = tmp_path / "plan.yaml"
    (tmp_path / "plan.draft.yaml").write_text("an older draft")
    call = terminal(str(path))
    _who_you_are(call)
    call.answer("allocation list", ENTER)
    call.answer("Local", ENTER)
    call.answer("What will the district do", "Algebra camp" + ENTER)
    call.answer("What kind of activity", CTRL_C)
    status, shown = call.ended()
    assert status == 130
    assert "is kept in" in shown
    assert not path.exists()
    draft = (tmp_path / "plan.draft-2.yaml").read_text()
    assert "Begun and not finished: Algebra camp" in draft
    assert "name: Pine Creek Middle School" in draft
    assert (tmp_path / "plan.draft.yaml").read_text() == "an older draft"


def _to_the_kind(call: Terminal) -> None:
    """Up to the kind of the first activity."""
    _who_you_are(call)
    call.answer("allocation list", ENTER)
    call.answer("Local", UP + SPACE + ENTER)
    call.answer("federal fiscal year", ENTER)
    call.answer("How much is the award", "9000" + ENTER)
    call.answer("What will the district do", "VEX robotics club at the middle school" + ENTER)


def test_an_interview_goes_on_where_it_was_broken_off(terminal: Open, tmp_path: Path) -> None:
    """Twice: at the kind of an activity, and between two lines. Every answer is kept, and in the end the draft is gone."""
    path, draft, words = tmp_path / "plan.yaml", tmp_path / "plan.draft.yaml", plan_vocabulary(load_rulebook([]))
    call = terminal(str(path))
    _to_the_kind(call)
    call.answer("Something else", CTRL_C)
    status, shown = call.ended()
    assert (status, "Go on with the questions" in shown) == (130, True)
    call = terminal(str(path), "--resume")
    call.expect("Going on with")
    call.answer("Something else", ENTER)
    call.answer("Which need does it answer", ENTER)
    call.answer("space ticks", ENTER)
    call.answer("Which schools take part in it", ENTER)
    call.answer("How many students", "24" + ENTER)
    call.answer("What is paid for it", "coach hours" + ENTER)
    call.answer("Something else", ENTER)
    call.answer("One amount", DOWN + ENTER)
    call.answer("How many people", "2" + ENTER)
    call.answer("For how many hours", "30" + ENTER)
    call.answer("paid for one hour", "40" + ENTER)
    call.answer("Not decided yet", ENTER)
    call.answer("What else is paid", CTRL_C)
    status, shown = call.ended()
    assert (status, "name of the district" in shown) == (130, False)
    assert [one.name for one in tmp_path.iterdir()] == ["plan.draft.yaml"]
    stopped = read_plan(draft, words)
    call = terminal(str(path))
    call.answer("An interview was broken off here", ENTER)
    call.expect("What you will do, and what it costs")
    call.answer("What else is paid", ENTER)
    call.answer("What else will the district do", ENTER)
    call.answer("Answer the questions that would decide now", DOWN + ENTER)
    status, shown = call.ended()
    assert status == 0
    assert read_plan(path, words) == stopped
    assert [school.name for school in stopped.schools] == ["Pine Creek Middle School"]
    assert [award.amount for award in stopped.awards] == [900_000]
    assert (stopped.activities[0].students, stopped.activities[0].lines[0].amount) == (24, 240_000)
    assert [one.name for one in tmp_path.iterdir()] == ["plan.yaml"]


def test_a_draft_that_was_changed_by_hand_is_not_lost(terminal: Open, tmp_path: Path) -> None:
    """The interview does not go on over what somebody wrote."""
    draft, end = tmp_path / "plan.draft.yaml", Answers([("What is the name of the district?", "Pine Creek")])
    changed = "plan: 1\ntitle: Mine\n" + "\n".join(end.lines(date(2026, 11, 23), "stemfunds new plan.yaml --resume")) + "\n"
    draft.write_text(changed)
    status, shown = terminal(str(tmp_path / "plan.yaml"), "--resume").ended()
    assert status == 2
    assert "was changed by hand" in shown
    assert [one.read_text() for one in tmp_path.iterdir()] == [changed]


def test_breaking_off_at_once_writes_nothing(terminal: Open, tmp_path: Path) -> None:
    call = terminal(str(tmp_path / "plan.yaml"))
    call.answer("name of the district", CTRL_C)
    status, shown = call.ended()
    assert status == 130
    assert "Nothing was written." in shown
    assert list(tmp_path.iterdir()) == []


def test_no_input_asks_nothing(terminal: Open, tmp_path: Path) -> None:
    """Even on a terminal, the short file is there to ask for."""
    status, shown = terminal(str(tmp_path / "plan.yaml"), "--no-input").ended()
    assert status == 0
    assert "?" not in shown
    assert "title: STEM plan 2026-27" in (tmp_path / "plan.yaml").read_text()
