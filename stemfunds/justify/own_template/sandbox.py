"""Where templates are filled: a sandbox in which nothing runs but loops, conditions and a few filters, and no loop for long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.filters import FILTERS
from jinja2.sandbox import SandboxedEnvironment
from jinja2.tests import TESTS

from stemfunds.justify.own_template.values import iso, plain, whole
from stemfunds.printable import printable

MOST_ROUNDS = 100_000
"""How many rounds all loops of one template may make together."""

OWN_FILTERS: dict[str, Callable[[Any], str]] = {"plain": plain, "whole": whole, "iso": iso}
"""The filters that stemfunds adds."""

KNOWN_FILTERS = (
    *("upper", "lower", "capitalize", "title", "trim", "truncate", "default", "length", "count", "first", "last", "join"),
    *("sum", "sort", "reverse", "unique", "map", "selectattr", "rejectattr", "list", "abs"),
)
"""The filters of Jinja that a template may use."""

KNOWN_TESTS = (
    "defined",
    "undefined",
    "even",
    "odd",
    "equalto",
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "in",
    "true",
    "false",
    "none",
)
"""The tests of Jinja that a template may use."""


class TooManyRounds(Exception):  # noqa: N818  (it says what happened)
    """The loops of a template run on and on."""


class Sandbox(SandboxedEnvironment):
    """A sandbox for one filling."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_printable)
        self.globals.clear()
        self.rounds = 0
        self.filters = {name: FILTERS[name] for name in KNOWN_FILTERS} | OWN_FILTERS | {"counted": self._counted}
        self.tests = {name: TESTS[name] for name in KNOWN_TESTS}

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing is called from a template."""
        return False

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            counted = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
            loop.iter = counted.set_environment(self)
        return tree

    def _counted(self, members: Iterable[Any]) -> _Counted:
        return _Counted(self, list(members))

    def turn(self) -> None:
        """One round of a loop."""
        self.rounds += 1
        if self.rounds > MOST_ROUNDS:
            raise TooManyRounds


class _Counted:
    """A list whose members are counted as they are taken."""

    def __init__(self, sandbox: Sandbox, members: list[Any]) -> None:
        self._sandbox = sandbox
        self._members = members

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[Any]:
        for member in self._members:
            self._sandbox.turn()
            yield member


def _printable(value: Any) -> Any:
    """No sign passes that a document cannot hold."""
    return printable(value) if type(value) is str else value
