"""Labels: what figures call factors, cases and terms, on as many lines as there is room, and what they tell in words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import pandas as pd

from mssd import drawing as draw

WITHOUT_CONDITION = "no condition"
BRACKETS = re.compile(r"\s+(?=\([^()]*\)$)")
LITERAL = re.compile(r"(~?)(.+)")
ELLIPSIS = "…"
MOST_WORDS, REST = 112, "The data table has the rest."


def labels_of(table: pd.DataFrame) -> dict[str, str]:
    """The printed names of the factors or cases of a table, by their ids in its first column: short ones where there are any."""
    labels = dict(zip(table.iloc[:, 0], table["label"], strict=True))
    short = table.dropna(subset=["short"]) if "short" in table else table.iloc[:0].assign(short=None)
    return labels | dict(zip(short.iloc[:, 0], short["short"], strict=True))


def labels_of_cases(cases: pd.DataFrame, matrix: pd.DataFrame) -> dict[str, str]:
    """The printed names of the cases, by their ids: those of the candidates, or those that a data matrix gives."""
    given = matrix.dropna(subset=["label"]) if "label" in matrix else matrix.iloc[:0].assign(label=None)
    return labels_of(cases) | labels_of(given)


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


def runs(numbers: Iterable[int]) -> Iterator[str]:
    """Whole numbers as ranges: 1, 2, 3, 6 and 7 are `1 to 3`, `6` and `7`."""
    rest = sorted(numbers)
    while rest:
        end = next((n for n, number in enumerate(rest) if number != rest[0] + n), len(rest))
        yield from [f"{rest[0]} to {rest[end - 1]}"] if end > 2 else map(str, rest[:end])
        rest = rest[end:]


def in_brief(sentences: Iterable[str]) -> str:
    """
    What a figure shows, short enough to be listened to: the finding first, then as many sentences as fit in 112 words.

    Where some are left out, the last one says so. The accessibility guidelines ask that a text stands for a picture, not that it
    repeats a table (WCAG 2.2, 1.1.1).
    """
    told: list[str] = []
    for sentence in filter(None, map(draw.printable, sentences)):
        if len(" ".join([*told, sentence]).split()) > MOST_WORDS:
            first = told or [" ".join(sentence.split()[:MOST_WORDS]) + ELLIPSIS]
            return " ".join([*first, REST])
        told.append(sentence)
    return " ".join(told)
