"""State packs on top of the federal rules: their heads and windows, and the refusal of whatever would loosen federal law."""

from __future__ import annotations

from collections.abc import Mapping

from stemfunds.reading.nodes import Scalar
from stemfunds.rulebook import pack_checks, pack_forms, pack_keys, packs
from stemfunds.rulebook.gathered import Gathered
from stemfunds.rulebook.windows import read_window


def read_packs(found: Gathered, digests: Mapping[str, str]) -> None:
    """The heads and windows of State packs; each window is compared with the one of the fund."""
    files = [file for file in found.files if file.pack]
    packs.refuse_other_heads(files)
    for file in files:
        if pack_keys.is_head(file) and "pack" in file.root:
            pack = packs.read_pack(file, digests[file.pack], found.words)
            found.packs[pack.id] = pack_forms.with_forms(pack, [one for one in files if one.pack == file.pack], found.words)
    prefixes = {file.pack: file.root.get("prefix") for file in files if pack_keys.is_head(file)}
    for file in files:
        window, owner = file.root.get("window"), file.owner
        if window is None or owner is None:
            continue
        before = len(file.problems)
        read = read_window(window, owner, found.words, file.problems)
        if len(file.problems) > before:
            continue
        if read.id in found.windows():
            file.problems.add(window, found.twice(read.id))
        fund, prefix = found.funds.get(owner), prefixes.get(file.pack)
        prefix_text = prefix.text if isinstance(prefix, Scalar) else ""
        pack_checks.check_window(read, fund.window if fund else None, prefix_text, file, found.words)
        found.state_windows[owner] = (*found.state_windows.get(owner, ()), read)


def check_packs(found: Gathered) -> None:
    """What would loosen federal law, refused with both rules named."""
    files = [file for file in found.files if file.pack]
    names = {file.name for file in files}
    federal = pack_checks.Federal(
        {rule.id: rule for rule in found.rules.values() if rule.file not in names},
        {limit.id: limit for limit in found.limits.values() if limit.file not in names},
        {window.id: window for window in found.windows().values() if window.file not in names},
    )
    pack_checks.check_pack_files(files, federal, found.rules, found.limits, found.words, found.stands)
