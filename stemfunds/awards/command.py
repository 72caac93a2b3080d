"""The job of `stemfunds awards`: read the list, pick the district, print its awards or put them into a plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stemfunds.awards.block import awards_block, awards_of
from stemfunds.awards.into_plan import CannotEditError, with_awards
from stemfunds.awards.lists import read_allocations
from stemfunds.awards.model import Allocation, AllocationList, ListSettings, read_settings
from stemfunds.reading.nearest import nearest_name
from stemfunds.rulebook.compiled import load_rulebook
from stemfunds.rulebook.model import Rulebook
from stemfunds.whole_file import write_whole


class CallError(ValueError):
    """The call cannot be done; the message says why."""


@dataclass(frozen=True, slots=True)
class AwardsCall:
    """What the command was asked."""

    path: Path
    nces_id: str = ""
    columns: tuple[str, ...] = ()
    map_file: Path | None = None
    sheet: str = ""
    fund: str = ""
    federal_year: int | None = None
    carryover_year: int | None = None
    into: Path | None = None
    output: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to print: the block on standard output, the remarks on standard error."""

    block: str
    remarks: tuple[str, ...]


def run(call: AwardsCall) -> Outcome:
    """Do it. Raises CallError, UnusableInput or OSError; nothing is written then."""
    if (call.into is None) != (call.output is None):
        raise CallError("--into PLAN and -o NEW go together: the plan to read, and the new file to write")
    if call.output is not None and call.output.exists():
        raise CallError(f"{call.output}: there is such a file already; name another one, nothing is overwritten")
    rulebook = load_rulebook([])
    found = read_list(call, rulebook)
    remarks = [*found.remarks, *_unused(found)]
    if call.into is None or call.output is None:
        own = _of_district(found, call.nces_id)
        return Outcome(awards_block(awards_of(own), own, rulebook), (*_about(own), *remarks))
    return _put_into(call.into, call.output, call.nces_id, found, rulebook, remarks)


def read_list(call: AwardsCall, rulebook: Rulebook) -> AllocationList:
    """The list that a call names; raises CallError or UnusableInput."""
    return read_allocations(call.path, rulebook, _settings(call))


def _put_into(
    plan_path: Path, output: Path, nces_id: str, found: AllocationList, rulebook: Rulebook, remarks: list[str]
) -> Outcome:
    from stemfunds.judging.vocabulary import plan_vocabulary
    from stemfunds.plan.reader import read_plan

    if plan_path.suffix.lower() != output.suffix.lower():
        raise CallError(f"{output}: the new plan keeps the format of {plan_path}; end its name in {plan_path.suffix}")
    words = plan_vocabulary(rulebook)
    plan = read_plan(plan_path, words)
    if nces_id and plan.district.nces_id and nces_id != plan.district.nces_id:
        raise CallError(f"{plan_path}: the district of the plan is {plan.district.nces_id}, not {nces_id}")
    own = _of_district(found, nces_id or plan.district.nces_id)
    awards = awards_of(own)
    final = {(one.fund, one.federal_fiscal_year) for one in own if one.kind != "preliminary"}
    preliminary = frozenset(award.id for award in awards if (award.fund, award.federal_fiscal_year) not in final)
    try:
        edited = with_awards(plan_path, plan, awards, preliminary, rulebook, words)
    except CannotEditError as cannot:
        raise CallError(f"{plan_path}: {cannot}") from None
    write_whole(output, edited.text.encode())
    return Outcome("", (*remarks, *edited.changes, f"{output} written."))


def _settings(call: AwardsCall) -> ListSettings:
    """The settings of the side file, and over them those of the call."""
    settings = ListSettings() if call.map_file is None else read_settings(str(call.map_file))
    named: dict[str, str] = {}
    for typed in call.columns:
        field, sign, heading = typed.partition("=")
        if not sign or not field.strip() or not heading.strip():
            raise CallError(f'--map "{typed}": expected a field and a heading, such as amount="Final allocation"')
        named[field.strip()] = heading.strip()
    return ListSettings(
        columns={**settings.columns, **named},
        sheet=call.sheet or settings.sheet,
        fund=call.fund or settings.fund,
        federal_year=call.federal_year or settings.federal_year,
        carryover_year=call.carryover_year or settings.carryover_year,
        kind=settings.kind,
    )


def _of_district(found: AllocationList, nces_id: str) -> tuple[Allocation, ...]:
    districts = found.by_district()
    if not nces_id:
        raise CallError("of which district? Give --nces-id ID, or --into a plan that names it")
    if nces_id not in districts:
        nearest = nearest_name(nces_id, districts)
        hint = f' (did you mean "{nearest}", {districts[nearest][0].district or "without a name"}?)' if nearest else ""
        raise CallError(f'{found.path}: no amount for the NCES id "{nces_id}" among {len(districts):,} districts{hint}')
    return districts[nces_id]


def _about(own: tuple[Allocation, ...]) -> list[str]:
    return [f"{own[0].district}, NCES {own[0].nces_id}, row {own[0].row}"] if own[0].district else []


def _unused(found: AllocationList) -> list[str]:
    return [f"Columns not used: {', '.join(found.unused_columns)}."] if found.unused_columns else []
