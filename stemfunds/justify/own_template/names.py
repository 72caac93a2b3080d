"""Every name that a template may use. The page about templates and the check of a template are made from these classes."""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from stemfunds.justify.own_template.values import Day, Dollars


@dataclass(frozen=True, slots=True)
class ChargeNames:
    """What one award pays of a line."""

    activity: Annotated[str, "Id of the activity"]
    line: Annotated[str, "Id of the line"]
    description: Annotated[str, "What the line buys"]
    object: Annotated[str, "Object class of the line"]
    award_id: Annotated[str, "Id of the award"]
    award: Annotated[str, "Name of the award: fund and year"]
    fund: Annotated[str, "Short name of the fund"]
    amount: Annotated[Dollars, "What the award pays"]
    verdict: Annotated[str, "Verdict by sign and word"]
    reason: Annotated[str, "Why it is not allowable; empty where it is"]
    supported_by: Annotated[str, "What lets the fund pay, in a sentence"]
    authority: Annotated[str, "Id of that rule"]
    citations: Annotated[str, "Its citations"]
    conditions: Annotated[str, "Numbers of the conditions in the checklist"]


@dataclass(frozen=True, slots=True)
class LineNames:
    """A budget line."""

    id: Annotated[str, "Id of the line"]
    activity: Annotated[str, "Id of its activity"]
    activity_title: Annotated[str, "Title of its activity"]
    description: Annotated[str, "What it buys"]
    object: Annotated[str, "Object class"]
    item: Annotated[str, "Cost item"]
    quantity: Annotated[str, "How many; empty where the plan does not say"]
    unit: Annotated[str, "Of what"]
    periods: Annotated[str, "How often, or how long"]
    period: Annotated[str, "What the periods are"]
    unit_cost: Annotated[str, "Cost of one unit"]
    share: Annotated[str, "Percent that the plan pays; empty for all"]
    arithmetic: Annotated[str, "The arithmetic in print"]
    amount: Annotated[Dollars, "Amount"]
    price_basis: Annotated[str, "What the price rests on"]
    vendor: Annotated[str, "Who is paid"]
    accounts: Annotated[str, "Account codes of the State packs"]
    verdict: Annotated[str, "Verdict by sign and word"]
    charges: Annotated[tuple[ChargeNames, ...], "Who pays"]


@dataclass(frozen=True, slots=True)
class ActivityNames:
    """What the district does, with its lines."""

    id: Annotated[str, "Id of the activity"]
    title: Annotated[str, "Title"]
    kind: Annotated[str, "Activity kind"]
    description: Annotated[str, "What happens"]
    goals: Annotated[str, "Numbers of the goals that it serves"]
    commitment: Annotated[str, "What the district commits itself to"]
    need: Annotated[str, "The need, with the data"]
    need_source: Annotated[str, "Where the data come from"]
    objective: Annotated[str, "Measurable objective"]
    measure: Annotated[str, "How it is measured"]
    population: Annotated[str, "Whom it serves"]
    students: Annotated[str, "Students served; empty where the plan does not say"]
    educators: Annotated[str, "Educators served; empty where the plan does not say"]
    grades: Annotated[str, "Grades served"]
    schools: Annotated[str, "Schools that take part"]
    responsible: Annotated[str, "Who is responsible"]
    sustainability: Annotated[str, "How it goes on when the money ends"]
    evidence_tier: Annotated[str, "Evidence tier"]
    evidence: Annotated[str, "The study, with its citation"]
    starts: Annotated[Day, "First day"]
    ends: Annotated[Day, "Last day"]
    amount: Annotated[Dollars, "Sum of its lines"]
    verdict: Annotated[str, "Verdict by sign and word"]
    lines: Annotated[tuple[LineNames, ...], "Its lines"]


@dataclass(frozen=True, slots=True)
class AwardNames:
    """One year's grant from a fund."""

    id: Annotated[str, "Id of the award"]
    name: Annotated[str, "Fund and year"]
    fund: Annotated[str, "Short name of the fund"]
    program: Annotated[str, "Full name of the fund"]
    assistance_listing: Annotated[str, "Assistance Listing number"]
    federal_fiscal_year: Annotated[str, "Federal fiscal year"]
    allocation: Annotated[Dollars, "Allocation of the year"]
    transferred_in: Annotated[Dollars, "Transferred into the award"]
    transferred_out: Annotated[Dollars, "Transferred out of the award"]
    available: Annotated[Dollars, "What can be spent: the carryover, or the allocation after transfers"]
    charged: Annotated[Dollars, "What the plan charges"]
    left: Annotated[Dollars, "What is left"]
    is_carryover: Annotated[bool, "Whether it is money carried over"]
    opens: Annotated[Day, "First day of the obligation window"]
    closes: Annotated[Day, "Last day of the obligation window"]
    liquidate_by: Annotated[Day, "Last day to pay"]
    charges: Annotated[tuple[ChargeNames, ...], "Everything that it pays"]


@dataclass(frozen=True, slots=True)
class ClassNames:
    """A row of the budget by object class, in the order of form ED 524; totals are rows, too."""

    number: Annotated[str, "Line of the form"]
    title: Annotated[str, "Object class, or the name of the total"]
    amount: Annotated[Dollars, "Amount"]
    share: Annotated[str, "Share of the plan"]
    is_total: Annotated[bool, "Whether the row adds up those above"]


@dataclass(frozen=True, slots=True)
class AccountNames:
    """The money under one account code of a State pack; all together are the total."""

    state: Annotated[str, "Whose code it is"]
    code: Annotated[str, "Account code"]
    name: Annotated[str, "Name of the account"]
    nces_function: Annotated[str, "Function code of the NCES handbook"]
    nces_object: Annotated[str, "Object code of the NCES handbook"]
    nces_function_name: Annotated[str, "The function code with its name"]
    nces_object_name: Annotated[str, "The object code with its name"]
    amount: Annotated[Dollars, "Amount"]


@dataclass(frozen=True, slots=True)
class LimitNames:
    """A cap, floor or set-aside."""

    rule: Annotated[str, "Id of the rule"]
    says: Annotated[str, "What it says"]
    award: Annotated[str, "Award or fund"]
    activity: Annotated[str, "Activity, where it is about one"]
    direction: Annotated[str, "`at most` or `at least`"]
    measured: Annotated[Dollars, "What counts"]
    bound: Annotated[str, "The bound in dollars; empty where it is open"]
    percent: Annotated[str, "Percent of the base, where it is a percentage"]
    base: Annotated[str, "The base in dollars, where it is a percentage"]
    status: Annotated[str, "Met, not met or open, by sign and word"]
    citations: Annotated[str, "Citations"]


@dataclass(frozen=True, slots=True)
class ConditionNames:
    """A duty of the checklist."""

    number: Annotated[str, "Its number"]
    text: Annotated[str, "What to do"]
    details: Annotated[str, "Why, for which lines, and what to keep"]


@dataclass(frozen=True, slots=True)
class OpenItemNames:
    """Something that must be settled."""

    number: Annotated[str, "Its number"]
    sort: Annotated[str, "Which sort of item it is"]
    what: Annotated[str, "What is open"]
    settle: Annotated[str, "What settles it"]
    concerns: Annotated[str, "What it concerns"]


@dataclass(frozen=True, slots=True)
class SourceNames:
    """A source that the document cites."""

    name: Annotated[str, "How people cite it"]
    title: Annotated[str, "Title"]
    weight: Annotated[str, "Weight: statute, regulation …"]
    verified: Annotated[str, "How and when it was verified"]
    url: Annotated[str, "Address"]


@dataclass(frozen=True, slots=True)
class DistrictNames:
    """The district."""

    name: Annotated[str, "Name"]
    state: Annotated[str, "State"]
    nces_id: Annotated[str, "NCES district id"]
    superintendent: Annotated[str, "Superintendent"]


@dataclass(frozen=True, slots=True)
class PlanNames:
    """The plan itself."""

    title: Annotated[str, "Title"]
    school_year: Annotated[str, "School year"]
    prepared_by: Annotated[str, "Who prepared it"]
    contact: Annotated[str, "How to reach them"]
    starts: Annotated[Day, "First day"]
    ends: Annotated[Day, "Last day"]
    is_fictional: Annotated[bool, "Whether it is an example with invented figures"]


@dataclass(frozen=True, slots=True)
class Names:
    """The names that stand at the top."""

    district: Annotated[DistrictNames, "The district"]
    plan: Annotated[PlanNames, "The plan"]
    verdict: Annotated[str, "Verdict of the plan by sign and word"]
    status: Annotated[str, "What is still to be done, in a sentence"]
    is_draft: Annotated[bool, "Whether the justification is a draft"]
    total: Annotated[Dollars, "What the plan costs"]
    statement: Annotated[str, "What the document is, and what it is not"]
    as_of: Annotated[Day, "Date of the check"]
    rulebook: Annotated[str, "Version and digest of the rules"]
    awards: Annotated[tuple[AwardNames, ...], "The awards"]
    object_classes: Annotated[tuple[ClassNames, ...], "The budget by object class, with totals"]
    activities: Annotated[tuple[ActivityNames, ...], "The activities, in the order of the plan"]
    lines: Annotated[tuple[LineNames, ...], "All lines, in the order of the plan"]
    charges: Annotated[tuple[ChargeNames, ...], "All charges, in the order of the plan"]
    accounts: Annotated[tuple[AccountNames, ...], "The budget by account code; empty without a State pack that has a crosswalk"]
    limits: Annotated[tuple[LimitNames, ...], "Caps, floors and set-asides with their figures; idle caps are left out"]
    conditions: Annotated[tuple[ConditionNames, ...], "The checklist"]
    open_items: Annotated[tuple[OpenItemNames, ...], "What must be settled; empty when nothing is open"]
    sources: Annotated[tuple[SourceNames, ...], "The sources"]


def named(one: type) -> dict[str, Any]:
    """The names of a class with their types."""
    return get_type_hints(one)


def says_of(one: type) -> dict[str, str]:
    """The names of a class with what they stand for."""
    return {name: of.__metadata__[0] for name, of in get_type_hints(one, include_extras=True).items()}


def has_names(of: Any) -> bool:
    """Whether a type is one of the classes of names, and not a value."""
    return isinstance(of, type) and of.__module__ == Names.__module__ and is_dataclass(of)


def element(of: Any) -> type | None:
    """What a list holds; None for what is no list."""
    return get_args(of)[0] if get_origin(of) is tuple else None


def classes(top: type = Names) -> list[type]:
    """All classes of names, each once, from the top down."""
    found = [top]
    for of in named(top).values():
        inner = element(of) or of
        if has_names(inner):
            found += [one for one in classes(inner) if one not in found]
    return list(dict.fromkeys(found))
