"""What the interview asks, and why each answer matters. Facts of the rules bring their own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the reason that `?` tells; one that is `needed` cannot be skipped, as a plan has no meaning without it.

    `form` says how the answer is typed.
    """

    text: str
    why: str
    form: str = ""
    needed: bool = False


_ALL = {
    "resume": Question(
        "An interview was broken off here. Go on with it?",
        "Its answers are kept in a draft beside the file. You go on at the question at which it stopped.",
        needed=True,
    ),
    "district": Question(
        "What is the name of the district?",
        "It stands on the cover of the plan and in every report.",
        "as people write it",
        needed=True,
    ),
    "state": Question(
        "In which State is it?",
        "The State decides which extra rules and dates can hold.",
        "two letters, such as OH",
        needed=True,
    ),
    "nces_id": Question(
        "What is its NCES district id?",
        "The id tells two districts of one name apart, and finds your row in the State's list. "
        "It has seven digits: two for the State, five for the district. Look it up at nces.ed.gov/ccd/districtsearch.",
        "7 digits, with a leading zero",
    ),
    "school_year": Question(
        "For which school year is the plan?",
        "From it come the first and the last day of the plan. Each fund has days in which it may be spent.",
        "such as 2026-27",
    ),
    "starts": Question(
        "What is the first day of the plan?",
        "Costs before it are not part of the plan. A fund must be open on the day on which a cost is made.",
        "YYYY-MM-DD",
    ),
    "ends": Question(
        "What is the last day of the plan?",
        "Costs after it are not part of the plan. Many awards can be spent for some months after the school year.",
        "YYYY-MM-DD",
    ),
    "school": Question(
        "Which school takes part?",
        "Some funds pay only for some schools. Name each school once; then it can be chosen for each activity.",
        "its name; Enter if there are no more",
    ),
    "grades": Question(
        "Which grades does it have?",
        "Some funds pay for some grades only, such as secondary schools.",
        "such as 6-8, PK-5 or 9-12",
    ),
    "title_i_status": Question(
        "How does it take part in Title I?",
        "Title I-A may pay for a school that it serves, and for whom depends on the kind of its program.",
    ),
    "list": Question(
        "Do you have your State's allocation list as a file?",
        "The amounts of your district are taken from it, so nobody has to copy them by hand.",
        "its name, .csv or .xlsx; Enter if not",
    ),
    "funds": Question(
        "Which funds can pay for this plan?",
        "A line is checked against the law of the fund that pays it. Tick only what your district really gets.",
    ),
    "year": Question(
        "Of which federal fiscal year is the award?",
        "The year opens and closes the days in which the money can be spent. It stands on the award notice.",
        "such as 2026",
    ),
    "amount": Question(
        "How much is the award?",
        "Caps and shares are taken from it, and the plan cannot charge more. Without it, 0 stands in the file until you know.",
        "dollars and cents",
    ),
    "activity": Question(
        "What will the district do?",
        "Say it as you would to a colleague. From your words comes a proposal for the kind of activity.",
        "your words, such as VEX robotics club at the middle school",
    ),
    "kind": Question(
        "What kind of activity is that?",
        "The kind decides which funds may pay at all, and which rules are asked.",
    ),
    "need": Question(
        "Which need does it answer, and what do the data say?",
        "Most funds pay only for a need that the district can show. One sentence with a figure is enough.",
        "your words",
    ),
    "goals": Question(
        "Which goals does it serve?",
        "Reports show how much of the plan serves each goal.",
    ),
    "schools": Question(
        "Which schools take part in it?",
        "Whether a fund may pay can depend on the school.",
    ),
    "students": Question(
        "How many students does it serve?",
        "From it comes the cost for each student, by which people judge whether a cost is sensible.",
        "a number",
    ),
    "line": Question(
        "What is paid for it?",
        "One cost at a time: goods, pay, travel, a service. From your words comes a proposal for the cost item.",
        "your words, such as 12 robot kits; Enter if there is no more",
    ),
    "item": Question(
        "What does the line buy?",
        "The cost item decides which cost rules hold, and in which object class the money is counted.",
    ),
    "price": Question(
        "How does the amount come about?",
        "A reviewer wants to see the sum behind each amount. The file keeps it, and the total is worked out from it.",
    ),
    "quantity": Question("How many?", "Quantity times unit cost gives the amount.", "a number"),
    "unit": Question("Of what?", "It stands beside the number.", "one or two words, such as kits"),
    "unit_cost": Question("What does one cost?", "Quantity times unit cost gives the amount.", "dollars and cents"),
    "total": Question("What is the amount?", "It is charged to the award that you choose next.", "dollars and cents"),
    "fte": Question("How many full-time people does it pay?", "Half a post is 0.5.", "a number, such as 0.5"),
    "annual_rate": Question("What is the pay of one for a year?", "Full time, twelve months.", "dollars and cents"),
    "months": Question("For how many months?", "Enter stands for the whole year.", "a number"),
    "people": Question("How many people are paid?", "People times hours times the rate give the amount.", "a number"),
    "hours": Question("For how many hours each?", "All hours of one person, over the whole plan.", "a number"),
    "rate": Question("What is paid for one hour?", "People times hours times the rate give the amount.", "dollars and cents"),
    "award": Question(
        "Which award pays it?",
        "The line is checked against the law of that fund. You can say it later; until then nobody pays the line.",
    ),
    "facts": Question(
        "Answer the questions that would decide now?",
        "Some answers turn a fund away, and you would rather know today. Those that decide most come first.",
    ),
    "more_facts": Question(
        "Go on with the questions that rarely turn a fund away?",
        "The check needs them in the end. They can be answered in the file at any time.",
    ),
    "same": Question(
        "Where does this answer hold?",
        "The same answer for the whole plan is asked and written once.",
    ),
}

QUESTIONS: Mapping[str, Question] = _ALL
"""The questions by name."""
