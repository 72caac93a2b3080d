"""Findings as comments on cells: added to those that a sheet has, which stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stemfunds.reading.nodes import column_letters
from stemfunds.workbook.parts import RELATIONSHIPS, Parts
from stemfunds.workbook.xml_edits import Document, Element, xml_text

AUTHOR = "stemfunds"
"""Author of the comments; those of an earlier check are taken out before new ones are put in."""

BEGIN = "[stemfunds]"
"""The first line of every comment, and of what is added to one that a cell has already; other programs lose the author."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BEHIND_LEGACY_DRAWING = "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst".split()
_SHAPE = re.compile(rb"<v:shape\b(?!type).*?</v:shape\s*>", re.DOTALL)
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_NEW_VML = f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
_NEW_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{_MAIN}"><authors></authors><commentList></commentList></comments>'
)
_SHAPE_TYPE = (
    f'<v:shapetype {_SPACES} id="stemfunds_note" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_WIDE, _LINE_HEIGHT, _SIGNS_OF_A_LINE = 340, 13, 58

Cell = tuple[int, int]


def put_comments(parts: Parts, sheet: str, texts: Mapping[Cell, str]) -> None:
    """Put comments on cells of a sheet (its part's name; row and column from 1), or take the earlier ones out."""
    part = parts.related(sheet, "comments")
    if part is None:
        if not texts:
            return
        part = parts.free_name("xl/comments{}.xml")
        parts.write(part, _NEW_COMMENTS.encode())
        parts.declare(part, _TYPE)
        parts.relate(sheet, part, "comments")
    gone = _take_out(parts, part)
    new = _put_in(parts, part, texts)
    _put_shapes(parts, sheet, gone, [cell for cell in texts if cell in new], texts)


def _take_out(parts: Parts, part: str) -> set[str]:
    """Remove the comments of an earlier check, and what it added to others; gives the cells that have none now."""
    document = parts.document(part, "author", "comment", "r", "t")
    ours = {str(number) for number, author in enumerate(document.all("author")) if author.text.strip() == AUTHOR}
    gone = set()
    for comment in document.all("comment"):
        texts = [one for one in document.all("t") if comment.start < one.start < comment.end]
        if comment.attributes.get("authorId") in ours or "".join(one.text for one in texts).startswith(BEGIN):
            document.remove(comment.start, comment.end)
            gone.add(comment.attributes.get("ref", ""))
        else:
            runs = [one for one in document.all("r") if comment.start < one.start < comment.end]
            _cut(document, texts, runs)
    parts.write(part, document.result())
    return gone


def _cut(document: Document, texts: list[Element], runs: list[Element]) -> None:
    """Take out what an earlier check added to the end of somebody's comment."""
    begun = False
    for one in texts:
        at = document.source.find(BEGIN.encode(), one.inside, one.close)
        run = next((run for run in runs if run.start < one.start < run.end), None)
        if run is not None and (begun or one.text.lstrip("\n").startswith(BEGIN)):
            document.remove(run.start, run.end)
            begun = True
        elif begun:
            document.remove(one.inside, one.close)
        elif at >= 0:
            begun = True
            document.remove(at - 1 if document.source[at - 1 : at] == b"\n" else at, one.close)


def _put_in(parts: Parts, part: str, texts: Mapping[Cell, str]) -> set[Cell]:
    """Add the comments; gives the cells that had none before."""
    document = parts.document(part, "authors", "author", "commentList", "comment", "text")
    authors, listed = document.first("authors"), document.first("commentList")
    if authors is None or listed is None or not texts:
        return set()
    known = [author.text.strip() for author in document.all("author")]
    if AUTHOR not in known:
        document.append(authors, f"<{authors.prefix}author>{AUTHOR}</{authors.prefix}author>")
        known.append(AUTHOR)
    old = {one.attributes.get("ref", ""): one for one in document.all("comment")}
    new, added = set(), ""
    for cell, text in sorted(texts.items()):
        reference = _reference(cell)
        if reference in old:
            document.append(_text_of(document, old[reference]), _run(listed.prefix, f"\n{BEGIN}\n{text}"))
        else:
            p = listed.prefix
            run = _run(p, f"{BEGIN}\n{text}")
            added += f'<{p}comment ref="{reference}" authorId="{known.index(AUTHOR)}"><{p}text>{run}</{p}text></{p}comment>'
            new.add(cell)
    if added:
        document.append(listed, added)
    parts.write(part, document.result())
    return new


def _text_of(document: Document, comment: Element) -> Element:
    return next(one for one in document.all("text") if comment.start < one.start < comment.end)


def _run(p: str, text: str) -> str:
    look = f'<{p}rPr><{p}sz val="9"/><{p}rFont val="Calibri"/></{p}rPr>'
    return f'<{p}r>{look}<{p}t xml:space="preserve">{xml_text(text)}</{p}t></{p}r>'


def _reference(cell: Cell) -> str:
    return f"{column_letters(cell[1])}{cell[0]}"


def _put_shapes(parts: Parts, sheet: str, gone: set[str], new: list[Cell], texts: Mapping[Cell, str]) -> None:
    """The boxes in which spreadsheet programs show comments: VML, as Excel has written it since 1997."""
    part = parts.related(sheet, "vmlDrawing")
    if part is None and not new:
        return
    if part is None:
        part = parts.free_name("xl/drawings/vmlDrawing{}.vml")
        parts.write(part, _NEW_VML.encode())
        parts.declare_suffix("vml", _VML_TYPE)
        _refer_to_drawing(parts, sheet, parts.relate(sheet, part, "vmlDrawing"))
    source = _SHAPE.sub(lambda found: b"" if _cell_of(found[0]) in gone else found[0], parts.read(part))
    before, end, behind = source.rpartition(b"</xml>")
    taken = max((int(number) for number in re.findall(rb'"stemfunds_([0-9]+)"', source)), default=0)
    shapes = "".join(_shape(number, cell, texts[cell]) for number, cell in enumerate(new, taken + 1))
    if shapes and b'id="stemfunds_note"' not in source:
        shapes = _SHAPE_TYPE + shapes
    parts.write(part, before + shapes.encode() + end + behind)


def _cell_of(shape: bytes) -> str:
    row, column = re.search(rb"<x:Row>\s*(\d+)", shape), re.search(rb"<x:Column>\s*(\d+)", shape)
    return _reference((int(row[1]) + 1, int(column[1]) + 1)) if row and column else ""


def _shape(number: int, cell: Cell, text: str) -> str:
    row, column = cell
    lines = sum(1 + len(line) // _SIGNS_OF_A_LINE for line in text.split("\n"))
    rows = max(3, -(-lines * _LINE_HEIGHT // 20))
    return (
        f'<v:shape {_SPACES} id="stemfunds_{number}" type="#stemfunds_note" '
        f'style="position:absolute;width:{_WIDE}px;visibility:hidden" fillcolor="#fff4e5" o:insetmode="auto">'
        '<v:fill color2="#fff4e5"/><v:shadow on="t" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{column}, 12, {max(row - 2, 0)}, 8, {column + 4}, 40, {max(row - 2, 0) + rows}, 8</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )


def _refer_to_drawing(parts: Parts, sheet: str, relation: str) -> None:
    """Name the boxes in the sheet, at the place that the format has for it."""
    document = parts.document(sheet, "worksheet", *_BEHIND_LEGACY_DRAWING, depth=1)
    root = document.elements[0]
    behind = min((one.start for one in document.elements[1:]), default=root.close)
    reference = f'<{root.prefix}legacyDrawing xmlns:r="{RELATIONSHIPS}" r:id="{relation}"/>'
    document.insert(behind, reference)
    parts.write(sheet, document.result())
