"""From a judged plan to a State's filled form: the form is found, its map is checked as a whole, then the file is filled."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from stemfunds.judging.result import PlanResult
from stemfunds.justify.errors import UnusableFileError
from stemfunds.justify.own_template.package import read_package
from stemfunds.justify.packing import zipped
from stemfunds.justify.words import clean
from stemfunds.reading.nearest import nearest_name
from stemfunds.rulebook.files import content_digest
from stemfunds.rulebook.form_model import Form
from stemfunds.rulebook.model import Pack, Rulebook


def fill_form(
    result: PlanResult, rulebook: Rulebook, folders: Iterable[Path], name: str, award: str | None, suffix: str
) -> bytes:
    """The bytes of the filled form `name` of the State packs in `folders`; `suffix` is that of the file to write.

    Raises UnusableFileError with everything that is wrong with the call, the map or the form.
    """
    from stemfunds.justify.state_form.figures import figures
    from stemfunds.justify.state_form.places import filled
    from stemfunds.justify.state_form.word import fill_word
    from stemfunds.justify.state_form.workbook import fill_workbook

    pack, form = _form(rulebook, name)
    kind = Path(form.file).suffix.lower()
    if suffix.lower() != kind:
        raise UnusableFileError(f'the form "{name}" is a {kind} file; expected a name that ends in {kind}')
    told = figures(result, rulebook, pack, form, _award(result, form, award))
    content = zipped(read_package(_file(pack, form, folders), "State form"))
    mistakes: list[tuple[int, str]] = []

    def note(line: int, says: str) -> None:
        mistakes.append((line, f"{form.stands_in}:{line}  {says}"))

    places = filled(form, told, note)
    if kind == ".xlsx":
        made = fill_workbook(content, places, note)
    else:
        made = fill_word(content, places, note, in_whole_dollars=form.rounding == "whole-dollars")
    if mistakes:
        raise UnusableFileError("\n".join(dict.fromkeys(says for _, says in sorted(mistakes))))
    return made


def _form(rulebook: Rulebook, name: str) -> tuple[Pack, Form]:
    forms = {form.id: (pack, form) for pack in rulebook.packs.values() for form in pack.forms.values()}
    if name in forms:
        return forms[name]
    if not forms:
        raise UnusableFileError(f'no form "{name}": forms come from a State pack; name one that has forms with --rules DIR')
    nearest = nearest_name(name, forms)
    hint = f' (did you mean "{nearest}"?)' if nearest else ""
    raise UnusableFileError(f'no form "{name}"{hint}; the State packs have {", ".join(forms)}')


def _award(result: PlanResult, form: Form, award: str | None) -> str:
    """The award that the form is about; empty for a form of the whole plan."""
    known = [use.award.id for use in result.awards]
    if form.per == "plan":
        if award is not None:
            raise UnusableFileError(f'the form "{form.id}" is about the whole plan; leave --award out')
        return ""
    if award is None and len(known) == 1:
        return known[0]
    listed = ", ".join(map(clean, known)) or "none"
    if award is None:
        raise UnusableFileError(f'the form "{form.id}" is filled for one award; name it with --award, one of {listed}')
    if award not in known:
        nearest = nearest_name(award, known)
        hint = f' (did you mean "{nearest}"?)' if nearest else ""
        raise UnusableFileError(f'no award "{award}" in the plan{hint}; it has {listed}')
    return award


def _file(pack: Pack, form: Form, folders: Iterable[Path]) -> Path:
    """The file of the form in the folder of its pack, known by its digest."""
    folder = next((folder for folder in folders if content_digest(folder) == pack.digest), None)
    if folder is None:
        raise UnusableFileError(f'the folder of the State pack "{pack.id}" is not there any more')
    path = folder / form.file
    if not path.is_file():
        raise UnusableFileError(f'{form.stands_in}:{form.line}  the file "{form.file}" of form "{form.id}" is not in the pack')
    return path
