"""Complaints: what a researcher is told when the raw data or the config can't be used."""

import sys
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

WHAT_A_COLUMN_IS = {"yaml": "key", "bib": "entry"}


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
        return f"{place}: {self.problem}"


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
    lower = {str(k).lower(): str(k) for k in known}
    found = get_close_matches(str(name).lower(), lower, n=1, cutoff=0.6)
    return f"; nearest known name: {lower[found[0]]}" if found else ""


def refuse_if_any(
    complaints: Iterable[Complaint],
    whose: str = "The study in {folder} is not in order.",
    then: str = "Nothing was rebuilt, and the last results are untouched.",
) -> None:
    """Where there are complaints, print whose they are, a line for each, what follows, and end with exit code 1."""
    problems = told_once(complaints)
    if not problems:
        return
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = [whose.format(folder=Path.cwd()), *problems]
    lines.append(f"{count}. {then}")
    print("\n".join(lines), file=sys.stderr)
    raise SystemExit(1)


def told_once(complaints: Iterable[Complaint]) -> list[str]:
    """A line for each problem; the same problem on several lines of a file is told once, with all of them."""
    alike: dict[tuple, list[Complaint]] = {}
    for complaint in in_order(complaints):
        alike.setdefault((complaint.file, complaint.column, complaint.problem), []).append(complaint)
    return [
        str(first).replace(f", line {first.line}", f", lines {', '.join(str(c.line) for c in [first, *others])}", 1)
        if others
        else str(first)
        for first, *others in alike.values()
    ]
