"""The figures at the top of the page: verdicts, money by fund, States, rules, warnings, checks across plans, broken plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemfunds.batch.page.queue import VERDICTS, what_it_says
from stemfunds.batch.store import Store
from stemfunds.judging.verdicts import Verdict
from stemfunds.rulebook.model import Rulebook

MOST_RULES = 60
MOST_FAILURES = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: its verdict, its figure, and where it stands in hundredths of a percent of the longest bar."""

    verdict: Verdict
    value: int
    at: int
    width: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart, which is a table at the same time: its name, and the figure of each verdict, the worst first."""

    id: str
    name: str
    total: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How often a rule or check speaks, and in how many plans; `effect` is what it does."""

    rule: str
    says: str
    effect: str
    plans: int
    findings: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A plan that could not be judged, with its first problem."""

    plan: int
    path: str
    first: str
    problems: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything above the queue."""

    plans: int
    judged: int
    total: int
    verdicts: list[Bar]
    money: list[Bar]
    funds: list[Bar]
    states: list[Bar]
    rules: list[Counted]
    warnings: list[Counted]
    across: list[Counted]
    broken: list[Broken]
    broken_in_all: int


_EFFECTS = {"not-allowable": "refuses", "needs-information": "asks", "allowable-with-conditions": "sets a condition"}
_SPEAKS = (
    "SELECT rule, verdict, count(DISTINCT plan) AS plans, count(*) AS findings FROM findings WHERE {where} "
    "GROUP BY rule, verdict ORDER BY verdict = 'not-allowable' DESC, verdict = 'needs-information' DESC, "
    "plans DESC, findings DESC, rule LIMIT ?"
)
_UNEXPLAINED = "verdict = 'allowable' AND severity <> 'note' AND NOT explained"


def figures(store: Store, rulebook: Rulebook) -> Figures:
    """The figures of a store."""
    [[judged, total]] = store.query("SELECT count(*), coalesce(sum(total_cents), 0) FROM plans")
    [[broken]] = store.query("SELECT count(DISTINCT plan) FROM failures")
    by_verdict = _by_verdict(store, "SELECT verdict, count(*) FROM plans GROUP BY verdict")
    charged = _by_verdict(store, "SELECT verdict, sum(amount_cents) FROM charges GROUP BY verdict")
    names = {fund.id: fund.short for fund in rulebook.funds.values()}
    return Figures(
        plans=int(store.meta["plans"]),
        judged=judged,
        total=total,
        verdicts=_single(by_verdict),
        money=_single(charged),
        funds=_stacked(store, "SELECT fund, verdict, sum(amount_cents) FROM charges GROUP BY fund, verdict", names),
        states=_stacked(store, "SELECT state, verdict, count(*) FROM plans GROUP BY state, verdict", {"": "no State"}),
        rules=list(_counted(store, rulebook, "verdict <> 'allowable'")),
        warnings=list(_counted(store, rulebook, _UNEXPLAINED)),
        across=list(_across(store)),
        broken=list(_broken(store)),
        broken_in_all=broken,
    )


def _by_verdict(store: Store, sql: str) -> dict[str, int]:
    return dict(tuple(row) for row in store.query(sql))


def _single(values: dict[str, int]) -> list[Bar]:
    """A bar for each verdict, the worst first; all verdicts stand there, those of nothing too."""
    longest = max(values.values(), default=0)
    bars = []
    for verdict in reversed(VERDICTS):
        value = values.get(verdict.value, 0)
        bars.append(Bar(verdict.value, "", value, (Part(verdict, value, 0, _share(value, longest)),)))
    return bars


def _stacked(store: Store, sql: str, names: dict[str, str]) -> list[Bar]:
    """A bar for each name with a part for each verdict, the longest bar first."""
    found: dict[str, dict[str, int]] = {}
    for name, verdict, value in store.query(sql):
        found.setdefault(name, {})[verdict] = value
    longest = max((sum(values.values()) for values in found.values()), default=0)
    ordered = sorted(found.items(), key=lambda one: (-sum(one[1].values()), one[0]))
    return [Bar(name, names.get(name, name), sum(values.values()), _parts(values, longest)) for name, values in ordered]


def _parts(values: dict[str, int], longest: int) -> tuple[Part, ...]:
    parts, before = [], 0
    for verdict in reversed(VERDICTS):
        value = values.get(verdict.value, 0)
        begins = _share(before, longest)
        parts.append(Part(verdict, value, begins, _share(before + value, longest) - begins))
        before += value
    return tuple(parts)


def _share(value: int, whole: int) -> int:
    """Hundredths of a percent."""
    return 10_000 * value // whole if whole > 0 else 0


def _counted(store: Store, rulebook: Rulebook, where: str) -> Iterator[Counted]:
    for rule, verdict, plans, findings in store.query(_SPEAKS.format(where=where), (MOST_RULES,)):
        yield Counted(rule, what_it_says(rule, rulebook), _EFFECTS.get(verdict, "warns"), plans, findings)


def _across(store: Store) -> Iterator[Counted]:
    rows = store.query(
        "SELECT rule, title, severity, count(DISTINCT plan), count(*) FROM cross_findings "
        "GROUP BY rule ORDER BY 3 DESC, 4 DESC, 1"
    )
    for rule, title, severity, plans, findings in rows:
        yield Counted(rule, title, severity, plans, findings)


def _broken(store: Store) -> Iterator[Broken]:
    rows = store.query(
        "SELECT plan, path, message, count(*), min(rowid) FROM failures GROUP BY plan ORDER BY plan LIMIT ?", (MOST_FAILURES,)
    )
    for plan, path, message, problems, _ in rows:
        yield Broken(plan, path, message, problems)


def columns_of(bars: Sequence[Bar]) -> list[Verdict]:
    """The verdicts that occur in some bar, the worst first."""
    return [part.verdict for at, part in enumerate(bars[0].parts) if any(bar.parts[at].value for bar in bars)] if bars else []
