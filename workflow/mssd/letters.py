"""Letters: the characters of a study that the fonts of its documents don't have, so that none is printed as an empty box."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from mssd.complaints import Complaint
from mssd.fonts import named, without_glyph

EXPECTED = "expected Latin, Greek or Cyrillic letters, or a font file with these in a folder fonts/ beside config.yaml"


def strange_letters(tables: dict[str, pd.DataFrame], raw: Path) -> list[Complaint]:
    """
    A complaint for each cell with a character that no font has.

    tables: the raw tables by noun, indexed by the line that a spreadsheet shows.
    """
    return [
        Complaint(f"{raw}/{noun}.csv", line, column, said(strange))
        for noun, table in tables.items()
        if without_glyph("".join(texts_of(table)))
        for column in table.columns
        for line, cell in table[column].items()
        if isinstance(cell, str) and (strange := without_glyph(cell))
    ]


def strange_lines(file: str, text: str) -> list[Complaint]:
    """A complaint for each line of a text file with such a character."""
    lines = enumerate(text.splitlines(), start=1) if without_glyph(text) else []
    return [Complaint(file, number, None, said(strange)) for number, line in lines if (strange := without_glyph(line))]


def texts_of(table: pd.DataFrame) -> Iterable[str]:
    """The cells of a table that are text."""
    return (cell for column in table.columns for cell in table[column] if isinstance(cell, str))


def said(strange: list[str]) -> str:
    """What is wrong with a place that has such characters."""
    return f"the report has no letter for {', '.join(map(named, strange))}; {EXPECTED}"
