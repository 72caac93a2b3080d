"""Check STEM spending plans against the law of every federal education fund, and say why.

The Python interface stands in `stemfunds.interface`; its names are imported only when somebody asks for one.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # the real one costs an import of typing, and people ask for the version often
if TYPE_CHECKING:
    from stemfunds.interface import (
        Finding,
        Plan,
        PlanResult,
        Rulebook,
        UnusableInput,
        Verdict,
        judge,
        load_plan,
        load_plans,
        load_rulebook,
    )

__all__ = [
    "Finding",
    "Plan",
    "PlanResult",
    "Rulebook",
    "UnusableInput",
    "Verdict",
    "__version__",
    "judge",
    "load_plan",
    "load_plans",
    "load_rulebook",
]


if not TYPE_CHECKING:  # so that a checker of types refuses names that do not exist

    def __getattr__(name: str) -> object:
        """A name of the interface, at its first use."""
        if name in __all__:
            from stemfunds import interface

            return getattr(interface, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
