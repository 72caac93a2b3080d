"""The names of a template filled from a judged plan: the figures and the words of the other formats."""

from __future__ import annotations

from decimal import Decimal

from stemfunds.judging.result import ActivityResult, AwardUse, LimitResult, LineResult, PlacedCharge, PlanResult
from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.accounts import AccountMoney
from stemfunds.justify.context import justification
from stemfunds.justify.document import Checklist, Document, Section, Table
from stemfunds.justify.material import Material, citations
from stemfunds.justify.own_template import names
from stemfunds.justify.own_template.values import Day, Dollars
from stemfunds.justify.parts.accounts import nces_codes, nces_words
from stemfunds.justify.parts.activities import grades
from stemfunds.justify.parts.budget import class_totals, goal_numbers
from stemfunds.justify.templating import paragraphs
from stemfunds.justify.words import bare, clean, listed, percentage, symbol, verdict_words
from stemfunds.plan.model import Activity, Line
from stemfunds.reading.numbers import dollars, plain
from stemfunds.rulebook.model import Rulebook

_STATUS = {"met": "✓ Met", "breached": "✗ Not met", "unknown": "? Open"}
_DIRECTIONS = {"at_most": "at most", "at_least": "at least"}


def gather(result: PlanResult, rulebook: Rulebook) -> names.Names:
    """All names with their values. Raises SumsDifferError where sums of the same money differ."""
    material = Material(result, rulebook)
    document = justification(result, rulebook, may_be_short=False)
    plan = result.plan
    charges = tuple(_charge(material, place) for place in material.charges)
    activities = tuple(_activity(material, one, charges) for one in result.activities)
    return names.Names(
        district=names.DistrictNames(
            *map(clean, (plan.district.name, plan.district.state, plan.district.nces_id, plan.district.superintendent))
        ),
        plan=names.PlanNames(
            title=clean(plan.title),
            school_year=clean(plan.school_year),
            prepared_by=clean(plan.prepared_by),
            contact=clean(plan.contact),
            starts=Day(plan.period.starts if plan.period else None),
            ends=Day(plan.period.ends if plan.period else None),
            is_fictional=plan.fictional,
        ),
        verdict=_verdict(result.verdict),
        status=document.cover.status,
        is_draft=document.is_draft,
        total=Dollars(result.total),
        statement=bare(document.cover.statement),
        as_of=Day(result.as_of),
        rulebook=f"version {result.rulebook_version}, digest {document.short_digest}",
        awards=tuple(_award(material, use, charges) for use in result.awards),
        object_classes=_classes(material),
        activities=activities,
        lines=tuple(line for activity in activities for line in activity.lines),
        charges=charges,
        accounts=_accounts(material),
        limits=tuple(_limit(material, limit) for limit in result.limits if not limit.is_idle),
        conditions=_conditions(document),
        open_items=_open_items(document),
        sources=_sources(document),
    )


def _verdict(verdict: Verdict) -> str:
    return f"{symbol(verdict)} {verdict_words(verdict)}"


def _number(value: Decimal | int | None) -> str:
    return "" if value is None else plain(Decimal(value))


# --- what the plan does -------------------------------------------------------------------------------------


def _activity(material: Material, result: ActivityResult, charges: tuple[names.ChargeNames, ...]) -> names.ActivityNames:
    activity = material.activities[result.id]
    kind = material.rulebook.kinds.get(result.kind)
    schools = (material.plan.school(school) for school in activity.schools)
    evidence = activity.evidence
    words = (
        "description",
        "commitment",
        "need",
        "need_source",
        "objective",
        "measure",
        "population",
        "responsible",
        "sustainability",
    )
    return names.ActivityNames(
        id=clean(result.id),
        title=clean(activity.title),
        kind=clean(kind.name if kind else result.kind),
        goals=goal_numbers(material, result.goals),
        students=_number(activity.students),
        educators=_number(activity.educators),
        grades=grades(activity.grades) if activity.grades else "",
        schools=listed(clean(school.name) for school in schools if school),
        evidence_tier=_tier(material, activity),
        evidence=", ".join(clean(part) for part in (evidence.study, evidence.citation) if part) if evidence else "",
        starts=Day(activity.starts),
        ends=Day(activity.ends),
        amount=Dollars(result.amount),
        verdict=_verdict(result.verdict),
        lines=tuple(_line(material, result, line, charges) for line in result.lines),
        **{word: clean(getattr(activity, word)) for word in words},
    )


def _tier(material: Material, activity: Activity) -> str:
    fact = material.rulebook.facts.get("activity.evidence_tier")
    tier = activity.evidence.tier if activity.evidence else ""
    return clean(fact.choices.get(tier, tier) if fact else tier)


def _line(
    material: Material, activity: ActivityResult, result: LineResult, charges: tuple[names.ChargeNames, ...]
) -> names.LineNames:
    line = material.lines[activity.id, result.id]
    item = material.rulebook.items.get(result.item)
    return names.LineNames(
        id=clean(result.id),
        activity=clean(activity.id),
        activity_title=clean(material.activities[activity.id].title),
        description=clean(line.description),
        object=material.object_title(result.object),
        item=clean(item.name if item else result.item),
        quantity=_number(line.quantity),
        unit=clean(line.unit),
        periods=_number(line.periods),
        period=clean(line.period),
        unit_cost=_unit_cost(line),
        share="" if line.share_percent is None else f"{_number(line.share_percent)}%",
        arithmetic=clean(line.formula),
        amount=Dollars(result.amount),
        price_basis=clean(line.price_basis),
        vendor=clean(line.vendor),
        accounts=", ".join(code for chart in material.accounts for code in chart.codes_of(result)),
        verdict=_verdict(result.verdict),
        charges=tuple(one for one in charges if (one.activity, one.line) == (clean(activity.id), clean(result.id))),
    )


def _unit_cost(line: Line) -> str:
    if line.unit_cost_exact is not None:
        return f"${plain(line.unit_cost_exact)}"
    return "" if line.unit_cost is None else dollars(line.unit_cost)


def _charge(material: Material, place: PlacedCharge) -> names.ChargeNames:
    charge, authority = place.charge, place.charge.authority
    reason = material.rulebook.reasons.get(charge.reason.value) if charge.reason else None
    duties = dict.fromkeys(material.condition_number(one) for one in charge.findings if one.verdict is Verdict.WITH_CONDITIONS)
    return names.ChargeNames(
        activity=clean(place.activity.id),
        line=clean(place.line.id),
        description=clean(material.lines[place.activity.id, place.line.id].description),
        object=material.object_title(place.line.object),
        award_id=clean(charge.award.id),
        award=material.award_names[charge.award.id],
        fund=material.fund_name(charge.fund),
        amount=Dollars(charge.amount),
        verdict=_verdict(charge.verdict),
        reason=clean(reason.title) if reason else "",
        supported_by=clean(authority.says) if authority else "",
        authority=authority.rule if authority else "",
        citations=bare(citations(authority.citations)) if authority else "",
        conditions=listed(duties),
    )


# --- money --------------------------------------------------------------------------------------------------


def _award(material: Material, use: AwardUse, charges: tuple[names.ChargeNames, ...]) -> names.AwardNames:
    award = use.award
    return names.AwardNames(
        id=clean(award.id),
        name=material.award_names[award.id],
        fund=material.fund_name(use.fund.id),
        program=clean(use.fund.name),
        assistance_listing=use.fund.assistance_listing,
        federal_fiscal_year=str(award.federal_fiscal_year),
        allocation=Dollars(award.amount),
        transferred_in=Dollars(award.transferred_in),
        transferred_out=Dollars(award.transferred_out),
        available=Dollars(use.available),
        charged=Dollars(use.charged),
        left=Dollars(use.available - use.charged),
        is_carryover=award.is_carryover,
        opens=Day(use.opens),
        closes=Day(use.closes),
        liquidate_by=Day(use.liquidate_by),
        charges=tuple(one for one in charges if one.award_id == clean(award.id)),
    )


def _classes(material: Material) -> tuple[names.ClassNames, ...]:
    total = material.result.total
    return tuple(
        names.ClassNames(
            number=str(one.number or ""),
            title=clean(one.title),
            amount=Dollars(one.whole),
            share=percentage(one.whole, total),
            is_total=one.role != "body",
        )
        for one in class_totals(material)
    )


def _accounts(material: Material) -> tuple[names.AccountNames, ...]:
    return tuple(
        _account(material, chart.pack.state, account)
        for chart in material.accounts
        for account in chart.money
        if account.by_award
    )


def _account(material: Material, state: str, account: AccountMoney) -> names.AccountNames:
    functions, objects = nces_codes(account)
    told = nces_words(account, material.rulebook.account_codes)
    return names.AccountNames(
        state=clean(state),
        code=account.code,
        name=clean(account.name),
        nces_function=listed(functions),
        nces_object=listed(objects),
        nces_function_name=told[0],
        nces_object_name=told[1],
        amount=Dollars(account.cents),
    )


def _limit(material: Material, limit: LimitResult) -> names.LimitNames:
    return names.LimitNames(
        rule=limit.rule,
        says=clean(limit.says),
        award=material.award_names.get(limit.award, clean(limit.award)) or material.fund_name(limit.fund),
        activity=clean(limit.activity or ""),
        direction=_DIRECTIONS[limit.direction],
        measured=Dollars(limit.measured),
        bound="" if limit.bound is None else dollars(limit.bound),
        percent=clean(limit.percent or ""),
        base="" if limit.base is None else dollars(limit.base),
        status=_STATUS[limit.status],
        citations=bare(citations(limit.citations)),
    )


# --- words --------------------------------------------------------------------------------------------------


def _conditions(document: Document) -> tuple[names.ConditionNames, ...]:
    duties = [
        duty for section in document.sections for one in section.blocks if isinstance(one, Checklist) for duty in one.duties
    ]
    return tuple(
        names.ConditionNames(duty.number, bare(duty.text), " ".join(bare(text) for text in duty.details)) for duty in duties
    )


def _open_items(document: Document) -> tuple[names.OpenItemNames, ...]:
    found = []
    for table in _tables(document.sections, "open-items"):
        for row in table.rows:
            number, what, settle, concerns = (" ".join(bare(text) for text in paragraphs(cell)) for cell in row.cells)
            found.append(names.OpenItemNames(number, table.caption, what, settle, concerns))
    return tuple(found)


def _sources(document: Document) -> tuple[names.SourceNames, ...]:
    found = []
    for table in _tables(document.sections, "sources"):
        for row in table.rows:
            url = next((span.url for cell in row.cells for text in paragraphs(cell) for span in text if span.url), "")
            name, title, weight, verified = (", ".join(bare(text) for text in paragraphs(cell)) for cell in row.cells)
            found.append(names.SourceNames(name, title, weight, verified, url))
    return tuple(found)


def _tables(sections: tuple[Section, ...], wanted: str) -> list[Table]:
    found: list[Table] = []
    for section in sections:
        if section.id == wanted:
            found += [block for block in section.blocks if isinstance(block, Table)]
        found += _tables(section.parts, wanted)
    return found
