"""State packs at the terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pack_files import (
    AMENDMENTS,
    HEAD,
    RURAL,
    TIGHTER,
)

from stemfunds.cli.app import run


@pytest.fixture
def cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads what another left."""
    monkeypatch.setenv("STEMFUNDS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "200")


def checked(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    status = run(["check", str(RURAL), "--as-of", "2026-11-23", *options])
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.mark.usefixtures("cache_of_its_own")
def test_check_shows_what_a_pack_finds_with_its_citation(capsys: pytest.CaptureFixture[str]) -> None:
    """The finding of a State's rule looks like any other, and cites the State."""
    _, out, _ = checked(capsys, "--rules", str(TIGHTER), "--format", "json")
    document = json.loads(out)
    lines = [line for activity in document["plans"][0]["activities"] for line in activity["lines"]]
    found = [
        finding
        for line in lines
        for charge in line["charges"]
        for finding in charge["findings"]
        if finding["rule"].startswith("EXT-")
    ]
    assert {finding["rule"] for finding in found} >= {"EXT-WALKABLE-INVENTORY", "EXT-OUT-OF-STATE"}
    for finding in found:
        assert [cited["weight"] for cited in finding["citations"]] == ["state"]
        assert "(fictional)" in finding["citations"][0]["text"]


@pytest.mark.usefixtures("cache_of_its_own")
def test_the_json_names_the_packs_that_were_applied(capsys: pytest.CaptureFixture[str]) -> None:
    """In the order in which they were named, each with its digest; without packs the key is not there."""
    _, out, _ = checked(capsys, "--rules", str(AMENDMENTS), "--rules", str(TIGHTER), "--format", "json")
    head = json.loads(out)["rulebook"]
    assert [pack["pack"] for pack in head["packs"]] == [AMENDMENTS.name, TIGHTER.name]
    for pack in head["packs"]:
        assert pack.keys() == {"pack", "state", "title", "digest"}
        assert pack["state"] == "Example State (fictional)"
        assert re.fullmatch("sha256:[0-9a-f]{64}", pack["digest"])
    _, plain, _ = checked(capsys, "--format", "json")
    assert json.loads(plain)["rulebook"].keys() == {"version", "digest"}
    assert json.loads(plain)["rulebook"]["digest"] != head["digest"]
    _, one_line, _ = checked(capsys, "--rules", str(TIGHTER), "--format", "jsonl")
    assert [pack["pack"] for pack in json.loads(one_line)["rulebook"]["packs"]] == [TIGHTER.name]


@pytest.mark.usefixtures("cache_of_its_own")
def test_the_table_names_the_packs_in_its_head(capsys: pytest.CaptureFixture[str]) -> None:
    """So that a printed page says under which State's rules it was made."""
    _, out, _ = checked(capsys, "--rules", str(TIGHTER))
    assert "With the State pack tighter-equipment-and-travel of Example State (fictional)" in "\n".join(out.splitlines()[:5])
    _, plain, _ = checked(capsys)
    assert "State pack" not in plain


@pytest.mark.usefixtures("cache_of_its_own")
def test_check_ends_with_2_when_a_pack_loosens(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Nothing is judged under a pack that is refused; the message names file, line and both rules."""
    pack = tmp_path / "loose"
    pack.mkdir()
    text = HEAD.replace("stem-fund", "title-iv-a") + (
        "limits:\n  - {id: XS-ADMIN, tightens: T4A-ADMIN-2, says: More., cite: xs-handbook, "
        "counts: {where: {holds: iv-a-direct-administration}}, of: award.amount, at_most: 5 percent}\n"
    )
    (pack / "pack.yaml").write_text(text, encoding="utf-8")
    status, out, err = checked(capsys, "--rules", str(pack))
    assert (status, out) == (2, "")
    expected = r"loose/pack.yaml:9:5  XS-ADMIN sets a higher cap than T4A-ADMIN-2 \(rules/funds/title-iv-a.yaml:\d+\); a pack may only tighten\n"
    assert re.fullmatch(expected, err)


@pytest.mark.usefixtures("cache_of_its_own")
def test_a_folder_that_is_no_pack_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With the name of the file that makes one."""
    status, out, err = checked(capsys, "--rules", str(tmp_path))
    assert (status, out) == (2, "")
    assert err == f"{tmp_path}: not a State pack; expected a folder with a file pack.yaml\n"


@pytest.mark.usefixtures("cache_of_its_own")
@pytest.mark.parametrize("rule", ["EXT-OUT-OF-STATE", "EXT-T4A-ADMIN-1", "EXT-T4A-WINDOW"])
def test_rules_prints_the_rules_of_a_pack(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule, a limit and a window, each with its place and its source."""
    assert run(["rules", rule, "--rules", str(TIGHTER)]) == 0
    out = capsys.readouterr().out
    assert f"Written in {TIGHTER.name}/" in out
    assert "Federal Programs Handbook (fictional)" in out


@pytest.mark.usefixtures("cache_of_its_own")
def test_the_brief_of_a_fund_shows_the_states_window_and_cap(capsys: pytest.CaptureFixture[str]) -> None:
    """What a grant writer reads before planning."""
    assert run(["funds", "title-iv-a", "--rules", str(TIGHTER)]) == 0
    out = capsys.readouterr().out
    assert "EXT-T4A-WINDOW: " in out
    assert "EXT-T4A-ADMIN-1: " in out
