"""What would loosen federal law is refused with both rules named; what is as tight or tighter is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from pack_files import (
    CITE,
    COUNTS,
    FIRST,
    HEAD,
    LIMIT,
    WINDOW,
    at,
    federal,
    load,
    refused,
    write_pack,
)

from stemfunds.reading.problems import UnusableInput
from stemfunds.rulebook.loader import load_rulebook_folder
from stemfunds.rulebook.model import AmendmentTrigger, Selector
from stemfunds.rulebook.terms import FigureRef

from .loosening import LOOSENING, NEVER


@pytest.mark.parametrize("name", LOOSENING)
def test_what_would_loosen_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    """Every kind of loosening: file, line, column and message, with both rules in it."""
    sections, *expected = LOOSENING[name]
    whole = []
    for told in expected:
        place, message = told.split(" ", 1)
        line, column = place.split(":")
        whole.append(f"example-pack/pack.yaml:{FIRST - 1 + int(line)}:{column}  {message}")
    assert refused(tmp_path, write_pack(tmp_path, sections)) == sorted(whole)


def test_a_changed_source_is_refused(tmp_path: Path) -> None:
    """A pack cannot say that a law was read which nobody read, or that it says something else."""
    words = "sources:\n  - {id: memo-1, name: Memo, weight: state, verified: {how: read, text: invented, on: 2026-11-23}}\n"
    assert refused(tmp_path, write_pack(tmp_path, words=words)) == [
        f'example-pack/words.yaml:2:5  pack "example-pack" changes the federal "memo-1" {at("memo-1")} in sources; {NEVER}'
    ]


def test_a_source_of_a_pack_is_the_states_own(tmp_path: Path) -> None:
    """Nor can it bring a federal law along."""
    words = "sources:\n  - {id: xs-law, name: Law 9, weight: statute, verified: {how: read, text: invented, on: 2026-11-23}}\n"
    assert refused(tmp_path, write_pack(tmp_path, words=words)) == [
        'example-pack/words.yaml:2:5  source "xs-law" of a pack has the weight statute; expected state'
    ]


def test_all_mistakes_of_a_pack_are_told_at_once(tmp_path: Path) -> None:
    """Two rules loosened in two files are two problems."""
    pack = write_pack(
        tmp_path, "drops: [SF-SAFE]\n", more=f"adds_to: stem-fund\nlimits:\n  - {{{LIMIT}, {COUNTS}, at_most: 16%}}\n"
    )
    assert [line.split(" ")[0] for line in refused(tmp_path, pack)] == [
        "example-pack/more.yaml:3:5",
        "example-pack/pack.yaml:8:9",
    ]


NEEDS_OWNER = 'needs "adds_to" in the same file: the fund or the framework whose rules are added to'
NO_WINDOW = "gives a window to federal, which has none to tighten"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("requirements:\n  - {id: XS-R}\n", f'1:1  "requirements" {NEEDS_OWNER}'),
        (f"window: {{{WINDOW}, opens: {{month: 7, day: 1}}, months: 3}}\n", f'1:1  "window" {NEEDS_OWNER}'),
        ("adds_to: stem-find\n", '1:10  unknown fund or framework "stem-find" (did you mean "stem-fund"?)'),
        (f"adds_to: federal\nwindow: {{{WINDOW}, opens: {{month: 7, day: 1}}, months: 3}}\n", f"2:9  XS-W {NO_WINDOW}"),
        ('object_codes: {supplies: "6"}\n', '1:1  "object_codes" belongs in pack.yaml, beside the pack\'s name'),
        ("pack: another\n", '1:1  "pack" belongs in pack.yaml, beside the pack\'s name'),
    ],
)
def test_nothing_of_a_pack_is_overlooked(text: str, expected: str, tmp_path: Path) -> None:
    """Rules that nobody would ever ask, and words that nobody would read, are told instead of passed over."""
    assert f"example-pack/more.yaml:{expected}" in refused(tmp_path, write_pack(tmp_path, more=text))


def test_files_that_nobody_would_read_are_told(tmp_path: Path) -> None:
    """Rule files end in .yaml; a State that writes .yml must not believe that its rules hold."""
    pack = write_pack(tmp_path)
    (pack / "travel.yml").write_text("adds_to: stem-fund\n", encoding="utf-8")
    assert refused(tmp_path, pack) == [
        'example-pack/travel.yml:1:1  rules stand in files that end in .yaml; call it "travel.yaml"'
    ]


def test_a_pack_has_a_head(tmp_path: Path) -> None:
    """Rules without a pack's name would be applied in nobody's name."""
    pack = write_pack(tmp_path)
    (pack / "pack.yaml").write_text("adds_to: stem-fund\n", encoding="utf-8")
    assert refused(tmp_path, pack) == [
        'example-pack/pack.yaml:1:1  pack "example-pack" has no head: pack.yaml says pack, prefix, state and title'
    ]


def test_a_pack_has_a_file_for_its_head(tmp_path: Path) -> None:
    """The same where the file is missing."""
    pack = write_pack(tmp_path, more="adds_to: stem-fund\n", words="adds_to: stem-fund\n")
    (pack / "pack.yaml").unlink()
    assert refused(tmp_path, pack) == ['example-pack/more.yaml:1:1  pack "example-pack" has no file pack.yaml']


def test_a_pack_does_not_take_a_federal_prefix(tmp_path: Path) -> None:
    """Its rules would look like federal ones."""
    pack = write_pack(tmp_path)
    (pack / "pack.yaml").write_text(HEAD.replace("prefix: XS", "prefix: SF"), encoding="utf-8")
    assert refused(tmp_path, pack) == [
        f'example-pack/pack.yaml:2:9  prefix "SF" is that of federal rules, such as SF-ROBOTICS {at("SF-ROBOTICS")}'
    ]


def test_a_prefix_is_made_of_capitals(tmp_path: Path) -> None:
    """So that the ids of all rules look alike."""
    pack = write_pack(tmp_path)
    (pack / "pack.yaml").write_text(HEAD.replace("prefix: XS", "prefix: xs state"), encoding="utf-8")
    assert refused(tmp_path, pack) == ['example-pack/pack.yaml:2:9  prefix "xs state": expected capital letters, such as XS']


def test_the_version_of_a_pack_is_its_own(tmp_path: Path) -> None:
    """The rulebook's version stays that of the federal rules."""
    assert load(tmp_path, write_pack(tmp_path, 'version: "99"\n')).version == "1"


def test_a_pack_in_the_current_folder_is_still_a_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path without a name, such as a dot, must not turn a State's file into federal law."""
    pack = write_pack(tmp_path, "drops: [SF-SAFE]\n")
    monkeypatch.chdir(pack)
    assert refused(tmp_path, Path()) == [
        f'example-pack/pack.yaml:8:9  pack "example-pack" drops SF-SAFE {at("SF-SAFE")}; a pack cannot loosen federal law'
    ]


def test_a_pack_in_a_folder_called_rules_is_still_a_pack(tmp_path: Path) -> None:
    """Nor does the name of its folder make it federal."""
    pack = write_pack(tmp_path / "state", "drops: [SF-SAFE]\n", name="rules")
    (line,) = refused(tmp_path, pack)
    assert line.startswith(f"{pack.as_posix()}/pack.yaml:8:9  ")


@pytest.mark.parametrize(
    "limit",
    [
        f"{{{LIMIT}, {COUNTS}, at_most: 15 percent}}",
        f"{{{LIMIT}, {COUNTS}, at_most: 14.99 percent}}",
        f"{{{LIMIT}, {COUNTS}, at_most: figure.cap}}",
        f"{{id: XS-FLOOR, tightens: SF-FLOOR, {CITE}, counts: {{where: {{activity.area: arts}}}}, of: award.amount, at_least: 10 percent}}",
        f'{{id: XS-KITS, tightens: SF-PRIZES, {CITE}, per: activity, counts: {{items: [kits]}}, at_most: "499.99"}}',
        f"{{id: XS-OWN, {CITE}, counts: all, of: award.amount, at_most: 90 percent}}",
    ],
)
def test_a_limit_that_is_as_tight_or_tighter_is_accepted(limit: str, tmp_path: Path) -> None:
    """The federal bound itself, and everything on the strict side of it."""
    assert "XS-" in str(list(load(tmp_path, write_pack(tmp_path, f"limits:\n  - {limit}\n")).limits))


@pytest.mark.parametrize(
    ("amounts", "tight"),
    [(("49.99", "99.99"), True), (("50.00", "100.00"), True), (("50.01", "100.00"), False), (("50.00", "100.01"), False)],
)
def test_dated_bounds_are_compared_date_by_date(amounts: tuple[str, str], tight: bool, tmp_path: Path) -> None:
    """A State's figure may grow with the federal one, as long as it is no larger on any date."""
    rules = federal(tmp_path)
    fund = rules / "fund.yaml"
    fund.write_text(fund.read_text(encoding="utf-8").replace('at_most: "500.00"', "at_most: figure.threshold"), encoding="utf-8")
    sections = f"""\
figures:
  - figure: xs_threshold
    says: The State's amount
    unit: money
    chosen_by: award.awarded_on
    values:
      - {{from: 2010-01-01, value: "{amounts[0]}", cite: xs-handbook}}
      - {{from: 2024-10-01, value: "{amounts[1]}", cite: xs-handbook}}
limits:
  - {{id: XS-KITS, tightens: SF-PRIZES, {CITE}, per: activity, counts: {{items: [kits]}}, at_most: figure.xs_threshold}}
"""
    pack = write_pack(tmp_path, sections)
    if tight:
        assert load_rulebook_folder(rules, [pack]).limits["XS-KITS"].bound == FigureRef("xs_threshold")
        return
    with pytest.raises(UnusableInput, match="XS-KITS sets a higher cap than SF-PRIZES"):
        load_rulebook_folder(rules, [pack])


def test_object_codes_and_triggers_are_read(tmp_path: Path) -> None:
    """What the pack says of a State's budget forms and of changed budgets."""
    sections = f"""\
object_codes: {{supplies: "600", personnel: "100"}}
amendment_triggers:
  - {{id: XS-CHANGE, percent: "10", amount: "1000.00", per: object, {CITE}}}
  - {{id: XS-POST, for: {{objects: [personnel]}}, new: yes, per: line, {CITE}}}
"""
    pack = load(tmp_path, write_pack(tmp_path, sections)).packs["example"]
    assert pack.object_codes == {"supplies": "600", "personnel": "100"}
    change, post = pack.amendment_triggers
    cite = change.cite
    assert change == AmendmentTrigger("XS-CHANGE", "A rule.", percent="10", amount=100_000, per="object", cite=cite)
    assert post == AmendmentTrigger(
        "XS-POST", "A rule.", selector=Selector(objects=("personnel",)), per="line", new=True, cite=cite
    )
