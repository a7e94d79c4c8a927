"""Workbooks: the rows of an .xlsx, whose sheets tell only the numbers of the strings in their cells; read without parsing XML."""

import re
from collections.abc import Callable

STRINGS = "xl/sharedStrings.xml"
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
STRING = re.compile(r"<(?:\w{1,20}:)?si[\s>]")
TEXT_OF_A_STRING = re.compile(r"<(?:\w{1,20}:)?t(?:\s[^<>]*)?>([^<]*)")
CELL_WITH_A_NUMBER = re.compile(r"(<(?:\w{1,20}:)?c\s[^<>]*+>)\s*+<(?:\w{1,20}:)?v>\s*+(\d{1,7})\s*+<")
IS_OF_A_STRING = re.compile(r"""\bt=["']s["']""")
LONGEST_CELL = 400


def rows_of(sheet: bytes, strings: bytes, take: Callable[[int], None]) -> str:
    """
    The XML of a sheet with strings in the place of their numbers; not those that are too long to be a name.

    take: told how much is put in, before it is, so that a sheet can't grow without bound.
    """
    parts = STRING.split(strings.decode("utf-8", "replace"))[1:]
    texts = [text if len(text) <= LONGEST_CELL else "" for text in map("".join, map(TEXT_OF_A_STRING.findall, parts))]
    known = dict(enumerate(texts))
    xml = sheet.decode("utf-8", "replace")
    take(sum(len(known.get(int(cell[2]), "")) for cell in CELL_WITH_A_NUMBER.finditer(xml)))
    return CELL_WITH_A_NUMBER.sub(lambda cell: filled(cell, known), xml)


def filled(cell: re.Match, strings: dict[int, str]) -> str:
    """A cell with its string instead of the number of it."""
    return f"{cell[1]}{strings.get(int(cell[2]), '')}<" if IS_OF_A_STRING.search(cell[1]) else cell[0]
