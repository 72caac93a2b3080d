"""`stemfunds rulebook schema`: the JSON Schema of rule files, for editors."""

from __future__ import annotations

import json

from stemfunds.cli.options import Folder, Packs, given_packs


def file_schema(folder: Folder = None, packs: Packs = None) -> None:
    """Print the JSON Schema of rule files, with every fact, kind, item, fund and definition as choices.

    \b
    Example:
      stemfunds rulebook schema > rules.schema.json
    and on the first line of a rule file:
      # yaml-language-server: $schema=../rules.schema.json
    """
    from stemfunds.rulebook.compiled import load_rulebook
    from stemfunds.rulebook.file_schema import rule_file_schema

    print(json.dumps(rule_file_schema(load_rulebook(given_packs(packs), folder)), indent=2, ensure_ascii=False))
