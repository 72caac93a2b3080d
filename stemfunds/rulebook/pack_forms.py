"""What a State pack says of the State's books and forms: its crosswalk, and how its forms are filled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

import msgspec

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Mapping, Node, described
from stemfunds.rulebook.crosswalks import read_crosswalk
from stemfunds.rulebook.entry import Entry, as_text
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.form_model import Form, FormCell, FormRows
from stemfunds.rulebook.model import Crosswalk, Pack
from stemfunds.rulebook.words import Words

_FORM_KEYS = frozenset({"form", "title", "file", "per", "rounding", "notice", "cells", "rows"})
_CELL_KEYS = frozenset({"sheet", "table", "at", "value", "account", "object"})
_ROWS_KEYS = frozenset({"sheet", "table", "first", "last", "account", "columns"})
_CELL = re.compile("[A-Z]{1,3}[1-9][0-9]{0,5}")
_PLACE = re.compile("[1-9][0-9]{0,3}/[1-9][0-9]?")
_WHAT = ("value", "account", "object")


def with_forms(pack: Pack, files: Iterable[RuleFile], words: Words) -> Pack:
    """The pack with the crosswalk and the forms of its files. Mistakes are noted at their places."""
    crosswalk: Crosswalk | None = None
    forms: dict[str, Form] = {}
    files = tuple(files)
    for file in files:
        node = file.root.get("crosswalk")
        if node is None:
            continue
        if crosswalk is not None:
            file.problems.add(node, f'pack "{file.pack}" has a crosswalk already; a pack has one chart of accounts')
        crosswalk = read_crosswalk(node, file, words)
    codes = {account.code: account.name for account in crosswalk.accounts} if crosswalk else {}
    for file in files:
        for node in file.entries("forms"):
            form = _FormReader(file, words, codes).read(node, pack.id)
            if form.id in forms:
                file.problems.add(node, f'form "{form.id}" stands twice in this pack', found=form.id)
            forms[form.id] = form
    return msgspec.structs.replace(pack, crosswalk=crosswalk, forms=forms)


class _FormReader:
    """Reads the forms of one file."""

    def __init__(self, file: RuleFile, words: Words, codes: dict[str, str]) -> None:
        self.file = file
        self.problems = file.problems
        self.words = words
        self.codes = codes

    def read(self, node: Node, pack: str) -> Form:
        entry = Entry(node, self.problems, _FORM_KEYS, "a form")
        name = entry.required_text("file")
        is_word = name.lower().endswith(".docx")
        if name and not name.lower().endswith((".docx", ".xlsx")):
            self.problems.add(entry.get("file") or entry.at, f'file "{name}": a form is filled as .xlsx or .docx', found=name)
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
            self.problems.add(
                entry.get("file") or entry.at, f'file "{name}": expected a file inside the folder of the pack', found=name
            )
        return Form(
            id=entry.required_text("form"),
            title=entry.required_text("title"),
            file=name,
            pack=pack,
            stands_in=self.file.name,
            line=entry.at.line,
            per=cast(Any, entry.choice("per", frozenset({"plan", "award"}), "award")),
            rounding=cast(Any, entry.choice("rounding", frozenset({"cents", "whole-dollars"}), "cents")),
            notice=entry.text("notice"),
            cells=tuple(self._cell(one, is_word) for one in entry.entries("cells")),
            rows=tuple(self._rows(one, is_word) for one in entry.entries("rows")),
        )

    def _cell(self, node: Node, is_word: bool) -> FormCell:
        entry = Entry(node, self.problems, _CELL_KEYS, "a cell of a form")
        at = entry.required_text("at")
        form, expected = (_PLACE, "row/column of the table, such as 3/2") if is_word else (_CELL, "a cell, such as C5")
        if at and not form.fullmatch(at):
            self.problems.add(entry.get("at") or entry.at, f'at "{at}": expected {expected}', found=at)
        given = [key for key in _WHAT if entry.get(key) is not None]
        if len(given) != 1:
            self.problems.add(node, "a cell of a form holds one thing: a value, an account or an object class", expected="value")
        return FormCell(
            at=at,
            line=entry.at.line,
            sheet=self._place(entry, is_word)[0],
            table=self._place(entry, is_word, again=True)[1],
            value=entry.text("value"),
            account=self._known(entry, "account", self.codes),
            object=self._known(entry, "object", self.words.object_classes),
        )

    def _rows(self, node: Node, is_word: bool) -> FormRows:
        entry = Entry(node, self.problems, _ROWS_KEYS, "rows of a form")
        first, last = entry.whole("first"), entry.whole("last")
        if not 1 <= first <= last:
            self.problems.add(node, f"rows of a form go from {first} to {last}: expected first and last, counted from 1")
        columns = entry.require("columns")
        named: dict[str, str] = {}
        if isinstance(columns, Mapping):
            named = {key.text: as_text(value, self.problems, key.text) for key, value in columns}
            wanted = re.compile("[1-9][0-9]?" if is_word else "[A-Z]{1,3}")
            for key, _ in columns:
                if not wanted.fullmatch(key.text):
                    expected = "a number, such as 2" if is_word else "letters, such as C"
                    self.problems.add(key, f'column "{key.text}": expected {expected}', found=key.text)
        elif columns is not None:
            self.problems.add(columns, f"columns: expected columns with their values, found {described(columns)}")
        return FormRows(
            first=first,
            last=last,
            at_line=entry.at.line,
            columns=named,
            sheet=self._place(entry, is_word)[0],
            table=self._place(entry, is_word, again=True)[1],
            account=self._known(entry, "account", self.codes),
        )

    def _place(self, entry: Entry, is_word: bool, *, again: bool = False) -> tuple[str, int]:
        """The sheet of a workbook, or the table of a Word form. Said once what is missing."""
        wanted, other = ("table", "sheet") if is_word else ("sheet", "table")
        if not again:
            entry.require(wanted)
            if (found := entry.get(other)) is not None:
                self.problems.add(found, f'"{other}" in a form of this kind: expected "{wanted}"')
        return ("", entry.whole("table")) if is_word else (entry.text("sheet"), 0)

    def _known(self, entry: Entry, key: str, known: Iterable[str]) -> str:
        text = entry.text(key)
        names = tuple(known)
        if text and text not in names:
            what = "account code of the crosswalk" if key == "account" else "object class"
            self.problems.add(
                entry.get(key) or entry.at, f'unknown {what} "{text}"', found=text, nearest=nearest_name(text, names)
            )
        return text
