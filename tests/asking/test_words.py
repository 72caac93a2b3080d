"""Texts as words that can be compared."""

from __future__ import annotations

import pytest

from stemfunds.asking.spelling import corrected, joined
from stemfunds.asking.words import Reader, Word, stem
from stemfunds.rulebook.model import Wording

WORDING = Wording(
    little_words=("a", "the"),
    breaks=("for", "at"),
    abbreviations={"PD": "professional development"},
    capitals={"AT": "assistive tool"},
    actions=("rent", "repair"),
    own_words=("bowling",),
)
READER = Reader(WORDING)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("classes", "class"),
        ("buses", "bus"),
        ("supplies", "supply"),
        ("tutoring", "tutors"),
        ("planning", "planned"),
        ("boxes", "box"),
        ("licenses", "license"),
        ("coaches", "coaching"),
        ("stipends", "stipend"),
    ],
)
def test_endings_do_not_count(one: str, other: str) -> None:
    """Number and tense."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["bus", "gas", "class", "physics", "sing", "bed", "3d", "k12", "campus"])
def test_words_that_end_like_others(word: str) -> None:
    """Short words and those in -ss, -us and -is keep their ends."""
    assert stem(word) in (word, word.removesuffix("s"))
    assert len(stem(word)) >= 2


def test_little_words_and_amounts_are_left_out() -> None:
    """Prices and percentages say nothing of a kind or an item."""
    assert READER.stems("the 2 kits, a $1,500.00 printer (10%)") == ("2", "kit", "printer")


def test_abbreviations_are_written_out() -> None:
    """In any letters, or in capitals only."""
    assert READER.stems("PD pd") == ("professional", "development") * 2
    assert READER.stems("AT") == ("assistiv", "tool")
    assert READER.stems("at") == ()


def test_parts_of_a_sentence() -> None:
    """A break begins another part; the last word of each part is marked."""
    words = READER.words("robot kits for the club, pizza")
    assert [(word.stem, word.part, word.heads) for word in words] == [
        ("robot", 0, False),
        ("kit", 0, True),
        ("club", 1, True),
        ("pizza", 2, True),
    ]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("hotel shuttle for the team", ["shuttle", "team"]),
        ("goggles and aprons for labs", ["goggle", "apron", "lab"]),
        ("rent a big gym", ["rent"]),
        ("repair balances for labs", ["repair", "lab"]),
    ],
)
def test_what_a_part_is_about(text: str, heads: list[str]) -> None:
    """Its last word, each member of a list, or the verb that it opens with."""
    assert [word.stem for word in READER.words(text) if word.heads] == [stem(head) for head in heads]


def test_words_with_a_hyphen() -> None:
    """A little word within is left out and breaks nothing; a word with in, on or up is one word."""
    assert READER.stems("hard-for-all job") == ("hard", "all", "job")
    assert [word.part for word in READER.words("hard-for-all job")] == [0, 0, 0]
    assert READER.stems("add-on pay") == ("addon", "pay")
    assert READER.stems("re-key doors") == ("rekey", "door")


def test_words_that_keep_their_endings() -> None:
    """Bowling is no bowl."""
    assert READER.stems("bowling bowls Bowling") == ("bowling", "bowl", "bowling")


@pytest.mark.parametrize("text", ["3-D printer", "3D printer", "3d printers"])
def test_spellings_of_three_dimensions(text: str) -> None:
    """All one."""
    assert READER.stems(text) == ("3d", "printer")


def test_accents_and_apostrophes() -> None:
    """They do not part a word."""
    assert READER.stems("teacher\u2019s caf\u00e9") == ("teacher", "caf\u00e9".replace("\u00e9", "e"))


def test_words_written_apart() -> None:
    """Put together only where the vocabulary has the whole word and not the parts."""
    words = READER.words("chrome book")
    assert [word.stem for word in joined(words, {"chromebook"})] == ["chromebook"]
    assert [word.stem for word in joined(words, {"chromebook", "chrom", "book"})] == ["chrom", "book"]


def test_the_nearest_known_word() -> None:
    """One wrong letter is repaired and counts less; a short or quite different word is left."""
    known = ("algebra", "robotic", "tutor")
    found = corrected([Word("algabra"), Word("cat"), Word("zebra")], known, {})
    assert [word.stem for word in found] == ["algebra", "cat", "zebra"]
    assert found[0].sure < 1.0
    assert found[1].sure == 1.0


def test_a_misspelt_abbreviation() -> None:
    """It is repaired to what it stands for."""
    assert [word.stem for word in corrected([Word("mathmatics")], ("robot",), {"mathematics": ("math",)})] == ["math"]
