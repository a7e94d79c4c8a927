"""Rows: a name parted into cells of one row of a table, or into values of one record, wherever these stand in it."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from mssd.readings import CELL, LINE_END, LINE_END_IN_MARKUP, ROW

SIGNS = ",;\t|"
SIGNS_OF_PROSE = ",;"
QUOTED = re.compile(r"""(?<![^,;\t|\n])"(?:[^"]++|"")*+"(?![^,;\t|\r\n])""")
IN_QUOTES = str.maketrans({**dict.fromkeys(SIGNS, " "), LINE_END: LINE_END_IN_MARKUP})
BETWEEN_BRACKETS = re.compile(r"[}\])],? ?(?=[{\[(])")
BRACKETS = str.maketrans(dict.fromkeys("{}[]()", ROW))
VALUE_IN_BRACES = re.compile(r"(=\s?)\{([^{},]{0,200})\}")
VALUES_IN_A_LIST = re.compile(r"([:=]\s?)\[([^][{}]{0,200})\]")
ITEM_OR_EMPTY_LINE = re.compile(r"\n(?=[^\S\n]*+(?:\n|- |\Z))")
PART_OF_A_RECORD = re.compile(f"[^,;&?{LINE_END}{LINE_END_IN_MARKUP}]+")
LABELLED = re.compile(r"[^:=]{1,40}[:=]([^:=]+)")
IN_A_STRING = re.compile(r"""\s*(["']).*\1\s*""", re.DOTALL)
BORN = re.compile(r"[\s,;(](?:nee|ne|born|geb|geborene?|rozena|z domu)[\s.]++[^\W\d_].*", re.DOTALL)
INITIAL = re.compile(r"\b[^\W\d_]\.")
NO_LETTER = re.compile(r"[\W_]+")
LONGEST_CELL, LONG_ROW = 400, 500
MOST_VALUES_BETWEEN = 20


class Rows:
    """The rows of a folded text: those of its markup, its lines with a sign between cells, its records with labels."""

    def __init__(self, reading: str):
        self.reading = reading
        self.long: dict[tuple[int, str], Cells] = {}

    @cached_property
    def lines(self) -> str:
        """The text with quoted cells as one, and with an end of line between two pairs of brackets; its length stays."""
        text = (
            QUOTED.sub(lambda cell: cell[0].translate(IN_QUOTES), self.reading) if '"' in self.reading else self.reading
        )
        return BETWEEN_BRACKETS.sub(lambda signs: LINE_END * len(signs[0]), text).replace(ROW, LINE_END)

    @cached_property
    def records(self) -> str:
        """The text with an end of row for each bracket, each empty line and each item of a list; its length stays."""
        text = self.reading
        for values in (VALUE_IN_BRACES, VALUES_IN_A_LIST):
            text = values.sub(lambda value: f"{value[1]} {value[2]} ", text)
        return ITEM_OR_EMPTY_LINE.sub(ROW, text.translate(BRACKETS))

    def places(self, words: tuple[str, ...], partings: list[tuple[str, ...]]) -> Iterator[int]:
        """Where a name begins whose parts, in one of the partings, are whole cells of a row. words: all of its words."""
        if not partings:
            return
        if CELL in self.reading:
            for start, row in rows_with(words, self.reading, ROW):
                yield from self.cells(start, row, CELL).places(partings)
        header = self.lines[: self.lines.find(LINE_END)]
        for start, row in rows_with(words, self.lines, LINE_END):
            for sign in filter(row.__contains__, SIGNS):
                like_prose = sign in SIGNS_OF_PROSE and f"{sign} " in row
                if not like_prose or (start and row.count(sign) == header.count(sign)):
                    yield from self.cells(start, row, sign).places(partings)
        for start, row in rows_with(words, self.records, ROW):
            yield from self.cells(start, row, "").places(partings, MOST_VALUES_BETWEEN)

    def cells(self, start: int, row: str, sign: str) -> "Cells":
        """The cells of a row between signs, or the values of a record; those of a long row are kept for the next name."""
        if len(row) < LONG_ROW:
            return Cells(values_of(start, row) if sign == "" else parted(start, row, sign))
        if (start, sign) not in self.long:
            self.long[start, sign] = Cells(values_of(start, row) if sign == "" else parted(start, row, sign))
        return self.long[start, sign]


class Cells:
    """The cells of a row: where each begins, and which of them, by number, have the same letters."""

    def __init__(self, cells: Iterable[tuple[int, str]]):
        self.starts: list[int] = []
        self.numbers: dict[str, list[int]] = {}
        for number, (start, cell) in enumerate(cells):
            self.starts.append(start)
            for letters in letters_of(cell):
                self.numbers.setdefault(letters, []).append(number)

    def places(self, partings: list[tuple[str, ...]], most_between: float = float("inf")) -> Iterator[int]:
        """Where the first part of a name stands, for each parting of it whose parts are different cells, not too far apart."""
        for parting in partings:
            if all(part in self.numbers for part in parting):
                seen: dict[str, int] = {}
                for number, letters in sorted((number, part) for part in parting for number in self.numbers[part]):
                    seen[letters] = number
                    first = min(seen.values())
                    if len(seen) == len(parting) and number - first <= most_between:
                        yield self.starts[first]
                        break


def rows_with(words: tuple[str, ...], text: str, end: str) -> Iterator[tuple[int, str]]:
    """Each row of a text that holds all the words, the longest first, with its place; no part of the text is looked at twice."""
    rarest = min(words, key=text.count)
    shortest = re.compile(rf"(?<![^\W_]){words[-1]}(?![^\W_])")
    at = 0
    while (place := text.find(rarest, at)) >= 0:
        start = max(text.rfind(end, at, place) + 1, at)
        stop = text.find(end, place)
        stop = len(text) if stop < 0 else stop
        row = text[start:stop]
        if all(word in row for word in words) and shortest.search(row):
            yield start, row
        at = stop + 1


def parted(start: int, row: str, sign: str) -> Iterator[tuple[int, str]]:
    """The cells of a row, each with its place in the text."""
    for cell in row.split(sign):
        yield start, cell
        start += len(cell) + len(sign)


def values_of(start: int, record: str) -> Iterator[tuple[int, str]]:
    """The values of a record, what follows a label or is a string in quotation marks, each with its place in the text."""
    for found in PART_OF_A_RECORD.finditer(record):
        if LABELLED.fullmatch(found[0]) or IN_A_STRING.fullmatch(found[0]):
            yield start + found.start(), found[0]


def letters_of(cell: str) -> set[str]:
    """The letters of a cell as a name may stand in it: of all of it, without its label, initials or name at birth."""
    if len(cell) > LONGEST_CELL:
        return set()
    labelled = LABELLED.fullmatch(cell)
    values = [cell, labelled[1]] if labelled else [cell]
    more = [part.sub("", value) for value in values for part in (INITIAL, BORN)] if " " in cell or "." in cell else []
    return {NO_LETTER.sub("", text) for text in (*values, *more)} - {""}
