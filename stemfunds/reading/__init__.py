"""Reading files whatever their format: every value is text with its place until a field types it."""

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, Place, Scalar, Sequence, described, shortened
from stemfunds.reading.problems import Placed, Problem, Problems, UnusableInput

__all__ = [
    "Mapping",
    "Node",
    "Place",
    "Placed",
    "Problem",
    "Problems",
    "Scalar",
    "Sequence",
    "UnusableInput",
    "described",
    "nearest_name",
    "shortened",
]
