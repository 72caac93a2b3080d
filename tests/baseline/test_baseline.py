"""Accepted findings: marked, left out of the standing verdict, bound to an amount and a day, and never a better verdict."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from tiny import AS_OF, activity, line, plan, rulebook_with

from stemfunds.baseline.applying import accept, standing
from stemfunds.baseline.fingerprint import fingerprint
from stemfunds.baseline.model import Accepted, Baseline
from stemfunds.baseline.writing import baseline_text
from stemfunds.judging.judge import Judge
from stemfunds.judging.result import Finding, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.plan.model import Plan
from stemfunds.reading.problems import UnusableInput
from stemfunds.reading.side_file import read_side_file
from stemfunds.rulebook.model import Rulebook

BAD = "  - id: SF-NEVER\n    says: No snacks.\n    for: {items: [snacks]}\n    cite: law-1 (n)\n"
LATER = date(2027, 6, 30)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook_with(tmp_path_factory.mktemp("tiny"), "prohibitions:\n" + BAD)


def _snacks(amount: int = 12_345) -> Plan:
    return plan(activity(line("A1-kits", 100), line("A1-snacks", amount, item="snacks")))


def _judged(book: Rulebook, subject: Plan | None = None) -> PlanResult:
    return Judge(book).judge(subject or _snacks(), AS_OF)


def _refused(result: PlanResult) -> Finding:
    return next(finding for finding in result.every_finding if finding.rule == "SF-NEVER")


def _written(tmp_path: Path, result: PlanResult, until: date = LATER) -> Baseline:
    path = tmp_path / "accepted.yaml"
    path.write_text(baseline_text([result], 'last year "as is"', "Dana Ortiz", until), encoding="utf-8")
    return read_side_file(path, Baseline)


def test_accepting_everything_lets_the_plan_stand(book: Rulebook, tmp_path: Path) -> None:
    result = _judged(book)
    assert standing(result) is result.verdict is Verdict.NOT_ALLOWABLE
    accepted = accept(result, _written(tmp_path, result), book)
    assert standing(accepted) is Verdict.ALLOWABLE
    assert accepted.verdict is Verdict.NOT_ALLOWABLE
    said = _refused(accepted).acceptance
    assert said is not None
    assert said.words == 'Accepted by Dana Ortiz until 2027-06-30: last year "as is"'


def test_the_fingerprint_survives_words_places_and_order(book: Rulebook) -> None:
    one = _judged(book)
    other = _judged(book, plan(activity(line("A1-snacks", 999, item="snacks", description="Other words"), line("A1-kits", 5))))
    assert fingerprint(_refused(one), one.plan.district) == fingerprint(_refused(other), other.plan.district)
    elsewhere = replace(one.plan.district, nces_id="3900002")
    assert fingerprint(_refused(one), one.plan.district) != fingerprint(_refused(one), elsewhere)


@pytest.mark.parametrize(("amount", "stands"), [(12_345, True), (12_344, True), (12_346, False)])
def test_a_cost_that_grew_is_not_accepted(book: Rulebook, tmp_path: Path, amount: int, stands: bool) -> None:
    baseline = _written(tmp_path, _judged(book))
    later = accept(_judged(book, _snacks(amount)), baseline, book)
    assert (_refused(later).acceptance is not None) is stands


@pytest.mark.parametrize(("until", "holds"), [(AS_OF, True), (AS_OF - timedelta(days=1), False)])
def test_an_acceptance_that_ran_out_is_an_error(book: Rulebook, tmp_path: Path, until: date, holds: bool) -> None:
    result = _judged(book)
    later = accept(result, _written(tmp_path, result, until), book)
    expired = [finding for finding in later.findings if finding.rule == "ACCEPTANCE-EXPIRED"]
    assert (_refused(later).acceptance is not None) is holds
    assert [finding.severity for finding in expired] == ([] if holds else ["error"])
    assert standing(later) is (Verdict.ALLOWABLE if holds else Verdict.NOT_ALLOWABLE)


def test_a_new_finding_is_not_accepted(book: Rulebook, tmp_path: Path) -> None:
    baseline = _written(tmp_path, _judged(book))
    more = plan(activity(line("A1-kits", 100), line("A1-snacks", 12_345, item="snacks"), line("A1-more", 5, item="snacks")))
    assert standing(accept(_judged(book, more), baseline, book)) is Verdict.NOT_ALLOWABLE


def test_nothing_to_accept_is_an_empty_file(book: Rulebook, tmp_path: Path) -> None:
    good = _judged(book, plan(activity(line("A1-kits", 100))))
    open_ones = [f for f in good.every_finding if f.severity != "note" or f.verdict is not Verdict.ALLOWABLE]
    assert open_ones == []
    assert _written(tmp_path, good).accepted == ()


def test_reason_owner_and_end_are_required(tmp_path: Path) -> None:
    path = tmp_path / "accepted.yaml"
    path.write_text('baseline: 1\naccepted:\n  - {fingerprint: "0123456789abcdef", rule: X, up_to: "1.005"}\n', encoding="utf-8")
    with pytest.raises(UnusableInput) as refused:
        read_side_file(path, Baseline)
    told = [problem.message for problem in refused.value.problems]
    assert {f'field "{name}" of entry 1 of accepted is missing' for name in ("reason", "owner", "until")} < set(told)
    assert any(message.startswith("up_to of entry 1 of accepted") for message in told)


def test_up_to_is_exact() -> None:
    entry = Accepted(fingerprint="0" * 16, rule="R", up_to=Decimal("0.29"), reason="r", owner="o", until=LATER)
    assert int((entry.up_to or 0) * 100) == 29
