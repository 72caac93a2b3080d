"""A consultant's template: filled with the figures of the check, held back with clear words where it is wrong or hostile."""

from __future__ import annotations

import importlib.util
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stemfunds.judging.judge import judge_plan
from stemfunds.judging.result import PlanResult
from stemfunds.judging.vocabulary import plan_vocabulary
from stemfunds.justify.errors import UnusableFileError
from stemfunds.justify.own_template.fill import TemplateMistakesError, fill_template
from stemfunds.justify.own_template.package import UnsafeFileError
from stemfunds.justify.own_template.reference import BEGINS, ENDS, reference
from stemfunds.plan.reader import read_plan
from stemfunds.reading.numbers import dollars
from stemfunds.reporting.json_report import document as json_document
from stemfunds.rulebook.model import Rulebook

from ..conftest import HOSTILE
from .word_files import changed, tables, template, texts

ROOT = Path(__file__).parents[3]
CONSULTANT = ROOT / "examples" / "templates" / "consultant.docx"


def in_cents(text: str) -> int:
    """Money of the JSON as cents."""
    return int(text.replace(".", ""))


@pytest.fixture(scope="session", params=["rural", "urban"])
def filled(request: pytest.FixtureRequest, federal: Rulebook) -> tuple[dict[str, Any], bytes]:
    """Two examples: what `check --format json` says, and the example template filled."""
    path = ROOT / "examples" / request.param / "plan.yaml"
    result = judge_plan(read_plan(path, plan_vocabulary(federal)), federal, date(2026, 11, 23))
    told: dict[str, Any] = json.loads(json_document([result], federal))["plans"][0]
    return told, fill_template(result, federal, CONSULTANT)


def test_the_example_has_the_figures_of_the_check(filled: tuple[dict[str, Any], bytes]) -> None:
    """The total, every award, every object class and every line, as text in Word."""
    told, content = filled
    cover, awards, classes, *activities = tables(content)
    assert ["Total", dollars(in_cents(told["total"]))] in cover
    expected = [[dollars(in_cents(one[key])) for key in ("available", "charged")] for one in told["awards"]]
    assert [row[1:3] for row in awards[1:-1]] == expected
    assert awards[-1][2] == dollars(sum(in_cents(one["charged"]) for one in told["awards"]))
    assert classes[-1][1:3] == ["Total", dollars(in_cents(told["total"]))]
    lines = [[(line["id"], dollars(in_cents(line["amount"]))) for line in activity["lines"]] for activity in told["activities"]]
    assert [[(row[0], row[3]) for row in table[1:-1]] for table in activities] == lines
    assert [table[-1][3] for table in activities] == [dollars(in_cents(activity["amount"])) for activity in told["activities"]]


def test_no_tag_is_left_and_nothing_is_stamped(filled: tuple[dict[str, Any], bytes]) -> None:
    _, content = filled
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in archive.namelist():
            part = archive.read(name)
            assert b"{{" not in part
            assert b"{%" not in part
    assert not any("{" in text for text in texts(content))


def test_the_same_bytes_twice(clean: PlanResult, rules: Rulebook) -> None:
    assert fill_template(clean, rules, CONSULTANT) == fill_template(clean, rules, CONSULTANT)


def test_the_example_is_what_its_script_builds() -> None:
    """Whoever changes the script, or the file, sees it here."""
    spec = importlib.util.spec_from_file_location("build_template", CONSULTANT.with_name("build.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.build() == CONSULTANT.read_bytes()


def test_the_page_lists_every_name() -> None:
    """docs/templates.md is made from the classes that templates are checked against."""
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    assert page[page.index(BEGINS) : page.index(ENDS) + len(ENDS)] == reference()


def test_every_name_of_the_page_can_be_filled(clean: PlanResult, rules: Rulebook, tmp_path: Path) -> None:
    """Each name, in a template that uses them all."""
    from stemfunds.justify.own_template.names import Names, element, has_names, named

    used: list[str] = []

    def use(of: type, prefix: str) -> None:
        for name, kind in named(of).items():
            inner = element(kind)
            if inner is not None:
                used.append(f"{{%p for x{len(prefix)}{name} in {prefix}{name} %}}")
                use(inner, f"x{len(prefix)}{name}.")
                used.append("{%p endfor %}")
            elif has_names(kind):
                use(kind, f"{prefix}{name}.")
            else:
                used.append(f"{prefix}{name}={{{{ {prefix}{name} }}}}")

    use(Names, "")
    content = fill_template(clean, rules, template(tmp_path / "all.docx", *used))
    said = texts(content)
    assert "total=$10,000.00" in said
    assert "as_of=November 23, 2026" in said
    assert "x0lines.arithmetic=10 units × $400.00 = $4,000.00" in said


def test_money_adds_up_and_filters_work(clean: PlanResult, rules: Rulebook, tmp_path: Path) -> None:
    tags = (
        "{{ awards|sum('charged') }} {{ lines|sum(attribute='amount')|plain }} {{ (total + total)|whole }} {{ as_of|iso }}",
        "{% set first = activities|first %}{{ first.title|upper }} {{ lines|length }}",
        "{{ activities[0].lines[1]['amount'] }} {{ lines|map(attribute='id')|join(', ') }}",
        "{% for a in awards if a.left > 0 %}{{ loop.index }}{{ a.id }}{% if not loop.last %}; {% endif %}{% endfor %}",
        "{{ 'over' if total > awards|sum('available') else 'inside' }}",
    )
    said = texts(fill_template(clean, rules, template(tmp_path / "t.docx", *tags)))
    assert said == [
        "$10,000.00 10000.00 $20,000 2026-11-23",
        "ROBOTICS A1 4",
        "$2,000.00 A1-pay, A1-kits, A2-lab, A2-bus",
        "1AW-A; 2AW-B",
        "inside",
    ]


def test_texts_of_a_plan_stay_texts(hostile: PlanResult, rules: Rulebook, tmp_path: Path) -> None:
    """Markup, tags and control signs in a plan come out as the letters they are."""
    said = texts(fill_template(hostile, rules, template(tmp_path / "t.docx", "{{ activities[0].title }}")))
    assert said[0].startswith("</w:t></w:r><w:p/> {{ 7*7 }} {% raw %} <script>")
    assert "\x07" not in said[0]
    assert HOSTILE.count("{{") == 1


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("{{ totl }}", 'unknown name "totl" (did you mean "total"?)'),
        ("{{ district.nmae }}", 'unknown name "nmae" (did you mean "name"?)'),
        ("{% for l in lines %}{{ l.ammount }}{% endfor %}", 'unknown name "ammount" (did you mean "amount"?)'),
        ("{{ lines.amount }}", '"amount" is asked of a list; go through it with a loop: its members have "amount"'),
        ("{{ total.cents }}", '"cents" is asked of a single value, which has no parts'),
        ("{{ total|uper }}", 'unknown filter "uper" (did you mean "upper"?)'),
        ("{{ verdict|safe }}", 'unknown filter "safe"'),
        ("{{ lines|sum('amuont') }}", 'unknown name "amuont" (did you mean "amount"?)'),
        ("{% fro line in lines %}", 'unknown tag "fro"; did you mean "for"?'),
        ("{% for line in lines %}", "a block is opened and never closed; it needs {% endfor %}"),
        ("{% endif %}", 'unknown tag "endif"; it closes a block that is not open'),
        ("{{ total", "a tag does not end in its paragraph"),
        ("{% for x in total %}{% endfor %}", "a loop goes over a list, such as lines"),
        ("{{ total + }}", "this tag cannot be read"),
        ("{%p if is_draft %} and more", "a tag with p takes out its whole paragraph; nothing else may stand there"),
        ("{{ ''.__class__.__mro__ }}", '"__class__" is not available in a template: it reaches into the program'),
        ("{{ district['__init__'] }}", '"__init__" is not available in a template'),
        ("{{ lines|map(attribute='__class__')|list }}", '"__class__" is not available in a template'),
        ("{{ district.name.upper() }}", "nothing can be called from a template"),
        ("{% for x in range(1000000000) %}{% endfor %}", "nothing can be called from a template"),
        ("{{ 'x' * 1000000000 }}", "texts cannot be added or multiplied"),
        ("{{ 9 ** 9 ** 9 }}", "powers are not available in a template"),
        ("{{ verdict ~ verdict }}", "texts are not joined with ~"),
        ("{% set x %}{{ verdict }}{% endset %}", '"assignblock" is not available in a template'),
        ("{% macro m() %}{% endmacro %}", '"macro" is not available in a template'),
        ("{% include '/etc/passwd' %}", '"include" is not available in a template'),
        ("{{r verdict }}", '"{{r" inserts a piece of Word, which a template cannot'),
        ("{% vm %}", '"vm" is not available: merged and colored cells cannot be read aloud'),
    ],
)
def test_mistakes_are_told_with_their_place(clean: PlanResult, rules: Rulebook, tmp_path: Path, tag: str, says: str) -> None:
    path = template(tmp_path / "t.docx", "First.", f"Before {tag}" if "p if" not in tag else tag)
    with pytest.raises(TemplateMistakesError) as raised:
        fill_template(clean, rules, path)
    told = str(raised.value)
    assert told.startswith(f"{path}: paragraph 2: ")
    assert says in told
    assert f"“{'Before' if 'p if' not in tag else tag[:4]}" in told


def test_all_mistakes_at_once_in_tables_and_headers(clean: PlanResult, rules: Rulebook, tmp_path: Path) -> None:
    """Also a tag that Word has torn into pieces, and a block that would tear the table."""
    rows = (("{%tr for line in lines %}", ""), ("{{ line.idd }}", "{{ line.amount }}"), ("{%tr endfor %}", ""))
    path = template(tmp_path / "t.docx", "{{ plan.titel }}", rows=rows, header="{{ distict.name }}")
    with pytest.raises(TemplateMistakesError) as raised:
        fill_template(clean, rules, path)
    assert [line.removeprefix(f"{path}: ").partition(" (")[0] for line in str(raised.value).splitlines()] == [
        'paragraph 1: unknown name "titel"',
        'table 1, row 2, column 1: unknown name "idd"',
        'header, paragraph 1: unknown name "distict"',
    ]
    torn = template(tmp_path / "u.docx", rows=(("{% for line in lines %}", "{{ line.id }}{% endfor %}"),))
    with pytest.raises(TemplateMistakesError, match="this block begins in table 1, row 1, column 1 and ends elsewhere"):
        fill_template(clean, rules, torn)


def test_loops_end(clean: PlanResult, rules: Rulebook, tmp_path: Path) -> None:
    """A template that would go round for hours is stopped, with its place."""
    loops = "".join(f"{{% for a{at} in lines %}}" for at in range(12)) + "x" + "{% endfor %}" * 12
    with pytest.raises(TemplateMistakesError, match=r"paragraph 1: the loops of this template run more than 100,000 times"):
        fill_template(clean, rules, template(tmp_path / "t.docx", loops))


def test_what_only_values_show_has_its_place(clean: PlanResult, rules: Rulebook, tmp_path: Path) -> None:
    path = template(tmp_path / "t.docx", "One.", "Two {{ open_items[7].what }}")
    with pytest.raises(TemplateMistakesError, match=r"paragraph 2: this tag cannot be filled: .*; found “Two"):
        fill_template(clean, rules, path)


# --- files that are not opened ------------------------------------------------------------------------------


def test_a_bomb_is_not_unpacked(clean: PlanResult, rules: Rulebook, tmp_path: Path) -> None:
    def bomb(parts: dict[str, bytes]) -> None:
        parts["word/media/big.xml"] = b"0" * 61_000_000

    path = changed(template(tmp_path / "t.docx", "x"), bomb)
    assert path.stat().st_size < 200_000
    with pytest.raises(UnsafeFileError, match="unpacked, it would take more than 60 MB"):
        fill_template(clean, rules, path)


@pytest.mark.parametrize(
    ("part", "content", "says"),
    [
        ("word/vbaProject.bin", b"macro", "holds macros; save it as an ordinary file without macros"),
        ("word/embeddings/oleObject1.bin", b"x", "holds embedded objects or controls"),
        ("word/extra.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "word/extra.xml declares entities"),
        (
            "word/_rels/settings.xml.rels",
            b'<R><Relationship Id="r" Type="http://x/attachedTemplate" Target="file:///C:/n.dotm" TargetMode="External"/></R>',
            "points to a file outside itself (file:///C:/n.dotm, in word/_rels/settings.xml.rels)",
        ),
    ],
)
def test_active_and_outside_parts_are_refused(
    clean: PlanResult, rules: Rulebook, tmp_path: Path, part: str, content: bytes, says: str
) -> None:
    path = changed(template(tmp_path / "t.docx", "x"), lambda parts: parts.update({part: content}))
    with pytest.raises(UnsafeFileError) as raised:
        fill_template(clean, rules, path)
    assert says in str(raised.value)


def test_no_word_file_at_all(clean: PlanResult, rules: Rulebook, tmp_path: Path) -> None:
    """A text, a zip of something else, an old Word file: one sentence each."""
    text, other = tmp_path / "a.docx", tmp_path / "b.docx"
    text.write_text("{{ total }}")
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("hello.txt", "hello")
    for path in (text, other):
        with pytest.raises(UnusableFileError, match=f"{path.name}: not a Word template, or damaged"):
            fill_template(clean, rules, path)
