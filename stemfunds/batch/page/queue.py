"""The queue of the page: every plan of the batch in one row, the most troubled first, with what it can be filtered by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stemfunds.batch.store import Store
from stemfunds.judging.verdicts import Verdict
from stemfunds.rulebook.model import Rulebook

BROKEN = len(Verdict)
"""Stands in the place of a verdict's number for a plan that could not be judged."""

ORDER_IN_WORDS = (
    "Broken plans come first, then those with the worst verdict; among equals the ones with more errors, more limits breached, "
    "more warnings that nobody has explained, more questions, more findings across plans, more money."
)
VERDICTS = tuple(Verdict)
NUMBERS = {verdict.value: number for number, verdict in enumerate(VERDICTS)}
"""The place of each verdict's word in `VERDICTS`."""

_PLANS = """
WITH asked AS (SELECT f.plan, count(*) AS number FROM finding_rows f JOIN wordings w USING (wording)
               WHERE w.verdict = 'needs-information' GROUP BY f.plan),
     across AS (SELECT plan, count(*) AS number FROM cross_findings GROUP BY plan)
SELECT p.plan, p.path, p.nces_id, p.district, p.state, p.title, p.verdict, p.total_cents, p.errors, p.breached_limits,
       p.unexplained_warnings, coalesce(asked.number, 0), coalesce(across.number, 0)
FROM plans p LEFT JOIN asked USING (plan) LEFT JOIN across USING (plan)
ORDER BY CASE p.verdict WHEN 'not-allowable' THEN 0 WHEN 'needs-information' THEN 1 WHEN 'allowable-with-conditions' THEN 2
         ELSE 3 END, p.errors DESC, p.breached_limits DESC, p.unexplained_warnings DESC,
         12 DESC, 13 DESC, p.total_cents DESC, p.plan
"""
_FUNDS = "SELECT plan, group_concat(fund, ' ') FROM (SELECT DISTINCT plan, fund FROM charges ORDER BY plan, fund) GROUP BY plan"
_RULES = """
SELECT plan, group_concat(rule, ' ') FROM (
  SELECT f.plan, w.rule FROM finding_rows f JOIN wordings w USING (wording) WHERE w.verdict <> 'allowable' OR w.severity <> 'note'
  UNION SELECT plan, rule FROM limits WHERE status = 'breached'
  UNION SELECT plan, rule FROM cross_findings ORDER BY 1, 2) GROUP BY plan
"""


class Numbers:
    """Words by number, in the order in which they are met."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}

    def of(self, words: str | None) -> list[int]:
        """The numbers of words with a space between them."""
        return [self.words.setdefault(word, len(self.words)) for word in (words or "").split()]


def overview(store: Store, rulebook: Rulebook) -> dict[str, Any]:
    """The rows of the queue in their order; funds and rules stand in them by number."""
    funds, rules = Numbers(), Numbers()
    funds_of = dict(tuple(row) for row in store.query(_FUNDS))
    rules_of = dict(tuple(row) for row in store.query(_RULES))
    rows = [[*row, [], []] for row in _broken(store)]
    for row in store.query(_PLANS):
        cells = list(row)
        cells[6] = NUMBERS[cells[6]]
        rows.append([*cells, funds.of(funds_of.get(cells[0])), rules.of(rules_of.get(cells[0]))])
    return {
        "funds": [[fund, rulebook.funds[fund].short if fund in rulebook.funds else fund] for fund in funds.words],
        "rules": [[rule, what_it_says(rule, rulebook)] for rule in rules.words],
        "plans": rows,
    }


def _broken(store: Store) -> Iterator[list[Any]]:
    """Plans that could not be read: nothing is known of them but their path and how many problems they have."""
    for plan, path, problems in store.query("SELECT plan, path, count(*) FROM failures GROUP BY plan ORDER BY plan"):
        yield [plan, path, "", "", "", "", BROKEN, 0, problems, 0, 0, 0, 0]


def what_it_says(rule: str, rulebook: Rulebook) -> str:
    """The sentence of a rule, limit, window, notice or check; empty where the rulebook has none of this name."""
    if rule in rulebook.review.checks:
        return rulebook.review.checks[rule].title
    found = rulebook.rules.get(rule) or rulebook.limits.get(rule) or rulebook.notices.get(rule) or rulebook.windows().get(rule)
    return found.says if found else ""
