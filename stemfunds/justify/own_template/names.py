"""Every name that a template may use. The page about templates and the check of a template are made from these classes."""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from stemfunds.justify.own_template.values import Day, Dollars


def told(says: str) -> Any:
    """A name with what it stands for."""
    return field(metadata={"says": says})


@dataclass(frozen=True, slots=True)
class ChargeNames:
    """What one award pays of a line."""

    activity: str = told("Id of the activity")
    line: str = told("Id of the line")
    description: str = told("What the line buys")
    object: str = told("Object class of the line")
    award_id: str = told("Id of the award")
    award: str = told("Name of the award: fund and year")
    fund: str = told("Short name of the fund")
    amount: Dollars = told("What the award pays")
    verdict: str = told("Verdict by sign and word")
    reason: str = told("Why it is not allowable; empty where it is")
    supported_by: str = told("What lets the fund pay, in a sentence")
    authority: str = told("Id of that rule")
    citations: str = told("Its citations")
    conditions: str = told("Numbers of the conditions in the checklist")


@dataclass(frozen=True, slots=True)
class LineNames:
    """A budget line."""

    id: str = told("Id of the line")
    activity: str = told("Id of its activity")
    activity_title: str = told("Title of its activity")
    description: str = told("What it buys")
    object: str = told("Object class")
    item: str = told("Cost item")
    quantity: str = told("How many; empty where the plan does not say")
    unit: str = told("Of what")
    periods: str = told("How often, or how long")
    period: str = told("What the periods are")
    unit_cost: str = told("Cost of one unit")
    share: str = told("Percent that the plan pays; empty for all")
    arithmetic: str = told("The arithmetic in print")
    amount: Dollars = told("Amount")
    price_basis: str = told("What the price rests on")
    vendor: str = told("Who is paid")
    accounts: str = told("Account codes of the State packs")
    verdict: str = told("Verdict by sign and word")
    charges: tuple[ChargeNames, ...] = told("Who pays")


@dataclass(frozen=True, slots=True)
class ActivityNames:
    """What the district does, with its lines."""

    id: str = told("Id of the activity")
    title: str = told("Title")
    kind: str = told("Activity kind")
    description: str = told("What happens")
    goals: str = told("Numbers of the goals that it serves")
    commitment: str = told("What the district commits itself to")
    need: str = told("The need, with the data")
    need_source: str = told("Where the data come from")
    objective: str = told("Measurable objective")
    measure: str = told("How it is measured")
    population: str = told("Whom it serves")
    students: str = told("Students served; empty where the plan does not say")
    educators: str = told("Educators served; empty where the plan does not say")
    grades: str = told("Grades served")
    schools: str = told("Schools that take part")
    responsible: str = told("Who is responsible")
    sustainability: str = told("How it goes on when the money ends")
    evidence_tier: str = told("Evidence tier")
    evidence: str = told("The study, with its citation")
    starts: Day = told("First day")
    ends: Day = told("Last day")
    amount: Dollars = told("Sum of its lines")
    verdict: str = told("Verdict by sign and word")
    lines: tuple[LineNames, ...] = told("Its lines")


@dataclass(frozen=True, slots=True)
class AwardNames:
    """One year's grant from a fund."""

    id: str = told("Id of the award")
    name: str = told("Fund and year")
    fund: str = told("Short name of the fund")
    program: str = told("Full name of the fund")
    assistance_listing: str = told("Assistance Listing number")
    federal_fiscal_year: str = told("Federal fiscal year")
    allocation: Dollars = told("Allocation of the year")
    transferred_in: Dollars = told("Transferred into the award")
    transferred_out: Dollars = told("Transferred out of the award")
    available: Dollars = told("What can be spent: the carryover, or the allocation after transfers")
    charged: Dollars = told("What the plan charges")
    left: Dollars = told("What is left")
    is_carryover: bool = told("Whether it is money carried over")
    opens: Day = told("First day of the obligation window")
    closes: Day = told("Last day of the obligation window")
    liquidate_by: Day = told("Last day to pay")
    charges: tuple[ChargeNames, ...] = told("Everything that it pays")


@dataclass(frozen=True, slots=True)
class ClassNames:
    """A row of the budget by object class, in the order of form ED 524; totals are rows, too."""

    number: str = told("Line of the form")
    title: str = told("Object class, or the name of the total")
    amount: Dollars = told("Amount")
    share: str = told("Share of the plan")
    is_total: bool = told("Whether the row adds up those above")


@dataclass(frozen=True, slots=True)
class AccountNames:
    """The money under one account code of a State pack; all together are the total."""

    state: str = told("Whose code it is")
    code: str = told("Account code")
    name: str = told("Name of the account")
    nces_function: str = told("Function code of the NCES handbook")
    nces_object: str = told("Object code of the NCES handbook")
    amount: Dollars = told("Amount")


@dataclass(frozen=True, slots=True)
class LimitNames:
    """A cap, floor or set-aside."""

    rule: str = told("Id of the rule")
    says: str = told("What it says")
    award: str = told("Award or fund")
    activity: str = told("Activity, where it is about one")
    direction: str = told("`at most` or `at least`")
    measured: Dollars = told("What counts")
    bound: str = told("The bound in dollars; empty where it is open")
    percent: str = told("Percent of the base, where it is a percentage")
    base: str = told("The base in dollars, where it is a percentage")
    status: str = told("Met, not met or open, by sign and word")
    citations: str = told("Citations")


@dataclass(frozen=True, slots=True)
class ConditionNames:
    """A duty of the checklist."""

    number: str = told("Its number")
    text: str = told("What to do")
    details: str = told("Why, for which lines, and what to keep")


@dataclass(frozen=True, slots=True)
class OpenItemNames:
    """Something that must be settled."""

    number: str = told("Its number")
    sort: str = told("Which sort of item it is")
    what: str = told("What is open")
    settle: str = told("What settles it")
    concerns: str = told("What it concerns")


@dataclass(frozen=True, slots=True)
class SourceNames:
    """A source that the document cites."""

    name: str = told("How people cite it")
    title: str = told("Title")
    weight: str = told("Weight: statute, regulation …")
    verified: str = told("How and when it was verified")
    url: str = told("Address")


@dataclass(frozen=True, slots=True)
class DistrictNames:
    """The district."""

    name: str = told("Name")
    state: str = told("State")
    nces_id: str = told("NCES district id")
    superintendent: str = told("Superintendent")


@dataclass(frozen=True, slots=True)
class PlanNames:
    """The plan itself."""

    title: str = told("Title")
    school_year: str = told("School year")
    prepared_by: str = told("Who prepared it")
    contact: str = told("How to reach them")
    starts: Day = told("First day")
    ends: Day = told("Last day")
    is_fictional: bool = told("Whether it is an example with invented figures")


@dataclass(frozen=True, slots=True)
class Names:
    """The names that stand at the top."""

    district: DistrictNames = told("The district")
    plan: PlanNames = told("The plan")
    verdict: str = told("Verdict of the plan by sign and word")
    status: str = told("What is still to be done, in a sentence")
    is_draft: bool = told("Whether the justification is a draft")
    total: Dollars = told("What the plan costs")
    statement: str = told("What the document is, and what it is not")
    as_of: Day = told("Date of the check")
    rulebook: str = told("Version and digest of the rules")
    awards: tuple[AwardNames, ...] = told("The awards")
    object_classes: tuple[ClassNames, ...] = told("The budget by object class, with totals")
    activities: tuple[ActivityNames, ...] = told("The activities, in the order of the plan")
    lines: tuple[LineNames, ...] = told("All lines, in the order of the plan")
    charges: tuple[ChargeNames, ...] = told("All charges, in the order of the plan")
    accounts: tuple[AccountNames, ...] = told("The budget by account code; empty without a State pack that has a crosswalk")
    limits: tuple[LimitNames, ...] = told("Caps, floors and set-asides with their figures; idle caps are left out")
    conditions: tuple[ConditionNames, ...] = told("The checklist")
    open_items: tuple[OpenItemNames, ...] = told("What must be settled; empty when nothing is open")
    sources: tuple[SourceNames, ...] = told("The sources")


def named(one: type) -> dict[str, Any]:
    """The names of a class with their types."""
    return get_type_hints(one)


def says_of(one: type) -> dict[str, str]:
    """The names of a class with what they stand for."""
    listed: tuple[Field[Any], ...] = fields(one)
    return {field.name: field.metadata["says"] for field in listed}


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
