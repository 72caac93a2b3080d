"""The reference part of the manual of the plan format: one table for each part, made from its fields."""

from __future__ import annotations

from stemfunds.plan.fields import PARTS, FieldSpec, fields_of

FORM_WORDS = {
    "activity": "id of an activity",
    "award": "id of an award",
    "date": "date, YYYY-MM-DD",
    "facts": "facts by short name",
    "fiscal-year": "year in four digits",
    "fund": "fund id",
    "grades": "grade span",
    "id": "id",
    "item": "cost item id",
    "kind": "activity kind id",
    "kind-list": "list of activity kind ids",
    "line": "id of a line",
    "line-list": "list of ids of lines",
    "money": "dollars and cents",
    "nces-id": "7 digits",
    "nces-school-id": "12 digits",
    "number": "number",
    "object": "object class id",
    "percent": "percent, 0 to 100",
    "plan-format": "1",
    "rule": "rule id",
    "school-list": "list of school ids",
    "school-year": "school year",
    "state": "two letters",
    "text": "text",
    "unit-cost": "dollars, up to 4 decimals",
    "whole": "whole number",
    "yes-no": "yes or no",
}
"""What each form is called in the manual."""


def field_tables() -> str:
    """All parts of the plan file with their fields, as Markdown."""
    return "\n".join(_table(part) for part in PARTS)


def _table(part: str) -> str:
    about = (PARTS[part].__doc__ or "").strip().partition("\n")[0]
    rows = [_row(name, spec) for name, spec in fields_of(part).items()]
    head = ["| field | | form | meaning | example |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([f"### {part}", "", about, "", *head, *rows, ""])


def _row(name: str, spec: FieldSpec) -> str:
    required = "required" if spec.required else ""
    example = f"`{spec.example}`" if spec.example else ""
    return f"| `{name}` | {required} | {_form(spec)} | {spec.description} | {example} |"


def _form(spec: FieldSpec) -> str:
    if spec.form in ("one", "many"):
        link = f"[{spec.of}](#{spec.of.lower()})"
        return link if spec.form == "one" else f"list of {link}"
    if spec.choices:
        words = ", ".join(f"`{choice}`" for choice in spec.choices)
        return f"list of {words}" if spec.form == "choice-list" else words
    return FORM_WORDS[spec.form]


if __name__ == "__main__":
    print(field_tables())
