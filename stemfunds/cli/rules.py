"""`stemfunds rules`: look rules up, and print one with its citation."""

from __future__ import annotations

from typing import Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import NoColor, Packs, checked_packs, refuse
from stemfunds.reading.nearest import nearest_name


def rules(
    rule: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RULE or WORDS...]",
            help="A rule id, such as T4A-COMPETITION, or words to look for.",
            autocompletion=completing.rules,
        ),
    ] = None,
    packs: Packs = None,
    no_color: NoColor = False,
) -> None:
    """Print a rule: what it says, when it holds, what to do, its citations, and the file it is written in.

    \b
    Examples:
      stemfunds rules T4A-COMPETITION
      stemfunds rules title-iv-a
      stemfunds rules prior approval equipment
    """
    from stemfunds.cli.printing import show
    from stemfunds.reporting.output import width
    from stemfunds.reporting.rule_page import nearest_rule_list, rule_list, rule_page
    from stemfunds.rulebook.compiled import load_rulebook

    rulebook = load_rulebook(checked_packs(packs))
    query = " ".join(rule or [])
    page = rule_page(query.upper(), rulebook, width())
    if page is not None:
        show(page, no_color=no_color)
        return
    found = rule_list(rulebook, query, width())
    if not found:
        is_name = "-" in query and " " not in query
        near = nearest_name(query.upper(), [*rulebook.rules, *rulebook.limits]) if is_name else None
        if near is None:
            from stemfunds.asking.lookup import nearest_rules

            found = nearest_rule_list(query, [(one.id, one.matched) for one in nearest_rules(query, rulebook)], rulebook, width())
        if not found:
            hint = f' (did you mean "{near}"?)' if near else ""
            raise refuse(f'no rule "{query}"{hint}; stemfunds rules lists them')
    show(found, no_color=no_color)
