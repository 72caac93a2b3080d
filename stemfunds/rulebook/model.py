"""The rulebook as typed data: what `rules/` says after it was read, checked and resolved.

All classes are frozen and hold only text, numbers and each other, so that the compiled rulebook can be stored
as JSON, a format that cannot run code.
Money is integer cents, a date is ISO text, a percentage is decimal text; they become comparable values when the
judge compiles a condition.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from stemfunds.rulebook.calculator_model import Calculator, WorkedOut
from stemfunds.rulebook.form_model import Form
from stemfunds.rulebook.review_model import Review
from stemfunds.rulebook.terms import Citation as Citation
from stemfunds.rulebook.terms import (
    Condition,
    FactRef,
    FigureRef,
    Frozen,
    Value,
)

FactType = Literal["yes-no", "choice", "choices", "money", "number", "percent", "date", "text"]
Scope = Literal["plan", "district", "fund", "award", "school", "activity", "line", "charge"]
Section = Literal["authorities", "not_authorized", "requirements", "prohibitions", "conditions", "advice", "judgements"]
DecidedBy = Literal["usual", "district", "others"]
"""Who decides a fact. Usually what is asked of an activity or a line is the district's to decide, and nothing else is."""
Severity = Literal["error", "warning", "note"]
Depends = Literal["plan", "award", "activity", "charge"]
Per = Literal["plan", "award", "activity", "charge"]


# --- vocabularies ---------------------------------------------------------------------------------------------------


class Verification(Frozen, frozen=True):
    """How a source was checked: the text itself (read), a report of it (secondary), or not at all (memory)."""

    how: Literal["read", "secondary", "memory"]
    text: str = ""
    on: str | None = None


class Source(Frozen, frozen=True):
    """One section of law or guidance that rules may cite."""

    id: str
    name: str
    weight: str
    verified: Verification
    title: str = ""
    code: str = ""
    url: str = ""


class Fact(Frozen, frozen=True):
    """A typed input that rules read, with the question that asks for it.

    ``worked_out`` names the steps of calculators that give it where the plan does not; the first that can does.
    """

    id: str
    type: FactType
    question: str
    choices: dict[str, str] = msgspec.field(default_factory=dict)
    why: str = ""
    built_in: bool = False
    always: bool = False
    called: str = ""
    decided_by: DecidedBy = "usual"
    tests_assume: str | tuple[str, ...] | None = None
    worked_out: tuple[WorkedOut, ...] = ()

    @property
    def scope(self) -> str:
        """The first word of the id: where the fact belongs."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The short name, as a plan writes it under ``facts:``."""
        return self.id.partition(".")[2]


class Kind(Frozen, frozen=True):
    """What an activity is."""

    id: str
    name: str
    group: str
    means: str
    also_called: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    letter_sections: tuple[str, ...] = ()
    incidental: bool = False
    never_primary: bool = False


class Item(Frozen, frozen=True):
    """What a line buys. ``obligated`` says when 34 CFR 76.707 counts it as obligated."""

    id: str
    name: str
    object: str
    obligated: Literal["commitment", "performed", "taken", "used", "received", "closeout"]
    kind: str = ""
    also_called: tuple[str, ...] = ()
    cite: tuple[Citation, ...] = ()


class Named(Frozen, frozen=True):
    """An entry of a short ordered list of the rulebook: a ladder step, goal, object class, framework, reason or list word."""

    id: str
    title: str
    number: int = 0
    means: str = ""
    in_indirect_base: bool = False
    also_called: tuple[str, ...] = ()


class HeardAs(Frozen, frozen=True):
    """More words by which questions mean a kind or an item. ``usual`` are the items that a kind mostly buys, or the kinds
    that an item mostly goes with, the likeliest first; what ``gives_way`` is meant only where nothing else is.
    """

    id: str
    called: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    gives_way: bool = False


class Wording(Frozen, frozen=True):
    """How questions in free text are read: the little words, the abbreviations, and more names of kinds and items.

    ``capitals`` are abbreviations only when written so. ``grades`` maps words such as middle school to the lowest and
    highest grade. ``ask_first`` are facts that are asked before all others.
    """

    little_words: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    common_words: tuple[str, ...] = ()
    other_questions: tuple[str, ...] = ()
    ask_first: tuple[str, ...] = ()
    abbreviations: dict[str, str] = msgspec.field(default_factory=dict)
    capitals: dict[str, str] = msgspec.field(default_factory=dict)
    grades: dict[str, tuple[int, int]] = msgspec.field(default_factory=dict)
    kinds: dict[str, HeardAs] = msgspec.field(default_factory=dict)
    items: dict[str, HeardAs] = msgspec.field(default_factory=dict)


class FigureValue(Frozen, frozen=True):
    """The value of a figure from a date on, until the next entry."""

    since: str
    value: int | str
    cite: tuple[Citation, ...]


class Figure(Frozen, frozen=True):
    """An amount, percentage or count that the law changes over time."""

    id: str
    says: str
    unit: Literal["money", "percent", "number", "days", "months"]
    chosen_by: str
    values: tuple[FigureValue, ...]


class Definition(Frozen, frozen=True):
    """A condition with a name."""

    id: str
    says: str
    means: Condition
    cite: tuple[Citation, ...]


class LetterExample(Frozen, frozen=True):
    """An example of the Dear Colleague Letter, with the grade of what was read of it."""

    id: str
    section: str
    who: str
    kinds: tuple[str, ...]
    fund: str
    paraphrase: str
    rests_on: tuple[Citation, ...]
    grade: str
    condition: str = ""


# --- rules ----------------------------------------------------------------------------------------------------------


class Selector(Frozen, frozen=True):
    """Which charges a rule reaches; an empty tuple reaches all."""

    kinds: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()

    def reaches(self, kind: str, item: str, object_class: str, fund: str) -> bool:
        """Whether a charge of this kind, item, object class and fund is meant."""
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.items or item in self.items)
            and (not self.objects or object_class in self.objects)
            and (not self.funds or fund in self.funds)
        )


class Rule(Frozen, frozen=True):
    """One rule of law. ``test`` is the authority's or prohibition's ``when`` or the requirement's ``must``; absent
    means always. Advice is silent where ``unless`` is known to hold, and not where that is open.
    """

    id: str
    section: Section
    owner: str
    says: str
    cite: tuple[Citation, ...]
    step: str
    severity: Severity
    file: str
    line: int
    selector: Selector = Selector()
    applies: Condition | None = None
    test: Condition | None = None
    unless: Condition | None = None
    otherwise: str = ""
    repair: str = ""
    do: str = ""
    keep: tuple[str, ...] = ()
    weigh: tuple[str, ...] = ()
    supported_by: tuple[str, ...] = ()
    in_force_from: str | None = None
    in_force_until: str | None = None
    determinable: bool = False
    trial: bool = False
    depends: Depends = "charge"
    per: Per = "charge"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions that the rule has: where it applies, what it asks, and what silences it."""
        return tuple(condition for condition in (self.applies, self.test, self.unless) if condition is not None)


class Counted(Frozen, frozen=True, tag="counted"):
    """Which charges a limit adds up: a static choice and, if wanted, a condition."""

    selector: Selector = Selector()
    where: Condition | None = None


class LeftOut(Frozen, frozen=True):
    """A part of a base that does not count: charges (of each, what is above ``beyond`` where that is given), or the
    amount that a fact gives.
    """

    id: str
    says: str
    counts: Counted | None = None
    beyond: FigureRef | None = None
    amount: FactRef | None = None


class Base(Frozen, frozen=True):
    """What the charges of an award add up to, less what is left out: a base with a name, such as that of an indirect rate."""

    id: str
    says: str
    counts: Counted
    leaves_out: tuple[LeftOut, ...]
    cite: tuple[Citation, ...]


class BaseRef(Frozen, frozen=True, tag="base"):
    """A base by its name."""

    base: str


class Limit(Frozen, frozen=True):
    """A cap or floor over sums of a plan: a bound, a base, and which charges count.

    ``calculator`` works out the same sum; where none does, ``no_calculator`` says why none is needed.
    """

    id: str
    owner: str
    says: str
    cite: tuple[Citation, ...]
    step: str
    file: str
    line: int
    per: Literal["award", "activity", "plan"]
    direction: Literal["at_most", "at_least"]
    bound: Value | FigureRef | FactRef
    bound_unit: Literal["money", "percent"]
    counts: Counted
    base: FactRef | Counted | BaseRef | None = None
    applies: Condition | None = None
    otherwise: str = ""
    repair: str = ""
    in_force_from: str | None = None
    in_force_until: str | None = None
    stops_charges: bool = False
    trial: bool = False
    tightens: str = ""
    calculator: str = ""
    no_calculator: str = ""


class Moment(Frozen, frozen=True):
    """A fixed date, or a month and day in the federal fiscal year's calendar year."""

    date: str | None = None
    month: int = 0
    day: int = 0


class Stream(Frozen, frozen=True):
    """The opening of a part of the money, and how many months it is first available."""

    opens: Moment
    months: int


class Window(Frozen, frozen=True):
    """When an award may be obligated: opening, first availability, the carryover (Tydings) months, and liquidation."""

    id: str
    owner: str
    says: str
    cite: tuple[Citation, ...]
    file: str
    line: int
    opens: Moment
    months: int = 0
    closes: Moment | None = None
    tydings_months: int = 0
    october: Stream | None = None
    liquidation_days: FigureRef | None = None
    otherwise: str = ""
    repair: str = ""
    tightens: str = ""


class Fund(Frozen, frozen=True):
    """A source of money with its own rules."""

    id: str
    name: str
    short: str
    purpose: str
    follows: tuple[str, ...]
    indirect_rate: Literal["restricted", "unrestricted", "none"]
    file: str
    who: str = ""
    also_called: tuple[str, ...] = ()
    assistance_listing: str = ""
    supplement_not_supplant: str = ""
    cite: tuple[Citation, ...] = ()
    uses: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    window: Window | None = None

    def of_year(self, year: int) -> str:
        """The fund's short name with its fiscal year: the federal one where federal law opens and closes the money."""
        return f"{self.short}, {'FY' if self.window is None else 'FFY'} {year}"


class Program(Frozen, frozen=True):
    """The register's entry for a fund: what is encoded and what is not."""

    fund: str
    encoded: Literal["full", "partial", "none"]
    verified_through: str = ""
    status: str = ""
    known_gaps: tuple[str, ...] = ()


class SheetRow(Frozen, frozen=True):
    """A numbered paragraph or table row of a fact sheet: what encodes it, or why it is not a rule."""

    row: str
    encoded_by: tuple[str, ...] = ()
    not_a_rule: str = ""


class Sheet(Frozen, frozen=True):
    """A fact sheet that the rules were written from, row by row."""

    id: str
    title: str
    rows: tuple[SheetRow, ...]


class Reference(Frozen, frozen=True):
    """A program that is not judged here and could be worth a look, with the restriction that decides."""

    id: str
    name: str
    agency: str
    who_applies: str
    kinds: tuple[str, ...]
    could_pay: str
    restriction: str
    assistance_listing: str = ""
    status: str = ""
    cite: tuple[Citation, ...] = ()


class LetterGrade(Frozen, frozen=True):
    """How much of the letter was read for an example, and what may therefore be said of it."""

    id: str
    means: str
    tool_may_say: str


class AmendmentTrigger(Frozen, frozen=True):
    """When a change of an approved plan needs the State's approval: a share or an amount, whichever is passed
    first, or anything new.
    """

    id: str
    says: str
    selector: Selector = Selector()
    percent: str = ""
    amount: int = 0
    per: Literal["object", "fund", "activity", "line"] = "object"
    new: bool = False
    cite: tuple[Citation, ...] = ()


class AccountCodes(Frozen, frozen=True):
    """The base codes of school accounting with their names: what a cost is for (function), and what is bought (object)."""

    functions: dict[str, str] = msgspec.field(default_factory=dict)
    objects: dict[str, str] = msgspec.field(default_factory=dict)
    cite: tuple[Citation, ...] = ()


class Account(Frozen, frozen=True):
    """One account of a State's chart: its code, its name, the costs that it takes, and its place in the NCES handbook."""

    code: str
    name: str
    selector: Selector
    nces_function: str = ""
    nces_object: str = ""


class Crosswalk(Frozen, frozen=True):
    """From object classes and items to a State's account codes. The first account that takes a cost is its account."""

    title: str
    accounts: tuple[Account, ...]
    cite: tuple[Citation, ...] = ()

    def account(self, kind: str, item: str, object_class: str, fund: str) -> Account | None:
        """The account of a charge, or None where the chart names none."""
        return next((one for one in self.accounts if one.selector.reaches(kind, item, object_class, fund)), None)


class Pack(Frozen, frozen=True):
    """A State's additions to the federal rules."""

    id: str
    prefix: str
    state: str
    title: str
    digest: str
    object_codes: dict[str, str] = msgspec.field(default_factory=dict)
    amendment_triggers: tuple[AmendmentTrigger, ...] = ()
    crosswalk: Crosswalk | None = None
    forms: dict[str, Form] = msgspec.field(default_factory=dict)


class Notice(Frozen, frozen=True):
    """What the tool itself says while it applies the rules; words in braces are filled in."""

    id: str
    says: str
    severity: Severity
    repair: str = ""


@cache
def _calculators(worksheets: bytes) -> dict[str, Calculator]:
    return msgspec.json.decode(worksheets, type=dict[str, Calculator])


class Rulebook(Frozen, frozen=True):
    """Everything in `rules/`, resolved. Mappings are by id, in the order of the files; `worked_out` names the facts that
    calculators give.
    """

    version: str
    digest: str
    ladder: dict[str, Named]
    goals: dict[str, Named]
    object_classes: dict[str, Named]
    frameworks: dict[str, Named]
    reasons: dict[str, Named]
    weights: tuple[str, ...]
    sources: dict[str, Source]
    facts: dict[str, Fact]
    kind_groups: dict[str, Named]
    kinds: dict[str, Kind]
    items: dict[str, Item]
    figures: dict[str, Figure]
    definitions: dict[str, Definition]
    funds: dict[str, Fund]
    rules: dict[str, Rule]
    limits: dict[str, Limit]
    programs: dict[str, Program]
    pending: tuple[str, ...]
    letter: dict[str, LetterExample]
    notices: dict[str, Notice]
    references: dict[str, Reference]
    letter_grades: dict[str, LetterGrade]
    letter_status: str = ""
    sheets: dict[str, Sheet] = msgspec.field(default_factory=dict)
    packs: dict[str, Pack] = msgspec.field(default_factory=dict)
    state_windows: dict[str, tuple[Window, ...]] = msgspec.field(default_factory=dict)
    allocation_words: dict[str, Named] = msgspec.field(default_factory=dict)
    bases: dict[str, Base] = msgspec.field(default_factory=dict)
    account_codes: AccountCodes = AccountCodes()
    worked_out: tuple[str, ...] = ()
    worksheets: msgspec.Raw = msgspec.Raw(b"{}")
    wording: Wording = Wording()
    review: Review = Review()

    @property
    def calculators(self) -> dict[str, Calculator]:
        """The calculators by id, read when first asked for: a check of a plan needs none of them."""
        return _calculators(bytes(self.worksheets))

    def windows(self) -> dict[str, Window]:
        """The obligation windows by id: those of the funds, then those of State packs."""
        federal = [fund.window for fund in self.funds.values() if fund.window is not None]
        return {window.id: window for window in (*federal, *(one for those in self.state_windows.values() for one in those))}

    def rules_and_limits(self) -> list[Rule | Limit]:
        """Everything with an id of its own that judges, rules first."""
        return [*self.rules.values(), *self.limits.values()]

    def owners_for(self, fund: str) -> tuple[str, ...]:
        """The fund and the frameworks that it follows, broadest law last."""
        return (fund, *self.funds[fund].follows)
