"""`stemfunds rulebook show`: the rules in effect on a date, federal and packs."""

from __future__ import annotations

from typing import Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import AsOf, Folder, Packs, given_packs, judged_on, refuse
from stemfunds.reading.nearest import nearest_name


def show(
    fund: Annotated[
        str, typer.Option("--fund", metavar="FUND", help="Only what bears on this fund.", autocompletion=completing.funds)
    ] = "",
    as_of: AsOf = None,
    packs: Packs = None,
    folder: Folder = None,
) -> None:
    """Print the rules in effect, federal and packs, for awards of a date: so that two reviewers can compare what they applied.

    \b
    Examples:
      stemfunds rulebook show --fund title-iv-a
      stemfunds rulebook show --as-of 2024-07-01 \\
          --rules examples/state-packs/tighter-equipment-and-travel
    """
    from stemfunds.judging.ruleset import is_in_force
    from stemfunds.rulebook.compiled import load_rulebook

    rulebook = load_rulebook(given_packs(packs), folder)
    if fund and fund not in rulebook.funds:
        near = nearest_name(fund, rulebook.funds.keys())
        raise refuse(f'unknown fund "{fund}"' + (f' (did you mean "{near}"?)' if near else ""))
    owners = rulebook.owners_for(fund) if fund else (*rulebook.funds, *rulebook.frameworks)
    day = judged_on(as_of)
    print(f"rulebook {rulebook.version} {rulebook.digest}")
    for pack in rulebook.packs.values():
        print(f"pack {pack.id} {pack.digest}  {pack.title}")
    for rule in rulebook.rules_and_limits():
        if rule.owner in owners and is_in_force(rule.in_force_from, rule.in_force_until, day):
            print(f"{rule.owner:<24} {rule.id:<30} {rule.says}")
