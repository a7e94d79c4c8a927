"""Tracing: a number keeps the name of its finding through the sentence that states it, up to the page that links the two."""

import re

from markupsafe import Markup, escape

OPENING, PARTING, CLOSING = "\ue000", "\ue001", "\ue002"
TRACED = re.compile(f"{OPENING}([^{OPENING}-{CLOSING}]*){PARTING}([^{OPENING}-{CLOSING}]*){CLOSING}")


class Count(int):
    """A whole number that knows the finding it comes from."""

    finding: str

    def __new__(cls, value: int, finding: str) -> "Count":
        made = super().__new__(cls, value)
        made.finding = finding
        return made


def traced(text: str, count: int) -> str:
    """The words for a count, marked with its finding where it has one, by characters that no font prints."""
    return f"{OPENING}{count.finding}{PARTING}{text}{CLOSING}" if isinstance(count, Count) else text


def plain(text: str) -> str:
    """A text without marks."""
    return TRACED.sub(r"\2", text)


def linked(text: str, page: str) -> Markup:
    """A text as HTML, in which each marked number is a link to its finding on a page."""
    link = rf'<a class="number" href="{page}#\1">\2</a>'
    return Markup(TRACED.sub(link, str(escape(text))))
