"""Comparison: each factor in each case beside the outcome, how firm the cells are, and what follows for the factor."""

from itertools import groupby
from math import ceil

import pandas as pd

from mssd import drawing as draw
from mssd.cells import APART, WORDED, Layout, Plan, meanings, paint_cell
from mssd.charts import Columns, heads, unit_of
from mssd.labels import cases_named, cut, fitted
from mssd.verdicts import Row, description, rows_of
from mssd.words import PLAIN_OUTCOME, PRESENCE_WORDS

LABELS, VERDICTS, INDENT, GAP = (70.0, 96.0), (98.0, 132.0), 7.0, 6.0
NARROWEST, BARRED, WIDEST = 6.6, 27.0, 92.0
RING, MOST_LINES = 2.6, 4
LAYOUTS = [Layout(5, 6, 9, True), Layout(5, 5.4, 4, False), Layout(2.2, 4.2, 1, False), Layout(0.6, 3, 1, False)]


def comparison(
    presence: pd.DataFrame,
    truth_table: pd.DataFrame,
    covariation: pd.DataFrame,
    labels: dict[str, str],
    case_labels: dict[str, str],
    outcome: dict | None,
    order: list[str] | None = None,
) -> str:
    """
    The whole comparison: factors as rows, those that covary first, cases as columns in order, the outcome a band below.

    A cell tells the value and how firm it is: the sources on each side, a ring where they disagree, a diamond where a person
    decided, filled where against the evidence. A row ends in its verdict. A factor of `covariation` without cells is context.
    More cases than stand side by side go on below. labels, case_labels: printed names, by short name.
    """
    words, cases = outcome or PLAIN_OUTCOME, order or truth_table["case"].tolist()
    results = truth_table.set_index("case")["outcome"].astype(str).loc[cases].to_dict()
    labels = {factor: labels.get(factor, factor.replace("_", " ")) for factor in [*labels, *covariation["factor"]]}
    rows = rows_of(presence, covariation, labels, cases_named(cases, case_labels), results)
    names = {case: case_labels.get(case, case) for case in cases}
    drawing = draw.first_that_fits(painted(rows, names, results, words, layout) for layout in LAYOUTS)
    told = description(rows, cases_named(cases, case_labels), results, words)
    return drawing.svg("The factors, the cases and the outcome", told)


def painted(
    rows: list[Row], names: dict[str, str], results: dict[str, str], words: dict, layout: Layout
) -> draw.Drawing:
    """The comparison with so much room: all cases side by side, or else in several bands, and what its marks mean."""
    drawing, y = draw.Drawing(), 0.0
    plan, number = planned(rows, names, words["label"], layout)
    for start in range(0, len(names), number):
        places = range(start, min(start + number, len(names)))
        band = plan._replace(columns=plan.columns._replace(number=len(places)))
        y, key = paint_band(drawing, band, rows, places, list(names.items()), list(results.values()), words, y)
        y += 2 * GAP
    drawing.legend(y - 2 * GAP + 3, key + meanings(drawing, plan, rows))
    return drawing


def planned(rows: list[Row], names: dict[str, str], outcome: str, layout: Layout) -> tuple[Plan, int]:
    """The widths, and how many cases stand side by side; labels take what they need, cases what verdicts leave."""
    labels = [*outcome.split(), *(row.label for row in rows)]
    natural = max(draw.text_width(label, draw.NAME) for label in labels)
    left, cells = min(LABELS[1], max(LABELS[0], natural + INDENT + GAP)), [cell for row in rows for cell in row.cells]
    worded = layout.worded and (draw.PAGE_WIDTH - left - VERDICTS[0]) / len(names) >= WORDED
    crowded = layout.lines == 1 or len(names) * NARROWEST > draw.PAGE_WIDTH - left - VERDICTS[1]
    room = draw.PAGE_WIDTH - left - VERDICTS[0 if worded or crowded else 1]
    number = ceil(len(names) / ceil(len(names) * NARROWEST / room))
    columns = Columns(left, min(room / number, WIDEST if worded else WORDED), number)
    ring = min(RING, columns.width / 7) if any(cell["contested"] for cell in cells) else 0
    radius = min(layout.radius, 0.4 * columns.width - ring)
    counted_cells = [(cell["against"], cell["for"]) for cell in cells if cell["decided_by"] != "matrix"]
    barred = counted_cells and layout.lines > 1 and columns.width >= BARRED
    unit = unit_of(columns.width - APART, counted_cells) if barred else 0
    word = max((draw.text_width(PRESENCE_WORDS[cell["present"]], draw.STRESS) for cell in cells), default=0)
    return Plan(layout, columns, radius, ring, unit, word), number


def paint_band(
    drawing: draw.Drawing,
    plan: Plan,
    rows: list[Row],
    places: range,
    cases: list[tuple[str, str]],
    results: list[str],
    words: dict,
    y: float,
) -> tuple[float, list[tuple]]:
    """Some of the cases with all factors; verdicts stand in the first band alone; gives the bottom and the outcome's key."""
    top, group = y, None
    y = heads(drawing, plan.columns, dict(cases[n] for n in places), y, look=draw.NAME if plan.worded else draw.STRESS)
    drawing.text(INDENT, y - draw.NOTE.leading / 2, "Factor", draw.NOTE)
    if not places[0]:
        drawing.text(plan.verdicts, y - draw.NOTE.leading / 2, "Verdict", draw.NOTE)
    y += 4
    for row in rows:
        here = row._replace(cells=[row.cells[n] for n in places] if row.cells else [])
        drawing.line((0, y), (drawing.width, y), stroke=draw.FAINT if row.verdict.group == group else draw.FIRM)
        y, group = paint_row(drawing, plan, here, y, not places[0]), row.verdict.group
    return paint_outcome(drawing, plan, words, [results[n] for n in places], y, top)


def paint_row(drawing: draw.Drawing, plan: Plan, row: Row, y: float, judged: bool) -> float:
    """A factor: its label, its cells, its verdict with the reason; gives the bottom."""
    said, pad = row.verdict, plan.layout.padding
    quiet = said.group == "context"
    name = draw.NAME if said.survives else draw.PLAIN._replace(colour=draw.MUTED) if quiet else draw.PLAIN
    middle = y + pad + max(plan.reach if row.cells else 0, name.leading / 2)
    room = plan.columns.left - INDENT - GAP
    label = draw.balanced(row.label, room, name) if plan.layout.lines > 1 else [cut(row.label, room, name)]
    bottoms = [drawing.lines(INDENT, middle - name.leading / 2, label, name)]
    bottoms += [paint_verdict(drawing, plan, row, middle)] if judged else []
    bottoms += [paint_cell(drawing, plan, cell, plan.columns.middle(n), middle) for n, cell in enumerate(row.cells)]
    if not row.cells:
        ends = [plan.columns.middle(n) for n in (0, plan.columns.number - 1)]
        drawing.line((ends[0] - 4, middle), (ends[1] + 4, middle), stroke=draw.LINK)
    bottom = max(bottoms) + pad
    if said.survives:
        drawing.box(0, y, 3, bottom - y, fill=draw.ACCENT)
    return bottom


def paint_verdict(drawing: draw.Drawing, plan: Plan, row: Row, middle: float) -> float:
    """The verdict in a word with its reason below, or beside it where rows are low; gives the bottom."""
    said, x, room = row.verdict, plan.verdicts, draw.PAGE_WIDTH - plan.verdicts
    colour = draw.ACCENT if said.survives else draw.MUTED if said.group == "context" else draw.INK
    head, note = draw.NAME._replace(colour=colour), draw.NOTE if said.group == "context" else draw.SMALL
    top = middle - head.leading / 2
    if plan.layout.lines > 1:
        below = drawing.lines(x, top, draw.wrapped(said.head, room, head), head)
        return drawing.lines(x, below, fitted(said.reason, room, note, MOST_LINES), note)
    word = cut(said.head, room, head)
    beside = draw.text_width(word, head) + 4
    if said.in_short and room > beside + 20:
        drawing.text(x + beside, middle, cut(said.in_short, room - beside, note), note)
    return drawing.lines(x, top, [word], head)


def paint_outcome(
    drawing: draw.Drawing, plan: Plan, words: dict, results: list[str], y: float, top: float
) -> tuple[float, list[tuple]]:
    """The outcome as a band, and a tint behind the cases in which it occurred; gives the bottom and the key."""
    told = {"1": words["occurred"], "0": words["absent"]}
    label = draw.balanced(words["label"], plan.columns.left - INDENT - GAP, draw.NAME)
    boxes = boxes_of(plan, told, results)
    height = 7 + draw.STRESS.leading * max(1, *(len(lines) for *_, lines in boxes))
    inside = max(height, draw.NAME.leading * len(label))
    middle, bottom = y + GAP + inside / 2, y + 2 * GAP + inside
    drawing.line((0, y), (drawing.width, y), stroke=draw.HEAVY)
    drawing.lines(INDENT, middle - draw.NAME.leading * len(label) / 2, label, draw.NAME)
    for result, left, width, lines in boxes:
        inset = min(1.5, width / 8)
        drawing.sign(left + inset, middle - height / 2, width - 2 * inset, height, result)
        look = draw.STRESS._replace(colour=draw.WHITE if result == "1" else draw.INK)
        drawing.lines(left + width / 2, middle - look.leading * len(lines) / 2, lines, look, "middle")
        if result == "1":
            drawing.box(left, top, width, bottom - top, fill=draw.TINT, under=True)
    key = [(lambda x, y, r=r: drawing.sign(x - 5, y - 4, 10, 8, r), told[r]) for r in told if r in results]
    return bottom, [] if any(lines for *_, lines in boxes) else key


def boxes_of(plan: Plan, told: dict[str, str], results: list[str]) -> list[tuple[str, float, float, list[str]]]:
    """The boxes of the outcome: one a case where the words fit, else one for neighbours alike, or without words."""
    apart = [(result, [n]) for n, result in enumerate(results)]
    alike = [(result, [n for n, _ in run]) for result, run in groupby(enumerate(results), key=lambda one: one[1])]
    for cases in (apart, alike) if plan.worded else (alike,):
        places = [
            (result, plan.columns.left + plan.columns.width * at[0], plan.columns.width * len(at))
            for result, at in cases
        ]
        boxes = [(*place, draw.balanced(told[place[0]], place[2] - 8, draw.STRESS)) for place in places]
        if all(len(lines) <= 2 and " ".join(lines) == draw.printable(told[result]) for result, *_, lines in boxes):
            return boxes
    return [(*place, []) for place in places]


if __name__ == "__main__":
    from pathlib import Path

    from mssd.labels import labels_of, labels_of_cases
    from mssd.tables import read

    given, choice = snakemake.input, snakemake.params
    cases = read("cases", given.cases, {"criteria": choice.criteria or {}})
    truth_table = read("truth_table", given.truth_table)
    in_time = cases[cases["case"].isin(truth_table["case"])].sort_values(["year", "requested_on", "case"])
    matrix, results = read("data_matrix", given.data_matrix), truth_table.set_index("case")["outcome"]
    by_outcome = sorted(matrix["case"], key=lambda case: -results[case])
    figure = comparison(
        presence=read("presence", given.presence),
        truth_table=truth_table,
        covariation=read("covariation", given.covariation),
        labels=labels_of(read("factors", given.factors)),
        case_labels=labels_of_cases(cases, matrix),
        outcome=choice.outcome,
        order=in_time["case"].tolist() or by_outcome,
    )
    Path(snakemake.output[0]).write_text(figure, encoding="utf-8", newline="\n")
