"""Puts the compiled rulebook into the wheel, so that an installed stemfunds never parses its rules from YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRulebook(BuildHookInterface):
    """Compiles `rules/` while the wheel is built; rules that do not load stop the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return  # a checkout compiles its rules into the user's cache, because they change
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from stemfunds.rulebook.compiled import compiled_key, write_compiled
        from stemfunds.rulebook.loader import load_rulebook_folder

        rulebook = load_rulebook_folder(root / "rules")
        target = Path(tempfile.mkdtemp()) / "rulebook.json"
        write_compiled(rulebook, compiled_key(rulebook.digest), target)
        build_data["force_include"][str(target)] = "stemfunds/compiled/rulebook.json"
