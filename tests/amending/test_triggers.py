"""Amendment triggers: on both sides of the share and of the amount, from nothing, and for what is new."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny

from stemfunds.amending.triggers import Triggered, triggered
from stemfunds.judging.judge import Judge
from stemfunds.plan.model import Cents
from stemfunds.rulebook.model import AmendmentTrigger, Pack, Rulebook, Selector


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return tiny.rulebook_with(tmp_path_factory.mktemp("tiny"), "")


def _hits(small: Rulebook, trigger: AmendmentTrigger, old: int, new: int | None) -> tuple[Triggered, ...]:
    import msgspec

    pack = Pack(id="p", prefix="P", state="OH", title="Pack", digest="", amendment_triggers=(trigger,))
    ruled, judge = msgspec.structs.replace(small, packs={"p": pack}), Judge(small)
    fixed = tiny.line("A1-teachers", 250_000, item="teachers")
    before = tiny.plan(tiny.activity(fixed, tiny.line("A1-kits", old)))
    after = tiny.plan(tiny.activity(fixed, *(() if new is None else (tiny.line("A1-kits", new),))))
    return triggered(judge.judge(before, tiny.AS_OF), judge.judge(after, tiny.AS_OF), ruled)


@pytest.mark.parametrize(
    ("old", "new", "is_hit"),
    [
        (100_000, 110_000, False),
        (100_000, 110_001, True),
        (100_000, 90_000, False),
        (100_000, 89_999, True),
        (100_000, 100_000, False),
    ],
)
def test_a_share_is_passed_not_reached(small: Rulebook, old: int, new: int, is_hit: bool) -> None:
    trigger = AmendmentTrigger(id="P-10", says="10 percent.", percent="10", per="line")
    assert bool(_hits(small, trigger, old, new)) is is_hit


@pytest.mark.parametrize(("new", "is_hit"), [(1_100_000, False), (1_100_001, True), (900_000, False), (899_999, True)])
def test_an_amount_is_passed_not_reached(small: Rulebook, new: int, is_hit: bool) -> None:
    trigger = AmendmentTrigger(id="P-1000", says="1,000 dollars.", amount=100_000, per="object")
    hits = _hits(small, trigger, 1_000_000, new)
    assert bool(hits) is is_hit
    if hits:
        assert (hits[0].unit, hits[0].why) == ("supplies", "changes by $1,000.01, more than $1,000.00")


def test_with_both_the_first_that_is_passed_decides(small: Rulebook) -> None:
    both = AmendmentTrigger(id="P-BOTH", says="Either.", percent="10", amount=100_000, per="line")
    assert [hit.why for hit in _hits(small, both, 20_000, 22_001)] == ["changes by $20.01 (10.0 percent), more than 10 percent"]
    assert [hit.why for hit in _hits(small, both, 5_000_000, 5_100_001)] == ["changes by $1,000.01, more than $1,000.00"]


def test_what_goes_away_is_a_change(small: Rulebook) -> None:
    trigger = AmendmentTrigger(id="P-10", says="10 percent.", percent="10", per="line")
    (hit,) = _hits(small, trigger, 100_000, None)
    assert (hit.unit, hit.old, hit.new) == ("A1-kits", 100_000, None)


def test_what_comes_from_nothing_passes_every_share(small: Rulebook) -> None:
    trigger = AmendmentTrigger(id="P-10", says="10 percent.", percent="10", per="line", selector=Selector(items=("kits",)))
    (hit,) = _hits(small, trigger, 0, 1)
    assert hit.why == "changes by $0.01 (from nothing), more than 10 percent"


def test_only_what_the_trigger_reaches_counts(small: Rulebook) -> None:
    people = AmendmentTrigger(id="P-P", says="People.", amount=1, per="line", selector=Selector(objects=("personnel",)))
    assert _hits(small, people, 100_000, 900_000) == ()


def test_the_example_pack(hits: tuple[Triggered, ...]) -> None:
    assert [(hit.rule, hit.unit) for hit in hits] == [("EXA-OBJECT-CHANGE", "supplies"), ("EXA-NEW-ITEM", "R2-scale")]
    assert all(hit.citations for hit in hits)


def test_cents_are_exact(small: Rulebook, tmp_path: Path) -> None:
    trigger = AmendmentTrigger(id="P-33", says="A third.", percent="33.33", per="line")
    exactly = Cents(10_000 + 3_333)
    assert _hits(small, trigger, 10_000, exactly) == ()
    assert _hits(small, trigger, 10_000, exactly + 1) != ()
