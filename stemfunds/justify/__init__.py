"""The budget justification: one document model made from a judged plan, one renderer for each format."""

from stemfunds.justify.errors import SumsDifferError, UnknownFormatError, UnusableFileError
from stemfunds.justify.writing import RENDERERS, write_from_template, write_justification, write_state_form

__all__ = [
    "RENDERERS",
    "SumsDifferError",
    "UnknownFormatError",
    "UnusableFileError",
    "write_from_template",
    "write_justification",
    "write_state_form",
]
