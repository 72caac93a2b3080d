"""The list of funds, and the brief of one: its windows as of a day above all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tiny import rulebook_with

from stemfunds.reporting.fund_brief import fund_brief, fund_list
from stemfunds.reporting.styled import plain
from stemfunds.rulebook.model import Rulebook

PROGRAMS = """\
programs:
  - {fund: stem-fund, encoded: partial, verified_through: 2026, status: It goes on., known_gaps: [One is open.]}
  - {fund: later, encoded: none, status: A fund that is not encoded.}
"""
MORE = (
    "short: STEM Fund\n",
    (
        'short: STEM Fund\nwho: Districts.\nassistance_listing: "84.1"\nsupplement_not_supplant: Supplement only.\n'
        "cite: law-1\nuses: [Robots., Camps.]\ntraps: [A trap.]\n"
    ),
)
CAP = 'limits:\n  - {id: SF-L, says: At most $5., repair: R., at_most: "5.00", counts: {items: [kits]}, cite: law-1}\n'
FIXED = (
    "fund.yaml",
    "  opens: {month: 7, day: 1}\n  months: 15\n  tydings_months: 12\n  october: {opens: {month: 10, day: 1}, months: 12}\n",
    "  opens: {date: 2020-03-13}\n  closes: {date: 2022-09-30}\n  tydings_months: 12\n",
)


def brief(book: Rulebook, today: date = date(2026, 11, 23), width: int = 100) -> list[str]:
    """The brief of the one fund."""
    return [plain(line) for line in fund_brief(book.funds["stem-fund"], book, today, width)]


def test_the_brief(tmp_path: Path) -> None:
    """Each part that the rulebook has, in its order."""
    book = rulebook_with(tmp_path, CAP, ("fund.yaml", *MORE), ("more.yaml", "", PROGRAMS))
    assert brief(book) == [
        "STEM Fund: The STEM Fund",
        "Assistance Listing 84.1. Law 1; 20 USC 1",
        "",
        "Purpose",
        "  - STEM.",
        "",
        "Who receives it, and whom it serves",
        "  - Districts.",
        "",
        "Obligation window",
        "  - 27 months.",
        "  - Federal fiscal year 2025: 2025-07-01 to 2027-09-30, open on 2026-11-23.",
        "  - Federal fiscal year 2026: 2026-07-01 to 2028-09-30, open on 2026-11-23.",
        "",
        "Uses for STEM",
        "  - Robots.",
        "  - Camps.",
        "",
        "Caps, floors and set-asides",
        "  - SF-L: At most $5. [Law 1]",
        "",
        "Supplement, not supplant",
        "  - Supplement only.",
        "",
        "Indirect costs",
        "  - Restricted rate only.",
        "",
        "Traps",
        "  - A trap.",
        "",
        "Encoded here",
        "  - partial, verified through 2026. It goes on.",
        "  - Gap: One is open.",
        "",
        "1 rule; stemfunds rules stem-fund lists it.",
    ]


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 9, 30), ["2024: 2024-07-01 to 2026-09-30, open", "2025", "2026: 2026-07-01 to 2028-09-30, open"]),
        (date(2026, 10, 1), ["2025", "2026"]),
        (date(2026, 6, 30), ["2024", "2025", "2026: 2026-07-01 to 2028-09-30, not yet open"]),
        (date(2027, 1, 1), ["2025", "2026", "2027: 2027-07-01 to 2029-09-30, not yet open"]),
    ],
)
def test_windows_as_of_a_day(tmp_path: Path, today: date, years: list[str]) -> None:
    """The money that is open on the day, and that of the year that opens next."""
    found = [line.partition("fiscal year ")[2] for line in brief(rulebook_with(tmp_path), today) if "fiscal year" in line]
    assert len(found) == len(years)
    assert [line for line, year in zip(found, years, strict=True) if not line.startswith(year)] == []


@pytest.mark.parametrize(("today", "state"), [(date(2023, 9, 30), "open"), (date(2023, 10, 1), "closed to new obligations")])
def test_a_window_of_fixed_dates(tmp_path: Path, today: date, state: str) -> None:
    """One appropriation: from its first day to its last, and whether that has passed."""
    found = brief(rulebook_with(tmp_path, "", FIXED), today)
    assert f"  - 2020-03-13 to 2023-09-30: {state} on {today}." in found


def test_what_is_not_there_has_no_heading(tmp_path: Path) -> None:
    """No uses, no traps, no register: none of these words."""
    headings = {line for line in brief(rulebook_with(tmp_path)) if line and not line.startswith(" ")}
    assert {"Purpose", "Obligation window"} <= headings
    assert headings & {"Uses for STEM", "Traps", "Encoded here", "Caps, floors and set-asides"} == set()


def test_every_federal_brief(federal: Rulebook) -> None:
    """Each fund has one, in every width."""
    for fund in federal.funds.values():
        for width in (60, 100):
            lines = [plain(line) for line in fund_brief(fund, federal, date(2026, 11, 23), width)]
            assert max(map(len, lines)) <= width
            assert " ".join(fund.purpose.split()) in " ".join(" ".join(lines).split())


def test_the_list(tmp_path: Path) -> None:
    """By the register: also a fund that is not encoded, by what is known of it; long names are cut."""
    book = rulebook_with(tmp_path, "", ("more.yaml", "", PROGRAMS))
    assert [plain(line) for line in fund_list(book, 60)] == [
        "Fund                 Encoded  Name",
        "stem-fund            partial  The STEM Fund",
        "later                none     A fund that is not encoded.",
        "",
        "stemfunds funds FUND prints the brief of one fund.",
    ]
    assert plain(fund_list(book, 50)[2]) == "later                none     A fund that is not…"


def test_every_federal_fund_has_a_whole_brief(federal: Rulebook) -> None:
    """Purpose, who, window, uses, traps and citations; a fund without a federal window has no recipients in federal law."""
    authorities = [rule for rule in federal.rules.values() if rule.section == "authorities"]
    for fund in federal.funds.values():
        lines = [plain(line) for line in fund_brief(fund, federal, date(2026, 11, 23), 100)]
        parts = ["Purpose", "Obligation window", "Traps"]
        if fund.window is not None:
            parts.append("Who receives it, and whom it serves")
            parts += ["Uses for STEM"] if any(rule.owner == fund.id for rule in authorities) else []
            assert fund.cite, fund.id
        assert [part for part in parts if part not in lines] == [], fund.id
