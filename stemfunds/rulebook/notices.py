"""The notices that the program itself must be able to give: each with the words that it fills in."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping as MappingNode
from stemfunds.reading.nodes import Node, Place
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.model import Notice

WORDS: Mapping[str, frozenset[str]] = {
    notice: frozenset(words.split())
    for notice, words in {
        "NO-AUTHORITY": "fund kind",
        "WINDOW-DATES": "fund year opens closes obligated",
        "WINDOW-CLOSED": "fund year closes",
        "UNCONFIRMED": "",
        "ONLY-AN-EXAMPLE": "",
        "IN-FIGURES": "figures",
        "ON-TRIAL": "",
        "DETERMINATION-EXPIRED": "author rule until",
        "DETERMINATION-REFUSED": "author rule",
        "DETERMINATION-RECORDED": "author date decision reason",
        "EXPLANATION-UNUSED": "rule",
        "ACCEPTANCE-EXPIRED": "owner rule until",
        "NOBODY-PAYS": "amount",
        "AWARD-DIFFERS": "award planned listed",
        "AWARD-NOT-IN-PLAN": "award listed",
        "AWARD-NOT-IN-LIST": "award planned",
        "DISTRICT-NOT-IN-LIST": "district",
    }.items()
}
"""The notices, with the words that may stand in braces in what they say."""


def check_notices(files: Sequence[RuleFile], found: Mapping[str, Notice], stands: Mapping[str, tuple[RuleFile, Node]]) -> None:
    """Note every notice that is missing, and every word in braces that nothing fills in; `stands` says where a notice is."""
    for name, (file, node) in stands.items():
        if name in WORDS:
            _check_words(found[name], file, node)
    missing = [name for name in WORDS if name not in found]
    if not missing:
        return
    home = next((file for file in files if not file.pack and "notices" in file.root), files[0])
    spare = [name for name in found if name not in WORDS]
    for name in missing:
        near = nearest_name(name, spare)
        where = stands[near][1] if near is not None else home.root.get("notices") or Place(1, 1)
        file = stands[near][0] if near is not None else home
        message = f"there is no notice {name}, and the program needs its words"
        file.problems.add(where, message, found=near or "", expected=f"notice: {name}", nearest=near)


def _check_words(notice: Notice, file: RuleFile, node: Node) -> None:
    at = node.get("says") if isinstance(node, MappingNode) else None
    known = WORDS[notice.id]
    try:
        used = [name for _, name, _, _ in string.Formatter().parse(notice.says) if name is not None]
    except ValueError:
        file.problems.add(at or node, f"notice {notice.id}: a brace is left open; write {{{{ or }}}} for the sign itself")
        return
    for name in used:
        if name not in known:
            fills = ", ".join(f"{{{word}}}" for word in sorted(known)) or "nothing"
            message = f"notice {notice.id}: nothing fills in {{{name}}}; {fills} can stand there"
            file.problems.add(at or node, message, found=name, expected=fills, nearest=nearest_name(name, known))
