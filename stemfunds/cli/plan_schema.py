"""`stemfunds schema`: the JSON Schema of the plan file, for editors."""

from __future__ import annotations

import json

from stemfunds.cli.options import Packs, checked_packs


def schema(packs: Packs = None) -> None:
    """Print the JSON Schema of the plan file, with every fund, kind, item and fact as choices.

    \b
    Example:
      stemfunds schema > plan.schema.json
    and on the first line of a plan:
      # yaml-language-server: $schema=plan.schema.json
    """
    from stemfunds.judging.vocabulary import plan_vocabulary
    from stemfunds.plan.schema import plan_schema
    from stemfunds.rulebook.compiled import load_rulebook

    print(json.dumps(plan_schema(plan_vocabulary(load_rulebook(checked_packs(packs)))), indent=2, ensure_ascii=False))
