"""Cells: how a cell of the comparison is drawn: its value, how firm it is, and what decided it, in as much room as there is."""

from functools import partial
from typing import NamedTuple

from mssd import drawing as draw
from mssd.charts import Columns, sides
from mssd.verdicts import Row
from mssd.words import PRESENCE_WORDS

ADJUDICATED, AGAINST = "adjudicated", "against the evidence"
TALLIED, WORDED, APART, BESIDE = 15.0, 46.0, 2.0, 3.0


class Layout(NamedTuple):
    """How much room there is: around rows, for marks, for the lines of a label, and for words in the cells."""

    padding: float
    radius: float
    lines: int
    worded: bool


class Plan(NamedTuple):
    """The columns of the cases, how large marks and rings are, how wide one source and the longest word of a cell are."""

    layout: Layout
    columns: Columns
    radius: float
    ring: float
    unit: float
    word: float

    @property
    def worded(self) -> bool:
        """Whether there is room for words in the cells."""
        return self.layout.worded and self.columns.width >= WORDED

    @property
    def beside(self) -> bool:
        """Whether the word of a value stands beside its mark, which leaves rows lower, and not below it."""
        return self.worded and 2 * self.reach + BESIDE + self.word <= self.columns.width - 2 * APART

    @property
    def reach(self) -> float:
        """How far a mark and its ring reach from their middle."""
        return self.radius + self.ring

    @property
    def verdicts(self) -> float:
        """Where the verdicts begin."""
        return self.columns.right + 8


def paint_cell(drawing: draw.Drawing, plan: Plan, cell: dict, x: float, y: float) -> float:
    """A cell: the mark of its value, a ring where it is contested, a diamond where a person decided; gives the bottom."""
    middle = x
    if plan.beside:
        x -= (plan.word + BESIDE) / 2
        look = draw.STRESS if cell["present"] == "1" else draw.SMALL
        drawing.text(x + plan.reach + BESIDE, y, PRESENCE_WORDS[cell["present"]], look)
    drawing.mark(x, y, cell["present"], plan.radius)
    if cell["contested"]:
        drawing.ring(x, y, plan.reach)
    if cell["decided_by"] == "adjudication":
        aside = min(plan.reach + 0.6, plan.columns.width / 2 - 2.4) * (-1 if plan.beside else 1)
        drawing.diamond(x + aside, y - 0.9 * plan.reach, 2.2, fill=draw.INK if cell["against_evidence"] else draw.WHITE)
    y += plan.reach
    return paint_notes(drawing, plan, cell, middle, y + 1) if plan.layout.lines > 1 else y


def paint_notes(drawing: draw.Drawing, plan: Plan, cell: dict, x: float, y: float) -> float:
    """What stands below the mark of a cell: its word, the sources on both sides, what a person decided; gives the bottom."""
    differs, tallied = cell["agrees"] == 0, cell["decided_by"] != "matrix"
    if plan.worded and not plan.beside:
        look = draw.STRESS if cell["present"] == "1" else draw.SMALL
        y = drawing.lines(x, y, [PRESENCE_WORDS[cell["present"]]], look, "middle")
    if tallied and plan.unit:
        sides(drawing, x, y + 5, cell["against"], cell["for"], plan.unit)
        y += 10
    elif tallied and plan.columns.width >= TALLIED:
        y = drawing.lines(x, y, [f"{cell['for']}:{cell['against']}"], draw.SMALL, "middle")
    if not plan.worded:
        return drawing.lines(x, y, ["≠"], draw.SMALL, "middle") if differs else y
    decided = [
        *([(ADJUDICATED, draw.SMALL)] if cell["decided_by"] == "adjudication" else []),
        *([(AGAINST, draw.STRESS)] if cell["against_evidence"] else []),
        *([(f"≠ published: {PRESENCE_WORDS[str(cell['published'])]}", draw.STRESS)] if differs else []),
    ]
    for words, look in decided:
        y = drawing.lines(x, y, draw.balanced(words, plan.columns.width - APART, look), look, "middle")
    return y


def meanings(drawing: draw.Drawing, plan: Plan, rows: list[Row]) -> list[tuple]:
    """What the marks mean that have no word beside them, and in how many of the cells they stand."""
    cells = [cell for row in rows for cell in row.cells]
    decided = sum(cell["decided_by"] == "adjudication" for cell in cells)
    contested, opposed = sum(cell["contested"] for cell in cells), sum(cell["against_evidence"] for cell in cells)
    shown = {cell["present"] for cell in cells} if not plan.worded else {}
    values = [(partial(drawing.mark, value=v, radius=3.8), word) for v, word in PRESENCE_WORDS.items() if v in shown]
    ring, diamond = partial(drawing.ring, radius=4.2), partial(drawing.diamond, radius=2.4)
    with_numbers = not plan.unit and plan.layout.lines > 1 and plan.columns.width >= TALLIED
    tallied = any(cell["decided_by"] != "matrix" for cell in cells)
    bars = partial(sides, drawing, against=1, supporting=2, unit=5)
    told = [
        (tallied and plan.unit, bars, "sources against and for", 40),
        (tallied and with_numbers, None, "2:1: two sources for, one against", 0),
        (contested, ring, f"contested: sources on both sides ({contested} of {len(cells)} cells)", 16),
        (decided, partial(diamond, fill=draw.WHITE), f"{ADJUDICATED}: decided by a person ({decided})", 16),
        (opposed, diamond, f"and {AGAINST} ({opposed} of {decided})", 16),
        (
            any(row.verdict.names_pairs for row in rows),
            None,
            "a/b: alike in the factor, unlike in the outcome",
            0,
        ),
        (not plan.worded and any(cell["agrees"] == 0 for cell in cells), None, "≠ not as in the published table", 0),
    ]
    return values + [tuple(entry) for applies, *entry in told if applies]
