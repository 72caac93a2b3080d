"""Two versions of the rural example: the second buys dearer kits, moves shirts to a federal award, drops a line and adds one."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPROVED = ROOT / "examples" / "rural" / "plan.yaml"
PACK = ROOT / "examples" / "state-packs" / "amendment-triggers"

_REFILL = APPROVED.read_text(encoding="utf-8").partition("      - id: R2-refill\n")[2].partition("\n\n")[0]
_SCALE = """\
      - id: R2-scale
        description: A precision scale
        item: supplies-materials
        amount: 450.00
        committed_on: 2026-11-30
        charge_to: IVA-26
"""
_CHANGES = (
    ("        unit_cost: 389.00\n", "        unit_cost: 489.00\n"),
    (
        "        charge_to: LOCAL-27              # federal money does not buy shirts (2 CFR 200.421)\n",
        "        charge_to: IVA-26\n",
    ),
    (
        f"      - id: R2-refill\n{_REFILL}\n",
        _SCALE,
    ),
)


def amended_text() -> str:
    """The text of the second version; each change is made once."""
    text = APPROVED.read_text(encoding="utf-8")
    for before, after in _CHANGES:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text
