"""How marks become output: what is run, what is shown, what stops the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from documentation.blocks import EditFile, Pictured, Run, WriteFile, WrongBlockError, blocks_of, chosen
from documentation.generated import generated_pages
from documentation.links import with_site_links
from documentation.session import Session
from documentation.telling import told
from documentation.terminal import picture, without_color

ROOT = Path(__file__).parent.parent.parent
LINES = ["head", "", "a one", "a two", "", "b one", "end"]


def test_a_mark_is_read_with_its_options() -> None:
    """And the words around it stay."""
    parts = list(
        blocks_of("before\n<!-- run: python x.py\nstatus: 1\nshow: first 2\nshow: last 1\npicture: Some words\n-->\nafter\n")
    )
    assert parts == [("before\n", Run("python x.py", 1, ("first 2", "last 1"), "Some words")), ("after\n", None)]


def test_files_differences_and_pictures_are_read() -> None:
    """The fenced text behind a mark belongs to it."""
    text = '<!-- file: a/b.txt -->\n```text\nx\n```\n<!-- edit: c -->\n```diff\n-x\n+y\n```\n<!-- page: d.pdf 2 "The second\npage" -->\n'
    assert [block for _, block in blocks_of(text)] == [
        WriteFile("a/b.txt", "x\n"),
        EditFile("c", "-x\n+y"),
        Pictured("d.pdf", "2", "The second page"),
        None,
    ]


@pytest.mark.parametrize(
    ("mark", "says"),
    [
        ("<!-- run: python x\nshown: all\n-->\n", 'unknown option "shown"'),
        ("<!-- file: x -->\nno fence\n", "expected a fenced text"),
        ("<!-- page: x.pdf -->\n", "a page number or size"),
    ],
)
def test_a_mark_that_cannot_be_read_stops_the_build(mark: str, says: str) -> None:
    """With the mark in the message."""
    with pytest.raises(WrongBlockError, match=says):
        list(blocks_of(mark))


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ((), LINES),
        (("nothing",), []),
        (("first 1",), ["head", "…"]),
        (("last 1",), ["…", "end"]),
        (('from "a " to "b "',), ["…", "a one", "a two", "…"]),
        (('from "b one"',), ["…", "b one", "end"]),
        (("first 1", 'from "one" to "two"', "last 1"), ["head", "…", "a one", "…", "end"]),
        (('from "a one" to "b"', 'from "one"'), ["…", "a one", "a two", "…", "b one", "end"]),
    ],
)
def test_parts_of_the_output_are_chosen(show: tuple[str, ...], expected: list[str]) -> None:
    """An ellipsis stands where lines are left out; a part is looked for behind the part before."""
    assert chosen(LINES, show) == expected


@pytest.mark.parametrize("show", ['from "nowhere"', "some of it"])
def test_a_part_that_is_not_there_stops_the_build(show: str) -> None:
    """The output has changed, and the page must be looked at."""
    with pytest.raises(WrongBlockError):
        chosen(LINES, (show,))


def test_a_page_runs_from_top_to_bottom(tmp_path: Path) -> None:
    """A file is written, changed, run, and its output stands where the mark stood; commands in a row share a box."""
    page = (
        "# Page\n\n<!-- file: say.py -->\n```python\nprint('old')\n```\n"
        "<!-- edit: say.py -->\n```diff\n-print('old')\n+print('new')\n```\n"
        "<!-- run: python say.py\n-->\n\n<!-- run: python say.py > said.txt\n-->\n\n<!-- run: cp say.py other/say.py\n-->\nend\n"
    )
    shown = told(page, "a/page", tmp_path / "work")
    assert shown.markdown.endswith(
        "```text\n$ python say.py\nnew\n$ python say.py > said.txt\n$ cp say.py other/say.py\n```\nend\n"
    )
    assert shown.pictures == {}
    assert not (tmp_path / "work").exists()


def test_a_picture_shows_colors_and_stands_beside_its_text(tmp_path: Path) -> None:
    """The words for those who do not see it, and the output as text, are on the page, too."""
    page = "<!-- run: stemfunds check examples/rural/plan.yaml --as-of 2026-11-23\nshow: first 5\npicture: The head of a check\n-->\n"
    first = told(page, "tutorials/one", tmp_path / "a")
    again = told(page, "tutorials/one", tmp_path / "b")
    assert first == again
    svg = first.pictures["tutorials-one-1.svg"].decode()
    assert "with&#160;conditions" in svg
    assert "fill: #00" in svg
    assert "![The head of a check](tutorials-one-1.svg)" in first.markdown
    assert "    ✓ with conditions." in first.markdown
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_colors_are_taken_off_and_kept_apart() -> None:
    """Styles of two pictures on one page have two names."""
    assert without_color(["\x1b[1;31mbad\x1b[0m  "]) == ["bad"]
    assert "one-r1" in picture(["\x1b[31mbad\x1b[0m"], "one")
    assert picture(["x"], "one") == picture(["x"], "one")


def test_a_command_that_ends_otherwise_stops_the_build(tmp_path: Path) -> None:
    """The page says what status it expects."""
    with Session(tmp_path / "work") as session:
        session.write("fail.py", "raise SystemExit(3)\n")
        with pytest.raises(WrongBlockError, match="ended with status 3, expected 0"):
            session.run(Run("python fail.py"))
        assert session.run(Run("python fail.py", status=3)) == []
        session.write("where.py", "import os; print(os.getcwd())\n")
        with pytest.raises(WrongBlockError, match="a path of this machine"):
            session.run(Run("python where.py"))
        with pytest.raises(WrongBlockError, match="begins with stemfunds, python"):
            session.run(Run("rm -rf x"))
        with pytest.raises(WrongBlockError, match="stand there 0 times"):
            session.edit(EditFile("fail.py", "-nothing of it\n+x"))


def test_links_of_the_repository_lead_to_the_same_thing() -> None:
    """Pages to pages, other files to downloads, folders without a page to their words; code stays as it is."""
    added: list[str] = []

    def add(path: str) -> str:
        added.append(path)
        return f"files/{path}"

    text = "[rules](../rules/README.md#facts) [file](../examples/rural/plan.yaml) [folder](../rules/figures) [out](https://x.example)\n"
    code = "```md\n[rules](../rules/README.md)\n```\n"
    turned = with_site_links(text + code, "docs/a.md", "a.md", {"rules/README.md": "rules/how.md"}, ROOT, add)
    assert turned == "[rules](rules/how.md#facts) [file](files/examples/rural/plan.yaml) folder [out](https://x.example)\n" + code
    assert added == ["examples/rural/plan.yaml"]
    deep = with_site_links("[b](b.md)", "docs/x/a.md", "x/a.md", {"docs/x/b.md": "x/b.md"}, ROOT, add)
    assert deep == "[b](b.md)"


def test_every_fund_has_a_page_with_its_rules() -> None:
    """Made from the rules: headings, nested conditions, and the chart in front."""
    pages = dict(generated_pages(ROOT))
    assert "| Tutoring |" in pages["rules/index.md"]
    of_fund = pages["rules/title-iv-a.md"]
    assert of_fund.startswith("# Title IV-A: ")
    assert "\n### T4A-COMPETITION\n" in of_fund
    assert "\n    - " in of_fund
    assert pages["plan.schema.json"].startswith("{")
