"""What the site generator calls while it builds. Everything that is shown is made by the program in the same run.

It stands beside `mkdocs.yml`, so that it finds the package `documentation` however the generator is started.
"""

from __future__ import annotations

import posixpath
import tempfile
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from documentation.blocks import WrongBlockError
from documentation.generated import TEXTS, generated_pages, rule_page_titles
from documentation.links import with_site_links
from documentation.telling import told

ROOT = Path(__file__).resolve().parent
_ORIGINS = {page: source for source, page in TEXTS.items()}


def on_config(config: Any) -> Any:
    """Put the pages of the rule reference into the navigation, behind the chart."""
    section = next(entry["The rules"] for entry in config["nav"] if "The rules" in entry)
    section += [{title: name} for name, title in rule_page_titles(ROOT).items() if name not in str(section)]
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that are made from the program."""
    for name, text in generated_pages(ROOT):
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Turn the links of the repository, run what the page says, and put the output in place."""
    uri = page.file.src_uri

    def add_file(path: str) -> str:
        # a file in Markdown that is no page of the site is shown as it is
        name = f"files/{path}.txt" if path.endswith(".md") else f"files/{path}"
        if files.get_file_from_path(name) is None:
            files.append(File.generated(config, name, content=(ROOT / path).read_bytes()))
        return name

    pages = {**TEXTS, **{f"docs/{file.src_uri}": file.src_uri for file in files.documentation_pages()}}
    turned = with_site_links(markdown, _ORIGINS.get(uri, f"docs/{uri}"), uri, pages, ROOT, add_file)
    with tempfile.TemporaryDirectory() as folder:
        try:
            shown = told(turned, uri.removesuffix(".md"), Path(folder) / "work")
        except WrongBlockError as wrong:
            raise PluginError(f"{uri}: {wrong}") from None
    for name, content in shown.pictures.items():
        beside = posixpath.join(posixpath.dirname(uri), name)
        files.append(File.generated(config, beside, content=content))
    return shown.markdown
