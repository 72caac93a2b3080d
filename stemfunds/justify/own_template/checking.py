"""The check of a template before anything is filled: every name, every filter, every loop, all mistakes at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from stemfunds.justify.own_template.names import Names, element, has_names, named
from stemfunds.justify.own_template.sandbox import KNOWN_FILTERS, KNOWN_TESTS, OWN_FILTERS
from stemfunds.justify.own_template.values import Dollars
from stemfunds.reading.nearest import nearest_name

Scope = dict[str, Any]
"""Names with their types. None is a type that is not known."""

_LOOP: Scope = {"index": int, "index0": int, "first": bool, "last": bool, "length": int, "revindex": int, "revindex0": int}
_ALL_FILTERS = (*KNOWN_FILTERS, *OWN_FILTERS)
_KEEP_TYPE = frozenset({"sort", "reverse", "unique", "selectattr", "rejectattr", "list", "default"})
_BY_ATTRIBUTE = frozenset({"map", "selectattr", "rejectattr", "sum", "sort", "unique"})
_PLAIN = (
    *(nodes.TemplateData, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Neg),
    *(nodes.List, nodes.Tuple),
)
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Call: "nothing can be called from a template; use a filter, such as {{ name|upper }}",
    nodes.Concat: "texts are not joined with ~ in a template; write two tags beside each other",
    nodes.Pow: "powers are not available in a template",
}


class Checker:
    """Checks one template whose tags stand on a line each. `note` takes a line and what is wrong there."""

    def __init__(self, note: Callable[[int, str], None]) -> None:
        self.note = note

    def check(self, source: str) -> None:
        """Note everything that is wrong with the source."""
        environment = Environment(autoescape=True)
        environment.filters = dict.fromkeys((*environment.filters, *_ALL_FILTERS), environment.filters["upper"])
        try:
            tree = environment.parse(source)
        except TemplateSyntaxError as mistake:
            self.note(mistake.lineno, _in_words(mistake.message or ""))
            return
        self._all(tree.body, dict(named(Names)))

    def _all(self, body: list[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.For():
                self._loop(node, scope)
            case nodes.If():
                self._type(node.test, scope)
                for branch in (node.body, list[nodes.Node](node.elif_), node.else_):
                    self._all(branch, dict(scope))
            case nodes.Assign(target=nodes.Name(name=name)):
                scope[name] = self._type(node.node, scope)
            case nodes.Output():
                for part in node.nodes:
                    self._type(part, scope)
            case _:
                self.note(node.lineno, f'"{type(node).__name__.lower()}" is not available in a template')

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        of = self._type(node.iter, scope)
        inner = dict(scope) | {"loop": _LOOP}
        if of is not None and element(of) is None and of is not list:
            self.note(node.lineno, "a loop goes over a list, such as lines")
        if node.recursive or not isinstance(node.target, nodes.Name):
            self.note(node.lineno, 'a loop gives one name: "for line in lines"')
        else:
            inner[node.target.name] = element(of)
        if node.test is not None:
            self._type(node.test, inner)
        self._all(node.body, inner)
        self._all(node.else_, dict(scope))

    # --- what an expression is ------------------------------------------------------------------------------

    def _type(self, node: nodes.Node, scope: Scope) -> Any:
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._part(node.lineno, self._type(node.node, scope), node.attr)
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Const():
                return type(node.value)
            case nodes.CondExpr():
                parts = [self._type(part, scope) for part in (node.test, node.expr1, node.expr2) if part is not None]
                return parts[1]
            case nodes.Add() | nodes.Sub() | nodes.Mul() | nodes.Div():
                return self._arithmetic(node, scope)
        return self._other(node, scope)

    def _other(self, node: nodes.Node, scope: Scope) -> Any:
        """What has no type of its own: tests, comparisons, lists, and what is refused."""
        if isinstance(node, nodes.Test) and node.name not in KNOWN_TESTS:
            self._unknown(node.lineno, "test", node.name, KNOWN_TESTS)
        if type(node) in _REFUSED or not isinstance(node, _PLAIN):
            self.note(node.lineno, _REFUSED.get(type(node), f'"{type(node).__name__.lower()}" is not available in a template'))
            return None
        for child in node.iter_child_nodes():
            self._type(child, scope)
        return list if isinstance(node, (nodes.List, nodes.Tuple)) else None

    def _name(self, node: nodes.Name, scope: Scope) -> Any:
        if node.name not in scope:
            self._unknown(node.lineno, "name", node.name, scope)
        return scope.get(node.name)

    def _part(self, line: int, of: Any, name: str) -> Any:
        """The type of a part of a value."""
        if name.startswith("_"):
            self.note(line, f'"{name}" is not available in a template: it reaches into the program')
            return None
        if of is None:
            return None
        if (inner := element(of)) is not None:
            self.note(line, f'"{name}" is asked of a list; go through it with a loop{_or_first(inner, name)}')
            return None
        known = of if isinstance(of, dict) else named(of) if has_names(of) else {}
        if name not in known:
            if known:
                self._unknown(line, "name", name, known)
            else:
                self.note(line, f'"{name}" is asked of a single value, which has no parts')
        return known.get(name)

    def _item(self, node: nodes.Getitem, scope: Scope) -> Any:
        of = self._type(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._part(node.lineno, of, node.arg.value)
        if not (isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int)):
            self.note(node.lineno, "brackets take a number or a name in quotes")
        return element(of)

    def _filter(self, node: nodes.Filter, scope: Scope) -> Any:
        of = None if node.node is None else self._type(node.node, scope)
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self._type(argument, scope)
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            self.note(node.lineno, "a filter takes its arguments one by one")
        if node.name not in _ALL_FILTERS:
            self._unknown(node.lineno, "filter", node.name, _ALL_FILTERS)
            return None
        part = self._attribute(node, of)
        if node.name in _KEEP_TYPE:
            return of
        if node.name in ("first", "last"):
            return element(of)
        if node.name == "map":
            return list
        return part if node.name == "sum" and part is Dollars else int if node.name in ("length", "count", "sum") else str

    def _attribute(self, node: nodes.Filter, of: Any) -> Any:
        """The type of the part that a filter looks at; its name must be written out."""
        if node.name not in _BY_ATTRIBUTE:
            return None
        given = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        if not given and node.name in ("selectattr", "rejectattr", "sum"):
            given = node.args[:1]
        if node.name == "map" and not given:
            self.note(node.lineno, 'the filter "map" takes a part: map(attribute="amount")')
        for value in given:
            if not (isinstance(value, nodes.Const) and isinstance(value.value, str)):
                self.note(node.lineno, f'the filter "{node.name}" takes the name of a part in quotes')
                continue
            found = element(of)
            for name in value.value.split("."):
                found = self._part(node.lineno, found, name)
            return found
        return None

    def _arithmetic(self, node: nodes.BinExpr, scope: Scope) -> Any:
        sides = [self._type(side, scope) for side in (node.left, node.right)]
        if any(side is str for side in sides):
            self.note(node.lineno, "texts cannot be added or multiplied; write two tags beside each other")
        return Dollars if Dollars in sides and isinstance(node, nodes.Add | nodes.Sub) else None

    def _unknown(self, line: int, what: str, name: str, known: Any) -> None:
        nearest = nearest_name(name, tuple(known))
        self.note(line, f'unknown {what} "{name}"{f" (did you mean {chr(34)}{nearest}{chr(34)}?)" if nearest else ""}')


def _or_first(inner: type, name: str) -> str:
    return f': its members have "{name}"' if name in named(inner) else ""


def _in_words(message: str) -> str:
    """What Jinja says of a mistake, in words for people who write letters and not programs."""
    if "Unexpected end of template" in message:
        opened = "for" if "'endfor'" in message else "if"
        return f"a block is opened and never closed; it needs {{% end{opened} %}}"
    if "unknown tag" in message:
        name = message.partition("'")[2].partition("'")[0]
        nearest = nearest_name(name, ("for", "endfor", "if", "elif", "else", "endif", "set"))
        closes = name in ("endfor", "endif", "else", "elif")
        hint = " it closes a block that is not open" if closes else f' did you mean "{nearest}"?' if nearest else ""
        return f'unknown tag "{name}";{hint}' if hint else f'unknown tag "{name}"'
    return f"this tag cannot be read: {message}"
