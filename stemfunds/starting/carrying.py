"""`stemfunds new --from OLD`: last year's plan written as a new file, with its flags and where they stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.plan.model import Plan, Position
from stemfunds.plan.reader import parse_plan, read_plan
from stemfunds.plan.writer import plan_yaml
from stemfunds.rulebook.model import Rulebook
from stemfunds.starting.deciding import part_at
from stemfunds.starting.next_year import Flag, NextYear, next_year
from stemfunds.whole_file import write_whole


def carry_over(old: Path, new: Path, rulebook: Rulebook) -> list[str]:
    """Write the plan of the next year; what to look at in it, one line each, with its place in the new file.

    The new file holds the flags as well: a YAML file as comments, a workbook as comments on its cells and as a list. Raises
    UnusableInput for the old plan, OSError for the new one.
    """
    words = plan_vocabulary(rulebook)
    later = next_year(read_plan(old, words), rulebook)
    if new.suffix.lower() == ".xlsx":
        content, written = _workbook(later, new, rulebook)
    else:
        text = plan_yaml(later.plan, words, {flag.at: flag.words for flag in _together(later.flags)})
        content, written = text.encode(), parse_plan(text, str(new), "yaml", words)
    write_whole(new, content)
    return [line for flag in later.flags for line in _told(flag, written)]


def _workbook(later: NextYear, new: Path, rulebook: Rulebook) -> tuple[bytes, Plan]:
    """The workbook with its flags, and the plan in it with the places of its cells."""
    from stemfunds.workbook.annotate import flagged
    from stemfunds.workbook.notes import note_to_look_at
    from stemfunds.workbook.writer import workbook_bytes

    content = workbook_bytes(rulebook, later.plan)
    written = parse_plan(content, str(new), "xlsx", plan_vocabulary(rulebook))
    flags = [note_to_look_at(_position(flag, written), line) for flag in later.flags for line in flag.words.split("\n")]
    return flagged(content, str(new), flags, "Copied from last year's plan."), written


def _together(flags: tuple[Flag, ...]) -> Iterator[Flag]:
    """Flags of one part as one."""
    found: dict[tuple[str | int, ...], Flag] = {}
    for flag in flags:
        before = found.get(flag.at)
        found[flag.at] = flag if before is None else replace(before, words=f"{before.words}\n{flag.words}")
    yield from found.values()


def _told(flag: Flag, written: Plan) -> Iterator[str]:
    """A flag as messages are printed: place, then words."""
    yield from (f"{_position(flag, written)}  {line}" for line in flag.words.split("\n"))


def _position(flag: Flag, written: Plan) -> Position:
    """Where the part of a flag stands; of a list, its first entry."""
    part = part_at(written, flag.at)
    found: Position = (part[0] if isinstance(part, tuple) else part).at
    return found
