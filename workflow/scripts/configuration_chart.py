"""Configuration chart: the truth table as a figure: each configuration with its cases, its consistency and its output."""

from functools import partial
from typing import NamedTuple

import pandas as pd

from mssd import drawing as draw
from mssd.charts import Columns, heads
from mssd.configured import OUTPUTS, Row, description, remainders_of, rows_of
from mssd.labels import cases_named, enumerated, named
from mssd.words import PLAIN_OUTCOME, PRESENCE_WORDS, digits, series
from schemas.base import RESERVED

CONTRADICTION = "framed: a contradiction, cases alike in every factor and unlike in the outcome"
MOST_REMAINDERS = 16
INSET, NUMBER, CONSISTENCY, SIGN, CASE_SIGN, GAP = 5.0, 20.0, 45.0, 16.0, 12.0, 8.0
CASES, WORDS = (70.0, 130.0), (44.0, 96.0)
NARROWEST, WIDEST, LARGE, SMALLER = 9.5, 62.0, 4.6, 3.0


class Plan(NamedTuple):
    """Where the parts stand, from left to right: factors, the number of cases, the cases, consistency, output."""

    factors: Columns
    output: float

    @property
    def cases(self) -> float:
        return self.factors.right + NUMBER

    @property
    def consistency(self) -> float:
        """Where the numbers of the consistency end."""
        return self.output - GAP

    @property
    def room(self) -> float:
        """How wide the names of cases may be."""
        return self.output - CONSISTENCY - GAP - self.cases


class Space(NamedTuple):
    """How far apart rows stand, how many observed ones are drawn, and on how many lines cases are named."""

    padding: float
    rows: int
    lines: int


SPACES = [Space(4.5, 40, 4), Space(1.5, 40, 2), Space(1.0, 44, 1), Space(1.0, 36, 1), Space(1.0, 28, 1)]


def configuration_chart(
    configurations: pd.DataFrame,
    truth_table: pd.DataFrame,
    labels: dict[str, str],
    case_labels: dict[str, str],
    outcome: dict | None,
) -> str:
    """
    The truth table of configurations: the observed ones by output and number of cases, below them the remainders.

    A configuration whose cases differ in the outcome names them apart. A contradiction is framed: it is positive neither
    for the outcome nor for its absence, and counts as negative for both. Remainders, which no case shows, are drawn while
    they are few, and else counted. labels, case_labels: printed names, by short name. Source: Ragin 1987, chapters 6 and 7.
    """
    words = outcome or PLAIN_OUTCOME
    factors = named((name for name in configurations.columns if name not in RESERVED), labels)
    results = truth_table.set_index("case")["outcome"].astype(str).to_dict()
    names = cases_named(results, case_labels)
    rows = rows_of(configurations, list(factors), results, words)
    drawing = draw.first_that_fits(painted(rows, factors, names, words, space) for space in SPACES)
    told = description(rows, list(factors.values()), names)
    return drawing.svg("The configurations of factors and their cases", told)


def painted(rows: list[Row], factors: dict[str, str], names: dict[str, str], words: dict, space: Space) -> draw.Drawing:
    """The chart with so much space: a row a configuration, and what its marks mean below it."""
    drawing = draw.Drawing()
    observed = [row for row in rows if row.number]
    plan, names = planned(drawing.width, factors, observed, names, space)
    y, above = heading(drawing, plan, factors), None
    for row in observed[: space.rows]:
        drawing.line((0, y), (drawing.width, y), stroke=draw.FAINT if row.output == above else draw.FIRM)
        y, above = paint_row(drawing, plan, row, names, y, space), row.output
    y = paint_folded(drawing, observed[space.rows :], y)
    y = paint_remainders(drawing, plan, rows, y, space)
    drawing.line((0, y), (drawing.width, y), stroke=draw.FIRM)
    drawing.legend(y + 4, meanings(drawing, observed, words))
    return drawing


def planned(
    width: float, factors: dict[str, str], rows: list[Row], names: dict[str, str], space: Space
) -> tuple[Plan, dict[str, str]]:
    """
    The widths: cases and outputs take what they need within limits, factors the rest; short names where long ones are cut.

    Cases are named on several lines before the words above the factors would have to be turned.
    """
    lists = [", ".join(names[case] for case in cases) for row in rows for cases in row.cases.values()]
    sign = CASE_SIGN if any(all(row.cases.values()) for row in rows) else 0
    cases = min(CASES[1], max([CASES[0], *(draw.text_width(told, draw.PLAIN) + sign + 2 for told in lists)]))
    said = [draw.text_width(words, draw.NAME) + 4 for row in rows for words in row.said]
    output = width - SIGN - min(WORDS[1], max([WORDS[0], *said]))
    room = output - CONSISTENCY - GAP - NUMBER - INSET
    words = [draw.text_width(word, draw.STRESS) + 4 for name in factors.values() for word in name.split()]
    level = room - len(factors) * max(words, default=0)
    cases = min(cases, level) if level >= CASES[0] else cases
    each = (room - cases) / max(1, len(factors))
    plan = Plan(Columns(INSET, max(NARROWEST, min(WIDEST, each)), max(1, len(factors))), output)
    lines = [draw.wrapped(name, plan.room - sign, draw.PLAIN) for name in names.values()]
    return plan, names if all(len(name) <= space.lines for name in lines) else {case: case for case in names}


def heading(drawing: draw.Drawing, plan: Plan, factors: dict[str, str]) -> float:
    """The names of the columns; gives the bottom."""
    bottom = heads(drawing, plan.factors, factors or {"": "no factor"})
    y = bottom - draw.NOTE.leading / 2
    drawing.text(plan.cases - 11, y, "Cases", draw.NOTE)
    drawing.text(plan.consistency, y, "Consistency", draw.NOTE, anchor="end")
    drawing.text(plan.output, y, "Output", draw.NOTE)
    return bottom + 4


def paint_row(drawing: draw.Drawing, plan: Plan, row: Row, names: dict[str, str], y: float, space: Space) -> float:
    """An observed configuration: its marks, its cases, its consistency and its output; gives the bottom."""
    room = drawing.width - plan.output - SIGN
    look = draw.NAME if row.output in ("1", "contradiction") else draw.PLAIN
    said = draw.balanced(row.said[0], room, look)
    asides = [line for words in row.said[1:] for line in draw.balanced(words, room, draw.SMALL)]
    cases = cases_by_outcome(row, names, plan.room, space.lines)
    beside = look.leading * len(said) + draw.SMALL.leading * len(asides)
    height = max(2 * LARGE, beside, draw.PLAIN.leading * sum(len(lines) for _, lines in cases))
    bottom = y + height + 2 * space.padding
    middle = (y + bottom) / 2
    paint_marks(drawing, plan.factors, row.values, middle, LARGE)
    drawing.text(plan.cases - 6, middle, row.number, draw.PLAIN, anchor="end")
    paint_cases(drawing, plan.cases, middle, cases)
    drawing.text(plan.consistency, middle, row.consistency, draw.PLAIN, anchor="end")
    output_sign(drawing, plan.output + 5, middle, row.output)
    below = drawing.lines(plan.output + SIGN, middle - beside / 2, said, look)
    drawing.lines(plan.output + SIGN, below, asides, draw.SMALL)
    frame(drawing, row.output, y, bottom)
    return bottom


def paint_marks(drawing: draw.Drawing, columns: Columns, values: tuple[str, ...], y: float, radius: float) -> None:
    """The marks of a configuration, a factor a column."""
    for position, value in enumerate(values):
        drawing.mark(columns.middle(position), y, value, min(radius, columns.width / 2 - 1.2))


def cases_by_outcome(row: Row, names: dict[str, str], room: float, lines: int) -> list[tuple[str, list[str]]]:
    """The names of the cases on their lines, apart by outcome where it differs between them."""
    present = {result: [names[case] for case in cases] for result, cases in row.cases.items() if cases}
    inset = CASE_SIGN if len(present) > 1 else 0
    return [(result, enumerated(told, room - inset, draw.PLAIN, lines)) for result, told in present.items()]


def paint_cases(drawing: draw.Drawing, x: float, middle: float, cases: list[tuple[str, list[str]]]) -> None:
    """The names of the cases; where their outcomes differ, each with the box of its own."""
    y, apart = middle - draw.PLAIN.leading * sum(len(lines) for _, lines in cases) / 2, len(cases) > 1
    for result, lines in cases:
        if apart:
            drawing.sign(x, y + 2.2, 7, 6, result)
        y = drawing.lines(x + (CASE_SIGN if apart else 0), y, lines, draw.PLAIN)


def output_sign(drawing: draw.Drawing, x: float, y: float, output: str) -> None:
    """The mark of an output: a full box, an open one, a half one for a contradiction, ? where it is undetermined."""
    if output == "undetermined":
        drawing.mark(x, y, "?", 4)
    elif output != "remainder":
        drawing.sign(x - 5, y - 4, 10, 8, output)
    if output == "contradiction":
        drawing.box(x - 5, y - 4, 5, 8, fill=draw.ACCENT)


def frame(drawing: draw.Drawing, output: str, y: float, bottom: float) -> None:
    """What makes a row stand out: a tint where the outcome follows, a heavy frame around a contradiction."""
    if output == "1":
        drawing.box(0, y, drawing.width, bottom - y, fill=draw.TINT, under=True)
    if output == "contradiction":
        drawing.box(1, y + 1, drawing.width - 2, bottom - y - 2, stroke=draw.HEAVY, fill="none")


def paint_folded(drawing: draw.Drawing, rows: list[Row], y: float) -> float:
    """What is said of observed configurations that find no room: how many, and with how many cases; gives the bottom."""
    if not rows:
        return y
    outputs = {output: sum(row.output == output for row in rows) for output in OUTPUTS}
    told = series(f"{number} with output {output}" for output, number in outputs.items() if number)
    drawing.line((0, y), (drawing.width, y), stroke=draw.FIRM)
    rest = f"and {len(rows)} more observed configurations ({sum(row.number for row in rows)} cases): {told}"
    return drawing.lines(INSET, y + 4, draw.wrapped(rest, drawing.width - INSET, draw.STRESS), draw.STRESS) + 4


def paint_remainders(drawing: draw.Drawing, plan: Plan, rows: list[Row], y: float, space: Space) -> float:
    """The remainders: how many, and while they are few, each with its marks; gives the bottom."""
    number = remainders_of(rows)
    drawing.line((0, y), (drawing.width, y), stroke=draw.FIRM)
    if not number:
        return y
    shown = "that no case is known to show" if any("?" in row.values for row in rows) else "that no case shows"
    told = f"{digits(number)} {'remainder: a configuration' if number == 1 else 'remainders: configurations'} {shown}"
    drawing.text(plan.cases - 11, y + GAP, told, draw.NOTE)
    unobserved = [row for row in rows if not row.number] if number <= MOST_REMAINDERS else []
    for row in unobserved:
        paint_marks(drawing, plan.factors, row.values, y + GAP, SMALLER)
        y += 2 * SMALLER + 1.5 + min(space.padding, 3)
    return y + GAP + (0 if unobserved else GAP)


def meanings(drawing: draw.Drawing, rows: list[Row], words: dict[str, str]) -> list[tuple]:
    """What the marks mean that have no word beside them."""
    shown = {value for row in rows for value in row.values}
    values = [(partial(drawing.mark, value=v, radius=3.8), word) for v, word in PRESENCE_WORDS.items() if v in shown]
    if not any(row.cases["1"] and row.cases["0"] for row in rows):
        return values
    signs = {"1": words["occurred"], "0": words["absent"]}
    boxes = [(lambda x, y, r=r: drawing.sign(x - 4, y - 3, 7, 6, r), word) for r, word in signs.items()]
    return values + boxes + [(None, CONTRADICTION)] * any(row.output == "contradiction" for row in rows)


if __name__ == "__main__":
    from pathlib import Path

    from mssd.labels import labels_of, labels_of_cases
    from mssd.tables import read

    given, choice = snakemake.input, snakemake.params
    figure = configuration_chart(
        configurations=read("configurations", given.configurations),
        truth_table=read("truth_table", given.truth_table),
        labels=labels_of(read("factors", given.factors)),
        case_labels=labels_of_cases(
            cases=read("cases", given.cases, {"criteria": choice.criteria or {}}),
            matrix=read("data_matrix", given.data_matrix),
        ),
        outcome=choice.outcome,
    )
    Path(snakemake.output[0]).write_text(figure, encoding="utf-8", newline="\n")
