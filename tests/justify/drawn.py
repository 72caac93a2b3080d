"""Pages of a PDF file as pictures and as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

SIDE, HEAD, FOOT = 54, 63, 60
"""The margins of our pages in points; running heads and feet stand inside the upper and the lower one."""

_EDGE = 20
_FAINT = 20
_NEAR = 2
_SCALE = 0.5


@dataclass(frozen=True)
class Page:
    """One page: its size in points, where its ink lies, where that of its body lies, and the lines of its body."""

    number: int
    width: float
    height: float
    ink: tuple[float, ...] | None
    body_ink: tuple[int, ...] | None
    lines: tuple[str, ...]

    @property
    def is_inside_the_margins(self) -> bool:
        """Whether nothing is drawn beside the text, nor near the upper and the lower edge."""
        if self.ink is None:
            return True
        left, top, right, bottom = self.ink
        fits_across = left >= SIDE - _NEAR and right <= self.width - SIDE + _NEAR
        return fits_across and top >= _EDGE and bottom <= self.height - _EDGE


def pages(path: Path) -> list[Page]:
    """All pages of a file."""
    document = pypdfium2.PdfDocument(path)
    try:
        return list(_pages(document))
    finally:
        document.close()


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        picture = page.render(scale=_SCALE, grayscale=True).to_pil()
        body = picture.crop((0, int((HEAD - 4) * _SCALE), picture.width, picture.height - int((FOOT - 4) * _SCALE)))
        text = page.get_textpage().get_text_bounded(bottom=FOOT - 4, top=height - HEAD + 4)
        lines = tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
        yield Page(number, width, height, _in_points(ink(picture)), ink(body), lines)


def _in_points(box: tuple[int, ...] | None) -> tuple[float, ...] | None:
    return None if box is None else tuple(value / _SCALE for value in box)


def ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """The box around everything that is not nearly white; None on a blank picture."""
    return ImageOps.invert(picture.convert("L")).point(lambda tone: 255 if tone > _FAINT else 0).getbbox()
