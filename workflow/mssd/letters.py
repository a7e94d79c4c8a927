"""Letters: the characters of a study that the fonts of its documents don't have, so that none is printed as an empty box."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from mssd.characters import BYTE_ORDER_MARK, LINE_END, hidden_in_lines, strange_characters, strange_said
from mssd.complaints import Complaint
from mssd.fonts import named, without_glyph

EXPECTED = "expected Latin, Greek or Cyrillic letters, or a font file with these in a folder fonts/ beside config.yaml"


def strange_letters(tables: dict[str, pd.DataFrame], raw: Path) -> list[Complaint]:
    """
    A complaint for each cell with a character that no font has.

    tables: the raw tables by noun, indexed by the line that a spreadsheet shows.
    """
    return [
        Complaint(f"{raw}/{noun}.csv", line, column, said(sorted(strange)))
        for noun, table in tables.items()
        if (lacking := letters_lacking("".join(texts_of(table))))
        for column in table.columns
        for line, cell in table[column].items()
        if isinstance(cell, str) and (strange := lacking.intersection(cell))
    ]


def strange_lines(file: str, text: str) -> list[Complaint]:
    """A complaint for each line of a text file with a character that no font has, or that may not stand in a text."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    lacking = letters_lacking(text)
    lines = enumerate(LINE_END.split(text), start=1) if lacking else []
    found = [(number, strange) for number, line in lines if (strange := lacking.intersection(line))]
    without = [Complaint(file, number, None, said(sorted(strange))) for number, strange in found]
    return hidden_in_lines(file, text) + without


def strange_values(values: Iterable[tuple[str, object]], file_text: str) -> Iterator[tuple[str, str]]:
    """
    The path of each text of a config that has such a character or lacks a glyph, with what is wrong.

    file_text: the config file as it stands. What stands in it is told by its line; this finds what YAML escapes, such as
    "\\u202e", which becomes a character only when it is read.
    """
    texts = [(path, value) for path, value in values if isinstance(value, str)]
    every = "".join({sign for _, text in texts for sign in text} - set(file_text))
    strange, lacking = set(strange_characters(every)), letters_lacking(every)
    for path, text in texts if strange or lacking else []:
        if here := strange.intersection(text):
            yield path, strange_said(here)
        if here := lacking.intersection(text):
            yield path, said(sorted(here))


def letters_lacking(text: str) -> set[str]:
    """The characters of a text that no font has, but for those that may not stand there in any case."""
    return set(without_glyph(text)).difference(strange_characters(text)) if text else set()


def texts_of(table: pd.DataFrame) -> Iterable[str]:
    """The cells of a table that are text."""
    return (cell for column in table.columns for cell in table[column] if isinstance(cell, str))


def said(strange: list[str]) -> str:
    """What is wrong with a place that has characters without a glyph."""
    return f"the report has no letter for {', '.join(map(named, strange))}; {EXPECTED}"
