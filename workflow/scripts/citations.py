"""Citations: which interviews cite which factors, and how far each factor is from the threshold."""

from collections import Counter
from functools import partial
from math import ceil
from typing import NamedTuple

import pandas as pd

from mssd import drawing as draw
from mssd.labels import in_brief, labels_of
from mssd.words import counted, series

STANCES = {"supports": "supports the factor", "qualifies": "only qualifies it", "denies": "only denies it: no citation"}
CONTEXT = "context"
ON_THE_EDGE = "on the edge"
SCOPE, COUNT, BARS = 36.0, 26.0, 92.0
LABELS, NARROWEST = 100.0, 6.0
RADIUS, LONGEST_UNIT = 3.4, 26.0
FEW = 8


class Spacing(NamedTuple):
    """How far apart the rows stand, and how wide a column may be: close where the page would grow too tall."""

    padding: float
    column: float


SPACINGS = [Spacing(padding=6.5, column=17.0), Spacing(padding=1.5, column=17.0), Spacing(padding=1.5, column=7.5)]


class Matrix(NamedTuple):
    """Where the parts stand, from left to right: labels, scope, a column for each interview, counts, bars."""

    width: float
    labels: float
    interviews: list[str]
    column: float
    threshold: int
    padding: float

    @property
    def left(self) -> float:
        return self.labels + SCOPE

    @property
    def count(self) -> float:
        return self.left + self.column * len(self.interviews) + COUNT - 8

    @property
    def unit(self) -> float:
        """How wide the bar of one citation is, so that the longest bar fits, and a note beside the threshold."""
        room, note = self.width - self.count - 9, draw.text_width(ON_THE_EDGE, draw.SMALL) + 6
        longest = max(len(self.interviews), self.threshold)
        return min(room / longest, (room - note) / self.threshold, LONGEST_UNIT)

    def bar(self, citations: float) -> float:
        """Where the bar of so many citations ends."""
        return self.count + 8 + citations * self.unit

    def middle(self, position: int) -> float:
        """The middle of an interview's column."""
        return self.left + self.column * (position + 0.5)


def citations(interviews: pd.DataFrame, factors: pd.DataFrame, mentions: pd.DataFrame, selection: pd.DataFrame) -> str:
    """
    The citation matrix: factors by number of citations (ties in the order of the codebook), interviews in order.

    A mark tells the strongest thing that an interview says of a factor: it supports it, only qualifies it, or only
    denies it, which is no citation. The threshold is a line across the bars, and a rule parts what it selects.
    """
    rows = in_order(factors, selection)
    stances = strongest(mentions)
    columns = interviews["interview"].tolist()
    drawing = draw.first_that_fits(painted(rows, columns, stances, space) for space in SPACINGS)
    return drawing.svg("Citations of the factors in the interviews", description(rows, len(interviews)))


def in_order(factors: pd.DataFrame, selection: pd.DataFrame) -> list[dict]:
    """The factors of the codebook with their selection, most cited first; one that nobody cites keeps its row."""
    selected = selection.set_index("factor").to_dict("index")
    rows = [{"factor": name, "label": label} | selected[name] for name, label in labels_of(factors).items()]
    return sorted(rows, key=lambda row: (-row["selected"], -row["citations"]))


def strongest(mentions: pd.DataFrame) -> dict[tuple[str, str], str]:
    """The strongest stance of each interview on each factor it speaks of: supports, then qualifies, then denies."""
    weakest_first = mentions.sort_values("stance", key=lambda stances: -stances.map(list(STANCES).index), kind="stable")
    return {(row.factor, row.interview): row.stance for row in weakest_first.itertuples()}


def painted(
    rows: list[dict], interviews: list[str], stances: dict[tuple[str, str], str], space: Spacing
) -> draw.Drawing:
    """The matrix with its rows so far apart, and what its marks mean below it."""
    matrix = measured(rows, interviews, space)
    drawing = draw.Drawing(matrix.width)
    y = top = heading(drawing, matrix)
    above = None
    for row in rows:
        drawing.line((0, y), (matrix.width, y), stroke=draw.FAINT if row["selected"] == above else draw.FIRM)
        y, above = paint_row(drawing, matrix, row, stances, y), row["selected"]
    threshold = matrix.bar(matrix.threshold)
    for stroke in (draw.Stroke(draw.WHITE, 2.4), draw.FIRM):
        drawing.line((threshold, top - 3), (threshold, y), stroke=stroke)
    drawing.line((0, y), (matrix.width, y), stroke=draw.FIRM)
    shown = [stance for stance in STANCES if stance in stances.values()]
    marks = [(partial(mark, drawing, stance=stance), STANCES[stance]) for stance in shown]
    scopes = [(None, f"{CONTEXT}: one value in all cases")] if any(row["scope"] == "common" for row in rows) else []
    drawing.legend(y + 5, marks + scopes)
    return drawing


def measured(rows: list[dict], interviews: list[str], space: Spacing) -> Matrix:
    """The widths of the parts: labels take what they need and interviews leave; wider than the page if it must be."""
    natural = max((draw.text_width(row["label"], draw.NAME) + 8 for row in rows), default=0)
    page, fixed = draw.Drawing().width, SCOPE + COUNT + BARS
    labels = min(natural, max(LABELS, page - fixed - space.column * len(interviews)))
    column = min(space.column, max(NARROWEST, (page - fixed - labels) / max(1, len(interviews))))
    threshold = max((row["threshold"] for row in rows), default=1)
    return Matrix(
        max(page, fixed + labels + column * len(interviews)), labels, interviews, column, threshold, space.padding
    )


def heading(drawing: draw.Drawing, matrix: Matrix) -> float:
    """The names of the interviews and of the threshold; names wider than their column are turned, and only some fit."""
    widest = max((draw.text_width(name, draw.SMALL) for name in matrix.interviews), default=0)
    upright = widest > 2 * matrix.column
    step = ceil((draw.SMALL.leading if upright else widest + 2) / matrix.column)
    y = 16 + (widest if upright else 0)
    for position, name in list(enumerate(matrix.interviews))[:: max(1, step)]:
        x, anchor = matrix.middle(position), None if upright else "middle"
        drawing.text(x, y + 2.5 if upright else y, name, draw.SMALL, anchor=anchor, upright=upright)
    threshold, x = f"threshold: {matrix.threshold}", matrix.bar(matrix.threshold)
    drawing.text(
        min(x, matrix.width - draw.text_width(threshold, draw.SMALL) / 2), y, threshold, draw.SMALL, anchor="middle"
    )
    drawing.text(0, y, "Factor", draw.NOTE)
    drawing.text(matrix.left, 5, "Interview", draw.NOTE)
    drawing.text(matrix.bar(0), 5, "Citations", draw.NOTE)
    return y + 9


def paint_row(drawing: draw.Drawing, matrix: Matrix, row: dict, stances: dict[tuple[str, str], str], y: float) -> float:
    """The row of one factor: its label, what each interview says of it, its count and bar; gives the bottom."""
    look, fill, edge = (
        (draw.NAME, draw.ACCENT, draw.Stroke(draw.ACCENT, 0.9))
        if row["selected"]
        else (draw.PLAIN, draw.WHITE, draw.LINK)
    )
    label = draw.balanced(row["label"], matrix.labels - 6, look)
    bottom = drawing.lines(0, y + matrix.padding / 2, label, look) + matrix.padding / 2
    middle = (y + bottom) / 2
    if row["scope"] == "common":
        drawing.text(matrix.left - 6, middle, CONTEXT, draw.NOTE, anchor="end")
    for position, interview in enumerate(matrix.interviews):
        stance = stances.get((row["factor"], interview))
        if stance:
            mark(drawing, matrix.middle(position), middle, stance, min(RADIUS, 0.42 * matrix.column))
    drawing.text(matrix.count, middle, row["citations"], look, anchor="end")
    if row["citations"]:
        drawing.box(matrix.bar(0), middle - 2.6, row["citations"] * matrix.unit, 5.2, fill=fill, stroke=edge)
    if row["margin"] == 0:
        drawing.text(matrix.bar(row["citations"]) + 5, middle, ON_THE_EDGE, draw.SMALL)
    return bottom


def mark(drawing: draw.Drawing, x: float, y: float, stance: str, radius: float = RADIUS) -> None:
    """A filled disc for support, a half one for qualified support, a cross for denial."""
    {"supports": drawing.disc, "qualifies": drawing.half_disc, "denies": drawing.cross}[stance](x, y, radius)


def description(rows: list[dict], interviews: int) -> str:
    """What the matrix shows, for those who can't see it."""
    threshold = max((row["threshold"] for row in rows), default=1)
    selected = [f"{row['label']} ({row['citations']})" for row in rows if row["selected"]]
    others = [f"{row['label']} ({row['citations']})" for row in rows if not row["selected"]]
    edge = [row["label"] for row in rows if row["margin"] == 0]
    return in_brief(
        [
            f"Factors by the number of interviews, of {interviews}, that cite them; the threshold is {threshold}.",
            f"Selected: {series(selected) or 'none'}.",
            f"On the edge, with just the threshold: {series(edge) or 'none'}.",
            f"Not selected: {series(others) or 'none'}." if len(others) <= FEW else not_selected(rows),
        ]
    )


def not_selected(rows: list[dict]) -> str:
    """How many factors are not selected, by how many interviews cite them."""
    cited = Counter(row["citations"] for row in rows if not row["selected"])
    told = [
        f"{counted(cited[count], 'factor')} with {counted(count, 'citation')}" for count in sorted(cited, reverse=True)
    ]
    return f"Not selected: {series(told)}."


if __name__ == "__main__":
    from pathlib import Path

    from mssd.tables import read

    nouns = ["interviews", "factors", "mentions", "selection"]
    figure = citations(**{noun: read(noun, snakemake.input[noun]) for noun in nouns})
    Path(snakemake.output[0]).write_text(figure, encoding="utf-8", newline="\n")
