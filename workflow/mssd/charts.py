"""Charts: what the figures of the models and of the doubts share: printed names, terms in words, names above columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd

from mssd import drawing as draw

WITHOUT_CONDITION = "no condition"
BRACKETS = re.compile(r"\s+(?=\([^()]*\)$)")
LITERAL = re.compile(r"(~?)(.+)")
TALLEST, MOST_LINES, ELLIPSIS = 100.0, 5, "…"


class Columns(NamedTuple):
    """Columns of equal width, side by side from `left`."""

    left: float
    width: float
    number: int

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.left + self.width * self.number

    def middle(self, position: float) -> float:
        """The middle of a column."""
        return self.left + self.width * (position + 0.5)


def labels_of(table: pd.DataFrame) -> dict[str, str]:
    """The printed names of the factors or cases of a table, by their ids in its first column: short ones where there are any."""
    labels = dict(zip(table.iloc[:, 0], table["label"], strict=True))
    short = table.dropna(subset=["short"]) if "short" in table else table.iloc[:0].assign(short=None)
    return labels | dict(zip(short.iloc[:, 0], short["short"], strict=True))


def named(names: Iterable[str], labels: dict[str, str]) -> dict[str, str]:
    """Printed names by short ones, in the order of the labels; one without a label is printed as a word."""
    names = set(names)
    order = [*(name for name in labels if name in names), *sorted(names - set(labels))]
    return {name: labels.get(name, name.replace("_", " ")) for name in order}


def cases_named(cases: Iterable[str], labels: dict[str, str]) -> dict[str, str]:
    """Printed names of cases by short ones, without what stands in brackets at their end where that still tells them apart."""
    names = {case: labels.get(case, case) for case in cases}
    bare = {case: BRACKETS.split(name)[0] for case, name in names.items()}
    return bare if len(set(bare.values())) == len(bare) else names


def literals(term: str, labels: dict[str, str]) -> list[str]:
    """The conditions of a term as a reader says them: A and not B for `a*~b`; that of the term which every case has is none."""
    if term == "1":
        return [WITHOUT_CONDITION]
    parts = [LITERAL.fullmatch(literal.strip()).groups() for literal in term.split("*")]
    return [f"{'not ' if absent else ''}{labels.get(name, name)}" for absent, name in parts]


def spelled(term: str, labels: dict[str, str]) -> str:
    """A term as a reader says it: `a*~b` is `A * not B`."""
    return " * ".join(literals(term, labels))


def spelled_lines(term: str, labels: dict[str, str], width: float, look: draw.Look) -> list[str]:
    """A term in lines that break before a `*` where they can."""
    first, *rest = literals(term, labels)
    lines: list[str] = []
    for literal in [first, *(f"* {name}" for name in rest)]:
        longer = f"{lines[-1]} {literal}" if lines else literal
        if lines and draw.text_width(longer, look) <= width:
            lines[-1] = longer
        else:
            lines += balanced_once(literal, width, look)
    return lines


@cache
def balanced_once(words: str, width: float, look: draw.Look) -> tuple[str, ...]:
    """The balanced lines of a text that stands in many places."""
    return tuple(draw.balanced(words, width, look))


def cut(words: object, width: float, look: draw.Look) -> str:
    """A text on one line: whole where it fits, else cut and ending in an ellipsis."""
    words = draw.printable(words)
    if draw.text_width(words, look) <= width:
        return words
    while words and draw.text_width(words + ELLIPSIS, look) > width:
        words = words[:-1]
    return words.rstrip() + ELLIPSIS


def fitted(words: object, width: float, look: draw.Look, most: int) -> list[str]:
    """A text on no more than so many lines, the last one cut visibly where the text goes on."""
    lines = draw.balanced(words, width, look)
    if len(lines) <= most:
        return lines
    whole = draw.wrapped(words, width, look)[:most]
    return [*whole[:-1], cut(f"{whole[-1]} {ELLIPSIS}", width, look).replace(f" {ELLIPSIS}", ELLIPSIS)]


def enumerated(names: Sequence[str], width: float, look: draw.Look, most: int) -> list[str]:
    """Names as a list on no more than so many lines; those that find no room are counted: a, b and 12 more."""
    if not names:
        return []
    for shown in range(len(names), 0, -1):
        rest = len(names) - shown
        lines = draw.wrapped(", ".join(names[:shown]) + (f" and {rest} more" if rest else ""), width, look)
        if len(lines) <= most:
            return lines
    if most > 1 and names[1:]:
        return [*fitted(names[0], width, look, most - 1), f"and {len(names) - 1} more"]
    return fitted(", ".join(names), width, look, most)


def heads(
    drawing: draw.Drawing, columns: Columns, names: dict[str, str], top: float = 0.0, least: float = 0.0
) -> float:
    """
    The names above their columns, from `top` downwards and at least so high; gives the bottom of the names.

    They are turned where a word is too wide for its column, and the short names stand for all where one would be cut.
    """
    look = draw.STRESS
    level = [draw.balanced(name, columns.width - 3, look) for name in names.values()]
    whole = all(" ".join(lines) == draw.printable(name) for lines, name in zip(level, names.values(), strict=True))
    turned = not whole or any(len(lines) > MOST_LINES for lines in level)
    if turned:
        level = turned_lines(columns, names, look)
    sizes = [
        max(draw.text_width(line, look) for line in lines) if turned else look.leading * len(lines) for lines in level
    ]
    bottom = top + 4 + max(least, *sizes, look.leading)
    for position, (lines, size) in enumerate(zip(level, sizes, strict=True)):
        middle = columns.middle(position)
        if not turned:
            drawing.lines(middle, bottom - size, lines, look, "middle")
        for number, words in enumerate(filter(None, lines if turned else [])):
            drawing.text(middle + (number - (len(lines) - 1) / 2) * look.leading, bottom, words, look, upright=True)
    return bottom


def turned_lines(columns: Columns, names: dict[str, str], look: draw.Look) -> list[list[str]]:
    """The lines of turned names: as many as the column is wide, and of short names where a long one would be cut."""
    most = max(1, int((columns.width - 1) / look.leading))
    fits = all(len(draw.balanced(name, TALLEST, look)) <= most for name in names.values())
    return [fitted(name, TALLEST, look, most) for name in (names.values() if fits else names)]


def runs(numbers: Iterable[int]) -> Iterator[str]:
    """Whole numbers as ranges: 1, 2, 3, 6 and 7 are `1 to 3`, `6` and `7`."""
    rest = sorted(numbers)
    while rest:
        end = next((n for n, number in enumerate(rest) if number != rest[0] + n), len(rest))
        yield from [f"{rest[0]} to {rest[end - 1]}"] if end > 2 else map(str, rest[:end])
        rest = rest[end:]
