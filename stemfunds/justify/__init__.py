"""The budget justification: one document model made from a judged plan, one renderer for each format."""

from stemfunds.justify.errors import SumsDifferError, UnknownFormatError
from stemfunds.justify.writing import RENDERERS, write_justification

__all__ = ["RENDERERS", "SumsDifferError", "UnknownFormatError", "write_justification"]
