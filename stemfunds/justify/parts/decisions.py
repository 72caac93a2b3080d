"""What people have said and decided: explanations, determinations, judgements that are theirs, and notes for them."""

from __future__ import annotations

from collections.abc import Iterator

from stemfunds.judging.result import Finding
from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import Block, Column, Paragraph, Row, Section, Table, Text, Words
from stemfunds.justify.material import Material, citations, in_brackets
from stemfunds.justify.words import NOTHING, capital, clean, day, joined, missing, plain, quiet, sentence, strong
from stemfunds.plan.model import Determination, Explanation

_JUDGED_BY_PEOPLE = "No rule decides these. Whoever signs judges them for every line, by the figures at the line."
_DECISIONS = {"met": "Met", "not-met": "Not met"}


def decisions(material: Material) -> Section:
    """Explanations, determinations, open judgements and notes."""
    parts = (_explained(material), _determined(material), *_to_judge(material), _notes(material))
    blocks = [block for block in parts if block]
    return Section("decisions", "Explanations, determinations and judgements", tuple(blocks))


def _explained(material: Material) -> Block | None:
    rows = tuple(
        Row(
            (
                Words((plain(c.finding.message), quiet(f"[{c.finding.rule}]"))),
                Words((plain(c.finding.explanation.words),)),
                Words(_by(c.finding.explanation)),
                Words((plain(capital(material.what_it_concerns(c))),)),
            )
        )
        for c in material.concerns(_is_explained, lambda finding: finding.explanation)
        if c.finding.explanation is not None
    )
    columns = (
        Column("Finding", 34),
        Column("Explanation", 32),
        Column("By, on", 14),
        Column("Concerns", 20),
    )
    return Table("Findings that the district explains", columns, rows) if rows else None


def _is_explained(finding: Finding) -> bool:
    return finding.explanation is not None


def _by(said: Explanation | Determination) -> tuple[Text, ...]:
    """Who said it and when, one below the other; of a determination, until when it holds."""
    author = plain(said.author) or missing("author")
    until = (plain(f"until {day(said.until)}"),) if isinstance(said, Determination) and said.until else ()
    return (author, plain(day(said.date)) if said.date else missing("date"), *until)


def _determined(material: Material) -> Block | None:
    rows = tuple(_determination(material, decided) for decided in material.plan.determinations)
    columns = (
        Column("What was decided", 34),
        Column("Decision", 11),
        Column("Reason", 37),
        Column("By, on, until", 18),
    )
    return Table("Determinations", columns, rows) if rows else None


def _determination(material: Material, decided: Determination) -> Row:
    rule = material.rulebook.rules.get(decided.rule)
    where = ", ".join(clean(part) for part in (decided.activity, decided.line) if part) or "the plan"
    what = (plain(rule.says if rule else decided.rule), quiet(f"[{decided.rule}] for {where}"))
    return Row(
        (
            Words(what),
            Words((strong(_DECISIONS.get(decided.decision, decided.decision)),)),
            Words((plain(decided.reason) or missing("reason"),)),
            Words(_by(decided)),
        )
    )


def _to_judge(material: Material) -> tuple[Block, ...]:
    """The judgements that nobody has decided in writing: each once, with what to keep."""
    rows = tuple(
        Row(
            (
                Words((plain(c.finding.message), quiet(f"[{c.finding.rule}]"))),
                Words((plain(c.finding.hint or NOTHING),)),
                Words((citations(c.finding.citations),)),
            )
        )
        for c in material.concerns(lambda finding: is_open_judgement(material, finding))
    )
    if not rows:
        return ()
    if material.is_short:
        return (Paragraph(joined(strong(_JUDGED_BY_PEOPLE), *_judged_in_a_line(material)), "note"),)
    columns = (Column("What is judged", 38), Column("What helps to judge it", 40), Column("Source", 22))
    return (Table("Judgements that are people's", columns, rows), Paragraph(plain(_JUDGED_BY_PEOPLE), "note"))


def _judged_in_a_line(material: Material) -> Iterator[Text]:
    for concern in material.concerns(lambda finding: is_open_judgement(material, finding)):
        finding = concern.finding
        yield joined(sentence(finding.message), in_brackets(citations(finding.citations)), quiet(f"[{finding.rule}]"))


def _notes(material: Material) -> Block | None:
    """Advice that changes no verdict, such as a ban that bites only if the line buys what it names."""
    rows = tuple(
        Row(
            (
                Words((plain(c.finding.message), citations(c.finding.citations), quiet(f"[{c.finding.rule}]"))),
                Words((plain(c.finding.hint or NOTHING),)),
                Words((plain(capital(material.what_it_concerns(c))),)),
            )
        )
        for c in material.concerns(lambda finding: _is_note(material, finding))
    )
    columns = (Column("What to know", 42), Column("What to do", 34), Column("Concerns", 24))
    return Table("Notes, which change no verdict", columns, rows) if rows else None


def _is_note(material: Material, finding: Finding) -> bool:
    is_said = finding.explanation is not None or finding.determination is not None
    return (
        finding.severity == "note"
        and finding.verdict is Verdict.ALLOWABLE
        and not is_said
        and not is_open_judgement(material, finding)
    )


def is_open_judgement(material: Material, finding: Finding) -> bool:
    """Whether a finding asks people to judge, and nobody has recorded a determination."""
    rule = material.rulebook.rules.get(finding.rule)
    return rule is not None and rule.section == "judgements" and finding.determination is None
