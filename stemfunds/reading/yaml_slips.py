"""What an author of YAML probably did, in words that say what to do: the parser's errors translated."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from stemfunds.reading.nodes import Place, shortened

Slip: TypeAlias = tuple[Place, str, str]
"""Where, the message, what is expected."""

_KEY = r"\s*(?:- +)*(?P<key>[^\s:#'\"\[{-][^:]*|\"[^\"]*\"|'[^']*'): +(?P<value>\S.*)"
_AFTER_TEXT = "expected.*key|expected.*'-'|expected.*block end|expected ',' or|mapping values"
_BAD_START = "cannot start any token|alphabetic or numeric|comment or|node content|keys are not"
_LINE_BREAK = "\r\n|[\n\r\x85\u2028\u2029]"


def explained(error: Any, text: str, last_quoted: Any) -> Slip:
    """The place and the message for an error of the YAML parser; `last_quoted` is the last quoted value."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Place(1, 1), f"this is not YAML: {shortened(str(error), 120)}", "YAML"
    lines = re.split(_LINE_BREAK, text)
    line = lines[mark.line] if mark.line < len(lines) else ""
    problem = error.problem or ""
    return (
        _tab(mark, line)
        or _unclosed_quote(error, problem)
        or _text_around_quotes(mark, problem, line, last_quoted)
        or _colon_in_value(mark, problem, lines)
        or _first_sign(error, mark, problem, line)
        or _structure(error, mark, problem, line)
        or (_place(mark), f"this is not YAML: {shortened(problem, 120)}", "YAML")
    )


def _tab(mark: Any, line: str) -> Slip | None:
    if re.match(r" *\t", line):
        return Place(mark.line + 1, line.index("\t") + 1), "a tab in the indentation; use spaces", "spaces"
    if line[mark.column : mark.column + 1] == "\t":
        return _place(mark), "a tab where only spaces may stand; use spaces", "spaces"
    return None


def _unclosed_quote(error: Any, problem: str) -> Slip | None:
    if "quoted scalar" not in (error.context or "") or error.context_mark is None:
        return None
    if "escape" in problem:
        message = "a backslash in double quotes begins a code; write it twice, or use single quotes"
        return _place(error.problem_mark), message, "\\\\"
    return _place(error.context_mark), "the quote opened here is never closed; close it", "a closing quote"


def _text_around_quotes(mark: Any, problem: str, line: str, last_quoted: Any) -> Slip | None:
    """A quote that swallowed lines, or text behind a closing quote."""
    if last_quoted is None or not re.search(_AFTER_TEXT, problem):
        return None
    start, end = last_quoted.start_mark, last_quoted.end_mark
    if end.line != mark.line or end.column > mark.column:
        return None
    if start.line < end.line:
        message = f"the quote opened here is closed only in line {end.line + 1}; close it behind its value"
        return _place(start), message, "a closing quote"
    if not line[end.column :].strip():
        return None
    if last_quoted.style == "'" and line[end.column : end.column + 1].isalpha():
        message = "the apostrophe ends the text here; put the whole value in double quotes"
        return Place(end.line + 1, end.column), message, "double quotes around the value"
    message = "text goes on after the closing quote"
    return Place(end.line + 1, end.column + 1), message, "quotes around the whole value"


def _colon_in_value(mark: Any, problem: str, lines: list[str]) -> Slip | None:
    if "mapping values are not allowed" not in problem:
        return None
    line = lines[mark.line]
    found = re.match(_KEY, line)
    if found is not None and mark.column >= found.start("value"):
        suggestion = _quoted_entry(found)
        message = f"a colon and a space inside a value; write the value in quotes: {suggestion}"
        return Place(mark.line + 1, found.start("value") + 1), message, suggestion
    above = lines[mark.line - 1] if mark.line else ""
    if mark.line and ":" not in above and above.strip():
        column = len(above) - len(above.lstrip()) + 1
        return Place(mark.line, column), 'no colon behind the name; expected "name: value"', "name: value"
    return _indentation(mark.line, line)


def _first_sign(error: Any, mark: Any, problem: str, line: str) -> Slip | None:
    """A value that begins with a sign which means something else in YAML."""
    if re.search(_BAD_START, problem) is None:
        return None
    context = error.context_mark if "scanning a" in (error.context or "") else None
    at = context or mark
    sign = line[at.column : at.column + 1] if at.line == mark.line else ""
    if not sign:
        return _place(mark), "a value is missing here", "a value"
    found = re.match(_KEY, line)
    suggestion = _quoted_entry(found) if found else _in_quotes(line[at.column :])
    return _place(at), f"a value cannot begin with {shortened(sign)}; write it in quotes: {suggestion}", suggestion


def _structure(error: Any, mark: Any, problem: str, line: str) -> Slip | None:
    context = error.context_mark
    bracket = re.search(r"'([\]}])'", problem)
    if bracket is not None and context is not None:
        closing = bracket.group(1)
        opened = "[" if closing == "]" else "{"
        message = f"{opened} is not closed: a {closing} or a comma is missing before line {mark.line + 1}"
        return _place(context), message, closing
    if "':'" in problem and context is not None:
        return _place(context), 'no colon behind the name; expected "name: value"', "name: value"
    if "sequence entries" in problem:
        return _place(mark), 'a list begins on a line of its own: put "- …" below the name', "- …"
    if re.search("expected.*key|expected.*'-'|block end", problem):
        return _indentation(mark.line, line)
    return None


def _indentation(number: int, line: str) -> Slip:
    indent = len(line) - len(line.lstrip())
    message = "the indentation fits no line above; entries that belong together begin in the same column"
    return Place(number + 1, indent + 1), message, "the column of the entries above"


def _quoted_entry(entry: re.Match[str]) -> str:
    return f"{shortened(entry['key'])}: {_in_quotes(entry['value'])}"


def _in_quotes(value: str) -> str:
    value = shortened(value, 80)
    return f'"{value}"' if '"' not in value and "\\" not in value else "'" + value.replace("'", "''") + "'"


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)
