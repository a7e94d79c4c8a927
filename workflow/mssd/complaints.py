"""Complaints: what a researcher is told when the raw data or the config can't be used."""

import os
import sys
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

STUDY = "MSSD_STUDY"  # the folder of the study, where a step works in another
WHAT_A_COLUMN_IS = {"yaml": "key", "bib": "entry"}
LONGEST_LINE, LONGEST_NAME = 1000, 100
MOST_LINES, MOST_LINES_OF_ONE = 40, 20
UNSHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class Complaint(NamedTuple):
    """
    One problem in one place: the file, the line as a spreadsheet numbers it, the column, and what is wrong there.

    In a config the column is a key, in a bibliography an entry.
    """

    file: str
    line: int | None
    column: str | None
    problem: str

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += f", line {self.line}"
        if self.column is not None:
            place += f", {WHAT_A_COLUMN_IS.get(self.file.rpartition('.')[2], 'column')} {self.column}"
        return f"{shown(place)}: {shown(self.problem)}"


def shown(text: str, longest: int = LONGEST_LINE) -> str:
    """
    A text on one line that does nothing to a terminal: what can't be seen in it as its code, such as \\x1b for an escape.

    Of a longer one, the beginning and the end.
    """
    half = longest // 2 - 1
    cut = text if len(text) <= longest else f"{text[:half]}…{text[-half:]}"
    return "".join(ascii(sign)[1:-1] if category(sign) in UNSHOWN else sign for sign in cut)


class Refused(Exception):
    """A study that can't be used, with every complaint about it."""

    def __init__(self, complaints: Iterable[Complaint]):
        self.complaints = in_order(complaints)
        super().__init__("\n".join(map(str, self.complaints)))


def in_order(complaints: Iterable[Complaint]) -> list[Complaint]:
    """Complaints by file, line and column, each said once."""
    return sorted(set(complaints), key=lambda c: (c.file, c.line or 0, c.column or "", c.problem))


def nearest(name: str, known: Iterable[str]) -> str:
    """The hint `; nearest known name: x`, or nothing where no known name is near."""
    found = nearest_of(str(name), tuple(map(str, known)))
    return f"; nearest known name: {found}" if found else ""


@lru_cache(maxsize=MOST_LINES)
def nearest_of(name: str, known: tuple[str, ...]) -> str:
    """The known name that is nearest, or nothing where none is near; nothing is near a name that is too long to be one."""
    lower = {one.lower(): one for one in known}
    found = get_close_matches(name.lower(), lower, n=1, cutoff=0.6) if len(name) <= LONGEST_NAME else []
    return lower[found[0]] if found else ""


def refuse_if_any(
    complaints: Iterable[Complaint],
    whose: str = "The study in {folder} is not in order.",
    then: str = "Nothing was rebuilt, and the last results are untouched.",
) -> None:
    """
    Where there are complaints, print whose they are, a line for each, what follows, and end with exit code 1.

    The first forty are printed, and how many there are besides.
    """
    problems = told_once(complaints)
    if not problems:
        return
    count = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
    lines = [shown(whose.format(folder=os.environ.get(STUDY, Path.cwd()))), *problems[:MOST_LINES]]
    lines += [f"... and {len(problems) - MOST_LINES:,} more"] if len(problems) > MOST_LINES else []
    lines.append(f"{count}. {then}")
    print("\n".join(lines), file=sys.stderr)
    raise SystemExit(1)


def told_once(complaints: Iterable[Complaint]) -> list[str]:
    """A line for each problem; the same problem on several lines of a file is told once, with all of them."""
    alike: dict[tuple, list[Complaint]] = {}
    for complaint in in_order(complaints):
        alike.setdefault((complaint.file, complaint.column, complaint.problem), []).append(complaint)
    return [
        str(first).replace(f", line {first.line}", f", lines {lines_of([first, *others])}", 1) if others else str(first)
        for first, *others in alike.values()
    ]


def lines_of(complaints: list[Complaint]) -> str:
    """The lines of complaints, the first twenty of them."""
    lines = [str(complaint.line) for complaint in complaints[:MOST_LINES_OF_ONE]]
    more = len(complaints) - MOST_LINES_OF_ONE
    return ", ".join(lines) + (f" and {more:,} more" if more > 0 else "")
