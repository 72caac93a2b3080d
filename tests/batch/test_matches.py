"""`batch --match`: every activity of every plan tried with every fund."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from strategies import federal_rulebook

from stemfunds.batch.bench import Bench
from stemfunds.batch.inputs import find_sources
from stemfunds.batch.runner import Request, run_batch
from stemfunds.batch.settings import settings_of
from stemfunds.batch.store import open_store
from stemfunds.batch.summary import FundMatches, summary_of
from stemfunds.cli.app import run
from stemfunds.judging.judge import Judge
from stemfunds.judging.matching import FundAnswer, match, match_in_short
from stemfunds.judging.verdicts import Verdict
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.reader import read_plan

from .runs import AS_OF, write_plans

EXAMPLE = Path("examples/rural/plan.yaml")


def request(plans: Path, output: Path, *, match: bool, resume: bool = False) -> Request:
    """A request with or without --match."""
    rulebook = federal_rulebook()
    bench = Bench(rulebook, AS_OF, match=match)
    return Request(find_sources([str(plans)]).sources, output, bench, settings_of(rulebook, AS_OF, match=match), 1, resume)


def answers_of(path: Path) -> dict[tuple[str, str], FundAnswer]:
    """What `stemfunds match` says, by activity and fund."""
    rulebook = federal_rulebook()
    plan = read_plan(path, plan_vocabulary(rulebook))
    return {(one.activity.id, answer.fund): answer for one in match(plan, Judge(rulebook), AS_OF) for answer in one.answers}


def test_the_short_form_says_the_same() -> None:
    """Verdicts, refused lines, reasons and authorities are those of the long form, and so are the rules of its findings."""
    rulebook = federal_rulebook()
    plan = read_plan(EXAMPLE, plan_vocabulary(rulebook))
    whole = answers_of(EXAMPLE)
    short = {(activity, one.fund): one for activity, one in match_in_short(plan, Judge(rulebook), AS_OF)}
    assert short.keys() == whole.keys()
    for key, one in short.items():
        long = whole[key]
        assert (one.verdict, one.rest, one.refused) == (long.verdict, long.rest, long.refused)
        assert (one.reason, one.authority) == (long.reason, long.authority)


def test_rows_of_the_store(tmp_path: Path) -> None:
    """A row for each fund that could pay for at least one line, with the verdict that `match` gives it."""
    run_batch(request(EXAMPLE, tmp_path / "out", match=True))
    with open_store(tmp_path / "out") as store:
        rows = list(store.query("SELECT activity, fund, verdict, verdict_of_the_rest, refused FROM matches"))
    could = {key: one for key, one in answers_of(EXAMPLE).items() if one.rest is not Verdict.NOT_ALLOWABLE}
    assert could
    assert {(row[0], row[1]): tuple(row)[2:] for row in rows} == {
        key: (one.verdict.value, one.rest.value, ", ".join(one.refused)) for key, one in could.items()
    }


def test_the_summary_counts_by_fund(tmp_path: Path) -> None:
    """Wholly, wholly once questions are answered, and in part."""
    run_batch(request(EXAMPLE, tmp_path / "out", match=True))
    with open_store(tmp_path / "out") as store:
        counted = {one.fund: one for one in summary_of(store).matches}
    answers = [one for one in answers_of(EXAMPLE).values() if one.rest is not Verdict.NOT_ALLOWABLE]
    assert counted == {
        fund: FundMatches(
            fund,
            sum(one.fund == fund and one.verdict.value.startswith("allowable") for one in answers),
            sum(one.fund == fund and one.verdict is Verdict.NEEDS_INFORMATION for one in answers),
            sum(one.fund == fund and one.verdict is Verdict.NOT_ALLOWABLE for one in answers),
        )
        for fund in {one.fund for one in answers}
    }


def test_without_match_nothing_is_tried(tmp_path: Path) -> None:
    """No rows; and a run that goes on with --match judges again."""
    plans = write_plans(tmp_path / "plans", 3)
    run_batch(request(plans, tmp_path / "out", match=False))
    connection = sqlite3.connect(tmp_path / "out" / "results.sqlite")
    assert connection.execute("SELECT count(*) FROM matches").fetchone() == (0,)
    connection.close()
    ended = run_batch(request(plans, tmp_path / "out", match=True, resume=True))
    assert ended.kept == 0
    with open_store(tmp_path / "out") as store:
        [[rows]] = store.query("SELECT count(*) FROM matches")
    assert rows > 0


def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The summary shows for how many activities each fund could pay."""
    run(["batch", str(EXAMPLE), "--match", "-o", str(tmp_path / "out"), "--as-of", "2026-11-23", "--jobs", "1"])
    said = capsys.readouterr().out
    assert "Activities for which each fund could pay" in said
    assert "all of it  once asked  part of it" in said
