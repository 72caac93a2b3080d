"""The page of the Python interface shows classes that are `msgspec` structs with their parameters, as it shows dataclasses."""

from __future__ import annotations

from typing import Any

import griffe


class StructSignatures(griffe.Extension):
    """Gives every struct the parameters of its constructor: its fields, in their order."""

    def on_class(self, *, cls: griffe.Class, **_: Any) -> None:
        """Called by griffe for each class, when its members are known."""
        if not any(str(base).rpartition(".")[2] == "Struct" for base in cls.bases):
            return
        kind = griffe.ParameterKind.positional_or_keyword
        fields = [
            griffe.Parameter(member.name, annotation=member.annotation, kind=kind, default=member.value)
            for member in cls.members.values()
            if isinstance(member, griffe.Attribute) and member.annotation is not None and "property" not in member.labels
        ]
        parameters = griffe.Parameters(griffe.Parameter("self", kind=kind), *fields)
        cls.set_member("__init__", griffe.Function("__init__", parameters=parameters, returns="None"))
