"""From what was typed to a typed value: each reader gives the value, or notes a problem and gives None."""

from stemfunds.reading.dates import date, school_year
from stemfunds.reading.numbers import (
    decimal_number,
    dollars,
    integer,
    money,
    money_text,
    percent,
    plain,
    unit_price,
)
from stemfunds.reading.places import STATES, grades, grades_text, nces_id, nces_school_id, state
from stemfunds.reading.texts import choice, choice_list, identifier, one_of, one_value, refuse, text, yes_no

__all__ = [
    "STATES",
    "choice",
    "choice_list",
    "date",
    "decimal_number",
    "dollars",
    "grades",
    "grades_text",
    "identifier",
    "integer",
    "money",
    "money_text",
    "nces_id",
    "nces_school_id",
    "one_of",
    "one_value",
    "percent",
    "plain",
    "refuse",
    "school_year",
    "state",
    "text",
    "unit_price",
    "yes_no",
]
