"""The web page in a real browser, Chromium without a window: on a desk, on a phone, on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Route, sync_playwright

from .drawn import ink, pages
from .once import Once
from .shelf import Shelved
from .test_context import sections, tables
from .tools import CHROMIUM, WITHOUT_NETWORK, program

DESK, PHONE = 1200, 390

STRUCTURE = """() => {
  const box = e => { const r = e.getBoundingClientRect(); return [r.left, r.top + scrollY, r.width, r.height] }
  const all = s => [...document.querySelectorAll(s)]
  return {
    width: document.documentElement.scrollWidth,
    headings: all('h1, h2, h3, h4').map(e => ({text: e.textContent, box: box(e)})),
    tables: all('table').map(e => ({caption: e.caption.textContent, rows: e.tBodies[0].rows.length, box: box(e)})),
    heads: all('thead').filter(e => getComputedStyle(e).position != 'absolute').map(box),
    parts: all('figure > svg .part').map(e => ({fill: getComputedStyle(e).fill, box: box(e)})),
    charts: all('figure > svg').map(box),
    outside: all('body *').filter(e => !e.closest('.scrolls') && !e.closest('thead') && !e.closest('.skip') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80)),
    small: all('svg text, p, td, th, li').filter(e => e.textContent.trim() && parseFloat(getComputedStyle(e).fontSize) < 11).length,
  }
}"""

CONTRASTS = """() => {
  const rgba = c => { const n = c.match(/[0-9.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n }
  const light = ([r, g, b]) => { const f = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b) }
  const ground = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c } return [255, 255, 255] }
  const worst = {}
  for (const e of document.querySelectorAll('body *')) {
    if (!(e instanceof HTMLElement) || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue
    const [a, b] = [light(rgba(getComputedStyle(e).color)), light(ground(e))]
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (ratio < 4.5) worst[e.tagName + '.' + e.className] = ratio
  }
  const numbers = [...document.querySelectorAll('svg .part + .key')]
  for (const e of numbers) {
    const [a, b] = [light(rgba(getComputedStyle(e).fill)), light(rgba(getComputedStyle(e.previousElementSibling).fill))]
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (ratio < 4.5) worst['key ' + e.textContent] = ratio
  }
  return {worst, numbers: numbers.length}
}"""


@dataclass
class Seen:
    """What the browser showed of a page at one width, what it said, and what it asked for."""

    structure: dict[str, Any]
    picture: Image.Image
    said: list[str]
    asked: list[str]
    contrasts: dict[str, Any]


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A browser, closed again at once: while one is open, its loop of events keeps other tests from having their own."""
    chromium = program(CHROMIUM, "CHROMIUM")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(WITHOUT_NETWORK))
        yield opened
        opened.close()


@pytest.fixture
def browser() -> Iterator[Browser]:
    """A browser for one test."""
    with a_browser() as opened:
        yield opened


def look_at(browser: Browser, path: Path, width: int) -> Seen:
    """Open a file with every request forbidden but the one for itself."""
    said: list[str] = []
    asked: list[str] = []

    def decide(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url == path.as_uri():
            route.continue_()
        else:
            route.abort()

    page = browser.new_page(viewport={"width": width, "height": 900})
    page.route("**/*", decide)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    structure = page.evaluate(STRUCTURE)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": 5000})))
    seen = Seen(structure, picture.convert("RGB"), said, asked, page.evaluate(CONTRASTS))
    page.close()
    return seen


def looked_at(path: Path, width: int) -> Seen:
    """The same in a browser of its own."""
    with a_browser() as browser:
        return look_at(browser, path, width)


@pytest.fixture(
    scope="session", params=[("short", DESK), ("short", PHONE), ("long", PHONE)], ids=lambda one: f"{one[0]}-{one[1]}"
)
def view(request: pytest.FixtureRequest, once: Once) -> tuple[Shelved, Seen]:
    """The short plan on a desk and on a phone, the long one on a phone."""
    name, width = request.param
    shelved: Shelved = request.getfixturevalue(name)
    path = shelved.file(".html")
    return shelved, once(f"{name}-{width}", lambda: looked_at(path, width))


@pytest.fixture
def seen(view: tuple[Shelved, Seen]) -> Seen:
    """What the browser showed."""
    return view[1]


def test_the_browser_asks_for_nothing_and_complains_of_nothing(view: tuple[Shelved, Seen]) -> None:
    shelved, seen = view
    assert seen.asked == [shelved.file(".html").as_uri()]
    assert seen.said == []


def test_all_headings_tables_and_charts_are_shown(view: tuple[Shelved, Seen]) -> None:
    shelved, seen = view
    document = shelved.document
    shown = seen.structure
    titles = [document.cover.title, "Contents", *(part.title for part in sections(document))]
    assert [heading["text"] for heading in shown["headings"]] == titles
    expected = [(f"Table {one.number}. {one.caption}", len(one.rows)) for one in tables(document)]
    assert [(one["caption"], one["rows"]) for one in shown["tables"]] == expected
    assert all(one["box"][2] > 200 and one["box"][3] > 20 for one in shown["tables"])
    assert [chart[2] > 200 and chart[3] > 50 for chart in shown["charts"]] == [True, True]


def test_the_page_never_scrolls_sideways(seen: Seen) -> None:
    """A wide table scrolls in its own box; everything else fits, and no text is too small to read."""
    assert seen.structure["width"] == seen.picture.width
    assert seen.structure["outside"] == []
    assert seen.structure["small"] == 0


def test_the_picture_shows_the_structure(seen: Seen) -> None:
    """Where the page says that a heading stands, there is ink; heads of tables are tinted; bars have their colours."""
    assert ink(seen.picture) is not None
    height = seen.picture.height
    inside = [heading["box"] for heading in seen.structure["headings"] if below_of(heading["box"]) < height]
    assert len(inside) > 2
    assert all(ink(seen.picture.crop(corners(box))) for box in inside)
    parts = [part for part in seen.structure["parts"] if below_of(part["box"]) < height and part["box"][2] > 30]
    for part in parts:
        left, top, _, height = part["box"]
        painted = seen.picture.getpixel((int(left) + 4, int(top + height / 2)))
        assert f"rgb{painted}" == part["fill"]


def test_heads_of_tables_are_tinted(seen: Seen) -> None:
    """But for those that are folded away on a phone."""
    assert len(seen.structure["heads"]) > 1
    shown = [box for box in seen.structure["heads"] if below_of(box) < seen.picture.height]
    for left, top, _, _ in shown:
        assert seen.picture.getpixel((int(left) + 3, int(top) + 5)) == (0xE4, 0xEC, 0xF2)


def test_every_text_stands_out_from_its_ground(seen: Seen) -> None:
    """At least 4.5 to 1, the numbers on the bars included."""
    assert seen.contrasts["numbers"] > 1
    assert seen.contrasts["worst"] == {}


def test_without_colours_the_page_says_the_same(browser: Browser, short: Shelved) -> None:
    """With colours forced by the reader, verdicts keep their words and signs, and bars their numbers and edges."""
    page = browser.new_page(forced_colors="active")
    page.goto(short.file(".html").as_uri())
    verdicts = page.locator(".verdict").all_inner_texts()
    assert {text.split(maxsplit=1)[1] for text in verdicts} >= {"Not allowable", "Needs information"}
    fills = page.locator("figure > svg .part").evaluate_all("all => all.map(e => getComputedStyle(e).fill)")
    assert len(set(fills)) == 1
    page.close()


def test_on_paper(browser: Browser, short: Shelved, tmp_path: Path) -> None:
    """No page is blank, nothing stands beside the text, and behind the contents no heading or caption ends a page."""
    page = browser.new_page()
    page.goto(short.file(".html").as_uri())
    path = tmp_path / "printed.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    page.close()
    drawn = pages(path)
    titles = {part.title for part in sections(short.document)}
    assert len(drawn) > 4
    for one in drawn:
        assert one.is_inside_the_margins, one.number
        assert one.body_ink is not None, one.number
        assert not one.lines[-1].startswith(("Table ", "Figure ")), one.number
        assert one.number == 2 or one.lines[-1] not in titles, one.number


def corners(box: list[float]) -> tuple[int, int, int, int]:
    left, top, width, height = (int(value) for value in box)
    return (left, top, left + width, top + height)


def below_of(box: list[float]) -> float:
    return box[1] + box[3]
