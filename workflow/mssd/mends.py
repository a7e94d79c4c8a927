"""Mends: two faults of the libraries that set pages, put right while a document is set. Each can go once they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def pages_known() -> Iterator[None]:
    """
    The references of a PDF's pages are put together once for each number of pages.

    pydyf 0.13 does it anew for each structure element, which for a long document costs a second.
    """
    import pydyf

    slow = pydyf.PDF.page_references
    known: dict[tuple[int, int], tuple[bytes, ...]] = {}

    def references(pdf: Any) -> tuple[bytes, ...]:
        key = id(pdf), len(pdf.pages["Kids"])
        return known[key] if key in known else known.setdefault(key, slow.fget(pdf))

    pydyf.PDF.page_references = property(references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = slow


@contextmanager
def lines_full() -> Iterator[None]:
    """
    A text whose last line fits but for the blank at its end is not broken after its first word.

    WeasyPrint 70 counts that blank, which nobody sees, and then leaves the first word on a line of its own. Such a text stands
    before a link or an emphasis, so that a paragraph with several has a fair chance of such a line.
    """
    from weasyprint.layout import inline

    plain = inline.split_first_line

    def split(text: str, style: Any, context: Any, room: Any, *further: Any, **named: Any) -> tuple:
        found = plain(text, style, context, room, *further, **named)
        resumed, shown = found[2], text.rstrip(" ")
        if resumed is None or shown == text or style["white_space"] != "normal":
            return found
        if plain(shown, style, context, room, *further, **named)[2] is not None:
            return found
        return plain(text, style, context, room + style["font_size"], *further, **named)

    inline.split_first_line = split
    try:
        yield
    finally:
        inline.split_first_line = plain
