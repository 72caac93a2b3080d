"""A letter to each district: what to correct, what to answer, which conditions to meet, and what the rules support.

A person signs and sends it. The State's letterhead stands in it as blanks, and it never says that a plan or a cost is approved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from stemfunds.batch.places import file_names
from stemfunds.batch.repairs import Repair, repairs
from stemfunds.batch.review import Across, Point, Reviewed, by_section, reviewed
from stemfunds.batch.store import Store
from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import (
    Block,
    Bullets,
    Checklist,
    Column,
    Cover,
    Document,
    Duty,
    Money,
    Paragraph,
    Row,
    Section,
    Signatures,
    Span,
    Table,
    Text,
    Words,
)
from stemfunds.justify.parts.unsettled import ANSWERS
from stemfunds.justify.words import capital, clean, counted, day_in_prose, joined, listed, plain, quiet, sentence, strong
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.model import Rulebook
from stemfunds.whole_file import write_whole

_TITLE = "Letter on the spending plan"
_AGENCY = "State education agency"
_SUPPORTED = frozenset({Verdict.ALLOWABLE.value, Verdict.WITH_CONDITIONS.value})
_MOST_PLACES = 12
_MOST_PROBLEMS = 60
_GROUPS = {
    "correct": ("What to correct", "C", "The rules do not support this as it is planned. Change the plan, or take the cost out."),
    "answer": ("What to answer", "Q", "The rules leave these open until you answer. Put the answers into the plan."),
    "explain": ("What to change or explain", "E", "Change what is named here, or explain it in the plan."),
    "meet": ("Conditions to meet", "D", "These costs can be paid if you do the following, and keep the papers."),
}


def write_letters(store: Store, rulebook: Rulebook, folder: Path) -> int:
    """Write a letter for each plan of the store, the broken ones included; gives their number. Raises OSError."""
    from stemfunds.justify.word import render

    folder.mkdir(parents=True, exist_ok=True)
    names = list(file_names(store, ".docx"))
    for plan, name in names:
        write_whole(folder / name, render(letter(store, plan, rulebook)))
    return len(names)


def letter(store: Store, plan: int, rulebook: Rulebook) -> Document:
    """The letter on one plan of the store."""
    if not list(store.query("SELECT 1 FROM plans WHERE plan = ?", (plan,))):
        return _letter_on_a_broken_plan(store, plan)
    review = reviewed(store, plan)
    [row] = store.query(
        "SELECT title, district, state, nces_id, prepared_by, school_year, verdict FROM plans WHERE plan = ?", (plan,)
    )
    sections = tuple(section for section in _sections(store, plan, review, rulebook) if not section.is_empty)
    opening = Section("opening", f"Your plan: {clean(row['title']) or row['district']}", tuple(_opening(store, review)))
    to = (strong(row["district"]), plain(", ".join(word for word in (row["state"], f"NCES id {row['nces_id']}") if word)))
    return _document(
        store, row["district"], Verdict(row["verdict"]), (*to, plain(row["prepared_by"])), (opening, *sections, _closing())
    )


def _document(store: Store, district: str, verdict: Verdict, to: Sequence[Text], sections: tuple[Section, ...]) -> Document:
    heads = (f"{_AGENCY}, office", "Address", "Date of the letter")
    letterhead = (*(_blank(head) for head in heads), *(line for line in to if line))
    as_of = date.fromisoformat(store.meta["as_of"])
    cover = Cover(_TITLE, district, "", verdict, "", (), (), letterhead)
    meta = store.meta
    return Document(cover, sections, False, _TITLE, _AGENCY, as_of, meta["rulebook_version"], meta["rulebook_digest"])


def _opening(store: Store, review: Reviewed) -> Iterator[Block]:
    plan, as_of = review.plan, date.fromisoformat(store.meta["as_of"])
    yield Paragraph(
        plain(f"We have compared your plan with the rules of the funds that it charges, as of {day_in_prose(as_of)}."), "lead"
    )
    cents = sum(_cents(activity["amount"]) for activity in plan["activities"])
    todo = [words for words in _todo(review) if words]
    asked = f"Please go through {listed(todo)}, and send the plan again." if todo else "We ask you to change nothing."
    yield Paragraph(plain(f"The plan comes to {dollars(cents)}. {asked} Each point below has a number; name it in your answer."))
    yield Paragraph(
        joined(plain("Send your answer to"), _blank("name, e-mail"), plain("by"), _blank("date"))
        if todo
        else plain("A person decides on the plan and tells you in a letter of its own.")
    )


def _todo(review: Reviewed) -> Iterator[str]:
    names = {"correct": "point to correct", "answer": "question", "explain": "point to change or explain", "meet": "condition"}
    for group, name in names.items():
        number = sum(point.group == group for point in review.points)
        many = name.replace("point", "points", 1) if name.startswith("point") else f"{name}s"
        yield counted(number, name, many) if number else ""


def _sections(store: Store, plan: int, review: Reviewed, rulebook: Rulebook) -> Iterator[Section]:
    for group, (title, letter_of_group, lead) in _GROUPS.items():
        parts, number = list[Section](), 0
        for at, points in by_section((point for point in review.points if point.group == group), rulebook).items():
            duties = []
            for point in points:
                number += 1
                duties.append(_duty(point, f"{letter_of_group}{number}"))
            parts.append(Section(f"{group}-{len(parts) + 1}", at, (Checklist(tuple(duties)),)))
        if parts:
            yield Section(group, title, (Paragraph(plain(lead), "note"),), tuple(parts))
    yield _noticed([one for one in review.across if one.tells_district])
    yield _supported(store, plan, review)


def _duty(point: Point, number: str) -> Duty:
    asked = {question["question"] for question in point.questions}
    details = [plain(point.hint)] if point.hint and point.hint not in asked else []
    for question in point.questions:
        about = strong(f"{question['subject']}:") if question["subject"] else ()
        details.append(joined(about, strong(question["question"]), plain(_answer(question))))
    if point.keep:
        details.append(plain(f"Keep: {'; '.join(clean(one) for one in point.keep)}."))
    if point.places:
        more = f" and {len(point.places) - _MOST_PLACES} more" if len(point.places) > _MOST_PLACES else ""
        details.append(plain(f"Concerns {'; '.join(point.places[:_MOST_PLACES])}{more}."))
    details.append(quiet(f"{point.citations} [{point.rule}]" if point.citations else f"[{point.rule}]"))
    return Duty(number, plain(point.message), tuple(details))


def _answer(question: dict[str, Any]) -> str:
    """How a question is answered: ``One of: nonprofit; for-profit.``"""
    form = ANSWERS.get(question["type"], question["type"])
    names = [clean(one["means"]) for one in question["choices"]]
    return capital(f"{form}: {'; '.join(names)}." if names else f"{form}.")


def _noticed(across: Iterable[Across]) -> Section:
    """What was seen beside other plans and concerns this district."""
    points = [joined(plain(f"{one.place}:") if one.place else (), plain(one.message), plain(one.hint)) for one in across]
    if not points:
        return Section("noticed", "")
    lead = Paragraph(plain("Seen beside other plans. It decides nothing by itself."), "note")
    return Section("noticed", "What we noticed beside other plans", (lead, Bullets(tuple(points))))


def _supported(store: Store, plan: int, review: Reviewed) -> Section:
    """What is fine: by activity, how many lines the rules support, and their money."""
    titles = dict(tuple(row) for row in store.query("SELECT activity, title FROM activities WHERE plan = ?", (plan,)))
    rows = []
    for activity in review.plan["activities"]:
        fine = [line for line in activity["lines"] if line["verdict"] in _SUPPORTED]
        if fine:
            name = joined(strong(activity["id"]), plain(titles.get(activity["id"], "")))
            lines = plain(f"{len(fine)} of {len(activity['lines'])}")
            rows.append(Row((Words((name,)), Words((lines,)), Money(sum(_cents(line["amount"]) for line in fine)))))
    if not rows:
        return Section("supported", "")
    columns = (Column("Activity", 6), Column("Lines", 1.4, "right"), Column("Amount", 2, "right"))
    lead = Paragraph(
        plain("A rule supports these costs, and no rule speaks against them; the conditions above go with them."), "note"
    )
    table = Table("Lines that the rules support", columns, tuple(rows), 1)
    return Section("supported", "What the rules support", (lead, table))


def _closing() -> Section:
    text = "Prepared from an automatic comparison with the rules. A person reads, completes and signs it."
    return Section("closing", "Signature", (Paragraph(plain(text), "note"), Signatures((f"For the {_AGENCY}",))))


def _letter_on_a_broken_plan(store: Store, plan: int) -> Document:
    """The form errors of a plan in plain words."""
    [path], *_ = store.query("SELECT path FROM failures WHERE plan = ?", (plan,))
    found = repairs(store, plan)
    shown = tuple(map(_problem, found[:_MOST_PROBLEMS]))
    more = (plain(f"And {len(found) - _MOST_PROBLEMS} more."),) if len(found) > _MOST_PROBLEMS else ()
    text = (
        "We could not read the file of your plan, so no rule was asked of its costs. Please mend these places and send it again."
    )
    what = Section("form", "Your plan could not be read", (Paragraph(plain(text), "lead"), Bullets((*shown, *more))))
    to = (_blank("district"), plain(f"File: {path}"))
    return _document(store, "Plan that could not be read", Verdict.NEEDS_INFORMATION, to, (what, _closing()))


def _problem(repair: Repair) -> Text:
    """A problem in full sentences; what its message says already is not said again."""
    said = repair.message
    hints = [
        f"Found: {clean(repair.found)}." if repair.found and repair.found not in said else "",
        f"Expected: {clean(repair.expected)}." if repair.expected and repair.expected not in said else "",
        f'Did you mean "{clean(repair.nearest)}"?' if repair.nearest and "did you mean" not in said else "",
    ]
    place = capital(repair.place or "the whole file")
    return joined(strong(f"{place}:"), plain(sentence(capital(said))), *(plain(hint) for hint in hints))


def _blank(what: str) -> Text:
    """A place that the State fills in."""
    return (Span(f"[{what}]", "missing"),)


def _cents(amount: str) -> int:
    """Cents of decimal text, exact."""
    return int(amount.replace(".", ""))
