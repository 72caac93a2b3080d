"""The nearest right name forgives what people do not notice, and stays silent where nothing is near."""

from __future__ import annotations

import pytest

from stemfunds.reading.nearest import nearest_name

FUNDS = ["title-i-a", "title-ii-a", "title-iii-a", "title-iv-a", "title-iv-b", "perkins-v", "arp-esser", "state"]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Title-IV-A", "title-iv-a"),
        ("title_iv_a", "title-iv-a"),
        ("title-4a", "title-iv-a"),
        ("title 2a", "title-ii-a"),
        ("title-1-a", "title-i-a"),
        ("perkins-5", "perkins-v"),
        ("titel-iv-b", "title-iv-b"),
        ("arp_eser", "arp-esser"),
        ("Title IV Part A", "title-iv-a"),
    ],
)
def test_near_misses(typed: str, right: str) -> None:
    """Case, underscores, Roman numerals and slips of a letter do not matter."""
    assert nearest_name(typed, FUNDS) == right


def test_swapped_letters_are_nearer_than_others() -> None:
    """Two schools whose ids differ by a letter: the one with the same letters is meant."""
    assert nearest_name("tcse", ["tces", "tcms", "tchs"]) == "tces"


@pytest.mark.parametrize("typed", ["", "cafeteria", "zzz", "x" * 100_000])
def test_no_guess_without_likeness(typed: str) -> None:
    """A wrong guess costs more than none."""
    assert nearest_name(typed, FUNDS) is None


def test_other_spellings_lead_to_the_name() -> None:
    """An alias map answers with the id behind the nearest spelling."""
    aliases = {"title-iv-a": "title-iv-a", "SSAE": "title-iv-a", "21st CCLC": "title-iv-b"}
    assert nearest_name("ssae", aliases) == "title-iv-a"
    assert nearest_name("21st cclc", aliases) == "title-iv-b"


def test_a_table_of_things_answers_with_the_key() -> None:
    """A mapping from names to things that are not names is a list of names."""
    assert nearest_name("kinds", {"kind": 1, "item": 2}) == "kind"
