"""The top-level keys that files of rules may have."""

from __future__ import annotations

from stemfunds.rulebook import pack_keys
from stemfunds.rulebook.files import RuleFile, refuse_unknown_keys
from stemfunds.rulebook.funds import FUND_KEYS
from stemfunds.rulebook.rules import SECTIONS

LISTS = {"ladder": "step", "goals": "goal", "object_classes": "object", "frameworks": "framework", "reasons": "reason"}
"""The short ordered lists, with the word by which messages call an entry."""

_WORD_KEYS = frozenset(
    "version defaults weights groups allocation_words kinds items facts sources figures definitions wording heard asked "
    "letter enclosure status examples sections grades traps programs pending notices references sheet title rows "
    "account_codes bases calculators checklist_sections checklist cross_checks braiding".split()
) | frozenset(LISTS)
_RULE_KEYS = frozenset(SECTIONS) | {"limits", "figures", "definitions", "framework"}
FILE_KEYS = FUND_KEYS | _RULE_KEYS | _WORD_KEYS


def check_keys(file: RuleFile) -> None:
    """Note every top-level key that no reader takes."""
    if file.pack:
        pack_keys.refuse_widening_keys(file, FILE_KEYS)
    elif "fund" not in file.root:  # the keys of a fund's file are checked with the fund
        refuse_unknown_keys(file, _RULE_KEYS | _WORD_KEYS)
