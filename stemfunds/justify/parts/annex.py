"""The annex: sources and how each was verified, the letter's examples, what is encoded, the rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stemfunds.judging.result import CitedSource
from stemfunds.justify.document import (
    Block,
    Bullets,
    Column,
    Labelled,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    Words,
)
from stemfunds.justify.material import Material, in_brackets, web_address
from stemfunds.justify.words import (
    capital,
    clean,
    day_in_prose,
    joined,
    listed,
    plain,
    quiet,
    sentence,
    strong,
)
from stemfunds.rulebook.model import Fund, LetterExample, LetterGrade, Program, Source

_UNGRADED = "Rests on its sources alone:"
_UNLISTED = "The register of programs does not list this fund."
_HOW = {"read": "Text read", "secondary": "Reported by another source", "memory": "Not confirmed"}


def annex(material: Material) -> Section:
    """All annexes."""
    parts = (_sources(material), _letter(material), _funds(material), _rulebook(material))
    return Section("annex", "Annex", parts=parts, new_page=True)


# --- sources ------------------------------------------------------------------------------------------------


def _sources(material: Material) -> Section:
    used = _used_sources(material)
    ranks = {weight: rank for rank, weight in enumerate(material.rulebook.weights)}
    in_order = sorted(used.values(), key=lambda cited: (ranks.get(cited.weight, len(ranks)), cited.name))
    rows = tuple(_source_row(material, cited) for cited in in_order)
    if material.is_short:
        return Section("sources", "Sources", tuple(_sources_together(material, in_order)))
    columns = (
        Column("Source", 21),
        Column("Title", 35),
        Column("Weight", 14),
        Column("How and when it was verified", 30),
    )
    blocks = (Table("Sources that this document cites", columns, rows),) if rows else ()
    return Section("sources", "Sources", blocks)


def _sources_together(material: Material, used: list[CitedSource]) -> Iterator[Block]:
    """The sources in a short table: those of one weight that were verified in the same way share a row."""
    groups: dict[tuple[str, Text], list[CitedSource]] = {}
    for cited in used:
        groups.setdefault((_weight(cited), _how_verified(material, cited)), []).append(cited)
    rows = tuple(
        Row((Words((_in_a_line(group),)), Words((plain(weight),)), Words((verified,))))
        for (weight, verified), group in groups.items()
    )
    columns = (Column("Sources", 46), Column("Weight", 12), Column("How and when they were verified", 42))
    if rows:
        yield Table("Sources that this document cites", columns, rows)


def _in_a_line(group: list[CitedSource]) -> Text:
    """Sources behind each other; the title of one stands only where no link leads to it."""
    spans: list[Span] = []
    for cited in group:
        spans += [Span("; ")] if spans else []
        name = _linked(cited)
        more = cited.code if name.url else cited.title
        spans += joined((name,), plain(f"({clean(more)})") if more else ())
    return tuple(spans)


def _used_sources(material: Material) -> dict[str, CitedSource]:
    cited = [source for finding, _ in material.findings for source in finding.citations]
    cited += [source for place in material.charges if place.charge.authority for source in place.charge.authority.citations]
    cited += [source for limit in material.result.limits if not limit.is_idle for source in limit.citations]
    for use in material.result.awards:
        window = use.fund.window
        cited += material.cited((*use.fund.cite, *(window.cite if window else ())))
    for example in _examples(material):
        cited += material.cited(example.rests_on)
    return {source.source: source for source in cited}


def _source_row(material: Material, cited: CitedSource) -> Row:
    name = (_linked(cited),)
    names = (name, plain(cited.code)) if cited.code else (name,)
    return Row(
        (
            Words(names),
            Words((plain(cited.title),) if cited.title else ()),
            Words((plain(_weight(cited)),)),
            Words((_how_verified(material, cited),)),
        )
    )


def _linked(cited: CitedSource) -> Span:
    return Span(clean(cited.name), url=web_address(cited.url))


def _weight(cited: CitedSource) -> str:
    return capital(cited.weight.replace("-", " "))


def _how_verified(material: Material, cited: CitedSource) -> Text:
    source = material.rulebook.sources.get(cited.source)
    return _verified(source) if source else plain(cited.verified_how)


def _verified(source: Source) -> Text:
    how = _HOW.get(source.verified.how, source.verified.how)
    on = f", {source.verified.on}" if source.verified.on else ""
    text = f": {source.verified.text}" if source.verified.text else ""
    return plain(sentence(f"{how}{on}{text}"))


# --- the letter ---------------------------------------------------------------------------------------------


def _examples(material: Material) -> tuple[LetterExample, ...]:
    ids = dict.fromkeys(
        example for place in material.charges if place.charge.authority for example in place.charge.authority.supported_by
    )
    known = material.rulebook.letter
    return tuple(known[example] for example in ids if example in known)


def _letter(material: Material) -> Section:
    examples = _examples(material)
    columns = (Column("Example", 19), Column("What it supports", 56), Column("Rests on", 25))
    rows = tuple(
        Row(
            (
                Words((plain(example.id),)),
                Words((letter_text(example, material.rulebook.letter_grades),)),
                Words((material.resolved(example.rests_on),)),
            )
        )
        for example in examples
    )
    blocks: tuple[Block, ...] = ()
    if rows:
        blocks = (Table("Examples that support an authority; none of them decides a verdict", columns, rows),)
    return Section("letter", "Examples of the Department's letter", blocks)


def letter_text(example: LetterExample, grades: Mapping[str, LetterGrade]) -> Text:
    """An example in the words that its grade allows: what was not read is never said to be the letter's."""
    grade = grades.get(example.grade)
    said = f"{clean(grade.tool_may_say)}:" if grade else _UNGRADED
    section = quiet(f"(Section {clean(example.section)} of the letter.)") if grade else ()
    return joined(strong(said), sentence(example.paraphrase), section)


# --- funds and rulebook -------------------------------------------------------------------------------------


def _funds(material: Material) -> Section:
    funds = {use.fund.id: use.fund for use in material.result.awards}
    if material.is_short:
        return Section("funds", "What is encoded for each fund", tuple(_in_short(material, fund) for fund in funds.values()))
    parts = tuple(_fund(material, fund) for fund in funds.values())
    return Section("funds", "What is encoded for each fund", parts=parts)


def _fund(material: Material, fund: Fund) -> Section:
    program = material.rulebook.programs.get(fund.id)
    blocks: list[Block] = [Labelled(tuple(_fund_facts(material, fund, program)))]
    if program and program.known_gaps:
        blocks.append(Bullets(tuple(joined(strong("Known gap:"), sentence(gap)) for gap in program.known_gaps)))
    return Section(f"fund-{fund.id}", clean(fund.name), tuple(blocks))


def _in_short(material: Material, fund: Fund) -> Paragraph:
    program = material.rulebook.programs.get(fund.id)
    if program is None:
        return Paragraph(joined(strong(f"{clean(fund.name)}:"), _UNLISTED))
    gaps = " ".join(map(sentence, program.known_gaps))
    known = joined(strong("Known gaps:"), gaps) if gaps else ()
    return Paragraph(joined(strong(f"{clean(fund.name)}:"), _encoded(program), known))


def _encoded(program: Program) -> str:
    through = f"; verified through {program.verified_through}" if program.verified_through else ""
    return f"{capital(program.encoded)}{through}."


def _fund_facts(material: Material, fund: Fund, program: Program | None) -> Iterator[tuple[str, tuple[Text, ...]]]:
    yield "Purpose", (joined(sentence(fund.purpose), in_brackets(material.resolved(fund.cite))),)
    if fund.supplement_not_supplant:
        yield "Supplement", (plain(sentence(fund.supplement_not_supplant)),)
    if program is None:
        yield "Encoded", (plain(_UNLISTED),)
        return
    yield "Encoded", (plain(_encoded(program)),)
    if program.status:
        yield "Status", (plain(sentence(program.status)),)


def _rulebook(material: Material) -> Section:
    result = material.result
    frameworks = dict.fromkeys(name for use in result.awards for name in use.fund.follows)
    known = material.rulebook.frameworks
    entries: list[tuple[str, tuple[Text, ...]]] = [
        ("Version", (plain(result.rulebook_version),)),
        ("Digest", (plain(result.rulebook_digest),)),
        ("As of", (plain(day_in_prose(result.as_of)),)),
    ]
    if material.is_short:
        entries = [("Digest", (plain(result.rulebook_digest),))]
    packs = material.rulebook.packs.values()
    if packs:
        told = (f"{pack.state}: {pack.title} (State pack {pack.id}, digest {pack.digest[:19]})" for pack in packs)
        entries.append(("State rules", tuple(plain(text) for text in told)))
    if frameworks:
        titles = listed(known[name].title if name in known else name for name in frameworks)
        entries.append(("Applied", (plain(f"The rules of each fund, and those of {titles}."),)))
    return Section("rulebook", "Rulebook", (Labelled(tuple(entries)),))
