"""What accepted State packs do: their windows and limits beside the federal ones, two packs together, the digest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import tiny
from pack_files import (
    AMENDMENTS,
    COUNTS,
    HEAD,
    LIMIT,
    TIGHTER,
    WINDOW,
    federal,
    load,
    refused,
    write_pack,
)
from strategies import federal_with

from stemfunds.judging.verdicts import Verdict
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.loader import load_rulebook_folder


def earlier_end(*, opens: str = "{month: 7, day: 1}", months: int = 24) -> str:
    return f"window: {{{WINDOW}, opens: {opens}, months: {months}, otherwise: The State has closed., repair: Ask the State.}}\n"


def test_a_state_window_refuses_what_the_federal_one_lets_pass(tmp_path: Path) -> None:
    """With the State's rule, its citation and its words, and no finding of the federal window."""
    rulebook = load(tmp_path, write_pack(tmp_path, earlier_end()))
    line = tiny.line(committed_on=date(2028, 7, 1))
    safe = tiny.activity(line, facts={"safe": True})
    found = [finding for finding in tiny.charge_of(rulebook, safe).findings if finding.rule in ("XS-W", "SF-WINDOW")]
    assert [finding.rule for finding in found] == ["XS-W"]
    assert found[0].verdict is Verdict.NOT_ALLOWABLE
    assert found[0].citations[0].weight == "state"
    assert found[0].message.endswith("The State has closed.")


@pytest.mark.parametrize(
    ("day", "rules"),
    [(date(2028, 6, 30), []), (date(2028, 10, 1), ["SF-WINDOW", "XS-W"]), (date(2026, 6, 30), ["SF-WINDOW", "XS-W"])],
)
def test_both_windows_are_applied(day: date, rules: list[str], tmp_path: Path) -> None:
    """On the last day of the State nothing is said; outside both each says so."""
    rulebook = load(tmp_path, write_pack(tmp_path, earlier_end()))
    charge = tiny.charge_of(rulebook, tiny.activity(tiny.line(committed_on=day), facts={"safe": True}))
    assert sorted(rule for rule in tiny.rules_of(charge) if rule in ("XS-W", "SF-WINDOW")) == rules


def test_the_award_shows_the_days_that_are_left(tmp_path: Path) -> None:
    """The report of an award gives the days in both windows, and the federal day to pay."""
    plain, packed = (
        load(tmp_path, *packs) for packs in ([], [write_pack(tmp_path, earlier_end(opens="{month: 8, day: 1}", months=20))])
    )
    before, after = (tiny.judged(rulebook).awards[0] for rulebook in (plain, packed))
    assert (before.opens, before.closes) == (date(2026, 7, 1), date(2028, 9, 30))
    assert (after.opens, after.closes) == (date(2026, 8, 1), date(2028, 3, 31))
    assert before.liquidate_by == after.liquidate_by


def test_a_state_window_does_not_move_the_dates_that_federal_rules_read(tmp_path: Path) -> None:
    """An award of July 2024 stays under the older, lower threshold even where the State opens it in November 2024."""
    rulebook = load(tmp_path, write_pack(tmp_path, earlier_end(opens="{month: 11, day: 1}", months=12)))
    award = tiny.award(federal_fiscal_year=2024)
    line = tiny.line(unit_cost=5_000, committed_on=date(2024, 12, 1))
    activity = tiny.activity(line, facts={"safe": True, "approved": False})
    assert "SF-AGREED" in tiny.rules_of(tiny.charge_of(rulebook, tiny.plan(activity, awards=(award,))))


def test_a_tighter_limit_stands_beside_the_federal_one(tmp_path: Path) -> None:
    """Both are measured; between the two bounds only the State's is broken."""
    rulebook = load(tmp_path, write_pack(tmp_path, f"limits:\n  - {{{LIMIT}, {COUNTS}, at_most: 10 percent}}\n"))
    result = tiny.judged(rulebook, tiny.activity(tiny.line(amount=120_000), facts={"safe": True, "area": "tech"}))
    assert {limit.rule: limit.status for limit in result.limits if "CAP" in limit.rule} == {"SF-CAP": "met", "XS-CAP": "breached"}


SECOND = HEAD.replace("pack: example", "pack: second").replace("XS", "YS").replace("xs-", "ys-")


def second_pack(folder: Path, sections: str = "", head: str = SECOND) -> Path:
    pack = folder / "second-pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(head + sections, encoding="utf-8")
    return pack


def test_two_packs_are_applied_together(tmp_path: Path) -> None:
    """Rules, windows and limits of both hold; the last day is the earliest of all."""
    first = write_pack(
        tmp_path,
        earlier_end(months=24)
        + "prohibitions:\n  - {id: XS-P, when: {activity.area: tech}, says: No tech., cite: xs-handbook}\n",
    )
    window = "window: {id: YS-W, tightens: SF-WINDOW, says: Early., cite: ys-handbook, opens: {month: 7, day: 1}, months: 20}\n"
    second = second_pack(
        tmp_path, window + "prohibitions:\n  - {id: YS-P, when: {activity.area: tech}, says: No tech., cite: ys-handbook}\n"
    )
    rulebook = load(tmp_path, first, second)
    result = tiny.judged(rulebook, tiny.activity(facts={"safe": True, "area": "tech"}))
    assert {"XS-P", "YS-P"} <= set(tiny.rules_of(result.activities[0].lines[0].charges[0]))
    assert result.awards[0].closes == date(2028, 2, 29)
    assert list(rulebook.packs) == ["example", "second"]


def test_a_pack_that_is_named_twice_is_applied_once(tmp_path: Path) -> None:
    """The same folder under two names, too."""
    pack = write_pack(tmp_path)
    other_way = tmp_path / "rules" / ".." / "example-pack"
    assert load(tmp_path, pack, pack, other_way).digest == load(tmp_path, pack).digest


def test_two_packs_do_not_give_one_word_two_meanings(tmp_path: Path) -> None:
    """The second that uses a word is told where the first does."""
    fact = "facts:\n  - {fact: line.loud, type: yes-no, question: Is it loud?}\n"
    assert refused(tmp_path, write_pack(tmp_path, fact), second_pack(tmp_path, fact)) == [
        'second-pack/pack.yaml:9:5  pack "second-pack" gives "line.loud" (example-pack/pack.yaml:9) of pack "example-pack" a second meaning in facts; use another name'
    ]


def test_two_packs_have_two_names_and_two_prefixes(tmp_path: Path) -> None:
    """Otherwise nobody could tell whose rule it was."""
    other = second_pack(tmp_path, head=HEAD.replace("xs-handbook", "ys-handbook"))
    assert refused(tmp_path, write_pack(tmp_path), other) == [
        'second-pack/pack.yaml:1:7  pack "example" is that of another pack already (example-pack/pack.yaml)',
        'second-pack/pack.yaml:2:9  prefix "XS" is that of another pack already (example-pack/pack.yaml)',
    ]


def test_a_pack_tightens_no_rule_of_another_pack(tmp_path: Path) -> None:
    """What a State may do is measured against federal law, not against what another pack says."""
    first = write_pack(tmp_path, f"limits:\n  - {{{LIMIT}, {COUNTS}, at_most: 5 percent}}\n")
    limit = f"limits:\n  - {{id: YS-CAP, tightens: XS-CAP, says: More., cite: ys-handbook, {COUNTS}, at_most: 10 percent}}\n"
    assert refused(tmp_path, first, second_pack(tmp_path, limit)) == [
        'second-pack/pack.yaml:9:5  YS-CAP tightens "XS-CAP": expected the id of a federal limit (did you mean "SF-CAP"?)'
    ]


def test_the_examples_go_together() -> None:
    """Both packs of this repository at once: each with its own object codes."""
    rulebook = federal_with(TIGHTER, AMENDMENTS)
    assert {pack.id: pack.object_codes["equipment"] for pack in rulebook.packs.values()} == {
        TIGHTER.name: "730",
        AMENDMENTS.name: "6700",
    }


def test_the_digest_says_which_packs_were_applied(tmp_path: Path) -> None:
    """It changes with a pack, with each word of the pack, and not with its tests or its README."""
    pack = write_pack(tmp_path)
    plain, packed = load(tmp_path), load(tmp_path, pack)
    assert plain.digest != packed.digest
    (pack / "README.md").write_text("About this pack", encoding="utf-8")
    (pack / "pack.tests.yaml").write_text("fund: stem-fund", encoding="utf-8")
    assert load(tmp_path, pack).digest == packed.digest
    write_pack(tmp_path, "# one remark more\n")
    again = load(tmp_path, pack)
    assert len({plain.digest, packed.digest, again.digest}) == 3
    assert again.packs["example"].digest != packed.packs["example"].digest


def test_the_compiled_copy_is_that_of_the_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without a pack, and after the pack was moved or changed, the cache gives what the files say."""
    monkeypatch.setenv("STEMFUNDS_CACHE", str(tmp_path / "cache"))
    rules, pack = federal(tmp_path), write_pack(tmp_path, "prohibitions:\n  - {id: XS-P, says: No., cite: xs-handbook}\n")
    for _ in range(2):
        assert "XS-P" not in load_rulebook((), rules).rules
        assert load_rulebook([pack], rules) == load_rulebook_folder(rules, [pack])
    moved = pack.rename(tmp_path / "moved")
    assert load_rulebook([moved], rules).rules["XS-P"].file == "moved/pack.yaml"
