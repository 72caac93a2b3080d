"""What the rulebook says of funds: the list with what is encoded, and the one-page brief of a fund."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stemfunds.judging.findings import FindingMaker
from stemfunds.judging.windows import obligation_window
from stemfunds.reporting.styled import Line, shortened, wrapped
from stemfunds.reporting.words import counted
from stemfunds.rulebook.model import Fund, Rulebook


def fund_list(rulebook: Rulebook, width: int) -> list[Line]:
    """Every fund of the register with its id, its name and how much of it is encoded."""
    lines: list[Line] = [[(f"{'Fund':<20} {'Encoded':<8} Name", "title")]]
    for program in rulebook.programs.values():
        fund = rulebook.funds.get(program.fund)
        name = fund.name if fund else program.status
        lines.append([(f"{program.fund:<20} ", "rule"), (f"{program.encoded:<8} ", ""), (shortened(name, width - 30), "")])
    lines.append([])
    lines += wrapped("stemfunds funds FUND prints the brief of one fund.", width, 0, "quiet")
    return lines


def fund_brief(fund: Fund, rulebook: Rulebook, today: date, width: int) -> list[Line]:
    """Purpose, who receives it, window as of a date, uses for STEM, caps, traps and what is encoded."""
    return list(_brief(fund, rulebook, today, width))


def _brief(fund: Fund, rulebook: Rulebook, today: date, width: int) -> Iterator[Line]:
    cited = FindingMaker(rulebook).cited
    yield from wrapped(f"{fund.short}: {fund.name}", width, 0, "title")
    listing = f"Assistance Listing {fund.assistance_listing}. " if fund.assistance_listing else ""
    if about := f"{listing}{'; '.join(one.text for one in cited(fund.cite))}":
        yield from wrapped(about, width, 0, "quiet")
    yield from _paragraph("Purpose", (fund.purpose,), width)
    yield from _paragraph("Who receives it, and whom it serves", (fund.who,), width)
    yield from _paragraph("Obligation window", _windows(fund, rulebook, today), width)
    yield from _paragraph("Uses for STEM", fund.uses, width)
    limits = [
        f"{limit.id}: {limit.says} [{'; '.join(one.short for one in cited(limit.cite))}]"
        for limit in rulebook.limits.values()
        if limit.owner == fund.id
    ]
    yield from _paragraph("Caps, floors and set-asides", limits, width)
    rate = {"restricted": "Restricted rate only.", "unrestricted": "Unrestricted rate.", "none": ""}[fund.indirect_rate]
    yield from _paragraph("Supplement, not supplant", (fund.supplement_not_supplant,), width)
    yield from _paragraph("Indirect costs", (rate,), width)
    yield from _paragraph("Traps", fund.traps, width)
    program = rulebook.programs.get(fund.id)
    if program is not None:
        verified = f", verified through {program.verified_through}" if program.verified_through else ""
        known = f"{program.encoded}{verified}. {program.status}"
        yield from _paragraph("Encoded here", (known, *(f"Gap: {gap.rstrip('.')}." for gap in program.known_gaps)), width)
    count = sum(rule.owner == fund.id for rule in rulebook.rules.values())
    yield []
    yield from wrapped(
        f"{counted(count, 'rule')}; stemfunds rules {fund.id} lists {'it' if count == 1 else 'them'}.", width, 0, "quiet"
    )


def _paragraph(title: str, texts: tuple[str, ...] | list[str], width: int) -> Iterator[Line]:
    if not any(texts):
        return
    yield []
    yield [(title, "title")]
    for text in texts:
        if text:
            yield from wrapped(text, width, 4, first=[("  - ", "")])


def _windows(fund: Fund, rulebook: Rulebook, today: date) -> list[str]:
    return [*_federal_windows(fund, today), *(f"{one.id}: {one.says}" for one in rulebook.state_windows.get(fund.id, ()))]


def _federal_windows(fund: Fund, today: date) -> list[str]:
    """The windows that matter on a date: for the federal fiscal years whose money is, or was last, open."""
    window = fund.window
    if window is None:
        return ["No federal window."]
    if window.opens.date:
        span = obligation_window(window, 0, "july")
        state = "closed to new obligations" if today > span.closes else "open"
        return [f"{span.opens} to {span.closes}: {state} on {today}.", window.says]
    lines = [window.says]
    for year in range(today.year - 3, today.year + 2):
        span = obligation_window(window, year, "july")
        if span.closes >= today and span.opens.year <= today.year:
            state = "open" if span.opens <= today else "not yet open"
            lines.append(f"Federal fiscal year {year}: {span.opens} to {span.closes}, {state} on {today}.")
    return lines
