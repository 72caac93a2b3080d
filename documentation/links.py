"""Links of pages that stand in the repository, turned so that they lead to the same thing on the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]+)\]\((?P<target>[^)#\s:]+)(?P<anchor>#[^)]*)?\)")
_FENCED = re.compile(r"(^```.*?^```[^\n]*\n|^~~~.*?^~~~[^\n]*\n)", re.DOTALL | re.MULTILINE)


def with_site_links(
    markdown: str, origin: str, page: str, pages: Mapping[str, str], root: Path, add_file: Callable[[str], str]
) -> str:
    """The text with every link to a file of the repository turned.

    `origin` is the file of the text in the repository, `page` its page; `pages` maps files to pages. Another file is offered
    for download: `add_file` takes its path and gives the address on the site. A folder without a page keeps its words only.
    """

    def turned(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(origin), match["target"]))
        known = pages.get(target) or pages.get(f"{target}/README.md")
        if known is None and (root / target).is_file():
            known = add_file(target)
        if known is None:
            return match["words"] if (root / target).is_dir() else match[0]
        return f"[{match['words']}]({posixpath.relpath(known, posixpath.dirname(page) or '.')}{match['anchor'] or ''})"

    parts = _FENCED.split(markdown)
    return "".join(part if number % 2 else _LINK.sub(turned, part) for number, part in enumerate(parts))
