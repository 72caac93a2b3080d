"""The page of a batch in a real browser, from a file, with every request forbidden but the one for itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from justify.tools import CHROMIUM, WITHOUT_NETWORK, program
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from strategies import federal_rulebook

from stemfunds.batch.building import build
from stemfunds.batch.page.render import NAME, report_page
from stemfunds.batch.record import Record, failed
from stemfunds.batch.store import open_store
from stemfunds.reading.problems import Problem

from .conftest import META, NAMES

MANY = 152
NASTY = '</script><script>document.title = "taken"</script><img src=x onerror=alert(1)>'


@dataclass
class Opened:
    """The page as it stands in the browser, what it said, and what it asked for."""

    page: Page
    folder: Path
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def rows(self) -> list[str]:
        """The districts that are shown."""
        return self.page.locator("#plans tbody th a").all_inner_texts()

    def count(self) -> str:
        """What the live region says."""
        return self.page.inner_text("#count")

    def choose(self, name: str, value: str) -> None:
        """Pick a value of a filter by its label, as a person does."""
        self.page.get_by_label(name, exact=True).select_option(value)

    def start(self) -> None:
        """Back to the whole queue."""
        self.page.goto((self.folder / NAME).as_uri())


def _changed(record: Record, number: int, title: str) -> Record:
    """The record of an example as that of another district."""
    [row] = record.rows["plans"]
    plan = [f"plan-{number:03}.yaml", *row[1:3], title, f"77{number:05}", f"District {number:03}", *row[6:]]
    rows = {**record.rows, "plans": [tuple(plan)]}
    return Record(record.verdict, rows, record.wordings, record.document, record.said, record.cells)


@pytest.fixture(scope="module")
def many(records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 152 plans, one of them broken, and the page."""
    folder = tmp_path_factory.mktemp("many")
    problem = Problem("broken.yaml", 2, 8, NASTY, found="titel", expected="title", nearest="title")
    made = [_changed(records[number % 4], number, NASTY if number == 4 else f"Plan {number}") for number in range(1, MANY)]
    everything = [*made, failed("broken.yaml", "", [problem])]
    meta = {**META, "plans": str(MANY), "missing": "0"}
    build(folder, enumerate(everything, 1), meta, federal_rulebook().review.checks.values())
    with open_store(folder) as store:
        (folder / NAME).write_bytes(report_page(store, federal_rulebook()))
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program(CHROMIUM, "CHROMIUM"), args=list(WITHOUT_NETWORK))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def opened(browser: Browser, many: Path) -> Iterator[Opened]:
    """The page; at the end it has said nothing and asked for nothing but itself."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    seen = Opened(page, many)

    def decide(route: Route) -> None:
        seen.asked.append(route.request.url.partition("#")[0])
        if seen.asked[-1] == (many / NAME).as_uri():
            route.continue_()
        else:
            route.abort()

    page.route("**/*", decide)
    page.on("console", lambda message: seen.said.append(message.text))
    page.on("pageerror", lambda error: seen.said.append(str(error)))
    yield seen
    assert seen.said == []
    assert set(seen.asked) == {(many / NAME).as_uri()}
    page.close()


def test_the_queue_begins_with_trouble(opened: Opened) -> None:
    """The broken plan, then the refused ones; fifty rows at a time, and the keyboard goes on where the new ones begin."""
    opened.start()
    assert opened.page.title() == f"{MANY} plans, checked as of 2026-11-23"
    assert opened.count().startswith(f"{MANY} of {MANY} plans, $")
    assert opened.count().endswith("; the first 50 are shown.")
    assert opened.rows()[:2] == ["broken.yaml", "District 004"]
    opened.page.get_by_role("button", name="Show more plans").click()
    assert len(opened.rows()) == 100
    opened.page.wait_for_function("name => document.activeElement.textContent === name", arg=opened.rows()[50])


def test_filters(opened: Opened) -> None:
    """By text, State, verdict, fund and rule, one after the other and together; what they leave is said."""
    opened.start()
    with open_store(opened.folder) as store:
        [[refused]] = store.query("SELECT count(*) FROM plans WHERE verdict = 'not-allowable'")
        [[perkins]] = store.query("SELECT count(DISTINCT plan) FROM charges WHERE fund = 'perkins-v'")
        [[late]] = store.query(
            "SELECT count(DISTINCT plan) FROM findings WHERE rule = 'ARP-WINDOW' AND verdict = 'not-allowable'"
        )
        [[texas]] = store.query("SELECT count(*) FROM plans WHERE state = 'TX'")
    opened.choose("Verdict", "3")
    assert opened.count().startswith(f"{refused} of {MANY} plans")
    opened.choose("State", "NE")
    assert (opened.count(), opened.rows()) == (f"0 of {MANY} plans, $0.00.", [])
    opened.page.get_by_role("button", name="Show all plans").click()
    expect(opened.page.locator("#count")).to_contain_text(f"{MANY} of {MANY} plans")
    for name, value, number in (("Fund", "perkins-v", perkins), ("Rule", "ARP-WINDOW", late), ("State", "TX", texas)):
        opened.choose(name, value)
        assert opened.count().startswith(f"{number} of {MANY} plans"), name
        opened.choose(name, "")
    opened.page.get_by_label("Text").fill("7700017")
    assert opened.rows() == ["District 017"]


def test_the_plan_shows_the_numbers_of_check(opened: Opened) -> None:
    """Total, charges, limits and findings are those of `check --format json`, for each of the examples."""
    with open_store(opened.folder) as store:
        for plan in range(1, len(NAMES) + 1):
            wanted = store.plan_object(plan)
            opened.start()
            opened.page.get_by_label("Text").fill(f"77{plan:05}")
            opened.page.get_by_role("link", name=f"District {plan:03}").click()
            opened.page.wait_for_selector("#plan h2")
            article = opened.page.locator("#plan")
            shown = article.inner_text()
            assert f"${int(wanted['total'][:-3]):,}{wanted['total'][-3:]}" in shown
            amounts = [charge for a in wanted["activities"] for line in a["lines"] for charge in line["charges"]]
            charges = article.locator(".charge").all_inner_texts()
            assert len(charges) == len(amounts)
            for text, charge in zip(charges, amounts, strict=True):
                assert f"${int(charge['amount'][:-3]):,}{charge['amount'][-3:]}" in text
                assert charge["reason"] is None or charge["reason"] in text
            breached = [limit for limit in wanted["limits"] if limit["status"] == "breached"]
            assert article.locator(".breached").count() == len(breached)
            for finding in wanted["findings"]:
                assert finding["message"] in shown


def test_back_to_the_queue(opened: Opened) -> None:
    """The way back keeps the filters and the place of the keyboard."""
    opened.start()
    opened.page.get_by_label("Text").fill("District 00")
    link = opened.page.get_by_role("link", name="District 008")
    link.focus()
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_function("document.activeElement.tagName === 'H2'")
    opened.page.get_by_role("link", name="Back to the queue").click()
    opened.page.wait_for_selector("#whole:not([hidden])")
    opened.page.wait_for_function("document.activeElement.textContent === 'District 008'")
    assert len(opened.rows()) == 9


def test_text_of_a_plan_stays_text(opened: Opened) -> None:
    """Neither a title nor a message becomes markup, in the queue, in a plan, or in the figures."""
    opened.start()
    opened.page.get_by_label("Text").fill("</script>")
    assert opened.rows() == ["District 004"]
    for name in ("District 004", "broken.yaml"):
        opened.start()
        opened.page.locator("#plans").get_by_role("link", name=name).click()
        opened.page.wait_for_selector("#plan h2")
        assert NASTY in opened.page.inner_text("#plan")
        assert opened.page.locator("img").count() == 0
    assert "line 2, column 8" in opened.page.inner_text("#plan")
    assert opened.page.title().endswith("checked as of 2026-11-23")


@pytest.mark.parametrize("width", [1200, 390])
def test_nothing_is_wider_than_the_screen(opened: Opened, width: int) -> None:
    """On a desk and on a phone, the whole page and a plan."""
    opened.page.set_viewport_size({"width": width, "height": 900})
    opened.start()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.page.goto((opened.folder / NAME).as_uri() + "#plan-4")
    opened.page.wait_for_selector("#plan h2")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.page.set_viewport_size({"width": 1200, "height": 900})


def test_every_field_has_a_label_and_every_chart_a_table(opened: Opened) -> None:
    """Named for those who do not see; the bars stand in the tables of their figures."""
    opened.start()
    fields = opened.page.locator("#filters input, #filters select")
    assert all(fields.nth(at).evaluate("e => e.labels.length") == 1 for at in range(fields.count()))
    assert opened.page.evaluate("[...document.querySelectorAll('svg.bar')].every(e => e.closest('tr').querySelector('.right'))")
    assert opened.page.locator("#count").get_attribute("aria-live") == "polite"


def test_a_link_to_a_rule_filters_the_queue(opened: Opened) -> None:
    """From the table of rules to the plans in which it speaks."""
    opened.start()
    opened.page.locator("#rules a[data-rule='ARP-WINDOW']").first.click()
    expect(opened.page.locator("#by-rule")).to_have_value("ARP-WINDOW")
    expect(opened.page.locator("#count")).not_to_contain_text(f"{MANY} of")


def test_the_same_store_gives_the_same_page(many: Path) -> None:
    """Byte for byte."""
    with open_store(many) as store:
        assert report_page(store, federal_rulebook()) == (many / NAME).read_bytes()
