"""What is read without building nodes, because nothing about it is unusual."""

from __future__ import annotations


class NotPlainError(Exception):
    """Something is unusual, and perhaps wrong: it needs the reader that knows places."""


class Bare(str):
    """A value as it was typed without quotes: a word or number of YAML, a JSON number with a fraction or exponent."""

    __slots__ = ()
