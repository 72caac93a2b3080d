"""The page itself: figures as plain HTML, the queue and the plans as packed data for the script of the page.

The page forbids itself every request. Data are JSON, deflated and in base64, so that no text of a plan can end its script tag;
the script makes text of them and never markup.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from stemfunds.batch.page.details import details
from stemfunds.batch.page.figures import MOST_FAILURES, columns_of, figures
from stemfunds.batch.page.queue import BROKEN, ORDER_IN_WORDS, VERDICTS, overview
from stemfunds.batch.store import Store
from stemfunds.reading.numbers import dollars
from stemfunds.rulebook.model import Rulebook

NAME = "report.html"
"""The name of the page in the output folder."""

MOST_DETAILED = 3_000
"""So many plans of the queue can be opened on the page; the rest stands in the queue and in the store."""

_TOGETHER = 20
_PACKED = 5  # 6 takes half as long again for 3 percent
_MANY = "<!-- plans -->"
_ASSETS = Path(__file__).parent / "assets"
_SCRIPTS = ("unpack.js", "words.js", "queue.js", "plan.js", "start.js")


def report_page(store: Store, rulebook: Rulebook) -> bytes:
    """The page of a store, in UTF-8; the same store and rulebook give the same bytes."""
    from markupsafe import Markup

    from stemfunds.justify.html import percent
    from stemfunds.justify.words import symbol, verdict_words
    from stemfunds.templates import templates

    style, script = _asset("style.css"), "\n".join(_asset(name) for name in _SCRIPTS)
    queue = overview(store, rulebook)
    opened = [row[0] for row in queue["plans"][:MOST_DETAILED]]
    queue |= {
        "verdicts": [[verdict_words(verdict), symbol(verdict)] for verdict in VERDICTS] + [["Broken, not judged", "!"]],
        "broken": BROKEN,
        "together": _TOGETHER,
        "opened": len(opened),
    }
    page = (
        templates(_ASSETS, escape=True)
        .get_template("page.html.j2")
        .render(
            figures=figures(store, rulebook),
            meta=store.meta,
            is_complete=store.is_complete,
            order=ORDER_IN_WORDS,
            most_failures=MOST_FAILURES,
            opened=len(opened),
            states=sorted({row[4] for row in queue["plans"] if row[4]}),
            funds=sorted(queue["funds"], key=lambda fund: fund[1]),
            rules=sorted(queue["rules"]),
            verdicts=list(enumerate(queue["verdicts"])),
            style=Markup(style),
            script=Markup(script),
            style_digest=_digest(style),
            script_digest=_digest(script),
            overview=Markup(packed(queue)),
            many=Markup(_MANY),
            columns_of=columns_of,
            money=dollars,
            percent=percent,
            symbol=symbol,
            verdict_words=verdict_words,
        )
    )
    head, tail = "\n".join(line for line in page.splitlines() if line.strip()).split(_MANY + "\n")
    # thousands of plans are most of the page: they are put together once, and not carried through the template
    parts = enumerate(_parts(store, opened, rulebook))
    many = (f'<script type="text/plain" id="part-{number}">{part}</script>\n'.encode() for number, part in parts)
    return b"".join((head.encode(), *many, tail.encode(), b"\n"))


def packed(data: Any) -> str:
    """JSON as base64 of raw deflate; `unpack.js` reads it."""
    text = msgspec.json.encode(data)
    packing = zlib.compressobj(_PACKED, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(packing.compress(text) + packing.flush()).decode("ascii")


def _parts(store: Store, plans: list[int], rulebook: Rulebook) -> Iterator[str]:
    """The plans in the order of the queue, some at a time, so that opening one unpacks little."""
    for at in range(0, len(plans), _TOGETHER):
        yield packed(details(store, plans[at : at + _TOGETHER], rulebook))


def _asset(name: str) -> str:
    """A file of the page without its empty lines, as it will stand there, so that its digest is the right one."""
    return "\n".join(line for line in (_ASSETS / name).read_text(encoding="utf-8").splitlines() if line.strip())


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
