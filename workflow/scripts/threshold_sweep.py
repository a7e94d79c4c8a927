"""Threshold sweep: which factors each citation threshold selects, and which of these survive the comparison."""

from functools import partial
from math import ceil

import pandas as pd

from mssd import drawing as draw
from mssd.charts import Columns, heads
from mssd.fates import FATES, Row, Step, at, description, rows_of, steps_of
from mssd.labels import fitted, named
from mssd.words import counted, share

OWN = "this study"
LABELS, NOTES, INSET, GAP = (90.0, 172.0), (60.0, 104.0), 7.0, 6.0
NARROWEST, WIDEST = 4.5, 34.0
SPACES = [(4.5, 40), *((1.5, most) for most in (45, 38, 32, 27, 23, 19, 15))]


def threshold_sweep(robustness: pd.DataFrame, selection: pd.DataFrame, labels: dict[str, str]) -> str:
    """
    The citation thresholds from one interview to all, side by side: which factors each selects, and what becomes of them.

    A row is a factor that any threshold selects: the study's survivors first, then those that more interviews cite. Where a
    lower threshold brings in a factor that nobody coded, whether it survives stays open. One of scope common has one value in
    all cases: it is context. Very many thresholds are drawn together where they give the same. labels: printed names.
    """
    steps = steps_of(robustness, selection)
    names = named({factor for step in steps for factor in step.fates}, labels)
    own = max(selection["threshold"], default=0)
    rows = rows_of(steps, names, own)
    drawing = draw.first_that_fits(painted(rows, steps, own, *space) for space in SPACES)
    return drawing.svg("The factors that each citation threshold selects", description(rows, steps, own))


def painted(rows: list[Row], steps: list[Step], threshold: int, padding: float, most: int) -> draw.Drawing:
    """The matrix with its rows so far apart and no more than so many, and what its marks mean below it."""
    drawing, results = draw.Drawing(), results_of(steps)
    columns = measured(drawing.width, rows, len(steps), [note for *_, note in results])
    y, above = heading(drawing, columns, steps, threshold), None
    for row in rows[:most]:
        drawing.line((0, y), (drawing.width, y), stroke=draw.FAINT if row.survives == above else draw.FIRM)
        y, above = paint_row(drawing, columns, row, y, padding), row.survives
    y = paint_folded(drawing, rows[most:], y)
    y = paint_results(drawing, columns, results, y)
    mark_own(drawing, columns, steps, threshold, y)
    drawing.legend(y + 5, meanings(drawing, rows, results))
    return drawing


def measured(width: float, rows: list[Row], steps: int, notes: list[str]) -> Columns:
    """The widths: labels and notes take what they need within limits, the thresholds share the rest."""
    labels = max((draw.text_width(row.label, draw.NAME) + INSET + GAP for row in rows), default=0)
    told = max((draw.text_width(note, draw.SMALL) + GAP for note in [*notes, *(row.note for row in rows)]), default=0)
    left, right = min(LABELS[1], max(LABELS[0], labels)), min(NOTES[1], max(NOTES[0], told))
    return Columns(left, max(NARROWEST, min(WIDEST, (width - left - right) / max(1, steps))), steps)


def heading(drawing: draw.Drawing, columns: Columns, steps: list[Step], threshold: int) -> float:
    """The thresholds above their columns (that of the study, and of the others as many as fit); gives the bottom."""
    every = ceil(draw.STRESS.leading / columns.width)
    own = next((n for n, step in enumerate(steps) if threshold in step.thresholds), 0)
    names = {step.name: step.name if (n - own) % every == 0 else "" for n, step in enumerate(steps)}
    bottom = heads(drawing, columns, names, top=10)
    drawing.text(INSET, bottom - draw.NOTE.leading / 2, "Factor", draw.NOTE)
    drawing.text(columns.left - GAP, bottom - draw.NOTE.leading / 2, "Threshold", draw.NOTE, anchor="end")
    return bottom + 4


def paint_row(drawing: draw.Drawing, columns: Columns, row: Row, y: float, padding: float) -> float:
    """A factor: its label, its fate at each threshold that selects it, what follows; gives the bottom."""
    look = draw.NAME if row.survives else draw.PLAIN
    label = draw.balanced(row.label, columns.left - INSET - GAP, look)
    note = fitted(row.note, drawing.width - columns.right - GAP, draw.SMALL, 2)
    height = max(look.leading * len(label), draw.SMALL.leading * len(note), 9)
    bottom = y + height + 2 * padding
    middle = (y + bottom) / 2
    for position, name in enumerate(row.fates):
        if name:
            x = columns.left + columns.width * position
            drawing.box(x, middle - 5.5, columns.width, 11, fill=draw.TINT)
    for position, name in enumerate(row.fates):
        if name:
            mark(drawing, columns.middle(position), middle, name, columns.width)
    drawing.lines(INSET, middle - look.leading * len(label) / 2, label, look)
    drawing.lines(columns.right + GAP, middle - draw.SMALL.leading * len(note) / 2, note, draw.SMALL)
    if row.survives:
        drawing.box(0, y, 3, bottom - y, fill=draw.ACCENT)
    return bottom


def mark(drawing: draw.Drawing, x: float, y: float, name: str, width: float = WIDEST) -> None:
    """The mark of a fate: a full disc, a question mark, a cross, a dash."""
    radius = max(1.8, min(3.6, width / 2 - 1.3))
    if name == "context":
        drawing.line((x - radius + 1, y), (x + radius - 1, y), stroke=draw.LINK)
    elif name == "does not survive":
        drawing.cross(x, y, max(1.5, radius - 1), draw.MUTED)
    else:
        drawing.mark(x, y, "1" if name == "survives" else "?", radius)


def paint_folded(drawing: draw.Drawing, rows: list[Row], y: float) -> float:
    """What is said of the factors that find no room; gives the bottom."""
    if not rows:
        return y
    surviving = share(sum("survives" in row.fates for row in rows))
    drawing.line((0, y), (drawing.width, y))
    drawing.text(INSET, y + 8, f"and {counted(len(rows), 'more factor')}; {surviving} of them ever survives", draw.NOTE)
    return y + 16


def results_of(steps: list[Step]) -> list[tuple[str, list[str], str]]:
    """How many factors survive at each threshold, whether the models are those of the study, and where both are as there."""
    if not steps:
        return []
    same, same_models = [[s for s in steps if not s.changed], [s for s in steps if s.models_changed is False]]
    signs = [{None: "?", True: "≠", False: "="}[step.models_changed] for step in steps]
    survivors = ("Survivors", [str(step.survivors) for step in steps], f"as in the study at {at(same)}")
    models = ("Models", signs, f"as in the study at {at(same_models)}")
    return [survivors, models] if set(signs) != {"?"} else [survivors]


def paint_results(
    drawing: draw.Drawing, columns: Columns, results: list[tuple[str, list[str], str]], y: float
) -> float:
    """What each threshold gives in sum, below the factors; gives the bottom."""
    drawing.line((0, y), (drawing.width, y), stroke=draw.HEAVY)
    for label, cells, note in results:
        lines = fitted(note, drawing.width - columns.right - GAP, draw.SMALL, 2)
        height = max(draw.NAME.leading, draw.SMALL.leading * len(lines)) + GAP
        middle = y + height / 2
        drawing.text(INSET, middle, label, draw.NAME)
        every = ceil(max(draw.text_width(words, draw.SMALL) for words in cells) / columns.width)
        for position, words in list(enumerate(cells))[::every]:
            drawing.text(columns.middle(position), middle, words, draw.SMALL, anchor="middle")
        drawing.lines(columns.right + GAP, middle - draw.SMALL.leading * len(lines) / 2, lines, draw.SMALL)
        y += height
    drawing.line((0, y), (drawing.width, y), stroke=draw.FIRM)
    return y


def mark_own(drawing: draw.Drawing, columns: Columns, steps: list[Step], threshold: int, bottom: float) -> None:
    """A frame around the threshold of the study, with a word above it."""
    for position, step in enumerate(steps):
        if threshold in step.thresholds:
            drawing.text(columns.middle(position), 5, OWN, draw.STRESS, anchor="middle")
            left = columns.left + position * columns.width
            drawing.box(left, 11, columns.width, bottom - 11, stroke=draw.Stroke(draw.INK, 1.2), fill="none")


def meanings(drawing: draw.Drawing, rows: list[Row], results: list[tuple]) -> list[tuple]:
    """What the marks mean."""
    if not rows:
        return [(None, "No threshold selects a factor.")]
    shown = {name for row in rows for name in row.fates}
    told = [(partial(mark, drawing, name=name), words) for name, words in FATES.items() if name in shown]
    return [*told, *([(None, "=, ≠: the models are those of the study, or others")] if results[1:] else [])]


if __name__ == "__main__":
    from pathlib import Path

    from mssd.labels import labels_of
    from mssd.tables import read

    given = snakemake.input
    figure = threshold_sweep(
        robustness=read("robustness", given.robustness),
        selection=read("selection", given.selection),
        labels=labels_of(read("factors", given.factors)),
    )
    Path(snakemake.output[0]).write_text(figure, encoding="utf-8", newline="\n")
