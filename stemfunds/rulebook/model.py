"""The rulebook as typed data: what `rules/` says after it was read, checked and resolved.

All classes are frozen and hold only text, numbers and each other, so that the compiled rulebook can be stored
as JSON, a format that cannot run code.
Money is integer cents, a date is ISO text, a percentage is decimal text; they become comparable values when the
judge compiles a condition.
"""

from functools import cache

import msgspec

from stemfunds.rulebook.braiding_model import Braiding, BraidingChoice
from stemfunds.rulebook.calculator_model import Calculator
from stemfunds.rulebook.fund_model import Fund, Moment, Stream, Window
from stemfunds.rulebook.limit_model import Base, BaseRef, Counted, LeftOut, Limit
from stemfunds.rulebook.pack_model import Account, AccountCodes, AmendmentTrigger, Crosswalk, Pack
from stemfunds.rulebook.register_model import LetterExample, LetterGrade, Program, Reference, Sheet, SheetRow
from stemfunds.rulebook.review_model import Review
from stemfunds.rulebook.rule_model import Depends, Per, Rule, Scope, Section, Selector, Severity
from stemfunds.rulebook.terms import Citation, Frozen
from stemfunds.rulebook.vocabulary_model import (
    DecidedBy,
    Definition,
    Fact,
    FactType,
    Figure,
    FigureValue,
    Item,
    Kind,
    Named,
    Source,
    Verification,
)
from stemfunds.rulebook.wording_model import Asked, HeardAs, Notice, Wording


@cache
def _calculators(worksheets: bytes) -> dict[str, Calculator]:
    return msgspec.json.decode(worksheets, type=dict[str, Calculator])


@cache
def _wording(spoken: bytes) -> Wording:
    return msgspec.json.decode(spoken, type=Wording)


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
    spoken: msgspec.Raw = msgspec.Raw(b"{}")
    review: Review = Review()
    braiding: Braiding = Braiding()

    @property
    def calculators(self) -> dict[str, Calculator]:
        """The calculators by id, read when first asked for: a check of a plan needs none of them."""
        return _calculators(bytes(self.worksheets))

    @property
    def wording(self) -> Wording:
        """How questions in free text are read, decoded when first asked for, as the calculators are."""
        return _wording(bytes(self.spoken))

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


__all__ = [
    "Account",
    "AccountCodes",
    "AmendmentTrigger",
    "Asked",
    "Base",
    "BaseRef",
    "Braiding",
    "BraidingChoice",
    "Citation",
    "Counted",
    "Crosswalk",
    "DecidedBy",
    "Definition",
    "Depends",
    "Fact",
    "FactType",
    "Figure",
    "FigureValue",
    "Fund",
    "HeardAs",
    "Item",
    "Kind",
    "LeftOut",
    "LetterExample",
    "LetterGrade",
    "Limit",
    "Moment",
    "Named",
    "Notice",
    "Pack",
    "Per",
    "Program",
    "Reference",
    "Rule",
    "Rulebook",
    "Scope",
    "Section",
    "Selector",
    "Severity",
    "Sheet",
    "SheetRow",
    "Source",
    "Stream",
    "Verification",
    "Window",
    "Wording",
]
