"""Many lines that a plan shares with the same other plans: one finding in place of a page of them.

A second version of a plan, or a copy of another district's, would else repeat every line of the budget.
"""

from __future__ import annotations

import sqlite3

from stemfunds.batch.cross_found import Found, named
from stemfunds.justify.words import clean
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.review_model import CrossCheck

# `found` has the number of the check before the columns of `cross_findings`: c1 is the plan, c7 the amount, c11 the others
_MANY = (
    "SELECT c1, c11, count(*), sum(c7) FROM found WHERE c0 = ? AND c11 <> '' "
    "GROUP BY c1, c11 HAVING count(*) > ? ORDER BY c1, c11"
)
_FORGET = "DELETE FROM found WHERE c0 = ? AND c1 = ? AND c11 = ?"
_PLAN = "SELECT title, district, state FROM plans WHERE plan = ?"


def fold_many(connection: sqlite3.Connection, check: CrossCheck, order: int) -> None:
    """Put one finding in the place of those of a check that are about one plan and the same others, where they are too many."""
    for plan, others, number, cents in connection.execute(_MANY, (order, check.many)).fetchall():
        connection.execute(_FORGET, (order, plan, others))
        numbers = [int(one) for one in others.split(",")]
        places = [_named(connection, one, check.within == "district") for one in numbers]
        words = {"lines": f"{number:,}", "amount": dollars(cents), "others": named(places, len(places))}
        row = Found(plan, words, numbers, amount=cents).row(check, check.says_many)
        connection.execute(f"INSERT INTO found VALUES ({', '.join('?' * (len(row) + 1))})", (order, *row))


def _named(connection: sqlite3.Connection, plan: int, in_district: bool) -> str:
    """A plan by its title within a district, and by its district for others, as single lines name them."""
    [(title, district, state)] = connection.execute(_PLAN, (plan,))
    if in_district:
        return f'"{clean(title)}"' if title.strip() else f"plan {plan}"
    return f"the plan of {clean(district)} ({state})"
