"""From a folder of YAML to a checked rulebook: words first, then the rules that use them.

All mistakes of all files are found in one reading and told together, each with file, line, column and the nearest right name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from stemfunds.reading.nodes import Place
from stemfunds.reading.problems import Problem, Problems, UnusableInput
from stemfunds.rulebook import pack_loading, rule_loading, word_loading
from stemfunds.rulebook.apart import refuse_unseen_facts
from stemfunds.rulebook.braiding import read_braiding
from stemfunds.rulebook.file_keys import check_keys
from stemfunds.rulebook.files import RuleFile, combined_digest, content_digest, missing_lists, pack_folders, read_files, texts_of
from stemfunds.rulebook.gathered import Gathered
from stemfunds.rulebook.model import Rulebook
from stemfunds.rulebook.notices import check_notices
from stemfunds.rulebook.reads import with_dependencies
from stemfunds.rulebook.review import read_review
from stemfunds.rulebook.wording import read_wording


def load_rulebook_folder(folder: Path, packs: Sequence[Path] = ()) -> Rulebook:
    """The rulebook of a folder, with State packs on top; raises UnusableInput with every problem of every file."""
    rulebook, problems = read_rulebook_folder(folder, packs)
    if problems:
        raise UnusableInput(problems)
    return rulebook


def read_rulebook_folder(folder: Path, packs: Sequence[Path] = ()) -> tuple[Rulebook, list[Problem]]:
    """The rulebook without its broken rules, and what is wrong with the files.

    While a file cannot be read at all, only that is told: the words that stand in it would seem unknown wherever they are used.
    """
    files, broken = read_files(folder)
    if not files and not broken:
        Problems(folder.as_posix()).stop(Place(1, 1), "there are no rules here; expected a folder with .yaml files")
    named = pack_folders(folder, packs)
    for name, pack in named.items():
        more, wrong = read_files(pack, pack=name)
        files += more
        broken += wrong
    broken = broken or missing_lists(files, folder.name)
    gathered = _gathered(files, {name: content_digest(pack) for name, pack in named.items()})
    rulebook = _assembled(gathered, combined_digest(folder, packs))
    if not broken and not any(file.problems for file in files):
        refuse_unseen_facts(rulebook, gathered.apart)
    problems = [problem for found in broken or (file.problems for file in files) for problem in found]
    # a rule with a broken definition or figure cannot be followed to what it reads
    return rulebook if problems else with_dependencies(rulebook), problems


def _gathered(files: list[RuleFile], pack_digests: Mapping[str, str]) -> Gathered:
    """Read everything, in the order in which names are needed."""
    found = Gathered(files)
    for file in files:
        check_keys(file)
    word_loading.read_lists(found)
    word_loading.read_vocabularies(found)
    word_loading.read_definitions(found)
    rule_loading.read_bases(found)
    rule_loading.read_funds(found)
    pack_loading.read_packs(found, pack_digests)
    rule_loading.read_rules(found)
    pack_loading.check_packs(found)
    rule_loading.read_calculators(found)
    rule_loading.read_sheets(found)
    if found.funds:  # words alone judge no plan, and give no notice
        check_notices(files, found.notices, {name: at for (key, name), at in found.stands.items() if key == "notices"})
    return found


def _assembled(found: Gathered, digest: str) -> Rulebook:
    """All that was read, put together."""
    words = found.words
    return Rulebook(
        version=found.version,
        digest=digest,
        ladder=words.ladder,
        goals=words.goals,
        object_classes=words.object_classes,
        frameworks=words.frameworks,
        reasons=words.reasons,
        weights=words.weights,
        sources=words.sources,
        facts=words.facts,
        kind_groups=words.kind_groups,
        kinds=words.kinds,
        items=words.items,
        figures={name: figure for name, figure in words.figures.items() if figure is not None},
        definitions=found.definitions,
        funds=found.funds,
        rules=found.rules,
        limits=found.limits,
        programs=found.programs,
        pending=texts_of(found.files, "pending"),
        letter=words.letter,
        notices=found.notices,
        references=found.references,
        letter_grades=found.grades,
        letter_status=" ".join(texts_of(found.files, "status")),
        sheets=found.sheets,
        packs=found.packs,
        state_windows=found.state_windows,
        allocation_words=words.allocation_words,
        bases=found.bases,
        account_codes=words.account_codes,
        worked_out=tuple(fact.id for fact in words.facts.values() if fact.worked_out),
        worksheets=msgspec.Raw(msgspec.json.encode(found.calculators)),
        spoken=msgspec.Raw(msgspec.json.encode(read_wording(found.files, words.kinds, words.items, words.facts))),
        review=read_review(found.files, [*found.rules, *found.limits, *found.windows(), *found.notices], words.ladder),
        braiding=read_braiding(found.files, words.object_classes, words.kinds),
    )
